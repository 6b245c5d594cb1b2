//! The numbers of a workbook of Excel before 2007, as decimals.

const NO_NUMBER: u8 = 0x24;
/// A number with more zeros than this is written with an exponent: no figure of the form has them.
const MOST_PLACES: u16 = 40;

/// The name of an error that a cell holds.
pub(super) fn error(code: u8) -> String {
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        NO_NUMBER => "#NUM!",
        _ => "#N/A",
    };
    name.to_owned()
}

/// A number of 64 bits in as many digits as it takes to tell it from its neighbours, or with an exponent where those are many.
pub(super) fn decimal(bits: u64) -> String {
    let number = f64::from_bits(bits);
    if !number.is_finite() {
        return error(NO_NUMBER);
    }
    let exponential = format!("{number:e}");
    let is_far = exponential
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i16>().ok())
        .is_some_and(|exponent| exponent.unsigned_abs() > MOST_PLACES);
    if is_far { exponential } else { number.to_string() }
}

/// A number in 30 bits: a whole one or the front of a fractional one, either maybe in hundredths.
pub(super) fn of_rk(number: u32) -> String {
    const IN_HUNDREDTHS: u32 = 1;
    const IS_WHOLE: u32 = 2;
    let text = if number & IS_WHOLE == 0 {
        let front = number & !(IS_WHOLE | IN_HUNDREDTHS);
        decimal(u64::from(front) << 32)
    } else {
        (number.cast_signed() >> 2).to_string()
    };
    if number & IN_HUNDREDTHS == 0 {
        text
    } else {
        hundredth(&text).unwrap_or(text)
    }
}

/// The hundredth of a decimal: its mark moved by two places.
fn hundredth(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let whole = format!("{whole:0>3}");
    let (whole, hundredths) = whole.split_at_checked(whole.len().checked_sub(2)?)?;
    Some(format!("{sign}{whole}.{hundredths}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::of_rk;

    #[test]
    fn short_numbers() {
        let check = |number: u32, expect: &str| assert_eq!(of_rk(number), expect, "{number:#x}");
        let whole = |number: i32| number.cast_unsigned() << 2 | 2;
        check(whole(178_433), "178433");
        check(whole(-5), "-5");
        check(whole(9_930) | 1, "99.30");
        check(whole(7) | 1, "0.07");
        check(whole(-7) | 1, "-0.07");
        let front = |number: f64| (number.to_bits() >> 32) as u32 & !3;
        check(front(0.5), "0.5");
        check(front(1.5) | 1, "0.015");
        // The front half has room for 18 bits of the number.
        check(front(4_495_824.0) | 1, "44958.24");
        check(front(f64::INFINITY) | 1, "#NUM!");
    }
}
