//! [`History`]: every change of the report, to be undone, redone, and told. Bounded: the oldest goes first. It also knows what of
//! it is not stored yet, so that a save writes the changes that are new and no others.

use std::collections::BTreeMap;

use crate::base::order::order_by_key;
use crate::exchange::change_text::{change_from_text, text_from_change};
use crate::model::change::{Change, Value};
use crate::model::edition::Edition;

/// How many changes are remembered.
const MOST: usize = 300;

/// What of a history is to be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// What is written.
    pub puts: Vec<(String, String)>,
    /// What is taken away.
    pub removes: Vec<String>,
    marks: Vec<(u64, u64)>,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Numbered, since each is stored under its number.
    steps: Vec<(u64, Change)>,
    /// How many of them stand; the others were undone.
    done: usize,
    next: u64,
    /// The last step is still being typed.
    is_open: bool,
    /// Steps that are not stored as they are, each with how often it changed.
    unsaved: BTreeMap<u64, u64>,
    turns: u64,
    /// The store had no room: what is new is kept in memory alone for one save.
    rests: bool,
}

/// What the keys of a draft's history begin with; apart from the drafts, so that looking through those does not read it.
#[must_use]
pub fn history_prefix(draft_id: &str) -> String {
    format!("phuluc-steps/{draft_id}/")
}

const DONE: &str = "done";

fn key(draft_id: &str, number: u64) -> String {
    format!("{}{number:010}", history_prefix(draft_id))
}

impl History {
    /// Takes in a change. While the same field is being typed it is one change.
    pub fn push(&mut self, before: Value, after: Value, is_typing: bool) {
        for (number, _) in self.steps.split_off(self.done) {
            self.touch(number);
        }
        let goes_on = is_typing && self.is_open;
        let number = match self
            .steps
            .last_mut()
            .filter(|(_, last)| goes_on && last.after.is_of(&after))
        {
            Some((number, last)) => {
                last.after = after;
                *number
            }
            None => {
                let number = self.next;
                self.next = self.next.saturating_add(1);
                let at = String::new();
                self.steps.push((number, Change { at, before, after }));
                number
            }
        };
        self.touch(number);
        let too_many = self.steps.len().saturating_sub(MOST);
        self.forget(too_many);
        self.done = self.steps.len();
        self.is_open = is_typing;
    }

    fn touch(&mut self, number: u64) {
        self.turns = self.turns.saturating_add(1);
        self.unsaved.insert(number, self.turns);
    }

    fn forget(&mut self, oldest: usize) {
        let gone: Vec<u64> = self.steps.drain(..oldest).map(|(number, _)| number).collect();
        self.done = self.done.saturating_sub(oldest);
        gone.into_iter().for_each(|number| self.touch(number));
    }

    /// What is typed next is another change.
    pub fn seal(&mut self) {
        self.is_open = false;
    }

    /// Whether the last change is still being typed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Writes the time at changes that have none.
    pub fn stamp(&mut self, now: &str) {
        let fresh = self.steps.iter_mut().rev().take_while(|(_, step)| step.at.is_empty());
        fresh.for_each(|(_, step)| now.clone_into(&mut step.at));
    }

    /// Takes back the last change that stands; gives it.
    pub fn back(&mut self) -> Option<Change> {
        let place = self.done.checked_sub(1)?;
        let step = self.steps.get(place)?.1.clone();
        self.done = place;
        self.is_open = false;
        self.touch(u64::MAX);
        Some(step)
    }

    /// Does again what was taken back last; gives it.
    pub fn forth(&mut self) -> Option<Change> {
        let step = self.steps.get(self.done)?.1.clone();
        self.done = self.done.saturating_add(1);
        self.is_open = false;
        self.touch(u64::MAX);
        Some(step)
    }

    /// The changes that stand, newest first.
    pub fn standing(&self) -> impl Iterator<Item = &Change> {
        self.steps.iter().take(self.done).rev().map(|(_, step)| step)
    }

    /// Whether something can be taken back, and something done again.
    #[must_use]
    pub fn can(&self) -> (bool, bool) {
        (self.done > 0, self.done < self.steps.len())
    }

    /// What is to be stored with the next save of this draft.
    #[must_use]
    pub fn unsaved(&mut self, edition: &Edition, draft_id: &str) -> Unsaved {
        let mut unsaved = Unsaved::default();
        let rests = std::mem::take(&mut self.rests);
        for (number, turn) in &self.unsaved {
            let text = self.steps.iter().find(|(known, _)| known == number);
            match text {
                Some(_) if rests => continue,
                Some((_, step)) => unsaved
                    .puts
                    .push((key(draft_id, *number), text_from_change(edition, step))),
                None if *number == u64::MAX => {}
                None => unsaved.removes.push(key(draft_id, *number)),
            }
            unsaved.marks.push((*number, *turn));
        }
        if !unsaved.marks.is_empty() {
            // By number, so that it holds whatever was forgotten before.
            let done = self.done.checked_sub(1).and_then(|last| self.steps.get(last));
            let done = done.map_or_else(String::new, |(number, _)| number.to_string());
            unsaved.puts.push((format!("{}{DONE}", history_prefix(draft_id)), done));
        }
        unsaved
    }

    /// It was stored.
    pub fn saved(&mut self, stored: &Unsaved) {
        for (number, turn) in &stored.marks {
            if self.unsaved.get(number) == Some(turn) {
                self.unsaved.remove(number);
            }
        }
    }

    /// The store has no room: the older half goes, and the next save is the draft's alone.
    pub fn make_room(&mut self) {
        self.forget(self.steps.len().div_ceil(2));
        self.rests = true;
    }

