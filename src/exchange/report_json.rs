//! Writes the report file (`phuluc-report`, version 1). The same report gives the same bytes.

use super::digest::sealed;
use super::earlier::json_from_earlier;
use super::reasons::{Say, json_findings, json_reasons};
use crate::base::json::Json;
use crate::model::answer::RowState;
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::report::Report;
use crate::rules::facts::WholeFacts;

/// The word in `format`.
pub const FORMAT: &str = "phuluc-report";
/// The version written, and the newest that is read.
pub const FORMAT_VERSION: &str = "1";
/// What stands before the digest's hex.
pub(super) const DIGEST_MARK: &str = "\"digest\": \"sha256:";

/// The report file's text; `say` gives a finding's sentence.
#[must_use]
pub fn json_from_report(edition: &Edition, report: &Report, say: Say<'_>) -> String {
    let facts = WholeFacts::of(edition, report);
    let mut rows: Vec<Json> = edition.indexed().map(|(idx, row)| json_row(&facts, idx, row)).collect();
    rows.extend(report.kept.unknown_rows.iter().cloned());
    let mut office = vec![
        pair("code", Json::text(&report.office.code)),
        pair("name", Json::text(&report.office.name)),
        pair("role", Json::text(&report.office.role)),
    ];
    office.extend(report.kept.office.iter().cloned());
    let mut document = vec![
        pair("number", Json::text(&report.document.number)),
        pair("date", Json::text(&report.document.date)),
    ];
    document.extend(report.kept.document.iter().cloned());
    let period = report
        .period
        .as_ref()
        .map_or_else(String::new, crate::model::period::Period::code);
    let mut file = vec![
        pair("format", Json::text(FORMAT)),
        pair("format_version", Json::Number(FORMAT_VERSION.to_owned())),
        pair("edition", Json::text(&edition.id)),
        pair("office", Json::Table(office)),
        pair("period", Json::Text(period)),
        pair("document", Json::Table(document)),
        pair("rows", Json::List(rows)),
        pair("findings", json_findings(&facts, say)),
    ];
    if !report.reasons.is_empty() {
        file.push(pair("reasons", json_reasons(&report.reasons)));
    }
    let earlier = report.earlier.as_ref();
    file.extend(earlier.map(|earlier| pair("earlier", json_from_earlier(earlier))));
    file.extend(report.kept.file.iter().cloned());
    file.push(pair("digest", Json::text("sha256:")));
    let mut text = Json::Table(file).to_pretty();
    text.push('\n');
    sealed(&text, DIGEST_MARK)
}

fn pair(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}

fn number(value: Number) -> Json {
    Json::Number(value.to_plain())
}

fn json_row(facts: &WholeFacts<'_>, idx: RowIdx, row: &Row) -> Json {
    let (edition, report, meaning) = (facts.edition, facts.report, &facts.meaning);
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
    let mut parts = vec![
        pair("id", Json::text(row.id.as_str())),
        pair("stt", Json::text(&row.stt)),
        pair("label", Json::Text(row.full_label())),
        pair("unit", Json::text(&row.unit)),
        pair("state", Json::text(state.code())),
        pair("value", value.map_or(Json::Null, number)),
    ];
    if state == RowState::Figure {
        parts.extend(
            meaning
                .calculated(idx)
                .map(|calculated| pair("calculated", number(calculated))),
        );
    }
    parts.push(pair("typed", Json::Text(report.entry(idx).typed)));
    parts.push(pair("note", Json::text(report.note(idx))));
    let kept = report.kept.rows.iter().find(|(kept_idx, _)| *kept_idx == idx);
    parts.extend(kept.map(|(_, parts)| parts.clone()).unwrap_or_default());
    Json::Table(parts)
}
