//! A text whose cells are parted by one sign: what a table gives to the clipboard, and CSV of any make.

use super::grid::{Builder, Grid, GridError, MAX_CELL_BYTES, MAX_TEXT_BYTES};

/// The grid of a text. A cell that begins with a quotation mark may hold line breaks and the sign itself, as spreadsheets
/// write it; a mark that is never closed is a letter like any other, as word processors write it.
///
/// # Errors
/// Past a bound.
pub fn grid(text: &str, separator: char) -> Result<Grid, GridError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(GridError::TooLarge);
    }
    let mut builder = Builder::new();
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut line = 1_u32;
    let is_end = |letter: char| letter == separator || letter == '\n' || letter == '\r';
    while !rest.is_empty() {
        let after = if let Some((cell, after)) = quoted(rest, is_end) {
            line = line.saturating_add(breaks(&cell));
            builder.cell(&cell)?;
            after
        } else {
            let (cell, after) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
            builder.cell(cell)?;
            after
        };
        let mut letters = after.chars();
        match letters.next() {
            Some('\r') => {
                rest = letters.as_str().strip_prefix('\n').unwrap_or(letters.as_str());
                line = line.saturating_add(1);
                builder.end_line()?;
                builder.go_to_line(line);
            }
            Some('\n') => {
                rest = letters.as_str();
                line = line.saturating_add(1);
                builder.end_line()?;
                builder.go_to_line(line);
            }
            Some(_) | None => rest = letters.as_str(),
        }
    }
    builder.end_line()?;
    Ok(builder.finish())
}

fn breaks(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// A quoted cell at the beginning of the text, and what follows it; none where there is none that is closed.
fn quoted(text: &str, is_end: impl Fn(char) -> bool) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        // A longer one is past the bound or no cell: the search ends here, so that it never runs over the whole text again
        // and again.
        if cell.len() > MAX_CELL_BYTES.saturating_mul(2) {
            return None;
        }
        match after.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = after.get(1..)?;
            }
            Some(letter) if !is_end(letter) => return None,
            Some(_) | None => return Some((cell, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::grid;

    fn check(text: &str, separator: char, expect: &[(u32, &[&str])]) {
        let grid = grid(text, separator).unwrap();
        let lines: Vec<(u32, Vec<&str>)> = grid
            .lines
            .iter()
            .map(|line| (line.number, line.cells.iter().map(String::as_str).collect()))
            .collect();
        let expect: Vec<(u32, Vec<&str>)> = expect.iter().map(|(number, cells)| (*number, cells.to_vec())).collect();
        assert_eq!(lines, expect, "{text}");
    }

    #[test]
    fn lines_and_cells() {
        check(
            "a\tb\r\n\tc\t\n\nd",
            '\t',
            &[(1, &["a", "b"]), (2, &["", "c"]), (4, &["d"])],
        );
        check("\u{feff}a;b", ';', &[(1, &["a", "b"])]);
        check("a\rb", ',', &[(1, &["a"]), (2, &["b"])]);
        check("", ',', &[]);
    }

    #[test]
    fn quotes() {
        check("\"a\nb\"\t\"c\"\"d\"\ne", '\t', &[(1, &["a\nb", "c\"d"]), (3, &["e"])]);
        check("\"a\tb\nc", '\t', &[(1, &["\"a", "b"]), (2, &["c"])]);
        check("\"a\" b\tc", '\t', &[(1, &["\"a\" b", "c"])]);
        check("\"a,b\",c", ',', &[(1, &["a,b", "c"])]);
    }
}
