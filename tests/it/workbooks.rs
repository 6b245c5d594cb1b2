//! What workbooks alone have, in each make that is read: formulas without values, shares of one, hidden rows,
//! several sheets.

use phuluc::exchange::intake::figure::How;
use phuluc::exchange::intake::plan::{Grade, Plan, Proposal, Value, Why};
use phuluc::exchange::intake::plan_from_file;
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use phuluc::preview::reader::preview;
use phuluc::preview::shown::Preview;

use crate::sample;
use crate::workbook_making::{Cell, HIDDEN, Row, Sheet, row, sheet, workbooks};

/// What a workbook in some make would change, what it leaves in a blank report, and what is shown of it.
struct Read {
    make: &'static str,
    edition: std::sync::Arc<Edition>,
    plan: Plan,
    report: Report,
    preview: Preview,
}

impl Read {
    fn each(sheets: &[Sheet]) -> impl Iterator<Item = Self> + use<> {
        workbooks(sheets).into_iter().map(|(make, bytes)| {
            let edition = sample::edition();
            let blank = Report::blank(&edition);
            let plan = plan_from_file(&edition, &blank, &bytes, &str::to_owned, &str::to_owned).expect(make);
            Self {
                make,
                report: plan.applied(&edition, &blank),
                preview: preview(&edition, &blank, &plan),
                plan,
                edition,
            }
        })
    }

    fn typed(&self, id: &str) -> String {
        self.report.entry(sample::row(&self.edition, id)).typed
    }

    fn wanted(&self, wanted: Why) -> Vec<&Proposal> {
        let proposals = self.plan.proposals.iter();
        proposals.filter(|proposal| proposal.why == wanted).collect()
    }
}

fn issued(figure: Cell) -> Row {
    row("1.1", "Số văn bản chỉ đạo CCHC đã ban hành", "Văn bản", figure)
}

fn announced(figure: Cell) -> Row {
    row("3.1.2", "Số TTHC công bố mới", "Thủ tục", figure)
}

fn repealed(figure: Cell) -> Row {
    row("3.1.3", "Số TTHC bãi bỏ, thay thế", "Thủ tục", figure)
}

#[test]
fn a_formula_without_its_value_is_listed() {
    let sum = (
        false,
        vec![Cell::Uncalculated, Cell::Text("Cộng"), Cell::Blank, Cell::Uncalculated],
    );
    let mut noted = announced(Cell::Empty);
    noted.1.push(Cell::Uncalculated);
    let rows = [issued(Cell::Number(14.0)), repealed(Cell::Uncalculated), noted, sum];
    for read in Read::each(&[sheet("A", &rows)]) {
        assert_eq!(
            ["1.1", "3.1.2", "3.1.3"].map(|id| read.typed(id)),
            ["14", "", ""],
            "{}",
            read.make
        );
        let found: Vec<_> = read
            .wanted(Why::Uncalculated)
            .into_iter()
            .map(|proposal| (proposal.place.line, proposal.place.column))
            .collect();
        // The label says of no row what it is, so it is no more than a line outside.
        assert_eq!(found, [(3, 4), (4, 5)], "{}: {:#?}", read.make, read.plan);
        let line = read
            .preview
            .lines
            .iter()
            .find(|line| line.place == "D3")
            .expect("listed");
        assert_eq!(
            (line.kind.as_str(), line.text.as_str()),
            ("rejected", "3.1.3 Số TTHC bãi bỏ, thay thế | =")
        );
        assert_eq!(
            line.why,
            "Công thức chưa có kết quả; hãy mở và lưu lại tệp bằng Excel rồi đưa vào lại."
        );
        assert_eq!(read.plan.count(Grade::Rejected), 2, "{}", read.make);
    }
}

