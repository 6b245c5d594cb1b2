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
    /// The columns of which one is to be chosen: the words of a button, and the column.
    pub columns: Vec<(String, u32)>,
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

/// In a change, the column of the source that the figure stands in, where one of several is to be chosen.
pub(super) const COLUMN: &str = "column";

const TEXTS: [&str; 8] = ["kind", "place", "text", "target", "old", "new", "grade", "why"];

impl Line {
    /// The choice that takes the figure of this column of the source.
    #[must_use]
    pub fn choice_of_column(&self, column: u32) -> Option<usize> {
        let column = usize::try_from(column).ok()?;
        let is_of_it = |(_, change): &(String, Json)| change.get(COLUMN).and_then(whole) == Some(column);
        self.choices.iter().position(is_of_it)
    }

    /// Whether figures of several columns are to be chosen from.
    #[must_use]
    pub fn has_columns(&self) -> bool {
        self.choices.iter().any(|(_, change)| change.get(COLUMN).is_some())
    }

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

fn column_to_json((words, column): &(String, u32)) -> Json {
    Json::List(vec![Json::text(words), Json::Number(column.to_string())])
}

fn column_from_json(json: &Json) -> Option<(String, u32)> {
    let Json::List(parts) = json else { return None };
    let [words, column] = parts.as_slice() else { return None };
    Some((words.as_text()?.to_owned(), u32::try_from(whole(column)?).ok()?))
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
                "columns".to_owned(),
                Json::List(preview.columns.iter().map(column_to_json).collect()),
            ),
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
    let list = |key: &str| match json.get(key)? {
        Json::List(items) => Some(items.iter()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Table(_) => None,
    };
    Some(Answer::Preview(Preview {
        summary: json.get("summary")?.as_text()?.to_owned(),
        columns: list("columns")?.filter_map(column_from_json).collect(),
        repairs: list("repairs")?.filter_map(Json::as_text).map(str::to_owned).collect(),
        lines: list("lines")?.map(Line::from_json).collect(),
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
