//! Files that LibreOffice 7.4 wrote from the sample's table (.docx, .xlsx, .xls, .ods, .csv, its HTML) all give the same report; and
//! workbooks and zip files that are broken or made to harm are refused within bounds.
//!
//! The files were made by `soffice --headless --convert-to …` from `phu-luc-2.txt` (numbers read the Vietnamese way) and from a
//! flat workbook with a percentage, a date, a formula, a hidden row, and merged cells (`tricky`).

use phuluc::exchange::intake::figure::How;
use phuluc::exchange::intake::file::FileFault;
use phuluc::exchange::intake::grid::GridError;
use phuluc::exchange::intake::html;
use phuluc::exchange::intake::office::{OfficeFault, grids};
use phuluc::exchange::intake::plan::{Grade, Plan, Why};
use phuluc::exchange::intake::zip::{MAX_PARTS, Zip, ZipFault};
use phuluc::exchange::intake::{plan_from_clipboard, plan_from_file};
use phuluc::model::answer::Answer;
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use proptest::prelude::*;

use crate::fuzzed::zip_file::{packed_zip, zip_of};
use crate::sample;

const DOCX: &[u8] = include_bytes!("files/office/sample.docx");
const XLSX: &[u8] = include_bytes!("files/office/sample.xlsx");
const ODS: &[u8] = include_bytes!("files/office/sample.ods");
const CSV: &[u8] = include_bytes!("files/office/sample_semicolon.csv");
const HTML: &str = include_str!("files/office/sample_writer.html");

fn read(edition: &Edition, bytes: &[u8]) -> Result<Plan, FileFault> {
    plan_from_file(edition, &Report::blank(edition), bytes, &str::to_owned, &str::to_owned)
}

/// The same figures, whatever their spelling, and the same notes, heading, and period; nothing asked, nothing rejected.
fn is_sample(name: &str, edition: &Edition, plan: &Plan) {
    let (report, expect) = (plan.applied(edition, &Report::blank(edition)), sample::report(edition));
    for (idx, row) in edition.indexed() {
        match (report.entry(idx).answer(row), expect.entry(idx).answer(row)) {
            (Answer::Figure(found), Answer::Figure(wanted)) => {
                assert_eq!(
                    found.compare(wanted),
                    Some(std::cmp::Ordering::Equal),
                    "{name}: {}",
                    row.id
                );
            }
            (found, wanted) => assert_eq!(found, wanted, "{name}: {}", row.id),
        }
        assert_eq!(report.note(idx), expect.note(idx), "{name}: {}", row.id);
    }
    assert_eq!(
        (&report.office, &report.period),
        (&expect.office, &expect.period),
        "{name}"
    );
    assert_eq!(report.document, expect.document, "{name}");
    let open: Vec<_> = plan
        .proposals
        .iter()
        .filter(|proposal| proposal.why.grade() < Grade::Repaired)
        .collect();
    assert!(open.is_empty(), "{name}: {open:#?}");
}

