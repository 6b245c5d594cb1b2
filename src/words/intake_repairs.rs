//! What was put right while a source was read.

use super::intake::short;
use super::intake_places::place_in;
use crate::exchange::intake::grid::Place;
use crate::exchange::intake::plan::{Plan, Repair};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// What was put right, a line for each kind; before it which sheets were not read.
#[must_use]
pub fn repairs(edition: &Edition, plan: &Plan) -> Vec<String> {
    let rows = |wanted: fn(&Repair) -> Option<RowIdx>| -> Vec<String> {
        let rows = plan.repairs.iter().filter_map(wanted);
        rows.map(|idx| edition.number(idx)).collect()
    };
    let named = [
        (rows(joined), "dòng bị ngắt trang đã được nối lại"),
        (rows(shifted), "dòng in lệch cột đã được đưa về đúng cột"),
        (rows(mended), "danh mục mã bị xé rời đã được ghép lại"),
    ];
    let mut lines: Vec<String> = left(plan).into_iter().collect();
    let named = named.into_iter().filter(|(rows, _)| !rows.is_empty());
    lines.extend(named.map(|(rows, what)| format!("{} {what}: {}.", rows.len(), rows.join(", "))));
    let hidden: Vec<String> = plan
        .repairs
        .iter()
        .filter_map(hidden)
        .map(|(sheet, place)| place_in(plan, sheet, place))
        .collect();
    if let Some(first) = hidden.first() {
        lines.push(format!(
            "{} ô có ký tự ẩn đã được bỏ, ô đầu tiên ở {first}.",
            hidden.len()
        ));
    }
    lines.extend(plan.repairs.iter().filter_map(counted));
    lines
}

/// The sheets that hold some of the same rows.
fn left(plan: &Plan) -> Option<String> {
    let names: Vec<String> = plan.left.iter().map(|name| format!("“{}”", short(name))).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Trang tính {} cũng có các dòng này nên chưa đọc; nếu cần số của trang đó, chép bảng trong trang đó rồi dán vào biểu.",
            names.join(", ")
        )
    })
}

fn joined(repair: &Repair) -> Option<RowIdx> {
    if let Repair::Joined(idx) = repair {
        Some(*idx)
    } else {
        None
    }
}

fn shifted(repair: &Repair) -> Option<RowIdx> {
    if let Repair::Shifted(idx) = repair {
        Some(*idx)
    } else {
        None
    }
}

fn mended(repair: &Repair) -> Option<RowIdx> {
    if let Repair::CodeListMended(idx) = repair {
        Some(*idx)
    } else {
        None
    }
}

fn hidden(repair: &Repair) -> Option<(usize, Place)> {
    if let Repair::HiddenSigns(sheet, place) = repair {
        Some((*sheet, *place))
    } else {
        None
    }
}

fn counted(repair: &Repair) -> Option<String> {
    match repair {
        Repair::LostColumns => Some(LOST_COLUMNS.to_owned()),
        Repair::HeadsDropped(count) => Some(format!("{count} đầu bảng lặp lại ở các trang đã được bỏ.")),
        Repair::LinesOutside(count) => Some(format!("{count} dòng ngoài bảng, không có số liệu, đã được bỏ qua.")),
        Repair::Joined(_) | Repair::Shifted(_) | Repair::CodeListMended(_) | Repair::HiddenSigns(..) => None,
    }
}

/// The source was a text without columns.
const LOST_COLUMNS: &str = "Nội dung không còn cột (như khi chép từ tệp PDF): số liệu được nhận ra theo tên chỉ tiêu và đơn vị tính, hãy đối chiếu với bản gốc.";
