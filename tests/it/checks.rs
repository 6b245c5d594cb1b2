//! Checks: the sample gives exactly the findings that the domain lists, corrected figures clear them one by one, and the cases
//! of `cases/checks.txt`.

use phuluc::exchange::edition_toml::tree_from_toml;
use phuluc::model::edition::Edition;
use phuluc::model::edition_reader::read_edition;
use phuluc::model::number::Number;
use phuluc::model::period::Period;
use phuluc::model::report::{Earlier, Report};
use phuluc::rules::check::check_all;
use phuluc::rules::facts::WholeFacts;
use phuluc::rules::hint::hints;
use phuluc::words;

use crate::calculations::fill;
use crate::sample;

/// `id severity` of every finding, in order.
fn found(edition: &Edition, report: &Report) -> Vec<String> {
    let findings = check_all(&WholeFacts::of(edition, report));
    findings
        .iter()
        .map(|finding| format!("{} {}", edition.checks[finding.check].id, finding.severity.code()))
        .collect()
}

#[test]
fn the_sample_breaks_what_the_domain_lists() {
    let edition = sample::edition();
    let mut found = found(&edition, &sample::report(&edition));
    found.sort();
    let mut expect = vec![
        "2.2-3 error",
        "2.3-3 error",
        "3.2-3 warning",
        "3.3-2 warning",
        "3.4.1-2 error",
        "3.4.1-4 error",
        "3.4.4-2 warning",
        "4.2-2 warning",
        "G14 warning",
        "G14b warning",
        "G16 warning",
        "G6-5.2.1 warning",
        "G6-5.4 warning",
        "G7-7.2 warning",
        "7.7-a warning",
        "7.7-b warning",
        "7.7.4-3 warning",
        "7.8.2-2 error",
        "G10 warning",
        "G15 warning",
        "G9 warning",
    ];
    expect.sort_unstable();
    assert_eq!(found, expect);
}

#[test]
fn corrected_figures_clear_the_findings_one_by_one() {
    let edition = sample::edition();
    let mut report = sample::report(&edition);
    let steps = [
        ("3.4.1b", "177190", "3.4.1-4"),
        ("3.4.1c", "171544", "3.4.1-2"),
        ("2.2b", "", "2.2-3"),
        ("2.3b", "", "2.3-3"),
        ("7.8.2c", "55", "7.8.2-2"),
        ("3.3.1", "112", "3.3-2"),
        ("3.2.1b", "106", "3.2-3"),
    ];
    for (id, text, cleared) in steps {
        report.entries[sample::row(&edition, id).place()] = phuluc::model::answer::Entry::typed(text);
        let found = found(&edition, &report);
        assert!(
            !found.iter().any(|finding| finding.starts_with(&format!("{cleared} "))),
            "{cleared}: {found:?}"
        );
    }
}

#[test]
fn an_empty_form_has_no_findings() {
    let edition = sample::edition();
    assert_eq!(found(&edition, &Report::blank(&edition)), Vec::<String>::new());
}

/// A report told in one line: `3.2.1a=03 "265/QĐ-UBND"` (a figure and its note), `period=2023-Q2`, `date=/12/2023`,
/// `role=CQ`, `before=2023-Q1` and then `before:3.1.4=110` for the report opened beside.
fn told(edition: &Edition, line: &str) -> Report {
    let mut figures = Vec::new();
    let mut heading: Vec<(String, String)> = Vec::new();
    let mut notes: Vec<(String, String)> = Vec::new();
    for (place, piece) in line.split('"').enumerate() {
        if place % 2 == 1 {
            let id = figures
                .last()
                .map(|pair: &String| pair.split('=').next().unwrap_or("").to_owned());
            notes.push((id.expect("a figure before its note"), piece.to_owned()));
            continue;
        }
        for pair in piece.split_whitespace() {
            let (key, text) = pair.split_once('=').expect(pair);
            if ["period", "date", "role", "before"].contains(&key) || key.starts_with("before:") {
                heading.push((key.to_owned(), text.to_owned()));
            } else {
                figures.push(pair.to_owned());
            }
        }
    }
    let mut report = fill(edition, &figures.join(" "));
    report.office.role = "CQ".to_owned();
    for (id, note) in notes {
        report.notes[sample::row(edition, &id).place()] = note;
    }
    for (key, text) in heading {
        let period = || Period::parse(&text, &edition.periods).expect("a period");
        match key.as_str() {
            "period" => report.period = Some(period()),
            "date" => report.document.date = text,
            "role" => report.office.role = text,
            "before" => {
                report.earlier = Some(Earlier {
                    period: period(),
                    figures: Vec::new(),
                });
            }
            _ => {
                let id = key.trim_start_matches("before:").to_owned();
                let figure = Number::from_plain(&text).expect("a figure");
                report
                    .earlier
                    .as_mut()
                    .expect("its period first")
                    .figures
                    .push((id, figure));
            }
        }
    }
    report
}

