//! What the rules read of a report, live or whole: one door for both, so that they cannot differ.

use super::calculate::Operand;
use super::whole::{Meaning, meaning};
use crate::model::answer::Answer;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::Report;

/// What the rules read of a report. A closure that gives operands is one that knows nothing else.
pub trait Facts {
    /// What the row gives to calculations and checks.
    fn operand(&self, idx: RowIdx) -> Operand;

    /// What was typed there, where it is a figure; blank where a figure only follows from others.
    fn typed(&self, idx: RowIdx) -> Operand {
        self.operand(idx)
    }

    /// What the row gave in the earlier report; blank where none was opened beside.
    fn earlier(&self, _idx: RowIdx) -> Operand {
        Operand::Blank
    }

    /// The earlier report's period.
    fn earlier_period(&self) -> Option<Period> {
        None
    }

    /// The office's own remark.
    fn note(&self, _idx: RowIdx) -> String {
        String::new()
    }

    /// Whether the office answers the row.
    fn is_ours(&self, _idx: RowIdx) -> bool {
        true
    }

    /// The office's role; empty until chosen.
    fn role(&self) -> String {
        String::new()
    }

    /// The period; none until chosen.
    fn period(&self) -> Option<Period> {
        None
    }

    /// The date of the report, as typed.
    fn document_date(&self) -> String {
        String::new()
    }
}

impl<F: Fn(RowIdx) -> Operand> Facts for F {
    fn operand(&self, idx: RowIdx) -> Operand {
        self(idx)
    }
}

/// The figure that the row gives.
pub fn figure(facts: &dyn Facts, idx: RowIdx) -> Option<Number> {
    number(facts.operand(idx))
}

/// The operand's figure.
#[must_use]
pub fn number(operand: Operand) -> Option<Number> {
    match operand {
        Operand::Figure(number) => Some(number),
        Operand::Blank | Operand::None | Operand::NotOurs | Operand::Unsettled => None,
    }
}

/// What an answer gives where only what was typed counts.
#[must_use]
pub fn typed(answer: Answer) -> Operand {
    super::calculate::operand(answer, None)
}

/// A whole report's facts.
#[derive(Clone, Debug)]
pub struct WholeFacts<'a> {
    /// Its edition.
    pub edition: &'a Edition,
    /// The report.
    pub report: &'a Report,
    /// What its rows mean.
    pub meaning: Meaning,
}

impl<'a> WholeFacts<'a> {
    /// Works out what the rows mean.
    #[must_use]
    pub fn of(edition: &'a Edition, report: &'a Report) -> Self {
        Self {
            edition,
            report,
            meaning: meaning(edition, report),
        }
    }
}

impl Facts for WholeFacts<'_> {
    fn operand(&self, idx: RowIdx) -> Operand {
        self.meaning.operand(idx)
    }

    fn typed(&self, idx: RowIdx) -> Operand {
        typed(self.meaning.answer(idx))
    }

    fn earlier(&self, idx: RowIdx) -> Operand {
        let id = self.edition.row(idx).map(|row| &row.id);
        let figure = id.and_then(|id| self.report.earlier.as_ref()?.figure(id.as_str()));
        figure.map_or(Operand::Blank, Operand::Figure)
    }

    fn earlier_period(&self) -> Option<Period> {
        Some(self.report.earlier.as_ref()?.period.clone())
    }

    fn note(&self, idx: RowIdx) -> String {
        self.report.note(idx).to_owned()
    }

    fn is_ours(&self, idx: RowIdx) -> bool {
        let office = &self.report.office;
        let answers = |row| self.edition.is_answered_by(row, &office.code, &office.role);
        office.role.is_empty() || self.edition.row(idx).is_some_and(answers)
    }

    fn role(&self) -> String {
        self.report.office.role.clone()
    }

    fn period(&self) -> Option<Period> {
        self.report.period.clone()
    }

    fn document_date(&self) -> String {
        self.report.document.date.clone()
    }
}
