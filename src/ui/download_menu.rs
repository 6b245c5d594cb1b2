//! The one main button: gives the report as a file, and says beside it what is still open. Its buttons are in the page also
//! while it is closed, so that programs can click them.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::desk::Download;
use super::focus;
use super::tied_file::tie_choices;
use super::top_bar::print;
use super::workplace::{Workplace, use_workplace};
use crate::model::answer::RowState;
use crate::state::review_list::{Item, Subject};
use crate::words::drafts::TITLE as DRAFTS;
use crate::words::history::TITLE as HISTORY;
use crate::words::page::{
    ALL_ANSWERED, GIVE, GIVE_CSV, GIVE_CSV_HINT, GIVE_EXCEL, GIVE_EXCEL_HINT, GIVE_JSON, GIVE_JSON_HINT, HELP, PRINT,
    still_open,
};

fn choice(
    work: Workplace,
    details: NodeRef<leptos::html::Details>,
    action: &'static str,
    what: Download,
    (name, hint): (&'static str, &'static str),
) -> impl IntoView {
    let give = move |_| {
        work.desk.download(what);
        close(details);
        if let Some(button) = focus::find(".download-menu > summary") {
            focus::focus(&button);
        }
    };
    view! {
        <button type="button" data-action=action on:click=give>
            <b>{name}</b>
            <small>{hint}</small>
        </button>
    }
}

fn close(details: NodeRef<leptos::html::Details>) {
    if let Some(details) = details.get_untracked() {
        details.set_open(false);
    }
}

/// Ties the draft to a file, or ends that; nothing where the browser cannot.
#[component]
fn TieChoices() -> impl IntoView {
    let work = use_workplace();
    tie_choices(move |name, hint, act| {
        let act = move |_| {
            act(work);
            if let Some(menu) = focus::find(".download-menu[open]") {
                let _closed = menu.remove_attribute("open").is_ok();
            }
            if let Some(button) = focus::find(".download-menu > summary") {
                focus::focus(&button);
            }
        };
        view! { <button type="button" on:click=act><b>{name}</b> <small>{hint}</small></button> }.into_any()
    })
}

/// What is still open, one line each.
fn open_lines(work: Workplace) -> Vec<String> {
    let edition = work.session.edition();
    let (mut unread, mut ambiguous) = (0_usize, 0_usize);
    for idx in work.open_rows.all() {
        match work.session.cell(idx).map(|cell| cell.state()) {
            Some(RowState::Ambiguous) => ambiguous = ambiguous.saturating_add(1),
            _ => unread = unread.saturating_add(1),
        }
    }
    let is_unanswered = |idx| {
        work.session.is_ours(idx)
            && work
                .session
                .cell(idx)
                .is_some_and(|cell| cell.state() == RowState::Unanswered)
    };
    let unanswered = edition.indexed().filter(|(idx, _)| is_unanswered(*idx)).count();
    let items = work.reviewing.items();
    let is_open_finding = |item: &&Item| item.is_open && item.subject != Subject::Row;
    still_open(
        unread,
        ambiguous,
        unanswered,
        items.iter().filter(is_open_finding).count(),
    )
}

/// The button and its list.
#[component]
pub(crate) fn DownloadMenu() -> impl IntoView {
    let work = use_workplace();
    let details = NodeRef::<leptos::html::Details>::new();
    let is_open = RwSignal::new(false);
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if details
            .get_untracked()
            .is_some_and(|details| !details.contains(target.as_ref()))
        {
            close(details);
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close(details);
        }
    };
    let lines = move || {
        let lines = if is_open.get() { open_lines(work) } else { Vec::new() };
        let lines = if lines.is_empty() {
            vec![ALL_ANSWERED.to_owned()]
        } else {
            lines
        };
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    let one = move |action, what, names| choice(work, details, action, what, names);
    view! {
        <details
            class="download-menu"
            on:toggle=move |_| is_open.set(details.get_untracked().is_some_and(|details| details.open()))
            on:keydown=on_key
            node_ref=details
        >
            <summary class="button is-main">{GIVE}</summary>
            <div class="download-menu-list">
                <ul class="download-menu-open">{lines}</ul>
                {one("export-json", Download::Json, (GIVE_JSON, GIVE_JSON_HINT))}
                {one("export-csv-excel", Download::CsvExcel, (GIVE_EXCEL, GIVE_EXCEL_HINT))}
                {one("export-csv", Download::Csv, (GIVE_CSV, GIVE_CSV_HINT))}
                <TieChoices />
                // Where the bar has no room for them.
                <button type="button" class="download-menu-narrow" on:click=move |_| { close(details); work.shelf.show() }>
                    <b>{DRAFTS}</b>
                </button>
                <button type="button" class="download-menu-narrow" on:click=move |_| { close(details); work.has_history.set(true) }>
                    <b>{HISTORY}</b>
                </button>
                <button type="button" class="download-menu-narrow" on:click=move |_| { close(details); print() }>
                    <b>{PRINT}</b>
                </button>
                <button type="button" class="download-menu-narrow" on:click=move |_| { close(details); work.has_help.set(true) }>
                    <b>{HELP}</b>
                </button>
            </div>
        </details>
    }
}
