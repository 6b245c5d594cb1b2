//! Exact fractions for the steps of a calculation; rounded once, at the end, half away from zero.

use super::number::Number;

/// A fraction in lowest terms with a positive divisor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rational {
    over: i128,
    under: i128,
}

fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

impl Rational {
    /// Nothing.
    pub const ZERO: Self = Self { over: 0, under: 1 };

    fn reduced(over: i128, under: i128) -> Option<Self> {
        let common = i128::try_from(common_divisor(over.unsigned_abs(), under.unsigned_abs())).ok()?;
        let (over, under) = (over.checked_div(common)?, under.checked_div(common)?);
        if under < 0 {
            Some(Self {
                over: over.checked_neg()?,
                under: under.checked_neg()?,
            })
        } else {
            Some(Self { over, under })
        }
    }

    /// The number as a fraction; none where it is too large to be computed with.
    #[must_use]
    pub fn of(number: Number) -> Option<Self> {
        Self::reduced(number.mantissa(), 10_i128.checked_pow(u32::from(number.places()))?)
    }

    /// A count; none where it is too large to be computed with.
    #[must_use]
    pub fn whole(value: usize) -> Option<Self> {
        Some(Self {
            over: i128::try_from(value).ok()?,
            under: 1,
        })
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.over < 0
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.over == 0
    }

    /// The sum; none where it is too large, as with all steps.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.over.checked_mul(other.under)?;
        let right = other.over.checked_mul(self.under)?;
        Self::reduced(left.checked_add(right)?, self.under.checked_mul(other.under)?)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            over: other.over.checked_neg()?,
            under: other.under,
        })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Self::reduced(self.over.checked_mul(other.over)?, self.under.checked_mul(other.under)?)
    }

    /// The quotient. None for a zero divisor, too: ask [`Rational::is_zero`] first.
    #[must_use]
    pub fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self {
            over: other.under,
            under: other.over,
        })
    }

    /// The decimal with this many places, where it is exactly that.
    #[must_use]
    pub fn exactly(self, places: u8) -> Option<Number> {
        self.rounded(places).filter(|number| Self::of(*number) == Some(self))
    }

    /// The nearest decimal with this many places; halves go away from zero.
    #[must_use]
    pub fn rounded(self, places: u8) -> Option<Number> {
        let scaled = self
            .over
            .unsigned_abs()
            .checked_mul(10_u128.checked_pow(u32::from(places))?)?;
        let under = self.under.unsigned_abs();
        let (whole, rest) = (scaled.checked_div(under)?, scaled.checked_rem(under)?);
        let rounded = if rest.checked_mul(2)? >= under {
            whole.checked_add(1)?
        } else {
            whole
        };
        let magnitude = i128::try_from(rounded).ok()?;
        Number::new(
            if self.over < 0 {
                magnitude.checked_neg()?
            } else {
                magnitude
            },
            places,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Rational;
    use crate::model::number::Number;

    fn check(over: &str, under: &str, places: u8, expect: &str) {
        let of = |text| Rational::of(Number::from_plain(text).unwrap()).unwrap();
        let rounded = of(over).divided_by(of(under)).unwrap().rounded(places).unwrap();
        assert_eq!(rounded.to_plain(), expect, "{over} / {under}");
    }

    #[test]
    fn rounding() {
        check("2902100", "47291", 2, "61.37");
        check("17719000", "171544", 2, "103.29");
        check("1", "3", 2, "0.33");
        check("2", "3", 2, "0.67");
        check("1", "8", 2, "0.13");
        check("-1", "8", 2, "-0.13");
        check("0.05", "1", 1, "0.1");
        check("7", "7", 2, "1.00");
    }
}
