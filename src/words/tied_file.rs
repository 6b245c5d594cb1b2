//! A draft that is tied to a file: what is offered, what its line says, and what went wrong. The line says first how things stand:
//! a long name is cut where there is no room.

use crate::base::disk_file::FileFault;

/// Ties the draft to a file that is made.
pub const TIE_NEW: &str = "Gắn với một tệp mới…";
/// Ties it to a file that is there.
pub const TIE_EXISTING: &str = "Gắn với một tệp có sẵn…";
/// What that does.
pub const TIE_HINT: &str = "Mỗi lần lưu cũng ghi vào tệp; muốn giữ số liệu đã có trong tệp thì chọn tệp có sẵn";
/// What is different with that one.
pub const TIE_EXISTING_HINT: &str = "Tệp đã có nội dung thì hỏi trước khi ghi đè";
/// Ends it.
pub const UNTIE: &str = "Ngừng gắn tệp";
/// What that leaves.
pub const UNTIE_HINT: &str = "Tệp còn nguyên, chỉ không được ghi tiếp.";
/// The kind of file, in the browser's dialog.
pub const KIND: &str = "Tệp báo cáo (JSON)";
/// Gives the browser leave.
pub const GO_ON: &str = "Ghi tiếp vào tệp";
/// Writes over what someone else put there.
pub const OVERWRITE: &str = "Ghi đè (giữ lại nội dung cũ)";
/// Opens what someone else put there.
pub const OPEN_IT: &str = "Mở nội dung của tệp";

/// It is tied and written.
#[must_use]
pub fn tied_title(name: &str) -> String {
    format!("Đã gắn bản nháp với tệp “{name}”")
}
/// What follows from it.
pub const TIED: &str =
    "Tệp đã được ghi và đọc lại đúng. Từ giờ mỗi thay đổi cũng được ghi vào tệp; tên tệp hiện cạnh dòng báo lưu.";
/// It is written, but the tie could not be remembered.
pub const TIED_UNKEPT: &str =
    "Tệp đã được ghi và đọc lại đúng, nhưng trình duyệt chưa nhớ được việc gắn: mở lại trang thì có thể phải gắn lại.";
/// It is no longer tied.
#[must_use]
pub fn untied_title(name: &str) -> String {
    format!("Đã ngừng gắn tệp “{name}”")
}
/// The browser did not give the file.
pub const NOT_TIED: &str = "Chưa gắn được: trình duyệt không cho dùng tệp đó. Hãy chọn tệp hoặc thư mục khác.";

/// What the file held is kept as a draft.
pub const KEPT_PARALLEL: &str = "Nội dung cũ của tệp được giữ thành một bản song song trong danh sách “Bản nháp”.";
/// It is kept as a text.
pub const KEPT_TEXT: &str =
    "Nội dung cũ của tệp được giữ nguyên văn trong danh sách “Bản nháp”, phần “Bản lưu không đọc được”.";
/// The title over that.
pub const KEPT_TITLE: &str = "Đã giữ lại nội dung cũ, đang ghi tệp";
/// The title where the file changed again meanwhile.
pub const KEPT_ONLY_TITLE: &str = "Đã giữ lại nội dung cũ";
/// It could not be kept, and so is not written over.
pub const NOT_KEPT_TITLE: &str = "Không ghi đè";
/// Why not.
pub const NOT_KEPT: &str =
    "Không giữ lại được nội dung đang có trong tệp, nên trang để nguyên tệp. Hãy ngừng gắn rồi gắn với tệp khác.";

/// The newest state is on its way.
#[must_use]
pub fn pending(name: &str) -> String {
    format!("Đang ghi tệp {name}")
}
/// The file holds it since this time of day, `10:42:07`; or held it already.
#[must_use]
pub fn written(name: &str, at: Option<&str>) -> String {
    match at {
        Some(at) => format!("Đã ghi tệp lúc {}: {name}", at.get(..5).unwrap_or(at)),
        None => format!("Tệp đã có đủ số liệu: {name}"),
    }
}
/// Another tab writes the draft, and so the file.
#[must_use]
pub fn elsewhere(name: &str) -> String {
    format!("Tệp do thẻ đang nhập ghi: {name}")
}
/// It could not be written.
#[must_use]
pub fn not_written(name: &str) -> String {
    format!("Chưa ghi được tệp {name}")
}
/// It waits for the person.
#[must_use]
pub fn waits(name: &str) -> String {
    format!("Đang chờ để ghi tệp {name}")
}

fn and_the_draft(is_kept: bool) -> &'static str {
    if is_kept {
        "; bản nháp trên máy vẫn còn"
    } else {
        ""
    }
}

/// Why the file was not written, and what is done about it. The draft is spoken of only where it is safe.
#[must_use]
pub fn fault(name: &str, fault: FileFault, is_kept: bool) -> String {
    let why = match fault {
        FileFault::NotAllowed => {
            return format!(
                "Tệp “{name}” đang chờ: trình duyệt chỉ cho ghi tiếp sau khi bấm nút bên cạnh{}.",
                and_the_draft(is_kept)
            );
        }
        FileFault::Missing => "không thấy tệp ở chỗ cũ (tệp bị xoá, bị đổi tên, hoặc ổ mạng không tới được)",
        FileFault::Full => "ổ đĩa chứa tệp đã đầy",
        FileFault::Busy => "tệp đang bị phần mềm khác hoặc thẻ khác giữ",
        FileFault::TooLarge | FileFault::Failed => "ổ đĩa hoặc mạng báo lỗi",
    };
    format!(
        "Chưa ghi được tệp “{name}” vì {why}{}. Trang tự thử lại.",
        and_the_draft(is_kept)
    )
}

/// The file does not answer.
#[must_use]
pub fn late(name: &str, is_kept: bool) -> String {
    format!(
        "Chưa ghi được tệp “{name}” vì ổ đĩa hoặc mạng chưa trả lời{}. Trang vẫn đang chờ.",
        and_the_draft(is_kept)
    )
}

/// The file holds what is not ours.
#[must_use]
pub fn foreign(name: &str, is_kept: bool) -> String {
    format!(
        "Tệp “{name}” đang có nội dung không do bản nháp này ghi (người khác, máy khác vừa ghi, hoặc có từ trước), nên trang không ghi đè{}.",
        and_the_draft(is_kept)
    )
}

#[cfg(test)]
mod tests {
    use super::{FileFault, fault, written};

    #[test]
    fn the_draft_is_called_safe_only_where_it_is() {
        assert_eq!(written("a.json", Some("10:32:07")), "Đã ghi tệp lúc 10:32: a.json");
        assert!(
            fault("a.json", FileFault::Full, true).ends_with("đã đầy; bản nháp trên máy vẫn còn. Trang tự thử lại.")
        );
        assert!(!fault("a.json", FileFault::Full, false).contains("bản nháp"));
    }
}
