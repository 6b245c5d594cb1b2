//! Writes the page in ASCII alone, so that it reads the same under whatever charset a server claims.
//!
//! A server's charset outweighs the page's own `<meta charset>`. A byte order mark would outweigh the server's, but with one in front a
//! browser no longer takes a page without a content type for HTML (both tried).

use super::html::{Piece, pieces};
use crate::failure::Outcome;

/// The page with every other letter as a reference or an escape, each in its place's own way.
pub(crate) fn in_ascii(page: &str) -> Outcome<String> {
    let mut text = String::with_capacity(page.len());
    let mut is_style = false;
    for piece in pieces(page)? {
        match piece {
            Piece::Text(html) | Piece::Comment(html) => push(&mut text, html, in_html),
            Piece::Tag(tag) => {
                is_style = tag.is_style();
                push(&mut text, tag.text, in_html);
            }
            Piece::Raw(style) if is_style => push(&mut text, style, in_style),
            Piece::Raw(script) => push(&mut text, script, in_script),
        }
    }
    Ok(text)
}

fn push(text: &mut String, piece: &str, escaped: fn(char) -> String) {
    for letter in piece.chars() {
        match letter {
            letter if letter.is_ascii() => text.push(letter),
            letter => text.push_str(&escaped(letter)),
        }
    }
}

fn in_html(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}

/// The space ends the escape and is part of it.
fn in_style(letter: char) -> String {
    format!("\\{:x} ", u32::from(letter))
}

/// Inside a text or a regular expression, which is where a script has such letters; in a comment it does no harm.
fn in_script(letter: char) -> String {
    letter
        .encode_utf16(&mut [0; 2])
        .iter()
        .map(|half| format!("\\u{half:04x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_own_way() {
        let check = |page: &str, expect: &str| assert_eq!(in_ascii(page).unwrap(), expect);
        check("<title>Phụ</title>", "<title>Ph&#7909;</title>");
        check("<p title=\"đ\">", "<p title=\"&#273;\">");
        check(
            "<style>a::after { content: \"–a\" }</style>",
            "<style>a::after { content: \"\\2013 a\" }</style>",
        );
        check(
            "<script>a(\"ụ😀\")</script>",
            "<script>a(\"\\u1ee5\\ud83d\\ude00\")</script>",
        );
    }
}
