//! What a check says of one report: places and figures, never a sentence.

use crate::model::check::Severity;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Date;
use crate::model::relation::Comparison;

/// What a check says of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's place in the edition.
    pub check: usize,
    /// How bad it is.
    pub severity: Severity,
    /// The rows it speaks of, the first being where it is shown; none where it speaks of the report's heading.
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
    /// The note lists another number of things than the figure says.
    Items {
        /// What the note lists; from and to where its commas and "và" can be read two ways.
        listed: (usize, usize),
    },
    /// The parts in the note do not give the whole.
    Parts {
        /// What the parts give.
        sum: Number,
        /// The whole: a number in the note, or the row's figure.
        whole: Number,
        /// It is the row's figure.
        is_figure: bool,
    },
    /// A percentage in the note lies outside the row's bracket.
    Bracket {
        /// The percentage.
        percent: Number,
    },
    /// Names stand on one side only.
    Names {
        /// Named by the parts, not by the whole.
        only_in_parts: Vec<String>,
        /// Named by the whole, not by the parts.
        only_in_whole: Vec<String>,
    },
    /// Dates lie outside what is reported on.
    Dates {
        /// The dates, as typed.
        dates: Vec<String>,
        /// The first day that fits.
        from: Date,
        /// The last.
        to: Date,
    },
    /// The same figure stands in many unlike rows.
    Same {
        /// The figure.
        value: Number,
    },
}
