//! The question that a row asks in place where its text has two readings.

use std::sync::Arc;

use leptos::prelude::*;

use super::workplace::use_workplace;
use crate::model::edition::Row;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::words::answer::{question, reading};

/// "7 800 hay 7,8 triệu đồng?" with a button for each; the digits, arrows, and Escape are [`super::keys`]'.
#[component]
pub(crate) fn NumberPrompt(idx: RowIdx, row: Arc<Row>, grouped: Number, decimal: Number) -> impl IntoView {
    let work = use_workplace();
    let asked = question(&row, grouped, decimal);
    view! {
        <div class="number-prompt" role="group" aria-label=asked>
            <p class="number-prompt-question" aria-hidden="true">{asked.clone()}</p>
            <button type="button" class="number-prompt-reading" on:click=move |_| work.choose(idx, grouped)>
                <kbd aria-hidden="true">"1"</kbd>
                {reading(grouped)}
            </button>
            <button type="button" class="number-prompt-reading" on:click=move |_| work.choose(idx, decimal)>
                <kbd aria-hidden="true">"2"</kbd>
                {reading(decimal)}
            </button>
        </div>
    }
}
