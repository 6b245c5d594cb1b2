//! The office's own remark on a row: a quiet line under the printed agency text that grows with what is written.

use leptos::prelude::*;

use super::live::{attribute, flag, text};

use super::live_text;
use super::row::RowParts;
use crate::words::page::{NOTE, note_name};

/// The note. Empty ones are reached by F2 or by the mouse, so that Tab goes from answer to answer.
#[component]
pub(crate) fn NoteInput(parts: RowParts) -> impl IntoView {
    let node = NodeRef::<leptos::html::Textarea>::new();
    let cell = parts.cell;
    let is_empty = Memo::new(move |_| cell.note().trim().is_empty());
    live_text::keep(node, move || Some(cell.note()));
    view! {
        <div class="note-input" class:is-empty=flag(move || is_empty.get()) data-text=text(move || Some(cell.note()))>
            <textarea
                rows="1"
                data-note=parts.row.id.to_string()
                aria-label=note_name(&parts.edition, parts.idx)
                placeholder=NOTE
                tabindex=attribute(move || is_empty.get().then_some("-1"))
                node_ref=node
            ></textarea>
        </div>
    }
}
