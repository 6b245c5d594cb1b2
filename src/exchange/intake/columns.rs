//! Which column holds what: told by the table's head, or by what stands in the columns where a part was copied without it.

use super::form_keys::FormKeys;
use super::grid::GridLine;
use super::key::{key, unit_key};
use crate::model::edition::Edition;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// A row's lasting id, in files of ours and of programs.
    Id,
    /// The printed number.
    Stt,
    /// The indicator.
    Label,
    /// The unit of measure.
    Unit,
    /// The figure.
    Figure,
    /// The last printed column, or a column of notes.
    Agency,
}

/// Heads of other makes, folded: workbooks and programs say it shorter.
const OTHER_HEADS: [(Column, &[&str]); 6] = [
    (Column::Id, &["id", "ma", "maso", "machitieu"]),
    (Column::Stt, &["tt", "so", "sothutu"]),
    (
        Column::Label,
        &["chitieu", "noidung", "tenchitieu", "label", "indicator"],
    ),
    (Column::Unit, &["dvt", "donvi", "unit"]),
    (
        Column::Figure,
        &["ketqua", "giatri", "soluong", "thuchien", "value", "typed"],
    ),
    (Column::Agency, &["ghichu", "note", "coquandonvithuchien"]),
];

/// The place of each column, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The columns that were found.
    columns: Vec<(Column, usize)>,
}

/// The place of this column among these.
fn place_of(columns: &[(Column, usize)], column: Column) -> Option<usize> {
    let found = columns.iter().find(|(found, _)| *found == column);
    found.map(|(_, place)| *place)
}

impl Layout {
    /// The place of this column.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        place_of(&self.columns, column)
    }

    /// The text in this column of a line; empty where either is not there.
    #[must_use]
    pub fn text<'a>(&self, line: &'a GridLine, column: Column) -> &'a str {
        self.place(column)
            .and_then(|place| line.cells.get(place))
            .map_or("", String::as_str)
    }

    /// What a cell right of the label belongs to: what stands behind the last known column goes with it.
    #[must_use]
    pub fn column_of(&self, place: usize) -> Option<Column> {
        let known = self.columns.iter().filter(|(_, start)| *start <= place);
        known.max_by_key(|(_, start)| *start).map(|(column, _)| *column)
    }

    /// Takes over what a head says.
    pub fn follow(&mut self, head: &Head) {
        // A head that begins anew: the columns of another page may stand elsewhere.
        if head
            .columns
            .iter()
            .any(|(column, _)| matches!(column, Column::Label | Column::Id))
        {
            self.columns.clear();
        }
        for (column, place) in &head.columns {
            self.set(*column, *place);
        }
        // Without units, what follows the label is the figure, whatever it is called.
        let after_label = self
            .place(Column::Label)
            .and_then(|label| head.others.iter().find(|place| **place > label));
        if let (None, None, Some(place)) = (self.place(Column::Figure), self.place(Column::Unit), after_label) {
            self.set(Column::Figure, *place);
        }
        self.complete();
    }

    fn set(&mut self, column: Column, place: usize) {
        self.columns.retain(|(other, at)| *other != column && *at != place);
        self.columns.push((column, place));
    }

    /// What a head of two lines leaves open: the figure stands right of its unit, the last column right of the figure.
    fn complete(&mut self) {
        let right_of = |column: Column| self.place(column).map(|place| place.saturating_add(1));
        if self.place(Column::Figure).is_none()
            && let Some(place) = right_of(Column::Unit)
        {
            self.set(Column::Figure, place);
        }
        let right_of = |column: Column| self.place(column).map(|place| place.saturating_add(1));
        if let Some(place) = right_of(Column::Figure)
            && self.place(Column::Agency).is_none_or(|agency| agency < place)
            && self.columns.iter().all(|(_, at)| *at != place)
        {
            self.set(Column::Agency, place);
        }
    }
}

/// What a line of heads says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    columns: Vec<(Column, usize)>,
    /// Heads that are not known, or that name a column which another names already.
    pub others: Vec<usize>,
}

