//! What can be wrong with a file: why it is no file of ours ([`ReadError`]), and what was noticed in one that is
//! ([`ReadProblem`]). Sentences are in `words`.

use crate::model::id::RowIdx;
use crate::model::number::Number;

/// The largest file that is read, in bytes. The sample's report has some 80 KB; see the measured limits of other parsers
/// in ARCHITECTURE.md.
pub const MAX_FILE_BYTES: usize = 1_048_576;

/// The largest workbook or document that is read, in bytes.
pub const MAX_OFFICE_BYTES: usize = 2 * MAX_FILE_BYTES;

/// Lists and objects in a report file are at most this deep; ours are 3.
pub const MAX_DEPTH: u8 = 8;

/// Why a file cannot be opened. The report on screen is untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes.
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Not UTF-8.
    NotUtf8,
    /// Neither our JSON nor our CSV.
    NotOurs,
    /// The end is missing.
    CutShort,
    /// Broken JSON (1-based; 0 where the place is not known).
    Syntax {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
    },
    /// One object holds this key twice.
    DuplicateKey(String),
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A later version of the format.
    NewerVersion {
        /// As the file says.
        found: String,
    },
    /// A report on another edition.
    OtherEdition {
        /// As the file says.
        found: String,
    },
    /// A key of our format is missing or of the wrong type.
    WrongShape {
        /// Where: `office.code`, `rows`.
        key: String,
    },
    /// Reports of more than one office or period.
    SeveralReports,
}

/// One thing noticed in a file that could be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadProblem {
    /// The row, where it stands in one that the edition has.
    pub row: Option<RowIdx>,
    /// What it is.
    pub kind: ReadProblemKind,
}

/// What was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadProblemKind {
    /// The file was changed after it was written.
    DigestBroken,
    /// The file carries no digest.
    DigestMissing,
    /// The office is in no list; its role must be chosen.
    UnknownOffice(String),
    /// The period is none of the edition's.
    UnknownPeriod(String),
    /// The edition has no such row; it is kept and written back.
    UnknownRow(String),
    /// The row stands twice; the first is taken.
    RepeatedRow,
    /// The row is missing from the file.
    MissingRow,
    /// The row's entry is not of our shape; nothing is taken from it.
    BrokenRow,
    /// What the file says the row holds is not what was typed reads as. What was typed is taken.
    ValueDiffers {
        /// The figure the file gives.
        file: String,
    },
    /// The file's calculated figure is not the one that its other figures give.
    CalculatedDiffers {
        /// The figure the file gives.
        file: String,
        /// The figure that follows from the others.
        here: Option<Number>,
    },
    /// A CSV file does not carry a text that could not be read; it must be typed again.
    TextLost,
}

impl ReadProblem {
    /// Of the whole file.
    #[must_use]
    pub fn of_file(kind: ReadProblemKind) -> Self {
        Self { row: None, kind }
    }

    /// In this row.
    #[must_use]
    pub fn in_row(row: RowIdx, kind: ReadProblemKind) -> Self {
        Self { row: Some(row), kind }
    }
}
