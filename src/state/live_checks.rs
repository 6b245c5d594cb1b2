//! The checks over the live report: one memo a check over its own rows, so that an edit asks only the checks whose rows
//! changed. The same [`crate::rules::check::find`] as for a whole report.

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, With};

use super::cell::Cell;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::report::ReportingOffice;
use crate::rules::calculate::Operand;
use crate::rules::check::{find, in_order};
use crate::rules::finding::Finding;

/// What the checks say, in all and by row.
pub(super) struct LiveChecks {
    /// Everything, in the order of rows.
    pub(super) all: Memo<Arc<[Finding]>>,
    /// By row; none where no check speaks of it.
    pub(super) by_row: Vec<Option<Memo<Arc<[Finding]>>>>,
}

pub(super) fn live_checks(edition: &Arc<Edition>, cells: &[Cell], office: RwSignal<ReportingOffice>) -> LiveChecks {
    let role = Memo::new(move |_| office.with(|office| office.role.clone()));
    let checks: Vec<(Vec<RowIdx>, Memo<Option<Finding>>)> = edition
        .checks
        .iter()
        .enumerate()
        .map(|(place, check)| {
            let rows = check.rows();
            let sources: Vec<(RowIdx, Cell)> = rows
                .iter()
                .filter_map(|idx| Some((*idx, *cells.get(idx.place())?)))
                .collect();
            let edition = Arc::clone(edition);
            let memo = Memo::new(move |_| {
                let read = |wanted: RowIdx| {
                    sources
                        .iter()
                        .find(|(source, _)| *source == wanted)
                        .map_or(Operand::Blank, |(_, cell)| cell.operand())
                };
                let check = edition.checks.get(place)?;
                role.with(|role| find(&edition, place, check, role, &read))
            });
            (rows, memo)
        })
        .collect();
    let mut own: Vec<Vec<Memo<Option<Finding>>>> = vec![Vec::new(); cells.len()];
    for (rows, memo) in &checks {
        for idx in rows {
            if let Some(of_row) = own.get_mut(idx.place()) {
                of_row.push(*memo);
            }
        }
    }
    let by_row = own
        .into_iter()
        .map(|own| (!own.is_empty()).then(|| gathered(own)))
        .collect();
    LiveChecks {
        all: gathered(checks.into_iter().map(|(_, memo)| memo).collect()),
        by_row,
    }
}

fn gathered(checks: Vec<Memo<Option<Finding>>>) -> Memo<Arc<[Finding]>> {
    Memo::new(move |_| in_order(checks.iter().filter_map(|check| check.get()).collect()).into())
}
