//! Report files: the sample's golden files, and that what is written is read back, byte for byte.

use std::sync::Arc;

use phuluc::exchange::file_name::{FileKind, draft_name, file_name};
use phuluc::exchange::problem::ReadProblemKind;
use phuluc::exchange::report_csv::{Dialect, csv_from_report};
use phuluc::exchange::report_file::report_from_bytes;
use phuluc::model::answer::Entry;
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use proptest::prelude::*;

use crate::any::any_report;
use crate::sample::{self, json_from_report};

/// Compares with a golden file; `PHULUC_WRITE_GOLDEN=1` writes it anew, to be looked at before it is committed.
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/files")
        .join(name);
    if std::env::var_os("PHULUC_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("the golden file can be written");
    }
    let expect = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == expect,
        "{name} differs; first at byte {:?}",
        text.bytes().zip(expect.bytes()).position(|(a, b)| a != b)
    );
}

#[test]
fn the_sample_gives_the_golden_files() {
    let edition = sample::edition();
    let report = sample::report(&edition);
    golden("CCHC_2023-Q2_STNMT.json", &json_from_report(&edition, &report));
    golden(
        "CCHC_2023-Q2_STNMT.csv",
        &csv_from_report(&edition, &report, Dialect::Data),
    );
    golden(
        "CCHC_2023-Q2_STNMT_excel.csv",
        &csv_from_report(&edition, &report, Dialect::Excel),
    );
    assert_eq!(file_name(&report, FileKind::Json), "CCHC_2023-Q2_STNMT.json");
    assert_eq!(file_name(&report, FileKind::CsvExcel), "CCHC_2023-Q2_STNMT_excel.csv");
    assert_eq!(
        draft_name(&report, "2026-11-29"),
        "phuluc-ban-nhap_2023-Q2_STNMT_2026-11-29.json"
    );
    assert_eq!(
        file_name(&Report::blank(&edition), FileKind::Csv),
        "CCHC_chua-chon-ky_chua-chon-don-vi.csv"
    );
}

#[test]
fn the_json_is_what_the_contract_says() {
    let edition = sample::edition();
    let text = json_from_report(&edition, &sample::report(&edition));
    assert!(text.ends_with("\"\n}\n") && !text.contains('\r') && !text.starts_with('\u{feff}'));
    let keys: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("  \""))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(
        keys,
        [
            "format",
            "format_version",
            "edition",
            "office",
            "period",
            "document",
            "rows",
            "findings",
            "digest"
        ]
    );
    let of_row = |id: &str| {
        text.split("    {\n")
            .find(|row| row.contains(&format!("\"id\": \"{id}\"")))
            .expect(id)
            .to_owned()
    };
    let has = |id: &str, part: &str| assert!(of_row(id).contains(part), "{id}: {part} in {}", of_row(id));
    has(
        "1.1",
        "\"state\": \"figure\",\n      \"value\": 14,\n      \"typed\": \"14\"",
    );
    has("1.2", "\"stt\": \"1.2.\"");
    has(
        "1.2",
        "\"state\": \"calculated\",\n      \"value\": 100.00,\n      \"typed\": \"\"",
    );
    has("3.4.4", "\"value\": 99.30,\n      \"typed\": \"99,30\"");
    has(
        "2.1.1",
        "\"value\": 9,\n      \"calculated\": 9,\n      \"typed\": \"09\"",
    );
    has("6.1a", "\"value\": 7800,\n      \"typed\": \"7.800\"");
    has(
        "2.2b",
        "\"state\": \"figure\",\n      \"value\": 0,\n      \"typed\": \"0\"",
    );
    has("3.1.1", "\"state\": \"unanswered\",\n      \"value\": null");
    has("1.3", "\"state\": \"heading\",\n      \"value\": null");
}

/// Two texts, compared line by line so that a difference can be read.
fn same_lines(left: &str, right: &str) -> Result<(), TestCaseError> {
    for (left, right) in left.lines().zip(right.lines()) {
        prop_assert_eq!(left, right);
    }
    prop_assert!(left == right, "lengths {} and {}", left.len(), right.len());
    Ok(())
}

/// The same report again, and the same bytes.
fn comes_back(edition: &Edition, report: &Report) -> Result<(), TestCaseError> {
    let json = json_from_report(edition, report);
    let (read, problems) = report_from_bytes(edition, json.as_bytes()).expect("our own file");
    prop_assert_eq!(&problems, &[]);
    same_lines(&json_from_report(edition, &read), &json)?;
    for (entry, (before, row)) in read.entries.iter().zip(report.entries.iter().zip(&edition.rows)) {
        prop_assert_eq!(&entry.typed, &before.typed);
        prop_assert_eq!(entry.answer(row), before.answer(row), "{}", row.id);
    }
    prop_assert_eq!(&read.notes, &report.notes);
    for dialect in [Dialect::Data, Dialect::Excel] {
        let csv = csv_from_report(edition, report, dialect);
        let (read, problems) = report_from_bytes(edition, csv.as_bytes()).expect("our own file");
        let is_expected =
            |kind: &ReadProblemKind| matches!(kind, ReadProblemKind::TextLost | ReadProblemKind::UnknownOffice(_));
        prop_assert!(
            problems.iter().all(|problem| is_expected(&problem.kind)),
            "{:?}",
            problems
        );
        same_lines(&csv_from_report(edition, &read, dialect), &csv)?;
        let headings_aside = |notes: &[String]| -> Vec<String> {
            let rows = notes.iter().zip(&edition.rows);
            rows.filter(|(_, row)| row.kind.expected().is_some())
                .map(|(note, _)| note.clone())
                .collect()
        };
        prop_assert_eq!(headings_aside(&read.notes), headings_aside(&report.notes));
    }
    Ok(())
}

