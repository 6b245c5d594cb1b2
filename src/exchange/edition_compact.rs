//! The compact form of an edition: the same tree as JSON on one line, without comments and lines. Made when the project is
//! built, read by the page: a TOML reader would cost it 71 KB.

use crate::base::data::{Data, Node};
use crate::base::json::{Json, JsonError, parse};

/// Writes the tree.
#[must_use]
pub fn compact_from_tree(node: &Node) -> String {
    json(node).to_compact()
}

/// Reads the tree; its lines are unknown.
///
/// # Errors
/// As [`parse`].
pub fn tree_from_compact(text: &str) -> Result<Node, JsonError> {
    tree(&parse(text, 4)?)
}

fn json(node: &Node) -> Json {
    match &node.data {
        Data::Text(text) => Json::Text(text.clone()),
        Data::Whole(number) => Json::Number(number.to_string()),
        Data::List(items) => Json::List(items.iter().map(json).collect()),
        Data::Table(parts) => Json::Table(parts.iter().map(|(key, part)| (key.clone(), json(part))).collect()),
    }
}

fn tree(json: &Json) -> Result<Node, JsonError> {
    let unknown = JsonError::Syntax { line: 0, column: 0 };
    let data = match json {
        Json::Text(text) => Data::Text(text.clone()),
        Json::Number(text) => Data::Whole(text.parse().map_err(|_not_whole: std::num::ParseIntError| unknown)?),
        Json::List(items) => Data::List(items.iter().map(tree).collect::<Result<_, _>>()?),
        Json::Table(parts) => Data::Table(
            parts
                .iter()
                .map(|(key, part)| Ok((key.clone(), tree(part)?)))
                .collect::<Result<_, JsonError>>()?,
        ),
        Json::Null | Json::Bool(_) => return Err(unknown),
    };
    Ok(Node { line: 0, data })
}