#[test]
fn cases() {
    let edition = sample::edition();
    let mut wrong = Vec::new();
    for [id, pairs, expect] in sample::cases(include_str!("cases/checks.txt")) {
        let report = told(&edition, pairs);
        let facts = WholeFacts::of(&edition, &report);
        let findings = check_all(&facts);
        let finding = findings.iter().find(|finding| edition.checks[finding.check].id == id);
        let said = finding.map(|finding| words::finding::finding(&edition, finding, &facts));
        let said = said.unwrap_or_else(|| "-".to_owned());
        if said != expect {
            wrong.push(format!("{id} | {pairs} | {said}"));
        }
        assert!(
            edition.checks.iter().any(|check| check.id == id),
            "there is a check {id}"
        );
    }
    assert!(wrong.is_empty(), "these say something else:\n{}", wrong.join("\n"));
}

/// What a finding of the sample hints at, by its check.
fn hinted(edition: &Edition, report: &Report, check: &str) -> Vec<String> {
    let facts = WholeFacts::of(edition, report);
    let findings = check_all(&facts);
    let found = findings
        .iter()
        .find(|finding| edition.checks[finding.check].id == check);
    let found = found.unwrap_or_else(|| panic!("{check} finds something"));
    let hints = hints(edition, found, &facts);
    hints
        .iter()
        .map(|hint| words::hint::hint(edition, hint, &facts))
        .collect()
}

/// `check | what was typed | the hints, parted by blanks, or "-"`.
#[test]
fn hints_of_the_cases() {
    let edition = sample::edition();
    let mut wrong = Vec::new();
    for [id, pairs, expect] in sample::cases(include_str!("cases/hints.txt")) {
        let said = hinted(&edition, &fill(&edition, pairs), id).join(" ");
        let said = if said.is_empty() { "-".to_owned() } else { said };
        if said != expect {
            wrong.push(format!("{id} | {pairs} | {said}"));
        }
    }
    assert!(wrong.is_empty(), "these say something else:\n{}", wrong.join("\n"));
}

/// An edition whose rule is on trial warns up to the end of the trial's period, and while no period is chosen.
#[test]
fn a_rule_on_trial_warns_only() {
    let toml = include_str!("../../src/editions/cchc-phu-luc-2-2023.toml");
    let text = toml.replacen("id = \"1.2-1\"\n", "id = \"1.2-1\"\ntrial = \"2023-Q3\"\n", 1);
    let edition = read_edition(&tree_from_toml(&text).expect("it is TOML")).expect("it is an edition");
    let severity = |line: &str| {
        let report = told(&edition, &format!("{line} 1.2a=3 1.2b=4"));
        found(&edition, &report)
            .into_iter()
            .find(|said| said.starts_with("1.2-1 "))
    };
    for (line, expect) in [
        ("", "1.2-1 warning"),
        ("period=2023-Q2", "1.2-1 warning"),
        ("period=2023-Q3", "1.2-1 warning"),
        ("period=2023-Q4", "1.2-1 error"),
        ("period=2024-Q1", "1.2-1 error"),
    ] {
        assert_eq!(severity(line).as_deref(), Some(expect), "{line}");
    }
}
