//! Proposals against each other and against what the report holds.

use std::collections::BTreeMap;

use super::plan::{Offer, Proposal, Target, Value, Why};
use crate::model::report::{Report, ReportingOffice};

/// One proposal for each target: what a source says twice alike is said once, what it says twice otherwise is asked.
pub(super) fn merged(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut places: BTreeMap<Target, usize> = BTreeMap::new();
    let mut merged: Vec<Proposal> = Vec::new();
    for proposal in proposals {
        let target = proposal.offers.first().map(|offer| offer.target);
        let twin = target
            .and_then(|target| places.get(&target))
            .and_then(|at| merged.get_mut(*at));
        match (twin, target) {
            (Some(twin), _) => {
                let is_news = |offer: &&Offer| !twin.offers.contains(offer);
                let news: Vec<Offer> = proposal.offers.iter().filter(is_news).cloned().collect();
                if !news.is_empty() {
                    twin.offers.extend(news);
                    twin.why = Why::Repeated;
                    twin.chosen = None;
                }
            }
            (None, Some(target)) => {
                places.insert(target, merged.len());
                merged.push(proposal);
            }
            (None, None) => merged.push(proposal),
        }
    }
    merged
}

/// Sees what the report holds in the proposal's place: nothing is changed where it is the same, nothing is taken unasked where
/// it is something else.
pub(super) fn against(report: &Report, proposal: &mut Proposal) {
    let held: Vec<(bool, bool)> = proposal.offers.iter().map(|offer| holds(report, offer)).collect();
    // Of several rows, offices, or figures it is still to be said which.
    let is_open = matches!(
        proposal.why,
        Why::SeveralRows | Why::Torn | Why::SeveralColumns | Why::Repeated | Why::TwoOffices
    );
    if held.iter().any(|(_, is_same)| *is_same) && !is_open {
        proposal.why = Why::Same;
        proposal.chosen = None;
    } else if held.iter().any(|(is_blank, is_same)| !is_blank && !is_same) {
        proposal.is_conflict = true;
        proposal.chosen = None;
    }
}

/// Whether the report holds nothing in the offer's place, and whether it holds just this.
fn holds(report: &Report, offer: &Offer) -> (bool, bool) {
    match (offer.target, &offer.value) {
        (Target::Office, Value::Office(office)) => {
            (report.office == ReportingOffice::default(), report.office == *office)
        }
        (Target::Period, Value::Period(period)) => (report.period.is_none(), report.period.as_ref() == Some(period)),
        (Target::DocumentNumber, Value::Text(text)) => {
            (report.document.number.is_empty(), report.document.number == *text)
        }
        (Target::DocumentDate, Value::Text(text)) => (report.document.date.is_empty(), report.document.date == *text),
        (Target::Figure(idx), Value::Entry(entry)) => {
            let old = report.entry(idx);
            (old.is_blank(), old == *entry)
        }
        (Target::Note(idx), Value::Text(text)) => {
            let old = report.note(idx);
            (old.trim().is_empty(), old == text)
        }
        (_, _) => (true, false),
    }
}
