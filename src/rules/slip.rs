//! The arithmetic of slips: digits too many, figures of another size, the two rows of a ratio.

use crate::model::calculation::{Expression, Operator};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::rational::Rational;

/// `over / under * 100`.
pub(super) fn ratio_of(expression: &Expression) -> Option<(RowIdx, RowIdx)> {
    let Expression::Binary(share, Operator::Multiply, factor) = expression else {
        return None;
    };
    if **factor != Expression::Literal(Number::whole(100)) {
        return None;
    }
    match share.as_ref() {
        Expression::Binary(over, Operator::Divide, under) => match (over.as_ref(), under.as_ref()) {
            (Expression::Row(over), Expression::Row(under)) => Some((*over, *under)),
            (_, _) => None,
        },
        Expression::Row(_) | Expression::Literal(_) | Expression::Binary(..) | Expression::Call(..) => None,
    }
}

/// Whether one is five times the other or more: such figures are not taken for each other.
pub(super) fn is_of_other_size(one: Number, other: Number) -> bool {
    let is_far = || {
        let (one, other) = (Rational::of(one)?, Rational::of(other)?);
        let five = Rational::whole(5)?;
        let fits = !one.times(five)?.minus(other)?.is_negative() && !other.times(five)?.minus(one)?.is_negative();
        Some(!fits)
    };
    is_far().unwrap_or(true)
}

/// Whether, once the larger is `times` smaller, it comes near the other: between its half and itself.
pub(super) fn far_apart(left: Number, right: Number, times: i64) -> bool {
    let near = || {
        let (left, right) = (Rational::of(left)?, Rational::of(right)?);
        let (small, large) = if left.minus(right)?.is_negative() {
            (left, right)
        } else {
            (right, left)
        };
        let scaled = large.divided_by(Rational::of(Number::whole(times))?)?;
        let is_below = !small.minus(scaled)?.is_negative();
        let is_above_half = !scaled.plus(scaled)?.minus(small)?.is_negative();
        Some(!small.is_zero() && is_below && is_above_half)
    };
    near().unwrap_or(false)
}

/// The figure without a factor of ten too many, or with one too few, with at most this many places.
pub(super) fn shifted(value: Number, times: i64, is_too_large: bool, places: u8) -> Option<Number> {
    let (value, times) = (Rational::of(value)?, Rational::of(Number::whole(times))?);
    if value.is_zero() {
        None
    } else if is_too_large {
        shortest(value.divided_by(times)?, places)
    } else {
        shortest(value.times(times)?, places)
    }
}

/// The number with as few places as it needs.
fn shortest(value: Rational, most: u8) -> Option<Number> {
    (0..=most).find_map(|places| value.exactly(places))
}
