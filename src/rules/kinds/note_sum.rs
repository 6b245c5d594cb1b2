//! The parts that a note names give the whole that it names: `17 + 36 + 17 = 70`, or "70 …, trong đó: … 17; … 36; … 17".
//! With `counted` the whole is the row's figure, and its parts are the numbers before one of those words.
//!
//! Only what says that it is whole is compared: a sum that is written out, and a list after "trong đó:" with its colon; of a
//! figure, a note that counts the same things two times or more, and says "mỗi" of none.

use super::Found;
use super::note::{Token, tokens};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::rational::Rational;
use crate::rules::facts::{Facts, number};
use crate::rules::finding::Breach;

pub(super) fn find(row: RowIdx, counted_words: &[String], facts: &dyn Facts) -> Option<Found> {
    let note = facts.note(row);
    if !note.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = counted(tokens(&note));
    let (sum, whole) = if counted_words.is_empty() {
        written_out(&tokens).or_else(|| listed(&tokens))?
    } else {
        of_figure(&tokens, counted_words, number(facts.typed(row))?)?
    };
    let is_same = sum.compare(whole)?.is_eq();
    (!is_same).then(|| {
        let breach = Breach::Parts {
            sum,
            whole,
            is_figure: !counted_words.is_empty(),
        };
        Found::at(vec![row], breach)
    })
}

/// Without numbers that count nothing: "năm 2023", "quý 2", "số 68", "Điều 5".
fn counted(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    for token in tokens {
        let is_named = matches!(kept.last(), Some(Token::Word(word)) if is_name_of_number(word));
        if !(is_named && matches!(token, Token::Number(_))) {
            kept.push(token);
        }
    }
    kept
}

fn is_name_of_number(word: &str) -> bool {
    ["nam", "quy", "thang", "ngay", "so", "dieu", "khoan", "muc", "ky"].contains(&word)
}

fn numbers(tokens: &[Token]) -> Vec<Number> {
    let number = |token: &Token| match token {
        Token::Number(number) => Some(*number),
        Token::Percent(_) | Token::Date(_) | Token::Decision(_) | Token::Mark(_) | Token::Word(_) => None,
    };
    tokens.iter().filter_map(number).collect()
}

fn sum(parts: &[Number]) -> Option<Number> {
    let mut sum = Rational::ZERO;
    for part in parts {
        sum = sum.plus(Rational::of(*part)?)?;
    }
    let places = parts.iter().map(|part| part.places()).max().unwrap_or(0);
    sum.exactly(places)
}

/// `17 + 36 + 17 = 70`: what stands left of the equals sign without a word between, and the number right of it.
fn written_out(tokens: &[Token]) -> Option<(Number, Number)> {
    let equals = tokens.iter().position(|token| *token == Token::Mark('='))?;
    let (left, right) = tokens.split_at(equals);
    let Some(Token::Number(whole)) = right.get(1) else {
        return None;
    };
    let is_of_sum = |token: &&Token| matches!(token, Token::Number(_) | Token::Mark('+'));
    let count = left.iter().rev().take_while(is_of_sum).count();
    let terms = left.get(left.len().saturating_sub(count)..)?;
    let has_plus = terms.contains(&Token::Mark('+'));
    has_plus
        .then(|| sum(&numbers(terms)))
        .flatten()
        .map(|sum| (sum, *whole))
}

/// "70 …, trong đó: … 17; … 36": the last number before, and those after.
fn listed(tokens: &[Token]) -> Option<(Number, Number)> {
    let word = |text: &str| Token::Word(text.to_owned());
    let opening = [word("trong"), word("do"), Token::Mark(':')];
    let places: Vec<usize> = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| *pair == opening.get(..2).unwrap_or_default())
        .map(|(place, _)| place)
        .collect();
    let [place] = places.as_slice() else { return None };
    let (before, after) = tokens.split_at(*place);
    let parts = numbers(after.strip_prefix(opening.as_slice())?);
    let whole = *numbers(before).last()?;
    (parts.len() >= 2)
        .then(|| sum(&parts))
        .flatten()
        .map(|sum| (sum, whole))
}

