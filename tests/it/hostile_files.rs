//! Files that are not ours, broken, or made to harm: refused with the reason, never a panic, never without bound.

use phuluc::exchange::problem::{MAX_FILE_BYTES, ReadError};
use phuluc::exchange::report_csv::{Dialect, csv_from_report};
use phuluc::exchange::report_file::report_from_bytes;
use phuluc::words::file::read_error;
use proptest::prelude::*;

use crate::sample::{self, json_from_report};

fn check(bytes: &[u8], expect: &ReadError) {
    let edition = sample::edition();
    let found = report_from_bytes(&edition, bytes).map(|_| ()).expect_err("refused");
    assert_eq!(&found, expect);
    let said = read_error(&found);
    assert!(said.ends_with('.') && said.chars().count() < 300, "{said}");
}

#[test]
fn what_is_refused_and_why() {
    let edition = sample::edition();
    let json = json_from_report(&edition, &sample::report(&edition));
    let csv = csv_from_report(&edition, &sample::report(&edition), Dialect::Data);
    check(b"", &ReadError::Empty);
    check(b" \n", &ReadError::Empty);
    check(&vec![b'{'; MAX_FILE_BYTES + 1], &ReadError::TooLarge);
    check(b"PK\x03\x04\xff\xfe", &ReadError::NotUtf8);
    check(b"<html>", &ReadError::NotOurs);
    check(b"{}", &ReadError::NotOurs);
    check(b"[1, 2]", &ReadError::NotOurs);
    check(b"a,b,c\r\n1,2,3\r\n", &ReadError::NotOurs);
    check(&json.as_bytes()[..json.len() / 2], &ReadError::CutShort);
    check(&json.as_bytes()[..json.len() - 3], &ReadError::CutShort);
    check(
        csv.split_once("\r\n").expect("a header").0.as_bytes(),
        &ReadError::CutShort,
    );
    check(
        &csv.as_bytes()[..csv.rfind("7.8").expect("chapter 7")],
        &ReadError::CutShort,
    );
    check(
        json.replace("\"value\": 14", "\"value\": 1 4").as_bytes(),
        &ReadError::Syntax { line: 32, column: 18 },
    );
    check(
        json.replace("\"period\"", "\"edition\"").as_bytes(),
        &ReadError::DuplicateKey("edition".to_owned()),
    );
    check(
        json.replacen("\"note\"", "\"typed\"", 1).as_bytes(),
        &ReadError::DuplicateKey("typed".to_owned()),
    );
    check(
        json.replace(
            "\"findings\": [",
            &format!("\"deep\": {}{},\n  \"findings\": [", "[".repeat(9), "]".repeat(9)),
        )
        .as_bytes(),
        &ReadError::TooDeep,
    );
    check("[".repeat(500_000).as_bytes(), &ReadError::CutShort);
    check(
        json.replace("\"format_version\": 1", "\"format_version\": 2")
            .as_bytes(),
        &ReadError::NewerVersion { found: "2".to_owned() },
    );
    check(
        json.replace("cchc-phu-luc-2/2023", "cchc-phu-luc-2/2030").as_bytes(),
        &ReadError::OtherEdition {
            found: "cchc-phu-luc-2/2030".to_owned(),
        },
    );
    check(
        json.replace("\"office\": {", "\"office\": 3, \"x\": {").as_bytes(),
        &ReadError::WrongShape {
            key: "office.code".to_owned(),
        },
    );
    check(
        json.replace("\"rows\": [", "\"rows\": 1, \"old\": [").as_bytes(),
        &ReadError::WrongShape { key: "rows".to_owned() },
    );
}

#[test]
fn a_figure_past_all_bounds_is_no_figure() {
    let edition = sample::edition();
    for digits in ["1e400", "1E5", "99999999999999999999999999999999"] {
        let json = json_from_report(&edition, &sample::report(&edition)).replacen(
            "\"value\": 14",
            &format!("\"value\": {digits}"),
            1,
        );
        let (report, problems) = report_from_bytes(&edition, json.as_bytes()).expect("the other rows are read");
        assert!(problems.len() >= 2, "{digits}: the digest and the row");
        assert!(report.entry(sample::row(&edition, "1.1")).is_blank(), "{digits}");
    }
}

#[test]
fn a_value_that_is_no_reading_of_its_text_is_told_and_chooses_nothing() {
    let edition = sample::edition();
    let json = json_from_report(&edition, &sample::report(&edition));
    let forged = json.replace("\"typed\": \"7.800\"", "\"typed\": \"4.800\"");
    let (report, problems) = report_from_bytes(&edition, forged.as_bytes()).expect("read");
    let row = sample::row(&edition, "6.1b");
    assert_eq!(
        (report.entry(row).typed.as_str(), report.entry(row).chosen),
        ("4.800", None)
    );
    assert!(problems.iter().any(|problem| problem.row == Some(row)), "{problems:?}");
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(report_from_bytes(&sample::edition(), &bytes).is_err());
    }

    /// Our own files with a part cut out, doubled, or overwritten.
    #[test]
    fn damaged_files_are_survived(at in 0.0..1.0_f64, length in 0..40_usize, with in "\\PC{0,6}", is_csv in any::<bool>()) {
        let edition = sample::edition();
        let report = sample::report(&edition);
        let text = if is_csv { csv_from_report(&edition, &report, Dialect::Excel) } else { json_from_report(&edition, &report) };
        let mut at = (at * text.len() as f64) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let mut end = (at + length).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let changed = format!("{}{with}{}", &text[..at], &text[end.max(at)..]);
        if let Ok((read, problems)) = report_from_bytes(&edition, changed.as_bytes()) {
            // A JSON file tells every change by its digest; CSV has none, so there the figures may differ but are figures.
            prop_assert!(is_csv || changed == text || !problems.is_empty());
            prop_assert_eq!(read.entries.len(), edition.rows.len());
        }
    }
}
