//! Whether a report can be sent: the heading says who and when, every row of the office is answered, every text is read, and
//! every finding is settled or explained.

use super::progress::Progress;

/// What a report still waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Office and role were not both chosen: which rows are to be answered is not known.
    pub needs_office: bool,
    /// The period was not chosen.
    pub needs_period: bool,
    /// Rows of the office in which nothing was put.
    pub unanswered: usize,
    /// Texts without one reading, and findings that are neither settled nor explained.
    pub to_review: usize,
}

/// What stands in the way beside empty rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Rows of the office whose text is no figure or has two readings.
    pub own_rows: usize,
    /// Such rows of other offices.
    pub other_rows: usize,
    /// Findings that are neither settled nor explained.
    pub findings: usize,
}

impl Readiness {
    /// Of a report with this heading and these counts.
    #[must_use]
    pub fn of(has_office: bool, has_period: bool, progress: Progress, unsettled: Unsettled) -> Self {
        let unanswered = progress.to_answer.saturating_sub(progress.answered);
        Self {
            needs_office: !has_office,
            needs_period: !has_period,
            // A text that is not read is no answer; it is counted once, among what is to be reviewed.
            unanswered: unanswered.saturating_sub(unsettled.own_rows),
            to_review: unsettled
                .own_rows
                .saturating_add(unsettled.other_rows)
                .saturating_add(unsettled.findings),
        }
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_ready(self) -> bool {
        self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Readiness, Unsettled};
    use crate::state::progress::Progress;

    fn of(answered: usize, unsettled: Unsettled) -> Readiness {
        let progress = Progress {
            answered,
            to_answer: 141,
        };
        Readiness::of(true, true, progress, unsettled)
    }

    #[test]
    fn everything_is_answered_and_settled() {
        assert!(of(141, Unsettled::default()).is_ready());
        let other = Unsettled {
            other_rows: 1,
            ..Unsettled::default()
        };
        assert!(!of(141, other).is_ready(), "another office's row that cannot be read");
        let found = Unsettled {
            findings: 1,
            ..Unsettled::default()
        };
        assert!(!of(141, found).is_ready());
        assert!(!of(140, Unsettled::default()).is_ready());
    }

    #[test]
    fn a_row_is_counted_once() {
        let unsettled = Unsettled {
            own_rows: 2,
            other_rows: 1,
            findings: 3,
        };
        let readiness = of(119, unsettled);
        assert_eq!((readiness.unanswered, readiness.to_review), (20, 6));
    }

    #[test]
    fn the_heading_comes_first() {
        let all = Progress {
            answered: 5,
            to_answer: 5,
        };
        assert!(!Readiness::of(false, true, all, Unsettled::default()).is_ready());
        assert!(!Readiness::of(true, false, all, Unsettled::default()).is_ready());
    }
}
