//! [`Keeper`]: keeps the report in both stores at every change, and takes it up again when the page opens. What is written when,
//! and by which tab, is decided by [`crate::state::keep`]; this carries it out.

mod copies;
mod drafts;
mod past;
mod recovery;
mod theirs;

pub(crate) use past::Version;
pub(crate) use theirs::KeptAs;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::BroadcastChannel;

use crate::base::key_value::{KeyValue, StoreError};
use crate::exchange::draft::{Draft, DraftPlace, text_from_draft};
use crate::model::id::RowIdx;
use crate::platform::quick_store::{self, QuickStore};
use crate::platform::{clock, durable_store, other_tabs, random, timer};
use crate::state::deeds::{Deed, Event, Role, Stamp};
use crate::state::draft_slots::{Pair, Stored, current_key, place_key, slot_names, survey};
use crate::state::history::History;
use crate::state::keep::Keep;
use crate::state::saving::SaveStatus;
use crate::state::session::Session;
use crate::state::tab_note::{Saying, TabNote};

/// How long after a failed save the next try is made.
const RETRY_MILLIS: i32 = 3_000;
/// How long a tab that is to let go of a draft is waited for.
const YIELD_MILLIS: i32 = 1_500;
/// How long another tab is given to say that it writes the draft.
const MEND_MILLIS: i32 = 250;
/// How often the tabs that watch are counted.
const COUNT_MILLIS: i32 = 15_000;
/// Everything of ours begins like this.
const OURS: &str = "phuluc/";

/// Where the officer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The row.
    pub(crate) row: RowIdx,
    /// In the note rather than in the figure.
    pub(crate) is_note: bool,
}

/// What happened to the draft that the officer must be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Another tab wrote it too: this tab's work is now a draft beside it.
    Parted,
    /// The durable store was emptied under the page.
    Emptied,
}

/// What a draft is called, and whether it was thrown away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) trashed_at: Option<String>,
    pub(crate) carried: Vec<(String, String)>,
}

impl Label {
    /// What this draft says of itself.
    pub(crate) fn of(draft: &Draft) -> Self {
        Self {
            name: draft.name.clone(),
            trashed_at: draft.trashed_at.clone(),
            carried: draft.carried.clone(),
        }
    }
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    session: Session,
    keep: StoredValue<Keep>,
    /// What is to be added to the session's revision.
    offset: StoredValue<u64>,
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
    /// The stores are being read for what another tab wrote; and must be read once more.
    loading: StoredValue<(bool, bool)>,
    place: StoredValue<Option<Place>>,
    /// It was noted that the draft has no copy of all of it.
    is_uncopied: StoredValue<bool>,
    label: StoredValue<Label>,
    status: RwSignal<SaveStatus>,
    role: RwSignal<Role>,
    turn: RwSignal<Option<Turn>>,
}

impl Keeper {
    /// A keeper of this session; from now on every change is saved.
    pub(crate) fn new(session: Session) -> Self {
        let keep = Keep::new(random::random_id(), random::random_id());
        let keeper = Self {
            session,
            role: RwSignal::new(keep.role()),
            keep: StoredValue::new(keep),
            offset: StoredValue::new(0),
            channel: StoredValue::new_local(None),
            loading: StoredValue::new((false, false)),
            place: StoredValue::new(None),
            is_uncopied: StoredValue::new(false),
            label: StoredValue::new(Label::default()),
            status: RwSignal::new(SaveStatus::Untouched),
            turn: RwSignal::new(None),
        };
        Effect::new(move |_| keeper.follow(session.revision()));
        keeper
    }

    fn follow(self, revision: u64) {
        let newest = self.offset.get_value().saturating_add(revision);
        let now = clock::local_time();
        self.session.history().update_untracked(|history| history.stamp(&now));
        // What was loaded out of the stores is no change.
        if newest > self.keep.with_value(Keep::newest) {
            self.happened(Event::Changed(newest));
            if self.keep.with_value(Keep::role) != Role::Unkept {
                self.note_uncopied();
            }
        }
    }

    /// Leaves the stores alone: a form to look at the trouble with, where a stored text makes it.
    pub(crate) fn leave_stores_alone(self) {
        self.keep.update_value(Keep::leave_stores_alone);
        self.show_state();
    }

