//! Looks the finished page over: nothing in it may be a second request, run what the policy blocks, or tell of this machine.

use super::compile::cargo_home;
use super::html::{Piece, Tag, find_ignoring_case, pieces};
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Names, not addresses: browsers compare them and never fetch them.
const NAMESPACES: &[&str] = &[
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/2000/xmlns/",
    "http://www.w3.org/XML/1998/namespace",
];

/// Attributes whose value is an address.
const ADDRESSES: &[&str] = &[
    "src",
    "href",
    "srcset",
    "poster",
    "data",
    "action",
    "formaction",
    "background",
    "manifest",
    "ping",
    "xlink:href",
];

/// Fails when the wasm holds a path of this machine.
pub(crate) fn check_wasm(project: &Project, wasm: &[u8]) -> Outcome<()> {
    let mut paths = vec![project.root().to_path_buf()];
    paths.extend(cargo_home());
    for path in paths {
        let path = path.to_string_lossy().into_owned();
        if path.len() > 1 && wasm.windows(path.len()).any(|window| window == path.as_bytes()) {
            return Err(Failure::new(format!(
                "the wasm holds \"{path}\", a path of this machine, so no other machine could make the same file."
            )));
        }
    }
    Ok(())
}

/// Fails when the page is not whole in itself.
pub(crate) fn check_page(page: &str) -> Outcome<()> {
    let pieces = pieces(page)?;
    let mut inside: Option<&Tag<'_>> = None;
    for piece in &pieces {
        match piece {
            Piece::Tag(tag) => {
                check_tag(tag)?;
                inside = Some(tag);
            }
            Piece::Raw(raw) => match inside {
                Some(tag) if tag.is_executed() => check_script(raw)?,
                Some(tag) if tag.is_style() => check_style(raw)?,
                _ => check_data(raw)?,
            },
            Piece::Text(text) => check_no_address(text)?,
            Piece::Comment(comment) => return Err(Failure::new(format!("a comment is left in the page: {comment}"))),
        }
    }
    Ok(())
}

fn check_tag(tag: &Tag<'_>) -> Outcome<()> {
    if tag.attribute("data-trunk").is_some() {
        return Err(Failure::new(format!(
            "an instruction for Trunk is left in the page: {}",
            tag.text
        )));
    }
    check_no_address(tag.text)?;
    for (name, value) in tag.attributes() {
        let name = name.to_ascii_lowercase();
        let is_inside = value.starts_with("data:") || value.starts_with('#');
        if ADDRESSES.contains(&name.as_str()) && !is_inside {
            return Err(Failure::new(format!(
                "the page would make a second request: {}",
                tag.text
            )));
        }
        if name == "style" || name.starts_with("on") {
            return Err(Failure::new(format!(
                "the policy blocks the attribute \"{name}\" of {}",
                tag.text
            )));
        }
    }
    Ok(())
}

fn check_script(script: &str) -> Outcome<()> {
    check_no_address(script)?;
    for (words, why) in [
        ("snippets/", "a file of JavaScript beside the page"),
        ("eval(", "a script made at run time, which the policy blocks"),
        ("new Function(", "a script made at run time, which the policy blocks"),
        ("import(", "a second request"),
        ("importScripts(", "a second request"),
        ("XMLHttpRequest", "a second request"),
        ("EventSource(", "a second request"),
        ("WebSocket(", "a second request"),
        ("sendBeacon(", "a second request"),
    ] {
        if script.contains(words) {
            return Err(Failure::new(format!("the page's script has \"{words}\": {why}.")));
        }
    }
    Ok(())
}

fn check_style(style: &str) -> Outcome<()> {
    check_no_address(style)?;
    if find_ignoring_case(style, "@import").is_some() {
        return Err(Failure::new(
            "a style file has \"@import\", a second request. Link the file in index.html instead.",
        ));
    }
    for after in style.split("url(").skip(1) {
        let address = after.trim_start_matches(['"', '\'', ' ']);
        if !address.starts_with("data:") && !address.starts_with('#') {
            let start: String = address.chars().take(60).collect();
            return Err(Failure::new(format!(
                "a style file has url({start}…, a second request."
            )));
        }
    }
    Ok(())
}

/// The wasm is base64 and nothing else.
fn check_data(data: &str) -> Outcome<()> {
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=' | '\n');
    match data.chars().find(|letter| !is_base64(*letter)) {
        None => Ok(()),
        Some(letter) => Err(Failure::new(format!(
            "the packed wasm has \"{letter}\", which is not base64."
        ))),
    }
}

fn check_no_address(text: &str) -> Outcome<()> {
    let mut text = text.to_owned();
    for namespace in NAMESPACES {
        for (open, close) in [("\"", "\""), ("'", "'"), ("`", "`"), ("%22", "%22"), ("%27", "%27")] {
            text = text.replace(&format!("{open}{namespace}{close}"), "");
        }
    }
    for (place, _) in text.match_indices("://") {
        let before = text.get(..place).unwrap_or_default();
        let scheme = before
            .rsplit(|letter: char| !letter.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        if !scheme.is_empty() {
            let after: String = text.get(place..).unwrap_or_default().chars().take(60).collect();
            return Err(Failure::new(format!(
                "the page has an absolute address: {scheme}{after}"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, complaint: Option<&str>) {
        let found = check_page(page).err().map(|failure| failure.to_string());
        match complaint {
            None => assert_eq!(found, None, "{page}"),
            Some(words) => assert!(
                found.as_deref().is_some_and(|found| found.contains(words)),
                "{page}: {found:?}"
            ),
        }
    }

    #[test]
    fn a_whole_page_passes() {
        check(
            "<link rel=\"icon\" href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'></svg>\"><a href=\"#a\">a</a>",
            None,
        );
        check(
            "<style>a { background: url(\"data:image/png;base64,AA\") }</style>",
            None,
        );
        check(
            "<script>// a comment\ncreateElementNS(\"http://www.w3.org/2000/svg\")</script>",
            None,
        );
        check("<script type=\"text/plain\">\nQUJD+/8=\n</script>", None);
    }

    #[test]
    fn a_second_request_does_not() {
        check("<script src=\"app.js\"></script>", Some("second request"));
        check("<img src=\"//cdn.example/a.png\">", Some("second request"));
        check("<link rel=\"stylesheet\" href=\"style/a.css\">", Some("second request"));
        check("<style>@Import 'a.css';</style>", Some("@import"));
        check("<style>a { background: url(a.png) }</style>", Some("url("));
        check(
            "<script>fetch('https://example.org/')</script>",
            Some("https://example.org/"),
        );
        check(
            "<script>open('http://www.w3.org/2000/svg/more')</script>",
            Some("absolute address"),
        );
        check("<script>import('./snippets/a.js')</script>", Some("snippets"));
    }

    #[test]
    fn what_the_policy_blocks_does_not() {
        check("<p style=\"color: red\">", Some("style"));
        check("<button onclick=\"a()\">", Some("onclick"));
        check("<script>eval(\"1\")</script>", Some("eval"));
        check("<link data-trunk rel=\"css\">", Some("Trunk"));
        check("<script type=\"text/plain\"><b></script>", Some("not base64"));
    }
}
