//! Drafts: what is stored comes back, and damage to one slot or one store costs nothing or is told.

use phuluc::base::key_value::{KeyValue, MemoryKeyValue, StoreError};
use phuluc::exchange::draft::{Draft, DraftFault, DraftPlace, draft_from_text, text_from_draft};
use phuluc::model::answer::Entry;
use phuluc::model::report::Report;
use phuluc::state::draft_slots::{Stored, current_key, slot_key, survey};
use proptest::prelude::*;

use crate::any::any_report;
use crate::sample;

fn draft(report: Report, revision: u64) -> Draft {
    Draft {
        draft_id: "a1b2".to_owned(),
        revision,
        tab_id: "t".to_owned(),
        line: vec![("s".to_owned(), 3), ("t".to_owned(), revision)],
        name: "bản của phòng".to_owned(),
        parallel_of: Some("c3d4".to_owned()),
        trashed_at: None,
        carried: vec![("4.2b".to_owned(), "59".to_owned())],
        saved_at: "2026-11-24T10:42:07".to_owned(),
        place: Some(DraftPlace {
            row: "3.4.1c".to_owned(),
            is_note: true,
        }),
        report,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_draft_comes_back(report in any_report(sample::edition())) {
        let edition = sample::edition();
        let draft = draft(report, 12);
        prop_assert_eq!(draft_from_text(&edition, &text_from_draft(&edition, &draft)), Ok(draft));
    }
}

#[test]
fn any_damage_is_noticed() {
    let edition = sample::edition();
    let text = text_from_draft(&edition, &draft(sample::report(&edition), 12));
    for at in (0..text.len()).step_by(37) {
        let cut = text.get(..at).map(|cut| draft_from_text(&edition, cut));
        assert!(cut.is_none_or(|cut| cut == Err(DraftFault::Damaged)), "cut at {at}");
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let changed = String::from_utf8(bytes).map(|changed| draft_from_text(&edition, &changed));
        assert!(
            changed.is_err() || changed.is_ok_and(|read| read.is_err()),
            "changed at {at}"
        );
    }
    let later = text.replace("{\"layout\":1", "{\"layout\":2");
    assert_eq!(draft_from_text(&edition, &later), Err(DraftFault::NewerLayout));
}

/// A store with the sample at these revisions, each with its revision typed into the first row that takes a figure.
fn store(revisions: &[u64]) -> MemoryKeyValue {
    let edition = sample::edition();
    let store = MemoryKeyValue::default();
    for revision in revisions {
        let mut report = sample::report(&edition);
        report.entries[1] = Entry::typed(revision.to_string());
        let draft = draft(report, *revision);
        let key = slot_key(&draft.draft_id, u8::from(revision % 2 == 1));
        store.set(&key, &text_from_draft(&edition, &draft)).expect("room");
        store.set(&current_key(), &draft.draft_id).expect("room");
    }
    store
}

fn look(quick: &MemoryKeyValue, durable: &MemoryKeyValue) -> Option<Stored> {
    let survey = survey(&sample::edition(), &quick.all(), &durable.all());
    survey.to_open(None).cloned()
}

fn revision(quick: &MemoryKeyValue, durable: &MemoryKeyValue) -> Option<u64> {
    let draft = look(quick, durable)?.draft;
    assert_eq!(draft.report.entries[1].typed, draft.revision.to_string());
    Some(draft.revision)
}

#[test]
fn the_newest_of_both_stores_is_taken() {
    assert_eq!(revision(&store(&[]), &store(&[])), None);
    assert_eq!(revision(&store(&[1, 2, 3]), &store(&[1, 2])), Some(3));
    assert_eq!(revision(&store(&[1]), &store(&[8, 9])), Some(9));
}

#[test]
fn a_destroyed_store_is_told_and_costs_nothing() {
    let (quick, durable) = (store(&[1, 2, 3]), store(&[1, 2, 3]));
    quick.destroy();
    let found = look(&quick, &durable).expect("found");
    assert_eq!((found.draft.revision, found.is_half_lost), (3, true));
}

#[test]
fn a_damaged_newest_falls_back_to_the_one_before_and_says_so() {
    let (quick, durable) = (store(&[1, 2, 3]), store(&[1, 2, 3]));
    for store in [&quick, &durable] {
        let key = slot_key("a1b2", 1);
        let text = store.get(&key).expect("usable").expect("written");
        store.set(&key, &text[..text.len() - 9]).expect("room");
    }
    let found = look(&quick, &durable).expect("found");
    assert_eq!((found.draft.revision, found.is_damaged), (2, true));
}

#[test]
fn a_full_store_keeps_what_it_had() {
    let quick = store(&[1, 2]);
    quick.fail_with(Some(StoreError::Full));
    assert_eq!(quick.set(&slot_key("a1b2", 1), "x"), Err(StoreError::Full));
    quick.fail_with(None);
    assert_eq!(revision(&quick, &store(&[])), Some(2));
}

/// A text of each layout that was ever released, never to be deleted: all of them open, and a later one is left alone.
#[test]
fn drafts_of_every_layout_open() {
    let edition = sample::edition();
    let first = include_str!("files/drafts/layout-1.json").trim_end();
    let read = draft_from_text(&edition, first).expect("layout 1 opens");
    assert_eq!(read.report, sample::report(&edition));
    // Before two tabs were told apart there was no line, no name, nothing carried.
    let bare = include_str!("files/drafts/layout-1-first.json").trim_end();
    let read = draft_from_text(&edition, bare).expect("the first texts open");
    assert_eq!(
        (read.report, read.line.len(), read.name.as_str()),
        (sample::report(&edition), 0, "")
    );
    let later = include_str!("files/drafts/layout-2-unknown.json").trim_end();
    assert_eq!(draft_from_text(&edition, later), Err(DraftFault::NewerLayout));
    let quick = [("phuluc/2/a/t/0".to_owned(), later.to_owned())];
    let survey = survey(&edition, &quick, &[]);
    assert!(survey.drafts.is_empty() && survey.raw.len() == 1, "offered as it is");
}
