//! What a finding says: one sentence that an official would write, with rows, figures, and the difference.

use super::calculation::{InFigures, Parts, figure, written};
use super::row::row_name;
use crate::model::calculation::{Expression, Function};
use crate::model::check::{Check, Severity};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::number_reader::Expected;
use crate::model::relation::{Chain, Comparison};
use crate::rules::calculate::Operand;
use crate::rules::facts::{self, Facts};
use crate::rules::finding::{Breach, Finding};
use crate::rules::reason::Standing;

/// The sentence: `3.4.1c (177.190) lớn hơn 3.4.1b (171.544): …, lệch 5.646.`
#[must_use]
pub fn finding(edition: &Edition, finding: &Finding, facts: &dyn Facts) -> String {
    let Some(check) = edition.checks.get(finding.check) else {
        return String::new();
    };
    let first = finding.rows.first().copied();
    let here = first.map_or_else(String::new, |idx| row_with_figure(edition, idx, facts));
    let number = first.map_or_else(String::new, |idx| edition.number(idx));
    let why = &check.why;
    match &finding.breach {
        Breach::Compared {
            chain,
            step,
            comparison,
            left,
            right,
        } => {
            let chain = check.relation().and_then(|rule| rule.conclusion.get(*chain));
            let sides: Vec<&Expression> = chain
                .map(|chain| chain.sides().skip(*step).take(2).collect())
                .unwrap_or_default();
            compared(edition, check, &sides, (*left, *comparison, *right), facts)
        }
        Breach::ZeroDivisor { divisor } => {
            let divisor: Vec<String> = divisor.iter().map(|idx| edition.number(*idx)).collect();
            format!("{here} là tỷ lệ nhưng mẫu số {} bằng 0: {why}.", divisor.join(", "))
        }
        Breach::Items { listed: (from, to) } => {
            let listed = if from == to {
                from.to_string()
            } else {
                format!("{from} đến {to}")
            };
            format!("{here} khác số mục liệt kê trong ghi chú ({listed}): {why}.")
        }
        Breach::Parts { sum, whole, is_figure } => {
            let off = sum
                .minus(*whole)
                .map_or_else(String::new, |off| format!(", lệch {}", grouped(off.magnitude())));
            if *is_figure {
                format!(
                    "{here} khác tổng các số nêu trong ghi chú ({}): {why}{off}.",
                    grouped(*sum)
                )
            } else {
                let (sum, whole) = (grouped(*sum), grouped(*whole));
                format!("Ghi chú của {number} nêu các phần cộng lại là {sum}, khác tổng đã nêu là {whole}: {why}{off}.")
            }
        }
        Breach::Bracket { percent } => format!("Ghi chú của {number} nêu {}%: {why}.", percent.to_typed()),
        Breach::Names {
            only_in_parts,
            only_in_whole,
        } => {
            let others: Vec<String> = finding.rows.iter().skip(1).map(|idx| edition.number(*idx)).collect();
            let others = others.join(", ");
            let only = |names: &[String], place: &str| {
                (!names.is_empty()).then(|| format!("chỉ {place} nêu: {}", names.join("; ")))
            };
            let said: Vec<String> = [only(only_in_whole, &number), only(only_in_parts, "các dòng kia")]
                .into_iter()
                .flatten()
                .collect();
            format!(
                "Ghi chú của {number} và của {others} không nêu cùng tên ({}): {why}.",
                said.join("; ")
            )
        }
        Breach::Dates { dates, from, to } => {
            let dates = dates.join(", ");
            let (from, to) = (from.to_vietnamese(), to.to_vietnamese());
            if finding.rows.is_empty() {
                format!("Ngày của báo cáo ({dates}) không phù hợp với ngày chốt số liệu của kỳ ({to}): {why}.")
            } else {
                let numbers: Vec<String> = finding.rows.iter().map(|idx| edition.number(*idx)).collect();
                let numbers = numbers.join(", ");
                format!("Ghi chú của {numbers} nêu ngày {dates}, ngoài thời gian từ {from} đến {to}: {why}.")
            }
        }
        Breach::Same { value } => {
            let numbers: Vec<String> = finding.rows.iter().map(|idx| edition.number(*idx)).collect();
            let (count, numbers) = (numbers.len(), numbers.join(", "));
            format!("Số {} được ghi ở {count} dòng ({numbers}): {why}.", grouped(*value))
        }
    }
}

