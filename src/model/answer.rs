//! What an officer gave for a row ([`Entry`], the raw stage) and what it means ([`Answer`], the typed stage).
//!
//! The text that was typed is kept in every state, so nothing is lost by trying one.

use super::edition::{Row, RowKind};
use super::number::Number;
use super::number_reader::{NumberFault, Reading, read};

/// What stands in a row, as the officer left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The text as typed, untouched; for a code row the code.
    pub typed: String,
    /// Which of two readings the officer chose; void once the text has no such reading.
    pub chosen: Option<Number>,
    /// A state that stands over the text.
    pub mark: Option<Mark>,
}

/// A state that stands over whatever was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// "Không phát sinh": nothing of the kind happened.
    None,
    /// "Không thuộc trách nhiệm": the row is not this office's.
    NotOurs,
    /// The row came from a CSV file as unread or ambiguous; such a file does not carry the text.
    TextLost {
        /// It was ambiguous rather than unread.
        ambiguous: bool,
    },
}

/// What an [`Entry`] means in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing was given.
    Unanswered,
    /// A figure; zero is one.
    Figure(Number),
    /// "Không phát sinh".
    None,
    /// "Không thuộc trách nhiệm".
    NotOurs,
    /// The text is no figure.
    Unread(NumberFault),
    /// The text has two readings and none was chosen.
    Ambiguous {
        /// The mark groups thousands.
        grouped: Number,
        /// The mark stands before a fraction.
        decimal: Number,
    },
    /// As [`Mark::TextLost`].
    TextLost {
        /// It was ambiguous rather than unread.
        ambiguous: bool,
    },
}

/// The state of a row as files and the page name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// Typed and read.
    Figure,
    /// Follows from other rows; nothing was typed.
    Calculated,
    /// "Không phát sinh".
    None,
    /// "Không thuộc trách nhiệm".
    NotOurs,
    /// Nothing was given.
    Unanswered,
    /// Typed, and no figure.
    Unread,
    /// Two readings, none chosen.
    Ambiguous,
    /// Takes no answer.
    Heading,
}

impl RowState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Figure,
        Self::Calculated,
        Self::None,
        Self::NotOurs,
        Self::Unanswered,
        Self::Unread,
        Self::Ambiguous,
        Self::Heading,
    ];

    /// The word in files and in `data-state`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Calculated => "calculated",
            Self::None => "none",
            Self::NotOurs => "not_ours",
            Self::Unanswered => "unanswered",
            Self::Unread => "unread",
            Self::Ambiguous => "ambiguous",
            Self::Heading => "heading",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the row counts as answered.
    #[must_use]
    pub fn is_answered(self) -> bool {
        match self {
            Self::Figure | Self::Calculated | Self::None | Self::NotOurs => true,
            Self::Unanswered | Self::Unread | Self::Ambiguous | Self::Heading => false,
        }
    }
}

impl Entry {
    /// An entry with this text.
    #[must_use]
    pub fn typed(text: impl Into<String>) -> Self {
        Self {
            typed: text.into(),
            ..Self::default()
        }
    }

    /// Whether nothing was given at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.mark.is_none() && self.typed.trim().is_empty()
    }

    /// What this means in a row of that kind. A heading takes no answer.
    #[must_use]
    pub fn answer(&self, row: &Row) -> Answer {
        match self.mark {
            Some(Mark::None) => return Answer::None,
            Some(Mark::NotOurs) => return Answer::NotOurs,
            Some(Mark::TextLost { ambiguous }) => return Answer::TextLost { ambiguous },
            None => {}
        }
        let Some(expected) = row.kind.expected() else {
            return Answer::Unanswered;
        };
        match read(&self.typed, expected) {
            Reading::Blank => Answer::Unanswered,
            Reading::Exact(number) => match &row.kind {
                RowKind::Code(list) if !list.has(number) => Answer::Unread(NumberFault::NotACode),
                RowKind::Code(_) | RowKind::Heading | RowKind::Count | RowKind::Percent | RowKind::Money => {
                    Answer::Figure(number)
                }
            },
            // A code is one digit: a text with marks in it is none, whichever way it is read.
            Reading::Ambiguous { .. } if matches!(row.kind, RowKind::Code(_)) => Answer::Unread(NumberFault::NotACode),
            Reading::Ambiguous { grouped, decimal } => match self.chosen {
                Some(number) if number == grouped || number == decimal => Answer::Figure(number),
                Some(_) | None => Answer::Ambiguous { grouped, decimal },
            },
            Reading::NotANumber(fault) => Answer::Unread(fault),
        }
    }
}

impl Answer {
    /// The figure that was typed, where it is one.
    #[must_use]
    pub fn figure(self) -> Option<Number> {
        match self {
            Self::Figure(number) => Some(number),
            Self::Unanswered
            | Self::None
            | Self::NotOurs
            | Self::Unread(_)
            | Self::Ambiguous { .. }
            | Self::TextLost { .. } => None,
        }
    }

    /// The state, where the row's calculation gives a figure or not.
    #[must_use]
    pub fn state(self, row: &Row, is_calculated: bool) -> RowState {
        match self {
            _ if row.kind == RowKind::Heading => RowState::Heading,
            Self::Unanswered if is_calculated => RowState::Calculated,
            Self::Unanswered => RowState::Unanswered,
            Self::Figure(_) => RowState::Figure,
            Self::None => RowState::None,
            Self::NotOurs => RowState::NotOurs,
            Self::Unread(_) | Self::TextLost { ambiguous: false } => RowState::Unread,
            Self::Ambiguous { .. } | Self::TextLost { ambiguous: true } => RowState::Ambiguous,
        }
    }
}
