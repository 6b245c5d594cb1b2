//! What someone else put into the tied file, kept on this machine before it is written over.

use super::Keeper;
use super::drafts::carry_out;
use crate::base::key_value::{Commit, Committed};
use crate::exchange::draft::Draft;
use crate::exchange::report_file::report_from_bytes;
use crate::platform::{clock, durable_store, random};
use crate::state::draft_moves::written;
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
    /// Keeps a file's bytes; none where that could not be done.
    pub(crate) async fn keep_theirs(self, file_name: &str, bytes: &[u8]) -> Option<KeptAs> {
        let edition = self.session.edition();
        // What is read with a loss is kept letter for letter.
        if let Ok((report, problems)) = report_from_bytes(&edition, bytes)
            && problems.is_empty()
        {
            let draft = Draft {
                draft_id: random::random_id(),
                revision: 1,
                tab_id: random::random_id(),
                line: Vec::new(),
                name: file_name.to_owned(),
                parallel_of: Some(self.draft_id()),
                trashed_at: None,
                saved_at: clock::local_time(),
                place: None,
                carried: Vec::new(),
                report,
            };
            return carry_out(written(&edition, &draft, None))
                .await
                .then_some(KeptAs::Parallel);
        }
        let text = str::from_utf8(bytes).ok()?;
        let key = aside_key(text);
        let step = Commit {
            guard: key.clone(),
            expected: None,
            puts: vec![(key, text.to_owned())],
            removes: Vec::new(),
        };
        let is_kept = match durable_store::commit(step).await {
            Ok(Committed::Done) => true,
            // It was kept before.
            Ok(Committed::Refused(held)) => held.as_deref() == Some(text),
            Err(_fault) => false,
        };
        is_kept.then_some(KeptAs::Text)
    }
}