    /// Hears the other tabs from now on, and tells them what this one has open.
    fn join(self) {
        self.channel.set_value(other_tabs::join(move |text| {
            if let Some(note) = TabNote::from_text(&text) {
                self.happened(Event::Heard(note));
            }
        }));
        other_tabs::hear_writes(move |key| {
            let Some((draft_id, Some(tab_id))) = slot_names(&key) else {
                return;
            };
            let (draft_id, tab_id) = (draft_id.to_owned(), tab_id.to_owned());
            // How far it has come is not told; that it is news is known.
            let revision = u64::MAX;
            let saying = Saying::Wrote;
            self.happened(Event::Heard(TabNote {
                saying,
                draft_id,
                tab_id,
                revision,
            }));
        });
        other_tabs::on_leave(move || self.tell(Saying::Bye));
        self.tell(Saying::Opened);
    }

    fn tell(self, saying: Saying) {
        let note = self.keep.with_value(|keep| keep.note(saying));
        self.send(&note);
    }

    fn send(self, note: &TabNote) {
        self.channel
            .with_value(|channel| other_tabs::tell(channel.as_ref(), &note.to_text()));
    }

    /// Puts a stored draft into the page.
    fn take_up(self, stored: &Stored) {
        self.show(&stored.draft);
        let deeds = self.keep.try_update_value(|keep| keep.take_up(stored));
        self.carry_out(deeds.unwrap_or_default());
        self.show_state();
    }

    fn show(self, draft: &Draft) {
        let edition = self.session.edition();
        self.is_uncopied.set_value(false);
        self.label.set_value(Label::of(draft));
        let carried = draft.carried.iter();
        let carried = carried.filter_map(|(id, text)| Some((edition.find(id)?, text.clone())));
        self.session.offer(carried.collect());
        let stored_place = QuickStore.get(&place_key(&draft.draft_id)).ok().flatten();
        let place = stored_place.as_deref().and_then(DraftPlace::from_text);
        self.place
            .set_value(place.or_else(|| draft.place.clone()).and_then(|place| {
                Some(Place {
                    row: edition.find(&place.row)?,
                    is_note: place.is_note,
                })
            }));
        self.session.load(draft.report.clone());
        self.session.history().set(History::default());
        let revision = untrack(|| self.session.revision());
        self.offset.set_value(draft.revision.saturating_sub(revision));
    }

    fn happened(self, event: Event) {
        let deeds = self
            .keep
            .try_update_value(|keep| keep.happened(event, &mut |stamp| self.text(stamp)));
        self.show_state();
        self.carry_out(deeds.unwrap_or_default());
    }

    fn show_state(self) {
        let (status, role) = self.keep.with_value(|keep| (keep.status(), keep.role()));
        let may_edit = matches!(role, Role::Writing { .. } | Role::Unkept);
        self.session.set_locked(!may_edit);
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
        if self.role.get_untracked() != role {
            self.role.set(role);
        }
    }

    fn carry_out(self, deeds: Vec<Deed>) {
        for deed in deeds {
            match deed {
                Deed::PutQuick(revision, pairs) => {
                    let outcome = pairs.iter().try_for_each(|(key, text)| QuickStore.set(key, text));
                    self.happened(Event::QuickWritten(revision, outcome));
                }
                Deed::Commit(revision, mut step) => {
                    let writes = self.writes();
                    let unsaved = self.add_history(&writes.0, &mut step);
                    spawn_local(async move {
                        let outcome = durable_store::commit(step).await;
                        if self.draft_id() == writes.0 {
                            self.note_history(&unsaved, &outcome);
                        }
                        // Of a draft that was left since, the store knows what became of it.
                        if self.writes() == writes {
                            self.happened(Event::Committed(revision, outcome, clock::time_of_day()));
                        }
                    });
                }
                Deed::ForgetQuick(keys) => keys.iter().for_each(|(key, text)| forget(key, text.as_ref())),
                Deed::RetryLater => timer::after(RETRY_MILLIS, move || self.happened(Event::Retry)),
                Deed::Tell(note) => self.send(&note),
                Deed::Load => self.load(),
                Deed::WaitForYield => timer::after(YIELD_MILLIS, move || self.happened(Event::WaitedEnough)),
                Deed::WaitToMend => timer::after(MEND_MILLIS, move || self.happened(Event::Mend)),
                Deed::CountLater => timer::after(COUNT_MILLIS, move || self.happened(Event::Count)),
                Deed::SayParted => {
                    self.remember_draft();
                    self.session.history().update_untracked(History::move_out);
                    self.turn.set(Some(Turn::Parted));
                }
                Deed::SayEmptied => self.turn.set(Some(Turn::Emptied)),
            }
        }
    }

