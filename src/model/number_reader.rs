//! How a typed text becomes a figure, the Vietnamese way: dots and blanks group, the comma is the decimal mark.
//!
//! Reading never guesses: a text with two readings gives both, and a text with none says why. The grammar follows the
//! printed reports (`7.800`, `99,30`, `09`, `00`).

use super::number::Number;

/// What kind of figure a row takes; it decides which texts have two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Counts: `7.800` can only be 7800.
    Whole,
    /// Money: `7.800` may be 7800 or 7,8.
    Fraction,
    /// Percentages: as [`Expected::Fraction`], and a `%` may stand behind the figure.
    Percent,
}

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing but blanks.
    Blank,
    /// One reading.
    Exact(Number),
    /// Two: the mark as a group mark, and as a decimal mark.
    Ambiguous {
        /// The mark groups thousands: 7800.
        grouped: Number,
        /// The mark stands before a fraction: 7,800.
        decimal: Number,
    },
    /// None.
    NotANumber(NumberFault),
}

/// Why a text is not a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Something else than digits, a sign, and marks.
    NotDigits,
    /// Groups are not of three digits each, or two kinds of group mark are mixed.
    Groups,
    /// More than one comma.
    Commas,
    /// A dot or a blank stands behind the comma.
    MarkAfterComma,
    /// A mark stands where a digit is missing before or after it.
    NoDigits,
    /// More than [`super::number::MAX_DIGITS`] digits.
    TooLong,
    /// A figure, but no code of the row's list.
    NotACode,
}

/// Reads a text as typed into a row that takes such a figure.
#[must_use]
pub fn read(text: &str, expected: Expected) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading::Blank;
    }
    let unsigned = text.strip_prefix(['-', '\u{2212}']);
    let (negative, body) = (unsigned.is_some(), unsigned.unwrap_or(text).trim_start());
    let body = match expected {
        Expected::Percent => body.strip_suffix('%').unwrap_or(body).trim_end(),
        Expected::Whole | Expected::Fraction => body,
    };
    match read_unsigned(body, expected) {
        Ok(Unsigned::One(before, after)) => {
            number(negative, &before, &after).map_or_else(Reading::NotANumber, Reading::Exact)
        }
        Ok(Unsigned::Two(left, right)) => {
            match (
                number(negative, &format!("{left}{right}"), ""),
                number(negative, left, right),
            ) {
                (Ok(grouped), Ok(decimal)) => Reading::Ambiguous { grouped, decimal },
                (Err(fault), _) | (_, Err(fault)) => Reading::NotANumber(fault),
            }
        }
        Err(fault) => Reading::NotANumber(fault),
    }
}

/// The digits before and after the decimal mark, or the two parts about a mark that may be either.
enum Unsigned<'a> {
    One(String, String),
    Two(&'a str, &'a str),
}

fn number(negative: bool, before: &str, after: &str) -> Result<Number, NumberFault> {
    Number::from_digits(negative, before, after).ok_or(NumberFault::TooLong)
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
}

fn read_unsigned(text: &str, expected: Expected) -> Result<Unsigned<'_>, NumberFault> {
    let is_mark = |letter: char| letter == '.' || letter == ',' || is_blank(letter);
    if text.is_empty() || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return Err(if text.chars().all(is_mark) {
            NumberFault::NoDigits
        } else {
            NumberFault::NotDigits
        });
    }
    if !text.chars().all(|letter| letter.is_ascii_digit() || is_mark(letter)) {
        return Err(NumberFault::NotDigits);
    }
    if let Some((before, after)) = text.split_once(',') {
        return read_with_comma(before, after, expected);
    }
    match text.split_once('.') {
        Some((left, right)) if !right.contains('.') && !text.contains(is_blank) => {
            read_with_one_dot(left, right, expected)
        }
        Some(_) | None => Ok(Unsigned::One(ungrouped(text)?, String::new())),
    }
}

fn read_with_comma<'a>(before: &'a str, after: &'a str, expected: Expected) -> Result<Unsigned<'a>, NumberFault> {
    if after.contains(',') {
        return Err(NumberFault::Commas);
    }
    if after.contains('.') || after.contains(is_blank) {
        return Err(NumberFault::MarkAfterComma);
    }
    if before.is_empty() || after.is_empty() {
        return Err(NumberFault::NoDigits);
    }
    // `178,433` people: a count has no fraction, so the comma may have been meant to group, as in English.
    let may_group = after.len() == 3 && before.len() <= 3 && is_digits(before) && !before.starts_with('0');
    match expected {
        Expected::Whole if may_group => Ok(Unsigned::Two(before, after)),
        Expected::Whole | Expected::Fraction | Expected::Percent => {
            Ok(Unsigned::One(ungrouped(before)?, after.to_owned()))
        }
    }
}

fn read_with_one_dot<'a>(left: &'a str, right: &'a str, expected: Expected) -> Result<Unsigned<'a>, NumberFault> {
    if left.is_empty() || right.is_empty() {
        return Err(NumberFault::NoDigits);
    }
    // `0.70` has one reading: no group of thousands begins with a zero alone.
    if left == "0" {
        return Ok(Unsigned::One(left.to_owned(), right.to_owned()));
    }
    let is_group = right.len() == 3 && left.len() <= 3;
    match expected {
        Expected::Whole if is_group => Ok(Unsigned::One(format!("{left}{right}"), String::new())),
        Expected::Whole | Expected::Fraction | Expected::Percent => Ok(Unsigned::Two(left, right)),
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits without their group marks; the marks must all be of one kind and every group but the first of three digits.
fn ungrouped(text: &str) -> Result<String, NumberFault> {
    let has_dots = text.contains('.');
    if has_dots && text.contains(is_blank) {
        return Err(NumberFault::Groups);
    }
    let mut groups = text.split(|letter: char| letter == '.' || is_blank(letter));
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    let mut is_grouped = false;
    for group in groups {
        if group.len() != 3 {
            return Err(NumberFault::Groups);
        }
        digits.push_str(group);
        is_grouped = true;
    }
    if first.is_empty() || (is_grouped && first.len() > 3) {
        return Err(NumberFault::Groups);
    }
    Ok(digits)
}
