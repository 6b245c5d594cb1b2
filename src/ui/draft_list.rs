//! The list of drafts on this machine, with what can be done with each.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::dialog::TitledDialog;
use super::draft_compare::DraftCompare;
use super::focus;
use super::shelf::{Shelf, Task};
use super::tied_file::{Act, tie_choices};
use super::workplace::use_workplace;
use crate::state::draft_list::Line;
use crate::words::drafts::{
    ASIDE_HINT, ASIDE_TITLE, BACKUP, CANCEL, COMPARE, DUPLICATE, GIVE_RAW, HINT, IS_OPEN, NAME, NEW, NONE, OPEN,
    PARALLEL, REMOVE, REMOVE_CHECK, REMOVE_CHECKED, REMOVE_DIFFERS, REMOVE_GIVE, REMOVE_HINT, REMOVE_NOW, REMOVE_TITLE,
    RENAME, RESTORE, SAVE_NAME, TITLE, TRASH, TRASH_TITLE, heading, particulars,
};

/// A button; boxed, so that all of them are in the page once.
fn button(name: &'static str, act: impl Fn() + 'static) -> AnyView {
    let act: Box<dyn Fn()> = Box::new(act);
    view! { <button type="button" class="button" on:click=move |_| act()>{name}</button> }.into_any()
}

fn entry(shelf: Shelf, line: Line) -> impl IntoView + use<> {
    let work = use_workplace();
    let edition = work.session.edition();
    let title = heading(&edition, &line.office, line.period.as_ref());
    let told = particulars(
        line.progress.answered,
        line.progress.to_answer,
        line.findings,
        &line.saved_at,
    );
    let is_here = shelf.is_here(&line.draft_id);
    let named = line.draft_id.clone();
    let id = move || line.draft_id.clone();
    let with = move |act: fn(Shelf, String)| {
        let id = id();
        move || {
            shelf.dealt_with.set(Some(id.clone()));
            act(shelf, id.clone());
        }
    };
    let rename = with(|shelf, id| shelf.task.set(Task::Rename(id)));
    let remove = with(|shelf, id| shelf.task.set(Task::Remove(id, None)));
    let mut buttons = Vec::new();
    if line.is_trashed {
        buttons.push(button(RESTORE, with(|shelf, id| shelf.set_trashed(id, false))));
    } else {
        if !is_here {
            buttons.push(button(OPEN, with(Shelf::open)));
            buttons.push(button(COMPARE, with(|shelf, id| shelf.task.set(Task::Compare(id)))));
        }
        if is_here {
            let tie = move |name, _hint, act: Act| button(name, move || act(work));
            buttons.push(tie_choices(tie));
        }
        buttons.push(button(RENAME, rename));
        buttons.push(button(DUPLICATE, with(Shelf::duplicate)));
        buttons.push(button(TRASH, with(|shelf, id| shelf.set_trashed(id, true))));
    }
    buttons.push(button(REMOVE, remove));
    let marks = [is_here.then_some(IS_OPEN), line.is_parallel.then_some(PARALLEL)];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    view! {
        <li class:is-here=is_here tabindex="-1" data-draft=named>
            <p class="draft-list-name">
                {(!line.name.is_empty()).then(|| view! { <b>{line.name.clone()}</b> " " })}
                <span>{title}</span>
                {(!marks.is_empty()).then(|| view! { " " <i>{marks.join(", ")}</i> })}
            </p>
            <p class="draft-list-told">{told}</p>
            <div class="draft-list-buttons">{buttons}</div>
        </li>
    }
}

fn entries(shelf: Shelf, is_trashed: bool) -> Vec<AnyView> {
    let lines = shelf.lines.get().into_iter();
    let wanted = lines.filter(|line| line.is_trashed == is_trashed);
    wanted.map(|line| entry(shelf, line).into_any()).collect()
}

/// The list itself.
fn list(shelf: Shelf) -> AnyView {
    let work = use_workplace();
    let (drafts, trash) = (entries(shelf, false), entries(shelf, true));
    let raw = shelf.raw.get();
    let is_empty = drafts.is_empty();
    let trash = (!trash.is_empty()).then(|| view! { <h3>{TRASH_TITLE}</h3> <ul>{trash}</ul> });
    let aside = (!raw.is_empty()).then(|| {
        let give = |text: String| view! { <li>{button(GIVE_RAW, move || shelf.give_raw(text.clone()))}</li> };
        view! { <h3>{ASIDE_TITLE}</h3> <p>{ASIDE_HINT}</p> <ul>{raw.into_iter().map(give).collect_view()}</ul> }
    });
    view! {
        <p>{HINT}</p>
        <div class="draft-list-buttons">
            {button(NEW, move || {
                shelf.start_new();
                work.back_to_place();
            })}
            {button(BACKUP, move || shelf.give_all())}
        </div>
        {is_empty.then(|| view! { <p>{NONE}</p> })}
        <ul>{drafts}</ul>
        {trash}
        {aside}
    }
    .into_any()
}

