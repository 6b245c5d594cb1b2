//! The port behind which a store of texts by key stands, and its twin in memory.
//!
//! The twin fails on request, as browsers do: full, blocked, or dropping what it was given (a destroyed store reads as
//! empty). It knows nothing of drafts.

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

/// The twin in memory.
#[derive(Debug, Default)]
pub struct MemoryKeyValue {
    texts: RefCell<BTreeMap<String, String>>,
    fault: Cell<Option<StoreError>>,
}

impl MemoryKeyValue {
    /// From now on every call fails like this; `None` mends it.
    pub fn fail_with(&self, fault: Option<StoreError>) {
        self.fault.set(fault);
    }

    /// Forgets everything, as a store does whose files were destroyed.
    pub fn destroy(&self) {
        self.texts.borrow_mut().clear();
    }

    fn usable(&self) -> Result<(), StoreError> {
        self.fault.get().map_or(Ok(()), Err)
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
        self.usable()?;
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.usable()?;
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.usable()?;
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}
