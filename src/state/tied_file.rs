//! When a draft's tied file is written, and what may be said of it: a pure machine, driven by what happened. One write at a time,
//! the newest state wins, and "written" is said only of what was read back. What someone else put into the file is never written
//! over before the officer said so; a fault of the file is tried again after growing waits, and touches nothing else.
//!
//! Which bytes are ours is known by their digests: those that the file was read to hold, and those that a write which came to no
//! clear end may have left. They are remembered before each write, so that a crash in the middle makes our own bytes no stranger's.

pub mod writing;

use self::writing::{Written, nothing};
use crate::base::disk_file::FileFault;

/// Between two writes: a share is slow, and others use it too.
const PAUSE_MILLIS: u32 = 1_500;
/// After the first failure; doubled after each further one.
const FIRST_WAIT_MILLIS: u32 = 5_000;
/// The longest wait.
const LONGEST_WAIT_MILLIS: u32 = 300_000;
/// A file that was emptied after it had been ours is taken for ours again once it was seen empty for so long: whoever empties a file
/// and then fills it is done by then.
const EMPTY_MILLIS: u32 = 60_000;
/// How many digests are remembered where writes come to no clear end. Whoever forgets one asks once too often.
const MOST_KNOWN: usize = 12;

/// The key of a draft's tied file in the durable store.
#[must_use]
pub fn file_key(draft_id: &str) -> String {
    format!("phuluc-file/{draft_id}")
}

/// What is ours in a file from which no write of ours was read back: an empty one is taken. Once one was read back, or something
/// else was found in it, it is so no longer: a program that empties a file before it fills it would lose its work.
#[must_use]
pub fn known_of_new() -> Vec<String> {
    vec![nothing()]
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The report is now at this revision.
    Changed(u64),
    /// The wait with this number is over.
    Waited(u64),
    /// The page is looked at again, or the browser was given leave: look at the file now.
    Look,
    /// The page or the draft is being left: do not wait with what is to be written.
    Hurry,
    /// How the write with this number ended, at this time of day.
    Ended(u64, Result<Written, FileFault>, String),
    /// The write with this number has not ended in a long time.
    Late(u64),
    /// The officer gives up what has this digest in the file; it was kept elsewhere. Where the file holds something else by now, it is
    /// looked at.
    Overwrite(String),
    /// The officer opens what the file holds: the next change may be that it is in the draft now.
    Opened,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Todo {
    /// Make the newest bytes, tell their digest by [`TiedFile::begin`], write them over what that gives, answer with
    /// [`Happening::Ended`] and this number; with [`Happening::Late`], where that takes long.
    Write(u64),
    /// Come back with [`Happening::Waited`] and this number after so many milliseconds.
    Wait(u64, u32),
}

/// What may be said of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileStatus {
    /// The newest state is not in it yet.
    Pending,
    /// It holds the newest state; written at this time of day, or found in it.
    Written(Option<String>),
    /// It could not be written.
    Failed(FileFault),
    /// It does not answer.
    Late,
    /// It holds what is not ours, with this digest; none where it is too large to be read.
    Foreign(Option<String>),
}

