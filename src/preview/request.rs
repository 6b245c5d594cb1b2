//! What the page asks of the block: read this source for this report.

use crate::base::json::{Json, parse};
use crate::model::answer::{Entry, Mark};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::Report;

/// A source to be read. A file's bytes go beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The HTML of the clipboard.
    pub html: String,
    /// Its text.
    pub text: String,
    /// The row in whose cell it was pasted.
    pub from: Option<RowIdx>,
    /// The file's name, where the source is a file.
    pub file: Option<String>,
}

fn pair(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}

fn optional(text: Option<String>) -> Json {
    text.map_or(Json::Null, Json::Text)
}

fn text_of(json: &Json, key: &str) -> String {
    json.get(key).and_then(Json::as_text).unwrap_or_default().to_owned()
}

/// The text of a request about this report. Of the report goes what a preview compares with.
#[must_use]
pub fn text_from_request(request: &Request, report: &Report) -> String {
    let rows = report.entries.iter().zip(&report.notes).enumerate();
    let rows = rows.filter(|(_, (entry, note))| !entry.is_blank() || !note.is_empty());
    let rows = rows.map(|(at, (entry, note))| {
        let mark = match entry.mark {
            Some(Mark::None) => "none",
            Some(Mark::NotOurs) => "not_ours",
            Some(Mark::TextLost { .. }) => "lost",
            None => "",
        };
        Json::List(vec![
            Json::Number(at.to_string()),
            Json::text(&entry.typed),
            optional(entry.chosen.map(Number::to_plain)),
            Json::text(mark),
            Json::text(note),
        ])
    });
    Json::Table(vec![
        pair("html", Json::text(&request.html)),
        pair("text", Json::text(&request.text)),
        pair(
            "from",
            request
                .from
                .map_or(Json::Null, |idx| Json::Number(idx.place().to_string())),
        ),
        pair("file", optional(request.file.clone())),
        pair("code", Json::text(&report.office.code)),
        pair("name", Json::text(&report.office.name)),
        pair("role", Json::text(&report.office.role)),
        pair(
            "period",
            Json::text(report.period.as_ref().map_or_else(String::new, Period::code)),
        ),
        pair("number", Json::text(&report.document.number)),
        pair("date", Json::text(&report.document.date)),
        pair("rows", Json::List(rows.collect())),
    ])
    .to_compact()
}

/// Reads that text; none where it is none of ours.
#[must_use]
pub fn request_from_text(edition: &Edition, text: &str) -> Option<(Request, Report)> {
    let json = parse(text, 4).ok()?;
    let mut report = Report::blank(edition);
    report.office.code = text_of(&json, "code");
    report.office.name = text_of(&json, "name");
    report.office.role = text_of(&json, "role");
    report.period = Period::parse(&text_of(&json, "period"), &edition.periods);
    report.document.number = text_of(&json, "number");
    report.document.date = text_of(&json, "date");
    if let Some(Json::List(rows)) = json.get("rows") {
        for row in rows {
            read_row(row, &mut report);
        }
    }
    let request = Request {
        html: text_of(&json, "html"),
        text: text_of(&json, "text"),
        from: json.get("from").and_then(whole).map(RowIdx::new),
        file: json.get("file").and_then(Json::as_text).map(str::to_owned),
    };
    Some((request, report))
}

pub(super) fn whole(json: &Json) -> Option<usize> {
    match json {
        Json::Number(text) => text.parse().ok(),
        Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_) => None,
    }
}

fn read_row(row: &Json, report: &mut Report) {
    let Json::List(parts) = row else { return };
    let [at, typed, chosen, mark, note] = parts.as_slice() else {
        return;
    };
    let text = |json: &Json| json.as_text().unwrap_or_default().to_owned();
    let entry = Entry {
        typed: text(typed),
        chosen: chosen.as_text().and_then(Number::from_plain),
        mark: match text(mark).as_str() {
            "none" => Some(Mark::None),
            "not_ours" => Some(Mark::NotOurs),
            "lost" => Some(Mark::TextLost { ambiguous: false }),
            _ => None,
        },
    };
    let Some(at) = whole(at) else { return };
    if let (Some(held), Some(noted)) = (report.entries.get_mut(at), report.notes.get_mut(at)) {
        *held = entry;
        *noted = text(note);
    }
}
