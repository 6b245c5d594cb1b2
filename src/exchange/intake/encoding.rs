//! From the bytes of a text file to its text, whatever wrote it: UTF-8, UTF-16, windows-1258, TCVN3. What is written in VNI is
//! recognised, not read.
//!
//! Nothing in such a file names its encoding. Where the bytes do not tell, the form does: the reading is right in which its
//! labels are found.

use super::form_keys::FormKeys;
use super::key::key;

/// Why a file's bytes are no text that we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingFault {
    /// Not a text at all.
    NotText,
    /// Written in the VNI fonts.
    Vni,
}

/// The text of a file.
///
/// # Errors
/// See [`EncodingFault`].
pub fn decode(keys: &FormKeys, bytes: &[u8]) -> Result<String, EncodingFault> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).map(str::to_owned).ok(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if has_zeros(bytes, 1) => utf16(bytes, u16::from_le_bytes),
        _ if has_zeros(bytes, 0) => utf16(bytes, u16::from_be_bytes),
        _ if bytes.contains(&0) => None,
        _ => Some(std::str::from_utf8(bytes).map_or_else(
            |_not_utf8| bytes.iter().map(|byte| char::from(*byte)).collect(),
            str::to_owned,
        )),
    };
    let text = text.ok_or(EncodingFault::NotText)?;
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if is_utf8 || text.chars().any(|letter| letter > '\u{ff}') {
        return of_font(keys, text);
    }
    // One byte a letter.
    let vietnamese: String = text.chars().map(windows_1258).collect();
    if known(keys, &vietnamese) > 0 {
        return Ok(vietnamese);
    }
    of_font(keys, text)
}

/// A text that may have been written with the letters of an old font in the places of others.
///
/// # Errors
/// [`EncodingFault::Vni`].
pub fn of_font(keys: &FormKeys, text: String) -> Result<String, EncodingFault> {
    let before = known(keys, &text);
    let old: String = text.chars().map(tcvn3).collect();
    if known(keys, &old) > before {
        return Ok(old);
    }
    if before == 0 && known(keys, &vni_letters(&text)) > 1 {
        return Err(EncodingFault::Vni);
    }
    Ok(text)
}

/// How many cells of the text are labels of the form.
fn known(keys: &FormKeys, text: &str) -> usize {
    let cells = text
        .split(['\t', '\n', '\r', ';', ',', '"'])
        .filter(|cell| cell.len() > 6);
    cells.filter(|cell| keys.begins_label(&key(cell))).count()
}

fn has_zeros(bytes: &[u8], at: usize) -> bool {
    let zeros = bytes.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    // Digits, marks, and plain letters: a third of a Vietnamese table and more.
    bytes.len() >= 4 && zeros.saturating_mul(6) > bytes.len()
}

fn utf16(bytes: &[u8], of_bytes: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok())
        .map(of_bytes);
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok()
}

/// The letter of windows-1258 in the place of this one of Latin-1. Tones follow their letters.
pub(super) fn windows_1258(letter: char) -> char {
    const FIRST: [char; 32] = [
        '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}',
        '\u{2030}', '\u{8a}', '\u{2039}', '\u{152}', '\u{8d}', '\u{8e}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}',
        '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{9a}', '\u{203a}',
        '\u{153}', '\u{9d}', '\u{9e}', '\u{178}',
    ];
    match letter {
        '\u{80}'..='\u{9f}' => {
            let place = u32::from(letter)
                .checked_sub(0x80)
                .and_then(|place| usize::try_from(place).ok());
            place.and_then(|place| FIRST.get(place)).copied().unwrap_or(letter)
        }
        '\u{c3}' => '\u{102}',
        '\u{cc}' => '\u{300}',
        '\u{d0}' => '\u{110}',
        '\u{d2}' => '\u{309}',
        '\u{d5}' => '\u{1a0}',
        '\u{dd}' => '\u{1af}',
        '\u{de}' => '\u{303}',
        '\u{e3}' => '\u{103}',
        '\u{ec}' => '\u{301}',
        '\u{f0}' => '\u{111}',
        '\u{f2}' => '\u{323}',
        '\u{f5}' => '\u{1a1}',
        '\u{fd}' => '\u{1b0}',
        '\u{fe}' => '\u{20ab}',
        other => other,
    }
}

