//! What the list of drafts tells of each.

use super::draft_slots::Stored;
use super::progress::Progress;
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::model::period::Period;
use crate::model::report::Report;
use crate::rules::facts::{Facts, WholeFacts};
use crate::rules::reason::open;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The draft.
    pub draft_id: String,
    /// The name that the officer gave it.
    pub name: String,
    /// The office's name, or else its code; empty until chosen.
    pub office: String,
    /// The period.
    pub period: Option<Period>,
    /// How much is answered.
    pub progress: Progress,
    /// Findings that are neither settled nor explained.
    pub findings: usize,
    /// When it was last saved, for people.
    pub saved_at: String,
    /// It was parted from another draft.
    pub is_parallel: bool,
    /// It lies in the trash.
    pub is_trashed: bool,
}

/// The line of this draft.
#[must_use]
pub fn line(edition: &Edition, stored: &Stored) -> Line {
    let draft = &stored.draft;
    let (report, office) = (&draft.report, &draft.report.office);
    let facts = WholeFacts::of(edition, report);
    let is_ours = |(idx, row): &(RowIdx, &Row)| row.kind != RowKind::Heading && facts.is_ours(*idx);
    let ours = edition.indexed().filter(is_ours);
    let names = [&office.name, &office.code];
    Line {
        draft_id: draft.draft_id.clone(),
        name: draft.name.clone(),
        office: names
            .into_iter()
            .find(|name| !name.is_empty())
            .cloned()
            .unwrap_or_default(),
        period: report.period.clone(),
        progress: Progress::of(ours.map(|(idx, _)| facts.meaning.state(edition, idx))),
        findings: open(&facts).len(),
        saved_at: draft.saved_at.clone(),
        is_parallel: draft.parallel_of.is_some(),
        is_trashed: draft.trashed_at.is_some(),
    }
}

/// A field in which two versions of a report differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who reports.
    Office,
    /// The period.
    Period,
    /// Number and date of the report.
    Document,
    /// What stands in a row, or its note.
    Row(RowIdx),
}

/// What differs between two versions, the heading first, then in printed order.
#[must_use]
pub fn differences(edition: &Edition, one: &Report, other: &Report) -> Vec<Field> {
    let heading = [
        (one.office != other.office, Field::Office),
        (one.period != other.period, Field::Period),
        (one.document != other.document, Field::Document),
    ];
    let heading = heading
        .into_iter()
        .filter(|(differs, _)| *differs)
        .map(|(_, field)| field);
    let rows = edition
        .indexed()
        .map(|(idx, _)| idx)
        .filter(|idx| one.differs_in(other, *idx))
        .map(Field::Row);
    heading.chain(rows).collect()
}
