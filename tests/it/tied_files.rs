//! A draft tied to a file that others can write too: nothing of theirs is ever written over unasked, "written" is never false, and
//! the newest state is in the file once it can be.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use phuluc::base::disk_file::{DiskFile, FileFault};
use phuluc::exchange::digest::sha256_hex;
use phuluc::state::tied_file::writing::{Written, write_over};
use phuluc::state::tied_file::{FileStatus, Happening, TiedFile, Todo};
use proptest::prelude::*;

/// What goes wrong at one operation of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mishap {
    /// Nothing is done, and it is said.
    Fails(FileFault),
    /// It is done and reported as failed.
    DoneButFails,
    /// Someone else wrote just before.
    Other,
    /// The file is gone.
    Gone,
}

/// A file on a share, with what others do to it.
#[derive(Debug, Default)]
struct Share {
    bytes: RefCell<Option<Vec<u8>>>,
    /// The file holds what someone else put there and nobody let go of.
    is_theirs: Cell<bool>,
    others: Cell<u32>,
    operations: Cell<u32>,
    /// At the operation with this number.
    plan: Cell<Option<(u32, Mishap)>>,
    /// Every operation fails like this.
    fault: Cell<Option<FileFault>>,
    /// Something of theirs was written over.
    is_broken: Cell<bool>,
    swaps: Cell<u32>,
}

impl Share {
    fn with(bytes: &[u8]) -> Self {
        let share = Self::default();
        *share.bytes.borrow_mut() = Some(bytes.to_vec());
        share.is_theirs.set(!bytes.is_empty());
        share
    }

    fn other_writes(&self) {
        self.others.set(self.others.get() + 1);
        *self.bytes.borrow_mut() = Some(format!("theirs {}", self.others.get()).into_bytes());
        self.is_theirs.set(true);
    }

    /// Whether the operation is done, and how it ends.
    fn operation(&self, is_swap: bool) -> (bool, Result<(), FileFault>) {
        self.operations.set(self.operations.get() + 1);
        if let Some(fault) = self.fault.get() {
            return (false, Err(fault));
        }
        let Some((_, mishap)) = self.plan.get().filter(|(at, _)| *at == self.operations.get()) else {
            return (true, Ok(()));
        };
        self.plan.set(None);
        match mishap {
            Mishap::Fails(fault) => (false, Err(fault)),
            Mishap::DoneButFails => (true, Err(FileFault::Failed)),
            // Between the last look and the swap no browser can look: what happens there is not promised.
            Mishap::Other if is_swap => (true, Ok(())),
            Mishap::Other => {
                self.other_writes();
                (true, Ok(()))
            }
            Mishap::Gone => {
                *self.bytes.borrow_mut() = None;
                self.is_theirs.set(false);
                (false, Err(FileFault::Missing))
            }
        }
    }
}

impl DiskFile for Share {
    type Beside = Vec<u8>;

    async fn read(&self) -> Result<Vec<u8>, FileFault> {
        self.operation(false).1?;
        let bytes = self.bytes.borrow().clone().ok_or(FileFault::Missing)?;
        if bytes.len() > 1000 {
            return Err(FileFault::TooLarge);
        }
        Ok(bytes)
    }

    async fn write_beside(&self, bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
        self.operation(false).1?;
        Ok(bytes.to_vec())
    }

    async fn swap_in(&self, beside: Vec<u8>) -> Result<(), FileFault> {
        let (is_done, outcome) = self.operation(true);
        if is_done {
            self.is_broken.set(self.is_broken.get() || self.is_theirs.get());
            self.is_theirs.set(false);
            self.swaps.set(self.swaps.get() + 1);
            *self.bytes.borrow_mut() = Some(beside);
        }
        outcome
    }

    async fn throw_away(&self, _beside: Vec<u8>) {}
}

/// What never waits is done at once.
fn done<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the share never waits"),
    }
}

fn state(revision: u64) -> Vec<u8> {
    format!("report at {revision}").into_bytes()
}

/// A page with the tied draft.
struct Page<'a> {
    share: &'a Share,
    tie: TiedFile,
    revision: u64,
    remembered: Vec<String>,
    /// What is to be written: the bytes are made when it is asked for.
    todo: Option<(u64, Vec<u8>, Vec<String>)>,
    /// The last wait that was asked for.
    wait: Option<(u64, u32)>,
    at: u64,
}

