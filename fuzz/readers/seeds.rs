//! What each reader starts from: files that real programs wrote, ours, and short ones that reach far.

use phuluc::exchange::drafts_file::file_from_texts;
use phuluc::exchange::intake::zip::Zip;

use super::XLSX_PARTS;

const SAMPLE: &[u8] = include_bytes!("../../tests/it/files/phu-luc-2.txt");
const CSV: &[u8] = include_bytes!("../../tests/it/files/office/sample_semicolon.csv");
const HTML: &[u8] = include_bytes!("../../tests/it/files/office/sample_writer.html");
const XLSX: &[u8] = include_bytes!("../../tests/it/files/office/sample.xlsx");
const BEGINNING: [u8; 4] = [9, 8, 0x10, 0];
const XLS: &[u8] = include_bytes!("../../tests/it/files/office/sample.xls");
const TRICKY_XLS: &[u8] = include_bytes!("../../tests/it/files/office/tricky.xls");
const ODS: &[u8] = include_bytes!("../../tests/it/files/office/sample.ods");
const DOCX: &[u8] = include_bytes!("../../tests/it/files/office/sample.docx");
const TRICKY_XLSX: &[u8] = include_bytes!("../../tests/it/files/office/tricky.xlsx");
const TRICKY_ODS: &[u8] = include_bytes!("../../tests/it/files/office/tricky.ods");
const JSON: &[u8] = include_bytes!("../../tests/it/files/CCHC_2023-Q2_STNMT.json");
const DATA_CSV: &[u8] = include_bytes!("../../tests/it/files/CCHC_2023-Q2_STNMT.csv");
const EXCEL_CSV: &[u8] = include_bytes!("../../tests/it/files/CCHC_2023-Q2_STNMT_excel.csv");
const DRAFT: &[u8] = include_bytes!("../../tests/it/files/drafts/layout-1.json");
const SHORT_HTML: &str = r#"<style>a</style><!--[if gte mso 9]><xml></xml><![endif]--><table><tr><th rowspan=2>a<th colspan="2">b&amp;&#225;<tr><td>c<br>d<td><p>e</table>"#;
const SHORT_XLSX: [&[u8]; 5] = [
    br#"<row r="2"><c r="B2" s="1" t="s"><v>0</v></c><c r="C2"><f>1+1</f><v>0.5</v></c><c t="inlineStr"><is><t>a</t></is></c></row>"#,
    br#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#,
    br#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#,
    br#"<sst><si><t>a</t><rPh><t>b</t></rPh></si></sst>"#,
    br#"<styleSheet><numFmt numFmtId="164" formatCode="0.0%"/><cellXfs><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
];
const SHORT_ODS: &str = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage" office:value="0.993" table:number-columns-repeated="3"><text:p>99,3%</text:p></table:table-cell></table:table-row></table:table>"#;
const SHORT_DOCX: &str = r#"<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:t>b</w:t><w:br/></w:p></w:tc></w:tr></w:tbl>"#;

/// The beginnings for the reader of this name.
#[must_use]
pub fn seeds(reader: &str) -> Vec<Vec<u8>> {
    let parts = |file: &[u8], names: &[&str]| -> Vec<u8> {
        let file = Zip::new(file).expect("a zip file");
        let texts: Vec<Vec<u8>> = names
            .iter()
            .map(|name| file.text(name).unwrap_or_default().into_bytes())
            .collect();
        texts.join(&0xff)
    };
    // The stream of records of these files lies in one piece behind other things.
    let stream = |file: &[u8]| {
        let start = file.windows(4).position(|four| four == BEGINNING).expect("records");
        file.get(start..).unwrap_or_default().to_vec()
    };
    let rows = "STT\tNội dung\tĐơn vị tính\tSố liệu\tCơ quan\n1.1.\tKế hoạch CCHC\tVăn bản\t7.800\t265/QĐ-UBND\n";
    match reader {
        "text" => vec![
            SAMPLE.to_vec(),
            CSV.to_vec(),
            rows.into(),
            rows.replace('\t', ";").into(),
            rows.replace('\t', ",").into(),
        ],
        "clipboard" => vec![
            SAMPLE.to_vec(),
            [b"a\0", HTML.get(..30_000).unwrap_or_default()].concat(),
            rows.into(),
            b"1\n2,5\n\"a\nb\"\n".to_vec(),
        ],
        "html" => vec![HTML.to_vec(), SHORT_HTML.into()],
        "office" => vec![
            XLS.to_vec(),
            TRICKY_XLS.to_vec(),
            XLSX.to_vec(),
            ODS.to_vec(),
            DOCX.to_vec(),
            TRICKY_XLSX.to_vec(),
            TRICKY_ODS.to_vec(),
        ],
        "xls" => vec![stream(XLS), stream(TRICKY_XLS)],
        "xlsx" => vec![
            parts(XLSX, &XLSX_PARTS),
            parts(TRICKY_XLSX, &XLSX_PARTS),
            SHORT_XLSX.join(&0xff),
        ],
        "ods" => vec![
            parts(ODS, &["content.xml"]),
            parts(TRICKY_ODS, &["content.xml"]),
            SHORT_ODS.into(),
        ],
        "docx" => vec![parts(DOCX, &["word/document.xml"]), SHORT_DOCX.into()],
        "report_json" => vec![JSON.to_vec()],
        "report_csv" => vec![DATA_CSV.to_vec(), EXCEL_CSV.to_vec()],
        "drafts" => vec![
            DRAFT.to_vec(),
            file_from_texts(vec![String::from_utf8_lossy(DRAFT).into_owned()]).into(),
        ],
        _ => Vec::new(),
    }
}
