//! What a finding says: one sentence that an official would write, with rows, figures, and the difference.

use super::calculation::{Parts, figure, written};
use super::row::row_name;
use crate::model::calculation::{Expression, Function};
use crate::model::check::{Check, Severity};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::relation::{Chain, Comparison};
use crate::rules::finding::{Breach, Finding};
use crate::rules::reason::Standing;
use crate::rules::whole::Meaning;

/// The sentence: `3.4.1c (177.190) lớn hơn 3.4.1b (171.544): …, lệch 5.646.`
#[must_use]
pub fn finding(edition: &Edition, finding: &Finding, read: &impl Fn(RowIdx) -> Option<Number>) -> String {
    let Some(check) = edition.checks.get(finding.check) else {
        return String::new();
    };
    match &finding.breach {
        Breach::Compared {
            chain,
            step,
            comparison,
            left,
            right,
        } => {
            let sides: Vec<&Expression> = check
                .rule
                .conclusion
                .get(*chain)
                .map(|chain| chain.sides().skip(*step).take(2).collect())
                .unwrap_or_default();
            let side = |place: usize, value: Number| {
                sides
                    .get(place)
                    .map_or_else(|| value.to_typed(), |side| side_name(edition, side, value, read))
            };
            if sides.iter().any(|side| counts_answers(side)) {
                return format!("{}: {}.", beside(edition, check, read), check.why);
            }
            if let Some(Expression::Row(idx)) = sides.first().filter(|side| is_blank(side, read)) {
                return format!("{} còn để trống: {}.", edition.number(*idx), check.why);
            }
            let (left_name, right_name) = (side(0, *left), side(1, *right));
            let gap = gap(edition, &sides, *comparison, *left, *right);
            format!("{left_name} {} {right_name}: {}{gap}.", broken(*comparison), check.why)
        }
        Breach::ZeroDivisor { divisor } => {
            let first = finding.rows.first().copied();
            let name = first.map_or_else(String::new, |idx| row_with_figure(edition, idx, read));
            let divisor: Vec<String> = divisor.iter().map(|idx| edition.number(*idx)).collect();
            format!(
                "{name} là tỷ lệ có mẫu số {} bằng 0: {}.",
                divisor.join(", "),
                check.why
            )
        }
    }
}

fn is_blank(side: &Expression, read: &impl Fn(RowIdx) -> Option<Number>) -> bool {
    matches!(side, Expression::Row(idx) if read(*idx).is_none())
}

/// Whether the side only asks which rows are answered: then there are no two figures to name.
fn counts_answers(side: &Expression) -> bool {
    matches!(side, Expression::Call(Function::Answered | Function::Figures, _))
}

/// `1.3.1 (14) nhưng 1.3.2a (để trống)`: what made the check ask, and what it asked for.
fn beside(edition: &Edition, check: &Check, read: &impl Fn(RowIdx) -> Option<Number>) -> String {
    let names = |chains: &[Chain]| {
        let names: Vec<String> = chains
            .iter()
            .flat_map(Chain::rows)
            .map(|idx| row_with_figure(edition, idx, read))
            .collect();
        names.join(", ")
    };
    match names(&check.rule.premise) {
        premise if premise.is_empty() => names(&check.rule.conclusion),
        premise => format!("{premise} nhưng {}", names(&check.rule.conclusion)),
    }
}

/// The sentence of a finding of a whole report, for its file.
#[must_use]
pub fn in_report(edition: &Edition, found: &Finding, meaning: &Meaning) -> String {
    finding(edition, found, &|idx| meaning.figure(idx))
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
        Standing::Outdated(text) => Some(format!("Giải trình trước đây đã cũ vì số liệu thay đổi: {text}")),
    }
}

/// What stands under the indicator: the sentence while it is open, with the reason that does not fit any more; the reason
/// alone once it is explained.
#[must_use]
pub fn at_row(level: Severity, sentence: &str, standing: &Standing) -> Vec<String> {
    let said = (!standing.is_settled()).then(|| format!("{}: {sentence}", severity(level)));
    said.into_iter().chain(reason(standing)).collect()
}

/// The numbers of a finding's rows; the first is where it is shown.
#[must_use]
pub fn numbers(edition: &Edition, finding: &Finding) -> (String, String) {
    const NAMED: usize = 4;
    let mut numbers = finding.rows.iter().map(|idx| edition.number(*idx));
    let first = numbers.next().unwrap_or_default();
    let others: Vec<String> = numbers.collect();
    let more = if others.len() > NAMED { ", …" } else { "" };
    let named: Vec<&str> = others.iter().take(NAMED).map(String::as_str).collect();
    (first, format!("{}{more}", named.join(", ")))
}

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

/// The difference, where there is one to speak of.
fn gap(edition: &Edition, sides: &[&Expression], comparison: Comparison, left: Number, right: Number) -> String {
    let gap = left
        .minus(right)
        .filter(|gap| !gap.is_zero() && comparison != Comparison::Different);
    let row = sides.iter().find_map(|side| edition.row(*side.rows().first()?));
    gap.zip(row).map_or_else(String::new, |(gap, row)| {
        format!(", lệch {}", figure(row, gap.magnitude()))
    })
}

fn row_with_figure(edition: &Edition, idx: RowIdx, read: &impl Fn(RowIdx) -> Option<Number>) -> String {
    let number = edition.number(idx);
    match (edition.row(idx), read(idx)) {
        (Some(row), Some(value)) => format!("{number} ({})", figure(row, value)),
        (_, _) => format!("{number} (để trống)"),
    }
}

/// A side of a comparison: a row with its figure, or an expression with its figures and what they give.
fn side_name(edition: &Edition, side: &Expression, value: Number, read: &impl Fn(RowIdx) -> Option<Number>) -> String {
    match side {
        Expression::Row(idx) => row_with_figure(edition, *idx, read),
        Expression::Literal(number) => number.to_typed(),
        Expression::Binary(..) | Expression::Call(..) => {
            let rows = written(side, &InNumbers(edition)).unwrap_or_default();
            let figures = written(side, &super::calculation::InFigures { edition, read }).unwrap_or_default();
            let given = side
                .rows()
                .first()
                .and_then(|idx| edition.row(*idx))
                .map_or_else(|| value.to_typed(), |row| figure(row, value));
            format!("{rows} ({figures} = {given})")
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
                "Giải trình trước đây đã cũ vì số liệu thay đổi: vì"
            ]
        );
    }
}
