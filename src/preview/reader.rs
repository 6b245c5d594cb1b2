//! Reads a source into a preview. Stands in the block, not in the page.

use std::cell::Cell;

use super::request::{Request, request_from_text};
use super::shown::{Answer, COLUMN, Line, Preview, text_from_answer};
use crate::base::json::Json;
use crate::editions;
use crate::exchange::intake::plan::{Grade, Offer, Plan, Proposal, Target, Value, Why};
use crate::exchange::intake::{Asker, plan_from_clipboard, plan_from_file};
use crate::model::answer::Mark;
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::report::Report;
use crate::words;

/// The answer to a request, as text. `edition` is its compact form; `bytes` are the file's, where it is one; `composed` composes letters and their marks, which browsers
/// know how to do. `progress` is told how many hundredths are done, each once. None where the request is none of ours.
#[must_use]
pub fn answer(
    edition: &str,
    request: &str,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
    progress: &dyn Fn(u8),
) -> Option<String> {
    let edition = editions::read(edition)?;
    let (request, report) = request_from_text(&edition, request)?;
    let asking = Asking {
        progress,
        told: Cell::new(0),
    };
    Some(text_from_answer(&read(
        &edition, &request, &report, bytes, composed, &asking,
    )))
}

/// Who asks: gives the words of the page, and tells of each hundredth once.
struct Asking<'a> {
    progress: &'a dyn Fn(u8),
    told: Cell<u8>,
}

impl Asker for Asking<'_> {
    fn mark(&self, text: &str) -> String {
        words::intake::from_figure(text)
    }

    fn has_read(&self, lines: usize, of: usize) {
        let percent = lines.saturating_mul(100).checked_div(of).unwrap_or_default();
        let percent = u8::try_from(percent).unwrap_or(100);
        if percent > self.told.get() {
            self.told.set(percent);
            (self.progress)(percent);
        }
    }
}

fn read(
    edition: &Edition,
    request: &Request,
    report: &Report,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
    asker: &dyn Asker,
) -> Answer {
    let plan = if request.file.is_some() {
        plan_from_file(edition, report, bytes, composed, asker)
            .map_err(|fault| words::intake_refused::file_refused(&fault))
    } else {
        let (html, text) = (composed(&request.html), composed(&request.text));
        plan_from_clipboard(edition, report, &html, &text, request.from, asker).map_err(words::intake_refused::refused)
    };
    match plan {
        Ok(plan) if plan.is_empty() => Answer::Nothing,
        Ok(plan) => Answer::Preview(preview(edition, report, &plan)),
        Err(why) => Answer::Refused(why),
    }
}

/// The plan in words.
#[must_use]
pub fn preview(edition: &Edition, report: &Report, plan: &Plan) -> Preview {
    let name = |(column, head): &(u32, String)| {
        let name = words::intake_places::column_name(plan, *column, head);
        (words::intake::take_column(&name), *column)
    };
    Preview {
        summary: words::intake::summary(plan),
        columns: plan.figure_columns.iter().map(name).collect(),
        repairs: words::intake_repairs::repairs(edition, plan),
        lines: plan
            .proposals
            .iter()
            .map(|proposal| line(edition, report, plan, proposal))
            .collect(),
    }
}

fn line(edition: &Edition, report: &Report, plan: &Plan, proposal: &Proposal) -> Line {
    let first = proposal.offers.first();
    let of_first = |words: &dyn Fn(&Offer) -> String| first.map_or_else(String::new, words);
    let kind = match proposal.why.grade() {
        _ if proposal.is_conflict => "conflict",
        Grade::Ambiguous => "conflict",
        Grade::Rejected => "rejected",
        Grade::Repaired | Grade::Likely => "repaired",
        Grade::Exact if proposal.is_hidden => "repaired",
        Grade::Exact | Grade::Same => "plain",
    };
    let choice = |offer: &Offer| {
        let column = offer.column;
        let column = column.map(|column| words::intake_places::column_name(plan, column, ""));
        let words = words::intake::choice(edition, proposal, offer, column.as_deref());
        let mut change = change(offer);
        // What must be asked besides is not decided with the column.
        if let (Json::Table(parts), Some(column), Why::SeveralColumns) = (&mut change, offer.column, proposal.why) {
            parts.push((COLUMN.to_owned(), Json::Number(column.to_string())));
        }
        (words, change)
    };
    Line {
        kind: kind.to_owned(),
        is_conflict: proposal.is_conflict,
        place: words::intake_places::place_in(plan, proposal.sheet, proposal.place),
        text: words::intake::source_text(proposal),
        target: of_first(&|offer| words::intake::target(edition, offer.target)),
        old: of_first(&|offer| words::intake::old(edition, report, offer.target)),
        new: of_first(&|offer| words::intake::new(edition, offer)),
        grade: words::intake::grade(proposal).to_owned(),
        why: words::intake::reason(proposal),
        is_same: proposal.why == Why::Same,
        choices: proposal.offers.iter().map(choice).collect(),
        chosen: proposal.chosen,
    }
}

/// What an offer does, as [`super::shown::apply`] does it.
fn change(offer: &Offer) -> Json {
    let text = |key: &str, text: &str| (key.to_owned(), Json::text(text));
    let row = |place: usize| ("row".to_owned(), Json::Number(place.to_string()));
    Json::Table(match (offer.target, &offer.value) {
        (Target::Figure(idx), Value::Entry(entry)) => {
            let mark = match entry.mark {
                Some(Mark::None) => "none",
                Some(Mark::NotOurs) => "not_ours",
                Some(Mark::TextLost { .. }) | None => "",
            };
            let chosen = entry.chosen.map(Number::to_plain).map(|number| text("chosen", &number));
            [row(idx.place()), text("typed", &entry.typed), text("mark", mark)]
                .into_iter()
                .chain(chosen)
                .collect()
        }
        (Target::Note(idx), Value::Text(note)) => vec![row(idx.place()), text("note", note)],
        (_, Value::Office(office)) => vec![
            text("code", &office.code),
            text("name", &office.name),
            text("role", &office.role),
        ],
        (_, Value::Period(period)) => vec![text("period", &period.code())],
        (Target::DocumentNumber, Value::Text(number)) => vec![text("number", number)],
        (_, Value::Text(date)) => vec![text("date", date)],
        (_, Value::Entry(_)) => Vec::new(),
    })
}