impl<'a> Page<'a> {
    fn open(share: &'a Share, revision: u64, remembered: Vec<String>) -> Self {
        let tie = TiedFile::new(revision, remembered.clone());
        let mut page = Self {
            share,
            tie,
            revision,
            remembered,
            todo: None,
            wait: None,
            at: 0,
        };
        page.happens(Happening::Look);
        page
    }

    fn happens(&mut self, happening: Happening) {
        match self.tie.happened(happening) {
            Some(Todo::Wait(number, millis)) => self.wait = Some((number, millis)),
            Some(Todo::Write(revision)) => {
                assert_eq!(
                    (&self.todo, revision),
                    (&None, self.revision),
                    "one write at a time, of the newest"
                );
                let bytes = state(revision);
                self.remembered = self.tie.begin(sha256_hex(&bytes));
                self.todo = Some((revision, bytes, self.remembered.clone()));
            }
            None => {}
        }
    }

    fn types(&mut self) {
        self.revision += 1;
        self.happens(Happening::Changed(self.revision));
    }

    /// The write that was asked for is carried out; where the page is lost in it, nobody hears how it ended.
    fn writes(&mut self, is_lost: bool) {
        let Some((revision, bytes, known)) = self.todo.take() else {
            return;
        };
        let outcome = done(write_over(self.share, &bytes, &known));
        if is_lost {
            return;
        }
        if matches!(outcome, Ok(Written::Done { .. })) {
            assert_eq!(self.share.bytes.borrow().as_deref(), Some(&*bytes), "read back");
        }
        self.at += 1;
        let is_done = matches!(outcome, Ok(Written::Done { .. }));
        self.happens(Happening::Ended(revision, outcome, self.at.to_string()));
        if is_done {
            self.remembered = self.tie.known().to_vec();
        }
    }

    /// The revision that is to be written now.
    fn due(&self) -> Option<u64> {
        self.todo.as_ref().map(|(revision, ..)| *revision)
    }

    fn waits(&mut self) {
        if let Some((number, _)) = self.wait.take() {
            self.happens(Happening::Waited(number));
        }
    }

    fn rests(&mut self) {
        for _ in 0..6 {
            self.writes(false);
            self.waits();
        }
    }

    fn lets_go(&mut self) {
        if let FileStatus::Foreign(Some(digest)) = self.tie.status() {
            let held = self.share.bytes.borrow().as_ref().map(|bytes| sha256_hex(bytes));
            // The page keeps what it reads; what came since has another digest.
            if held.as_ref() == Some(&digest) {
                self.share.is_theirs.set(false);
            }
            self.happens(Happening::Overwrite(digest));
        }
    }

    fn holds_the_newest(&self) -> bool {
        self.share.bytes.borrow().as_deref() == Some(&*state(self.revision))
    }
}

fn written(at: &str) -> FileStatus {
    FileStatus::Written(Some(at.to_owned()))
}

#[test]
fn written_is_said_after_it_was_read_back_and_one_write_follows_another() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 7, Vec::new());
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.writes(false);
    assert_eq!((page.tie.status(), page.holds_the_newest()), (written("1"), true));
    page.types();
    assert_eq!(
        (page.tie.status(), page.due()),
        (FileStatus::Pending, None),
        "a share is slow"
    );
    page.types();
    page.waits();
    assert_eq!(page.due(), Some(9));
    page.writes(false);
    assert_eq!((page.tie.status(), share.swaps.get()), (written("2"), 2));
    // While one is on its way, no other begins; the newest follows.
    page.types();
    page.happens(Happening::Hurry);
    page.types();
    page.happens(Happening::Look);
    page.happens(Happening::Hurry);
    assert_eq!(page.due(), Some(10));
    page.writes(false);
    assert_eq!(
        (page.tie.status(), page.due()),
        (FileStatus::Pending, Some(11)),
        "hurried"
    );
    page.writes(false);
    assert!(page.holds_the_newest());
}

