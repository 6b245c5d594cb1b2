//! What the person asks of the tied file: to tie, to untie, to give leave, to open what stands there, to go over it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Tie;
use crate::base::disk_file::DiskFile;
use crate::base::key_value::Commit;
use crate::exchange::digest::sha256_hex;
use crate::exchange::file_name::{FileKind, file_name};
use crate::platform::disk_file::{Ask, PersonsFile, ask_for, file_of, may_write};
use crate::platform::durable_store;
use crate::state::tied_file::{Happening, file_key, known_of_new};
use crate::ui::keeper::KeptAs;
use crate::ui::shelf::Shelf;
use crate::words;

impl Tie {
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
            // Meanwhile another tab may have gone on with the draft: its work and its file are no longer this one's.
            if self.desk.keeper.draft_id() != id || !untrack(|| self.may_write()) {
                return;
            }
            // A draft that holds nothing yet is kept from now on, else its tie would belong to nobody after a reload.
            self.desk.keeper.relabel(|_same| {});
            self.tie_to(handle, known_of_new(), true);
            then();
        });
    }

    /// The draft is no longer tied; the file stays as it is.
    pub(crate) fn untie(self) {
        let Some(shown) = self.shown.get_untracked() else {
            return;
        };
        self.end();
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
        self.end();
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
        // A second click asks for the same.
        if self
            .keeping
            .try_update_value(|keeping| std::mem::replace(keeping, turn))
            == Some(turn)
        {
            return;
        }
        let id = self.desk.keeper.draft_id();
        spawn_local(async move {
            match file.read().await {
                Ok(bytes) => self.keep_and_overwrite(&id, &file.handle.name(), &bytes, turn).await,
                Err(_fault) => self.happened(Happening::Look),
            }
            self.keeping.set_value(0);
        });
    }

    async fn keep_and_overwrite(self, draft_id: &str, name: &str, bytes: &[u8], turn: u64) {
        let kept = self.desk.keeper.keep_theirs(draft_id, name, bytes).await;
        if self.turn.get_value() != turn {
            return;
        }
        let digest = sha256_hex(bytes);
        let is_next = self.tied.with_value(|tied| {
            let mut tied = tied.iter();
            tied.any(|tied| tied.machine.stops_at(&digest))
        });
        let kept_title = if is_next {
            words::tied_file::KEPT_TITLE
        } else {
            words::tied_file::KEPT_ONLY_TITLE
        };
        let (title, line) = match kept {
            Some(KeptAs::Parallel) => (kept_title, words::tied_file::KEPT_PARALLEL),
            Some(KeptAs::Text) => (kept_title, words::tied_file::KEPT_TEXT),
            None => (words::tied_file::NOT_KEPT_TITLE, words::tied_file::NOT_KEPT),
        };
        self.desk.say(kept.is_none(), title.to_owned(), vec![line.to_owned()]);
        if kept.is_some() {
            self.happened(Happening::Overwrite(digest));
        }
    }
}
