//! For which period: all that the edition knows, by year, the newest year first.

use leptos::prelude::*;

use super::live::{flag, text};

use super::live_text;
use super::workplace::use_workplace;
use crate::model::edition::Edition;
use crate::model::period::Period;
use crate::platform::clock;
use crate::state::edit::Edit;
use crate::words::page::{CHOOSE_PERIOD, PERIOD, period_name, year_group};

/// Last year on the list: reports of the coming year's first quarter begin in December.
fn last_year(edition: &Edition) -> u16 {
    clock::today().map_or(edition.first_year, |today| {
        today.year().saturating_add(1).max(edition.first_year)
    })
}

fn option(edition: &Edition, period: &Period) -> impl IntoView + use<> {
    view! { <option value=period.code()>{period_name(&edition.periods, period)}</option> }
}

fn years(edition: &Edition) -> impl IntoView + use<> {
    let group = |year: u16| {
        let options = edition
            .periods
            .iter()
            .map(|kind| option(edition, &Period::new(year, kind)))
            .collect_view();
        view! { <optgroup label=year_group(year)>{options}</optgroup> }
    };
    // This year first: the report that is due is one of it, but for the weeks before the year's end.
    let last = last_year(edition);
    (edition.first_year..last).rev().chain([last]).map(group).collect_view()
}

/// The period as the title prints it; the list lies over it.
#[component]
pub(crate) fn PeriodField() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let node = NodeRef::<leptos::html::Select>::new();
    live_text::keep(node, move || {
        Some(work.session.period().map_or_else(String::new, |period| period.code()))
    });
    let shown = {
        let edition = work.session.edition();
        move || {
            work.session.period().map_or_else(
                || CHOOSE_PERIOD.to_owned(),
                |period| period_name(&edition.periods, &period),
            )
        }
    };
    // A file may be of a year that is not listed.
    let unlisted = {
        let edition = work.session.edition();
        let listed = edition.first_year..=last_year(&edition);
        move || {
            work.session
                .period()
                .filter(|period| !listed.contains(&period.year()))
                .map(|period| option(&edition, &period))
        }
    };
    let choose = {
        let edition = work.session.edition();
        move |code: String| work.session.edit(Edit::Period(Period::parse(&code, &edition.periods)))
    };
    view! {
        <span class="form-heading-blank is-choice" class:is-empty=flag(move || work.session.period().is_none())>
            <span class="form-heading-choice" aria-hidden="true">{text(move || Some(shown()))}</span>
            <select
                class="period-field"
                data-field="period"
                aria-label=PERIOD
                on:change=move |event| choose(event_target_value(&event))
                node_ref=node
            >
                <option value="">{CHOOSE_PERIOD}</option>
                {years(&edition)}
                {unlisted}
            </select>
        </span>
    }
}
