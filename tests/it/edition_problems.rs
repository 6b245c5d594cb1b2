//! A broken edition is refused with the line and the reason, all of them at once; and the compact form is the same edition.

use phuluc::exchange::edition_compact::{compact_from_tree, tree_from_compact};
use phuluc::exchange::edition_toml::tree_from_toml;
use phuluc::model::edition_lint::lints;
use phuluc::model::edition_reader::read_edition;

const TOML: &str = include_str!("../../src/editions/cchc-phu-luc-2-2023.toml");

/// `line: message` for everything wrong with the edition after this change.
fn problems(change: impl Fn(&str) -> String) -> Vec<String> {
    let text = change(TOML);
    let tree = match tree_from_toml(&text) {
        Ok(tree) => tree,
        Err(problem) => return vec![format!("{}: {problem}", problem.line)],
    };
    let found = read_edition(&tree).err().unwrap_or_default();
    found
        .iter()
        .map(|problem| format!("{}: {problem}", problem.line))
        .collect()
}

/// The 1-based line on which this text first stands.
fn line_of(text: &str, wanted: &str) -> usize {
    text[..text
        .find(wanted)
        .unwrap_or_else(|| panic!("{wanted} stands in the edition"))]
        .matches('\n')
        .count()
        + 1
}

/// One replacement, and what is said of it; `LINE` stands for the line of the replaced text.
fn check(from: &str, to: &str, expect: &[&str]) {
    let line = line_of(TOML, from) + from.chars().take_while(|letter| *letter == '\n').count();
    let expect: Vec<String> = expect
        .iter()
        .map(|said| said.replace("LINE", &line.to_string()))
        .collect();
    let found = problems(|text| text.replacen(from, to, 1));
    assert_eq!(found, expect, "{from} → {to}");
}

#[test]
fn every_fault_is_named_with_its_line() {
    check(
        "calc = \"1.2b / 1.2a * 100\"",
        "calc = \"1.2b / 1.2x * 100\"",
        &["LINE: row 1.2: formula: there is no row \"1.2x\""],
    );
    check(
        "calc = \"1.2b / 1.2a * 100\"",
        "calc = \"1.2b / \"",
        &["LINE: row 1.2: the formula ends where a row should stand"],
    );
    check(
        "calc = \"1.2b / 1.2a * 100\"",
        "calc = \"1.2b 1.2a\"",
        &["LINE: row 1.2: formula: \"1.2a\" is not expected there"],
    );
    check(
        "calc = \"1.2b / 1.2a * 100\"",
        "calc = \"1.2b / 1.3 * 100\"",
        &["LINE: row 1.2: formula: reads \"1.3\", which takes no answer"],
    );
    check(
        "codes = \"Không = 0; Có = 1\"",
        "codes = \"Không; Có = 1\"",
        &["LINE: row 1.6: \"Không; Có = 1\" is no code list; write \"word = 0; word = 1\""],
    );
    check(
        "codes = \"Không = 0; Có = 1\"",
        "codes = \"Không = 0; Có = 0\"",
        &["LINE: row 1.6: \"Không = 0; Có = 0\" is no code list; write \"word = 0; word = 1\""],
    );
    check(
        "includes = [\"CQ\"]",
        "includes = [\"CX\"]",
        &[&format!("{}: there is no role \"CX\"", line_of(TOML, "[[roles]]"))],
    );
    check(
        "kind = \"money\"",
        "kind = \"dollars\"",
        &["LINE: row 6.1a: `kind` cannot be \"dollars\""],
    );
    check(
        "first_year = 2023",
        "first_year = \"2023\"",
        &["LINE: `first_year` is empty or of the wrong type"],
    );
    check(
        "format_version = 1",
        "format_version = 9",
        &["LINE: format version 9 is newer than this program knows"],
    );
    check(
        "from = \"-15/12\"",
        "from = \"30/2\"",
        &["LINE: `from` cannot be \"30/2\""],
    );
    check(
        "code = \"Q1\"",
        "code = \"6/T\"",
        &[&format!(
            "{}: `code` cannot be \"6/T\"",
            line_of(TOML, "\n[[periods]]\n") + 1
        )],
    );
    check(
        "\nfirst_year = 2023",
        "\nfirst_year = 2023\ncolour = 1",
        &[&format!(
            "{}: `colour` is not known here",
            line_of(TOML, "first_year = 2023") + 1
        )],
    );
    check(
        "first_year = 2023",
        "first_year = 20.23",
        &["LINE: cannot be read: only texts, whole numbers, lists, and tables may stand here"],
    );
    check(
        "label = \"Cải cách thể chế\"",
        "label = \"Ca\u{309}i cách thể chế\"",
        &["LINE: row 2: `label` has letters in decomposed form; write them in NFC"],
    );
}

#[test]
fn repeated_ids_and_circles_are_found() {
    let found = problems(|text| text.replacen("id = \"1.2b\"", "id = \"1.2a\"", 1));
    assert!(
        found
            .iter()
            .any(|said| said.ends_with(": the row \"1.2a\" stands twice")),
        "{found:?}"
    );
    let found = problems(|text| text.replacen("calc = \"6.2.4a + 6.2.4b + 6.2.4c\"", "calc = \"6.2.1\"", 1));
    let circle: Vec<&str> = found
        .iter()
        .filter_map(|said| said.split_once(": ").map(|(_, said)| said))
        .collect();
    assert_eq!(
        circle,
        [
            "row 6.2.1: `calc` comes back to this row in a circle",
            "row 6.2.4: `calc` comes back to this row in a circle"
        ]
    );
}

