//! The sample report as a person types it: the 95 figures exactly as printed, and the office's own notes.

use std::sync::Arc;

use phuluc::editions;
use phuluc::model::answer::{Answer, Entry};
use phuluc::model::edition::Edition;
use phuluc::model::id::RowIdx;
use phuluc::model::period::Period;
use phuluc::model::report::{Document, Report, ReportingOffice};

/// The edition that is built in.
pub(crate) fn edition() -> Arc<Edition> {
    Arc::new(editions::read(editions::BUILT_IN[0]).expect("the built-in edition reads"))
}

/// The row with this id.
pub(crate) fn row(edition: &Edition, id: &str) -> RowIdx {
    edition.find(id).unwrap_or_else(|| panic!("no row {id}"))
}

/// `id`, text as typed, note: the lines of `sample-typed.tsv`.
pub(crate) fn typed() -> Vec<(String, String, String)> {
    let lines = include_str!("files/sample-typed.tsv").lines().skip(1);
    let fields = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        (next(), next(), next())
    };
    lines.map(fields).collect()
}

/// The sample filled in; of two readings the grouped one is chosen, as the office meant it.
pub(crate) fn report(edition: &Edition) -> Report {
    let mut report = Report::blank(edition);
    report.office = ReportingOffice {
        code: "STNMT".to_owned(),
        name: "Sở Tài nguyên và Môi trường".to_owned(),
        role: "CQ".to_owned(),
    };
    report.period = Period::parse("2023-Q2", &edition.periods);
    report.document = Document {
        number: String::new(),
        date: "/12/2023".to_owned(),
    };
    for (id, text, note) in typed() {
        let idx = row(edition, &id);
        let mut entry = Entry::typed(text);
        if let Answer::Ambiguous { grouped, .. } = entry.answer(&edition.rows[idx.place()]) {
            entry.chosen = Some(grouped);
        }
        report.entries[idx.place()] = entry;
        report.notes[idx.place()] = note;
    }
    report
}

/// The report file's text, with sentences as the page gives them.
pub(crate) fn json_from_report(edition: &Edition, report: &Report) -> String {
    phuluc::exchange::report_json::json_from_report(edition, report, &phuluc::words::finding::finding)
}

/// The cases of a text: three fields a line, parted by `|`; blank lines and those that begin with `#` are for people.
pub(crate) fn cases(text: &str) -> impl Iterator<Item = [&str; 3]> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        line.split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .try_into()
            .expect("three fields")
    })
}
