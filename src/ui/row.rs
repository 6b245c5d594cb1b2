//! A printed row: number, indicator, unit, answer, agency and note. What the row says of its answer stands under the
//! indicator.

use std::sync::Arc;

use leptos::prelude::*;

use super::live::{attribute, flag, text};

use super::answer_input::AnswerInput;
use super::code_choice::CodeChoice;
use super::note_input::NoteInput;
use super::reviewing::{AllListed, Listed};
use super::state_words::StateWords;
use super::workplace::{Workplace, use_workplace};
use crate::model::answer::RowState;
use crate::model::check::Severity;
use crate::model::edition::{Edition, Row, RowKind, TimeBase};
use crate::model::id::RowIdx;
use crate::state::cell::Cell;
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
    /// What the checks show at the row; none where none does.
    findings: Option<RwSignal<AllListed>>,
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
            findings: work.reviewing.at_row(idx),
            edition: Arc::clone(edition),
            row,
            idx,
        })
    }

    fn fault_id(&self) -> String {
        format!("fault-{}", self.row.id)
    }

    fn finding_id(&self) -> String {
        format!("finding-{}", self.row.id)
    }

    /// Whether a finding of this severity is open at the row. Tracked.
    fn has_open(&self, severity: Severity) -> bool {
        let is_open = |one: &Arc<Listed>| one.finding.severity == severity && !one.standing.is_settled();
        let here = |findings: RwSignal<AllListed>| findings.with(|listed| listed.iter().any(is_open));
        self.findings.is_some_and(here)
    }

    /// Whether the answer cannot stand as it is: it is not read, or a check calls it impossible and nobody explained it.
    /// Tracked.
    pub(crate) fn is_invalid(&self, work: Workplace) -> bool {
        work.is_settled(self.idx) && (self.cell.state() == RowState::Unread || self.has_open(Severity::Error))
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
        ids.extend(self.findings.is_some().then(|| self.finding_id()));
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

/// The figure of the period before, while nothing stands in the row.
fn offer(parts: &RowParts) -> impl IntoView + use<> {
    let work = use_workplace();
    let idx = parts.idx;
    let speaks_of_a_day = parts.row.time == Some(TimeBase::Date);
    let shown = move || {
        work.session.offered(idx).map(|text| {
            view! {
                <p class="row-offer">
                    {words::drafts::offered(&text)} " "
                    <button type="button" data-action="accept" on:click=move |_| {
                        work.session.accept(idx);
                        work.go_to_answer(idx);
                    }>{words::drafts::ACCEPT}</button>
                </p>
            }
        })
    };
    speaks_of_a_day.then_some(shown)
}

fn finding(one: &Arc<Listed>) -> impl IntoView + use<> {
    let class = match (one.standing.is_settled(), one.finding.severity) {
        (true, _) => "row-finding is-settled",
        (false, Severity::Error) => "row-finding is-error",
        (false, Severity::Warning) => "row-finding is-warning",
    };
    let lines = words::finding::at_row(one.finding.severity, &one.sentence, &one.standing);
    view! { <div class=class>{lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}</div> }
}

/// What the checks show at the row.
fn findings(parts: &RowParts) -> impl IntoView + use<> {
    let work = use_workplace();
    let (idx, id) = (parts.idx, parts.finding_id());
    parts.findings.map(|listed| {
        let shown = move || {
            work.is_settled(idx)
                .then(|| listed.with(|listed| listed.iter().map(finding).collect_view()))
        };
        view! { <div class="row-findings" id=id>{shown}</div> }
    })
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
    let (with_errors, with_warnings) = (parts.clone(), parts.clone());
    view! {
        <tr
            class=class_of(&row)
            class:is-quiet=flag(move || is_quiet.get())
            class:is-unread=flag(move || stands(RowState::Unread))
            class:is-ambiguous=flag(move || stands(RowState::Ambiguous))
            class:has-warning=flag(move || work.is_settled(idx) && with_warnings.has_open(Severity::Warning))
            class:has-error=flag(move || work.is_settled(idx) && with_errors.has_open(Severity::Error))
            role="row"
            data-row=row.id.to_string()
            data-state=attribute(move || Some(cell.state().code()))
        >
            <td class="row-number" role="cell">{row.stt_shown().to_owned()}</td>
            <th class="row-label" role="rowheader" scope="row">{label(&parts)} {offer(&parts)} {fault(&parts)} {findings(&parts)}</th>
            <td class="row-unit" role="cell">{unit(&row)}</td>
            <td class="row-answer" role="cell">{answer(&parts)}</td>
            <td class="row-agency" role="cell">
                {(!row.agency.is_empty()).then(|| view! { <p class="row-agency-text">{agency(&row.agency)}</p> })}
                <NoteInput parts />
            </td>
        </tr>
    }
}
