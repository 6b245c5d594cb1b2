//! Folding of Vietnamese letters, for search and for headers of files: no marks, no case, `đ` as `d`.
//!
//! Composed and decomposed spellings fold alike. It is for comparing only: what [`fold`] gives is never shown or stored.
//! Letters beyond those of Vietnamese and Latin-1 keep their case: the tables of all of them would be 6 KB gzip of the page.

/// The text in lower case without tone and vowel marks, each run of blanks as one space, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().map(lower) {
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

/// The text in lower case, marks kept.
#[must_use]
pub fn lower_case(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// The small letter of one of Vietnamese, ASCII, or Latin-1; any other character, `Œ` too, as it is.
#[must_use]
pub fn lower(letter: char) -> char {
    let by = match letter {
        'À'..='Ö' | 'Ø'..='Þ' => 32,
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => 1,
        // Capital and small letters stand in turn.
        'Ạ'..='ỹ' => (u32::from(letter) & 1) ^ 1,
        other => return other.to_ascii_lowercase(),
    };
    char::from_u32(u32::from(letter).saturating_add(by)).unwrap_or(letter)
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
    use super::{fold, lower};

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
    fn small_letters_are_those_of_the_standard() {
        let ours = ('\0'..='ÿ').chain("ĂĐĨŨƠƯăđĩũơư".chars()).chain('Ạ'..='ỹ');
        for letter in ours {
            assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
        assert_eq!(['Œ', 'Š', 'Ω'].map(lower), ['Œ', 'Š', 'Ω']);
    }

    #[test]
    fn composed_or_not_is_the_same() {
        check("Tie\u{0302}\u{0301}ng Vie\u{0323}\u{0302}t", "tieng viet");
        check("hoà hòa", "hoa hoa");
    }
}
