//! Files of Word, Excel, and LibreOffice (.docx, .xlsx, .ods): zip files of XML. Each table or sheet is read cell by cell into a
//! [`Grid`]; a sheet that says to be a million rows long costs nothing, one that is is refused.

use super::docx::document;
use super::grid::{Builder, Grid, GridError, MAX_COLUMNS};
use super::ods;
use super::xlsx::workbook;
use super::zip::{Zip, ZipFault};

/// Most sheets that are looked at.
pub(super) const MAX_SHEETS: usize = 24;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeFault {
    /// The zip file.
    Zip(ZipFault),
    /// A sheet.
    Grid(GridError),
    /// A zip file of something else.
    Unknown,
}

impl From<ZipFault> for OfficeFault {
    fn from(fault: ZipFault) -> Self {
        Self::Zip(fault)
    }
}

impl From<GridError> for OfficeFault {
    fn from(fault: GridError) -> Self {
        Self::Grid(fault)
    }
}

/// The sheets of a workbook, or the tables of a document as one.
///
/// # Errors
/// Where none can be read; see [`OfficeFault`].
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, OfficeFault> {
    let zip = Zip::new(bytes)?;
    if zip.has("xl/workbook.xml") {
        return workbook(&zip);
    }
    if zip.has("word/document.xml") {
        return Ok(vec![document(&zip.text("word/document.xml")?)?]);
    }
    if zip.has("content.xml") {
        return ods::sheets(&zip.text("content.xml")?);
    }
    Err(OfficeFault::Unknown)
}

/// The sheets that could be read; why not, where none could.
pub(super) fn readable(grids: Vec<Result<Grid, GridError>>) -> Result<Vec<Grid>, OfficeFault> {
    let first = grids.iter().find_map(|grid| grid.as_ref().err().copied());
    let read: Vec<Grid> = grids.into_iter().filter_map(Result::ok).collect();
    match first {
        Some(error) if read.iter().all(|grid| grid.lines.is_empty()) => Err(error.into()),
        Some(_) | None => Ok(read),
    }
}

/// Puts a cell into its column, blanks before it.
pub(super) fn put(builder: &mut Builder, column: usize, text: &str) -> Result<(), GridError> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let next = |builder: &Builder| usize::try_from(builder.place().column).unwrap_or(usize::MAX);
    while next(builder) <= column && next(builder) <= MAX_COLUMNS {
        builder.cell("")?;
    }
    builder.cell(text)
}
