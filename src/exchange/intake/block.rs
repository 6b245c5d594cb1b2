//! A block without labels, pasted into a cell: its figures fill downwards from there.

use super::columns::{Column, SHORTEST_LABEL, letters};
use super::grid::{Grid, GridLine, Place};
use super::matching::{Fit, Name};
use super::records::{Part, Record, Table};
use super::several::{self, Heads};
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;

/// The records of a block that begins in this row.
#[must_use]
pub fn read(edition: &Edition, grid: &Grid, from: RowIdx) -> Table {
    let (figure, note) = columns(grid);
    let rows = rows(edition, grid, figure, from);
    let first = grid.lines.first().map_or(0, |line| line.number);
    let record = |line: &GridLine| {
        let at = usize::try_from(line.number.saturating_sub(first)).unwrap_or(usize::MAX);
        let place = |column: usize| Place::of(line.number, column);
        let cell = |kind: Column, column: Option<usize>| {
            let column = column?;
            let text = line.cells.get(column).filter(|cell| !cell.is_empty())?;
            Some((kind, place(column), text.clone()))
        };
        // Another column of figures is told and asked for, never dropped.
        let others = line.cells.iter().enumerate();
        let others = others.filter(|(at, text)| *at != figure && several::is_figure(text));
        let others = others.filter_map(|(at, _)| cell(Column::Agency, Some(at)));
        Record {
            name: Name::default(),
            fit: rows.get(at).map_or(Fit::Nothing, |idx| Fit::Exact(*idx)),
            place: place(figure),
            parts: vec![Part {
                cells: [cell(Column::Figure, Some(figure)), cell(Column::Agency, note)]
                    .into_iter()
                    .flatten()
                    .chain(others)
                    .collect(),
                ..Part::default()
            }],
            is_several: false,
        }
    };
    let mut records: Vec<Record> = grid.lines.iter().map(record).collect();
    let columns = several::mark(&mut records, &Heads::default(), true);
    Table {
        records,
        figure_columns: columns.into_iter().map(|column| (column, String::new())).collect(),
        ..Table::default()
    }
}

/// Whether most lines have words before their figures: part of some table, whose figures belong to those words and to nothing
/// else.
#[must_use]
pub fn has_labels(grid: &Grid) -> bool {
    let (figure, _) = columns(grid);
    let has_words = |line: &&GridLine| {
        let before = line.cells.iter().take(figure);
        before.map(|cell| letters(cell)).sum::<usize>() > SHORTEST_LABEL
    };
    grid.lines.iter().filter(has_words).count().saturating_mul(2) > grid.lines.len()
}

/// The column of figures, the one with the most of them, and the column of words right of it.
fn columns(grid: &Grid) -> (usize, Option<usize>) {
    let width = grid.lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let count = |column: usize, is_wanted: fn(&str) -> bool| {
        let cells = grid.lines.iter().filter_map(|line| line.cells.get(column));
        cells.filter(|cell| is_wanted(cell)).count()
    };
    let is_figure = |text: &str| {
        text.trim_start_matches('-')
            .starts_with(|letter: char| letter.is_ascii_digit())
    };
    let is_words = |text: &str| text.chars().any(char::is_alphabetic);
    let figure = (0..width)
        .max_by_key(|column| (count(*column, is_figure), std::cmp::Reverse(*column)))
        .unwrap_or_default();
    let note = (figure.saturating_add(1)..width).find(|column| count(*column, is_words) > 0);
    (figure, note)
}

/// The rows that the lines fill: those that take an answer; or all, where the block has a blank for every heading in its way, as
/// a column out of a copy of the form has.
fn rows(edition: &Edition, grid: &Grid, figure: usize, from: RowIdx) -> Vec<RowIdx> {
    let below = || edition.indexed().filter(|(idx, _)| *idx >= from);
    let first = grid.lines.first().map_or(0, |line| line.number);
    let last = grid.lines.last().map_or(0, |line| line.number);
    let is_blank = |at: usize| {
        let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
        let line = grid.lines.iter().find(|line| line.number == number);
        line.and_then(|line| line.cells.get(figure))
            .is_none_or(String::is_empty)
    };
    let length = usize::try_from(last.saturating_sub(first))
        .unwrap_or_default()
        .saturating_add(1);
    let mut headings = below()
        .take(length)
        .enumerate()
        .filter(|(_, (_, row))| row.kind == RowKind::Heading)
        .map(|(at, _)| at)
        .peekable();
    let is_of_form = headings.peek().is_some() && headings.all(is_blank);
    below()
        .filter(|(_, row)| is_of_form || row.kind != RowKind::Heading)
        .map(|(idx, _)| idx)
        .collect()
}
