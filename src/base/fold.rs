//! Folding of Vietnamese letters, for search and for headers of files: no marks, no case, `đ` as `d`.
//!
//! Composed and decomposed spellings fold alike. It is for comparing only: what it gives is never shown or stored.

/// The text in lower case without tone and vowel marks, each run of blanks as one space, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if let Some(plain) = base_letter(letter) {
            folded.push(plain);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The letter under the marks, or none for a mark that stands alone. Expects lower case.
fn base_letter(letter: char) -> Option<char> {
    match letter {
        '\u{0300}'..='\u{036f}' => None,
        'à'..='å' | 'ă' | 'ạ'..='ặ' => Some('a'),
        'è'..='ë' | 'ẹ'..='ệ' => Some('e'),
        'ì'..='ï' | 'ĩ' | 'ỉ' | 'ị' => Some('i'),
        'ò'..='ö' | 'ơ' | 'ọ'..='ợ' => Some('o'),
        'ù'..='ü' | 'ũ' | 'ư' | 'ụ'..='ự' => Some('u'),
        'ý' | 'ỳ'..='ỹ' => Some('y'),
        'đ' | 'ð' => Some('d'),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn check(text: &str, expect: &str) {
        assert_eq!(fold(text), expect, "{text}");
    }

    #[test]
    fn every_vietnamese_letter_folds() {
        check("àáảãạăằắẳẵặâầấẩẫậ", "aaaaaaaaaaaaaaaaa");
        check("ÈÉẺẼẸÊỀẾỂỄỆ", "eeeeeeeeeee");
        check("ìíỉĩị òóỏõọôồốổỗộơờớởỡợ", "iiiii ooooooooooooooooo");
        check("ùúủũụưừứửữự ỳýỷỹỵ", "uuuuuuuuuuu yyyyy");
        check("Đường  dẫn\u{a0}\n", "duong dan");
    }

    #[test]
    fn composed_or_not_is_the_same() {
        check("Tie\u{0302}\u{0301}ng Vie\u{0323}\u{0302}t", "tieng viet");
        check("hoà hòa", "hoa hoa");
    }
}
