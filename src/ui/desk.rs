//! [`Desk`]: what the page can do with a report besides typing into it: give it, open one. Binds the session to
//! the files of `platform`; shows nothing. Keeping it is [`Keeper`]'s.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub(crate) use super::keeper::Place;
use super::keeper::{Keeper, Turn};
use super::shelf::Shelf;
use crate::exchange::draft::DraftFault;
use crate::exchange::earlier::earlier_from_report;
use crate::exchange::file_kind::{bound_of, looks_like_ours};
use crate::exchange::file_name::{FileKind, file_name};
use crate::exchange::problem::{ReadError, ReadProblem};
use crate::exchange::report_csv::{Dialect, csv_from_report};
use crate::exchange::report_file::report_from_bytes;
use crate::exchange::report_json::json_from_report;
use crate::model::change::Change;
use crate::model::edition::Edition;
use crate::model::report::Report;
use crate::platform::file::FileError;
use crate::platform::{download, file, keeping};
use crate::state::deeds::Role;
use crate::state::draft_slots::Survey;
use crate::state::edit::Edit;
use crate::state::saving::SaveStatus;
use crate::state::session::Session;
use crate::words;

/// What can be given as a file.
pub(crate) use crate::exchange::file_name::FileKind as Download;

/// A file that waits for the answer to "replace what is there?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PendingOpen {
    /// Its name.
    pub(crate) file_name: String,
    /// The question.
    pub(crate) summary: String,
    report: Report,
    lines: Vec<String>,
}

/// The last thing the page has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// Something was refused or failed.
    pub(crate) is_error: bool,
    /// What happened.
    pub(crate) title: String,
    /// The particulars, one line each.
    pub(crate) lines: Vec<String>,
}

/// What is done with a report that was read from a file of this name.
type Then = Box<dyn FnOnce(String, Report, Vec<ReadProblem>)>;

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) keeper: Keeper,
    pending: RwSignal<Option<PendingOpen>>,
    can_undo_open: RwSignal<bool>,
    message: RwSignal<Option<Message>>,
    /// The session's revision when it was said.
    said_at: StoredValue<u64>,
    /// A file that is none of ours, and why: the intake may find a table in it.
    foreign: RwSignal<Option<(String, Vec<u8>, String)>>,
}

impl Desk {
    /// A desk for this session; from now on every change is saved.
    pub(crate) fn new(session: Session) -> Self {
        let desk = Self {
            session,
            keeper: Keeper::new(session),
            pending: RwSignal::new(None),
            can_undo_open: RwSignal::new(false),
            message: RwSignal::new(None),
            said_at: StoredValue::new(0),
            foreign: RwSignal::new(None),
        };
        desk.say_turns();
        // What went well needs no closing: it goes with the next change. The history takes back what its button would.
        Effect::new(move |_| {
            let is_past = session.revision() > desk.said_at.get_value();
            let is_calm = desk
                .message
                .with_untracked(|message| message.as_ref().is_some_and(|said| !said.is_error));
            if is_past && is_calm {
                desk.dismiss_message();
            }
        });
        desk
    }

    /// Takes up the draft that the stores hold, where they hold one, and says so where it did not come back whole.
    pub(crate) async fn recover(self) {
        let found = self
            .keeper
            .recover(move |report| self.take(words::draft::LATE_NAME.to_owned(), report, &[]))
            .await;
        self.say_how_it_came_back(&found);
    }

    /// An empty form that touches no store.
    pub(crate) fn start_apart(self) {
        self.keeper.leave_stores_alone();
        let lines = words::draft::UNKEPT_LINES.iter().map(|line| (*line).to_owned());
        self.say(false, words::draft::UNKEPT_TITLE.to_owned(), lines.collect());
    }

    fn say_how_it_came_back(self, found: &Survey) {
        let opened = self.keeper.opened(found);
        let is_damaged = found.has(&DraftFault::Damaged);
        let is_half_lost = opened.is_some_and(|stored| stored.is_half_lost && !stored.is_damaged);
        let mut lines = Vec::new();
        lines.extend(is_half_lost.then_some(words::draft::HALF_LOST));
        let is_behind = opened.is_some_and(|stored| !stored.is_whole() && !stored.is_half_lost);
        lines.extend((is_behind && !is_damaged).then_some(words::draft::BEHIND));
        lines.extend((is_damaged && opened.is_some()).then_some(words::draft::DAMAGED));
        lines.extend((is_damaged && opened.is_none()).then_some(words::draft::LOST));
        lines.extend(
            found
                .has(&DraftFault::NewerLayout)
                .then_some(words::draft::NEWER_LAYOUT),
        );
        if lines.is_empty() {
            return self.remind_of_copy();
        }
        let title = if opened.is_some() {
            words::draft::RECOVERED_TITLE
        } else {
            words::draft::LOST_TITLE
        };
        self.say(
            opened.is_none(),
            title.to_owned(),
            lines.into_iter().map(str::to_owned).collect(),
        );
    }

