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

impl Change {
    /// What it changed in this row; none where it left it alone.
    #[must_use]
    pub fn in_row(&self, idx: RowIdx) -> Option<Self> {
        let of_row = |report: &Report| Value::Row(idx, report.entry(idx), report.note(idx).to_owned());
        match (&self.before, &self.after) {
            (Value::Whole(before), Value::Whole(after)) => before.differs_in(after, idx).then(|| Self {
                at: self.at.clone(),
                before: of_row(before),
                after: of_row(after),
            }),
            (before, _) => (before.row() == Some(idx)).then(|| self.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Report, RowIdx, Value};
    use crate::model::answer::Entry;

    #[test]
    fn what_was_taken_in_is_told_of_each_row() {
        let report = |typed: &[&str]| Report {
            entries: typed.iter().map(|typed| Entry::typed(*typed)).collect(),
            notes: vec![String::new(); typed.len()],
            ..Report::default()
        };
        let whole = |typed: &[&str]| Value::Whole(Box::new(report(typed)));
        let change = Change {
            at: "t".to_owned(),
            before: whole(&["", "14"]),
            after: whole(&["942", "14"]),
        };
        let row = |typed: &str| Value::Row(RowIdx::new(0), Entry::typed(typed), String::new());
        let of_row = change.in_row(RowIdx::new(0)).expect("a change");
        assert_eq!(
            (of_row.before, of_row.after, of_row.at.as_str()),
            (row(""), row("942"), "t")
        );
        assert_eq!(change.in_row(RowIdx::new(1)), None);
    }
}
