//! The start of the page: the fault screen first, then the draft, then the form; only then is it said to be ready.

use std::sync::Arc;

use any_spawner::Executor;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Document, HtmlElement};

use super::app::App;
use super::desk::Desk;
use crate::editions;
use crate::platform::fault_screen;
use crate::state::session::Session;

/// Starts the page in `#page`.
pub fn start() {
    fault_screen::install();
    let Some(edition) = editions::BUILT_IN.last().and_then(|compact| editions::read(compact)) else {
        return fault_screen::show();
    };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    // Effects run before the page is mounted, which is when Leptos would start it itself. A second start is refused.
    let _started = Executor::init_wasm_bindgen().is_ok();
    let owner = Owner::new();
    owner.set();
    let desk = Desk::new(Session::new(Arc::new(edition)));
    spawn_local(async move {
        // The way in where a stored text makes trouble: nothing is read, nothing is written.
        if is_asked_to_start_apart() {
            desk.start_apart();
        } else {
            desk.recover().await;
        }
        let Some(page) = document
            .get_element_by_id("page")
            .and_then(|page| page.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        owner.with(|| mount_to(page, move || view! { <App desk /> }).forget());
        // The page lives as long as the tab.
        std::mem::forget(owner);
        say_ready(&document);
    });
}

fn is_asked_to_start_apart() -> bool {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.hash().ok()).as_deref() == Some("#safe")
}

/// Takes away the sentence that a failed start leaves standing, and tells whoever waits.
fn say_ready(document: &Document) {
    if let Some(notice) = document.get_element_by_id("notice") {
        notice.remove();
    }
    if let Ok(event) = CustomEvent::new("phuluc-ready") {
        // Listeners of the event cannot refuse it.
        let _dispatched = document.dispatch_event(&event).is_ok();
    }
}
