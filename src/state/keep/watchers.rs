//! Which tabs watch the draft that this one writes. They are asked again and again: one that was killed says no goodbye. Only
//! what is shown depends on it.

use super::Keep;
use crate::state::deeds::{Deed, Role};
use crate::state::tab_note::Saying;

/// See the module. A tab is known by the part of its name that stays when it takes up what another wrote.
#[derive(Clone, Debug, Default)]
pub(super) struct Watchers {
    known: Vec<String>,
    /// Those that have answered since they were asked last.
    answered: Vec<String>,
    /// A count is due.
    is_counting: bool,
}

fn lasting(tab_id: &str) -> &str {
    tab_id.split('.').next().unwrap_or_default()
}

impl Watchers {
    pub(super) fn add(&mut self, tab_id: &str) {
        let name = lasting(tab_id);
        for names in [&mut self.known, &mut self.answered] {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }

    pub(super) fn gone(&mut self, tab_id: &str) {
        let name = lasting(tab_id);
        for names in [&mut self.known, &mut self.answered] {
            names.retain(|known| known != name);
        }
    }

    /// Of another draft, or of another writer, nothing is known. A count that is due comes all the same.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.answered.clear();
    }

    /// What the tab that writes may say.
    pub(super) fn role(&self) -> Role {
        Role::Writing {
            is_watched: !self.known.is_empty(),
        }
    }
}

impl Keep {
    /// This tab watches.
    pub(super) fn watched_by(&mut self, tab_id: &str) -> Vec<Deed> {
        self.watchers.add(tab_id);
        self.role = self.watchers.role();
        if self.watchers.is_counting {
            return Vec::new();
        }
        self.ask_watchers()
    }

    pub(super) fn ask_watchers(&mut self) -> Vec<Deed> {
        let is_due = std::mem::replace(&mut self.watchers.is_counting, true);
        let mut deeds = vec![Deed::Tell(self.note(Saying::Ask))];
        deeds.extend((!is_due).then_some(Deed::CountLater));
        deeds
    }

    /// Who has not answered since it was asked is gone; the others are asked again.
    pub(super) fn count_watchers(&mut self) -> Vec<Deed> {
        self.watchers.is_counting = false;
        self.watchers.known = std::mem::take(&mut self.watchers.answered);
        match self.role {
            Role::Writing { .. } => {
                self.role = self.watchers.role();
                if self.watchers.known.is_empty() {
                    return Vec::new();
                }
                self.ask_watchers()
            }
            Role::Watching { .. } | Role::Outdated | Role::Unkept => Vec::new(),
        }
    }
}
