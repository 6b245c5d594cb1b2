//! The tables of a page's HTML, with the lines about them, as a [`Grid`]: what word processors and spreadsheets put on the clipboard.
//!
//! A tokeniser of its own, no tree: nothing of the page is ever built, loaded, or run. Merged cells keep their places: the text
//! stands in the first of them, the others are empty. A table within a cell is text of that cell.

use super::grid::{Builder, Grid, GridError, MAX_CELL_BYTES, MAX_COLUMNS, MAX_LINES};

/// Longest HTML that is read, in bytes: word processors write some 20 times the text.
pub const MAX_HTML_BYTES: usize = 8 * 1_048_576;

/// Elements whose content is never text of the page.
const NOT_TEXT: [&str; 6] = ["style", "script", "head", "xml", "title", "template"];
/// Elements after which a line is broken.
const BLOCKS: [&str; 10] = ["p", "div", "br", "li", "h1", "h2", "h3", "h4", "ul", "ol"];

/// The lines of all tables, and those between them; none where the page has no table.
///
/// # Errors
/// Past a bound.
pub fn grid(html: &str) -> Result<Option<Grid>, GridError> {
    if html.len() > MAX_HTML_BYTES {
        return Err(GridError::TooLarge);
    }
    let mut page = Page {
        builder: Builder::new(),
        text: String::new(),
        depth: 0,
        column: 0,
        spans: Vec::new(),
        cell: None,
        has_table: false,
    };
    let mut rest = html;
    while let Some((text, markup)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        page.text(text)?;
        let (tag, after) = Tag::read(markup);
        rest = match &tag {
            Some(tag) if !tag.is_end && NOT_TEXT.contains(&tag.name.as_str()) => behind(after, &tag.name),
            Some(_) | None => after,
        };
        match tag {
            Some(tag) => page.tag(&tag)?,
            // A lone `<` is a letter.
            None if after.len().saturating_add(1) == markup.len() => page.text("<")?,
            None => {}
        }
    }
    page.text(rest)?;
    page.finish()
}

/// A tag, or none for a comment, a declaration, or a lone `<`.
struct Tag {
    name: String,
    is_end: bool,
    colspan: usize,
    rowspan: usize,
}

impl Tag {
    /// Reads from a `<`; gives what follows.
    fn read(markup: &str) -> (Option<Self>, &str) {
        if let Some(comment) = markup.strip_prefix("<!--") {
            return (None, comment.split_once("-->").map_or("", |(_, after)| after));
        }
        let inner = markup.get(1..).unwrap_or_default();
        if !inner.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?')) {
            return (None, inner);
        }
        let end = end_of_tag(inner);
        let (inside, after) = inner.split_at(end.unwrap_or(inner.len()));
        let after = after.get(1..).unwrap_or_default();
        let is_end = inside.starts_with('/');
        let body = inside.trim_start_matches('/');
        let name: String = body
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric())
            .take(16)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if name.is_empty() {
            return (None, after);
        }
        let has_spans = !is_end && matches!(name.as_str(), "td" | "th");
        let body = if has_spans { body } else { "" };
        let span = |wanted: &str, most: usize| {
            attribute(body, wanted)
                .and_then(|text| text.parse().ok())
                .unwrap_or(1_usize)
                .clamp(1, most)
        };
        let tag = Self {
            is_end,
            colspan: span("colspan", MAX_COLUMNS),
            rowspan: span("rowspan", MAX_LINES),
            name,
        };
        (Some(tag), after)
    }
}

/// The `>` that is in no quotation.
fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (_, _) => {}
        }
    }
    // A quotation that is never closed is none.
    quote.and_then(|_| inside.find('>'))
}

/// The value of an attribute that is a number.
fn attribute<'a>(body: &'a str, wanted: &str) -> Option<&'a str> {
    let lower = body.to_ascii_lowercase();
    let at = lower.find(wanted)?.saturating_add(wanted.len());
    let value = body
        .get(at..)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\'']);
    value.get(
        ..value
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(value.len()),
    )
}

