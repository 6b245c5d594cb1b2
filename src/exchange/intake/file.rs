//! A file of any make as a [`Grid`]: told apart by its first bytes, never by its name.

use super::columns::head;
use super::delimited;
use super::encoding::{EncodingFault, decode, of_font};
use super::form_keys::FormKeys;
use super::grid::{Grid, GridError};
use super::html;
use super::office::{self, OfficeFault};
use super::running;
use super::zip::ZipFault;
use crate::model::edition::Edition;

/// Why a file is not read. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Past a bound.
    Bound(GridError),
    /// Not a text, nor anything else that is known.
    Unknown,
    /// A text or a sheet in the VNI fonts.
    Vni,
    /// A file of Word or PowerPoint from before 2007, or another of their kind that is no workbook.
    OldOffice,
    /// A file of Office that is locked with a password.
    Locked,
    /// A zip file, or one of Office before 2007, that does not hold together.
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

impl From<EncodingFault> for FileFault {
    fn from(fault: EncodingFault) -> Self {
        match fault {
            EncodingFault::NotText => Self::Unknown,
            EncodingFault::Vni => Self::Vni,
        }
    }
}

/// A grid, and how many of its lines are of the form.
pub type Found = (usize, Grid);

/// The grids of a file: of a workbook's sheets the best, and whichever else has something of the form, in order. `composed`
/// composes letters and their marks.
///
/// # Errors
/// See [`FileFault`].
pub fn grids(
    edition: &Edition,
    keys: &FormKeys,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
) -> Result<Vec<Found>, FileFault> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => return Err(FileFault::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => return Err(FileFault::Rtf),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => return of_office(edition, keys, bytes, composed),
        _ => {}
    }
    let grid = of_text_file(edition, keys, bytes, composed)?;
    Ok(vec![(found(edition, keys, &grid), grid)])
}

fn of_text_file(
    edition: &Edition,
    keys: &FormKeys,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
) -> Result<Grid, FileFault> {
    let text = decode(keys, bytes)?;
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

/// The sheets of a workbook in which something of the form is found, or the tables of a document.
fn of_office(
    edition: &Edition,
    keys: &FormKeys,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
) -> Result<Vec<Found>, FileFault> {
    let grids = office::grids(bytes).map_err(|fault| match fault {
        OfficeFault::Zip(ZipFault::Damaged) | OfficeFault::Broken => FileFault::Damaged,
        OfficeFault::Old => FileFault::OldOffice,
        OfficeFault::Locked => FileFault::Locked,
        OfficeFault::Zip(ZipFault::TooLarge) => FileFault::TooLarge,
        OfficeFault::Grid(error) => FileFault::Bound(error),
        OfficeFault::Unknown => FileFault::Unknown,
    })?;
    let mut counted: Vec<(usize, Result<Grid, FileFault>)> = Vec::new();
    for grid in grids {
        let grid = in_our_letters(keys, grid);
        counted.push((grid.as_ref().map_or(1, |grid| found(edition, keys, grid)), grid));
    }
    let most = counted.iter().map(|(count, _)| *count).max().unwrap_or_default();
    let best = counted.iter().position(|(count, _)| *count == most);
    let mut kept = Vec::new();
    for (at, (count, grid)) in counted.into_iter().enumerate() {
        match grid {
            Err(fault) if Some(at) == best => return Err(fault),
            Ok(mut grid) if Some(at) == best || count > 0 => {
                for cell in grid.lines.iter_mut().flat_map(|line| &mut line.cells) {
                    *cell = composed(cell);
                }
                kept.push((count, grid));
            }
            Ok(_) | Err(_) => {}
        }
    }
    Ok(kept)
}

/// A sheet that was typed in an old font has other letters in the places of ours.
fn in_our_letters(keys: &FormKeys, mut grid: Grid) -> Result<Grid, FileFault> {
    let cells = || grid.lines.iter().flat_map(|line| &line.cells).map(String::as_str);
    // No cell has a tab in it.
    let text = cells().collect::<Vec<_>>().join("\t");
    let read = of_font(keys, text)?;
    let cells = grid.lines.iter_mut().flat_map(|line| &mut line.cells);
    for (cell, read) in cells.zip(read.split('\t')) {
        read.clone_into(cell);
    }
    Ok(grid)
}

/// How many lines of a grid are of the form.
fn found(edition: &Edition, keys: &FormKeys, grid: &Grid) -> usize {
    let is_known = |cell: &String| keys.is_label(cell) || edition.find(cell).is_some();
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
    let (best, count) = best.map_or((0, 0), |(at, grid)| (at, grid.as_ref().map_or(0, found)));
    // Columns may be gone altogether.
    if let Ok((running, rows)) = running::grid(edition, keys, text)
        && rows > count
    {
        return Ok(running);
    }
    grids.into_iter().nth(best).unwrap_or_else(|| Ok(Grid::default()))
}
