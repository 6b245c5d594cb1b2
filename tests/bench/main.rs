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

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use phuluc::base::data::{Data, Node};
use phuluc::editions;
use phuluc::exchange::draft::{Draft, text_from_draft};
use phuluc::exchange::edition_compact::{compact_from_tree, tree_from_compact};
use phuluc::exchange::edition_toml::tree_from_toml;
use phuluc::exchange::report_file::report_from_bytes;
use phuluc::exchange::report_json::json_from_report;
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::edition_reader::read_edition;
use phuluc::model::id::RowIdx;
use phuluc::rules::whole::meaning;
use phuluc::state::edit::Edit;
use phuluc::state::session::Session;
use reactive_graph::owner::Owner;

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

/// The edition with its chapters repeated under new numbers, so that every id and every calculation stays whole.
fn enlarged(tree: &Node, times: usize) -> Node {
    let Data::Table(parts) = &tree.data else {
        unreachable!("an edition is a table")
    };
    let rename = |text: &str, round: usize| -> String {
        let mut renamed = String::new();
        let mut word = String::new();
        for letter in text.chars().chain([' ']) {
            if letter.is_alphanumeric() || letter == '.' {
                word.push(letter);
                continue;
            }
            // `100` is a number; every other word that begins with a digit is a row's number or id.
            let is_row = word.starts_with(|first: char| first.is_ascii_digit()) && word != "100";
            match word.find('.').unwrap_or(word.len()) {
                end if is_row => {
                    let chapter: usize = word[..end].parse().expect("a chapter's number");
                    renamed.push_str(&format!("{}{}", chapter + 1_000 * round, &word[end..]));
                }
                _ => renamed.push_str(&word),
            }
            word.clear();
            renamed.push(letter);
        }
        renamed.trim_end().to_owned()
    };
    let again = |row: &Node, round: usize| -> Node {
        let Data::Table(fields) = &row.data else {
            unreachable!("a row is a table")
        };
        let field = |(key, node): &(String, Node)| {
            let renamed = match (&node.data, key.as_str()) {
                (Data::Text(text), "id" | "stt" | "calc") => Node {
                    line: 0,
                    data: Data::Text(rename(text, round)),
                },
                _ => node.clone(),
            };
            (key.clone(), renamed)
        };
        Node {
            line: 0,
            data: Data::Table(fields.iter().map(field).collect()),
        }
    };
    let parts = parts.iter().map(|(key, node)| match &node.data {
        Data::List(rows) if key == "rows" => {
            let rows = (0..times).flat_map(|round| rows.iter().map(move |row| again(row, round)));
            (
                key.clone(),
                Node {
                    line: 0,
                    data: Data::List(rows.collect()),
                },
            )
        }
        Data::Text(_) | Data::Whole(_) | Data::List(_) | Data::Table(_) => (key.clone(), node.clone()),
    });
    Node {
        line: 0,
        data: Data::Table(parts.collect()),
    }
}

/// What one edition costs, in microseconds.
struct Costs {
    edit: f64,
    whole: f64,
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
    let report = session.snapshot();
    let json = json_from_report(edition, &report, &phuluc::words::finding::in_report);
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
        whole: median(200, |_| drop(black_box(meaning(edition, &report)))),
        save: median(200, |_| drop(black_box(text_from_draft(edition, &draft)))),
        json: median(100, |_| {
            drop(black_box(json_from_report(
                edition,
                &report,
                &phuluc::words::finding::in_report,
            )));
        }),
        read: median(100, |_| drop(black_box(report_from_bytes(edition, json.as_bytes())))),
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
    println!(
        "{:<34}{:>12}{:>12}{:>8}",
        "µs",
        small.rows.len(),
        large.rows.len(),
        "ratio"
    );
    for (what, one, twenty) in [
        ("an edit, with what depends on it", one.edit, twenty.edit),
        ("a whole report's calculations", one.whole, twenty.whole),
        ("a draft made ready to store", one.save, twenty.save),
        ("a report file written", one.json, twenty.json),
        ("a report file read", one.read, twenty.read),
    ] {
        println!("{what:<34}{one:>12.1}{twenty:>12.1}{:>8.2}", twenty / one);
    }
}
