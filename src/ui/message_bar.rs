//! The last thing the page has to say: a file refused or opened, a draft recovered. Stays until it is closed.

use leptos::prelude::*;

use super::live::flag;

use super::desk::Message;
use super::unread_files::UnreadFiles;
use super::workplace::use_workplace;
use crate::words::page::{CLOSE, UNDO_OPEN};

fn shown(message: Message) -> impl IntoView {
    let lines = message
        .lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <div class="message-bar-text">
            <p class="message-bar-title">{message.title}</p>
            <ul>{lines}</ul>
        </div>
    }
}

/// The bar. The live regions are always there, since one that comes with its text is not announced.
#[component]
pub(crate) fn MessageBar() -> impl IntoView {
    let work = use_workplace();
    let desk = work.desk;
    let of_kind =
        move |is_error: bool| move || desk.message().filter(|message| message.is_error == is_error).map(shown);
    let has_any = move || work.has_messages();
    // It goes with its message: after the next change it would take back that one.
    let can_undo = move || desk.can_undo_open() && desk.message().is_some();
    view! {
        <div
            class="message-bar"
            class:is-empty=flag(move || !has_any())
            class:is-error=flag(move || desk.message().is_some_and(|message| message.is_error))
        >
            <div class="message-bar-unread" role="status"><UnreadFiles id="message-bar-unread" /></div>
            <div role="status">{of_kind(false)}</div>
            <div role="alert">{of_kind(true)}</div>
            <Show when=has_any>
                <div class="message-bar-actions">
                    <Show when=can_undo>
                        <button type="button" class="button" on:click=move |_| {
                            desk.undo_open();
                            work.back_to_place();
                        }>{UNDO_OPEN}</button>
                    </Show>
                    <button type="button" class="button" on:click=move |_| work.dismiss_messages()>{CLOSE}</button>
                </div>
            </Show>
        </div>
    }
}
