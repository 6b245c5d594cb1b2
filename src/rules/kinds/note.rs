//! What can be told from a note without guessing: numbers, percentages, dates, numbers of decisions, and what parts a list.
//!
//! Cautious by design: what could be read another way is no token of its kind, since a false alarm teaches people to ignore
//! the true one.

use crate::base::fold::fold;
use crate::model::number::Number;
use crate::model::period::Date;

/// A piece of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A number that stands alone: `08`, `1.234`, `7,5`.
    Number(Number),
    /// `33%`.
    Percent(Number),
    /// A date, as typed.
    Date(DateText),
    /// A decision's number, folded: `265/qd-ubnd`.
    Decision(String),
    /// `+`, `=`, `:`, `;`, or a line's end.
    Mark(char),
    /// Any other word, folded.
    Word(String),
}

/// A date as it was typed: of a day, or of a month where the day is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateText {
    /// As typed.
    pub text: String,
    /// The day, or the month's first.
    pub first: Date,
    /// The same day, or the month's last.
    pub last: Date,
}

/// The pieces of a note, in order.
#[must_use]
pub fn tokens(note: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    for letter in note.chars().chain(['\n']) {
        let is_mark = matches!(letter, '+' | '=' | ':' | ';' | '\n');
        if !is_mark && !letter.is_whitespace() && !matches!(letter, '(' | ')') {
            word.push(letter);
            continue;
        }
        if !word.is_empty() {
            push_word(&mut tokens, &word);
            word.clear();
        }
        if is_mark {
            tokens.push(Token::Mark(letter));
        }
    }
    tokens
}

fn push_word(tokens: &mut Vec<Token>, word: &str) {
    let word = word.trim_matches([',', '.', '"', '“', '”']);
    let token = if word == "%" {
        match tokens.last() {
            Some(Token::Number(number)) => {
                let number = *number;
                tokens.pop();
                Token::Percent(number)
            }
            Some(_) | None => return,
        }
    } else if let Some(percent) = word.strip_suffix('%').and_then(number) {
        Token::Percent(percent)
    } else if let Some(number) = number(word) {
        Token::Number(number)
    } else if let Some(date) = date(word) {
        Token::Date(date)
    } else if is_decision(word) {
        Token::Decision(fold(word))
    } else if word.is_empty() {
        return;
    } else {
        Token::Word(fold(word))
    };
    tokens.push(token);
}

/// `08`, `1.234`, `7,5`: only what has one reading.
fn number(word: &str) -> Option<Number> {
    let (whole, fraction) = word.split_once(',').unwrap_or((word, ""));
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.all(|group| group.len() == 3 && is_digits(group));
    let has_groups = whole.contains('.');
    let fits = is_digits(first) && is_grouped && (!has_groups || first.len() <= 3);
    let has_fraction = word.contains(',');
    (fits && (!has_fraction || is_digits(fraction)))
        .then(|| whole.replace('.', ""))
        .and_then(|digits| {
            let plain = if has_fraction {
                format!("{digits}.{fraction}")
            } else {
                digits
            };
            Number::from_plain(&plain)
        })
}

/// `10/8/2023`, `10-8-2023`, `8/2023`, `/12/2023`.
fn date(word: &str) -> Option<DateText> {
    let parts: Vec<&str> = word.split(['/', '-']).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => (*day, *month, *year),
        [month, year] => ("", *month, *year),
        _ => return None,
    };
    let is_short = |text: &str| text.len() <= 2;
    if year.len() != 4 || !is_short(day) || !is_short(month) {
        return None;
    }
    let (month, year) = (month.parse().ok()?, year.parse().ok()?);
    let of_day = |day| Date::new(year, month, day);
    let (first, last) = if day.is_empty() {
        (of_day(1)?, (28..=31).rev().find_map(of_day)?)
    } else {
        let day = of_day(day.parse().ok()?)?;
        (day, day)
    };
    Some(DateText {
        text: word.trim_start_matches('/').to_owned(),
        first,
        last,
    })
}

