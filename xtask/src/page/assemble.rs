//! One HTML of the description, the styles, the scripts and the wasm.
//!
//! The order is chosen for files that were cut: the notice comes first, then the styles, then the wasm and what starts it. So wherever
//! the file ends, the person reads a sentence and never sees an empty page.

use super::html::{self, Piece, Tag, pieces};
use super::pack::Packed;
use super::styles;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// The element where the page itself begins; the styles stand before it.
const PAGE: &str = "page";

/// Something packed that stands in the page and is not executed.
pub(crate) struct Block<'a> {
    id: &'static str,
    base64: &'a str,
}

impl<'a> Block<'a> {
    /// The block with this id.
    pub(crate) fn new(id: &'static str, packed: &'a Packed) -> Self {
        Self {
            id,
            base64: &packed.base64,
        }
    }
}

/// Puts the page together. `description` is index.html; `script` is the glue and what starts it; `blocks` are what it unpacks, in
/// this order: what is needed to start comes last, so that a page that was cut does not start.
pub(crate) fn assemble(project: &Project, description: &str, script: &str, blocks: &[Block<'_>]) -> Outcome<String> {
    let pieces = pieces(description)?;
    let links = links(&pieces)?;
    let styles = styles::joined(project, &links)?;
    joined(&pieces, &styles, script, blocks)
}

/// The style files that the description links, in its order. All of Trunk's other instructions must be ones that are understood here.
fn links<'a>(pieces: &[Piece<'a>]) -> Outcome<Vec<&'a str>> {
    let mut links = Vec::new();
    let mut binaries = Vec::new();
    for tag in pieces.iter().filter_map(trunk_tag) {
        match (tag.attribute("rel"), tag.attribute("href"), tag.attribute("data-bin")) {
            (Some("css"), Some(href), _) => links.push(href),
            (Some("rust"), _, Some(binary)) => binaries.push(binary),
            _ => {
                return Err(Failure::new(format!(
                    "index.html has {}, which `cargo xtask` does not understand.",
                    tag.text
                )));
            }
        }
    }
    match binaries.as_slice() {
        ["phuluc", "phuluc-intake"] => Ok(links),
        _ => Err(Failure::new(
            "index.html must have <link data-trunk rel=\"rust\" data-bin=\"phuluc\" …>, then the one of \"phuluc-intake\", and no other.",
        )),
    }
}

fn joined(pieces: &[Piece<'_>], styles: &str, script: &str, blocks: &[Block<'_>]) -> Outcome<String> {
    let script = inside_script(script)?;
    if html::find_ignoring_case(styles, "</style").is_some() {
        return Err(Failure::new(
            "a style file has \"</style\", which would end the page's styles there.",
        ));
    }
    let mut page = String::new();
    let mut has_styles = false;
    for piece in pieces {
        match piece {
            Piece::Comment(_) => {}
            Piece::Tag(_) if trunk_tag(piece).is_some() => {}
            Piece::Tag(tag) => {
                if tag.attribute("id") == Some(PAGE) {
                    if !styles.is_empty() {
                        page.push_str(&format!("<style>\n{styles}</style>\n"));
                    }
                    has_styles = true;
                }
                page.push_str(tag.text);
            }
            Piece::Raw(raw) => page.push_str(raw),
            Piece::Text(text) => page.push_str(text),
        }
    }
    if !has_styles {
        return Err(Failure::new(format!(
            "index.html has no element with id=\"{PAGE}\", where the page begins."
        )));
    }
    let page = without_empty_lines(&page);
    let Some((before, after)) = page.rsplit_once("</body>") else {
        return Err(Failure::new("index.html has no </body>."));
    };
    let block = |block: &Block<'_>| {
        format!(
            "<script type=\"text/plain\" id=\"{}\">\n{}\n</script>\n",
            block.id, block.base64
        )
    };
    let blocks: String = blocks.iter().map(block).collect();
    Ok(format!("{before}{blocks}<script>\n{script}</script>\n</body>{after}"))
}

fn trunk_tag<'p, 'a>(piece: &'p Piece<'a>) -> Option<&'p Tag<'a>> {
    match piece {
        Piece::Tag(tag) if tag.attribute("data-trunk").is_some() => Some(tag),
        Piece::Tag(_) | Piece::Text(_) | Piece::Comment(_) | Piece::Raw(_) => None,
    }
}

/// In a script, `</script` can stand only in a text or a comment, where `<\/script` means the same. `<!--` would change how the browser
/// reads all that follows.
fn inside_script(script: &str) -> Outcome<String> {
    if script.contains("<!--") {
        return Err(Failure::new(
            "the page's script has \"<!--\", which a script inside HTML must not have.",
        ));
    }
    let mut safe = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(place) = html::find_ignoring_case(rest, "</script") {
        let (before, from) = rest.split_at(place);
        safe.push_str(before);
        safe.push_str("<\\/");
        rest = from.get(2..).unwrap_or_default();
    }
    safe.push_str(rest);
    if !safe.ends_with('\n') {
        safe.push('\n');
    }
    Ok(safe)
}

fn without_empty_lines(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    for line in page.lines().filter(|line| !line.trim().is_empty()) {
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = "<!doctype html>\n<html><head>\n<!-- for people -->\n<link data-trunk rel=\"rust\" data-bin=\"phuluc\">\n<link data-trunk rel=\"rust\" data-bin=\"phuluc-intake\">\n<link data-trunk rel=\"css\" href=\"style/a.css\">\n</head><body>\n<p>notice</p>\n<div id=\"page\"></div>\n</body></html>\n";

    #[test]
    fn the_parts_stand_in_their_order() {
        let pieces = pieces(DESCRIPTION).unwrap();
        assert_eq!(links(&pieces).unwrap(), ["style/a.css"]);
        let page = joined(
            &pieces,
            "a { b: c }\n",
            "start()",
            &[Block {
                id: "wasm",
                base64: "QUJD",
            }],
        )
        .unwrap();
        let expect = "<!doctype html>\n<html><head>\n</head><body>\n<p>notice</p>\n<style>\na { b: c }\n</style>\n<div id=\"page\"></div>\n<script type=\"text/plain\" id=\"wasm\">\nQUJD\n</script>\n<script>\nstart()\n</script>\n</body></html>\n";
        assert_eq!(page, expect);
    }

    #[test]
    fn instructions_that_are_not_understood_are_refused() {
        for tag in [
            "<link data-trunk rel=\"copy-dir\" href=\"img\">",
            "<link data-trunk rel=\"rust\" data-bin=\"other\">",
            "",
        ] {
            assert!(links(&pieces(tag).unwrap()).is_err(), "{tag}");
        }
    }

    #[test]
    fn a_script_cannot_end_itself() {
        assert_eq!(inside_script("a('</Script>')").unwrap(), "a('<\\/Script>')\n");
        assert!(inside_script("a('<!--')").is_err());
        let pieces = pieces(DESCRIPTION).unwrap();
        assert!(joined(&pieces, "a { b: '</style>' }", "", &[]).is_err());
    }
}
