//! Reads the rows of an edition, in two passes: first each by itself and by those above it, then what names other rows.

use std::collections::BTreeMap;

use super::calculation::{BlankPolicy, Calculation, read_formula};
use super::edition::{Answerer, Chapter, CodeList, Consolidation, Office, Role, Row, RowKind, TimeBase};
use super::edition_problem::EditionFault;
use super::edition_reader::Reader;
use super::id::{RowId, RowIdx};
use crate::base::data::{Data, Node};

const ROW_KEYS: &[&str] = &[
    "id",
    "stt",
    "label",
    "hint",
    "tail",
    "unit",
    "unit_reading",
    "reading",
    "kind",
    "codes",
    "agency",
    "answered_by",
    "lead",
    "time",
    "consolidation",
    "calc",
    "calc_blank",
];

const TIME_WORDS: &[(&str, TimeBase)] = &[
    ("cumulative", TimeBase::Cumulative),
    ("period", TimeBase::Period),
    ("date", TimeBase::Date),
    ("year", TimeBase::Year),
    ("against-2015", TimeBase::Against2015),
];

const CONSOLIDATION_WORDS: &[(&str, Consolidation)] = &[
    ("sum", Consolidation::Sum),
    ("lead", Consolidation::Lead),
    ("catalogue", Consolidation::Catalogue),
    ("recompute", Consolidation::Recompute),
    ("units-with", Consolidation::UnitsWith),
    ("not-additive", Consolidation::NotAdditive),
];

pub(super) const BLANK_WORDS: &[(&str, BlankPolicy)] = &[
    ("skip-if-any", BlankPolicy::SkipIfAny),
    ("skip-if-all", BlankPolicy::SkipIfAll),
];

impl Reader {
    /// All rows.
    pub(super) fn rows(&mut self, root: &Node, roles: &[Role], offices: &[Office]) -> Vec<Row> {
        let nodes = self.list(root, "rows");
        let mut rows: Vec<Row> = Vec::new();
        for node in nodes {
            let row = self.row_alone(node, roles, offices, &rows);
            rows.extend(row);
        }
        self.row.clear();
        self.unique("row", rows.iter().map(|row| row.id.as_str()).zip(nodes));
        let places = places(&rows);
        for place in 0..rows.len() {
            let Some(node) = nodes.get(place) else { continue };
            let calculation = self.calculation(node, &rows, &places);
            if let Some(row) = rows.get_mut(place) {
                row.calculation = calculation;
            }
        }
        self.row.clear();
        rows
    }

    /// A row by itself and by those above it.
    fn row_alone(&mut self, node: &Node, roles: &[Role], offices: &[Office], above: &[Row]) -> Option<Row> {
        self.row = self.text(node, "id");
        self.known_keys(node, ROW_KEYS);
        let id = RowId::parse(&self.needed(node, "id"));
        if id.is_none() {
            self.report(node, EditionFault::WrongType("id"));
        }
        let stt = self.text(node, "stt");
        let parts = stt.trim_end_matches('.').split('.').count();
        let depth = u8::try_from(if stt.is_empty() { 0 } else { parts }).unwrap_or(u8::MAX);
        let parent = parent(&stt, depth, above);
        if parent.is_none() && depth != 1 {
            self.report(node, EditionFault::NoParent);
        }
        let parent_row = parent.and_then(|parent| above.get(parent.place()));
        let kind = self.kind(node);
        let is_heading = kind == RowKind::Heading;
        let inherited = |list: fn(&Row) -> &Vec<Answerer>| parent_row.map(list).cloned().unwrap_or_default();
        let answered_by = match node.get("answered_by") {
            Some(_) => self.answerers(node, "answered_by", roles, offices),
            None => inherited(|row| &row.answered_by),
        };
        let lead = match node.get("lead") {
            Some(_) => self.answerers(node, "lead", roles, offices),
            None => inherited(|row| &row.lead),
        };
        if answered_by.is_empty() {
            self.report(node, EditionFault::Missing("answered_by"));
        }
        let time = self.choice(node, "time", TIME_WORDS);
        let consolidation = self.choice(node, "consolidation", CONSOLIDATION_WORDS);
        for (key, is_there) in [
            ("time", node.get("time").is_some()),
            ("consolidation", node.get("consolidation").is_some()),
        ] {
            if is_there == is_heading {
                self.report(node, EditionFault::HeadingMismatch(key));
            }
        }
        Some(Row {
            id: id?,
            label: self.needed(node, "label"),
            hint: self.text(node, "hint"),
            tail: self.text(node, "tail"),
            unit: self.text(node, "unit"),
            unit_reading: self.text(node, "unit_reading"),
            reading: self.text(node, "reading"),
            agency: self.text(node, "agency"),
            depth: parent_row.filter(|_| stt.is_empty()).map_or(depth, |row| row.depth),
            stt,
            kind,
            answered_by,
            lead,
            time,
            consolidation,
            calculation: None,
            parent,
        })
    }

