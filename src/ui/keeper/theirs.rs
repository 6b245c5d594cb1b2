//! What someone else put into the tied file, kept on this machine before it is written over.

use super::Keeper;
use crate::base::key_value::{Commit, Committed, KeyValue};
use crate::exchange::report_file::report_from_bytes;
use crate::platform::quick_store::QuickStore;
use crate::platform::{clock, durable_store, random};
use crate::state::draft_moves::{beside, was_done, written};
use crate::state::draft_slots::aside_key;

/// Where it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptAs {
    /// As a draft beside the open one.
    Parallel,
    /// As it is, among what cannot be read.
    Text,
}

impl Keeper {
    /// Keeps the bytes of this draft's file; none where that could not be done. What was kept before is kept once.
    pub(crate) async fn keep_theirs(self, draft_id: &str, file_name: &str, bytes: &[u8]) -> Option<KeptAs> {
        let edition = self.session.edition();
        // What is read with a loss is kept letter for letter.
        if let Ok((report, problems)) = report_from_bytes(&edition, bytes)
            && problems.is_empty()
        {
            let mut draft = beside(draft_id, file_name, bytes, report, clock::local_time());
            let (mut copy, step) = written(&edition, &draft, None);
            let mut is_kept = put(step).await?;
            if !is_kept {
                // It was kept before, and then changed or removed: what stands there now is not what is in the file.
                draft.draft_id = random::random_id();
                let (anew, step) = written(&edition, &draft, None);
                copy = anew;
                is_kept = put(step).await?;
            }
            // The durable store decides; the copy is its witness.
            let _copied = is_kept && QuickStore.set(&copy.0, &copy.1).is_ok();
            return is_kept.then_some(KeptAs::Parallel);
        }
        let text = str::from_utf8(bytes).ok()?;
        let key = aside_key(text);
        let step = Commit {
            guard: key.clone(),
            expected: None,
            puts: vec![(key, text.to_owned())],
            removes: Vec::new(),
        };
        put(step).await?.then_some(KeptAs::Text)
    }
}

/// Whether the store holds it now; none where it failed.
async fn put(step: Commit) -> Option<bool> {
    match durable_store::commit(step.clone()).await {
        Ok(Committed::Done) => Some(true),
        Ok(Committed::Refused(held)) => Some(was_done(&step, held.as_deref())),
        Err(_fault) => None,
    }
}
