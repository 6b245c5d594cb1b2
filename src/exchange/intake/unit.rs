//! Whether a source measures in another unit than the row: `đồng` where the form counts in `triệu đồng` is a million times too
//! much, however alike the words are.

use super::key::{likeness, unit_key};
use super::matching::LIKELY;
use crate::base::fold::fold;
use crate::model::edition::{Row, RowKind};

/// Vietnamese number words before a unit, folded, with the zeros of each. Ten and a hundred, which are other words without
/// their marks, are left out: nobody reports in them.
const SCALES: [(&str, u32); 6] = [("nghin", 3), ("ngan", 3), ("trieu", 6), ("tr", 6), ("ty", 9), ("ti", 9)];

/// Words that begin alike: a share, a budget, a bank.
const NO_SCALES: [(&str, &str); 4] = [("ty", "le"), ("ti", "le"), ("ngan", "sach"), ("ngan", "hang")];

/// Words of money that stand without a number word, folded.
const CURRENCY: [&str; 3] = ["dong", "d", "vnd"];

/// What the unit of a whole table is called, folded.
const NAMES: [&str; 2] = ["don vi tinh", "dvt"];

/// The folded words of a unit.
fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How many zeros the number words at the beginning stand for, none where there is no such word; and the words behind them.
fn scaled(words: &[String]) -> (Option<u32>, &[String]) {
    let is_no_scale = |(first, second): &(&str, &str)| matches!(words, [one, two, ..] if one == first && two == second);
    let of = |word: &String| SCALES.iter().find(|(name, _)| name == word).map(|(_, zeros)| *zeros);
    let found: Vec<u32> = words.iter().map_while(of).collect();
    if found.is_empty() || NO_SCALES.iter().any(is_no_scale) {
        return (None, words);
    }
    (Some(found.iter().sum()), words.get(found.len()..).unwrap_or_default())
}

/// Whether the unit beside a figure is another than the row's. Nothing is said where either is blank.
pub(super) fn is_other(row: &Row, unit: &str) -> bool {
    let (found, meant) = (unit_key(unit), unit_key(row.unit_meant()));
    if found.is_empty() || meant.is_empty() {
        return false;
    }
    let (unit, of_row) = (words(unit), words(row.unit_meant()));
    let ((zeros, rest), (zeros_of_row, rest_of_row)) = (scaled(&unit), scaled(&of_row));
    let is_like = meant.contains(&found)
        || found.contains(&meant)
        || likeness(&found, &meant, LIKELY) > 0
        || !rest.is_empty() && rest == rest_of_row;
    !is_like || zeros != zeros_of_row
}

/// Whether words behind a figure name another unit than the row's: `7,8 tỷ đồng`. A remark names none.
pub(super) fn names_other(row: &Row, text: &str) -> bool {
    let words = words(text);
    let is_money = row.kind == RowKind::Money && words.first().is_some_and(|word| CURRENCY.contains(&word.as_str()));
    let (zeros, _) = scaled(&words);
    if text.trim_start().starts_with('%') && row.kind != RowKind::Percent {
        return true;
    }
    (zeros.is_some() || is_money) && zeros != scaled(&self::words(row.unit_meant())).0
}

/// How many zeros a text gives to sums of money: in parentheses, `Số liệu (tỷ đồng)`, or where it names the unit of a whole table,
/// `ĐVT: đồng`. The outer none where it says nothing of the kind, the inner one of money without a number word.
pub(super) fn said_of(text: &str) -> Option<Option<u32>> {
    let in_parentheses = text.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let named = text.split_once(':').filter(|(name, _)| {
        let name = words(name).join(" ");
        NAMES.iter().any(|known| name.ends_with(known))
    });
    let parts = in_parentheses.chain(named.map(|(_, unit)| unit.trim_end_matches(')')));
    let said = |part: &str| {
        // The name may stand in the parentheses as well.
        let words = words(part.rsplit(':').next().unwrap_or(part));
        let (zeros, rest) = scaled(&words);
        let is_money = rest.first().is_some_and(|word| CURRENCY.contains(&word.as_str())) && rest.len() < 4;
        is_money.then_some(zeros)
    };
    parts.filter_map(said).next()
}

/// Whether a sum of money was said to have other zeros than the row's.
pub(super) fn is_other_money(row: &Row, said: Option<Option<u32>>) -> bool {
    let of_row = words(row.unit_meant());
    row.kind == RowKind::Money && said.is_some_and(|zeros| zeros != scaled(&of_row).0)
}

#[cfg(test)]
mod tests {
    use super::{is_other, names_other, said_of};
    use crate::editions;
    use crate::model::edition::Row;

    fn row(id: &str) -> Row {
        let edition = editions::read(editions::BUILT_IN[0]).unwrap();
        edition.row(edition.find(id).unwrap()).unwrap().clone()
    }

    #[test]
    fn money_by_its_scale() {
        let money = row("6.1a");
        for unit in [
            "triệu đồng",
            "Triệu  đồng.",
            "Tr. đồng",
            "triệu đồng (VNĐ)",
            "",
            "triệu",
        ] {
            assert!(!is_other(&money, unit), "{unit}");
        }
        for unit in [
            "đồng",
            "Đồng",
            "tỷ đồng",
            "nghìn đồng",
            "trăm triệu đồng",
            "VNĐ",
            "nghìn tỷ đồng",
            "%",
        ] {
            assert!(is_other(&money, unit), "{unit}");
        }
        for words in ["đồng", "đ", " tỷ", "tỷ đồng", "nghìn đồng", "VNĐ"] {
            assert!(names_other(&money, words), "{words}");
        }
        for words in [
            "triệu",
            "triệu đồng",
            "(đã trừ tiết kiệm)",
            "; tỷ lệ 99 %",
            "tỷ lệ thấp",
            "",
        ] {
            assert!(!names_other(&money, words), "{words}");
        }
    }

    #[test]
    fn money_by_what_is_said_around_it() {
        for (text, expect) in [
            ("Số liệu (tỷ đồng)", Some(Some(9))),
            ("Đơn vị tính: Đồng", Some(None)),
            ("(ĐVT: triệu đồng)", Some(Some(6))),
            ("Đã thực hiện (đồng)", Some(None)),
            ("Kế hoạch (nghìn đồng VN)", Some(Some(3))),
            ("Phụ lục 2 (kèm theo báo cáo)", None),
            ("Số hợp đồng lao động (đồng chí phụ trách ký tên)", None),
            ("Đơn vị tính: %", None),
            ("Đơn vị báo cáo: Sở Nội vụ", None),
            ("tỷ đồng", None),
        ] {
            assert_eq!(said_of(text), expect, "{text}");
        }
    }

    #[test]
    fn counts_by_their_words() {
        let count = row("3.1.1");
        for unit in [
            "Thủ tục",
            "thủ tục hành chính",
            "TTHC, thủ tục",
            "Thủ  tuc",
            "Trạm thủ tục",
        ] {
            assert!(!is_other(&count, unit), "{unit}");
        }
        for unit in ["Nghìn thủ tục", "%", "Hồ sơ"] {
            assert!(is_other(&count, unit), "{unit}");
        }
        assert!(names_other(&count, "%") && names_other(&count, "nghìn") && !names_other(&count, "đồng chí"));
        assert!(!is_other(&row("1.2"), "Tỷ lệ (%)"));
    }
}