    fn kind(&mut self, node: &Node) -> RowKind {
        #[derive(Clone, Copy, PartialEq)]
        enum Word {
            Heading,
            Count,
            Percent,
            Money,
            Code,
        }
        let words = [
            ("heading", Word::Heading),
            ("count", Word::Count),
            ("percent", Word::Percent),
            ("money", Word::Money),
            ("code", Word::Code),
        ];
        if node.get("kind").is_none() {
            self.report(node, EditionFault::Missing("kind"));
        }
        let word = self.choice(node, "kind", &words);
        if node.get("codes").is_some() != (word == Some(Word::Code)) {
            self.report(node, EditionFault::HeadingMismatch("codes"));
        }
        match word {
            Some(Word::Heading) => RowKind::Heading,
            // A broken kind is told once; taken for a count, it makes no further faults up.
            Some(Word::Count) | None => RowKind::Count,
            Some(Word::Percent) => RowKind::Percent,
            Some(Word::Money) => RowKind::Money,
            Some(Word::Code) => {
                let text = self.text(node, "codes");
                CodeList::parse(&text).map_or_else(
                    || {
                        self.report(node.get("codes").unwrap_or(node), EditionFault::CodeList(text));
                        RowKind::Count
                    },
                    RowKind::Code,
                )
            }
        }
    }

    /// Who answers or leads: one name or a list of them.
    fn answerers(&mut self, node: &Node, key: &'static str, roles: &[Role], offices: &[Office]) -> Vec<Answerer> {
        let Some(part) = node.get(key) else { return Vec::new() };
        let names = match &part.data {
            Data::Text(text) => vec![text.clone()],
            Data::List(_) | Data::Whole(_) | Data::Table(_) => self.texts(node, key),
        };
        let mut answerers = Vec::new();
        for name in names {
            if name == "all" {
                answerers.push(Answerer::All);
            } else if let Some(code) = name.strip_prefix('@') {
                if !offices.iter().any(|office| office.code == code) {
                    self.report(part, EditionFault::UnknownOffice(code.to_owned()));
                }
                answerers.push(Answerer::Office(code.to_owned()));
            } else {
                if !roles.iter().any(|role| role.code == name) {
                    self.report(part, EditionFault::UnknownRole(name.clone()));
                }
                answerers.push(Answerer::Role(name));
            }
        }
        answerers
    }

