//! A text that has lost its columns, as a copy from a PDF gives it: the cells one after the other, broken anywhere. The form's own
//! labels and units tell where a row begins and where its figure stands; what they do not tell is left to a person.

use std::collections::BTreeMap;

use super::form_keys::FormKeys;
use super::grid::{Builder, Grid, GridError, MAX_CELL_BYTES, MAX_LINES, MAX_TEXT_BYTES};
use super::key::{key, unit_key};
use super::records::{dash_off, is_number};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// Most lines: a page breaks every cell into several.
const MOST_LINES: usize = MAX_LINES * 8;

/// A remark that is longer is no remark of one row.
const MOST_REMARK_BYTES: usize = MAX_CELL_BYTES / 2;

/// A word of the source.
struct Word<'a> {
    text: &'a str,
    key: String,
    /// Its line, from 1.
    line: u32,
    begins_line: bool,
    ends_line: bool,
}

/// The beginning of a row: which words are its number, its label, its unit, and its figure.
struct Found {
    idx: RowIdx,
    stt: usize,
    label: usize,
    unit: usize,
    figure: usize,
    /// What is behind its label could be told apart.
    is_sure: bool,
}

/// The rows that are found in a running text, as a table with the form's own heads, and how many they are.
///
/// # Errors
/// Past a bound.
pub(super) fn grid(edition: &Edition, keys: &FormKeys, text: &str) -> Result<(Grid, usize), GridError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(GridError::TooLarge);
    }
    let words = words(text);
    if words
        .last()
        .is_some_and(|last| usize::try_from(last.line).is_ok_and(|line| line > MOST_LINES))
    {
        return Err(GridError::TooManyLines);
    }
    let reader = Reader {
        edition,
        keys,
        begin: by_first_letters(edition, keys),
        heads: heads(edition),
        words: &words,
    };
    reader.read()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        let mut rest = line.split_whitespace().peekable();
        let mut begins_line = true;
        while let Some(text) = rest.next() {
            words.push(Word {
                text,
                key: key(text),
                line: number,
                begins_line,
                ends_line: rest.peek().is_none(),
            });
            begins_line = false;
        }
    }
    words
}

/// The rows by the first three letters of their labels' keys.
fn by_first_letters(edition: &Edition, keys: &FormKeys) -> BTreeMap<String, Vec<RowIdx>> {
    let mut rows: BTreeMap<String, Vec<RowIdx>> = BTreeMap::new();
    for (idx, _) in edition.indexed() {
        for label in keys.labels(idx) {
            let rows = rows.entry(first_letters(label)).or_default();
            if rows.last() != Some(&idx) {
                rows.push(idx);
            }
        }
    }
    rows
}

fn first_letters(key: &str) -> String {
    key.chars().take(3).collect()
}

/// The words of the form's heads, in the orders in which they follow each other on a page.
fn heads(edition: &Edition) -> Vec<String> {
    let print = &edition.columns;
    let texts = [
        &print.stt,
        &print.label,
        &print.unit,
        &print.figure,
        &print.agency,
        &print.result,
    ];
    texts.iter().flat_map(|text| text.split_whitespace().map(key)).collect()
}

struct Reader<'a> {
    edition: &'a Edition,
    keys: &'a FormKeys,
    begin: BTreeMap<String, Vec<RowIdx>>,
    heads: Vec<String>,
    words: &'a [Word<'a>],
}

impl Reader<'_> {
    fn read(&self) -> Result<(Grid, usize), GridError> {
        let mut builder = Builder::new();
        let (mut at, mut last, mut count) = (0_usize, None, 0_usize);
        while at < self.words.len() {
            let is_new_page = count > 0 && self.is_head(at);
            if is_new_page {
                at = self.behind_head(at);
                continue;
            }
            let Some(found) = self.row_at(at, last) else {
                // Above the first row stands the title, line by line; below it what is not known.
                at = self.line(&mut builder, at, count > 0)?;
                continue;
            };
            if count == 0 {
                self.head(&mut builder)?;
            }
            count = count.saturating_add(1);
            last = Some(found.idx);
            at = self.row(&mut builder, at, &found)?;
        }
        let mut grid = builder.finish();
        grid.has_lost_columns = true;
        Ok((grid, count))
    }

    fn text(&self, from: usize, to: usize) -> String {
        let words = self.words.get(from..to).unwrap_or_default();
        words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    fn go_to(&self, builder: &mut Builder, at: usize) {
        if let Some(word) = self.words.get(at) {
            builder.go_to_line(word.line);
        }
    }

    fn head(&self, builder: &mut Builder) -> Result<(), GridError> {
        let print = &self.edition.columns;
        for head in [&print.stt, &print.label, &print.unit, &print.figure, &print.agency] {
            builder.cell(head)?;
        }
        builder.end_line()
    }

    /// One line as it is; gives where the next one begins. Below the first row, what could be its figure stands in the figure's
    /// column: then it is listed as not taken.
    fn line(&self, builder: &mut Builder, at: usize, is_below: bool) -> Result<usize, GridError> {
        let end = self.end_of_line(at);
        self.go_to(builder, at);
        let last = end.saturating_sub(1);
        if !is_below {
            builder.cell(&self.text(at, end))?;
        } else if self.words.get(last).is_some_and(|word| is_figure(word.text)) {
            // A figure alone would go on with the row above.
            let label = if last == at {
                "…".to_owned()
            } else {
                self.text(at, last)
            };
            for cell in ["", &label, "", &self.text(last, end)] {
                builder.cell(cell)?;
            }
        } else {
            builder.cell("")?;
            builder.cell(&self.text(at, end))?;
        }
        builder.end_line()?;
        Ok(end)
    }

    fn end_of_line(&self, at: usize) -> usize {
        let behind = self.words.iter().skip(at).position(|word| word.ends_line);
        behind.map_or(self.words.len(), |behind| at.saturating_add(behind).saturating_add(1))
    }
}

