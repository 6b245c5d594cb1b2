//! The page's own texts: names of its parts and buttons, short sentences. Those about answers are in [`super::answer`],
//! those about calculations in [`super::calculation`], the help's in [`super::help`].

use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
use crate::model::period::{Period, PeriodKind};

/// The page's name.
pub const NAME: &str = "Phụ Lục";

// Top bar.

/// The link that keyboards meet first.
pub const SKIP_TO_SHEET: &str = "Tới biểu số liệu";
/// The bar, for those who hear it.
pub const BAR: &str = "Báo cáo và tệp";
/// Stands where no office was chosen.
pub const NO_OFFICE: &str = "Chưa chọn đơn vị";
/// Asks for a file of ours.
pub const OPEN: &str = "Mở tệp…";
/// Prints.
pub const PRINT: &str = "In";
/// Opens the list of files that can be given.
pub const GIVE: &str = "Tải báo cáo";
/// The help's button.
pub const HELP: &str = "Trợ giúp";
/// The report file.
pub const GIVE_JSON: &str = "Tệp báo cáo (JSON)";
/// What it is for.
pub const GIVE_JSON_HINT: &str = "Để gửi đi và mở lại tại đây · Ctrl+S";
/// The data dialect.
pub const GIVE_CSV: &str = "Bảng dữ liệu (CSV)";
/// What it is for.
pub const GIVE_CSV_HINT: &str = "Cho phần mềm: dấu phẩy, số theo kiểu 1234.5";
/// The Excel dialect.
pub const GIVE_EXCEL: &str = "Bảng cho Excel (CSV)";
/// What it is for.
pub const GIVE_EXCEL_HINT: &str = "Bấm đúp để mở bằng Excel tiếng Việt";
/// Nothing is open.
pub const ALL_ANSWERED: &str = "Mọi chỉ tiêu của đơn vị đã có trả lời.";

