//! A draft as it is stored: the report with its raw texts, and what tells drafts, revisions, and tabs apart.
//!
//! Layout 1 is one line of JSON, sealed by its own digest. Only rows with something in them are written, so that a save at
//! every keystroke stays cheap. It is not the report file: it keeps what only this machine needs.

use super::digest::{Seal, seal, sealed};
use super::earlier::{earlier_from_json, json_from_earlier};
use super::reasons::{json_reasons, reasons_from_json};
use crate::base::json::{Json, parse};
use crate::model::answer::{Entry, Mark};
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Kept, Report};

/// The layout written here.
pub const LAYOUT: u64 = 1;

const SEAL_MARK: &str = "\"sha256\":\"";

/// What one save stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which draft this is, for ever.
    pub draft_id: String,
    /// Grows by one with each change that is saved.
    pub revision: u64,
    /// The tab that wrote it.
    pub tab_id: String,
    /// What it was made from: each tab whose work is in it, with that tab's revision; this one's own is the last. Of two
    /// texts neither of which holds the other's work, both are kept.
    pub line: Vec<(String, u64)>,
    /// The name that the officer gave it; empty where none.
    pub name: String,
    /// The draft that it was parted from by two tabs writing at once.
    pub parallel_of: Option<String>,
    /// Local time at which it was thrown into the trash; it can be taken out again.
    pub trashed_at: Option<String>,
    /// When, for people: local time `2026-11-24T10:42:07`. Order is by revision, never by this.
    pub saved_at: String,
    /// Where the officer was.
    pub place: Option<DraftPlace>,
    /// Figures of the period before, by row id: offered, and no answer until the officer touches the row.
    pub carried: Vec<(String, String)>,
    /// The report.
    pub report: Report,
}

impl Draft {
    /// Whether the other's work is in this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        let own = (&self.tab_id, self.revision);
        let line = self.line.iter().map(|(tab, revision)| (tab, *revision));
        line.chain([own])
            .any(|(tab, revision)| *tab == other.tab_id && revision >= other.revision)
    }
}

/// Where the officer was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// The row's id.
    pub row: String,
    /// In the note rather than in the figure.
    pub is_note: bool,
}

impl DraftPlace {
    /// As it is stored by itself: `3.4.1b` or `3.4.1b note`.
    #[must_use]
    pub fn to_text(&self) -> String {
        if self.is_note {
            format!("{} note", self.row)
        } else {
            self.row.clone()
        }
    }

    /// Reads that text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (row, is_note) = text.strip_suffix(" note").map_or((text, false), |row| (row, true));
        (!row.is_empty()).then(|| Self {
            row: row.to_owned(),
            is_note,
        })
    }
}

/// Why a stored text is no draft that this page can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftFault {
    /// Its digest does not fit, or it is no draft at all.
    Damaged,
    /// A later layout: left alone.
    NewerLayout,
    /// Of another edition.
    OtherEdition,
}

/// The text that is stored.
#[must_use]
pub fn text_from_draft(edition: &Edition, draft: &Draft) -> String {
    let pair = |key: &str, value: Json| (key.to_owned(), value);
    let number = |value: u64| Json::Number(value.to_string());
    let option = |text: &Option<String>| text.as_ref().map_or(Json::Null, Json::text);
    let line = draft.line.iter().map(|(tab, revision)| pair(tab, number(*revision)));
    let carried = draft.carried.iter().map(|(row, text)| pair(row, Json::text(text)));
    let place = draft.place.as_ref().map_or(Json::Null, |place| {
        Json::Table(vec![
            pair("row", Json::text(&place.row)),
            pair("note", Json::Bool(place.is_note)),
        ])
    });
    let text = Json::Table(vec![
        pair("layout", number(LAYOUT)),
        pair("draft", Json::text(&draft.draft_id)),
        pair("rev", number(draft.revision)),
        pair("tab", Json::text(&draft.tab_id)),
        pair("line", Json::Table(line.collect())),
        pair("saved_at", Json::text(&draft.saved_at)),
        pair("name", Json::text(&draft.name)),
        pair("parallel_of", option(&draft.parallel_of)),
        pair("trashed_at", option(&draft.trashed_at)),
        pair("edition", Json::text(&edition.id)),
        pair("place", place),
        pair("carried", Json::Table(carried.collect())),
        pair("report", json_from_report(edition, &draft.report)),
        pair("sha256", Json::text("")),
    ])
    .to_compact();
    sealed(&text, SEAL_MARK)
}

