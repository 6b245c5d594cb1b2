//! What may have gone wrong where a check finds fault: a likely slip, tried out. A hint is only given where the report with
//! the slip mended passes the check, and no other check finds more than before.

use std::cmp::Ordering;

use super::calculate::Operand;
use super::check;
use super::facts::{Facts, figure, number};
use super::finding::{Breach, Finding};
use super::kinds::relation::{Asked, Verdict};
use super::slip::{far_apart, is_of_other_size, ratio_of, shifted};
use super::what_if::Changed;
use crate::model::calculation::Expression;
use crate::model::check::{Check, CheckKind};
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::rational::Rational;
use crate::model::relation::Comparison;

/// More would be a guessing game.
const MOST: usize = 2;

/// A likely slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The percentage is that of another divisor or part than the one it should be of.
    Fits {
        /// The percentage's row.
        row: RowIdx,
        /// It is this row's figure …
        over: RowIdx,
        /// … of this one's,
        under: RowIdx,
        /// and not this one's
        not_over: RowIdx,
        /// of this one's.
        not_under: RowIdx,
    },
    /// Two figures changed places.
    Swapped(RowIdx, RowIdx),
    /// A figure has digits too many or too few.
    Shifted {
        /// Its row.
        row: RowIdx,
        /// What it would be.
        value: Number,
        /// By how much it would be off: 10, 100, 1000.
        times: i64,
        /// It is too large.
        is_too_large: bool,
    },
    /// The figure belongs to the row beside.
    Neighbour {
        /// Where it stands.
        from: RowIdx,
        /// Where it was probably meant to stand.
        to: RowIdx,
    },
    /// The check holds with this figure there.
    Settles {
        /// The row.
        row: RowIdx,
        /// The figure.
        value: Number,
        /// Nothing stands there yet.
        is_blank: bool,
    },
}

/// The likeliest slips, the most telling first.
#[must_use]
pub fn hints(edition: &Edition, finding: &Finding, facts: &dyn Facts) -> Vec<Hint> {
    let Some(check) = edition.checks.get(finding.check) else {
        return Vec::new();
    };
    let trial = Trial {
        edition,
        finding,
        check,
        facts,
    };
    let mut hints = Vec::new();
    hints.extend(trial.fits());
    hints.extend(trial.swapped());
    hints.extend(trial.shifted());
    hints.extend(trial.neighbour());
    if hints.is_empty() {
        hints.extend(trial.settles());
    }
    hints.truncate(MOST);
    hints
}

struct Trial<'a> {
    edition: &'a Edition,
    finding: &'a Finding,
    check: &'a Check,
    facts: &'a dyn Facts,
}

