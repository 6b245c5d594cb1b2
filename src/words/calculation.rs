//! What is said of a calculated row: its formula in figures and in words, what keeps it from a figure, and how a figure that
//! was typed over it differs.

use super::row::{alone, row_name};
use crate::model::calculation::{Calculation, Expression, Formula, Function, Operator};
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::calculate::{Operand, Outcome, Why};
use crate::rules::facts::{Facts, number};

/// What the line under a calculated row's figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// How the figure above it came about.
    Formula,
    /// Nothing that it reads is answered yet.
    Idle,
    /// What keeps it from a figure.
    Reason,
    /// The figure that was typed is the one that was calculated.
    Agrees,
    /// It is another one.
    Differs,
}

/// What stands under a calculated row's figure, and what is told on demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalculationWords {
    /// What the line is about.
    pub kind: LineKind,
    /// The line under the figure: the formula in figures, or the reason that there is none.
    pub line: String,
    /// The formula in the rows' names, and the whole calculation with its result.
    pub full: Vec<String>,
}

/// Says how the row's figure follows from others, where `typed` is the figure that the office itself gave. `facts` give the
/// operands' figures.
#[must_use]
pub fn calculation(
    edition: &Edition,
    row: &Row,
    outcome: &Outcome,
    typed: Option<Number>,
    facts: &dyn Facts,
) -> CalculationWords {
    let Some(calculation) = &row.calculation else {
        return CalculationWords {
            kind: LineKind::Idle,
            line: String::new(),
            full: Vec::new(),
        };
    };
    let in_words = formula_in_words(edition, calculation);
    match outcome {
        Outcome::Figure { value, skipped } => {
            let figures = formula_in_figures(edition, calculation, facts);
            let result = figure(row, *value);
            let blanks = blanks_skipped(skipped.len());
            let over = typed.map(|typed| difference(row, *value, typed));
            let (kind, line) = match (&over, &blanks) {
                (Some((kind, over)), _) => (*kind, over.clone()),
                (None, Some(blanks)) => (LineKind::Formula, format!("{figures}; {blanks}")),
                (None, None) => (LineKind::Formula, figures.clone()),
            };
            // A sum of one figure is that figure.
            let whole = if figures == result {
                result
            } else {
                format!("{figures} = {result}")
            };
            let mut full = vec![in_words, whole];
            full.extend(blanks);
            full.extend(over.map(|(_, over)| over));
            CalculationWords { kind, line, full }
        }
        Outcome::Nothing(why) => CalculationWords {
            kind: match why {
                Why::Blank(rows) if calculation.operands().iter().all(|row| rows.contains(row)) => LineKind::Idle,
                Why::Blank(_) | Why::NoFigure(_) | Why::Unsettled(_) | Why::ZeroDivisor(_) | Why::TooLarge => {
                    LineKind::Reason
                }
            },
            line: reason(edition, why),
            full: vec![in_words, reason_in_words(edition, why)],
        },
    }
}

pub(super) fn figure(row: &Row, number: Number) -> String {
    row.kind
        .expected()
        .map_or_else(|| number.to_typed(), |expected| number.to_vietnamese(expected))
}

fn blanks_skipped(count: usize) -> Option<String> {
    (count > 0).then(|| format!("chưa kể {count} dòng còn trống"))
}

/// "Tính được 103,29 · lệch 0,50", or that both agree.
fn difference(row: &Row, calculated: Number, typed: Number) -> (LineKind, String) {
    let result = figure(row, calculated);
    match calculated.minus(typed) {
        Some(rest) if rest.is_zero() => (LineKind::Agrees, format!("Khớp số tính được {result}")),
        Some(rest) => {
            let rest = if rest.mantissa() < 0 {
                typed.minus(calculated).unwrap_or(rest)
            } else {
                rest
            };
            (
                LineKind::Differs,
                format!("Tính được {result} · lệch {}", figure(row, rest)),
            )
        }
        None => (LineKind::Differs, format!("Tính được {result}")),
    }
}

/// How a formula's parts are written.
pub(super) trait Parts {
    fn row(&self, idx: RowIdx) -> Option<String>;
    /// The row in the earlier report.
    fn earlier(&self, idx: RowIdx) -> Option<String> {
        Some(format!("{} kỳ trước", self.row(idx)?))
    }
    fn literal(&self, number: Number) -> String {
        number.to_typed()
    }
}

pub(super) struct InFigures<'a> {
    pub(super) edition: &'a Edition,
    pub(super) facts: &'a dyn Facts,
}

