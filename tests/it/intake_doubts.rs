//! What a fresh eye found in tables of other makes: several columns of figures, other units, numbers and labels that part. In each
//! a figure was taken that nobody had meant, or was gone without a word.

use phuluc::exchange::intake::figure::How;
use phuluc::exchange::intake::plan::{Proposal, Target, Why};
use phuluc::exchange::intake::plan_from_clipboard;
use phuluc::model::report::Report;
use phuluc::preview::reader::preview;

use crate::intake::{Paste, SAMPLE};
use crate::sample;

const ROW_1_1: &str = "1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản";
const ROW_3_1_2: &str = "3.1.2\tSố TTHC công bố mới\tThủ tục";
const ROW_3_1_3: &str = "3.1.3\tSố TTHC bãi bỏ, thay thế\tThủ tục";

/// What is offered for the figure of a row: column and text, in order.
fn offered(paste: &Paste, id: &str) -> Vec<(Option<u32>, String)> {
    let proposal = paste.figure(id);
    let offers = proposal.offers.iter().map(|offer| {
        let mut report = Report::blank(&paste.edition);
        let one = Proposal {
            offers: vec![offer.clone()],
            chosen: Some(0),
            ..proposal.clone()
        };
        let plan = phuluc::exchange::intake::plan::Plan {
            proposals: vec![one],
            ..Default::default()
        };
        report = plan.applied(&paste.edition, &report);
        (offer.column, report.entry(paste.row(id)).typed)
    });
    offers.collect()
}

fn with_heads(heads: &str, figures: [&str; 3]) -> String {
    let [first, second, third] = figures;
    format!(
        "STT\tChỉ tiêu thống kê\tĐơn vị tính\t{heads}\n{ROW_1_1}\t{first}\n{ROW_3_1_2}\t{second}\n{ROW_3_1_3}\t{third}\n"
    )
}

#[test]
fn of_several_columns_of_figures_none_is_taken_unasked() {
    for (heads, name) in [
        ("Kỳ trước\tKỳ này\tGhi chú", "Kỳ này"),
        ("Quý I\tQuý II", "Quý II"),
        ("Kế hoạch\tThực hiện", "Thực hiện"),
        ("Số liệu kỳ trước\tSố liệu kỳ này\tGhi chú", "Số liệu kỳ này"),
        ("Số liệu\tLũy kế\tCơ quan thực hiện", "Lũy kế"),
    ] {
        let paste = Paste::into_blank(&with_heads(heads, ["14\t20", "7\t6", "10\t10"]));
        assert_eq!(
            (
                paste.typed("1.1"),
                paste.typed("3.1.2"),
                paste.note("1.1"),
                paste.note("3.1.2")
            ),
            ("", "", "", ""),
            "{heads}"
        );
        assert_eq!(paste.figure("1.1").why, Why::SeveralColumns, "{heads}");
        let both = [(Some(4), "14".to_owned()), (Some(5), "20".to_owned())];
        assert_eq!(offered(&paste, "1.1"), both, "{heads}");
        // The same in both leaves nothing to choose.
        assert_eq!(paste.typed("3.1.3"), "10", "{heads}");
        let preview = preview(&paste.edition, &Report::blank(&paste.edition), &paste.plan);
        let buttons: Vec<&str> = preview.columns.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(buttons[1], format!("Lấy cột 5 “{name}”"), "{heads}");
        let line = preview
            .lines
            .iter()
            .find(|line| line.text == "14 | 20")
            .expect("it is shown");
        assert_eq!(line.choice_of_column(5), Some(1));
        assert_eq!(line.choices[1].0, "20, cột 5");
    }
}

