//! Workbooks of LibreOffice (.ods), cell by cell.

use super::cell_number::written;
use super::grid::{Builder, Grid, GridError, MAX_COLUMNS, MAX_LINES, Mark};
use super::office::{MAX_SHEETS, OfficeFault, put, readable};
use super::xml::{Event, attribute, events};

/// Most styles of hidden sheets.
const MAX_STYLES: usize = MAX_SHEETS;

pub(super) fn sheets(xml: &str) -> Result<Vec<Grid>, OfficeFault> {
    let hidden = hidden_styles(xml);
    let mut grids: Vec<Result<Grid, GridError>> = Vec::new();
    let mut open: Option<OpenSheet> = None;
    for event in events(xml) {
        match event {
            Event::Start {
                name: "table:table",
                attributes,
                ..
            } if grids.len() < MAX_SHEETS => {
                let style = attribute(attributes, "table:style-name").unwrap_or_default();
                open = Some(OpenSheet {
                    is_hidden: hidden.contains(&style),
                    ..OpenSheet::new(attribute(attributes, "table:name").unwrap_or_default())
                });
            }
            Event::End("table:table") => {
                if let Some(sheet) = open.take() {
                    grids.push(sheet.finish());
                }
            }
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {
                if let Some(sheet) = &mut open
                    && let Err(error) = sheet.take(event)
                {
                    grids.push(Err(error));
                    open = None;
                }
            }
        }
    }
    if grids.is_empty() {
        return Err(OfficeFault::Unknown);
    }
    readable(grids)
}

/// The names of the styles whose sheets are hidden.
fn hidden_styles(xml: &str) -> Vec<String> {
    let mut style = String::new();
    let mut hidden = Vec::new();
    for event in events(xml) {
        match event {
            // Sheets come behind their styles.
            Event::Start {
                name: "table:table", ..
            } => break,
            Event::Start {
                name: "style:style",
                attributes,
                ..
            } => style = attribute(attributes, "style:name").unwrap_or_default(),
            Event::Start {
                name: "style:table-properties",
                attributes,
                ..
            } if hidden.len() < MAX_STYLES && attribute(attributes, "table:display").as_deref() == Some("false") => {
                // Taken, so that no long name is kept more than once.
                hidden.push(std::mem::take(&mut style));
            }
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
    }
    hidden
}

struct OpenSheet {
    builder: Builder,
    name: String,
    is_hidden: bool,
    line: u32,
    rows: u32,
    column: usize,
    has_cells: bool,
    cells: usize,
    value: String,
    text: String,
    /// It holds a formula, whose value is no text.
    is_formula: bool,
    is_number: bool,
    is_aside: bool,
}

impl OpenSheet {
    fn new(name: String) -> Self {
        Self {
            builder: Builder::new(),
            name,
            is_hidden: false,
            line: 1,
            rows: 1,
            column: 0,
            has_cells: false,
            cells: 1,
            value: String::new(),
            text: String::new(),
            is_formula: false,
            is_number: false,
            is_aside: false,
        }
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), GridError> {
        match event {
            Event::Start {
                name: "table:table-row",
                attributes,
                is_empty,
            } => {
                let repeated = attribute(attributes, "table:number-rows-repeated");
                self.rows = repeated.and_then(|rows| rows.parse().ok()).unwrap_or(1);
                (self.column, self.has_cells) = (0, false);
                self.builder.go_to_line(self.line);
                // By hand, or by a filter.
                let visibility = attribute(attributes, "table:visibility");
                self.builder
                    .set_hidden(matches!(visibility.as_deref(), Some("collapse" | "filter")));
                if is_empty {
                    self.end_row()?;
                }
            }
            Event::End("table:table-row") => self.end_row()?,
            Event::Start {
                name: "table:table-cell" | "table:covered-table-cell",
                attributes,
                is_empty,
            } => {
                let repeated = attribute(attributes, "table:number-columns-repeated");
                self.cells = repeated.and_then(|cells| cells.parse().ok()).unwrap_or(1);
                self.text.clear();
                let stored = attribute(attributes, "office:value").unwrap_or_default();
                let kind = attribute(attributes, "office:value-type");
                self.is_formula = attribute(attributes, "table:formula").is_some() && kind.as_deref() != Some("string");
                self.is_number = matches!(kind.as_deref(), Some("float" | "currency"));
                self.value = match kind.as_deref() {
                    Some("float" | "currency") => written(&stored, false).unwrap_or(stored),
                    Some("percentage") => written(&stored, true).unwrap_or(stored),
                    Some("date") => dmy(&attribute(attributes, "office:date-value").unwrap_or_default()),
                    Some(_) | None => String::new(),
                };
                if is_empty {
                    self.end_cell()?;
                }
            }
            Event::End("table:table-cell" | "table:covered-table-cell") => self.end_cell()?,
            // A remark pinned to a cell is none of its text.
            Event::Start {
                name: "office:annotation",
                is_empty,
                ..
            } => self.is_aside = !is_empty,
            Event::End("office:annotation") => self.is_aside = false,
            Event::Start {
                name: "text:s" | "text:tab",
                ..
            } => self.text.push(' '),
            Event::Start {
                name: "text:line-break",
                ..
            }
            | Event::End("text:p") => self.text.push('\n'),
            Event::Text(text) if !self.is_aside => self.text.push_str(&text),
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), GridError> {
        let value = std::mem::take(&mut self.value);
        let text = if value.is_empty() {
            std::mem::take(&mut self.text)
        } else {
            value
        };
        let is_blank = text.trim().is_empty();
        let mark = if is_blank {
            self.is_formula.then_some(Mark::Uncalculated)
        } else {
            self.is_number.then_some(Mark::Number)
        };
        self.has_cells |= !is_blank;
        if !is_blank || mark.is_some() {
            for at in 0..self.cells.min(MAX_COLUMNS.saturating_add(1)) {
                put(&mut self.builder, self.column.saturating_add(at), &text, mark)?;
            }
        }
        self.column = self.column.saturating_add(self.cells);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), GridError> {
        // A row that stands for many and holds something is many rows.
        if self.has_cells && usize::try_from(self.rows).is_ok_and(|rows| rows > MAX_LINES) {
            return Err(GridError::TooManyLines);
        }
        self.builder.end_line()?;
        self.line = self.line.saturating_add(self.rows);
        Ok(())
    }

    fn finish(self) -> Result<Grid, GridError> {
        let mut grid = self.builder.finish();
        grid.sheet = Some(self.name);
        if self.is_hidden {
            grid.hide();
        }
        Ok(grid)
    }
}

/// `2023-02-01` as `1/2/2023`.
fn dmy(date: &str) -> String {
    let day = date.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
    match parts.as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => date.to_owned(),
    }
}
