//! Two versions of a report field by field: what stands in the open draft, and what in the other. Nothing is taken over unless
//! the officer says so, row by row.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::focus;
use super::shelf::Task;
use super::workplace::{Workplace, use_workplace};
use crate::model::report::Report;
use crate::state::draft_list::{Field, differences};
use crate::state::edit::Edit;
use crate::words::drafts::{CANCEL, COMPARE_TITLE, HERE, SAME, TAKE, THERE, document, office, stands};
use crate::words::page::{DOCUMENT_NUMBER, OFFICE, PERIOD, period_name};

/// The field's name, and what stands there in this report.
fn told(work: Workplace, field: Field, report: &Report) -> (String, String) {
    let edition = work.session.edition();
    match field {
        Field::Office => (OFFICE.to_owned(), office(report)),
        Field::Period => {
            let name = |period| period_name(&edition.periods, period);
            let period = report.period.as_ref().map(name);
            (PERIOD.to_owned(), period.unwrap_or_default())
        }
        Field::Document => (DOCUMENT_NUMBER.to_owned(), document(report)),
        Field::Row(idx) => {
            let label = edition.row(idx).map(crate::model::edition::Row::full_label);
            let name = format!("{} {}", edition.number(idx), label.unwrap_or_default());
            (name, stands(&report.entry(idx), report.note(idx)))
        }
    }
}

/// Takes one field over from the other report.
fn take(work: Workplace, field: Field, other: &Report) {
    let session = work.session;
    match field {
        Field::Office => session.edit(Edit::Office(other.office.clone())),
        Field::Period => session.edit(Edit::Period(other.period.clone())),
        Field::Document => {
            session.edit(Edit::DocumentNumber(other.document.number.clone()));
            session.edit(Edit::DocumentDate(other.document.date.clone()));
        }
        Field::Row(idx) => {
            let entry = other.entry(idx);
            session.edit(Edit::Type(idx, entry.typed));
            if let Some(number) = entry.chosen {
                session.edit(Edit::Choose(idx, number));
            }
            session.edit(Edit::Mark(idx, entry.mark));
            session.edit(Edit::Note(idx, other.note(idx).to_owned()));
        }
    }
}

/// The row is gone from the table: the focus goes to the one that stands in its place, not to that row's button.
fn stay_at(at: usize) {
    spawn_local(async move {
        tick().await;
        let next = focus::find(&format!(".draft-compare [data-at=\"{at}\"]"));
        if let Some(next) = next.or_else(|| focus::find(".draft-list h3")) {
            focus::focus(&next);
        }
    });
}

/// The comparison with the draft of this id.
#[component]
pub(crate) fn DraftCompare(id: String) -> impl IntoView {
    let work = use_workplace();
    let other = work.shelf.report(&id).unwrap_or_default();
    let lines = move || {
        // Whatever is taken over changes the revision, and with it this list.
        let _revision = work.session.revision();
        let here = work.session.snapshot();
        let fields = differences(&work.session.edition(), &here, &other);
        if fields.is_empty() {
            return view! { <p>{SAME}</p> }.into_any();
        }
        let row = |(at, field): (usize, Field)| {
            let (name, here) = told(work, field, &here);
            let (_, there) = told(work, field, &other);
            let other = other.clone();
            view! {
                <tr tabindex="-1" data-at=at>
                    <th scope="row">{name}</th>
                    <td>{here}</td>
                    <td>{there}</td>
                    <td><button type="button" class="button" on:click=move |_| {
                        take(work, field, &other);
                        stay_at(at);
                    }>{TAKE}</button></td>
                </tr>
            }
        };
        view! {
            <table class="draft-compare">
                <thead><tr><td></td><th scope="col">{HERE}</th><th scope="col">{THERE}</th><td></td></tr></thead>
                <tbody>{fields.into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <h3 tabindex="-1">{COMPARE_TITLE}</h3>
        {lines}
        <div class="dialog-actions">
            <button type="button" class="button" on:click=move |_| work.shelf.task.set(Task::List)>{CANCEL}</button>
        </div>
    }
}
