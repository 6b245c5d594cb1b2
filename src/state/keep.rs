//! [`Keep`]: how one tab keeps one draft while others may have it open too. A pure machine over [`Autosave`]: events in, deeds
//! out; the page and the tests carry the deeds out.
//!
//! The guard is the durable store's: a write is done only where the draft's head is the one that this tab wrote or read last.
//! What tabs tell each other is courtesy on top, so that two tabs rarely come to that. Where they do, the one that was refused
//! keeps its work as a draft of its own; nothing is merged and nothing is overwritten.

mod heard;
mod load;
mod watchers;

use super::autosave::{Autosave, Happening, Todo};
use super::deeds::{Deed, Event, Role, Stamp, Write};
use super::draft_slots::{Head, Stored, current_key, head_key, quick_slot_key, slot_key, text_id};
use super::saving::{SaveFault, SaveStatus};
use super::tab_note::{Saying, TabNote};
use crate::base::key_value::{Commit, Committed, StoreError};
use crate::exchange::draft::LAYOUT;
use watchers::Watchers;

/// How many tabs a draft's line goes back.
const LINE: usize = 24;

/// See the module.
#[derive(Clone, Debug)]
pub struct Keep {
    draft_id: String,
    tab_id: String,
    line: Vec<(String, u64)>,
    parallel_of: Option<String>,
    head: Option<String>,
    attempt: Option<String>,
    durable_slot: u8,
    quick_slot: u8,
    autosave: Autosave,
    role: Role,
    writer: Option<String>,
    answered: Vec<String>,
    watchers: Watchers,
    owes_yield: bool,
    owes_load: bool,
    taken: u64,
    is_free: bool,
    takes: u64,
    superfluous: Vec<(String, Option<String>)>,
}

impl Keep {
    /// Of a new draft, which is in no store before its first change.
    #[must_use]
    pub fn new(draft_id: String, tab_id: String) -> Self {
        Self {
            draft_id,
            tab_id,
            line: Vec::new(),
            parallel_of: None,
            head: None,
            attempt: None,
            durable_slot: 0,
            quick_slot: 0,
            autosave: Autosave::default(),
            role: Role::Writing { is_watched: false },
            writer: None,
            answered: Vec::new(),
            watchers: Watchers::default(),
            owes_yield: false,
            owes_load: false,
            taken: 0,
            is_free: false,
            takes: 0,
            superfluous: Vec::new(),
        }
    }

    /// As [`Self::new`], where the page counts its revisions from this one.
    #[must_use]
    pub fn at(draft_id: String, tab_id: String, revision: u64) -> Self {
        Self {
            autosave: Autosave::at(revision),
            taken: revision,
            ..Self::new(draft_id, tab_id)
        }
    }

    /// Another draft is taken up next; whether other tabs have it open they will say.
    pub fn begin_to_write(&mut self) {
        self.role = Role::Writing { is_watched: false };
        (self.writer, self.owes_yield, self.is_free) = (None, false, false);
        self.answered.clear();
        self.watchers.forget();
    }

    /// Nothing is read and nothing is written from now on.
    pub fn leave_stores_alone(&mut self) {
        self.role = Role::Unkept;
    }

    /// The draft.
    #[must_use]
    pub fn draft_id(&self) -> &str {
        &self.draft_id
    }

    /// This tab.
    #[must_use]
    pub fn tab_id(&self) -> &str {
        &self.tab_id
    }

    /// The draft that this one was parted from.
    #[must_use]
    pub fn parallel_of(&self) -> Option<&str> {
        self.parallel_of.as_deref()
    }

