//! What can be wrong with an edition, each with its line. Said in English: the reader is who builds the project.

use std::fmt;

use super::calculation::CalculationFault;

/// One thing wrong with an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionProblem {
    /// Line in the source; 0 where it has no lines.
    pub line: u32,
    /// The id of the row it stands in; empty outside rows.
    pub row: String,
    /// What is wrong.
    pub fault: EditionFault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditionFault {
    /// The text is not TOML (or not the compact form).
    Unreadable(String),
    /// The file is another kind of file.
    NotAnEdition,
    /// The file's format is newer than this program.
    NewerVersion(i64),
    /// A key that must be there is not.
    Missing(&'static str),
    /// A key holds the wrong type or is empty.
    WrongType(&'static str),
    /// A key that is not known here.
    UnknownKey(String),
    /// A value that is not one of those allowed.
    UnknownValue {
        /// The key.
        key: &'static str,
        /// What stands there.
        value: String,
    },
    /// Two things have this name.
    Repeated {
        /// What they are.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// No such role.
    UnknownRole(String),
    /// No such office.
    UnknownOffice(String),
    /// A code list is not `word = digit; word = digit`.
    CodeList(String),
    /// A calculation cannot be read.
    Calculation(CalculationFault),
    /// A calculation reads a heading.
    ReadsHeading(String),
    /// Calculations read each other in a circle through this row.
    Cycle,
    /// A dashed row without a numbered row above it, or a number whose parent is missing.
    NoParent,
    /// A heading that has what only an answering row may have, or the reverse.
    HeadingMismatch(&'static str),
    /// A check compares what cannot be compared: a percentage with people, a sum of money with a code.
    TypeClash {
        /// What stands on one side.
        left: &'static str,
        /// What stands on the other.
        right: &'static str,
    },
    /// A check says of this row something else than its calculation does.
    ContradictsCalculation(String),
    /// A check that can never find anything.
    Unused(&'static str),
    /// A check says the same as the one of this name.
    SameCheck(String),
    /// Text that is not in composed form (NFC).
    NotComposed(&'static str),
}

impl fmt::Display for EditionFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(formatter, "cannot be read: {why}"),
            Self::NotAnEdition => formatter.write_str("is no edition: `format` must be \"phuluc-edition\""),
            Self::NewerVersion(found) => write!(formatter, "format version {found} is newer than this program knows"),
            Self::Missing(key) => write!(formatter, "`{key}` is missing"),
            Self::WrongType(key) => write!(formatter, "`{key}` is empty or of the wrong type"),
            Self::UnknownKey(key) => write!(formatter, "`{key}` is not known here"),
            Self::UnknownValue { key, value } => write!(formatter, "`{key}` cannot be \"{value}\""),
            Self::Repeated { what, name } => write!(formatter, "the {what} \"{name}\" stands twice"),
            Self::UnknownRole(code) => write!(formatter, "there is no role \"{code}\""),
            Self::UnknownOffice(code) => write!(formatter, "there is no office \"{code}\""),
            Self::CodeList(text) => write!(formatter, "\"{text}\" is no code list; write \"word = 0; word = 1\""),
            Self::Calculation(CalculationFault::CutShort) => {
                formatter.write_str("the formula ends where a row should stand")
            }
            Self::Calculation(CalculationFault::Unexpected(word)) => {
                write!(formatter, "formula: \"{word}\" is not expected there")
            }
            Self::Calculation(CalculationFault::UnknownRow(word)) => {
                write!(formatter, "formula: there is no row \"{word}\"")
            }
            Self::Calculation(CalculationFault::TooLong) => formatter.write_str("the formula is too long"),
            Self::Calculation(CalculationFault::OneRow(word)) => {
                write!(formatter, "formula: `{word}(…)` takes one row")
            }
            Self::Calculation(CalculationFault::OnlyInChecks(word)) => {
                write!(formatter, "formula: `{word}(…)` can stand in checks only")
            }
            Self::TypeClash { left, right } => write!(formatter, "{left} cannot be compared with {right}"),
            Self::ContradictsCalculation(id) => {
                write!(formatter, "says of \"{id}\" something else than the row's `calc`")
            }
            Self::Unused(why) => write!(formatter, "this check never finds anything: {why}"),
            Self::SameCheck(id) => write!(formatter, "says the same as check \"{id}\""),
            Self::ReadsHeading(id) => write!(formatter, "formula: reads \"{id}\", which takes no answer"),
            Self::Cycle => formatter.write_str("`calc` comes back to this row in a circle"),
            Self::NoParent => formatter.write_str("there is no row that this one could stand under"),
            Self::HeadingMismatch(key) => write!(formatter, "`{key}` does not fit the row's kind"),
            Self::NotComposed(key) => write!(formatter, "`{key}` has letters in decomposed form; write them in NFC"),
        }
    }
}

impl fmt::Display for EditionProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.row.is_empty() {
            write!(formatter, "{}", self.fault)
        } else {
            write!(formatter, "row {}: {}", self.row, self.fault)
        }
    }
}