impl Head {
    /// The place of the column that it names so.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        place_of(&self.columns, column)
    }
}

/// The heads of this line; none where fewer than two cells are heads, or where one begins with a digit: some units of the form
/// are heads of other makes, so a row might look like one.
#[must_use]
pub fn head(edition: &Edition, line: &GridLine) -> Option<Head> {
    if line
        .cells
        .iter()
        .any(|cell| cell.starts_with(|letter: char| letter.is_ascii_digit()))
    {
        return None;
    }
    let print = &edition.columns;
    let printed = [
        (Column::Stt, &print.stt),
        (Column::Label, &print.label),
        (Column::Unit, &print.unit),
        (Column::Figure, &print.figure),
        (Column::Agency, &print.agency),
    ];
    let result = key(&print.result);
    let mut found = 0_usize;
    let mut columns = Vec::new();
    let mut others = Vec::new();
    for (place, cell) in line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let cell = key(cell);
        let is_printed = |(_, text): &&(Column, &String)| key(text) == cell;
        let other = || {
            OTHER_HEADS
                .iter()
                .find(|(_, heads)| heads.contains(&cell.as_str()))
                .map(|(column, _)| *column)
        };
        if let Some(column) = printed
            .iter()
            .find(is_printed)
            .map(|(column, _)| *column)
            .or_else(other)
        {
            found = found.saturating_add(1);
            if columns.iter().all(|(other, _)| *other != column) {
                columns.push((column, place));
            } else {
                others.push(place);
            }
        } else if cell == result {
            // It stands over two columns, whose own heads are in the next line.
            found = found.saturating_add(1);
        } else {
            others.push(place);
        }
    }
    // The second line of the printed head names the unit's column, and the figure's, whatever that is called.
    let is_unit = |cell: &String| key(cell) == key(&print.unit);
    let is_second_line = line.cells.iter().find(|cell| !cell.is_empty()).is_some_and(is_unit) && !others.is_empty();
    (found >= 2 || is_second_line).then_some(Head { columns, others })
}

/// So many letters make a label; fewer may be a unit or an office's code.
pub(super) const SHORTEST_LABEL: usize = 12;

/// How many letters a cell has, digits and signs aside.
pub(super) fn letters(cell: &str) -> usize {
    cell.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// The columns of a part that was copied without its head, by what stands in them. None where no indicator of the form does.
#[must_use]
pub fn guess(keys: &FormKeys, lines: &[GridLine]) -> Option<Layout> {
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default();
    let count = |place: usize, is_wanted: &dyn Fn(&str) -> bool| {
        let cells = lines.iter().filter_map(|line| line.cells.get(place));
        cells.filter(|cell| !cell.is_empty() && is_wanted(cell)).count()
    };
    let most = |from: usize, is_wanted: &dyn Fn(&str) -> bool| {
        (from..width)
            .map(|place| (count(place, is_wanted), std::cmp::Reverse(place)))
            .max()
            .filter(|(count, _)| *count > 0)
            .map(|(_, place)| place.0)
    };
    let label = most(0, &|cell| keys.is_label(cell)).or_else(|| most(0, &|cell| letters(cell) > SHORTEST_LABEL))?;
    let mut layout = Layout::default();
    layout.set(Column::Label, label);
    if let Some(before) = label.checked_sub(1) {
        layout.set(Column::Stt, before);
    }
    let right = label.saturating_add(1);
    if let Some(unit) = most(right, &|cell| keys.is_unit(cell) && !unit_key(cell).is_empty()) {
        layout.set(Column::Unit, unit);
    } else if let Some(figure) = most(right, &|cell| cell.starts_with(|letter: char| letter.is_ascii_digit())) {
        layout.set(Column::Figure, figure);
    } else if width > right.saturating_add(2) {
        // Nothing tells: the printed order.
        layout.set(Column::Unit, right);
    } else {
        layout.set(Column::Figure, right);
    }
    layout.complete();
    Some(layout)
}
