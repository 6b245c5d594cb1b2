//! What happens when the page opens: the draft in use is taken up, work that two tabs did at once is parted, and what cannot be
//! read is put aside.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Keeper, OURS, forget, quick_pairs};
use crate::base::key_value::KeyValue;
use crate::exchange::draft::{Draft, DraftFault};
use crate::model::report::Report;
use crate::platform::quick_store::{self, QuickStore};
use crate::platform::{durable_store, timer};
use crate::state::draft_moves::{parted, put_aside};
use crate::state::draft_slots::{Pair, Raw, Store, Stored, Survey, aside_key, current_key, survey};
use crate::state::keep::Keep;

/// How long the form waits for the durable store before it appears without it.
const PATIENCE_MILLIS: i32 = 1_500;

impl Keeper {
    /// Takes up the draft that the stores hold, where they hold one; gives all that was found. A durable store that does not
    /// answer in time is not waited for; what it brings later is offered.
    pub(crate) async fn recover(self, offer: impl FnOnce(Report) + 'static) -> Survey {
        let quick = quick_pairs();
        let durable = timer::in_time(PATIENCE_MILLIS, durable_store::read(OURS.to_owned()), {
            let quick = quick.clone();
            move |late| self.take_late(&quick, &late.unwrap_or_default(), offer)
        });
        let durable = durable.await.and_then(Result::ok).unwrap_or_default();
        let survey = survey(&self.session.edition(), &quick, &durable);
        let wanted = quick_store::tab_memory(&current_key());
        if let Some(stored) = survey.to_open(wanted.as_deref()) {
            self.take_up(stored);
            // Waited for a little: whoever takes back at once takes back the right thing.
            let is_read = timer::in_time(PATIENCE_MILLIS, self.read_history(), |()| ());
            is_read.await.unwrap_or_default();
        }
        for raw in survey.raw.iter().filter(|raw| raw.fault == DraftFault::Damaged) {
            put_away(raw.clone());
        }
        for (fork, pair) in survey.drafts.iter().flat_map(|stored| &stored.forks) {
            self.keep_fork(fork, pair.clone());
        }
        self.join();
        survey
    }

    /// The draft that this tab has open, as it was found.
    pub(crate) fn opened(self, found: &Survey) -> Option<&Stored> {
        self.keep.with_value(|keep| found.find(keep.draft_id()))
    }

    fn take_late(self, quick: &[Pair], durable: &[Pair], offer: impl FnOnce(Report)) {
        let survey = survey(&self.session.edition(), quick, durable);
        let Some(stored) = survey.to_open(None) else { return };
        if stored.draft.revision <= self.keep.with_value(Keep::newest) {
            return;
        }
        if self.session.snapshot().has_answers() {
            offer(stored.draft.report.clone());
        } else {
            self.take_up(stored);
        }
    }

    /// Work that two tabs did at once becomes a draft of its own; only then does its text leave the place where it stood.
    fn keep_fork(self, fork: &Draft, (key, text): Pair) {
        let (copy, step) = parted(&self.session.edition(), fork);
        spawn_local(async move {
            let is_copied = QuickStore.set(&copy.0, &copy.1).is_ok();
            if durable_store::commit(step).await.is_ok() && is_copied {
                forget(&key, Some(&text));
            }
        });
    }
}

/// A damaged text leaves its slot, so that the next write does not go over it; it is never deleted.
fn put_away(raw: Raw) {
    match raw.store {
        Store::Quick => {
            if QuickStore.set(&aside_key(&raw.text), &raw.text).is_ok() {
                forget(&raw.key, Some(&raw.text));
            }
        }
        Store::Durable => spawn_local(async move {
            // Where that fails it stays in its slot, and is tried again when the page opens next.
            let _put = durable_store::commit(put_aside(&raw)).await.is_ok();
        }),
    }
}
