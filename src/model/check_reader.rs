//! Reads the checks of an edition.

use std::collections::BTreeMap;

use super::calculation::BlankPolicy;
use super::check::{Check, Severity};
use super::edition::{Role, Row, RowKind};
use super::edition_problem::EditionFault;
use super::edition_reader::Reader;
use super::id::RowIdx;
use super::relation::{Relation, read_relation};
use super::row_reader::{BLANK_WORDS, operand};
use crate::base::data::Node;

const CHECK_KEYS: &[&str] = &["id", "rule", "severity", "error_if_not", "blank", "why", "unless_role"];

const SEVERITY_WORDS: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning)];

impl Reader {
    /// All checks; an edition may have none.
    pub(super) fn checks(
        &mut self,
        root: &Node,
        rows: &[Row],
        places: &BTreeMap<String, RowIdx>,
        roles: &[Role],
    ) -> Vec<Check> {
        if root.get("checks").is_none() {
            return Vec::new();
        }
        let nodes = self.list(root, "checks");
        let mut checks = Vec::new();
        for node in nodes {
            self.known_keys(node, CHECK_KEYS);
            let rule = self.relation(node, "rule", rows, places);
            let error_if_not = node
                .get("error_if_not")
                .and_then(|_| self.relation(node, "error_if_not", rows, places));
            let severity = self.choice(node, "severity", SEVERITY_WORDS);
            if node.get("severity").is_none() {
                self.report(node, EditionFault::Missing("severity"));
            }
            let unless_role = if node.get("unless_role").is_some() {
                self.texts(node, "unless_role")
            } else {
                Vec::new()
            };
            for code in &unless_role {
                if !roles.iter().any(|role| role.code == *code) {
                    self.report(node, EditionFault::UnknownRole(code.clone()));
                }
            }
            let blank = self
                .choice(node, "blank", BLANK_WORDS)
                .unwrap_or(BlankPolicy::SkipIfAny);
            let (id, why) = (self.needed(node, "id"), self.needed(node, "why"));
            if let (Some(rule), Some(severity)) = (rule, severity) {
                checks.push(Check {
                    id,
                    rule,
                    severity,
                    error_if_not,
                    blank,
                    why,
                    unless_role,
                });
            }
        }
        self.unique("check", checks.iter().map(|check| check.id.as_str()).zip(nodes));
        checks
    }

    fn relation(
        &mut self,
        node: &Node,
        key: &'static str,
        rows: &[Row],
        places: &BTreeMap<String, RowIdx>,
    ) -> Option<Relation> {
        let text = self.needed(node, key);
        let part = node.get(key)?;
        match read_relation(&text, &|word: &str| operand(rows, places, word)) {
            Ok(relation) => {
                for idx in relation.rows() {
                    if let Some(row) = rows.get(idx.place()).filter(|row| row.kind == RowKind::Heading) {
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
}
