//! How a finding stands: open, explained, or explained for figures that have changed since.

use super::calculate::Operand;
use super::finding::Finding;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
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

/// The figures that a reason for this finding is bound to.
pub fn figures(
    edition: &Edition,
    finding: &Finding,
    read: &impl Fn(RowIdx) -> Operand,
) -> Vec<(String, Option<Number>)> {
    let figure = |idx: RowIdx| match read(idx) {
        Operand::Figure(number) => Some(number),
        Operand::Blank | Operand::None | Operand::NotOurs | Operand::Unsettled => None,
    };
    finding
        .rows
        .iter()
        .filter_map(|idx| Some((edition.row(*idx)?.id.to_string(), figure(*idx))))
        .collect()
}

/// How the finding stands, given the reasons of the report. Figures are compared by value: `99,3` is `99,30`.
pub fn standing(
    edition: &Edition,
    finding: &Finding,
    reasons: &[Reason],
    read: &impl Fn(RowIdx) -> Operand,
) -> Standing {
    let Some(check) = edition.checks.get(finding.check) else {
        return Standing::Open;
    };
    let Some(reason) = reasons
        .iter()
        .find(|reason| reason.check == check.id && !reason.text.trim().is_empty())
    else {
        return Standing::Open;
    };
    let now = figures(edition, finding, read);
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