impl Trial<'_> {
    /// Whether the check holds with these figures (holds, not: is not asked), and no other finds more than now.
    fn settles_with(&self, changed: &[(RowIdx, Operand)], must_hold: bool) -> bool {
        let trial = Changed {
            edition: self.edition,
            facts: self.facts,
            changed,
        };
        let stands = match &self.check.kind {
            CheckKind::Relation {
                rule, blank, earlier, ..
            } if must_hold => {
                let asked = Asked {
                    edition: self.edition,
                    facts: &trial,
                    blank: *blank,
                    earlier: *earlier,
                };
                asked.verdict(rule) == Verdict::Holds
            }
            CheckKind::Relation { .. }
            | CheckKind::NoteItems { .. }
            | CheckKind::NoteSum { .. }
            | CheckKind::NotePercent { .. }
            | CheckKind::NoteNames { .. }
            | CheckKind::NoteDates(_)
            | CheckKind::DocumentDate { .. }
            | CheckKind::SameFigure { .. } => {
                check::find(self.edition, self.finding.check, self.check, &trial).is_none()
            }
        };
        stands
            && self.edition.checks.iter().enumerate().all(|(place, other)| {
                let is_touched = other.relation().is_some_and(|rule| {
                    let rows = rule.rows();
                    let reads = |idx: &RowIdx| self.depends(&rows, *idx);
                    changed.iter().any(|(idx, _)| reads(idx))
                });
                let now = || check::find(self.edition, place, other, self.facts).is_some();
                !is_touched || check::find(self.edition, place, other, &trial).is_none() || now()
            })
    }

    /// Whether one of these rows is `idx`, or follows from it at one remove.
    fn depends(&self, rows: &[RowIdx], idx: RowIdx) -> bool {
        let follows = |row: &Row| {
            row.calculation
                .as_ref()
                .is_some_and(|own| own.operands().contains(&idx))
        };
        let is_it = |row: &RowIdx| *row == idx || self.edition.row(*row).is_some_and(follows);
        rows.iter().any(is_it)
    }

    /// The rows of the finding in which a figure was typed.
    fn typed_rows(&self) -> Vec<(RowIdx, Number)> {
        let typed = |idx: &RowIdx| Some((*idx, number(self.facts.typed(*idx))?));
        self.finding.rows.iter().filter_map(typed).collect()
    }

    /// The two sides that do not stand to each other as they should, and how they should.
    fn sides(&self) -> Option<(&Expression, Comparison, &Expression)> {
        let Breach::Compared {
            chain,
            step,
            comparison,
            ..
        } = &self.finding.breach
        else {
            return None;
        };
        let mut sides = self.check.relation()?.conclusion.get(*chain)?.sides().skip(*step);
        Some((sides.next()?, *comparison, sides.next()?))
    }

    fn fits(&self) -> Option<Hint> {
        let (left, Comparison::Equal, right) = self.sides()? else {
            return None;
        };
        let Expression::Row(row) = left else { return None };
        let (not_over, not_under) = ratio_of(right)?;
        let percent = number(self.facts.typed(*row))?;
        let near: Vec<RowIdx> = self.siblings(not_over).collect();
        let pairs = near
            .iter()
            .flat_map(|over| near.iter().map(move |under| (*over, *under)));
        let fits = |(over, under): &(RowIdx, RowIdx)| {
            let is_pair = over != under && (*over, *under) != (not_over, not_under);
            let of = |idx| Rational::of(figure(self.facts, idx)?);
            let share = || {
                of(*over)?
                    .times(Rational::whole(100)?)?
                    .divided_by(of(*under)?)?
                    .rounded(percent.places())
            };
            // 100 % and 0 % fit too many pairs to tell one.
            is_pair && !percent.is_zero() && percent != Number::whole(100) && share() == Some(percent)
        };
        let mut found = pairs.filter(fits);
        let (over, under) = found.next()?;
        found.next().is_none().then_some(Hint::Fits {
            row: *row,
            over,
            under,
            not_over,
            not_under,
        })
    }

    /// The rows under the same row.
    fn siblings(&self, idx: RowIdx) -> impl Iterator<Item = RowIdx> {
        let parent = self.edition.row(idx).and_then(|row| row.parent);
        let is_sibling = move |(_, row): &(RowIdx, &Row)| row.parent == parent && row.kind == RowKind::Count;
        self.edition.indexed().filter(is_sibling).map(|(idx, _)| idx)
    }

    fn swapped(&self) -> Option<Hint> {
        let rows = self.typed_rows();
        let parent = |idx| self.edition.row(idx).map(|row| (row.parent, row.unit.as_str()));
        let pairs = rows.iter().enumerate().flat_map(|(place, one)| {
            let others = rows.iter().skip(place.saturating_add(1));
            others.map(move |other| (*one, *other))
        });
        let is_swap = |((one, first), (other, second)): &((RowIdx, Number), (RowIdx, Number))| {
            first.compare(*second) != Some(Ordering::Equal)
                && !is_of_other_size(*first, *second)
                && parent(*one) == parent(*other)
                && self.settles_with(
                    &[(*one, Operand::Figure(*second)), (*other, Operand::Figure(*first))],
                    true,
                )
        };
        let mut pairs = pairs.filter(is_swap);
        let ((one, _), (other, _)) = pairs.next()?;
        Some(Hint::Swapped(one.min(other), one.max(other)))
    }

    fn shifted(&self) -> Option<Hint> {
        let (left, comparison, right) = self.sides()?;
        // Of an inequality a figure divided by ten says little, unless it is far beyond the other side.
        let is_far = |times: i64| {
            let breach = &self.finding.breach;
            matches!(breach, Breach::Compared { left, right, .. } if far_apart(*left, *right, times))
        };
        let is_side = |row: RowIdx| [left, right].contains(&&Expression::Row(row));
        for (row, value) in self.typed_rows() {
            let places = match self.edition.row(row).map(|row| &row.kind) {
                Some(RowKind::Percent) => 2,
                Some(RowKind::Money) => 3,
                Some(RowKind::Count | RowKind::Code(_) | RowKind::Heading) | None => 0,
            };
            for (times, is_too_large) in [10, 100, 1000]
                .into_iter()
                .flat_map(|times| [(times, true), (times, false)])
            {
                let may_be = match comparison {
                    Comparison::Equal => true,
                    Comparison::AtMost | Comparison::AtLeast => is_side(row) && is_far(times),
                    Comparison::Different | Comparison::Below | Comparison::Above => false,
                };
                let Some(value) = shifted(value, times, is_too_large, places).filter(|_| may_be) else {
                    continue;
                };
                if self.settles_with(&[(row, Operand::Figure(value))], true) {
                    return Some(Hint::Shifted {
                        row,
                        value,
                        times,
                        is_too_large,
                    });
                }
            }
        }
        None
    }

    /// A figure of the finding that was meant for the row beside, or one from beside that was meant for a blank row of it.
    fn neighbour(&self) -> Option<Hint> {
        let is_equality = matches!(self.sides(), Some((_, Comparison::Equal, _)));
        let rows = &self.finding.rows;
        let moves = rows.iter().flat_map(|row| {
            let beside = [row.next(), row.back()].into_iter().flatten();
            beside.flat_map(move |other| [(*row, other), (other, *row)])
        });
        let is_likely = |(from, to): &(RowIdx, RowIdx)| {
            let is_foreign = !self.facts.is_ours(*from);
            let may_be = self.facts.is_ours(*to) && (is_foreign || is_equality);
            let (Some(own), Some(other)) = (self.edition.row(*from), self.edition.row(*to)) else {
                return false;
            };
            // A total that is taken away is calculated again, and agrees with everything.
            let is_plain = own.calculation.is_none() && other.calculation.is_none() && own.kind == other.kind;
            let is_free = self.facts.typed(*to) == Operand::Blank && other.kind != RowKind::Heading;
            let value = self.facts.typed(*from);
            let moved = [(*from, Operand::Blank), (*to, value)];
            let is_figure = matches!(value, Operand::Figure(_));
            may_be && is_plain && is_free && is_figure && self.settles_with(&moved, !is_foreign)
        };
        let (from, to) = { moves }.find(is_likely)?;
        Some(Hint::Neighbour { from, to })
    }

    /// The figure that settles an equality: of the one part that is blank, or else of the row that states the whole.
    fn settles(&self) -> Option<Hint> {
        let (left, Comparison::Equal, right) = self.sides()? else {
            return None;
        };
        let Expression::Row(stated) = left else { return None };
        let Breach::Compared {
            left: is_now,
            right: should_be,
            ..
        } = &self.finding.breach
        else {
            return None;
        };
        let blank: Vec<RowIdx> = right
            .rows()
            .into_iter()
            .filter(|idx| self.facts.operand(*idx) == Operand::Blank)
            .collect();
        if let ([part], false) = (blank.as_slice(), right.divides()) {
            let missing = is_now.minus(*should_be).filter(|missing| missing.mantissa() > 0)?;
            return self
                .settles_with(&[(*part, Operand::Figure(missing))], true)
                .then_some(Hint::Settles {
                    row: *part,
                    value: missing,
                    is_blank: true,
                });
        }
        let is_typed = matches!(self.facts.typed(*stated), Operand::Figure(_));
        let settles =
            blank.is_empty() && is_typed && self.settles_with(&[(*stated, Operand::Figure(*should_be))], true);
        settles.then_some(Hint::Settles {
            row: *stated,
            value: *should_be,
            is_blank: false,
        })
    }
}
