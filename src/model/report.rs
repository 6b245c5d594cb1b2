//! What one office reports for one period: heading, entries and notes by row. Says nothing about what they mean; that is
//! [`super::answer`] and the rules.

use super::answer::Entry;
use super::edition::Edition;
use super::id::RowIdx;
use super::number::Number;
use super::period::Period;
use crate::base::json::Json;

/// One office's report for one period. `entries` and `notes` have one item a row of the edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Who reports.
    pub office: ReportingOffice,
    /// For which period; none until chosen.
    pub period: Option<Period>,
    /// The report that the appendix belongs to.
    pub document: Document,
    /// What was given, by row.
    pub entries: Vec<Entry>,
    /// The office's own remarks, by row.
    pub notes: Vec<String>,
    /// Why the office keeps what a check finds fault with.
    pub reasons: Vec<Reason>,
    /// The office's report of an earlier period, where one was opened beside.
    pub earlier: Option<Earlier>,
    /// What a file held that this program does not know.
    pub kept: Kept,
}

/// Who reports; all empty until chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportingOffice {
    /// Short name in files.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Its role's code.
    pub role: String,
}

/// The report that the appendix belongs to, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: String,
}

/// Why the office keeps figures that a check finds fault with; bound to the check and to those figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The check's id.
    pub check: String,
    /// The figures it was given for, by the ids of their rows; none for a row without one.
    pub figures: Vec<(String, Option<Number>)>,
    /// The reason, as typed.
    pub text: String,
}

/// An earlier report, as far as checks read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its period.
    pub period: Period,
    /// Its figures, typed or calculated, by the ids of their rows.
    pub figures: Vec<(String, Number)>,
}

impl Earlier {
    /// The figure of the row with this id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<Number> {
        self.figures
            .iter()
            .find(|(row, _)| row == id)
            .map(|(_, figure)| *figure)
    }
}

/// What a file held that this program does not know; written back as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Unknown keys of the file.
    pub file: Vec<(String, Json)>,
    /// Unknown keys of `office`.
    pub office: Vec<(String, Json)>,
    /// Unknown keys of `document`.
    pub document: Vec<(String, Json)>,
    /// Unknown keys of a row.
    pub rows: Vec<(RowIdx, Vec<(String, Json)>)>,
    /// Rows that the edition does not have.
    pub unknown_rows: Vec<Json>,
    /// Findings of checks that the edition does not have.
    pub findings: Vec<Json>,
}

impl Report {
    /// A report with nothing in it.
    #[must_use]
    pub fn blank(edition: &Edition) -> Self {
        Self {
            entries: vec![Entry::default(); edition.rows.len()],
            notes: vec![String::new(); edition.rows.len()],
            ..Self::default()
        }
    }

    /// The entry of this row; a blank one past the end.
    #[must_use]
    pub fn entry(&self, idx: RowIdx) -> Entry {
        self.entries.get(idx.place()).cloned().unwrap_or_default()
    }

    /// The note of this row.
    #[must_use]
    pub fn note(&self, idx: RowIdx) -> &str {
        self.notes.get(idx.place()).map_or("", String::as_str)
    }

    /// Whether this row holds something else in the other report.
    #[must_use]
    pub fn differs_in(&self, other: &Self, idx: RowIdx) -> bool {
        self.entry(idx) != other.entry(idx) || self.note(idx) != other.note(idx)
    }

    /// Whether an officer put anything into a row.
    #[must_use]
    pub fn has_answers(&self) -> bool {
        self.entries.iter().any(|entry| !entry.is_blank()) || self.notes.iter().any(|note| !note.trim().is_empty())
    }
}
