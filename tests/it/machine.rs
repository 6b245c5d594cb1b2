//! A machine with two stores and the tabs that are open on it: what the page does with [`Keep`], carried out over the twins of
//! the stores, with what must be true of them at every moment.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use phuluc::base::key_value::{Commit, KeyValue, MemoryKeyValue};
use phuluc::exchange::draft::{Draft, text_from_draft};
use phuluc::model::answer::Entry;
use phuluc::model::edition::Edition;
use phuluc::model::report::Report;
use phuluc::state::deeds::{Deed, Event, Role, Stamp};
use phuluc::state::draft_moves::parted;
use phuluc::state::draft_slots::{Stored, Survey, survey};
use phuluc::state::keep::Keep;
use phuluc::state::saving::SaveStatus;
use phuluc::state::tab_note::{Saying, TabNote};

use crate::sample;

/// A machine with its two stores and the tabs that are open on it.
pub(crate) struct Machine {
    pub(crate) edition: Arc<Edition>,
    pub(crate) quick: MemoryKeyValue,
    pub(crate) durable: MemoryKeyValue,
    pub(crate) notes: RefCell<VecDeque<TabNote>>,
    /// Values that somebody who saw them typed over.
    overwritten: RefCell<BTreeSet<(usize, String)>>,
    /// What was said to be saved: draft, tab, revision, report.
    acknowledged: RefCell<Vec<(String, String, u64, Report)>>,
    opened: RefCell<u64>,
}

/// One open page.
pub(crate) struct Tab {
    machine: Rc<Machine>,
    pub(crate) keep: Keep,
    pub(crate) report: Report,
    commits: VecDeque<(u64, Commit)>,
    loads: usize,
    pub(crate) retries: bool,
    pub(crate) waits: bool,
    pub(crate) mends: bool,
    pub(crate) counts: bool,
    pub(crate) was_parted: bool,
    /// Something was typed here since the draft was taken up.
    pub(crate) has_typed: bool,
}

pub(crate) fn stamped(edition: &Edition, report: &Report, stamp: &Stamp) -> String {
    let draft = Draft {
        draft_id: stamp.draft_id.clone(),
        revision: stamp.revision,
        tab_id: stamp.tab_id.clone(),
        line: stamp.line.clone(),
        name: String::new(),
        parallel_of: stamp.parallel_of.clone(),
        trashed_at: None,
        carried: vec![],
        saved_at: String::new(),
        place: None,
        report: report.clone(),
    };
    text_from_draft(edition, &draft)
}

impl Machine {
    pub(crate) fn new() -> Rc<Self> {
        Rc::new(Self {
            edition: sample::edition(),
            quick: MemoryKeyValue::default(),
            durable: MemoryKeyValue::default(),
            notes: RefCell::default(),
            overwritten: RefCell::default(),
            acknowledged: RefCell::default(),
            opened: RefCell::default(),
        })
    }

    pub(crate) fn survey(&self) -> Survey {
        survey(&self.edition, &self.quick.all(), &self.durable.all())
    }

    /// Every text that would come back, as a draft or as a parallel one.
    pub(crate) fn kept(&self) -> Vec<Draft> {
        let parts =
            |stored: Stored| std::iter::once(stored.draft).chain(stored.forks.into_iter().map(|(draft, _)| draft));
        self.survey().drafts.into_iter().flat_map(parts).collect()
    }

    pub(crate) fn open(self: &Rc<Self>) -> Tab {
        let number = {
            let mut opened = self.opened.borrow_mut();
            *opened += 1;
            *opened
        };
        let mut tab = Tab {
            machine: Rc::clone(self),
            keep: Keep::new(format!("draft{number}"), format!("tab{number}")),
            report: Report::blank(&self.edition),
            commits: VecDeque::new(),
            loads: 0,
            retries: false,
            waits: false,
            mends: false,
            counts: false,
            was_parted: false,
            has_typed: false,
        };
        if let Some(stored) = self.survey().to_open(None) {
            tab.report = stored.draft.report.clone();
            let deeds = tab.keep.take_up(stored);
            tab.carry_out(deeds);
            for (fork, pair) in &stored.forks {
                self.keep_fork(fork, pair);
            }
        }
        self.notes.borrow_mut().push_back(tab.keep.note(Saying::Opened));
        tab
    }

    fn keep_fork(&self, fork: &Draft, (key, text): &(String, String)) {
        let (copy, step) = parted(&self.edition, fork);
        if self.quick.set(&copy.0, &copy.1).is_ok() && self.durable.commit(&step).is_ok() {
            let is_same = self.quick.get(key).ok().flatten().as_ref() == Some(text);
            let _kept_where_it_cannot_go = is_same && self.quick.remove(key).is_ok();
        }
    }