/// "08 đơn vị chi nhánh; 06 đơn vị thuộc Sở" under 14. A note that names the figure itself names no parts.
fn of_figure(tokens: &[Token], counted_words: &[String], figure: Number) -> Option<(Number, Number)> {
    let is_counted = |place: usize| {
        let words = tokens
            .iter()
            .skip(place.saturating_add(1))
            .map_while(|token| match token {
                Token::Word(word) => Some(word.as_str()),
                Token::Number(_) | Token::Percent(_) | Token::Date(_) | Token::Decision(_) | Token::Mark(_) => None,
            });
        let after = words.take(3).collect::<Vec<_>>().join(" ");
        counted_words.iter().any(|word| after.starts_with(word.as_str()))
    };
    if tokens.contains(&Token::Word("moi".to_owned())) {
        return None;
    }
    let counted = |(place, token): (usize, &Token)| match token {
        Token::Number(number) if is_counted(place) => Some(*number),
        Token::Number(_)
        | Token::Percent(_)
        | Token::Date(_)
        | Token::Decision(_)
        | Token::Mark(_)
        | Token::Word(_) => None,
    };
    let parts: Vec<Number> = tokens.iter().enumerate().filter_map(counted).collect();
    let names_it = parts
        .iter()
        .any(|part| part.compare(figure) == Some(std::cmp::Ordering::Equal));
    let is_list = parts.len() >= 2 && !names_it;
    is_list.then(|| sum(&parts)).flatten().map(|sum| (sum, figure))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::id::RowIdx;
    use crate::rules::finding::Breach;
    use crate::rules::kinds::told::Told;

    fn check(figure: &str, note: &str, is_of_figure: bool, expect: Option<(&str, &str)>) {
        let words = ["don vi", "co quan"].map(str::to_owned);
        let counted = if is_of_figure { words.to_vec() } else { Vec::new() };
        let found = find(RowIdx::new(0), &counted, &Told(&[(figure, note)]));
        let said = found.map(|found| {
            let Breach::Parts { sum, whole, .. } = found.breach else {
                panic!("another breach")
            };
            (sum.to_plain(), whole.to_plain())
        });
        let said = said.as_ref().map(|(sum, whole)| (sum.as_str(), whole.as_str()));
        assert_eq!(said, expect, "{figure}: {note}");
    }

    #[test]
    fn a_sum_that_is_written_out() {
        check("1", "17 + 36 + 17 = 70", false, None);
        check("1", "17 + 36 + 16 = 70", false, Some(("69", "70")));
        check("1", "A = 5, B = 6", false, None);
    }

    #[test]
    fn parts_of_a_whole_in_the_note() {
        let note = |last: &str| {
            format!("Được cấp 70 chứng thư số, trong đó: tổ chức: 17; lãnh đạo: 36, không phải lãnh đạo: {last}.")
        };
        check("1", &note("17"), false, None);
        check("1", &note("27"), false, Some(("80", "70")));
        check("1", "70 hồ sơ, trong đó có 5 quá hạn và 3 chưa trả", false, None);
        check("1", "Năm 2023 cấp 70, trong đó: 60 mới (quý 2), 10 đổi", false, None);
        check("1", "70, trong đó: 10; 20, trong đó: 5; 5", false, None);
    }

    #[test]
    fn parts_of_the_figure() {
        check("14", "đã kiểm tra 08 đơn vị chi nhánh; 06 đơn vị thuộc Sở", true, None);
        check(
            "15",
            "đã kiểm tra 08 đơn vị chi nhánh; 06 đơn vị thuộc Sở",
            true,
            Some(("14", "15")),
        );
        check("15", "15 đơn vị theo 2 quyết định", true, None);
        check("14", "Kiểm tra 2 đợt, mỗi đợt 7 đơn vị", true, None);
        check(
            "14",
            "Kiểm tra 8 đơn vị trong đợt 1 và 6 đơn vị trong đợt 2",
            true,
            None,
        );
        check("15", "theo Kế hoạch số 12 năm 2023", true, None);
        check("", "8 đơn vị; 6 đơn vị", true, None);
    }
}