fn renaming(shelf: Shelf, id: String) -> AnyView {
    let node = NodeRef::<Input>::new();
    let name = shelf.lines.with_untracked(|lines| {
        let line = lines.iter().find(|line| line.draft_id == id);
        line.map(|line| line.name.clone()).unwrap_or_default()
    });
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = node.get_untracked() {
            shelf.rename(id.clone(), input.value());
        }
        shelf.task.set(Task::List);
    };
    view! {
        <form on:submit=keep>
            <label class="draft-list-field">{NAME} " " <input type="text" data-field="draft-name" value=name node_ref=node /></label>
            <div class="dialog-actions">
                {button(CANCEL, move || shelf.task.set(Task::List))}
                <button class="button">{SAVE_NAME}</button>
            </div>
        </form>
    }
    .into_any()
}

fn given_back(shelf: Shelf, id: String, event: &web_sys::Event) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(file) = input.and_then(|input| input.files()?.get(0)) {
        shelf.check(id, file);
    }
}

fn removing(shelf: Shelf, id: String, is_checked: Option<bool>) -> AnyView {
    let (given, checked, gone) = (id.clone(), id.clone(), id);
    let said = is_checked.map(|is_same| if is_same { REMOVE_CHECKED } else { REMOVE_DIFFERS });
    view! {
        <h3 tabindex="-1">{REMOVE_TITLE}</h3>
        <p>{REMOVE_HINT}</p>
        <div class="draft-list-steps">
            {button(REMOVE_GIVE, move || shelf.give(&given))}
            <label>{REMOVE_CHECK} " "
                <input type="file" data-action="check-draft" accept=".json"
                    on:change=move |event| given_back(shelf, checked.clone(), &event) />
            </label>
            <p role="status">{said}</p>
        </div>
        <div class="dialog-actions">
            {button(CANCEL, move || shelf.task.set(Task::List))}
            {(is_checked == Some(true)).then(|| button(REMOVE_NOW, move || shelf.remove(gone.clone())))}
        </div>
    }
    .into_any()
}

/// The focus goes to what is now shown, and there to nothing that a second Enter would do harm with.
fn follow(shelf: Shelf) {
    Effect::new(move |before: Option<Task>| {
        let task = shelf.task.get();
        shelf.lines.track();
        let dealt_with = shelf.dealt_with.get_untracked();
        let is_checked = matches!((&before, &task), (Some(Task::Remove(..)), Task::Remove(..)));
        if let Some(id) = dealt_with.filter(|_| !is_checked) {
            let wanted = match &task {
                Task::List => format!(".draft-list [data-draft=\"{id}\"]"),
                Task::Rename(_) => ".draft-list [data-field=draft-name]".to_owned(),
                Task::Remove(..) | Task::Compare(_) => ".draft-list h3".to_owned(),
            };
            spawn_local(async move {
                tick().await;
                let found = focus::find(&wanted).or_else(|| focus::find(".draft-list button"));
                if let Some(found) = found {
                    focus::focus(&found);
                    if let Some(input) = found.dyn_ref::<HtmlInputElement>() {
                        input.select();
                    }
                }
            });
        }
        task
    });
}

/// Escape leaves what is being done with a draft before it leaves the list.
fn leave_task(shelf: Shelf, event: &KeyboardEvent) {
    if shelf.task.get_untracked() != Task::List {
        event.prevent_default();
        shelf.task.set(Task::List);
    }
}

/// The dialog.
#[component]
pub(crate) fn DraftList() -> impl IntoView {
    let work = use_workplace();
    let shelf = work.shelf;
    follow(shelf);
    let body = move || match shelf.task.get() {
        Task::List => list(shelf),
        Task::Rename(id) => renaming(shelf, id),
        Task::Remove(id, is_checked) => removing(shelf, id, is_checked),
        Task::Compare(id) => view! { <DraftCompare id /> }.into_any(),
    };
    view! {
        <TitledDialog
            name="draft-list"
            title=TITLE
            is_open=shelf.is_open
            on_escape=move |event: KeyboardEvent| leave_task(shelf, &event)
        >
            {move || shelf.is_open.get().then(&body)}
        </TitledDialog>
    }
}
