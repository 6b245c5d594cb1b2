//! Finds rows by number or by words, marks and case apart.

use crate::base::fold::fold;
use crate::base::order::order_by_key;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// The rows' texts as they are compared.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    rows: Vec<FoldedRow>,
}

#[derive(Clone, Debug)]
struct FoldedRow {
    idx: RowIdx,
    number: String,
    text: String,
}

impl SearchIndex {
    /// Folds every row's number, label, and hint.
    #[must_use]
    pub fn new(edition: &Edition) -> Self {
        let folded = |(idx, row): (RowIdx, &crate::model::edition::Row)| FoldedRow {
            idx,
            number: fold(&edition.number(idx)),
            text: words_of(&format!("{} {} {}", row.label, row.hint, row.tail)),
        };
        Self {
            rows: edition.indexed().map(folded).collect(),
        }
    }

    /// The rows whose number begins with the query, then those that have it in one piece, then those that have all its
    /// words; each in printed order, no more than `limit`.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<RowIdx> {
        let number = fold(query);
        let number = number.trim_end_matches('.');
        let phrase = words_of(query);
        if phrase.is_empty() {
            return Vec::new();
        }
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let rank = |row: &FoldedRow| {
            if !number.is_empty() && row.number.starts_with(number) {
                Some(0)
            } else if row.text.contains(&phrase) {
                Some(1)
            } else {
                words
                    .iter()
                    .all(|word| row.text.contains(&format!(" {word}")))
                    .then_some(2)
            }
        };
        let mut found: Vec<(u8, RowIdx)> = self.rows.iter().filter_map(|row| Some((rank(row)?, row.idx))).collect();
        order_by_key(&mut found, |one| *one);
        found.into_iter().map(|(_, idx)| idx).take(limit).collect()
    }
}

/// The folded text as words, a blank before each.
fn words_of(text: &str) -> String {
    let words: String = fold(text)
        .split(|letter: char| !letter.is_alphanumeric() && letter != '/')
        .filter(|word| !word.is_empty())
        .flat_map(|word| [" ", word])
        .collect();
    words
}

#[cfg(test)]
mod tests {
    use super::SearchIndex;
    use crate::editions;

    fn check(query: &str, expect: &[&str]) {
        let edition = editions::read(editions::BUILT_IN[0]).unwrap();
        let found = SearchIndex::new(&edition).find(query, 3);
        let found: Vec<&str> = found.iter().map(|idx| edition.row(*idx).unwrap().id.as_str()).collect();
        assert_eq!(found, expect, "{query}");
    }

    #[test]
    fn by_number_and_by_words() {
        check("3.4.1", &["3.4.1", "3.4.1a", "3.4.1b"]);
        check("3.4.1b", &["3.4.1b"]);
        check("1.2.", &["1.2", "1.2a", "1.2b"]);
        check("phan anh, kien nghi", &["3.5"]);
        check("PHẢN ÁNH", &["3.5"]);
        check("ngan doi thoai", &[]);
        check("doanh nghiep doi thoai", &["1.7"]);
        check("  ", &[]);
    }
}
