//! The cells of a record, each put back into the column where it belongs.

use super::agency::{Agency, PrintedTexts};
use super::columns::{Column, letters};
use super::form_keys::FormKeys;
use super::grid::Place;
use super::key::unit_key;
use super::matching::Fit;
use super::records::Record;
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;

/// The cells of a record, each in the column where it belongs.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) unit: String,
    pub(super) figures: Vec<(Place, String)>,
    pub(super) agency: Vec<(Place, String)>,
    pub(super) is_shifted: bool,
    pub(super) is_list_mended: bool,
}

impl Cells {
    pub(super) fn of(edition: &Edition, keys: &FormKeys, printed: &PrintedTexts, record: &Record) -> Self {
        let mut cells = Self::default();
        let rows: Vec<RowIdx> = match &record.fit {
            Fit::Several(rows) | Fit::Torn(rows) => rows.clone(),
            fit @ (Fit::Exact(_) | Fit::Likely(..) | Fit::Doubtful(..) | Fit::Renumbered(_) | Fit::Nothing) => {
                fit.row().into_iter().collect()
            }
        };
        let is_code = rows
            .first()
            .and_then(|idx| edition.row(*idx))
            .is_some_and(|row| matches!(row.kind, RowKind::Code(_)));
        let mut units: Vec<&str> = Vec::new();
        for part in &record.parts {
            let has_unit = part.cells.iter().any(|(column, ..)| *column == Column::Unit);
            let stray = part.cells.iter().find(|(column, ..)| *column == Column::Figure);
            let is_shifted = !has_unit
                && stray.is_some_and(|(_, _, text)| rows.iter().any(|idx| is_unit_of(keys.unit(*idx), text, is_code)));
            cells.is_shifted |= is_shifted;
            let mut has_figure = false;
            for (column, place, text) in &part.cells {
                let is_number = text
                    .trim_start_matches('-')
                    .starts_with(|letter: char| letter.is_ascii_digit());
                match column {
                    Column::Figure if is_shifted && !is_number => units.push(text),
                    Column::Agency if is_shifted && !has_figure && is_number && text.len() < 40 => {
                        has_figure = true;
                        cells.figures.push((*place, text.clone()));
                    }
                    Column::Unit => units.push(text),
                    // A part without its head may show the last column nearer than it is.
                    Column::Figure if letters(text) > 0 && !is_number && printed.tell(text) == Agency::Printed => {
                        cells.agency.push((*place, text.clone()));
                    }
                    Column::Figure => cells.figures.push((*place, text.clone())),
                    Column::Agency => cells.agency.push((*place, text.clone())),
                    Column::Id | Column::Stt | Column::Label => {}
                }
            }
        }
        cells.is_list_mended = is_code && units.len() > 1;
        cells.unit = units.join(" ");
        cells
    }
}

/// Whether a text is the row's unit, or a piece of its torn list of codes.
fn is_unit_of(unit: &str, text: &str, is_code: bool) -> bool {
    let text = unit_key(text);
    !text.is_empty() && (unit == text || is_code && text.contains('=') && unit.contains(&text))
}

/// Several pieces of one cell as one text.
pub(super) fn joined(pieces: &[(Place, String)], otherwise: Place) -> (Place, String) {
    let texts: Vec<&str> = pieces.iter().map(|(_, text)| text.as_str()).collect();
    (pieces.first().map_or(otherwise, |(place, _)| *place), texts.join(" "))
}
