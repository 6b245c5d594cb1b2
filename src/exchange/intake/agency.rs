//! Tells the printed text of the last column from the office's own remark in the same cell.

use std::collections::BTreeSet;

use super::key::{key, likeness};
use crate::base::fold::fold;
use crate::model::edition::Edition;

/// As like a printed text as this, it is taken for one that was retyped.
const RETYPED: u8 = 85;
/// A printed sentence has at least so many letters; a shorter one may stand in a remark as well.
const SHORTEST: usize = 10;

/// What a cell of the last column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agency {
    /// Printed text alone, or nothing.
    Printed,
    /// What was typed on an office's machine, yet is all but a printed text.
    Retyped,
    /// The office's own remark, without the printed text before it.
    Remark(String),
}

/// Every printed text of the last column, and every sentence of one.
#[derive(Debug)]
pub struct PrintedTexts {
    /// Longest first.
    texts: Vec<String>,
}

impl PrintedTexts {
    /// Those of this edition.
    #[must_use]
    pub fn new(edition: &Edition) -> Self {
        let mut texts = BTreeSet::new();
        for row in &edition.rows {
            texts.insert(key(&row.agency));
            texts.extend(row.agency.split(';').flat_map(|part| part.split("- ")).map(key));
        }
        let mut texts: Vec<String> = texts.into_iter().filter(|text| text.len() >= SHORTEST).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Self { texts }
    }

    /// What the cell holds.
    #[must_use]
    pub fn tell(&self, cell: &str) -> Agency {
        let whole = key(cell);
        if self.texts.iter().any(|text| text.contains(&whole)) {
            // So short a text stands in some printed one by chance: an answer, a figure.
            return match whole.len() {
                0 | SHORTEST.. => Agency::Printed,
                _ if whole.bytes().all(|byte| byte.is_ascii_digit()) => Agency::Remark(cell.to_owned()),
                _ => Agency::Retyped,
            };
        }
        if self.texts.iter().any(|text| likeness(text, &whole, RETYPED) > 0) {
            return Agency::Retyped;
        }
        let mut rest = cell;
        while let Some(after) = self.texts.iter().find_map(|text| behind(rest, text)) {
            rest = after;
        }
        let remark = rest.trim_start_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ';' | '.' | ',' | ':' | '-' | '\u{2013}')
        });
        if key(remark).is_empty() {
            Agency::Printed
        } else {
            Agency::Remark(remark.to_owned())
        }
    }
}

/// What follows a printed text at the beginning of a cell, however it is spelt there; none where it is not there.
fn behind<'a>(cell: &'a str, printed: &str) -> Option<&'a str> {
    let mut wanted = printed.chars();
    let mut is_next = wanted.next();
    for (at, letter) in cell.char_indices() {
        for folded in fold(letter.encode_utf8(&mut [0; 4]))
            .chars()
            .filter(|letter| letter.is_alphanumeric())
        {
            match is_next {
                Some(expected) if expected == folded => is_next = wanted.next(),
                Some(_) | None => return None,
            }
        }
        if is_next.is_none() {
            let rest = cell.get(at..)?.strip_prefix(letter)?;
            // It ends where a word ends, with its marks.
            let is_mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
            let rest = rest.trim_start_matches(|letter| is_mark(&letter));
            return (!rest.starts_with(char::is_alphanumeric)).then_some(rest);
        }
    }
    None
}
