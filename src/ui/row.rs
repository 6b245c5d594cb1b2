//! A printed row: number, indicator, unit, answer, agency and note. What the row says of its answer stands under the
//! indicator.

use std::sync::Arc;

use leptos::prelude::*;

use super::live::{attribute, flag, text};

use super::answer_input::AnswerInput;
use super::code_choice::CodeChoice;
use super::note_input::NoteInput;
use super::state_words::StateWords;
use super::workplace::use_workplace;
use crate::model::answer::RowState;
use crate::model::edition::{Edition, Row, RowKind};
use crate::model::id::RowIdx;
use crate::state::session::Cell;
use crate::words;
use crate::words::page::{DASH, READING, UNIT_IS_READING, agency};

/// What every part of a row needs.
#[derive(Clone)]
pub(crate) struct RowParts {
    pub(crate) edition: Arc<Edition>,
    pub(crate) row: Arc<Row>,
    pub(crate) idx: RowIdx,
    pub(crate) cell: Cell,
    /// Another office's row with nothing in it.
    pub(crate) is_quiet: Memo<bool>,
}

impl RowParts {
    /// The parts of the row at this place.
    pub(crate) fn new(edition: &Arc<Edition>, idx: RowIdx) -> Option<Self> {
        let work = use_workplace();
        let row = Arc::new(edition.row(idx)?.clone());
        let is_heading = row.kind == RowKind::Heading;
        Some(Self {
            cell: work.session.cell(idx)?,
            is_quiet: Memo::new(move |_| !is_heading && !work.session.is_ours(idx) && work.is_blank(idx)),
            edition: Arc::clone(edition),
            row,
            idx,
        })
    }

    fn fault_id(&self) -> String {
        format!("fault-{}", self.row.id)
    }

    fn reading_id(&self) -> String {
        format!("reading-{}", self.row.id)
    }

    /// The id of the calculation's tip.
    pub(crate) fn tip_id(&self) -> String {
        format!("tip-{}", self.row.id)
    }

    /// What describes the row's control, most urgent first. Each of these is always there, if empty.
    pub(crate) fn described_by(&self) -> String {
        let mut ids = vec![self.fault_id()];
        ids.extend(self.row.calculation.is_some().then(|| self.tip_id()));
        ids.extend((!self.row.reading.is_empty()).then(|| self.reading_id()));
        ids.join(" ")
    }
}

fn class_of(row: &Row) -> &'static str {
    match (row.depth, row.is_dashed(), &row.kind) {
        (1, false, _) => "row is-chapter",
        (_, true, RowKind::Heading) => "row is-dashed is-heading",
        (_, true, _) => "row is-dashed",
        (_, false, RowKind::Heading) => "row is-heading",
        (_, false, _) => "row",
    }
}

/// The indicator as printed, and under it what the row has to say.
fn label(parts: &RowParts) -> impl IntoView + use<> {
    let row = &parts.row;
    let hint = (!row.hint.is_empty()).then(|| view! { " " <i>{row.hint.clone()}</i> });
    let reading = (!row.reading.is_empty()).then(|| {
        view! {
            <details class="row-reading">
                <summary>{READING}</summary>
                <p id=parts.reading_id()>{row.reading.clone()}</p>
            </details>
        }
    });
    view! {
        <span class="row-text">{row.is_dashed().then_some(DASH)} {row.label.clone()} {hint} {row.tail.clone()}</span>
        {reading}
    }
}

fn fault(parts: &RowParts) -> impl IntoView + use<> {
    let work = use_workplace();
    let (row, cell, idx) = (Arc::clone(&parts.row), parts.cell, parts.idx);
    let said = move || {
        work.is_settled(idx)
            .then(|| words::answer::fault(&row, &cell.entry().typed, cell.answer()))
            .flatten()
    };
    view! { <p class="row-fault" id=parts.fault_id()>{text(said)}</p> }
}

fn unit(row: &Row) -> impl IntoView + use<> {
    let is_reading = !row.unit_reading.is_empty();
    view! {
        <span class:row-unit-reading=is_reading title=is_reading.then_some(UNIT_IS_READING)>
            {row.unit_meant().to_owned()}
        </span>
    }
}

fn answer(parts: &RowParts) -> impl IntoView + use<> {
    let words = || view! { <StateWords parts=parts.clone() /> };
    match &parts.row.kind {
        RowKind::Heading => ().into_any(),
        RowKind::Code(list) => view! { <CodeChoice parts=parts.clone() list=list.clone() /> {words()} }.into_any(),
        RowKind::Count | RowKind::Percent | RowKind::Money => {
            view! { <AnswerInput parts=parts.clone() /> {words()} }.into_any()
        }
    }
}

/// The row.
#[component]
pub(crate) fn RowLine(parts: RowParts) -> impl IntoView {
    let work = use_workplace();
    let (row, cell, idx, is_quiet) = (Arc::clone(&parts.row), parts.cell, parts.idx, parts.is_quiet);
    let stands = move |state: RowState| cell.state() == state && work.is_settled(idx);
    view! {
        <tr
            class=class_of(&row)
            class:is-quiet=flag(move || is_quiet.get())
            class:is-unread=flag(move || stands(RowState::Unread))
            class:is-ambiguous=flag(move || stands(RowState::Ambiguous))
            role="row"
            data-row=row.id.to_string()
            data-state=attribute(move || Some(cell.state().code()))
        >
            <td class="row-number" role="cell">{row.stt_shown().to_owned()}</td>
            <th class="row-label" role="rowheader" scope="row">{label(&parts)} {fault(&parts)}</th>
            <td class="row-unit" role="cell">{unit(&row)}</td>
            <td class="row-answer" role="cell">{answer(&parts)}</td>
            <td class="row-agency" role="cell">
                {(!row.agency.is_empty()).then(|| view! { <p class="row-agency-text">{agency(&row.agency)}</p> })}
                <NoteInput parts />
            </td>
        </tr>
    }
}
