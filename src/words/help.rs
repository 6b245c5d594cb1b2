//! The help: what the keys do and how figures are written.

/// The title.
pub const TITLE: &str = "Trợ giúp";
/// The keys.
pub const KEYS_TITLE: &str = "Bàn phím";
/// The writing of figures.
pub const FIGURES_TITLE: &str = "Cách ghi số liệu";
/// Where the report is kept.
pub const KEEPING_TITLE: &str = "Lưu và gửi";

/// Keys, and what they do.
pub const KEYS: &[(&[&str], &str)] = &[
    (&["Enter", "↓"], "Sang ô trả lời tiếp theo"),
    (&["Shift+Enter", "↑"], "Về ô trả lời trước"),
    (&["F2"], "Ghi chú của dòng; bấm lần nữa để về ô số liệu"),
    (&["F8"], "“Không phát sinh”; bấm lần nữa để bỏ"),
    (&["F9"], "“Không thuộc trách nhiệm”; bấm lần nữa để bỏ"),
    (&["Esc"], "Trả lại nội dung trước khi gõ vào ô"),
    (
        &["1", "2"],
        "Chọn cách đọc khi trang hỏi (sau Enter hoặc ↓); Esc để về ô gõ lại",
    ),
    (&["0–9", "←", "→"], "Chọn mã ở dòng có danh mục; Backspace để bỏ chọn"),
    (&["Shift+Enter"], "Xuống dòng trong ghi chú (Enter: sang ô tiếp theo)"),
    (&["/", "F3"], "Tìm theo STT hoặc chữ, gõ không dấu cũng được"),
    (
        &["F6"],
        "Sang cột “Cần xem lại” (giải trình; Ctrl+Enter để lưu), và quay lại",
    ),
    (&["Ctrl+Z", "Ctrl+Y"], "Hoàn tác, làm lại thay đổi (ngoài lúc đang gõ)"),
    (&["Ctrl+Enter"], "Lấy số kỳ trước hiện mờ ở dòng"),
    (
        &["Ctrl+V"],
        "Dán bảng từ Word, Excel ở bất cứ đâu; dán một cột số vào ô thì điền dần xuống dưới",
    ),
    (&["Ctrl+S"], "Tải tệp báo cáo"),
    (&["?", "F1"], "Trợ giúp này"),
];

/// How figures are written.
pub const FIGURES: &[&str] = &[
    "Dấu chấm hoặc khoảng trống phân cách hàng nghìn, dấu phẩy trước phần thập phân: 178.433; 99,30.",
    "Khi số có hai cách đọc, như 7.800 triệu đồng, trang hỏi ngay tại dòng; chưa chọn thì dòng chưa tính là đã trả lời.",
    "Số màu xanh do trang tính từ các dòng khác. Gõ số khác lên trên nếu cần; xóa đi thì số tính hiện lại.",
    "Số 0 là một số liệu. Không có việc nào thì chọn “Không phát sinh”, không phải việc của đơn vị thì chọn “Không thuộc trách nhiệm”.",
];

/// Where the report is kept.
pub const KEEPING: &[&str] = &[
    "Mỗi thay đổi được lưu ngay trên máy này, không gửi đi đâu. Đóng trang rồi mở lại, số liệu vẫn còn.",
    "Tải tệp báo cáo (JSON) để gửi và để giữ một bản. Thả tệp vào trang hoặc bấm “Mở tệp…” để mở lại.",
    "Trong Chrome và Edge: “Tải báo cáo” → “Gắn với một tệp mới…” thì mỗi lần lưu cũng ghi vào tệp đó, ví dụ trên ổ mạng; muốn giữ số liệu đã có trong tệp thì chọn “Gắn với một tệp có sẵn…”.",
];
