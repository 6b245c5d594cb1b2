//! What is said of the draft when the page opens.

/// The title over a draft that came back otherwise than whole from both stores.
pub const RECOVERED_TITLE: &str = "Đã khôi phục bản nháp trên máy này";

/// One store came back empty.
pub const HALF_LOST: &str =
    "Một trong hai nơi lưu của trình duyệt đã mất bản nháp; bản nháp được khôi phục từ nơi còn lại.";

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
