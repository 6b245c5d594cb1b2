//! Reads the checks of an edition. A check that the owner wrote once for many rows (`rows`) becomes one for each of them,
//! in whose relation the word `row` is that row.

use std::collections::BTreeMap;

use super::calculation::BlankPolicy;
use super::check::{Check, CheckKind, EarlierPeriod, Severity};
use super::check_faults::Faults;
use super::edition::{Role, Row, RowKind};
use super::edition_problem::EditionFault;
use super::edition_reader::Reader;
use super::id::RowIdx;
use super::number::Number;
use super::period::{Period, PeriodKind};
use super::relation::{Relation, read_relation};
use super::row_reader::{BLANK_WORDS, operand};
use crate::base::data::Node;
use crate::base::fold::fold;
use crate::base::order::order_by_key;

/// What every check may have.
const COMMON_KEYS: &[&str] = &["id", "kind", "severity", "why", "unless_role", "since", "trial"];

const SEVERITY_WORDS: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning)];

const EARLIER_WORDS: &[(&str, EarlierPeriod)] = &[("any", EarlierPeriod::Any), ("same-year", EarlierPeriod::SameYear)];

const ITEM_WORDS: &[(&str, bool)] = &[("decisions", true), ("names", false)];

#[derive(Clone, Copy, PartialEq)]
enum Word {
    Relation,
    NoteItems,
    NoteSum,
    NotePercent,
    NoteNames,
    NoteDates,
    DocumentDate,
    SameFigure,
}

/// The kinds, and what each may have beside the common keys.
const KIND_WORDS: &[(&str, Word)] = &[
    ("relation", Word::Relation),
    ("note-items", Word::NoteItems),
    ("note-sum", Word::NoteSum),
    ("note-percent", Word::NotePercent),
    ("note-names", Word::NoteNames),
    ("note-dates", Word::NoteDates),
    ("document-date", Word::DocumentDate),
    ("same-figure", Word::SameFigure),
];

impl Word {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Relation => &["rule", "error_if_not", "blank", "rows", "except", "earlier"],
            Self::NoteItems => &["rows", "except", "items"],
            Self::NoteSum => &["rows", "except", "counted"],
            Self::NotePercent => &["rows", "at_least", "below"],
            Self::NoteNames => &["row", "parts"],
            Self::NoteDates => &["rows", "except"],
            Self::DocumentDate => &["months_after"],
            Self::SameFigure => &["rows", "except", "times", "above"],
        }
    }
}

/// What a check's rows are found in.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) rows: &'a [Row],
    pub(super) places: &'a BTreeMap<String, RowIdx>,
    pub(super) roles: &'a [Role],
    pub(super) periods: &'a [PeriodKind],
    /// The edition's first year.
    pub(super) year: u16,
}

impl Reader {
    /// All checks; an edition may have none.
    pub(super) fn checks(&mut self, root: &Node, found: Found<'_>) -> Vec<Check> {
        if root.get("checks").is_none() {
            return Vec::new();
        }
        let nodes = self.list(root, "checks");
        // A row that cannot be read makes faults up in the checks that read it. The compact form knows no lines: it was
        // looked at when it was made.
        let is_looked_at = self.has_no_problems() && nodes.iter().any(|node| node.line > 0);
        let mut checks: Vec<Check> = Vec::new();
        let mut ids = Vec::new();
        for node in nodes {
            let id = self.needed(node, "id");
            // Said once, though it may be found for each of many rows.
            let mut said: Vec<EditionFault> = Vec::new();
            for kind in self.check_kinds(node, found) {
                let own = match kind.1 {
                    Some(row) => format!("{id}-{row}"),
                    None => id.clone(),
                };
                if let Some(check) = self.check(node, own, kind.0, found) {
                    let faults = is_looked_at.then(|| Faults::of(&check, &checks, found));
                    for fault in faults.into_iter().flatten() {
                        if !said.contains(&fault) {
                            self.report(node, fault.clone());
                            said.push(fault);
                        }
                    }
                    checks.push(check);
                }
            }
            ids.push(id);
        }
        self.unique("check", ids.iter().map(String::as_str).zip(nodes));
        checks
    }

