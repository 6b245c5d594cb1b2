//! The help: what the keys do, how figures are written, where the report is kept.

use leptos::prelude::*;

use super::dialog::TitledDialog;
use super::workplace::use_workplace;
use crate::words::help::{FIGURES, FIGURES_TITLE, KEEPING, KEEPING_TITLE, KEYS, KEYS_TITLE, TITLE};

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
    view! {
        <TitledDialog name="help" title=TITLE is_open=work.has_help>
            <h3>{KEYS_TITLE}</h3>
            {keys()}
            {paragraphs(FIGURES_TITLE, FIGURES)}
            {paragraphs(KEEPING_TITLE, KEEPING)}
        </TitledDialog>
    }
}
