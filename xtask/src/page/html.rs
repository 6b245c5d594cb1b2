//! Reads HTML into pieces, as far as our own index.html needs it. No general parser: what it does not understand, it refuses.

use crate::failure::{Failure, Outcome};

/// A piece of HTML. Laid end to end, the pieces' texts are the HTML again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text between tags; end tags and the doctype too.
    Text(&'a str),
    /// A comment, with its marks.
    Comment(&'a str),
    /// A start tag.
    Tag(Tag<'a>),
    /// What stands between the tags of a script or a style.
    Raw(&'a str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// As it is written.
    pub(crate) text: &'a str,
    /// The element's name.
    pub(crate) name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }

    /// All attributes in order, as name and value.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.attributes.iter().copied()
    }

    /// Whether the browser runs what stands in this element: a script of no type, or of JavaScript's.
    pub(crate) fn is_executed(&self) -> bool {
        let kind = self.attribute("type").unwrap_or("");
        self.name.eq_ignore_ascii_case("script")
            && matches!(kind, "" | "module" | "text/javascript" | "application/javascript")
    }

    /// Whether this is a style.
    pub(crate) fn is_style(&self) -> bool {
        self.name.eq_ignore_ascii_case("style")
    }
}

/// Reads HTML into pieces.
pub(crate) fn pieces(html: &str) -> Outcome<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, from_tag) = rest.split_at(open);
        let starts_name = from_tag
            .chars()
            .nth(1)
            .is_some_and(|letter| letter.is_ascii_alphabetic());
        if from_tag.starts_with("<!--") {
            push_text(&mut pieces, text);
            let end = from_tag
                .find("-->")
                .ok_or_else(|| unreadable("a comment that is not closed", from_tag))?;
            let (comment, after) = from_tag.split_at(end + 3);
            pieces.push(Piece::Comment(comment));
            rest = after;
        } else if starts_name {
            push_text(&mut pieces, text);
            let (tag, after) = tag(from_tag)?;
            rest = after;
            let closing = match tag.name.to_ascii_lowercase().as_str() {
                "script" => Some("</script"),
                "style" => Some("</style"),
                _ => None,
            };
            pieces.push(Piece::Tag(tag));
            if let Some(closing) = closing {
                let end = find_ignoring_case(rest, closing)
                    .ok_or_else(|| unreadable("a script or style that is not closed", from_tag))?;
                let (raw, after) = rest.split_at(end);
                pieces.push(Piece::Raw(raw));
                rest = after;
            }
        } else {
            let end = from_tag.find('>').map_or(from_tag.len(), |end| end + 1);
            let (text, after) = rest.split_at(open + end);
            push_text(&mut pieces, text);
            rest = after;
        }
    }
    push_text(&mut pieces, rest);
    Ok(pieces)
}

/// Where `wanted` (ASCII) first stands in `text`, in capitals or not.
pub(crate) fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

/// Reads the start tag at the start of `html`; gives what follows it too.
fn tag(html: &str) -> Outcome<(Tag<'_>, &str)> {
    let unclosed = || unreadable("a tag that is not closed", html);
    let name_end = html
        .find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/')
        .ok_or_else(unclosed)?;
    let name = html.get(1..name_end).ok_or_else(unclosed)?;
    let mut attributes = Vec::new();
    let mut rest = html.get(name_end..).ok_or_else(unclosed)?;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(after) = rest.strip_prefix('>') {
            let text = html.get(..html.len() - after.len()).ok_or_else(unclosed)?;
            return Ok((Tag { text, name, attributes }, after));
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'))
            .ok_or_else(unclosed)?;
        let (attribute, after) = rest.split_at(end);
        rest = after.trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            attributes.push((attribute, ""));
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let Some(quote) = quote else {
            return Err(unreadable("an attribute whose value is not quoted", html));
        };
        let (value, after) = after
            .get(1..)
            .and_then(|inside| inside.split_once(quote))
            .ok_or_else(unclosed)?;
        attributes.push((attribute, value));
        rest = after;
    }
}

fn unreadable(what: &str, at: &str) -> Failure {
    let start: String = at.chars().take(60).collect();
    Failure::new(format!("the page has {what}: \"{}\".", start.replace('\n', " ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(piece: &Piece<'_>) -> String {
        match piece {
            Piece::Text(text) | Piece::Comment(text) | Piece::Raw(text) => (*text).to_owned(),
            Piece::Tag(tag) => tag.text.to_owned(),
        }
    }

    #[test]
    fn pieces_laid_end_to_end_are_the_html() {
        let html = "<!doctype html>\n<html lang=\"vi\"><!-- <b> --><p hidden class='a b'>1 < 2</p><script>if (a<b) c(\"</p>\")</script><link rel=\"x\" /></html>\n";
        let pieces = pieces(html).unwrap();
        assert_eq!(pieces.iter().map(text_of).collect::<String>(), html);
        assert!(pieces.contains(&Piece::Raw("if (a<b) c(\"</p>\")")));
        assert!(pieces.contains(&Piece::Comment("<!-- <b> -->")));
    }

    #[test]
    fn attributes_are_read() {
        let html = "<link data-trunk rel=\"css\" href='style/a.css'/>";
        let pieces = pieces(html).unwrap();
        let [Piece::Tag(tag)] = pieces.as_slice() else {
            panic!("{pieces:?}")
        };
        assert_eq!(
            (
                tag.name,
                tag.attribute("data-trunk"),
                tag.attribute("HREF"),
                tag.attribute("src")
            ),
            ("link", Some(""), Some("style/a.css"), None)
        );
    }

    #[test]
    fn what_is_cut_is_refused() {
        for html in ["<p", "<p class=\"", "<script>", "<!-- ", "<p class=a>"] {
            assert!(pieces(html).is_err(), "{html}");
        }
    }

    #[test]
    fn only_what_browsers_run_is_executed() {
        for (html, expect) in [
            ("<script>", true),
            ("<script type=\"module\">", true),
            ("<script type=\"text/plain\">", false),
            ("<style>", false),
        ] {
            assert_eq!(tag(html).unwrap().0.is_executed(), expect, "{html}");
        }
    }
}