impl InFigures<'_> {
    fn shown(&self, idx: RowIdx, operand: Operand) -> Option<String> {
        let number = number(operand)?;
        let row = self.edition.row(idx);
        Some(row.map_or_else(|| number.to_typed(), |row| figure(row, number)))
    }
}

impl Parts for InFigures<'_> {
    fn row(&self, idx: RowIdx) -> Option<String> {
        self.shown(idx, self.facts.operand(idx))
    }

    fn earlier(&self, idx: RowIdx) -> Option<String> {
        self.shown(idx, self.facts.earlier(idx))
    }
}

struct InWords<'a>(&'a Edition);

impl Parts for InWords<'_> {
    fn row(&self, idx: RowIdx) -> Option<String> {
        let label = self.0.row(idx).map_or("", |row| alone(&row.label));
        Some(format!("[{}] {label}", self.0.number(idx)))
    }
}

fn formula_in_figures(edition: &Edition, calculation: &Calculation, facts: &dyn Facts) -> String {
    match &calculation.formula {
        Formula::Arithmetic(expression) => written(expression, &InFigures { edition, facts }).unwrap_or_default(),
        Formula::Present(rows) => {
            let given: Vec<String> = rows
                .iter()
                .filter(|row| number(facts.operand(**row)).is_some())
                .map(|row| edition.number(*row))
                .collect();
            format!("Theo dòng {}", given.join(", "))
        }
    }
}

fn formula_in_words(edition: &Edition, calculation: &Calculation) -> String {
    match &calculation.formula {
        Formula::Arithmetic(expression) => written(expression, &InWords(edition)).unwrap_or_default(),
        Formula::Present(rows) => {
            let names: Vec<String> = rows.iter().map(|row| row_name(edition, *row)).collect();
            format!(
                "Có khi một trong các dòng sau cho biết có thực hiện: {}",
                names.join("; ")
            )
        }
    }
}

/// The expression as text; what is left out by `parts` counts as nothing in a sum.
pub(super) fn written(expression: &Expression, parts: &dyn Parts) -> Option<String> {
    match expression {
        Expression::Row(idx) => parts.row(*idx),
        Expression::Literal(number) => Some(parts.literal(*number)),
        Expression::Binary(left, operator, right) => {
            let precedence = operator.precedence();
            let before = inner(left, precedence, false, parts);
            let after = inner(right, precedence, true, parts);
            match (operator, before, after) {
                (_, Some(before), Some(after)) => Some(format!("{before} {} {after}", sign(*operator))),
                (Operator::Subtract, None, Some(after)) => Some(format!("− {after}")),
                (Operator::Add, None, only) | (Operator::Add | Operator::Subtract, only, None) => only,
                (Operator::Multiply | Operator::Divide, _, _) => None,
            }
        }
        Expression::Call(function, of) => {
            match (function, of.as_slice()) {
                (Function::Typed, [only]) => return written(only, parts),
                (Function::Before, [Expression::Row(idx)]) => return parts.earlier(*idx),
                (_, _) => {}
            }
            let of: Vec<String> = of.iter().filter_map(|part| written(part, parts)).collect();
            Some(format!("{} ({})", function_name(*function), of.join("; ")))
        }
    }
}

fn function_name(function: Function) -> &'static str {
    match function {
        Function::Max => "số lớn nhất trong",
        Function::Min => "số nhỏ nhất trong",
        Function::Figures => "số dòng có số liệu trong",
        Function::Answered => "số dòng đã trả lời trong",
        Function::Typed => "số liệu đã nhập ở",
        Function::Ours => "thuộc trách nhiệm của đơn vị:",
        Function::Before => "kỳ trước của",
    }
}

/// A part of an expression, in parentheses where it binds less closely than what it stands in.
fn inner(expression: &Expression, around: u8, is_right: bool, parts: &dyn Parts) -> Option<String> {
    let text = written(expression, parts)?;
    let needs = match expression {
        Expression::Row(_) | Expression::Literal(_) | Expression::Call(_, _) => false,
        Expression::Binary(_, operator, _) => {
            let own = operator.precedence();
            own < around || (own == around && is_right)
        }
    };
    // Of a sum all of whose other parts are blank one figure is left.
    Some(if needs && text.contains(' ') {
        format!("({text})")
    } else {
        text
    })
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "−",
        Operator::Multiply => "×",
        Operator::Divide => "/",
    }
}

/// Why there is no figure, short.
fn reason(edition: &Edition, why: &Why) -> String {
    let numbers = |rows: &[RowIdx]| numbers(edition, rows);
    match why {
        Why::Blank(rows) => format!("Còn trống {}", numbers(rows)),
        Why::NoFigure(rows) => format!("Không tính: {} không có số", numbers(rows)),
        Why::Unsettled(rows) => format!("Chưa đọc được {}", numbers(rows)),
        Why::ZeroDivisor(rows) => format!("Không tính: {} bằng 0", numbers(rows)),
        Why::TooLarge => "Không tính: số quá lớn".to_owned(),
    }
}

