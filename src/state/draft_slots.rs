//! Where a draft's texts stand in a store, and which of all found texts is the one to go on from.
//!
//! Each store holds two slots a draft, written in turn by revision, so that a damaged newest falls back to the one before;
//! and the id of the draft in use. Both stores are laid out alike and each brings the draft back alone: measured, a
//! destroyed store comes back empty and without an error (`docs`: 8 of 8 trials).

use crate::exchange::draft::{Draft, DraftFault, LAYOUT, draft_from_text};
use crate::model::edition::Edition;

/// The key of the id of the draft in use.
#[must_use]
pub fn current_key() -> String {
    format!("phuluc/{LAYOUT}/current")
}

/// The key of the slot that this revision is written to.
#[must_use]
pub fn slot_key(draft_id: &str, revision: u64) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/{}", revision & 1)
}

/// The key of where the officer was in this draft.
#[must_use]
pub fn place_key(draft_id: &str) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/place")
}

/// Whether the key may be that of a slot, of any layout.
#[must_use]
pub fn is_slot_key(key: &str) -> bool {
    key.starts_with("phuluc/") && (key.ends_with("/0") || key.ends_with("/1"))
}

/// What was found in one store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The id of the draft in use.
    pub current: Option<String>,
    /// The texts in its slots, those of other drafts among them.
    pub slots: Vec<String>,
}

/// What to go on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The newest whole draft.
    pub draft: Option<Draft>,
    /// Some text was damaged; it stays where it is until its slot is written again.
    pub is_damaged: bool,
    /// Some text has a later layout; it is left alone.
    pub has_newer_layout: bool,
    /// One of the two stores had nothing of this draft although the other had.
    pub is_half_lost: bool,
}

/// Picks the newest whole text of the draft in use out of both stores: by revision, never by clock.
#[must_use]
pub fn newest(edition: &Edition, shelves: [&Shelf; 2]) -> Found {
    let mut found = Found::default();
    let mut drafts: [Vec<Draft>; 2] = [Vec::new(), Vec::new()];
    for (shelf, drafts) in shelves.iter().zip(drafts.iter_mut()) {
        for text in &shelf.slots {
            match draft_from_text(edition, text) {
                Ok(draft) => drafts.push(draft),
                Err(DraftFault::Damaged) => found.is_damaged = true,
                Err(DraftFault::NewerLayout) => found.has_newer_layout = true,
                Err(DraftFault::OtherEdition) => {}
            }
        }
    }
    let all = || drafts.iter().flatten();
    let current = shelves
        .iter()
        .filter_map(|shelf| shelf.current.as_ref())
        .find(|id| all().any(|draft| draft.draft_id == **id));
    let is_wanted = |draft: &&Draft| current.is_none_or(|id| draft.draft_id == *id);
    let best = all().filter(is_wanted).max_by_key(|draft| draft.revision).cloned();
    found.is_half_lost = best.as_ref().is_some_and(|best| {
        drafts
            .iter()
            .any(|drafts| !drafts.iter().any(|draft| draft.draft_id == best.draft_id))
    });
    found.draft = best;
    found
}