    /// The newest revision.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.autosave.newest()
    }

    /// What this tab may do.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// What may be said of the draft's safety.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        match self.role {
            Role::Writing { .. } => self.autosave.status(),
            Role::Watching { .. } => SaveStatus::Watching,
            Role::Outdated => SaveStatus::Failed(SaveFault::Outdated),
            Role::Unkept => SaveStatus::Failed(SaveFault::Unkept),
        }
    }

    /// What to tell the others when the draft was opened, or when the tab is closed.
    #[must_use]
    pub fn note(&self, saying: Saying) -> TabNote {
        TabNote {
            saying,
            draft_id: self.draft_id.clone(),
            tab_id: self.tab_id.clone(),
            revision: self.newest(),
        }
    }

    /// Goes on from a draft that the stores hold. A store that has less than the other is written again, but not at once: where
    /// another tab has the draft open it says so first, and the mending is its own.
    pub fn take_up(&mut self, stored: &Stored) -> Vec<Deed> {
        let draft = &stored.draft;
        // A tab that goes on from what another wrote begins a line of its own: under one name revisions only grow.
        self.takes = self.takes.saturating_add(1);
        let name = self.tab_id.split('.').next().unwrap_or_default();
        self.tab_id = format!("{name}.{}", self.takes);
        self.draft_id.clone_from(&draft.draft_id);
        self.parallel_of.clone_from(&draft.parallel_of);
        self.line.clone_from(&draft.line);
        self.line.retain(|(tab, _)| *tab != draft.tab_id);
        self.line.push((draft.tab_id.clone(), draft.revision));
        let too_many = self.line.len().saturating_sub(LINE);
        self.line.drain(..too_many);
        self.expect(stored.head.clone());
        let others = stored.quick.iter();
        self.superfluous = others.map(|(key, text)| (key.clone(), Some(text.clone()))).collect();
        self.attempt = None;
        self.taken = draft.revision;
        if stored.is_whole() {
            self.autosave = Autosave::at(draft.revision);
            return Vec::new();
        }
        self.autosave = Autosave::behind(draft.revision);
        vec![Deed::WaitToMend]
    }

    fn expect(&mut self, head: Option<String>) {
        if let Some(Head::Written { slot, .. }) = head.as_deref().and_then(Head::from_text) {
            self.durable_slot = slot ^ 1;
        }
        self.head = head;
    }

    /// Takes in what happened; gives what is to be done, in order.
    pub fn happened(&mut self, event: Event, write: Write<'_>) -> Vec<Deed> {
        match event {
            Event::Changed(revision) => match self.role {
                Role::Writing { .. } => self.step(Happening::Changed(revision), write),
                Role::Watching { .. } | Role::Outdated | Role::Unkept => Vec::new(),
            },
            Event::QuickWritten(revision, outcome) => {
                if outcome.is_ok() {
                    self.quick_slot ^= 1;
                }
                self.step(Happening::QuickWritten(revision, outcome), write)
            }
            Event::Committed(revision, outcome, at) => self.committed(revision, outcome, at, write),
            // What a watching tab has of its own is written; what it only meant to mend is the writer's.
            Event::Retry if self.is_bystander() => Vec::new(),
            Event::Retry => self.step(Happening::Retry, write),
            Event::Heard(note) => self.heard(note),
            Event::TakeOver => match self.role {
                Role::Watching { is_writer_gone, .. } => {
                    self.role = Role::Watching {
                        is_writer_gone,
                        is_taking: true,
                    };
                    vec![Deed::Tell(self.note(Saying::Take)), Deed::WaitForYield]
                }
                Role::Writing { .. } | Role::Outdated | Role::Unkept => Vec::new(),
            },
            Event::WaitedEnough => self.load_to_take(),
            Event::Mend => match self.role {
                Role::Writing { .. } if !self.autosave.is_durable() => {
                    self.step(Happening::Changed(self.newest()), write)
                }
                Role::Writing { .. } | Role::Watching { .. } | Role::Outdated | Role::Unkept => Vec::new(),
            },
            Event::Loaded(stored) => self.loaded(stored),
            Event::Count => self.count_watchers(),
        }
    }

    fn step(&mut self, happening: Happening, write: Write<'_>) -> Vec<Deed> {
        let todo = self.autosave.happened(happening);
        self.deeds(todo, write)
    }

    fn deeds(&mut self, todo: Vec<Todo>, write: Write<'_>) -> Vec<Deed> {
        let revision = self.newest();
        let mut text: Option<String> = None;
        let mut line = self.line.clone();
        line.push((self.tab_id.clone(), revision));
        let stamp = Stamp {
            draft_id: self.draft_id.clone(),
            revision,
            tab_id: self.tab_id.clone(),
            line,
            parallel_of: self.parallel_of.clone(),
        };
        let mut made = || text.get_or_insert_with(|| write(&stamp)).clone();
        let mut deeds = Vec::new();
        for one in todo {
            deeds.push(match one {
                Todo::WriteQuick => {
                    let key = quick_slot_key(&self.draft_id, &self.tab_id, self.quick_slot);
                    Deed::PutQuick(revision, vec![(key, made()), (current_key(), self.draft_id.clone())])
                }
                Todo::WriteDurable => {
                    let head = Head::written(revision, &self.tab_id, self.durable_slot).to_text();
                    self.attempt = Some(head.clone());
                    let guard = head_key(&self.draft_id);
                    let puts = vec![
                        (slot_key(&self.draft_id, self.durable_slot), made()),
                        (guard.clone(), head),
                        (current_key(), self.draft_id.clone()),
                    ];
                    Deed::Commit(
                        revision,
                        Commit {
                            guard,
                            expected: self.head.clone(),
                            puts,
                            removes: Vec::new(),
                        },
                    )
                }
                Todo::RetryLater => Deed::RetryLater,
            });
        }
        deeds
    }

    fn committed(
        &mut self,
        revision: u64,
        outcome: Result<Committed, StoreError>,
        at: String,
        write: Write<'_>,
    ) -> Vec<Deed> {
        let mut deeds = match outcome {
            Ok(Committed::Done) => {
                if let Some(head) = self.attempt.take() {
                    self.expect(Some(head));
                }
                let mut deeds = vec![Deed::Tell(self.note(Saying::Wrote))];
                if !self.superfluous.is_empty() {
                    deeds.push(Deed::ForgetQuick(std::mem::take(&mut self.superfluous)));
                }
                deeds.extend(self.step(Happening::DurableWritten(revision, Ok(at)), write));
                deeds
            }
            Ok(Committed::Refused(found)) => self.refused(revision, found, write),
            Err(fault) => self.step(Happening::DurableWritten(revision, Err(fault)), write),
        };
        let is_waited_for = self.owes_yield && !deeds.iter().any(|one| matches!(one, Deed::Commit(..)));
        if is_waited_for {
            self.owes_yield = false;
            deeds.push(Deed::Tell(self.note(Saying::Free)));
        }
        if !self.autosave.is_writing() && std::mem::take(&mut self.owes_load) {
            deeds.push(Deed::Load);
        }
        deeds
    }

    fn refused(&mut self, revision: u64, found: Option<String>, write: Write<'_>) -> Vec<Deed> {
        match found.as_deref().and_then(Head::from_text) {
            // An own write that was given up for late was done after all.
            Some(Head::Written { tab_id, .. }) if tab_id == self.tab_id => {
                self.expect(found);
                self.step(Happening::DurableRefused(revision), write)
            }
            Some(Head::Written { layout, .. }) if layout > LAYOUT => {
                self.role = Role::Outdated;
                Vec::new()
            }
            // It was to be mended, and another tab writes meanwhile.
            Some(Head::Written { .. }) if self.is_bystander() => {
                self.autosave = Autosave::at(self.taken);
                vec![Deed::Load]
            }
            // What stands there is in what this tab went on from: the durable store answered too late to say so.
            Some(Head::Written {
                tab_id, revision: held, ..
            }) if self.line.iter().any(|(tab, seen)| *tab == tab_id && *seen >= held) => {
                self.expect(found);
                self.step(Happening::DurableRefused(revision), write)
            }
            // Nothing was typed here: what stands there is gone on from.
            Some(Head::Written { tab_id, .. }) if self.newest() == self.taken => {
                self.writer = Some(tab_id);
                self.role = Role::Watching {
                    is_writer_gone: false,
                    is_taking: true,
                };
                self.is_free = true;
                vec![Deed::Load]
            }
            Some(Head::Written { .. } | Head::Removed) => self.part(write),
            None => {
                let mut deeds = Vec::new();
                deeds.extend(self.head.is_some().then_some(Deed::SayEmptied));
                self.head = found;
                deeds.extend(self.step(Happening::DurableRefused(revision), write));
                deeds
            }
        }
    }

    /// Another tab wrote, or the draft was taken off the machine: this tab's work goes on as a draft of its own.
    fn part(&mut self, write: Write<'_>) -> Vec<Deed> {
        let newest = self.newest();
        for slot in [0, 1] {
            let key = quick_slot_key(&self.draft_id, &self.tab_id, slot);
            self.superfluous.push((key, None));
        }
        let named = format!("{} {} {newest}", self.draft_id, self.tab_id);
        self.parallel_of = Some(std::mem::replace(&mut self.draft_id, text_id(&named)));
        (self.head, self.attempt, self.durable_slot, self.quick_slot) = (None, None, 0, 0);
        self.role = Role::Writing { is_watched: false };
        self.answered.clear();
        self.watchers.forget();
        self.owes_yield = false;
        self.autosave = Autosave::behind(newest);
        let mut deeds = vec![Deed::SayParted];
        deeds.extend(self.step(Happening::Changed(newest), write));
        deeds
    }
}
