//! Keys by which texts are compared, and how like two of them are.

use crate::base::fold::fold;

/// Longer keys are compared by their beginning: no label is half as long.
const MOST_COMPARED: usize = 600;

/// Letters and digits alone, folded: spelling of dashes, blanks, marks, and case is aside.
#[must_use]
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// As [`key`], with `%` and `=`, which make up units and lists of codes.
#[must_use]
pub fn unit_key(text: &str) -> String {
    let counts = |letter: &char| letter.is_alphanumeric() || matches!(letter, '%' | '=');
    fold(text).chars().filter(counts).collect()
}

/// How like two keys are, in hundredths: the letters that need no change. 100 only where they are equal, 0 where they are less
/// alike than `least`, which mostly needs no counting.
#[must_use]
pub fn likeness(left: &str, right: &str, least: u8) -> u8 {
    if left == right {
        return 100;
    }
    let cut = |text: &str| -> Vec<char> { text.chars().take(MOST_COMPARED).collect() };
    let (left, right) = (cut(left), cut(right));
    let longer = left.len().max(right.len());
    let percent = |different: usize| {
        let same = longer.saturating_sub(different).saturating_mul(100);
        same.checked_div(longer)
            .and_then(|percent| u8::try_from(percent).ok())
            .unwrap_or_default()
    };
    // Letters that only one of them has, or has oftener, must at least be changed.
    if percent(missing(&left, &right).max(missing(&right, &left))) < least.max(1) {
        return 0;
    }
    let percent = percent(distance(&left, &right)).min(99);
    if percent < least { 0 } else { percent }
}

/// How many letters of one text the other does not have.
fn missing(of: &[char], other: &[char]) -> usize {
    let mut counts = [0_i32; 64];
    let mut add = |letter: &char, one: i32| {
        let slot = usize::try_from(u32::from(*letter) & 63).unwrap_or_default();
        if let Some(count) = counts.get_mut(slot) {
            *count = count.saturating_add(one);
        }
    };
    of.iter().for_each(|letter| add(letter, 1));
    other.iter().for_each(|letter| add(letter, -1));
    let more: i32 = counts.iter().filter(|count| **count > 0).sum();
    usize::try_from(more).unwrap_or_default()
}

/// Letters to be added, left out, or changed.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.iter().enumerate() {
        let mut diagonal = at;
        let mut before = at.saturating_add(1);
        let mut rest = row.iter_mut();
        if let Some(first) = rest.next() {
            *first = before;
        }
        for (other, cell) in right.iter().zip(rest) {
            let changed = diagonal.saturating_add(usize::from(letter != other));
            diagonal = *cell;
            before = changed.min(before.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = before;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, key, likeness, unit_key};

    #[test]
    fn spelling_is_aside() {
        assert_eq!(key("- Số  VBQPPL (đã kiểm tra)…"), "sovbqppldakiemtra");
        assert_eq!(key("So\u{302}\u{301}"), key("SỐ"));
        assert_eq!(unit_key("Chưa =0 Có = 1"), "chua=0co=1");
        assert_eq!(unit_key(" % "), "%");
    }

    #[test]
    fn likeness_counts_letters() {
        let count = |left: &str, right: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            distance(&letters(left), &letters(right))
        };
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("abc", ""), 3);
        assert_eq!(likeness("abcd", "abcd", 0), 100);
        assert_eq!(likeness("abcd", "abcx", 75), 75);
        assert_eq!(likeness("abcd", "abcx", 76), 0);
        assert_eq!(likeness("abcd", "dcba", 50), 0);
        assert_eq!(likeness("", "a", 0), 0);
        assert_eq!(likeness(&"a".repeat(100_000), &"b".repeat(100_000), 1), 0);
    }
}
