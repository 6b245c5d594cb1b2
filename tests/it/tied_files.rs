//! A draft tied to a file that others can write too: nothing of theirs is ever written over unasked, "written" is never false, and
//! the newest state is in the file once it can be.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use phuluc::base::disk_file::{DiskFile, FileFault};
use phuluc::base::key_value::{Committed, MemoryKeyValue};
use phuluc::exchange::digest::sha256_hex;
use phuluc::state::draft_moves::{beside, changed, was_done, written as as_written};
use phuluc::state::draft_slots::survey;
use phuluc::state::tied_file::writing::{Written, write_over};
use phuluc::state::tied_file::{FileStatus, Happening, TiedFile, Todo, known_of_new};
use proptest::prelude::*;

use crate::sample;

/// What goes wrong at one operation of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mishap {
    /// Nothing is done, and it is said.
    Fails(FileFault),
    /// It is done and reported as failed.
    DoneButFails,
    /// Someone else wrote just before.
    Other,
    /// Someone else emptied it just before, and is about to write.
    Empties,
    /// The file is gone.
    Gone,
}

/// A file on a share, with what others do to it.
#[derive(Debug, Default)]
struct Share {
    bytes: RefCell<Option<Vec<u8>>>,
    /// The file holds what someone else put there and nobody let go of.
    is_theirs: Cell<bool>,
    /// A write of ours was read back from it.
    was_ours: Cell<bool>,
    /// Someone emptied it since, and may be about to write.
    is_emptied: Cell<bool>,
    /// How much was waited, and how much it was when the looks began to find it empty.
    clock: Cell<u64>,
    seen_empty: Cell<Option<u64>>,
    others: Cell<u32>,
    operations: Cell<u32>,
    /// At the operation with this number.
    plan: Cell<Option<(u32, Mishap)>>,
    /// Every operation fails like this.
    fault: Cell<Option<FileFault>>,
    /// Something of theirs was written over.
    is_broken: Cell<bool>,
    swaps: Cell<u32>,
    thrown_away: Cell<u32>,
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
        self.is_emptied.set(false);
    }

    fn other_empties(&self) {
        *self.bytes.borrow_mut() = Some(Vec::new());
        self.is_theirs.set(false);
        // Where nothing of ours was there yet, nothing says that someone is at work.
        self.is_emptied.set(self.was_ours.get());
    }

    /// Whether what someone else does to the file would be lost by a swap now.
    fn is_at_work(&self) -> bool {
        let is_over = |at| self.clock.get() - at >= 60_000;
        self.is_theirs.get() || (self.is_emptied.get() && !self.seen_empty.get().is_some_and(is_over))
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
            Mishap::Other | Mishap::Empties if is_swap => (true, Ok(())),
            Mishap::Empties => {
                self.other_empties();
                (true, Ok(()))
            }
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
        let since = self.seen_empty.get().unwrap_or(self.clock.get());
        self.seen_empty.set(bytes.is_empty().then_some(since));
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
            self.is_broken.set(self.is_broken.get() || self.is_at_work());
            self.is_theirs.set(false);
            self.is_emptied.set(false);
            self.swaps.set(self.swaps.get() + 1);
            *self.bytes.borrow_mut() = Some(beside);
        }
        outcome
    }

    async fn throw_away(&self, _beside: Vec<u8>) {
        self.thrown_away.set(self.thrown_away.get() + 1);
    }
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
    /// The number of the write that is to be done, what is to be written, made when it is asked for, and over what.
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
            Some(Todo::Write(number)) => {
                assert_eq!(self.todo, None, "one write at a time");
                let bytes = state(self.revision);
                let begun = self.tie.begin(sha256_hex(&bytes));
                self.remembered = begun.remember;
                self.todo = Some((number, bytes, begun.over));
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
        let Some((number, bytes, over)) = self.todo.take() else {
            return;
        };
        let outcome = done(write_over(self.share, &bytes, &over, || true));
        if is_lost {
            return;
        }
        if matches!(outcome, Ok(Written::Done { .. })) {
            assert_eq!(self.share.bytes.borrow().as_deref(), Some(&*bytes), "read back");
            self.share.was_ours.set(true);
        }
        self.at += 1;
        let is_known = outcome.is_ok();
        self.happens(Happening::Ended(number, outcome, self.at.to_string()));
        if is_known {
            self.remembered = self.tie.known().to_vec();
        }
    }

    /// Whether the state at this revision is to be written now.
    fn is_due(&self, revision: u64) -> bool {
        self.todo
            .as_ref()
            .is_some_and(|(_, bytes, _)| *bytes == state(revision))
    }

    fn waits(&mut self) {
        if let Some((number, millis)) = self.wait.take() {
            self.share.clock.set(self.share.clock.get() + u64::from(millis));
            self.happens(Happening::Waited(number));
        }
    }

    fn rests(&mut self) {
        for _ in 0..12 {
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
    let mut page = Page::open(&share, 7, known_of_new());
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.writes(false);
    assert_eq!((page.tie.status(), page.holds_the_newest()), (written("1"), true));
    page.types();
    assert_eq!(
        (page.tie.status(), &page.todo),
        (FileStatus::Pending, &None),
        "a share is slow"
    );
    page.types();
    page.waits();
    assert!(page.is_due(9));
    page.writes(false);
    assert_eq!((page.tie.status(), share.swaps.get()), (written("2"), 2));
    // While one is on its way, no other begins; the newest follows.
    page.types();
    page.happens(Happening::Hurry);
    page.types();
    page.happens(Happening::Look);
    page.happens(Happening::Hurry);
    assert!(page.is_due(10));
    page.writes(false);
    assert_eq!(
        (page.tie.status(), page.is_due(11)),
        (FileStatus::Pending, true),
        "hurried"
    );
    page.writes(false);
    assert!(page.holds_the_newest());
}

#[test]
fn what_the_file_held_when_it_was_tied_is_not_written_over_unasked() {
    for theirs in [&b"an older report"[..], &[b'x'; 2000]] {
        let share = Share::with(theirs);
        let mut page = Page::open(&share, 1, known_of_new());
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
    let mut page = Page::open(&share, 1, known_of_new());
    page.rests();
    assert_eq!((page.tie.status(), share.swaps.get()), (FileStatus::Written(None), 0));
}

#[test]
fn what_someone_wrote_since_is_seen_at_each_look() {
    // The looks: before, with the new bytes beside it, after the swap.
    for at in [1, 2, 3, 5] {
        let share = Share::with(b"");
        let mut page = Page::open(&share, 1, known_of_new());
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
    let mut page = Page::open(&share, 1, known_of_new());
    page.rests();
    share.other_writes();
    page.happens(Happening::Look);
    page.writes(false);
    assert!(matches!(page.tie.status(), FileStatus::Foreign(Some(_))));
}

#[test]
fn a_fault_is_named_and_tried_again_after_growing_waits() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, known_of_new());
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
    let mut page = Page::open(&share, 1, known_of_new());
    page.happens(Happening::Late(2));
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.happens(Happening::Late(1));
    page.types();
    page.happens(Happening::Look);
    assert_eq!((page.tie.status(), page.is_due(1)), (FileStatus::Late, true));
    page.writes(false);
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.rests();
    assert!(page.holds_the_newest());
    // The clock of one write says nothing of the next, be it of the same revision.
    page.happens(Happening::Look);
    let first = page.todo.as_ref().map_or(0, |(number, ..)| *number);
    page.writes(false);
    page.happens(Happening::Look);
    page.happens(Happening::Late(first));
    assert_ne!(page.tie.status(), FileStatus::Late);
}

#[test]
fn what_was_given_up_while_the_file_held_something_else_by_then_is_looked_at_now() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, known_of_new());
    page.rests();
    share.other_writes();
    page.happens(Happening::Look);
    page.writes(false);
    let FileStatus::Foreign(Some(digest)) = page.tie.status() else {
        panic!("not seen");
    };
    // They wrote again, and the officer kept what stands there now: that is asked first, and is no leave.
    share.other_writes();
    let held = sha256_hex(b"theirs 2");
    assert!(page.tie.stops_at(&digest) && !page.tie.stops_at(&held));
    page.happens(Happening::Overwrite(held.clone()));
    page.writes(false);
    assert_eq!(page.tie.status(), FileStatus::Foreign(Some(held.clone())));
    assert!(page.tie.stops_at(&held) && share.is_theirs.get());
    // Given up while a look is on its way that does not know of it: written right after.
    page.happens(Happening::Look);
    page.lets_go();
    page.writes(false);
    assert_eq!(page.tie.status(), FileStatus::Pending);
    page.writes(false);
    assert!(page.holds_the_newest() && !share.is_broken.get());
}

