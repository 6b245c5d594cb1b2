//! Evaluates one row's calculation over whatever its operands stand for. One path for the live page and for whole reports.

use super::facts::{Facts, number};
use crate::model::answer::Answer;
use crate::model::calculation::{BlankPolicy, Calculation, Expression, Formula, Function, Operator};
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::rational::Rational;

/// A percentage is given with two places, as the printed report does (`99,30`).
pub const PERCENT_PLACES: u8 = 2;

/// What a row gives to a calculation that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A figure, typed or itself calculated.
    Figure(Number),
    /// Nothing yet.
    Blank,
    /// "Không phát sinh".
    None,
    /// "Không thuộc trách nhiệm".
    NotOurs,
    /// A text that cannot be taken for a figure yet.
    Unsettled,
}

/// What a calculation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A figure.
    Figure {
        /// The figure, rounded as its row is.
        value: Number,
        /// Blank operands that counted as nothing.
        skipped: Vec<RowIdx>,
    },
    /// No figure, and why.
    Nothing(Why),
}

/// Why a calculation gives no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// These operands are not answered.
    Blank(Vec<RowIdx>),
    /// These have no figure by their state: "không phát sinh", "không thuộc trách nhiệm".
    NoFigure(Vec<RowIdx>),
    /// These texts are not yet figures; no total may pass over them.
    Unsettled(Vec<RowIdx>),
    /// What is divided by is zero.
    ZeroDivisor(Vec<RowIdx>),
    /// The figures are too large to be computed exactly.
    TooLarge,
}

impl Outcome {
    /// The figure, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<Number> {
        match self {
            Self::Figure { value, .. } => Some(*value),
            Self::Nothing(_) => None,
        }
    }
}

/// What a row gives to others: what was typed, or else what was calculated for it. A calculation that waits for a text to be
/// settled is itself not settled: no total above may pass over it.
#[must_use]
pub fn operand(answer: Answer, outcome: Option<&Outcome>) -> Operand {
    match answer {
        Answer::Figure(number) => Operand::Figure(number),
        Answer::Unanswered => match outcome {
            Some(Outcome::Figure { value, .. }) => Operand::Figure(*value),
            Some(Outcome::Nothing(Why::Unsettled(_) | Why::TooLarge)) => Operand::Unsettled,
            Some(Outcome::Nothing(Why::Blank(_) | Why::NoFigure(_) | Why::ZeroDivisor(_))) | None => Operand::Blank,
        },
        Answer::None => Operand::None,
        Answer::NotOurs => Operand::NotOurs,
        Answer::Unread(_) | Answer::Ambiguous { .. } | Answer::TextLost { .. } => Operand::Unsettled,
    }
}

/// Evaluates the calculation of `row`, over the report's `facts`.
pub fn calculate(edition: &Edition, row: &Row, calculation: &Calculation, facts: &dyn Facts) -> Outcome {
    let operand = |idx| (idx, facts.operand(idx));
    let operands: Vec<(RowIdx, Operand)> = calculation.operands().into_iter().map(operand).collect();
    let that_are = |wanted: fn(Operand) -> bool| -> Vec<RowIdx> {
        operands
            .iter()
            .filter(|(_, operand)| wanted(*operand))
            .map(|(idx, _)| *idx)
            .collect()
    };
    let unsettled = that_are(|operand| operand == Operand::Unsettled);
    if !unsettled.is_empty() {
        return Outcome::Nothing(Why::Unsettled(unsettled));
    }
    let blank = that_are(|operand| operand == Operand::Blank);
    let stated = that_are(|operand| matches!(operand, Operand::None | Operand::NotOurs));
    let has_figure = operands
        .iter()
        .any(|(_, operand)| matches!(operand, Operand::Figure(_)));
    match &calculation.formula {
        Formula::Present(_) => present(edition, &operands, blank, stated),
        Formula::Arithmetic(expression) => {
            let may_skip = calculation.blank == BlankPolicy::SkipIfAll && has_figure;
            if !may_skip && !blank.is_empty() {
                return Outcome::Nothing(Why::Blank(blank));
            }
            if !may_skip && !stated.is_empty() {
                return Outcome::Nothing(Why::NoFigure(stated));
            }
            match evaluate(expression, facts) {
                Ok(value) => rounded(row, expression, &operands, value.unwrap_or(NOTHING)).map_or(
                    Outcome::Nothing(Why::TooLarge),
                    |value| Outcome::Figure { value, skipped: blank },
                ),
                Err(why) => Outcome::Nothing(why),
            }
        }
    }
}

