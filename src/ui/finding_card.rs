//! What a check says, as a card: the rows, how bad it is, the sentence, the way there, and the reason why it is so. A card
//! stays the same while its finding stands, so that a reason being written is never disturbed.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::focus;
use super::live::{attribute, flag, text, yes_no};
use super::reviewing::Listed;
use super::workplace::{Workplace, use_workplace};
use crate::model::check::Severity;
use crate::model::id::RowIdx;
use crate::rules::reason::Standing;
use crate::state::edit::Edit;
use crate::words::finding::{
    CANCEL, CHANGE, EXPLAIN, REASON_GONE, REASON_KEYS, REASON_SAVED, SAVE_REASON, number, reason, reason_name, severity,
};
use crate::words::page::GO_THERE;

/// What every part of a card needs.
#[derive(Clone, Copy)]
struct Card {
    work: Workplace,
    check: usize,
    listed: Memo<Option<Arc<Listed>>>,
    is_writing: RwSignal<bool>,
    field: NodeRef<leptos::html::Textarea>,
    opener: NodeRef<leptos::html::Button>,
}

impl Card {
    fn number(self) -> String {
        let edition = self.work.session.edition();
        self.listed
            .with(|listed| listed.as_ref().map(|one| number(&edition, &one.finding)))
            .unwrap_or_default()
    }

    fn is_of(self, level: Severity) -> bool {
        self.listed
            .with(|listed| listed.as_ref().is_some_and(|one| one.finding.severity == level))
    }

    fn has_reason(self) -> bool {
        self.listed
            .with(|listed| listed.as_ref().is_some_and(|one| one.standing != Standing::Open))
    }

    fn is_settled(self) -> bool {
        self.listed
            .with(|listed| listed.as_ref().is_some_and(|one| one.standing.is_settled()))
    }

    fn go(self) {
        let row = self
            .listed
            .with_untracked(|listed| listed.as_ref().map(|one| one.row()));
        if let Some(row) = row {
            self.go_to(row);
        }
    }

    fn go_to(self, row: Option<RowIdx>) {
        self.work.has_drawer.set(false);
        match row {
            Some(idx) => {
                self.work.go_to_answer(idx);
            }
            None => self.work.go_to_heading(),
        }
    }

    fn open(self) {
        self.is_writing.set(true);
        spawn_local(async move {
            tick().await;
            if let Some(field) = self.field.get_untracked() {
                focus::focus(&field);
                // The buttons under the field too.
                if let Ok(Some(card)) = field.closest("[data-finding]") {
                    focus::show(&card);
                }
            }
        });
    }

    fn close(self) {
        self.work.reviewing.set_draft(self.check, None);
        self.is_writing.set(false);
        if let Some(opener) = self.opener.get_untracked() {
            focus::focus(&opener);
        }
    }

    fn save(self) {
        let Some(field) = self.field.get_untracked() else {
            return;
        };
        let reason = field.value().trim().to_owned();
        let said = if reason.is_empty() { REASON_GONE } else { REASON_SAVED };
        self.work.session.edit(Edit::Explain(self.check, reason));
        self.work.say(said.to_owned());
        self.close();
    }

    fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        match (event.key().as_str(), event.ctrl_key() || event.meta_key()) {
            ("Escape", _) => self.close(),
            ("Enter", true) => self.save(),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The field in which a reason is written.
fn field(card: Card) -> impl IntoView {
    let id = format!("reason-{}", card.check);
    let hint_id = format!("reason-keys-{}", card.check);
    let written = card.work.reviewing.draft(card.check).or_else(|| {
        card.listed
            .with_untracked(|listed| listed.as_ref().map(|one| one.standing.text().to_owned()))
    });
    let keep = move |_| {
        let text = card.field.get_untracked().map(|field| field.value());
        card.work.reviewing.set_draft(card.check, text);
    };
    view! {
        <div class="finding-card-form">
            <label for=id.clone()>{reason_name(&untrack(|| card.number()))}</label>
            <textarea
                id=id
                rows="3"
                aria-describedby=hint_id.clone()
                prop:value=written.unwrap_or_default()
                on:input=keep
                on:keydown=move |event| card.on_key(&event)
                node_ref=card.field
            ></textarea>
            <p id=hint_id class="finding-card-keys">{REASON_KEYS}</p>
            <button type="button" class="button is-main" on:click=move |_| card.save()>{SAVE_REASON}</button>
            <button type="button" class="button" on:click=move |_| card.close()>{CANCEL}</button>
        </div>
    }
}

fn head(card: Card) -> impl IntoView {
    let others = move || {
        let edition = card.work.session.edition();
        let rows = card
            .listed
            .with(|listed| listed.as_ref().map(|one| one.finding.rows.clone()))
            .unwrap_or_default();
        let jump = |idx: RowIdx| {
            let number = edition.number(idx);
            let named = format!("{GO_THERE} {number}");
            view! {
                " · "
                <button type="button" aria-label=named on:click=move |_| card.go_to(Some(idx))>{number}</button>
            }
        };
        rows.into_iter().skip(1).map(jump).collect_view()
    };
    let level = move || {
        card.listed
            .with(|listed| listed.as_ref().map(|one| severity(one.finding.severity).to_owned()))
    };
    view! {
        <p class="finding-card-head">
            <span><b>{text(move || Some(card.number()))}</b> {others}</span>
            <span class="finding-card-level">{text(level)}</span>
        </p>
    }
}

fn actions(card: Card) -> impl IntoView {
    let explain = move || if card.has_reason() { CHANGE } else { EXPLAIN };
    let named = move |what: &str| format!("{what} {}", card.number());
    view! {
        <p class="finding-card-actions">
            <button type="button" aria-label=text(move || Some(named(GO_THERE))) on:click=move |_| card.go()>
                {GO_THERE}
            </button>
            <button
                type="button"
                aria-label=text(move || Some(named(explain())))
                aria-expanded=yes_no(move || card.is_writing.get())
                on:click=move |_| if card.is_writing.get_untracked() { card.close() } else { card.open() }
                node_ref=card.opener
            >
                {text(move || Some(explain().to_owned()))}
            </button>
        </p>
    }
}

/// The card.
#[component]
pub(crate) fn FindingCard(check: usize) -> impl IntoView {
    let work = use_workplace();
    let card = Card {
        work,
        check,
        listed: Memo::new(move |_| work.reviewing.of_check(check)),
        is_writing: RwSignal::new(work.reviewing.draft(check).is_some()),
        field: NodeRef::new(),
        opener: NodeRef::new(),
    };
    let id = work.session.edition().checks.get(check).map(|check| check.id.clone());
    let listed = card.listed;
    let hints = Memo::new(move |before: Option<&Vec<String>>| work.reviewing.hints(check, before));
    let shown = |hints: &Vec<String>| {
        hints
            .iter()
            .map(|hint| view! { <p class="finding-card-hint">{hint.clone()}</p> })
            .collect_view()
    };
    let level = move || listed.with(|listed| listed.as_ref().map(|one| one.finding.severity.code()));
    let sentence = move || listed.with(|listed| listed.as_ref().map(|one| one.sentence.clone()));
    let why = move || listed.with(|listed| listed.as_ref().and_then(|one| reason(&one.standing)));
    view! {
        <li
            class="finding-card"
            class:is-error=flag(move || card.is_of(Severity::Error))
            class:is-warning=flag(move || card.is_of(Severity::Warning))
            class:is-settled=flag(move || card.is_settled())
            data-finding=id
            data-severity=attribute(level)
        >
            {head(card)}
            <p class="finding-card-said">{text(sentence)}</p>
            {move || hints.with(|hints| (!hints.is_empty()).then(|| shown(hints)))}
            <p class="finding-card-reason">{text(why)}</p>
            {actions(card)}
            {move || card.is_writing.get().then(|| field(card))}
        </li>
    }
}
