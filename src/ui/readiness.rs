//! Whether the report can be sent, in one line: beside the contents, or where those have no room, in the drawer.

use leptos::prelude::*;

use super::live::{flag, text};
use super::workplace::use_workplace;
use crate::words::page::{NEEDS_OFFICE, READY, missing};

/// The line.
#[component]
pub(crate) fn ReadinessLine() -> impl IntoView {
    let reviewing = use_workplace().reviewing;
    let said = move || {
        let readiness = reviewing.readiness();
        Some(match (readiness.is_ready(), readiness.needs_office) {
            (true, _) => READY.to_owned(),
            (false, true) => NEEDS_OFFICE.to_owned(),
            (false, false) => missing(readiness.unanswered, readiness.to_review, readiness.needs_period),
        })
    };
    view! {
        <p class="readiness" class:is-ready=flag(move || reviewing.readiness().is_ready())>{text(said)}</p>
    }
}
