//! Says which files were brought together with the one that is read, and are not: in the bar until that is closed, and in the
//! dialogs that lie over the bar.

use leptos::prelude::*;
use web_sys::FileList;

use super::live::{flag, text};
use super::workplace::{Workplace, use_workplace};
use crate::words::file::one_at_a_time;

/// Opens the first of these files; the others are named.
pub(crate) fn open_first(work: Workplace, files: &FileList) {
    let Some(first) = files.get(0) else { return };
    let others = (1..files.length()).filter_map(|at| files.get(at));
    let unread: Vec<String> = others.map(|file| file.name()).collect();
    work.unread.set((!unread.is_empty()).then(|| one_at_a_time(&unread)));
    work.desk.open(first, work.shelf);
}

/// The sentence; no room where there is none.
#[component]
pub(crate) fn UnreadFiles(
    /// By which a dialog is described by it.
    id: &'static str,
) -> impl IntoView {
    let unread = use_workplace().unread;
    view! {
        <p id=id class="unread-files" class:is-empty=flag(move || unread.with(Option::is_none))>{text(move || unread.get())}</p>
    }
}
