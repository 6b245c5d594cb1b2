//! [`Tie`]: the file that the open draft is tied to. When it is written is decided by [`TiedFile`]; this carries it out and asks
//! the person for the file. Shows nothing.

mod asked;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::FileSystemFileHandle;

use super::desk::Desk;
use crate::base::disk_file::FileFault;
use crate::exchange::digest::sha256_hex;
use crate::exchange::problem::MAX_FILE_BYTES;
use crate::exchange::report_json::json_from_report;
use crate::platform::disk_file::{Ask, PersonsFile, can_ask, may_write};
use crate::platform::{clock, durable_store, timer};
use crate::state::deeds::Role;
use crate::state::tied_file::writing::write_over;
use crate::state::tied_file::{Begun, FileStatus, Happening, TiedFile, Todo, file_key};
use crate::words;

/// After so long a file that does not answer is told of.
const LATE_MILLIS: i32 = 20_000;
/// How long another tab is given before the file of a draft is taken up.
const OTHERS_MILLIS: i32 = 400;
/// How long after a failed reading of the store it is read again, and at most: doubled each time.
const AGAIN_MILLIS: (i32, i32) = (5_000, 300_000);

/// What may be said of the tied file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) name: String,
    /// None where another tab writes the draft, and so the file.
    pub(crate) status: Option<FileStatus>,
}

/// Of which draft the tie was looked for, and whether this tab writes it; none where a draft may have none.
type Whose = Option<(String, bool)>;

struct Tied {
    file: PersonsFile,
    machine: TiedFile,
    /// It was just chosen: the first good write is told.
    is_new: bool,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Tie {
    desk: Desk,
    tied: StoredValue<Option<Tied>, LocalStorage>,
    whose: StoredValue<Whose>,
    /// Counts ties: what was begun for one says nothing of the next.
    turn: StoredValue<u64>,
    /// The turn whose write may come to its end although its draft was left.
    left: StoredValue<u64>,
    /// The turn in which what the file holds is being kept.
    keeping: StoredValue<u64>,
    shown: RwSignal<Option<Shown>>,
}

impl Tie {
    /// The tie of this desk's draft, under the current owner.
    pub(crate) fn new(desk: Desk) -> Self {
        let tie = Self {
            desk,
            tied: StoredValue::new_local(None),
            whose: StoredValue::new(None),
            turn: StoredValue::new(0),
            left: StoredValue::new(0),
            keeping: StoredValue::new(0),
            shown: RwSignal::new(None),
        };
        if can_ask(Ask::New) {
            Effect::new(move |_| {
                let (revision, may_write) = (desk.session.revision(), tie.may_write());
                // A draft that was parted from another is a draft of its own.
                let _parted = desk.keeper.turn();
                tie.follow(revision, may_write);
            });
            let looked_at = window_event_listener(leptos::ev::focus, move |_| tie.look());
            let left = window_event_listener(leptos::ev::blur, move |_| tie.happened(Happening::Hurry));
            on_cleanup(move || [looked_at, left].into_iter().for_each(WindowListenerHandle::remove));
        }
        tie
    }

    fn may_write(self) -> bool {
        matches!(self.desk.role(), Role::Writing { .. })
    }

    /// Whether the open draft can be tied here to such a file. Tracked.
    pub(crate) fn is_offered(self, ask: Ask) -> bool {
        can_ask(ask) && self.may_write() && self.shown.with(Option::is_none)
    }

    /// What may be said. Tracked.
    pub(crate) fn shown(self) -> Option<Shown> {
        self.shown.get()
    }

    /// Whether it is tied and this tab writes it. Tracked.
    pub(crate) fn is_tied(self) -> bool {
        self.shown
            .with(|shown| shown.as_ref().is_some_and(|shown| shown.status.is_some()))
    }

    fn follow(self, revision: u64, may_write: bool) {
        let whose = Some((self.desk.keeper.draft_id(), may_write));
        if self.whose.get_value() != whose {
            self.whose.set_value(whose);
            self.take_up(may_write);
        } else if may_write {
            self.happened(Happening::Changed(revision));
        } else {
            self.look_at_others();
        }
    }

