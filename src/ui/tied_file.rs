//! The file that the draft is tied to: a small line beside the save status, a strip under the bar where something is wrong with
//! it, and the choices that tie and untie.

use leptos::prelude::*;

use super::live::{attribute, flag, text};
use super::tie::Shown;
use super::workplace::{Workplace, use_workplace};
use crate::base::disk_file::FileFault;
use crate::platform::disk_file::Ask;
use crate::state::tied_file::FileStatus;
use crate::words::tied_file::{
    GO_ON, OPEN_IT, OVERWRITE, TIE_EXISTING, TIE_EXISTING_HINT, TIE_HINT, TIE_NEW, UNTIE, UNTIE_HINT, elsewhere, fault,
    foreign, late, not_written, pending, waits, written,
};

/// What a choice does.
pub(crate) type Act = fn(Workplace);

/// Makes a choice's button out of its name, what it does in words, and what it does.
type Make = Box<dyn Fn(&'static str, &'static str, Act) -> AnyView + Send>;

/// The choices that tie the open draft, or untie it, each made into a button; none where the browser cannot.
pub(crate) fn tie_choices(make: impl Fn(&'static str, &'static str, Act) -> AnyView + Send + 'static) -> AnyView {
    boxed_choices(Box::new(make))
}

fn boxed_choices(make: Make) -> AnyView {
    let work = use_workplace();
    let buttons = move || {
        let choices: [(bool, &str, &str, Act); 3] = [
            (work.tie.is_offered(Ask::New), TIE_NEW, TIE_HINT, |work| {
                tie(work, Ask::New);
            }),
            (
                work.tie.is_offered(Ask::Existing),
                TIE_EXISTING,
                TIE_EXISTING_HINT,
                |work| {
                    tie(work, Ask::Existing);
                },
            ),
            (work.tie.is_tied(), UNTIE, UNTIE_HINT, |work| work.tie.untie()),
        ];
        let wanted = choices.into_iter().filter(|(is_wanted, ..)| *is_wanted);
        wanted
            .map(|(_, name, hint, act)| make(name, hint, act))
            .collect::<Vec<AnyView>>()
    };
    buttons.into_any()
}

fn tie(work: Workplace, ask: Ask) {
    work.tie.choose(ask, move || {
        work.shelf.is_open.set(false);
        work.back_to_place();
    });
}

fn is_wrong(status: &FileStatus) -> bool {
    match status {
        FileStatus::Pending | FileStatus::Written(_) => false,
        FileStatus::Failed(_) | FileStatus::Late | FileStatus::Foreign(_) => true,
    }
}

fn short(shown: &Shown) -> String {
    let name = &shown.name;
    match &shown.status {
        None => elsewhere(name),
        Some(FileStatus::Pending) => pending(name),
        Some(FileStatus::Written(at)) => written(name, at.as_deref()),
        Some(FileStatus::Failed(FileFault::NotAllowed)) => waits(name),
        Some(FileStatus::Failed(_) | FileStatus::Late | FileStatus::Foreign(_)) => not_written(name),
    }
}

/// What is wrong with it; nothing where nothing is.
fn sentence(work: Workplace, is_kept: bool) -> Option<String> {
    let shown = work.tie.shown()?;
    let name = &shown.name;
    match shown.status? {
        FileStatus::Pending | FileStatus::Written(_) => None,
        FileStatus::Failed(why) => Some(fault(name, why, is_kept)),
        FileStatus::Late => Some(late(name, is_kept)),
        FileStatus::Foreign(_) => Some(foreign(name, is_kept)),
    }
}

/// The line beside the save status.
#[component]
pub(crate) fn TiedFileLine() -> impl IntoView {
    let work = use_workplace();
    let code = move || {
        let shown = work.tie.shown()?;
        Some(match shown.status {
            None | Some(FileStatus::Written(_)) => "written",
            Some(FileStatus::Pending) => "pending",
            Some(FileStatus::Failed(_) | FileStatus::Late | FileStatus::Foreign(_)) => "failed",
        })
    };
    view! {
        <p class="tied-file-line" data-tied=attribute(code)>{text(move || work.tie.shown().map(|shown| short(&shown)))}</p>
    }
}

fn button(work: Workplace, name: &'static str, act: Act) -> AnyView {
    let act = move |_| {
        act(work);
        work.back_to_place();
    };
    view! { <button type="button" class="button" on:click=act>{name}</button> }.into_any()
}

/// The strip. Its live region is always there, since one that comes with its text is not announced.
#[component]
pub(crate) fn TiedFileBanner() -> impl IntoView {
    let work = use_workplace();
    let status = move || work.tie.shown().and_then(|shown| shown.status).filter(is_wrong);
    let was_safe = StoredValue::new(false);
    let sentence = move || {
        let is_safe = work.desk.status().is_safe(was_safe.get_value());
        was_safe.set_value(is_safe);
        sentence(work, is_safe)
    };
    let buttons = move || {
        let mut choices: Vec<(&'static str, Act)> = Vec::new();
        match status()? {
            FileStatus::Foreign(digest) => {
                choices.push((OPEN_IT, |work| work.tie.open(work.shelf)));
                if digest.is_some() {
                    choices.push((OVERWRITE, |work| work.tie.overwrite()));
                }
            }
            FileStatus::Failed(FileFault::NotAllowed) => choices.push((GO_ON, |work| work.tie.allow())),
            FileStatus::Failed(_) | FileStatus::Late | FileStatus::Pending | FileStatus::Written(_) => {}
        }
        choices.push((UNTIE, |work| work.tie.untie()));
        Some(
            choices
                .into_iter()
                .map(|(name, act)| button(work, name, act))
                .collect::<Vec<AnyView>>(),
        )
    };
    view! {
        <section class="tied-file" class:is-empty=flag(move || status().is_none())>
            <p role="alert">{text(sentence)}</p>
            {buttons}
        </section>
    }
}
