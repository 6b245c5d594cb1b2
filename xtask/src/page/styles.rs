//! The page's styles: the files that index.html links, in its order, as one text.

use crate::failure::{Failure, Outcome};
use crate::files;
use crate::project::Project;
use std::collections::BTreeSet;
use std::path::Path;

/// Joins the linked files. Fails where a link has no file, or a file of style/ no link: either would be a silent loss.
pub(crate) fn joined(project: &Project, linked: &[&str]) -> Outcome<String> {
    let mut there = BTreeSet::new();
    for folder in ["style", "style/parts"] {
        for path in files::listed(&project.path(folder))? {
            if path.extension().is_some_and(|ending| ending == "css") {
                there.insert(format!("{folder}/{}", name_of(&path)));
            }
        }
    }
    check_links(linked, &there)?;
    let mut all = String::new();
    for link in linked {
        all.push_str(&without_comments(&files::read_text(&project.path(link))?));
    }
    Ok(all)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn check_links(linked: &[&str], there: &BTreeSet<String>) -> Outcome<()> {
    let mut seen = BTreeSet::new();
    for link in linked {
        if !there.contains(*link) {
            return Err(Failure::new(format!(
                "index.html links {link}, and there is no such file."
            )));
        }
        if !seen.insert(*link) {
            return Err(Failure::new(format!("index.html links {link} twice.")));
        }
    }
    match there.iter().find(|file| !seen.contains(file.as_str())) {
        None => Ok(()),
        Some(file) => Err(Failure::new(format!(
            "{file} is not linked in index.html, so the page would be without it. Add: <link data-trunk rel=\"css\" href=\"{file}\">"
        ))),
    }
}

/// Takes out comments, indentation, and empty lines; what stands in quotes stays as it is.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut quote = None;
    let mut letters = css.chars().peekable();
    while let Some(letter) = letters.next() {
        match quote {
            None if letter == '/' && letters.peek() == Some(&'*') => {
                letters.next();
                let mut before = ' ';
                for inside in letters.by_ref() {
                    if before == '*' && inside == '/' {
                        break;
                    }
                    before = inside;
                }
                continue;
            }
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(open) if letter == open => quote = None,
            _ => {}
        }
        kept.push(letter);
        if letter == '\\' {
            kept.extend(letters.next());
        }
    }
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(linked: &[&str], there: &[&str], complaint: Option<&str>) {
        let there = there.iter().map(|file| String::from(*file)).collect();
        let found = check_links(linked, &there).err().map(|failure| failure.to_string());
        match complaint {
            None => assert_eq!(found, None),
            Some(words) => assert!(found.as_deref().is_some_and(|found| found.contains(words)), "{found:?}"),
        }
    }

    #[test]
    fn links_and_files_must_fit() {
        check(
            &["style/a.css", "style/parts/b.css"],
            &["style/parts/b.css", "style/a.css"],
            None,
        );
        check(&["style/a.css"], &[], Some("no such file"));
        check(&[], &["style/a.css"], Some("style/a.css is not linked"));
        check(&["style/a.css", "style/a.css"], &["style/a.css"], Some("twice"));
    }

    #[test]
    fn comments_go_and_quotes_stay() {
        assert_eq!(
            without_comments("/* a */\n\n  a {\n    b: \"/* c */\"; /* d\n */\n  }\n"),
            "a {\nb: \"/* c */\";\n}\n"
        );
        assert_eq!(
            without_comments("a::before { content: \"\\\"/*\" }"),
            "a::before { content: \"\\\"/*\" }\n"
        );
    }
}
