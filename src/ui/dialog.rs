//! A native dialog that is open while a signal says so. Closing it gives the focus back to where it was.

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Dialog;
use leptos::prelude::*;

use crate::words::page::CLOSE;

/// A dialog with a title and a button that closes it, its class and the title's id after its name.
#[component]
pub(crate) fn TitledDialog(
    /// As its file is called.
    name: &'static str,
    /// What stands over it.
    title: &'static str,
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// Escape, wherever the focus is: one that is prevented leaves it open.
    #[prop(optional, into)]
    on_escape: Option<Callback<KeyboardEvent>>,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || is_open.get());
    if let Some(on_escape) = on_escape {
        // The browser asks before it closes a dialog only so often, and the key reaches the dialog only from within.
        let keys = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && !event.is_composing() && is_open.get_untracked() {
                on_escape.run(event);
            }
        });
        on_cleanup(move || keys.remove());
    }
    let title_id = format!("{name}-title");
    let labelled_by = title_id.clone();
    view! {
        <dialog
            class=format!("dialog {name}")
            aria-labelledby=labelled_by
            on:close=move |_| is_open.set(false)
            node_ref=node
        >
            <header class="dialog-head">
                <h2 id=title_id>{title}</h2>
                <button type="button" class="button" on:click=move |_| is_open.set(false)>{CLOSE}</button>
            </header>
            {children()}
        </dialog>
    }
}

/// From now on the dialog follows the signal.
pub(crate) fn keep_open(node: NodeRef<Dialog>, is_open: impl Fn() -> bool + 'static) {
    Effect::new(move |_| {
        let (Some(dialog), is_open) = (node.get(), is_open()) else {
            return;
        };
        if is_open && !dialog.open() {
            // It is in the page and not open, so there is nothing to refuse.
            let _shown = dialog.show_modal().is_ok();
        } else if !is_open && dialog.open() {
            dialog.close();
        }
    });
}