    /// All of it is to be stored again, under another draft.
    pub fn move_out(&mut self) {
        let numbers: Vec<u64> = self.steps.iter().map(|(number, _)| *number).collect();
        numbers.into_iter().for_each(|number| self.touch(number));
    }

    /// Takes up what was stored for the draft, before what was changed since it was opened. What cannot be read ends it there.
    pub fn take_up(&mut self, edition: &Edition, draft_id: &str, pairs: &[(String, String)]) {
        let prefix = history_prefix(draft_id);
        let mut stored: Vec<(u64, Option<Change>)> = Vec::new();
        let mut done = None;
        for (key, text) in pairs {
            match key.strip_prefix(&prefix) {
                Some(DONE) => done = text.parse::<u64>().ok(),
                Some(number) => stored.extend(
                    number
                        .parse()
                        .ok()
                        .map(|number| (number, change_from_text(edition, text))),
                ),
                None => {}
            }
        }
        order_by_key(&mut stored, |(number, _)| *number);
        let broken = stored.iter().rposition(|(_, step)| step.is_none());
        let stored = stored.split_off(broken.map_or(0, |place| place.saturating_add(1)));
        let mut steps: Vec<(u64, Change)> = stored
            .into_iter()
            .filter_map(|(number, step)| Some((number, step?)))
            .collect();
        let standing = |(number, _): &&(u64, Change)| done.is_some_and(|done| *number <= done);
        let stands = steps.iter().filter(standing).count();
        let own = std::mem::take(&mut self.steps);
        self.next = steps.last().map_or(0, |(number, _)| number.saturating_add(1));
        self.unsaved.clear();
        self.done = stands;
        if !own.is_empty() {
            for (number, _) in steps.split_off(stands) {
                self.touch(number);
            }
        }
        self.steps = steps;
        for (_, step) in own {
            let number = self.next;
            self.next = self.next.saturating_add(1);
            self.steps.push((number, step));
            self.touch(number);
            self.done = self.steps.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{History, history_prefix};
    use crate::editions;
    use crate::model::answer::Entry;
    use crate::model::change::Value;
    use crate::model::edition::Edition;
    use crate::model::report::Report;
    use std::collections::BTreeMap;

    fn edition() -> Edition {
        editions::read(editions::BUILT_IN[0]).unwrap()
    }

    fn row(edition: &Edition, place: usize, text: &str) -> Value {
        let (idx, _) = edition.indexed().nth(place).unwrap();
        Value::Row(idx, Entry::typed(text), String::new())
    }

    fn types(history: &mut History, edition: &Edition, place: usize, texts: &[&str]) {
        for pair in texts.windows(2) {
            history.push(row(edition, place, pair[0]), row(edition, place, pair[1]), true);
        }
        history.seal();
    }

    #[test]
    fn typing_a_figure_is_one_change() {
        let edition = edition();
        let mut history = History::default();
        types(&mut history, &edition, 1, &["", "1", "17", "178"]);
        types(&mut history, &edition, 1, &["178", "179"]);
        assert_eq!(history.standing().count(), 2);
        assert_eq!(history.back().unwrap().before, row(&edition, 1, "178"));
        assert_eq!(history.back().unwrap().before, row(&edition, 1, ""));
        assert_eq!(history.back(), None);
        assert_eq!(history.forth().unwrap().after, row(&edition, 1, "178"));
        types(&mut history, &edition, 2, &["", "5"]);
        assert_eq!(
            history.can(),
            (true, false),
            "what was undone is gone once something else is done"
        );
    }

    #[test]
    fn what_is_stored_comes_back_with_where_it_stood() {
        let edition = edition();
        let mut history = History::default();
        let mut store: BTreeMap<String, String> = BTreeMap::new();
        let mut save = |history: &mut History| {
            let unsaved = history.unsaved(&edition, "a");
            store.extend(unsaved.puts.clone());
            store.retain(|key, _| !unsaved.removes.contains(key));
            history.saved(&unsaved);
            store.clone().into_iter().collect::<Vec<_>>()
        };
        types(&mut history, &edition, 1, &["", "14"]);
        save(&mut history);
        types(&mut history, &edition, 2, &["", "15"]);
        let whole = |report: Report| Value::Whole(Box::new(report));
        let mut other = Report::blank(&edition);
        other.document.number = "12/BC".to_owned();
        history.push(whole(Report::blank(&edition)), whole(other), false);
        history.back();
        let pairs = save(&mut history);
        assert!(pairs.iter().all(|(key, _)| key.starts_with(&history_prefix("a"))));
        let mut read = History::default();
        read.take_up(&edition, "a", &pairs);
        assert_eq!(read.can(), (true, true));
        assert_eq!(
            read.standing().collect::<Vec<_>>(),
            history.standing().collect::<Vec<_>>()
        );
        assert_eq!(read.forth(), history.forth());
        assert_eq!(save(&mut history).len(), 4);
    }

    #[test]
    fn the_oldest_goes_first_and_room_is_made_for_the_draft() {
        let edition = edition();
        let mut history = History::default();
        for number in 0..400 {
            types(&mut history, &edition, 1 + number % 7, &["", &number.to_string()]);
        }
        assert_eq!(history.standing().count(), super::MOST);
        history.make_room();
        assert_eq!(history.standing().count(), super::MOST / 2);
        let unsaved = history.unsaved(&edition, "a");
        assert!(unsaved.puts.len() <= 1 && !unsaved.removes.is_empty());
        assert!(
            history.unsaved(&edition, "a").puts.len() > 100,
            "and the rest with the save after"
        );
    }
}