#[test]
fn what_must_be_asked_besides_is_not_decided_with_the_column() {
    let text = format!(
        "STT\tChỉ tiêu thống kê\tĐơn vị tính\tKỳ trước\tKỳ này\n{ROW_1_1}\t14\t20\n2.1.2\tSố VBQPPL do cấp xã ban hành, trong đó:\tVăn bản\t7\t8\n\
         6.1.\tTỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công\t%\t\n\t- Kế hoạch được giao\tĐồng\t7.700.000.000\t7.800.000.000\n\t- Đã thực hiện\tTriệu đồng\t7,7 tỷ đồng\t7,8 tỷ đồng"
    );
    let paste = Paste::into_blank(&text);
    let preview = preview(&paste.edition, &Report::blank(&paste.edition), &paste.plan);
    let with_columns: Vec<&str> = preview
        .lines
        .iter()
        .filter(|line| line.has_columns())
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(with_columns, ["14 | 20"]);
    assert_eq!(paste.figure("2.1.2").why, Why::Torn);
    assert_eq!(paste.figure("6.1a").why, Why::OtherUnit);
    assert_eq!(paste.typed("6.1b"), "");
}

#[test]
fn a_lone_figure_in_one_of_several_columns_is_asked_too() {
    let paste = Paste::into_blank(&with_heads("Quý I\tQuý II", ["14\t20", "\t6", "10\t"]));
    assert_eq!(offered(&paste, "3.1.2"), [(Some(5), "6".to_owned())]);
    assert_eq!(offered(&paste, "3.1.3"), [(Some(4), "10".to_owned())]);
    assert_eq!((paste.typed("3.1.2"), paste.typed("3.1.3")), ("", ""));
    let without_head = Paste::into_blank(&format!("{ROW_1_1}\t14\t20\n{ROW_3_1_2}\t7\t6"));
    assert_eq!(without_head.figure("1.1").why, Why::SeveralColumns);
}

#[test]
fn of_two_columns_that_no_row_fills_both_none_is_taken_unasked() {
    for heads in [
        "Kỳ trước\tKỳ này",
        "Quý I\tQuý II",
        "Kế hoạch\tThực hiện\tGhi chú",
        "Kỳ trước\tKỳ này\tGhi chú",
    ] {
        for figures in [
            ["14\t", "\t11", "7\t"],
            ["\t20", "\t11", "\t7"],
            ["20\t", "11\t", "7\t"],
            ["14\t-", "10\t-", "7\t-"],
            ["14 vb\t20 vb", "10\t11", "7\t6"],
            ["14\tx", "10\tkhông", "7\t-"],
        ] {
            let paste = Paste::into_blank(&with_heads(heads, figures));
            for id in ["1.1", "3.1.2", "3.1.3"] {
                // What is called a result is one, where nothing but it has figures.
                let is_told =
                    heads.contains("Thực hiện") && figures.iter().all(|line| !line.starts_with(char::is_numeric));
                assert_eq!(paste.typed(id).is_empty(), !is_told, "{heads} {figures:?} {id}");
                assert_eq!(paste.figure(id).chosen.is_none(), !is_told, "{heads} {figures:?} {id}");
            }
        }
    }
    let headless = Paste::into_blank(&format!("{ROW_1_1}\t14\t\n{ROW_3_1_2}\t\t11\n{ROW_3_1_3}\t7\t"));
    assert_eq!(
        ["1.1", "3.1.2", "3.1.3"].map(|id| headless.typed(id).to_owned()),
        ["", "", ""]
    );
    assert_eq!(headless.note("3.1.2"), "");
}

#[test]
fn the_printed_head_of_two_lines_may_name_several_columns() {
    for heads in ["Kỳ trước\tKỳ này", "Số liệu kỳ trước\tSố liệu kỳ này", "Quý I\tQuý II"] {
        let text = format!(
            "STT\tChỉ tiêu thống kê\tKết quả thống kê\t\t\tCơ quan, đơn vị thực hiện\n\t\tĐơn vị tính\t{heads}\t\n{ROW_1_1}\t14\t20\n{ROW_3_1_2}\t7\t6"
        );
        let paste = Paste::into_blank(&text);
        let both = [(Some(4), "14".to_owned()), (Some(5), "20".to_owned())];
        assert_eq!(offered(&paste, "1.1"), both, "{heads}");
    }
    let text = format!("STT\tChỉ tiêu thống kê\tKết quả thống kê\t\n\t\tĐơn vị tính\tKỳ này\n{ROW_1_1}\t14");
    assert_eq!(Paste::into_blank(&text).typed("1.1"), "14");
}