#[test]
fn all_faults_are_told_at_once() {
    let found = problems(|text| text.replace("kind = \"percent\"", "kind = \"per cent\""));
    assert!(found.len() > 30, "{}", found.len());
}

#[test]
fn a_text_that_is_no_edition_is_refused() {
    assert_eq!(problems(|_| "a = 1\n= 2".to_owned()).len(), 1);
    assert_eq!(
        problems(|_| "a = 1".to_owned()),
        ["1: is no edition: `format` must be \"phuluc-edition\""]
    );
}

#[test]
fn the_compact_form_is_the_same_edition() {
    let tree = tree_from_toml(TOML).expect("the built-in edition");
    let compact = compact_from_tree(&tree);
    let again = tree_from_compact(&compact).expect("our own compact form");
    assert_eq!(read_edition(&tree), read_edition(&again));
    assert_eq!(compact_from_tree(&again), compact);
}

/// Puts a check in front of the first one, and says what is found.
fn with_check(lines: &str) -> Vec<String> {
    let found = problems(|text| text.replacen("\n[[checks]]\n", &format!("\n[[checks]]\n{lines}\n\n[[checks]]\n"), 1));
    let said = found.iter().filter_map(|said| said.split_once(": "));
    said.map(|(_, said)| said.to_owned()).collect()
}

#[test]
fn checks_that_cannot_be_are_refused() {
    for (rule, expect) in [
        ("1.2b <= 1.2a + 1.2x", "formula: there is no row \"1.2x\""),
        ("1.2 <= 1.2a", "a percentage cannot be compared with a count"),
        ("6.1a + 1.1 > 0", "a sum of money cannot be compared with a count"),
        ("1.6 = 1.2a", "a code cannot be compared with a count"),
        (
            "1.2 = 1.2a / 1.2b * 100",
            "says of \"1.2\" something else than the row's `calc`",
        ),
        (
            "1.2a - 1.2b >= 0 and 1.2 = 1.2b / 1.2a",
            "says of \"1.2\" something else than the row's `calc`",
        ),
        (
            "1.2b <= 1.2b",
            "this check never finds anything: it compares a thing with itself",
        ),
        ("1 <= 2", "this check never finds anything: it reads no row"),
        ("typed(1.2a + 1.2b) > 0", "formula: `typed(…)` takes one row"),
    ] {
        let lines = format!("id = \"new\"\nrule = \"{rule}\"\nseverity = \"warning\"\nwhy = \"vì thế\"");
        assert_eq!(with_check(&lines), [expect], "{rule}");
    }
    let lines = |more: &str| format!("id = \"new\"\nseverity = \"warning\"\nwhy = \"vì thế\"\n{more}");
    for (more, expect) in [
        (
            "rule = \"1.1 > 0\"\nsince = \"cchc-phu-luc-2/2024\"",
            "this check never finds anything: it holds since a later edition",
        ),
        ("rule = \"1.1 > 0\"\ntrial = \"2023-X\"", "`trial` cannot be \"2023-X\""),
        (
            "rule = \"1.1 > 0\"\nunless_role = [\"SNV\", \"VP\", \"STP\", \"STC\", \"STTTT\", \"SKHĐT\", \"CQ\", \"H\", \"X\", \"ND\"]",
            "this check never finds anything: no role is left that it asks",
        ),
        (
            "kind = \"note-items\"\nrows = [\"9.9\"]",
            "formula: there is no row \"9.9\"",
        ),
        (
            "kind = \"note-item\"\nrule = \"1.1 > 0\"",
            "`kind` cannot be \"note-item\"",
        ),
        (
            "kind = \"same-figure\"\nrule = \"1.1 > 0\"\nrows = [\"all\"]\ntimes = 6\nabove = \"9\"",
            "`rule` is not known here",
        ),
    ] {
        assert_eq!(with_check(&lines(more)), [expect], "{more}");
    }
    let same = with_check(&lines("rule = \"1.2b <= 1.2a\""));
    assert_eq!(same, ["says the same as check \"new\""], "told at the later of the two");
}

#[test]
fn a_calculation_cannot_ask_what_only_checks_may() {
    check(
        "calc = \"1.2b / 1.2a * 100\"",
        "calc = \"before(1.2b) / 1.2a * 100\"",
        &["LINE: row 1.2: formula: `before(…)` can stand in checks only"],
    );
}

/// What `cargo xtask edition` tells the owner of the built-in edition, after this change.
fn oddities(from: &str, to: &str) -> Vec<String> {
    let tree = tree_from_toml(&TOML.replacen(from, to, 1)).expect("it is TOML");
    let edition = read_edition(&tree).expect("it is an edition");
    lints(&tree, &edition).iter().map(ToString::to_string).collect()
}

#[test]
fn the_owner_is_told_what_print_gets_wrong() {
    let known = " (known: it has a `reading`)";
    let own = [
        format!("row 2.1.1: has the same label as row 2.1{known}"),
        format!("row 4.1.5: takes figures, but no unit is printed{known}"),
        format!("row 5.2.1: takes figures, but no unit is printed{known}"),
        format!("row 5.2.2: takes figures, but no unit is printed{known}"),
        format!("row 5.4: takes figures, but no unit is printed{known}"),
        format!("row 7.8.2: is labelled a ratio, but its unit is \"Hồ sơ\"{known}"),
    ];
    assert_eq!(oddities("", ""), own);
    let torn = oddities("unit = \"Chưa = 0 Có = 1\"\nreading", "unit = \"Chưa = 0\"\nreading");
    assert!(
        torn.contains(&format!(
            "row 7.5.2b: \"Chưa = 0\" does not print every word and code{known}"
        )),
        "{torn:?}"
    );
}
