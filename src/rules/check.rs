//! Evaluates a check over whatever its rows stand for. One path for the live page and for whole reports.
//!
//! A typed percentage stands for every true figure that rounds to it: comparing allows half a unit of its last place. Sums
//! of percentages allow the sum of those halves. Counts and money are compared exactly.

use super::calculate::{Operand, Why, evaluate};
use super::finding::{Breach, Finding};
use super::rational::Rational;
use super::whole::Meaning;
use crate::model::calculation::{BlankPolicy, Expression};
use crate::model::check::{Check, Severity};
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::relation::{Chain, Comparison, Relation};

/// More places than any side of a comparison is shown with.
const SHOWN_PLACES: u8 = 2;

/// Everything that the edition's checks say of a report, in the order of rows.
#[must_use]
pub fn check_all(edition: &Edition, role: &str, meaning: &Meaning) -> Vec<Finding> {
    let read = |idx: RowIdx| meaning.operand(idx);
    let checks = edition.checks.iter().enumerate();
    in_order(
        checks
            .filter_map(|(place, check)| find(edition, place, check, role, &read))
            .collect(),
    )
}

/// The findings in the order of the rows that they are shown at.
#[must_use]
pub fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_unstable_by_key(|finding| (finding.rows.first().copied(), finding.check));
    findings
}

/// What one check says; none where it holds or does not apply.
pub fn find(
    edition: &Edition,
    place: usize,
    check: &Check,
    role: &str,
    read: &impl Fn(RowIdx) -> Operand,
) -> Option<Finding> {
    if check.unless_role.iter().any(|other| other == role) {
        return None;
    }
    let found = breach(edition, &check.rule, check.blank, read)?;
    let is_worse = check
        .error_if_not
        .as_ref()
        .is_some_and(|worse| breach(edition, worse, check.blank, read).is_some());
    let severity = if is_worse { Severity::Error } else { check.severity };
    Some(Finding {
        check: place,
        severity,
        rows: check.rule.rows(),
        breach: found,
    })
}

fn breach(edition: &Edition, rule: &Relation, blank: BlankPolicy, read: &impl Fn(RowIdx) -> Operand) -> Option<Breach> {
    // Whether a rule is asked at all is never decided by a blank.
    let premise = |chain| verdict(edition, (0, chain), (BlankPolicy::SkipIfAny, false), read);
    let blank = (blank, !rule.premise.is_empty());
    let is_asked = rule.premise.iter().all(|chain| premise(chain) == Verdict::Holds);
    if !is_asked {
        return None;
    }
    rule.conclusion
        .iter()
        .enumerate()
        .find_map(|chain| match verdict(edition, chain, blank, read) {
            Verdict::Breaks(breach) => Some(breach),
            Verdict::Holds | Verdict::NotApplicable => None,
        })
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Holds,
    Breaks(Breach),
    NotApplicable,
}

fn verdict(
    edition: &Edition,
    (place, chain): (usize, &Chain),
    (blank, asked_by_premise): (BlankPolicy, bool),
    read: &impl Fn(RowIdx) -> Operand,
) -> Verdict {
    let operands: Vec<Operand> = chain.rows().into_iter().map(read).collect();
    let has = |wanted: fn(&Operand) -> bool| operands.iter().any(wanted);
    if has(|operand| *operand == Operand::Unsettled) {
        return Verdict::NotApplicable;
    }
    let is_missing = |idx: RowIdx| !matches!(read(idx), Operand::Figure(_));
    let applies = match blank {
        BlankPolicy::SkipIfAny => !chain.sides().flat_map(Expression::needed_rows).any(is_missing),
        // Where a premise holds, one of its rows is answered.
        BlankPolicy::SkipIfAll => asked_by_premise || has(|operand| matches!(operand, Operand::Figure(_))),
    };
    if !applies {
        return Verdict::NotApplicable;
    }
    let mut values = Vec::new();
    for side in chain.sides() {
        match evaluate(side, read) {
            Ok(Some(value)) => values.push(value),
            Ok(None) if blank == BlankPolicy::SkipIfAll => values.push(Rational::ZERO),
            Ok(None) | Err(Why::TooLarge) => return Verdict::NotApplicable,
            Err(Why::ZeroDivisor(divisor)) => return over_zero(edition, chain, divisor, read),
            Err(Why::Blank(_) | Why::NoFigure(_) | Why::Unsettled(_)) => return Verdict::NotApplicable,
        }
    }
    let allowed = allowance(edition, chain, read);
    for (step, (pair, (comparison, _))) in values.windows(2).zip(&chain.then).enumerate() {
        let [left, right] = pair else { continue };
        match holds(*left, *comparison, *right, allowed) {
            Some(true) => {}
            Some(false) => return breaks(edition, chain, place, step, *comparison, [*left, *right]),
            None => return Verdict::NotApplicable,
        }
    }
    Verdict::Holds
}

