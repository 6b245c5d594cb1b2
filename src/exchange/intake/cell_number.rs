//! A number as a workbook stores it, as our forms write it: rounded to what the program knows, with a decimal comma.

/// Programs keep 15 digits; what is behind them is noise of their arithmetic.
const DIGITS: usize = 15;

/// `0.99299999999999999` in hundredths is `99,3`. None where the text is no number of a workbook, or past all figures.
#[must_use]
pub fn written(stored: &str, is_percent: bool) -> Option<String> {
    let (is_negative, text) = stored
        .trim()
        .strip_prefix('-')
        .map_or((false, stored.trim()), |rest| (true, rest));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.trim_start_matches('+').parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || mantissa.len() > 60 || exponent.abs() > 40 {
        return None;
    }
    // All digits, and how many of them stand before the mark.
    let all = format!("{whole}{fraction}");
    let zeros = all.len().saturating_sub(all.trim_start_matches('0').len());
    let digits = all.trim_start_matches('0');
    let shift = exponent.saturating_add(if is_percent { 2 } else { 0 });
    let before = i32::try_from(whole.len())
        .ok()?
        .saturating_sub(i32::try_from(zeros).ok()?)
        .saturating_add(shift);
    let (digits, carried) = rounded(digits);
    let digits = digits.trim_end_matches('0');
    let before = before.saturating_add(i32::from(carried));
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let (whole, fraction) = match usize::try_from(before) {
        Ok(0) => ("0".to_owned(), digits.to_owned()),
        Ok(before) if before >= digits.len() => {
            let zeros = "0".repeat(before.saturating_sub(digits.len()).min(40));
            (format!("{digits}{zeros}"), String::new())
        }
        Ok(before) => digits
            .split_at_checked(before)
            .map(|(whole, fraction)| (whole.to_owned(), fraction.to_owned()))?,
        Err(_negative) => (
            "0".to_owned(),
            format!(
                "{}{digits}",
                "0".repeat(usize::try_from(before.unsigned_abs()).ok()?.min(40))
            ),
        ),
    };
    let sign = if is_negative { "-" } else { "" };
    Some(if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole},{fraction}")
    })
}

/// The first digits, rounded, and whether one more came in front.
fn rounded(digits: &str) -> (String, bool) {
    let Some((kept, rest)) = digits.split_at_checked(DIGITS).filter(|(_, rest)| !rest.is_empty()) else {
        return (digits.to_owned(), false);
    };
    let is_up = rest.bytes().next().is_some_and(|digit| digit >= b'5');
    let number = kept.parse::<u64>().unwrap_or_default().saturating_add(u64::from(is_up));
    let text = number.to_string();
    let is_longer = text.len() > kept.len();
    (text, is_longer)
}

/// The day of a serial number, `d/m/yyyy`; none past the calendar of offices. A day of 1900 is one off until March, as ever.
#[must_use]
pub fn day(stored: &str) -> Option<String> {
    let whole: i64 = stored.split('.').next()?.parse().ok()?;
    if !(1..=100_000).contains(&whole) {
        return None;
    }
    // Days to civil, by the usual eras of 400 years; serial 25569 is the first of 1970.
    let days = whole.checked_sub(25_569)?.checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let less = |by: i64| of_era.checked_div(by).unwrap_or_default();
    let year_of_era = of_era
        .checked_sub(less(1_460))?
        .checked_add(less(36_524))?
        .checked_sub(less(146_096))?
        .checked_div(365)?;
    let before = year_of_era
        .checked_mul(365)?
        .checked_add(year_of_era.checked_div(4)?)?
        .checked_sub(year_of_era.checked_div(100)?)?;
    let of_year = of_era.checked_sub(before)?;
    let month_from_march = of_year.checked_mul(5)?.checked_add(2)?.checked_div(153)?;
    let first = month_from_march.checked_mul(153)?.checked_add(2)?.checked_div(5)?;
    let day = of_year.checked_sub(first)?.checked_add(1)?;
    let month = if month_from_march < 10 {
        month_from_march.checked_add(3)?
    } else {
        month_from_march.checked_sub(9)?
    };
    let year = year_of_era
        .checked_add(era.checked_mul(400)?)?
        .checked_add(i64::from(month <= 2))?;
    Some(format!("{day}/{month}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::{day, written};

    #[test]
    fn numbers() {
        for (stored, is_percent, expect) in [
            ("14", false, Some("14")),
            ("99.3", false, Some("99,3")),
            ("0.99299999999999999", false, Some("0,993")),
            ("0.99299999999999999", true, Some("99,3")),
            ("1", true, Some("100")),
            ("0.007", true, Some("0,7")),
            ("0.00007", true, Some("0,007")),
            ("999999999999999.9", false, Some("1000000000000000")),
            ("-7.8E3", false, Some("-7800")),
            ("1.5E-05", false, Some("0,000015")),
            ("0", false, Some("0")),
            ("178433", false, Some("178433")),
            ("1E+999", false, None),
            ("NaN", false, None),
            ("", false, None),
            (".5", false, None),
        ] {
            assert_eq!(written(stored, is_percent).as_deref(), expect, "{stored}");
        }
    }

    #[test]
    fn days() {
        assert_eq!(day("44958").as_deref(), Some("1/2/2023"));
        assert_eq!(day("45291.5").as_deref(), Some("31/12/2023"));
        assert_eq!(day("60000000"), None);
    }
}