fn present(edition: &Edition, operands: &[(RowIdx, Operand)], blank: Vec<RowIdx>, stated: Vec<RowIdx>) -> Outcome {
    let says_so = |(idx, operand): &(RowIdx, Operand)| match operand {
        // A code was chosen only because the thing took place; a count says so by being above zero.
        Operand::Figure(number) => {
            edition
                .row(*idx)
                .is_some_and(|row| matches!(row.kind, RowKind::Code(_)))
                || number.mantissa() > 0
        }
        Operand::Blank | Operand::None | Operand::NotOurs | Operand::Unsettled => false,
    };
    if operands.iter().any(says_so) {
        Outcome::Figure {
            value: Number::whole(1),
            skipped: Vec::new(),
        }
    } else if blank.is_empty() {
        Outcome::Nothing(Why::NoFigure(if stated.is_empty() {
            operands.iter().map(|(idx, _)| *idx).collect()
        } else {
            stated
        }))
    } else {
        Outcome::Nothing(Why::Blank(blank))
    }
}

/// Where every operand was skipped; [`calculate`] lets none such through.
const NOTHING: Rational = Rational::ZERO;

/// What an operand adds; nothing where it is no figure.
fn value(operand: Operand) -> Result<Option<Rational>, Why> {
    number(operand)
        .map(|number| Rational::of(number).ok_or(Why::TooLarge))
        .transpose()
}

/// The value, or nothing where every operand below is skipped.
pub(super) fn evaluate(expression: &Expression, facts: &dyn Facts) -> Result<Option<Rational>, Why> {
    match expression {
        Expression::Literal(number) => Rational::of(*number).map(Some).ok_or(Why::TooLarge),
        Expression::Row(idx) => value(facts.operand(*idx)),
        Expression::Call(function, parts) => call(*function, parts, facts),
        Expression::Binary(left, operator, right) => {
            let (over, under) = (evaluate(left, facts)?, evaluate(right, facts)?);
            let zero = |value: Option<Rational>| value.unwrap_or(NOTHING);
            match (operator, over, under) {
                (Operator::Add | Operator::Subtract, value, None) => Ok(value),
                (Operator::Add, None, value) => Ok(value),
                (Operator::Add, Some(left), Some(right)) => left.plus(right).map(Some).ok_or(Why::TooLarge),
                (Operator::Subtract, left, Some(right)) => zero(left).minus(right).map(Some).ok_or(Why::TooLarge),
                (Operator::Multiply | Operator::Divide, None, _) | (Operator::Multiply | Operator::Divide, _, None) => {
                    Ok(None)
                }
                (Operator::Multiply, Some(left), Some(right)) => left.times(right).map(Some).ok_or(Why::TooLarge),
                (Operator::Divide, Some(_), Some(divisor)) if divisor.is_zero() => Err(Why::ZeroDivisor(right.rows())),
                (Operator::Divide, Some(left), Some(right)) => left.divided_by(right).map(Some).ok_or(Why::TooLarge),
            }
        }
    }
}

fn call(function: Function, parts: &[Expression], facts: &dyn Facts) -> Result<Option<Rational>, Why> {
    match (function, parts) {
        (Function::Typed, [Expression::Row(idx)]) => return value(facts.typed(*idx)),
        (Function::Before, [Expression::Row(idx)]) => return value(facts.earlier(*idx)),
        (Function::Ours, [Expression::Row(idx)]) => return Ok(Rational::whole(usize::from(facts.is_ours(*idx)))),
        (_, _) => {}
    }
    let mut values = Vec::new();
    let mut stated = 0_usize;
    for part in parts {
        values.extend(evaluate(part, facts)?);
        let is_stated =
            matches!(part, Expression::Row(idx) if matches!(facts.operand(*idx), Operand::None | Operand::NotOurs));
        stated = stated.saturating_add(usize::from(is_stated));
    }
    let count = values.len();
    let mut values = values.into_iter();
    match function {
        Function::Figures => Ok(Rational::whole(count)),
        Function::Answered => Ok(Rational::whole(count.saturating_add(stated))),
        Function::Max | Function::Min | Function::Typed | Function::Ours | Function::Before => {
            // The largest of none is no number, not even nothing.
            let none = || Why::Blank(parts.iter().flat_map(Expression::rows).collect());
            let mut best = values.next().ok_or_else(none)?;
            for value in values {
                let is_smaller = value.minus(best).ok_or(Why::TooLarge)?.is_negative();
                if is_smaller == (function == Function::Min) {
                    best = value;
                }
            }
            Ok(Some(best))
        }
    }
}

/// Percentages have two places; sums those of their operands, so nothing is rounded; other ratios two.
fn rounded(row: &Row, expression: &Expression, operands: &[(RowIdx, Operand)], value: Rational) -> Option<Number> {
    let places = match row.kind {
        RowKind::Percent => PERCENT_PLACES,
        RowKind::Heading | RowKind::Count | RowKind::Money | RowKind::Code(_) if expression.divides() => PERCENT_PLACES,
        RowKind::Heading | RowKind::Count | RowKind::Money | RowKind::Code(_) => operands
            .iter()
            .filter_map(|(_, operand)| Some(number(*operand)?.places()))
            .max()
            .unwrap_or(0),
    };
    value.rounded(places)
}
