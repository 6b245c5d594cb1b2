//! What [`super::keep`] hears and asks for: events in, deeds out.

use super::draft_slots::{Pair, Stored};
use super::tab_note::TabNote;
use crate::base::key_value::{Commit, Committed, StoreError};

/// What this tab may do with the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It writes.
    Writing {
        /// Another tab has the draft open too, and only shows it.
        is_watched: bool,
    },
    /// Another tab writes; this one shows what that one saved.
    Watching {
        /// The other tab has been closed.
        is_writer_gone: bool,
        /// This one is about to take over.
        is_taking: bool,
    },
    /// A later version of the page has written the draft: this one must be loaded anew.
    Outdated,
    /// The stores are not touched.
    Unkept,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The report is now at this revision.
    Changed(u64),
    /// The quick store took this revision, or not.
    QuickWritten(u64, Result<(), StoreError>),
    /// How the durable store's step for this revision ended, at this time of day.
    Committed(u64, Result<Committed, StoreError>, String),
    /// It is time to try again.
    Retry,
    /// Another tab said something.
    Heard(TabNote),
    /// The officer wants to go on here.
    TakeOver,
    /// The other tab was given time enough to let go.
    WaitedEnough,
    /// It is time to count the tabs that watch.
    Count,
    /// No other tab has said that it writes the draft: a store that has less than the other may be written.
    Mend,
    /// The stores were read and the report was put into the page; none where they hold no such draft.
    Loaded(Option<Box<Stored>>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Put these into the quick store, in order; answer with [`Event::QuickWritten`].
    PutQuick(u64, Vec<Pair>),
    /// Carry this out in the durable store; answer with [`Event::Committed`].
    Commit(u64, Commit),
    /// Take these keys out of the quick store, where they still hold this text (whatever they hold, where none is given).
    ForgetQuick(Vec<(String, Option<String>)>),
    /// Come back with [`Event::Retry`] after some seconds.
    RetryLater,
    /// Tell the other tabs.
    Tell(TabNote),
    /// Read the stores, put the draft into the page, answer with [`Event::Loaded`].
    Load,
    /// Come back with [`Event::WaitedEnough`] after a second or two.
    WaitForYield,
    /// Come back with [`Event::Mend`] after a moment.
    WaitToMend,
    /// Come back with [`Event::Count`] after some seconds.
    CountLater,
    /// Say that this tab's work is now a draft beside the one that another tab wrote.
    SayParted,
    /// Say that the durable store was emptied under the page, and is being filled again.
    SayEmptied,
}

/// What a text that is stored has to say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The draft.
    pub draft_id: String,
    /// The revision.
    pub revision: u64,
    /// This tab.
    pub tab_id: String,
    /// As [`crate::exchange::draft::Draft::line`].
    pub line: Vec<(String, u64)>,
    /// As [`crate::exchange::draft::Draft::parallel_of`].
    pub parallel_of: Option<String>,
}

/// Makes the text of the report as it stands.
pub type Write<'a> = &'a mut dyn FnMut(&Stamp) -> String;