    /// Once when the page opens, and only of work of more than a day: a reminder, no nagging.
    fn remind_of_copy(self) {
        let Some(since) = self.keeper.uncopied_since() else {
            return;
        };
        let mut lines = vec![words::draft::TAKE_COPY.to_owned()];
        lines.extend(keeping::is_safari().then(|| words::draft::SAFARI.to_owned()));
        self.say(false, words::draft::uncopied_title(&since), lines);
    }

    /// Says what happens to the draft from outside.
    fn say_turns(self) {
        Effect::new(move |_| match self.keeper.turn() {
            Some(Turn::Parted) => self.say(
                true,
                words::draft::PARTED_TITLE.to_owned(),
                vec![words::draft::PARTED.to_owned()],
            ),
            Some(Turn::Emptied) => self.say(
                true,
                words::draft::EMPTIED_TITLE.to_owned(),
                vec![words::draft::EMPTIED.to_owned()],
            ),
            None => {}
        });
    }

    /// What this tab may do with the draft. Tracked.
    pub(crate) fn role(self) -> Role {
        self.keeper.role()
    }

    /// "Go on here."
    pub(crate) fn take_over(self) {
        self.keeper.take_over();
    }

    /// How safe the draft is. Tracked.
    pub(crate) fn status(self) -> SaveStatus {
        self.keeper.status()
    }

    /// Where the officer was when the draft was last kept.
    pub(crate) fn place(self) -> Option<Place> {
        self.keeper.place()
    }

    /// Keeps where the officer is: after a reload the focus is there again.
    pub(crate) fn remember_place(self, place: Place) {
        self.keeper.remember_place(place);
    }

    /// Gives the report as a file.
    pub(crate) fn download(self, what: Download) {
        let (edition, report) = (self.session.edition(), self.session.snapshot());
        let name = file_name(&report, what);
        let (kind, text) = match what {
            FileKind::Json => (
                "application/json",
                json_from_report(&edition, &report, &words::finding::finding),
            ),
            FileKind::Csv => (
                "text/csv;charset=utf-8",
                csv_from_report(&edition, &report, Dialect::Data),
            ),
            FileKind::CsvExcel => (
                "text/csv;charset=utf-8",
                csv_from_report(&edition, &report, Dialect::Excel),
            ),
        };
        match download::download(&name, kind, text.as_bytes()) {
            Ok(()) => {
                if what == FileKind::Json {
                    self.keeper.note_copy();
                }
                let mut lines = words::file::open_lines(&edition, &report, |idx| untrack(|| self.session.is_ours(idx)));
                lines.push(words::file::GIVEN_HINT.to_owned());
                self.say(false, words::file::given_title(&name), lines);
            }
            Err(_thrown) => self.say(true, words::file::NOT_GIVEN.to_owned(), Vec::new()),
        }
    }

    /// Reads a file of ours; asks first where something would be replaced. A file of drafts goes to the shelf.
    pub(crate) fn open(self, file: web_sys::File, shelf: Shelf) {
        self.read(
            file,
            Some(shelf),
            Box::new(move |name, report, problems| self.take(name, report, &problems)),
        );
    }

    /// Reads the office's report of an earlier period, to be compared with. The report that is filled stays as it is.
    pub(crate) fn open_earlier(self, file: web_sys::File) {
        let then = move |name: String, report: Report, _problems| {
            let edition = self.session.edition();
            let fault =
                untrack(|| words::earlier::fault(&edition, &self.session.office(), self.session.period(), &report));
            match (fault, earlier_from_report(&edition, &report)) {
                (None, Some(earlier)) => {
                    self.session.edit(Edit::Earlier(Some(earlier)));
                    self.say(false, words::earlier::OPENED.to_owned(), Vec::new());
                }
                (fault, _) => self.refuse_file(&name, fault.unwrap_or_default()),
            }
        };
        self.read(file, None, Box::new(then));
    }

    fn refuse_file(self, name: &str, why: String) {
        let lines = vec![why, words::file::NOTHING_CHANGED.to_owned()];
        self.say(true, words::file::refused_title(name), lines);
    }

