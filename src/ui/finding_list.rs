//! The one list of what needs another look: rows that are not read and findings together, in the order of rows. A filter
//! shortens it and says how much it hides.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::finding_card::FindingCard;
use super::live::text;
use super::live_text;
use super::review::RowCard;
use super::workplace::{Workplace, use_workplace};
use crate::model::check::Severity;
use crate::state::review_list::{Filter, Item, Subject};
use crate::words::finding::{
    ALL_CHAPTERS, ALL_SEVERITIES, CHAPTER, CLEAR_FILTER, ONLY_ERRORS, ONLY_WARNINGS, SEVERITY, outside_filter,
};

fn chosen(event: &web_sys::Event) -> String {
    let select = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    select.map(|select| select.value()).unwrap_or_default()
}

fn severity_of(code: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .find(|severity| severity.code() == code)
}

fn chapter_filter(work: Workplace) -> impl IntoView {
    let edition = work.session.edition();
    let filter = work.reviewing.filter;
    let node = NodeRef::<leptos::html::Select>::new();
    let value = move || filter.get().chapter.map_or_else(String::new, |place| place.to_string());
    live_text::keep(node, move || Some(value()));
    let choose = move |event: web_sys::Event| {
        filter.update(|filter| filter.chapter = chosen(&event).parse().ok());
    };
    let options = edition.chapters().iter().enumerate().map(|(place, chapter)| {
        let number = edition.number(chapter.row);
        view! { <option value=place.to_string()>{format!("{CHAPTER} {number}")}</option> }
    });
    view! {
        <select aria-label=CHAPTER on:change=choose node_ref=node>
            <option value="">{ALL_CHAPTERS}</option>
            {options.collect_view()}
        </select>
    }
}

fn severity_filter(work: Workplace) -> impl IntoView {
    let filter = work.reviewing.filter;
    let node = NodeRef::<leptos::html::Select>::new();
    live_text::keep(node, move || {
        Some(filter.get().severity.map_or("", Severity::code).to_owned())
    });
    let choose = move |event: web_sys::Event| {
        filter.update(|filter| filter.severity = severity_of(&chosen(&event)));
    };
    view! {
        <select aria-label=SEVERITY on:change=choose node_ref=node>
            <option value="">{ALL_SEVERITIES}</option>
            <option value=Severity::Error.code()>{ONLY_ERRORS}</option>
            <option value=Severity::Warning.code()>{ONLY_WARNINGS}</option>
        </select>
    }
}

fn card(item: Item) -> AnyView {
    match item.subject {
        Subject::Row => item.row.map(|idx| view! { <RowCard idx /> }).into_any(),
        Subject::Finding(check) => view! { <FindingCard check /> }.into_any(),
    }
}

/// The list with its filters.
#[component]
pub(crate) fn FindingList() -> impl IntoView {
    let work = use_workplace();
    let reviewing = work.reviewing;
    let shown = Memo::new(move |_| {
        let (edition, filter) = (work.session.edition(), reviewing.filter.get());
        let items = reviewing.items();
        // Another report has other cards: what is being written in one is not about it.
        let loads = work.session.loads();
        items
            .iter()
            .copied()
            .filter(|item| filter.passes(edition.chapters(), *item))
            .map(|item| (loads, item))
            .collect::<Vec<(u64, Item)>>()
    });
    let hidden = move || reviewing.items().len().saturating_sub(shown.with(Vec::len));
    let has_any = move || !reviewing.items().is_empty() || reviewing.filter.get() != Filter::default();
    let clear = move |_| reviewing.filter.set(Filter::default());
    view! {
        <div class="finding-list-filters" hidden=move || !has_any()>
            {chapter_filter(work)}
            {severity_filter(work)}
        </div>
        <ul class="finding-list">
            <For each=move || shown.get() key=|(loads, item)| (*loads, item.key()) children=|(_, item)| card(item) />
        </ul>
        <p class="finding-list-hidden" role="status">{text(move || outside_filter(hidden()))}</p>
        <button type="button" class="button finding-list-clear" hidden=move || hidden() == 0 on:click=clear>
            {CLEAR_FILTER}
        </button>
    }
}
