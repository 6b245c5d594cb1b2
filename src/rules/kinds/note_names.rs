//! A note names the same as the notes of other rows together: the units owned are the units classified (G13 of the
//! domain's list).
//!
//! Asked only where every part with a figure above zero names something: a name that is missing from a note that was never
//! meant to be whole is no fault. Names are compared folded, and searched in the whole's note rather than split there, since
//! "và" may part two names or stand in one.

use super::Found;
use super::note::{Item, is_remark, items};
use crate::base::order::order_by_key;
use crate::model::id::RowIdx;
use crate::rules::calculate::Operand;
use crate::rules::facts::Facts;
use crate::rules::finding::Breach;

pub(super) fn find(row: RowIdx, parts: &[RowIdx], facts: &dyn Facts) -> Option<Found> {
    let names_in = |idx: RowIdx| {
        let note = facts.note(idx);
        if is_remark(&note) { Vec::new() } else { items(&note) }
    };
    let mut whole = names_in(row);
    let mut named: Vec<Item> = Vec::new();
    let mut rows = vec![row];
    for part in parts {
        let names = names_in(*part);
        let counts = matches!(facts.operand(*part), Operand::Figure(number) if !number.is_zero());
        if counts && names.is_empty() {
            return None;
        }
        if !names.is_empty() {
            rows.push(*part);
        }
        named.extend(names);
    }
    if whole.is_empty() || named.is_empty() {
        return None;
    }
    // The longest first: a name may be the beginning of another.
    order_by_key(&mut named, |name| std::cmp::Reverse(name.folded.len()));
    let mut missing = |name: &Item| {
        let is_found = take(&mut whole, &name.folded)
            // Two names that one note joins by "và".
            || name.folded.split(" va ").all(|piece| take(&mut whole, piece));
        !is_found
    };
    let only_in_parts: Vec<String> = named
        .iter()
        .filter(|name| missing(name))
        .map(|name| name.text.clone())
        .collect();
    let is_left = |item: &&Item| {
        item.folded
            .split([';', ',', ' '])
            .any(|word| !word.is_empty() && word != "va")
    };
    let only_in_whole: Vec<String> = whole.iter().filter(is_left).map(|item| item.text.clone()).collect();
    let differs = !only_in_parts.is_empty() || !only_in_whole.is_empty();
    differs.then(|| {
        let breach = Breach::Names {
            only_in_parts,
            only_in_whole,
        };
        Found::at(rows, breach)
    })
}

/// Takes the name out of the first item that has it.
fn take(whole: &mut [Item], name: &str) -> bool {
    whole.iter_mut().any(|item| match item.folded.find(name) {
        Some(start) => {
            item.folded.replace_range(start..start.saturating_add(name.len()), ";");
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::id::RowIdx;
    use crate::rules::finding::Breach;
    use crate::rules::kinds::told::Told;

    fn check(whole: &str, parts: [(&str, &str); 2], expect: &str) {
        let told = [("4", whole), parts[0], parts[1]];
        let found = find(RowIdx::new(0), &[RowIdx::new(1), RowIdx::new(2)], &Told(&told));
        let said = found.map_or_else(String::new, |found| {
            let Breach::Names {
                only_in_parts,
                only_in_whole,
            } = found.breach
            else {
                panic!("another breach")
            };
            format!("-{} +{}", only_in_parts.join(","), only_in_whole.join(","))
        });
        assert_eq!(said, expect, "{whole}");
    }

    #[test]
    fn names() {
        let whole = "Trung tâm CNTT; Trung tâm Quan trắc; Trung tâm phát triển quỹ đất tỉnh và Văn phòng Đăng ký";
        let registry = ("2", "Văn phòng Đăng ký; Trung tâm Quan trắc.");
        check(
            whole,
            [
                registry,
                ("2", "Trung tâm Phát triển quỹ đất tỉnh (33%); Trung tâm CNTT"),
            ],
            "",
        );
        check(
            whole,
            [registry, ("2", "Trung tâm Phát triển quỹ đất tỉnh và Trung tâm CNTT")],
            "",
        );
        check(
            whole,
            [registry, ("1", "Trung tâm CNTT")],
            "- +Trung tâm phát triển quỹ đất tỉnh và Văn phòng Đăng ký",
        );
        check(
            whole,
            [registry, ("2", "Trung tâm CNTT; Trung tâm Khác")],
            "-Trung tâm Khác +Trung tâm phát triển quỹ đất tỉnh và Văn phòng Đăng ký",
        );
        // A part without its names, and a note that is no list of them.
        check(whole, [registry, ("2", "")], "");
        check("", [registry, ("2", "Trung tâm CNTT")], "");
    }
}
