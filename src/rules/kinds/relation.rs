//! Relations: figures stand to each other as the edition's owner wrote it, `1.5b + 1.5c + 1.5d <= 1.5a`.
//!
//! Sums, ratios, at most, equal, implication, codes, sums with and without a remainder are all relations of the one language
//! of [`crate::model::relation`]; their cases stand in `tests/it/cases/checks.txt`, for a domain person to read and extend.
//!
//! A typed percentage stands for every true figure that rounds to it: comparing allows half a unit of its last place. Sums
//! of percentages allow the sum of those halves. Counts and money are compared exactly.

use crate::model::calculation::{BlankPolicy, Expression};
use crate::model::check::EarlierPeriod;
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::rational::Rational;
use crate::model::relation::{Chain, Comparison, Relation};
use crate::rules::calculate::{Operand, Why, evaluate};
use crate::rules::facts::{Facts, figure};
use crate::rules::finding::Breach;

/// More places than any side of a comparison is shown with.
const SHOWN_PLACES: u8 = 2;

/// How a relation is asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The edition that its rows are of.
    pub edition: &'a Edition,
    /// The report.
    pub facts: &'a dyn Facts,
    /// What a blank operand means.
    pub blank: BlankPolicy,
    /// What an earlier report must be, where one is read.
    pub earlier: EarlierPeriod,
}

/// How a relation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not.
    Breaks(Breach),
    /// It is not asked: an operand is blank or not yet read, its premise does not hold, there is no earlier report.
    NotApplicable,
}

impl Asked<'_> {
    /// What is not as the relation says.
    #[must_use]
    pub fn breach(self, rule: &Relation) -> Option<Breach> {
        match self.verdict(rule) {
            Verdict::Breaks(breach) => Some(breach),
            Verdict::Holds | Verdict::NotApplicable => None,
        }
    }

    /// How the relation stands.
    #[must_use]
    pub fn verdict(self, rule: &Relation) -> Verdict {
        // Whether a rule is asked at all is never decided by a blank.
        let strictly = Self {
            blank: BlankPolicy::SkipIfAny,
            ..self
        };
        let mut premise = rule.premise.iter();
        if !premise.all(|chain| strictly.of_chain(0, chain, false) == Verdict::Holds) {
            return Verdict::NotApplicable;
        }
        let mut verdict = Verdict::NotApplicable;
        for (place, chain) in rule.conclusion.iter().enumerate() {
            match self.of_chain(place, chain, !rule.premise.is_empty()) {
                Verdict::Holds => verdict = Verdict::Holds,
                breaks @ Verdict::Breaks(_) => return breaks,
                Verdict::NotApplicable => {}
            }
        }
        verdict
    }

    fn of_chain(self, place: usize, chain: &Chain, asked_by_premise: bool) -> Verdict {
        let Self { edition, facts, .. } = self;
        let operands: Vec<Operand> = chain.rows().into_iter().map(|idx| facts.operand(idx)).collect();
        let has = |wanted: fn(&Operand) -> bool| operands.iter().any(wanted);
        if has(|operand| *operand == Operand::Unsettled) {
            return Verdict::NotApplicable;
        }
        let is_missing = |idx: RowIdx| !matches!(facts.operand(idx), Operand::Figure(_));
        let applies = match self.blank {
            BlankPolicy::SkipIfAny => !chain.sides().flat_map(Expression::needed_rows).any(is_missing),
            // Where a premise holds, one of its rows is answered.
            BlankPolicy::SkipIfAll => asked_by_premise || has(|operand| matches!(operand, Operand::Figure(_))),
        };
        if !applies || !self.has_earlier(chain) {
            return Verdict::NotApplicable;
        }
        let mut values = Vec::new();
        for side in chain.sides() {
            match evaluate(side, facts) {
                Ok(Some(value)) => values.push(value),
                Ok(None) if self.blank == BlankPolicy::SkipIfAll => values.push(Rational::ZERO),
                Ok(None) | Err(Why::TooLarge) => return Verdict::NotApplicable,
                Err(Why::ZeroDivisor(divisor)) => return over_zero(edition, chain, divisor, facts),
                Err(Why::Blank(_) | Why::NoFigure(_) | Why::Unsettled(_)) => return Verdict::NotApplicable,
            }
        }
        let allowed = allowance(edition, chain, facts);
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

    /// Whether every earlier figure that the chain reads is there, in a report of an earlier period of the kind asked for.
    fn has_earlier(self, chain: &Chain) -> bool {
        let rows: Vec<RowIdx> = chain.sides().flat_map(Expression::earlier_rows).collect();
        if rows.is_empty() {
            return true;
        }
        let (Some(earlier), Some(period)) = (self.facts.earlier_period(), self.facts.period()) else {
            return false;
        };
        let end = |period: &crate::model::period::Period| period.days(&self.edition.periods).map(|days| days.1);
        let is_of_kind = match self.earlier {
            EarlierPeriod::Any => true,
            EarlierPeriod::SameYear => earlier.year() == period.year(),
        };
        let is_there = |idx: &RowIdx| matches!(self.facts.earlier(*idx), Operand::Figure(_));
        is_of_kind && end(&earlier) < end(&period) && rows.iter().all(is_there)
    }
}

/// A ratio over zero has no figure; one that is stated all the same is no such figure.
fn over_zero(edition: &Edition, chain: &Chain, divisor: Vec<RowIdx>, facts: &dyn Facts) -> Verdict {
    let is_stated = |idx: RowIdx| is_percent(edition, idx) && matches!(facts.operand(idx), Operand::Figure(_));
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
fn allowance(edition: &Edition, chain: &Chain, facts: &dyn Facts) -> Rational {
    let halves = chain
        .sides()
        .flat_map(Expression::rows)
        .filter(|idx| is_percent(edition, *idx))
        .filter_map(|idx| Rational::of(Number::new(5, figure(facts, idx)?.places().saturating_add(1))?));
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
