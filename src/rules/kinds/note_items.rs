//! A note that lists decisions or names lists as many as the row's figure says (G12 of the domain's list).
//!
//! Decisions are counted by their numbers. Names are parted by `;` and lines; a comma or "và" may part two more or stand
//! inside one name ("Sở Tài nguyên và Môi trường"), so they give a span. A note that parts nothing is no list.

use super::Found;
use super::note::{Item, decisions, is_remark, items};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::facts::{Facts, number};
use crate::rules::finding::Breach;

pub(super) fn find(row: RowIdx, are_decisions: bool, facts: &dyn Facts) -> Option<Found> {
    let figure = number(facts.typed(row))?;
    let listed = listed(&facts.note(row), are_decisions)?;
    let bound = |count: usize| i64::try_from(count).ok().map(Number::whole);
    let is_below = figure.compare(bound(listed.0)?)?.is_lt();
    let is_above = figure.compare(bound(listed.1)?)?.is_gt();
    (is_below || is_above).then(|| Found::at(vec![row], Breach::Items { listed }))
}

fn listed(note: &str, are_decisions: bool) -> Option<(usize, usize)> {
    if are_decisions {
        let (certain, at_most) = decisions(note);
        return (certain > 0).then_some((certain, at_most));
    }
    if is_remark(note) {
        return None;
    }
    let items = items(note);
    let inner = |item: &Item| {
        let folded = &item.folded;
        folded
            .matches(" va ")
            .count()
            .saturating_add(folded.matches(',').count())
    };
    let inner: usize = items.iter().map(inner).sum();
    let is_list = items.len() > 1 || inner > 0;
    is_list.then(|| (items.len(), items.len().saturating_add(inner)))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::id::RowIdx;
    use crate::rules::finding::Breach;
    use crate::rules::kinds::told::Told;

    fn check(figure: &str, note: &str, are_decisions: bool, expect: Option<(usize, usize)>) {
        let found = find(RowIdx::new(0), are_decisions, &Told(&[(figure, note)]));
        let listed = found.map(|found| {
            let Breach::Items { listed } = found.breach else {
                panic!("another breach")
            };
            listed
        });
        assert_eq!(listed, expect, "{figure}: {note}");
    }

    #[test]
    fn decisions_by_their_numbers() {
        let three = "265/QĐ-UBND ngày 08/02/2023; 1902/QĐ-UBND 10/8/2023; 2028/QĐ-UBND 24/8/2023;";
        check("3", three, true, None);
        check("4", three, true, Some((3, 3)));
        check("1", "543/QĐ-STNMT 11/9/2023", true, None);
        check("2", "xem phụ lục kèm theo", true, None);
        check("", three, true, None);
        check("1", "543/QĐ-STNMT 11/9/2023 (sửa đổi 12/QĐ-STNMT)", true, None);
    }

    #[test]
    fn names_by_what_parts_them() {
        let four = "Trung tâm A; Trung tâm B; Trung tâm C và Văn phòng D";
        check("4", four, false, None);
        check("3", four, false, None);
        check("5", four, false, Some((3, 4)));
        check("2", four, false, Some((3, 4)));
        check("1", "Sở Tài nguyên và Môi trường", false, None);
        check("9", "Sở TNMT;", false, None);
        check(
            "0",
            "Chưa có đơn vị nào; sẽ phân loại theo Nghị định 60/2021/NĐ-CP",
            false,
            None,
        );
        check("1", "Trung tâm Phát triển quỹ đất tỉnh (33%)", false, None);
    }
}
