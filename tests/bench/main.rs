//! What an edit, a save, and a file cost natively, at the form's size and at twenty times that: `cargo xtask bench`.
//!
//! Prints medians and ratios for a person to read; nothing fails by the clock.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a benchmark reads the clock, prints, and stops at the first thing that is not as it should be"
)]

mod enlarged;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use phuluc::editions;
use phuluc::exchange::draft::{Draft, text_from_draft};
use phuluc::exchange::edition_compact::{compact_from_tree, tree_from_compact};
use phuluc::exchange::edition_toml::tree_from_toml;
use phuluc::exchange::report_file::report_from_bytes;
use phuluc::exchange::report_json::json_from_report;
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::edition_reader::read_edition;
use phuluc::model::id::RowIdx;
use phuluc::rules::check::check_all;
use phuluc::rules::facts::WholeFacts;
use phuluc::rules::whole::meaning;
use phuluc::state::edit::Edit;
use phuluc::state::session::Session;
use reactive_graph::owner::Owner;

use enlarged::enlarged;

/// The median of `rounds` runs, in microseconds a run.
fn median(rounds: usize, mut run: impl FnMut(usize)) -> f64 {
    let mut micros: Vec<u128> = (0..rounds)
        .map(|round| {
            let start = Instant::now();
            run(round);
            start.elapsed().as_nanos()
        })
        .collect();
    micros.sort_unstable();
    micros[rounds / 2] as f64 / 1_000.0
}

/// What one edition costs, in microseconds.
struct Costs {
    edit: f64,
    checked: f64,
    noted: f64,
    whole: f64,
    check: f64,
    save: f64,
    json: f64,
    read: f64,
}

fn costs(edition: &Arc<Edition>) -> Costs {
    let owner = Owner::new();
    owner.set();
    let session = Session::new(Arc::clone(edition));
    let rows: Vec<RowIdx> = edition
        .indexed()
        .filter(|(_, row)| row.kind != RowKind::Heading)
        .map(|(idx, _)| idx)
        .collect();
    for idx in &rows {
        session.edit(Edit::Type(*idx, "1".to_owned()));
    }
    let look = |session: Session| {
        for idx in edition.calculated() {
            black_box(session.cell(*idx).and_then(|cell| cell.outcome()));
        }
        black_box(session.progress());
    };
    look(session);
    // One row that several calculations stand on, and what the page reads again after it: its own chapter and the total.
    let edited = *edition.calculated().last().expect("calculated rows");
    let source = edition.rows[edited.place()]
        .calculation
        .as_ref()
        .expect("a calculation")
        .operands()[0];
    let edit = median(2_000, |round| {
        session.edit(Edit::Type(source, (round % 90 + 1).to_string()));
        black_box(session.cell(edited).and_then(|cell| cell.outcome()));
        black_box(session.progress());
    });
    // The same with every check live, as the page has it: what they say in all, and at the row.
    let checked = median(2_000, |round| {
        session.edit(Edit::Type(source, (round % 90 + 1).to_string()));
        black_box(session.progress());
        black_box(session.findings().len());
    });
    let noted = median(500, |round| {
        session.edit(Edit::Note(source, format!("{round} + 1 = 2; 1/QĐ-A")));
        black_box(session.findings().len());
    });
    let report = session.snapshot();
    let facts = WholeFacts::of(edition, &report);
    let json = json_from_report(edition, &report, &phuluc::words::finding::finding);
    let draft = Draft {
        draft_id: "a".to_owned(),
        revision: 1,
        tab_id: "b".to_owned(),
        line: Vec::new(),
        name: String::new(),
        parallel_of: None,
        trashed_at: None,
        carried: vec![],
        saved_at: String::new(),
        place: None,
        report: report.clone(),
    };
    Costs {
        edit,
        checked,
        noted,
        check: median(100, |_| drop(black_box(check_all(&facts)))),
        whole: median(200, |_| drop(black_box(meaning(edition, &report)))),
        save: median(200, |_| drop(black_box(text_from_draft(edition, &draft)))),
        json: median(100, |_| {
            drop(black_box(json_from_report(
                edition,
                &report,
                &phuluc::words::finding::finding,
            )));
        }),
        // A file past the bound is refused at once: that is no reading.
        read: if report_from_bytes(edition, json.as_bytes()).is_ok() {
            median(100, |_| drop(black_box(report_from_bytes(edition, json.as_bytes()))))
        } else {
            f64::NAN
        },
    }
}

fn main() {
    let toml = include_str!("../../src/editions/cchc-phu-luc-2-2023.toml");
    let tree = tree_from_toml(toml).expect("the built-in edition");
    let compact = editions::BUILT_IN[0];
    let from_toml = median(50, |_| {
        drop(black_box(tree_from_toml(toml).map(|tree| read_edition(&tree))));
    });
    let from_compact = median(50, |_| {
        drop(black_box(tree_from_compact(compact).map(|tree| read_edition(&tree))));
    });
    println!(
        "edition of {} bytes: TOML {from_toml:.0} µs, compact form of {} bytes {from_compact:.0} µs, ratio {:.2}",
        toml.len(),
        compact.len(),
        from_compact / from_toml
    );
    assert_eq!(compact_from_tree(&tree), compact);

    let small = Arc::new(read_edition(&tree).expect("the built-in edition"));
    let large = Arc::new(
        read_edition(&enlarged(&tree, 20))
            .map_err(|problems| problems.len())
            .expect("no problems"),
    );
    let (one, twenty) = (costs(&small), costs(&large));
    println!("checks: {} and {}", small.checks.len(), large.checks.len());
    println!(
        "{:<34}{:>12}{:>12}{:>8}",
        "µs",
        small.rows.len(),
        large.rows.len(),
        "ratio"
    );
    for (what, one, twenty) in [
        ("an edit, with what depends on it", one.edit, twenty.edit),
        ("the same, all checks live", one.checked, twenty.checked),
        ("a note, all checks live", one.noted, twenty.noted),
        ("a whole report's checks", one.check, twenty.check),
        ("a whole report's calculations", one.whole, twenty.whole),
        ("a draft made ready to store", one.save, twenty.save),
        ("a report file written", one.json, twenty.json),
        ("a report file read", one.read, twenty.read),
    ] {
        println!("{what:<34}{one:>12.1}{twenty:>12.1}{:>8.2}", twenty / one);
    }
}
