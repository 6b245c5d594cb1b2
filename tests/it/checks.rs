//! Checks: the sample gives exactly the findings that the domain lists, corrected figures clear them one by one, and the cases
//! of `cases/checks.txt`.

use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use phuluc::rules::check::check_all;
use phuluc::rules::whole::meaning;
use phuluc::words;

use crate::calculations::fill;
use crate::sample;

/// `id severity` of every finding, in order.
fn found(edition: &Edition, report: &Report) -> Vec<String> {
    let findings = check_all(edition, &report.office.role, &meaning(edition, report));
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

#[test]
fn cases() {
    let edition = sample::edition();
    let mut wrong = Vec::new();
    for [id, pairs, expect] in sample::cases(include_str!("cases/checks.txt")) {
        let report = fill(&edition, pairs);
        let meaning = meaning(&edition, &report);
        let findings = check_all(&edition, "CQ", &meaning);
        let finding = findings.iter().find(|finding| edition.checks[finding.check].id == id);
        let said = finding.map(|finding| words::finding::finding(&edition, finding, &|idx| meaning.figure(idx)));
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