    fn look(self) {
        if untrack(|| self.may_write()) {
            self.happened(Happening::Look);
        } else {
            self.look_at_others();
        }
    }

    /// Looks whether the tab that writes the draft has tied or untied it since.
    fn look_at_others(self) {
        let (turn, key) = (self.turn.get_value(), file_key(&self.desk.keeper.draft_id()));
        spawn_local(async move {
            if let Ok(stored) = durable_store::value(key).await
                && self.turn.get_value() == turn
            {
                let handle = stored.and_then(|stored| from_stored(&stored)).map(|(handle, _)| handle);
                self.show_others(handle.as_ref());
            }
        });
    }

    fn show_others(self, handle: Option<&FileSystemFileHandle>) {
        self.set_shown(handle.map(|handle| Shown {
            name: handle.name(),
            status: None,
        }));
    }

    fn begin(self, tied: Option<Tied>) -> u64 {
        self.tied.set_value(tied);
        self.show();
        self.turn.update_value(|turn| *turn = turn.saturating_add(1));
        self.turn.get_value()
    }

    /// The tie is over: what was begun for it may not reach the file any more.
    fn end(self) {
        self.left.set_value(0);
        let _turn = self.begin(None);
    }

    /// Looks whether the open draft is tied.
    fn take_up(self, may_write: bool) {
        let turn = self.begin(None);
        let key = file_key(&self.desk.keeper.draft_id());
        spawn_local(async move {
            // Another tab that writes the draft says so within this time, and what it has begun to write is remembered.
            timer::sleep(OTHERS_MILLIS).await;
            let mut wait = AGAIN_MILLIS.0;
            let stored = loop {
                if self.turn.get_value() != turn {
                    return;
                }
                match durable_store::value(key.clone()).await {
                    Ok(stored) => break stored,
                    // Whether it is tied is not known, and what is tied may not grow old unsaid.
                    Err(_fault) => timer::sleep(wait).await,
                }
                wait = wait.saturating_mul(2).min(AGAIN_MILLIS.1);
            };
            let Some((handle, known)) = stored.and_then(|stored| from_stored(&stored)) else {
                return;
            };
            if self.turn.get_value() != turn {
                return;
            }
            if may_write {
                self.tie_to(handle, known, false);
            } else {
                self.show_others(Some(&handle));
            }
        });
    }

    fn tie_to(self, handle: FileSystemFileHandle, known: Vec<String>, is_new: bool) {
        let most = MAX_FILE_BYTES;
        let _turn = self.begin(Some(Tied {
            file: PersonsFile { handle, most },
            machine: TiedFile::new(untrack(|| self.desk.session.revision()), known),
            is_new,
        }));
        self.happened(Happening::Look);
    }

    fn show(self) {
        let shown = self.tied.with_value(|tied| {
            tied.as_ref().map(|tied| Shown {
                name: tied.file.handle.name(),
                status: Some(tied.machine.status()),
            })
        });
        self.set_shown(shown);
    }

    fn set_shown(self, shown: Option<Shown>) {
        if self.shown.with_untracked(|before| *before != shown) {
            self.shown.set(shown);
        }
    }

    /// Whether what is tied is still the open draft.
    fn is_open_draft(self) -> bool {
        let id = self.desk.keeper.draft_id();
        self.whose
            .with_value(|whose| whose.as_ref().is_some_and(|(of, _)| *of == id))
    }

    fn happened(self, happening: Happening) {
        if !self.is_open_draft() {
            return;
        }
        let todo = self
            .tied
            .try_update_value(|tied| tied.as_mut().map(|tied| tied.machine.happened(happening)));
        // Where nothing is tied, what is shown is another tab's.
        let Some(Some(todo)) = todo else { return };
        self.show();
        match todo {
            Some(Todo::Write(number)) => self.write(number),
            Some(Todo::Wait(number, millis)) => {
                self.later(i32::try_from(millis).unwrap_or(i32::MAX), Happening::Waited(number));
            }
            None => {}
        }
    }