    /// Which draft is written under which name.
    fn writes(self) -> (String, String) {
        self.keep
            .with_value(|keep| (keep.draft_id().to_owned(), keep.tab_id().to_owned()))
    }

    /// Reads what another tab wrote, one reading at a time.
    fn load(self) {
        let is_busy = self.loading.try_update_value(|(is_busy, is_due)| {
            *is_due = true;
            std::mem::replace(is_busy, true)
        });
        if is_busy == Some(true) {
            return;
        }
        spawn_local(async move {
            while self.loading.try_update_value(|(_, is_due)| std::mem::take(is_due)) == Some(true) {
                let durable = durable_store::read(OURS.to_owned()).await.unwrap_or_default();
                let survey = survey(&self.session.edition(), &quick_pairs(), &durable);
                let id = self.keep.with_value(|keep| keep.draft_id().to_owned());
                let stored = survey.find(&id).cloned();
                let may_load = self.keep.with_value(Keep::may_load);
                if let Some(stored) = stored.as_ref().filter(|_| may_load) {
                    self.show(&stored.draft);
                }
                self.happened(Event::Loaded(stored.map(Box::new)));
            }
            self.read_history().await;
            self.loading.update_value(|(is_busy, _)| *is_busy = false);
        });
    }

    /// The report as it is stored.
    fn text(self, stamp: &Stamp) -> String {
        let edition = self.session.edition();
        let place = self.place.get_value().and_then(|place| {
            Some(DraftPlace {
                row: edition.row(place.row)?.id.to_string(),
                is_note: place.is_note,
            })
        });
        let label = self.label.get_value();
        let draft = Draft {
            draft_id: stamp.draft_id.clone(),
            revision: stamp.revision,
            tab_id: stamp.tab_id.clone(),
            line: stamp.line.clone(),
            name: label.name,
            parallel_of: stamp.parallel_of.clone(),
            trashed_at: label.trashed_at,
            carried: label.carried,
            saved_at: clock::local_time(),
            place,
            report: self.session.snapshot(),
        };
        text_from_draft(&edition, &draft)
    }

    /// How safe the draft is. Tracked.
    pub(crate) fn status(self) -> SaveStatus {
        self.status.get()
    }

    /// What this tab may do with the draft. Tracked.
    pub(crate) fn role(self) -> Role {
        self.role.get()
    }

    /// What the officer must be told. Tracked.
    pub(crate) fn turn(self) -> Option<Turn> {
        self.turn.get()
    }

    /// "Go on here."
    pub(crate) fn take_over(self) {
        self.happened(Event::TakeOver);
    }

    /// Where the officer was when the draft was last kept.
    pub(crate) fn place(self) -> Option<Place> {
        self.place.get_value()
    }

    /// After a reload this tab opens the draft that it has open now.
    pub(crate) fn remember_draft(self) {
        let id = self.keep.with_value(|keep| keep.draft_id().to_owned());
        quick_store::remember_in_tab(&current_key(), &id);
    }

    /// Keeps where the officer is: after a reload the focus is there again.
    pub(crate) fn remember_place(self, place: Place) {
        self.place.set_value(Some(place));
        if self.keep.with_value(Keep::role) == Role::Unkept {
            return;
        }
        self.remember_draft();
        let edition = self.session.edition();
        let Some(row) = edition.row(place.row) else { return };
        let key = self.keep.with_value(|keep| place_key(keep.draft_id()));
        let text = DraftPlace {
            row: row.id.to_string(),
            is_note: place.is_note,
        }
        .to_text();
        // A place that could not be kept costs a click; a store that fails is told with the next figure.
        let _kept = QuickStore.set(&key, &text).is_ok();
    }
}

/// Takes a key out of the quick store, where it still holds what it held.
fn forget(key: &str, text: Option<&String>) {
    let is_same = || QuickStore.get(key).ok().flatten().as_ref() == text;
    if text.is_none() || is_same() {
        // What cannot go stays, and costs room alone.
        let _gone = QuickStore.remove(key).is_ok();
    }
}

/// Everything of ours in the quick store; nothing where it cannot be read.
pub(crate) fn quick_pairs() -> Vec<Pair> {
    let pairs = || -> Result<Vec<Pair>, StoreError> {
        let keys = QuickStore.keys()?.into_iter();
        let ours = keys.filter(|key| key.starts_with(OURS) && !key.ends_with("/place") && !key.ends_with("/since"));
        ours.filter_map(|key| QuickStore.get(&key).map(|text| Some((key, text?))).transpose())
            .collect()
    };
    pairs().unwrap_or_default()
}
