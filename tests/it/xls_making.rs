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
    let name: &[u8] = if version == BIFF8 { b"\x01\0A" } else { b"\x01A" };
    let before = record(0x809, &joined(&[version, 5, 0, 0]));
    let sheet_record = |start: usize| record(0x85, &[&(start as u32).to_le_bytes(), &b"\0\0"[..], name].concat());
    let end = record(0x0a, b"");
    let start = before.len() + of_book.concat().len() + sheet_record(0).len() + end.len();
    let sheet_head = record(0x809, &joined(&[version, 16, 0, 0]));
    [
        before,
        of_book.concat(),
        sheet_record(start),
        end.clone(),
        sheet_head,
        of_sheet.concat(),
        end,
    ]
    .concat()
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