    fn later(self, millis: i32, happening: Happening) {
        let turn = self.turn.get_value();
        timer::after(millis, move || {
            if self.turn.get_value() == turn {
                self.happened(happening);
            }
        });
    }

    fn write(self, number: u64) {
        let (edition, report) = (self.desk.session.edition(), self.desk.session.snapshot());
        let text = json_from_report(&edition, &report, &words::finding::finding);
        let begun = self.tied.try_update_value(|tied| {
            let tied = tied.as_mut()?;
            Some((tied.file.clone(), tied.machine.begin(sha256_hex(text.as_bytes()))))
        });
        let Some((file, Begun { remember, over })) = begun.flatten() else {
            return;
        };
        let (turn, key) = (self.turn.get_value(), file_key(&self.desk.keeper.draft_id()));
        self.later(LATE_MILLIS, Happening::Late(number));
        spawn_local(async move {
            let is_allowed = may_write(&file.handle, false).await;
            if self.turn.get_value() != turn {
                // The tie ended: nothing may be remembered of it.
                return;
            }
            let outcome = if is_allowed {
                // Where it cannot be remembered, a crash in the middle makes our own bytes a stranger's: asked once too often.
                let _remembered = durable_store::put_value(key.clone(), to_stored(&file.handle, &remember))
                    .await
                    .is_ok();
                let is_wanted = || [self.turn.get_value(), self.left.get_value()].contains(&turn);
                write_over(&file, text.as_bytes(), &over, is_wanted).await
            } else {
                Err(FileFault::NotAllowed)
            };
            if self.turn.get_value() == turn {
                let is_known = outcome.is_ok();
                self.happened(Happening::Ended(number, outcome, clock::time_of_day()));
                if is_known {
                    self.after_write(key, &file.handle);
                }
            }
        });
    }

    fn after_write(self, key: String, handle: &FileSystemFileHandle) {
        let after = self.tied.try_update_value(|tied| {
            let tied = tied.as_mut()?;
            let is_written = matches!(tied.machine.status(), FileStatus::Written(_));
            let is_first = is_written && std::mem::take(&mut tied.is_new);
            Some((is_written, is_first, to_stored(handle, tied.machine.known())))
        });
        let Some((is_written, is_first, record)) = after.flatten() else {
            return;
        };
        if is_written {
            self.desk.keeper.note_copy();
        }
        let (turn, title) = (self.turn.get_value(), words::tied_file::tied_title(&handle.name()));
        spawn_local(async move {
            let is_remembered = durable_store::put_value(key, record).await.is_ok();
            // Where it is not, a reload ends the tie: nothing else may be promised.
            let line = if is_remembered {
                words::tied_file::TIED
            } else {
                words::tied_file::TIED_UNKEPT
            };
            if is_first && self.turn.get_value() == turn {
                self.desk.say(!is_remembered, title, vec![line.to_owned()]);
            }
        });
    }

    /// The draft is being left: its file is given a moment to have all of it. What does not get there gets there when the draft is
    /// opened again.
    pub(crate) async fn settle(self) {
        self.happened(Happening::Hurry);
        self.left.set_value(self.turn.get_value());
        let is_pending = |shown: &Option<Shown>| {
            let status = shown.as_ref().and_then(|shown| shown.status.as_ref());
            status == Some(&FileStatus::Pending)
        };
        let _in_time = timer::look_for(|| (!self.shown.with_untracked(is_pending)).then_some(())).await;
    }
}

/// The file and the digests that are ours in it, as they are stored: a handle cannot be a text.
fn to_stored(handle: &FileSystemFileHandle, known: &[String]) -> JsValue {
    js_sys::Array::of2(handle, &known.join(" ").into()).into()
}

fn from_stored(stored: &JsValue) -> Option<(FileSystemFileHandle, Vec<String>)> {
    let parts: &js_sys::Array = stored.dyn_ref()?;
    let known = parts.get(1).as_string()?;
    let known = known.split(' ').filter(|digest| !digest.is_empty()).map(str::to_owned);
    Some((parts.get(0).dyn_into().ok()?, known.collect()))
}
