//! The bar: which report this is, how safe it is, and what can be done with it.

use leptos::prelude::*;

use super::live::{text, yes_no};
use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement};

use super::download_menu::DownloadMenu;
use super::paste_field::PasteField;
use super::save_status::SaveStatusLine;
use super::search::Search;
use super::unread_files::open_first;
use super::workplace::use_workplace;
use crate::words::drafts::TITLE as DRAFTS;
use crate::words::history::TITLE as HISTORY;
use crate::words::page::{BAR, HELP, NAME, NO_OFFICE, OPEN, PRINT, REVIEW, period_name};

/// What is taken of the files that were chosen, once; the same can be chosen again, which empties the list.
fn of_chosen<T>(event: &web_sys::Event, take: impl FnOnce(&FileList) -> T) -> Option<T> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let taken = input.files().as_ref().map(take);
    input.set_value("");
    taken
}

/// The file that was chosen.
pub(crate) fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    of_chosen(event, |files| files.get(0)).flatten()
}

/// Prints the sheet.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses to print says so itself.
        let _printed = window.print().is_ok();
    }
}

/// Which report this is.
#[component]
fn ReportName() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let office = move || {
        let office = work.session.office();
        [office.name, office.code, NO_OFFICE.to_owned()]
            .into_iter()
            .find(|text| !text.is_empty())
    };
    let period = move || {
        work.session
            .period()
            .map(|period| period_name(&edition.periods, &period))
    };
    view! {
        <p class="top-bar-report">
            <b>{text(office)}</b>
            <span>{text(period)}</span>
        </p>
    }
}

/// The bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let work = use_workplace();
    let count = move || {
        Some(work.reviewing.total().total())
            .filter(|count| *count > 0)
            .map(|count| count.to_string())
    };
    view! {
        <header class="top-bar" aria-label=BAR>
            <p class="top-bar-name">{NAME}</p>
            <ReportName />
            <Search />
            <SaveStatusLine />
            <button
                type="button"
                class="button top-bar-review"
                aria-expanded=yes_no(move || work.has_drawer.get())
                aria-controls="review"
                on:click=move |_| work.has_drawer.update(|is_open| *is_open = !*is_open)
            >
                {REVIEW}
                <span class="top-bar-count">{text(count)}</span>
            </button>
            <button type="button" class="button top-bar-drafts" data-action="drafts" on:click=move |_| work.shelf.show()>{DRAFTS}</button>
            <button type="button" class="button top-bar-history" data-action="history" on:click=move |_| work.has_history.set(true)>{HISTORY}</button>
            <label class="button top-bar-open">
                {OPEN}
                <input type="file" data-action="open" accept=".json,.csv,.tsv,.txt,.htm,.html,.xlsx,.xls,.ods,.docx" on:change=move |event| { of_chosen(&event, |files| open_first(work, files)); } />
            </label>
            <PasteField />
            <button type="button" class="button top-bar-print" on:click=move |_| print()>{PRINT}</button>
            <button type="button" class="button top-bar-help" on:click=move |_| work.has_help.set(true)>{HELP}</button>
            <DownloadMenu />
        </header>
    }
}