    fn check(&mut self, node: &Node, id: String, kind: CheckKind, found: Found<'_>) -> Option<Check> {
        let severity = self.choice(node, "severity", SEVERITY_WORDS);
        if node.get("severity").is_none() {
            self.report(node, EditionFault::Missing("severity"));
        }
        let unless_role = self.texts_if_any(node, "unless_role");
        for code in &unless_role {
            if !found.roles.iter().any(|role| role.code == *code) {
                self.report(node, EditionFault::UnknownRole(code.clone()));
            }
        }
        let trial = self.text(node, "trial");
        let trial_period = Period::parse(&trial, found.periods);
        if trial_period.is_none() && !trial.is_empty() {
            self.report(
                node,
                EditionFault::UnknownValue {
                    key: "trial",
                    value: trial,
                },
            );
        }
        Some(Check {
            id,
            kind,
            severity: severity?,
            why: self.needed(node, "why"),
            unless_role,
            since: self.text(node, "since"),
            trial: trial_period,
        })
    }

    /// What the check looks at; one for each row where it is written once for many, with the row's id.
    fn check_kinds(&mut self, node: &Node, found: Found<'_>) -> Vec<(CheckKind, Option<String>)> {
        let word = match node.get("kind") {
            Some(_) => self.choice(node, "kind", KIND_WORDS).unwrap_or(Word::Relation),
            None => Word::Relation,
        };
        let keys: Vec<&str> = COMMON_KEYS.iter().chain(word.keys()).copied().collect();
        self.known_keys(node, &keys);
        let rows = self.class(node, found);
        let each = |kind: &dyn Fn(RowIdx) -> CheckKind| -> Vec<(CheckKind, Option<String>)> {
            let id = |idx: RowIdx| found.rows.get(idx.place()).map(|row| row.id.to_string());
            rows.iter().map(|idx| (kind(*idx), id(*idx))).collect()
        };
        match word {
            Word::Relation if node.get("rows").is_none() => {
                let kind = self.relation_kind(node, found, None);
                kind.map(|kind| (kind, None)).into_iter().collect()
            }
            Word::Relation => {
                let id = |idx: RowIdx| found.rows.get(idx.place()).map(|row| row.id.to_string());
                let own = |idx: &RowIdx| Some((self.relation_kind(node, found, Some(*idx))?, id(*idx)));
                rows.iter().filter_map(own).collect()
            }
            Word::NoteItems => {
                let are_decisions = self.choice(node, "items", ITEM_WORDS).unwrap_or(false);
                each(&|row| CheckKind::NoteItems { row, are_decisions })
            }
            Word::NoteSum => {
                let counted: Vec<String> = self
                    .texts_if_any(node, "counted")
                    .iter()
                    .map(|word| fold(word))
                    .collect();
                each(&|row| CheckKind::NoteSum {
                    row,
                    counted: counted.clone(),
                })
            }
            Word::NotePercent => {
                let (at_least, below) = (self.number(node, "at_least"), self.number(node, "below"));
                each(&|row| CheckKind::NotePercent { row, at_least, below })
            }
            Word::NoteNames => {
                let row = self.row_named(node, "row", found);
                let parts = self.texts(node, "parts");
                let parts = parts.iter().filter_map(|id| self.row_of(node, id, found)).collect();
                row.map(|row| (CheckKind::NoteNames { row, parts }, None))
                    .into_iter()
                    .collect()
            }
            Word::NoteDates => vec![(CheckKind::NoteDates(rows), None)],
            Word::DocumentDate => {
                let months_after = u8::try_from(self.whole(node, "months_after")).unwrap_or(0);
                vec![(CheckKind::DocumentDate { months_after }, None)]
            }
            Word::SameFigure => {
                let times = usize::try_from(self.whole(node, "times")).unwrap_or(0);
                let above = self.number(node, "above");
                vec![(CheckKind::SameFigure { rows, times, above }, None)]
            }
        }
    }

