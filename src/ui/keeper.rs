//! [`Keeper`]: keeps the report in both stores at every change, and takes it up again when the page opens. What is written
//! when is decided by [`crate::state::autosave`]; this carries it out.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::base::key_value::{KeyValue, StoreError};
use crate::exchange::draft::{Draft, DraftPlace, text_from_draft};
use crate::model::id::RowIdx;
use crate::model::report::Report;
use crate::platform::quick_store::QuickStore;
use crate::platform::{clock, durable_store, random, timer};
use crate::state::autosave::{Autosave, Happening, Todo};
use crate::state::draft_slots::{Found, Shelf, current_key, is_slot_key, newest, place_key, slot_key};
use crate::state::saving::SaveStatus;
use crate::state::session::Session;

/// How long after a failed save the next try is made.
const RETRY_MILLIS: i32 = 3_000;
/// How long the form waits for the durable store before it appears without it.
const PATIENCE_MILLIS: i32 = 1_500;

/// Where the officer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The row.
    pub(crate) row: RowIdx,
    /// In the note rather than in the figure.
    pub(crate) is_note: bool,
}

/// What tells this draft and this tab from others.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Names {
    draft_id: String,
    tab_id: String,
    /// The stored revision of the session's revision 0.
    offset: u64,
    saved_revision: u64,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    session: Session,
    names: StoredValue<Names>,
    autosave: StoredValue<Autosave>,
    place: StoredValue<Option<Place>>,
    status: RwSignal<SaveStatus>,
}

impl Keeper {
    /// A keeper of this session; from now on every change is saved.
    pub(crate) fn new(session: Session) -> Self {
        let names = Names {
            draft_id: random::random_id(),
            tab_id: random::random_id(),
            offset: 0,
            saved_revision: 0,
        };
        let keeper = Self {
            session,
            names: StoredValue::new(names),
            autosave: StoredValue::new(Autosave::default()),
            place: StoredValue::new(None),
            status: RwSignal::new(SaveStatus::Untouched),
        };
        Effect::new(move |_| {
            let revision = session.revision();
            if revision > 0 {
                let newest = keeper.names.with_value(|names| names.offset.saturating_add(revision));
                keeper.happened(Happening::Changed(newest));
            }
        });
        keeper
    }

    /// Takes up the draft that the stores hold, where they hold one, and says so where it did not come back whole. A durable
    /// store that does not answer in time is not waited for; what it brings later is offered.
    /// Gives what was found; the draft in it is taken up already.
    pub(crate) async fn recover(self, offer: impl FnOnce(Report) + 'static) -> Found {
        let quick = quick_shelf();
        let durable = timer::in_time(PATIENCE_MILLIS, durable_store::read_all(), {
            let quick = quick.clone();
            move |late| self.take_late(&quick, late.unwrap_or_default(), offer)
        });
        let durable = shelf(durable.await.and_then(Result::ok).unwrap_or_default());
        let found = newest(&self.session.edition(), [&quick, &durable]);
        if let Some(draft) = &found.draft {
            self.take_up(draft.clone());
        }
        found
    }

    fn take_late(self, quick: &Shelf, durable: Vec<(String, String)>, offer: impl FnOnce(Report)) {
        let edition = self.session.edition();
        let Some(draft) = newest(&edition, [quick, &shelf(durable)]).draft else {
            return;
        };
        let is_newer = draft.revision > self.autosave.with_value(Autosave::newest);
        if is_newer && self.session.snapshot().has_answers() {
            offer(draft.report);
        } else if is_newer {
            self.take_up(draft);
        }
    }

    fn take_up(self, draft: Draft) {
        let edition = self.session.edition();
        self.names.update_value(|names| {
            names.draft_id.clone_from(&draft.draft_id);
            // Loading is the session's next revision and makes the same state the store has; written again, it heals a
            // store that lost it.
            names.offset = draft
                .revision
                .saturating_sub(untrack(|| self.session.revision()))
                .saturating_sub(1);
            names.saved_revision = draft.base_revision;
        });
        let stored_place = QuickStore.get(&place_key(&draft.draft_id)).ok().flatten();
        let place = stored_place.as_deref().and_then(DraftPlace::from_text).or(draft.place);
        self.place.set_value(place.and_then(|place| {
            Some(Place {
                row: edition.find(&place.row)?,
                is_note: place.is_note,
            })
        }));
        self.session.load(draft.report);
    }

