//! The checks over the live report: one memo a check, so that an edit asks only the checks whose rows changed. The same
//! [`crate::rules::check::find`] as for a whole report.

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::traits::{Get, With};

use super::live_facts::LiveFacts;
use crate::base::order::order_by_key;
use crate::rules::check::{find, place_of};
use crate::rules::finding::Finding;

/// How many checks are gathered at a time: an edit asks its own group and the groups' sum, never all.
const GROUP: usize = 24;

/// Findings in the order of rows, shared rather than copied.
pub type Findings = Arc<[Arc<Finding>]>;

pub(super) fn live_checks(facts: &Arc<LiveFacts>) -> Memo<Findings> {
    let checks: Vec<Memo<Option<Arc<Finding>>>> = (0..facts.edition.checks.len())
        .map(|place| {
            let facts = Arc::clone(facts);
            Memo::new(move |_| {
                let check = facts.edition.checks.get(place)?;
                find(&facts.edition, place, check, facts.as_ref()).map(Arc::new)
            })
        })
        .collect();
    tree(checks.chunks(GROUP).map(|group| gathered(group.to_vec())).collect())
}

fn gathered(checks: Vec<Memo<Option<Arc<Finding>>>>) -> Memo<Findings> {
    Memo::new(move |_| in_order(checks.iter().filter_map(|check| check.get()).collect()))
}

fn in_order(mut findings: Vec<Arc<Finding>>) -> Findings {
    order_by_key(&mut findings, |finding| place_of(finding));
    findings.into()
}

/// Groups of groups, until one is left.
fn tree(mut groups: Vec<Memo<Findings>>) -> Memo<Findings> {
    loop {
        let joined = |some: &[Memo<Findings>]| {
            let some = some.to_vec();
            Memo::new(move |_| {
                let mut all = Vec::new();
                for group in &some {
                    group.with(|group| all.extend(group.iter().cloned()));
                }
                in_order(all)
            })
        };
        groups = match groups.as_slice() {
            [only] => return *only,
            some if some.len() <= GROUP => return joined(some),
            some => some.chunks(GROUP).map(joined).collect(),
        };
    }
}
