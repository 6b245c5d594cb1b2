//! Taking in a table: the printed sample pasted whole and in parts, and domain.md's pitfalls 1 to 6, each from its own text.

use std::sync::{Arc, LazyLock};

use phuluc::exchange::intake::figure::How;
use phuluc::exchange::intake::plan::{Grade, Offer, Plan, Proposal, Repair, Target, Value, Why};
use phuluc::exchange::intake::{plan_from_clipboard, plan_from_text};
use phuluc::model::edition::Edition;
use phuluc::model::id::RowIdx;
use phuluc::model::report::Report;
use proptest::prelude::*;

use crate::sample::{self, json_from_report};

pub(crate) const SAMPLE: &str = include_str!("files/phu-luc-2.txt");

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(sample::edition);

/// A pasted text before the form, and what became of it.
pub(crate) struct Paste {
    pub(crate) edition: Arc<Edition>,
    pub(crate) report: Report,
    pub(crate) plan: Plan,
}

impl Paste {
    pub(crate) fn into_blank(text: &str) -> Self {
        let edition = Arc::clone(&EDITION);
        let blank = Report::blank(&edition);
        Self::into(&blank, text)
    }

    pub(crate) fn into(report: &Report, text: &str) -> Self {
        let edition = Arc::clone(&EDITION);
        let plan =
            plan_from_text(&edition, report, text, &|words: &str| format!("[{words}]")).expect("within the bounds");
        Self {
            report: plan.applied(&edition, report),
            plan,
            edition,
        }
    }

    pub(crate) fn row(&self, id: &str) -> RowIdx {
        sample::row(&self.edition, id)
    }

    pub(crate) fn typed(&self, id: &str) -> &str {
        &self.report.entries[self.row(id).place()].typed
    }

    pub(crate) fn note(&self, id: &str) -> &str {
        self.report.note(self.row(id))
    }

    pub(crate) fn figure(&self, id: &str) -> &Proposal {
        let wanted = Target::Figure(self.row(id));
        let of_row = |proposal: &&Proposal| proposal.offers.iter().any(|offer| offer.target == wanted);
        self.plan
            .proposals
            .iter()
            .find(of_row)
            .unwrap_or_else(|| panic!("nothing for {id}: {:#?}", self.plan))
    }

    fn repairs(&self, wanted: impl Fn(&Repair) -> Option<RowIdx>) -> Vec<&str> {
        let rows = self.plan.repairs.iter().filter_map(wanted);
        rows.map(|idx| self.edition.row(idx).unwrap().id.as_str()).collect()
    }
}

#[test]
fn the_sample_pasted_whole_is_the_sample_typed() {
    let paste = Paste::into_blank(SAMPLE);
    for (row, (found, typed)) in paste
        .edition
        .rows
        .iter()
        .zip(paste.report.entries.iter().zip(&sample::report(&paste.edition).entries))
    {
        assert_eq!(found, typed, "row {}", row.id);
    }
    assert_eq!(paste.report, sample::report(&paste.edition));
    assert_eq!(
        json_from_report(&paste.edition, &paste.report),
        include_str!("files/CCHC_2023-Q2_STNMT.json")
    );
}

