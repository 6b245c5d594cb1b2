//! Where something stands in a source: a cell, a column, a sheet.

use super::intake::short;
use crate::exchange::intake::grid::Place;
use crate::exchange::intake::plan::Plan;

/// Where a cell stands: `dòng 12, cột 4`, in a workbook `D12`.
#[must_use]
pub fn place_name(sheet: Option<&str>, place: Place) -> String {
    if sheet.is_none() {
        return format!("dòng {}, cột {}", place.line, place.column);
    }
    format!("{}{}", letters(place.column), place.line)
}

/// A column as workbooks call it.
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while let Some(before) = rest.checked_sub(1) {
        let letter = u8::try_from(before.checked_rem(26).unwrap_or_default()).unwrap_or_default();
        letters.insert(0, char::from(letter.saturating_add(b'A')));
        rest = before.checked_div(26).unwrap_or_default();
    }
    letters
}

/// A column of a source: `cột 4`, in a workbook `cột D`; with what stands over it.
#[must_use]
pub fn column_name(plan: &Plan, column: u32, head: &str) -> String {
    let name = if plan.sheets.is_empty() {
        format!("cột {column}")
    } else {
        format!("cột {}", letters(column))
    };
    match head {
        "" => name,
        head => format!("{name} “{}”", short(head)),
    }
}

/// Where a cell of a plan stands, with the name of its sheet where several were read.
#[must_use]
pub fn place_in(plan: &Plan, sheet: usize, place: Place) -> String {
    let cell = place_name(plan.sheets.first().map(String::as_str), place);
    match plan.sheets.get(sheet) {
        Some(name) if plan.sheets.len() > 1 => format!("{}, {cell}", short(name)),
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, place_name};

    #[test]
    fn places() {
        let at = |line, column| Place { line, column };
        assert_eq!(place_name(None, at(12, 4)), "dòng 12, cột 4");
        for (column, name) in [(1, "A7"), (26, "Z7"), (27, "AA7"), (702, "ZZ7"), (703, "AAA7")] {
            assert_eq!(place_name(Some("x"), at(7, column)), name);
        }
    }
}
