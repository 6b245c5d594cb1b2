//! Workbooks of Excel before 2007 (.xls), record by record: those of Excel 97 to 2003 (BIFF8), and of 5 and 95 (BIFF5).
//!
//! What a sheet holds is kept as a list of its cells and never laid out; a cell that names a shared text keeps its number only.

use super::biff::{Letters, Reader, Record, Records};
use super::bytes::u16_at;
use super::cell_format::Formats;
use super::grid::{Builder, Grid, GridError, MAX_COLUMNS, MAX_LINES, Mark};
use super::office::{MAX_SHEETS, MAX_TEXTS, OfficeFault, put, readable};
use super::ole::Broken;
use super::xls_number::{decimal, error, of_rk};
use std::collections::{BTreeMap, BTreeSet};

mod kind {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const EOF: u16 = 0x0a;
    pub(super) const DATE_MODE: u16 = 0x22;
    pub(super) const FILE_PASS: u16 = 0x2f;
    pub(super) const CODE_PAGE: u16 = 0x42;
    pub(super) const BOUND_SHEET: u16 = 0x85;
    pub(super) const MUL_RK: u16 = 0xbd;
    pub(super) const R_STRING: u16 = 0xd6;
    pub(super) const XF: u16 = 0xe0;
    pub(super) const SST: u16 = 0xfc;
    pub(super) const LABEL_SST: u16 = 0xfd;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const LABEL: u16 = 0x204;
    pub(super) const BOOL_ERR: u16 = 0x205;
    pub(super) const STRING: u16 = 0x207;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const RK: u16 = 0x27e;
    pub(super) const FORMAT: u16 = 0x41e;
    pub(super) const BOF: u16 = 0x809;
}

const EXCEL_97_TO_2003: u16 = 0x600;
const EXCEL_5_AND_95: u16 = 0x500;
/// Most cells of a sheet before it is laid out in lines.
const MAX_CELLS: usize = MAX_LINES * MAX_COLUMNS;

/// What is said of a whole workbook.
#[derive(Debug)]
struct Book {
    letters: Letters,
    formats: Formats,
    texts: Vec<String>,
    /// Where each begins, its name, and whether it is hidden.
    sheets: Vec<(u32, String, bool)>,
}

pub(super) fn workbook(stream: &[u8]) -> Result<Vec<Grid>, OfficeFault> {
    let book = book(stream)?;
    let mut grids = Vec::new();
    for (start, name, is_hidden) in &book.sheets {
        let sheet = sheet(&book, Records::new(stream, *start))?;
        let mut grid = grid(&book, name, sheet);
        if let (Ok(grid), true) = (&mut grid, is_hidden) {
            grid.hide();
        }
        grids.push(grid);
    }
    readable(grids)
}

fn book(stream: &[u8]) -> Result<Book, OfficeFault> {
    let mut records = Records::new(stream, 0);
    let head = records.next().filter(|record| record.kind == kind::BOF);
    let letters = match head.and_then(|head| Reader::new(head).u16()) {
        Some(EXCEL_97_TO_2003) => Letters::Wide,
        Some(EXCEL_5_AND_95) => Letters::Narrow { is_vietnamese: false },
        Some(_) => return Err(OfficeFault::Old),
        None => return Err(OfficeFault::Broken),
    };
    let mut book = Book {
        letters,
        formats: Formats::default(),
        texts: Vec::new(),
        sheets: Vec::new(),
    };
    for record in records.take_while(|record| record.kind != kind::EOF) {
        if record.kind == kind::FILE_PASS {
            return Err(OfficeFault::Locked);
        }
        book.take(record)?;
    }
    Ok(book)
}

impl Book {
    fn take(&mut self, record: Record<'_>) -> Result<(), OfficeFault> {
        if record.kind == kind::SST {
            return self.take_texts(record);
        }
        Ok(self.take_setting(record).ok_or(Broken)?)
    }

    /// The shared texts.
    fn take_texts(&mut self, record: Record<'_>) -> Result<(), OfficeFault> {
        let mut reader = Reader::new(record);
        let (_uses, texts) = (reader.u32().ok_or(Broken)?, reader.u32().ok_or(Broken)?);
        let texts = usize::try_from(texts).unwrap_or(usize::MAX);
        if texts > MAX_TEXTS {
            return Err(GridError::TooLarge.into());
        }
        // The count may lie: room is made text by text, as they are found.
        for _ in 0..texts {
            let text = self.text(&mut reader, false).ok_or(Broken)?;
            self.texts.push(text);
        }
        Ok(())
    }

