//! Printed lines with blanks, `"{period} TẠI {office}"`, in pieces: the page makes each blank a field.

/// A piece of a printed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Printed text.
    Text(String),
    /// A blank with this name.
    Blank(String),
}

/// The line in pieces. A brace without its other half is text.
#[must_use]
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, name, after)) = next_blank(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Blank(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn text_and_blanks() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let blank = |name: &str| Piece::Blank(name.to_owned());
        assert_eq!(
            pieces("{a} TẠI {b}."),
            [blank("a"), text(" TẠI "), blank("b"), text(".")]
        );
        assert_eq!(pieces("(số {a"), [text("(số {a")]);
        assert_eq!(pieces(""), []);
    }
}
