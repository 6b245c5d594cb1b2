//! How the live report is changed: edits, each kept in the history, and what takes them back.

use std::sync::Arc;

use reactive_graph::graph::untrack;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{GetUntracked, Update, WithValue};

use super::{Session, replace};
use crate::model::answer::Entry;
use crate::model::change::{Change, Value};
use crate::model::id::RowIdx;
use crate::model::report::{Document, Reason, Report, ReportingOffice};
use crate::rules::reason::figures;
use crate::state::cell::Cell;
use crate::state::edit::Edit;
use crate::state::history::History;

impl Session {
    /// Takes one change. What changes nothing makes no revision.
    pub fn edit(self, edit: Edit) {
        if self.is_locked.get_untracked() {
            return;
        }
        let is_typing = edit.is_typing();
        let before = self.value(&edit);
        let field = edit.clone();
        if self.apply(edit) {
            let after = self.value(&field);
            self.history.update(|history| history.push(before, after, is_typing));
            self.bump();
        }
    }

    pub(super) fn bump(self) {
        self.revision.update(|revision| *revision = revision.saturating_add(1));
    }

    /// What stands in the field that the edit is about.
    fn value(self, edit: &Edit) -> Value {
        match edit {
            Edit::Type(idx, _) | Edit::Choose(idx, _) | Edit::Mark(idx, _) | Edit::Note(idx, _) => {
                let cell = self.cell(*idx);
                Value::Row(
                    *idx,
                    cell.map(Cell::entry_untracked).unwrap_or_default(),
                    cell.map(Cell::note_untracked).unwrap_or_default(),
                )
            }
            Edit::Office(_) | Edit::Role(_) => Value::Office(self.office.get_untracked()),
            Edit::Period(_) => Value::Period(self.period.get_untracked()),
            Edit::Earlier(_) => Value::Earlier(self.facts().earlier.get_untracked().map(Arc::unwrap_or_clone)),
            Edit::Explain(..) => {
                let reasons = self.parts.with_value(|parts| parts.reasons);
                Value::Reasons(reasons.get_untracked())
            }
            Edit::DocumentNumber(_) | Edit::DocumentDate(_) => Value::Document(self.document.get_untracked()),
        }
    }

    /// Puts a whole report in place of what is there, as an edit that can be undone.
    pub fn replace_all(self, report: Report) {
        if self.is_locked.get_untracked() {
            return;
        }
        let whole = |report: Report| Value::Whole(Box::new(report));
        let before = whole(self.snapshot());
        self.history
            .update(|history| history.push(before, whole(report.clone()), false));
        self.load(report);
    }

    /// Takes back the last change; gives it, where there was one and the report takes edits.
    pub fn undo(self) -> Option<Change> {
        let change = self.turn_history(History::back)?;
        self.put(change.before.clone());
        Some(change)
    }

    /// Does again what was taken back last; gives it.
    pub fn redo(self) -> Option<Change> {
        let change = self.turn_history(History::forth)?;
        self.put(change.after.clone());
        Some(change)
    }

    fn turn_history(self, turn: fn(&mut History) -> Option<Change>) -> Option<Change> {
        if self.is_locked.get_untracked() {
            return None;
        }
        self.history.try_update(turn).flatten()
    }

    fn put(self, value: Value) {
        match value {
            Value::Whole(report) => return self.load(*report),
            Value::Office(office) => replace(self.office, office),
            Value::Period(period) => replace(self.period, period),
            Value::Earlier(earlier) => replace(self.facts().earlier, earlier.map(Arc::new)),
            Value::Document(document) => replace(self.document, document),
            Value::Reasons(reasons) => replace(self.parts.with_value(|parts| parts.reasons), reasons),
            Value::Row(idx, entry, note) => self
                .cell(idx)
                .is_some_and(|cell| replace(cell.entry, entry) | replace(cell.note, note)),
        };
        self.bump();
    }

    /// The history of changes.
    #[must_use]
    pub fn history(self) -> RwSignal<History> {
        self.history
    }

    fn apply(self, edit: Edit) -> bool {
        match edit {
            Edit::Type(idx, typed) => self.change_entry(idx, |_| Entry::typed(typed)),
            Edit::Choose(idx, number) => self.change_entry(idx, |entry| Entry {
                chosen: Some(number),
                ..entry
            }),
            Edit::Mark(idx, mark) => self.change_entry(idx, |entry| Entry { mark, ..entry }),
            Edit::Note(idx, text) => self.cell(idx).is_some_and(|cell| replace(cell.note, text)),
            Edit::Office(office) => replace(self.office, office),
            Edit::Role(role) => replace(
                self.office,
                ReportingOffice {
                    role,
                    ..self.office.get_untracked()
                },
            ),
            Edit::Period(period) => replace(self.period, period),
            Edit::Earlier(earlier) => replace(self.facts().earlier, earlier.map(Arc::new)),
            Edit::Explain(check, text) => self.explain(check, text),
            Edit::DocumentNumber(number) => replace(
                self.document,
                Document {
                    number,
                    ..self.document.get_untracked()
                },
            ),
            Edit::DocumentDate(date) => replace(
                self.document,
                Document {
                    date,
                    ..self.document.get_untracked()
                },
            ),
        }
    }

    /// Binds a reason to the finding as it stands; an empty text takes the reason away. Without a finding there is nothing to
    /// explain.
    fn explain(self, check: usize, text: String) -> bool {
        let edition = self.edition();
        let found = self.findings.get_untracked();
        let Some(finding) = found.iter().find(|finding| finding.check == check) else {
            return false;
        };
        let Some(id) = edition.checks.get(check).map(|check| check.id.clone()) else {
            return false;
        };
        let facts = self.facts();
        let figures = untrack(|| figures(&edition, finding, facts.as_ref()));
        let reasons = self.parts.with_value(|parts| parts.reasons);
        let mut changed = reasons.get_untracked();
        changed.retain(|reason| reason.check != id);
        if !text.trim().is_empty() {
            changed.push(Reason {
                check: id,
                figures,
                text,
            });
        }
        replace(reasons, changed)
    }

    fn change_entry(self, idx: RowIdx, change: impl FnOnce(Entry) -> Entry) -> bool {
        self.cell(idx)
            .is_some_and(|cell| replace(cell.entry, change(cell.entry.get_untracked())))
    }
}
