//! The preview of what a table would change: a line for each thing, those to be decided first. Nothing is changed before it is
//! accepted; then in one step.

use leptos::html::{Button, Dialog, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement, KeyboardEvent};

use super::dialog::keep_open;
use super::intake::{Intake, Stage, close, use_intake};
use super::live::{flag, text};
use super::unread_files::UnreadFiles;
use crate::preview::shown::{Line, Preview};
use crate::words::intake::{
    ACCEPT, COLUMNS, DISMISS, KEEP, PREVIEW, PREVIEW_TABLE, REPAIRED, SEVERAL_COLUMNS, STOP, TAKE_ALL, reading, same,
};

// The table never changes while it is seen, so it is put up by hand: as a view it would cost the page's opening some
// kilobytes for every kind of cell. Texts are set as texts.

/// A new element in this one.
fn add(parent: &Element, tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = parent.owner_document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

/// Names of attributes are ours, so the browser has nothing to refuse.
fn set(element: &Element, name: &str, value: &str) {
    let _set = element.set_attribute(name, value).is_ok();
}

/// Nothing is chosen in this list yet.
const UNDECIDED: &str = "data-undecided";

/// The list by which a line is decided; none where there is nothing to decide.
fn add_decision(cell: &Element, intake: Intake, at: usize, line: &Line) -> Option<()> {
    if line.choices.is_empty() {
        return None;
    }
    let list = add(cell, "select", "", "")?;
    set(&list, "data-decision", &at.to_string());
    set(&list, "aria-label", &line.target);
    let chosen = intake.chosen(at);
    // What the report holds already is folded away, and nothing about it is to be decided.
    if chosen.is_none() && !line.is_same {
        set(&list, UNDECIDED, "");
    }
    let choices = line
        .choices
        .iter()
        .enumerate()
        .map(|(number, (words, _))| (Some(number), words.as_str()));
    for (number, words) in std::iter::once((None, KEEP)).chain(choices) {
        let option = add(&list, "option", "", words)?;
        set(
            &option,
            "value",
            &number.map_or_else(String::new, |number| number.to_string()),
        );
        if number == chosen {
            set(&option, "selected", "");
        }
    }
    Some(())
}

fn add_row(body: &Element, intake: Intake, at: usize, line: &Line) -> Option<()> {
    let row = add(body, "tr", &format!("intake-dialog-line is-{}", line.kind), "")?;
    let source = add(&row, "td", "", "")?;
    add(&source, "span", "intake-dialog-place", &line.place)?;
    add(&source, "span", "", &line.text)?;
    for text in [&line.target, &line.old, &line.new] {
        add(&row, "td", "", text)?;
    }
    let why = add(&row, "td", "", "")?;
    add(&why, "b", "", &line.grade)?;
    add(&why, "span", "", &format!(". {}", line.why))?;
    add_decision(&add(&row, "td", "", "")?, intake, at, line)
}

/// The lines that change nothing, or all others.
fn add_table(parent: &Element, intake: Intake, preview: &Preview, is_same: bool) -> Option<()> {
    let lines = preview.lines.iter().enumerate();
    let mut lines = lines.filter(|(_, line)| line.is_same == is_same).peekable();
    if lines.peek().is_none() {
        return Some(());
    }
    let table = add(parent, "table", "", "")?;
    let heads = add(&add(&table, "thead", "", "")?, "tr", "", "")?;
    for head in COLUMNS {
        set(&add(&heads, "th", "", head)?, "scope", "col");
    }
    let body = add(&table, "tbody", "", "")?;
    for (at, line) in lines {
        add_row(&body, intake, at, line);
    }
    Some(())
}

const OF_COLUMN: &str = "data-column";

/// A button for each column of figures, where there are several.
fn add_columns(region: &Element, intake: Intake, preview: &Preview) -> Option<()> {
    if preview.columns.is_empty() {
        return Some(());
    }
    let bar = add(region, "div", "intake-dialog-columns", "")?;
    add(&bar, "span", "", SEVERAL_COLUMNS)?;
    let mut lines = preview.lines.iter().enumerate();
    let is_open = lines.any(|(at, line)| line.has_columns() && !line.is_conflict && intake.chosen(at).is_none());
    for (words, column) in &preview.columns {
        let button = add(&bar, "button", "button", words)?;
        set(&button, "type", "button");
        set(&button, OF_COLUMN, &column.to_string());
        // Once one is chosen, what is left open is decided line by line.
        if is_open && intake.column().is_none() {
            set(&button, UNDECIDED, "");
        }
    }
    Some(())
}

fn take_column(intake: Intake, event: &web_sys::Event) {
    let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(column) = button.and_then(|button| button.get_attribute(OF_COLUMN)?.parse().ok()) {
        intake.take_column(column);
    }
}

/// What was read, as a table, and what was put right in reading.
fn put_up(region: &Element, intake: Intake, preview: &Preview) -> Option<()> {
    region.set_text_content(None);
    add_columns(region, intake, preview)?;
    add_table(region, intake, preview, false)?;
    let count = preview.lines.iter().filter(|line| line.is_same).count();
    if count > 0 {
        let folded = add(region, "details", "", "")?;
        add(&folded, "summary", "", &same(count))?;
        add_table(&folded, intake, preview, true)?;
    }
    if !preview.repairs.is_empty() {
        let repairs = add(region, "div", "intake-dialog-repairs", "")?;
        add(&repairs, "h3", "", REPAIRED)?;
        let list = add(&repairs, "ul", "", "")?;
        for repair in &preview.repairs {
            add(&list, "li", "", repair)?;
        }
    }
    Some(())
}

fn decide(intake: Intake, event: &web_sys::Event) {
    let list = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    let at = list
        .as_ref()
        .and_then(|list| list.get_attribute("data-decision")?.parse().ok());
    if let (Some(list), Some(at)) = (list, at) {
        intake.choose(at, list.value().parse().ok());
    }
}

/// The preview, or that a source is still being read; Escape leaves the report as it is.
#[component]
pub(crate) fn IntakeDialog() -> impl IntoView {
    let intake = use_intake();
    let node = NodeRef::<Dialog>::new();
    keep_open(node, move || intake.stage().is_some());
    let is_reading = move || matches!(intake.stage(), Some(Stage::Reading(_)));
    let has_conflicts = move || {
        intake
            .preview()
            .is_some_and(|preview| preview.lines.iter().any(|line| line.is_conflict))
    };
    let title = move || {
        Some(match intake.stage() {
            Some(Stage::Reading(percent)) => reading(percent),
            Some(Stage::Shown(_)) | None => PREVIEW.to_owned(),
        })
    };
    let summary = move || match intake.stage()? {
        Stage::Reading(_) => None,
        Stage::Shown(preview) => Some(preview.summary.clone()),
    };
    let leave = move || {
        Some(if is_reading() {
            STOP.to_owned()
        } else {
            DISMISS.to_owned()
        })
    };
    let region = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let (Some(region), Some(preview)) = (region.get(), intake.preview()) {
            let is_whole = put_up(&region, intake, &preview).is_some();
            debug_assert!(is_whole, "the browser makes elements");
        }
    });
    // Where something is to be decided, the first list has the focus; otherwise the button, so that Enter accepts.
    let accept = NodeRef::<Button>::new();
    Effect::new(move |_| {
        let (Some(button), Some(region), true) = (accept.get(), region.get(), intake.preview().is_some()) else {
            return;
        };
        let list = region.query_selector(&format!("[{UNDECIDED}]")).ok().flatten();
        let list = list.and_then(|list| list.dyn_into::<HtmlElement>().ok());
        // What cannot take the focus leaves it where it is.
        let _focused = list.map_or_else(|| button.focus(), |list| list.focus()).is_ok();
    });
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() && event.key() == "Enter" && intake.preview().is_some() {
            event.prevent_default();
            close(intake, true);
        }
    };
    view! {
        <dialog
            class="dialog intake-dialog"
            class:is-reading=flag(is_reading)
            aria-labelledby="intake-dialog-title"
            aria-describedby="intake-dialog-summary intake-dialog-unread"
            on:keydown=on_key
            on:close=move |_| {
                if intake.stage().is_some() {
                    intake.dismiss();
                }
            }
            node_ref=node
        >
            <h2 id="intake-dialog-title">{text(title)}</h2>
            <p id="intake-dialog-summary" role="status">{text(summary)}</p>
            <UnreadFiles id="intake-dialog-unread" />
            <div
                class="intake-dialog-lines"
                role="region"
                aria-label=PREVIEW_TABLE
                tabindex="0"
                node_ref=region
                on:change=move |event| decide(intake, &event)
                on:click=move |event| take_column(intake, &event)
            ></div>
            <div class="dialog-actions">
                <button type="button" class="button" class:is-gone=flag(move || !has_conflicts()) on:click=move |_| intake.take_all_conflicts()>
                    {TAKE_ALL}
                </button>
                <button type="button" class="button" on:click=move |_| close(intake, false)>{text(leave)}</button>
                <button type="button" class="button is-main" class:is-gone=flag(is_reading) node_ref=accept title="Ctrl+Enter" on:click=move |_| close(intake, true)>
                    {ACCEPT}
                </button>
            </div>
        </dialog>
    }
}
