//! [`FormKeys`]: the texts of an edition as keys, made once for one reading.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{key, likeness, unit_key};
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;

/// The texts of an edition as keys.
#[derive(Debug)]
pub struct FormKeys {
    /// The indicator of each row, as it may be written: whole, without the italics, the label alone. The whole one first.
    labels: Vec<Vec<String>>,
    /// The unit of each row.
    pub units: Vec<String>,
    by_label: BTreeMap<String, Vec<RowIdx>>,
    by_stt: BTreeMap<String, RowIdx>,
    all_units: BTreeSet<String>,
}

impl FormKeys {
    /// The keys of this edition.
    #[must_use]
    pub fn new(edition: &Edition) -> Self {
        let spellings = |row: &Row| {
            let mut keys = vec![
                key(&format!("{}{}{}", row.label, row.hint, row.tail)),
                key(&format!("{}{}", row.label, row.tail)),
                key(&row.label),
            ];
            keys.dedup();
            keys
        };
        let labels: Vec<Vec<String>> = edition.rows.iter().map(spellings).collect();
        let mut by_label: BTreeMap<String, Vec<RowIdx>> = BTreeMap::new();
        for ((idx, _), spellings) in edition.indexed().zip(&labels) {
            for spelling in spellings {
                by_label.entry(spelling.clone()).or_default().push(idx);
            }
        }
        let units: Vec<String> = edition.rows.iter().map(|row| unit_key(row.unit_meant())).collect();
        Self {
            labels,
            by_label,
            by_stt: edition
                .indexed()
                .filter(|(_, row)| !row.is_dashed())
                .map(|(idx, row)| (row.stt_short().to_owned(), idx))
                .collect(),
            all_units: units.iter().filter(|unit| !unit.is_empty()).cloned().collect(),
            units,
        }
    }

    /// The row with this number, written with or without the last dot.
    #[must_use]
    pub fn row_with_stt(&self, stt: &str) -> Option<RowIdx> {
        self.by_stt.get(stt.trim().trim_end_matches('.')).copied()
    }

    /// The rows whose indicator is exactly this.
    #[must_use]
    pub fn rows_with_label(&self, label: &str) -> &[RowIdx] {
        self.by_label.get(label).map_or(&[], Vec::as_slice)
    }

    /// Whether the cell is an indicator of the form, letter for letter.
    #[must_use]
    pub fn is_label(&self, cell: &str) -> bool {
        !self.rows_with_label(&key(cell)).is_empty()
    }

    /// The row's indicator as it may be written.
    #[must_use]
    pub fn labels(&self, idx: RowIdx) -> &[String] {
        self.labels.get(idx.place()).map_or(&[], Vec::as_slice)
    }

    /// Whether a label begins with this: a comma within a label parts it where commas part cells.
    #[must_use]
    pub fn begins_label(&self, text: &str) -> bool {
        let from = self.by_label.range(text.to_owned()..).next();
        text.len() > 5 && from.is_some_and(|(label, _)| label.starts_with(text))
    }

    /// How like the row's indicator this is, in hundredths; 0 below `least`.
    #[must_use]
    pub fn likeness(&self, idx: RowIdx, label: &str, least: u8) -> u8 {
        let spellings = self.labels(idx);
        if spellings.iter().any(|spelling| spelling == label) {
            return 100;
        }
        spellings
            .iter()
            .map(|spelling| likeness(label, spelling, least))
            .max()
            .unwrap_or_default()
    }

    /// The key of the row's unit.
    #[must_use]
    pub fn unit(&self, idx: RowIdx) -> &str {
        self.units.get(idx.place()).map_or("", String::as_str)
    }

    /// Whether a text is a unit of some row.
    #[must_use]
    pub fn is_unit(&self, text: &str) -> bool {
        self.all_units.contains(&unit_key(text))
    }
}
