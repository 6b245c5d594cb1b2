//! Where a draft's texts stand in a store, and which of all found texts is the one to go on from.
//!
//! - The durable store holds two slots a draft, written in turn, so that a damaged newest falls back to the one before; and its
//!   *head*, which says who wrote last: the guard of every write.
//! - The quick store cannot guard a write, so no key in it is ever written by two tabs: each tab has two slots of its own.
//!
//! Each store brings the draft back alone and is witness of the other: measured, a destroyed store comes back empty and
//! without an error (8 of 8 trials).

use crate::base::order::order_by_key;
use crate::exchange::digest::sha256_hex;
use crate::exchange::draft::{Draft, DraftFault, LAYOUT, draft_from_text};
use crate::model::edition::Edition;

/// A key and its text.
pub type Pair = (String, String);

/// The key of the id of the draft in use.
#[must_use]
pub fn current_key() -> String {
    format!("phuluc/{LAYOUT}/current")
}

/// The key of the draft's [`Head`]. The same in every layout, so that an older page sees that a newer one has written.
#[must_use]
pub fn head_key(draft_id: &str) -> String {
    format!("phuluc/head/{draft_id}")
}

/// The key of one of the draft's two slots in the durable store.
#[must_use]
pub fn slot_key(draft_id: &str, slot: u8) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/{}", slot & 1)
}

/// The key of one of the tab's two slots in the quick store.
#[must_use]
pub fn quick_slot_key(draft_id: &str, tab_id: &str, slot: u8) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/{tab_id}/{}", slot & 1)
}

/// What every key of the draft in this layout begins with.
#[must_use]
pub fn draft_prefix(draft_id: &str) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/")
}

/// The key of where the officer was in this draft.
#[must_use]
pub fn place_key(draft_id: &str) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/place")
}

/// What the keys of texts put aside begin with.
pub const ASIDE: &str = "phuluc/aside/";

/// The key under which a text that cannot be read is put aside: by what it holds, so that twice is once.
#[must_use]
pub fn aside_key(text: &str) -> String {
    format!("{ASIDE}{}", text_id(text))
}

/// An id that follows from the text.
#[must_use]
pub fn text_id(text: &str) -> String {
    sha256_hex(text.as_bytes()).chars().take(16).collect()
}

/// The draft and the tab that the key of a slot names, of any layout; no tab in the durable store.
#[must_use]
pub fn slot_names(key: &str) -> Option<(&str, Option<&str>)> {
    let (layout, rest) = key.strip_prefix("phuluc/")?.split_once('/')?;
    let rest = rest.strip_suffix("/0").or_else(|| rest.strip_suffix("/1"))?;
    layout.parse::<u64>().ok()?;
    Some(
        rest.split_once('/')
            .map_or((rest, None), |(draft, tab)| (draft, Some(tab))),
    )
}

/// Who wrote a draft last, and where in the durable store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A tab wrote this revision into this slot.
    Written {
        /// The layout it wrote.
        layout: u64,
        /// The revision.
        revision: u64,
        /// The tab.
        tab_id: String,
        /// The slot.
        slot: u8,
    },
    /// The officer took the draft off this machine.
    Removed,
}

impl Head {
    /// The head that this tab writes.
    #[must_use]
    pub fn written(revision: u64, tab_id: &str, slot: u8) -> Self {
        Self::Written {
            layout: LAYOUT,
            revision,
            tab_id: tab_id.to_owned(),
            slot,
        }
    }

    /// As it is stored.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Written {
                layout,
                revision,
                tab_id,
                slot,
            } => format!("{layout} {revision} {tab_id} {slot}"),
            Self::Removed => "removed".to_owned(),
        }
    }

    /// Reads it; none where it is no head of any layout.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if text == "removed" {
            return Some(Self::Removed);
        }
        let mut words = text.split(' ');
        Some(Self::Written {
            layout: words.next()?.parse().ok()?,
            revision: words.next()?.parse().ok()?,
            tab_id: words.next()?.to_owned(),
            slot: words.next()?.parse().ok()?,
        })
    }
}

/// One of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Local storage.
    Quick,
    /// IndexedDB.
    Durable,
}

/// A text that this page cannot take, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// In which store.
    pub store: Store,
    /// Its key.
    pub key: String,
    /// The text.
    pub text: String,
    /// Why not.
    pub fault: DraftFault,
}

/// A draft as both stores have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The text to go on from.
    pub draft: Draft,
    /// Texts that hold work which is not in it, with where they stand: two tabs wrote at once. Each is to be kept as a draft
    /// of its own.
    pub forks: Vec<(Draft, Pair)>,
    /// Who wrote last in the durable store, as stored.
    pub head: Option<String>,
    /// Texts in the quick store whose work is in this one: superfluous once it is in the durable store.
    pub quick: Vec<Pair>,
    /// The revision that the durable store holds of this line; none where it holds nothing of the draft.
    pub durable_revision: Option<u64>,
    /// The revision that the quick store holds of this line.
    pub quick_revision: Option<u64>,
    /// One of the two stores had nothing of this draft although the other had.
    pub is_half_lost: bool,
    /// One of its texts was damaged.
    pub is_damaged: bool,
}

