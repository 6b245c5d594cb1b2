//! What needs another look, and where to go on. Stands at the right, and lies over the page where there is no room.

use leptos::prelude::*;

use super::earlier::EarlierReport;
use super::finding_list::FindingList;
use super::live::{flag, text};
use super::readiness::ReadinessLine;
use super::todo_list::TodoList;
use super::workplace::{Workplace, use_workplace};
use crate::model::answer::{Answer, RowState};
use crate::model::id::RowIdx;
use crate::words;
use crate::words::finding::counted;
use crate::words::page::{CLOSE, GO_THERE, NO_FIGURE, NOTHING_TO_REVIEW, REVIEW, WAITS_FOR_READING};

fn go(work: Workplace, idx: RowIdx) {
    work.has_drawer.set(false);
    work.go_to_answer(idx);
}

/// What is the matter with the row's text. Tracked.
fn matter(work: Workplace, idx: RowIdx) -> Option<String> {
    let edition = work.session.edition();
    let (row, cell) = (edition.row(idx)?, work.session.cell(idx)?);
    let answer = cell.answer();
    match answer {
        Answer::Ambiguous { grouped, decimal } => Some(words::answer::question(row, grouped, decimal)),
        Answer::Unanswered
        | Answer::Figure(_)
        | Answer::None
        | Answer::NotOurs
        | Answer::Unread(_)
        | Answer::TextLost { .. } => words::answer::fault(row, &cell.entry().typed, answer),
    }
}

/// Number, indicator, what is the matter, and the way there.
#[component]
pub(crate) fn RowCard(
    /// The row.
    idx: RowIdx,
) -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let number = edition.number(idx);
    let label = edition.row(idx).map(crate::model::edition::Row::full_label);
    let stands = move |state| work.session.cell(idx).is_some_and(|cell| cell.state() == state);
    let what = move || match (stands(RowState::Unread), stands(RowState::Ambiguous)) {
        (true, _) => Some(NO_FIGURE.to_owned()),
        (false, true) => Some(WAITS_FOR_READING.to_owned()),
        (false, false) => None,
    };
    view! {
        <li
            class="review-entry"
            class:is-unread=flag(move || stands(RowState::Unread))
            class:is-ambiguous=flag(move || stands(RowState::Ambiguous))
        >
            <p class="review-number"><b>{number.clone()}</b>" "{text(what)}</p>
            <p class="review-label">{label}</p>
            <p class="review-matter">{text(move || matter(work, idx))}</p>
            <button type="button" class="review-go" aria-label=format!("{GO_THERE} {number}") on:click=move |_| go(work, idx)>
                {GO_THERE}
            </button>
        </li>
    }
}

/// The column.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let work = use_workplace();
    let count = move || {
        let counts = work.reviewing.total();
        counted(counts.errors, counts.warnings)
    };
    let is_calm = move || work.reviewing.items().is_empty();
    view! {
        <aside class="review" id="review" class:is-open=flag(move || work.has_drawer.get()) aria-labelledby="review-title">
            <header class="review-head">
                <h2 id="review-title">{REVIEW} " " <span>{text(count)}</span></h2>
                <button type="button" class="button" on:click=move |_| work.close_drawer()>{CLOSE}</button>
            </header>
            <ReadinessLine />
            <FindingList />
            {move || is_calm().then(|| view! { <p class="review-calm">{NOTHING_TO_REVIEW}</p> })}
            <TodoList />
            <EarlierReport />
        </aside>
    }
}
