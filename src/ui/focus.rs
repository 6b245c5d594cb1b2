//! Finding the controls of a row, and moving the focus so that it is never under the sticky parts: the page's
//! `scroll-padding` keeps their place free.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What a focused or clicked element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The input of a figure.
    Figure,
    /// The choices of a code row.
    Codes,
    /// The question of which reading is meant.
    Prompt,
    /// A note.
    Note,
    /// Something else.
    Other,
}

/// What the element belongs to.
pub(crate) fn spot_of(target: &Element) -> Spot {
    let is_in = |selector: &str| matches!(target.closest(selector), Ok(Some(_)));
    if is_in("[data-note]") {
        Spot::Note
    } else if is_in(".number-prompt") {
        Spot::Prompt
    } else if is_in("[role=radiogroup]") {
        Spot::Codes
    } else if is_in("input[data-answer]") {
        Spot::Figure
    } else {
        Spot::Other
    }
}

/// The id of the row that the element stands in.
pub(crate) fn row_id_of(target: &Element) -> Option<String> {
    target.closest("[data-row]").ok()??.get_attribute("data-row")
}

/// The element that the event happened to.
pub(crate) fn target_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The first element that the selector finds.
pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}

/// What takes the focus for the row's answer.
pub(crate) fn answer_control(row_id: &str) -> Option<HtmlElement> {
    let control = find(&format!("[data-answer=\"{row_id}\"]"))?;
    let choice = ["[role=radio][tabindex=\"0\"]", "[role=radio]"]
        .into_iter()
        .find_map(|selector| control.query_selector(selector).ok().flatten());
    Some(choice.and_then(|choice| choice.dyn_into().ok()).unwrap_or(control))
}

/// What takes the focus for the row's note.
pub(crate) fn note_control(row_id: &str) -> Option<HtmlElement> {
    find(&format!("[data-note=\"{row_id}\"]"))
}

/// The first button of the row's question.
pub(crate) fn prompt_button(row_id: &str) -> Option<HtmlElement> {
    find(&format!("[data-row=\"{row_id}\"] .number-prompt button"))
}

/// Moves the focus, and the page where it must.
pub(crate) fn focus(control: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _focused = control.focus_with_options(&options).is_ok();
    show(control);
}

/// Brings the row of this control, and the control itself, into view by the shortest way.
pub(crate) fn show(control: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    if let Ok(Some(row)) = control.closest("[data-row]") {
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
    control.scroll_into_view_with_scroll_into_view_options(&options);
}
