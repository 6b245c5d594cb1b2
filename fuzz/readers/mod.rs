//! What is done with bytes from outside, one function a reader, with what must hold of the outcome whatever the bytes are. The
//! fuzzer drives them with code coverage; `tests/it/readers.rs` runs a short round of each in every test run.

pub mod ole_file;
pub mod seeds;
pub mod zip_file;

use phuluc::editions;
use phuluc::exchange::draft::{draft_from_text, text_from_draft};
use phuluc::exchange::drafts_file::{file_from_texts, texts_from_file};
use phuluc::exchange::intake::figure::How;
use phuluc::exchange::intake::grid::{Grid, MAX_CELL_BYTES, MAX_COLUMNS, MAX_LINES, MAX_TEXT_BYTES};
use phuluc::exchange::intake::office::MAX_SHEETS;
use phuluc::exchange::intake::plan::{Offer, Plan, Value, Why};
use phuluc::exchange::intake::{html as html_table, office, plan_from_clipboard, plan_from_file};
use phuluc::exchange::report_file::report_from_bytes;
use phuluc::exchange::report_json::json_from_report;
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::report::Report;
use std::sync::LazyLock;

use ole_file::ole;
use zip_file::zip_of;

/// A reader and its name.
pub type Reader = (&'static str, fn(&[u8]));

/// Every reader.
pub const READERS: [Reader; 11] = [
    ("text", text),
    ("clipboard", clipboard),
    ("html", html),
    ("office", office_file),
    ("xls", xls),
    ("xlsx", xlsx),
    ("ods", ods),
    ("docx", docx),
    ("report_json", report_json),
    ("report_csv", report_csv),
    ("drafts", drafts),
];

static EDITION: LazyLock<Edition> =
    LazyLock::new(|| editions::read(editions::BUILT_IN[0]).expect("the built-in edition reads"));

/// Within the bounds that the reader states.
pub fn is_bounded(grid: &Grid) {
    assert!(grid.lines.len() <= MAX_LINES);
    let cells = grid.lines.iter().flat_map(|line| &line.cells);
    assert!(cells.map(String::len).sum::<usize>() <= MAX_TEXT_BYTES);
    assert!(grid.marks.len() <= MAX_LINES * MAX_COLUMNS && grid.hidden_lines.len() <= MAX_LINES);
    for line in &grid.lines {
        assert!(line.cells.len() <= MAX_COLUMNS);
        // Tags of line breaks become one letter, never more.
        assert!(line.cells.iter().all(|cell| cell.len() <= MAX_CELL_BYTES));
    }
}

/// What is decided by itself is a figure of the source, and taking it in changes no other row.
fn is_sound(plan: &Plan) {
    let blank = Report::blank(&EDITION);
    let report = plan.applied(&EDITION, &blank);
    assert_eq!(report.entries.len(), EDITION.rows.len());
    assert_eq!(report.notes.len(), EDITION.rows.len());
    for proposal in &plan.proposals {
        assert!(proposal.chosen.is_none_or(|chosen| chosen < proposal.offers.len()));
        // What a person must say is not decided here; a text with two readings goes in as it is, and the form asks.
        let chosen = proposal.chosen.and_then(|chosen| proposal.offers.get(chosen));
        let is_asked = matches!(
            proposal.why,
            Why::SeveralRows | Why::Repeated | Why::OtherUnit | Why::TwoOffices | Why::Read(How::Share | How::Broken)
        );
        let is_chosen = |offer: &Offer| matches!(&offer.value, Value::Entry(entry) if entry.chosen.is_some());
        let is_left = match chosen {
            Some(_) if is_asked => false,
            Some(offer) => proposal.why != Why::Read(How::TwoReadings) || !is_chosen(offer),
            None => true,
        };
        assert!(is_left, "{proposal:?}");
    }
}

fn file(bytes: &[u8]) {
    let read = plan_from_file(
        &EDITION,
        &Report::blank(&EDITION),
        bytes,
        &str::to_owned,
        &str::to_owned,
    );
    if let Ok(plan) = read {
        is_sound(&plan);
    }
}

/// A text file in any encoding, with any separator.
pub fn text(bytes: &[u8]) {
    file(bytes);
}

/// A text on the clipboard, with HTML beside it where a zero byte parts them; pasted anywhere, then into the first cell.
pub fn clipboard(bytes: &[u8]) {
    let whole = String::from_utf8_lossy(bytes);
    let (text, html) = whole.split_once('\0').unwrap_or((&whole, ""));
    let blank = Report::blank(&EDITION);
    let first = EDITION
        .indexed()
        .find(|(_, row)| row.kind != RowKind::Heading)
        .map(|(idx, _)| idx);
    for from in [None, first] {
        if let Ok(plan) = plan_from_clipboard(&EDITION, &blank, html, text, from, &str::to_owned) {
            is_sound(&plan);
        }
    }
}

/// HTML, as a table alone.
pub fn html(bytes: &[u8]) {
    if let Ok(Some(grid)) = html_table::grid(&String::from_utf8_lossy(bytes)) {
        is_bounded(&grid);
    }
}

/// An office file as it lies on a disk.
pub fn office_file(bytes: &[u8]) {
    if let Ok(grids) = office::grids(bytes) {
        assert!(grids.len() <= MAX_SHEETS);
        grids.iter().for_each(is_bounded);
    }
}

/// The parts of an office file, parted by a byte that no UTF-8 has: the fuzzer need not find out how zip files are packed.
fn packed(names: &[&str], bytes: &[u8]) {
    let parts = names.iter().copied().zip(bytes.split(|byte| *byte == 0xff));
    let file = zip_of(&parts.collect::<Vec<_>>());
    office_file(&file);
}

/// The records of a workbook of Excel before 2007, in a file that holds together.
pub fn xls(bytes: &[u8]) {
    office_file(&ole("Workbook", bytes));
}

/// The parts of a workbook of Excel.
pub fn xlsx(bytes: &[u8]) {
    packed(&XLSX_PARTS, bytes);
}

/// What [`xlsx`] takes, in order.
pub const XLSX_PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
];

/// The content of a workbook of LibreOffice.
pub fn ods(bytes: &[u8]) {
    packed(&["content.xml"], bytes);
}

/// The content of a document of Word.
pub fn docx(bytes: &[u8]) {
    packed(&["word/document.xml"], bytes);
}

/// A report of ours in any of its formats; what is read is written and read as the same.
fn report(bytes: &[u8]) {
    let Ok((report, _)) = report_from_bytes(&EDITION, bytes) else {
        return;
    };
    assert_eq!(report.entries.len(), EDITION.rows.len());
    let json = json_from_report(&EDITION, &report, &|_, _, _| String::new());
    let (again, _) = report_from_bytes(&EDITION, json.as_bytes()).expect("what we write is read");
    assert_eq!(again, report);
}

/// JSON of ours, damaged or forged.
pub fn report_json(bytes: &[u8]) {
    report(bytes);
}

/// CSV of ours, damaged or forged.
pub fn report_csv(bytes: &[u8]) {
    report(bytes);
}

/// A backup of all drafts, and a draft's record out of a store.
pub fn drafts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(texts) = texts_from_file(&text) {
        assert_eq!(texts_from_file(&file_from_texts(texts.clone())), Some(texts));
    }
    if let Ok(draft) = draft_from_text(&EDITION, &text) {
        assert_eq!(draft_from_text(&EDITION, &text_from_draft(&EDITION, &draft)), Ok(draft));
    }
}
