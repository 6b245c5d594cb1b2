//! How the cells of a workbook of Excel show their numbers, and what they then say.

use super::cell_number::{day, written};
use std::collections::BTreeMap;

/// Most styles of a workbook.
const MAX_STYLES: usize = 100_000;
/// How many days later the calendar of old Macintoshes begins.
const DAYS_TO_1904: i64 = 1_462;

/// How a cell shows its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Percent,
    Date,
}

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    own: BTreeMap<u32, Format>,
    /// The number of each style's format.
    of_styles: Vec<u32>,
    /// Days are counted from 1904.
    pub(super) is_from_1904: bool,
}

impl Formats {
    /// The workbook has a format of its own under this number.
    pub(super) fn add(&mut self, number: u32, code: &str) {
        if self.own.len() < MAX_STYLES {
            self.own.entry(number).or_insert_with(|| of_code(&code.to_lowercase()));
        }
    }

    /// The next style has the format of this number.
    pub(super) fn add_style(&mut self, number: u32) {
        if self.of_styles.len() < MAX_STYLES {
            self.of_styles.push(number);
        }
    }

    fn of_style(&self, style: usize) -> Format {
        let number = self.of_styles.get(style).copied().unwrap_or_default();
        let built_in = match number {
            9 | 10 => Format::Percent,
            14..=17 | 22 => Format::Date,
            _ => Format::Plain,
        };
        self.own.get(&number).copied().unwrap_or(built_in)
    }

    /// Whether a number of this style is shown as it is.
    pub(super) fn is_plain(&self, style: usize) -> bool {
        self.of_style(style) == Format::Plain
    }

    /// What a cell of this style says that holds this number.
    pub(super) fn shown(&self, style: usize, stored: &str) -> String {
        let read = match self.of_style(style) {
            Format::Date if self.is_from_1904 => later(stored).and_then(|stored| day(&stored)),
            Format::Date => day(stored),
            Format::Percent => written(stored, true),
            Format::Plain => written(stored, false),
        };
        read.unwrap_or_else(|| stored.to_owned())
    }
}

/// The day of the calendar from 1904 as one of the usual calendar.
fn later(stored: &str) -> Option<String> {
    let whole: i64 = stored.split('.').next()?.parse().ok()?;
    Some(whole.checked_add(DAYS_TO_1904)?.to_string())
}

fn of_code(code: &str) -> Format {
    // What stands in quotations is shown as it is; in brackets stand colours, languages, and conditions.
    let bare: String = code.split('"').step_by(2).collect();
    let outside = |part: &'_ str| part.split_once(']').map_or("", |(_, rest)| rest).to_owned();
    let mut parts = bare.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    let bare: String = std::iter::once(first).chain(parts.map(outside)).collect();
    if bare.contains('%') {
        Format::Percent
    } else if bare.contains('d') && bare.contains('m') || bare.contains('y') {
        Format::Date
    } else {
        Format::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::Formats;

    #[test]
    fn what_stands_in_brackets_is_no_format() {
        let mut formats = Formats::default();
        for (number, code) in [
            (164, "[$-42A]dd/mm/yyyy"),
            (165, "[$-1010000]d/m/yyyy;@"),
            (166, "[Red]0.0%"),
            (167, "[Red]0.0;[<1]0"),
            (168, "0.0[%"),
        ] {
            formats.add(number, code);
            formats.add_style(number);
        }
        let shown = |style, stored| formats.shown(style, stored);
        assert_eq!([shown(0, "44958"), shown(1, "44958")], ["1/2/2023", "1/2/2023"]);
        assert_eq!(
            [shown(2, "0.993"), shown(3, "0.5"), shown(4, "0.5")],
            ["99,3", "0,5", "0,5"]
        );
    }

    #[test]
    fn numbers_are_shown_by_their_styles() {
        let mut formats = Formats::default();
        for (number, code) in [(164, "0.0%"), (165, "D/M/YYYY"), (166, "0\" % \""), (9, "0.00")] {
            formats.add(number, code);
        }
        [0, 10, 14, 164, 165, 166, 9]
            .into_iter()
            .for_each(|number| formats.add_style(number));
        let shown = |formats: &Formats, stored| {
            let shown: Vec<String> = (0..8).map(|style| formats.shown(style, stored)).collect();
            shown.join(" ")
        };
        assert_eq!(
            shown(&formats, "0.993"),
            "0,993 99,3 0.993 99,3 0.993 0,993 0,993 0,993"
        );
        assert_eq!(formats.shown(4, "44958.25"), "1/2/2023");
        formats.is_from_1904 = true;
        assert_eq!(formats.shown(4, "43496"), "1/2/2023");
    }
}
