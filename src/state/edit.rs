//! Everything that a person can change in a report, as data: one place for history, for saving, and for tests.

use crate::model::answer::Mark;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Earlier, ReportingOffice};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text in the row is now this. A text takes off a mark: who types a figure means it.
    Type(RowIdx, String),
    /// Of two readings this one is meant.
    Choose(RowIdx, Number),
    /// A state is set over the text, or taken off.
    Mark(RowIdx, Option<Mark>),
    /// The office's own remark is now this.
    Note(RowIdx, String),
    /// Who reports.
    Office(ReportingOffice),
    /// The office's role alone.
    Role(String),
    /// For which period.
    Period(Option<Period>),
    /// Why the office keeps what this check (by its place in the edition) finds fault with; bound to the figures of now.
    Explain(usize, String),
    /// The office's report of an earlier period is opened beside, or put away.
    Earlier(Option<Earlier>),
    /// The number of the report that the appendix belongs to.
    DocumentNumber(String),
    /// Its date.
    DocumentDate(String),
}

impl Edit {
    /// Whether it is one of many that come with every key of one text.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Type(..) | Self::Note(..) | Self::DocumentNumber(_) | Self::DocumentDate(_) => true,
            Self::Choose(..) | Self::Mark(..) | Self::Office(_) | Self::Role(_) | Self::Period(_) => false,
            Self::Explain(..) | Self::Earlier(_) => false,
        }
    }
}
