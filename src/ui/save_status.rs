//! What may be said of the draft's safety; failures in red, with what to do.

use leptos::prelude::*;

use super::live::{attribute, flag, text};

use super::tied_file::TiedFileLine;
use super::workplace::use_workplace;
use crate::state::saving::{SaveFault, SaveStatus};
use crate::words::page::{
    HALF_SAVED, NOT_SAVED, SAVE_FAULT_BOTH, SAVE_FAULT_DURABLE, SAVE_FAULT_FULL, SAVE_FAULT_OUTDATED, SAVE_FAULT_QUICK,
    SAVE_FAULT_UNKEPT, SAVING, UNTOUCHED, WATCHES, saved_at,
};

fn code(status: &SaveStatus) -> &'static str {
    match status {
        SaveStatus::Untouched | SaveStatus::Saved(_) | SaveStatus::Watching => "saved",
        SaveStatus::Pending => "pending",
        SaveStatus::Failed(_) => "failed",
    }
}

fn short(status: SaveStatus) -> String {
    match status {
        SaveStatus::Untouched => UNTOUCHED.to_owned(),
        SaveStatus::Pending => SAVING.to_owned(),
        SaveStatus::Saved(time) => saved_at(&time),
        SaveStatus::Watching => WATCHES.to_owned(),
        SaveStatus::Failed(SaveFault::Both { .. } | SaveFault::Outdated | SaveFault::Unkept) => NOT_SAVED.to_owned(),
        SaveStatus::Failed(SaveFault::Quick | SaveFault::Durable) => HALF_SAVED.to_owned(),
    }
}

/// Which store failed and what to do; nothing where none did.
fn advice(status: &SaveStatus) -> Option<&'static str> {
    match status {
        SaveStatus::Untouched | SaveStatus::Pending | SaveStatus::Saved(_) | SaveStatus::Watching => None,
        SaveStatus::Failed(SaveFault::Quick) => Some(SAVE_FAULT_QUICK),
        SaveStatus::Failed(SaveFault::Durable) => Some(SAVE_FAULT_DURABLE),
        SaveStatus::Failed(SaveFault::Both { is_full: true }) => Some(SAVE_FAULT_FULL),
        SaveStatus::Failed(SaveFault::Both { is_full: false }) => Some(SAVE_FAULT_BOTH),
        SaveStatus::Failed(SaveFault::Outdated) => Some(SAVE_FAULT_OUTDATED),
        SaveStatus::Failed(SaveFault::Unkept) => Some(SAVE_FAULT_UNKEPT),
    }
}

/// The status line. Only failures are announced: a save at every figure would talk without end.
#[component]
pub(crate) fn SaveStatusLine() -> impl IntoView {
    let work = use_workplace();
    let is_quiet = move || work.desk.status() == SaveStatus::Untouched;
    view! {
        <div class="save-status" class:is-quiet=flag(is_quiet) data-save=attribute(move || Some(code(&work.desk.status())))>
            <p class="save-status-line">{text(move || Some(short(work.desk.status())))}</p>
            <TiedFileLine />
            <p class="save-status-advice" role="alert">{text(move || advice(&work.desk.status()).map(str::to_owned))}</p>
        </div>
    }
}
