//! What is wrong with a check though it can be read: it compares what cannot be compared, says of a calculated row something
//! else than its calculation does, or can never find anything.

use super::calculation::{Expression, Formula, Function, Operator};
use super::check::{Check, CheckKind};
use super::check_reader::Found;
use super::edition::{Row, RowKind};
use super::edition_problem::EditionFault;
use super::id::RowIdx;
use super::rational::Rational;
use super::relation::{Chain, Comparison, Relation};
use crate::base::order::order_by_key;

/// See the module.
pub(super) struct Faults;

/// What an expression measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// A number of its own, a tally: fits everything.
    Number,
    Count,
    Percent,
    Money,
    Code,
    /// Two of these do not go together.
    Clash(&'static str, &'static str),
}

impl Measure {
    fn name(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Count => "a count",
            Self::Percent => "a percentage",
            Self::Money => "a sum of money",
            Self::Code => "a code",
            Self::Clash(..) => "nothing",
        }
    }

    /// What both measure, where they can be added and compared.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (clash @ Self::Clash(..), _) | (_, clash @ Self::Clash(..)) => clash,
            (Self::Number, one) | (one, Self::Number) => one,
            (left, right) if left == right => left,
            (left, right) => Self::Clash(left.name(), right.name()),
        }
    }
}

impl Faults {
    /// All of them. `before` are the checks that stand above it.
    pub(super) fn of(check: &Check, before: &[Check], found: Found<'_>) -> Vec<EditionFault> {
        let mut faults = Vec::new();
        if let CheckKind::Relation { rule, error_if_not, .. } = &check.kind {
            let relations = [Some(rule), error_if_not.as_ref()];
            for chain in relations.into_iter().flatten().flat_map(chains) {
                faults.extend(clash(chain, found.rows));
                faults.extend(contradiction(chain, found.rows));
            }
            if rule.rows().is_empty() {
                faults.push(EditionFault::Unused("it reads no row"));
            }
            if rule
                .conclusion
                .iter()
                .any(|chain| chain.sides().all(|side| *side == chain.first))
            {
                faults.push(EditionFault::Unused("it compares a thing with itself"));
            }
        } else if check.rows().is_empty() && !matches!(check.kind, CheckKind::DocumentDate { .. }) {
            faults.push(EditionFault::Unused("it reads no row"));
        }
        let is_asked = |code: &String| !check.unless_role.contains(code);
        if !found.roles.iter().map(|role| &role.code).any(is_asked) {
            faults.push(EditionFault::Unused("no role is left that it asks"));
        }
        if is_of_later_edition(&check.since, found.year) {
            faults.push(EditionFault::Unused("it holds since a later edition"));
        }
        let is_same = |other: &&Check| other.kind == check.kind && other.unless_role == check.unless_role;
        faults.extend(
            before
                .iter()
                .find(is_same)
                .map(|other| EditionFault::SameCheck(other.id.clone())),
        );
        faults
    }
}

fn chains(relation: &Relation) -> impl Iterator<Item = &Chain> {
    relation.premise.iter().chain(&relation.conclusion)
}

/// `…/2024` is later than 2023.
fn is_of_later_edition(since: &str, year: u16) -> bool {
    let since = since.rsplit('/').next().and_then(|year| year.parse::<u16>().ok());
    since.is_some_and(|since| since > year)
}

fn clash(chain: &Chain, rows: &[Row]) -> Option<EditionFault> {
    let all = chain.sides().map(|side| measure(side, rows));
    match all.fold(Measure::Number, Measure::with) {
        Measure::Clash(left, right) => Some(EditionFault::TypeClash { left, right }),
        Measure::Number | Measure::Count | Measure::Percent | Measure::Money | Measure::Code => None,
    }
}

fn measure(expression: &Expression, rows: &[Row]) -> Measure {
    match expression {
        Expression::Literal(_) => Measure::Number,
        Expression::Row(idx) => match rows.get(idx.place()).map(|row| &row.kind) {
            Some(RowKind::Count) => Measure::Count,
            Some(RowKind::Percent) => Measure::Percent,
            Some(RowKind::Money) => Measure::Money,
            Some(RowKind::Code(_)) => Measure::Code,
            // Told as such elsewhere.
            Some(RowKind::Heading) | None => Measure::Number,
        },
        Expression::Binary(left, operator, right) => {
            let (left, right) = (measure(left, rows), measure(right, rows));
            match (operator, left.with(right)) {
                (_, clash @ Measure::Clash(..)) if matches!(operator, Operator::Add | Operator::Subtract) => clash,
                (Operator::Add | Operator::Subtract, both) => both,
                // A ratio of two alike is a share; times 100 it is a percentage, which is what shares are compared with.
                (Operator::Divide, both) if right != Measure::Number && both == left => Measure::Percent,
                (Operator::Divide | Operator::Multiply, both) => match (left, right) {
                    (Measure::Number, one) | (one, Measure::Number) => one,
                    (_, _) => both,
                },
            }
        }
        Expression::Call(Function::Figures | Function::Answered | Function::Ours, _) => Measure::Number,
        Expression::Call(Function::Max | Function::Min | Function::Typed | Function::Before, parts) => parts
            .iter()
            .map(|part| measure(part, rows))
            .fold(Measure::Number, Measure::with),
    }
}

/// A row that is calculated, and of which the chain says that it equals something else over the same rows.
fn contradiction(chain: &Chain, rows: &[Row]) -> Option<EditionFault> {
    let (Comparison::Equal, second) = chain.then.first()? else {
        return None;
    };
    let ways = [(&chain.first, second), (second, &chain.first)];
    ways.into_iter().find_map(|(row, other)| {
        let Expression::Row(idx) = row else { return None };
        let row = rows.get(idx.place())?;
        let Formula::Arithmetic(own) = &row.calculation.as_ref()?.formula else {
            return None;
        };
        let is_of_same_rows = sorted(own.rows()) == sorted(other.rows());
        // Three sets of figures: two formulas that agree on all of them are the same sum, product or ratio.
        let differs = |round: usize| {
            let figure = |idx: RowIdx| idx.place().saturating_mul(7).saturating_add(round.saturating_mul(13));
            let value = |expression| value(expression, &|idx| Rational::whole(figure(idx).saturating_add(1)));
            matches!((value(own), value(other)), (Some(own), Some(other)) if own != other)
        };
        (is_of_same_rows && (0..3).any(differs)).then(|| EditionFault::ContradictsCalculation(row.id.to_string()))
    })
}

fn sorted(mut rows: Vec<RowIdx>) -> Vec<RowIdx> {
    order_by_key(&mut rows, |row| *row);
    rows
}

/// The value over whole figures; none where it asks a function, or divides by zero.
fn value(expression: &Expression, figure: &dyn Fn(RowIdx) -> Option<Rational>) -> Option<Rational> {
    match expression {
        Expression::Literal(number) => Rational::of(*number),
        Expression::Row(idx) => figure(*idx),
        Expression::Call(..) => None,
        Expression::Binary(left, operator, right) => {
            let (left, right) = (value(left, figure)?, value(right, figure)?);
            match operator {
                Operator::Add => left.plus(right),
                Operator::Subtract => left.minus(right),
                Operator::Multiply => left.times(right),
                Operator::Divide => left.divided_by(right),
            }
        }
    }
}
