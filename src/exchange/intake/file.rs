//! A file of any make as a [`Grid`]: told apart by its first bytes, never by its name.

use super::columns::head;
use super::delimited;
use super::encoding::{EncodingFault, decode};
use super::form_keys::FormKeys;
use super::grid::{Grid, GridError};
use super::html;
use super::key::key;
use super::office::{self, OfficeFault};
use super::zip::ZipFault;
use crate::model::edition::Edition;

/// Why a file is not read. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Past a bound.
    Bound(GridError),
    /// Not a text, nor anything else that is known.
    Unknown,
    /// A text in the VNI fonts.
    Vni,
    /// A file of Word or Excel from before 2007, or one that is locked with a password.
    OldOffice,
    /// A zip file that does not hold together.
    Damaged,
    /// A zip file past the bounds.
    TooLarge,
    /// A PDF.
    Pdf,
    /// Rich text.
    Rtf,
}

impl From<GridError> for FileFault {
    fn from(error: GridError) -> Self {
        Self::Bound(error)
    }
}

/// The grid of a file. `composed` composes letters and their marks.
///
/// # Errors
/// See [`FileFault`].
pub fn grid(
    edition: &Edition,
    keys: &FormKeys,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
) -> Result<Grid, FileFault> {
    match bytes {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(FileFault::OldOffice),
        [b'%', b'P', b'D', b'F', ..] => return Err(FileFault::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => return Err(FileFault::Rtf),
        [b'P', b'K', 3, 4, ..] => return of_office(edition, keys, bytes, composed),
        _ => {}
    }
    let text = decode(keys, bytes).map_err(|fault| match fault {
        EncodingFault::NotText => FileFault::Unknown,
        EncodingFault::Vni => FileFault::Vni,
    })?;
    let text = composed(&text);
    // A report of ours in another encoding: no table, however many lines it has.
    if text.trim_start().starts_with('{') {
        return Ok(Grid::default());
    }
    if text.trim_start().starts_with('<')
        && let Some(grid) = html::grid(&text)?
    {
        return Ok(grid);
    }
    Ok(of_text(edition, keys, &text)?)
}

/// The sheet of a workbook in which most of the form is found, or the tables of a document.
fn of_office(
    edition: &Edition,
    keys: &FormKeys,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
) -> Result<Grid, FileFault> {
    let grids = office::grids(bytes).map_err(|fault| match fault {
        OfficeFault::Zip(ZipFault::Damaged) => FileFault::Damaged,
        OfficeFault::Zip(ZipFault::TooLarge) => FileFault::TooLarge,
        OfficeFault::Grid(error) => FileFault::Bound(error),
        OfficeFault::Unknown => FileFault::Unknown,
    })?;
    let best = grids.into_iter().rev().max_by_key(|grid| found(edition, keys, grid));
    let mut grid = best.unwrap_or_default();
    for cell in grid.lines.iter_mut().flat_map(|line| &mut line.cells) {
        *cell = composed(cell);
    }
    Ok(grid)
}

/// How many lines of a grid are of the form.
fn found(edition: &Edition, keys: &FormKeys, grid: &Grid) -> usize {
    let is_known = |cell: &String| !keys.rows_with_label(&key(cell)).is_empty() || edition.find(cell).is_some();
    let heads = grid.lines.iter().filter(|line| head(edition, line).is_some()).count();
    let rows = grid
        .lines
        .iter()
        .filter(|line| line.cells.len() > 1 && line.cells.iter().any(is_known))
        .count();
    heads.saturating_add(rows)
}

/// The grid of a text, parted by the sign by which most of the form is found in it.
fn of_text(edition: &Edition, keys: &FormKeys, text: &str) -> Result<Grid, GridError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(rest) = text.strip_prefix("sep=") {
        let separator = rest.chars().next().unwrap_or(',');
        let (_, rest) = rest.split_once('\n').unwrap_or_default();
        return delimited::grid(rest, separator);
    }
    let found = |grid: &Grid| found(edition, keys, grid);
    let grids = ['\t', ';', ','].map(|separator| delimited::grid(text, separator));
    let best = grids
        .iter()
        .enumerate()
        .max_by_key(|(at, grid)| (grid.as_ref().map_or(0, found), grid.is_ok(), std::cmp::Reverse(*at)));
    let best = best.map_or(0, |(at, _)| at);
    grids.into_iter().nth(best).unwrap_or_else(|| Ok(Grid::default()))
}
