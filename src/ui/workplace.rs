//! [`Workplace`]: what the parts of the page share while a report is filled: where the officer is, what is being typed, what
//! is open beside the sheet. Every part takes it from the context.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::desk::{Desk, Place};
use super::focus;
use super::reviewing::Reviewing;
use super::shelf::Shelf;
use super::tie::Tie;
use crate::model::answer::{Answer, Entry, Mark};
use crate::model::edition::RowKind;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::state::edit::Edit;
use crate::state::open_rows::OpenRows;
use crate::state::session::Session;
use crate::state::walk::{Way, neighbour};
use crate::words;

/// How the officer holds a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Not at all.
    Away,
    /// The focus is in it and nothing was typed since it came, or since Enter.
    Held,
    /// It is being typed into: nothing is said of its text yet.
    Typing,
}

/// How each cell is held.
type Holds = StoredValue<Vec<RwSignal<Hold>>>;

fn hold_signal(holds: Holds, idx: RowIdx) -> Option<RwSignal<Hold>> {
    holds.with_value(|holds| holds.get(idx.place()).copied())
}

fn hold(holds: Holds, idx: RowIdx) -> Hold {
    hold_signal(holds, idx).map_or(Hold::Away, |hold| hold.get())
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Workplace {
    pub(crate) desk: Desk,
    pub(crate) session: Session,
    pub(crate) open_rows: OpenRows,
    /// The drafts on this machine.
    pub(crate) shelf: Shelf,
    /// The file that the open draft is tied to.
    pub(crate) tie: Tie,
    /// What needs another look.
    pub(crate) reviewing: Reviewing,
    /// The help is open.
    pub(crate) has_help: RwSignal<bool>,
    /// The history is open.
    pub(crate) has_history: RwSignal<bool>,
    /// The column of rows to review lies over the page, where it has no place beside it.
    pub(crate) has_drawer: RwSignal<bool>,
    /// The chapter that is read, by its place.
    pub(crate) chapter: RwSignal<usize>,
    /// What was last said to those who hear the page.
    pub(crate) spoken: RwSignal<String>,
    /// Which files were brought with the one that was read, as a sentence.
    pub(crate) unread: RwSignal<Option<String>>,
    holds: Holds,
    /// The row whose note is being written: what the checks say of it waits.
    writing: RwSignal<Option<RowIdx>>,
    before: StoredValue<Option<(RowIdx, Entry)>>,
    by_mouse: StoredValue<bool>,
    came_by_click: StoredValue<bool>,
}

impl Workplace {
    /// A workplace at this desk, under the current owner.
    pub(crate) fn new(desk: Desk) -> Self {
        let rows = desk.session.edition().rows.len();
        let open_rows = OpenRows::new(desk.session);
        let writing = RwSignal::new(None);
        let tie = Tie::new(desk);
        let holds: Holds = StoredValue::new((0..rows).map(|_| RwSignal::new(Hold::Away)).collect());
        Self {
            desk,
            session: desk.session,
            shelf: Shelf::new(desk, tie),
            tie,
            open_rows,
            reviewing: Reviewing::new(desk.session, open_rows, move |idx| {
                hold(holds, idx) != Hold::Typing && writing.get() != Some(idx)
            }),
            has_help: RwSignal::new(false),
            has_history: RwSignal::new(false),
            has_drawer: RwSignal::new(false),
            chapter: RwSignal::new(0),
            spoken: RwSignal::new(String::new()),
            unread: RwSignal::new(None),
            holds,
            writing,
            before: StoredValue::new(None),
            by_mouse: StoredValue::new(false),
            came_by_click: StoredValue::new(false),
        }
    }

    /// How the cell is held. Tracked.
    pub(crate) fn hold(self, idx: RowIdx) -> Hold {
        hold(self.holds, idx)
    }

    /// Notes how the cell is held now.
    pub(crate) fn set_hold(self, idx: RowIdx, hold: Hold) {
        if let Some(signal) = hold_signal(self.holds, idx)
            && signal.get_untracked() != hold
        {
            signal.set(hold);
        }
    }

    /// Notes whose note is being written; none once the officer leaves it.
    pub(crate) fn set_writing(self, idx: Option<RowIdx>) {
        if self.writing.get_untracked() != idx {
            self.writing.set(idx);
        }
    }

    /// Moves the focus to the heading's date, the only field there that a check reads.
    pub(crate) fn go_to_heading(self) {
        if let Some(field) = focus::find("[data-field=\"document-date\"]") {
            self.set_by_mouse(false);
            focus::focus(&field);
            focus::show(&field);
        }
    }

    /// No cell is held any more: each shows what the report has. A control that is switched off keeps no focus, and not every
    /// browser says that it lost it.
    pub(crate) fn let_go(self) {
        self.holds.with_value(|holds| {
            let held = holds.iter().filter(|hold| hold.get_untracked() != Hold::Away);
            held.for_each(|hold| hold.set(Hold::Away));
        });
        self.set_writing(None);
    }

    /// Whether something may be said of the cell's text. Tracked.
    pub(crate) fn is_settled(self, idx: RowIdx) -> bool {
        self.hold(idx) != Hold::Typing
    }

    /// The last thing that was moved was the mouse, or a finger.
    pub(crate) fn set_by_mouse(self, by_mouse: bool) {
        self.by_mouse.set_value(by_mouse);
        self.came_by_click.set_value(false);
    }

    /// The focus came into a figure's cell.
    pub(crate) fn set_came(self) {
        self.came_by_click.set_value(self.is_by_mouse());
    }

    /// Whether the focus came with the click that is ending now.
    pub(crate) fn took_click(self) -> bool {
        self.came_by_click.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Whether the focus came by the mouse.
    pub(crate) fn is_by_mouse(self) -> bool {
        self.by_mouse.get_value()
    }

    /// The focus came to this place.
    pub(crate) fn arrive(self, idx: RowIdx, is_note: bool) {
        self.desk.remember_place(Place { row: idx, is_note });
    }

    /// The focus came into this figure's cell: it can be restored to what it is now.
    pub(crate) fn hold_figure(self, idx: RowIdx, entry: Entry) {
        self.before.set_value(Some((idx, entry)));
        self.set_hold(idx, Hold::Held);
    }

    /// Puts back what the cell held when the focus came; gives its text, or none where the cell is not held.
    pub(crate) fn restore(self, idx: RowIdx) -> Option<String> {
        let (held, entry) = self.before.get_value()?;
        if held != idx {
            return None;
        }
        self.session.edit(Edit::Type(idx, entry.typed.clone()));
        if let Some(number) = entry.chosen {
            self.session.edit(Edit::Choose(idx, number));
        }
        if entry.mark.is_some() {
            self.session.edit(Edit::Mark(idx, entry.mark));
        }
        self.set_hold(idx, Hold::Held);
        Some(entry.typed)
    }

    /// Whether the keyboard stops at the row. Not tracked.
    pub(crate) fn is_stop(self, idx: RowIdx) -> bool {
        let takes_answer = self
            .session
            .edition()
            .row(idx)
            .is_some_and(|row| row.kind != RowKind::Heading);
        takes_answer && untrack(|| self.session.is_ours(idx) || !self.is_blank(idx))
    }

    /// Whether nothing was put into the row. Tracked.
    pub(crate) fn is_blank(self, idx: RowIdx) -> bool {
        self.session
            .cell(idx)
            .is_none_or(|cell| cell.entry().is_blank() && cell.note().trim().is_empty())
    }

    /// Moves the focus to the next or last answer; says whether there was one.
    pub(crate) fn step(self, from: RowIdx, way: Way) -> bool {
        match neighbour(&self.session.edition(), from, way, |idx| self.is_stop(idx)) {
            Some(idx) => self.go_to_answer(idx),
            None => false,
        }
    }

    /// Moves the focus to the row's answer, or to its note where it takes no answer.
    pub(crate) fn go_to_answer(self, idx: RowIdx) -> bool {
        self.go(idx, focus::answer_control) || self.go_to_note(idx)
    }

    /// Gives the focus back to where the officer was, once what closes is gone; to the first answer where that is nowhere.
    pub(crate) fn back_to_place(self) {
        spawn_local(async move {
            tick().await;
            let edition = self.session.edition();
            let first = || {
                edition
                    .indexed()
                    .map(|(idx, _)| idx)
                    .find(|idx| untrack(|| self.is_stop(*idx)))
            };
            let is_there = match self.desk.place() {
                Some(place) if place.is_note => self.go_to_note(place.row),
                Some(place) => self.go_to_answer(place.row),
                None => first().is_some_and(|idx| self.go_to_answer(idx)),
            };
            debug_assert!(is_there, "the form has a control to go to");
        });
    }

    /// Whether the bar has anything to say. Tracked.
    pub(crate) fn has_messages(self) -> bool {
        self.desk.message().is_some() || self.unread.with(Option::is_some)
    }

    /// What the bar says was read.
    pub(crate) fn dismiss_messages(self) {
        self.desk.dismiss_message();
        self.unread.set(None);
        self.back_to_place();
    }

    /// Closes the column that lies over the page, and gives the focus back to its button.
    pub(crate) fn close_drawer(self) {
        self.has_drawer.set(false);
        if let Some(button) = focus::find("[aria-controls=review]") {
            focus::focus(&button);
        }
    }

    /// Moves the focus to the row's note.
    pub(crate) fn go_to_note(self, idx: RowIdx) -> bool {
        self.go(idx, focus::note_control)
    }

    fn go(self, idx: RowIdx, control: fn(&str) -> Option<web_sys::HtmlElement>) -> bool {
        let edition = self.session.edition();
        let Some(control) = edition.row(idx).and_then(|row| control(row.id.as_str())) else {
            return false;
        };
        self.set_by_mouse(false);
        focus::focus(&control);
        true
    }

    /// Sets a state over the row's text, or takes it off where it is set.
    pub(crate) fn toggle_mark(self, idx: RowIdx, mark: Mark) {
        let Some(cell) = self.session.cell(idx) else { return };
        let is_set = cell.entry_untracked().mark == Some(mark);
        self.session.edit(Edit::Mark(idx, (!is_set).then_some(mark)));
        if untrack(|| self.hold(idx)) == Hold::Typing {
            self.set_hold(idx, Hold::Held);
        }
        let word = if is_set {
            None
        } else {
            words::answer::mark_word(untrack(|| cell.answer()))
        };
        self.say(word.unwrap_or_default().to_owned());
    }

    /// Chooses one of two readings and goes on.
    pub(crate) fn choose(self, idx: RowIdx, number: Number) {
        self.step(idx, Way::Next);
        self.session.edit(Edit::Choose(idx, number));
    }

    /// Says something to those who hear the page.
    pub(crate) fn say(self, text: String) {
        self.spoken.set(text);
    }

    /// The officer leaves the cell: what is wrong with its text is said; where it was typed into, what does not add up too.
    pub(crate) fn say_fault(self, idx: RowIdx, was_typed: bool) {
        let edition = self.session.edition();
        let (Some(row), Some(cell)) = (edition.row(idx), self.session.cell(idx)) else {
            return;
        };
        let answer = untrack(|| cell.answer());
        let said = match answer {
            Answer::Ambiguous { grouped, decimal } => Some(words::answer::question(row, grouped, decimal)),
            Answer::Unanswered
            | Answer::Figure(_)
            | Answer::None
            | Answer::NotOurs
            | Answer::Unread(_)
            | Answer::TextLost { .. } => words::answer::fault(row, &cell.entry_untracked().typed, answer),
        };
        if let Some(said) = said {
            self.say(format!("{}: {said}", edition.number(idx)));
        } else if let Some(said) = self.reviewing.open_sentence(idx).filter(|_| was_typed) {
            self.say(said);
        }
    }
}

/// The workplace of this page.
pub(crate) fn use_workplace() -> Workplace {
    expect_context()
}
