//! What stands above a table: the period, the office, the report's number and date, found by the edition's own printed lines.

use super::grid::Place;
use super::key::{key, likeness};
use crate::base::fold::fold;
use crate::model::edition::{Edition, Office};
use crate::model::period::Period;

/// An office that is as like as this is meant.
const LIKELY_OFFICE: u8 = 85;

/// What was found, each with the line that it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title<'a> {
    /// The periods that are named; more than one only where the lines differ.
    pub period: Option<(Place, Period)>,
    /// The offices that are named: one, or several where name and code differ.
    pub offices: Vec<(Place, &'a Office)>,
    /// The report's number.
    pub number: Option<(Place, String)>,
    /// The report's date.
    pub date: Option<(Place, String)>,
}

/// Reads the lines above a table.
#[must_use]
pub fn read<'a>(edition: &'a Edition, lines: &[(Place, String)]) -> Title<'a> {
    let mut title = Title::default();
    let mut kind = None;
    let mut years = Vec::new();
    for (place, line) in lines {
        if let Some(found) = captured(&edition.print.issued, line) {
            let part = |name: &str| found.iter().find(|(found, _)| found == name).map(|(_, text)| *text);
            let filled = |name: &str| part(name).map(without_blanks).filter(|text| !text.is_empty());
            title.number = title.number.or(filled("number").map(|text| (*place, text)));
            title.date = title.date.or(filled("date").map(|text| (*place, text)));
            years.extend(part("date").and_then(year));
            let names = [part("code"), part("short")].into_iter().flatten();
            names.for_each(|name| add_office(edition, &mut title, *place, name));
        } else {
            if let Some(found) = captured(&edition.print.place, line) {
                let names = found.iter().filter(|(name, _)| name == "office");
                names.for_each(|(_, name)| add_office(edition, &mut title, *place, name));
            }
            let own = year(line);
            kind = kind.or_else(|| named_kind(edition, line, own.is_some()).map(|kind| (*place, kind)));
            // The title's own year goes before that of the day it was signed.
            if let Some(own) = own {
                years.insert(0, own);
            }
        }
    }
    title.period = match (kind, years.first()) {
        (Some((place, kind)), Some(year)) => Some((place, Period::new(*year, kind))),
        (Some(_), None) | (None, _) => None,
    };
    title
}

fn add_office<'a>(edition: &'a Edition, title: &mut Title<'a>, place: Place, name: &str) {
    let wanted = key(name);
    let fits = |office: &&Office| {
        [&office.code, &office.name, &office.short]
            .iter()
            .any(|known| key(known) == wanted)
    };
    let likely = |office: &Office| likeness(&key(&office.name), &wanted, LIKELY_OFFICE);
    let nearest = || {
        edition
            .offices
            .iter()
            .max_by_key(|office| likely(office))
            .filter(|office| likely(office) > 0)
    };
    let Some(office) = edition.offices.iter().find(fits).or_else(nearest) else {
        return;
    };
    if title.offices.iter().all(|(_, other)| other.code != office.code) {
        title.offices.push((place, office));
    }
}

/// The kind of period that a line names: the longest name, so that "Quý I" is not found in "Quý II". A name of one word is
/// none without a year.
fn named_kind<'a>(edition: &'a Edition, line: &str, has_year: bool) -> Option<&'a crate::model::period::PeriodKind> {
    let words = |text: &str| {
        let words = fold(text);
        let words: Vec<&str> = words
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        format!(" {} ", words.join(" "))
    };
    // `so với năm 2015` within a sentence names no period; a title begins it with a capital.
    let is_title = |name: &str| line.contains(name) || line.contains(&name.to_uppercase());
    let line_words = words(line);
    let is_named =
        |name: &str| line_words.contains(&words(name)) && (name.contains(' ') || (has_year && is_title(name)));
    let kinds = edition.periods.iter().filter(|kind| is_named(&kind.name));
    kinds.max_by_key(|kind| (kind.name.contains(' '), kind.name.len()))
}

/// A year of four digits between 2000 and 2099 in a text.
fn year(text: &str) -> Option<u16> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    numbers
        .find(|digits| digits.len() == 4 && digits.starts_with("20"))?
        .parse()
        .ok()
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What stands in a line at the places that a printed pattern leaves open, `{name}`; letters of the pattern are compared folded
/// and without blanks. None where the line is not of the pattern.
fn captured<'a>(pattern: &str, line: &'a str) -> Option<Vec<(String, &'a str)>> {
    let letters: Vec<(char, usize, usize)> = line
        .char_indices()
        .flat_map(|(at, letter)| {
            let folded = fold(letter.encode_utf8(&mut [0; 4])).chars().next();
            folded.map(|folded| (folded, at, at.saturating_add(letter.len_utf8())))
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0_usize;
    let mut open: Option<(String, usize)> = None;
    for part in pattern.split('{') {
        let (name, literal) = part
            .split_once('}')
            .map_or((None, part), |(name, literal)| (Some(name), literal));
        if let Some(name) = name {
            let start = letters.get(at).map_or(line.len(), |(_, start, _)| *start);
            open = Some((name.to_owned(), start));
        }
        let wanted: Vec<char> = fold(literal).chars().filter(|letter| *letter != ' ').collect();
        let is_here = |from: &usize| {
            let here = letters.iter().skip(*from).map(|(letter, ..)| letter);
            here.take(wanted.len()).eq(wanted.iter())
        };
        // The printed parentheses may be missing at the end.
        let last = if name.is_some() && wanted.len() <= 1 {
            letters.len()
        } else {
            at
        };
        let from = if name.is_none() && !is_here(&at) {
            return None;
        } else if wanted.is_empty() {
            letters.len()
        } else {
            (at..letters.len())
                .find(is_here)
                .or((last == letters.len()).then_some(last))?
        };
        if let Some((name, start)) = open.take() {
            let end = letters.get(from).map_or(line.len(), |(_, start, _)| *start);
            found.push((name, line.get(start..end)?.trim()));
        }
        at = from.saturating_add(wanted.len());
    }
    Some(found)
}
