//! The kinds of checks, a file for each: what it is for, how it is evaluated, its cases. The data stands in
//! [`crate::model::check::CheckKind`], the reading of notes that several of them need in [`note`].

mod dates;
pub mod note;
mod note_items;
mod note_names;
mod note_percent;
mod note_sum;
pub mod relation;
mod same_figure;

use super::facts::Facts;
use super::finding::Breach;
use crate::model::check::{Check, CheckKind};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// What a kind found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rows it speaks of, the first being where it is shown.
    pub rows: Vec<RowIdx>,
    /// What is not as it should be.
    pub breach: Breach,
    /// It is an error whatever the check's severity.
    pub is_worse: bool,
}

impl Found {
    fn at(rows: Vec<RowIdx>, breach: Breach) -> Self {
        Self {
            rows,
            breach,
            is_worse: false,
        }
    }
}

/// What the check finds, whatever its severity; none where it holds or does not apply.
pub(super) fn find(edition: &Edition, check: &Check, facts: &dyn Facts) -> Option<Found> {
    match &check.kind {
        CheckKind::Relation {
            rule,
            error_if_not,
            blank,
            earlier,
        } => {
            let asked = relation::Asked {
                edition,
                facts,
                blank: *blank,
                earlier: *earlier,
            };
            let breach = asked.breach(rule)?;
            Some(Found {
                rows: rule.rows(),
                breach,
                is_worse: error_if_not.as_ref().is_some_and(|worse| asked.breach(worse).is_some()),
            })
        }
        CheckKind::NoteItems { row, are_decisions } => note_items::find(*row, *are_decisions, facts),
        CheckKind::NoteSum { row, counted } => note_sum::find(*row, counted, facts),
        CheckKind::NotePercent { row, at_least, below } => note_percent::find(*row, *at_least, *below, facts),
        CheckKind::NoteNames { row, parts } => note_names::find(*row, parts, facts),
        CheckKind::NoteDates(rows) => dates::in_notes(edition, rows, facts),
        CheckKind::DocumentDate { months_after } => dates::of_document(edition, *months_after, facts),
        CheckKind::SameFigure { rows, times, above } => same_figure::find(rows, *times, *above, facts),
    }
}

/// Facts made of a few notes and figures, for the kinds' own tests: rows are known by their place.
#[cfg(test)]
pub(crate) mod told {
    use crate::model::id::RowIdx;
    use crate::model::number::Number;
    use crate::rules::calculate::Operand;
    use crate::rules::facts::Facts;

    /// The figure (as plain text, empty for blank) and the note of row 0, 1, 2, …
    pub(crate) struct Told<'a>(pub(crate) &'a [(&'a str, &'a str)]);

    impl Facts for Told<'_> {
        fn operand(&self, idx: RowIdx) -> Operand {
            let text = self.0.get(idx.place()).map_or("", |(figure, _)| figure);
            Number::from_plain(text).map_or(Operand::Blank, Operand::Figure)
        }

        fn note(&self, idx: RowIdx) -> String {
            self.0.get(idx.place()).map_or("", |(_, note)| note).to_owned()
        }
    }
}