    fn take_setting(&mut self, record: Record<'_>) -> Option<()> {
        let mut reader = Reader::new(record);
        match record.kind {
            kind::CODE_PAGE => {
                if let Letters::Narrow { is_vietnamese } = &mut self.letters {
                    *is_vietnamese = reader.u16()? == 1_258;
                }
            }
            kind::DATE_MODE => self.formats.is_from_1904 = reader.u16()? == 1,
            kind::FORMAT => {
                let number = reader.u16()?;
                let code = self.text(&mut reader, self.letters != Letters::Wide)?;
                self.formats.add(u32::from(number), &code);
            }
            kind::XF => {
                let _font = reader.u16()?;
                self.formats.add_style(u32::from(reader.u16()?));
            }
            kind::BOUND_SHEET => {
                let (start, visibility, is_of_cells) = (reader.u32()?, reader.u8()?, reader.u8()? == 0);
                let name = self.text(&mut reader, true)?;
                let is_new = self.sheets.iter().all(|(other, ..)| *other != start);
                if is_of_cells && is_new && self.sheets.len() < MAX_SHEETS {
                    // What the other bits say is not known.
                    self.sheets.push((start, name, visibility & 3 != 0));
                }
            }
            _ => {}
        }
        Some(())
    }

    /// A text behind its length.
    fn text(&self, reader: &mut Reader<'_>, is_short: bool) -> Option<String> {
        let length = if is_short {
            u16::from(reader.u8()?)
        } else {
            reader.u16()?
        };
        reader.text(self.letters, usize::from(length))
    }

    fn shown(&self, style: u16, stored: &str) -> Value {
        let style = usize::from(style);
        let text = self.formats.shown(style, stored);
        if self.formats.is_plain(style) {
            Value::Number(text)
        } else {
            Value::Own(text)
        }
    }
}

/// What a cell says.
#[derive(Debug)]
enum Value {
    Own(String),
    /// A number, shown as it is.
    Number(String),
    Shared(u32),
    /// A formula's, which was never calculated.
    None,
}

/// The cells of a sheet by row and column, both from 0.
type Cells = BTreeMap<(u16, u16), Value>;

#[derive(Debug, Default)]
struct Sheet {
    cells: Cells,
    hidden_rows: BTreeSet<u16>,
}

fn sheet(book: &Book, mut records: Records<'_>) -> Result<Sheet, OfficeFault> {
    let _head = records.next().filter(|record| record.kind == kind::BOF).ok_or(Broken)?;
    let Sheet {
        mut cells,
        mut hidden_rows,
    } = Sheet::default();
    // The formula whose text comes in a record of its own.
    let mut of_text = None;
    // A chart that lies on the sheet has records of its own, with numbers in them.
    let mut depth = 0_usize;
    for record in records {
        match record.kind {
            kind::BOF => depth = depth.saturating_add(1),
            kind::EOF if depth == 0 => return Ok(Sheet { cells, hidden_rows }),
            kind::EOF => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            // Some programs write shorter ones, which hide nothing.
            kind::ROW => hidden_rows.extend(hidden_row(record)),
            kind::STRING => {
                if let Some(place) = of_text.take() {
                    let text = book.text(&mut Reader::new(record), false).ok_or(Broken)?;
                    cells.insert(place, Value::Own(text));
                }
            }
            kind::FORMULA => {
                let (place, value) = formula(book, record).ok_or(Broken)?;
                of_text = value.is_none().then_some(place);
                cells.insert(place, value.unwrap_or(Value::None));
            }
            _ => take(book, record, &mut cells).ok_or(Broken)?,
        }
        if cells.len() > MAX_CELLS {
            return Err(GridError::TooManyLines.into());
        }
    }
    // The sheet has no end.
    Err(Broken.into())
}

/// The row of a record that says that it is hidden.
fn hidden_row(record: Record<'_>) -> Option<u16> {
    const FLAGS_AT: usize = 12;
    const IS_HIDDEN: u16 = 0x20;
    let flags = u16_at(record.bytes, FLAGS_AT)?;
    u16_at(record.bytes, 0).filter(|_| flags & IS_HIDDEN != 0)
}