/// Where a row begins: its own words, without what is right of the label.
struct Start {
    idx: RowIdx,
    /// Where its label begins.
    label: usize,
    /// Where its label ends.
    end: usize,
}

impl<'a> Reader<'a> {
    /// So many of these words, one after the other, make up this key.
    fn fits<K: AsRef<str>>(&self, at: usize, wanted: &str, key_of: impl Fn(&'a Word<'a>) -> K) -> Option<usize> {
        let mut rest = wanted;
        for (count, word) in self.words.iter().skip(at).enumerate() {
            if rest.is_empty() {
                return Some(at.saturating_add(count));
            }
            rest = rest.strip_prefix(key_of(word).as_ref())?;
        }
        rest.is_empty().then_some(self.words.len())
    }

    /// The row that begins here: a line with its number or its dash, and the whole label, broken anywhere. Of rows with the same
    /// label the next one is meant.
    fn start(&self, at: usize, last: Option<RowIdx>) -> Option<Start> {
        let first = self.words.get(at).filter(|word| word.begins_line)?;
        let stt = self.words.get(at).filter(|word| is_stt(word.text));
        // `1.3.` and `1.` in the next line: a narrow column breaks numbers, too.
        let is_broken = stt.is_some_and(|stt| stt.ends_line && stt.text.ends_with('.'));
        let rest = self
            .words
            .get(at.saturating_add(1))
            .filter(|word| is_broken && is_number(word.text));
        let numbers = usize::from(stt.is_some()).saturating_add(usize::from(rest.is_some()));
        let is_dashed = first.key.is_empty() && dash_off(&format!("{} a", first.text)).is_some();
        let labels = if is_dashed { 1..=1 } else { 1..=numbers };
        let starts = labels.flat_map(|before| {
            let label = at.saturating_add(before);
            let stt: String = self.words.iter().skip(at).take(before).map(|word| word.text).collect();
            let letters: String = self
                .words
                .iter()
                .skip(label)
                .take(3)
                .map(|word| word.key.as_str())
                .collect();
            let rows = self.begin.get(&first_letters(&letters)).map_or(&[][..], Vec::as_slice);
            let is_his = move |idx: RowIdx| is_dashed || self.keys.row_with_stt(&stt) == Some(idx);
            let spelt = rows
                .iter()
                .flat_map(|idx| self.keys.labels(*idx).iter().map(move |label| (*idx, label)));
            spelt
                .filter(move |(idx, _)| self.is_dashed(*idx) == is_dashed)
                .filter_map(move |(idx, spelling)| {
                    let end = self.fits(label, spelling, |word| word.key.as_str())?;
                    Some((is_his(idx), end, Start { idx, label, end }))
                })
        });
        let best = starts
            .max_by_key(|(is_his, end, start)| (*is_his, *end, Some(start.idx) > last, std::cmp::Reverse(start.idx)));
        best.map(|(_, _, start)| start)
    }

    fn is_dashed(&self, idx: RowIdx) -> bool {
        self.edition.row(idx).is_some_and(crate::model::edition::Row::is_dashed)
    }

    fn row_at(&self, at: usize, last: Option<RowIdx>) -> Option<Found> {
        let Start { idx, label, end } = self.start(at, last)?;
        // Without its unit nothing tells what stands behind the label.
        let unit = self.fits(end, self.keys.unit(idx), |word| unit_key(word.text));
        let figure = unit.and_then(|unit| self.figure(end, unit, idx));
        let unit = unit.unwrap_or(end);
        Some(Found {
            idx,
            stt: label,
            label: end,
            unit,
            figure: figure.unwrap_or(unit),
            is_sure: figure.is_some(),
        })
    }