/// `265/QĐ-UBND`: digits, a stroke, letters.
fn is_decision(word: &str) -> bool {
    let Some((number, rest)) = word.split_once('/') else {
        return false;
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && rest.chars().any(char::is_alphabetic)
}

/// Words after which a decision is one that the listed ones stand on, change, or end: "theo", "căn cứ", "sửa đổi", "thay thế",
/// "bãi bỏ".
const STANDS_ON: [&str; 5] = ["theo", "cu", "doi", "the", "bo"];

/// How many decisions the note lists, each counted once: those that it certainly lists, and with those that it may only
/// refer to.
#[must_use]
pub fn decisions(note: &str) -> (usize, usize) {
    let mut found: Vec<String> = Vec::new();
    let mut referred: Vec<String> = Vec::new();
    let mut is_reference = false;
    for token in tokens(&without_parentheses(note)) {
        match token {
            Token::Mark(';' | '\n') => is_reference = false,
            Token::Word(word) => is_reference |= STANDS_ON.contains(&word.as_str()),
            Token::Decision(number) => {
                let list = if is_reference { &mut referred } else { &mut found };
                if !list.contains(&number) {
                    list.push(number);
                }
            }
            Token::Number(_) | Token::Percent(_) | Token::Date(_) | Token::Mark(_) => {}
        }
    }
    referred.retain(|number| !found.contains(number));
    (found.len(), found.len().saturating_add(referred.len()))
}

/// The dates. What follows "số" is a number of a document: "Thông tư số 02/2021".
#[must_use]
pub fn dates(note: &str) -> Vec<DateText> {
    let mut found = Vec::new();
    let mut is_number = false;
    for token in tokens(note) {
        match token {
            Token::Date(date) if !is_number => found.push(date),
            Token::Date(_)
            | Token::Number(_)
            | Token::Percent(_)
            | Token::Decision(_)
            | Token::Mark(_)
            | Token::Word(_) => is_number = token == Token::Word("so".to_owned()),
        }
    }
    found
}

/// The text without what stands in parentheses.
fn without_parentheses(note: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for letter in note.chars() {
        match letter {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// Words with which a sentence begins, not a name: "chưa có", "không", "theo", "sẽ", "đang", "đã".
const SENTENCE: [&str; 6] = ["chua", "khong", "theo", "se", "dang", "da"];

/// Whether the note is a remark rather than a list of names: an item begins as a sentence does, or names a decree.
#[must_use]
pub fn is_remark(note: &str) -> bool {
    let begins = |item: &Item| {
        item.folded
            .split(' ')
            .next()
            .is_some_and(|word| SENTENCE.contains(&word))
    };
    items(note).iter().any(begins) || tokens(note).iter().any(|token| matches!(token, Token::Decision(_)))
}

/// Something that a note lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As typed, without what stands in parentheses.
    pub text: String,
    /// Folded, for comparing.
    pub folded: String,
}

/// What the note lists, parted by `;` or lines.
#[must_use]
pub fn items(note: &str) -> Vec<Item> {
    let plain = without_parentheses(note);
    let parts = plain.split([';', '\n']).map(|part| {
        let text = part
            .trim()
            .trim_start_matches(['-', '+', '•'])
            .trim_end_matches(['.', ','])
            .trim();
        Item {
            text: text.to_owned(),
            folded: fold(text),
        }
    });
    parts
        .filter(|item| item.folded.chars().any(char::is_alphabetic))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Token, dates, decisions, is_remark, items, tokens};

    fn shown(note: &str) -> String {
        let show = |token: &Token| match token {
            Token::Number(number) => format!("n{}", number.to_plain()),
            Token::Percent(number) => format!("p{}", number.to_plain()),
            Token::Date(date) => format!("d{}", date.text),
            Token::Decision(number) => format!("q{number}"),
            Token::Mark('\n') => "/".to_owned(),
            Token::Mark(mark) => mark.to_string(),
            Token::Word(word) => word.clone(),
        };
        tokens(note).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pieces() {
        for (note, expect) in [
            ("08 đơn vị; 06 phòng", "n8 don vi ; n6 phong /"),
            ("17 + 36+17 = 70.", "n17 + n36 + n17 = n70 /"),
            ("265/QĐ-UBND ngày 08/02/2023;", "q265/qd-ubnd ngay d08/02/2023 ; /"),
            ("đạt 33% (7,5 %)", "dat p33 p7.5 /"),
            ("Nghị định số 68/NĐ-CP", "nghi dinh so q68/nd-cp /"),
            ("1.234 hồ sơ, 12.34, 1.2.3", "n1234 ho so 12.34 1.2.3 /"),
            ("tháng 8/2023, 2/3, 31/2/2023", "thang d8/2023 2/3 31/2/2023 /"),
        ] {
            assert_eq!(shown(note), expect, "{note}");
        }
    }

    #[test]
    fn lists() {
        assert_eq!(decisions("1/QĐ-A; 2/QĐ-A; 1/QĐ-A"), (2, 2));
        assert_eq!(decisions("3/QĐ-A (sửa đổi 1/QĐ-A); 4/QĐ-A căn cứ 5/NĐ-CP"), (2, 3));
        assert!(is_remark("Chưa có đơn vị nào; sẽ phân loại") && is_remark("A theo 60/NĐ-CP") && !is_remark("A; B"));
        let folded = |note| items(note).into_iter().map(|item| item.folded).collect::<Vec<_>>();
        assert_eq!(folded("Sở TNMT;"), ["so tnmt"]);
        assert_eq!(
            folded("- Trung tâm A (33%)\n- Trung tâm B."),
            ["trung tam a", "trung tam b"]
        );
        let found: Vec<String> = dates("từ /12/2023 đến 1-2-2024, Thông tư số 02/2021")
            .iter()
            .map(|date| date.first.to_vietnamese())
            .collect();
        assert_eq!(found, ["01/12/2023", "01/02/2024"]);
    }
}
