//! A native dialog that is open while a signal says so. Closing it gives the focus back to where it was.

use leptos::html::Dialog;
use leptos::prelude::*;

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
