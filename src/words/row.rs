//! How a row is named in a sentence.

use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// `3.4.1b “Số hồ sơ TTHC đã giải quyết xong”`.
#[must_use]
pub fn row_name(edition: &Edition, idx: RowIdx) -> String {
    let label = edition.row(idx).map_or("", |row| row.label.as_str());
    format!("{} “{label}”", edition.number(idx))
}

/// The label without what leads over to the rows below it: "…, trong đó:".
#[must_use]
pub fn alone(label: &str) -> &str {
    label
        .trim_end_matches(':')
        .trim_end_matches(", trong đó")
        .trim_end_matches(". Trong đó")
}
