//! What an edition's owner may want to mend though the form can be filled: defects of the print, not of a report. Never told
//! to an officer, who cannot mend them.

use std::fmt;

use super::edition::{Edition, Row, RowKind};
use super::id::RowIdx;
use crate::base::data::{Data, Node};
use crate::base::fold::fold;

/// One defect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Line of the row in the source; 0 where it has no lines.
    pub line: u32,
    /// The row's id.
    pub row: String,
    /// What is the matter.
    pub kind: LintKind,
    /// The owner knows: the row has a `reading` beside the print.
    pub is_known: bool,
}

/// What is the matter with a row as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LintKind {
    /// It bears the label of a row that it stands under, or beside.
    DuplicateLabel(String),
    /// It is called a ratio (a word of `lint.ratio_words`), and its unit is none of a ratio.
    RatioInCounts(String),
    /// Its code list as printed is not the one that is read: words or codes were torn off.
    TornCodeList(String),
    /// It takes figures and has no unit in print.
    UnitMissing,
}

impl fmt::Display for Lint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "row {}: ", self.row)?;
        match &self.kind {
            LintKind::DuplicateLabel(other) => write!(formatter, "has the same label as row {other}")?,
            LintKind::RatioInCounts(unit) => write!(formatter, "is labelled a ratio, but its unit is \"{unit}\"")?,
            LintKind::TornCodeList(unit) => write!(formatter, "\"{unit}\" does not print every word and code")?,
            LintKind::UnitMissing => formatter.write_str("takes figures, but no unit is printed")?,
        }
        if self.is_known {
            formatter.write_str(" (known: it has a `reading`)")?;
        }
        Ok(())
    }
}

/// All defects, in the order of rows. `root` is the tree that the edition was read from: it knows the lines.
#[must_use]
pub fn lints(root: &Node, edition: &Edition) -> Vec<Lint> {
    let nodes: &[Node] = match root.get("rows").map(|rows| &rows.data) {
        Some(Data::List(nodes)) => nodes,
        Some(Data::Text(_) | Data::Whole(_) | Data::Table(_)) | None => &[],
    };
    let (ratio_words, tails) = (words(root, "ratio_words"), words(root, "tails"));
    let mut found = Vec::new();
    for (idx, row) in edition.indexed() {
        let kinds = [
            duplicate(edition, idx, row, &tails),
            ratio(row, &ratio_words),
            torn(row),
            unit_missing(row, &ratio_words),
        ];
        let line = nodes.get(idx.place()).map_or(0, |node| node.line);
        found.extend(kinds.into_iter().flatten().map(|kind| Lint {
            line,
            row: row.id.to_string(),
            is_known: has_reading(row) || is_known_there(edition, &kind),
            kind,
        }));
    }
    found
}

fn has_reading(row: &Row) -> bool {
    !row.reading.is_empty() || !row.unit_reading.is_empty()
}

/// The other row of two with one label may be the one that has the reading.
fn is_known_there(edition: &Edition, kind: &LintKind) -> bool {
    let LintKind::DuplicateLabel(other) = kind else {
        return false;
    };
    edition
        .find(other)
        .and_then(|idx| edition.row(idx))
        .is_some_and(has_reading)
}

/// The words that `[lint]` gives under this key, folded.
fn words(root: &Node, key: &str) -> Vec<String> {
    let words = root.get("lint").and_then(|lint| lint.get(key));
    match words.map(|words| &words.data) {
        Some(Data::List(words)) => words.iter().filter_map(text).map(fold).collect(),
        Some(Data::Text(_) | Data::Whole(_) | Data::Table(_)) | None => Vec::new(),
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.data {
        Data::Text(text) => Some(text),
        Data::Whole(_) | Data::List(_) | Data::Table(_) => None,
    }
}

/// A row above it with its label: one that it stands under, or one beside it.
fn duplicate(edition: &Edition, idx: RowIdx, row: &Row, tails: &[String]) -> Option<LintKind> {
    let own = plain(&row.label, tails);
    let mut above = Vec::new();
    let mut parent = row.parent;
    while let Some(idx) = parent {
        above.push(idx);
        parent = edition.row(idx).and_then(|row| row.parent);
    }
    let is_near = |(other, candidate): &(RowIdx, &Row)| {
        *other < idx
            && (above.contains(other) || candidate.parent == row.parent)
            && plain(&candidate.label, tails) == own
    };
    let same = edition.indexed().find(is_near)?;
    Some(LintKind::DuplicateLabel(same.1.id.to_string()))
}

/// The label as it is compared: without what leads over to the rows below ("trong đó"), and with what it defines a short form
/// for ("văn bản quy phạm pháp luật (VBQPPL)") in that form.
fn plain(label: &str, tails: &[String]) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        let short: Option<Vec<char>> = word
            .strip_prefix('(')
            .and_then(|word| word.strip_suffix(')'))
            .map(|short| fold(short).chars().collect());
        let start = short.as_ref().and_then(|short| words.len().checked_sub(short.len()));
        match (short, start.and_then(|start| words.get(start..))) {
            (Some(short), Some(long)) if long.iter().zip(&short).all(|(word, letter)| word.starts_with(*letter)) => {
                words.truncate(start.unwrap_or(0));
                words.push(short.into_iter().collect());
            }
            (_, _) => words.push(fold(word)),
        }
    }
    let mut label = words.join(" ");
    let is_mark = |letter: char| matches!(letter, ':' | ';' | '.' | ',' | ' ');
    for tail in tails {
        let bare = label.trim_end_matches(is_mark);
        label = bare.strip_suffix(tail.as_str()).unwrap_or(bare).to_owned();
    }
    label.trim_end_matches(is_mark).to_owned()
}

fn ratio(row: &Row, words: &[String]) -> Option<LintKind> {
    (is_called(row, words) && row.kind == RowKind::Count).then(|| LintKind::RatioInCounts(row.unit.clone()))
}

fn is_called(row: &Row, words: &[String]) -> bool {
    let label = fold(&row.label);
    words.iter().any(|word| label.starts_with(word))
}

/// Figures stand there, or it is called a ratio and only its parts have the unit.
fn unit_missing(row: &Row, ratio_words: &[String]) -> Option<LintKind> {
    let has_figures = row.kind != RowKind::Heading || is_called(row, ratio_words);
    (has_figures && row.unit.is_empty()).then_some(LintKind::UnitMissing)
}

fn torn(row: &Row) -> Option<LintKind> {
    let RowKind::Code(list) = &row.kind else { return None };
    let printed = fold(&row.unit);
    let is_printed = |word: &str, code: u8| printed.contains(&fold(word)) && printed.contains(&code.to_string());
    let is_whole = list
        .choices()
        .iter()
        .all(|choice| is_printed(&choice.word, choice.code));
    (!is_whole).then(|| LintKind::TornCodeList(row.unit.clone()))
}
