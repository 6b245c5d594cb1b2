//! What is said of a likely slip.

use super::calculation::figure;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::facts::{Facts, figure as figure_of};
use crate::rules::hint::Hint;

/// "99,30 khớp với 3.4.1c / 3.4.1a, không khớp 3.4.1c / 3.4.1b."
#[must_use]
pub fn hint(edition: &Edition, hint: &Hint, facts: &dyn Facts) -> String {
    let name = |idx: RowIdx| edition.number(idx);
    let shown = |idx: RowIdx, value: Number| {
        edition
            .row(idx)
            .map_or_else(|| value.to_typed(), |row| figure(row, value))
    };
    let now = |idx: RowIdx| figure_of(facts, idx).map_or_else(String::new, |value| shown(idx, value));
    match hint {
        Hint::Fits {
            row,
            over,
            under,
            not_over,
            not_under,
        } => format!(
            "{} khớp với {} / {}, không khớp với {} / {}.",
            now(*row),
            name(*over),
            name(*under),
            name(*not_over),
            name(*not_under)
        ),
        Hint::Swapped(one, other) => format!(
            "Có thể số liệu của {} và {} bị đổi chỗ cho nhau.",
            name(*one),
            name(*other)
        ),
        Hint::Shifted {
            row,
            value,
            times,
            is_too_large,
        } => {
            let off = if *is_too_large { "thừa" } else { "thiếu" };
            let digits = match times {
                10 => "một chữ số",
                100 => "hai chữ số",
                _ => "ba chữ số",
            };
            format!(
                "Có thể {} ({}) ghi {off} {digits}: {} thì khớp.",
                name(*row),
                now(*row),
                shown(*row, *value)
            )
        }
        Hint::Neighbour { from, to } => format!(
            "Có thể số liệu ở {} ({}) thuộc dòng {}.",
            name(*from),
            now(*from),
            name(*to)
        ),
        Hint::Settles { row, value, is_blank } => {
            let what = if *is_blank { " còn trống" } else { "" };
            format!("Khớp nếu {}{what} là {}.", name(*row), shown(*row, *value))
        }
    }
}
