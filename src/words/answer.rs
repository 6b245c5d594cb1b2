//! What is said of one row's answer: how it is shown, what is wrong with a text and what to do, which reading is meant.

use crate::base::fold::lower;
use crate::model::answer::{Answer, Entry, Mark};
use crate::model::edition::{Row, RowKind};
use crate::model::number::{MAX_DIGITS, Number, PLAIN_GROUP_MARK};
use crate::model::number_reader::{Expected, NumberFault};
use crate::rules::calculate::Outcome;

/// The word of [`Answer::None`].
pub const NONE: &str = "Không phát sinh";

/// The word of [`Answer::NotOurs`].
pub const NOT_OURS: &str = "Không thuộc trách nhiệm";

/// The word that stands in place of the figure; none where there is no such state.
#[must_use]
pub fn mark_word(answer: Answer) -> Option<&'static str> {
    match answer {
        Answer::None => Some(NONE),
        Answer::NotOurs => Some(NOT_OURS),
        Answer::Unanswered
        | Answer::Figure(_)
        | Answer::Unread(_)
        | Answer::Ambiguous { .. }
        | Answer::TextLost { .. } => None,
    }
}

/// The word of a state that stands over a text; none where the text was lost on its way.
#[must_use]
pub fn mark_word_of(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::None => Some(NONE),
        Mark::NotOurs => Some(NOT_OURS),
        Mark::TextLost { .. } => None,
    }
}

/// What the cell shows while nobody types in it: the figure grouped, the calculated one where nothing was typed, and the
/// text as typed where it is no figure.
#[must_use]
pub fn shown(row: &Row, entry: &Entry, answer: Answer, outcome: Option<&Outcome>) -> String {
    let figure = |number: Number| {
        row.kind
            .expected()
            .map_or(String::new(), |expected| number.to_vietnamese(expected))
    };
    match answer {
        Answer::Figure(number) => figure(number),
        Answer::Unanswered => outcome.and_then(Outcome::value).map_or(String::new(), figure),
        Answer::None | Answer::NotOurs | Answer::TextLost { .. } => String::new(),
        Answer::Unread(_) | Answer::Ambiguous { .. } => entry.typed.clone(),
    }
}

/// What is wrong with the text, and what to do; none where nothing is.
#[must_use]
pub fn fault(row: &Row, typed: &str, answer: Answer) -> Option<String> {
    let text = typed.trim();
    match answer {
        Answer::Unread(fault) => Some(number_fault(row, text, fault)),
        Answer::TextLost { ambiguous: false } => {
            Some("Tệp CSV không mang theo nội dung chưa đọc được của dòng này: nhập lại số liệu".to_owned())
        }
        Answer::TextLost { ambiguous: true } => {
            Some("Tệp CSV không mang theo số liệu có hai cách đọc của dòng này: nhập lại số liệu".to_owned())
        }
        Answer::Unanswered | Answer::Figure(_) | Answer::None | Answer::NotOurs | Answer::Ambiguous { .. } => None,
    }
}

fn number_fault(row: &Row, text: &str, fault: NumberFault) -> String {
    let text = shortened(text);
    match fault {
        NumberFault::NotDigits => {
            format!("“{text}” không phải là số: chỉ dùng chữ số, dấu chấm hàng nghìn và dấu phẩy thập phân")
        }
        NumberFault::Groups => {
            format!("“{text}” có nhóm hàng nghìn không đủ ba chữ số: viết như 1.234.567 hoặc không dùng dấu chấm")
        }
        NumberFault::Commas => {
            format!("“{text}” có hơn một dấu phẩy: dấu phẩy chỉ đứng trước phần thập phân, hàng nghìn dùng dấu chấm")
        }
        NumberFault::MarkAfterComma => {
            format!("“{text}” có dấu chấm hoặc khoảng trống sau dấu phẩy: viết như 1.234,56")
        }
        NumberFault::NoDigits => format!("“{text}” thiếu chữ số trước hoặc sau dấu: viết như 0,7 hoặc 1.234"),
        NumberFault::TooLong => format!("Số có hơn {MAX_DIGITS} chữ số: kiểm tra lại số liệu"),
        NumberFault::NotACode => format!("“{text}” không có trong danh mục: chọn {}", codes(row)),
    }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        format!("{short}…")
    } else {
        short
    }
}

/// "0, 1 hoặc 2"
fn codes(row: &Row) -> String {
    let RowKind::Code(list) = &row.kind else {
        return String::new();
    };
    let codes: Vec<String> = list.choices().iter().map(|choice| choice.code.to_string()).collect();
    codes.split_last().map_or(String::new(), |(last, others)| {
        if others.is_empty() {
            last.clone()
        } else {
            format!("{} hoặc {last}", others.join(", "))
        }
    })
}

/// A number in the question of which reading is meant: groups by blanks, so that the dot that is asked about is not in it.
#[must_use]
pub fn reading(number: Number) -> String {
    let plain = significant(number).to_vietnamese(Expected::Fraction);
    plain.replace('.', &PLAIN_GROUP_MARK.to_string())
}