fn compared(
    edition: &Edition,
    check: &Check,
    sides: &[&Expression],
    (left, comparison, right): (Number, Comparison, Number),
    facts: &dyn Facts,
) -> String {
    let why = &check.why;
    let side = |place: usize, value: Number| {
        sides
            .get(place)
            .map_or_else(|| value.to_typed(), |side| side_name(edition, side, value, facts))
    };
    if sides.iter().any(|side| counts_answers(side)) {
        return format!("{}: {why}.", beside(edition, check, facts));
    }
    if let Some(Expression::Row(idx)) = sides.first().filter(|side| is_blank(side, facts)) {
        return format!("{} còn để trống: {why}.", edition.number(*idx));
    }
    // Two sides can be compared, but no difference told, where one of them is a state.
    let is_stated = |side: &&&Expression| matches!(side, Expression::Row(idx) if facts::figure(facts, *idx).is_none());
    if let Some(Expression::Row(idx)) = sides.first().filter(is_stated) {
        return format!("{}: {why}.", row_with_figure(edition, *idx, facts));
    }
    let (left_name, right_name) = (side(0, left), side(1, right));
    let gap = if sides.iter().any(|side| is_stated(&side)) {
        String::new()
    } else {
        gap(edition, sides, comparison, left, right)
    };
    format!("{left_name} {} {right_name}: {why}{gap}.", broken(comparison))
}

/// `1.234`, of a number that is no row's.
fn grouped(number: Number) -> String {
    number.to_vietnamese(Expected::Whole)
}

fn is_blank(side: &Expression, facts: &dyn Facts) -> bool {
    matches!(side, Expression::Row(idx) if facts.operand(*idx) == Operand::Blank)
}

/// Whether the side only asks which rows are answered: then there are no two figures to name.
fn counts_answers(side: &Expression) -> bool {
    matches!(side, Expression::Call(Function::Answered | Function::Figures, _))
}

/// `1.3.1 (14) nhưng 1.3.2a (để trống)`: what made the check ask, and what it asked for.
fn beside(edition: &Edition, check: &Check, facts: &dyn Facts) -> String {
    let Some(rule) = check.relation() else {
        return String::new();
    };
    let rows = |chains: &[Chain]| -> Vec<RowIdx> { chains.iter().flat_map(Chain::rows).collect() };
    let asked_for = rows(&rule.conclusion);
    let names = |rows: Vec<RowIdx>| {
        let names: Vec<String> = rows
            .into_iter()
            .map(|idx| row_with_figure(edition, idx, facts))
            .collect();
        names.join(", ")
    };
    let mut made_it_ask = rows(&rule.premise);
    made_it_ask.retain(|idx| !asked_for.contains(idx));
    if made_it_ask.is_empty() {
        names(asked_for)
    } else {
        format!("{} nhưng {}", names(made_it_ask), names(asked_for))
    }
}

/// "Lỗi", "Cảnh báo".
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Lỗi",
        Severity::Warning => "Cảnh báo",
    }
}

/// "2 lỗi".
#[must_use]
pub fn errors(count: usize) -> Option<String> {
    (count > 0).then(|| format!("{count} lỗi"))
}

/// "1 cảnh báo".
#[must_use]
pub fn warnings(count: usize) -> Option<String> {
    (count > 0).then(|| format!("{count} cảnh báo"))
}

/// `2 lỗi · 1 cảnh báo`; none where there is nothing.
#[must_use]
pub fn counted(error_count: usize, warning_count: usize) -> Option<String> {
    let parts: Vec<String> = errors(error_count).into_iter().chain(warnings(warning_count)).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// What is said of the reason; nothing where none was given.
#[must_use]
pub fn reason(standing: &Standing) -> Option<String> {
    match standing {
        Standing::Open => None,
        Standing::Explained(text) => Some(format!("Đã giải trình: {text}")),
        Standing::Outdated(text) => Some(format!(
            "Giải trình trước không còn phù hợp vì số liệu đã thay đổi, đề nghị giải trình lại: {text}"
        )),
    }
}

/// What stands under the indicator: the sentence while it is open, with the reason that does not fit any more; the reason
/// alone once it is explained.
#[must_use]
pub fn at_row(level: Severity, sentence: &str, standing: &Standing) -> Vec<String> {
    let said = (!standing.is_settled()).then(|| format!("{}: {sentence}", severity(level)));
    said.into_iter().chain(reason(standing)).collect()
}

/// The number of the row at which a finding is shown.
#[must_use]
pub fn number(edition: &Edition, finding: &Finding) -> String {
    let first = finding.rows.first();
    first.map_or_else(|| HEADING.to_owned(), |idx| edition.number(*idx))
}

/// Where a finding stands that is of no row.
const HEADING: &str = "Phần đầu báo cáo";

/// Chooses the chapter.
pub const CHAPTER: &str = "Chương";
/// No chapter is chosen.
pub const ALL_CHAPTERS: &str = "Mọi chương";
/// Chooses the severity.
pub const SEVERITY: &str = "Mức";
/// No severity is chosen.
pub const ALL_SEVERITIES: &str = "Mọi mức";
/// Only errors.
pub const ONLY_ERRORS: &str = "Chỉ lỗi";
/// Only warnings.
pub const ONLY_WARNINGS: &str = "Chỉ cảnh báo";
/// Shows everything again.
pub const CLEAR_FILTER: &str = "Bỏ lọc";

/// What the filter hides.
#[must_use]
pub fn outside_filter(count: usize) -> Option<String> {
    (count > 0).then(|| format!("Còn {count} mục ngoài bộ lọc."))
}

/// Opens the field for a reason.
pub const EXPLAIN: &str = "Giải trình…";
/// Opens it where a reason was given.
pub const CHANGE: &str = "Sửa";
/// Keeps the reason.
pub const SAVE_REASON: &str = "Lưu giải trình";
/// Leaves the reason as it was.
pub const CANCEL: &str = "Bỏ qua";
/// How it is done by keyboard.
pub const REASON_KEYS: &str = "Ctrl+Enter để lưu, Esc để bỏ qua";
/// Said when a reason was kept.
pub const REASON_SAVED: &str = "Đã lưu giải trình.";
/// Said when a reason was taken away.
pub const REASON_GONE: &str = "Đã bỏ giải trình.";

/// The field's name.
#[must_use]
pub fn reason_name(number: &str) -> String {
    format!("Giải trình cho {number}")
}

/// The rows of a finding by name, for whoever looks for them.
#[must_use]
pub fn rows(edition: &Edition, finding: &Finding) -> String {
    let names: Vec<String> = finding.rows.iter().map(|idx| row_name(edition, *idx)).collect();
    names.join("; ")
}

fn broken(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "khác",
        Comparison::Different => "đúng bằng",
        Comparison::Below => "không nhỏ hơn",
        Comparison::AtMost => "lớn hơn",
        Comparison::Above => "không lớn hơn",
        Comparison::AtLeast => "nhỏ hơn",
    }
}

