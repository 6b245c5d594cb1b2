//! [`Number`]: an exact decimal that keeps the places it was given with, so that `99,30` stays `99,30`.
//!
//! It has two spellings: plain (`-1234.50`: JSON and CSV) and Vietnamese (`-1.234,50`: screen and paper). Reading what a
//! person typed is [`super::number_reader`].

use std::cmp::Ordering;

use super::number_reader::Expected;

/// The group mark where a dot could be taken for a decimal mark: a no-break space.
pub const PLAIN_GROUP_MARK: char = '\u{a0}';

/// More digits than this are not a figure of this form (the state budget in đồng has 16).
pub const MAX_DIGITS: usize = 28;

/// An exact decimal. `==` compares value and places; [`Number::compare`] compares the value alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    mantissa: i128,
    places: u8,
}

impl Number {
    /// Zero without places.
    pub const ZERO: Self = Self { mantissa: 0, places: 0 };

    /// `mantissa / 10^places`, or none where it has more than [`MAX_DIGITS`] digits or places.
    #[must_use]
    pub fn new(mantissa: i128, places: u8) -> Option<Self> {
        let fits = mantissa.unsigned_abs() < 10_u128.pow(28) && usize::from(places) <= MAX_DIGITS;
        fits.then_some(Self { mantissa, places })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self {
            mantissa: i128::from(value),
            places: 0,
        }
    }

    /// The number from its digits before and after the mark. None where there is no digit before the mark or where they
    /// are too many.
    pub(super) fn from_digits(negative: bool, before: &str, after: &str) -> Option<Self> {
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if before.is_empty() || !is_digits(before) || !is_digits(after) {
            return None;
        }
        let digits = format!("{before}{after}");
        let digits = digits.trim_start_matches('0');
        if digits.len() > MAX_DIGITS {
            return None;
        }
        let mantissa: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        Self::new(
            if negative { mantissa.checked_neg()? } else { mantissa },
            u8::try_from(after.len()).ok()?,
        )
    }

    /// Reads the plain spelling: an optional `-`, digits, and a `.` with digits where there is a fraction. No exponent.
    #[must_use]
    pub fn from_plain(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        match digits.split_once('.') {
            Some((_, "")) => None,
            Some((before, after)) => Self::from_digits(negative, before, after),
            None => Self::from_digits(negative, digits, ""),
        }
    }

    /// The plain spelling: `-1234.50`.
    #[must_use]
    pub fn to_plain(self) -> String {
        let (sign, before, after) = self.parts();
        if after.is_empty() {
            format!("{sign}{before}")
        } else {
            format!("{sign}{before}.{after}")
        }
    }

    /// As a person types it: decimal comma, no group marks. [`super::number_reader::read`] gives the same number again.
    #[must_use]
    pub fn to_typed(self) -> String {
        self.to_plain().replace('.', ",")
    }

    /// The Vietnamese spelling with grouped thousands: `1.234,50`.
    ///
    /// Where a fraction may stand and `7.800` would have two readings, the group mark is a no-break space (`7 800`), so
    /// that what is shown is always read back as the same number.
    #[must_use]
    pub fn to_vietnamese(self, expected: Expected) -> String {
        let (sign, before, after) = self.parts();
        let one_group = (4..=6).contains(&before.len());
        let mark = match expected {
            Expected::Fraction | Expected::Percent if one_group && after.is_empty() => PLAIN_GROUP_MARK,
            Expected::Whole | Expected::Fraction | Expected::Percent => '.',
        };
        let mut grouped = String::with_capacity(before.len().saturating_mul(2));
        for (place, digit) in before.chars().enumerate() {
            if place > 0 && before.len().saturating_sub(place).is_multiple_of(3) {
                grouped.push(mark);
            }
            grouped.push(digit);
        }
        if after.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped},{after}")
        }
    }

    fn parts(self) -> (&'static str, String, String) {
        let places = usize::from(self.places);
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = places.saturating_add(1)
        );
        let (before, after) = digits
            .split_at_checked(digits.len().saturating_sub(places))
            .unwrap_or((&digits, ""));
        (
            if self.mantissa < 0 { "-" } else { "" },
            before.to_owned(),
            after.to_owned(),
        )
    }

    /// The number times `10^places`.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand after the decimal mark.
    #[must_use]
    pub fn places(self) -> u8 {
        self.places
    }

    /// The number without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self {
            mantissa: self.mantissa.checked_abs().unwrap_or(self.mantissa),
            ..self
        }
    }

    /// Whether the value is zero, however many places it has.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Compares the values: `99.3` and `99.30` are equal. None where the two lie too far apart in places to be compared
    /// exactly (more than 38 digits).
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let places = self.places.max(other.places);
        Some(self.scaled(places)?.cmp(&other.scaled(places)?))
    }

    fn scaled(self, places: u8) -> Option<i128> {
        let more = u32::from(places.checked_sub(self.places)?);
        self.mantissa.checked_mul(10_i128.checked_pow(more)?)
    }

    /// This minus the other, exactly; none past the bounds.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Self::new(self.scaled(places)?.checked_sub(other.scaled(places)?)?, places)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use crate::model::number_reader::Expected;

    fn check(plain: &str, typed: &str, whole: &str, fraction: &str) {
        let number = Number::from_plain(plain).expect(plain);
        assert_eq!(number.to_plain(), plain);
        assert_eq!(number.to_typed(), typed);
        assert_eq!(number.to_vietnamese(Expected::Whole), whole, "{plain}");
        assert_eq!(number.to_vietnamese(Expected::Fraction), fraction, "{plain}");
    }

    #[test]
    fn spellings() {
        check("0", "0", "0", "0");
        check("99.30", "99,30", "99,30", "99,30");
        check("7800", "7800", "7.800", "7\u{a0}800");
        check("178433", "178433", "178.433", "178\u{a0}433");
        check("1234567", "1234567", "1.234.567", "1.234.567");
        check("-1234.5", "-1234,5", "-1.234,5", "-1.234,5");
        check("0.07", "0,07", "0,07", "0,07");
        check(
            "9999999999999999999999999999",
            "9999999999999999999999999999",
            "9.999.999.999.999.999.999.999.999.999",
            "9.999.999.999.999.999.999.999.999.999",
        );
    }

    #[test]
    fn not_plain() {
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e3",
            "1,5",
            " 1",
            "+1",
            "1.2.3",
            "NaN",
            "10000000000000000000000000000",
            "１",
        ] {
            assert_eq!(Number::from_plain(text), None, "{text}");
        }
    }

    #[test]
    fn minus_zero_is_zero() {
        assert_eq!(Number::from_plain("-0"), Some(Number::ZERO));
    }
}
