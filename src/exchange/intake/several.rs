//! More than one column of figures: of two periods, of plan and result. Which one is meant only a person can say.

use super::columns::Column;
use super::records::{Part, Record};

/// In so many of a hundred lines with figures two columns have one: the whole table is of several columns. Fewer are odd cells.
const OFTEN: usize = 30;

/// Marks the records that hold figures in several columns, and makes all those cells figures' cells. Gives the columns, from 1,
/// where the whole table has several: then a lone figure in one of them is marked as well.
pub(super) fn mark(records: &mut [Record]) -> Vec<u32> {
    let places: Vec<Vec<u32>> = records.iter().flat_map(|record| &record.parts).map(places_of).collect();
    let with_figures = places.iter().filter(|columns| !columns.is_empty()).count();
    let doubles = || places.iter().filter(|columns| columns.len() > 1);
    let is_often = |count: usize, of: usize| count > 0 && count.saturating_mul(100) >= of.saturating_mul(OFTEN);
    let mut columns: Vec<u32> = doubles().flatten().copied().collect();
    columns.sort_unstable();
    columns.dedup();
    columns.retain(|column| {
        let count = doubles().filter(|columns| columns.contains(column)).count();
        is_often(doubles().count(), with_figures) && is_often(count, doubles().count())
    });
    for record in records {
        let is_several = |part: &Part| {
            let places = places_of(part);
            places.len() > 1 || places.iter().any(|column| columns.contains(column))
        };
        record.is_several = record.parts.iter().any(is_several);
        for part in record.parts.iter_mut().filter(|part| is_several(part)) {
            for (column, place, text) in &mut part.cells {
                if *column == Column::Agency && (is_figure(text) || columns.contains(&place.column)) {
                    *column = Column::Figure;
                }
            }
        }
    }
    columns
}

/// In which columns the line has a figure and nothing else.
fn places_of(part: &Part) -> Vec<u32> {
    let figures = part
        .cells
        .iter()
        .filter(|(column, _, text)| matches!(column, Column::Figure | Column::Agency) && is_figure(text));
    let mut columns: Vec<u32> = figures.map(|(_, place, _)| place.column).collect();
    columns.dedup();
    columns
}

/// Digits with their marks, and nothing else.
pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let is_of_figure =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '\u{a0}' | '%' | '-');
    (1..40).contains(&text.len())
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(is_of_figure)
}