/// Takes the cells of a record, where it has any.
fn take(book: &Book, record: Record<'_>, cells: &mut Cells) -> Option<()> {
    let mut reader = Reader::new(record);
    let mut place = || Some(((reader.u16()?, reader.u16()?), reader.u16()?));
    let (place, value) = match record.kind {
        kind::LABEL_SST => (place()?.0, Value::Shared(reader.u32()?)),
        kind::LABEL | kind::R_STRING => (place()?.0, Value::Own(book.text(&mut reader, false)?)),
        kind::NUMBER => {
            let (place, style) = place()?;
            (place, book.shown(style, &decimal(reader.u64()?)))
        }
        kind::RK => {
            let (place, style) = place()?;
            (place, book.shown(style, &of_rk(reader.u32()?)))
        }
        kind::BOOL_ERR => {
            let (place, _style) = place()?;
            let (value, is_error) = (reader.u8()?, reader.u8()? != 0);
            (
                place,
                Value::Own(if is_error { error(value) } else { value.to_string() }),
            )
        }
        kind::MUL_RK => {
            let (row, first) = (reader.u16()?, reader.u16()?);
            // Behind the cells stands the last column.
            let count = record.bytes.len().checked_sub(6)?.checked_div(6)?;
            for at in 0..u16::try_from(count).ok()? {
                let (style, number) = (reader.u16()?, reader.u32()?);
                cells.insert((row, first.checked_add(at)?), book.shown(style, &of_rk(number)));
            }
            return Some(());
        }
        _ => return Some(()),
    };
    cells.insert(place, value);
    Some(())
}

/// A formula's place and the value that was last calculated; none where that is a text, which comes later.
fn formula(book: &Book, record: Record<'_>) -> Option<((u16, u16), Option<Value>)> {
    let mut reader = Reader::new(record);
    let (place, style) = ((reader.u16()?, reader.u16()?), reader.u16()?);
    let bits = reader.u64()?;
    // Where the number would be none, its bytes say what it is instead.
    let [what, _, value, .., 0xff, 0xff] = bits.to_le_bytes() else {
        return Some((place, Some(book.shown(style, &decimal(bits)))));
    };
    let value = match what {
        1 => Some(value.to_string()),
        2 => Some(error(value)),
        // An empty text, or what programs that do not calculate write in place of a number.
        3 if gives_number(record.bytes) => return Some((place, Some(Value::None))),
        3 => Some(String::new()),
        _ => None,
    };
    Some((place, value.map(Value::Own)))
}

/// Whether a formula cannot give a text: what it does last, behind its brackets, is to reckon, to add up, or to round.
fn gives_number(record: &[u8]) -> bool {
    const TOKENS_AT: usize = 22;
    const BRACKETS: u8 = 0x15;
    let mut tokens = record.get(TOKENS_AT..).unwrap_or_default();
    while let Some((&BRACKETS, rest)) = tokens.split_last() {
        tokens = rest;
    }
    matches!(
        tokens,
        [.., 0x03..=0x07 | 0x13 | 0x14]
            | [.., 0x19, 0x10, _, _]
            | [.., 0x22 | 0x42 | 0x62, _, 4, 0]
            | [.., 0x21 | 0x41 | 0x61, 27, 0]
    )
}

fn grid(book: &Book, name: &str, sheet: Sheet) -> Result<Grid, GridError> {
    let mut builder = Builder::new();
    let mut row = 0;
    for ((of_row, column), value) in sheet.cells {
        if of_row != row {
            builder.end_line()?;
            row = of_row;
        }
        builder.go_to_line(u32::from(row).saturating_add(1));
        builder.set_hidden(sheet.hidden_rows.contains(&row));
        let (text, mark) = match &value {
            Value::Own(text) => (text.as_str(), None),
            Value::Number(text) => (text.as_str(), Some(Mark::Number)),
            Value::Shared(at) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                (book.texts.get(at).map_or("", String::as_str), None)
            }
            Value::None => ("", Some(Mark::Uncalculated)),
        };
        put(&mut builder, usize::from(column), text, mark)?;
    }
    builder.end_line()?;
    let mut grid = builder.finish();
    grid.sheet = Some(name.to_owned());
    Ok(grid)
}
