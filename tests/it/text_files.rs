//! Text files of any make: six encodings, three separators, three ways to write a figure. Each cell is right or asked, none is
//! silently wrong.

use phuluc::exchange::intake::file::FileFault;
use phuluc::exchange::intake::plan::{Plan, Target, Value};
use phuluc::exchange::intake::plan_from_file;
use phuluc::model::answer::Answer;
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::number::Number;
use phuluc::model::report::Report;

use crate::sample;

/// The letters that windows-1258 writes as a letter and a tone: first the letter, then grave, hook, tilde, acute, dot below.
const TONES: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];
const TONE_BYTES: [u8; 5] = [0xcc, 0xd2, 0xde, 0xec, 0xf2];
/// TCVN3 in the order of [`TONES`], each letter with its five tones.
const TCVN3: [[u8; 6]; 12] = [
    [b'a', 0xb5, 0xb6, 0xb7, 0xb8, 0xb9],
    [0xa8, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6],
    [0xa9, 0xc7, 0xc8, 0xc9, 0xca, 0xcb],
    [b'e', 0xcc, 0xce, 0xcf, 0xd0, 0xd1],
    [0xaa, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6],
    [b'i', 0xd7, 0xd8, 0xdc, 0xdd, 0xde],
    [b'o', 0xdf, 0xe1, 0xe2, 0xe3, 0xe4],
    [0xab, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9],
    [0xac, 0xea, 0xeb, 0xec, 0xed, 0xee],
    [b'u', 0xef, 0xf1, 0xf2, 0xf3, 0xf4],
    [0xad, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9],
    [b'y', 0xfa, 0xfb, 0xfc, 0xfd, 0xfe],
];

/// The letter's place in [`TONES`].
fn tone(letter: char) -> Option<(usize, usize)> {
    TONES
        .iter()
        .enumerate()
        .find_map(|(row, letters)| Some((row, letters.chars().position(|other| other == letter)?)))
}

fn windows_1258(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let lower = letter.to_lowercase().next().unwrap();
        let (base, mark) = match tone(lower) {
            Some((row, place)) => (
                TONES[row].chars().next().unwrap(),
                place.checked_sub(1).map(|place| TONE_BYTES[place]),
            ),
            None => (lower, None),
        };
        let is_upper = letter != lower;
        bytes.push(match (base, is_upper) {
            ('ă', false) => 0xe3,
            ('ă', true) => 0xc3,
            ('â', false) => 0xe2,
            ('â', true) => 0xc2,
            ('ê', false) => 0xea,
            ('ê', true) => 0xca,
            ('ô', false) => 0xf4,
            ('ô', true) => 0xd4,
            ('ơ', false) => 0xf5,
            ('ơ', true) => 0xd5,
            ('ư', false) => 0xfd,
            ('ư', true) => 0xdd,
            ('đ', false) => 0xf0,
            ('đ', true) => 0xd0,
            (plain, true) => u8::try_from(plain).unwrap().to_ascii_uppercase(),
            (plain, false) => u8::try_from(plain).unwrap(),
        });
        bytes.extend(mark);
    }
    bytes
}

fn tcvn3(text: &str) -> Vec<u8> {
    let byte = |letter: char| {
        let lower = letter.to_lowercase().next().unwrap();
        match (tone(lower), lower) {
            (Some((_, 0)), _) if letter.is_ascii() => u8::try_from(letter).unwrap(),
            (Some((row, place)), _) => TCVN3[row][place],
            (None, 'đ') => 0xae,
            (None, _) => u8::try_from(letter).unwrap(),
        }
    };
    text.chars().map(byte).collect()
}

