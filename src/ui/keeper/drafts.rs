//! What is done with the drafts on this machine as a whole: looked through, opened, begun, changed, removed.

use leptos::prelude::*;

use super::past::versions_prefix;
use super::{Keeper, Label, OURS, forget, quick_pairs};
use crate::base::key_value::{Commit, Committed, KeyValue};
use crate::exchange::draft::{Draft, draft_from_text};
use crate::model::report::Report;
use crate::platform::quick_store::QuickStore;
use crate::platform::{clock, durable_store, random, timer};
use crate::state::draft_moves::{changed, for_next_period, removed, written};
use crate::state::draft_slots::{Pair, Stored, Survey, draft_prefix, survey};
use crate::state::history::{History, history_prefix};
use crate::state::keep::Keep;
use crate::state::saving::{SaveFault, SaveStatus};
use crate::state::tab_note::Saying;
use crate::state::tied_file::file_key;

impl Keeper {
    /// Looks through both stores.
    pub(crate) async fn look(self) -> Survey {
        let durable = durable_store::read(OURS.to_owned()).await.unwrap_or_default();
        survey(&self.session.edition(), &quick_pairs(), &durable)
    }

    /// The draft that is open.
    pub(crate) fn draft_id(self) -> String {
        self.keep.with_value(|keep| keep.draft_id().to_owned())
    }

    /// Waits until what was typed is in a store; says whether it is.
    pub(crate) async fn is_stored(self) -> bool {
        let is_stored = timer::look_for(|| match self.status.get_untracked() {
            SaveStatus::Untouched | SaveStatus::Saved(_) | SaveStatus::Watching => Some(true),
            SaveStatus::Failed(SaveFault::Quick | SaveFault::Durable) => Some(true),
            SaveStatus::Failed(SaveFault::Both { .. } | SaveFault::Outdated | SaveFault::Unkept) => Some(false),
            SaveStatus::Pending => None,
        });
        is_stored.await.unwrap_or(false)
    }

    /// Puts another stored draft into the page. What was open must be stored: see [`Self::is_stored`].
    pub(crate) fn switch_to(self, stored: &Stored) {
        self.tell(Saying::Bye);
        self.keep.update_value(Keep::begin_to_write);
        self.take_up(stored);
        self.remember_draft();
        self.tell(Saying::Opened);
        wasm_bindgen_futures::spawn_local(self.read_history());
    }

    /// An empty form, as a draft of its own from its first change on.
    pub(crate) fn start_new(self) {
        self.tell(Saying::Bye);
        self.is_uncopied.set_value(false);
        self.label.set_value(Label::default());
        self.place.set_value(None);
        let edition = self.session.edition();
        self.session.offer(std::collections::BTreeMap::new());
        // The session's next revision is the empty form's: nothing to be saved.
        self.offset.set_value(0);
        let revision = untrack(|| self.session.revision()).saturating_add(1);
        self.keep
            .set_value(Keep::at(random::random_id(), random::random_id(), revision));
        self.session.load(Report::blank(&edition));
        self.session.history().set(History::default());
        self.show_state();
        self.remember_draft();
    }

    /// Changes what stands about the open draft beside its report, and saves it.
    pub(crate) fn relabel(self, change: impl FnOnce(&mut Label)) {
        self.label.update_value(change);
        self.offset.update_value(|offset| *offset = offset.saturating_add(1));
        self.follow(untrack(|| self.session.revision()));
    }

    /// Changes a draft that is not open; says whether it was done. It is not where another tab wrote it since.
    pub(crate) async fn change(self, stored: &Stored, change: impl FnOnce(&mut Draft)) -> bool {
        let name = random::random_id();
        let step = changed(&self.session.edition(), stored, &name, |draft| {
            change(draft);
            draft.saved_at = clock::local_time();
        });
        carry_out(step).await
    }

    /// Stores the draft that follows this one; gives its id where that was done.
    pub(crate) async fn duplicate(self, from: &Draft) -> Option<String> {
        let edition = self.session.edition();
        let (id, name) = (random::random_id(), random::random_id());
        let draft = for_next_period(&edition, from, id.clone(), &name, clock::local_time());
        carry_out(written(&edition, &draft, None)).await.then_some(id)
    }

    /// Stores a draft out of a file, beside what is there; says whether it was new.
    pub(crate) async fn bring_in(self, found: &Survey, text: &str) -> Option<bool> {
        let edition = self.session.edition();
        let mut draft = draft_from_text(&edition, text).ok()?;
        let known = found.find(&draft.draft_id);
        if known.is_some_and(|stored| stored.draft.holds(&draft)) {
            return Some(false);
        }
        // Never over a draft that is here: what the file has, and that one not, stands beside it.
        let is_free = known.is_none();
        if !is_free {
            draft.parallel_of = Some(std::mem::replace(
                &mut draft.draft_id,
                crate::state::draft_slots::text_id(text),
            ));
        }
        if found.find(&draft.draft_id).is_some() {
            return Some(false);
        }
        let head = durable_store::read(crate::state::draft_slots::head_key(&draft.draft_id)).await;
        let head = head
            .ok()
            .and_then(|pairs| pairs.into_iter().next())
            .map(|(_, text)| text);
        carry_out(written(&edition, &draft, head)).await.then_some(true)
    }

    /// Takes a draft off this machine, out of both stores; says whether it was done.
    pub(crate) async fn remove(self, stored: &Stored) -> bool {
        let prefix = draft_prefix(&stored.draft.draft_id);
        // Its texts, its history, its versions.
        let id = &stored.draft.draft_id;
        let mut keys = Vec::new();
        for begins in [prefix.clone(), history_prefix(id), versions_prefix(id)] {
            let Ok(pairs) = durable_store::read(begins).await else {
                return false;
            };
            keys.extend(pairs.into_iter().map(|(key, _)| key));
        }
        // The word of the file that it was tied to; the file itself is the officer's.
        keys.push(file_key(id));
        let is_removed = matches!(durable_store::commit(removed(stored, keys)).await, Ok(Committed::Done));
        if is_removed {
            let ours = QuickStore.keys().unwrap_or_default().into_iter();
            ours.filter(|key| key.starts_with(&prefix))
                .for_each(|key| forget(&key, None));
        }
        is_removed
    }
}

/// Writes a draft that is not open into both stores.
pub(super) async fn carry_out((copy, step): (Pair, Commit)) -> bool {
    let is_done = matches!(durable_store::commit(step).await, Ok(Committed::Done));
    // The durable store decides; the copy is its witness.
    let _copied = is_done && QuickStore.set(&copy.0, &copy.1).is_ok();
    is_done
}