pub(super) fn json_from_report(edition: &Edition, report: &Report) -> Json {
    let pair = |key: &str, value: Json| (key.to_owned(), value);
    let rows = edition.indexed().filter_map(|(idx, row)| {
        let (entry, note) = (report.entry(idx), report.note(idx));
        let mut parts = Vec::new();
        if !entry.typed.is_empty() {
            parts.push(pair("typed", Json::Text(entry.typed)));
        }
        parts.extend(
            entry
                .chosen
                .map(|number| pair("chosen", Json::Number(number.to_plain()))),
        );
        parts.extend(entry.mark.map(|mark| pair("mark", Json::text(mark_word(mark)))));
        if !note.is_empty() {
            parts.push(pair("note", Json::text(note)));
        }
        (!parts.is_empty()).then(|| (row.id.to_string(), Json::Table(parts)))
    });
    let kept = &report.kept;
    let kept_rows = kept
        .rows
        .iter()
        .filter_map(|(idx, parts)| Some((edition.row(*idx)?.id.to_string(), Json::Table(parts.clone()))));
    Json::Table(vec![
        pair(
            "office",
            Json::List(
                [&report.office.code, &report.office.name, &report.office.role]
                    .map(Json::text)
                    .to_vec(),
            ),
        ),
        pair(
            "period",
            Json::Text(report.period.as_ref().map_or_else(String::new, Period::code)),
        ),
        pair(
            "document",
            Json::List(
                [&report.document.number, &report.document.date]
                    .map(Json::text)
                    .to_vec(),
            ),
        ),
        pair("rows", Json::Table(rows.collect())),
        pair("kept_file", Json::Table(kept.file.clone())),
        pair("kept_office", Json::Table(kept.office.clone())),
        pair("kept_document", Json::Table(kept.document.clone())),
        pair("kept_rows", Json::Table(kept_rows.collect())),
        pair("unknown_rows", Json::List(kept.unknown_rows.clone())),
        pair("reasons", json_reasons(&report.reasons)),
        pair("findings", Json::List(kept.findings.clone())),
        pair("earlier", report.earlier.as_ref().map_or(Json::Null, json_from_earlier)),
    ])
}

const MARK_WORDS: [(Mark, &str); 4] = [
    (Mark::None, "none"),
    (Mark::NotOurs, "not_ours"),
    (Mark::TextLost { ambiguous: false }, "unread"),
    (Mark::TextLost { ambiguous: true }, "ambiguous"),
];

fn mark_word(mark: Mark) -> &'static str {
    MARK_WORDS
        .iter()
        .find(|(known, _)| *known == mark)
        .map_or("none", |(_, word)| word)
}

/// Reads a stored text.
///
/// # Errors
/// See [`DraftFault`]; the text itself is left where it is.
pub fn draft_from_text(edition: &Edition, text: &str) -> Result<Draft, DraftFault> {
    let file = parse(text, 12).map_err(|_unreadable: crate::base::json::JsonError| DraftFault::Damaged)?;
    let layout = whole(&file, "layout").ok_or(DraftFault::Damaged)?;
    if layout > LAYOUT {
        return Err(DraftFault::NewerLayout);
    }
    if seal(text, SEAL_MARK) != Seal::Whole {
        return Err(DraftFault::Damaged);
    }
    if file.get("edition").and_then(Json::as_text) != Some(&edition.id) {
        return Err(DraftFault::OtherEdition);
    }
    read_draft(edition, &file).ok_or(DraftFault::Damaged)
}

