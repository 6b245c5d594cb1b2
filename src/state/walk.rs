//! Where the keyboard goes next: over the rows that take an answer, in printed order.

use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Down the page.
    Next,
    /// Up the page.
    Back,
}

/// The nearest row that way which is a stop; none at the end.
pub fn neighbour(edition: &Edition, from: RowIdx, way: Way, is_stop: impl Fn(RowIdx) -> bool) -> Option<RowIdx> {
    let mut rows = edition.indexed().map(|(idx, _)| idx);
    match way {
        Way::Next => rows.find(|idx| *idx > from && is_stop(*idx)),
        Way::Back => rows.rev().find(|idx| *idx < from && is_stop(*idx)),
    }
}
