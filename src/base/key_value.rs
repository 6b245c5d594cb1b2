//! The port behind which a store of texts by key stands, and its twin in memory.
//!
//! The twin misbehaves on request, as browsers do: full, blocked, failing in the middle, done but reported as failed, dropping
//! what it was given, destroyed (a destroyed store reads as empty). It knows nothing of drafts.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Why a store did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// No room; the old value is still there.
    Full,
    /// The browser forbids or lacks the store.
    Blocked,
    /// The store was there and failed.
    Failed,
}

/// Texts by key. A missing key is `Ok(None)`.
pub trait KeyValue {
    /// The text under this key.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] or [`StoreError::Failed`].
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts a text under this key; an error leaves the old text in place.
    ///
    /// # Errors
    /// Any [`StoreError`].
    fn set(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// Takes the key away; a missing key is no error.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] or [`StoreError::Failed`].
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, in no promised order.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] or [`StoreError::Failed`].
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// One step of a store that has transactions: done as a whole, and only where the guarded key still holds what is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// The key that says who wrote last.
    pub guard: String,
    /// What it must hold for the step to be done.
    pub expected: Option<String>,
    /// What is written.
    pub puts: Vec<(String, String)>,
    /// What is taken away.
    pub removes: Vec<String>,
}

/// How a [`Commit`] ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Committed {
    /// It is done and on the disk.
    Done,
    /// Nothing was done: the guarded key holds this.
    Refused(Option<String>),
}

/// How the twin misbehaves, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misdeed {
    /// Nothing is done, and it is said.
    Fail(StoreError),
    /// It is done and reported as failed, as by a browser that answers too late.
    DoneButFailed,
    /// It is reported as done and is not.
    Drop,
    /// Everything that the store held is gone; then the call is carried out.
    Destroy,
}

/// The twin in memory.
#[derive(Debug, Default)]
pub struct MemoryKeyValue {
    texts: RefCell<BTreeMap<String, String>>,
    fault: Cell<Option<StoreError>>,
    planned: Cell<Option<(u64, Misdeed)>>,
    changes: Cell<u64>,
}

impl MemoryKeyValue {
    /// From now on every call fails like this; `None` mends it.
    pub fn fail_with(&self, fault: Option<StoreError>) {
        self.fault.set(fault);
    }

    /// The change with this number, counted from one, goes wrong like this.
    pub fn plan(&self, number: u64, misdeed: Misdeed) {
        self.planned.set(Some((number, misdeed)));
    }

    /// How many changes were asked for so far.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes.get()
    }

    /// Forgets everything, as a store does whose files were destroyed.
    pub fn destroy(&self) {
        self.texts.borrow_mut().clear();
    }

    /// Everything in it.
    #[must_use]
    pub fn all(&self) -> Vec<(String, String)> {
        let texts = self.texts.borrow();
        texts.iter().map(|(key, text)| (key.clone(), text.clone())).collect()
    }

    /// Carries out one step as a whole, or not at all.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub fn commit(&self, step: &Commit) -> Result<Committed, StoreError> {
        let found = self.texts.borrow().get(&step.guard).cloned();
        if self.fault.get().is_none() && found != step.expected {
            return Ok(Committed::Refused(found));
        }
        self.change(|texts| {
            texts.extend(step.puts.iter().cloned());
            texts.retain(|key, _| !step.removes.contains(key));
        })
        .map(|()| Committed::Done)
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), StoreError> {
        self.fault.get().map_or(Ok(()), Err)?;
        let number = self.changes.get().saturating_add(1);
        self.changes.set(number);
        let misdeed = self.planned.get().filter(|(planned, _)| *planned == number);
        let mut texts = self.texts.borrow_mut();
        match misdeed.map(|(_, misdeed)| misdeed) {
            Some(Misdeed::Fail(fault)) => return Err(fault),
            Some(Misdeed::Drop) => return Ok(()),
            Some(Misdeed::Destroy) => texts.clear(),
            Some(Misdeed::DoneButFailed) | None => {}
        }
        change(&mut texts);
        match misdeed {
            Some((_, Misdeed::DoneButFailed)) => Err(StoreError::Failed),
            Some(_) | None => Ok(()),
        }
    }
}

impl KeyValue for MemoryKeyValue {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match self.fault.get() {
            // A full store still reads.
            None | Some(StoreError::Full) => Ok(self.texts.borrow().get(key).cloned()),
            Some(fault @ (StoreError::Blocked | StoreError::Failed)) => Err(fault),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.change(|texts| {
            texts.insert(key.to_owned(), text.to_owned());
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.change(|texts| {
            texts.remove(key);
        })
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        match self.fault.get() {
            None | Some(StoreError::Full) => Ok(self.texts.borrow().keys().cloned().collect()),
            Some(fault @ (StoreError::Blocked | StoreError::Failed)) => Err(fault),
        }
    }
}