#[test]
fn what_the_file_held_when_it_was_tied_is_not_written_over_unasked() {
    for theirs in [&b"an older report"[..], &[b'x'; 2000]] {
        let share = Share::with(theirs);
        let mut page = Page::open(&share, 1, Vec::new());
        page.types();
        page.rests();
        let digest = (theirs.len() < 1000).then(|| sha256_hex(theirs));
        assert_eq!(page.tie.status(), FileStatus::Foreign(digest.clone()));
        assert_eq!(share.bytes.borrow().as_deref(), Some(theirs));
        // Leave to go over something else is no leave.
        page.happens(Happening::Overwrite("another".to_owned()));
        page.rests();
        assert_eq!(
            (page.tie.status(), share.swaps.get()),
            (FileStatus::Foreign(digest.clone()), 0)
        );
        page.lets_go();
        page.rests();
        assert_eq!(page.holds_the_newest(), digest.is_some());
    }
    // The very bytes that are to be written are no one else's.
    let share = Share::with(&state(1));
    let mut page = Page::open(&share, 1, Vec::new());
    page.rests();
    assert_eq!((page.tie.status(), share.swaps.get()), (FileStatus::Written(None), 0));
}

#[test]
fn what_someone_wrote_since_is_seen_at_each_look() {
    // The looks: before, with the new bytes beside it, after the swap.
    for at in [1, 2, 3, 5] {
        let share = Share::with(b"");
        let mut page = Page::open(&share, 1, Vec::new());
        page.rests();
        page.types();
        share.plan.set(Some((share.operations.get() + at, Mishap::Other)));
        page.waits();
        page.writes(false);
        assert!(matches!(page.tie.status(), FileStatus::Foreign(Some(_))), "at {at}");
        page.rests();
        assert_eq!(share.bytes.borrow().as_deref(), Some(&b"theirs 1"[..]), "at {at}");
        page.lets_go();
        page.rests();
        assert!(page.holds_the_newest() && !share.is_broken.get());
    }
    // Seen too when nothing is to be written, once the page is looked at again.
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, Vec::new());
    page.rests();
    share.other_writes();
    page.happens(Happening::Look);
    page.writes(false);
    assert!(matches!(page.tie.status(), FileStatus::Foreign(Some(_))));
}

#[test]
fn a_fault_is_named_and_tried_again_after_growing_waits() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, Vec::new());
    page.rests();
    share.fault.set(Some(FileFault::Full));
    page.types();
    let mut waited = Vec::new();
    for _ in 0..9 {
        page.waits();
        page.writes(false);
        assert_eq!(page.tie.status(), FileStatus::Failed(FileFault::Full));
        page.types();
        waited.push(page.wait.map_or(0, |(_, millis)| millis));
    }
    assert_eq!(
        waited,
        [5000, 10000, 20000, 40000, 80000, 160_000, 300_000, 300_000, 300_000]
    );
    share.fault.set(None);
    page.rests();
    assert_eq!((page.tie.status(), page.holds_the_newest()), (written("11"), true));
    // Leave is not asked for again and again: only when the page is looked at, or a click gave it.
    share.fault.set(Some(FileFault::NotAllowed));
    page.types();
    page.rests();
    assert_eq!(
        (page.tie.status(), page.wait),
        (FileStatus::Failed(FileFault::NotAllowed), None)
    );
    share.fault.set(None);
    page.happens(Happening::Look);
    page.rests();
    assert!(page.holds_the_newest());
}

#[test]
fn a_share_that_does_not_answer_is_told_and_not_asked_twice() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, Vec::new());
    page.happens(Happening::Late(2));
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.happens(Happening::Late(1));
    page.types();
    page.happens(Happening::Look);
    assert_eq!((page.tie.status(), page.due()), (FileStatus::Late, Some(1)));
    page.writes(false);
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.rests();
    assert!(page.holds_the_newest());
}

#[test]
fn what_was_opened_out_of_the_file_is_looked_for_at_the_next_change() {
    let share = Share::with(&state(2));
    let mut page = Page::open(&share, 1, Vec::new());
    page.writes(false);
    assert!(matches!(page.tie.status(), FileStatus::Foreign(_)));
    page.happens(Happening::Opened);
    page.types();
    assert!(page.wait.is_some_and(|(_, millis)| millis < 2000), "{:?}", page.wait);
    page.rests();
    assert_eq!((page.tie.status(), share.swaps.get()), (FileStatus::Written(None), 0));
}

