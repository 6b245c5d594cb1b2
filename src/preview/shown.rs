//! What a source would change, ready to be shown: sentences for people, and beside each choice what it does. It travels as JSON.

use super::request::whole;
use crate::base::json::{Json, parse};
use crate::model::answer::{Entry, Mark};
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Report, ReportingOffice};

/// What the block answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What would change.
    Preview(Preview),
    /// Nothing of the form was found.
    Nothing,
    /// The source cannot be read; why, and what to do.
    Refused(String),
}

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// In one line.
    pub summary: String,
    /// What was put right in reading.
    pub repairs: Vec<String>,
    /// One for each thing that was found, those to be decided first.
    pub lines: Vec<Line>,
}

/// One thing that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// How it is shown: `conflict`, `rejected`, `repaired`, `plain`.
    pub kind: String,
    /// The report holds something else there.
    pub is_conflict: bool,
    /// Where it stands in the source.
    pub place: String,
    /// What stands there.
    pub text: String,
    /// Where it goes.
    pub target: String,
    /// What the report holds.
    pub old: String,
    /// What it would hold.
    pub new: String,
    /// Of what kind the reason is.
    pub grade: String,
    /// The reason.
    pub why: String,
    /// Nothing would change, and nothing needs to be said of it.
    pub is_same: bool,
    /// What can be done with it: in words, and as a change.
    pub choices: Vec<(String, Json)>,
    /// What is to be done; none leaves the report as it is.
    pub chosen: Option<usize>,
}

const TEXTS: [&str; 8] = ["kind", "place", "text", "target", "old", "new", "grade", "why"];

impl Line {
    fn texts_mut(&mut self) -> [&mut String; 8] {
        [
            &mut self.kind,
            &mut self.place,
            &mut self.text,
            &mut self.target,
            &mut self.old,
            &mut self.new,
            &mut self.grade,
            &mut self.why,
        ]
    }

    fn to_json(&self) -> Json {
        let mut line = self.clone();
        let texts = TEXTS.iter().zip(line.texts_mut());
        let mut parts: Vec<(String, Json)> = texts
            .map(|(key, text)| ((*key).to_owned(), Json::Text(std::mem::take(text))))
            .collect();
        let choices = line
            .choices
            .into_iter()
            .map(|(words, change)| Json::List(vec![Json::Text(words), change]));
        parts.push(("conflict".to_owned(), Json::Bool(self.is_conflict)));
        parts.push(("same".to_owned(), Json::Bool(self.is_same)));
        parts.push(("choices".to_owned(), Json::List(choices.collect())));
        parts.push((
            "chosen".to_owned(),
            self.chosen
                .map_or(Json::Null, |chosen| Json::Number(chosen.to_string())),
        ));
        Json::Table(parts)
    }

    fn from_json(json: &Json) -> Self {
        let mut line = Self {
            is_conflict: json.get("conflict") == Some(&Json::Bool(true)),
            is_same: json.get("same") == Some(&Json::Bool(true)),
            chosen: json.get("chosen").and_then(whole),
            ..Self::default()
        };
        for (key, text) in TEXTS.iter().zip(line.texts_mut()) {
            *text = json.get(key).and_then(Json::as_text).unwrap_or_default().to_owned();
        }
        if let Some(Json::List(choices)) = json.get("choices") {
            let choice = |choice: &Json| match choice {
                Json::List(parts) => match parts.as_slice() {
                    [Json::Text(words), change] => Some((words.clone(), change.clone())),
                    _ => None,
                },
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Table(_) => None,
            };
            line.choices = choices.iter().filter_map(choice).collect();
        }
        line
    }
}

/// The answer's text.
#[must_use]
pub fn text_from_answer(answer: &Answer) -> String {
    let table = |key: &str, value: Json| Json::Table(vec![(key.to_owned(), value)]);
    match answer {
        Answer::Nothing => table("nothing", Json::Null),
        Answer::Refused(why) => table("refused", Json::text(why)),
        Answer::Preview(preview) => Json::Table(vec![
            ("summary".to_owned(), Json::text(&preview.summary)),
            (
                "repairs".to_owned(),
                Json::List(preview.repairs.iter().map(Json::text).collect()),
            ),
            (
                "lines".to_owned(),
                Json::List(preview.lines.iter().map(Line::to_json).collect()),
            ),
        ]),
    }
    .to_compact()
}

/// Reads that text; none where it is none of ours.
#[must_use]
pub fn answer_from_text(text: &str) -> Option<Answer> {
    let json = parse(text, 8).ok()?;
    if json.get("nothing").is_some() {
        return Some(Answer::Nothing);
    }
    if let Some(why) = json.get("refused") {
        return Some(Answer::Refused(why.as_text()?.to_owned()));
    }
    let (Json::List(repairs), Json::List(lines)) = (json.get("repairs")?, json.get("lines")?) else {
        return None;
    };
    Some(Answer::Preview(Preview {
        summary: json.get("summary")?.as_text()?.to_owned(),
        repairs: repairs.iter().filter_map(Json::as_text).map(str::to_owned).collect(),
        lines: lines.iter().map(Line::from_json).collect(),
    }))
}

/// Makes one change in a report: what [`super::reader`] wrote beside a choice.
pub fn apply(edition: &Edition, report: &mut Report, change: &Json) {
    let text = |key: &str| change.get(key).and_then(Json::as_text).map(str::to_owned);
    let row = change.get("row").and_then(whole);
    if let Some(typed) = text("typed") {
        let entry = Entry {
            typed,
            chosen: text("chosen").as_deref().and_then(Number::from_plain),
            mark: match text("mark").as_deref() {
                Some("none") => Some(Mark::None),
                Some("not_ours") => Some(Mark::NotOurs),
                Some(_) | None => None,
            },
        };
        if let Some(held) = row.and_then(|row| report.entries.get_mut(row)) {
            *held = entry;
        }
    } else if let Some(note) = text("note") {
        if let Some(held) = row.and_then(|row| report.notes.get_mut(row)) {
            *held = note;
        }
    } else if let (Some(code), Some(name), Some(role)) = (text("code"), text("name"), text("role")) {
        report.office = ReportingOffice { code, name, role };
    } else if let Some(code) = text("period") {
        report.period = Period::parse(&code, &edition.periods).or_else(|| report.period.take());
    } else if let Some(number) = text("number") {
        report.document.number = number;
    } else if let Some(date) = text("date") {
        report.document.date = date;
    }
}
