//! What workbooks alone have, in each make that is read: formulas without values.

use phuluc::exchange::intake::plan::{Grade, Plan, Proposal, Why};
use phuluc::exchange::intake::plan_from_file;
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use phuluc::preview::reader::preview;
use phuluc::preview::shown::Preview;

use crate::sample;
use crate::workbook_making::{Cell, Row, Sheet, row, sheet, workbooks};

/// What a workbook in some make would change, what it leaves in a blank report, and what is shown of it.
struct Read {
    make: &'static str,
    edition: std::sync::Arc<Edition>,
    plan: Plan,
    report: Report,
    preview: Preview,
}

impl Read {
    fn each(sheets: &[Sheet]) -> impl Iterator<Item = Self> {
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
