//! The preview of what a table would change: a line for each thing, those to be decided first. Nothing is changed before it is
//! accepted; then in one step.

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::dialog::keep_open;
use super::intake::{Intake, Stage, close, use_intake};
use super::live::{flag, text};
use crate::preview::shown::{Line, Preview};
use crate::words::intake::{ACCEPT, COLUMNS, DISMISS, KEEP, PREVIEW, PREVIEW_TABLE, READING, REPAIRED, STOP, TAKE_ALL};

/// The list by which a line is decided; none where there is nothing to decide.
fn decision(intake: Intake, at: usize, line: &Line) -> Option<AnyView> {
    if line.choices.is_empty() {
        return None;
    }
    let chosen = intake.chosen(at);
    let option = |value: String, is_chosen: bool, words: &str| view! { <option value=value selected=is_chosen>{words.to_owned()}</option> };
    let options: Vec<_> = std::iter::once(option(String::new(), chosen.is_none(), KEEP))
        .chain(
            line.choices
                .iter()
                .enumerate()
                .map(|(number, (words, _))| option(number.to_string(), chosen == Some(number), words)),
        )
        .collect();
    Some(view! { <select data-decision=at.to_string() aria-label=line.target.clone()>{options}</select> }.into_any())
}

fn row(intake: Intake, at: usize, line: &Line) -> AnyView {
    view! {
        <tr class=format!("intake-dialog-line is-{}", line.kind)>
            <td><span class="intake-dialog-place">{line.place.clone()}</span> {line.text.clone()}</td>
            <td>{line.target.clone()}</td>
            <td>{line.old.clone()}</td>
            <td>{line.new.clone()}</td>
            <td><b>{line.grade.clone()}</b> ". " {line.why.clone()}</td>
            <td>{decision(intake, at, line)}</td>
        </tr>
    }
    .into_any()
}

/// What was read, as a table.
fn table(intake: Intake, preview: &Preview) -> AnyView {
    let rows: Vec<AnyView> = preview
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| row(intake, at, line))
        .collect();
    let heads = COLUMNS.map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <table on:change=move |event| decide(intake, &event)>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {repaired(&preview.repairs)}
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
fn repaired(lines: &[String]) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        let lines = lines
            .iter()
            .map(|line| view! { <li>{line.clone()}</li> })
            .collect_view();
        view! { <div class="intake-dialog-repairs"><h3>{REPAIRED}</h3> <ul>{lines}</ul></div> }.into_any()
    })
}

/// The preview, or that a source is still being read; Escape leaves the report as it is.
#[component]
pub(crate) fn IntakeDialog() -> impl IntoView {
    let intake = use_intake();
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || intake.stage().is_some());
    let is_reading = move || matches!(intake.stage(), Some(Stage::Reading));
    let has_conflicts = move || {
        intake
            .preview()
            .is_some_and(|preview| preview.lines.iter().any(|line| line.is_conflict))
    };
    let title = move || {
        Some(if is_reading() {
            READING.to_owned()
        } else {
            PREVIEW.to_owned()
        })
    };
    let summary = move || match intake.stage()? {
        Stage::Reading => None,
        Stage::Shown(preview) => Some(preview.summary.clone()),
    };
    let leave = move || {
        Some(if is_reading() {
            STOP.to_owned()
        } else {
            DISMISS.to_owned()
        })
    };
    // The button has the focus as soon as there is something to accept, so that Enter accepts.
    let accept = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if let (Some(button), true) = (accept.get(), intake.preview().is_some()) {
            // A button that cannot take the focus leaves it where it is.
            let _focused = button.focus().is_ok();
        }
    });
    view! {
        <dialog
            class="dialog intake-dialog"
            class:is-reading=flag(is_reading)
            aria-labelledby="intake-dialog-title"
            aria-describedby="intake-dialog-summary"
            on:close=move |_| {
                if intake.stage().is_some() {
                    intake.dismiss();
                }
            }
            node_ref=node
        >
            <h2 id="intake-dialog-title">{text(title)}</h2>
            <p id="intake-dialog-summary" role="status">{text(summary)}</p>
            <div class="intake-dialog-lines" role="region" aria-label=PREVIEW_TABLE tabindex="0">
                {move || intake.preview().map(|preview| table(intake, &preview))}
            </div>
            <div class="dialog-actions">
                <button type="button" class="button" hidden=move || !has_conflicts() on:click=move |_| intake.take_all_conflicts()>
                    {TAKE_ALL}
                </button>
                <button type="button" class="button" on:click=move |_| close(intake, false)>{text(leave)}</button>
                <button type="button" class="button is-main" hidden=is_reading node_ref=accept on:click=move |_| close(intake, true)>
                    {ACCEPT}
                </button>
            </div>
        </dialog>
    }
}
