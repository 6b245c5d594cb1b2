//! The preview of what a table would change: a line for each thing, those to be decided first. Nothing is changed before it is
//! accepted; then in one step.

use std::sync::Arc;

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::dialog::keep_open;
use super::intake::{Intake, Pending, close, use_intake};
use super::live::text;
use super::workplace::use_workplace;
use crate::exchange::intake::plan::{Grade, Proposal};
use crate::model::edition::Edition;
use crate::words::intake::{
    ACCEPT, COLUMNS, DISMISS, KEEP, PREVIEW, PREVIEW_TABLE, REPAIRED, TAKE_ALL, choice, grade, new, old, place_name,
    repairs, short, summary, target, why,
};

/// The word that colours a line.
fn kind(proposal: &Proposal) -> &'static str {
    match proposal.why.grade() {
        _ if proposal.is_conflict => "intake-dialog-line is-conflict",
        Grade::Ambiguous => "intake-dialog-line is-conflict",
        Grade::Rejected => "intake-dialog-line is-rejected",
        Grade::Repaired | Grade::Likely => "intake-dialog-line is-repaired",
        Grade::Exact | Grade::Same => "intake-dialog-line",
    }
}

/// The list by which a line is decided; none where there is nothing to decide.
fn decision(intake: Intake, edition: &Edition, at: usize, proposal: &Proposal) -> Option<AnyView> {
    if proposal.offers.is_empty() {
        return None;
    }
    let chosen = intake.chosen(at);
    let options = proposal.offers.iter().enumerate().map(|(number, offer)| {
        view! { <option value=number.to_string() selected=chosen == Some(number)>{choice(edition, proposal, offer)}</option> }
    });
    let name = proposal.offers.first().map(|offer| target(edition, offer.target));
    let list = view! {
        <select data-decision=at.to_string() aria-label=name>
            <option value="" selected=chosen.is_none()>{KEEP}</option>
            {options.collect_view()}
        </select>
    };
    Some(list.into_any())
}

fn line(intake: Intake, edition: &Edition, pending: &Pending, at: usize, proposal: &Proposal) -> AnyView {
    let first = proposal.offers.first();
    let held = first.map(|offer| old(edition, &pending.report, offer.target));
    let place = place_name(pending.plan.sheet.as_deref(), proposal.place);
    view! {
        <tr class=kind(proposal)>
            <td><span class="intake-dialog-place">{place}</span> {short(&proposal.text)}</td>
            <td>{first.map(|offer| target(edition, offer.target))}</td>
            <td>{held}</td>
            <td>{first.map(|offer| new(edition, offer))}</td>
            <td><b>{grade(proposal)}</b> ". " {why(proposal.why)}</td>
            <td>{decision(intake, edition, at, proposal)}</td>
        </tr>
    }
    .into_any()
}

/// What was read, as a table.
fn lines(intake: Intake, edition: &Edition, pending: &Arc<Pending>) -> AnyView {
    let proposals = pending.plan.proposals.iter().enumerate();
    let lines: Vec<AnyView> = proposals
        .map(|(at, proposal)| line(intake, edition, pending, at, proposal))
        .collect();
    let heads = COLUMNS.map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <table on:change=move |event| decide(intake, &event)>
            <thead><tr>{heads}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

fn decide(intake: Intake, event: &web_sys::Event) {
    let list = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    let at = list
        .as_ref()
        .and_then(|list| list.get_attribute("data-decision")?.parse().ok());
    if let (Some(list), Some(at)) = (list, at) {
        intake.choose(at, list.value().parse().ok());
    }
}

/// What was put right in reading.
fn repaired(lines: Vec<String>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <div class="intake-dialog-repairs"><h3>{REPAIRED}</h3> <ul>{lines}</ul></div> }.into_any()
    })
}

/// The preview; Escape leaves the report as it is.
#[component]
pub(crate) fn IntakeDialog() -> impl IntoView {
    let intake = use_intake();
    let edition = use_workplace().session.edition();
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || intake.pending().is_some());
    let with = move |give: fn(Intake, &Edition, &Arc<Pending>) -> Option<AnyView>| {
        let edition = Arc::clone(&edition);
        move || intake.pending().and_then(|pending| give(intake, &edition, &pending))
    };
    let table = with(|intake, edition, pending| Some(lines(intake, edition, pending)));
    let notes = with(|_, edition, pending| repaired(repairs(edition, &pending.plan)));
    let take_all = with(|intake, _, pending| {
        let has_any = pending.plan.proposals.iter().any(|proposal| proposal.is_conflict);
        has_any.then(|| view! { <button type="button" class="button" on:click=move |_| intake.take_all_conflicts()>{TAKE_ALL}</button> }.into_any())
    });
    view! {
        <dialog
            class="dialog intake-dialog"
            aria-labelledby="intake-dialog-title"
            aria-describedby="intake-dialog-summary"
            on:close=move |_| intake.dismiss()
            node_ref=node
        >
            <h2 id="intake-dialog-title">{PREVIEW}</h2>
            <p id="intake-dialog-summary">{text(move || intake.pending().map(|pending| summary(&pending.plan)))}</p>
            <div class="intake-dialog-lines" role="region" aria-label=PREVIEW_TABLE tabindex="0">{notes} {table}</div>
            <div class="dialog-actions">
                {take_all}
                <button type="button" class="button" on:click=move |_| close(intake, false)>{DISMISS}</button>
                <button type="button" class="button is-main" autofocus=true on:click=move |_| close(intake, true)>{ACCEPT}</button>
            </div>
        </dialog>
    }
}
