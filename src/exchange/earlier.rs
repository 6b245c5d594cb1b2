//! The earlier report that was opened beside, in files and drafts: only what checks read of it.

use crate::base::json::Json;
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::period::Period;
use crate::model::report::{Earlier, Report};
use crate::rules::whole::meaning;

/// What checks read of an earlier report; none where it has no period.
#[must_use]
pub fn earlier_from_report(edition: &Edition, report: &Report) -> Option<Earlier> {
    let meaning = meaning(edition, report);
    let figures = edition
        .indexed()
        .filter_map(|(idx, row)| Some((row.id.to_string(), meaning.figure(idx)?)));
    Some(Earlier {
        period: report.period.clone()?,
        figures: figures.collect(),
    })
}

pub(super) fn json_from_earlier(earlier: &Earlier) -> Json {
    let figure = |(id, number): &(String, Number)| (id.clone(), Json::Number(number.to_plain()));
    Json::Table(vec![
        ("period".to_owned(), Json::Text(earlier.period.code())),
        (
            "figures".to_owned(),
            Json::Table(earlier.figures.iter().map(figure).collect()),
        ),
    ])
}

/// Reads what [`json_from_earlier`] wrote; none where it has another shape.
pub(super) fn earlier_from_json(edition: &Edition, json: Option<&Json>) -> Option<Earlier> {
    let json = json?;
    let Json::Table(figures) = json.get("figures")? else {
        return None;
    };
    let figure = |(id, number): &(String, Json)| match number {
        Json::Number(digits) => Some((id.clone(), Number::from_plain(digits)?)),
        Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_) => None,
    };
    Some(Earlier {
        period: Period::parse(json.get("period")?.as_text()?, &edition.periods)?,
        figures: figures.iter().map(figure).collect::<Option<_>>()?,
    })
}