    fn calculation(&mut self, node: &Node, rows: &[Row], places: &BTreeMap<String, RowIdx>) -> Option<Calculation> {
        self.row = self.text(node, "id");
        let blank = self.choice(node, "calc_blank", BLANK_WORDS);
        let Some(part) = node.get("calc") else {
            if node.get("calc_blank").is_some() {
                self.report(node, EditionFault::Missing("calc"));
            }
            return None;
        };
        let text = self.needed(node, "calc");
        let find = |id: &str| operand(rows, places, id);
        match read_formula(&text, &find) {
            Ok(formula) => {
                let calculation = Calculation {
                    formula,
                    blank: blank.unwrap_or(BlankPolicy::SkipIfAny),
                };
                for operand in calculation.operands() {
                    match rows.get(operand.place()) {
                        Some(row) if row.kind == RowKind::Heading => {
                            self.report(part, EditionFault::ReadsHeading(row.id.to_string()));
                        }
                        Some(_) | None => {}
                    }
                }
                Some(calculation)
            }
            Err(fault) => {
                self.report(part, EditionFault::Calculation(fault));
                None
            }
        }
    }

    /// The calculated rows, each after those it reads. Rows left over stand in a circle.
    pub(super) fn calculation_order(&mut self, root: &Node, rows: &[Row]) -> Vec<RowIdx> {
        let mut waiting: Vec<(RowIdx, Vec<RowIdx>)> = rows
            .iter()
            .enumerate()
            .filter_map(|(place, row)| Some((RowIdx::new(place), row.calculation.as_ref()?.operands())))
            .collect();
        let mut order = Vec::new();
        loop {
            let blocked: Vec<RowIdx> = waiting.iter().map(|(row, _)| *row).collect();
            let (ready, rest): (Vec<_>, Vec<_>) = waiting
                .into_iter()
                .partition(|(_, reads)| !reads.iter().any(|read| blocked.contains(read)));
            order.extend(ready.iter().map(|(row, _)| *row));
            if rest.is_empty() {
                return order;
            }
            if ready.is_empty() {
                let nodes = self.list(root, "rows");
                for (idx, _) in rest {
                    if let (Some(node), Some(row)) = (nodes.get(idx.place()), rows.get(idx.place())) {
                        self.row = row.id.to_string();
                        self.report(node.get("calc").unwrap_or(node), EditionFault::Cycle);
                    }
                }
                self.row.clear();
                return order;
            }
            waiting = rest;
        }
    }
}

/// The row this one stands under: for a dashed row the last numbered one, for a numbered row the last whose number is this
/// one's without its last part.
fn parent(stt: &str, depth: u8, above: &[Row]) -> Option<RowIdx> {
    let number = stt.trim_end_matches('.');
    let place = if depth == 0 {
        above.iter().rposition(|row| !row.is_dashed())
    } else {
        let (wanted, _) = number.rsplit_once('.')?;
        above.iter().rposition(|row| row.stt_short() == wanted)
    };
    place.map(RowIdx::new)
}

/// The chapters: each row that stands under none, up to the next.
pub(super) fn chapters(rows: &[Row]) -> Vec<Chapter> {
    let starts = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.parent.is_none())
        .map(|(place, _)| place);
    let ends = starts.clone().skip(1).chain([rows.len()]);
    starts
        .zip(ends)
        .map(|(start, end)| Chapter {
            row: RowIdx::new(start),
            end: RowIdx::new(end),
        })
        .collect()
}

/// Where each row stands, by its id.
pub(super) fn places(rows: &[Row]) -> BTreeMap<String, RowIdx> {
    let mut places = BTreeMap::new();
    // One by one: gathering would sort, and link a sort for it into the page.
    for (place, row) in rows.iter().enumerate() {
        places.insert(row.id.to_string(), RowIdx::new(place));
    }
    places
}

/// The row that a word of a formula names. A heading takes no answer, so where its id is a plain number (`1`, a chapter) the
/// word is that number; a heading with any other id is found, and refused by who asks.
pub(super) fn operand(rows: &[Row], places: &BTreeMap<String, RowIdx>, word: &str) -> Option<RowIdx> {
    let idx = places.get(word).copied()?;
    let is_heading = rows.get(idx.place()).is_some_and(|row| row.kind == RowKind::Heading);
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    (!is_heading || !is_number).then_some(idx)
}