/// The letter of TCVN 5712 (the `.Vn` fonts) in the place of this one of Latin-1, from U+00A1 on; a place without one stays.
/// Capitals with a tone were typed as small letters in a font of capitals.
const TCVN3: [u16; 94] = [
    0x102, 0xc2, 0xca, 0xd4, 0x1a0, 0x1af, 0x110, 0x103, 0xe2, 0xea, 0xf4, 0x1a1, 0x1b0, 0x111, 0xaf, 0xb0, 0xb1, 0xb2,
    0xb3, 0xb4, 0xe0, 0x1ea3, 0xe3, 0xe1, 0x1ea1, 0xba, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3,
    0xc4, 0xc5, 0x1eb7, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead, 0xe8, 0xcd, 0x1ebb, 0x1ebd, 0xe9, 0x1eb9, 0x1ec1,
    0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7, 0xec, 0x1ec9, 0xd9, 0xda, 0xdb, 0x129, 0xed, 0x1ecb, 0xf2, 0xe0, 0x1ecf, 0xf5,
    0xf3, 0x1ecd, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3, 0xf9, 0xf0, 0x1ee7,
    0x169, 0xfa, 0x1ee5, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1, 0x1ef3, 0x1ef7, 0x1ef9, 0xfd, 0x1ef5,
];

fn tcvn3(letter: char) -> char {
    let place = u32::from(letter)
        .checked_sub(0xa1)
        .and_then(|place| usize::try_from(place).ok());
    let code = place.and_then(|place| TCVN3.get(place));
    code.and_then(|code| char::from_u32(u32::from(*code))).unwrap_or(letter)
}

/// The plain letters of a text in the VNI fonts, which write a mark as a letter of its own behind a vowel: enough to know it by.
fn vni_letters(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{f1}' | '\u{d1}' => Some('d'),
        '\u{f6}' | '\u{d6}' => Some('u'),
        '\u{f4}' | '\u{d4}' => Some('o'),
        '\u{ec}' | '\u{ed}' | '\u{e6}' | '\u{f3}' | '\u{f2}' | '\u{cc}' | '\u{cd}' | '\u{c6}' | '\u{d3}' | '\u{d2}' => {
            Some('i')
        }
        '\u{ee}' | '\u{ce}' => Some('y'),
        '\u{c0}'..='\u{ff}' => None,
        other => Some(other),
    };
    text.chars().filter_map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::{EncodingFault, TCVN3, decode, tcvn3};
    use crate::exchange::intake::form_keys::FormKeys;

    fn keys() -> FormKeys {
        FormKeys::new(&crate::editions::read(crate::editions::BUILT_IN[0]).unwrap())
    }

    /// The text that these bytes, written one letter of Latin-1 a byte, are read as.
    fn check(latin: &str, expect: Result<&str, EncodingFault>) {
        let bytes: Vec<u8> = latin
            .chars()
            .map(|letter| u8::try_from(u32::from(letter)).unwrap())
            .collect();
        assert_eq!(decode(&keys(), &bytes), expect.map(str::to_owned), "{latin}");
    }

    #[test]
    fn old_fonts_are_told_by_the_labels_of_the_form() {
        // TCVN3, VNI, windows-1258: "Kiểm tra công tác CCHC", "Tổng số biên chế được giao trong năm".
        check("KiÓm tra c«ng t¸c CCHC", Ok("Kiểm tra công tác CCHC"));
        check(
            "Kieåm tra coâng taùc CCHC\tToång soá bieân cheá ñöôïc giao trong naêm",
            Err(EncodingFault::Vni),
        );
        check("KiêÒm tra công tác CCHC", Ok("Kiê\u{309}m tra công tác CCHC"));
        check("a\0\u{ff}", Err(EncodingFault::NotText));
    }

    #[test]
    fn every_letter_of_tcvn3_is_one_of_ours_or_stays() {
        assert_eq!(TCVN3.len(), 0xfe - 0xa1 + 1);
        assert_eq!(
            [0xa1, 0xb5, 0xcf, 0xe1, 0xfe].map(|code| tcvn3(char::from_u32(code).unwrap())),
            ['Ă', 'à', 'ẽ', 'ỏ', 'ỵ']
        );
    }
}
