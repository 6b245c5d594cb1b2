//! How much of a report is answered.

use crate::model::answer::RowState;

/// Answered and to answer, of a chapter or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows with a figure, a calculated figure, or a state in its place.
    pub answered: usize,
    /// Rows that the office answers.
    pub to_answer: usize,
}

impl Progress {
    /// Of these rows' states.
    pub fn of(states: impl Iterator<Item = RowState>) -> Self {
        states.fold(Self::default(), |sum, state| Self {
            answered: sum.answered.saturating_add(usize::from(state.is_answered())),
            to_answer: sum.to_answer.saturating_add(1),
        })
    }

    /// Both added.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            answered: self.answered.saturating_add(other.answered),
            to_answer: self.to_answer.saturating_add(other.to_answer),
        }
    }

    /// Whole percent, rounded down; 0 where there is nothing to answer.
    #[must_use]
    pub fn percent(self) -> usize {
        self.answered
            .saturating_mul(100)
            .checked_div(self.to_answer)
            .unwrap_or(0)
    }
}
