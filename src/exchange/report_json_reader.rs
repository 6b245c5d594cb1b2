//! Reads the report file. What it does not know it keeps; what does not fit it reports by row.

use super::digest::{Seal, seal};
use super::earlier::earlier_from_json;
use super::problem::{MAX_DEPTH, ReadError, ReadProblem, ReadProblemKind};
use super::reasons::{reasons_from_json, take_findings};
use super::report_json::{DIGEST_MARK, FORMAT, FORMAT_VERSION};
use crate::base::json::{Json, JsonError, parse};
use crate::base::order::order_by_key;
use crate::model::answer::{Answer, Entry, Mark, RowState};
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::rules::whole::meaning;

const FILE_KEYS: &[&str] = &[
    "format",
    "format_version",
    "edition",
    "office",
    "period",
    "document",
    "rows",
    "findings",
    "reasons",
    "earlier",
    "digest",
];
const ROW_KEYS: &[&str] = &[
    "id",
    "stt",
    "label",
    "unit",
    "state",
    "value",
    "calculated",
    "typed",
    "note",
];

/// Reads a report file's text.
///
/// # Errors
/// Where it is no report file of this edition; see [`ReadError`].
pub(super) fn report_from_json(edition: &Edition, text: &str) -> Result<(Report, Vec<ReadProblem>), ReadError> {
    let file = parse(text, MAX_DEPTH).map_err(|error| match error {
        JsonError::CutShort => ReadError::CutShort,
        JsonError::Syntax { line, column } => ReadError::Syntax { line, column },
        JsonError::DuplicateKey(key) => ReadError::DuplicateKey(key),
        JsonError::TooDeep => ReadError::TooDeep,
    })?;
    check_format(edition, &file)?;
    let mut problems = Vec::new();
    match seal(text, DIGEST_MARK) {
        Seal::Whole => {}
        Seal::Broken => problems.push(ReadProblem::of_file(ReadProblemKind::DigestBroken)),
        Seal::Missing => problems.push(ReadProblem::of_file(ReadProblemKind::DigestMissing)),
    }
    let mut report = Report::blank(edition);
    read_heading(edition, &file, &mut report, &mut problems)?;
    let rows = list(&file, "rows")?;
    read_rows(edition, rows, &mut report, &mut problems);
    report.reasons = reasons_from_json(file.get("reasons"));
    report.earlier = earlier_from_json(edition, file.get("earlier"));
    take_findings(edition, list(&file, "findings").unwrap_or_default(), &mut report);
    report.kept.file = unknown(&file, FILE_KEYS);
    // One of another shape is not read, and not lost.
    let unread = file.get("earlier").filter(|_| report.earlier.is_none());
    report
        .kept
        .file
        .extend(unread.map(|earlier| ("earlier".to_owned(), earlier.clone())));
    compare_figures(edition, rows, &report, &mut problems);
    Ok((report, problems))
}

fn check_format(edition: &Edition, file: &Json) -> Result<(), ReadError> {
    if file.get("format").and_then(Json::as_text) != Some(FORMAT) {
        return Err(ReadError::NotOurs);
    }
    match file.get("format_version") {
        Some(Json::Number(version)) if version == FORMAT_VERSION => {}
        Some(Json::Number(version)) => return Err(ReadError::NewerVersion { found: version.clone() }),
        Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_)) | None => {
            return Err(ReadError::WrongShape {
                key: "format_version".to_owned(),
            });
        }
    }
    let found = text(file, "edition", "edition")?;
    if found == edition.id {
        Ok(())
    } else {
        Err(ReadError::OtherEdition { found })
    }
}

fn text(within: &Json, key: &str, shown: &str) -> Result<String, ReadError> {
    let value = within.get(key).and_then(Json::as_text);
    value
        .map(str::to_owned)
        .ok_or_else(|| ReadError::WrongShape { key: shown.to_owned() })
}

fn list<'a>(within: &'a Json, key: &str) -> Result<&'a [Json], ReadError> {
    match within.get(key) {
        Some(Json::List(items)) => Ok(items),
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Table(_)) | None => {
            Err(ReadError::WrongShape { key: key.to_owned() })
        }
    }
}

fn unknown(within: &Json, known: &[&str]) -> Vec<(String, Json)> {
    match within {
        Json::Table(parts) => parts
            .iter()
            .filter(|(key, _)| !known.contains(&key.as_str()))
            .cloned()
            .collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => Vec::new(),
    }
}

fn read_heading(
    edition: &Edition,
    file: &Json,
    report: &mut Report,
    problems: &mut Vec<ReadProblem>,
) -> Result<(), ReadError> {
    let missing = |key: &str| ReadError::WrongShape { key: key.to_owned() };
    let office = file.get("office").ok_or_else(|| missing("office"))?;
    report.office.code = text(office, "code", "office.code")?;
    report.office.name = text(office, "name", "office.name")?;
    report.office.role = text(office, "role", "office.role")?;
    report.kept.office = unknown(office, &["code", "name", "role"]);
    if !report.office.role.is_empty() && edition.role(&report.office.role).is_none() {
        problems.push(ReadProblem::of_file(ReadProblemKind::UnknownOffice(
            report.office.role.clone(),
        )));
    }
    let document = file.get("document").ok_or_else(|| missing("document"))?;
    report.document.number = text(document, "number", "document.number")?;
    report.document.date = text(document, "date", "document.date")?;
    report.kept.document = unknown(document, &["number", "date"]);
    let period = text(file, "period", "period")?;
    report.period = Period::parse(&period, &edition.periods);
    if report.period.is_none() && !period.is_empty() {
        problems.push(ReadProblem::of_file(ReadProblemKind::UnknownPeriod(period)));
    }
    Ok(())
}

