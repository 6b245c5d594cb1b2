//! What travels between the page and the block that reads: nothing is lost on the way, and the sample comes through it whole.

use std::cell::RefCell;

use phuluc::base::json::Json;
use phuluc::editions;
use phuluc::exchange::intake::plan_from_text;
use phuluc::model::answer::Entry;
use phuluc::model::report::Report;
use phuluc::preview::reader::answer;
use phuluc::preview::request::{Request, request_from_text, text_from_request};
use phuluc::preview::shown::{Answer, Preview, answer_from_text, apply, text_from_answer};
use phuluc::words::intake::from_figure;
use proptest::prelude::*;

use crate::any::any_report;
use crate::sample;

fn ask(request: &Request, report: &Report) -> Answer {
    let request = text_from_request(request, report);
    let told = RefCell::new(Vec::new());
    let progress = |percent| told.borrow_mut().push(percent);
    let text = answer(editions::BUILT_IN[0], &request, &[], &str::to_owned, &progress).expect("a request of ours");
    let told = told.into_inner();
    assert!(
        told.iter().all(|percent| *percent < 100) && told.is_sorted_by(|before, after| before < after),
        "{told:?}"
    );
    answer_from_text(&text).expect("an answer of ours")
}

#[test]
fn a_long_reading_tells_how_far_it_is() {
    let edition = sample::edition();
    let request = Request {
        text: include_str!("files/phu-luc-2.txt").to_owned(),
        ..Request::default()
    };
    let request = text_from_request(&request, &Report::blank(&edition));
    let told = RefCell::new(0);
    let progress = |_| *told.borrow_mut() += 1;
    assert!(answer(editions::BUILT_IN[0], &request, &[], &str::to_owned, &progress).is_some());
    assert_eq!(told.into_inner(), 99, "each hundredth once");
}

fn paste(text: &str, report: &Report) -> Answer {
    let request = Request {
        text: text.to_owned(),
        ..Request::default()
    };
    ask(&request, report)
}

fn accepted(preview: &Preview, report: &Report) -> Report {
    let edition = sample::edition();
    let mut report = report.clone();
    let chosen = preview.lines.iter().filter_map(|line| line.choices.get(line.chosen?));
    chosen.for_each(|(_, change): &(String, Json)| apply(&edition, &mut report, change));
    report
}

#[test]
fn the_sample_comes_through_the_block() {
    let edition = sample::edition();
    let blank = Report::blank(&edition);
    let text = include_str!("files/phu-luc-2.txt");
    let Answer::Preview(preview) = paste(text, &blank) else {
        panic!("a preview");
    };
    assert_eq!(accepted(&preview, &blank), sample::report(&edition));
    let plan = plan_from_text(&edition, &blank, text, &from_figure).expect("within the bounds");
    assert_eq!(plan.applied(&edition, &blank), sample::report(&edition));
    let Answer::Preview(again) = paste(text, &sample::report(&edition)) else {
        panic!("a preview");
    };
    assert!(again.lines.iter().all(|line| line.is_same), "{:?}", again.lines);
}

#[test]
fn what_is_no_table_and_what_is_too_much_is_said() {
    let blank = Report::blank(&sample::edition());
    assert_eq!(paste("Kính gửi\tÔng A", &blank), Answer::Nothing);
    let Answer::Refused(why) = paste(&"a\tb\n".repeat(3_000), &blank) else {
        panic!("refused");
    };
    assert!(why.starts_with("Bảng có hơn 2000 dòng"), "{why}");
    assert_eq!(answer(editions::BUILT_IN[0], "{", &[], &str::to_owned, &|_| ()), None);
    assert_eq!(answer_from_text("{}"), None);
}

#[test]
fn a_figure_that_is_no_code_is_not_called_no_number() {
    let blank = Report::blank(&sample::edition());
    let line = "STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\n7.4.\tTriển khai xây dựng nền tảng chia sẻ, tích hợp dùng chung (LGSP)\t\t";
    let why = |figure: &str| {
        let Answer::Preview(preview) = paste(&format!("{line}{figure}"), &blank) else {
            panic!("a preview");
        };
        let rejected = preview.lines.iter().find(|line| line.kind == "rejected");
        (rejected.unwrap().why.clone(), accepted(&preview, &blank))
    };
    for figure in ["3", "12", "0,5", "1.000"] {
        let (said, report) = why(figure);
        assert_eq!(
            said,
            "Không có trong danh mục mã của dòng; nội dung được đưa vào ghi chú."
        );
        let idx = sample::row(&sample::edition(), "7.4");
        assert_eq!(report.entry(idx), Entry::default());
        assert_eq!(report.note(idx), from_figure(figure));
    }
    assert_eq!(why("đã có").0, "Không phải số; nội dung được đưa vào ghi chú.");
}

#[test]
fn every_sentence_of_a_preview_is_whole() {
    let blank = Report::blank(&sample::edition());
    let Answer::Preview(preview) = paste(
        &format!("{}\n9.9\tKhông có\tNgười\t5", include_str!("files/phu-luc-2.txt")),
        &blank,
    ) else {
        panic!("a preview");
    };
    for line in &preview.lines {
        assert!(
            line.why.ends_with('.') && !line.place.is_empty() && !line.grade.is_empty(),
            "{line:?}"
        );
        assert!(line.choices.iter().all(|(words, _)| !words.is_empty()), "{line:?}");
    }
    assert_eq!(preview.lines[0].kind, "rejected");
    let text = text_from_answer(&Answer::Preview(preview.clone()));
    assert_eq!(answer_from_text(&text), Some(Answer::Preview(preview)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_request_carries_the_report(report in any_report(sample::edition()), text in "\\PC{0,40}") {
        let edition = sample::edition();
        let request = Request { text, ..Request::default() };
        let (read, held) = request_from_text(&edition, &text_from_request(&request, &report)).expect("ours");
        prop_assert_eq!(read, request);
        prop_assert_eq!(held.notes, report.notes);
        prop_assert_eq!(held.office, report.office);
        prop_assert_eq!((held.period, held.document), (report.period, report.document));
        for (found, entry) in held.entries.iter().zip(&report.entries) {
            prop_assert!(found == entry || entry.is_blank());
        }
    }
}
