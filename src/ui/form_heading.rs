//! The form's heading as printed: its blanks are the fields. Under it, in small, what print has no place for: the office's
//! role, an office that is not listed, which days count.

use leptos::prelude::*;

use super::live::{self, flag};

use super::live_text;
use super::office_field::{OfficeField, OtherOffice, RoleField, has_other_office};
use super::period_field::PeriodField;
use super::workplace::use_workplace;
use crate::state::edit::Edit;
use crate::words::page::{BLANK, DATE_FORM, DOCUMENT_DATE, DOCUMENT_NUMBER, HEADING, cut_off};
use crate::words::template::{Piece, pieces};

/// One of the report's own blanks: a line to write on that is as long as its text.
fn document_blank(
    field: &'static str,
    name: &'static str,
    form: Option<&'static str>,
    text: impl Fn() -> String + Copy + Send + 'static,
    edit: fn(String) -> Edit,
) -> impl IntoView {
    let work = use_workplace();
    let node = NodeRef::<leptos::html::Input>::new();
    live_text::keep(node, move || Some(text()));
    let shown = form.unwrap_or(BLANK);
    let size = move || {
        let text = text();
        Some(if text.is_empty() { shown.to_owned() } else { text })
    };
    view! {
        <span class="form-heading-blank" class:is-empty=flag(move || text().is_empty())>
            <span class="form-heading-size" aria-hidden="true">{live::text(size)}</span>
            <input
                type="text"
                autocomplete="off"
                spellcheck="false"
                data-field=field
                aria-label=name
                placeholder=shown
                on:input=move |event| work.session.edit(edit(event_target_value(&event)))
                node_ref=node
            />
        </span>
    }
}

fn piece(piece: Piece, has_other: RwSignal<bool>) -> AnyView {
    let work = use_workplace();
    match piece {
        Piece::Text(text) => view! { <span>{text}</span> }.into_any(),
        Piece::Blank(name) => match name.as_str() {
            "period" => view! { <PeriodField /> }.into_any(),
            "office" => view! { <OfficeField has_other /> }.into_any(),
            "number" => {
                let text = move || work.session.document().number;
                document_blank("document-number", DOCUMENT_NUMBER, None, text, Edit::DocumentNumber).into_any()
            }
            "date" => {
                let text = move || work.session.document().date;
                document_blank(
                    "document-date",
                    DOCUMENT_DATE,
                    Some(DATE_FORM),
                    text,
                    Edit::DocumentDate,
                )
                .into_any()
            }
            "code" => {
                let code = move || {
                    let code = work.session.office().code;
                    Some(if code.is_empty() { BLANK.to_owned() } else { code })
                };
                view! { <span>{live::text(code)}</span> }.into_any()
            }
            _ => view! { <span>{live::text(move || Some(short_name(work)))}</span> }.into_any(),
        },
    }
}

/// The office's name as the print abbreviates it.
fn short_name(work: super::workplace::Workplace) -> String {
    let office = work.session.office();
    let edition = work.session.edition();
    let known = edition.office(&office.code).filter(|known| known.name == office.name);
    match known {
        Some(known) => known.short.clone(),
        None if office.name.is_empty() => BLANK.to_owned(),
        None => office.name,
    }
}

fn line(template: &str, has_other: RwSignal<bool>) -> impl IntoView + use<> {
    pieces(template)
        .into_iter()
        .map(|one| piece(one, has_other))
        .collect_view()
}

/// The heading block.
#[component]
pub(crate) fn FormHeading() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let has_other = RwSignal::new(false);
    let print = &edition.print;
    let days = {
        let edition = work.session.edition();
        move || {
            work.session
                .period()
                .and_then(|period| cut_off(&edition.periods, &period))
        }
    };
    view! {
        <header class="form-heading" aria-label=HEADING>
            <p class="form-heading-appendix">{print.appendix.clone()}</p>
            <h1 class="form-heading-title">{print.title.clone()}</h1>
            <p class="form-heading-place">{line(&print.place, has_other)}</p>
            <p class="form-heading-issued">{line(&print.issued, has_other)}</p>
            <div class="form-heading-aside">
                <RoleField />
                <span class="form-heading-days">{live::text(days)}</span>
            </div>
            <Show when=move || has_other_office(work, has_other)>
                <OtherOffice />
            </Show>
        </header>
    }
}
