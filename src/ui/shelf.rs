//! [`Shelf`]: the drafts on this machine as the list shows them, and what an officer does with them. Shows nothing.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::desk::Desk;
use super::tie::Tie;
use crate::exchange::draft::{Draft, text_from_draft};
use crate::exchange::drafts_file::{MAX_DRAFTS_BYTES, file_from_texts, texts_from_file};
use crate::exchange::file_name::{draft_name, drafts_name, raw_name};
use crate::model::report::Report;
use crate::platform::{clock, download, file};
use crate::state::draft_list::{Line, line};
use crate::state::draft_slots::{Stored, Survey};
use crate::words;

/// What is being done in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Nothing but looking.
    List,
    /// This draft gets a name.
    Rename(String),
    /// This draft is to leave the machine; whether the file that was given back is the one that was taken.
    Remove(String, Option<bool>),
    /// This draft is compared with the open one.
    Compare(String),
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Shelf {
    desk: Desk,
    tie: Tie,
    /// The list is open.
    pub(crate) is_open: RwSignal<bool>,
    pub(crate) lines: RwSignal<Vec<Line>>,
    /// Texts that this page cannot take.
    pub(crate) raw: RwSignal<Vec<String>>,
    pub(crate) task: RwSignal<Task>,
    /// The draft that was last dealt with: its line has the focus when that is done.
    pub(crate) dealt_with: RwSignal<Option<String>>,
    found: StoredValue<Survey>,
}

impl Shelf {
    /// The shelf beside this desk.
    pub(crate) fn new(desk: Desk, tie: Tie) -> Self {
        Self {
            desk,
            tie,
            is_open: RwSignal::new(false),
            lines: RwSignal::new(Vec::new()),
            raw: RwSignal::new(Vec::new()),
            task: RwSignal::new(Task::List),
            dealt_with: RwSignal::new(None),
            found: StoredValue::new(Survey::default()),
        }
    }

    /// Opens the list.
    pub(crate) fn show(self) {
        self.task.set(Task::List);
        self.dealt_with.set(None);
        spawn_local(async move {
            self.look().await;
            self.is_open.set(true);
        });
    }

    /// Whether this draft is the open one.
    pub(crate) fn is_here(self, draft_id: &str) -> bool {
        self.desk.keeper.draft_id() == draft_id
    }

    /// Looks through the stores, once what was typed is in them.
    async fn look(self) {
        self.desk.keeper.is_stored().await;
        let found = self.desk.keeper.look().await;
        let edition = self.desk.session.edition();
        self.lines
            .set(found.drafts.iter().map(|stored| line(&edition, stored)).collect());
        let mut raw = found.aside.clone();
        raw.extend(found.raw.iter().map(|raw| raw.text.clone()));
        raw.dedup();
        self.raw.set(raw);
        self.found.set_value(found);
    }

    fn find(self, draft_id: &str) -> Option<Stored> {
        self.found.with_value(|found| found.find(draft_id).cloned())
    }

    /// The report of a listed draft.
    pub(crate) fn report(self, draft_id: &str) -> Option<Report> {
        self.find(draft_id).map(|stored| stored.draft.report)
    }

    /// Opens a draft; what was open stays in the list.
    pub(crate) fn open(self, draft_id: String) {
        spawn_local(async move {
            if self.is_ready_to_leave().await {
                self.look().await;
                if let Some(stored) = self.find(&draft_id) {
                    self.desk.keeper.switch_to(&stored);
                    self.is_open.set(false);
                }
            }
        });
    }

    /// Begins an empty draft.
    pub(crate) fn start_new(self) {
        spawn_local(async move {
            if self.is_ready_to_leave().await {
                self.desk.keeper.start_new();
                self.is_open.set(false);
            }
        });
    }

    async fn is_ready_to_leave(self) -> bool {
        let is_ready = self.desk.keeper.is_stored().await;
        self.tie.settle().await;
        if !is_ready {
            self.is_open.set(false);
            self.desk.say(
                true,
                words::drafts::NOT_STORED_TITLE.to_owned(),
                vec![words::drafts::NOT_STORED.to_owned()],
            );
        }
        is_ready
    }

    /// Gives a draft a name.
    pub(crate) fn rename(self, draft_id: String, name: String) {
        self.change(draft_id, move |label| label.name.clone_from(&name));
    }

    /// Throws a draft away, or takes it back.
    pub(crate) fn set_trashed(self, draft_id: String, is_trashed: bool) {
        if is_trashed {
            let lines = vec![words::drafts::TRASHED.to_owned()];
            self.desk.say(false, words::drafts::TRASHED_TITLE.to_owned(), lines);
        }
        let is_here = self.is_here(&draft_id);
        self.change(draft_id, move |label| {
            label.trashed_at = is_trashed.then(clock::local_time);
        });
        if is_trashed && is_here {
            spawn_local(async move {
                if self.desk.keeper.is_stored().await {
                    self.tie.settle().await;
                    self.open_another().await;
                }
            });
        }
    }

    /// The open draft leaves the page: the last written of the others, or an empty form.
    async fn open_another(self) {
        self.look().await;
        match self.found.with_value(|found| found.to_open(None).cloned()) {
            Some(stored) => self.desk.keeper.switch_to(&stored),
            None => self.desk.keeper.start_new(),
        }
    }