/// What is still open, beside the buttons that give the report.
#[must_use]
pub fn still_open(unread: usize, ambiguous: usize, unanswered: usize, findings: usize) -> Vec<String> {
    [
        (unread, "dòng chưa đọc được thành số"),
        (ambiguous, "dòng chờ chọn cách đọc"),
        (unanswered, "chỉ tiêu chưa trả lời"),
        (findings, "lỗi hoặc cảnh báo chưa sửa hay giải trình"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("Còn {count} {what}"))
    .collect()
}

// Save status.

/// A change is not yet in the durable store.
pub const SAVING: &str = "Đang lưu…";
/// Nothing was typed.
pub const UNTOUCHED: &str = "Chưa có thay đổi";
/// Local storage failed, IndexedDB holds.
pub const SAVE_FAULT_QUICK: &str = "Một trong hai nơi lưu trên máy không ghi được (có thể đã đầy); bản nháp vẫn được lưu ở nơi kia. Bấm Ctrl+S để giữ một bản cho chắc chắn.";
/// IndexedDB failed, local storage holds.
pub const SAVE_FAULT_DURABLE: &str = "Nơi lưu chính trên máy không ghi được; bản nháp chỉ còn ở nơi lưu tạm, có thể mất khi máy tắt đột ngột. Bấm Ctrl+S để giữ một bản ngay.";
/// Both failed.
pub const SAVE_FAULT_BOTH: &str =
    "Trình duyệt không cho lưu trên máy này: đóng trang là mất số liệu. Tải một bản về ngay.";
/// Both failed for want of room.
pub const SAVE_FAULT_FULL: &str =
    "Chỗ lưu của trình duyệt đã đầy: đóng trang là mất số liệu vừa nhập. Tải một bản về ngay.";
/// Another tab saves.
pub const WATCHES: &str = "Chỉ xem";
/// A later version of the page has written the draft.
pub const SAVE_FAULT_OUTDATED: &str =
    "Trang này cũ hơn bản đã lưu nên không ghi nữa. Tải một bản về, rồi tải lại trang.";
/// The page was opened so that it touches no store.
pub const SAVE_FAULT_UNKEPT: &str = "Chế độ an toàn: không lưu gì trên máy này. Tải một bản về để giữ số liệu.";
/// The failure in one word.
pub const NOT_SAVED: &str = "Chưa lưu được";
/// The failure where one store holds.
pub const HALF_SAVED: &str = "Chỉ lưu được một nơi";

/// Both stores hold everything since this time of day.
#[must_use]
pub fn saved_at(time: &str) -> String {
    format!("Đã lưu trên máy này lúc {time}")
}

// Search.

/// The search field.
pub const SEARCH: &str = "Tìm STT hoặc chỉ tiêu";
/// The list of what was found.
pub const SEARCH_RESULTS: &str = "Kết quả tìm";
/// Nothing was found.
pub const NOTHING_FOUND: &str = "Không có chỉ tiêu nào khớp";

/// How many were found, for those who hear it.
#[must_use]
pub fn found_count(count: usize) -> String {
    format!("{count} chỉ tiêu khớp")
}

// Contents.

/// The list of chapters.
pub const CONTENTS: &str = "Nội dung";

/// "18 trên 21 chỉ tiêu đã trả lời"
#[must_use]
pub fn progress(answered: usize, to_answer: usize) -> String {
    format!("{answered} trên {to_answer} chỉ tiêu đã trả lời")
}

/// What follows the big count.
#[must_use]
pub fn of_all(to_answer: usize) -> String {
    format!("/ {to_answer} chỉ tiêu đã trả lời")
}

/// Nothing stands in the way of sending the report.
pub const READY: &str = "Sẵn sàng gửi";

/// Office or role was not chosen.
pub const NEEDS_OFFICE: &str = "Chọn đơn vị và vai trò ở đầu biểu để biết chỉ tiêu phải trả lời";

/// What a report still waits for: `Còn 20 chỉ tiêu chưa trả lời, 3 mục cần xem lại`.
#[must_use]
pub fn missing(unanswered: usize, to_review: usize, needs_period: bool) -> String {
    let parts = [(unanswered, "chỉ tiêu chưa trả lời"), (to_review, "mục cần xem lại")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    match (parts.is_empty(), needs_period) {
        (true, _) => "Chưa chọn kỳ báo cáo".to_owned(),
        (false, true) => format!("Chưa chọn kỳ báo cáo; còn {}", parts.join(", ")),
        (false, false) => format!("Còn {}", parts.join(", ")),
    }
}

// Review.

/// The list of rows that need another look.
pub const REVIEW: &str = "Cần xem lại";
/// Closes it where it lies over the page.
pub const CLOSE: &str = "Đóng";
/// Nothing needs a look.
pub const NOTHING_TO_REVIEW: &str = "Không có mục nào phải xem lại.";
/// Every row of the office is answered.
pub const DONE: &str = "Mọi chỉ tiêu đã được trả lời";

/// Over the list of rows without an answer.
#[must_use]
pub fn still_to_do(count: usize) -> String {
    format!("Còn {count} chỉ tiêu chưa trả lời")
}
/// Jumps to the row.
pub const GO_THERE: &str = "Đi tới";
/// Said where a row waits for its reading.
pub const WAITS_FOR_READING: &str = "Hai cách đọc, chưa chọn";
/// Said where a row's text is no figure.
pub const NO_FIGURE: &str = "Chưa đọc được thành số";

// Heading block.

/// The form's heading.
pub const HEADING: &str = "Phần đầu biểu";
/// The field.
pub const OFFICE: &str = "Đơn vị báo cáo";
/// The field.
pub const ROLE: &str = "Vai trò";
/// Nothing was chosen yet.
pub const CHOOSE_OFFICE: &str = "chọn đơn vị";
/// Nothing was chosen yet.
pub const CHOOSE_ROLE: &str = "chọn vai trò";
/// Nothing was chosen yet.
pub const CHOOSE_PERIOD: &str = "chọn kỳ báo cáo";
/// An office that the list does not have.
pub const OTHER_OFFICE: &str = "Đơn vị khác…";
/// Its name.
pub const OTHER_NAME: &str = "Tên đơn vị";
/// Its code.
pub const OTHER_CODE: &str = "Mã đơn vị";
/// Why a code.
pub const OTHER_CODE_HINT: &str =
    "Chữ in hoa không dấu và chữ số, như STNMT; dùng đặt tên tệp và để nơi tổng hợp nhận ra đơn vị.";
/// The code is none.
pub const OTHER_CODE_FAULT: &str = "Mã chưa dùng được: chỉ chữ in hoa không dấu và chữ số, không có khoảng trống.";
/// The field.
pub const PERIOD: &str = "Kỳ báo cáo";
/// The field.
pub const DOCUMENT_NUMBER: &str = "Số báo cáo";
/// The field.
pub const DOCUMENT_DATE: &str = "Ngày báo cáo";
/// What an empty blank shows.
pub const BLANK: &str = "…";
/// How a date is written.
pub const DATE_FORM: &str = "ngày/tháng/năm";

/// The period as the title prints it.
#[must_use]
pub fn period_name(kinds: &[PeriodKind], period: &Period) -> String {
    match kinds.iter().find(|kind| kind.code == period.kind()) {
        // "Quý II năm 2023", but "6 tháng đầu năm 2023".
        Some(kind) if !kind.code.is_empty() && !kind.name.ends_with(" năm") => {
            format!("{} năm {}", kind.name, period.year())
        }
        Some(kind) => format!("{} {}", kind.name, period.year()),
        None => period.code(),
    }
}

/// Which days count and when the report is due.
#[must_use]
pub fn cut_off(kinds: &[PeriodKind], period: &Period) -> Option<String> {
    let kind = kinds.iter().find(|kind| kind.code == period.kind())?;
    let from = kind.from.in_year(period.year())?.to_vietnamese();
    let to = kind.to.in_year(period.year())?.to_vietnamese();
    Some(format!(
        "Số liệu từ {from} đến {to} · gửi trong {} ngày làm việc sau ngày chốt",
        kind.due_working_days
    ))
}

/// The year's group among the periods.
#[must_use]
pub fn year_group(year: u16) -> String {
    format!("Năm {year}")
}

// Rows.

/// Before a dashed row's text.
pub const DASH: &str = "– ";
/// Over the last column.
pub const AGENCY_AND_NOTE: &str = "Cơ quan thực hiện · ghi chú";
/// The office's own remark.
pub const NOTE: &str = "Ghi chú";
/// How we read what the print gets wrong.
pub const READING: &str = "Cách đọc";
/// The unit is our reading.
pub const UNIT_IS_READING: &str = "Bản in không ghi đơn vị tính";
/// The formula, told on demand.
pub const FORMULA: &str = "Cách tính";

/// A row's name for its controls: number, indicator, unit.
#[must_use]
pub fn answer_name(edition: &Edition, idx: RowIdx, row: &Row) -> String {
    let unit = row.unit_meant();
    let comma = if unit.is_empty() { "" } else { ", " };
    format!("{} {}{comma}{unit}", edition.number(idx), row.full_label())
}

/// The name of a row's note.
#[must_use]
pub fn note_name(edition: &Edition, idx: RowIdx) -> String {
    format!("{NOTE} dòng {}", edition.number(idx))
}

/// The printed agency text in one quiet piece: its dashes as middle dots.
#[must_use]
pub fn agency(text: &str) -> String {
    text.strip_prefix("- ").unwrap_or(text).replace("; - ", " · ")
}

// Files.

/// Asks whether the file may take the place of what is there.
#[must_use]
pub fn replace_title(file_name: &str) -> String {
    format!("Mở “{file_name}”?")
}

/// It may.
pub const REPLACE: &str = "Thay bằng tệp này";
/// It may not.
pub const KEEP: &str = "Giữ số liệu đang nhập";
/// Takes back the opening of a file.
pub const UNDO_OPEN: &str = "Hoàn tác";
/// Where a file is dropped.
pub const DROP_HERE: &str = "Thả tệp báo cáo hoặc bảng số liệu (Excel, Word, CSV) để mở";

#[cfg(test)]
mod tests {
    use super::{agency, cut_off, missing, period_name};
    use crate::editions;
    use crate::model::period::Period;

    #[test]
    fn periods() {
        let kinds = editions::read(editions::BUILT_IN[0]).unwrap().periods;
        let name = |code: &str| period_name(&kinds, &Period::parse(code, &kinds).unwrap());
        assert_eq!(name("2023-Q2"), "Quý II năm 2023");
        assert_eq!(name("2023"), "Năm 2023");
        assert_eq!(
            cut_off(&kinds, &Period::parse("2023-Q1", &kinds).unwrap()).unwrap(),
            "Số liệu từ 15/12/2022 đến 14/03/2023 · gửi trong 2 ngày làm việc sau ngày chốt"
        );
    }

    #[test]
    fn what_is_missing() {
        assert_eq!(missing(20, 3, false), "Còn 20 chỉ tiêu chưa trả lời, 3 mục cần xem lại");
        assert_eq!(missing(0, 3, false), "Còn 3 mục cần xem lại");
        assert_eq!(
            missing(20, 0, true),
            "Chưa chọn kỳ báo cáo; còn 20 chỉ tiêu chưa trả lời"
        );
        assert_eq!(missing(0, 0, true), "Chưa chọn kỳ báo cáo");
    }

    #[test]
    fn agency_texts() {
        assert_eq!(agency("- A báo cáo; - B báo cáo"), "A báo cáo · B báo cáo");
        assert_eq!(agency("Sở Nội vụ báo cáo"), "Sở Nội vụ báo cáo");
    }
}
