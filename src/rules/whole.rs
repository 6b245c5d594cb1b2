//! A whole report's answers and calculated figures at once: for files, where no page is live.

use super::calculate::{Operand, Outcome, calculate, operand};
use super::facts::number;
use crate::model::answer::{Answer, RowState};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::report::Report;

/// What every row of a report means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    answers: Vec<Answer>,
    outcomes: Vec<Option<Outcome>>,
}

/// Works out what every row means, each calculated row after those that it reads.
#[must_use]
pub fn meaning(edition: &Edition, report: &Report) -> Meaning {
    let answers = edition
        .indexed()
        .map(|(idx, row)| report.entry(idx).answer(row))
        .collect();
    let mut meaning = Meaning {
        answers,
        outcomes: vec![None; edition.rows.len()],
    };
    for idx in edition.calculated() {
        let Some((row, calculation)) = edition.row(*idx).and_then(|row| Some((row, row.calculation.as_ref()?))) else {
            continue;
        };
        let read = |operand_idx: RowIdx| meaning.operand(operand_idx);
        let outcome = calculate(edition, row, calculation, &read);
        if let Some(place) = meaning.outcomes.get_mut(idx.place()) {
            *place = Some(outcome);
        }
    }
    meaning
}

impl Meaning {
    /// What the row's entry means.
    #[must_use]
    pub fn answer(&self, idx: RowIdx) -> Answer {
        self.answers.get(idx.place()).copied().unwrap_or(Answer::Unanswered)
    }

    /// What the row's calculation gives; none where it has no calculation.
    #[must_use]
    pub fn outcome(&self, idx: RowIdx) -> Option<&Outcome> {
        self.outcomes.get(idx.place())?.as_ref()
    }

    /// The calculated figure, whether or not another was typed over it.
    #[must_use]
    pub fn calculated(&self, idx: RowIdx) -> Option<Number> {
        self.outcome(idx)?.value()
    }

    /// The figure that stands in the row: typed, or else calculated.
    #[must_use]
    pub fn figure(&self, idx: RowIdx) -> Option<Number> {
        number(self.operand(idx))
    }

    /// The row's state.
    #[must_use]
    pub fn state(&self, edition: &Edition, idx: RowIdx) -> RowState {
        edition.row(idx).map_or(RowState::Heading, |row| {
            self.answer(idx).state(row, self.calculated(idx).is_some())
        })
    }

    /// What the row gives to calculations and checks.
    #[must_use]
    pub fn operand(&self, idx: RowIdx) -> Operand {
        operand(self.answer(idx), self.outcome(idx))
    }
}
