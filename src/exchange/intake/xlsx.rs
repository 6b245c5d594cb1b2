//! Workbooks of Excel (.xlsx), cell by cell.

use super::cell_format::Formats;
use super::grid::{Builder, Grid, GridError, Mark};
use super::office::{MAX_SHEETS, MAX_TEXTS, OfficeFault, put, readable};
use super::xml::{Event, attribute, events};
use super::zip::{Zip, ZipFault};

pub(super) fn workbook(zip: &Zip<'_>) -> Result<Vec<Grid>, OfficeFault> {
    let relations = zip.text("xl/_rels/workbook.xml.rels")?;
    let target = |wanted: &str| {
        let starts = events(&relations).filter_map(|event| match event {
            Event::Start { attributes, .. } => Some(attributes),
            Event::End(_) | Event::Text(_) => None,
        });
        starts
            .filter(|attributes| attribute(attributes, "Id").as_deref() == Some(wanted))
            .find_map(|attributes| attribute(attributes, "Target"))
    };
    let texts = if zip.has("xl/sharedStrings.xml") {
        shared_texts(&zip.text("xl/sharedStrings.xml")?)?
    } else {
        Vec::new()
    };
    let mut formats = if zip.has("xl/styles.xml") {
        formats(&zip.text("xl/styles.xml")?)
    } else {
        Formats::default()
    };
    let book = zip.text("xl/workbook.xml")?;
    formats.is_from_1904 = is_from_1904(&book);
    let mut grids = Vec::new();
    for event in events(&book) {
        if let Event::Start {
            name: "sheet",
            attributes,
            ..
        } = event
        {
            let (Some(name), Some(id)) = (attribute(attributes, "name"), attribute(attributes, "r:id")) else {
                continue;
            };
            let Some(target) = target(&id).filter(|_| grids.len() < MAX_SHEETS) else {
                continue;
            };
            let part = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), str::to_owned);
            let mut grid = sheet(&zip.text(&part)?, name, &texts, &formats);
            let is_hidden = matches!(attribute(attributes, "state").as_deref(), Some("hidden" | "veryHidden"));
            if let (Ok(grid), true) = (&mut grid, is_hidden) {
                grid.hide();
            }
            grids.push(grid);
        }
    }
    readable(grids)
}

fn shared_texts(xml: &str) -> Result<Vec<String>, OfficeFault> {
    let mut texts: Vec<String> = Vec::new();
    let (mut is_text, mut is_aside) = (false, false);
    for event in events(xml) {
        match event {
            Event::Start { name: "si", .. } => {
                if texts.len() >= MAX_TEXTS {
                    return Err(ZipFault::TooLarge.into());
                }
                texts.push(String::new());
            }
            Event::Start {
                name: "t", is_empty, ..
            } => is_text = !is_empty,
            Event::End("t") => is_text = false,
            // How a word is spoken is no part of it.
            Event::Start {
                name: "rPh", is_empty, ..
            } => is_aside = !is_empty,
            Event::End("rPh") => is_aside = false,
            Event::Text(text) if is_text && !is_aside => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(&text);
                }
            }
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
    }
    Ok(texts)
}

