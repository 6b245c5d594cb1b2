//! The owner's form of an edition: TOML, with the line of every part. Used when the project is built and in tests; the page
//! reads [`super::edition_compact`].

use toml::de::{DeTable, DeValue};

use crate::base::data::{Data, Node};
use crate::model::edition_problem::{EditionFault, EditionProblem};

/// Reads the tree of a TOML text.
///
/// # Errors
/// One problem, with its line, where the text is no TOML or holds what an edition never has (floats, dates, booleans).
pub fn tree_from_toml(text: &str) -> Result<Node, EditionProblem> {
    let lines = Lines::of(text);
    let unreadable = |at: usize, why: String| EditionProblem {
        line: lines.line(at),
        row: String::new(),
        fault: EditionFault::Unreadable(why),
    };
    let root = DeTable::parse(text)
        .map_err(|error| unreadable(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    table(root.get_ref(), 1, &lines).map_err(|at| {
        unreadable(
            at,
            "only texts, whole numbers, lists, and tables may stand here".to_owned(),
        )
    })
}

fn table(parts: &DeTable<'_>, line: u32, lines: &Lines) -> Result<Node, usize> {
    let mut nodes = Vec::new();
    for (key, value) in parts {
        nodes.push((
            key.span().start,
            key.get_ref().to_string(),
            node(value.get_ref(), value.span().start, lines)?,
        ));
    }
    // The reader sorts by name; people expect problems in the order of the file.
    nodes.sort_by_key(|(at, _, _)| *at);
    Ok(Node {
        line,
        data: Data::Table(nodes.into_iter().map(|(_, key, node)| (key, node)).collect()),
    })
}

fn node(value: &DeValue<'_>, at: usize, lines: &Lines) -> Result<Node, usize> {
    let line = lines.line(at);
    let data = match value {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Integer(number) => Data::Whole(
            number
                .to_string()
                .parse()
                .map_err(|_overflow: std::num::ParseIntError| at)?,
        ),
        DeValue::Array(items) => Data::List(
            items
                .iter()
                .map(|item| node(item.get_ref(), item.span().start, lines))
                .collect::<Result<_, _>>()?,
        ),
        DeValue::Table(parts) => return table(parts, line, lines),
        DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => return Err(at),
    };
    Ok(Node { line, data })
}

/// Where each line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The 1-based line of this byte.
    fn line(&self, at: usize) -> u32 {
        u32::try_from(self.0.partition_point(|end| *end < at))
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }
}
