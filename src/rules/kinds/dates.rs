//! Dates fit the period (G14 of the domain's list): those in notes lie between the first day of its year and its cut-off,
//! the report is dated in the month of the cut-off or a few months later.
//!
//! From the year's first day on, not from the period's: a note that names a decision of an earlier quarter is no fault.

use super::Found;
use super::note;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::period::Date;
use crate::rules::facts::Facts;
use crate::rules::finding::Breach;

pub(super) fn in_notes(edition: &Edition, rows: &[RowIdx], facts: &dyn Facts) -> Option<Found> {
    let (from, to) = span(edition, facts)?;
    let mut dates: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for row in rows {
        let text = facts.note(*row);
        let before = dates.len();
        let outside = note::dates(&text)
            .into_iter()
            .filter(|date| date.last < from || date.first > to);
        dates.extend(outside.map(|date| date.text));
        if dates.len() > before {
            found.push(*row);
        }
    }
    (!found.is_empty()).then(|| Found::at(found, Breach::Dates { dates, from, to }))
}

pub(super) fn of_document(edition: &Edition, months_after: u8, facts: &dyn Facts) -> Option<Found> {
    let (_, to) = span(edition, facts)?;
    let date = note::dates(&facts.document_date()).into_iter().next()?;
    let last = to.months().saturating_add(u16::from(months_after));
    let fits = (to.months()..=last).contains(&date.first.months());
    let breach = Breach::Dates {
        dates: vec![date.text],
        from: to,
        to,
    };
    (!fits).then(|| Found::at(Vec::new(), breach))
}

/// The first day of the period's year, and the period's cut-off.
fn span(edition: &Edition, facts: &dyn Facts) -> Option<(Date, Date)> {
    let period = facts.period()?;
    let from = period.year_begins(&edition.periods)?;
    Some((from, period.days(&edition.periods)?.1))
}
