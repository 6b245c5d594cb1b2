//! Files of Word, Excel, and LibreOffice: zip files of XML (.docx, .xlsx, .ods), and workbooks of Excel before 2007 (.xls). Each
//! table or sheet is read cell by cell into a [`Grid`]; a sheet that says to be a million rows long costs nothing, one that is is
//! refused.

use super::docx::document;
use super::grid::{Builder, Grid, GridError, MAX_COLUMNS, Mark};
use super::ods;
use super::ole::{self, Broken, Ole};
use super::xls;
use super::xlsx::workbook;
use super::zip::{Zip, ZipFault};

/// Most sheets that are looked at.
pub const MAX_SHEETS: usize = 24;
/// Most shared texts of a workbook.
pub(super) const MAX_TEXTS: usize = 100_000;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeFault {
    /// The zip file.
    Zip(ZipFault),
    /// A sheet.
    Grid(GridError),
    /// A zip file of something else.
    Unknown,
    /// A file of Office before 2007 that does not hold together.
    Broken,
    /// One of these that is no workbook, or one of a workbook from before 1993.
    Old,
    /// Locked with a password.
    Locked,
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

impl From<Broken> for OfficeFault {
    fn from(_: Broken) -> Self {
        Self::Broken
    }
}

/// The sheets of a workbook, or the tables of a document as one.
///
/// # Errors
/// Where none can be read; see [`OfficeFault`].
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, OfficeFault> {
    if bytes.starts_with(ole::MAGIC) {
        return of_ole(&Ole::new(bytes)?);
    }
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

fn of_ole(ole: &Ole<'_>) -> Result<Vec<Grid>, OfficeFault> {
    // A file for Excel 95 and 97 alike has both; the newer knows more letters.
    if let Some(name) = ["Workbook", "Book"].into_iter().find(|name| ole.has(name)) {
        return xls::workbook(&ole.stream(name)?);
    }
    // What Office since 2007 locks is put into a file of this kind.
    Err(if ole.has("EncryptedPackage") {
        OfficeFault::Locked
    } else {
        OfficeFault::Old
    })
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

/// Puts a cell into its column, blanks before it, with what is said of it.
pub(super) fn put(builder: &mut Builder, column: usize, text: &str, mark: Option<Mark>) -> Result<(), GridError> {
    if let Some(mark) = mark {
        builder.mark(column, mark);
    }
    if text.trim().is_empty() {
        return Ok(());
    }
    let next = |builder: &Builder| usize::try_from(builder.place().column).unwrap_or(usize::MAX);
    while next(builder) <= column && next(builder) <= MAX_COLUMNS {
        builder.cell("")?;
    }
    builder.cell(text)
}