#[test]
fn a_file_that_was_emptied_is_filled_again_only_when_it_stayed_empty() {
    let share = Share::with(b"");
    let mut page = Page::open(&share, 1, known_of_new());
    page.rests();
    assert!(page.holds_the_newest(), "a new file is empty");
    share.other_empties();
    page.types();
    let from = share.clock.get();
    while !page.holds_the_newest() {
        page.waits();
        page.writes(false);
        assert!(!share.is_broken.get());
        if page.todo.is_none() && !page.holds_the_newest() {
            assert_eq!(page.tie.status(), FileStatus::Failed(FileFault::Busy));
        }
        assert!(share.clock.get() - from < 200_000, "never filled");
    }
    // Looks that follow each other at once are no minute; nor is it a new file after a reload.
    share.other_empties();
    for _ in 0..20 {
        page.happens(Happening::Look);
        page.writes(false);
    }
    page = Page::open(&share, page.revision, page.remembered);
    page.writes(false);
    assert_eq!(
        (page.tie.status(), page.holds_the_newest()),
        (FileStatus::Failed(FileFault::Busy), false)
    );
    // What comes while it waits is theirs.
    share.other_writes();
    page.rests();
    assert!(share.is_theirs.get() && matches!(page.tie.status(), FileStatus::Foreign(Some(_))));
    // Nor is a file new in which something stood when it was tied.
    let share = Share::with(b"an older report");
    let mut page = Page::open(&share, 1, known_of_new());
    page.writes(false);
    share.other_empties();
    page.happens(Happening::Look);
    page.writes(false);
    assert_eq!(page.tie.status(), FileStatus::Failed(FileFault::Busy));
}

