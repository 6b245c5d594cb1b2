//! Rules about the code, kept by a test: which floor may name which, and what may stand where.

use std::path::{Path, PathBuf};

/// Each floor and the floors that it may name.
const FLOORS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("model", &["base"]),
    ("rules", &["base", "model"]),
    ("exchange", &["base", "model", "rules"]),
    ("editions", &["base", "model", "exchange"]),
    ("words", &["base", "model", "rules", "exchange"]),
    ("state", &["base", "model", "rules", "exchange"]),
    ("preview", &["base", "model", "exchange", "editions", "words"]),
    ("platform", &["base", "model"]),
    (
        "ui",
        &[
            "base", "model", "rules", "exchange", "editions", "words", "state", "preview", "platform",
        ],
    ),
];

/// Files of more than 400 lines, each with its reason. None: a file is one room.
const LONG_FILES: &[&str] = &[];

/// Parts of the page that are no thing one can point at, and so have no style.
const WITHOUT_STYLE: &[&str] = &[
    "mod",
    "asked",
    "copies",
    "desk",
    "drafts",
    "focus",
    "intake",
    "keeper",
    "keys",
    "live",
    "live_text",
    "past",
    "pointing",
    "recovery",
    "reviewing",
    "shelf",
    "start",
    "theirs",
    "tie",
    "workplace",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(under: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(under)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file of the crate: where, on which floor, and its text without its own tests.
fn sources() -> Vec<(String, String, String)> {
    let read = |path: PathBuf| {
        let shown = path.strip_prefix(root()).expect("inside").display().to_string();
        let floor = shown.split('/').nth(1).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path).expect("readable");
        (
            shown,
            floor,
            text.split("#[cfg(test)]").next().unwrap_or_default().to_owned(),
        )
    };
    let sources: Vec<_> = files("src", "rs").into_iter().map(read).collect();
    assert!(sources.len() > 30, "the sources were found");
    sources
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn floors_look_down_only() {
    let mut wrong = Vec::new();
    for (file, floor, text) in sources() {
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
            continue;
        };
        for (at, line) in code_lines(&text) {
            for part in line.split("crate::").skip(1) {
                let named: String = part
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                    .collect();
                let is_floor = FLOORS.iter().any(|(name, _)| *name == named);
                if is_floor && named != floor && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{file}:{at} names {named}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_is_long() {
    let is_long = |(file, _, _): &&(String, String, String)| {
        let lines = std::fs::read_to_string(root().join(file))
            .expect("readable")
            .lines()
            .count();
        lines > 400 && !LONG_FILES.contains(&file.as_str())
    };
    let sources = sources();
    let long: Vec<&String> = sources.iter().filter(is_long).map(|(file, ..)| file).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn what_people_read_stands_in_words_alone() {
    let is_vietnamese =
        |letter: char| ('\u{c0}'..='\u{1b0}').contains(&letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter);
    let mut wrong = Vec::new();
    for (file, floor, text) in sources() {
        let is_word_room = floor == "words" || file == "src/base/fold.rs";
        for (at, line) in code_lines(&text).filter(|_| !is_word_room) {
            let literals = line.split('"').skip(1).step_by(2);
            if literals.flat_map(str::chars).any(is_vietnamese) {
                wrong.push(format!("{file}:{at}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_row_stands_in_code() {
    let edition = crate::sample::edition();
    let mut wrong = Vec::new();
    for (file, _, text) in sources() {
        for (at, line) in code_lines(&text) {
            for literal in line.split('"').skip(1).step_by(2) {
                if literal.contains('.') && edition.find(literal).is_some() {
                    wrong.push(format!("{file}:{at} {literal}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn order_is_never_left_to_chance() {
    for (file, _, text) in sources() {
        assert!(
            !code_lines(&text).any(|(_, line)| line.contains("HashMap") || line.contains("HashSet")),
            "{file}"
        );
    }
}

#[test]
fn each_part_of_the_page_has_its_style() {
    let names = |under: &str, ending: &str| -> Vec<String> {
        let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        files(under, ending).into_iter().filter_map(stem).collect()
    };
    let styles = names("style/parts", "css");
    let parts: Vec<String> = names("src/ui", "rs")
        .into_iter()
        .filter(|name| !WITHOUT_STYLE.contains(&name.as_str()))
        .collect();
    assert_eq!(parts, styles);
}

#[test]
fn views_have_no_inline_style_and_no_raw_html() {
    for (file, floor, text) in sources() {
        let is_wrong = |line: &str| line.contains("style=\"") || line.contains("inner_html");
        assert!(
            floor != "ui" || !code_lines(&text).any(|(_, line)| is_wrong(line)),
            "{file}: the content policy blocks it"
        );
    }
}
