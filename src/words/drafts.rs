//! The drafts on this machine: their list, what can be done with each, and how two of them differ.

use super::answer::mark_word_of;
use super::page::period_name;
use crate::model::answer::Entry;
use crate::model::edition::Edition;
use crate::model::period::Period;
use crate::model::report::Report;

/// The list's button and title.
pub const TITLE: &str = "Bản nháp";
/// Under the title.
pub const HINT: &str = "Các bản nháp chỉ nằm trên máy và trình duyệt này; ai dùng chung máy đều xem được.";
/// A new draft.
pub const NEW: &str = "Bản nháp mới";
/// All drafts in one file.
pub const BACKUP: &str = "Tải mọi bản nháp (một tệp)";
/// Opens a draft.
pub const OPEN: &str = "Mở";
/// This draft is open.
pub const IS_OPEN: &str = "đang mở";
/// Gives a name.
pub const RENAME: &str = "Đổi tên";
/// The field of a name.
pub const NAME: &str = "Tên bản nháp";
/// Keeps the name.
pub const SAVE_NAME: &str = "Lưu tên";
/// Makes the next period's draft.
pub const DUPLICATE: &str = "Lập cho kỳ sau";
/// Shows what differs from the open draft.
pub const COMPARE: &str = "So với bản đang mở";
/// Throws it away; it can be taken back.
pub const TRASH: &str = "Bỏ vào thùng rác";
/// The trash.
pub const TRASH_TITLE: &str = "Thùng rác";
/// Takes it back.
pub const RESTORE: &str = "Lấy lại";
/// Takes it off this machine.
pub const REMOVE: &str = "Xoá khỏi máy này…";
/// Two tabs wrote at once.
pub const PARALLEL: &str = "bản song song";
/// What cannot be read.
pub const ASIDE_TITLE: &str = "Bản lưu không đọc được";
/// What is done with them.
pub const ASIDE_HINT: &str = "Bị hỏng, do phiên bản mới hơn lưu, hoặc thuộc mẫu khác. Trang giữ nguyên, không xoá; tải về để nhờ người hỗ trợ xem.";
/// Gives one of them as it is.
pub const GIVE_RAW: &str = "Tải nguyên văn";
/// The list is empty.
pub const NONE: &str = "Chưa có bản nháp nào.";

/// The question before a draft leaves the machine.
pub const REMOVE_TITLE: &str = "Xoá bản nháp khỏi máy này";
/// How that goes.
pub const REMOVE_HINT: &str = "Tải bản nháp về, rồi chọn lại chính tệp vừa tải để trang kiểm tra. Chỉ khi tệp còn nguyên vẹn mới xoá được; sau đó không lấy lại được từ máy này.";
/// The first step.
pub const REMOVE_GIVE: &str = "1. Tải bản nháp về";
/// The second step.
pub const REMOVE_CHECK: &str = "2. Chọn tệp vừa tải";
/// The third step.
pub const REMOVE_NOW: &str = "3. Xoá khỏi máy này";
/// The file is whole.
pub const REMOVE_CHECKED: &str = "Tệp vừa chọn đúng là bản nháp này và còn nguyên vẹn.";
/// The file is another one.
pub const REMOVE_DIFFERS: &str =
    "Tệp vừa chọn không phải bản nháp này, hoặc không còn nguyên vẹn. Hãy tải lại rồi chọn lại tệp.";
/// Nothing is removed.
pub const CANCEL: &str = "Thôi";

/// What was open is not stored.
pub const NOT_STORED_TITLE: &str = "Chưa chuyển bản nháp";
/// Why not.
pub const NOT_STORED: &str = "Bản nháp đang mở chưa lưu được trên máy này. Hãy tải một bản về (Ctrl+S) trước; chuyển bây giờ là mất số liệu vừa nhập.";
/// Another tab was first, or the store failed.
pub const NOT_DONE_TITLE: &str = "Chưa làm được";
/// What to do.
pub const NOT_DONE: &str = "Bản nháp vừa được ghi ở thẻ khác, hoặc trình duyệt không cho ghi. Không có gì thay đổi; hãy mở lại danh sách rồi thử lại.";
/// A draft was thrown away.
pub const TRASHED_TITLE: &str = "Đã bỏ bản nháp vào thùng rác";
/// How to take it back.
pub const TRASHED: &str = "Lấy lại trong danh sách “Bản nháp”, phần “Thùng rác”.";
/// A draft was taken off the machine.
pub const REMOVED: &str = "Đã xoá bản nháp khỏi máy này";
/// A draft for the next period was made and opened.
pub const DUPLICATED: &str = "Đã lập bản nháp cho kỳ sau";
/// What it holds.
pub const DUPLICATED_HINT: &str = "Số liệu thời điểm của kỳ trước hiện mờ ở từng dòng và chưa tính là trả lời: bấm “Lấy số này” (Ctrl+Enter) nếu vẫn đúng, hoặc nhập số mới.";

