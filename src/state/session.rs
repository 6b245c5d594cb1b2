//! [`Session`]: the live report. One signal a cell, one memo a calculation, a counter of revisions.
//!
//! It is a `Copy` handle, made once under an owner; a new edition is a new session under a new owner. Every change goes
//! through [`Session::edit`] or [`Session::load`].

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::graph::untrack;
use reactive_graph::owner::StoredValue;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set, Update, WithValue};

use super::cell::{Cell, cells};
use super::edit::Edit;
use super::live_checks::live_checks;
use super::progress::Progress;
use crate::model::answer::Entry;
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::period::Period;
use crate::model::report::{Document, Kept, Reason, Report, ReportingOffice};
use crate::rules::calculate::Operand;
use crate::rules::finding::Finding;
use crate::rules::reason::{Standing, figures, standing};

/// The live report.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    parts: StoredValue<Parts>,
    is_locked: RwSignal<bool>,
    revision: RwSignal<u64>,
    office: RwSignal<ReportingOffice>,
    period: RwSignal<Option<Period>>,
    document: RwSignal<Document>,
    ours: Memo<Arc<[bool]>>,
    total: Memo<Progress>,
    findings: Memo<Arc<[Finding]>>,
}

#[derive(Debug)]
struct Parts {
    edition: Arc<Edition>,
    cells: Vec<Cell>,
    chapters: Vec<Memo<Progress>>,
    row_findings: Vec<Option<Memo<Arc<[Finding]>>>>,
    reasons: RwSignal<Vec<Reason>>,
    kept: RwSignal<Kept>,
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
            let chapters = chapters.clone();
            Memo::new(move |_| {
                chapters
                    .iter()
                    .fold(Progress::default(), |sum, chapter| sum.plus(chapter.get()))
            })
        };
        let checks = live_checks(&edition, &cells, office);
        Self {
            findings: checks.all,
            parts: StoredValue::new(Parts {
                edition,
                cells,
                chapters,
                row_findings: checks.by_row,
                reasons: RwSignal::new(Vec::new()),
                kept: RwSignal::new(Kept::default()),
            }),
            is_locked: RwSignal::new(false),
            revision: RwSignal::new(0),
            office,
            period: RwSignal::new(None),
            document: RwSignal::new(Document::default()),
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
    pub fn findings(self) -> Arc<[Finding]> {
        self.findings.get()
    }

    /// What the checks say of this row, shown there or elsewhere. Tracked by the checks of this row alone.
    #[must_use]
    pub fn findings_of(self, idx: RowIdx) -> Arc<[Finding]> {
        let memo = self
            .parts
            .with_value(|parts| parts.row_findings.get(idx.place()).copied().flatten());
        memo.map_or_else(|| Arc::from([]), |memo| memo.get())
    }

    /// How often the report was changed. Tracked: saving follows this one number, not the cells.
    #[must_use]
    pub fn revision(self) -> u64 {
        self.revision.get()
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

    /// Takes one change. What changes nothing makes no revision.
    pub fn edit(self, edit: Edit) {
        if !self.is_locked.get_untracked() && self.apply(edit) {
            self.revision.update(|revision| *revision = revision.saturating_add(1));
        }
    }

    fn apply(self, edit: Edit) -> bool {
        match edit {
            Edit::Type(idx, typed) => self.change_entry(idx, |_| Entry::typed(typed)),
            Edit::Choose(idx, number) => self.change_entry(idx, |entry| Entry {
                chosen: Some(number),
                ..entry
            }),
            Edit::Mark(idx, mark) => self.change_entry(idx, |entry| Entry { mark, ..entry }),
            Edit::Note(idx, text) => self.cell(idx).is_some_and(|cell| replace(cell.note, text)),
            Edit::Office(office) => replace(self.office, office),
            Edit::Role(role) => replace(
                self.office,
                ReportingOffice {
                    role,
                    ..self.office.get_untracked()
                },
            ),
            Edit::Period(period) => replace(self.period, period),
            Edit::Explain(check, text) => self.explain(check, text),
            Edit::DocumentNumber(number) => replace(
                self.document,
                Document {
                    number,
                    ..self.document.get_untracked()
                },
            ),
            Edit::DocumentDate(date) => replace(
                self.document,
                Document {
                    date,
                    ..self.document.get_untracked()
                },
            ),
        }
    }

    /// Binds a reason to the finding as it stands; an empty text takes the reason away. Without a finding there is nothing to
    /// explain.
    fn explain(self, check: usize, text: String) -> bool {
        let edition = self.edition();
        let found = self.findings.get_untracked();
        let Some(finding) = found.iter().find(|finding| finding.check == check) else {
            return false;
        };
        let Some(id) = edition.checks.get(check).map(|check| check.id.clone()) else {
            return false;
        };
        let figures = untrack(|| figures(&edition, finding, &|idx| self.operand(idx)));
        let reasons = self.parts.with_value(|parts| parts.reasons);
        let mut changed = reasons.get_untracked();
        changed.retain(|reason| reason.check != id);
        if !text.trim().is_empty() {
            changed.push(Reason {
                check: id,
                figures,
                text,
            });
        }
        replace(reasons, changed)
    }

    fn operand(self, idx: RowIdx) -> Operand {
        self.cell(idx).map_or(Operand::Blank, Cell::operand)
    }

    /// How a finding stands: open, explained, or explained for other figures. Tracked.
    #[must_use]
    pub fn standing(self, finding: &Finding) -> Standing {
        let reasons = self.parts.with_value(|parts| parts.reasons).get();
        standing(&self.edition(), finding, &reasons, &|idx| self.operand(idx))
    }

    fn change_entry(self, idx: RowIdx, change: impl FnOnce(Entry) -> Entry) -> bool {
        self.cell(idx)
            .is_some_and(|cell| replace(cell.entry, change(cell.entry.get_untracked())))
    }

    /// Puts a whole report in place of what is there.
    pub fn load(self, report: Report) {
        replace(self.office, report.office);
        replace(self.period, report.period);
        replace(self.document, report.document);
        self.parts.with_value(|parts| {
            parts.kept.set(report.kept);
            replace(parts.reasons, report.reasons);
            let filled = report.entries.into_iter().chain(std::iter::repeat_with(Entry::default));
            let noted = report.notes.into_iter().chain(std::iter::repeat_with(String::new));
            for (cell, (entry, note)) in parts.cells.iter().zip(filled.zip(noted)) {
                replace(cell.entry, entry);
                replace(cell.note, note);
            }
        });
        self.revision.update(|revision| *revision = revision.saturating_add(1));
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
