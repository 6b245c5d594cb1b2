//! What is said of files that are opened and given: what is wrong, where, and what to do.

use super::finding::counted;
use super::row::row_name;
use crate::exchange::problem::{MAX_FILE_BYTES, ReadError, ReadProblem, ReadProblemKind};
use crate::model::answer::RowState;
use crate::model::check::Severity;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::report::Report;
use crate::rules::facts::WholeFacts;
use crate::rules::reason::open;
use crate::rules::whole::meaning;

/// The title over a refusal.
#[must_use]
pub fn refused_title(file_name: &str) -> String {
    format!("Không mở được tệp “{file_name}”")
}

/// What follows every refusal.
pub const NOTHING_CHANGED: &str = "Số liệu đang nhập không thay đổi.";

/// The file could not be read from its disk.
pub const UNREADABLE: &str = "Trình duyệt không đọc được tệp: tệp đã bị di chuyển, đang bị khoá hoặc là một thư mục. Hãy chép tệp về máy rồi mở lại.";

/// Why a file is refused, and what to do.
#[must_use]
pub fn read_error(error: &ReadError) -> String {
    match error {
        ReadError::Empty => "Tệp không có nội dung. Hãy đề nghị đơn vị gửi lại tệp.".to_owned(),
        ReadError::TooLarge => format!(
            "Tệp lớn hơn {} MB, trong khi tệp báo cáo chỉ khoảng 0,1 MB. Hãy kiểm tra lại đã chọn đúng tệp hay chưa; nếu tệp có ảnh, hãy bỏ ảnh rồi lưu lại, hoặc chép bảng rồi dán vào trang.",
            MAX_FILE_BYTES / 1_048_576
        ),
        ReadError::NotUtf8 => {
            "Tệp không ở bảng mã UTF-8. Hãy mở tệp gốc do trang này tải về, không qua phần mềm khác.".to_owned()
        }
        ReadError::NotOurs => {
            "Đây không phải tệp JSON hoặc CSV do trang này tải về. Hãy chọn tệp có tên dạng CCHC_2023-Q2_….json hoặc .csv.".to_owned()
        }
        ReadError::CutShort => "Tệp bị cắt mất phần cuối, có thể do sao chép chưa xong. Hãy chép hoặc tải lại tệp.".to_owned(),
        ReadError::Syntax { line: 0, .. } => "Nội dung tệp bị hỏng. Hãy tải lại tệp từ nơi gửi.".to_owned(),
        ReadError::Syntax { line, column } => {
            format!("Nội dung tệp bị hỏng ở dòng {line}, ký tự thứ {column}. Hãy tải lại tệp từ nơi gửi.")
        }
        ReadError::DuplicateKey(key) => {
            format!("Trong tệp, mục “{}” xuất hiện hai lần, không rõ nội dung nào đúng. Hãy đề nghị đơn vị gửi lại tệp.", shown(key))
        }
        ReadError::TooDeep => "Cấu trúc tệp lồng quá nhiều cấp, không phải tệp báo cáo. Hãy kiểm tra lại đã chọn đúng tệp.".to_owned(),
        ReadError::NewerVersion { found } => format!(
            "Tệp do phiên bản mới hơn tạo ra (định dạng {}). Hãy dùng bản mới nhất của trang này để mở.",
            shown(found)
        ),
        ReadError::OtherEdition { found } => {
            format!("Tệp lập theo mẫu khác (“{}”). Hãy mở tệp bằng trang có mẫu đó.", shown(found))
        }
        ReadError::WrongShape { key } => {
            format!("Tệp thiếu hoặc sai mục “{}”. Hãy đề nghị đơn vị tải lại tệp từ trang này.", shown(key))
        }
        ReadError::SeveralReports => {
            "Tệp chứa báo cáo của nhiều đơn vị hoặc nhiều kỳ. Hãy mở từng tệp của từng đơn vị.".to_owned()
        }
    }
}

/// A text out of a file, short enough for a sentence.
fn shown(text: &str) -> String {
    let short: String = text.chars().filter(|letter| !letter.is_control()).take(60).collect();
    if short.len() < text.len() {
        format!("{short}…")
    } else {
        short
    }
}

/// How many files that were not read are named.
const NAMED: usize = 3;

/// Several files were brought at once: the first is read, these are not.
#[must_use]
pub fn one_at_a_time(unread: &[String]) -> String {
    let named = unread.iter().take(NAMED).map(|name| format!("“{}”", shown(name)));
    let named = named.collect::<Vec<_>>().join(", ");
    let others = match unread.len().saturating_sub(NAMED) {
        0 => String::new(),
        count => format!(" và {count} tệp khác"),
    };
    format!("Mỗi lần đọc một tệp. Chưa đọc: {named}{others}.")
}

