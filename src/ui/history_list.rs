//! What was changed, when, from what to what: of all rows or of the one where the officer is; and the versions with a name.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dialog::TitledDialog;
use super::keeper::Version;
use super::live::yes_no;
use super::workplace::{Workplace, use_workplace};
use crate::model::change::Change;
use crate::state::history::History;
use crate::words::drafts::moment;
use crate::words::history::{
    ALL_ROWS, GO_BACK, NEW, NONE, OLD, REDO, SAVE_VERSION, TITLE, UNDO, VERSION_NAME, VERSION_NOT_SAVED, VERSIONS,
    WENT_BACK, WENT_BACK_HINT, WHEN, WHERE, of_row, told, version,
};

/// The changes that stand, as a table.
fn changes(work: Workplace, is_all: RwSignal<bool>) -> AnyView {
    let edition = work.session.edition();
    let here = work.desk.place().map(|place| place.row);
    let wanted = |change: &Change| {
        if is_all.get() {
            Some(change.clone())
        } else {
            change.in_row(here?)
        }
    };
    let rows: Vec<[String; 4]> = work.session.history().with(|history: &History| {
        let standing = history.standing().filter_map(wanted);
        standing.map(|change| told(&edition, &change)).collect()
    });
    if rows.is_empty() {
        return view! { <p>{NONE}</p> }.into_any();
    }
    let head = [WHEN, WHERE, OLD, NEW].map(|name| view! { <th scope="col">{name}</th> });
    let row = |cells: [String; 4]| view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> })}</tr> };
    view! {
        <table>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn go_back(work: Workplace, to: &Version) {
    work.session.replace_all(to.draft.report.clone());
    work.has_history.set(false);
    let lines = vec![WENT_BACK_HINT.to_owned()];
    work.desk.say(false, WENT_BACK.to_owned(), lines);
}

/// The versions, and the field for the name of one more.
fn versions(work: Workplace) -> AnyView {
    let found = RwSignal::new(Vec::<Version>::new());
    let look = move || {
        spawn_local(async move {
            found.set(work.desk.keeper.versions().await);
        });
    };
    look();
    let node = NodeRef::<Input>::new();
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = node.get_untracked() else { return };
        let name = input.value().trim().to_owned();
        input.set_value("");
        spawn_local(async move {
            if !work.desk.keeper.save_version(name).await {
                work.desk.say(true, VERSION_NOT_SAVED.to_owned(), Vec::new());
            }
            look();
        });
    };
    let line = move |one: Version| {
        // One that was given no name is called by its time.
        let told = if one.draft.name.is_empty() {
            moment(&one.draft.saved_at)
        } else {
            version(&one.draft.name, &one.draft.saved_at)
        };
        view! {
            <li>
                <span>{told}</span>
                <button type="button" class="button" on:click=move |_| go_back(work, &one)>{GO_BACK}</button>
            </li>
        }
    };
    view! {
        <h3>{VERSIONS}</h3>
        <form class="history-list-tools" on:submit=keep>
            <label>{VERSION_NAME} " " <input type="text" data-field="version-name" node_ref=node /></label>
            <button class="button">{SAVE_VERSION}</button>
        </form>
        <ul>{move || found.get().into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

fn body(work: Workplace) -> AnyView {
    let is_all = RwSignal::new(true);
    let row = work
        .desk
        .place()
        .map(|place| of_row(&work.session.edition().number(place.row)));
    let only_here = row.map(|name| {
        let flip = move |_| is_all.update(|is_all| *is_all = !*is_all);
        view! { <button type="button" class="button" aria-pressed=yes_no(move || !is_all.get()) on:click=flip>{name}</button> }
    });
    view! {
        <div class="history-list-tools">
            <button type="button" class="button" on:click=move |_| drop(work.desk.undo())>{UNDO}</button>
            <button type="button" class="button" on:click=move |_| drop(work.desk.redo())>{REDO}</button>
            {only_here}
        </div>
        {versions(work)}
        <h3>{ALL_ROWS}</h3>
        {move || changes(work, is_all)}
    }
    .into_any()
}

/// The dialog.
#[component]
pub(crate) fn HistoryList() -> impl IntoView {
    let work = use_workplace();
    view! {
        <TitledDialog name="history-list" title=TITLE is_open=work.has_history>
            {move || work.has_history.get().then(|| body(work))}
        </TitledDialog>
    }
}
