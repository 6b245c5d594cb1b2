//! Random reports: any text in any row, any state, hostile texts in every field a person can fill.

use std::sync::Arc;

use phuluc::model::answer::{Answer, Entry, Mark};
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::number::Number;
use phuluc::model::period::Period;
use phuluc::model::report::{Document, Earlier, Report, ReportingOffice};
use proptest::prelude::*;

/// What people and other programs put into a cell.
fn any_typed() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[0-9]{1,6}",
        2 => "[0-9]{1,3}[.,][0-9]{1,3}",
        1 => "[0-9., %-]{0,8}",
        1 => any_text(),
    ]
}

/// Vietnamese, formulas, quotes, separators, control and bidirectional characters.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zđươ ĐỄ\"';,\n\r\t]{0,20}",
        "[=+@'-]{1,3}[A-Z0-9()!|]{0,8}",
        "\\PC{0,12}",
        Just("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t \u{202e}dc\u{200b}".to_owned()),
        Just("<img src=x onerror=alert(1)>\u{0}\u{1b}".to_owned()),
    ]
}

fn any_entry() -> impl Strategy<Value = Entry> {
    (any_typed(), 0..12_u8).prop_map(|(typed, kind)| match kind {
        0 => Entry {
            mark: Some(Mark::None),
            ..Entry::typed(typed)
        },
        1 => Entry {
            mark: Some(Mark::NotOurs),
            ..Entry::typed(typed)
        },
        2..=4 => Entry::default(),
        _ => Entry::typed(typed),
    })
}

/// Any report that the page can be brought to hold; of two readings one is chosen in half of the cases.
pub(crate) fn any_report(edition: Arc<Edition>) -> impl Strategy<Value = Report> {
    let rows = edition.rows.len();
    let entries = proptest::collection::vec((any_entry(), any::<bool>()), rows);
    let notes = proptest::collection::vec(prop_oneof![3 => Just(String::new()), 1 => any_text()], rows);
    let office = (
        proptest::option::of("[A-Z0-9]{1,8}"),
        any_text(),
        proptest::sample::select(vec!["", "CQ", "SNV", "H"]),
    );
    let period = proptest::option::of(proptest::sample::select(vec!["2023-Q2", "2024", "2025-9M", "2026-H1"]));
    let figures = proptest::collection::vec((proptest::sample::select(vec!["1.1", "3.1.4", "x"]), -9_i64..99), 0..3);
    let earlier = proptest::option::of(figures);
    (entries, notes, office, period, any_text(), any_text(), earlier).prop_map(
        move |(entries, notes, office, period, number, date, earlier)| {
            let mut report = Report::blank(&edition);
            for ((place, (mut entry, first)), row) in entries.into_iter().enumerate().zip(&edition.rows) {
                if row.kind == RowKind::Heading {
                    continue;
                }
                if let Answer::Ambiguous { grouped, decimal } = entry.answer(row) {
                    entry.chosen = first.then_some(if place % 2 == 0 { grouped } else { decimal });
                }
                report.entries[place] = entry;
            }
            report.notes = notes;
            report.office = ReportingOffice {
                code: office.0.unwrap_or_default(),
                name: office.1,
                role: office.2.to_owned(),
            };
            report.period = period.and_then(|code| Period::parse(code, &edition.periods));
            report.document = Document { number, date };
            report.earlier = earlier.and_then(|mut figures| {
                figures.sort_unstable();
                figures.dedup_by_key(|(id, _)| *id);
                let figure = |(id, value): (&str, i64)| (id.to_owned(), Number::whole(value));
                Some(Earlier {
                    period: Period::parse("2022-Q4", &edition.periods)?,
                    figures: figures.into_iter().map(figure).collect(),
                })
            });
            report
        },
    )
}
