//! [`Grid`]: a source as lines of cells, each with its place, within bounds. Made by one [`Builder`], whatever the source was.

use super::super::problem::MAX_FILE_BYTES;
use std::collections::{BTreeMap, BTreeSet};

/// Longest text that is read, and most that the cells of a grid hold together, in bytes.
pub const MAX_TEXT_BYTES: usize = MAX_FILE_BYTES;
/// Most lines; the printed form has some 260.
pub const MAX_LINES: usize = 2_000;
/// Most cells of a line; the printed form has 5.
pub const MAX_COLUMNS: usize = 64;
/// Longest cell, in bytes.
pub const MAX_CELL_BYTES: usize = 4_096;

/// Lines of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The lines that hold something, in order.
    pub lines: Vec<GridLine>,
    /// Where signs that cannot be seen were taken out.
    pub hidden: Vec<Place>,
    /// What a workbook says of its cells beside what they show, in the lines above.
    pub marks: BTreeMap<Place, Mark>,
    /// The numbers of the lines that a workbook hides.
    pub hidden_lines: BTreeSet<u32>,
    /// The sheet of a workbook; none for a text.
    pub sheet: Option<String>,
    /// The source had no columns left: its cells were told by what they hold.
    pub has_lost_columns: bool,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridLine {
    /// Its number in the source, from 1.
    pub number: u32,
    /// Its cells, without blanks at their ends.
    pub cells: Vec<String>,
}

/// What a workbook says of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It holds a number, shown as it is and not as a percentage.
    Number,
    /// It holds a formula that was never calculated: it shows nothing.
    Uncalculated,
}

/// A cell of a source, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Place {
    /// In this line, from 1, in this column, from 0.
    #[must_use]
    pub fn of(line: u32, column: usize) -> Self {
        Self {
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
        }
    }
}

/// Why a source is not read. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridError {
    /// More than [`MAX_TEXT_BYTES`].
    TooLarge,
    /// More than [`MAX_LINES`] lines.
    TooManyLines,
    /// More than [`MAX_COLUMNS`] cells in this line.
    TooManyColumns(u32),
    /// A cell of more than [`MAX_CELL_BYTES`].
    TooLong(Place),
}

/// Takes cells one after the other and keeps the bounds before it keeps the cells.
#[derive(Debug, Default)]
pub struct Builder {
    grid: Grid,
    cells: Vec<String>,
    /// Of the line's columns, from 0: no more than it may have.
    marks: BTreeMap<usize, Mark>,
    is_hidden: bool,
    line: u32,
    bytes: usize,
}

impl Grid {
    /// The workbook hides the whole sheet.
    pub fn hide(&mut self) {
        self.hidden_lines = self.lines.iter().map(|line| line.number).collect();
    }

    /// The cells of a line that are marked so.
    pub fn marked(&self, line: u32, wanted: Mark) -> impl Iterator<Item = Place> {
        let of_line = Place { line, column: 0 }..=Place { line, column: u32::MAX };
        let of_line = self.marks.range(of_line).filter(move |(_, mark)| **mark == wanted);
        of_line.map(|(place, _)| *place)
    }
}

impl Builder {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            line: 1,
            ..Self::default()
        }
    }

    /// Takes the next cell of the line.
    ///
    /// # Errors
    /// Past a bound.
    pub fn cell(&mut self, text: &str) -> Result<(), GridError> {
        let place = self.place();
        if self.cells.len() >= MAX_COLUMNS {
            // A text may end every line with as many marks as it likes; only a cell that holds something is one too many.
            return if text.trim().is_empty() {
                Ok(())
            } else {
                Err(GridError::TooManyColumns(self.line))
            };
        }
        if text.len() > MAX_CELL_BYTES {
            return Err(GridError::TooLong(place));
        }
        // A workbook may name one long text in every cell.
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > MAX_TEXT_BYTES {
            return Err(GridError::TooLarge);
        }
        let (text, was_hidden) = clean(text);
        if was_hidden {
            self.grid.hidden.push(place);
        }
        self.cells.push(text);
        Ok(())
    }

    /// Says something of a cell of this line, by its column from 0.
    pub fn mark(&mut self, column: usize, mark: Mark) {
        if column < MAX_COLUMNS {
            self.marks.insert(column, mark);
        }
    }

    /// Whether the workbook hides this line.
    pub fn set_hidden(&mut self, is_hidden: bool) {
        self.is_hidden = is_hidden;
    }

    /// Where the next cell will stand.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::of(self.line, self.cells.len())
    }

    /// The line is done; an empty one leaves its number.
    ///
    /// # Errors
    /// Past a bound.
    pub fn end_line(&mut self) -> Result<(), GridError> {
        let mut cells = std::mem::take(&mut self.cells);
        let marks = std::mem::take(&mut self.marks);
        let is_hidden = std::mem::take(&mut self.is_hidden);
        cells.truncate(
            cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |last| last.saturating_add(1)),
        );
        if !cells.is_empty() {
            if self.grid.lines.len() >= MAX_LINES {
                return Err(GridError::TooManyLines);
            }
            let marks = marks
                .into_iter()
                .map(|(column, mark)| (Place::of(self.line, column), mark));
            self.grid.marks.extend(marks.collect::<Vec<_>>());
            if is_hidden {
                self.grid.hidden_lines.insert(self.line);
            }
            self.grid.lines.push(GridLine {
                number: self.line,
                cells,
            });
        }
        self.line = self.line.saturating_add(1);
        Ok(())
    }

    /// Goes on at this line, where the source says which it is.
    pub fn go_to_line(&mut self, line: u32) {
        self.line = line;
    }

    /// The grid.
    #[must_use]
    pub fn finish(self) -> Grid {
        self.grid
    }
}

