//! Makes workbooks of Excel before 2007, record by record, whole or wrong.

pub(crate) use crate::fuzzed::ole_file::{END, ole};

pub(crate) fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let head = [kind.to_le_bytes(), (bytes.len() as u16).to_le_bytes()];
    [&head.concat(), bytes].concat()
}

pub(crate) fn joined(fields: &[u16]) -> Vec<u8> {
    fields.iter().flat_map(|field| field.to_le_bytes()).collect()
}

pub(crate) const BIFF8: u16 = 0x600;
pub(crate) const BIFF5: u16 = 0x500;

/// A workbook of one sheet: these records for the whole, and these for the sheet.
pub(crate) fn stream(version: u16, of_book: &[Vec<u8>], of_sheet: &[Vec<u8>]) -> Vec<u8> {
    let name: &[u8] = if version == BIFF8 { b"\0\0\x01\0A" } else { b"\0\0\x01A" };
    of_named(version, of_book, &[(name.to_vec(), of_sheet.to_vec())])
}

/// A workbook of Excel 97 of several sheets: the name of each, whether it is hidden, and its records.
pub(crate) fn stream_of(of_book: &[Vec<u8>], sheets: &[(&str, bool, Vec<Vec<u8>>)]) -> Vec<u8> {
    let named = |(name, is_hidden, records): &(&str, bool, Vec<Vec<u8>>)| {
        let letters: Vec<u16> = name.encode_utf16().collect();
        (
            [
                &[u8::from(*is_hidden), 0, letters.len() as u8, 1][..],
                &joined(&letters),
            ]
            .concat(),
            records.clone(),
        )
    };
    of_named(BIFF8, of_book, &sheets.iter().map(named).collect::<Vec<_>>())
}

fn of_named(version: u16, of_book: &[Vec<u8>], sheets: &[(Vec<u8>, Vec<Vec<u8>>)]) -> Vec<u8> {
    let before = record(0x809, &joined(&[version, 5, 0, 0]));
    let sheet_record = |start: usize, name: &[u8]| record(0x85, &[&(start as u32).to_le_bytes()[..], name].concat());
    let end = record(0x0a, b"");
    let sheet_head = record(0x809, &joined(&[version, 16, 0, 0]));
    let names: usize = sheets.iter().map(|(name, _)| sheet_record(0, name).len()).sum();
    let mut start = before.len() + of_book.concat().len() + names + end.len();
    let (mut of_names, mut of_sheets) = (Vec::new(), Vec::new());
    for (name, records) in sheets {
        of_names.push(sheet_record(start, name));
        of_sheets.push([sheet_head.clone(), records.concat(), end.clone()].concat());
        start += of_sheets.last().map_or(0, Vec::len);
    }
    [before, of_book.concat(), of_names.concat(), end, of_sheets.concat()].concat()
}

pub(crate) fn workbook(of_book: &[Vec<u8>], of_sheet: &[Vec<u8>]) -> Vec<u8> {
    ole("Workbook", &stream(BIFF8, of_book, of_sheet))
}

pub(crate) fn shared(row: u16, column: u16, text: u16) -> Vec<u8> {
    record(0xfd, &joined(&[row, column, 0, text, 0]))
}

pub(crate) fn number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    record(
        0x203,
        &[joined(&[row, column, style]), number.to_le_bytes().to_vec()].concat(),
    )
}

pub(crate) fn formula(row: u16, column: u16, value: [u8; 8]) -> Vec<u8> {
    record(0x06, &[&joined(&[row, column, 0])[..], &value, &[0; 6]].concat())
}
