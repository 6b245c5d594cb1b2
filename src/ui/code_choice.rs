//! The choices of a code row: a group of radio buttons of our own, since a native one cannot be taken back.

use leptos::prelude::*;

use super::live::{attribute, flag, yes_no};

use super::calculation_line::CalculationLine;
use super::row::RowParts;
use super::workplace::use_workplace;
use crate::model::answer::RowState;
use crate::model::edition::{Choice, CodeList};
use crate::model::number::Number;
use crate::words;

/// One choice, its place in the list (the first takes the focus where none is chosen).
fn choice(parts: &RowParts, place: usize, choice: &Choice) -> impl IntoView + use<> {
    let (cell, is_quiet) = (parts.cell, parts.is_quiet);
    let number = Number::whole(i64::from(choice.code));
    let is_chosen = move || cell.figure() == Some(number);
    let takes_focus = move || is_chosen() || (place == 0 && cell.figure().is_none());
    let code = choice.code.to_string();
    view! {
        <span
            class="code-choice-option"
            role="radio"
            data-code=code
            aria-checked=yes_no(is_chosen)
            tabindex=attribute(move || Some(if takes_focus() && !is_quiet.get() { "0" } else { "-1" }))
        >
            <b>{code.clone()}</b>
            " "
            {choice.word.clone()}
        </span>
    }
}

/// The group of choices with its state's word and its formula.
#[component]
pub(crate) fn CodeChoice(parts: RowParts, list: CodeList) -> impl IntoView {
    let work = use_workplace();
    let (idx, cell) = (parts.idx, parts.cell);
    let is_invalid = {
        let parts = parts.clone();
        move || parts.is_invalid(work).then_some("true")
    };
    let id = parts.row.id.to_string();
    let name = words::page::answer_name(&parts.edition, idx, &parts.row);
    let choices = list
        .choices()
        .iter()
        .enumerate()
        .map(|(place, one)| choice(&parts, place, one))
        .collect_view();
    let is_unread = move || cell.state() == RowState::Unread;
    let word = move || {
        let text = if is_unread() {
            Some(cell.entry().typed)
        } else {
            words::answer::mark_word(cell.answer()).map(str::to_owned)
        };
        text.map(|text| view! { <span class="code-choice-word" class:is-typed=flag(is_unread)>{text}</span> })
    };
    let formula = parts
        .row
        .calculation
        .is_some()
        .then(|| view! { <CalculationLine parts=parts.clone() /> });
    view! {
        <div
            class="code-choice"
            role="radiogroup"
            tabindex="-1"
            data-answer=id
            aria-label=name
            aria-describedby=parts.described_by()
            aria-invalid=attribute(is_invalid)
            class:is-calculated=flag(move || cell.state() == RowState::Calculated)
        >
            {choices}
        </div>
        {word}
        {formula}
    }
}
