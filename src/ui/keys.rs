//! What the keys do: in the sheet (one listener for all rows) and on the whole page. The help lists them for people
//! ([`crate::words::help::KEYS`]).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::desk::Download;
use super::focus::{self, Spot, spot_of, target_of};
use super::pointing::place_of;
use super::workplace::{Hold, Workplace};
use crate::model::answer::{Answer, Mark};
use crate::model::edition::RowKind;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::number_reader::NumberFault;
use crate::state::edit::Edit;
use crate::state::history::History;
use crate::state::walk::Way;

/// A key went down in the sheet.
pub(crate) fn on_sheet_key(work: Workplace, event: &KeyboardEvent) {
    work.set_by_mouse(false);
    let Some((idx, spot, target)) = place_of(work, event) else {
        return;
    };
    if event.is_composing() || event.alt_key() || event.meta_key() {
        return;
    }
    let is_done = match spot {
        Spot::Figure => figure_key(work, idx, event, &target),
        Spot::Codes => codes_key(work, idx, event),
        Spot::Prompt => prompt_key(work, idx, event, &target),
        Spot::Note => note_key(work, idx, event),
        Spot::Other => false,
    };
    if is_done {
        event.prevent_default();
    }
}

/// What figures and codes have in common.
fn answer_key(work: Workplace, idx: RowIdx, event: &KeyboardEvent) -> bool {
    if event.key() == "Enter" && event.ctrl_key() && !event.shift_key() {
        return work.session.accept(idx);
    }
    let way = match (event.key().as_str(), event.shift_key()) {
        ("Enter", true) | ("ArrowUp", false) => Way::Back,
        ("Enter", false) | ("ArrowDown", false) => Way::Next,
        ("F2", false) => return work.go_to_note(idx),
        ("F8", false) => {
            work.toggle_mark(idx, Mark::None);
            return true;
        }
        ("F9", false) => {
            work.toggle_mark(idx, Mark::NotOurs);
            return true;
        }
        _ => return false,
    };
    if !event.ctrl_key() {
        work.step(idx, way);
    }
    true
}

fn figure_key(work: Workplace, idx: RowIdx, event: &KeyboardEvent, target: &Element) -> bool {
    match event.key().as_str() {
        "Enter" | "ArrowDown" if !event.shift_key() && ambiguity(work, idx).is_some() => {
            work.set_hold(idx, Hold::Held);
            ask(work, idx);
            true
        }
        "Escape" => {
            // Nothing was typed: the key is meant for what lies over the page.
            let is_typed = untrack(|| work.hold(idx)) == Hold::Typing;
            let restored = is_typed.then(|| work.restore(idx)).flatten();
            if let (Some(text), Some(input)) = (restored, target.dyn_ref::<HtmlInputElement>()) {
                input.set_value(&text);
                input.select();
            }
            is_typed
        }
        _ => answer_key(work, idx, event),
    }
}

fn ambiguity(work: Workplace, idx: RowIdx) -> Option<(Number, Number)> {
    match untrack(|| work.session.cell(idx)?.answer().into()) {
        Some(Answer::Ambiguous { grouped, decimal }) => Some((grouped, decimal)),
        Some(
            Answer::Unanswered
            | Answer::Figure(_)
            | Answer::None
            | Answer::NotOurs
            | Answer::Unread(_)
            | Answer::TextLost { .. },
        )
        | None => None,
    }
}

/// Moves the focus to the question. That it appears, and that it takes the focus, are microtasks of this key: the next key is
/// its answer already, and none is typed into the figure in between.
fn ask(work: Workplace, idx: RowIdx) {
    let Some(id) = work.session.edition().row(idx).map(|row| row.id.to_string()) else {
        return;
    };
    spawn_local(async move {
        tick().await;
        if let Some(button) = focus::prompt_button(&id) {
            focus::focus(&button);
        }
    });
}

/// The digits answer here alone: in the input, below which the question may stand too, they are a figure's.
fn prompt_key(work: Workplace, idx: RowIdx, event: &KeyboardEvent, target: &Element) -> bool {
    let choose = |pick: fn((Number, Number)) -> Number| {
        if let Some(readings) = ambiguity(work, idx) {
            work.choose(idx, pick(readings));
        }
        true
    };
    match event.key().as_str() {
        "1" if !event.ctrl_key() => choose(|(grouped, _)| grouped),
        "2" if !event.ctrl_key() => choose(|(_, decimal)| decimal),
        "ArrowLeft" => focus_sibling(target.previous_element_sibling()),
        "ArrowRight" => focus_sibling(target.next_element_sibling()),
        "ArrowUp" => work.step(idx, Way::Back),
        "ArrowDown" => work.step(idx, Way::Next),
        "Escape" => work.go_to_answer(idx),
        "F2" => work.go_to_note(idx),
        _ => false,
    }
}

fn focus_sibling(sibling: Option<Element>) -> bool {
    if let Some(button) = sibling.and_then(|sibling| sibling.dyn_into::<HtmlElement>().ok()) {
        focus::focus(&button);
    }
    true
}

fn note_key(work: Workplace, idx: RowIdx, event: &KeyboardEvent) -> bool {
    match (event.key().as_str(), event.shift_key(), event.ctrl_key()) {
        ("Escape" | "F2", ..) | ("Enter", _, true) => work.go_to_answer(idx),
        ("F8" | "F9", ..) => answer_key(work, idx, event),
        ("Enter", false, false) => {
            work.step(idx, Way::Next);
            true
        }
        _ => false,
    }
}

