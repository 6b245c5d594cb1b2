//! What is said of the draft when the page opens, and of other tabs that have it open.

use super::drafts::moment;

/// The title over a draft that came back otherwise than whole from both stores.
pub const RECOVERED_TITLE: &str = "Đã khôi phục bản nháp trên máy này";

/// One store came back empty.
pub const HALF_LOST: &str =
    "Một trong hai nơi lưu của trình duyệt đã mất bản nháp; bản nháp được khôi phục từ nơi còn lại.";

/// One store was behind the other, as after a crash.
pub const BEHIND: &str = "Lần trước trang đóng đột ngột, hoặc một nơi lưu bị hỏng một phần; bản nháp được lấy từ nơi còn đủ, không mất gì đã báo là đã lưu.";

/// A stored text was damaged.
pub const DAMAGED: &str =
    "Một bản lưu bị hỏng nên đã lấy bản lưu nguyên vẹn gần nhất. Hãy xem lại những số liệu nhập sau cùng.";

/// Only damaged texts were found.
pub const LOST_TITLE: &str = "Không đọc được bản nháp trên máy này";

/// What to do then.
pub const LOST: &str =
    "Các bản lưu đều bị hỏng và vẫn được giữ nguyên trên máy. Nếu đã tải báo cáo về, hãy mở lại tệp đó.";

/// A later version of the page wrote the draft.
pub const NEWER_LAYOUT: &str = "Trên máy này có bản nháp do phiên bản mới hơn của trang lưu lại; bản nháp đó được giữ nguyên. Hãy mở bằng phiên bản mới.";

/// A newer draft was found late.
pub const LATE_NAME: &str = "bản nháp trên máy này";

// Several tabs.

/// Another tab writes the draft.
pub const WATCHING: &str =
    "Bản nháp này đang mở ở một thẻ khác. Thẻ này chỉ xem: số liệu hiện ở đây là số liệu thẻ kia đã lưu.";
/// The tab that wrote the draft was closed.
pub const WRITER_GONE: &str = "Thẻ đang nhập bản nháp này đã đóng. Bấm “Tiếp tục ở đây” để nhập tiếp.";
/// This tab waits until the other one has stored everything.
pub const TAKING: &str = "Đang chờ thẻ kia lưu xong…";
/// The button that makes this tab the one that writes.
pub const GO_ON_HERE: &str = "Tiếp tục ở đây";
/// Another tab shows this draft.
pub const WATCHED: &str = "Bản nháp này cũng đang mở ở một thẻ khác; thẻ kia chỉ xem, không ghi.";
/// A later version of the page wrote the draft.
pub const OUTDATED: &str = "Bản nháp này vừa được phiên bản mới hơn của trang lưu lại. Thẻ này không ghi nữa để không làm hỏng bản đó: hãy tải một bản về (Ctrl+S), rồi tải lại trang.";
/// Loads the page anew.
pub const RELOAD: &str = "Tải lại trang";
/// What a file that cannot be opened waits for.
pub const WATCHING_ONLY: &str =
    "Thẻ này chỉ đang xem bản nháp, chưa được nhập. Bấm “Tiếp tục ở đây” rồi mở tệp hoặc dán lại.";

/// Two tabs wrote at once.
pub const PARTED_TITLE: &str = "Bản nháp này vừa được ghi ở một thẻ khác";
/// What became of this tab's work.
pub const PARTED: &str = "Không bản nào bị ghi đè: số liệu của thẻ này được giữ thành bản song song và đang mở ở đây; bản kia vẫn còn trên máy.";
/// The durable store was emptied under the page.
pub const EMPTIED_TITLE: &str = "Bộ nhớ của trình duyệt vừa bị xoá";
/// What was done about it.
pub const EMPTIED: &str = "Có người hoặc phần mềm đã xoá dữ liệu của trình duyệt. Bản nháp đang mở đã được lưu lại từ trang này; hãy tải một bản về (Ctrl+S) để chắc chắn.";

/// The page was asked not to touch the stores.
pub const UNKEPT_TITLE: &str = "Chế độ an toàn: biểu trống";
/// What that means.
pub const UNKEPT_LINES: &[&str] = &[
    "Trang không đọc và không ghi bộ nhớ của trình duyệt; các bản nháp trên máy vẫn nguyên vẹn.",
    "Số liệu nhập ở đây chỉ giữ được bằng cách tải tệp về (Ctrl+S).",
];

// Copies on a disk.

/// Work of more than a day is on this machine alone.
#[must_use]
pub fn uncopied_title(since: &str) -> String {
    format!("Số liệu nhập từ {} chưa có bản nào ngoài trình duyệt", moment(since))
}
/// What to do.
pub const TAKE_COPY: &str =
    "Trình duyệt có thể xoá dữ liệu khi dọn máy. Bấm Ctrl+S để tải một bản về, hoặc “Bản nháp” → “Tải mọi bản nháp”.";
/// What Safari does.
pub const SAFARI: &str = "Safari tự xoá dữ liệu của những trang không được mở trong bảy ngày sử dụng: với trình duyệt này, tệp tải về mới là bản chắc chắn.";
