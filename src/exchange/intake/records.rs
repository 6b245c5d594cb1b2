//! The lines of a table put together to records, one for each row that the table means: cut lines joined, repeated heads
//! dropped, each record with the row of the form that it is.

use super::Asker;
use super::columns::{self, Column, Layout};
use super::form_keys::FormKeys;
use super::grid::{Grid, GridLine, Mark, Place};
use super::key::key;
use super::matching::{Context, Fit, Name, find};
use super::several::{self, Heads};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The lines above the table, each as one text.
    pub title: Vec<(Place, String)>,
    /// The records in order.
    pub records: Vec<Record>,
    /// How many heads were repeated.
    pub repeated_heads: usize,
    /// The columns that hold figures, from 1, with their heads, where there is more than one.
    pub figure_columns: Vec<(u32, String)>,
    /// What stands over the columns.
    pub heads: Vec<String>,
    /// Lines that belong to no row of the form.
    pub strangers: Vec<(Place, String)>,
}

/// What a table says of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, label, and dash.
    pub name: Name,
    /// Which row it is.
    pub fit: Fit,
    /// Where its label stands.
    pub place: Place,
    /// What stands right of the label, line by line.
    pub parts: Vec<Part>,
    /// Its figures stand in several columns, of which one is meant.
    pub is_several: bool,
}

/// What one line of the source has right of the label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Text, place, and column of each cell that is not empty.
    pub cells: Vec<(Column, Place, String)>,
    /// Cells of figures and notes that hold a formula without its value.
    pub uncalculated: Vec<Place>,
}

/// Reads the records of a grid.
#[must_use]
pub fn read(edition: &Edition, keys: &FormKeys, grid: &Grid, asker: &dyn Asker) -> Table {
    let mut reader = Reader {
        edition,
        keys,
        grid,
        layout: Layout::default(),
        context: Context::default(),
        before: Context::default(),
        is_in_table: false,
        names: Vec::new(),
        heads: Heads::default(),
        table: Table::default(),
    };
    let head = grid.lines.iter().position(|line| is_table_head(edition, line));
    let before_head = grid.lines.get(..head.unwrap_or(grid.lines.len())).unwrap_or_default();
    // A part may begin in the middle of a page: rows stand above its first head, or there is none.
    let is_row = |line: &GridLine| line.cells.iter().any(|cell| keys.is_label(cell));
    let first_row = match head {
        Some(_) => before_head.iter().position(|line| line.cells.len() > 1 && is_row(line)),
        None => Some(0),
    };
    let layout = first_row.and_then(|first| columns::guess(keys, before_head.get(first..).unwrap_or_default()));
    if head.is_none() && layout.is_none() {
        return reader.table;
    }
    for (at, line) in grid.lines.iter().enumerate() {
        asker.has_read(at, grid.lines.len());
        if let (Some(layout), true) = (&layout, Some(at) == first_row) {
            reader.layout = layout.clone();
            reader.is_in_table = true;
        }
        reader.take(line);
    }
    let Reader {
        mut table,
        names,
        heads,
        ..
    } = reader;
    resolve_backwards(edition, &mut table.records);
    let name = |column: u32| {
        let head = names.iter().find(|(place, _)| *place == column);
        (column, head.map_or_else(String::new, |(_, head)| head.clone()))
    };
    table.heads = names.iter().map(|(_, name)| name.clone()).collect();
    table.figure_columns = several::mark(&mut table.records, &heads, false)
        .into_iter()
        .map(name)
        .collect();
    table
}

/// A head that names a column of indicators or of ids; two words that happen to be heads are none.
fn is_table_head(edition: &Edition, line: &GridLine) -> bool {
    let mut layout = Layout::default();
    columns::head(edition, line).is_some_and(|head| {
        layout.follow(&head);
        layout.place(Column::Label).or(layout.place(Column::Id)).is_some()
    })
}

