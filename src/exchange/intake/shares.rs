//! Percentages that a workbook holds as shares of one.

use super::columns::Column;
use super::figure::Held;
use super::grid::{Grid, Mark, Place};
use super::records::{Record, Table};
use crate::model::edition::{Edition, RowKind};

/// How the source holds the numbers of its percentages, by all of them. Where no fewer are over one than under, whoever made it
/// reckons in hundredths, and 0,7 is 0,7 %. Otherwise it may be a share of one; then 1 may be a whole, where alone it is as well one in a
/// hundred.
pub(super) fn held<'a>(edition: &Edition, tables: impl Iterator<Item = (&'a Grid, &'a Table)>) -> Held {
    let numbers = tables.flat_map(|(grid, table)| numbers(edition, grid, table));
    let (shares, hundredths): (Vec<_>, Vec<_>) = numbers.partition(|text| text.starts_with("0,"));
    if hundredths.len() >= shares.len() {
        Held::AsText
    } else {
        Held::AmongShares
    }
}

/// The numbers in rows of percentages, but for those that are the same in either reckoning, or may be.
fn numbers<'a>(edition: &'a Edition, grid: &'a Grid, table: &'a Table) -> impl Iterator<Item = &'a str> {
    let is_percent = |record: &&Record| {
        let row = record.fit.row().and_then(|idx| edition.row(idx));
        row.is_some_and(|row| row.kind == RowKind::Percent)
    };
    let number = |(column, place, text): &'a (Column, Place, String)| {
        let is_number = *column == Column::Figure && grid.marks.get(place) == Some(&Mark::Number);
        (is_number && !matches!(text.as_str(), "0" | "1")).then_some(text.as_str())
    };
    let records = table.records.iter().filter(is_percent);
    records
        .flat_map(|record| &record.parts)
        .flat_map(|part| &part.cells)
        .filter_map(number)
}