/// Why there is no figure, with the names of the rows.
fn reason_in_words(edition: &Edition, why: &Why) -> String {
    let names = |rows: &[RowIdx]| {
        let names: Vec<String> = rows.iter().map(|row| row_name(edition, *row)).collect();
        names.join("; ")
    };
    match why {
        Why::Blank(rows) => format!("Chưa tính được vì còn trống: {}", names(rows)),
        Why::NoFigure(rows) => format!("Không tính được vì không có số liệu: {}", names(rows)),
        Why::Unsettled(rows) => format!("Chưa tính được vì chưa đọc được thành số: {}", names(rows)),
        Why::ZeroDivisor(rows) => format!("Không tính được vì mẫu số bằng 0: {}", names(rows)),
        Why::TooLarge => "Không tính được chính xác vì số quá lớn.".to_owned(),
    }
}

fn numbers(edition: &Edition, rows: &[RowIdx]) -> String {
    let numbers: Vec<String> = rows.iter().map(|row| edition.number(*row)).collect();
    numbers.join(", ")
}

#[cfg(test)]
mod tests {
    use super::calculation;
    use crate::editions;
    use crate::model::answer::Answer;
    use crate::model::id::RowIdx;
    use crate::model::number::Number;
    use crate::rules::calculate::{Operand, calculate, operand};

    fn check(id: &str, figures: &[(&str, &str)], typed: Option<&str>, line: &str) -> Vec<String> {
        let edition = editions::read(editions::BUILT_IN[0]).unwrap();
        let row = edition.row(edition.find(id).unwrap()).unwrap();
        let read = |idx: RowIdx| {
            let id = edition.row(idx).unwrap().id.as_str();
            let found = figures.iter().find(|(known, _)| *known == id)?;
            Some(Number::from_plain(found.1).unwrap())
        };
        let give = |idx: RowIdx| read(idx).map_or(Operand::Blank, |number| operand(Answer::Figure(number), None));
        let outcome = calculate(&edition, row, row.calculation.as_ref().unwrap(), &give);
        let typed = typed.map(|plain| Number::from_plain(plain).unwrap());
        let words = calculation(&edition, row, &outcome, typed, &give);
        assert_eq!(words.line, line);
        words.full
    }

    #[test]
    fn formulas_in_figures() {
        let full = check(
            "7.7.4",
            &[("7.7.4a", "47291"), ("7.7.4b", "29021")],
            None,
            "29.021 / 47.291 × 100",
        );
        assert_eq!(full[1], "29.021 / 47.291 × 100 = 61,37");
        assert!(
            full[0].starts_with("[7.7.4b] ") && full[0].ends_with(" × 100"),
            "{}",
            full[0]
        );
        check("2.1.1", &[("2.1.1a", "5"), ("2.1.1b", "4")], None, "5 + 4");
        check(
            "7.8.1",
            &[("7.8.1a", "112"), ("7.8.1b", "112"), ("7.8.1c", "112")],
            None,
            "112 + 112 − 112",
        );
        check("1.6", &[("1.6a", "18"), ("1.6b", "1")], None, "Theo dòng 1.6a, 1.6b");
    }

    #[test]
    fn blanks_are_told() {
        let full = check("4.1.5", &[("4.1.5b", "4")], None, "4; chưa kể 2 dòng còn trống");
        assert_eq!(full[1..], ["4", "chưa kể 2 dòng còn trống"]);
        let full = check("7.7.4", &[("7.7.4a", "47291")], None, "Còn trống 7.7.4b");
        assert!(
            full[1].starts_with("Chưa tính được vì còn trống: 7.7.4b “"),
            "{}",
            full[1]
        );
        check("2.2b", &[("2.2c", "0"), ("2.2d", "0")], None, "Không tính: 2.2c bằng 0");
    }

    #[test]
    fn a_figure_typed_over_shows_the_difference() {
        let figures = &[("3.4.1b", "171544"), ("3.4.1c", "177190")];
        check("3.4.1", figures, Some("103.79"), "Tính được 103,29 · lệch 0,50");
        check("3.4.1", figures, Some("102.79"), "Tính được 103,29 · lệch 0,50");
        check(
            "2.1.1",
            &[("2.1.1a", "5"), ("2.1.1b", "4")],
            Some("9"),
            "Khớp số tính được 9",
        );
    }
}
