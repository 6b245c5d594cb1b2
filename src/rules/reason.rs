//! How a finding stands: open, explained, or explained for figures that have changed since.

use super::check::check_all;
use super::facts::{Facts, WholeFacts, figure, number};
use super::finding::{Breach, Finding};
use crate::model::calculation::Expression;
use crate::model::check::Check;
use crate::model::edition::Edition;
use crate::model::number::Number;
use crate::model::relation::Chain;
use crate::model::report::Reason;

/// How a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No reason was given.
    Open,
    /// A reason was given for these very figures.
    Explained(String),
    /// A reason was given, and a figure has changed since: it is asked again, and kept.
    Outdated(String),
}

impl Standing {
    /// Whether nothing more is asked of the officer.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Explained(_) => true,
            Self::Open | Self::Outdated(_) => false,
        }
    }

    /// The reason, current or not.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Open => "",
            Self::Explained(text) | Self::Outdated(text) => text,
        }
    }
}

/// The findings of a whole report that are neither settled nor explained, in the order of rows.
#[must_use]
pub fn open(facts: &WholeFacts<'_>) -> Vec<Finding> {
    let mut found = check_all(facts);
    found.retain(|finding| !standing(facts.edition, finding, &facts.report.reasons, facts).is_settled());
    found
}

/// The figures that a reason for this finding is bound to: those of its rows, and what was read in notes.
pub fn figures(edition: &Edition, finding: &Finding, facts: &dyn Facts) -> Vec<(String, Option<Number>)> {
    let rows = finding
        .rows
        .iter()
        .filter_map(|idx| Some((edition.row(*idx)?.id.to_string(), figure(facts, *idx))));
    let rule = edition.checks.get(finding.check).and_then(Check::relation);
    let chains = rule
        .into_iter()
        .flat_map(|rule| rule.premise.iter().chain(&rule.conclusion));
    let earlier = chains.flat_map(Chain::sides).flat_map(Expression::earlier_rows);
    let earlier =
        earlier.filter_map(|idx| Some((format!("#before:{}", edition.row(idx)?.id), number(facts.earlier(idx)))));
    rows.chain(evidence(&finding.breach)).chain(earlier).collect()
}

/// What was read in notes and dates, under names that no row's id is like.
fn evidence(breach: &Breach) -> Vec<(String, Option<Number>)> {
    let count = |count: usize| i64::try_from(count).ok().map(Number::whole);
    let text = |text: &String| (format!("\"{text}\""), None);
    match breach {
        Breach::Compared { .. } | Breach::ZeroDivisor { .. } | Breach::Same { .. } => Vec::new(),
        Breach::Items { listed } => vec![
            ("#from".to_owned(), count(listed.0)),
            ("#to".to_owned(), count(listed.1)),
        ],
        Breach::Parts { sum, whole, .. } => vec![("#sum".to_owned(), Some(*sum)), ("#whole".to_owned(), Some(*whole))],
        Breach::Bracket { percent } => vec![("#percent".to_owned(), Some(*percent))],
        Breach::Names {
            only_in_parts,
            only_in_whole,
        } => only_in_parts.iter().chain(only_in_whole).map(text).collect(),
        Breach::Dates { dates, to, .. } => {
            let to = to.to_vietnamese();
            dates.iter().chain([&to]).map(text).collect()
        }
    }
}

/// How the finding stands, given the reasons of the report. Figures are compared by value: `99,3` is `99,30`.
pub fn standing(edition: &Edition, finding: &Finding, reasons: &[Reason], facts: &dyn Facts) -> Standing {
    let Some(check) = edition.checks.get(finding.check) else {
        return Standing::Open;
    };
    let Some(reason) = reasons
        .iter()
        .find(|reason| reason.check == check.id && !reason.text.trim().is_empty())
    else {
        return Standing::Open;
    };
    let now = figures(edition, finding, facts);
    let is_same = now.len() == reason.figures.len()
        && now
            .iter()
            .zip(&reason.figures)
            .all(|((id, figure), (given_id, given))| id == given_id && is_equal(*figure, *given));
    if is_same {
        Standing::Explained(reason.text.clone())
    } else {
        Standing::Outdated(reason.text.clone())
    }
}

fn is_equal(left: Option<Number>, right: Option<Number>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.compare(right) == Some(std::cmp::Ordering::Equal),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