/// The text of a cell: tags of italics off, runs of blanks as one, signs that cannot be seen out (and whether there were any).
fn clean(text: &str) -> (String, bool) {
    let text = without_tags(text);
    let mut cleaned = String::with_capacity(text.len());
    let mut was_hidden = false;
    for letter in text.chars() {
        if letter == '\n' {
            cleaned.truncate(cleaned.trim_end_matches(' ').len());
            if !cleaned.is_empty() && !cleaned.ends_with('\n') {
                cleaned.push('\n');
            }
        } else if letter.is_whitespace() {
            if !cleaned.is_empty() && !cleaned.ends_with([' ', '\n']) {
                cleaned.push(' ');
            }
        } else if is_hidden(letter) {
            was_hidden = true;
        } else {
            cleaned.push(letter);
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    (cleaned, was_hidden)
}

/// Signs that take no place or turn the writing about, and those that are none.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffc}' | '\u{fffe}'..='\u{ffff}')
        || letter.is_control()
}

/// Printed italics come as `<i>` where a text was made from a page.
fn without_tags(text: &str) -> String {
    const TAGS: [&str; 12] = [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<u>",
        "</u>",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<br>",
        "<br/>",
    ];
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, after)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        kept.push_str(before);
        let is_here = |tag: &&&str| {
            after
                .get(..tag.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(tag))
        };
        let tag = TAGS.iter().find(is_here).copied().unwrap_or_default();
        let skipped = tag.len().max(1);
        kept.push_str(match tag {
            "" => "<",
            "<br>" | "<br/>" => "\n",
            _ => "",
        });
        rest = after.get(skipped..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::{Builder, GridError, MAX_CELL_BYTES, MAX_COLUMNS, MAX_LINES, MAX_TEXT_BYTES, Place, clean};

    #[test]
    fn cells_are_cleaned() {
        let check =
            |text: &str, expect: &str, hidden: bool| assert_eq!(clean(text), (expect.to_owned(), hidden), "{text}");
        check("  a\u{a0} b  ", "a b", false);
        check("<i>Quy trình</i>", "Quy trình", false);
        check("<I>a</I> < 5 <x>", "a < 5 <x>", false);
        check("a<br>b \n\n c", "a\nb\nc", false);
        check("1\u{200b}4\u{202e}", "14", true);
        check("\u{feff}", "", true);
        check("\n\n", "", false);
    }

    #[test]
    fn bounds_are_kept() {
        let mut builder = Builder::new();
        assert_eq!(
            builder.cell(&"a".repeat(MAX_CELL_BYTES + 1)),
            Err(GridError::TooLong(Place { line: 1, column: 1 }))
        );
        for _ in 0..MAX_COLUMNS {
            builder.cell("a").unwrap();
        }
        assert_eq!(builder.cell(" "), Ok(()));
        assert_eq!(builder.cell("a"), Err(GridError::TooManyColumns(1)));
        for _ in 0..MAX_LINES {
            builder.cell("a").unwrap_or_default();
            builder.end_line().unwrap();
        }
        builder.end_line().unwrap();
        builder.cell("a").unwrap();
        assert_eq!(builder.end_line(), Err(GridError::TooManyLines));
        assert_eq!(builder.finish().lines.len(), MAX_LINES);
        let mut builder = Builder::new();
        for _ in 0..MAX_TEXT_BYTES / MAX_CELL_BYTES {
            builder.cell(&"a".repeat(MAX_CELL_BYTES)).unwrap();
            builder.end_line().unwrap();
        }
        assert_eq!(builder.cell("a"), Err(GridError::TooLarge));
    }
}
