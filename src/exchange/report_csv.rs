//! The report as CSV, in two dialects, written and read. One line a row that takes an answer.
//!
//! CSV carries figures, states, and notes; not what was typed, nor the report's number. `csv-core` reads it back.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::problem::{ReadError, ReadProblem, ReadProblemKind};
use super::report_json_reader::{differing_calculation, entry, put};
use crate::model::answer::{Mark, RowState};
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Report, ReportingOffice};
use crate::rules::whole::meaning;

/// Who the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Programs: comma, decimal point, UTF-8 without BOM.
    Data,
    /// Excel set to Vietnamese: BOM, semicolon, decimal comma.
    Excel,
}

/// The columns, in order.
pub const COLUMNS: [&str; 10] = [
    "edition", "office", "period", "id", "stt", "label", "unit", "state", "value", "note",
];

const BOM: &str = "\u{feff}";

impl Dialect {
    fn separator(self) -> u8 {
        match self {
            Self::Data => b',',
            Self::Excel => b';',
        }
    }

    fn figure(self, number: Number) -> String {
        match self {
            Self::Data => number.to_plain(),
            Self::Excel => number.to_typed(),
        }
    }

    fn read_figure(self, text: &str) -> Option<Number> {
        match self {
            Self::Data => Number::from_plain(text),
            Self::Excel if text.contains('.') => None,
            Self::Excel => Number::from_plain(&text.replace(',', ".")),
        }
    }
}

/// The file's text.
#[must_use]
pub fn csv_from_report(edition: &Edition, report: &Report, dialect: Dialect) -> String {
    let meaning = meaning(edition, report);
    let period = report.period.as_ref().map_or_else(String::new, Period::code);
    let separator = dialect.separator();
    let mut text = match dialect {
        Dialect::Data => String::new(),
        Dialect::Excel => BOM.to_owned(),
    };
    push_line(&mut text, separator, &COLUMNS.map(str::to_owned));
    for (idx, row) in edition.indexed().filter(|(_, row)| row.kind != RowKind::Heading) {
        let state = meaning.state(edition, idx);
        let value = match state {
            RowState::Figure | RowState::Calculated => meaning.figure(idx),
            RowState::None
            | RowState::NotOurs
            | RowState::Unanswered
            | RowState::Unread
            | RowState::Ambiguous
            | RowState::Heading => None,
        };
        let fields = [
            defused(&edition.id),
            defused(&report.office.code),
            defused(&period),
            defused(row.id.as_str()),
            defused(&row.stt),
            defused(&row.full_label()),
            defused(&row.unit),
            state.code().to_owned(),
            value.map_or_else(String::new, |number| dialect.figure(number)),
            defused(report.note(idx)),
        ];
        push_line(&mut text, separator, &fields);
    }
    text
}

