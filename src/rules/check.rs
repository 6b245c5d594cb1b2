//! Evaluates checks. One path for the live page and for whole reports; what each kind of check looks at stands in
//! [`super::kinds`].

use super::facts::{Facts, WholeFacts};
use super::finding::Finding;
use super::kinds;
use crate::base::order::order_by_key;
use crate::model::check::{Check, Severity};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::period::Period;

/// Everything that the edition's checks say of a report, in the order of rows.
#[must_use]
pub fn check_all(facts: &WholeFacts<'_>) -> Vec<Finding> {
    let checks = facts.edition.checks.iter().enumerate();
    in_order(
        checks
            .filter_map(|(place, check)| find(facts.edition, place, check, facts))
            .collect(),
    )
}

/// The findings in the order of the rows that they are shown at; those of the heading first.
#[must_use]
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    order_by_key(&mut findings, place_of);
    findings
}

/// Where a finding stands among others.
#[must_use]
pub fn place_of(finding: &Finding) -> (Option<RowIdx>, usize) {
    (finding.rows.first().copied(), finding.check)
}

/// What one check says; none where it holds or does not apply.
pub fn find(edition: &Edition, place: usize, check: &Check, facts: &dyn Facts) -> Option<Finding> {
    let is_spared = !check.unless_role.is_empty() && check.unless_role.contains(&facts.role());
    if is_spared {
        return None;
    }
    let found = kinds::find(edition, check, facts)?;
    let severity = if found.is_worse {
        Severity::Error
    } else {
        check.severity
    };
    let is_on_trial = severity == Severity::Error
        && check
            .trial
            .as_ref()
            .is_some_and(|trial| is_in_trial(edition, facts.period(), trial));
    Some(Finding {
        check: place,
        severity: if is_on_trial { Severity::Warning } else { severity },
        rows: found.rows,
        breach: found.breach,
    })
}

/// A rule on trial warns up to the end of its trial's period; where the report's period is not known, too.
fn is_in_trial(edition: &Edition, period: Option<Period>, trial: &Period) -> bool {
    let end = |period: &Period| period.days(&edition.periods).map(|days| days.1);
    period.is_none_or(|period| end(&period) <= end(trial))
}
