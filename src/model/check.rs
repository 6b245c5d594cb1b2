//! A check as data: what is looked at, how bad it is where it does not hold, and why it should.

use super::calculation::BlankPolicy;
use super::id::RowIdx;
use super::relation::Relation;

/// A check of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Lasting name in files, `3.4.1-2`.
    pub id: String,
    /// What must hold.
    pub rule: Relation,
    /// How bad it is where it does not.
    pub severity: Severity,
    /// Where this does not hold either, it is an error.
    pub error_if_not: Option<Relation>,
    /// What a blank operand means.
    pub blank: BlankPolicy,
    /// Why it must hold: a Vietnamese clause in official tone.
    pub why: String,
    /// Roles whose reports it says nothing of.
    pub unless_role: Vec<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Unusual: to be explained.
    Warning,
    /// Impossible as the rows are labelled.
    Error,
}

impl Severity {
    /// The word in files and in `data-severity`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Check {
    /// Every row that decides what it says, each once; the first is where a finding is shown.
    #[must_use]
    pub fn rows(&self) -> Vec<RowIdx> {
        let mut rows = self.rule.rows();
        for row in self.error_if_not.iter().flat_map(Relation::rows) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows
    }
}
