//! [`Reviewing`]: what needs another look, shared by the rows, the list, the contents, and the bar; and when it is shown. The
//! checks run with every key; what they say of a cell that is being typed into waits until the officer is done with it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::base::order::order_by_key;
use crate::model::answer::RowState;
use crate::model::calculation::Calculation;
use crate::model::check::Severity;
use crate::model::edition::Edition;
use crate::model::edition_reader::is_office_code;
use crate::model::id::RowIdx;
use crate::rules::check::place_of;
use crate::rules::finding::Finding;
use crate::rules::reason::Standing;
use crate::state::open_rows::OpenRows;
use crate::state::readiness::{Readiness, Unsettled};
use crate::state::review_list::{Counts, Filter, Item, Subject, in_order};
use crate::state::session::Session;
use crate::words;

/// A finding as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) finding: Finding,
    pub(crate) standing: Standing,
    pub(crate) sentence: String,
}

impl Listed {
    /// The row that it is shown at.
    pub(crate) fn row(&self) -> Option<RowIdx> {
        self.finding.rows.first().copied()
    }

    fn item(&self) -> Item {
        Item {
            row: self.row(),
            subject: Subject::Finding(self.finding.check),
            severity: self.finding.severity,
            is_open: !self.standing.is_settled(),
        }
    }
}

/// Whether nobody is typing into the row. Tracked.
type IsSettled = Arc<dyn Fn(RowIdx) -> bool + Send + Sync>;

/// Findings as they are shown, in the order of rows.
pub(crate) type AllListed = Arc<[Arc<Listed>]>;

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Reviewing {
    session: Session,
    listed: Memo<AllListed>,
    /// What is shown at each row: only the rows that changed hear of a change.
    at_rows: StoredValue<Vec<RwSignal<AllListed>>>,
    items: Memo<Arc<[Item]>>,
    counts: Memo<Arc<[Counts]>>,
    readiness: Memo<Readiness>,
    /// Which entries the list shows.
    pub(crate) filter: RwSignal<Filter>,
    /// Reasons that are being written, by the check's place: they outlive the card that they are written in, but not the
    /// report that they are about, which was the session's this many loads ago.
    drafts: StoredValue<(u64, Vec<(usize, String)>)>,
    /// Whether something may be said of a row.
    is_settled: StoredValue<IsSettled>,
}

fn list(session: Session, finding: &Finding) -> Listed {
    let facts = session.facts();
    Listed {
        standing: session.standing(finding),
        sentence: words::finding::finding(&session.edition(), finding, facts.as_ref()),
        finding: finding.clone(),
    }
}

/// Whether nobody is typing into the row, nor into one that its figure follows from.
fn is_done(edition: &Edition, idx: RowIdx, is_settled: &dyn Fn(RowIdx) -> bool) -> bool {
    let calculation = edition.row(idx).and_then(|row| row.calculation.as_ref());
    let operands = calculation.map(Calculation::operands).unwrap_or_default();
    is_settled(idx) && operands.into_iter().all(|idx| is_done(edition, idx, is_settled))
}

/// Whether what is said of the finding waits: one of its figures is being typed.
fn waits(edition: &Edition, finding: &Finding, is_settled: &dyn Fn(RowIdx) -> bool) -> bool {
    finding.rows.iter().any(|idx| !is_done(edition, *idx, is_settled))
}

/// What the checks say; of a cell that is typed into, what they said before.
fn listed(session: Session, is_settled: impl Fn(RowIdx) -> bool, before: Option<&AllListed>) -> AllListed {
    let edition = session.edition();
    let waits = |finding: &Finding| waits(&edition, finding, &is_settled);
    let found = session.findings();
    let mut all: Vec<Arc<Listed>> = found
        .iter()
        .filter(|finding| !waits(finding))
        .map(|finding| Arc::new(list(session, finding)))
        .collect();
    let held_back = before.into_iter().flat_map(|before| before.iter());
    all.extend(held_back.filter(|one| waits(&one.finding)).cloned());
    order_by_key(&mut all, |one| place_of(&one.finding));
    all.into()
}

/// Tells each row what is shown there, where that has changed.
fn tell_rows(listed: Memo<AllListed>, at_rows: Vec<RwSignal<AllListed>>) {
    Effect::new(move |before: Option<AllListed>| {
        let listed = listed.get();
        let of_row = |all: &AllListed, row: Option<RowIdx>| -> AllListed {
            all.iter().filter(|one| one.row() == row).cloned().collect()
        };
        let mut rows: Vec<Option<RowIdx>> = before
            .iter()
            .flat_map(|all| all.iter())
            .chain(listed.iter())
            .map(|one| one.row())
            .collect();
        rows.dedup();
        for row in rows {
            let Some(signal) = row.and_then(|row| at_rows.get(row.place())) else {
                continue;
            };
            let here = of_row(&listed, row);
            if signal.with_untracked(|shown| *shown != here) {
                signal.set(here);
            }
        }
        listed
    });
}

fn row_item(session: Session, row: RowIdx) -> Item {
    let is_ambiguous = session.cell(row).map(|cell| cell.state()) == Some(RowState::Ambiguous);
    Item {
        row: Some(row),
        subject: Subject::Row,
        severity: if is_ambiguous {
            Severity::Warning
        } else {
            Severity::Error
        },
        is_open: true,
    }
}

