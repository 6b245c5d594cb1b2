//! The sheets of a workbook as one plan: a form that was parted over several sheets is read whole, and of two sheets that hold the
//! same rows one.

use super::Asker;
use super::against::merged;
use super::file::Found;
use super::form_keys::FormKeys;
use super::grid::Grid;
use super::plan::{Plan, Proposal, Repair, Target, Why};
use super::records::{self, Table};
use super::{proposals, shares};
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::report::Report;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What the grids of a file mean for this report.
pub(super) fn plan(edition: &Edition, keys: &FormKeys, report: &Report, grids: Vec<Found>, asker: &dyn Asker) -> Plan {
    let of = grids.iter().map(|(_, grid)| grid.lines.len()).sum();
    let mut before = 0_usize;
    let mut read: Vec<(usize, Grid, Table)> = Vec::new();
    for (count, grid) in grids {
        let table = records::read(edition, keys, &grid, &Onward { asker, before, of });
        before = before.saturating_add(grid.lines.len());
        read.push((count, grid, table));
    }
    let held = shares::held(edition, read.iter().map(|(_, grid, table)| (grid, table)));
    let mut in_order: Vec<(usize, (usize, Grid, Table))> = read.into_iter().enumerate().collect();
    // The one with most of the form first; of equals the first.
    in_order.sort_by_key(|(_, (count, ..))| Reverse(*count));
    let (mut taken, mut left, mut best) = (Vec::new(), Vec::new(), None);
    let mut filled: BTreeSet<RowIdx> = BTreeSet::new();
    for (at, (_, grid, table)) in in_order {
        let plan = proposals::plan(edition, keys, report, &grid, table, held, asker);
        let rows = rows(&plan);
        let is_uncalculated = |proposal: &Proposal| proposal.why == Why::Uncalculated;
        if rows.is_empty() && !plan.proposals.iter().any(is_uncalculated) {
            // A blank copy of the form, or something else that looks like it.
            best.get_or_insert(plan);
        } else if filled.is_disjoint(&rows) {
            filled.extend(rows);
            taken.push((at, plan));
        } else {
            left.extend(grid.sheet.map(|name| (at, name)));
        }
    }
    taken.sort_by_key(|(at, _)| *at);
    left.sort();
    let taken = taken.into_iter().map(|(_, plan)| plan);
    let mut plan = together(report, taken.collect()).or(best).unwrap_or_default();
    plan.left = left.into_iter().map(|(_, name)| name).collect();
    plan
}

/// The rows for which a plan has something, where it is sure which row is meant.
fn rows(plan: &Plan) -> BTreeSet<RowIdx> {
    let is_sure = |why| !matches!(why, Why::Doubtful(_) | Why::SeveralRows | Why::Torn | Why::LikePrinted);
    let sure = plan.proposals.iter().filter(|proposal| is_sure(proposal.why));
    let targets = sure
        .filter_map(|proposal| proposal.offers.first())
        .map(|offer| offer.target);
    targets.filter_map(row_of).collect()
}

fn row_of(target: Target) -> Option<RowIdx> {
    match target {
        Target::Figure(idx) | Target::Note(idx) => Some(idx),
        Target::Office | Target::Period | Target::DocumentNumber | Target::DocumentDate => None,
    }
}

/// Several plans as one. None of none.
fn together(report: &Report, plans: Vec<Plan>) -> Option<Plan> {
    if plans.len() < 2 {
        return plans.into_iter().next();
    }
    let mut whole = Plan::default();
    let (mut of_heading, mut of_rows) = (Vec::new(), Vec::new());
    let (mut heads, mut lines) = (0_usize, 0_usize);
    for (sheet, plan) in plans.into_iter().enumerate() {
        whole.sheets.extend(plan.sheets);
        for (column, head) in plan.figure_columns {
            if whole.figure_columns.iter().all(|(known, _)| *known != column) {
                whole.figure_columns.push((column, head));
            }
        }
        for proposal in plan.proposals {
            let proposal = Proposal { sheet, ..proposal };
            match proposal.offers.first() {
                Some(offer) if row_of(offer.target).is_none() => of_heading.push(proposal),
                Some(_) | None => of_rows.push(proposal),
            }
        }
        for repair in plan.repairs {
            match repair {
                Repair::HeadsDropped(count) => heads = heads.saturating_add(count),
                Repair::LinesOutside(count) => lines = lines.saturating_add(count),
                Repair::HiddenSigns(_, place) => whole.repairs.push(Repair::HiddenSigns(sheet, place)),
                Repair::LostColumns | Repair::Joined(_) | Repair::Shifted(_) | Repair::CodeListMended(_) => {
                    whole.repairs.push(repair);
                }
            }
        }
    }
    let counted = [
        (heads, Repair::HeadsDropped(heads)),
        (lines, Repair::LinesOutside(lines)),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    whole.repairs.extend(counted.map(|(_, repair)| repair));
    // Each sheet may name office and period above its table: no two of them may go in unasked.
    whole.proposals = merged(of_heading);
    whole.proposals.extend(of_rows);
    proposals::settle(report, &mut whole);
    Some(whole)
}

/// Tells of one sheet after the others.
struct Onward<'a> {
    asker: &'a dyn Asker,
    before: usize,
    of: usize,
}

impl Asker for Onward<'_> {
    fn mark(&self, text: &str) -> String {
        self.asker.mark(text)
    }

    fn has_read(&self, lines: usize, _: usize) {
        self.asker.has_read(self.before.saturating_add(lines), self.of);
    }
}
