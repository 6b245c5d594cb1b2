//! The rows of the office that are still to be answered, each a way there. Worked out while it is open, and not before.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

use super::live::text;
use super::workplace::{Workplace, use_workplace};
use crate::model::answer::RowState;
use crate::model::id::RowIdx;
use crate::words::page::{DONE, still_to_do};
use crate::words::row::alone;

fn unanswered(work: Workplace) -> Vec<RowIdx> {
    let edition = work.session.edition();
    let is_open = |idx: &RowIdx| {
        let state = work.session.cell(*idx).map(|cell| cell.state());
        work.session.is_ours(*idx) && state == Some(RowState::Unanswered)
    };
    edition.indexed().map(|(idx, _)| idx).filter(is_open).collect()
}

fn entry(work: Workplace, idx: RowIdx) -> impl IntoView {
    let edition = work.session.edition();
    let label = edition.row(idx).map(|row| {
        // "Cấp huyện" says nothing without the row that it stands under.
        let above = row.parent.filter(|_| row.is_dashed()).and_then(|idx| edition.row(idx));
        let above = above.map(|row| format!("{} – ", alone(&row.label)));
        format!("{}{}", above.unwrap_or_default(), alone(&row.label))
    });
    let go = move |_| {
        work.has_drawer.set(false);
        work.go_to_answer(idx);
    };
    view! {
        <li>
            <button type="button" class="todo-list-entry" on:click=go>
                <b>{edition.number(idx)}</b>
                " "
                {label}
            </button>
        </li>
    }
}

/// The list.
#[component]
pub(crate) fn TodoList() -> impl IntoView {
    let work = use_workplace();
    let is_open = RwSignal::new(false);
    let rows = Memo::new(move |_| if is_open.get() { unanswered(work) } else { Vec::new() });
    let said = move || {
        let count = work.reviewing.readiness().unanswered;
        Some(if count == 0 {
            DONE.to_owned()
        } else {
            still_to_do(count)
        })
    };
    let toggled = move |event: web_sys::Event| {
        let details = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        is_open.set(details.is_some_and(|details| details.open()));
    };
    view! {
        <details class="todo-list" on:toggle=toggled>
            <summary>{text(said)}</summary>
            <ul>
                <For each=move || rows.get() key=|idx| idx.place() children=move |idx| entry(work, idx) />
            </ul>
        </details>
    }
}