    fn read(self, file: web_sys::File, shelf: Option<Shelf>, then: Then) {
        spawn_local(async move {
            let name = file.name();
            let bound = bound_of(&name, shelf.is_some());
            let bytes = match file::bytes(&file, bound).await {
                Ok(bytes) => bytes,
                Err(FileError::TooLarge) => {
                    return self.refuse_file(&name, words::file::read_error(&ReadError::TooLarge));
                }
                Err(FileError::Unreadable) => return self.refuse_file(&name, words::file::UNREADABLE.to_owned()),
            };
            if str::from_utf8(&bytes).is_ok_and(|text| shelf.is_some_and(|shelf| shelf.bring_in(text))) {
                return;
            }
            match report_from_bytes(&self.session.edition(), &bytes) {
                Ok((report, problems)) => then(name, report, problems),
                Err(error @ (ReadError::NotOurs | ReadError::NotUtf8 | ReadError::CutShort))
                    if shelf.is_some() && !looks_like_ours(&bytes) =>
                {
                    self.foreign.set(Some((name, bytes, words::file::read_error(&error))));
                }
                Err(error) => self.refuse_file(&name, words::file::read_error(&error)),
            }
        });
    }

    /// A file that was opened and is none of ours, with why. Tracked.
    pub(crate) fn foreign_file(self) -> Option<(String, Vec<u8>, String)> {
        self.foreign.get()
    }

    fn take(self, name: String, report: Report, problems: &[ReadProblem]) {
        if untrack(|| self.session.is_locked()) {
            return self.say(
                true,
                words::file::refused_title(&name),
                vec![words::draft::WATCHING_ONLY.to_owned()],
            );
        }
        let edition = self.session.edition();
        let here = self.session.snapshot();
        let lines = problems
            .iter()
            .map(|problem| words::file::read_problem(&edition, problem))
            .collect();
        if here.has_answers() {
            let summary = words::file::replace_question(&edition, &here, &report);
            self.pending.set(Some(PendingOpen {
                file_name: name,
                summary,
                report,
                lines,
            }));
        } else {
            self.put(&name, report, lines);
        }
    }

    fn put(self, name: &str, report: Report, mut lines: Vec<String>) {
        let edition = self.session.edition();
        lines.insert(0, words::file::report_line(&edition, &report));
        self.take_in(words::file::opened_title(name), report, lines);
    }

    /// Puts a report in place of what is there, as one step that can be taken back.
    pub(crate) fn take_in(self, title: String, report: Report, lines: Vec<String>) {
        self.session.replace_all(report);
        self.say(false, title, lines);
        self.can_undo_open.set(true);
    }

    /// Says that something was refused, and why.
    pub(crate) fn refuse(self, title: String, lines: Vec<String>) {
        self.say(true, title, lines);
    }

    /// The file that waits for an answer. Tracked.
    pub(crate) fn pending_open(self) -> Option<PendingOpen> {
        self.pending.get()
    }

    /// "Replace."
    pub(crate) fn confirm_open(self) {
        if let Some(pending) = self.pending.try_update(Option::take).flatten() {
            self.put(&pending.file_name, pending.report, pending.lines);
        }
    }

    /// "Leave it."
    pub(crate) fn cancel_open(self) {
        self.pending.set(None);
    }

    /// Whether the last opening can be taken back. Tracked.
    pub(crate) fn can_undo_open(self) -> bool {
        self.can_undo_open.get()
    }

    /// Takes back the last opening of a file.
    pub(crate) fn undo_open(self) {
        if self.session.undo().is_some() {
            self.say(false, words::file::UNDONE.to_owned(), Vec::new());
        }
    }

    /// Takes back the last change, and says which; gives it.
    pub(crate) fn undo(self) -> Option<Change> {
        let change = self.session.undo();
        self.say_turned(change.as_ref(), words::history::undone, words::history::NOTHING_TO_UNDO);
        change
    }

    /// Does again what was taken back last, and says what; gives it.
    pub(crate) fn redo(self) -> Option<Change> {
        let change = self.session.redo();
        self.say_turned(change.as_ref(), words::history::redone, words::history::NOTHING_TO_REDO);
        change
    }

    fn say_turned(self, change: Option<&Change>, said: fn(&Edition, &Change) -> String, nothing: &str) {
        let edition = self.session.edition();
        let title = change.map_or_else(|| nothing.to_owned(), |change| said(&edition, change));
        self.say(false, title, Vec::new());
    }

    /// The last thing the page has to say. Tracked.
    pub(crate) fn message(self) -> Option<Message> {
        self.message.get()
    }

    /// It was read.
    pub(crate) fn dismiss_message(self) {
        self.message.set(None);
    }

    pub(crate) fn say(self, is_error: bool, title: String, lines: Vec<String>) {
        self.can_undo_open.set(false);
        self.said_at.set_value(untrack(|| self.session.revision()));
        self.message.set(Some(Message { is_error, title, lines }));
    }
}