struct Reader<'a> {
    edition: &'a Edition,
    keys: &'a FormKeys,
    grid: &'a Grid,
    layout: Layout,
    context: Context,
    /// The context in which the last record was found.
    before: Context,
    is_in_table: bool,
    /// What stands over the columns, from 1.
    names: Vec<(u32, String)>,
    heads: Heads,
    table: Table,
}

impl Reader<'_> {
    fn take(&mut self, line: &GridLine) {
        if let Some(head) = columns::head(self.edition, line) {
            // A head of two lines is one head.
            let is_first_line = is_table_head(self.edition, line);
            self.table.repeated_heads = self
                .table
                .repeated_heads
                .saturating_add(usize::from(is_first_line && self.is_in_table));
            self.is_in_table = self.is_in_table || is_first_line;
            let cells = line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            self.names
                .extend(cells.map(|(at, cell)| (place(line, at).column, cell.clone())));
            let column = |at: usize| place(line, at).column;
            self.heads.figure = self.heads.figure.or_else(|| head.place(Column::Figure).map(column));
            self.layout.follow(&head);
            let label = self.layout.place(Column::Label).unwrap_or_default();
            let others = head.others.into_iter().filter(|at| *at > label);
            self.heads.others.extend(others.map(column));
            return;
        }
        if !self.is_in_table {
            self.table.title.push((place(line, 0), joined(line)));
            return;
        }
        let name = self.name(line);
        let part = self.part(line);
        let fit = find(self.edition, self.keys, &name, self.context);
        let is_row = !name.id.is_empty() || !name.stt.is_empty() || name.is_dashed || fit != Fit::Nothing;
        if is_row {
            self.start(line, name, part, fit);
        } else if let Some(part) = self.go_on(&name.label, part) {
            let has_cells = !part.cells.is_empty();
            let text = joined(line);
            if has_cells || !text.is_empty() {
                self.table.strangers.push((place(line, 0), text));
            }
        }
    }

    fn name(&self, line: &GridLine) -> Name {
        let stt = self.layout.text(line, Column::Stt);
        let label = self.layout.text(line, Column::Label);
        let (stt, label) = if stt.is_empty() {
            number_before(label)
        } else {
            (stt, label)
        };
        // A workbook may have taken a number for a day.
        let day = number_of_day(stt);
        let stt = day.as_deref().unwrap_or(stt);
        let (is_number, label) = (is_number(stt), label.trim());
        let undashed = dash_off(label).filter(|_| stt.is_empty());
        // What stands in the first column and is no number belongs to the label: a table whose first two cells were joined.
        let label = if is_number || stt.is_empty() {
            undashed.unwrap_or(label).to_owned()
        } else {
            format!("{stt} {label}").trim().to_owned()
        };
        Name {
            id: self.layout.text(line, Column::Id).to_owned(),
            stt: if is_number { stt.to_owned() } else { String::new() },
            is_dashed: undashed.is_some(),
            label,
        }
    }

    fn part(&self, line: &GridLine) -> Part {
        let first = self
            .layout
            .place(Column::Label)
            .or(self.layout.place(Column::Id))
            .unwrap_or_default();
        let cells = line
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| *at > first && !cell.is_empty());
        let known = cells.filter_map(|(at, cell)| {
            let column = self.layout.column_of(at)?;
            // What stands between the unit and the figure's own column is no unit.
            let is_of_unit = self.layout.place(Column::Unit) == Some(at) || !several::is_figure(cell);
            let column = if column == Column::Unit && !is_of_unit {
                Column::Figure
            } else {
                column
            };
            let is_right = matches!(column, Column::Unit | Column::Figure | Column::Agency);
            is_right.then(|| (column, place(line, at), cell.clone()))
        });
        let is_read = |place: &Place| {
            let at = usize::try_from(place.column)
                .ok()
                .and_then(|column| column.checked_sub(1));
            let column = at.filter(|at| *at > first).and_then(|at| self.layout.column_of(at));
            matches!(column, Some(Column::Figure | Column::Agency))
        };
        Part {
            cells: known.collect(),
            uncalculated: self
                .grid
                .marked(line.number, Mark::Uncalculated)
                .filter(is_read)
                .collect(),
        }
    }

    fn start(&mut self, line: &GridLine, name: Name, part: Part, fit: Fit) {
        self.before = self.context;
        self.move_to(&fit);
        let column = self.layout.place(Column::Label).unwrap_or_default();
        self.table.records.push(Record {
            name,
            fit,
            place: place(line, column),
            parts: vec![part],
            is_several: false,
        });
    }

    fn move_to(&mut self, fit: &Fit) {
        let Some(idx) = fit.row() else { return };
        let row = self.edition.row(idx);
        self.context = Context {
            last: Some(idx),
            parent: match row {
                Some(row) if row.is_dashed() => row.parent,
                Some(_) | None => Some(idx),
            },
        };
    }

    /// Joins a line without number and dash to the record before, where it goes on with its label or its cells; gives it back
    /// where it does not.
    fn go_on(&mut self, more: &str, part: Part) -> Option<Part> {
        let Some(record) = self.table.records.last_mut() else {
            return Some(part);
        };
        if more.is_empty() && part.cells.is_empty() {
            return Some(part);
        }
        if !more.is_empty() {
            let longer = Name {
                label: format!("{} {more}", record.name.label),
                ..record.name.clone()
            };
            let fit = find(self.edition, self.keys, &longer, self.before);
            // More of a label makes it more like; more of something else makes it less.
            if fit.percent() <= record.fit.percent() {
                return Some(part);
            }
            record.name = longer;
            record.fit = fit;
        }
        record.parts.push(part);
        let fit = record.fit.clone();
        self.context = self.before;
        self.move_to(&fit);
        None
    }
}