#[test]
fn the_sample_pasted_whole_asks_nothing_and_rejects_nothing() {
    let paste = Paste::into_blank(SAMPLE);
    let figures = paste
        .plan
        .proposals
        .iter()
        .filter(|proposal| matches!(proposal.offers[0].target, Target::Figure(_)));
    assert_eq!(figures.count(), 95);
    let open: Vec<&Proposal> = paste
        .plan
        .proposals
        .iter()
        .filter(|proposal| proposal.chosen.is_none() || proposal.is_conflict || proposal.why.grade() < Grade::Repaired)
        .collect();
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
#[allow(clippy::wildcard_enum_match_arm, reason = "one kind of repair is looked for")]
fn the_sample_pasted_whole_says_what_was_repaired() {
    let paste = Paste::into_blank(SAMPLE);
    let shifted = paste.repairs(|repair| match repair {
        Repair::Shifted(idx) => Some(*idx),
        _ => None,
    });
    assert_eq!(
        shifted,
        [
            "7.5.2c", "7.5.3", "7.5.3a", "7.5.3b", "7.5.3c", "7.6a", "7.6b", "7.6c", "7.7.1", "7.7.1a", "7.7.1b",
            "7.7.1c", "7.7.2"
        ]
    );
    let joined = paste.repairs(|repair| match repair {
        Repair::Joined(idx) => Some(*idx),
        _ => None,
    });
    assert_eq!(
        joined,
        ["1.4", "1.7", "3.4.2", "4.1.5d", "7.1", "7.5.2b", "7.7.2", "7.7.6"]
    );
    let mended = paste.repairs(|repair| match repair {
        Repair::CodeListMended(idx) => Some(*idx),
        _ => None,
    });
    assert_eq!(mended, ["7.1", "7.5.2b"]);
    let heads = SAMPLE.lines().filter(|line| line.starts_with("STT\t")).count();
    let others: Vec<&Repair> = paste
        .plan
        .repairs
        .iter()
        .filter(|repair| {
            !matches!(
                repair,
                Repair::Shifted(_) | Repair::Joined(_) | Repair::CodeListMended(_)
            )
        })
        .collect();
    assert_eq!(others, [&Repair::HeadsDropped(heads - 1)]);
}

#[test]
fn pasted_twice_nothing_changes() {
    let paste = Paste::into(&sample::report(&sample::edition()), SAMPLE);
    assert!(
        paste.plan.proposals.iter().all(|proposal| proposal.why == Why::Same),
        "{:#?}",
        paste.plan
    );
    assert_eq!(paste.report, sample::report(&paste.edition));
}

/// The lines of the sample that hold these words, under the table's head.
fn lines_with(words: &[&str]) -> String {
    let head = "STT\tChỉ tiêu thống kê\tKết quả thống kê\t\tCơ quan, đơn vị, địa phương thực hiện\n\t\tĐơn vị tính\tSố liệu\t\n";
    let lines = SAMPLE
        .lines()
        .filter(|line| words.iter().any(|words| line.contains(words)));
    head.to_owned() + &lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn pitfall_1_spelling_is_kept_and_the_whole_table_tells_the_comma() {
    let paste = Paste::into_blank(SAMPLE);
    for (id, typed) in [
        ("6.1a", "7.800"),
        ("3.4.4", "99,30"),
        ("3.4.4a", "0,70"),
        ("2.1.1", "09"),
        ("3.1.2", "00"),
        ("3.3.2", "0"),
    ] {
        assert_eq!(paste.typed(id), typed);
    }
    assert_eq!(paste.figure("6.1a").why, Why::Read(How::ByStyle));
    assert_eq!(paste.figure("6.1a").offers.len(), 2, "the other reading can be chosen");
    // Alone the two rows tell nothing: taken as they stand, and asked there or in the form.
    let alone = Paste::into_blank(&lines_with(&["6.1.\t", "Kế hoạch được giao", "Đã thực hiện\tTriệu"]));
    assert_eq!(alone.figure("6.1a").why, Why::Read(How::TwoReadings));
    assert_eq!(
        (alone.typed("6.1a"), alone.report.entry(alone.row("6.1a")).chosen),
        ("7.800", None)
    );
    assert_eq!(alone.figure("6.1a").offers.len(), 3);
}

#[test]
fn pitfall_2_blank_is_not_zero() {
    let paste = Paste::into_blank(SAMPLE);
    let blank = paste.report.entries.iter().filter(|entry| entry.is_blank()).count();
    assert_eq!(blank, 207 - 95);
    for id in ["3.4.2", "1.2", "3.1.1", "1.3.2", "2.1.2"] {
        assert!(paste.report.entry(paste.row(id)).is_blank(), "{id}");
    }
    assert_eq!((paste.typed("2.2b"), paste.typed("6.2.3")), ("0", "00"));
}

#[test]
fn pitfall_3_shifted_columns_are_put_back() {
    let paste = Paste::into_blank(SAMPLE);
    for (id, typed) in [("7.5.3a", "100"), ("7.7.1a", "43"), ("7.7.1b", "43"), ("7.7.1c", "43")] {
        assert_eq!((paste.typed(id), paste.note(id)), (typed, ""), "{id}");
        assert_eq!(paste.figure(id).why, Why::Shifted);
    }
    assert!(
        paste.report.entry(paste.row("7.5.2b")).is_blank(),
        "a torn list is no figure"
    );
    // The same cells without the rows about them.
    let part = Paste::into_blank(&lines_with(&["7.7.1.\t", "trực tuyến mức độ 3\t"]));
    assert_eq!(part.typed("7.7.1a"), "43");
}

#[test]
fn pitfall_4_cut_rows_are_joined() {
    let paste = Paste::into_blank(SAMPLE);
    assert_eq!(
        paste.typed("3.4.3a"),
        "",
        "what follows the cut row stands under the right one"
    );
    // Under the number alone the first half of a label is enough to be asked, and the second half makes it sure.
    let whole = Paste::into_blank(
        "3.4.2.\tTỷ lệ hồ sơ TTHC được giải quyết đúng hạn của UBND cấp\t%\t88\t\n\thuyện. Trong đó:\t\t\t",
    );
    assert_eq!((whole.typed("3.4.2"), whole.figure("3.4.2").why), ("88", Why::Exact));
}

#[test]
fn pitfall_5_figures_in_headings_and_in_notes() {
    let paste = Paste::into_blank(SAMPLE);
    assert_eq!((paste.typed("5.2.1"), paste.typed("5.4")), ("0", "0"));
    assert_eq!(paste.typed("7.5.2a"), "1");
    assert!(paste.note("7.5.2a").starts_with("Sở TNMT được cấp 70 chứng thư số"));
    assert!(
        paste.report.entry(paste.row("7.5.2")).is_blank(),
        "a figure in a note is nobody's figure"
    );
    let heading = Paste::into_blank("7.6.\tVận hành Hệ thống thông tin một cửa điện tử của tỉnh\t\t5\t");
    assert_eq!(heading.figures_rejected(), [("5", Why::Read(How::TakesNone))]);
}

#[test]
fn pitfall_6_a_figure_stays_in_the_row_where_it_stands() {
    let paste = Paste::into_blank(SAMPLE);
    assert_eq!(
        (paste.typed("1.3.1"), paste.typed("1.3.1a"), paste.typed("1.3.1b")),
        ("14", "14", "")
    );
    assert!(paste.note("1.3.1").contains("08 đơn vị chi nhánh"));
    assert_eq!(paste.note("1.3.1a"), "");
}

#[test]
fn printed_text_is_no_remark() {
    let paste = Paste::into_blank(SAMPLE);
    assert_eq!(paste.note("4.1.5a"), "");
    assert_eq!(paste.note("5.1a"), "Sở TNMT;");
    assert_eq!(paste.figure("5.1a").why, Why::Exact);
    assert!(paste.note("4.1.5b").starts_with("Trung tâm Công nghệ thông tin"));
    let retyped = Paste::into_blank(
        "1.4.\tThanh tra việc thực hiện quy định pháp luật về tuyển dụng, quản lý, sử dụng công chức, viên chức và tổ chức bộ máy\t\t\tSở Nội vụ báo ccáo",
    );
    assert_eq!(retyped.note("1.4"), "");
    assert_eq!(retyped.plan.proposals[0].why, Why::LikePrinted);
}

#[test]
fn a_label_that_is_almost_right_says_how_much() {
    let paste = Paste::into_blank(
        "1.1\tSố văn bản chỉ đạo CCHC ban hành\tVăn bản\t14\n9.9\tSố văn bản chỉ đạo của ai đó\tVăn bản\t3",
    );
    assert!(
        matches!(paste.figure("1.1").why, Why::Likely(70..=99)),
        "{:?}",
        paste.figure("1.1")
    );
    assert_eq!(paste.typed("1.1"), "14");
    assert_eq!(
        paste
            .plan
            .proposals
            .iter()
            .filter(|proposal| proposal.why == Why::NoSuchRow)
            .count(),
        1
    );
}

#[test]
fn words_in_a_figures_cell_go_to_the_note_with_a_mark() {
    let line = |figure: &str| {
        Paste::into_blank(&format!(
            "1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t{figure}\tTheo sổ"
        ))
    };
    let words = line("đang tổng hợp");
    assert_eq!(
        (words.typed("1.1"), words.note("1.1")),
        ("", "Theo sổ\n[đang tổng hợp]")
    );
    let both = line("14 (có 2 bản mật)");
    assert_eq!(
        (both.typed("1.1"), both.note("1.1")),
        ("14", "Theo sổ\n[14 (có 2 bản mật)]")
    );
    let unit = line("14 văn bản");
    assert_eq!((unit.typed("1.1"), unit.note("1.1")), ("14", "Theo sổ"));
    let state = line("Không phát sinh");
    assert!(state.report.entry(state.row("1.1")).mark.is_some());
    for hostile in ["NaN", "1e999", "=1+1", "0x10", "١٤", "99999999999999999999999999999"] {
        let paste = line(hostile);
        assert_eq!(
            (paste.typed("1.1"), paste.note("1.1")),
            ("", format!("Theo sổ\n[{hostile}]").as_str())
        );
    }
}

#[test]
fn a_row_that_stands_twice_with_other_figures_is_asked() {
    let line = "1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t";
    let paste = Paste::into_blank(&format!("{line}14\n{line}15\n{line}14"));
    assert_eq!(
        (paste.figure("1.1").why, paste.figure("1.1").offers.len()),
        (Why::Repeated, 2)
    );
    assert_eq!(paste.typed("1.1"), "");
}

#[test]
fn what_is_there_is_never_overwritten_unasked() {
    let edition = sample::edition();
    let mut report = sample::report(&edition);
    let idx = sample::row(&edition, "1.1");
    report.entries[idx.place()].typed = "99".to_owned();
    let paste = Paste::into(&report, SAMPLE);
    assert!(paste.plan.proposals[0].is_conflict && paste.plan.proposals[0].chosen.is_none());
    assert_eq!(paste.typed("1.1"), "99");
}

#[test]
fn another_unit_is_asked() {
    let paste = Paste::into_blank(
        "6.1.\tTỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công\t%\t\n\t- Kế hoạch được giao\tTỷ đồng\t7,8\t",
    );
    assert_eq!((paste.figure("6.1a").why, paste.typed("6.1a")), (Why::OtherUnit, ""));
}

#[test]
fn spelling_of_the_source_is_aside() {
    type Change = fn(&str) -> String;
    let changes: [(&str, Change); 6] = [
        ("capitals", |text| text.to_uppercase()),
        ("no italics", |text| text.replace("<i>", "").replace("</i>", "")),
        ("en dashes", |text| text.replace("\t- ", "\t– ")),
        ("no blank behind the dash", |text| text.replace("\t- ", "\t-")),
        ("no-break spaces", |text| text.replace(' ', "\u{a0}")),
        ("zero-width signs", |text| {
            text.replace("hồ sơ", "hồ\u{200b} s\u{202e}ơ")
        }),
    ];
    for (name, change) in changes {
        let paste = Paste::into_blank(&change(SAMPLE));
        for (idx, row) in paste.edition.indexed() {
            let expect = sample::report(&paste.edition).entry(idx);
            assert_eq!(
                paste.report.entry(idx).typed.replace('\u{a0}', " "),
                expect.typed,
                "{name}: {}",
                row.id
            );
        }
    }
}

/// A block pasted into the cell of a row: which rows take which figures.
fn block(row: &str, text: &str) -> Vec<(String, String)> {
    let edition = Arc::clone(&EDITION);
    let report = Report::blank(&edition);
    let from = sample::row(&edition, row);
    let plan = plan_from_clipboard(&edition, &report, "", text, Some(from), &str::to_owned).expect("within the bounds");
    let report = plan.applied(&edition, &report);
    let filled = edition.indexed().filter(|(idx, _)| !report.entry(*idx).is_blank());
    let mut filled: Vec<(String, String)> = filled
        .map(|(idx, row)| (row.id.to_string(), report.entry(idx).typed))
        .collect();
    let rejected = plan.proposals.iter().filter(|proposal| proposal.why == Why::PastTheEnd);
    filled.extend(rejected.map(|proposal| ("past the end".to_owned(), proposal.text.clone())));
    filled
}

#[test]
fn a_block_fills_downwards_over_the_rows_that_take_answers() {
    let check = |row: &str, text: &str, expect: &[(&str, &str)]| {
        let expect: Vec<(String, String)> = expect
            .iter()
            .map(|(row, figure)| ((*row).to_owned(), (*figure).to_owned()))
            .collect();
        assert_eq!(block(row, text), expect, "{text}");
    };
    check(
        "1.1",
        "14\n100\n37\n37\n",
        &[("1.1", "14"), ("1.2", "100"), ("1.2a", "37"), ("1.2b", "37")],
    );
    // Row 1.3 is a heading: it is stepped over; a blank cell leaves its row.
    check(
        "1.2b",
        "37\n14\n\n5",
        &[("1.2b", "37"), ("1.3.1", "14"), ("1.3.1b", "5")],
    );
    // A blank for every heading: a column of a copy of the form.
    check(
        "1.2b",
        "37\n\n14\n14",
        &[("1.2b", "37"), ("1.3.1", "14"), ("1.3.1a", "14")],
    );
    check("1.1", "Văn bản\t14\n%\t99,5", &[("1.1", "14"), ("1.2", "99,5")]);
    check(
        "7.8.2c",
        "61\n3\n4\n",
        &[("7.8.2c", "61"), ("7.9", "3"), ("past the end", "4")],
    );
}

#[test]
fn a_table_pasted_into_a_cell_goes_to_its_own_rows() {
    let line = "1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t14";
    assert_eq!(block("7.9", line), [("1.1".to_owned(), "14".to_owned())]);
}

impl Paste {
    fn figures_rejected(&self) -> Vec<(&str, Why)> {
        let rejected = self
            .plan
            .proposals
            .iter()
            .filter(|proposal| proposal.why.grade() == Grade::Rejected);
        rejected
            .map(|proposal| (proposal.text.as_str(), proposal.why))
            .collect()
    }

    /// Every figure and note that was put in is the sample's.
    fn is_of_sample(&self) -> Result<(), TestCaseError> {
        let sample = sample::report(&self.edition);
        for (idx, row) in self.edition.indexed() {
            let (entry, note) = (self.report.entry(idx), self.report.note(idx));
            prop_assert!(
                entry.is_blank() || entry.typed == sample.entry(idx).typed,
                "{}: {:?}",
                row.id,
                entry
            );
            prop_assert!(
                note.is_empty() || sample.note(idx).contains(note),
                "{}: {}",
                row.id,
                note
            );
        }
        Ok(())
    }
}

#[test]
fn each_page_by_itself_gives_its_figures() {
    let edition = sample::edition();
    let mut report = Report::blank(&edition);
    for page in SAMPLE.split("\n\nSTT") {
        for page in [page.to_owned(), format!("STT{page}")] {
            let paste = Paste::into(&report, &page);
            paste.is_of_sample().expect("the sample's");
            report = paste.report;
        }
    }
    let filled = report.entries.iter().filter(|entry| !entry.is_blank()).count();
    assert_eq!(filled, 95);
}

/// Parts that a person marks with the mouse: lines of two pages with the head between them, or up to the next page's head.
#[test]
fn a_part_that_runs_over_a_head_gives_the_figures_above_it_too() {
    let lines: Vec<&str> = SAMPLE.lines().collect();
    for (from, to) in [
        (27, 46),
        (46, 70),
        (71, 95),
        (141, 165),
        (161, 182),
        (166, 186),
        (187, 200),
        (233, 251),
    ] {
        let part = lines[from - 1..to].join("\n");
        let paste = Paste::into_blank(&part);
        let found = paste.report.entries.iter().filter(|entry| !entry.is_blank()).count();
        paste.is_of_sample().expect("no figure in a wrong row");
        // The same lines without the head between them.
        let is_head =
            |line: &&&str| line.contains("STT\t") || line.contains("Số liệu\t") || line.starts_with("Đơn vị tính\t");
        let without: Vec<&str> = lines[from - 1..to]
            .iter()
            .filter(|line| !is_head(line))
            .copied()
            .collect();
        let whole = Paste::into_blank(&without.join("\n"));
        let expect = whole.report.entries.iter().filter(|entry| !entry.is_blank()).count();
        assert!(found >= expect && found > 2, "{from}–{to}: {found} of {expect}");
        assert_eq!(paste.report.period, None, "{from}–{to}");
        // And never as a column, wherever it is pasted.
        let from_cell = Some(sample::row(&paste.edition, "1.1"));
        let blank = Report::blank(&paste.edition);
        let in_cell = plan_from_clipboard(&paste.edition, &blank, "", &part, from_cell, &str::to_owned)
            .expect("within the bounds");
        assert!(
            in_cell.proposals.iter().all(|proposal| proposal.why != Why::InOrder),
            "{from}–{to}"
        );
    }
}

/// A short round; `PROPTEST_CASES` asks for a longer one.
pub(crate) fn runs() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if asked { ProptestConfig::default().cases } else { 40 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(runs())]

    /// Any lines out of the middle: what is taken unasked is right.
    #[test]
    fn any_part_puts_nothing_into_a_wrong_row(from in 0..310_usize, count in 1..80_usize) {
        let lines: Vec<&str> = SAMPLE.lines().skip(from).take(count).collect();
        Paste::into_blank(&lines.join("\n")).is_of_sample()?;
    }

    #[test]
    fn any_text_is_survived(text in "[\\PC\t\n\r;,\"]{0,300}") {
        let edition = Arc::clone(&EDITION);
        let plan = plan_from_text(&edition, &Report::blank(&edition), &text, &str::to_owned);
        prop_assert!(plan.is_ok());
    }

    /// The sample with a part cut out, doubled, or overwritten.
    #[test]
    fn a_damaged_table_is_survived(at in 0..20_000_usize, length in 0..400_usize, with in "[\\PC\t\n]{0,12}") {
        let letters: Vec<char> = SAMPLE.chars().collect();
        let at = at.min(letters.len());
        let end = (at + length).min(letters.len());
        let text: String = letters[..at].iter().copied().chain(with.chars()).chain(letters[end..].iter().copied()).collect();
        let paste = Paste::into_blank(&text);
        prop_assert_eq!(paste.report.entries.len(), paste.edition.rows.len());
    }
}

/// The longest table within the bounds, every label a little like many.
#[test]
fn the_worst_table_within_the_bounds_is_read() {
    let label = "so tthc ho so ty le giai quyet dung han cua ubnd cap huyen trong do tong so da tiep nhan x";
    let lines: Vec<String> = (0..2_000)
        .map(|at| format!("\t- {label}{at}\tHồ sơ\t{at}\tSở Nội vụ báo cáo {at}"))
        .collect();
    let paste = Paste::into_blank(&lines.join("\n"));
    assert!(paste.report.entries.iter().all(phuluc::model::answer::Entry::is_blank));
}

/// What PDFium, the reader in Chrome and Edge, gives of the sample's printed pages (LibreOffice 7.4 made the PDF of `sample.docx`).
#[test]
fn the_text_of_a_pdf_gives_most_figures_and_no_wrong_one() {
    let paste = Paste::into_blank(include_str!("files/office/sample_pdf.txt"));
    let expect = sample::report(&paste.edition);
    let mut found = 0;
    for (idx, row) in paste.edition.indexed() {
        let is = paste.report.entry(idx).typed;
        assert!(is.is_empty() || is == expect.entry(idx).typed, "{}: {is}", row.id);
        found += usize::from(!is.is_empty());
        let note = paste.report.note(idx);
        assert!(note.is_empty() || note == expect.note(idx), "{}: {note}", row.id);
    }
    assert_eq!(
        (&paste.report.office, &paste.report.period),
        (&expect.office, &expect.period)
    );
    // Those that a narrow column broke are asked, with the right one to choose.
    let broken: Vec<&Proposal> = paste
        .plan
        .proposals
        .iter()
        .filter(|proposal| proposal.why == Why::Read(How::Broken))
        .collect();
    for proposal in &broken {
        let is_right = |offer: &Offer| match (offer.target, &offer.value) {
            (Target::Figure(idx), Value::Entry(entry)) => entry.typed == expect.entry(idx).typed,
            _ => false,
        };
        assert!(
            proposal.chosen.is_none() && proposal.offers.iter().any(is_right),
            "{proposal:?}"
        );
    }
    // The rest stands on two pages or has another unit there: it is listed with its text.
    let listed = paste
        .plan
        .proposals
        .iter()
        .filter(|proposal| proposal.why == Why::NoSuchRow)
        .count();
    assert_eq!((found, broken.len()), (79, 7));
    assert!(listed >= 95 - 79 - 7, "{listed}");
    assert!(paste.plan.repairs.contains(&Repair::LostColumns));
}
