//! [`Session`]: the live report. One signal a cell, one memo a calculation, a counter of revisions.
//!
//! It is a `Copy` handle, made once under an owner; a new edition is a new session under a new owner. Every change goes
//! through [`Session::edit`] or [`Session::load`].

mod editing;

use std::collections::BTreeMap;
use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::graph::untrack;
use reactive_graph::owner::StoredValue;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set, Update, WithValue};

use super::cell::{Cell, cells};
use super::edit::Edit;
use super::history::History;
use super::live_checks::{Findings, live_checks};
use super::live_facts::LiveFacts;
use super::progress::Progress;
use crate::model::answer::Entry;
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::period::Period;
use crate::model::report::{Document, Kept, Reason, Report, ReportingOffice};
use crate::rules::facts::Facts;
use crate::rules::finding::Finding;
use crate::rules::reason::{Standing, standing};

/// The live report.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    parts: StoredValue<Parts>,
    is_locked: RwSignal<bool>,
    offered: RwSignal<Arc<BTreeMap<RowIdx, String>>>,
    history: RwSignal<History>,
    revision: RwSignal<u64>,
    loads: RwSignal<u64>,
    office: RwSignal<ReportingOffice>,
    period: RwSignal<Option<Period>>,
    document: RwSignal<Document>,
    ours: Memo<Arc<[bool]>>,
    total: Memo<Progress>,
    findings: Memo<Findings>,
}

#[derive(Debug)]
struct Parts {
    edition: Arc<Edition>,
    cells: Vec<Cell>,
    chapters: Vec<Memo<Progress>>,
    reasons: RwSignal<Vec<Reason>>,
    kept: RwSignal<Kept>,
    facts: Arc<LiveFacts>,
}

impl Session {
    /// A blank report of this edition, under the current owner.
    #[must_use]
    pub fn new(edition: Arc<Edition>) -> Self {
        let office = RwSignal::new(ReportingOffice::default());
        let cells = cells(&edition);
        let ours = {
            let edition = Arc::clone(&edition);
            Memo::new(move |_| {
                let office = office.get();
                let answers = |row: &Row| {
                    let is_open = office.role.is_empty() && row.kind != RowKind::Heading;
                    is_open || edition.is_answered_by(row, &office.code, &office.role)
                };
                edition.rows.iter().map(answers).collect::<Arc<[bool]>>()
            })
        };
        let chapters: Vec<Memo<Progress>> = edition
            .chapters()
            .iter()
            .map(|chapter| {
                let rows: Vec<(RowIdx, Cell)> = chapter
                    .rows()
                    .filter_map(|idx| Some((idx, *cells.get(idx.place())?)))
                    .collect();
                Memo::new(move |_| {
                    let ours = ours.get();
                    let is_ours = |idx: RowIdx| ours.get(idx.place()).copied().unwrap_or(false);
                    Progress::of(
                        rows.iter()
                            .filter(|(idx, _)| is_ours(*idx))
                            .map(|(_, cell)| cell.state.get()),
                    )
                })
            })
            .collect();
        let total = {
            // Groups of chapters first: a form of many chapters asks a few of them again, not all.
            let sum = |parts: Vec<Memo<Progress>>| {
                Memo::new(move |_| parts.iter().fold(Progress::default(), |sum, part| sum.plus(part.get())))
            };
            sum(chapters.chunks(12).map(|some| sum(some.to_vec())).collect())
        };
        let facts = Arc::new(LiveFacts {
            edition: Arc::clone(&edition),
            cells: cells.clone().into(),
            office,
            period: RwSignal::new(None),
            document: RwSignal::new(Document::default()),
            earlier: RwSignal::new(None),
            ours,
        });
        Self {
            findings: live_checks(&facts),
            period: facts.period,
            document: facts.document,
            parts: StoredValue::new(Parts {
                edition,
                cells,
                chapters,
                reasons: RwSignal::new(Vec::new()),
                kept: RwSignal::new(Kept::default()),
                facts,
            }),
            is_locked: RwSignal::new(false),
            offered: RwSignal::new(Arc::default()),
            history: RwSignal::new(History::default()),
            revision: RwSignal::new(0),
            loads: RwSignal::new(0),
            office,
            ours,
            total,
        }
    }

    /// The edition that is filled.
    #[must_use]
    pub fn edition(self) -> Arc<Edition> {
        self.parts.with_value(|parts| Arc::clone(&parts.edition))
    }

    /// The cell of this row; none past the end.
    #[must_use]
    pub fn cell(self, idx: RowIdx) -> Option<Cell> {
        self.parts.with_value(|parts| parts.cells.get(idx.place()).copied())
    }

    /// Everything that the checks say, in the order of rows. Tracked.
    #[must_use]
    pub fn findings(self) -> Findings {
        self.findings.get()
    }

