//! [`Tie`]: the file that the open draft is tied to. When it is written is decided by [`TiedFile`]; this carries it out and asks
//! the person for the file. Shows nothing.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::FileSystemFileHandle;

use super::desk::Desk;
use super::keeper::KeptAs;
use super::shelf::Shelf;
use crate::base::disk_file::{DiskFile, FileFault};
use crate::base::key_value::Commit;
use crate::exchange::digest::sha256_hex;
use crate::exchange::file_name::{FileKind, file_name};
use crate::exchange::problem::MAX_FILE_BYTES;
use crate::exchange::report_json::json_from_report;
use crate::platform::disk_file::{Ask, PersonsFile, ask_for, can_ask, file_of, may_write};
use crate::platform::{clock, durable_store, timer};
use crate::state::deeds::Role;
use crate::state::tied_file::writing::write_over;
use crate::state::tied_file::{FileStatus, Happening, TiedFile, Todo, file_key};
use crate::words;

/// After so long a file that does not answer is told of.
const LATE_MILLIS: i32 = 20_000;
/// How long another tab is given before the file of a draft is taken up.
const OTHERS_MILLIS: i32 = 400;
/// How often, and how long each time, the file of a draft that is left is waited for.
const WAITS: (usize, i32) = (40, 50);

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
            shown: RwSignal::new(None),
        };
        if can_ask(Ask::New) {
            Effect::new(move |_| {
                let (revision, may_write) = (desk.session.revision(), tie.may_write());
                // A draft that was parted from another is a draft of its own.
                let _parted = desk.keeper.turn();
                tie.follow(revision, may_write);
            });
            let looked_at = window_event_listener(leptos::ev::focus, move |_| tie.happened(Happening::Look));
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
        if self.whose.get_value() == whose {
            self.happened(Happening::Changed(revision));
        } else {
            self.whose.set_value(whose);
            self.take_up(may_write);
        }
    }

    fn begin(self, tied: Option<Tied>) -> u64 {
        self.tied.set_value(tied);
        self.show();
        self.turn.update_value(|turn| *turn = turn.saturating_add(1));
        self.turn.get_value()
    }

    /// Looks whether the open draft is tied.
    fn take_up(self, may_write: bool) {
        let turn = self.begin(None);
        let key = file_key(&self.desk.keeper.draft_id());
        spawn_local(async move {
            // Another tab that writes the draft says so within this time, and what it has begun to write is remembered.
            timer::sleep(OTHERS_MILLIS).await;
            // Without the store there is no tie to be known of.
            let stored = durable_store::value(key).await.ok().flatten();
            let Some((handle, known)) = stored.and_then(|stored| from_stored(&stored)) else {
                return;
            };
            if self.turn.get_value() != turn {
                return;
            }
            if may_write {
                self.tie_to(handle, known, false);
            } else {
                let name = handle.name();
                self.shown.set(Some(Shown { name, status: None }));
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
            Some(Todo::Write(revision)) => self.write(revision),
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

    fn write(self, revision: u64) {
        let (edition, report) = (self.desk.session.edition(), self.desk.session.snapshot());
        let text = json_from_report(&edition, &report, &words::finding::finding);
        let begun = self.tied.try_update_value(|tied| {
            let tied = tied.as_mut()?;
            Some((tied.file.clone(), tied.machine.begin(sha256_hex(text.as_bytes()))))
        });
        let Some((file, known)) = begun.flatten() else { return };
        let (turn, key) = (self.turn.get_value(), file_key(&self.desk.keeper.draft_id()));
        self.later(LATE_MILLIS, Happening::Late(revision));
        spawn_local(async move {
            let is_allowed = may_write(&file.handle, false).await;
            if self.turn.get_value() != turn {
                // The tie ended: nothing may be remembered of it.
                return;
            }
            let outcome = if is_allowed {
                // Where it cannot be remembered, a crash in the middle makes our own bytes a stranger's: asked once too often.
                let _remembered = durable_store::put_value(key.clone(), to_stored(&file.handle, &known))
                    .await
                    .is_ok();
                write_over(&file, text.as_bytes(), &known).await
            } else {
                Err(FileFault::NotAllowed)
            };
            if self.turn.get_value() == turn {
                let is_known = outcome.is_ok();
                self.happened(Happening::Ended(revision, outcome, clock::time_of_day()));
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
        spawn_local(async move {
            let _remembered = durable_store::put_value(key, record).await.is_ok();
        });
        if is_written {
            self.desk.keeper.note_copy();
        }
        if is_first {
            let lines = vec![words::tied_file::TIED.to_owned()];
            self.desk
                .say(false, words::tied_file::tied_title(&handle.name()), lines);
        }
    }

    /// Asks for a file and ties the open draft to it; calls `then` once it is chosen.
    pub(crate) fn choose(self, ask: Ask, then: impl FnOnce() + 'static) {
        let name = file_name(&self.desk.session.snapshot(), FileKind::Json);
        let id = self.desk.keeper.draft_id();
        spawn_local(async move {
            let handle = match ask_for(ask, &name, words::tied_file::KIND).await {
                Ok(Some(handle)) => handle,
                Ok(None) => return,
                Err(_fault) => {
                    return self.desk.say(true, words::tied_file::NOT_TIED.to_owned(), Vec::new());
                }
            };
            // The browser asks whether it may be written; a "no" can be taken back by the button in the strip.
            let _allowed = may_write(&handle, true).await;
            if self.desk.keeper.draft_id() != id {
                return;
            }
            // A draft that holds nothing yet is kept from now on, else its tie would belong to nobody after a reload.
            self.desk.keeper.relabel(|_same| {});
            self.tie_to(handle, Vec::new(), true);
            then();
        });
    }

    /// The draft is no longer tied; the file stays as it is.
    pub(crate) fn untie(self) {
        let Some(shown) = self.shown.get_untracked() else {
            return;
        };
        let _turn = self.begin(None);
        let key = file_key(&self.desk.keeper.draft_id());
        let step = Commit {
            guard: key.clone(),
            removes: vec![key],
            ..Commit::default()
        };
        spawn_local(async move {
            // What stays is offered again after a reload, and untied again.
            let _forgotten = durable_store::commit(step).await.is_ok();
        });
        self.desk.say(
            false,
            words::tied_file::untied_title(&shown.name),
            vec![words::tied_file::UNTIE_HINT.to_owned()],
        );
    }

    /// Lets go of the file for a while: the draft may be about to leave the machine.
    pub(crate) fn pause(self) {
        let _turn = self.begin(None);
    }

    /// Takes it up again.
    pub(crate) fn resume(self) {
        let (revision, may_write) = untrack(|| (self.desk.session.revision(), self.may_write()));
        self.whose.set_value(None);
        self.follow(revision, may_write);
    }

    fn file(self) -> Option<PersonsFile> {
        self.tied.with_value(|tied| tied.as_ref().map(|tied| tied.file.clone()))
    }

    /// Asks the browser for leave to write. Called by a click.
    pub(crate) fn allow(self) {
        let Some(file) = self.file() else { return };
        spawn_local(async move {
            let _allowed = may_write(&file.handle, true).await;
            self.happened(Happening::Look);
        });
    }

    /// Opens what the file holds, as any file; the usual question is asked.
    pub(crate) fn open(self, shelf: Shelf) {
        let Some(file) = self.file() else { return };
        spawn_local(async move {
            match file_of(&file.handle).await {
                Ok(file) => {
                    self.happened(Happening::Opened);
                    self.desk.open(file, shelf);
                }
                Err(_fault) => self.happened(Happening::Look),
            }
        });
    }

    /// Keeps what the file holds, and only then writes over it.
    pub(crate) fn overwrite(self) {
        let (Some(file), turn) = (self.file(), self.turn.get_value()) else {
            return;
        };
        spawn_local(async move {
            let Ok(bytes) = file.read().await else {
                return self.happened(Happening::Look);
            };
            let kept = self.desk.keeper.keep_theirs(&file.handle.name(), &bytes).await;
            if self.turn.get_value() != turn {
                return;
            }
            let (is_kept, title, line) = match kept {
                Some(KeptAs::Parallel) => (true, words::tied_file::KEPT_TITLE, words::tied_file::KEPT_PARALLEL),
                Some(KeptAs::Text) => (true, words::tied_file::KEPT_TITLE, words::tied_file::KEPT_TEXT),
                None => (false, words::tied_file::NOT_KEPT_TITLE, words::tied_file::NOT_KEPT),
            };
            self.desk.say(!is_kept, title.to_owned(), vec![line.to_owned()]);
            if is_kept {
                self.happened(Happening::Overwrite(sha256_hex(&bytes)));
            }
        });
    }

    /// The draft is being left: its file is given a moment to have all of it. What does not get there gets there when the draft is
    /// opened again.
    pub(crate) async fn settle(self) {
        self.happened(Happening::Hurry);
        for _ in 0..WAITS.0 {
            let is_pending = self.shown.with_untracked(|shown| {
                shown
                    .as_ref()
                    .is_some_and(|shown| shown.status == Some(FileStatus::Pending))
            });
            if !is_pending {
                return;
            }
            timer::sleep(WAITS.1).await;
        }
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