    /// Where the figure ends that stands here; here, where there is none; nowhere, where nobody can tell.
    fn figure(&self, label: usize, at: usize, idx: RowIdx) -> Option<usize> {
        let Some(word) = self.words.get(at).filter(|word| is_figure(word.text)) else {
            return Some(at);
        };
        // The next row's number.
        if self.start(at, Some(idx)).is_some() {
            return Some(at);
        }
        let next = self.words.get(at.saturating_add(1));
        let (has_percent, next) = match next {
            Some(next) if next.text == "%" => (true, self.words.get(at.saturating_add(2))),
            next => (false, next),
        };
        // `08 đơn vị`: the beginning of a remark.
        let is_remark = !word.ends_line && next.is_some_and(|next| next.text.starts_with(char::is_lowercase));
        // Alone on its line a number may be the page's; the figure beside a unit of several lines stands so, too.
        let unit = self.words.get(label..at).unwrap_or_default();
        let is_tall = unit.first().map(|first| first.line) != unit.last().map(|last| last.line);
        let is_page = word.begins_line && word.ends_line && (!is_tall || self.is_head(at.saturating_add(1)));
        if is_page {
            return None;
        }
        if is_remark {
            return Some(at);
        }
        let end = at.saturating_add(1).saturating_add(usize::from(has_percent));
        // A narrow column breaks long figures; whether the next line is the rest of one, a person must say.
        let is_rest =
            |word: &&Word| word.begins_line && word.ends_line && is_figure(word.text) && !word.text.ends_with('.');
        let more = self.words.get(end).filter(is_rest).is_some()
            && self.start(end, Some(idx)).is_none()
            && !self.is_head(end.saturating_add(1));
        Some(end.saturating_add(usize::from(more)))
    }

    /// Whether the heads of a new page begin here.
    fn is_head(&self, at: usize) -> bool {
        let words = self.words.iter().skip(at).take(4);
        words.filter(|word| self.heads.contains(&word.key)).count() == 4
    }

    /// The lines of the heads of a new page are over here.
    fn behind_head(&self, at: usize) -> usize {
        let is_head = |word: &Word| word.key.is_empty() || self.heads.contains(&word.key);
        let count = self.words.iter().skip(at).take_while(|word| is_head(word)).count();
        at.saturating_add(count)
    }

    /// One row as a line of a table; gives where what is behind it begins.
    fn row(&self, builder: &mut Builder, at: usize, found: &Found) -> Result<usize, GridError> {
        let end = if found.is_sure {
            self.end_of_remark(found)
        } else {
            found.figure
        };
        self.go_to(builder, at);
        let is_dashed = self.is_dashed(found.idx);
        let number = if is_dashed {
            String::new()
        } else {
            self.text(at, found.stt).replace(' ', "")
        };
        let dash = if is_dashed { "- " } else { "" };
        builder.cell(&number)?;
        builder.cell(&format!("{dash}{}", self.text(found.stt, found.label)))?;
        builder.cell(&self.text(found.label, found.unit))?;
        builder.cell(&self.text(found.unit, found.figure))?;
        builder.cell(&self.text(found.figure, end))?;
        builder.end_line()?;
        Ok(end)
    }

    /// What stands behind the figure belongs to the row up to the next row, the next page, or a line that begins like a row and is
    /// none that is known.
    fn end_of_remark(&self, found: &Found) -> usize {
        let printed = self
            .edition
            .row(found.idx)
            .map(|row| key(&row.agency))
            .unwrap_or_default();
        let (mut at, mut bytes) = (found.figure, 0_usize);
        while let Some(word) = self.words.get(at) {
            let end = self.end_of_line(at);
            let line = key(&self.text(at, end));
            let begins_like_row = is_stt(word.text) || word.key.is_empty();
            let is_over = word.begins_line
                && (self.is_head(at)
                    || self.start(at, Some(found.idx)).is_some()
                    || (begins_like_row && !printed.contains(&line)));
            bytes = self
                .words
                .get(at..end)
                .unwrap_or_default()
                .iter()
                .fold(bytes, |bytes, word| {
                    bytes.saturating_add(word.text.len()).saturating_add(1)
                });
            if is_over || bytes > MOST_REMARK_BYTES {
                break;
            }
            at = end;
        }
        at
    }
}

/// A printed number has a dot; without one it may be a figure.
fn is_stt(text: &str) -> bool {
    is_number(text) && text.contains('.')
}

fn is_figure(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%');
    text.starts_with(|letter: char| letter.is_ascii_digit()) && text.chars().all(is_part)
}
