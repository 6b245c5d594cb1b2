//! A change of a report as it is stored: both its sides as reports that hold the changed field alone.

use super::draft::{json_from_report, read_report};
use crate::base::json::{Json, parse};
use crate::model::change::{Change, Value};
use crate::model::edition::Edition;
use crate::model::report::Report;

/// The text of a change.
#[must_use]
pub fn text_from_change(edition: &Edition, change: &Change) -> String {
    let pair = |key: &str, value: Json| (key.to_owned(), value);
    Json::Table(vec![
        pair("at", Json::text(&change.at)),
        pair("field", Json::Text(field(edition, &change.before))),
        pair("before", side(edition, &change.before)),
        pair("after", side(edition, &change.after)),
    ])
    .to_compact()
}

fn field(edition: &Edition, value: &Value) -> String {
    match value {
        Value::Office(_) => "office".to_owned(),
        Value::Period(_) => "period".to_owned(),
        Value::Document(_) => "document".to_owned(),
        Value::Reasons(_) => "reasons".to_owned(),
        Value::Earlier(_) => "earlier".to_owned(),
        Value::Whole(_) => "whole".to_owned(),
        Value::Row(idx, ..) => edition
            .row(*idx)
            .map_or_else(String::new, |row| format!("row {}", row.id)),
    }
}

fn side(edition: &Edition, value: &Value) -> Json {
    let mut report = Report::blank(edition);
    match value.clone() {
        Value::Office(office) => report.office = office,
        Value::Period(period) => report.period = period,
        Value::Document(document) => report.document = document,
        Value::Reasons(reasons) => report.reasons = reasons,
        Value::Earlier(earlier) => report.earlier = earlier,
        Value::Whole(whole) => report = *whole,
        Value::Row(idx, entry, note) => {
            let places = (report.entries.get_mut(idx.place()), report.notes.get_mut(idx.place()));
            if let (Some(entry_place), Some(note_place)) = places {
                (*entry_place, *note_place) = (entry, note);
            }
        }
    }
    json_from_report(edition, &report)
}

/// Reads such a text; none where it is damaged or of another edition.
#[must_use]
pub fn change_from_text(edition: &Edition, text: &str) -> Option<Change> {
    let json = parse(text, 12).ok()?;
    let field = json.get("field")?.as_text()?;
    let read = |key: &str| {
        let report = read_report(edition, json.get(key)?)?;
        Some(match field {
            "office" => Value::Office(report.office),
            "period" => Value::Period(report.period),
            "document" => Value::Document(report.document),
            "reasons" => Value::Reasons(report.reasons),
            "earlier" => Value::Earlier(report.earlier),
            "whole" => Value::Whole(Box::new(report)),
            row => {
                let idx = edition.find(row.strip_prefix("row ")?)?;
                Value::Row(idx, report.entry(idx), report.note(idx).to_owned())
            }
        })
    };
    Some(Change {
        at: json.get("at")?.as_text()?.to_owned(),
        before: read("before")?,
        after: read("after")?,
    })
}
