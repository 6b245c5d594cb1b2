//! What a tab makes of what another says. Work that is not yet stored is never given up for a message.

use super::Keep;
use crate::state::deeds::{Deed, Role};
use crate::state::tab_note::{Saying, TabNote};

impl Keep {
    pub(super) fn heard(&mut self, note: TabNote) -> Vec<Deed> {
        if note.draft_id != self.draft_id || note.tab_id == self.tab_id {
            return Vec::new();
        }
        match (self.role, note.saying) {
            (Role::Writing { .. }, Saying::Opened) => {
                let mut deeds = vec![Deed::Tell(self.note(Saying::Held))];
                deeds.extend(self.watched_by(&note.tab_id));
                self.answered.push(note.tab_id);
                deeds
            }
            // Two that opened at once have told each other: one of them stays, by their names.
            (Role::Writing { .. }, Saying::Held) => {
                let stays = self.answered.contains(&note.tab_id) && self.tab_id < note.tab_id;
                self.watch(note.tab_id, stays)
            }
            (Role::Writing { .. }, Saying::Wrote) => {
                let is_news = note.revision > self.newest();
                self.watch(note.tab_id, !is_news)
            }
            (Role::Writing { .. }, Saying::Take) => {
                self.watch_of(note.tab_id);
                if self.autosave.is_durable() {
                    return vec![Deed::Tell(self.note(Saying::Free))];
                }
                self.owes_yield = true;
                Vec::new()
            }
            (Role::Writing { .. }, Saying::Bye) => {
                self.watchers.gone(&note.tab_id);
                self.role = self.watchers.role();
                Vec::new()
            }
            (Role::Writing { .. }, Saying::Here) => self.watched_by(&note.tab_id),
            (Role::Watching { .. }, Saying::Ask) => vec![Deed::Tell(self.note(Saying::Here))],
            (Role::Watching { is_taking: true, .. }, Saying::Free) => {
                // It watches from now on.
                self.watchers.add(&note.tab_id);
                self.load_to_take()
            }
            (Role::Watching { is_taking, .. }, Saying::Wrote | Saying::Held) => {
                self.watch_of(note.tab_id);
                if is_taking {
                    self.role = Role::Watching {
                        is_writer_gone: false,
                        is_taking,
                    };
                }
                vec![Deed::Load]
            }
            (Role::Watching { is_taking, .. }, Saying::Bye) if self.writer.as_deref() == Some(&note.tab_id) => {
                self.role = Role::Watching {
                    is_writer_gone: true,
                    is_taking,
                };
                Vec::new()
            }
            (Role::Writing { .. }, Saying::Free | Saying::Ask)
            | (Role::Watching { .. }, Saying::Opened | Saying::Take | Saying::Free | Saying::Bye | Saying::Here)
            | (Role::Outdated | Role::Unkept, _) => Vec::new(),
        }
    }

    fn watch(&mut self, writer: String, stays: bool) -> Vec<Deed> {
        let has_own = self.newest() != self.taken && !self.autosave.is_durable();
        if stays || has_own {
            // What was typed here is not given up for a message; the guard of the next write decides.
            return Vec::new();
        }
        self.watch_of(writer);
        vec![Deed::Load]
    }

    fn watch_of(&mut self, writer: String) {
        self.is_free = false;
        self.writer = Some(writer);
        self.watchers.forget();
        self.role = Role::Watching {
            is_writer_gone: false,
            is_taking: false,
        };
    }
}