/// What follows the end of an element whose content is no text.
fn behind<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if after
            .get(..name.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(name))
        {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

struct Page {
    builder: Builder,
    text: String,
    /// Tables about us.
    depth: u32,
    /// The column of the next cell.
    column: usize,
    /// For each column, how many lines below still belong to a cell above.
    spans: Vec<usize>,
    /// The open cell's width and height.
    cell: Option<(usize, usize)>,
    has_table: bool,
}

impl Page {
    fn text(&mut self, raw: &str) -> Result<(), GridError> {
        let is_kept = self.depth == 0 || self.cell.is_some();
        if !is_kept || raw.is_empty() {
            return Ok(());
        }
        if self.text.len().saturating_add(raw.len()) > MAX_CELL_BYTES.saturating_mul(4) {
            // Blanks of the source are not counted: they become one.
            let short: Vec<&str> = raw.split_ascii_whitespace().collect();
            if self
                .text
                .len()
                .saturating_add(short.iter().map(|word| word.len()).sum())
                > MAX_CELL_BYTES
            {
                return if self.cell.is_some() {
                    Err(GridError::TooLong(self.builder.place()))
                } else {
                    Ok(())
                };
            }
        }
        // A line break of the source is a blank, unless an element says otherwise.
        let mut rest = raw;
        while let Some((before, entity)) = rest.split_once('&') {
            self.words(before);
            rest = match decoded(entity) {
                Some((letter, after)) => {
                    self.text.push(letter);
                    after
                }
                None => {
                    self.text.push('&');
                    entity
                }
            };
        }
        self.words(rest);
        Ok(())
    }

    fn words(&mut self, raw: &str) {
        for letter in raw.chars() {
            let letter = if letter.is_ascii_whitespace() { ' ' } else { letter };
            if letter != ' ' || !self.text.ends_with(' ') {
                self.text.push(letter);
            }
        }
    }

    fn tag(&mut self, tag: &Tag) -> Result<(), GridError> {
        match (tag.name.as_str(), tag.is_end) {
            ("table", false) => {
                self.end_title()?;
                self.has_table = true;
                self.depth = self.depth.saturating_add(1);
            }
            ("table", true) => {
                if self.depth == 1 {
                    self.end_row()?;
                    self.spans.clear();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            ("tr", _) if self.depth == 1 => self.end_row()?,
            ("td" | "th", is_end) if self.depth == 1 => {
                self.end_cell()?;
                if !is_end {
                    self.cell = Some((tag.colspan, tag.rowspan));
                }
            }
            // A table within a cell, and lines within one.
            ("td" | "th" | "tr", _) => self.text.push(' '),
            (name, _) if BLOCKS.contains(&name) => {
                if self.depth == 0 {
                    self.end_title()?;
                } else if !self.text.trim_end_matches(' ').is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
            }
            (_, _) => {}
        }
        Ok(())
    }

    /// A line outside of a table.
    fn end_title(&mut self) -> Result<(), GridError> {
        if self.depth == 0 && !self.text.trim().is_empty() {
            let line = std::mem::take(&mut self.text);
            self.builder.cell(&line)?;
            self.builder.end_line()?;
        }
        Ok(())
    }

    /// Leaves the places empty that a cell above takes.
    fn skip_spans(&mut self) -> Result<(), GridError> {
        while let Some(left) = self.spans.get_mut(self.column).filter(|left| **left > 0) {
            *left = left.saturating_sub(1);
            self.column = self.column.saturating_add(1);
            self.builder.cell("")?;
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), GridError> {
        let Some((width, height)) = self.cell.take() else {
            self.text.clear();
            return Ok(());
        };
        self.skip_spans()?;
        let text = std::mem::take(&mut self.text);
        for at in 0..width {
            self.builder.cell(if at == 0 { &text } else { "" })?;
            if self.column < MAX_COLUMNS {
                self.spans
                    .resize(self.spans.len().max(self.column.saturating_add(1)), 0);
                if let Some(left) = self.spans.get_mut(self.column) {
                    *left = height.saturating_sub(1);
                }
            }
            self.column = self.column.saturating_add(1);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), GridError> {
        self.end_cell()?;
        if self.column > 0 {
            while self.column < self.spans.len() {
                let before = self.column;
                self.skip_spans()?;
                if self.column == before {
                    self.column = self.column.saturating_add(1);
                    self.builder.cell("")?;
                }
            }
            self.builder.end_line()?;
        }
        self.column = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<Option<Grid>, GridError> {
        if self.depth > 0 {
            self.end_row()?;
            self.depth = 0;
        }
        self.end_title()?;
        Ok(self.has_table.then(|| self.builder.finish()))
    }
}

/// The letter of a reference, and what follows it; `text` begins behind the `&`.
pub(super) fn decoded(text: &str) -> Option<(char, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '#')?;
    let (name, after) = text.split_at(end);
    let after = after.strip_prefix(';').unwrap_or(after);
    let code = |digits: &str| {
        let number = digits
            .strip_prefix(['x', 'X'])
            .map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        number.and_then(char::from_u32)
    };
    let letter = match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        _ => name.strip_prefix('#').and_then(code)?,
    };
    Some((letter, after))
}

#[cfg(test)]
mod tests {
    use super::grid;

    fn check(html: &str, expect: &[&[&str]]) {
        let grid = grid(html).unwrap().unwrap();
        let lines: Vec<Vec<&str>> = grid
            .lines
            .iter()
            .map(|line| line.cells.iter().map(String::as_str).collect())
            .collect();
        assert_eq!(lines, expect, "{html}");
    }

    #[test]
    fn cells_and_spans() {
        check(
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>",
            &[&["a", "b"], &["c"]],
        );
        check(
            "<TABLE><tr><td rowspan=2>STT<td colspan='2'>KQ<td rowspan=\"2\">CQ<tr><td>a<td>b<tr><td>1<td>2<td>3<td>4</TABLE>",
            &[&["STT", "KQ", "", "CQ"], &["", "a", "b"], &["1", "2", "3", "4"]],
        );
        check(
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
            &[&["a b", "c"]],
        );
    }

    #[test]
    fn text_of_word_processors() {
        check(
            "<html><head><style>td {x: '<'}</style></head><p>T&#7881;nh</p><!--[if x]><table><tr><td>no</table><![endif]--><table><tr><td>\
             <p class=MsoNormal>S&#7889; <span\nstyle='x'>li&#7879;u</span><o:p></o:p></p><p>2&nbsp;&amp; &lt;3</p></td></tr></table>",
            &[&["Tỉnh"], &["Số liệu\n2 & <3"]],
        );
        check(
            "<table><tr><td>a < b &x; & c<script>alert('</td>')</script></td></tr></table>",
            &[&["a < b &x; & c"]],
        );
    }

    #[test]
    fn lines_about_the_tables_are_kept() {
        check(
            "<table><tr><td>UBND</td></tr></table><p>Phụ lục</p><table><tr><td>a</td></tr></table>Nơi nhận",
            &[&["UBND"], &["Phụ lục"], &["a"], &["Nơi nhận"]],
        );
    }

    #[test]
    fn what_is_no_table_gives_none() {
        assert_eq!(grid("<p>a</p>"), Ok(None));
        assert_eq!(grid(""), Ok(None));
    }
}