#[test]
fn the_sample_comes_back() {
    let edition = sample::edition();
    comes_back(&edition, &sample::report(&edition)).expect("the same again");
    comes_back(&edition, &Report::blank(&edition)).expect("the same again");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_report_comes_back(report in any_report(sample::edition())) {
        comes_back(&sample::edition(), &report)?;
    }
}

#[test]
fn unknown_keys_are_kept_and_written_back() {
    let edition = sample::edition();
    let text = json_from_report(&edition, &sample::report(&edition))
        .replace("\"role\": \"CQ\"", "\"role\": \"CQ\",\n    \"phone\": 1.50")
        .replace(
            "  \"findings\": []",
            "  \"findings\": [\n    {\n      \"check\": \"x\"\n    }\n  ],\n  \"later\": {\n    \"a\": true\n  }",
        )
        .replacen("\"note\": \"\"", "\"note\": \"\",\n      \"weight\": 3", 1);
    let (report, problems) = report_from_bytes(&edition, text.as_bytes()).expect("a file of ours");
    assert_eq!(problems.len(), 1, "only that the digest no longer fits: {problems:?}");
    let again = json_from_report(&edition, &report);
    let without_digest = |text: &str| text.split("\"digest\"").next().unwrap_or_default().to_owned();
    same_lines(&without_digest(&again), &without_digest(&text)).expect("the same but for the digest");
    let (same, problems) = report_from_bytes(&edition, again.as_bytes()).expect("our own file");
    assert_eq!((same, problems), (report, Vec::new()));
}

/// Reads the sample's file after a change and gives what was noticed.
fn noticed(change: impl Fn(String) -> String) -> (Report, Vec<ReadProblemKind>) {
    let edition = sample::edition();
    let text = change(json_from_report(&edition, &sample::report(&edition)));
    let (report, problems) = report_from_bytes(&edition, text.as_bytes()).expect("still a file of ours");
    (
        report,
        problems
            .into_iter()
            .map(|problem| problem.kind)
            .filter(|kind| *kind != ReadProblemKind::DigestBroken)
            .collect(),
    )
}

#[test]
fn a_changed_figure_is_noticed() {
    let edition = sample::edition();
    let (report, problems) = noticed(|text| text.replace("\"value\": 177190", "\"value\": 177191"));
    assert_eq!(
        problems,
        [ReadProblemKind::ValueDiffers {
            file: "177191".to_owned()
        }]
    );
    assert_eq!(report.entry(sample::row(&edition, "3.4.1c")), Entry::typed("177190"));
    let (_, problems) = noticed(|text| text.replace("\"value\": 103.29", "\"value\": 99.30"));
    assert!(matches!(problems.as_slice(), [ReadProblemKind::CalculatedDiffers { file, .. }] if file == "99.30"));
}

#[test]
fn a_broken_row_does_not_stop_the_others() {
    let edition = sample::edition();
    let (report, problems) = noticed(|text| text.replacen("\"value\": 14,", "\"value\": \"14\",", 1));
    assert_eq!(problems, [ReadProblemKind::BrokenRow]);
    assert_eq!(report.entry(sample::row(&edition, "1.2a")), Entry::typed("37"));
    let (report, problems) = noticed(|text| text.replacen("\"id\": \"1.1\"", "\"id\": \"9.9\"", 1));
    assert_eq!(
        problems,
        [
            ReadProblemKind::UnknownRow("9.9".to_owned()),
            ReadProblemKind::MissingRow
        ]
    );
    assert_eq!(report.kept.unknown_rows.len(), 1);
}

#[test]
fn a_figure_without_its_text_is_taken() {
    let (report, problems) = noticed(|text| text.replace("\"typed\": \"7.800\"", "\"typed\": \"\""));
    assert_eq!(problems, []);
    let edition = sample::edition();
    assert_eq!(report.entry(sample::row(&edition, "6.1a")), Entry::typed("7800"));
}

#[test]
fn one_report_for_one_file() {
    let edition: Arc<Edition> = sample::edition();
    let one = csv_from_report(&edition, &sample::report(&edition), Dialect::Data);
    let mut other = sample::report(&edition);
    other.office.code = "SNV".to_owned();
    let other = csv_from_report(&edition, &other, Dialect::Data);
    let both = format!("{one}{}", other.split_once("\r\n").expect("a header").1);
    assert_eq!(
        report_from_bytes(&edition, both.as_bytes()).map(|_| ()),
        Err(phuluc::exchange::problem::ReadError::SeveralReports)
    );
}