    fn change(self, draft_id: String, change: impl FnOnce(&mut super::keeper::Label) + 'static) {
        let keeper = self.desk.keeper;
        if self.is_here(&draft_id) {
            keeper.relabel(change);
            spawn_local(self.look());
            return;
        }
        let Some(stored) = self.find(&draft_id) else { return };
        spawn_local(async move {
            let apply = |draft: &mut Draft| {
                let mut label = super::keeper::Label::of(draft);
                change(&mut label);
                (draft.name, draft.trashed_at) = (label.name, label.trashed_at);
            };
            if !keeper.change(&stored, apply).await {
                self.say_not_done();
            }
            self.look().await;
        });
    }

    fn say_not_done(self) {
        let lines = vec![words::drafts::NOT_DONE.to_owned()];
        self.desk.say(true, words::drafts::NOT_DONE_TITLE.to_owned(), lines);
    }

    /// Makes and opens the draft of the period that follows.
    pub(crate) fn duplicate(self, draft_id: String) {
        spawn_local(async move {
            if !self.is_ready_to_leave().await {
                return;
            }
            self.look().await;
            let Some(stored) = self.find(&draft_id) else { return };
            let Some(id) = self.desk.keeper.duplicate(&stored.draft).await else {
                return self.say_not_done();
            };
            self.look().await;
            if let Some(made) = self.find(&id) {
                self.desk.keeper.switch_to(&made);
                self.is_open.set(false);
                let lines = vec![words::drafts::DUPLICATED_HINT.to_owned()];
                self.desk.say(false, words::drafts::DUPLICATED.to_owned(), lines);
            }
        });
    }

    fn text(self, draft_id: &str) -> Option<String> {
        let stored = self.find(draft_id)?;
        Some(text_from_draft(&self.desk.session.edition(), &stored.draft))
    }

    /// Gives one draft as a file.
    pub(crate) fn give(self, draft_id: &str) {
        if let Some(Stored { draft, .. }) = self.find(draft_id) {
            let text = text_from_draft(&self.desk.session.edition(), &draft);
            self.download(&draft_name(&draft.report, &clock::day()), text);
        }
    }

    /// Gives everything in one file: each draft, and what cannot be read.
    pub(crate) fn give_all(self) {
        let edition = self.desk.session.edition();
        let drafts = self.found.with_value(|found| {
            let forks = |stored: &Stored| {
                stored
                    .forks
                    .iter()
                    .map(|(_, (_, text))| text.clone())
                    .collect::<Vec<_>>()
            };
            let texts = |stored: &Stored| {
                let mut texts = vec![text_from_draft(&edition, &stored.draft)];
                texts.extend(forks(stored));
                texts
            };
            found.drafts.iter().flat_map(texts).collect::<Vec<_>>()
        });
        let texts = drafts.into_iter().chain(self.raw.get_untracked()).collect();
        self.download(&drafts_name(&clock::day()), file_from_texts(texts));
        self.desk.keeper.note_copy();
    }

    /// Gives a text that cannot be read, as it is.
    pub(crate) fn give_raw(self, text: String) {
        self.download(&raw_name(&clock::day()), text);
    }

    fn download(self, name: &str, text: String) {
        if download::download(name, "application/json", text.as_bytes()).is_err() {
            self.desk.say(true, words::file::NOT_GIVEN.to_owned(), Vec::new());
        }
    }

    /// Looks whether this file is the draft that is to leave the machine, letter for letter.
    pub(crate) fn check(self, draft_id: String, given: web_sys::File) {
        let Some(wanted) = self.text(&draft_id) else { return };
        spawn_local(async move {
            let bytes = file::bytes(&given, MAX_DRAFTS_BYTES).await.unwrap_or_default();
            self.task.set(Task::Remove(draft_id, Some(bytes == wanted.as_bytes())));
        });
    }

    /// Takes the draft off this machine.
    pub(crate) fn remove(self, draft_id: String) {
        let Some(stored) = self.find(&draft_id) else { return };
        self.task.set(Task::List);
        if self.is_here(&draft_id) {
            self.tie.pause();
        }
        spawn_local(async move {
            if !self.desk.keeper.remove(&stored).await {
                self.tie.resume();
                self.say_not_done();
            } else if self.is_here(&draft_id) {
                self.open_another().await;
            }
            self.look().await;
        });
    }

    /// Puts the drafts of a file beside those that are here; whether the text is such a file.
    pub(crate) fn bring_in(self, text: &str) -> bool {
        let Some(texts) = texts_from_file(text) else {
            return false;
        };
        spawn_local(async move {
            let (mut new, mut known, mut unread) = (0_usize, 0_usize, 0_usize);
            for text in texts {
                self.look().await;
                let found = self.found.get_value();
                let count = match self.desk.keeper.bring_in(&found, &text).await {
                    Some(true) => &mut new,
                    Some(false) => &mut known,
                    None => &mut unread,
                };
                *count = count.saturating_add(1);
            }
            let mut lines = words::drafts::brought_in(new, known, unread);
            lines.push(words::drafts::BROUGHT_IN_HINT.to_owned());
            self.desk.say(false, words::drafts::BROUGHT_IN.to_owned(), lines);
            self.look().await;
        });
        true
    }
}
