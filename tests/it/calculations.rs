//! Calculated rows: the sample's, as `files/sample-calculated.tsv` has them, and the cases in which there is no figure.

use phuluc::model::answer::{Entry, Mark, RowState};
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use phuluc::rules::calculate::{Outcome, Why};
use phuluc::rules::whole::meaning;

use crate::sample;

#[test]
fn the_sample_gives_the_figures_of_a_correct_second_reading() {
    let edition = sample::edition();
    let meaning = meaning(&edition, &sample::report(&edition));
    let mut count = 0;
    for line in include_str!("files/sample-calculated.tsv").lines().skip(1) {
        let (id, value) = line.split_once('\t').expect(line);
        let calculated = meaning
            .calculated(sample::row(&edition, id))
            .map(|number| number.to_plain());
        assert_eq!(calculated.unwrap_or_default(), value, "{id}");
        count += 1;
    }
    assert_eq!(count, edition.calculated().len());
}

/// Fills a blank report with `id=text` pairs; `-` is "không phát sinh", `x` "không thuộc trách nhiệm".
pub(crate) fn fill(edition: &Edition, pairs: &str) -> Report {
    let mut report = Report::blank(edition);
    for pair in pairs.split_whitespace() {
        let (id, text) = pair.split_once('=').expect(pair);
        let entry = match text {
            "-" => Entry {
                mark: Some(Mark::None),
                ..Entry::default()
            },
            "x" => Entry {
                mark: Some(Mark::NotOurs),
                ..Entry::default()
            },
            _ => Entry::typed(text),
        };
        report.entries[sample::row(edition, id).place()] = entry;
    }
    report
}

/// What the row's calculation gives, in short: the figure (and skipped rows), or why there is none and in which rows.
fn outcome(edition: &Edition, pairs: &str, id: &str) -> String {
    let meaning = meaning(edition, &fill(edition, pairs));
    let names = |rows: &[phuluc::model::id::RowIdx]| {
        rows.iter()
            .map(|row| edition.rows[row.place()].id.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    match meaning.outcome(sample::row(edition, id)).expect("a calculated row") {
        Outcome::Figure { value, skipped } if skipped.is_empty() => value.to_plain(),
        Outcome::Figure { value, skipped } => format!("{} without {}", value.to_plain(), names(skipped)),
        Outcome::Nothing(Why::Blank(rows)) => format!("blank {}", names(rows)),
        Outcome::Nothing(Why::NoFigure(rows)) => format!("no figure {}", names(rows)),
        Outcome::Nothing(Why::Unsettled(rows)) => format!("unsettled {}", names(rows)),
        Outcome::Nothing(Why::ZeroDivisor(rows)) => format!("zero {}", names(rows)),
        Outcome::Nothing(Why::TooLarge) => "too large".to_owned(),
    }
}

#[test]
fn cases() {
    let edition = sample::edition();
    for [id, pairs, expect] in sample::cases(include_str!("cases/calculations.txt")) {
        assert_eq!(outcome(&edition, pairs, id), expect, "{id} | {pairs}");
    }
}

#[test]
fn an_empty_form_has_no_totals() {
    let edition = sample::edition();
    let meaning = meaning(&edition, &Report::blank(&edition));
    for (idx, row) in edition.indexed() {
        assert_eq!(meaning.figure(idx), None, "{}", row.id);
        let state = meaning.state(&edition, idx);
        assert!(matches!(state, RowState::Unanswered | RowState::Heading), "{}", row.id);
    }
}
