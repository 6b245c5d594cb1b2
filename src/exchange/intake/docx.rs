//! Documents of Word (.docx): the tables, and the lines about them.

use super::grid::{Builder, Grid, GridError, MAX_COLUMNS};
use super::xml::{Event, attribute, events};

/// The grid of a document's text.
///
/// # Errors
/// Past a bound.
pub(super) fn document(xml: &str) -> Result<Grid, GridError> {
    let mut builder = Builder::new();
    let mut text = String::new();
    let (mut depth, mut span, mut is_text) = (0_usize, 1_usize, false);
    for event in events(xml) {
        match event {
            Event::Start { name: "w:tbl", .. } => depth = depth.saturating_add(1),
            Event::End("w:tbl") => depth = depth.saturating_sub(1),
            Event::Start { name: "w:tc", .. } if depth == 1 => {
                span = 1;
                text.clear();
            }
            Event::Start {
                name: "w:gridSpan",
                attributes,
                ..
            } if depth == 1 => {
                let wide = attribute(attributes, "w:val").and_then(|wide| wide.parse().ok());
                span = wide.unwrap_or(1_usize).clamp(1, MAX_COLUMNS);
            }
            Event::End("w:tc") if depth == 1 => {
                builder.cell(&std::mem::take(&mut text))?;
                for _ in 1..span {
                    builder.cell("")?;
                }
            }
            Event::End("w:tr") if depth == 1 => builder.end_line()?,
            Event::Start {
                name: "w:t", is_empty, ..
            } => is_text = !is_empty,
            Event::End("w:t") => is_text = false,
            Event::Start {
                name: "w:tab" | "w:noBreakHyphen",
                ..
            } => text.push(' '),
            Event::Start {
                name: "w:br" | "w:cr", ..
            } => text.push('\n'),
            Event::End("w:p") if depth > 0 => text.push('\n'),
            Event::End("w:p") => {
                let line = std::mem::take(&mut text);
                if !line.trim().is_empty() {
                    builder.cell(&line)?;
                    builder.end_line()?;
                }
            }
            Event::Text(more) if is_text => text.push_str(&more),
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
    }
    Ok(builder.finish())
}
