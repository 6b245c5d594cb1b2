//! The office's report of an earlier period, opened beside: what grows over the year, and what is counted on a day, is then
//! checked against it.

use leptos::prelude::*;

use super::live::text;
use super::top_bar::chosen_file;
use super::workplace::use_workplace;
use crate::state::edit::Edit;
use crate::words::earlier::{CLOSE, HINT, OPEN, TITLE, compared_with};

/// Where it is opened and put away.
#[component]
pub(crate) fn EarlierReport() -> impl IntoView {
    let work = use_workplace();
    let period = Memo::new(move |_| work.session.earlier_period());
    let said = move || match period.get() {
        Some(period) => Some(compared_with(&work.session.edition(), &period)),
        None => Some(HINT.to_owned()),
    };
    let open = move |event: web_sys::Event| {
        if let Some(file) = chosen_file(&event) {
            work.desk.open_earlier(file);
        }
    };
    view! {
        <h3 class="review-next">{TITLE}</h3>
        <p class="earlier-said">{text(said)}</p>
        <label class="button earlier-open">
            {OPEN}
            <input type="file" data-action="open-earlier" accept=".json,.csv" on:change=open />
        </label>
        <button
            type="button"
            class="button earlier-close"
            hidden=move || period.with(Option::is_none)
            on:click=move |_| work.session.edit(Edit::Earlier(None))
        >
            {CLOSE}
        </button>
    }
}
