//! The draft's past in the durable store: its changes, stored with each save, and the versions that the officer named.

use leptos::prelude::*;

use super::Keeper;
use crate::base::key_value::{Commit, Committed, StoreError};
use crate::exchange::draft::{Draft, draft_from_text};
use crate::platform::{clock, durable_store, random};
use crate::state::deeds::Stamp;
use crate::state::history::{Unsaved, history_prefix};
use crate::state::keep::Keep;

/// How many named versions of a draft are kept; the oldest goes first.
const MOST_VERSIONS: usize = 30;

/// What the keys of a draft's versions begin with.
pub(super) fn versions_prefix(draft_id: &str) -> String {
    format!("phuluc-versions/{draft_id}/")
}

/// A version that was given a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) key: String,
    pub(crate) draft: Draft,
}

impl Keeper {
    /// What is new in the history goes into the same step as the draft: both are there, or neither.
    pub(super) fn add_history(self, draft_id: &str, step: &mut Commit) -> Unsaved {
        let edition = self.session.edition();
        let unsaved = self
            .session
            .history()
            .try_update_untracked(|history| history.unsaved(&edition, draft_id))
            .unwrap_or_default();
        step.puts.extend(unsaved.puts.iter().cloned());
        step.removes.extend(unsaved.removes.iter().cloned());
        unsaved
    }

    /// The history gives way where there is no room: never the draft.
    pub(super) fn note_history(self, unsaved: &Unsaved, outcome: &Result<Committed, StoreError>) {
        self.session.history().update_untracked(|history| match outcome {
            Ok(Committed::Done) => history.saved(unsaved),
            Err(StoreError::Full) => history.make_room(),
            Ok(Committed::Refused(_)) | Err(StoreError::Blocked | StoreError::Failed) => {}
        });
    }

    /// Reads the draft's history, before what was changed since it was opened.
    pub(super) async fn read_history(self) {
        let id = self.draft_id();
        let pairs = durable_store::read(history_prefix(&id)).await.unwrap_or_default();
        if self.draft_id() == id && !pairs.is_empty() {
            let edition = self.session.edition();
            self.session
                .history()
                .update(|history| history.take_up(&edition, &id, &pairs));
        }
    }

    /// The named versions of the open draft, newest first.
    pub(crate) async fn versions(self) -> Vec<Version> {
        let pairs = durable_store::read(versions_prefix(&self.draft_id())).await;
        let edition = self.session.edition();
        let read = |(key, text): (String, String)| {
            let draft = draft_from_text(&edition, &text).ok()?;
            Some(Version { key, draft })
        };
        let mut versions: Vec<Version> = pairs.unwrap_or_default().into_iter().filter_map(read).collect();
        versions.reverse();
        versions
    }

    /// Keeps the report as it stands under this name; says whether it is kept.
    pub(crate) async fn save_version(self, name: String) -> bool {
        let stamp = self.keep.with_value(|keep: &Keep| Stamp {
            draft_id: keep.draft_id().to_owned(),
            revision: keep.newest(),
            tab_id: keep.tab_id().to_owned(),
            line: Vec::new(),
            parallel_of: None,
        });
        let before = self.label.get_value();
        self.label.update_value(|label| label.name = name);
        let text = self.text(&stamp);
        self.label.set_value(before);
        let key = format!(
            "{}{}-{}",
            versions_prefix(&stamp.draft_id),
            clock::local_time(),
            random::random_id()
        );
        let kept = self.versions().await.into_iter();
        let too_old = kept.skip(MOST_VERSIONS.saturating_sub(1)).map(|version| version.key);
        let step = Commit {
            guard: key.clone(),
            expected: None,
            puts: vec![(key, text)],
            removes: too_old.collect(),
        };
        matches!(durable_store::commit(step).await, Ok(Committed::Done))
    }
}
