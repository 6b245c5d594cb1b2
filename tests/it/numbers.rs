//! Typed texts and figures: the cases of `cases/numbers.txt`, and that printing and reading are inverses.

use phuluc::model::number::Number;
use phuluc::model::number_reader::{Expected, NumberFault, Reading, read};
use proptest::prelude::*;

fn fault_word(fault: NumberFault) -> &'static str {
    match fault {
        NumberFault::NotDigits => "not-digits",
        NumberFault::Groups => "groups",
        NumberFault::Commas => "commas",
        NumberFault::MarkAfterComma => "mark-after-comma",
        NumberFault::NoDigits => "no-digits",
        NumberFault::TooLong => "too-long",
        NumberFault::NotACode => "not-a-code",
    }
}

fn said(reading: Reading) -> String {
    match reading {
        Reading::Blank => "blank".to_owned(),
        Reading::Exact(number) => number.to_plain(),
        Reading::Ambiguous { grouped, decimal } => format!("{} or {}", grouped.to_plain(), decimal.to_plain()),
        Reading::NotANumber(fault) => format!("? {}", fault_word(fault)),
    }
}

#[test]
fn cases() {
    let lines = include_str!("cases/numbers.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let [kind, text, expect]: [&str; 3] = line.split('|').collect::<Vec<_>>().try_into().expect(line);
        let expected = match kind.trim() {
            "count" => Expected::Whole,
            "money" => Expected::Fraction,
            "percent" => Expected::Percent,
            other => panic!("{other}"),
        };
        let text = text.replace('␣', "\u{a0}").replace('⎵', "\u{202f}");
        let text = text
            .strip_prefix(' ')
            .and_then(|text| text.strip_suffix(' '))
            .unwrap_or(&text);
        assert_eq!(said(read(text, expected)), expect.trim(), "{line}");
        count += 1;
    }
    assert!(count > 50);
}

fn any_number() -> impl Strategy<Value = Number> {
    (any::<bool>(), 0..10_i128.pow(27), 0..28_u32, 0..12_u8).prop_map(|(negative, digits, shorter, places)| {
        let mantissa = digits / 10_i128.pow(shorter);
        Number::new(if negative { -mantissa } else { mantissa }, places).expect("within bounds")
    })
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(number in any_number()) {
        for expected in [Expected::Fraction, Expected::Percent] {
            prop_assert_eq!(read(&number.to_vietnamese(expected), expected), Reading::Exact(number));
            prop_assert_eq!(read(&number.to_typed(), expected), Reading::Exact(number));
        }
        prop_assert_eq!(Number::from_plain(&number.to_plain()), Some(number));
    }

    #[test]
    fn whole_numbers_are_read_back_in_counts(value in any::<i64>()) {
        let number = Number::whole(value);
        prop_assert_eq!(read(&number.to_vietnamese(Expected::Whole), Expected::Whole), Reading::Exact(number));
    }

    /// Whatever is typed, no reading invents a digit.
    #[test]
    fn a_reading_has_the_digits_of_its_text(text in "[0-9., \u{a0}%-]{0,20}", kind in 0..3) {
        let expected = [Expected::Whole, Expected::Fraction, Expected::Percent][usize::try_from(kind).expect("small")];
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.trim_start_matches('0').to_owned()
        };
        let same = |number: Number| digits(&number.to_plain()) == digits(&text);
        match read(&text, expected) {
            Reading::Blank => prop_assert!(text.trim().is_empty()),
            Reading::Exact(number) => prop_assert!(same(number), "{text:?} {number:?}"),
            Reading::Ambiguous { grouped, decimal } => prop_assert!(same(grouped) && same(decimal) && grouped != decimal),
            Reading::NotANumber(_) => {}
        }
    }

    #[test]
    fn any_text_is_read_without_a_fault_of_ours(text in ".{0,40}") {
        for expected in [Expected::Whole, Expected::Fraction, Expected::Percent] {
            if let Reading::Exact(number) = read(&text, expected) {
                prop_assert!(text.chars().any(|letter| letter.is_ascii_digit()), "{number:?}");
            }
        }
    }
}
