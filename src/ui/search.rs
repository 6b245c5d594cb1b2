//! The search: by number or by words, marks apart; jumps to the row's answer.

use std::sync::Arc;

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::live::{flag, text, yes_no};

use super::live_text;
use super::workplace::{Workplace, use_workplace};
use crate::model::id::RowIdx;
use crate::state::search::SearchIndex;
use crate::words::page::{NOTHING_FOUND, SEARCH, SEARCH_RESULTS, found_count};

const MOST: usize = 12;

/// What is searched for and which of the found is pointed at.
#[derive(Clone, Copy)]
struct Query {
    work: Workplace,
    text: RwSignal<String>,
    active: RwSignal<usize>,
    is_open: RwSignal<bool>,
    found: Memo<Vec<RowIdx>>,
}

impl Query {
    fn new(work: Workplace) -> Self {
        let text = RwSignal::new(String::new());
        // Folded once, at the first search.
        let index = StoredValue::new(None::<Arc<SearchIndex>>);
        let found = Memo::new(move |_| {
            let text = text.get();
            if text.trim().is_empty() {
                return Vec::new();
            }
            let known = index
                .get_value()
                .unwrap_or_else(|| Arc::new(SearchIndex::new(&work.session.edition())));
            index.set_value(Some(Arc::clone(&known)));
            known.find(&text, MOST)
        });
        Self {
            work,
            text,
            active: RwSignal::new(0),
            is_open: RwSignal::new(false),
            found,
        }
    }

    fn type_text(self, text: String) {
        self.text.set(text);
        self.active.set(0);
        self.is_open.set(true);
    }

    fn close(self) {
        self.text.set(String::new());
        self.is_open.set(false);
    }

    fn go(self, idx: RowIdx) {
        self.close();
        self.work.go_to_answer(idx);
    }

    /// Closes, and goes back to where the officer was.
    fn leave(self) {
        self.close();
        if let Some(place) = self.work.desk.place() {
            self.work.go_to_answer(place.row);
        }
    }

    /// Whether there is a list to show. Tracked.
    fn has_list(self) -> bool {
        self.is_open.get() && self.text.with(|text| !text.trim().is_empty())
    }

    fn on_key(self, event: &ev::KeyboardEvent) {
        let last = self.found.with_untracked(Vec::len).saturating_sub(1);
        let is_done = match event.key().as_str() {
            "ArrowDown" => {
                self.is_open.set(true);
                self.active
                    .update(|active| *active = active.saturating_add(1).min(last));
                true
            }
            "ArrowUp" => {
                self.active.update(|active| *active = active.saturating_sub(1));
                true
            }
            "Enter" if !event.is_composing() => {
                let active = self.active.get_untracked();
                if let Some(idx) = self.found.with_untracked(|found| found.get(active).copied()) {
                    self.go(idx);
                }
                true
            }
            "Escape" => {
                self.leave();
                true
            }
            _ => false,
        };
        if is_done {
            event.prevent_default();
        }
    }
}

fn option_id(place: usize) -> String {
    format!("search-option-{place}")
}

fn option(query: Query, place: usize, idx: RowIdx) -> Option<impl IntoView> {
    let edition = query.work.session.edition();
    let row = edition.row(idx)?;
    let chapter = edition
        .chapters()
        .iter()
        .find(|chapter| chapter.holds(idx))
        .and_then(|chapter| edition.row(chapter.row));
    let chapter = chapter
        .filter(|chapter| chapter.id != row.id)
        .map(|chapter| chapter.label.clone());
    let is_active = move || query.active.get() == place;
    Some(view! {
        <li
            class="search-option"
            class:is-active=flag(is_active)
            id=option_id(place)
            role="option"
            aria-selected=yes_no(is_active)
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| query.go(idx)
        >
            <span class="search-number">{edition.number(idx)}</span>
            <span class="search-label">{row.full_label()} <small>{chapter}</small></span>
        </li>
    })
}

fn list(query: Query) -> impl IntoView {
    let options = move || {
        let found = query.found.get();
        found
            .into_iter()
            .enumerate()
            .filter_map(|(place, idx)| option(query, place, idx))
            .collect_view()
    };
    let said = move || {
        query.has_list().then(|| match query.found.with(Vec::len) {
            0 => NOTHING_FOUND.to_owned(),
            count => found_count(count),
        })
    };
    let has_options = move || query.has_list() && query.found.with(|found| !found.is_empty());
    let has_nothing = move || query.has_list() && query.found.with(Vec::is_empty);
    view! {
        <ul class="search-list" id="search-list" role="listbox" aria-label=SEARCH_RESULTS hidden=move || !has_options()>
            {options}
        </ul>
        <p class="search-nothing" aria-hidden="true" hidden=move || !has_nothing()>{NOTHING_FOUND}</p>
        <p class="visually-hidden" role="status">{text(said)}</p>
    }
}

/// The search field and its list.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let query = Query::new(use_workplace());
    let node = NodeRef::<Input>::new();
    live_text::keep(node, move || Some(query.text.get()));
    let has_list = move || query.has_list() && query.found.with(|found| !found.is_empty());
    view! {
        <div class="search" role="search">
            <kbd aria-hidden="true">"/"</kbd>
            <input
                id="search"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=SEARCH
                placeholder=SEARCH
                aria-autocomplete="list"
                aria-controls="search-list"
                aria-expanded=yes_no(has_list)
                aria-activedescendant=move || has_list().then(|| option_id(query.active.get()))
                on:input=move |event| query.type_text(event_target_value(&event))
                on:keydown=move |event| query.on_key(&event)
                on:blur=move |_| query.is_open.set(false)
                on:focus=move |event| {
                    event_target::<HtmlInputElement>(&event).select();
                    query.is_open.set(true);
                }
                node_ref=node
            />
            {list(query)}
        </div>
    }
}