#[test]
fn numbers_that_may_be_shares_of_one_are_asked() {
    let ratio = |figure| row("1.2", "Tỷ lệ hoàn thành kế hoạch CCHC năm", "%", figure);
    let reports = |figure| {
        let label = "Tỷ lệ báo cáo định kỳ được gửi, nhận qua Hệ thống thông tin báo cáo quốc gia";
        row("7.3", label, "%", figure)
    };
    let asked = |rows: [Row; 2]| {
        let found = Read::each(&[sheet("A", &rows)]).map(|read| {
            let asked = read.wanted(Why::Read(How::Share)).into_iter().map(|proposal| {
                assert_eq!(proposal.chosen, None);
                let typed = |value: &Value| match value {
                    Value::Entry(entry) => entry.typed.clone(),
                    Value::Office(_) | Value::Period(_) | Value::Text(_) => panic!("an entry"),
                };
                proposal
                    .offers
                    .iter()
                    .map(|offer| typed(&offer.value))
                    .collect::<Vec<_>>()
                    .join(" ")
            });
            (asked.collect::<Vec<_>>(), read.typed("1.2"), read.typed("7.3"))
        });
        let found: Vec<_> = found.collect();
        assert!(found.iter().all(|other| *other == found[0]), "{found:?}");
        found[0].clone()
    };
    let check = |first, second, expect: &[&str], typed: [&str; 2]| {
        let expect = (
            expect.iter().map(|text| (*text).to_owned()).collect(),
            typed[0].to_owned(),
            typed[1].to_owned(),
        );
        assert_eq!(asked([ratio(first), reports(second)]), expect);
    };
    check(Cell::Number(0.85), Cell::Number(0.5), &["0,85 85", "0,5 50"], ["", ""]);
    check(
        Cell::Number(0.993),
        Cell::Number(0.007),
        &["0,993 99,3", "0,007 0,7"],
        ["", ""],
    );
    check(Cell::Number(0.05), Cell::Number(1.0), &["0,05 5", "1 100"], ["", ""]);
    // Alone, one is one in a hundred; a text and what is above one say what they mean; nothing is no share.
    check(Cell::Number(1.0), Cell::Number(99.3), &[], ["1", "99,3"]);
    check(Cell::Text("0,85"), Cell::Number(1.0), &[], ["0,85", "1"]);
    check(Cell::Number(0.0), Cell::Number(1.0), &[], ["0", "1"]);
    // Who writes one percentage in hundredths writes the other so.
    check(Cell::Number(99.3), Cell::Number(0.7), &[], ["99,3", "0,7"]);
    check(Cell::Number(1.5), Cell::Text("0,993"), &["0,993 99,3"], ["1,5", ""]);
}

#[test]
fn a_number_is_a_number_however_the_texts_beside_it_are_written() {
    let money = row("", "- Kế hoạch được giao", "Triệu đồng", Cell::Number(1.234));
    let head = row(
        "6.1.",
        "Tỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công",
        "%",
        Cell::Blank,
    );
    let ratio = row("1.2", "Tỷ lệ hoàn thành kế hoạch CCHC năm", "%", Cell::Text("99.30"));
    for read in Read::each(&[sheet("A", &[ratio, head, money])]) {
        let found = (read.typed("6.1a"), read.typed("1.2"));
        assert_eq!(found, ("1,234".to_owned(), "99.30".to_owned()), "{}", read.make);
    }
}

#[test]
fn what_stands_in_a_hidden_row_is_taken_and_says_so() {
    let mut hidden = announced(Cell::Number(5.0));
    hidden.0 = true;
    for read in Read::each(&[sheet(
        "A",
        &[issued(Cell::Number(14.0)), hidden, repealed(Cell::Number(8.0))],
    )]) {
        assert_eq!(
            ["1.1", "3.1.2", "3.1.3"].map(|id| read.typed(id)),
            ["14", "5", "8"],
            "{}",
            read.make
        );
        let lines = read.preview.lines.iter();
        let told: Vec<_> = lines
            .map(|line| format!("{} {} {} {}", line.place, line.kind, line.grade, line.why))
            .collect();
        let expect = [
            "D2 plain Đúng Đúng dòng của biểu.",
            "D3 repaired Dòng ẩn Đúng dòng của biểu. Dòng này đang bị ẩn trong bảng tính.",
            "D4 plain Đúng Đúng dòng của biểu.",
        ];
        assert_eq!(told, expect, "{}", read.make);
    }
}

fn ratio(figure: Cell) -> Row {
    row("1.2", "Tỷ lệ hoàn thành kế hoạch CCHC năm", "%", figure)
}

