//! The line that a figure is written on. While it is typed into, its text is the officer's; at rest it shows the figure.

use leptos::prelude::*;

use super::live::{attribute, flag};

use super::calculation_line::CalculationLine;
use super::live_text;
use super::number_prompt::NumberPrompt;
use super::row::RowParts;
use super::workplace::{Hold, use_workplace};
use crate::model::answer::{Answer, RowState};
use crate::words;

/// What a cell shows, by how it is held; none while it is typed into.
fn text_shown(parts: &RowParts, hold: Hold) -> Option<String> {
    let (cell, row) = (parts.cell, &parts.row);
    let (entry, answer) = (cell.entry(), cell.answer());
    let at_rest = || words::answer::shown(row, &entry, answer, cell.outcome().as_ref());
    match hold {
        Hold::Away => Some(at_rest()),
        Hold::Held if entry.mark.is_none() && !entry.typed.trim().is_empty() => Some(entry.typed.clone()),
        Hold::Held => Some(at_rest()),
        Hold::Typing => None,
    }
}

/// The input of a figure with its question, its state's word, and its formula.
#[component]
pub(crate) fn AnswerInput(parts: RowParts) -> impl IntoView {
    let work = use_workplace();
    let node = NodeRef::<leptos::html::Input>::new();
    let (idx, cell, is_quiet) = (parts.idx, parts.cell, parts.is_quiet);
    let id = parts.row.id.to_string();
    let name = words::page::answer_name(&parts.edition, idx, &parts.row);
    let described_by = parts.described_by();
    let is_calculated = parts.row.calculation.is_some();
    let is_invalid = {
        let parts = parts.clone();
        move || parts.is_invalid(work).then_some("true")
    };
    let word = move || {
        words::answer::mark_word(cell.answer()).map(|word| view! { <span class="answer-input-word">{word}</span> })
    };
    let question = {
        let row = parts.row.clone();
        move || match cell.answer() {
            Answer::Ambiguous { grouped, decimal } if work.is_settled(idx) => {
                Some(view! { <NumberPrompt idx row=row.clone() grouped decimal /> })
            }
            Answer::Unanswered
            | Answer::Figure(_)
            | Answer::None
            | Answer::NotOurs
            | Answer::Unread(_)
            | Answer::TextLost { .. }
            | Answer::Ambiguous { .. } => None,
        }
    };
    let formula = is_calculated.then(|| view! { <CalculationLine parts=parts.clone() /> });
    live_text::keep(node, move || text_shown(&parts, work.hold(idx)));
    view! {
        <input
            class="answer-input"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            enterkeyhint="next"
            spellcheck="false"
            data-answer=id
            aria-label=name
            aria-describedby=described_by
            aria-invalid=attribute(is_invalid)
            tabindex=attribute(move || is_quiet.get().then_some("-1"))
            class:is-calculated=flag(move || is_calculated && cell.state() == RowState::Calculated)
            node_ref=node
        />
        {word}
        {question}
        {formula}
    }
}
