//! The edition's 207 rows against the printed report, letter for letter: cut rows joined, shifted cells put back.

use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::number::Number;

use crate::sample;

/// A printed row, joined and put back.
#[derive(Debug, Default, PartialEq)]
struct Printed {
    stt: String,
    label: String,
    unit: String,
    figure: String,
    agency: String,
}

/// The printed table, read by a person's rules: what follows a page's head without number and dash goes on the row before.
fn printed() -> Vec<Printed> {
    let text = include_str!("files/phu-luc-2.txt")
        .replace("<i>", "")
        .replace("</i>", "");
    let mut rows: Vec<Printed> = Vec::new();
    for line in text.lines().skip_while(|line| !line.starts_with("STT")) {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default().to_owned();
        if line.is_empty() || cell(0) == "STT" || cell(2) == "Đơn vị tính" {
            continue;
        }
        let (stt, label) = (cell(0), cell(1));
        if stt.is_empty() && !label.starts_with("- ") {
            let last = rows.last_mut().expect("a row to go on");
            let mut joined = vec![cell(2), cell(3)];
            joined.retain(|text| !text.is_empty());
            for (part, more) in [
                (&mut last.label, label),
                (&mut last.unit, joined.join(" ")),
                (&mut last.agency, cell(4)),
            ] {
                *part = [std::mem::take(part), more]
                    .iter()
                    .filter(|text| !text.is_empty())
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ");
            }
            continue;
        }
        let label = label.strip_prefix("- ").unwrap_or(&label).to_owned();
        // Printed one column to the right: the figure's column holds a unit, the agency's the figure.
        let is_shifted = cell(2).is_empty() && !cell(3).is_empty() && Number::from_plain(&cell(3)).is_none();
        let (unit, figure, agency) = if is_shifted {
            let is_figure = Number::from_plain(&cell(4)).is_some();
            if is_figure {
                (cell(3), cell(4), String::new())
            } else {
                (cell(3), String::new(), cell(4))
            }
        } else {
            (cell(2), cell(3), cell(4))
        };
        rows.push(Printed {
            stt,
            label,
            unit,
            figure,
            agency,
        });
    }
    rows
}

/// Without blanks: a line break in print is a blank or none.
fn close(text: &str) -> String {
    text.split_whitespace().collect()
}

fn expected(edition: &Edition) -> Vec<Printed> {
    let typed = sample::typed();
    let rows = edition.rows.iter().map(|row| {
        let (_, figure, note) = typed
            .iter()
            .find(|(id, ..)| id == row.id.as_str())
            .cloned()
            .unwrap_or_default();
        Printed {
            stt: row.stt.clone(),
            label: format!("{} {}{}", row.label, row.hint, row.tail),
            unit: row.unit.clone(),
            figure,
            agency: format!("{} {note}", row.agency),
        }
    });
    rows.collect()
}

#[test]
fn every_row_stands_as_printed() {
    let edition = sample::edition();
    let (printed, expected) = (printed(), expected(&edition));
    assert_eq!(printed.len(), 207);
    assert_eq!(expected.len(), 207);
    for (printed, (expected, row)) in printed.iter().zip(expected.iter().zip(&edition.rows)) {
        let parts = |row: &Printed| [&row.stt, &row.label, &row.unit, &row.figure, &row.agency].map(|part| close(part));
        assert_eq!(parts(printed), parts(expected), "row {}", row.id);
    }
}

#[test]
fn the_counts_are_those_of_the_printed_report() {
    let edition = sample::edition();
    let count =
        |wanted: fn(&phuluc::model::edition::Row) -> bool| edition.rows.iter().filter(|row| wanted(row)).count();
    assert_eq!(count(|row| !row.unit.is_empty()), 173);
    assert_eq!(count(|row| row.unit.is_empty()), 34);
    assert_eq!(count(|row| row.depth == 1), 7);
    assert_eq!(edition.chapters().len(), 7);
    assert_eq!(
        sample::typed().iter().filter(|(_, typed, _)| !typed.is_empty()).count(),
        95
    );
    // Four rows without a unit hold a figure all the same: three printed ones and 5.2.2, whose parts are counted.
    assert_eq!(count(|row| row.unit.is_empty() && row.kind != RowKind::Heading), 4);
    assert!(
        edition
            .rows
            .iter()
            .all(|row| row.unit.is_empty() || row.kind != RowKind::Heading)
    );
}

#[test]
fn rows_are_named_as_people_name_them() {
    let edition = sample::edition();
    for (idx, row) in edition.indexed() {
        assert_eq!(edition.number(idx), row.id.as_str());
    }
}

#[test]
fn the_office_of_the_sample_answers_its_rows() {
    let edition = sample::edition();
    let check = |id: &str, office: &str, role: &str, expect: bool| {
        let row = &edition.rows[sample::row(&edition, id).place()];
        assert_eq!(
            edition.is_answered_by(row, office, role),
            expect,
            "{id} by {office} ({role})"
        );
    };
    check("1.1", "STNMT", "CQ", true);
    check("1.4a", "STNMT", "CQ", false);
    check("1.4a", "SNV", "SNV", true);
    check("3.2.1a", "SNV", "SNV", true);
    check("3.2.1a", "NHATRANG", "H", false);
    check("3.4.4", "STNMT", "CQ", true);
    check("3.4.4", "STP", "STP", false);
    check("3.4.4", "SKHDT", "SKHĐT", true);
    check("3.4.3a", "X1", "X", true);
    check("7.2", "STNMT", "CQ", false);
    check("7.2", "STTTT", "STTTT", true);
    check("1", "STNMT", "CQ", false);
}
