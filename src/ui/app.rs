//! The whole page: the bar, the contents, the sheet, what needs another look; and what lies over them.

use leptos::ev;
use leptos::prelude::*;

use super::live::{flag, text};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, FileList, HtmlElement};

use super::contents::Contents;
use super::desk::Desk;
use super::draft_list::DraftList;
use super::help::Help;
use super::history_list::HistoryList;
use super::intake::Intake;
use super::intake_dialog::IntakeDialog;
use super::keys;
use super::message_bar::MessageBar;
use super::open_dialog::OpenDialog;
use super::review::Review;
use super::sheet::Sheet;
use super::tab_banner::TabBanner;
use super::tied_file::TiedFileBanner;
use super::top_bar::TopBar;
use super::unread_files::open_first;
use super::workplace::Workplace;
use crate::state::history::History;
use crate::words::page::{DROP_HERE, SKIP_TO_SHEET};

/// Whether files are dragged over the page or dropped on it.
fn carries_file(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|carried| {
        carried
            .types()
            .iter()
            .any(|kind| kind.as_string().as_deref() == Some("Files"))
    })
}

fn dropped(event: &DragEvent) -> Option<FileList> {
    event.data_transfer()?.files()
}

/// What is being typed ends before a file takes its place.
fn leave_control() {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    if let Some(control) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        // What cannot lose the focus keeps it.
        let _left = control.blur().is_ok();
    }
}

/// A file of ours may be dropped anywhere.
fn take_dropped_files(work: Workplace, is_dropping: RwSignal<bool>) {
    let over = window_event_listener(ev::dragover, move |event| {
        if carries_file(&event) {
            event.prevent_default();
            is_dropping.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            is_dropping.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        is_dropping.set(false);
        if carries_file(&event) {
            event.prevent_default();
            if let Some(files) = dropped(&event).filter(|files| files.length() > 0) {
                leave_control();
                open_first(work, &files);
            }
        }
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(WindowListenerHandle::remove));
}

/// The page of a desk.
#[component]
pub(crate) fn App(desk: Desk) -> impl IntoView {
    let work = Workplace::new(desk);
    provide_context(work);
    provide_context(Intake::new(work));
    let is_dropping = RwSignal::new(false);
    take_dropped_files(work, is_dropping);
    let keydown = window_event_listener(ev::keydown, move |event| keys::on_page_key(work, &event));
    // What is typed after the focus moved is another change.
    let focus = window_event_listener(ev::focusin, move |_| {
        work.session.history().update_untracked(History::seal);
    });
    on_cleanup(move || [keydown, focus].into_iter().for_each(WindowListenerHandle::remove));
    // What another tab writes is shown in every cell, in that too which was typed into here last.
    Effect::new(move |_| {
        if work.session.is_locked() {
            work.let_go();
        }
    });
    Effect::new(move |_| {
        if let Some(place) = desk.place() {
            let _found = if place.is_note {
                work.go_to_note(place.row)
            } else {
                work.go_to_answer(place.row)
            };
        }
    });
    view! {
        <div class="app" class:is-dropping=flag(move || is_dropping.get())>
            <a class="app-skip" href="#sheet">{SKIP_TO_SHEET}</a>
            <TopBar />
            <TabBanner />
            <TiedFileBanner />
            <MessageBar />
            <div class="app-desk">
                <Contents />
                <fieldset class="app-filling" disabled=flag(move || work.session.is_locked())>
                    <Sheet />
                    <Review />
                </fieldset>
            </div>
            <p class="app-spoken" role="status">{text(move || Some(work.spoken.get()))}</p>
            <p class="app-drop" aria-hidden="true">{DROP_HERE}</p>
            <OpenDialog />
            <IntakeDialog />
            <DraftList />
            <HistoryList />
            <Help />
        </div>
    }
}
