//! Why a source is not read, and what to do.

use super::intake_places::place_name;
use crate::exchange::intake::file::FileFault;
use crate::exchange::intake::grid::{GridError, MAX_CELL_BYTES, MAX_COLUMNS, MAX_LINES, MAX_TEXT_BYTES};
use crate::exchange::intake::zip::MAX_PART_BYTES;

/// Why a source is not read, and what to do.
#[must_use]
pub fn refused(error: GridError) -> String {
    match error {
        GridError::TooLarge => format!(
            "Nội dung lớn hơn {} MB. Hãy chép riêng phần bảng của phụ lục.",
            MAX_TEXT_BYTES / 1_048_576
        ),
        GridError::TooManyLines => {
            format!(
                "Bảng có hơn {MAX_LINES} dòng, trong khi biểu chỉ có vài trăm. Hãy chép riêng phần bảng của phụ lục."
            )
        }
        GridError::TooManyColumns(line) => {
            format!("Dòng {line} có hơn {MAX_COLUMNS} cột. Hãy chép riêng phần bảng của phụ lục.")
        }
        GridError::TooLong(place) => format!(
            "Ô ở {} dài hơn {MAX_CELL_BYTES} ký tự. Hãy rút ngắn ô này ở tệp gốc rồi chép lại.",
            place_name(None, place)
        ),
    }
}

/// Why a file is not read, and what to do.
#[must_use]
pub fn file_refused(fault: &FileFault) -> String {
    match fault {
        FileFault::Bound(error) => refused(*error),
        FileFault::Unknown => {
            "Không nhận ra loại tệp này. Hãy mở tệp bằng chương trình đã tạo ra nó, chép bảng rồi dán vào đây.".to_owned()
        }
        FileFault::Vni => "Tệp viết bằng phông VNI, trang không đọc được. Hãy mở tệp, chuyển mã sang Unicode (ví dụ bằng UniKey: Ctrl+Shift+F6), lưu lại rồi mở.".to_owned(),
        FileFault::OldOffice => "Tệp của phần mềm văn phòng đời cũ (như .doc, .ppt), trang không đọc được. Hãy mở tệp bằng phần mềm đã tạo ra nó rồi lưu theo dạng mới (.docx, .xlsx), hoặc chép bảng rồi dán vào đây.".to_owned(),
        FileFault::Locked => "Tệp có đặt mật khẩu, trang không đọc được. Hãy mở tệp bằng chương trình đã tạo ra nó, bỏ mật khẩu, lưu lại rồi mở ở đây; hoặc chép bảng rồi dán vào đây.".to_owned(),
        FileFault::Damaged => "Tệp bị hỏng hoặc bị cắt mất một phần. Hãy chép lại tệp từ nơi gửi, hoặc mở và lưu lại bằng chương trình đã tạo ra nó.".to_owned(),
        FileFault::TooLarge => format!(
            "Tệp giải nén ra lớn hơn {} MB hoặc có quá nhiều phần. Hãy chép riêng phần bảng của phụ lục sang tệp mới.",
            MAX_PART_BYTES / 1_048_576
        ),
        FileFault::Pdf => "Tệp PDF. Hãy mở tệp, chọn và chép bảng rồi dán vào đây.".to_owned(),
        FileFault::Rtf => "Tệp RTF. Hãy mở tệp bằng Word, chép bảng rồi dán vào đây.".to_owned(),
    }
}
