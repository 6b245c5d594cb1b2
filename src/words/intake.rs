//! What is said while a table is taken in: what each cell would become, why, and what was put right on the way.

use super::answer;
use super::row::row_name;
use crate::exchange::intake::figure::How;
use crate::exchange::intake::plan::{Grade, Offer, Plan, Proposal, Target, Value, Why};
use crate::model::answer::{Answer, Entry, Mark};
use crate::model::edition::{Edition, RowKind};
use crate::model::id::RowIdx;
use crate::model::report::Report;

/// The place where a table is pasted.
pub const PASTE: &str = "Dán bảng";
/// What it is for.
pub const PASTE_NAME: &str = "Dán bảng số liệu từ Word, Excel hoặc văn bản";
/// The preview's title.
pub const PREVIEW: &str = "Xem trước khi đưa vào biểu";
/// The preview's table, for those who hear it.
pub const PREVIEW_TABLE: &str = "Từng ô tìm thấy và nơi sẽ đưa vào";
/// The heads of the preview.
pub const COLUMNS: [&str; 6] = [
    "Ô nguồn",
    "Dòng của biểu",
    "Đang có",
    "Đọc được",
    "Vì sao",
    "Quyết định",
];
/// Takes everything that is chosen.
pub const ACCEPT: &str = "Đưa vào biểu";
/// Leaves the report as it is.
pub const DISMISS: &str = "Không đưa vào";
/// Takes the source's figure wherever the report holds another.
pub const TAKE_ALL: &str = "Lấy mọi ô khác với số đang có";
/// What was put right.
pub const REPAIRED: &str = "Đã sửa khi đọc";
/// Leaves this one as it is.
pub const KEEP: &str = "Giữ nguyên";
/// Nothing stands there.
pub const NOTHING: &str = "(trống)";
/// Nothing could be found in what was pasted.
pub const NOT_FOUND_TITLE: &str = "Không tìm thấy số liệu của biểu trong nội dung vừa dán";
/// What to do then.
pub const NOT_FOUND: &str = "Hãy chép cả cột STT, cột chỉ tiêu và cột số liệu rồi dán lại; hoặc chép riêng một cột số liệu và dán vào ô đầu tiên cần điền.";
/// A source is past a bound.
pub const REFUSED_TITLE: &str = "Không đọc được nội dung vừa dán";

/// The note that keeps what stood in a figure's cell.
#[must_use]
pub fn from_figure(text: &str) -> String {
    format!("Ô số liệu ghi: “{text}”")
}

/// Over the buttons that take the figures of one column.
pub const SEVERAL_COLUMNS: &str = "Bảng có nhiều cột số liệu:";

/// Takes them.
#[must_use]
pub fn take_column(name: &str) -> String {
    format!("Lấy {name}")
}

/// What stands in the source: the figure, and its label where that is not the row's.
#[must_use]
pub fn source_text(proposal: &Proposal) -> String {
    match proposal.label.as_str() {
        "" => short(&proposal.text),
        label => format!("{} | {}", short(label), short(&proposal.text)),
    }
}

