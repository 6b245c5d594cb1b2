//! What the page may say of the draft's safety.

/// The truth about the draft on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing was typed yet and nothing is stored.
    Untouched,
    /// A change is not yet in the durable store.
    Pending,
    /// Both stores hold the newest state; the durable one since this time of day, `10:42:07`.
    Saved(String),
    /// Another tab writes the draft; this one shows it.
    Watching,
    /// A store failed.
    Failed(SaveFault),
}

/// Which store failed, and so how safe the draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
    /// The quick store (local storage) does not hold the newest state; the durable one does.
    Quick,
    /// The durable store (IndexedDB) does not hold the newest state; the quick one does.
    Durable,
    /// Neither does: the page alone.
    Both {
        /// There is no room left.
        is_full: bool,
    },
    /// A later version of the page has written the draft: nothing is written here until the page is loaded anew.
    Outdated,
    /// The page was asked to leave the stores alone.
    Unkept,
}