fn utf16(text: &str, is_little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if is_little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

/// A figure as the style writes it: grouped with a decimal comma, grouped with a decimal point, or digits with a point.
fn written(number: Number, style: usize) -> String {
    let plain = number.to_plain();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let group = |mark: &str| {
        let digits: Vec<char> = whole.chars().collect();
        digits
            .rchunks(3)
            .rev()
            .map(|chunk| chunk.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join(mark)
    };
    let (whole, mark) = match style {
        0 => (group("."), ","),
        1 => (group(","), "."),
        _ => (whole.to_owned(), "."),
    };
    if fraction.is_empty() {
        whole
    } else {
        format!("{whole}{mark}{fraction}")
    }
}

/// A figure for each row that takes one, large and with a fraction where the row may have one.
fn figure(row: &phuluc::model::edition::Row, place: usize) -> Option<Number> {
    let thousands = 1_000 * (place as i128 % 9 + 1) + place as i128;
    match &row.kind {
        RowKind::Heading => None,
        RowKind::Count => Some(Number::new(thousands * (place as i128 % 1_000 + 1), 0).unwrap()),
        RowKind::Percent => Some(Number::new(place as i128 % 100 * 100 + 30, 2).unwrap()),
        RowKind::Money => Some(Number::new(1_234_567 * (place as i128 + 1), 1).unwrap()),
        RowKind::Code(list) => Some(Number::whole(i64::from(
            list.choices()[place % list.choices().len()].code,
        ))),
    }
}

fn table(edition: &Edition, separator: char, style: usize) -> String {
    let quoted = |text: &str| {
        let needs = text.contains(separator) || text.contains(['"', '\n', ';', ',', '\t']);
        if needs {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let mut lines = vec![["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú"].map(str::to_owned)];
    for (idx, row) in edition.indexed() {
        let dash = if row.is_dashed() { "- " } else { "" };
        let figure = figure(row, idx.place()).map_or_else(String::new, |number| written(number, style));
        let note = if idx.place() == 5 {
            "dòng một\ndòng \"hai\""
        } else {
            ""
        };
        lines.push([
            row.stt.clone(),
            format!("{dash}{}", row.full_label()),
            row.unit.clone(),
            figure,
            note.to_owned(),
        ]);
    }
    let line = |cells: &[String; 5]| {
        cells
            .iter()
            .map(|cell| quoted(cell))
            .collect::<Vec<_>>()
            .join(&separator.to_string())
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

fn read(edition: &Edition, bytes: &[u8]) -> Result<Plan, FileFault> {
    plan_from_file(edition, &Report::blank(edition), bytes, &str::to_owned, &str::to_owned)
}

#[test]
fn every_encoding_separator_and_style_is_right_or_asked() {
    let edition = sample::edition();
    let (mut right, mut asked) = (0, 0);
    for separator in ['\t', ';', ','] {
        for style in 0..3 {
            let text = table(&edition, separator, style);
            let encodings = [
                text.clone().into_bytes(),
                format!("\u{feff}{text}").into_bytes(),
                utf16(&text, true),
                utf16(&text, false),
                windows_1258(&text),
                tcvn3(&text),
            ];
            for (encoding, bytes) in encodings.iter().enumerate() {
                let case = format!("encoding {encoding}, {separator:?}, style {style}");
                let plan = read(&edition, bytes).expect(&case);
                let report = plan.applied(&edition, &Report::blank(&edition));
                for (idx, row) in edition.indexed() {
                    let Some(expect) = figure(row, idx.place()) else {
                        assert!(report.entry(idx).is_blank(), "{case}: {}", row.id);
                        continue;
                    };
                    match report.entry(idx).answer(row) {
                        Answer::Figure(found) => {
                            assert_eq!(
                                found.compare(expect),
                                Some(std::cmp::Ordering::Equal),
                                "{case}: {}",
                                row.id
                            );
                            right += 1;
                        }
                        other @ (Answer::Unanswered
                        | Answer::None
                        | Answer::NotOurs
                        | Answer::Unread(_)
                        | Answer::Ambiguous { .. }
                        | Answer::TextLost { .. }) => {
                            assert!(
                                is_asked(&plan, idx),
                                "{case}: {} {other:?} {:?}",
                                row.id,
                                report.entry(idx)
                            );
                            asked += 1;
                        }
                    }
                }
                let noted = report.notes.iter().filter(|note| !note.is_empty()).count();
                assert_eq!(noted, 1, "{case}: the note with a quoted line break");
                assert!(
                    report.notes[5].contains('\n') && report.notes[5].ends_with("\"hai\""),
                    "{case}"
                );
            }
        }
    }
    let rows = edition
        .indexed()
        .filter(|(_, row)| row.kind != RowKind::Heading)
        .count();
    assert_eq!(right + asked, 54 * rows);
    assert_eq!(asked, 0, "the whole file tells its style");
}

/// The figure can be chosen, in the preview or in the form.
fn is_asked(plan: &Plan, idx: phuluc::model::id::RowIdx) -> bool {
    let of_row = |proposal: &&phuluc::exchange::intake::plan::Proposal| {
        proposal
            .offers
            .iter()
            .any(|offer| offer.target == Target::Figure(idx) && matches!(offer.value, Value::Entry(_)))
    };
    plan.proposals
        .iter()
        .find(of_row)
        .is_some_and(|proposal| proposal.offers.len() > 1)
}

#[test]
fn our_own_table_is_read_as_any_other_where_it_is_not_whole() {
    let edition = sample::edition();
    let report = sample::report(&edition);
    let csv =
        phuluc::exchange::report_csv::csv_from_report(&edition, &report, phuluc::exchange::report_csv::Dialect::Data);
    let half = &csv[..csv.rfind("7.8").expect("chapter 7")];
    let plan = read(&edition, half.as_bytes()).expect("read");
    let read = plan.applied(&edition, &Report::blank(&edition));
    for (idx, row) in edition.indexed() {
        match (read.entry(idx).answer(row), report.entry(idx).answer(row)) {
            (Answer::Figure(found), Answer::Figure(wanted)) => {
                assert_eq!(found.compare(wanted), Some(std::cmp::Ordering::Equal));
            }
            (Answer::Unanswered, _) => {}
            // The file carries the calculated figures too.
            (found, wanted) => assert_eq!(wanted, Answer::Unanswered, "{} {found:?}", row.id),
        }
        assert!(
            read.note(idx).is_empty() || read.note(idx) == report.note(idx),
            "{}: {}",
            row.id,
            read.note(idx)
        );
    }
}

#[test]
fn without_a_telling_figure_it_is_asked() {
    let edition = sample::edition();
    let line = |figure: &str| {
        format!(
            "STT;Chỉ tiêu;Số liệu\n6.1;Tỷ lệ thực hiện kế hoạch giải ngân vốn đầu tư công;\n;- Kế hoạch được giao;{figure}"
        )
    };
    for figure in ["7.800", "7,800"] {
        let plan = read(&edition, line(figure).as_bytes()).expect("read");
        let idx = sample::row(&edition, "6.1a");
        assert!(is_asked(&plan, idx), "{figure}: {plan:?}");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let edition = sample::edition();
    for (bytes, expect) in [
        (&b"%PDF-1.7"[..], FileFault::Pdf),
        (b"{\\rtf1", FileFault::Rtf),
        (b"PK\x03\x04\x00\x00\xff\x00", FileFault::Damaged),
    ] {
        assert_eq!(read(&edition, bytes).expect_err("refused"), expect);
    }
    assert!(read(&edition, b"").expect("an empty text").is_empty());
    assert!(read(&edition, &[b','; 900_000]).expect("commas alone").is_empty());
}

proptest::proptest! {
    #![proptest_config(crate::intake::runs())]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let edition = sample::edition();
        if let Ok(plan) = read(&edition, &bytes) {
            proptest::prop_assert_eq!(plan.applied(&edition, &Report::blank(&edition)).notes.len(), edition.rows.len());
        }
    }
}