fn readiness(session: Session, open_rows: OpenRows, listed: &[Arc<Listed>]) -> Readiness {
    let office = session.office();
    let rows = open_rows.all();
    let own_rows = rows.iter().filter(|idx| session.is_ours(**idx)).count();
    let unsettled = Unsettled {
        own_rows,
        other_rows: rows.len().saturating_sub(own_rows),
        findings: listed.iter().filter(|one| !one.standing.is_settled()).count(),
    };
    let is_named = if office.code.is_empty() {
        !office.name.is_empty()
    } else {
        is_office_code(&office.code)
    };
    let has_office = is_named && !office.role.is_empty();
    Readiness::of(has_office, session.period().is_some(), session.progress(), unsettled)
}

impl Reviewing {
    /// What needs another look in this session, under the current owner.
    pub(crate) fn new(
        session: Session,
        open_rows: OpenRows,
        is_settled: impl Fn(RowIdx) -> bool + Copy + Send + Sync + 'static,
    ) -> Self {
        let listed = Memo::new(move |before: Option<&AllListed>| listed(session, is_settled, before));
        let items = Memo::new(move |_| {
            let rows = open_rows.all().into_iter().filter(|idx| is_settled(*idx));
            let mut items: Vec<Item> = rows.map(|idx| row_item(session, idx)).collect();
            listed.with(|listed| items.extend(listed.iter().map(|one| one.item())));
            Arc::from(in_order(items))
        });
        let counts = Memo::new(move |_| {
            let edition = session.edition();
            let items: Arc<[Item]> = items.get();
            let of = |chapter: &crate::model::edition::Chapter| {
                Counts::of(
                    items
                        .iter()
                        .copied()
                        .filter(|item| item.row.is_some_and(|row| chapter.holds(row))),
                )
            };
            edition.chapters().iter().map(of).collect::<Arc<[Counts]>>()
        });
        let nothing = || RwSignal::new(AllListed::from([]));
        let at_rows: Vec<RwSignal<AllListed>> = session.edition().rows.iter().map(|_| nothing()).collect();
        tell_rows(listed, at_rows.clone());
        Self {
            session,
            listed,
            at_rows: StoredValue::new(at_rows),
            items,
            counts,
            readiness: Memo::new(move |_| listed.with(|listed| readiness(session, open_rows, listed))),
            filter: RwSignal::new(Filter::default()),
            drafts: StoredValue::new((0, Vec::new())),
            is_settled: StoredValue::new(Arc::new(is_settled)),
        }
    }

    /// What is shown at this row.
    pub(crate) fn at_row(self, idx: RowIdx) -> Option<RwSignal<AllListed>> {
        self.at_rows.with_value(|rows| rows.get(idx.place()).copied())
    }

    /// What this check says. Tracked.
    pub(crate) fn of_check(self, check: usize) -> Option<Arc<Listed>> {
        self.listed
            .with(|listed| listed.iter().find(|one| one.finding.check == check).cloned())
    }

    /// What may have gone wrong where this check finds fault, in sentences. Tracked by what was tried.
    ///
    /// While one of its figures is being typed they stay as they were, as the finding does: nothing is tried out with each key.
    pub(crate) fn hints(self, check: usize, before: Option<&Vec<String>>) -> Vec<String> {
        let (edition, facts) = (self.session.edition(), self.session.facts());
        let Some(listed) = self.of_check(check).filter(|one| !one.standing.is_settled()) else {
            return Vec::new();
        };
        let is_settled = self.is_settled.get_value();
        if waits(&edition, &listed.finding, is_settled.as_ref()) {
            return before.cloned().unwrap_or_default();
        }
        let hints = crate::rules::hint::hints(&edition, &listed.finding, facts.as_ref());
        let say = |hint| words::hint::hint(&edition, hint, facts.as_ref());
        hints.iter().map(say).collect()
    }

    /// The sentence of the first open finding at this row. Not tracked.
    pub(crate) fn open_sentence(self, idx: RowIdx) -> Option<String> {
        self.listed.with_untracked(|listed| {
            let mut here = listed.iter().filter(|one| one.row() == Some(idx));
            here.find(|one| !one.standing.is_settled())
                .map(|one| one.sentence.clone())
        })
    }

    /// Everything, in the order of rows. Tracked.
    pub(crate) fn items(self) -> Arc<[Item]> {
        self.items.get()
    }

    /// What is open in the chapter at this place. Tracked.
    pub(crate) fn of_chapter(self, chapter: usize) -> Counts {
        self.counts
            .with(|counts| counts.get(chapter).copied().unwrap_or_default())
    }

    /// What is open in all. Tracked.
    pub(crate) fn total(self) -> Counts {
        Counts::of(self.items.get().iter().copied())
    }

    /// What the report still waits for. Tracked.
    pub(crate) fn readiness(self) -> Readiness {
        self.readiness.get()
    }

    /// The reason that is being written for this check.
    pub(crate) fn draft(self, check: usize) -> Option<String> {
        let loads = untrack(|| self.session.loads());
        self.drafts.with_value(|(of, drafts)| {
            drafts
                .iter()
                .find(|(of_check, _)| *of == loads && *of_check == check)
                .map(|(_, text)| text.clone())
        })
    }

    /// Notes what is being written; none when it is done.
    pub(crate) fn set_draft(self, check: usize, text: Option<String>) {
        let loads = untrack(|| self.session.loads());
        self.drafts.update_value(|(of, drafts)| {
            if *of != loads {
                *of = loads;
                drafts.clear();
            }
            drafts.retain(|(of_check, _)| *of_check != check);
            drafts.extend(text.map(|text| (check, text)));
        });
    }
}
