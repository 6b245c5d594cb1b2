//! [`Reviewing`]: what needs another look, shared by the rows, the list, the contents, and the bar; and when it is shown. The
//! checks run with every key; what they say of a cell that is being typed into waits until the officer is done with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::model::answer::RowState;
use crate::model::check::Severity;
use crate::model::id::RowIdx;
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

    /// Whether it is shown at this row.
    pub(crate) fn is_at(&self, idx: RowIdx) -> bool {
        self.row() == Some(idx)
    }

    fn item(&self) -> Option<Item> {
        Some(Item {
            row: self.row()?,
            subject: Subject::Finding(self.finding.check),
            severity: self.finding.severity,
            is_open: !self.standing.is_settled(),
        })
    }
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Reviewing {
    session: Session,
    listed: Memo<Arc<[Listed]>>,
    items: Memo<Arc<[Item]>>,
    counts: Memo<Arc<[Counts]>>,
    readiness: Memo<Readiness>,
    /// Which entries the list shows.
    pub(crate) filter: RwSignal<Filter>,
    /// Reasons that are being written, by the check's place: they outlive the card that they are written in.
    drafts: StoredValue<BTreeMap<usize, String>>,
}

fn list(session: Session, finding: &Finding) -> Listed {
    let read = |idx| session.cell(idx)?.figure();
    Listed {
        standing: session.standing(finding),
        sentence: words::finding::finding(&session.edition(), finding, &read),
        finding: finding.clone(),
    }
}

/// What the checks say; of a cell that is typed into, what they said before.
fn listed(session: Session, is_settled: impl Fn(RowIdx) -> bool, before: Option<&Arc<[Listed]>>) -> Arc<[Listed]> {
    let waits = |finding: &Finding| finding.rows.first().is_some_and(|idx| !is_settled(*idx));
    let found = session.findings();
    let mut all: Vec<Listed> = found
        .iter()
        .filter(|finding| !waits(finding))
        .map(|finding| list(session, finding))
        .collect();
    let held_back = before.into_iter().flat_map(|before| before.iter());
    all.extend(held_back.filter(|one| waits(&one.finding)).cloned());
    all.sort_by_key(|one| (one.row(), one.finding.check));
    all.into()
}

fn row_item(session: Session, row: RowIdx) -> Item {
    let is_ambiguous = session.cell(row).map(|cell| cell.state()) == Some(RowState::Ambiguous);
    Item {
        row,
        subject: Subject::Row,
        severity: if is_ambiguous {
            Severity::Warning
        } else {
            Severity::Error
        },
        is_open: true,
    }
}

fn readiness(session: Session, open_rows: OpenRows, listed: &[Listed]) -> Readiness {
    let office = session.office();
    let rows = open_rows.all();
    let own_rows = rows.iter().filter(|idx| session.is_ours(**idx)).count();
    let unsettled = Unsettled {
        own_rows,
        other_rows: rows.len().saturating_sub(own_rows),
        findings: listed.iter().filter(|one| !one.standing.is_settled()).count(),
    };
    let is_named = !office.code.is_empty() || !office.name.is_empty();
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
        let listed = Memo::new(move |before: Option<&Arc<[Listed]>>| listed(session, is_settled, before));
        let items = Memo::new(move |_| {
            let rows = open_rows.all().into_iter().filter(|idx| is_settled(*idx));
            let mut items: Vec<Item> = rows.map(|idx| row_item(session, idx)).collect();
            listed.with(|listed| items.extend(listed.iter().filter_map(Listed::item)));
            Arc::from(in_order(items))
        });
        let counts = Memo::new(move |_| {
            let edition = session.edition();
            let items: Arc<[Item]> = items.get();
            let of = |chapter: &crate::model::edition::Chapter| {
                Counts::of(items.iter().copied().filter(|item| chapter.holds(item.row)))
            };
            edition.chapters().iter().map(of).collect::<Arc<[Counts]>>()
        });
        Self {
            session,
            listed,
            items,
            counts,
            readiness: Memo::new(move |_| listed.with(|listed| readiness(session, open_rows, listed))),
            filter: RwSignal::new(Filter::default()),
            drafts: StoredValue::new(BTreeMap::new()),
        }
    }

    /// What is shown at this row; none where no check shows anything there.
    pub(crate) fn at_row(self, idx: RowIdx) -> Option<Memo<Arc<[Listed]>>> {
        let edition = self.session.edition();
        let is_shown_here = |check: &crate::model::check::Check| check.rule.rows().first() == Some(&idx);
        let listed = self.listed;
        edition.checks.iter().any(is_shown_here).then(|| {
            Memo::new(move |_| listed.with(|listed| listed.iter().filter(|one| one.is_at(idx)).cloned().collect()))
        })
    }

    /// What this check says. Tracked.
    pub(crate) fn of_check(self, check: usize) -> Option<Listed> {
        self.listed
            .with(|listed| listed.iter().find(|one| one.finding.check == check).cloned())
    }

    /// The sentence of the first open finding at this row. Not tracked.
    pub(crate) fn open_sentence(self, idx: RowIdx) -> Option<String> {
        self.listed.with_untracked(|listed| {
            let mut here = listed.iter().filter(|one| one.is_at(idx));
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
        self.drafts.with_value(|drafts| drafts.get(&check).cloned())
    }

    /// Notes what is being written; none when it is done.
    pub(crate) fn set_draft(self, check: usize, text: Option<String>) {
        self.drafts.update_value(|drafts| {
            if let Some(text) = text {
                drafts.insert(check, text);
            } else {
                drafts.remove(&check);
            }
        });
    }
}
