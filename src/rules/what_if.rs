//! A report as it would be with some figures changed: for trying out what may have gone wrong.

use super::calculate::{Operand, Outcome, calculate, operand};
use super::facts::Facts;
use crate::model::answer::Answer;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::period::Period;

/// The report with some figures changed; what follows from them follows anew.
pub(super) struct Changed<'a> {
    pub(super) edition: &'a Edition,
    pub(super) facts: &'a dyn Facts,
    pub(super) changed: &'a [(RowIdx, Operand)],
}

impl Changed<'_> {
    fn change(&self, idx: RowIdx) -> Option<Operand> {
        self.changed
            .iter()
            .find(|(row, _)| *row == idx)
            .map(|(_, operand)| *operand)
    }
}

impl Facts for Changed<'_> {
    fn operand(&self, idx: RowIdx) -> Operand {
        let typed = self.typed(idx);
        let row = self.edition.row(idx);
        match row.and_then(|row| Some((row, row.calculation.as_ref()?))) {
            Some((row, calculation)) if typed == Operand::Blank => {
                let outcome: Outcome = calculate(self.edition, row, calculation, self);
                operand(Answer::Unanswered, Some(&outcome))
            }
            Some(_) | None => typed,
        }
    }

    fn typed(&self, idx: RowIdx) -> Operand {
        self.change(idx).unwrap_or_else(|| self.facts.typed(idx))
    }

    fn earlier(&self, idx: RowIdx) -> Operand {
        self.facts.earlier(idx)
    }

    fn earlier_period(&self) -> Option<Period> {
        self.facts.earlier_period()
    }

    fn note(&self, idx: RowIdx) -> String {
        self.facts.note(idx)
    }

    fn is_ours(&self, idx: RowIdx) -> bool {
        self.facts.is_ours(idx)
    }

    fn role(&self) -> String {
        self.facts.role()
    }

    fn period(&self) -> Option<Period> {
        self.facts.period()
    }

    fn document_date(&self) -> String {
        self.facts.document_date()
    }
}