#[test]
fn whichever_operation_goes_wrong_the_file_has_the_newest_in_the_end() {
    let mishaps = [
        Mishap::Fails(FileFault::NotAllowed),
        Mishap::Fails(FileFault::Busy),
        Mishap::DoneButFails,
    ];
    for mishap in mishaps {
        for at in 1..=10 {
            for is_lost in [false, true] {
                let share = Share::with(b"");
                share.plan.set(Some((at, mishap)));
                let mut page = Page::open(&share, 1, Vec::new());
                page.writes(false);
                page.types();
                page.waits();
                page.writes(is_lost);
                if is_lost {
                    page = Page::open(&share, page.revision, page.remembered);
                }
                page.types();
                page.happens(Happening::Look);
                page.rests();
                assert!(
                    page.holds_the_newest(),
                    "{mishap:?} at {at}, lost: {is_lost}: {:?}",
                    page.tie.status()
                );
            }
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Type,
    Write,
    WriteAndLose,
    Wait,
    Look,
    Hurry,
    Other,
    Empty,
    Plan(u32, Mishap),
    Fault(Option<FileFault>),
    LetGo,
    Reload,
}

fn any_step() -> impl Strategy<Value = Step> {
    let fault = prop_oneof![
        Just(FileFault::NotAllowed),
        Just(FileFault::Missing),
        Just(FileFault::Full),
        Just(FileFault::Failed),
    ];
    let mishap = prop_oneof![
        fault.clone().prop_map(Mishap::Fails),
        Just(Mishap::DoneButFails),
        Just(Mishap::Other),
        Just(Mishap::Gone),
    ];
    prop_oneof![
        6 => Just(Step::Type),
        6 => Just(Step::Write),
        1 => Just(Step::WriteAndLose),
        5 => Just(Step::Wait),
        2 => Just(Step::Look),
        1 => Just(Step::Hurry),
        1 => Just(Step::Other),
        1 => Just(Step::Empty),
        2 => (1..6_u32, mishap).prop_map(|(after, mishap)| Step::Plan(after, mishap)),
        1 => proptest::option::of(fault).prop_map(Step::Fault),
        2 => Just(Step::LetGo),
        1 => Just(Step::Reload),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// "Written" is checked where it is heard: see [`Page::writes`].
    #[test]
    fn nothing_foreign_is_written_over_and_the_newest_gets_there(
        start in prop_oneof![3 => Just(&b""[..]), 1 => Just(&b"an older report"[..])],
        steps in proptest::collection::vec(any_step(), 1..60),
    ) {
        let share = Share::with(start);
        let mut page = Page::open(&share, 1, Vec::new());
        for step in steps {
            match step {
                Step::Type => page.types(),
                Step::Write => page.writes(false),
                Step::WriteAndLose => {
                    page.writes(true);
                    page = Page::open(&share, page.revision, page.remembered);
                }
                Step::Wait => page.waits(),
                Step::Look => page.happens(Happening::Look),
                Step::Hurry => page.happens(Happening::Hurry),
                Step::Other => share.other_writes(),
                Step::Empty => {
                    *share.bytes.borrow_mut() = Some(Vec::new());
                    share.is_theirs.set(false);
                }
                Step::Plan(after, mishap) => share.plan.set(Some((share.operations.get() + after, mishap))),
                Step::Fault(fault) => share.fault.set(fault),
                Step::LetGo => page.lets_go(),
                Step::Reload => page = Page::open(&share, page.revision, page.remembered),
            }
            prop_assert!(!share.is_broken.get(), "theirs was written over at {step:?}");
        }
        // The faults stop; the officer lets go of what others wrote; a file that is gone comes back.
        share.fault.set(None);
        share.plan.set(None);
        if share.bytes.borrow().is_none() {
            *share.bytes.borrow_mut() = Some(Vec::new());
        }
        page.happens(Happening::Look);
        page.rests();
        page.lets_go();
        page.rests();
        prop_assert!(page.holds_the_newest(), "{:?}", page.tie.status());
        prop_assert!(matches!(page.tie.status(), FileStatus::Written(_)));
        prop_assert!(!share.is_broken.get());
    }
}