/// A ratio over zero has no figure; one that is stated all the same is no such figure.
fn over_zero(edition: &Edition, chain: &Chain, divisor: Vec<RowIdx>, read: &impl Fn(RowIdx) -> Operand) -> Verdict {
    let is_stated = |idx: RowIdx| is_percent(edition, idx) && matches!(read(idx), Operand::Figure(_));
    let compared = chain
        .sides()
        .any(|side| matches!(side, Expression::Row(idx) if is_stated(*idx)));
    if compared {
        Verdict::Breaks(Breach::ZeroDivisor { divisor })
    } else {
        Verdict::NotApplicable
    }
}

fn is_percent(edition: &Edition, idx: RowIdx) -> bool {
    edition.row(idx).is_some_and(|row| row.kind == RowKind::Percent)
}

/// Half a unit of the last place of every percentage that stands in the chain outside a ratio.
fn allowance(edition: &Edition, chain: &Chain, read: &impl Fn(RowIdx) -> Operand) -> Rational {
    let halves = chain
        .sides()
        .flat_map(Expression::rows)
        .filter(|idx| is_percent(edition, *idx))
        .filter_map(|idx| match read(idx) {
            Operand::Figure(number) => Rational::of(Number::new(5, number.places().saturating_add(1))?),
            Operand::Blank | Operand::None | Operand::NotOurs | Operand::Unsettled => None,
        });
    halves.fold(Rational::ZERO, |sum, half| sum.plus(half).unwrap_or(sum))
}

/// None where the figures are too large to be compared exactly.
fn holds(left: Rational, comparison: Comparison, right: Rational, allowed: Rational) -> Option<bool> {
    let gap = left.minus(right)?;
    let over = gap.minus(allowed)?;
    let is_over = !over.is_negative() && !over.is_zero();
    let is_under = gap.plus(allowed)?.is_negative();
    Some(match comparison {
        Comparison::Equal => !is_over && !is_under,
        Comparison::Different => !gap.is_zero(),
        Comparison::AtMost => !is_over,
        Comparison::AtLeast => !is_under,
        Comparison::Below => gap.is_negative(),
        Comparison::Above => !gap.is_negative() && !gap.is_zero(),
    })
}

fn breaks(
    edition: &Edition,
    chain: &Chain,
    place: usize,
    step: usize,
    comparison: Comparison,
    sides: [Rational; 2],
) -> Verdict {
    let shown = |side: Rational, expression: Option<&Expression>| {
        let is_ratio = expression.is_some_and(|expression| {
            expression.divides() || expression.rows().iter().any(|idx| is_percent(edition, *idx))
        });
        let exact = (0..=12).find_map(|places| side.exactly(places));
        if is_ratio {
            side.rounded(SHOWN_PLACES)
        } else {
            exact.or_else(|| side.rounded(SHOWN_PLACES))
        }
    };
    let [left, right] = sides;
    let mut expressions = chain.sides().skip(step);
    match (shown(left, expressions.next()), shown(right, expressions.next())) {
        (Some(left), Some(right)) => Verdict::Breaks(Breach::Compared {
            chain: place,
            step,
            comparison,
            left,
            right,
        }),
        (None, _) | (_, None) => Verdict::NotApplicable,
    }
}
