//! Copies on a disk: since when there is none, and the browser asked to keep what it holds.

use leptos::prelude::*;

use super::Keeper;
use crate::base::key_value::KeyValue;
use crate::platform::quick_store::QuickStore;
use crate::platform::{clock, keeping};
use crate::state::copies::{ASKED_KEY, is_due, since_key};

impl Keeper {
    /// A change was made: from now on, where not before, the draft has no copy of all of it.
    pub(super) fn note_uncopied(self) {
        if self.is_uncopied.get_value() {
            return;
        }
        self.is_uncopied.set_value(true);
        let key = since_key(&self.draft_id());
        if let Ok(None) = QuickStore.get(&key) {
            // Without it the officer is reminded late, or not: nothing of the draft hangs on it.
            let _noted = QuickStore.set(&key, &clock::local_time()).is_ok();
        }
        if let Ok(None) = QuickStore.get(ASKED_KEY) {
            let _noted = QuickStore.set(ASKED_KEY, &clock::local_time()).is_ok();
            keeping::ask_to_persist();
        }
    }

    /// The officer took a copy.
    pub(crate) fn note_copy(self) {
        self.is_uncopied.set_value(false);
        let _noted = QuickStore.remove(&since_key(&self.draft_id())).is_ok();
    }

    /// Since when work of more than a day has no copy on a disk.
    pub(crate) fn uncopied_since(self) -> Option<String> {
        let since = QuickStore.get(&since_key(&self.draft_id())).ok().flatten()?;
        is_due(&since, &clock::a_day_ago()).then_some(since)
    }
}
