//! [`Session`]: the live report. One signal a cell, one memo a calculation, a counter of revisions.
//!
//! It is a `Copy` handle, made once under an owner; a new edition is a new session under a new owner. Every change goes
//! through [`Session::edit`] or [`Session::load`].

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set, Update, WithValue};

use super::edit::Edit;
use super::progress::Progress;
use crate::model::answer::{Answer, Entry, RowState};
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Document, Kept, Report, ReportingOffice};
use crate::rules::calculate::{Operand, Outcome, Why, calculate, operand};

/// The live report.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    parts: StoredValue<Parts>,
    revision: RwSignal<u64>,
    office: RwSignal<ReportingOffice>,
    period: RwSignal<Option<Period>>,
    document: RwSignal<Document>,
    ours: Memo<Arc<[bool]>>,
    total: Memo<Progress>,
}

#[derive(Debug)]
struct Parts {
    edition: Arc<Edition>,
    cells: Vec<Cell>,
    chapters: Vec<Memo<Progress>>,
    kept: RwSignal<Kept>,
}

/// One row of the live report.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    entry: RwSignal<Entry>,
    note: RwSignal<String>,
    answer: Memo<Answer>,
    outcome: Option<Memo<Outcome>>,
    state: Memo<RowState>,
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
        Self {
            parts: StoredValue::new(Parts {
                edition,
                cells,
                chapters,
                kept: RwSignal::new(Kept::default()),
            }),
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

    /// Takes one change. What changes nothing makes no revision.
    pub fn edit(self, edit: Edit) {
        if self.apply(edit) {
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
            kept: parts.kept.get_untracked(),
        })
    }
}

impl Cell {
    /// What was typed. Tracked.
    #[must_use]
    pub fn entry(self) -> Entry {
        self.entry.get()
    }

    /// What was typed. Not tracked.
    #[must_use]
    pub fn entry_untracked(self) -> Entry {
        self.entry.get_untracked()
    }

    /// The office's own remark. Tracked.
    #[must_use]
    pub fn note(self) -> String {
        self.note.get()
    }

    /// The office's own remark. Not tracked.
    #[must_use]
    pub fn note_untracked(self) -> String {
        self.note.get_untracked()
    }

    /// What the entry means. Tracked.
    #[must_use]
    pub fn answer(self) -> Answer {
        self.answer.get()
    }

    /// The figure that the row gives to others: typed, or else calculated. Tracked.
    #[must_use]
    pub fn figure(self) -> Option<Number> {
        match self.answer.get() {
            Answer::Figure(number) => Some(number),
            Answer::Unanswered => self.outcome.and_then(|outcome| outcome.get().value()),
            Answer::None | Answer::NotOurs | Answer::Unread(_) | Answer::Ambiguous { .. } | Answer::TextLost { .. } => {
                None
            }
        }
    }

    /// What the row's calculation gives; none where it has none. Tracked.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        self.outcome.map(|outcome| outcome.get())
    }

    /// The row's state. Tracked.
    #[must_use]
    pub fn state(self) -> RowState {
        self.state.get()
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

/// The cells in printed order. A calculated row's memo reads its operands' cells, so those are made first; the edition
/// guarantees that there is such an order.
fn cells(edition: &Arc<Edition>) -> Vec<Cell> {
    type Raw = (RwSignal<Entry>, RwSignal<String>, Memo<Answer>);
    let raw: Arc<[Raw]> = edition
        .indexed()
        .map(|(idx, _)| {
            let entry = RwSignal::new(Entry::default());
            let edition = Arc::clone(edition);
            let answer = Memo::new(move |_| {
                edition
                    .row(idx)
                    .map_or(Answer::Unanswered, |row| entry.get().answer(row))
            });
            (entry, RwSignal::new(String::new()), answer)
        })
        .collect();
    let mut outcomes: Vec<Option<Memo<Outcome>>> = vec![None; raw.len()];
    for idx in edition.calculated().iter().copied() {
        let Some(calculation) = edition.row(idx).and_then(|row| row.calculation.clone()) else {
            continue;
        };
        let sources: Vec<(RowIdx, Memo<Answer>, Option<Memo<Outcome>>)> = calculation
            .operands()
            .into_iter()
            .filter_map(|source| {
                Some((
                    source,
                    raw.get(source.place())?.2,
                    outcomes.get(source.place()).copied().flatten(),
                ))
            })
            .collect();
        let edition = Arc::clone(edition);
        let memo = Memo::new(move |_| {
            let read = |wanted: RowIdx| {
                sources
                    .iter()
                    .find(|(source, ..)| *source == wanted)
                    .map_or(Operand::Blank, |(_, answer, outcome)| {
                        operand(answer.get(), outcome.map(|outcome| outcome.get()).as_ref())
                    })
            };
            edition.row(idx).map_or(Outcome::Nothing(Why::TooLarge), |row| {
                calculate(&edition, row, &calculation, &read)
            })
        });
        if let Some(place) = outcomes.get_mut(idx.place()) {
            *place = Some(memo);
        }
    }
    edition
        .indexed()
        .zip(raw.iter().zip(outcomes))
        .map(|((idx, _), ((entry, note, answer), outcome))| {
            let (answer, edition) = (*answer, Arc::clone(edition));
            let state = Memo::new(move |_| {
                let is_calculated = outcome.is_some_and(|outcome| outcome.get().value().is_some());
                edition
                    .row(idx)
                    .map_or(RowState::Heading, |row| answer.get().state(row, is_calculated))
            });
            Cell {
                entry: *entry,
                note: *note,
                answer,
                outcome,
                state,
            }
        })
        .collect()
}