fn whole(file: &Json, key: &str) -> Option<u64> {
    digits(file.get(key)?)
}

fn digits(json: &Json) -> Option<u64> {
    match json {
        Json::Number(digits) => digits.parse().ok(),
        Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_) => None,
    }
}

fn read_draft(edition: &Edition, file: &Json) -> Option<Draft> {
    let text = |key: &str| file.get(key).and_then(Json::as_text).map(str::to_owned);
    // The first texts of this layout had no line: their own work is all that they hold.
    let line = table(file, "line").unwrap_or_default();
    let line = line.into_iter().map(|(tab, revision)| Some((tab, digits(&revision)?)));
    let place = file.get("place").and_then(|place| {
        Some(DraftPlace {
            row: place.get("row")?.as_text()?.to_owned(),
            is_note: place.get("note")? == &Json::Bool(true),
        })
    });
    Some(Draft {
        draft_id: text("draft")?,
        revision: whole(file, "rev")?,
        tab_id: text("tab")?,
        line: line.collect::<Option<_>>()?,
        name: text("name").unwrap_or_default(),
        parallel_of: text("parallel_of"),
        trashed_at: text("trashed_at"),
        carried: table(file, "carried")
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(row, text)| Some((row, text.as_text()?.to_owned())))
            .collect(),
        saved_at: text("saved_at")?,
        place,
        report: read_report(edition, file.get("report")?)?,
    })
}

fn table(json: &Json, key: &str) -> Option<Vec<(String, Json)>> {
    match json.get(key)? {
        Json::Table(parts) => Some(parts.clone()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    }
}

fn list(json: &Json, key: &str) -> Option<Vec<Json>> {
    match json.get(key)? {
        Json::List(items) => Some(items.clone()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Table(_) => None,
    }
}

fn texts(json: &Json, key: &str) -> Option<Vec<String>> {
    list(json, key)?
        .iter()
        .map(|item| item.as_text().map(str::to_owned))
        .collect()
}

pub(super) fn read_report(edition: &Edition, json: &Json) -> Option<Report> {
    let mut report = Report::blank(edition);
    let [code, name, role]: [String; 3] = texts(json, "office")?.try_into().ok()?;
    let [number, date]: [String; 2] = texts(json, "document")?.try_into().ok()?;
    (report.office.code, report.office.name, report.office.role) = (code, name, role);
    (report.document.number, report.document.date) = (number, date);
    report.period = Period::parse(json.get("period")?.as_text()?, &edition.periods);
    for (id, parts) in table(json, "rows")? {
        let idx = edition.find(&id)?;
        let typed = parts.get("typed").map_or(Some(""), Json::as_text)?.to_owned();
        let chosen = match parts.get("chosen") {
            Some(Json::Number(digits)) => Some(Number::from_plain(digits)?),
            Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_)) | None => None,
        };
        let word = parts.get("mark").and_then(Json::as_text);
        let mark = word
            .and_then(|word| MARK_WORDS.iter().find(|(_, known)| *known == word))
            .map(|(mark, _)| *mark);
        *report.entries.get_mut(idx.place())? = Entry { typed, chosen, mark };
        parts
            .get("note")
            .map_or(Some(""), Json::as_text)?
            .clone_into(report.notes.get_mut(idx.place())?);
    }
    let kept_rows = table(json, "kept_rows")?.into_iter().map(|(id, parts)| match parts {
        Json::Table(parts) => Some((edition.find(&id)?, parts)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
    });
    report.reasons = reasons_from_json(json.get("reasons"));
    report.earlier = earlier_from_json(edition, json.get("earlier"));
    report.kept = Kept {
        file: table(json, "kept_file")?,
        office: table(json, "kept_office")?,
        document: table(json, "kept_document")?,
        rows: kept_rows.collect::<Option<_>>()?,
        unknown_rows: list(json, "unknown_rows")?,
        findings: list(json, "findings")?,
    };
    Some(report)
}
