//! What is done with a stored draft that is not the one being typed into: each as one guarded step of the durable store, and the
//! copy for the quick one. A step that is refused changes nothing: another tab was first.

use super::draft_slots::{Head, Pair, Raw, Stored, aside_key, head_key, quick_slot_key, slot_key, text_id};
use crate::base::key_value::Commit;
use crate::exchange::digest::sha256_hex;
use crate::exchange::draft::{Draft, text_from_draft};
use crate::model::edition::{Edition, Row, TimeBase};
use crate::model::period::Period;
use crate::model::report::Report;

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

/// What someone else put into the tied file of this draft, as a draft beside it. Its id and its tab follow from both, so that doing
/// it twice is doing it once.
#[must_use]
pub fn beside(draft_id: &str, file_name: &str, bytes: &[u8], report: Report, saved_at: String) -> Draft {
    let id = text_id(&format!("{draft_id} {}", sha256_hex(bytes)));
    Draft {
        tab_id: id.clone(),
        draft_id: id,
        revision: 1,
        line: Vec::new(),
        name: file_name.to_owned(),
        parallel_of: Some(draft_id.to_owned()),
        trashed_at: None,
        saved_at,
        place: None,
        carried: Vec::new(),
        report,
    }
}

/// Whether a step that was refused, since this was held, had been done before, and nobody went on from it.
#[must_use]
pub fn was_done(step: &Commit, held: Option<&str>) -> bool {
    let mut puts = step.puts.iter();
    puts.any(|(key, text)| *key == step.guard && Some(text.as_str()) == held)
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

/// A new draft for the period that follows: heading and, as offers, the figures of rows that speak of a day. What speaks of a
/// span of time begins anew.
#[must_use]
pub fn for_next_period(edition: &Edition, from: &Draft, draft_id: String, tab_id: &str, saved_at: String) -> Draft {
    let speaks_of_a_day = |row: &Row| row.time == Some(TimeBase::Date);
    let carried = edition.indexed().filter_map(|(idx, row)| {
        let entry = from.report.entry(idx);
        let is_carried = speaks_of_a_day(row) && entry.mark.is_none() && !entry.typed.trim().is_empty();
        is_carried.then(|| (row.id.to_string(), entry.typed))
    });
    Draft {
        draft_id,
        revision: 1,
        tab_id: tab_id.to_owned(),
        line: Vec::new(),
        name: String::new(),
        parallel_of: None,
        trashed_at: None,
        saved_at,
        place: None,
        carried: carried.collect(),
        report: Report {
            office: from.report.office.clone(),
            period: from
                .report
                .period
                .as_ref()
                .and_then(|period| Period::next(period, &edition.periods)),
            ..Report::blank(edition)
        },
    }
}

/// Takes the draft out of the durable store for good; what stays is the word that it was removed, so that a tab that still has
/// it open does not bring it back unseen.
#[must_use]
pub fn removed(stored: &Stored, keys: Vec<String>) -> Commit {
    let guard = head_key(&stored.draft.draft_id);
    Commit {
        puts: vec![(guard.clone(), Head::Removed.to_text())],
        expected: stored.head.clone(),
        removes: keys,
        guard,
    }
}

/// Puts a text that cannot be read aside, out of the way of what is written next; never deletes it.
#[must_use]
pub fn put_aside(raw: &Raw) -> Commit {
    Commit {
        guard: raw.key.clone(),
        expected: Some(raw.text.clone()),
        puts: vec![(aside_key(&raw.text), raw.text.clone())],
        removes: vec![raw.key.clone()],
    }
}
