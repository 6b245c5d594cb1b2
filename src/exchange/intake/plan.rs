//! [`Plan`]: what a source would change in a report, one proposal for each thing, for a person to decide; and carrying it out.

use super::figure::How;
use super::grid::Place;
use crate::model::answer::Entry;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::period::Period;
use crate::model::report::{Report, ReportingOffice};

/// What a source would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One for each thing that was found, those to be decided first.
    pub proposals: Vec<Proposal>,
    /// What was put right in reading, without a question.
    pub repairs: Vec<Repair>,
    /// The sheets of a workbook that were read.
    pub sheets: Vec<String>,
    /// Those that hold some of the same rows, and were not.
    pub left: Vec<String>,
    /// The columns that hold figures, from 1, with their heads, where there is more than one.
    pub figure_columns: Vec<(u32, String)>,
}

/// One thing that was found in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Of which of the plan's sheets it is.
    pub sheet: usize,
    /// Where it stands.
    pub place: Place,
    /// As it stands there.
    pub text: String,
    /// Number and label as they stand there, where they are not the row's to the letter.
    pub label: String,
    /// Why it is offered, or why not.
    pub why: Why,
    /// The workbook hides its line.
    pub is_hidden: bool,
    /// What could be done with it.
    pub offers: Vec<Offer>,
    /// Which of the offers is to be taken; none leaves the report as it is.
    pub chosen: Option<usize>,
    /// The report holds something else there.
    pub is_conflict: bool,
}

/// One way to take a thing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Where in the report.
    pub target: Target,
    /// What is put there.
    pub value: Value,
    /// The source's column, from 1, where the figures of several are to be chosen from.
    pub column: Option<u32>,
}

/// Where in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The office and its role.
    Office,
    /// The period.
    Period,
    /// The number of the report that the appendix belongs to.
    DocumentNumber,
    /// Its date.
    DocumentDate,
    /// A row's figure.
    Figure(RowIdx),
    /// A row's note.
    Note(RowIdx),
}

/// What is put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An office.
    Office(ReportingOffice),
    /// A period.
    Period(Period),
    /// A note, or a text of the heading.
    Text(String),
    /// An entry.
    Entry(Entry),
}

/// Why something is offered, or why it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Number and label are the row's.
    Exact,
    /// The label is like the row's, in hundredths.
    Likely(u8),
    /// It stood one column to the right.
    Shifted,
    /// The figure was read by a rule that the reader should know.
    Read(How),
    /// The cell holds printed text as well.
    BesidePrinted,
    /// It filled downwards from the cell that had the focus.
    InOrder,
    /// It is like the printed text of the form, which is no remark.
    LikePrinted,
    /// The label is somewhat like the row's, in hundredths.
    Doubtful(u8),
    /// The label is the row's, the number another row's.
    Renumbered,
    /// Several rows have this label.
    SeveralRows,
    /// The number is one row's, the label another's.
    Torn,
    /// Several columns hold a figure for this row.
    SeveralColumns,
    /// The source has the row more than once, with other figures.
    Repeated,
    /// The source has another unit.
    OtherUnit,
    /// The office is named in two ways that do not fit.
    TwoOffices,
    /// A workbook's formula that was never calculated.
    Uncalculated,
    /// The form has no such row.
    NoSuchRow,
    /// There are more cells than rows left.
    PastTheEnd,
    /// Already so in the report.
    Same,
}

/// Of what kind a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Somebody must say which.
    Ambiguous,
    /// Nothing can be taken.
    Rejected,
    /// Something was put right.
    Repaired,
    /// Not letter for letter.
    Likely,
    /// Letter for letter.
    Exact,
    /// Nothing changes.
    Same,
}

impl Why {
    /// Of what kind it is.
    #[must_use]
    pub fn grade(self) -> Grade {
        match self {
            Self::Exact | Self::InOrder | Self::Read(How::Plain) => Grade::Exact,
            Self::Likely(_) => Grade::Likely,
            Self::Shifted | Self::BesidePrinted | Self::Renumbered => Grade::Repaired,
            Self::Read(How::ByStyle | How::Rewritten | How::WithWords | How::CodeWord | How::State) => Grade::Repaired,
            Self::Read(How::TwoReadings | How::Share | How::Broken | How::InOtherUnit)
            | Self::Doubtful(_)
            | Self::SeveralRows
            | Self::Torn
            | Self::SeveralColumns
            | Self::Repeated
            | Self::OtherUnit
            | Self::TwoOffices
            | Self::LikePrinted => Grade::Ambiguous,
            Self::Read(How::NotAFigure | How::NotACode | How::SignsAlone | How::TakesNone)
            | Self::Uncalculated
            | Self::NoSuchRow
            | Self::PastTheEnd => Grade::Rejected,
            Self::Same => Grade::Same,
        }
    }
}

/// What was put right in reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// The source had no columns left; what is a figure was told by labels and units.
    LostColumns,
    /// A row that a page break had cut was joined.
    Joined(RowIdx),
    /// A row printed one column to the right was put back.
    Shifted(RowIdx),
    /// A torn list of codes was mended.
    CodeListMended(RowIdx),
    /// This many repeated heads were left out.
    HeadsDropped(usize),
    /// Signs that cannot be seen were taken out here, in this of the plan's sheets.
    HiddenSigns(usize, Place),
    /// This many lines belong to no row, and none of them holds a figure.
    LinesOutside(usize),
}

impl Plan {
    /// Whether nothing of the form was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_nothing = |proposal: &Proposal| proposal.offers.is_empty() && proposal.why == Why::NoSuchRow;
        self.proposals.iter().all(is_nothing)
    }

    /// How many proposals are of this kind.
    #[must_use]
    pub fn count(&self, grade: Grade) -> usize {
        self.proposals
            .iter()
            .filter(|proposal| proposal.why.grade() == grade)
            .count()
    }

    /// The report with everything that was chosen.
    #[must_use]
    pub fn applied(&self, edition: &Edition, report: &Report) -> Report {
        let mut report = report.clone();
        report.entries.resize(edition.rows.len(), Entry::default());
        report.notes.resize(edition.rows.len(), String::new());
        for offer in self.proposals.iter().filter_map(Proposal::taken) {
            offer.apply(&mut report);
        }
        report
    }
}

impl Proposal {
    /// The offer that is to be taken.
    #[must_use]
    pub fn taken(&self) -> Option<&Offer> {
        self.offers.get(self.chosen?)
    }
}

impl Offer {
    fn apply(&self, report: &mut Report) {
        match (self.target, &self.value) {
            (Target::Office, Value::Office(office)) => report.office = office.clone(),
            (Target::Period, Value::Period(period)) => report.period = Some(period.clone()),
            (Target::DocumentNumber, Value::Text(text)) => report.document.number.clone_from(text),
            (Target::DocumentDate, Value::Text(text)) => report.document.date.clone_from(text),
            (Target::Figure(idx), Value::Entry(entry)) => {
                if let Some(old) = report.entries.get_mut(idx.place()) {
                    *old = entry.clone();
                }
            }
            (Target::Note(idx), Value::Text(text)) => {
                if let Some(old) = report.notes.get_mut(idx.place()) {
                    old.clone_from(text);
                }
            }
            (target, value) => debug_assert!(false, "{target:?} does not take {value:?}"),
        }
    }
}