/// What a write that begins is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The digests that are ours, to be remembered before a byte is written.
    pub remember: Vec<String>,
    /// What this write may go over.
    pub over: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Write {
    number: u64,
    revision: u64,
    digest: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Trouble {
    Fault(FileFault),
    Foreign(Option<String>),
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TiedFile {
    newest: u64,
    holds: Option<u64>,
    written_at: Option<String>,
    known: Vec<String>,
    in_flight: Option<Write>,
    writes: u64,
    trouble: Option<Trouble>,
    /// What the officer gave up while a write was on its way that does not know of it.
    given_up: Option<String>,
    failures: u32,
    waits: u64,
    wait_millis: u32,
    /// For how long the file was emptied, at least; none where the last look found it otherwise.
    empty_millis: Option<u32>,
    may_fill: bool,
    is_waiting: bool,
    is_hurried: bool,
    is_late: bool,
    is_opening: bool,
}

impl TiedFile {
    /// A machine for a report of this revision and a file in which these digests are ours. It begins with [`Happening::Look`].
    #[must_use]
    pub fn new(newest: u64, known: Vec<String>) -> Self {
        Self {
            newest,
            known,
            ..Self::default()
        }
    }

    /// Takes in what happened; gives what is to be done.
    pub fn happened(&mut self, happening: Happening) -> Option<Todo> {
        match happening {
            Happening::Changed(revision) => {
                self.newest = self.newest.max(revision);
                let is_opened = std::mem::take(&mut self.is_opening);
                let is_free = self.in_flight.is_none() && !self.is_waiting && self.trouble.is_none();
                (is_free || (is_opened && self.in_flight.is_none())).then(|| self.wait(PAUSE_MILLIS))
            }
            Happening::Waited(number) if self.is_waiting && number == self.waits => {
                let waited = |millis: u32| millis.saturating_add(self.wait_millis);
                self.empty_millis = self.empty_millis.map(waited);
                self.write()
            }
            Happening::Waited(_) => None,
            Happening::Look => self.write(),
            Happening::Hurry => {
                self.is_hurried = self.in_flight.is_some();
                let is_due = self.holds != Some(self.newest) && self.trouble.is_none();
                if is_due { self.write() } else { None }
            }
            Happening::Ended(number, outcome, at) => self.ended(number, outcome, at),
            Happening::Late(number) => {
                self.is_late |= self.in_flight.as_ref().is_some_and(|write| write.number == number);
                None
            }
            Happening::Overwrite(digest) => {
                if self.stops_at(&digest) {
                    self.trouble = None;
                    self.failures = 0;
                    self.given_up = self.in_flight.is_some().then(|| digest.clone());
                    self.know(digest);
                }
                self.write()
            }
            Happening::Opened => {
                self.is_opening = matches!(self.trouble, Some(Trouble::Foreign(_)));
                None
            }
        }
    }

    /// The write that was asked for is of bytes with this digest.
    pub fn begin(&mut self, digest: String) -> Begun {
        self.know(digest.clone());
        if let Some(write) = &mut self.in_flight {
            write.digest = digest;
        }
        let mut over = self.known.clone();
        over.extend(std::mem::take(&mut self.may_fill).then(nothing));
        Begun {
            remember: self.known.clone(),
            over,
        }
    }

    /// Whether it stops at what has this digest: [`Happening::Overwrite`] goes over it.
    #[must_use]
    pub fn stops_at(&self, digest: &str) -> bool {
        matches!(&self.trouble, Some(Trouble::Foreign(Some(found))) if found == digest)
    }

    /// The digests that are ours.
    #[must_use]
    pub fn known(&self) -> &[String] {
        &self.known
    }

    fn know(&mut self, digest: String) {
        self.known.retain(|known| *known != digest);
        self.known.push(digest);
        if self.known.len() > MOST_KNOWN {
            // The first is what the file was last read to hold.
            self.known.remove(1);
        }
    }

    fn write(&mut self) -> Option<Todo> {
        if self.in_flight.is_some() {
            return None;
        }
        self.is_waiting = false;
        self.is_hurried = false;
        self.writes = self.writes.saturating_add(1);
        self.in_flight = Some(Write {
            number: self.writes,
            revision: self.newest,
            digest: String::new(),
        });
        Some(Todo::Write(self.writes))
    }

    fn wait(&mut self, millis: u32) -> Todo {
        self.is_waiting = true;
        self.wait_millis = millis;
        self.waits = self.waits.saturating_add(1);
        Todo::Wait(self.waits, millis)
    }

    fn ended(&mut self, number: u64, outcome: Result<Written, FileFault>, at: String) -> Option<Todo> {
        let Write { revision, digest, .. } = self.in_flight.take_if(|write| write.number == number)?;
        self.is_late = false;
        let empty_millis = self.empty_millis.take().unwrap_or_default();
        let given_up = self.given_up.take();
        match outcome {
            Ok(Written::Done { was_there }) => {
                if !was_there {
                    self.written_at = Some(at);
                }
                self.holds = Some(revision);
                self.known = vec![digest];
                self.trouble = None;
                self.failures = 0;
                if self.newest == revision {
                    return None;
                }
                return if self.is_hurried {
                    self.write()
                } else {
                    Some(self.wait(PAUSE_MILLIS))
                };
            }
            Ok(Written::Foreign(found)) => {
                // Whoever empties it from now on may be about to fill it again.
                self.known.retain(|known| *known != nothing());
                if found.is_some() && found == given_up {
                    return self.write();
                }
                self.trouble = Some(Trouble::Foreign(found));
            }
            Ok(Written::Emptied) => {
                self.may_fill = empty_millis >= EMPTY_MILLIS;
                if self.may_fill {
                    return self.write();
                }
                self.empty_millis = Some(empty_millis);
                self.trouble = Some(Trouble::Fault(FileFault::Busy));
            }
            Err(fault) => self.trouble = Some(Trouble::Fault(fault)),
        }
        // What the file held before is no longer known to be there.
        self.holds = None;
        self.failures = self.failures.saturating_add(1);
        let doublings = self.failures.saturating_sub(1).min(16);
        let wait = FIRST_WAIT_MILLIS.saturating_mul(1_u32.checked_shl(doublings).unwrap_or(u32::MAX));
        // Leave is given by a click alone.
        (self.trouble != Some(Trouble::Fault(FileFault::NotAllowed))).then(|| self.wait(wait.min(LONGEST_WAIT_MILLIS)))
    }

    /// What may be said.
    #[must_use]
    pub fn status(&self) -> FileStatus {
        match &self.trouble {
            Some(Trouble::Fault(fault)) => FileStatus::Failed(*fault),
            Some(Trouble::Foreign(found)) => FileStatus::Foreign(found.clone()),
            None if self.is_late => FileStatus::Late,
            None if self.holds == Some(self.newest) => FileStatus::Written(self.written_at.clone()),
            None => FileStatus::Pending,
        }
    }
}
