//! The white sheet: the printed heading, the table's head that stays in view, and a table for each chapter.

use std::sync::Arc;

use leptos::prelude::*;

use super::form_heading::FormHeading;
use super::row::{RowLine, RowParts};
use super::workplace::use_workplace;
use super::{keys, pointing};
use crate::model::edition::{Chapter, Columns, Edition};
use crate::words::page::AGENCY_AND_NOTE;

/// More rows than this, and the browser is told to skip what is off screen.
const LARGE_FROM_ROWS: usize = 600;

/// The head that people see; the tables' own heads are for those who hear them, and for print.
fn visible_head(columns: &Columns) -> impl IntoView + use<> {
    view! {
        <div class="sheet-head" aria-hidden="true">
            <span>{columns.stt.clone()}</span>
            <span>{columns.label.clone()}</span>
            <span>{columns.unit.clone()}</span>
            <span class="sheet-head-figure">{columns.figure.clone()}</span>
            <span>{AGENCY_AND_NOTE}</span>
        </div>
    }
}

fn table_head(columns: &Columns) -> impl IntoView + use<> {
    let head = |text: &str| view! { <th role="columnheader" scope="col">{text.to_owned()}</th> };
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {head(&columns.stt)} {head(&columns.label)} {head(&columns.unit)} {head(&columns.figure)}
                {head(&columns.agency)}
            </tr>
        </thead>
    }
}

/// The id of the chapter's section.
pub(crate) fn chapter_id(edition: &Edition, chapter: Chapter) -> String {
    edition
        .row(chapter.row)
        .map_or_else(String::new, |row| format!("chapter-{}", row.id))
}

fn chapter_table(edition: &Arc<Edition>, chapter: Chapter) -> impl IntoView + use<> {
    let name = edition
        .row(chapter.row)
        .map_or_else(String::new, |row| format!("{} {}", row.stt, row.label));
    let rows = chapter.rows().filter_map(|idx| RowParts::new(edition, idx));
    view! {
        <section class="sheet-chapter" id=chapter_id(edition, chapter) aria-label=name>
            <table class="sheet-table" role="table" aria-label=name.clone()>
                <colgroup>
                    <col class="sheet-col-number" />
                    <col />
                    <col class="sheet-col-unit" />
                    <col class="sheet-col-answer" />
                    <col class="sheet-col-agency" />
                </colgroup>
                {table_head(&edition.columns)}
                <tbody role="rowgroup">{rows.map(|parts| view! { <RowLine parts /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// The sheet.
#[component]
pub(crate) fn Sheet() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let is_large = edition.rows.len() > LARGE_FROM_ROWS;
    let chapters = edition
        .chapters()
        .iter()
        .map(|chapter| chapter_table(&edition, *chapter))
        .collect_view();
    view! {
        <main class="sheet" class:is-large=is_large id="sheet" tabindex="-1">
            <FormHeading />
            {visible_head(&edition.columns)}
            <div
                class="sheet-chapters"
                on:keydown=move |event| keys::on_sheet_key(work, &event)
                on:input=move |event| pointing::on_input(work, &event)
                on:focusin=move |event| pointing::on_focus_in(work, &event)
                on:focusout=move |event| pointing::on_focus_out(work, &event)
                on:pointerdown=move |_| pointing::on_pointer_down(work)
                on:mousedown=move |event| pointing::on_mouse_down(&event)
                on:click=move |event| pointing::on_click(work, &event)
            >
                {chapters}
            </div>
        </main>
    }
}
