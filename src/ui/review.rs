//! What needs another look: rows whose text is no figure or has two readings; else where to go on. Stands at the right, and
//! lies over the page where there is no room.

use leptos::prelude::*;

use super::live::{flag, text};

use super::workplace::{Workplace, use_workplace};
use crate::model::answer::{Answer, RowState};
use crate::model::id::RowIdx;
use crate::words;
use crate::words::page::{CLOSE, GO_THERE, NEXT_UNANSWERED, NOTHING_TO_REVIEW, REVIEW, WAITS_FOR_READING, rows_count};

fn go(work: Workplace, idx: RowIdx) {
    work.has_drawer.set(false);
    work.go_to_answer(idx);
}

/// Number, indicator, what is the matter, and the way there.
fn entry(work: Workplace, idx: RowIdx, is_open: bool) -> Option<impl IntoView> {
    let edition = work.session.edition();
    let row = edition.row(idx)?;
    let cell = work.session.cell(idx)?;
    let answer = cell.answer();
    let matter = match answer {
        Answer::Ambiguous { grouped, decimal } => Some(words::answer::question(row, grouped, decimal)),
        Answer::Unanswered
        | Answer::Figure(_)
        | Answer::None
        | Answer::NotOurs
        | Answer::Unread(_)
        | Answer::TextLost { .. } => words::answer::fault(row, &cell.entry().typed, answer),
    };
    let is_unread = is_open && cell.state() == RowState::Unread;
    let is_ambiguous = is_open && cell.state() == RowState::Ambiguous;
    Some(view! {
        <li class="review-entry" class:is-unread=is_unread class:is-ambiguous=is_ambiguous>
            <p class="review-number">
                <b>{edition.number(idx)}</b>
                {is_ambiguous.then_some(WAITS_FOR_READING)}
            </p>
            <p class="review-label">{row.full_label()}</p>
            <p class="review-matter">{matter}</p>
            <button type="button" class="review-go" aria-label=format!("{GO_THERE} {}", edition.number(idx)) on:click=move |_| go(work, idx)>
                {GO_THERE}
            </button>
        </li>
    })
}

/// The first row of ours without an answer. Tracks the rows up to it.
fn next_unanswered(work: Workplace) -> Option<RowIdx> {
    let edition = work.session.edition();
    let is_unanswered = |idx: &RowIdx| {
        work.session.is_ours(*idx)
            && work
                .session
                .cell(*idx)
                .is_some_and(|cell| cell.state() == RowState::Unanswered)
    };
    edition.indexed().map(|(idx, _)| idx).find(is_unanswered)
}

/// The column.
#[component]
pub(crate) fn Review() -> impl IntoView {
    let work = use_workplace();
    let rows = Memo::new(move |_| work.review_rows());
    let next = Memo::new(move |_| next_unanswered(work));
    let entries = move || {
        rows.get()
            .into_iter()
            .filter_map(|idx| entry(work, idx, true))
            .collect_view()
    };
    let on_with = move || {
        let entry = entry(work, next.get()?, false)?;
        Some(view! {
            <h3 class="review-next">{NEXT_UNANSWERED}</h3>
            <ul>{entry}</ul>
        })
    };
    let count = move || Some(rows.with(Vec::len)).filter(|count| *count > 0).map(rows_count);
    let is_calm = move || rows.with(Vec::is_empty);
    view! {
        <aside class="review" id="review" class:is-open=flag(move || work.has_drawer.get()) aria-labelledby="review-title">
            <header class="review-head">
                <h2 id="review-title">{REVIEW} " " <span>{text(count)}</span></h2>
                <button type="button" class="button" on:click=move |_| work.has_drawer.set(false)>{CLOSE}</button>
            </header>
            <ul>{entries}</ul>
            {move || is_calm().then(|| view! { <p class="review-calm">{NOTHING_TO_REVIEW}</p> })}
            {on_with}
        </aside>
    }
}
