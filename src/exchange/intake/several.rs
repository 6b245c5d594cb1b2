//! More than one column of figures: of two periods, of plan and result. Which one is meant only a person can say.

use super::columns::{Column, letters};
use super::records::{Part, Record};
use std::collections::{BTreeMap, BTreeSet};

/// In so many of a hundred lines with figures another column has one: the whole table is of several columns. Fewer are odd cells.
const OFTEN: usize = 30;
/// More letters are prose, which answers no row.
const LONGEST_ANSWER: usize = 16;

/// What the heads say of the columns, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// The one that is called a column of figures.
    pub(super) figure: Option<u32>,
    /// Those right of the label that are called something that is not known.
    pub(super) others: BTreeSet<u32>,
}

/// Marks the records that hold figures in several columns, and makes all those cells figures' cells. Gives the columns, from 1,
/// where the whole table has several: then a lone figure in one of them is marked as well. A figure in the place of notes is
/// one of another column where its line has a unit, or where `has_no_units`: without it the line may be shifted.
pub(super) fn mark(records: &mut [Record], heads: &Heads, has_no_units: bool) -> BTreeSet<u32> {
    let mut columns = by_heads(records, heads);
    if columns.len() < 2 {
        columns = by_figures(records, has_no_units);
    }
    for record in records {
        for part in &mut record.parts {
            let is_odd = is_odd(part, has_no_units);
            for (column, place, text) in &mut part.cells {
                let is_of_several = columns.contains(&place.column);
                if is_of_several || is_odd && *column == Column::Agency && is_figure(text) {
                    *column = Column::Figure;
                }
                record.is_several |= is_of_several || is_odd;
            }
        }
    }
    columns
}

fn cells(records: &[Record], column: u32) -> impl Iterator<Item = &str> {
    let cells = records
        .iter()
        .flat_map(|record| &record.parts)
        .flat_map(|part| &part.cells);
    cells
        .filter(move |(_, place, _)| place.column == column)
        .map(|(.., text)| text.as_str())
}

/// The columns of figures as the heads tell them: an unknown head stands over one unless prose stands under it. Beside one that is
/// called so, it must hold figures.
fn by_heads(records: &[Record], heads: &Heads) -> BTreeSet<u32> {
    let is_of_figures = |column: &u32| {
        let (mut all, mut answers) = (0_usize, 0_usize);
        for text in cells(records, *column) {
            let is_answer = match heads.figure {
                Some(_) => begins_with_figure(text),
                None => begins_with_figure(text) || letters(text) <= LONGEST_ANSWER && !text.contains('/'),
            };
            all = all.saturating_add(1);
            answers = answers.saturating_add(usize::from(is_answer));
        }
        answers.saturating_mul(2) > all || all == 0 && heads.figure.is_none()
    };
    let others = heads.others.iter().copied().filter(is_of_figures);
    heads.figure.into_iter().chain(others).collect()
}

/// The columns of figures as the figures themselves tell them.
fn by_figures(records: &[Record], has_no_units: bool) -> BTreeSet<u32> {
    let parts = || records.iter().flat_map(|record| &record.parts);
    let with_figures = parts().filter(|part| figures(part).next().is_some()).count();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for part in parts().filter(|part| is_odd(part, has_no_units)) {
        let columns: BTreeSet<u32> = figures(part).map(|(_, column)| column).collect();
        for column in columns {
            let count = counts.entry(column).or_default();
            *count = count.saturating_add(1);
        }
    }
    let is_often = |count: usize| count.saturating_mul(100) >= with_figures.saturating_mul(OFTEN);
    let often = counts.into_iter().filter(|(_, count)| is_often(*count));
    let mut columns: BTreeSet<u32> = often.map(|(column, _)| column).collect();
    if !columns.is_empty() {
        let own = parts().flat_map(figures).filter(|(kind, _)| *kind == Column::Figure);
        columns.extend(own.map(|(_, column)| column));
    }
    if columns.len() > 1 { columns } else { BTreeSet::new() }
}

/// Whether a line has figures in two columns, or its only one in the place of notes though it is not shifted.
fn is_odd(part: &Part, has_no_units: bool) -> bool {
    let has_unit = has_no_units || part.cells.iter().any(|(column, ..)| *column == Column::Unit);
    let has_figure = part.cells.iter().any(|(column, ..)| *column == Column::Figure);
    let mut found = figures(part);
    match (found.next(), found.next()) {
        (Some((_, first)), Some((_, second))) => first != second,
        (Some((Column::Agency, _)), None) => has_unit && !has_figure,
        (_, _) => false,
    }
}

/// The cells of a line that hold a figure and nothing else: of which kind their column is taken for, and which it is.
fn figures(part: &Part) -> impl Iterator<Item = (Column, u32)> {
    part.cells
        .iter()
        .filter(|(column, _, text)| matches!(column, Column::Figure | Column::Agency) && is_figure(text))
        .map(|(column, place, _)| (*column, place.column))
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

/// A figure, with its unit or a remark behind it; no date, and no number of a document.
fn begins_with_figure(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_figure)
}