    fn happened(self, happening: Happening) {
        let todo = self
            .autosave
            .try_update_value(|autosave| autosave.happened(happening))
            .unwrap_or_default();
        let status = self.autosave.with_value(Autosave::status);
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
        for step in todo {
            match step {
                Todo::WriteQuick => self.write_quick(),
                Todo::WriteDurable => self.write_durable(),
                Todo::RetryLater => timer::after(RETRY_MILLIS, move || self.happened(Happening::Retry)),
            }
        }
    }

    /// The newest state as it is stored, with its revision.
    fn draft(self) -> (u64, Vec<(String, String)>) {
        let edition = self.session.edition();
        let revision = self.autosave.with_value(Autosave::newest);
        let names = self.names.get_value();
        let place = self.place.get_value().and_then(|place| {
            Some(DraftPlace {
                row: edition.row(place.row)?.id.to_string(),
                is_note: place.is_note,
            })
        });
        let draft = Draft {
            draft_id: names.draft_id.clone(),
            revision,
            base_revision: names.saved_revision,
            tab_id: names.tab_id,
            saved_at: clock::local_time(),
            place,
            report: self.session.snapshot(),
        };
        let text = text_from_draft(&edition, &draft);
        (
            revision,
            vec![
                (slot_key(&names.draft_id, revision), text),
                (current_key(), names.draft_id),
            ],
        )
    }

    fn write_quick(self) {
        let (revision, pairs) = self.draft();
        let outcome = pairs.iter().try_for_each(|(key, text)| QuickStore.set(key, text));
        self.happened(Happening::QuickWritten(revision, outcome));
    }

    fn write_durable(self) {
        let (revision, pairs) = self.draft();
        spawn_local(async move {
            let outcome = durable_store::write(pairs).await;
            if outcome.is_ok() {
                self.names.update_value(|names| names.saved_revision = revision);
            }
            self.happened(Happening::DurableWritten(
                revision,
                outcome.map(|()| clock::time_of_day()),
            ));
        });
    }

    /// How safe the draft is. Tracked.
    pub(crate) fn status(self) -> SaveStatus {
        self.status.get()
    }

    /// Where the officer was when the draft was last kept.
    pub(crate) fn place(self) -> Option<Place> {
        self.place.get_value()
    }

    /// Keeps where the officer is: after a reload the focus is there again.
    pub(crate) fn remember_place(self, place: Place) {
        self.place.set_value(Some(place));
        let edition = self.session.edition();
        let Some(row) = edition.row(place.row) else { return };
        let key = self.names.with_value(|names| place_key(&names.draft_id));
        let text = DraftPlace {
            row: row.id.to_string(),
            is_note: place.is_note,
        }
        .to_text();
        // A place that could not be kept costs a click; a store that fails is told with the next figure.
        let _kept = QuickStore.set(&key, &text).is_ok();
    }
}

fn shelf(pairs: Vec<(String, String)>) -> Shelf {
    let current = pairs
        .iter()
        .find(|(key, _)| *key == current_key())
        .map(|(_, id)| id.clone());
    Shelf {
        current,
        slots: pairs
            .into_iter()
            .filter(|(key, _)| is_slot_key(key))
            .map(|(_, text)| text)
            .collect(),
    }
}

fn quick_shelf() -> Shelf {
    let pairs = || -> Result<Vec<(String, String)>, StoreError> {
        let ours = QuickStore
            .keys()?
            .into_iter()
            .filter(|key| is_slot_key(key) || *key == current_key());
        ours.filter_map(|key| QuickStore.get(&key).map(|text| Some((key, text?))).transpose())
            .collect()
    };
    shelf(pairs().unwrap_or_default())
}