/// The differences' title.
pub const COMPARE_TITLE: &str = "Hai bản khác nhau ở đâu";
/// Nothing differs.
pub const SAME: &str = "Hai bản giống hệt nhau.";
/// The open draft's column.
pub const HERE: &str = "Bản đang mở";
/// The other draft's column.
pub const THERE: &str = "Bản kia";
/// Takes what the other draft has.
pub const TAKE: &str = "Lấy của bản kia";

/// A figure of the period before, offered.
#[must_use]
pub fn offered(text: &str) -> String {
    format!("Kỳ trước: {text} (chưa xác nhận)")
}
/// Takes it.
pub const ACCEPT: &str = "Lấy số này";

/// Drafts out of a file.
#[must_use]
pub fn brought_in(new: usize, known: usize, unread: usize) -> Vec<String> {
    let parts = [
        (new, "bản nháp mới được thêm vào máy này"),
        (known, "bản nháp đã có sẵn"),
        (unread, "bản không đọc được, để nguyên trong tệp"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, what)| format!("{count} {what}.")).collect()
}
/// The title over that.
pub const BROUGHT_IN: &str = "Đã đọc tệp bản nháp";
/// Where they are.
pub const BROUGHT_IN_HINT: &str = "Mở chúng trong danh sách “Bản nháp”. Bản đang mở không thay đổi.";

/// The office and period of a draft: `Sở Nội vụ · Quý II năm 2023`.
#[must_use]
pub fn heading(edition: &Edition, office: &str, period: Option<&Period>) -> String {
    let office = if office.is_empty() {
        "Chưa chọn đơn vị"
    } else {
        office
    };
    let period = period.map_or_else(
        || "chưa chọn kỳ báo cáo".to_owned(),
        |period| period_name(&edition.periods, period),
    );
    format!("{office} · {period}")
}

/// What is told of a draft under its name.
#[must_use]
pub fn particulars(answered: usize, to_answer: usize, findings: usize, saved_at: &str) -> String {
    let findings = match findings {
        0 => "không còn mục cần xem lại".to_owned(),
        count => format!("{count} mục cần xem lại"),
    };
    format!(
        "{answered}/{to_answer} chỉ tiêu đã trả lời · {findings} · lưu lần cuối {}",
        moment(saved_at)
    )
}

/// `2026-11-24T10:42:07` as `10:42 24/11/2026`; another text as it is.
#[must_use]
pub fn moment(saved_at: &str) -> String {
    let parts = || {
        let (day, time) = saved_at.split_once('T')?;
        let mut day = day.split('-');
        let (year, month, day) = (day.next()?, day.next()?, day.next()?);
        Some(format!("{} {day}/{month}/{year}", time.get(..5)?))
    };
    parts().unwrap_or_else(|| saved_at.to_owned())
}

/// What stands in a row, for a comparison.
#[must_use]
pub fn stands(entry: &Entry, note: &str) -> String {
    let figure = match (entry.mark.and_then(mark_word_of), entry.typed.trim()) {
        (Some(word), "") => word.to_owned(),
        (Some(word), typed) => format!("{word} ({typed})"),
        (None, "") => "(trống)".to_owned(),
        (None, typed) => typed.to_owned(),
    };
    if note.trim().is_empty() {
        figure
    } else {
        format!("{figure} · ghi chú: {note}")
    }
}

/// The office, for a comparison.
#[must_use]
pub fn office(report: &Report) -> String {
    let office = &report.office;
    format!("{} {} {}", office.name, office.code, office.role)
        .trim()
        .to_owned()
}

/// The report's number and date, for a comparison.
#[must_use]
pub fn document(report: &Report) -> String {
    format!("{} {}", report.document.number, report.document.date)
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::{moment, particulars, stands};
    use crate::model::answer::{Entry, Mark};

    #[test]
    fn what_is_told() {
        assert_eq!(moment("2026-11-24T10:42:07"), "10:42 24/11/2026");
        assert_eq!(moment("?"), "?");
        assert_eq!(
            particulars(3, 20, 1, "2026-11-24T10:42:07"),
            "3/20 chỉ tiêu đã trả lời · 1 mục cần xem lại · lưu lần cuối 10:42 24/11/2026"
        );
        let marked = Entry {
            mark: Some(Mark::None),
            ..Entry::typed("14")
        };
        assert_eq!(stands(&marked, ""), "Không phát sinh (14)");
        assert_eq!(stands(&Entry::default(), "xem sau"), "(trống) · ghi chú: xem sau");
    }
}