    /// How often the report was changed. Tracked: saving follows this one number, not the cells.
    #[must_use]
    pub fn revision(self) -> u64 {
        self.revision.get()
    }

    /// How often another report was put in place of the one that was there. Tracked.
    #[must_use]
    pub fn loads(self) -> u64 {
        self.loads.get()
    }

    /// Who reports. Tracked.
    #[must_use]
    pub fn office(self) -> ReportingOffice {
        self.office.get()
    }

    /// For which period. Tracked.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        self.period.get()
    }

    /// The report that the appendix belongs to. Tracked.
    #[must_use]
    pub fn document(self) -> Document {
        self.document.get()
    }

    /// Whether the chosen office answers the row. Tracked by office and role. While no role is chosen every row is open.
    #[must_use]
    pub fn is_ours(self, idx: RowIdx) -> bool {
        self.ours.get().get(idx.place()).copied().unwrap_or(false)
    }

    /// How much of the chapter (by its place among the chapters) is answered. Tracked.
    #[must_use]
    pub fn chapter_progress(self, chapter: usize) -> Progress {
        self.parts
            .with_value(|parts| parts.chapters.get(chapter).copied())
            .map(|memo| memo.get())
            .unwrap_or_default()
    }

    /// How much of all is answered. Tracked.
    #[must_use]
    pub fn progress(self) -> Progress {
        self.total.get()
    }

    /// From now on the report takes no edits, or takes them again: another tab writes it. Loading is not editing.
    pub fn set_locked(self, is_locked: bool) {
        replace(self.is_locked, is_locked);
    }

    /// Whether the report takes no edits. Tracked.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.is_locked.get()
    }

    /// Offers figures of the period before. They are no answers: one becomes one only when the officer takes it.
    pub fn offer(self, carried: BTreeMap<RowIdx, String>) {
        replace(self.offered, Arc::new(carried));
    }

    /// What is offered for this row while nothing stands in it. Tracked.
    #[must_use]
    pub fn offered(self, idx: RowIdx) -> Option<String> {
        let text = self.offered.get().get(&idx).cloned()?;
        self.cell(idx)?.entry().is_blank().then_some(text)
    }

    /// Takes what is offered for the row; says whether there was anything.
    pub fn accept(self, idx: RowIdx) -> bool {
        let text = untrack(|| self.offered(idx));
        let is_offered = text.is_some();
        if let Some(text) = text {
            self.edit(Edit::Type(idx, text));
        }
        is_offered
    }

    /// The report as the rules read it; every reading is tracked.
    #[must_use]
    pub fn facts(self) -> Arc<LiveFacts> {
        self.parts.with_value(|parts| Arc::clone(&parts.facts))
    }

    /// The period of the earlier report that was opened beside. Tracked.
    #[must_use]
    pub fn earlier_period(self) -> Option<Period> {
        self.facts().earlier_period()
    }

    /// How a finding stands: open, explained, or explained for other figures. Tracked.
    #[must_use]
    pub fn standing(self, finding: &Finding) -> Standing {
        let reasons = self.parts.with_value(|parts| parts.reasons).get();
        standing(&self.edition(), finding, &reasons, self.facts().as_ref())
    }

    /// Puts a whole report in place of what is there.
    pub fn load(self, report: Report) {
        self.loads.update(|loads| *loads = loads.saturating_add(1));
        replace(self.office, report.office);
        replace(self.period, report.period);
        replace(self.document, report.document);
        self.parts.with_value(|parts| {
            parts.kept.set(report.kept);
            replace(parts.reasons, report.reasons);
            replace(parts.facts.earlier, report.earlier.map(Arc::new));
            let filled = report.entries.into_iter().chain(std::iter::repeat_with(Entry::default));
            let noted = report.notes.into_iter().chain(std::iter::repeat_with(String::new));
            for (cell, (entry, note)) in parts.cells.iter().zip(filled.zip(noted)) {
                replace(cell.entry, entry);
                replace(cell.note, note);
            }
        });
        self.bump();
    }

    /// The report as it stands. Not tracked.
    #[must_use]
    pub fn snapshot(self) -> Report {
        self.parts.with_value(|parts| Report {
            office: self.office.get_untracked(),
            period: self.period.get_untracked(),
            document: self.document.get_untracked(),
            entries: parts.cells.iter().map(|cell| cell.entry.get_untracked()).collect(),
            notes: parts.cells.iter().map(|cell| cell.note.get_untracked()).collect(),
            reasons: parts.reasons.get_untracked(),
            earlier: parts
                .facts
                .earlier
                .get_untracked()
                .map(|earlier| earlier.as_ref().clone()),
            kept: parts.kept.get_untracked(),
        })
    }
}

/// Sets a signal only where the value is another one; says whether it was.
fn replace<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) -> bool {
    let is_new = signal.get_untracked() != value;
    if is_new {
        signal.set(value);
    }
    is_new
}