/// Everything that both stores hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The drafts, last written first by their own clock: for people.
    pub drafts: Vec<Stored>,
    /// What this page cannot take: damaged, of a later layout, of another edition.
    pub raw: Vec<Raw>,
    /// What was put aside before.
    pub aside: Vec<String>,
    /// The id of the draft that was in use.
    pub current: Option<String>,
}

impl Survey {
    /// The draft with this id.
    #[must_use]
    pub fn find(&self, draft_id: &str) -> Option<&Stored> {
        self.drafts.iter().find(|stored| stored.draft.draft_id == draft_id)
    }

    /// The draft to open: the one in use, else the last written; none out of the trash.
    #[must_use]
    pub fn to_open(&self, wanted: Option<&str>) -> Option<&Stored> {
        let is_open = |stored: &&Stored| stored.draft.trashed_at.is_none();
        let named = [wanted, self.current.as_deref()].into_iter().flatten();
        named
            .filter_map(|id| self.find(id))
            .chain(&self.drafts)
            .find(|stored| is_open(stored))
    }

    /// Whether some text has this fault.
    #[must_use]
    pub fn has(&self, fault: &DraftFault) -> bool {
        self.raw.iter().any(|raw| raw.fault == *fault)
    }
}

struct Found {
    draft: Draft,
    store: Store,
    pair: Pair,
}

/// Looks through both stores: by revision and by what each text holds, never by clock.
#[must_use]
pub fn survey(edition: &Edition, quick: &[Pair], durable: &[Pair]) -> Survey {
    let mut survey = Survey::default();
    let mut found: Vec<Found> = Vec::new();
    let pairs = durable
        .iter()
        .map(|pair| (Store::Durable, pair))
        .chain(quick.iter().map(|pair| (Store::Quick, pair)));
    for (store, (key, text)) in pairs {
        if key.starts_with(ASIDE) && !survey.aside.contains(text) {
            survey.aside.push(text.clone());
        }
        if slot_names(key).is_none() {
            continue;
        }
        match draft_from_text(edition, text) {
            Ok(draft) => found.push(Found {
                draft,
                store,
                pair: (key.clone(), text.clone()),
            }),
            Err(fault) => survey.raw.push(Raw {
                store,
                key: key.clone(),
                text: text.clone(),
                fault,
            }),
        }
    }
    let value = |pairs: &[Pair], wanted: &str| {
        let pair = pairs.iter().find(|(key, _)| key == wanted);
        pair.map(|(_, text)| text.clone())
    };
    survey.current = value(quick, &current_key()).or_else(|| value(durable, &current_key()));
    while let Some(first) = found.first() {
        let id = first.draft.draft_id.clone();
        let of_draft: Vec<Found>;
        (of_draft, found) = found.into_iter().partition(|one| one.draft.draft_id == id);
        let head = value(durable, &head_key(&id));
        // Of a draft that was taken off this machine a copy may be left where it could not be reached then.
        if head.as_deref().and_then(Head::from_text) == Some(Head::Removed) {
            continue;
        }
        let is_damaged = survey
            .raw
            .iter()
            .any(|raw| raw.fault == DraftFault::Damaged && slot_names(&raw.key).is_some_and(|(draft, _)| draft == id));
        survey.drafts.extend(stored(of_draft, head, is_damaged));
    }
    order_by_key(&mut survey.drafts, |stored| {
        std::cmp::Reverse(stored.draft.saved_at.clone())
    });
    survey
}

fn stored(found: Vec<Found>, head: Option<String>, is_damaged: bool) -> Option<Stored> {
    let mut tips: Vec<&Found> = Vec::new();
    for one in &found {
        if !tips.iter().any(|tip| tip.draft.holds(&one.draft)) {
            tips.retain(|tip| !one.draft.holds(&tip.draft));
            tips.push(one);
        }
    }
    // The durable store's newest is what was acknowledged and what the head guards: its line goes on. The others are parted.
    let durable = || found.iter().filter(|one| one.store == Store::Durable);
    let guarded = durable().max_by_key(|one| one.draft.revision);
    let goes_on = |tip: &Found| guarded.is_none_or(|one| tip.draft.holds(&one.draft));
    order_by_key(&mut tips, |tip| (!goes_on(tip), std::cmp::Reverse(tip.draft.revision)));
    let (main, forks) = tips.split_first()?;
    let holds_any = |store: Store| found.iter().any(|one| one.store == store);
    let in_line = |store: Store| {
        let line = found.iter().filter(move |one| one.store == store);
        line.filter(|one| main.draft.holds(&one.draft))
    };
    let revision_in = |store: Store| in_line(store).map(|one| one.draft.revision).max();
    Some(Stored {
        draft: main.draft.clone(),
        forks: forks.iter().map(|tip| (tip.draft.clone(), tip.pair.clone())).collect(),
        head,
        durable_revision: revision_in(Store::Durable),
        quick_revision: revision_in(Store::Quick),
        is_half_lost: !holds_any(Store::Quick) || !holds_any(Store::Durable),
        is_damaged,
        quick: in_line(Store::Quick).map(|one| one.pair.clone()).collect(),
    })
}

impl Stored {
    /// Whether both stores hold all of it. After a crash one of them may be behind.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let revision = Some(self.draft.revision);
        self.durable_revision == revision && self.quick_revision == revision
    }
}
