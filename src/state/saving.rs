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

impl SaveStatus {
    /// Whether the draft may be called safe on this machine, where it was or was not `before`: while a change is on its way, what was
    /// said stays. A sentence that came and went with every key would be read out with every key.
    #[must_use]
    pub fn is_safe(&self, before: bool) -> bool {
        match self {
            Self::Untouched | Self::Saved(_) | Self::Failed(SaveFault::Quick | SaveFault::Durable) => true,
            Self::Pending => before,
            Self::Failed(SaveFault::Both { .. } | SaveFault::Outdated | SaveFault::Unkept) | Self::Watching => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{SaveFault, SaveStatus};

    #[test]
    fn a_change_on_its_way_says_nothing_new() {
        let saved = SaveStatus::Saved("10:42:07".to_owned());
        let lost = SaveStatus::Failed(SaveFault::Both { is_full: true });
        let told = |steps: [&SaveStatus; 5]| {
            let mut before = false;
            steps.map(|status| {
                before = status.is_safe(before);
                before
            })
        };
        let pending = SaveStatus::Pending;
        assert_eq!(
            told([&pending, &saved, &pending, &lost, &pending]),
            [false, true, true, false, false]
        );
    }
}