fn codes_key(work: Workplace, idx: RowIdx, event: &KeyboardEvent) -> bool {
    let type_code = |code: String| {
        work.session.edit(Edit::Type(idx, code));
        spawn_local(async move {
            tick().await;
            work.go_to_answer(idx);
        });
        true
    };
    let key = event.key();
    match key.as_str() {
        "ArrowLeft" | "ArrowRight" => neighbour_code(work, idx, key == "ArrowRight").is_some_and(type_code),
        "Backspace" | "Delete" => type_code(String::new()),
        " " => {
            let focused = target_of(event).and_then(|target| target.get_attribute("data-code"));
            focused.is_some_and(type_code)
        }
        digit if digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit()) && !event.ctrl_key() => {
            let edition = work.session.edition();
            let has_code = edition.row(idx).is_some_and(|row| match &row.kind {
                RowKind::Code(list) => list.choices().iter().any(|choice| choice.code.to_string() == digit),
                RowKind::Heading | RowKind::Count | RowKind::Percent | RowKind::Money => false,
            });
            if has_code {
                type_code(digit.to_owned())
            } else {
                let fault = edition
                    .row(idx)
                    .and_then(|row| crate::words::answer::fault(row, digit, Answer::Unread(NumberFault::NotACode)));
                let said = format!("{}: {}", edition.number(idx), fault.unwrap_or_default());
                work.desk.refuse(said, Vec::new());
                true
            }
        }
        _ => answer_key(work, idx, event),
    }
}

/// The code beside the chosen one; the first where none is chosen.
fn neighbour_code(work: Workplace, idx: RowIdx, is_next: bool) -> Option<String> {
    let edition = work.session.edition();
    let RowKind::Code(list) = &edition.row(idx)?.kind else {
        return None;
    };
    let chosen = untrack(|| work.session.cell(idx)?.figure());
    let codes = list.choices();
    let place = codes
        .iter()
        .position(|choice| chosen == Some(Number::whole(i64::from(choice.code))));
    let place = match (place, is_next) {
        (None, _) => 0,
        (Some(place), true) => place.saturating_add(1).min(codes.len().saturating_sub(1)),
        (Some(place), false) => place.saturating_sub(1),
    };
    codes.get(place).map(|choice| choice.code.to_string())
}

/// A key went down anywhere on the page.
pub(crate) fn on_page_key(work: Workplace, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let is_text = target_of(event).is_some_and(|target| takes_text(&target)) || is_typing(work, event);
    let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
    // What lies over the page closes first, by itself.
    let is_covered = event.key() == "Escape" && focus::find("dialog[open]").is_some();
    let is_done = match event.key().as_str() {
        "Escape" if is_covered => false,
        "s" | "S" if event.ctrl_key() && !event.alt_key() && !event.shift_key() => {
            work.desk.download(Download::Json);
            true
        }
        "z" | "Z" | "y" | "Y" if event.ctrl_key() && !event.alt_key() => turn_history(work, event),
        "F3" => go_to_search(),
        "F6" => go_to_review(work, event),
        "/" if is_plain && !is_text => go_to_search(),
        "F1" => toggle_help(work),
        "?" if is_plain && !is_text => toggle_help(work),
        "Escape" if work.has_drawer.get_untracked() => {
            work.close_drawer();
            true
        }
        "Escape" if untrack(|| work.has_messages()) => {
            work.dismiss_messages();
            true
        }
        _ => false,
    };
    if is_done {
        event.prevent_default();
    }
}

/// Takes back, or does again; while a text is being typed that is the browser's own business.
fn turn_history(work: Workplace, event: &KeyboardEvent) -> bool {
    let target = target_of(event);
    let is_in = |selector: &str| {
        target
            .as_ref()
            .is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
    };
    let is_ours =
        is_in("[data-row], [data-field], body:not(:has(dialog[open]))") && !is_in("dialog, [role=combobox], #review");
    let is_text = target.as_ref().is_some_and(takes_text) || is_typing(work, event);
    let is_being_typed = is_text && work.session.history().with_untracked(History::is_open);
    if !is_ours || is_being_typed {
        return false;
    }
    let forth = event.shift_key() || matches!(event.key().as_str(), "y" | "Y");
    let change = if forth { work.desk.redo() } else { work.desk.undo() };
    if let Some(idx) = change.and_then(|change| change.before.row()) {
        work.go_to_answer(idx);
    }
    true
}

/// Whether letters typed there are meant as text. A figure takes none.
fn takes_text(target: &Element) -> bool {
    let is_control = matches!(target.closest("textarea, input:not([type=file]), select"), Ok(Some(_)));
    is_control && spot_of(target) != Spot::Figure
}

/// Whether a figure is being typed there: then every letter is meant for it, as in `37/40`.
fn is_typing(work: Workplace, event: &KeyboardEvent) -> bool {
    let place = place_of(work, event);
    place.is_some_and(|(idx, spot, _)| spot == Spot::Figure && untrack(|| work.hold(idx)) == Hold::Typing)
}

/// To the first entry of the column of what needs another look, and back to where the officer was.
fn go_to_review(work: Workplace, event: &KeyboardEvent) -> bool {
    let is_there = target_of(event).is_some_and(|target| matches!(target.closest("#review"), Ok(Some(_))));
    if is_there {
        work.has_drawer.set(false);
        work.back_to_place();
        return true;
    }
    work.has_drawer.set(true);
    spawn_local(async move {
        tick().await;
        if let Some(button) = focus::find("#review li button").or_else(|| focus::find("#review button")) {
            focus::focus(&button);
        }
    });
    true
}

fn go_to_search() -> bool {
    if let Some(search) = focus::find("#search") {
        focus::focus(&search);
    }
    true
}

fn toggle_help(work: Workplace) -> bool {
    work.has_help.update(|is_open| *is_open = !*is_open);
    true
}