/// The number without zeros at the end of its fraction.
fn significant(number: Number) -> Number {
    let plain = number.to_plain();
    if !plain.contains('.') {
        return number;
    }
    Number::from_plain(plain.trim_end_matches('0').trim_end_matches('.')).unwrap_or(number)
}

/// "7 800 hay 7,8 triệu đồng?"
#[must_use]
pub fn question(row: &Row, grouped: Number, decimal: Number) -> String {
    let unit = row.unit_meant();
    let in_lower_case = unit.chars().next().map_or(String::new(), |first| {
        let rest = unit.get(first.len_utf8()..).unwrap_or_default();
        format!("{}{rest}", lower(first))
    });
    // An acronym stays as it is, and so does a sign like `A4`.
    let is_word = unit
        .chars()
        .nth(1)
        .is_none_or(|second| second.is_alphabetic() && lower(second) == second);
    let unit = if is_word { in_lower_case } else { unit.to_owned() };
    format!("{} hay {} {unit}?", reading(grouped), reading(decimal))
}

#[cfg(test)]
mod tests {
    use super::{fault, question, shown};
    use crate::editions;
    use crate::model::answer::{Answer, Entry, Mark};
    use crate::model::edition::{Edition, Row};
    use crate::model::number::Number;
    use crate::rules::calculate::Outcome;

    fn edition() -> Edition {
        editions::read(editions::BUILT_IN[0]).unwrap()
    }

    fn row(id: &str) -> Row {
        let edition = edition();
        edition.row(edition.find(id).unwrap()).unwrap().clone()
    }

    fn check_fault(id: &str, typed: &str, expect: &str) {
        let row = row(id);
        let entry = Entry::typed(typed);
        assert_eq!(
            fault(&row, typed, entry.answer(&row)).as_deref(),
            Some(expect),
            "{typed}"
        );
    }

    #[test]
    fn a_fault_says_what_is_wrong_and_what_to_do() {
        let marks = "chỉ dùng chữ số, dấu chấm hàng nghìn và dấu phẩy thập phân";
        check_fault("1.1", "12a", &format!("“12a” không phải là số: {marks}"));
        check_fault(
            "1.1",
            "1.23.456",
            "“1.23.456” có nhóm hàng nghìn không đủ ba chữ số: viết như 1.234.567 hoặc không dùng dấu chấm",
        );
        check_fault("1.6b", "7", "“7” không có trong danh mục: chọn 0, 1 hoặc 2");
        check_fault("1.7", "7", "“7” không có trong danh mục: chọn 0 hoặc 1");
    }

    #[test]
    fn a_question_names_both_readings_and_the_unit() {
        fn check(id: &str, typed: &str, expect: &str) {
            let row = row(id);
            let Answer::Ambiguous { grouped, decimal } = Entry::typed(typed).answer(&row) else {
                panic!("{typed} has one reading")
            };
            assert_eq!(question(&row, grouped, decimal), expect);
        }
        check("6.1a", "7.800", "7\u{a0}800 hay 7,8 triệu đồng?");
        check("6.1a", "123.450", "123\u{a0}450 hay 123,45 triệu đồng?");
        check("3.4.4", "99.3", "993 hay 99,3 %?");
        check("3.5a", "1,234", "1\u{a0}234 hay 1,234 PAKN?");
    }

    #[test]
    fn only_a_word_begins_with_a_small_letter_within_a_sentence() {
        for (unit, expect) in [
            ("Đơn vị", "đơn vị"),
            ("Ủy ban", "ủy ban"),
            ("PAKN", "PAKN"),
            ("A4", "A4"),
            ("Đ/c", "Đ/c"),
            ("%", "%"),
        ] {
            let row = Row {
                unit: unit.to_owned(),
                ..row("6.1a")
            };
            let [grouped, decimal] = ["7800", "7.8"].map(|plain| Number::from_plain(plain).unwrap());
            assert_eq!(
                question(&row, grouped, decimal),
                format!("7\u{a0}800 hay 7,8 {expect}?")
            );
        }
    }

    #[test]
    fn a_cell_shows_its_figure_grouped_and_all_else_as_typed() {
        fn check(id: &str, entry: &Entry, calculated: Option<&str>, expect: &str) {
            let row = row(id);
            let outcome = calculated.map(|plain| Outcome::Figure {
                value: Number::from_plain(plain).unwrap(),
                skipped: Vec::new(),
            });
            assert_eq!(shown(&row, entry, entry.answer(&row), outcome.as_ref()), expect);
        }
        check("3.4.1a", &Entry::typed("178433"), None, "178.433");
        check("2.1.1", &Entry::typed("09"), None, "9");
        check("3.4.4", &Entry::typed("99,30"), None, "99,30");
        check("6.1a", &Entry::typed("7.800"), None, "7.800");
        check("1.1", &Entry::typed("12a"), None, "12a");
        check("1.2", &Entry::default(), Some("100.00"), "100,00");
        check("1.2", &Entry::typed("99"), Some("100.00"), "99");
        let marked = Entry {
            mark: Some(Mark::None),
            ..Entry::typed("5")
        };
        check("1.1", &marked, None, "");
    }
}
