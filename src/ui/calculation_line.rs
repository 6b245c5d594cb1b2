//! What stands under a calculated row's figure, and the tip that tells the whole calculation while its cell has the focus.

use leptos::prelude::*;

use super::live::{attribute, text};
use super::row::RowParts;
use super::workplace::use_workplace;
use crate::words::calculation::{CalculationWords, LineKind, calculation};
use crate::words::page::FORMULA;

fn class_of(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Formula => "calculation-line",
        LineKind::Idle => "calculation-line is-idle",
        LineKind::Reason => "calculation-line is-reason",
        LineKind::Agrees => "calculation-line is-agreeing",
        LineKind::Differs => "calculation-line is-differing",
    }
}

/// The formula in figures, the reason for none, or the difference to what was typed.
#[component]
pub(crate) fn CalculationLine(parts: RowParts) -> impl IntoView {
    let work = use_workplace();
    let tip_id = parts.tip_id();
    let words = Memo::new(move |_| {
        let outcome = parts.cell.outcome()?;
        let typed = parts.cell.answer().figure();
        let facts = work.session.facts();
        Some(calculation(&parts.edition, &parts.row, &outcome, typed, facts.as_ref()))
    });
    let class = move || words.with(|words| words.as_ref().map(|words| class_of(words.kind)));
    let line = move || words.with(|words| words.as_ref().map(|words| words.line.clone()));
    let full = move || {
        words
            .get()
            .map(|CalculationWords { full, .. }| full.into_iter().map(|line| view! { <p>{line}</p> }).collect_view())
    };
    view! {
        <p class=attribute(class) aria-hidden="true">{text(line)}</p>
        <div class="calculation-line-tip" role="tooltip" id=tip_id>
            <p class="calculation-line-title">{FORMULA}</p>
            {full}
        </div>
    }
}