#[test]
fn a_column_of_figures_may_be_called_anything() {
    for head in ["Quý II", "Số liệu (văn bản)", "Năm nay"] {
        let text = format!(
            "STT\tChỉ tiêu thống kê\t{head}\n1.1\tSố văn bản chỉ đạo CCHC đã ban hành\t14\n3.1.2\tSố TTHC công bố mới\t5"
        );
        let paste = Paste::into_blank(&text);
        assert_eq!((paste.typed("1.1"), paste.typed("3.1.2")), ("14", "5"), "{head}");
    }
    // Prose under an unknown head is no column of figures.
    let text = with_heads(
        "Số liệu\tTài liệu kiểm chứng",
        ["14\t265/QĐ-UBND ngày 12/6/2023", "7\tBáo cáo số 12/BC-STP", "10\t"],
    );
    assert_eq!(Paste::into_blank(&text).typed("1.1"), "14");
}

#[test]
fn one_odd_figure_beside_the_others_is_asked_by_itself() {
    let mut lines: Vec<String> = SAMPLE.lines().map(str::to_owned).collect();
    let line = lines
        .iter_mut()
        .find(|line| line.starts_with("3.1.3."))
        .expect("the sample has it");
    *line = format!("{}\t20", line.trim_end());
    let paste = Paste::into_blank(&lines.join("\n"));
    let asked = paste
        .plan
        .proposals
        .iter()
        .filter(|proposal| proposal.why == Why::SeveralColumns);
    assert_eq!(asked.count(), 1);
    assert_eq!(paste.figure("3.1.3").why, Why::SeveralColumns);
}

#[test]
fn a_block_of_several_columns_asks_for_the_column() {
    let edition = sample::edition();
    let blank = Report::blank(&edition);
    let from = Some(sample::row(&edition, "1.5a"));
    let plan = plan_from_clipboard(&edition, &blank, "", "942\t950\n355\t360", from, &str::to_owned)
        .expect("within the bounds");
    let columns = |proposal: &Proposal| proposal.offers.iter().map(|offer| offer.column).collect::<Vec<_>>();
    let asked: Vec<_> = plan
        .proposals
        .iter()
        .map(|proposal| (proposal.why, columns(proposal)))
        .collect();
    assert_eq!(asked, vec![(Why::SeveralColumns, vec![Some(1), Some(2)]); 2]);
}

#[test]
fn another_scale_of_the_unit_is_asked() {
    for (unit, figure, why) in [
        ("Đồng", "7.800.000.000", Why::OtherUnit),
        ("Tỷ đồng", "7,8", Why::OtherUnit),
        ("Triệu đồng", "7,8 tỷ đồng", Why::Read(How::InOtherUnit)),
        ("Triệu đồng", "7.800.000.000 đồng", Why::Read(How::InOtherUnit)),
        ("Triệu đồng", "7800 triệu đồng", Why::Read(How::WithWords)),
        ("Triệu đồng", "7800", Why::Exact),
    ] {
        let head = "6.1.\tTỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công\t%\t";
        let paste = Paste::into_blank(&format!("{head}\n\t- Kế hoạch được giao\t{unit}\t{figure}\n"));
        assert_eq!(paste.figure("6.1a").why, why, "{unit} {figure}");
        assert_eq!(
            paste.typed("6.1a").is_empty(),
            why != Why::Exact && why != Why::Read(How::WithWords),
            "{unit} {figure}"
        );
    }
}

