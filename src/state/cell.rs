//! [`Cell`]: one row of the live report, with the memo of what it means and, where it is calculated, of what it gives.

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked};

use crate::model::answer::{Answer, Entry, RowState};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::calculate::{Operand, Outcome, Why, calculate, operand};
use crate::rules::facts::number;

/// One row of the live report.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub(super) entry: RwSignal<Entry>,
    pub(super) note: RwSignal<String>,
    answer: Memo<Answer>,
    outcome: Option<Memo<Outcome>>,
    pub(super) state: Memo<RowState>,
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
        number(self.operand())
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

    /// What the row gives to calculations and checks. Tracked.
    #[must_use]
    pub fn operand(self) -> Operand {
        operand(self.answer.get(), self.outcome.map(|outcome| outcome.get()).as_ref())
    }
}

/// The cells in printed order. A calculated row's memo reads its operands' cells, so those are made first; the edition
/// guarantees that there is such an order.
pub(super) fn cells(edition: &Arc<Edition>) -> Vec<Cell> {
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
            let read = |wanted: RowIdx| -> Operand {
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
