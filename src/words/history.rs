//! What was changed, undone, and done again, in words.

use super::drafts::{document, moment, office, stands};
use super::page::{DOCUMENT_NUMBER, OFFICE, PERIOD, period_name};
use crate::base::fold::lower_case;
use crate::model::change::{Change, Value};
use crate::model::edition::Edition;
use crate::model::period::Period;
use crate::model::report::Report;

/// The list's button and title.
pub const TITLE: &str = "Lịch sử";
/// Takes back the last change.
pub const UNDO: &str = "Hoàn tác";
/// Does it again.
pub const REDO: &str = "Làm lại";
/// Changes of all rows.
pub const ALL_ROWS: &str = "Mọi thay đổi";
/// Nothing was changed.
pub const NONE: &str = "Chưa có thay đổi nào.";
/// There is nothing to take back.
pub const NOTHING_TO_UNDO: &str = "Không còn thay đổi nào để hoàn tác.";
/// There is nothing to do again.
pub const NOTHING_TO_REDO: &str = "Không có thay đổi nào để làm lại.";
/// The column of time.
pub const WHEN: &str = "Lúc";
/// The column of the field.
pub const WHERE: &str = "Ở đâu";
/// The column of what stood there.
pub const OLD: &str = "Cũ";
/// The column of what stands there.
pub const NEW: &str = "Mới";
/// The named versions.
pub const VERSIONS: &str = "Phiên bản đã đặt tên";
/// The field of a version's name.
pub const VERSION_NAME: &str = "Tên phiên bản";
/// Keeps the report as it stands under a name.
pub const SAVE_VERSION: &str = "Lưu phiên bản";
/// Goes back to it.
pub const GO_BACK: &str = "Trở lại phiên bản này";
/// It was gone back to.
pub const WENT_BACK: &str = "Đã trở lại phiên bản đã chọn";
/// How that can be taken back.
pub const WENT_BACK_HINT: &str = "Bấm Ctrl+Z để lấy lại số liệu trước đó.";
/// A version could not be kept.
pub const VERSION_NOT_SAVED: &str = "Chưa lưu được phiên bản: trình duyệt không cho ghi. Hãy tải một bản về.";

/// Only the changes of this row.
#[must_use]
pub fn of_row(number: &str) -> String {
    format!("Chỉ xem dòng {number}")
}

/// A version with its time.
#[must_use]
pub fn version(name: &str, at: &str) -> String {
    format!("{name} · {}", moment(at))
}

/// The time, the field, what stood there, and what stands there.
#[must_use]
pub fn told(edition: &Edition, change: &Change) -> [String; 4] {
    [
        moment(&change.at),
        place(edition, &change.before),
        side(edition, &change.before),
        side(edition, &change.after),
    ]
}

/// `Hoàn tác dòng 1.1: “15” thành “14”`.
#[must_use]
pub fn undone(edition: &Edition, change: &Change) -> String {
    said(edition, UNDO, &change.after, &change.before)
}

/// `Làm lại dòng 1.1: “14” thành “15”`.
#[must_use]
pub fn redone(edition: &Edition, change: &Change) -> String {
    said(edition, REDO, &change.before, &change.after)
}

fn said(edition: &Edition, what: &str, from: &Value, to: &Value) -> String {
    let place = place(edition, from);
    if let (Value::Whole(from), Value::Whole(to)) = (from, to) {
        let changed = edition.indexed().filter(|(idx, _)| from.differs_in(to, *idx)).count();
        return format!("{what} {place}: {changed} dòng thay đổi");
    }
    format!(
        "{what} {place}: “{}” thành “{}”",
        side(edition, from),
        side(edition, to)
    )
}

fn place(edition: &Edition, value: &Value) -> String {
    match value {
        Value::Office(_) => lower_case(OFFICE),
        Value::Period(_) => lower_case(PERIOD),
        Value::Document(_) => lower_case(DOCUMENT_NUMBER),
        Value::Reasons(_) => "giải trình".to_owned(),
        Value::Earlier(_) => "báo cáo kỳ trước để đối chiếu".to_owned(),
        Value::Row(idx, ..) => format!("dòng {}", edition.number(*idx)),
        Value::Whole(_) => "toàn bộ số liệu".to_owned(),
    }
}

fn side(edition: &Edition, value: &Value) -> String {
    let blank = Report::default();
    let with = |change: &dyn Fn(&mut Report)| {
        let mut report = blank.clone();
        change(&mut report);
        report
    };
    let named = |period: &Period| period_name(&edition.periods, period);
    let text = match value {
        Value::Office(value) => office(&with(&|report| report.office = value.clone())),
        Value::Document(value) => document(&with(&|report| report.document = value.clone())),
        Value::Period(period) => period.as_ref().map_or_else(String::new, named),
        Value::Earlier(earlier) => earlier
            .as_ref()
            .map_or_else(String::new, |earlier| named(&earlier.period)),
        Value::Reasons(reasons) => {
            let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
            texts.join("; ")
        }
        Value::Row(_, entry, note) => stands(entry, note),
        Value::Whole(report) => {
            let filled = report.entries.iter().filter(|entry| !entry.is_blank()).count();
            format!("{filled} dòng có số liệu")
        }
    };
    if text.is_empty() { "(trống)".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{redone, undone};
    use crate::editions;
    use crate::model::answer::Entry;
    use crate::model::change::{Change, Value};

    #[test]
    fn what_is_undone_is_said() {
        let edition = editions::read(editions::BUILT_IN[0]).unwrap();
        let idx = edition.find("1.1").unwrap();
        let row = |text: &str| Value::Row(idx, Entry::typed(text), String::new());
        let change = Change {
            at: String::new(),
            before: row(""),
            after: row("14"),
        };
        assert_eq!(undone(&edition, &change), "Hoàn tác dòng 1.1: “14” thành “(trống)”");
        assert_eq!(redone(&edition, &change), "Làm lại dòng 1.1: “(trống)” thành “14”");
    }
}