#[test]
fn a_form_parted_over_sheets_is_read_whole() {
    let titled = |name, title: &'static str, rows: &[Row]| {
        let mut sheet = sheet(name, rows);
        sheet.1.insert(0, (false, vec![Cell::Text(title)]));
        sheet
    };
    let first = titled(
        "Chương 1",
        "QUÝ II NĂM 2023",
        &[issued(Cell::Number(14.0)), ratio(Cell::Number(1.0))],
    );
    let strangers = row("1", "Máy tính", "Cái", Cell::Number(2.0));
    let books = (
        "Sổ",
        vec![(false, vec![Cell::Text("Họ tên"), Cell::Text("Điện thoại")]), strangers],
    );
    let blank = sheet(
        "Mẫu",
        &[issued(Cell::Blank), ratio(Cell::Blank), announced(Cell::Blank)],
    );
    let rows = [
        announced(Cell::Number(5.0)),
        repealed(Cell::Number(8.0)),
        row("7.3", "", "%", Cell::Number(0.5)),
    ];
    let third = |title| titled("Chương 3", title, &rows);
    for read in Read::each(&[books.clone(), blank, first.clone(), third("QUÝ II NĂM 2023")]) {
        assert_eq!(
            ["1.1", "1.2", "3.1.2", "3.1.3"].map(|id| read.typed(id)),
            ["14", "", "5", "8"],
            "{}: {:#?}",
            read.make,
            read.plan
        );
        assert_eq!(read.plan.sheets, ["Chương 1", "Chương 3"], "{}", read.make);
        assert_eq!(
            read.report.period.as_ref().map(|period| period.code()).as_deref(),
            Some("2023-Q2"),
            "{}",
            read.make
        );
        assert!(
            read.preview.repairs.is_empty(),
            "{}: {:?}",
            read.make,
            read.preview.repairs
        );
        let places: Vec<_> = read.preview.lines.iter().map(|line| line.place.as_str()).collect();
        // The share on one sheet asks of the one on the other.
        assert_eq!(
            places,
            [
                "Chương 1, D4",
                "Chương 3, D5",
                "Chương 1, A1",
                "Chương 1, D3",
                "Chương 3, D3",
                "Chương 3, D4"
            ],
            "{}",
            read.make
        );
    }
    // Two periods above the tables: none goes in unasked.
    for read in Read::each(&[first, third("QUÝ I NĂM 2023")]) {
        assert_eq!(
            (read.report.period.as_ref(), read.wanted(Why::Repeated).len()),
            (None, 1),
            "{}",
            read.make
        );
        assert_eq!(read.typed("3.1.2"), "5", "{}", read.make);
    }
}

#[test]
fn a_sheet_with_rows_of_another_is_named_and_not_read() {
    let quarter = |name, count| sheet(name, &[issued(Cell::Number(count)), announced(Cell::Number(5.0))]);
    let longer = sheet(
        "Năm",
        &[
            issued(Cell::Number(99.0)),
            repealed(Cell::Number(7.0)),
            ratio(Cell::Number(99.3)),
        ],
    );
    let check = |sheets: &[Sheet], read: &[&str], left: &[&str], issued: &str| {
        for found in Read::each(sheets) {
            assert_eq!(
                (&found.plan.sheets[..], &found.plan.left[..]),
                (
                    &read.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..],
                    &left.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..]
                ),
                "{}",
                found.make
            );
            assert_eq!(found.typed("1.1"), issued, "{}", found.make);
            let names = left.join("”, “");
            let told = format!(
                "Trang tính “{names}” cũng có các dòng này nên chưa đọc; nếu cần số của trang đó, chép bảng trong trang đó rồi dán vào biểu."
            );
            assert_eq!(found.preview.repairs, [told], "{}", found.make);
        }
    };
    // Of equals the first; otherwise the one with most rows of the form; what fits beside it is read too.
    check(
        &[quarter("Quý I", 14.0), quarter("Quý II", 20.0)],
        &["Quý I"],
        &["Quý II"],
        "14",
    );
    check(
        &[quarter("Quý I", 14.0), longer.clone(), quarter("Quý II", 20.0)],
        &["Năm"],
        &["Quý I", "Quý II"],
        "99",
    );
    let other = sheet("Khác", &[announced(Cell::Number(6.0))]);
    check(
        &[other, quarter("Quý I", 14.0), longer],
        &["Khác", "Năm"],
        &["Quý I"],
        "99",
    );
}

#[test]
fn what_stands_on_a_hidden_sheet_says_so() {
    let hidden = sheet(HIDDEN, &[announced(Cell::Number(5.0))]);
    for read in Read::each(&[sheet("A", &[issued(Cell::Number(14.0))]), hidden]) {
        let lines = read.preview.lines.iter();
        let told: Vec<_> = lines
            .map(|line| format!("{} {} {}", line.place, line.new, line.grade))
            .collect();
        assert_eq!(told, ["A, D2 14 Đúng", "Ẩn, D2 5 Dòng ẩn"], "{}", read.make);
    }
}