/// What was noticed in a file that was opened.
#[must_use]
pub fn read_problem(edition: &Edition, problem: &ReadProblem) -> String {
    let said = match &problem.kind {
        ReadProblemKind::DigestBroken => {
            "Mã kiểm tra không khớp: tệp đã bị sửa sau khi tải về. Hãy đối chiếu với bản giấy hoặc hỏi lại nơi gửi."
                .to_owned()
        }
        ReadProblemKind::DigestMissing => "Tệp không có mã kiểm tra: không thể biết tệp đã bị sửa hay chưa.".to_owned(),
        ReadProblemKind::UnknownOffice(code) => {
            format!(
                "Đơn vị hoặc vai trò “{}” không có trong danh mục của mẫu. Hãy kiểm tra đơn vị và vai trò ở đầu biểu.",
                shown(code)
            )
        }
        ReadProblemKind::UnknownPeriod(code) => {
            format!(
                "Kỳ báo cáo “{}” không có trong mẫu. Hãy chọn lại kỳ ở đầu biểu.",
                shown(code)
            )
        }
        ReadProblemKind::UnknownRow(id) => {
            format!(
                "Dòng “{}” không có trong mẫu; nội dung được giữ nguyên khi tải lại tệp JSON.",
                shown(id)
            )
        }
        ReadProblemKind::RepeatedRow => "xuất hiện hai lần trong tệp; đã lấy lần thứ nhất.".to_owned(),
        ReadProblemKind::MissingRow => "không có trong tệp; để trống.".to_owned(),
        ReadProblemKind::BrokenRow => "ghi không đúng định dạng trong tệp; để trống, hãy nhập lại.".to_owned(),
        ReadProblemKind::ValueDiffers { file } => {
            format!(
                "tệp ghi “{}”, không khớp với nội dung đã gõ trong tệp; đã lấy nội dung đã gõ.",
                shown(file)
            )
        }
        ReadProblemKind::CalculatedDiffers { file, here } => {
            let here = here.map_or_else(
                || "không tính được".to_owned(),
                |number| format!("tính lại được {}", number.to_typed()),
            );
            format!("tệp ghi kết quả tính {}, nay {here}.", shown(&file.replace('.', ",")))
        }
        ReadProblemKind::TextLost => {
            "chưa đọc được ở nơi gửi, và tệp CSV không mang theo chữ đã gõ; hãy nhập lại.".to_owned()
        }
    };
    problem
        .row
        .map_or(said.clone(), |row| format!("{}: {said}", row_name(edition, row)))
}

/// One report in one line: who, when, and how much.
#[must_use]
pub fn report_line(edition: &Edition, report: &Report) -> String {
    let office = match (report.office.name.as_str(), report.office.code.as_str()) {
        ("", "") => "chưa chọn đơn vị",
        ("", code) => code,
        (name, _) => name,
    };
    let meaning = meaning(edition, report);
    let count = edition
        .indexed()
        .filter(|(idx, _)| meaning.state(edition, *idx) == RowState::Figure)
        .count();
    format!("{office}, {}, {count} số liệu đã nhập", period_name(edition, report))
}

/// "Quý II năm 2023".
#[must_use]
pub fn period_name(edition: &Edition, report: &Report) -> String {
    let Some(period) = &report.period else {
        return "chưa chọn kỳ".to_owned();
    };
    super::page::period_name(&edition.periods, period)
}

/// Asks before a file takes the place of what is there.
#[must_use]
pub fn replace_question(edition: &Edition, here: &Report, file: &Report) -> String {
    format!(
        "Tệp: {}. Đang nhập: {}. Mở tệp sẽ thay toàn bộ nội dung đang nhập; có thể hoàn tác.",
        report_line(edition, file),
        report_line(edition, here)
    )
}

/// Said when a file was opened.
#[must_use]
pub fn opened_title(file_name: &str) -> String {
    format!("Đã mở tệp “{file_name}”")
}

/// Said when a file was given: the page cannot know whether it was kept.
#[must_use]
pub fn given_title(file_name: &str) -> String {
    format!("Đã yêu cầu trình duyệt tải “{file_name}”")
}

/// Where a given file is looked for.
pub const GIVEN_HINT: &str = "Tệp thường nằm trong thư mục Tải xuống (Downloads). Hãy kiểm tra tệp trước khi gửi.";

/// The browser refused to give a file.
pub const NOT_GIVEN: &str = "Trình duyệt không cho tải tệp. Hãy thử lại, hoặc dùng trình duyệt khác trên máy này.";

/// What in a report is still open, one line each; empty where all is answered.
#[must_use]
pub fn open_lines(edition: &Edition, report: &Report, is_ours: impl Fn(RowIdx) -> bool) -> Vec<String> {
    let facts = WholeFacts::of(edition, report);
    let count = |wanted: RowState, only_ours: bool| {
        edition
            .indexed()
            .filter(|(idx, _)| facts.meaning.state(edition, *idx) == wanted && (!only_ours || is_ours(*idx)))
            .count()
    };
    let mut lines: Vec<String> = [
        (
            count(RowState::Unread, false),
            "dòng có nội dung chưa đọc được thành số; tệp ghi nguyên văn, không ghi thành số liệu",
        ),
        (
            count(RowState::Ambiguous, false),
            "dòng có hai cách đọc, chưa chọn; tệp không ghi thành số liệu",
        ),
        (
            count(RowState::Unanswered, true),
            "dòng thuộc trách nhiệm của đơn vị chưa trả lời",
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("Còn {count} {what}."))
    .collect();
    let open = open(&facts);
    let errors = open.iter().filter(|one| one.severity == Severity::Error).count();
    let warnings = open.len().saturating_sub(errors);
    lines.extend(counted(errors, warnings).map(|count| format!("Còn {count} chưa sửa hoặc giải trình.")));
    lines
}

/// The file, or the table, was undone.
pub const UNDONE: &str = "Đã trở lại nội dung trước khi mở tệp hoặc đưa bảng vào.";

#[cfg(test)]
mod tests {
    use super::one_at_a_time;

    #[test]
    fn files_that_are_not_read_are_named_within_bounds() {
        let said = |names: &[&str]| one_at_a_time(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            said(&["b.csv", "c.xlsx"]),
            "Mỗi lần đọc một tệp. Chưa đọc: “b.csv”, “c.xlsx”."
        );
        assert_eq!(
            said(&["b", "c", "d", "e"]),
            "Mỗi lần đọc một tệp. Chưa đọc: “b”, “c”, “d” và 1 tệp khác."
        );
        let long = "ố".repeat(250);
        assert!(said(&[long.as_str(); 200]).chars().count() < 260);
    }
}