#[test]
fn files_of_a_real_program_all_give_the_sample() {
    let edition = sample::edition();
    for (name, bytes) in [
        ("docx", DOCX),
        ("xlsx", XLSX),
        ("xls", include_bytes!("files/office/sample.xls")),
        ("ods", ODS),
        ("csv", CSV),
        ("html", HTML.as_bytes()),
    ] {
        let plan = read(&edition, bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        is_sample(name, &edition, &plan);
    }
    let blank = Report::blank(&edition);
    let pasted =
        plan_from_clipboard(&edition, &blank, HTML, "nothing", None, &str::to_owned).expect("within the bounds");
    is_sample("the clipboard", &edition, &pasted);
}

#[test]
fn a_workbook_with_percentages_dates_formulas_and_hidden_rows() {
    let edition = sample::edition();
    for (name, bytes) in [
        ("xlsx", &include_bytes!("files/office/tricky.xlsx")[..]),
        ("xls", include_bytes!("files/office/tricky.xls")),
        ("ods", &include_bytes!("files/office/tricky.ods")[..]),
    ] {
        let plan = read(&edition, bytes).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let report = plan.applied(&edition, &Report::blank(&edition));
        let typed = |id: &str| report.entry(sample::row(&edition, id)).typed;
        assert_eq!(
            ["1.1", "1.2", "1.2a", "1.2b", "3.4.4"].map(typed),
            ["14", "99,3", "37", "36", ""],
            "{name}: {plan:#?}"
        );
        assert_eq!(report.note(sample::row(&edition, "1.2b")), "tính từ sổ", "{name}");
        assert_eq!(
            report.period.map(|period| period.code()).as_deref(),
            Some("2023-Q2"),
            "{name}"
        );
        assert_eq!(plan.sheets, ["Số liệu"], "{name}");
        let hidden = plan.proposals.iter().filter(|proposal| proposal.is_hidden);
        assert_eq!(
            hidden.map(|proposal| proposal.text.as_str()).collect::<Vec<_>>(),
            ["37"],
            "{name}"
        );
        // 0,993 without a sign may be a share or a small percentage.
        let asked = plan
            .proposals
            .iter()
            .find(|proposal| proposal.why == Why::Read(How::Share))
            .expect(name);
        assert_eq!((asked.offers.len(), asked.chosen), (2, None), "{name}");
    }
}

/// What Word puts on the clipboard: XML for itself in conditional comments, styles, its own elements, words broken over lines of the
/// source, merged cells. Written after its format; Word itself cannot be had where this is built.
#[test]
fn the_html_of_word_is_a_table() {
    let edition = sample::edition();
    let cell = |width: u32, text: &str| {
        format!(
            "<td width={width} valign=top style='width:{width}.0pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;\n  padding:0in 5.4pt 0in 5.4pt'>\n  <p class=MsoNormal style='margin-bottom:6.0pt'><span lang=VI style='font-size:13.0pt;\n  font-family:\"Times New Roman\",serif'>{text}<o:p></o:p></span></p>\n  </td>"
        )
    };
    let row = |cells: [&str; 5]| {
        let cells: String = cells.iter().map(|text| cell(90, text)).collect();
        format!("<tr style='mso-yfti-irow:1'>\n  {cells}\n </tr>")
    };
    let html = format!(
        "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000009999\r\n<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w=\"urn:schemas-microsoft-com:office:word\">\n<head>\n<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n<!--[if gte mso 9]><xml>\n <w:WordDocument><w:View>Normal</w:View><w:Row>1.1 9</w:Row></w:WordDocument>\n</xml><![endif]-->\n<style>\n<!--\n p.MsoNormal {{margin:0in;}}\n table {{mso-style-name:\"9\";}}\n-->\n</style>\n</head>\n<body lang=EN-US style='tab-interval:.5in'>\n<!--StartFragment-->\n<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>\n{}{}{}{}<![if !supportMisalignedColumns]>\n <tr height=0>\n  <td width=42 style='border:none'></td>\n </tr>\n <![endif]>\n</table>\n<!--EndFragment-->\n</body></html>",
        "<tr><td rowspan=2><p>STT</p></td><td rowspan=2><p>Chỉ tiêu thống kê</p></td><td colspan=2><p>Kết quả thống\nkê</p></td><td rowspan=2><p>Cơ quan, đơn vị, địa phương thực hiện</p></td></tr><tr><td>Đơn vị tính</td><td>Số liệu</td></tr>",
        row([
            "1.1",
            "Số văn bản chỉ đạo CCHC đã ban\n  hành <i>(kết luận, chỉ thị, công văn chỉ đạo, quán triệt)</i>",
            "Văn bản",
            "14",
            "&nbsp;"
        ]),
        row([
            "1.2.",
            "Tỷ lệ hoàn thành kế hoạch CCHC năm <span style='mso-spacerun:yes'>&nbsp;</span>(lũy kể đến thời điểm báo cáo)",
            "%",
            "<o:p>&nbsp;</o:p>",
            ""
        ]),
        row([
            "",
            "- Số nhiệm vụ đề ra trong kế hoạch",
            "Nhiệm vụ",
            "<b><span\n  style='color:red'>37</span></b>",
            "Theo KH 12/KH-STNMT"
        ]),
    );
    let plan = plan_from_clipboard(&edition, &Report::blank(&edition), &html, "x", None, &str::to_owned).expect("read");
    let report = plan.applied(&edition, &Report::blank(&edition));
    let held = |id: &str| report.entry(sample::row(&edition, id)).typed;
    assert_eq!(["1.1", "1.2", "1.2a"].map(held), ["14", "", "37"], "{plan:#?}");
    assert_eq!(report.note(sample::row(&edition, "1.2a")), "Theo KH 12/KH-STNMT");
    assert_eq!(plan.proposals.len(), 3, "{plan:#?}");
}

fn workbook(sheet: &str) -> Vec<u8> {
    let book = r#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zip_of(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn days_of_old_macintoshes() {
    for (says, expect) in [("date1904=\"1\"", "1/2/2023"), ("date1904=\"false\"", "31/1/2019")] {
        let book = format!(r#"<workbook><workbookPr {says}/><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#);
        let file = zip_of(&[
            ("xl/workbook.xml", book.as_bytes()),
            (
                "xl/_rels/workbook.xml.rels",
                br#"<Relationship Id="r1" Target="s.xml"/>"#,
            ),
            ("xl/styles.xml", br#"<cellXfs><xf numFmtId="14"/></cellXfs>"#),
            ("xl/s.xml", br#"<row r="1"><c r="A1" s="0"><v>43496</v></c></row>"#),
        ]);
        assert_eq!(grids(&file).expect("a workbook")[0].lines[0].cells, [expect], "{says}");
    }
}

#[test]
fn bounds_hold_before_memory_is_taken() {
    // Two cells at the ends of the sheet: 512 GiB where a sheet is laid out whole.
    let sparse =
        workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert_eq!(
        grids(&sparse),
        Err(OfficeFault::Grid(GridError::TooManyColumns(1_048_576)))
    );
    let far = workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>2</v></c></row>"#);
    assert_eq!(grids(&far).expect("two lines")[0].lines.len(), 2);
    let many = workbook(&r#"<row><c><v>1</v></c></row>"#.repeat(1_000_000 / 30));
    assert_eq!(grids(&many), Err(OfficeFault::Grid(GridError::TooManyLines)));
    let fat = workbook(&format!(r#"<row><c t="str"><v>{}</v></c></row>"#, "a".repeat(100_000)));
    assert!(matches!(grids(&fat), Err(OfficeFault::Grid(GridError::TooLong(_)))));
    let repeated = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(matches!(
        grids(&zip_of(&[("content.xml", repeated.as_bytes())])),
        Err(OfficeFault::Grid(_))
    ));
    let deep = "<a>".repeat(300_000);
    assert_eq!(
        grids(&zip_of(&[("content.xml", deep.as_bytes())])),
        Err(OfficeFault::Unknown)
    );
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><table:table><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(
        grids(&zip_of(&[("content.xml", laughs.as_bytes())])).expect("a text")[0].lines[0].cells,
        ["&b;"]
    );
}

#[test]
fn zip_bombs_are_refused() {
    // 17 MB of blanks in some 17 KB.
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 17 * 1_048_576], 1);
    assert!(bomb.len() < 100_000);
    let bomb = packed_zip(vec![("content.xml", bomb, 8)]);
    assert_eq!(grids(&bomb), Err(OfficeFault::Zip(ZipFault::TooLarge)));
    let names: Vec<String> = (0..=MAX_PARTS).map(|at| format!("p{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(Zip::new(&zip_of(&parts)).err(), Some(ZipFault::TooLarge));
    // A directory that points at itself, behind the end, or lies of its sizes.
    let whole = workbook("");
    for at in 0..whole.len() {
        for byte in [0, 0xff] {
            let mut broken = whole.clone();
            broken[at] = byte;
            assert!(
                grids(&broken).is_ok_and(|grids| grids.iter().all(|grid| grid.lines.is_empty()))
                    || grids(&broken).is_err()
            );
        }
    }
    assert_eq!(grids(&XLSX[..XLSX.len() / 2]), Err(OfficeFault::Zip(ZipFault::Damaged)));
}

#[test]
fn hostile_html_is_bounded() {
    for html in [
        "<table>".repeat(200_000),
        format!(
            "<table><tr><td rowspan=99999999 colspan=99999999>a</td></tr>{}</table>",
            "<tr><td>b</td></tr>".repeat(100)
        ),
        "<td ".repeat(300_000),
        "&#x".repeat(300_000),
        "<!--".repeat(300_000),
        "<table><tr>".to_owned() + &"<td>1".repeat(500_000),
        "<script>".repeat(100_000),
        "<table><tr><td>".to_owned() + &"a b ".repeat(100_000),
    ] {
        if let Ok(Some(grid)) = html::grid(&html) {
            assert!(grid.lines.len() <= 2_000);
        }
    }
}

proptest! {
    #![proptest_config(crate::intake::runs())]

    /// Real files with bytes changed.
    #[test]
    fn damaged_files_are_survived(which in 0..3_usize, at in 0.0..1.0_f64, bytes in proptest::collection::vec(any::<u8>(), 1..24)) {
        let edition = sample::edition();
        let mut file = [DOCX, XLSX, ODS][which].to_vec();
        let at = (at * file.len() as f64) as usize;
        for (place, byte) in bytes.iter().enumerate() {
            if let Some(old) = file.get_mut(at + place) {
                *old = *byte;
            }
        }
        if let Ok(plan) = read(&edition, &file) {
            prop_assert_eq!(plan.applied(&edition, &Report::blank(&edition)).notes.len(), edition.rows.len());
        }
    }

    /// Any bytes in a part that is read as XML.
    #[test]
    fn any_xml_is_survived(text in "[<>/=\"'&;a-c:\\PC]{0,200}", which in 0..2_usize) {
        let bytes = if which == 0 { workbook(&text) } else { zip_of(&[("content.xml", text.as_bytes())]) };
        if let Ok(grids) = grids(&bytes) {
            grids.iter().for_each(crate::fuzzed::is_bounded);
        }
    }

    #[test]
    fn any_html_is_survived(text in "(<table>)?(<t[rdh]( colspan=9| rowspan=3)?>|</t[rd]>|<p>|<!--|-->|&#?[a-z0-9]{1,4};|[<>\"'&\\PC]){0,60}") {
        prop_assert!(html::grid(&text).is_ok());
    }
}
