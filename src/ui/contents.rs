//! The contents: the chapters with how much of each is answered; the one that is read is marked.

use leptos::prelude::*;

use super::live::{attribute, flag, text};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::readiness::ReadinessLine;
use super::sheet::chapter_id;
use super::workplace::{Workplace, use_workplace};
use crate::model::edition::{Chapter, Edition};
use crate::words::finding::{errors, warnings};
use crate::words::page::{CONTENTS, of_all, progress};

/// The band of the window in which a chapter counts as read: below the sticky parts, in the upper quarter.
const BAND: &str = "-110px 0px -75% 0px";

/// Marks the first chapter that reaches into the band.
fn follow_scroll(work: Workplace, ids: Vec<String>) -> Option<()> {
    let seen = StoredValue::new(vec![false; ids.len()]);
    let places = ids.clone();
    let notice = move |entries: Vec<IntersectionObserverEntry>| {
        for entry in entries {
            let place = places.iter().position(|id| *id == entry.target().id());
            seen.update_value(|seen| {
                if let Some(is_seen) = place.and_then(|place| seen.get_mut(place)) {
                    *is_seen = entry.is_intersecting();
                }
            });
        }
        // The chapters leave no gap between them, so where there is none the heading above the first is read.
        let first = seen
            .with_value(|seen| seen.iter().position(|is_seen| *is_seen))
            .unwrap_or(0);
        if first != work.chapter.get_untracked() {
            work.chapter.set(first);
        }
    };
    let notice = Closure::<dyn FnMut(Vec<IntersectionObserverEntry>)>::new(notice).into_js_value();
    let options = IntersectionObserverInit::new();
    options.set_root_margin(BAND);
    let observer = IntersectionObserver::new_with_options(notice.unchecked_ref(), &options).ok()?;
    let document = web_sys::window()?.document()?;
    ids.iter()
        .filter_map(|id| document.get_element_by_id(id))
        .for_each(|section| observer.observe(&section));
    Some(())
}

fn chapter(work: Workplace, edition: &Edition, place: usize, chapter: Chapter) -> impl IntoView + use<> {
    let row = edition.row(chapter.row);
    let number = row.map_or_else(String::new, |row| row.stt_short().to_owned());
    let label = row.map_or_else(String::new, |row| row.label.clone());
    let done = move || work.session.chapter_progress(place);
    let width = move || format!("{}%", done().percent());
    let count = move || Some(done()).map(|done| format!("{}/{}", done.answered, done.to_answer));
    let open = move || work.reviewing.of_chapter(place);
    let errors = move || errors(open().errors).map(|count| format!(" · {count}"));
    let warnings = move || warnings(open().warnings).map(|count| format!(" · {count}"));
    let is_current = move || work.chapter.get() == place;
    let in_words = move || Some(done()).map(|done| progress(done.answered, done.to_answer));
    view! {
        <li class="contents-chapter" class:is-current=flag(is_current)>
            <a href=format!("#{}", chapter_id(edition, chapter)) aria-current=attribute(move || is_current().then_some("true"))>
                <span class="contents-number">{number}</span>
                <span class="contents-label">{label}</span>
                <span class="contents-bar" aria-hidden="true"><span style:width=width></span></span>
                <span class="contents-count">
                    <span aria-hidden="true">{text(count)}</span>
                    <span class="visually-hidden">", "{text(in_words)}</span>
                    <span class="contents-errors">{text(errors)}</span>
                    <span class="contents-warnings">{text(warnings)}</span>
                </span>
            </a>
        </li>
    }
}

/// The contents.
#[component]
pub(crate) fn Contents() -> impl IntoView {
    let work = use_workplace();
    let edition = work.session.edition();
    let ids: Vec<String> = edition
        .chapters()
        .iter()
        .map(|one| chapter_id(&edition, *one))
        .collect();
    // Without an observer no chapter is marked, and nothing else is lost.
    Effect::new(move |_| follow_scroll(work, ids.clone()).unwrap_or_default());
    let chapters = edition
        .chapters()
        .iter()
        .enumerate()
        .map(|(place, one)| chapter(work, &edition, place, *one));
    let done = move || work.session.progress();
    view! {
        <nav class="contents" aria-labelledby="contents-title">
            <h2 class="contents-title" id="contents-title">{CONTENTS}</h2>
            <ol>{chapters.collect_view()}</ol>
            <p class="contents-total">
                <b>{text(move || Some(done().answered.to_string()))}</b>
                " "
                {text(move || Some(of_all(done().to_answer)))}
            </p>
            <ReadinessLine />
        </nav>
    }
}