#[test]
fn another_scale_that_is_said_elsewhere_is_asked() {
    let head = |figure: &str| format!("STT\tChỉ tiêu thống kê\tĐơn vị tính\t{figure}\n");
    let rows = |label: &str, unit: &str, figure: &str| {
        format!(
            "6.1.\tTỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công\t%\t\n\t- Kế hoạch được giao{label}\t{unit}\t{figure}\n"
        )
    };
    for (source, is_asked) in [
        (
            format!(
                "Đơn vị tính: Đồng\n{}{}",
                head("Số liệu"),
                rows("", "", "7.800.000.000")
            ),
            true,
        ),
        (
            format!("(ĐVT: tỷ đồng)\n{}{}", head("Số liệu"), rows("", "", "7,8")),
            true,
        ),
        (format!("{}{}", head("Số liệu (tỷ đồng)"), rows("", "", "7,8")), true),
        (rows(" (tỷ đồng)", "", "7,8"), true),
        (
            format!(
                "Đơn vị tính: Triệu đồng\n{}{}",
                head("Số liệu"),
                rows("", "Triệu đồng", "7800")
            ),
            false,
        ),
        (rows(" (triệu đồng)", "Triệu đồng", "7800"), false),
    ] {
        let paste = Paste::into_blank(&source);
        assert_eq!(paste.figure("6.1a").why == Why::OtherUnit, is_asked, "{source}");
        assert!(!is_asked || paste.typed("6.1a").is_empty(), "{source}");
    }
}

#[test]
fn every_answer_of_a_code_row_is_read_by_its_word() {
    let row = "1.7\tTổ chức/tham mưu UBND tỉnh tổ chức đối thoại của lãnh đạo với người dân, tổ chức, doanh nghiệp, nhà đầu tư\tKhông = 0 Có = 1";
    let head = "STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu";
    for (text, typed) in [("Có", "1"), ("Không", "0"), ("1", "1")] {
        for source in [
            format!("{head}\n{row}\t{text}"),
            format!("{row}\t{text}\tđã tổ chức tháng 5"),
        ] {
            let paste = Paste::into_blank(&source);
            assert_eq!(paste.typed("1.7"), typed, "{source}");
            assert!(!paste.note("1.7").contains(text), "{source}");
        }
    }
}

#[test]
fn what_is_no_figure_is_listed_whatever_it_is() {
    for (text, why) in [
        ("x", Why::Read(How::NotAFigure)),
        ("có", Why::Read(How::NotAFigure)),
        ("?", Why::Read(How::SignsAlone)),
        ("-", Why::Read(How::SignsAlone)),
        ("…", Why::Read(How::SignsAlone)),
    ] {
        let paste = Paste::into_blank(&format!(
            "STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\n{ROW_1_1}\t{text}\n{ROW_3_1_2}\t5"
        ));
        let found = paste.plan.proposals.iter().find(|proposal| proposal.text == text);
        assert_eq!(found.map(|proposal| proposal.why), Some(why), "{text}");
        assert_eq!((paste.typed("1.1"), paste.typed("3.1.2")), ("", "5"), "{text}");
        assert_eq!(
            paste.note("1.1").is_empty(),
            why == Why::Read(How::SignsAlone),
            "{text}"
        );
    }
}

#[test]
fn where_number_and_label_part_it_is_asked_or_said() {
    let torn = Paste::into_blank("2.1.2\tSố VBQPPL do cấp xã ban hành, trong đó:\tVăn bản\t7");
    let proposal = torn.figure("2.1.2");
    assert_eq!((proposal.why, proposal.chosen), (Why::Torn, None));
    let rows: Vec<Target> = proposal.offers.iter().map(|offer| offer.target).collect();
    assert_eq!(
        rows,
        [Target::Figure(torn.row("2.1.2")), Target::Figure(torn.row("2.1.3"))]
    );
    assert_eq!(proposal.label, "2.1.2 Số VBQPPL do cấp xã ban hành, trong đó:");
    let renumbered = Paste::into_blank("1.1\tSố TTHC công bố mới\tThủ tục\t7");
    assert_eq!(
        (renumbered.figure("3.1.2").why, renumbered.typed("3.1.2")),
        (Why::Renumbered, "7")
    );
    let preview = preview(&torn.edition, &Report::blank(&torn.edition), &torn.plan);
    assert_eq!(
        preview.lines[0].text,
        "2.1.2 Số VBQPPL do cấp xã ban hành, trong đó: | 7"
    );
    assert_eq!(preview.lines[0].choices[1].0, "Đưa vào dòng 2.1.3");
}
