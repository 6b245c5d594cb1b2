//! Findings and reasons in files: written with the report, and reasons read again, bound to the figures they were given for.

use crate::base::json::Json;
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::report::{Reason, Report};
use crate::rules::check::check_all;
use crate::rules::facts::{Facts, WholeFacts};
use crate::rules::finding::Finding;
use crate::rules::reason::{Standing, figures, standing};

/// Says a finding in a sentence; sentences stand in `words`, above this floor.
pub type Say<'a> = &'a dyn Fn(&Edition, &Finding, &dyn Facts) -> String;

fn pair(key: &str, value: Json) -> (String, Json) {
    (key.to_owned(), value)
}

/// Each open check, in the order of rows, and then those that only a later edition knows.
pub(super) fn json_findings(facts: &WholeFacts<'_>, say: Say<'_>) -> Json {
    let (edition, report) = (facts.edition, facts.report);
    let findings = check_all(facts);
    let own = findings.iter().filter_map(|finding| {
        let check = edition.checks.get(finding.check)?;
        let rows = finding
            .rows
            .iter()
            .filter_map(|idx| edition.row(*idx))
            .map(|row| Json::text(row.id.as_str()));
        let standing = standing(edition, finding, &report.reasons, facts);
        let mut parts = vec![
            pair("check", Json::text(&check.id)),
            pair("severity", Json::text(finding.severity.code())),
            pair("rows", Json::List(rows.collect())),
            pair("message", Json::Text(say(edition, finding, facts))),
            pair("reason", Json::text(standing.text())),
        ];
        if matches!(standing, Standing::Outdated(_)) {
            parts.push(pair("reason_outdated", Json::Bool(true)));
        }
        Some(Json::Table(parts))
    });
    Json::List(own.chain(report.kept.findings.iter().cloned()).collect())
}

/// Every reason with the figures that it was given for.
pub(super) fn json_reasons(reasons: &[Reason]) -> Json {
    let figure = |(id, number): &(String, Option<Number>)| {
        (
            id.clone(),
            number.map_or(Json::Null, |number| Json::Number(number.to_plain())),
        )
    };
    let reason = |reason: &Reason| {
        Json::Table(vec![
            pair("check", Json::text(&reason.check)),
            pair("figures", Json::Table(reason.figures.iter().map(figure).collect())),
            pair("text", Json::text(&reason.text)),
        ])
    };
    Json::List(reasons.iter().map(reason).collect())
}

/// Reads what [`json_reasons`] wrote; what is of another shape is left out.
pub(super) fn reasons_from_json(json: Option<&Json>) -> Vec<Reason> {
    let Some(Json::List(items)) = json else {
        return Vec::new();
    };
    items.iter().filter_map(reason_from_json).collect()
}

fn reason_from_json(item: &Json) -> Option<Reason> {
    let Json::Table(parts) = item.get("figures")? else {
        return None;
    };
    let figures = parts.iter().map(|(id, figure)| match figure {
        Json::Null => Some((id.clone(), None)),
        Json::Number(digits) => Some((id.clone(), Some(Number::from_plain(digits)?))),
        Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Table(_) => None,
    });
    Some(Reason {
        check: item.get("check")?.as_text()?.to_owned(),
        figures: figures.collect::<Option<_>>()?,
        text: item.get("text")?.as_text()?.to_owned(),
    })
}

/// Takes the findings of a file: a reason that stands there alone is bound to the figures of the file, and a finding of a
/// check that the edition does not have is kept.
pub(super) fn take_findings(edition: &Edition, items: &[Json], report: &mut Report) {
    let facts = WholeFacts::of(edition, report);
    let findings = check_all(&facts);
    let mut bound: Vec<Reason> = Vec::new();
    let mut unknown: Vec<Json> = Vec::new();
    for item in items {
        let text = |key: &str| item.get(key).and_then(Json::as_text).unwrap_or_default();
        let (id, reason) = (text("check"), text("reason"));
        let Some(place) = edition.checks.iter().position(|check| check.id == id) else {
            unknown.push(item.clone());
            continue;
        };
        let is_new = !reason.trim().is_empty() && !report.reasons.iter().any(|known| known.check == id);
        if let Some(finding) = findings.iter().find(|finding| is_new && finding.check == place) {
            bound.push(Reason {
                check: id.to_owned(),
                figures: figures(edition, finding, &facts),
                text: reason.to_owned(),
            });
        }
    }
    report.reasons.extend(bound);
    report.kept.findings.extend(unknown);
}