/// A text that a spreadsheet would take for a formula gets an apostrophe; so does one that begins with apostrophes and goes
/// on like that, so that [`undefused`] is the exact inverse.
fn defused(text: &str) -> String {
    if is_live(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn undefused(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_live(rest)).unwrap_or(text)
}

fn is_live(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// One line, ended as RFC 4180 ends it.
fn push_line(text: &mut String, separator: u8, fields: &[String; 10]) {
    for (place, field) in fields.iter().enumerate() {
        if place > 0 {
            text.push(char::from(separator));
        }
        push_field(text, separator, field);
    }
    text.push_str("\r\n");
}

/// One field, quoted where it must be. The writer of `csv-core` does the same, but the page would be 12 KB gzip larger: it brings
/// a reader of floats.
fn push_field(text: &mut String, separator: u8, field: &str) {
    let must_quote = |letter: char| matches!(letter, '"' | '\r' | '\n') || letter == char::from(separator);
    if field.contains(must_quote) {
        text.push('"');
        text.push_str(&field.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(field);
    }
}

/// The dialect of a text that begins with our header; none where it is no CSV of ours.
#[must_use]
pub fn dialect_of(text: &str) -> Option<Dialect> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    [Dialect::Data, Dialect::Excel].into_iter().find(|dialect| {
        let separator = char::from(dialect.separator());
        header.split(separator).map(|name| name.trim_matches('"')).eq(COLUMNS)
    })
}

/// Reads a CSV text of ours.
///
/// # Errors
/// Where it is none; see [`ReadError`].
pub fn report_from_csv(edition: &Edition, text: &str) -> Result<(Report, Vec<ReadProblem>), ReadError> {
    let dialect = dialect_of(text).ok_or(ReadError::NotOurs)?;
    let records = records(text.strip_prefix(BOM).unwrap_or(text), dialect)?;
    let lines: Vec<&[String; 10]> = records.iter().skip(1).collect();
    let first = lines.first().ok_or(ReadError::CutShort)?;
    let [found, office, period, ..] = first;
    if *found != edition.id {
        return Err(ReadError::OtherEdition { found: found.clone() });
    }
    if lines.iter().any(|line| line.iter().take(3).ne(first.iter().take(3))) {
        return Err(ReadError::SeveralReports);
    }
    let mut report = Report::blank(edition);
    let mut problems = Vec::new();
    report.office = edition.office(office).map_or_else(
        || {
            if !office.is_empty() {
                problems.push(ReadProblem::of_file(ReadProblemKind::UnknownOffice(office.clone())));
            }
            ReportingOffice {
                code: office.clone(),
                ..ReportingOffice::default()
            }
        },
        |office| ReportingOffice {
            code: office.code.clone(),
            name: office.name.clone(),
            role: office.role.clone(),
        },
    );
    report.period = Period::parse(period, &edition.periods);
    if report.period.is_none() && !period.is_empty() {
        problems.push(ReadProblem::of_file(ReadProblemKind::UnknownPeriod(period.clone())));
    }
    let calculated = read_lines(edition, dialect, &lines, &mut report, &mut problems)?;
    let meaning = meaning(edition, &report);
    for (idx, file) in calculated {
        problems.extend(differing_calculation(
            idx,
            file.map(Number::to_plain),
            meaning.calculated(idx),
        ));
    }
    Ok((report, problems))
}

type Stated = Vec<(RowIdx, Option<Number>)>;

/// Puts each line into its row; gives the calculated figures as the file states them.
fn read_lines(
    edition: &Edition,
    dialect: Dialect,
    lines: &[&[String; 10]],
    report: &mut Report,
    problems: &mut Vec<ReadProblem>,
) -> Result<Stated, ReadError> {
    let mut calculated = Vec::new();
    let mut seen = vec![false; edition.rows.len()];
    for [_, _, _, id, _, _, _, state, value, note] in lines {
        let Some((idx, row)) = edition.find(id).and_then(|idx| Some((idx, edition.row(idx)?))) else {
            problems.push(ReadProblem::of_file(ReadProblemKind::UnknownRow(id.clone())));
            continue;
        };
        if seen.get(idx.place()) == Some(&true) {
            problems.push(ReadProblem::in_row(idx, ReadProblemKind::RepeatedRow));
            continue;
        }
        put(&mut seen, idx, true);
        put(&mut report.notes, idx, note.clone());
        let number = dialect.read_figure(value);
        match RowState::from_code(state) {
            Some(RowState::Calculated) => calculated.push((idx, number)),
            Some(state) if number.is_some() != (state == RowState::Figure) => {
                problems.push(ReadProblem::in_row(idx, ReadProblemKind::BrokenRow));
            }
            Some(state) => {
                let entry = entry(row, state, String::new(), number);
                if matches!(entry.mark, Some(Mark::TextLost { .. })) {
                    problems.push(ReadProblem::in_row(idx, ReadProblemKind::TextLost));
                }
                put(&mut report.entries, idx, entry);
            }
            None => problems.push(ReadProblem::in_row(idx, ReadProblemKind::BrokenRow)),
        }
    }
    let wanted: Vec<RowIdx> = edition
        .indexed()
        .filter(|(_, row)| row.kind != RowKind::Heading)
        .map(|(idx, _)| idx)
        .collect();
    let missing: Vec<RowIdx> = wanted
        .iter()
        .copied()
        .filter(|idx| seen.get(idx.place()) == Some(&false))
        .collect();
    if missing.last().is_some_and(|last| wanted.last() == Some(last)) {
        return Err(ReadError::CutShort);
    }
    problems.extend(
        missing
            .into_iter()
            .map(|idx| ReadProblem::in_row(idx, ReadProblemKind::MissingRow)),
    );
    Ok(calculated)
}

/// All records, unquoted and undefused.
fn records(text: &str, dialect: Dialect) -> Result<Vec<[String; 10]>, ReadError> {
    let mut reader: Reader = ReaderBuilder::new().delimiter(dialect.separator()).build();
    // Fields are never longer than the text that they stand in, so neither buffer can fill up on a file of ours.
    let mut output = vec![0_u8; text.len().saturating_add(1)];
    let mut ends = [0_usize; COLUMNS.len() + 1];
    let (mut input, mut written, mut fields) = (text.as_bytes(), 0_usize, 0_usize);
    let mut records = Vec::new();
    loop {
        let (room, ends_room) = (
            output.get_mut(written..).unwrap_or_default(),
            ends.get_mut(fields..).unwrap_or_default(),
        );
        let (result, read, more, more_fields) = reader.read_record(input, room, ends_room);
        input = input.get(read..).unwrap_or_default();
        written = written.saturating_add(more);
        fields = fields.saturating_add(more_fields);
        match result {
            // The last line has no end of its own: asked again with nothing left, the reader closes it.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return Err(ReadError::NotOurs),
            ReadRecordResult::Record => {
                // A line with too few fields is the last one of a file that was cut, or no line of ours.
                let too_few = if input.is_empty() {
                    ReadError::CutShort
                } else {
                    ReadError::NotOurs
                };
                records.push(record(&output, ends.get(..fields).unwrap_or_default()).ok_or(too_few)?);
                (written, fields) = (0, 0);
            }
            ReadRecordResult::End => return Ok(records),
        }
    }
}

/// One record out of the reader's buffers; none where it has another number of fields than ours.
fn record(output: &[u8], ends: &[usize]) -> Option<[String; 10]> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    let field = |(start, end): (usize, &usize)| std::str::from_utf8(output.get(start..*end)?).ok();
    let fields: Vec<&str> = starts.zip(ends).map(field).collect::<Option<_>>()?;
    let fields: [&str; 10] = fields.try_into().ok()?;
    Some(fields.map(|field| undefused(field).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{defused, push_field, undefused};
    use csv_core::WriterBuilder;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_field_is_quoted_as_the_library_quotes_it(field in "[a-c\"',;\t \r\nđ\u{feff}]{1,12}", separator in prop_oneof![Just(b','), Just(b';')]) {
            let mut ours = String::new();
            push_field(&mut ours, separator, &field);
            let mut theirs = [0_u8; 256];
            let mut writer = WriterBuilder::new().delimiter(separator).build();
            let (_, read, written) = writer.field(field.as_bytes(), &mut theirs);
            let (field_bytes, rest) = theirs.split_at_mut(written);
            let (_, more) = writer.finish(rest);
            let theirs = [&*field_bytes, &rest[..more]].concat();
            prop_assert_eq!((read, ours.as_bytes()), (field.len(), theirs.as_slice()));
        }
    }

    #[test]
    fn formulas_are_defused_and_come_back() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("+84", "'+84"),
            ("-5", "'-5"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("'abc", "'abc"),
            ("''", "''"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(defused(text), written, "{text}");
            assert_eq!(undefused(&defused(text)), text);
        }
    }
}
