//! Asks before a file takes the place of what is there.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::dialog::keep_open;
use super::live::text;
use super::unread_files::UnreadFiles;
use super::workplace::use_workplace;
use crate::words::page::{KEEP, REPLACE, replace_title};

/// The question; Escape keeps what is there.
#[component]
pub(crate) fn OpenDialog() -> impl IntoView {
    let work = use_workplace();
    let desk = work.desk;
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || desk.pending_open().is_some());
    view! {
        <dialog
            class="dialog open-dialog"
            aria-labelledby="open-dialog-title"
            aria-describedby="open-dialog-summary open-dialog-unread"
            on:close=move |_| desk.cancel_open()
            node_ref=node
        >
            <h2 id="open-dialog-title">{text(move || desk.pending_open().map(|pending| replace_title(&pending.file_name)))}</h2>
            <p id="open-dialog-summary">{text(move || desk.pending_open().map(|pending| pending.summary))}</p>
            <UnreadFiles id="open-dialog-unread" />
            <div class="dialog-actions">
                <button type="button" class="button" on:click=move |_| {
                    desk.cancel_open();
                    work.back_to_place();
                }>{KEEP}</button>
                <button type="button" class="button is-main" on:click=move |_| {
                    desk.confirm_open();
                    work.back_to_place();
                }>{REPLACE}</button>
            </div>
        </dialog>
    }
}
