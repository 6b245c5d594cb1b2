//! A tree of texts, whole numbers, lists, and tables that remembers the line each part stood on.
//!
//! An edition is read from it, whether it came from the owner's TOML (lines known) or from the compact form made when the
//! project is built (lines unknown, 0). It does not know what an edition is.

/// One part of the tree and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// 1-based line in the source file; 0 where the source has no lines.
    pub line: u32,
    /// The content.
    pub data: Data,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A text, as written.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Parts in order.
    List(Vec<Node>),
    /// Named parts in the order of the source; names are unique.
    Table(Vec<(String, Node)>),
}

impl Node {
    /// The part with this name, where the node is a table that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.data {
            Data::Table(parts) => parts.iter().find(|(key, _)| key == name).map(|(_, node)| node),
            Data::Text(_) | Data::Whole(_) | Data::List(_) => None,
        }
    }
}