/// The difference, where there is one to speak of: that to a bound says nothing.
fn gap(edition: &Edition, sides: &[&Expression], comparison: Comparison, left: Number, right: Number) -> String {
    let is_bound = sides.iter().any(|side| matches!(side, Expression::Literal(_)));
    let gap = left
        .minus(right)
        .filter(|gap| !gap.is_zero() && comparison != Comparison::Different && !is_bound);
    let row = sides.iter().find_map(|side| edition.row(*side.rows().first()?));
    gap.zip(row).map_or_else(String::new, |(gap, row)| {
        format!(", lệch {}", figure(row, gap.magnitude()))
    })
}

fn row_with_figure(edition: &Edition, idx: RowIdx, facts: &dyn Facts) -> String {
    let number = edition.number(idx);
    match (edition.row(idx), facts.operand(idx)) {
        (Some(row), Operand::Figure(value)) => format!("{number} ({})", figure(row, value)),
        (_, Operand::None) => format!("{number} (không phát sinh)"),
        (_, Operand::NotOurs) => format!("{number} (không thuộc trách nhiệm)"),
        (_, _) => format!("{number} (để trống)"),
    }
}

/// A side of a comparison: a row with its figure, or an expression with its figures and what they give.
fn side_name(edition: &Edition, side: &Expression, value: Number, facts: &dyn Facts) -> String {
    let given = |side: &Expression| {
        let first = side.rows().first().and_then(|idx| edition.row(*idx));
        first.map_or_else(|| value.to_typed(), |row| figure(row, value))
    };
    let rows = || written(side, &InNumbers(edition)).unwrap_or_default();
    match side {
        Expression::Row(idx) => row_with_figure(edition, *idx, facts),
        Expression::Literal(number) => number.to_typed(),
        Expression::Call(Function::Typed, parts) if let [Expression::Row(idx)] = parts.as_slice() => {
            row_with_figure(edition, *idx, facts)
        }
        Expression::Call(Function::Before, _) => format!("{} ({})", rows(), given(side)),
        Expression::Binary(..) | Expression::Call(..) => {
            let figures = written(side, &InFigures { edition, facts }).unwrap_or_default();
            format!("{} ({figures} = {})", rows(), given(side))
        }
    }
}

struct InNumbers<'a>(&'a Edition);

impl Parts for InNumbers<'_> {
    fn row(&self, idx: RowIdx) -> Option<String> {
        Some(self.0.number(idx))
    }
}

#[cfg(test)]
mod tests {
    use super::{at_row, counted, outside_filter};
    use crate::model::check::Severity;
    use crate::rules::reason::Standing;

    #[test]
    fn counts() {
        assert_eq!(counted(2, 1).unwrap(), "2 lỗi · 1 cảnh báo");
        assert_eq!(counted(0, 1).unwrap(), "1 cảnh báo");
        assert_eq!(counted(0, 0), None);
        assert_eq!(outside_filter(3).unwrap(), "Còn 3 mục ngoài bộ lọc.");
        assert_eq!(outside_filter(0), None);
    }

    #[test]
    fn what_stands_at_the_row() {
        let lines = |standing: Standing| at_row(Severity::Error, "a lớn hơn b.", &standing);
        assert_eq!(lines(Standing::Open), ["Lỗi: a lớn hơn b."]);
        assert_eq!(lines(Standing::Explained("vì".to_owned())), ["Đã giải trình: vì"]);
        assert_eq!(
            lines(Standing::Outdated("vì".to_owned())),
            [
                "Lỗi: a lớn hơn b.",
                "Giải trình trước không còn phù hợp vì số liệu đã thay đổi, đề nghị giải trình lại: vì"
            ]
        );
    }
}