#[test]
fn a_tie_that_was_ended_writes_nothing_more() {
    // Looked, written beside, looked again; with the fourth operation it is in the file.
    for until in 1..=4 {
        let share = Share::with(b"");
        let known = known_of_new();
        let outcome = done(write_over(&share, b"ours", &known, || share.operations.get() < until));
        let is_late = until > 3;
        assert_eq!(outcome.is_ok(), is_late, "until {until}: {outcome:?}");
        assert_eq!(share.swaps.get(), u32::from(is_late), "until {until}");
        assert_eq!(
            share.thrown_away.get(),
            u32::from((2..=3).contains(&until)),
            "until {until}"
        );
    }
}

#[test]
fn what_the_file_held_is_kept_once_however_often_that_is_asked() {
    let edition = sample::edition();
    let store = MemoryKeyValue::default();
    let keep = |bytes: &[u8], at: &str| {
        let draft = beside("ours", "a.json", bytes, sample::report(&edition), at.to_owned());
        let (_, step) = as_written(&edition, &draft, None);
        match store.commit(&step).expect("works") {
            Committed::Done => "kept",
            Committed::Refused(held) if was_done(&step, held.as_deref()) => "was kept",
            Committed::Refused(_) => "is something else",
        }
    };
    let stored = || survey(&edition, &[], &store.all()).drafts;
    assert_eq!([keep(b"one", "10:00"), keep(b"one", "10:01")], ["kept", "was kept"]);
    assert_eq!(stored().len(), 1);
    assert_eq!(keep(b"two", "10:02"), "kept");
    let drafts = stored();
    assert_eq!(drafts.len(), 2);
    assert!(
        drafts
            .iter()
            .all(|one| one.draft.parallel_of.as_deref() == Some("ours"))
    );
    // Someone went on from what was kept: it stands there no longer as it was.
    for one in &drafts {
        let (_, step) = changed(&edition, one, "another", |draft| draft.name = "mine".to_owned());
        assert_eq!(store.commit(&step), Ok(Committed::Done));
    }
    assert_eq!(keep(b"one", "10:03"), "is something else");
}

#[test]
fn what_was_opened_out_of_the_file_is_looked_for_at_the_next_change() {
    let share = Share::with(&state(2));
    let mut page = Page::open(&share, 1, known_of_new());
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
                let mut page = Page::open(&share, 1, known_of_new());
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
        Just(Mishap::Empties),
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
        let mut page = Page::open(&share, 1, known_of_new());
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
                Step::Empty => share.other_empties(),
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
