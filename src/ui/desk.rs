//! [`Desk`]: what the page can do with a report besides typing into it: give it, open one. Binds the session to
//! the files of `platform`; shows nothing. Keeping it is [`Keeper`]'s.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::keeper::Keeper;
pub(crate) use super::keeper::Place;
use crate::exchange::file_name::{FileKind, file_name};
use crate::exchange::problem::{MAX_FILE_BYTES, MAX_OFFICE_BYTES, ReadError, ReadProblem};
use crate::exchange::report_csv::{Dialect, csv_from_report, dialect_of};
use crate::exchange::report_file::report_from_bytes;
use crate::exchange::report_json::json_from_report;
use crate::model::report::Report;
use crate::platform::file::FileError;
use crate::platform::{download, file};
use crate::state::draft_slots::Found;
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

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) session: Session,
    keeper: Keeper,
    pending: RwSignal<Option<PendingOpen>>,
    before_open: RwSignal<Option<Report>>,
    message: RwSignal<Option<Message>>,
    /// A file that is none of ours, and why: the intake may find a table in it.
    foreign: RwSignal<Option<(String, Vec<u8>, String)>>,
}

impl Desk {
    /// A desk for this session; from now on every change is saved.
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session,
            keeper: Keeper::new(session),
            pending: RwSignal::new(None),
            before_open: RwSignal::new(None),
            message: RwSignal::new(None),
            foreign: RwSignal::new(None),
        }
    }

    /// Takes up the draft that the stores hold, where they hold one, and says so where it did not come back whole.
    pub(crate) async fn recover(self) {
        let found = self
            .keeper
            .recover(move |report| self.take(words::draft::LATE_NAME.to_owned(), report, &[]))
            .await;
        self.say_how_it_came_back(&found);
    }

    fn say_how_it_came_back(self, found: &Found) {
        let has_draft = found.draft.is_some();
        let mut lines = Vec::new();
        lines.extend((found.is_half_lost && !found.is_damaged).then_some(words::draft::HALF_LOST));
        lines.extend((found.is_damaged && has_draft).then_some(words::draft::DAMAGED));
        lines.extend((found.is_damaged && !has_draft).then_some(words::draft::LOST));
        lines.extend(found.has_newer_layout.then_some(words::draft::NEWER_LAYOUT));
        if !lines.is_empty() {
            let title = if has_draft {
                words::draft::RECOVERED_TITLE
            } else {
                words::draft::LOST_TITLE
            };
            self.say(
                !has_draft,
                title.to_owned(),
                lines.into_iter().map(str::to_owned).collect(),
            );
        }
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
                json_from_report(&edition, &report, &words::finding::in_report),
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
                let mut lines = words::file::open_lines(&edition, &report, |idx| untrack(|| self.session.is_ours(idx)));
                lines.push(words::file::GIVEN_HINT.to_owned());
                self.say(false, words::file::given_title(&name), lines);
            }
            Err(_thrown) => self.say(true, words::file::NOT_GIVEN.to_owned(), Vec::new()),
        }
    }

    /// Reads a file of ours; asks first where something would be replaced.
    pub(crate) fn open(self, file: web_sys::File) {
        spawn_local(async move {
            let name = file.name();
            let refused = |why: String| {
                self.say(
                    true,
                    words::file::refused_title(&name),
                    vec![why, words::file::NOTHING_CHANGED.to_owned()],
                );
            };
            let bytes = match file::bytes(&file, bound_of(&name)).await {
                Ok(bytes) => bytes,
                Err(FileError::TooLarge) => return refused(words::file::read_error(&ReadError::TooLarge)),
                Err(FileError::Unreadable) => return refused(words::file::UNREADABLE.to_owned()),
            };
            match report_from_bytes(&self.session.edition(), &bytes) {
                Ok((report, problems)) => self.take(name, report, &problems),
                Err(error @ (ReadError::NotOurs | ReadError::NotUtf8 | ReadError::CutShort))
                    if !looks_like_ours(&bytes) =>
                {
                    self.foreign.set(Some((name, bytes, words::file::read_error(&error))));
                }
                Err(error) => refused(words::file::read_error(&error)),
            }
        });
    }

    /// A file that was opened and is none of ours, with why. Tracked.
    pub(crate) fn foreign_file(self) -> Option<(String, Vec<u8>, String)> {
        self.foreign.get()
    }

    fn take(self, name: String, report: Report, problems: &[ReadProblem]) {
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
        self.before_open.set(Some(self.session.snapshot()));
        self.session.load(report);
        self.say(false, title, lines);
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
        self.before_open.with(Option::is_some)
    }

    /// Takes back the last opening of a file.
    pub(crate) fn undo_open(self) {
        if let Some(report) = self.before_open.try_update(Option::take).flatten() {
            self.session.load(report);
            self.say(false, words::file::UNDONE.to_owned(), Vec::new());
        }
    }

    /// The last thing the page has to say. Tracked.
    pub(crate) fn message(self) -> Option<Message> {
        self.message.get()
    }

    /// It was read.
    pub(crate) fn dismiss_message(self) {
        self.message.set(None);
    }

    fn say(self, is_error: bool, title: String, lines: Vec<String>) {
        self.message.set(Some(Message { is_error, title, lines }));
    }
}

/// A file that begins like ours and is broken is no table of another make.
fn looks_like_ours(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_json = bytes.trim_ascii_start().starts_with(b"{") && !bytes.starts_with(b"{\\rtf");
    is_json || dialect_of(&String::from_utf8_lossy(line.trim_ascii_end())).is_some()
}

/// Workbooks and documents carry more than a table does. Whether it is one is told by its bytes; its name allows them.
fn bound_of(name: &str) -> usize {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if ["xlsx", "ods", "docx"].contains(&ending.as_str()) {
        MAX_OFFICE_BYTES
    } else {
        MAX_FILE_BYTES
    }
}
