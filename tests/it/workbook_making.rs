//! Makes one workbook in each make that is read: .xlsx, .ods, and .xls.

use std::fmt::Write;

use crate::fuzzed::zip_file::zip_of;
use crate::xls_making::{formula, joined, number, ole, record, stream_of};

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(crate) enum Cell {
    Blank,
    Text(&'static str),
    Number(f64),
    /// Of a formula that some program never calculated.
    Uncalculated,
    /// Of a formula that gives an empty text.
    Empty,
}

/// Whether it is hidden, and its cells.
pub(crate) type Row = (bool, Vec<Cell>);
/// A sheet of this name is hidden.
pub(crate) const HIDDEN: &str = "Ẩn";

/// Its name and its rows.
pub(crate) type Sheet = (&'static str, Vec<Row>);

/// A row of the form: number, label, unit, and figure.
pub(crate) fn row(stt: &'static str, label: &'static str, unit: &'static str, figure: Cell) -> Row {
    (
        false,
        vec![Cell::Text(stt), Cell::Text(label), Cell::Text(unit), figure],
    )
}

/// A sheet whose first row is the head.
pub(crate) fn sheet(name: &'static str, rows: &[Row]) -> Sheet {
    let head = row("STT", "Chỉ tiêu thống kê", "Đơn vị tính", Cell::Text("Số liệu"));
    (name, std::iter::once(head).chain(rows.iter().cloned()).collect())
}

/// The workbook in every make.
pub(crate) fn workbooks(sheets: &[Sheet]) -> [(&'static str, Vec<u8>); 3] {
    [("xlsx", xlsx(sheets)), ("ods", ods(sheets)), ("xls", xls(sheets))]
}

fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let (mut book, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let state = if *name == HIDDEN { "hidden" } else { "visible" };
        write!(book, r#"<sheet name="{name}" state="{state}" r:id="r{at}"/>"#).unwrap();
        write!(relations, r#"<Relationship Id="r{at}" Target="{at}.xml"/>"#).unwrap();
        let mut xml = String::new();
        for (line, (is_hidden, cells)) in rows.iter().enumerate() {
            let hidden = if *is_hidden { r#" hidden="1""# } else { "" };
            write!(xml, r#"<row r="{}"{hidden}>"#, line + 1).unwrap();
            for cell in cells {
                xml += &match cell {
                    Cell::Blank => "<c/>".to_owned(),
                    Cell::Text(text) => format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#),
                    Cell::Number(number) => format!("<c><v>{number}</v></c>"),
                    Cell::Uncalculated => "<c><f>5+5</f><v></v></c>".to_owned(),
                    Cell::Empty => r#"<c t="str"><f>""</f><v></v></c>"#.to_owned(),
                };
            }
            xml += "</row>";
        }
        parts.push((format!("xl/{at}.xml"), xml));
    }
    parts.push(("xl/workbook.xml".to_owned(), book));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, xml)| (name.as_str(), xml.as_bytes()))
        .collect();
    zip_of(&parts)
}

fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let style = |name, display| {
        format!(r#"<style:style style:name="{name}"><style:table-properties table:display="{display}"/></style:style>"#)
    };
    let mut xml = style("ta1", true) + &style("ta2", false);
    for (name, rows) in sheets {
        let style = if *name == HIDDEN { "ta2" } else { "ta1" };
        write!(xml, r#"<table:table table:name="{name}" table:style-name="{style}">"#).unwrap();
        for (is_hidden, cells) in rows {
            let hidden = if *is_hidden {
                r#" table:visibility="filter""#
            } else {
                ""
            };
            write!(xml, "<table:table-row{hidden}>").unwrap();
            for cell in cells {
                let (says, text) = match cell {
                    Cell::Blank => (String::new(), ""),
                    Cell::Text(text) => (r#"office:value-type="string""#.to_owned(), *text),
                    Cell::Number(number) => (format!(r#"office:value-type="float" office:value="{number}""#), "…"),
                    Cell::Uncalculated => (r#"table:formula="of:=5+5""#.to_owned(), ""),
                    Cell::Empty => (
                        r#"table:formula="of:=&quot;&quot;" office:value-type="string""#.to_owned(),
                        "",
                    ),
                };
                write!(
                    xml,
                    "<table:table-cell {says}><text:p>{text}</text:p></table:table-cell>"
                )
                .unwrap();
            }
            xml += "</table:table-row>";
        }
        xml += "</table:table>";
    }
    zip_of(&[("content.xml", xml.as_bytes())])
}

fn xls(sheets: &[Sheet]) -> Vec<u8> {
    let sheets: Vec<_> = sheets
        .iter()
        .map(|(name, rows)| {
            let records = (0..).zip(rows).flat_map(|(line, (is_hidden, cells))| {
                let flags = if *is_hidden { 0x120 } else { 0x100 };
                let row = record(0x208, &joined(&[line, 0, 4, 255, 0, 0, flags, 15]));
                let cells = (0..)
                    .zip(cells)
                    .filter_map(move |(column, cell)| of_xls(line, column, *cell));
                std::iter::once(row).chain(cells)
            });
            (*name, *name == HIDDEN, records.collect::<Vec<_>>())
        })
        .collect();
    ole("Workbook", &stream_of(&[], &sheets))
}

fn of_xls(line: u16, column: u16, cell: Cell) -> Option<Vec<u8>> {
    Some(match cell {
        Cell::Blank => return None,
        Cell::Text(text) => {
            let letters: Vec<u16> = text.encode_utf16().collect();
            let head = joined(&[line, column, 0, letters.len() as u16]);
            record(0x204, &[&head[..], &[1], &joined(&letters)].concat())
        }
        Cell::Number(value) => number(line, column, 0, value),
        Cell::Uncalculated => {
            // As a Python library writes `=(5+5)`: an empty text in place of the number.
            let tokens = b"\x08\0\x1e\x05\0\x1e\x05\0\x03\x15";
            let head = joined(&[line, column, 0]);
            record(0x06, &[&head[..], b"\x03\0\0\0\0\0\xff\xff", &[0; 6], tokens].concat())
        }
        Cell::Empty => formula(line, column, *b"\x03\0\0\0\0\0\xff\xff"),
    })
}
