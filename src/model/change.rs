//! One change of a report as data: what stood in one of its fields before, and what after. Undoing is putting back the one,
//! redoing the other; the change log tells both.

use super::answer::Entry;
use super::id::RowIdx;
use super::period::Period;
use super::report::{Document, Earlier, Reason, Report, ReportingOffice};

/// What stands in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Who reports.
    Office(ReportingOffice),
    /// The period.
    Period(Option<Period>),
    /// The report's number and date.
    Document(Document),
    /// Why the office keeps what checks find fault with.
    Reasons(Vec<Reason>),
    /// The report of an earlier period that is opened beside.
    Earlier(Option<Earlier>),
    /// A row's entry and note.
    Row(RowIdx, Entry, String),
    /// Everything: a file was opened, a version was gone back to.
    Whole(Box<Report>),
}

impl Value {
    /// Whether both speak of the same field.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Row(idx, ..), Self::Row(other, ..)) => idx == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }

    /// The row that it speaks of, where it speaks of one.
    #[must_use]
    pub fn row(&self) -> Option<RowIdx> {
        match self {
            Self::Row(idx, ..) => Some(*idx),
            Self::Office(_)
            | Self::Period(_)
            | Self::Document(_)
            | Self::Reasons(_)
            | Self::Earlier(_)
            | Self::Whole(_) => None,
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, for people; empty until it is stamped.
    pub at: String,
    /// What stood there.
    pub before: Value,
    /// What stands there since.
    pub after: Value,
}
