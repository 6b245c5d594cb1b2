//! What happens in the sheet by typing, by pointing, and by the coming and going of the focus. One listener of each kind for
//! all rows; what the keys do is in [`super::keys`].

use leptos::ev::{FocusEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};

use super::focus::{self, Spot, row_id_of, spot_of, target_of};
use super::live_text::write;
use super::workplace::{Hold, Workplace};
use crate::model::answer::{Answer, Mark};
use crate::model::id::RowIdx;
use crate::state::edit::Edit;

/// The row and what in it the event happened to.
pub(crate) fn place_of(work: Workplace, event: &Event) -> Option<(RowIdx, Spot, Element)> {
    let target = target_of(event)?;
    let idx = work.session.edition().find(&row_id_of(&target)?)?;
    Some((idx, spot_of(&target), target))
}

/// A text was typed.
pub(crate) fn on_input(work: Workplace, event: &Event) {
    let Some((idx, spot, target)) = place_of(work, event) else {
        return;
    };
    match spot {
        Spot::Figure => {
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                work.set_hold(idx, Hold::Typing);
                work.session.edit(Edit::Type(idx, input.value()));
            }
        }
        Spot::Note => {
            if let Some(note) = target.dyn_ref::<HtmlTextAreaElement>() {
                work.set_writing(Some(idx));
                work.session.edit(Edit::Note(idx, note.value()));
            }
        }
        Spot::Codes | Spot::Prompt | Spot::Other => {}
    }
}

/// The focus came.
pub(crate) fn on_focus_in(work: Workplace, event: &FocusEvent) {
    let Some((idx, spot, target)) = place_of(work, event) else {
        return;
    };
    match spot {
        Spot::Figure => {
            work.arrive(idx, false);
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                hold_figure(work, idx, input);
            }
        }
        Spot::Codes => {
            work.arrive(idx, false);
            // Programs may focus the group; the focus belongs to its choice. It moves when this event is over, since it
            // causes the next.
            if target.has_attribute("data-answer") {
                spawn_local(async move {
                    work.go_to_answer(idx);
                });
            }
        }
        Spot::Note => work.arrive(idx, true),
        Spot::Prompt | Spot::Other => {}
    }
    if !work.is_by_mouse() {
        focus::show(&target);
    }
}

/// The cell turns to the text as typed; a calculated figure stays until something is typed over it.
fn hold_figure(work: Workplace, idx: RowIdx, input: &HtmlInputElement) {
    let Some(cell) = work.session.cell(idx) else { return };
    let entry = cell.entry_untracked();
    if entry.mark.is_none() && !entry.typed.trim().is_empty() {
        write(input, &entry.typed);
    }
    work.hold_figure(idx, entry);
    work.set_came();
    if !work.is_by_mouse() {
        input.select();
    }
}

/// The focus went.
pub(crate) fn on_focus_out(work: Workplace, event: &FocusEvent) {
    work.set_writing(None);
    if let Some((idx, Spot::Figure, _)) = place_of(work, event) {
        let was_typed = untrack(|| work.hold(idx)) == Hold::Typing;
        work.set_hold(idx, Hold::Away);
        work.say_fault(idx, was_typed);
    }
}

/// A button of the mouse, or a finger, went down.
pub(crate) fn on_pointer_down(work: Workplace) {
    work.set_by_mouse(true);
}

/// The words for states take no focus: the cell that is being typed into keeps it.
pub(crate) fn on_mouse_down(event: &MouseEvent) {
    if target_of(event).is_some_and(|target| mark_of(&target).is_some()) {
        event.prevent_default();
    }
}

/// A click: on a word for a state, on a choice, or into a figure. The click that brings the focus there selects all of it, as
/// the keys do, unless it drew over a part; the next sets the cursor. A calculated figure is always selected whole.
pub(crate) fn on_click(work: Workplace, event: &MouseEvent) {
    let Some((idx, spot, target)) = place_of(work, event) else {
        return;
    };
    if let Some(mark) = mark_of(&target) {
        work.toggle_mark(idx, mark);
        return;
    }
    match spot {
        Spot::Codes => {
            if let Some(code) = target
                .closest("[data-code]")
                .ok()
                .flatten()
                .and_then(|choice| choice.get_attribute("data-code"))
            {
                work.session.edit(Edit::Type(idx, code));
            }
        }
        Spot::Figure => {
            let is_calculated = work
                .session
                .cell(idx)
                .is_some_and(|cell| untrack(|| cell.answer()) == Answer::Unanswered);
            let has_come = work.took_click();
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                let end = |found: Result<Option<u32>, _>| found.ok().flatten();
                let is_drawn = end(input.selection_start()) != end(input.selection_end());
                if is_calculated || has_come && !is_drawn {
                    input.select();
                }
            }
        }
        // The whole cell takes the note.
        Spot::Other if matches!(target.closest(".row-agency"), Ok(Some(_))) => {
            work.go_to_note(idx);
        }
        Spot::Prompt | Spot::Note | Spot::Other => {}
    }
}

fn mark_of(target: &Element) -> Option<Mark> {
    match target
        .closest("[data-mark]")
        .ok()??
        .get_attribute("data-mark")?
        .as_str()
    {
        "none" => Some(Mark::None),
        "not_ours" => Some(Mark::NotOurs),
        _ => None,
    }
}