fn read_rows(edition: &Edition, rows: &[Json], report: &mut Report, problems: &mut Vec<ReadProblem>) {
    let mut seen = vec![false; edition.rows.len()];
    for item in rows {
        let id = item.get("id").and_then(Json::as_text).unwrap_or_default();
        let Some((idx, row)) = edition.find(id).and_then(|idx| Some((idx, edition.row(idx)?))) else {
            problems.push(ReadProblem::of_file(ReadProblemKind::UnknownRow(id.to_owned())));
            report.kept.unknown_rows.push(item.clone());
            continue;
        };
        match seen.get_mut(idx.place()) {
            Some(is_seen) if *is_seen => problems.push(ReadProblem::in_row(idx, ReadProblemKind::RepeatedRow)),
            Some(is_seen) => {
                *is_seen = true;
                match read_row(row, item) {
                    Some((entry, note)) => {
                        put(&mut report.entries, idx, entry);
                        put(&mut report.notes, idx, note);
                    }
                    None => problems.push(ReadProblem::in_row(idx, ReadProblemKind::BrokenRow)),
                }
                let kept = unknown(item, ROW_KEYS);
                if !kept.is_empty() {
                    report.kept.rows.push((idx, kept));
                    // Whatever the order of the file: it is written in the form's.
                    order_by_key(&mut report.kept.rows, |(idx, _)| *idx);
                }
            }
            None => {}
        }
    }
    for (idx, _) in edition.indexed() {
        if seen.get(idx.place()) == Some(&false) {
            problems.push(ReadProblem::in_row(idx, ReadProblemKind::MissingRow));
        }
    }
}

pub(super) fn put<T>(list: &mut [T], idx: RowIdx, value: T) {
    if let Some(place) = list.get_mut(idx.place()) {
        *place = value;
    }
}

/// The entry and the note of one row; none where it is not of our shape.
fn read_row(row: &Row, item: &Json) -> Option<(Entry, String)> {
    let state = RowState::from_code(item.get("state")?.as_text()?)?;
    let typed = item
        .get("typed")
        .map_or(Some(String::new()), |typed| typed.as_text().map(str::to_owned))?;
    let note = item
        .get("note")
        .map_or(Some(String::new()), |note| note.as_text().map(str::to_owned))?;
    let value = match item.get("value") {
        Some(Json::Number(digits)) => Some(Number::from_plain(digits)?),
        Some(Json::Null) | None => None,
        Some(Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_)) => return None,
    };
    Some((entry(row, state, typed, value), note))
}

/// The entry that has this state; `value` only settles which of two readings was chosen, or stands in for a missing text.
pub(super) fn entry(row: &Row, state: RowState, typed: String, value: Option<Number>) -> Entry {
    let is_blank = typed.trim().is_empty();
    let mark = match state {
        RowState::None => Some(Mark::None),
        RowState::NotOurs => Some(Mark::NotOurs),
        RowState::Unread if is_blank => Some(Mark::TextLost { ambiguous: false }),
        RowState::Ambiguous if is_blank => Some(Mark::TextLost { ambiguous: true }),
        RowState::Figure
        | RowState::Calculated
        | RowState::Unanswered
        | RowState::Unread
        | RowState::Ambiguous
        | RowState::Heading => None,
    };
    match (state, value) {
        (RowState::Figure, Some(number)) => {
            let entry = Entry::typed(if is_blank { number.to_typed() } else { typed });
            // A value that is none of the text's readings was never chosen.
            let is_chosen = matches!(entry.answer(row), Answer::Ambiguous { grouped, decimal } if number == grouped || number == decimal);
            Entry {
                chosen: is_chosen.then_some(number),
                ..entry
            }
        }
        (_, _) => Entry {
            mark,
            ..Entry::typed(typed)
        },
    }
}

/// Every figure that the file states against the one that follows from what was typed.
fn compare_figures(edition: &Edition, rows: &[Json], report: &Report, problems: &mut Vec<ReadProblem>) {
    let meaning = meaning(edition, report);
    for item in rows {
        let Some(idx) = item.get("id").and_then(Json::as_text).and_then(|id| edition.find(id)) else {
            continue;
        };
        if problems.iter().any(|problem| problem.row == Some(idx)) {
            continue;
        }
        let stated = |key: &str| match item.get(key) {
            Some(Json::Number(digits)) => Some(digits.clone()),
            Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_)) | None => None,
        };
        let state = item.get("state").and_then(Json::as_text).and_then(RowState::from_code);
        let is_calculated = state == Some(RowState::Calculated);
        let calculated = if is_calculated {
            stated("value")
        } else {
            stated("calculated")
        };
        problems.extend(differing_calculation(idx, calculated, meaning.calculated(idx)));
        let figure = (!is_calculated).then(|| stated("value")).flatten();
        let is_other = |file: &String| meaning.figure(idx).map(Number::to_plain).as_ref() != Some(file);
        if let Some(file) = figure.filter(is_other) {
            problems.push(ReadProblem::in_row(idx, ReadProblemKind::ValueDiffers { file }));
        } else if state.is_some_and(|state| state != meaning.state(edition, idx)) && !is_calculated {
            let file = state.map(|state| state.code().to_owned()).unwrap_or_default();
            problems.push(ReadProblem::in_row(idx, ReadProblemKind::ValueDiffers { file }));
        }
    }
}

/// A problem where a file states a calculated figure other than the one that follows.
pub(super) fn differing_calculation(idx: RowIdx, file: Option<String>, here: Option<Number>) -> Option<ReadProblem> {
    let file = file.filter(|file| here.map(Number::to_plain).as_ref() != Some(file))?;
    Some(ReadProblem::in_row(
        idx,
        ReadProblemKind::CalculatedDiffers { file, here },
    ))
}
