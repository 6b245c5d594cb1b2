//! What a check says of one report: places and figures, never a sentence.

use crate::model::check::Severity;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::relation::Comparison;

/// What a check says of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's place in the edition.
    pub check: usize,
    /// How bad it is.
    pub severity: Severity,
    /// The rows it speaks of, the first being where it is shown.
    pub rows: Vec<RowIdx>,
    /// What is not as it should be.
    pub breach: Breach,
}

/// What is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// Two sides do not stand to each other as they should.
    Compared {
        /// Which chain of the conclusion.
        chain: usize,
        /// Which comparison of the chain; its left side is the side of this number.
        step: usize,
        /// How they should stand.
        comparison: Comparison,
        /// The left side's figure.
        left: Number,
        /// The right side's figure.
        right: Number,
    },
    /// A figure is stated for a ratio whose divisor is zero.
    ZeroDivisor {
        /// What is divided by.
        divisor: Vec<RowIdx>,
    },
}