/// What a preview holds, in one line.
#[must_use]
pub fn summary(plan: &Plan) -> String {
    let count = |is_wanted: fn(Target) -> bool| {
        let targets = plan.proposals.iter().filter_map(|proposal| proposal.offers.first());
        targets.filter(|offer| is_wanted(offer.target)).count()
    };
    let conflicts = plan.proposals.iter().filter(|proposal| proposal.is_conflict).count();
    let parts = [
        (count(|target| matches!(target, Target::Figure(_))), "số liệu"),
        (count(|target| matches!(target, Target::Note(_))), "ghi chú"),
        (
            count(|target| !matches!(target, Target::Figure(_) | Target::Note(_))),
            "mục ở đầu biểu",
        ),
        (conflicts, "ô khác với số đang có"),
        (plan.count(Grade::Ambiguous), "ô cần chọn"),
        (plan.count(Grade::Rejected), "ô không đưa vào được"),
        (plan.count(Grade::Same), "ô đã có sẵn"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let found = format!("Tìm thấy {}.", parts.join(", "));
    let is_other = |proposal: &&Proposal| {
        let targets = proposal.offers.iter().map(|offer| offer.target);
        proposal.is_conflict
            && targets
                .into_iter()
                .any(|target| matches!(target, Target::Office | Target::Period))
    };
    if plan.proposals.iter().any(|proposal| is_other(&proposal)) {
        return format!("{OF_OTHERS} {found}");
    }
    found
}

/// Before everything else where a source is another office's, or of another period.
const OF_OTHERS: &str =
    "Chú ý: bảng này ghi đơn vị hoặc kỳ báo cáo khác với bản đang nhập. Hãy xem lại trước khi đưa vào.";

/// Where an offer goes.
#[must_use]
pub fn target(edition: &Edition, target: Target) -> String {
    match target {
        Target::Office => super::page::OFFICE.to_owned(),
        Target::Period => super::page::PERIOD.to_owned(),
        Target::DocumentNumber => super::page::DOCUMENT_NUMBER.to_owned(),
        Target::DocumentDate => super::page::DOCUMENT_DATE.to_owned(),
        Target::Figure(idx) => row_name(edition, idx),
        Target::Note(idx) => format!("{}, ghi chú", row_name(edition, idx)),
    }
}

/// What the report holds where the offer goes.
#[must_use]
pub fn old(edition: &Edition, report: &Report, target: Target) -> String {
    match target {
        Target::Office => report.office.name.clone(),
        Target::Period => period(edition, report.period.as_ref()),
        Target::DocumentNumber => report.document.number.clone(),
        Target::DocumentDate => report.document.date.clone(),
        Target::Figure(idx) => entry(edition, idx, &report.entry(idx)),
        Target::Note(idx) => report.note(idx).to_owned(),
    }
}

/// What an offer puts there.
#[must_use]
pub fn new(edition: &Edition, offer: &Offer) -> String {
    match (&offer.value, offer.target) {
        (Value::Office(office), _) => office.name.clone(),
        (Value::Period(found), _) => period(edition, Some(found)),
        (Value::Text(text), _) => text.clone(),
        (Value::Entry(found), Target::Figure(idx)) => entry(edition, idx, found),
        (Value::Entry(found), _) => found.typed.clone(),
    }
}

fn period(edition: &Edition, period: Option<&crate::model::period::Period>) -> String {
    period.map_or_else(String::new, |period| super::page::period_name(&edition.periods, period))
}

/// An entry as text, with its reading where the text has two and with the code's word.
fn entry(edition: &Edition, idx: RowIdx, entry: &Entry) -> String {
    let Some(row) = edition.row(idx) else {
        return entry.typed.clone();
    };
    let meant = entry.answer(row);
    let words = match (meant, &row.kind) {
        (Answer::None | Answer::NotOurs, _) => answer::mark_word(meant).map(str::to_owned),
        (Answer::Figure(number), RowKind::Code(list)) => {
            let mut choices = list.choices().iter();
            choices
                .find(|choice| {
                    number.to_plain() == choice.code.to_string()
                        || number.to_plain().trim_start_matches('0') == choice.code.to_string()
                })
                .map(|choice| format!("{} ({})", entry.typed, choice.word))
        }
        (Answer::Figure(_), _) => entry
            .chosen
            .map(|number| format!("{}, đọc là {}", entry.typed, answer::reading(number))),
        (Answer::Ambiguous { .. }, _) => Some(format!("{}, biểu sẽ hỏi cách đọc", entry.typed)),
        (Answer::Unanswered | Answer::Unread(_) | Answer::TextLost { .. }, _) => None,
    };
    words.unwrap_or_else(|| match entry.mark {
        Some(Mark::TextLost { .. }) => NOTHING.to_owned(),
        Some(Mark::None | Mark::NotOurs) | None => entry.typed.clone(),
    })
}

/// The kind of a reason, in a word or two.
#[must_use]
pub fn grade(proposal: &Proposal) -> &'static str {
    if proposal.is_conflict {
        return "Khác số đang có";
    }
    match proposal.why.grade() {
        Grade::Ambiguous => "Cần chọn",
        Grade::Rejected => "Không đưa vào",
        Grade::Repaired => "Đã sửa",
        Grade::Likely => "Gần đúng",
        Grade::Exact if proposal.is_hidden => "Dòng ẩn",
        Grade::Exact => "Đúng",
        Grade::Same => "Không đổi",
    }
}

/// Why something is offered, or why it is not, and that its line is hidden in the workbook.
#[must_use]
pub fn reason(proposal: &Proposal) -> String {
    let mut reason = why(proposal.why);
    if proposal.is_hidden {
        reason.push(' ');
        reason.push_str(HIDDEN);
    }
    reason
}

/// Whoever looks at the workbook does not see this line.
const HIDDEN: &str = "Dòng này đang bị ẩn trong bảng tính.";

/// Why something is offered, or why it is not.
#[must_use]
pub fn why(why: Why) -> String {
    let fixed = match why {
        Why::Likely(percent) => return format!("Tên chỉ tiêu giống {percent} %."),
        Why::Doubtful(percent) => {
            return format!("Tên chỉ tiêu chỉ giống {percent} %; hãy xem có đúng dòng không.");
        }
        Why::Exact => "Đúng dòng của biểu.",
        Why::Shifted => "In lệch một cột sang phải, đã đưa về đúng cột.",
        Why::BesidePrinted => "Đã tách phần chữ in sẵn của biểu.",
        Why::InOrder => "Điền lần lượt từ ô đang chọn xuống.",
        Why::LikePrinted => "Gần giống chữ in sẵn của biểu; chọn đưa vào nếu đây là ghi chú của đơn vị.",
        Why::Renumbered => "STT trong bảng là của dòng khác; đã lấy theo tên chỉ tiêu.",
        Why::Torn => "STT là của một dòng, tên chỉ tiêu là của dòng khác; hãy chọn dòng.",
        Why::SeveralColumns => "Bảng có nhiều cột số liệu; hãy chọn cột.",
        Why::SeveralRows => "Nhiều dòng có cùng tên chỉ tiêu; hãy chọn dòng.",
        Why::Repeated => "Bảng ghi dòng này nhiều lần với nội dung khác nhau; hãy chọn.",
        Why::OtherUnit => "Đơn vị tính trong bảng khác đơn vị tính của biểu; hãy đổi số trước khi đưa vào.",
        Why::TwoOffices => "Bảng nêu hai đơn vị khác nhau; hãy chọn.",
        Why::Uncalculated => "Công thức chưa có kết quả; hãy mở và lưu lại tệp bằng Excel rồi đưa vào lại.",
        Why::NoSuchRow => "Không có dòng nào của biểu ứng với dòng này.",
        Why::PastTheEnd => "Đã hết dòng để điền.",
        Why::Same => "Biểu đã có nội dung này.",
        Why::Read(how) => match how {
            How::Plain => "Đúng dòng của biểu.",
            How::ByStyle => "Cách đọc theo dấu thập phân dùng trong cả bảng.",
            How::Rewritten => "Bảng dùng dấu chấm thập phân; đã đổi sang cách ghi Việt Nam.",
            How::WithWords => "Đã tách số khỏi chữ đi kèm.",
            How::CodeWord => "Đã đổi chữ thành mã của danh mục.",
            How::State => "Đã nhận ra trạng thái của dòng.",
            How::TwoReadings => "Số có hai cách đọc và bảng không cho biết cách nào; hãy chọn.",
            How::Share => "Bảng tính có thể ghi tỷ lệ phần trăm dưới dạng số từ 0 đến 1; hãy chọn.",
            How::Broken => "Có thể là một số bị ngắt dòng; hãy xem bản gốc rồi chọn.",
            How::InOtherUnit => "Số kèm đơn vị tính khác đơn vị tính của biểu; hãy đổi số trước khi đưa vào.",
            How::SignsAlone => "Chỉ có dấu, không có số; dòng này coi như chưa trả lời.",
            How::NotAFigure => "Không phải số; nội dung được đưa vào ghi chú.",
            How::NotACode => "Không có trong danh mục mã của dòng; nội dung được đưa vào ghi chú.",
            How::TakesNone => "Dòng này là đề mục, không nhận số liệu.",
        },
    };
    fixed.to_owned()
}

/// One way to decide. `column` names the offer's column, where figures of several are to be chosen from.
#[must_use]
pub fn choice(edition: &Edition, proposal: &Proposal, offer: &Offer, column: Option<&str>) -> String {
    let rows_differ = proposal.offers.iter().any(|other| other.target != offer.target);
    if let Some(column) = column {
        let figure = format!("{}, {column}", new(edition, offer));
        return match offer.target {
            Target::Figure(idx) if rows_differ => format!("{figure}, vào dòng {}", edition.number(idx)),
            Target::Figure(_)
            | Target::Note(_)
            | Target::Office
            | Target::Period
            | Target::DocumentNumber
            | Target::DocumentDate => figure,
        };
    }
    match offer.target {
        Target::Figure(idx) | Target::Note(idx) if rows_differ => format!("Đưa vào dòng {}", edition.number(idx)),
        Target::Figure(_)
        | Target::Note(_)
        | Target::Office
        | Target::Period
        | Target::DocumentNumber
        | Target::DocumentDate
            if proposal.offers.len() == 1 =>
        {
            "Đưa vào".to_owned()
        }
        Target::Figure(_)
        | Target::Note(_)
        | Target::Office
        | Target::Period
        | Target::DocumentNumber
        | Target::DocumentDate => new(edition, offer),
    }
}

/// Said when a table was taken in.
pub const TAKEN_TITLE: &str = "Đã đưa bảng vào biểu";
/// Nothing of it was taken.
pub const NOTHING_TAKEN: &str = "Không có gì thay đổi";
/// While a source is read; so many hundredths of its lines have been looked at.
#[must_use]
pub fn reading(percent: u8) -> String {
    format!("Đang đọc… {percent} %")
}

/// Stops it.
pub const STOP: &str = "Dừng đọc";
/// The reading failed or took too long.
pub const FAILED: &str =
    "Bảng quá phức tạp hoặc trình duyệt không chạy được phần đọc. Hãy chép từng phần của bảng rồi dán lại.";

/// Over the cells that change nothing, which are folded away.
#[must_use]
pub fn same(count: usize) -> String {
    format!("{count} ô biểu đã có sẵn, không đổi")
}

/// How much was taken in.
#[must_use]
pub fn taken(count: usize) -> String {
    format!("Đã đưa vào {count} mục; có thể hoàn tác.")
}

/// What was left out, where, and why.
#[must_use]
pub fn left_out(place: &str, text: &str, grade: &str, why: &str) -> String {
    format!("Không đưa vào: {place} “{text}”. {grade}. {why}")
}

/// The text of a cell, short enough for a line.
#[must_use]
pub fn short(text: &str) -> String {
    let short: String = text
        .chars()
        .filter(|letter| !letter.is_control() || *letter == '\n')
        .take(120)
        .collect();
    if short.len() < text.len() {
        format!("{short}…")
    } else {
        short
    }
}