    fn relation_kind(&mut self, node: &Node, found: Found<'_>, row: Option<RowIdx>) -> Option<CheckKind> {
        let rule = self.relation(node, "rule", found, row);
        let error_if_not = node
            .get("error_if_not")
            .and_then(|_| self.relation(node, "error_if_not", found, row));
        let blank = self
            .choice(node, "blank", BLANK_WORDS)
            .unwrap_or(BlankPolicy::SkipIfAny);
        let earlier = self
            .choice(node, "earlier", EARLIER_WORDS)
            .unwrap_or(EarlierPeriod::Any);
        Some(CheckKind::Relation {
            rule: rule?,
            error_if_not,
            blank,
            earlier,
        })
    }

    fn relation(
        &mut self,
        node: &Node,
        key: &'static str,
        found: Found<'_>,
        own_row: Option<RowIdx>,
    ) -> Option<Relation> {
        let text = self.needed(node, key);
        let part = node.get(key)?;
        let find = |word: &str| match own_row {
            Some(idx) if word == "row" => Some(idx),
            Some(_) | None => operand(found.rows, found.places, word),
        };
        match read_relation(&text, &find) {
            Ok(relation) => {
                for idx in relation.rows() {
                    if let Some(row) = found.rows.get(idx.place()).filter(|row| row.kind == RowKind::Heading) {
                        self.report(part, EditionFault::ReadsHeading(row.id.to_string()));
                    }
                }
                Some(relation)
            }
            Err(fault) => {
                self.report(part, EditionFault::Calculation(fault));
                None
            }
        }
    }

    /// The rows that `rows` names, by their ids or by a word for many, without those of `except`; in printed order.
    fn class(&mut self, node: &Node, found: Found<'_>) -> Vec<RowIdx> {
        let except = self.texts_if_any(node, "except");
        let except: Vec<RowIdx> = except.iter().filter_map(|id| self.row_of(node, id, found)).collect();
        let mut rows: Vec<RowIdx> = Vec::new();
        for name in self.texts_if_any(node, "rows") {
            let fits = |row: &Row| match name.as_str() {
                "all" => Some(true),
                "count" => Some(row.kind == RowKind::Count),
                "percent" => Some(row.kind == RowKind::Percent),
                "money" => Some(row.kind == RowKind::Money),
                "no-unit" => Some(row.unit.is_empty()),
                _ => name.strip_prefix("unit:").map(|unit| row.unit == unit),
            };
            let mut is_class = false;
            for (place, row) in found.rows.iter().enumerate() {
                let fits = fits(row);
                is_class |= fits.is_some();
                if fits == Some(true) && row.kind != RowKind::Heading {
                    rows.push(RowIdx::new(place));
                }
            }
            if !is_class {
                rows.extend(self.row_of(node, &name, found));
            }
        }
        order_by_key(&mut rows, |row| *row);
        rows.dedup();
        rows.retain(|idx| !except.contains(idx));
        rows
    }

    fn row_named(&mut self, node: &Node, key: &'static str, found: Found<'_>) -> Option<RowIdx> {
        let id = self.needed(node, key);
        self.row_of(node, &id, found)
    }

    fn row_of(&mut self, node: &Node, id: &str, found: Found<'_>) -> Option<RowIdx> {
        let row = found.places.get(id).copied();
        if row.is_none() {
            let fault = super::calculation::CalculationFault::UnknownRow(id.to_owned());
            self.report(node, EditionFault::Calculation(fault));
        }
        row
    }

    fn number(&mut self, node: &Node, key: &'static str) -> Number {
        let text = self.needed(node, key);
        Number::from_plain(&text).unwrap_or_else(|| {
            self.report(node, EditionFault::WrongType(key));
            Number::whole(0)
        })
    }

    fn texts_if_any(&mut self, node: &Node, key: &'static str) -> Vec<String> {
        if node.get(key).is_some() {
            self.texts(node, key)
        } else {
            Vec::new()
        }
    }
}
