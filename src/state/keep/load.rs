//! When a tab that watches takes over into the page what the stores hold.

use super::Keep;
use crate::state::deeds::{Deed, Role};
use crate::state::draft_slots::Stored;
use crate::state::tab_note::Saying;

impl Keep {
    /// Whether this tab watches and has typed nothing since it took the draft up.
    pub(super) fn is_bystander(&self) -> bool {
        matches!(self.role, Role::Watching { .. }) && self.newest() == self.taken
    }

    pub(super) fn load_to_take(&mut self) -> Vec<Deed> {
        match self.role {
            Role::Watching { is_taking: true, .. } => {
                self.is_free = true;
                vec![Deed::Load]
            }
            Role::Watching { .. } | Role::Writing { .. } | Role::Outdated | Role::Unkept => Vec::new(),
        }
    }

    /// Whether what the stores hold may be put into the page: this tab only watches, and has no work of its own on its way. Who
    /// carries [`Deed::Load`] out asks this, so that the page never shows one text while this goes on from another.
    #[must_use]
    pub fn may_load(&self) -> bool {
        matches!(self.role, Role::Watching { .. }) && !self.owes_yield && !self.autosave.is_writing()
    }

    pub(super) fn loaded(&mut self, stored: Option<Box<Stored>>) -> Vec<Deed> {
        let Role::Watching { is_taking, .. } = self.role else {
            return Vec::new();
        };
        if self.autosave.is_writing() {
            // What is on its way would land behind what is taken up now, under a name that this tab no longer has.
            self.owes_load = true;
            return Vec::new();
        }
        // What was read for showing is older than the other tab's last word.
        let is_taking = is_taking && std::mem::take(&mut self.is_free);
        // Work of this tab that is on its way is not overtaken by what the stores held before.
        let may_load = self.may_load();
        let mut deeds = Vec::new();
        if let Some(stored) = stored.filter(|_| may_load) {
            // Where the stores differ it is the writer's to mend.
            deeds = self.take_up(&stored);
            deeds.retain(|_| is_taking);
        }
        if is_taking {
            // The tab that wrote may be gone, and there may be more that watch: they are asked.
            self.role = self.watchers.role();
            deeds.insert(0, Deed::Tell(self.note(Saying::Held)));
            deeds.extend(self.ask_watchers());
        }
        deeds
    }
}
