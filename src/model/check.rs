//! A check as data: what is looked at, how bad it is where it does not hold, and why it should.

use super::calculation::BlankPolicy;
use super::id::RowIdx;
use super::number::Number;
use super::period::Period;
use super::relation::Relation;

/// A check of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Lasting name in files, `3.4.1-2`. A check that the owner wrote once for many rows is here once for each, its row's
    /// id behind its own: `G2-3.4.4`.
    pub id: String,
    /// What is looked at.
    pub kind: CheckKind,
    /// How bad it is where it does not hold.
    pub severity: Severity,
    /// Why it must hold: a Vietnamese clause in official tone.
    pub why: String,
    /// Roles whose reports it says nothing of.
    pub unless_role: Vec<String>,
    /// The edition in which it stood first; empty: since the first.
    pub since: String,
    /// Up to this period, and while no period is chosen, it warns only.
    pub trial: Option<Period>,
}

/// What a check looks at. Each kind has its file in `rules::kinds`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// Figures stand to each other as a relation says.
    Relation {
        /// What must hold.
        rule: Relation,
        /// Where this does not hold either, it is an error.
        error_if_not: Option<Relation>,
        /// What a blank operand means.
        blank: BlankPolicy,
        /// What an earlier report must be, for relations that read one.
        earlier: EarlierPeriod,
    },
    /// A note that lists decisions or names lists as many as the row's figure says.
    NoteItems {
        /// The row.
        row: RowIdx,
        /// Decisions are counted by their numbers; names by what parts them.
        are_decisions: bool,
    },
    /// The parts that a note names give the whole that it names.
    NoteSum {
        /// The row.
        row: RowIdx,
        /// The whole is the row's figure, and its parts are the numbers before one of these words (folded); none: the whole
        /// stands in the note.
        counted: Vec<String>,
    },
    /// Percentages in a note lie in a bracket.
    NotePercent {
        /// The row.
        row: RowIdx,
        /// The smallest that fits.
        at_least: Number,
        /// The first that is too large.
        below: Number,
    },
    /// A note names the same as the notes of other rows together.
    NoteNames {
        /// The row.
        row: RowIdx,
        /// The rows that share its names out.
        parts: Vec<RowIdx>,
    },
    /// Dates in notes fall in the period's year, and not after its cut-off.
    NoteDates(Vec<RowIdx>),
    /// The report is dated in the month of the cut-off, or at most this many later.
    DocumentDate {
        /// How many.
        months_after: u8,
    },
    /// No figure stands in many unlike rows.
    SameFigure {
        /// The rows.
        rows: Vec<RowIdx>,
        /// From how many on it is asked about.
        times: usize,
        /// Smaller figures are alike by chance.
        above: Number,
    },
}

/// What an earlier report must be for a check to be asked against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlierPeriod {
    /// Any earlier period.
    Any,
    /// A period of the same year: what grows over the year begins anew in the next.
    SameYear,
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
    /// Every row that decides what it says, each once; where the rows of a finding do not follow from the report, the first
    /// is where it is shown.
    #[must_use]
    pub fn rows(&self) -> Vec<RowIdx> {
        match &self.kind {
            CheckKind::Relation { rule, error_if_not, .. } => {
                let mut rows = rule.rows();
                for row in error_if_not.iter().flat_map(Relation::rows) {
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
                rows
            }
            CheckKind::NoteItems { row, .. } | CheckKind::NoteSum { row, .. } | CheckKind::NotePercent { row, .. } => {
                vec![*row]
            }
            CheckKind::NoteNames { row, parts } => [*row].into_iter().chain(parts.iter().copied()).collect(),
            CheckKind::NoteDates(rows) | CheckKind::SameFigure { rows, .. } => rows.clone(),
            CheckKind::DocumentDate { .. } => Vec::new(),
        }
    }

    /// Whether a finding of it can be shown at this row.
    #[must_use]
    pub fn may_show_at(&self, idx: RowIdx) -> bool {
        match &self.kind {
            CheckKind::NoteDates(rows) | CheckKind::SameFigure { rows, .. } => rows.contains(&idx),
            CheckKind::Relation { .. }
            | CheckKind::NoteItems { .. }
            | CheckKind::NoteSum { .. }
            | CheckKind::NotePercent { .. }
            | CheckKind::NoteNames { .. }
            | CheckKind::DocumentDate { .. } => self.rows().first() == Some(&idx),
        }
    }

    /// The relation, where it is one.
    #[must_use]
    pub fn relation(&self) -> Option<&Relation> {
        match &self.kind {
            CheckKind::Relation { rule, .. } => Some(rule),
            CheckKind::NoteItems { .. }
            | CheckKind::NoteSum { .. }
            | CheckKind::NotePercent { .. }
            | CheckKind::NoteNames { .. }
            | CheckKind::NoteDates(_)
            | CheckKind::DocumentDate { .. }
            | CheckKind::SameFigure { .. } => None,
        }
    }
}
