//! The help: what the keys do, how figures are written, where the report is kept.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::dialog::keep_open;
use super::workplace::use_workplace;
use crate::words::help::{FIGURES, FIGURES_TITLE, KEEPING, KEEPING_TITLE, KEYS, KEYS_TITLE, TITLE};
use crate::words::page::CLOSE;

fn keys() -> impl IntoView {
    let row = |(keys, what): &(&'static [&'static str], &'static str)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
        view! { <dt>{keys}</dt> <dd>{*what}</dd> }
    };
    view! { <dl class="help-keys">{KEYS.iter().map(row).collect_view()}</dl> }
}

fn paragraphs(title: &'static str, texts: &[&'static str]) -> impl IntoView + use<> {
    let items = texts.iter().map(|text| view! { <li>{*text}</li> }).collect_view();
    view! { <h3>{title}</h3> <ul>{items}</ul> }
}

/// The help's dialog.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let work = use_workplace();
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || work.has_help.get());
    view! {
        <dialog
            class="dialog help"
            aria-labelledby="help-title"
            on:close=move |_| work.has_help.set(false)
            node_ref=node
        >
            <header class="help-head">
                <h2 id="help-title">{TITLE}</h2>
                <button type="button" class="button" on:click=move |_| work.has_help.set(false)>{CLOSE}</button>
            </header>
            <h3>{KEYS_TITLE}</h3>
            {keys()}
            {paragraphs(FIGURES_TITLE, FIGURES)}
            {paragraphs(KEEPING_TITLE, KEEPING)}
        </dialog>
    }
}
