//! What is done with a stored draft that is not the one being typed into: each as one guarded step of the durable store, and the
//! copy for the quick one. A step that is refused changes nothing: another tab was first.

use super::draft_slots::{Head, Pair, Stored, head_key, quick_slot_key, slot_key, text_id};
use crate::base::key_value::Commit;
use crate::exchange::draft::{Draft, text_from_draft};
use crate::model::edition::Edition;

/// A fork as a draft of its own: the id follows from what it holds, so that doing it twice is doing it once.
#[must_use]
pub fn parted(edition: &Edition, fork: &Draft) -> (Pair, Commit) {
    let named = format!("{} {} {}", fork.draft_id, fork.tab_id, fork.revision);
    let draft = Draft {
        draft_id: text_id(&named),
        parallel_of: Some(fork.draft_id.clone()),
        ..fork.clone()
    };
    written(edition, &draft, None)
}

/// The draft with a change; its revision grows by one, written by this tab.
#[must_use]
pub fn changed(edition: &Edition, stored: &Stored, tab_id: &str, change: impl FnOnce(&mut Draft)) -> (Pair, Commit) {
    let mut draft = stored.draft.clone();
    change(&mut draft);
    draft
        .line
        .retain(|(tab, _)| *tab != stored.draft.tab_id && tab != tab_id);
    draft.line.push((stored.draft.tab_id.clone(), stored.draft.revision));
    draft.revision = draft.revision.saturating_add(1);
    tab_id.clone_into(&mut draft.tab_id);
    written(edition, &draft, stored.head.clone())
}

/// The draft as it stands, in the slot beside the one that the head names.
#[must_use]
pub fn written(edition: &Edition, draft: &Draft, head: Option<String>) -> (Pair, Commit) {
    let slot = match head.as_deref().and_then(Head::from_text) {
        Some(Head::Written { slot, .. }) => slot ^ 1,
        Some(Head::Removed) | None => 0,
    };
    let text = text_from_draft(edition, draft);
    let guard = head_key(&draft.draft_id);
    let puts = vec![
        (slot_key(&draft.draft_id, slot), text.clone()),
        (
            guard.clone(),
            Head::written(draft.revision, &draft.tab_id, slot).to_text(),
        ),
    ];
    let copy = (quick_slot_key(&draft.draft_id, &draft.tab_id, 0), text);
    let step = Commit {
        guard,
        expected: head,
        puts,
        removes: Vec::new(),
    };
    (copy, step)
}
