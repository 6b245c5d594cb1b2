//! Where a table is pasted: for those who look for a place, and for programs. Pasting works everywhere else too.

use leptos::prelude::*;

use super::intake::{on_field_input, use_intake};
use crate::words::intake::{PASTE, PASTE_NAME};

/// The field; what comes into it is taken out at once.
#[component]
pub(crate) fn PasteField() -> impl IntoView {
    let intake = use_intake();
    view! {
        <textarea
            class="paste-field"
            rows="1"
            data-action="paste"
            aria-label=PASTE_NAME
            title=PASTE_NAME
            placeholder=PASTE
            on:input=move |event| on_field_input(intake, &event)
        ></textarea>
    }
}