/// Whether the days of this workbook are counted from 1904.
fn is_from_1904(xml: &str) -> bool {
    events(xml).any(|event| match event {
        Event::Start {
            name: "workbookPr",
            attributes,
            ..
        } => is_true(attribute(attributes, "date1904").as_deref()),
        Event::Start { .. } | Event::End(_) | Event::Text(_) => false,
    })
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// The format of each style of cells.
fn formats(xml: &str) -> Formats {
    let mut formats = Formats::default();
    let mut is_cells = false;
    for event in events(xml) {
        match event {
            Event::Start {
                name: "numFmt",
                attributes,
                ..
            } => {
                let code = attribute(attributes, "formatCode").unwrap_or_default();
                if let Some(id) = attribute(attributes, "numFmtId").and_then(|id| id.parse().ok()) {
                    formats.add(id, &code);
                }
            }
            Event::Start { name: "cellXfs", .. } => is_cells = true,
            Event::End("cellXfs") => is_cells = false,
            Event::Start {
                name: "xf", attributes, ..
            } if is_cells => {
                let id = attribute(attributes, "numFmtId").and_then(|id| id.parse().ok());
                formats.add_style(id.unwrap_or_default());
            }
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
    }
    formats
}

/// What a cell of a sheet holds while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    is_formula: bool,
    text: String,
}

fn sheet(xml: &str, name: String, texts: &[String], formats: &Formats) -> Result<Grid, GridError> {
    let mut builder = Builder::new();
    let mut cell: Option<Cell> = None;
    let (mut is_value, mut next_column) = (false, 0_usize);
    for event in events(xml) {
        match event {
            Event::Start {
                name: "row",
                attributes,
                ..
            } => {
                next_column = 0;
                if let Some(line) = attribute(attributes, "r").and_then(|row| row.parse().ok()) {
                    builder.go_to_line(line);
                }
                builder.set_hidden(is_true(attribute(attributes, "hidden").as_deref()));
            }
            Event::Start {
                name: "c",
                attributes,
                is_empty,
            } => {
                let column = attribute(attributes, "r")
                    .and_then(|at| column_of(&at))
                    .unwrap_or(next_column);
                next_column = column.saturating_add(1);
                cell = (!is_empty).then(|| Cell {
                    column,
                    kind: attribute(attributes, "t").unwrap_or_default(),
                    style: attribute(attributes, "s")
                        .and_then(|style| style.parse().ok())
                        .unwrap_or_default(),
                    is_formula: false,
                    text: String::new(),
                });
            }
            Event::Start { name: "f", .. } => {
                if let Some(cell) = &mut cell {
                    cell.is_formula = true;
                }
            }
            Event::Start {
                name: "v" | "t",
                is_empty,
                ..
            } => is_value = !is_empty,
            Event::End("v" | "t") => is_value = false,
            Event::Text(text) if is_value => {
                if let Some(cell) = &mut cell {
                    cell.text.push_str(&text);
                }
            }
            Event::End("c") => {
                if let Some(cell) = cell.take() {
                    put(
                        &mut builder,
                        cell.column,
                        &shown(&cell, texts, formats),
                        mark(&cell, formats),
                    )?;
                }
            }
            Event::End("row") => builder.end_line()?,
            Event::Start { .. } | Event::End(_) | Event::Text(_) => {}
        }
    }
    let mut grid = builder.finish();
    grid.sheet = Some(name);
    Ok(grid)
}

/// What the cell says. Of a formula the value that was last calculated.
fn shown(cell: &Cell, texts: &[String], formats: &Formats) -> String {
    match cell.kind.as_str() {
        "s" => cell
            .text
            .trim()
            .parse()
            .ok()
            .and_then(|at: usize| texts.get(at))
            .cloned()
            .unwrap_or_default(),
        "" | "n" => formats.shown(cell.style, &cell.text),
        _ => cell.text.clone(),
    }
}

/// Programs that do not calculate write formulas without their values. An empty text is a value.
fn mark(cell: &Cell, formats: &Formats) -> Option<Mark> {
    if cell.text.trim().is_empty() {
        return (cell.is_formula && cell.kind != "str").then_some(Mark::Uncalculated);
    }
    (matches!(cell.kind.as_str(), "" | "n") && formats.is_plain(cell.style)).then_some(Mark::Number)
}

/// The column of `BC12`, from 0.
fn column_of(at: &str) -> Option<usize> {
    let letters = at.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.fold(0_usize, |sum, letter| {
        sum.saturating_mul(26)
            .saturating_add(usize::from(letter.saturating_sub(b'@')))
    });
    number.checked_sub(1)
}
