//! Says that another tab has the same draft open, and who writes; the way to go on here.

use leptos::prelude::*;

use super::focus;
use super::live::{flag, text};
use super::workplace::use_workplace;
use crate::state::deeds::Role;
use crate::words::draft::{GO_ON_HERE, OUTDATED, RELOAD, TAKING, WATCHED, WATCHING, WRITER_GONE};

fn sentence(role: Role) -> Option<&'static str> {
    match role {
        Role::Watching { is_taking: true, .. } => Some(TAKING),
        Role::Watching {
            is_writer_gone: true, ..
        } => Some(WRITER_GONE),
        Role::Watching { .. } => Some(WATCHING),
        Role::Writing { is_watched: true } => Some(WATCHED),
        Role::Outdated => Some(OUTDATED),
        Role::Writing { is_watched: false } | Role::Unkept => None,
    }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses keeps the page as it is.
        let _loading = window.location().reload().is_ok();
    }
}

/// The banner. Its live region is always there, since one that comes with its text is not announced.
#[component]
pub(crate) fn TabBanner() -> impl IntoView {
    let work = use_workplace();
    let desk = work.desk;
    let is_taking = StoredValue::new(false);
    Effect::new(move |_| {
        if matches!(desk.role(), Role::Writing { .. }) && is_taking.get_value() {
            is_taking.set_value(false);
            work.back_to_place();
        }
    });
    // The form takes the focus only once this tab writes; until then it stands on what is said.
    let take_over = move |_| {
        is_taking.set_value(true);
        if let Some(said) = focus::find(".tab-banner p") {
            focus::focus(&said);
        }
        desk.take_over();
    };
    let can_take = move || matches!(desk.role(), Role::Watching { is_taking: false, .. });
    view! {
        <section class="tab-banner" class:is-empty=flag(move || sentence(desk.role()).is_none())>
            <p role="status" tabindex="-1">{text(move || sentence(desk.role()).map(str::to_owned))}</p>
            <Show when=can_take>
                <button type="button" class="button is-main" data-action="take-over" on:click=take_over>{GO_ON_HERE}</button>
            </Show>
            <Show when=move || desk.role() == Role::Outdated>
                <button type="button" class="button" on:click=move |_| reload()>{RELOAD}</button>
            </Show>
        </section>
    }
}
