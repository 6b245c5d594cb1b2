//! Names of things: lasting ids for files, dense indices for memory.

use std::fmt;

/// The lasting name of a row, `3.4.1b`. Opaque: nothing is read out of its spelling, and a later edition may renumber a
/// row and keep its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(String);

impl RowId {
    /// An id of 1 to 24 ASCII letters, digits, and dots that begins and ends with a letter or digit; otherwise none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
        let bytes = text.as_bytes();
        let ends_well = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        (bytes.len() <= 24 && ends_well(bytes.first()) && ends_well(bytes.last()) && bytes.iter().all(inner))
            .then(|| Self(text.to_owned()))
    }

    /// The id as files have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A row's place in its edition, 0 for the first printed row. Means nothing in another edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowIdx(usize);

impl RowIdx {
    pub(crate) fn new(place: usize) -> Self {
        Self(place)
    }

    /// The place after it, whether or not an edition goes that far.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }

    /// The place before it; none before the first.
    #[must_use]
    pub fn back(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The place, to look into a list that has one item a row.
    #[must_use]
    pub fn place(self) -> usize {
        self.0
    }
}
