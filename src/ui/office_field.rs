//! Who reports: the office, one that the list does not have, and its role.

use leptos::prelude::*;

use super::live::{attribute, flag, text};

use super::live_text;
use super::workplace::{Workplace, use_workplace};
use crate::model::edition::{Edition, Office, Role};
use crate::model::edition_reader::is_office_code;
use crate::model::report::ReportingOffice;
use crate::state::edit::Edit;
use crate::words::page::{
    CHOOSE_OFFICE, CHOOSE_ROLE, OFFICE, OTHER_CODE, OTHER_CODE_FAULT, OTHER_CODE_HINT, OTHER_NAME, OTHER_OFFICE, ROLE,
};

const OTHER: &str = "other";

/// Whether the office is one that the list does not have: chosen so, or come from a file. Tracked.
pub(crate) fn has_other_office(work: Workplace, chosen: RwSignal<bool>) -> bool {
    let office = work.session.office();
    let is_blank = office.code.is_empty() && office.name.is_empty();
    let edition = work.session.edition();
    let is_listed = edition
        .office(&office.code)
        .is_some_and(|known| known.name == office.name);
    (is_blank && chosen.get()) || !(is_blank || is_listed)
}

fn option(office: &Office) -> impl IntoView + use<> {
    view! { <option value=office.code.clone()>{office.name.clone()}</option> }
}

/// The offices, those of one level together: the departments (whatever their roles), then each other role's.
fn groups(edition: &Edition) -> impl IntoView + use<> {
    let is_basic = |role: &Role| role.includes.is_empty();
    let belongs = |role: &Role, office: &Office| {
        let includes = edition
            .role(&office.role)
            .is_some_and(|own| own.includes.contains(&role.code));
        office.role == role.code || includes
    };
    let group = |role: &Role| {
        let offices: Vec<&Office> = edition.offices.iter().filter(|office| belongs(role, office)).collect();
        let options = offices.iter().map(|office| option(office)).collect_view();
        (!offices.is_empty()).then(|| view! { <optgroup label=role.name.clone()>{options}</optgroup> })
    };
    edition
        .roles
        .iter()
        .filter(|role| is_basic(role))
        .filter_map(group)
        .collect_view()
}

fn choose(work: Workplace, has_other: RwSignal<bool>, value: &str) {
    let edition = work.session.edition();
    has_other.set(value == OTHER);
    let role = untrack(|| work.session.office().role);
    let office = edition.office(value).map_or_else(
        || ReportingOffice {
            role,
            ..ReportingOffice::default()
        },
        |known| ReportingOffice {
            code: known.code.clone(),
            name: known.name.clone(),
            role: known.role.clone(),
        },
    );
    work.session.edit(Edit::Office(office));
}

/// The office as the title prints it; the list lies over it.
#[component]
pub(crate) fn OfficeField(has_other: RwSignal<bool>) -> impl IntoView {
    let work = use_workplace();
    let node = NodeRef::<leptos::html::Select>::new();
    let name = move || {
        Some(work.session.office()).map(|office| {
            if office.name.is_empty() {
                office.code
            } else {
                office.name
            }
        })
    };
    let is_empty = move || name().is_none_or(|name| name.is_empty());
    let shown = move || {
        name()
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| CHOOSE_OFFICE.to_owned())
    };
    live_text::keep(node, move || {
        let is_other = has_other_office(work, has_other);
        Some(if is_other {
            OTHER.to_owned()
        } else {
            work.session.office().code
        })
    });
    view! {
        <span class="form-heading-blank is-choice" class:is-empty=flag(is_empty)>
            <span class="form-heading-choice" aria-hidden="true">{text(move || Some(shown()))}</span>
            <select
                data-field="office"
                aria-label=OFFICE
                on:change=move |event| choose(work, has_other, &event_target_value(&event))
                node_ref=node
            >
                <option value="">{CHOOSE_OFFICE}</option>
                {groups(&work.session.edition())}
                <option value=OTHER>{OTHER_OFFICE}</option>
            </select>
        </span>
    }
}

/// The role; it decides which rows the office answers.
#[component]
pub(crate) fn RoleField() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let node = NodeRef::<leptos::html::Select>::new();
    live_text::keep(node, move || Some(work.session.office().role));
    let name = {
        let edition = work.session.edition();
        move || {
            let role = work.session.office().role;
            match edition.role(&role) {
                Some(known) => known.name.clone(),
                None if role.is_empty() => CHOOSE_ROLE.to_owned(),
                None => role,
            }
        }
    };
    let options = edition
        .roles
        .iter()
        .map(|role| view! { <option value=role.code.clone()>{role.name.clone()}</option> });
    view! {
        <span class="office-field-role">
            <span aria-hidden="true">{ROLE}": "</span>
            <span class="form-heading-blank is-choice" class:is-empty=flag(move || work.session.office().role.is_empty())>
                <span class="form-heading-choice" aria-hidden="true">{text(move || Some(name()))}</span>
                <select
                    data-field="role"
                    aria-label=ROLE
                    on:change=move |event| work.session.edit(Edit::Role(event_target_value(&event)))
                    node_ref=node
                >
                    <option value="">{CHOOSE_ROLE}</option>
                    {options.collect_view()}
                </select>
            </span>
        </span>
    }
}

/// Name and code of an office that the list does not have.
#[component]
pub(crate) fn OtherOffice() -> impl IntoView {
    let work = use_workplace();
    let (name_node, code_node) = (
        NodeRef::<leptos::html::Input>::new(),
        NodeRef::<leptos::html::Input>::new(),
    );
    // A code that is none is kept as typed and marked; it never becomes a file's name.
    let is_wrong =
        move || Some(work.session.office().code).is_some_and(|code| !code.is_empty() && !is_office_code(&code));
    live_text::keep(name_node, move || Some(work.session.office().name));
    live_text::keep(code_node, move || {
        Some(work.session.office().code).filter(|code| !code.is_empty())
    });
    let edit = move |change: &dyn Fn(ReportingOffice) -> ReportingOffice| {
        work.session
            .edit(Edit::Office(change(untrack(|| work.session.office()))));
    };
    let take_code = move |raw: String| {
        edit(&|office| ReportingOffice {
            code: raw.to_ascii_uppercase(),
            ..office
        });
    };
    view! {
        <div class="office-field-other">
            <label for="other-name">{OTHER_NAME}</label>
            <input
                id="other-name"
                type="text"
                autocomplete="off"
                on:input=move |event| edit(&|office| ReportingOffice { name: event_target_value(&event), ..office })
                node_ref=name_node
            />
            <label for="other-code">{OTHER_CODE}</label>
            <input
                id="other-code"
                type="text"
                autocomplete="off"
                spellcheck="false"
                maxlength="24"
                aria-describedby="other-code-hint"
                aria-invalid=attribute(move || is_wrong().then_some("true"))
                on:input=move |event| take_code(event_target_value(&event))
                node_ref=code_node
            />
            <p id="other-code-hint" class:is-wrong=flag(is_wrong)>
                {text(move || Some(if is_wrong() { OTHER_CODE_FAULT } else { OTHER_CODE_HINT }.to_owned()))}
            </p>
        </div>
    }
}