fn place(line: &GridLine, column: usize) -> Place {
    Place::of(line.number, column)
}

fn joined(line: &GridLine) -> String {
    let filled: Vec<&str> = line
        .cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    filled.join(" ")
}

/// Digits and dots: one to five parts of at most two digits.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let is_part = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').count() <= 5 && text.split('.').all(is_part)
}

/// `1.2` of what a workbook made of it: a day, `1/2/2023`, or a figure, `1,2`.
fn number_of_day(text: &str) -> Option<String> {
    if text.contains(',') {
        return Some(text.replace(',', "."));
    }
    let parts: Vec<&str> = text.split('/').collect();
    let is_part = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year] if parts.iter().all(is_part) && year.len() == 4 => Some(format!("{day}.{month}")),
        _ => None,
    }
}

/// A number that stands before the label in the same cell.
fn number_before(label: &str) -> (&str, &str) {
    match label.split_once(' ') {
        Some((number, rest)) if number.contains('.') && is_number(number) => (number, rest),
        Some(_) | None => ("", label),
    }
}

/// The label without the dash, or the bullet that some program made of it; none where it has none.
pub(super) fn dash_off(label: &str) -> Option<&str> {
    const DASHES: [char; 12] = [
        '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{2022}', '\u{25cf}', '\u{b7}',
        '+', '\u{f0b7}',
    ];
    label
        .strip_prefix(DASHES)
        .map(str::trim_start)
        .filter(|rest| !key(rest).is_empty())
}

/// A part that was copied from the middle of a group begins with dashed rows whose number is not there; the numbered row that
/// follows says which group it was.
fn resolve_backwards(edition: &Edition, records: &mut [Record]) {
    let mut next: Option<RowIdx> = None;
    for record in records.iter_mut().rev() {
        if let (Fit::Several(rows), Some(next)) = (&record.fit, next) {
            let before = rows.iter().rev().find(|idx| **idx < next).copied();
            let is_near = |idx: &RowIdx| {
                edition
                    .row(*idx)
                    .is_some_and(|row| row.is_dashed() == record.name.is_dashed)
            };
            if let Some(idx) = before.filter(is_near) {
                record.fit = Fit::Likely(idx, 99);
            }
        }
        next = record.fit.row().or(next);
    }
}
