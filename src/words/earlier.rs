//! What is said of the report of an earlier period that is opened beside.

use super::page::period_name;
use crate::model::edition::Edition;
use crate::model::period::Period;
use crate::model::report::{Report, ReportingOffice};

/// Over the place where it is opened.
pub const TITLE: &str = "Đối chiếu kỳ trước";
/// What it is for.
pub const HINT: &str = "Mở báo cáo kỳ trước của đơn vị (tệp JSON hoặc CSV) để kiểm tra số lũy kế và số tại thời điểm.";
/// Opens one.
pub const OPEN: &str = "Mở báo cáo kỳ trước…";
/// Puts it away.
pub const CLOSE: &str = "Bỏ đối chiếu";
/// It was opened.
pub const OPENED: &str = "Đã mở báo cáo kỳ trước để đối chiếu. Số liệu đang nhập không thay đổi.";

/// "Đang đối chiếu với Quý I năm 2023."
#[must_use]
pub fn compared_with(edition: &Edition, period: &Period) -> String {
    format!("Đang đối chiếu với {}.", period_name(&edition.periods, period))
}

/// Why a report is none to compare with; none where it is one.
#[must_use]
pub fn fault(edition: &Edition, office: &ReportingOffice, period: Option<Period>, report: &Report) -> Option<String> {
    let end = |period: &Period| period.days(&edition.periods).map(|days| days.1);
    let Some(period) = period else {
        return Some("Hãy chọn kỳ báo cáo ở đầu trang trước khi mở báo cáo kỳ trước.".to_owned());
    };
    let Some(earlier) = &report.period else {
        return Some("Tệp không ghi kỳ báo cáo nên không đối chiếu được. Hãy chọn tệp của kỳ trước.".to_owned());
    };
    if end(earlier) >= end(&period) {
        let (own, other) = (
            period_name(&edition.periods, &period),
            period_name(&edition.periods, earlier),
        );
        return Some(format!(
            "Tệp là báo cáo {other}, không phải kỳ trước của {own}. Hãy chọn tệp của kỳ trước."
        ));
    }
    let are_named = !office.code.is_empty() && !report.office.code.is_empty();
    (are_named && office.code != report.office.code).then(|| {
        format!(
            "Tệp là báo cáo của {}, không phải của đơn vị đang báo cáo. Hãy chọn tệp của đơn vị mình.",
            report.office.name
        )
    })
}
