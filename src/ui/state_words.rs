//! The two words that stand for a figure where there is none, as small buttons; they show while their row is pointed at or
//! has the focus, in a place that is always free.

use leptos::prelude::*;

use super::live::yes_no;
use super::row::RowParts;
use crate::model::answer::{Mark, RowState};
use crate::words::answer::{NONE, NOT_OURS};

fn code(mark: Mark) -> &'static str {
    match mark {
        Mark::None => RowState::None.code(),
        Mark::NotOurs => RowState::NotOurs.code(),
        Mark::TextLost { .. } => RowState::Unread.code(),
    }
}

fn button(parts: &RowParts, mark: Mark, word: &'static str, key: &'static str) -> impl IntoView + use<> {
    let cell = parts.cell;
    let is_set = move || cell.entry().mark == Some(mark);
    view! {
        <button type="button" tabindex="-1" data-mark=code(mark) aria-pressed=yes_no(is_set)>
            {word}
            <kbd aria-hidden="true">{key}</kbd>
        </button>
    }
}

/// Both words.
#[component]
pub(crate) fn StateWords(parts: RowParts) -> impl IntoView {
    view! {
        <div class="state-words">
            {button(&parts, Mark::None, NONE, "F8")}
            {button(&parts, Mark::NotOurs, NOT_OURS, "F9")}
        </div>
    }
}