    /// Every state that was said to be saved is in a text that comes back, and no value is gone that nobody typed over.
    pub(crate) fn nothing_is_lost(&self) -> Result<(), String> {
        let kept = self.kept();
        for (draft_id, tab_id, revision, report) in self.acknowledged.borrow().iter() {
            let acknowledged = |draft: &&Draft| {
                let own = draft.tab_id == *tab_id && draft.revision >= *revision;
                let in_line = draft.line.iter().any(|(tab, seen)| tab == tab_id && seen >= revision);
                (own || in_line) && (draft.draft_id == *draft_id || draft.parallel_of.as_ref() == Some(draft_id))
            };
            let holders: Vec<&Draft> = kept.iter().filter(acknowledged).collect();
            if holders.is_empty() {
                return Err(format!(
                    "{draft_id} {tab_id} {revision} is in no text: {}",
                    self.described()
                ));
            }
            for (place, entry) in report.entries.iter().enumerate() {
                let is_over = |typed: &str| self.overwritten.borrow().contains(&(place, typed.to_owned()));
                let stands = |draft: &&Draft| draft.report.entries[place] == *entry || is_over(&entry.typed);
                if !entry.typed.is_empty() && !holders.iter().any(stands) {
                    return Err(format!(
                        "row {place} of {tab_id} lost “{}”: {}",
                        entry.typed,
                        self.described()
                    ));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn described(&self) -> String {
        let one = |draft: &Draft| {
            format!(
                "{} {} {} {:?}",
                draft.draft_id, draft.tab_id, draft.revision, draft.line
            )
        };
        self.kept().iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl Tab {
    pub(crate) fn happened(&mut self, event: Event) {
        let (edition, report) = (Arc::clone(&self.machine.edition), self.report.clone());
        let deeds = self
            .keep
            .happened(event, &mut |stamp| stamped(&edition, &report, stamp));
        self.carry_out(deeds);
        if let SaveStatus::Saved(_) = self.keep.status() {
            let state = (
                self.keep.draft_id().to_owned(),
                self.keep.tab_id().to_owned(),
                self.keep.newest(),
                self.report.clone(),
            );
            self.machine.acknowledged.borrow_mut().push(state);
        }
    }

    pub(crate) fn carry_out(&mut self, deeds: Vec<Deed>) {
        for effect in deeds {
            match effect {
                Deed::PutQuick(revision, pairs) => {
                    let put = |(key, text): &(String, String)| self.machine.quick.set(key, text);
                    let outcome = pairs.iter().try_for_each(put);
                    self.happened(Event::QuickWritten(revision, outcome));
                }
                Deed::Commit(revision, step) => self.commits.push_back((revision, step)),
                Deed::ForgetQuick(keys) => {
                    for (key, text) in keys {
                        let held = self.machine.quick.get(&key).ok().flatten();
                        if held.is_some() && (text.is_none() || held == text) {
                            let _kept_where_it_cannot_go = self.machine.quick.remove(&key);
                        }
                    }
                }
                Deed::RetryLater => self.retries = true,
                Deed::Tell(note) => self.machine.notes.borrow_mut().push_back(note),
                Deed::Load => self.loads += 1,
                Deed::WaitForYield => self.waits = true,
                Deed::WaitToMend => self.mends = true,
                Deed::CountLater => self.counts = true,
                Deed::SayParted => self.was_parted = true,
                Deed::SayEmptied => {}
            }
        }
    }

    /// Types into a row, as far as this tab may.
    pub(crate) fn types(&mut self, place: usize, text: &str) {
        if !matches!(self.keep.role(), Role::Writing { .. }) {
            return;
        }
        self.has_typed = true;
        let before = std::mem::replace(&mut self.report.entries[place], Entry::typed(text));
        if !before.typed.is_empty() {
            self.machine.overwritten.borrow_mut().insert((place, before.typed));
        }
        let revision = self.keep.newest() + 1;
        self.happened(Event::Changed(revision));
    }

    /// The durable store answers the oldest step.
    pub(crate) fn settles(&mut self) {
        if let Some((revision, step)) = self.commits.pop_front() {
            let outcome = self.machine.durable.commit(&step);
            self.happened(Event::Committed(revision, outcome, format!("at {revision}")));
        }
    }

    pub(crate) fn loads(&mut self) {
        if std::mem::take(&mut self.loads) > 0 {
            let stored = self.machine.survey().find(self.keep.draft_id()).cloned();
            if let (Some(stored), true) = (&stored, self.keep.may_load()) {
                self.report = stored.draft.report.clone();
                self.has_typed = false;
            }
            self.happened(Event::Loaded(stored.map(Box::new)));
        }
    }

    pub(crate) fn comes_to_rest(&mut self) {
        for _ in 0..40 {
            self.settles();
            self.loads();
            if std::mem::take(&mut self.waits) {
                self.happened(Event::WaitedEnough);
            }
            if std::mem::take(&mut self.mends) {
                self.happened(Event::Mend);
            }
            if std::mem::take(&mut self.retries) {
                self.happened(Event::Retry);
            }
        }
    }
}

/// Lets every tab hear what was said so far.
pub(crate) fn deliver(machine: &Rc<Machine>, tabs: &mut [Tab]) {
    let notes: Vec<TabNote> = machine.notes.borrow_mut().drain(..).collect();
    for note in notes {
        for tab in tabs.iter_mut() {
            tab.happened(Event::Heard(note.clone()));
        }
    }
}

pub(crate) fn rest(machine: &Rc<Machine>, tabs: &mut [Tab]) {
    for _ in 0..6 {
        deliver(machine, tabs);
        for tab in tabs.iter_mut() {
            tab.comes_to_rest();
        }
    }
}
