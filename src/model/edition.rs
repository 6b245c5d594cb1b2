//! One version of the appendix: its rows, roles, offices, and periods. Only [`super::edition_reader`] makes one, and it
//! refuses broken data, so what is here holds together: ids are unique, references exist, calculations have an order.

use std::collections::BTreeMap;

use super::calculation::Calculation;
use super::check::Check;
use super::id::{RowId, RowIdx};
use super::number::Number;
use super::number_reader::Expected;
use super::period::PeriodKind;

/// One version of the appendix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Lasting name, `cchc-phu-luc-2/2023`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// First year it was used.
    pub first_year: u16,
    /// The printed title and letterhead.
    pub print: Print,
    /// The table's head.
    pub columns: Columns,
    /// Kinds of office.
    pub roles: Vec<Role>,
    /// The offices known by name.
    pub offices: Vec<Office>,
    /// Kinds of period.
    pub periods: Vec<PeriodKind>,
    /// All rows in printed order.
    pub rows: Vec<Row>,
    /// What is checked.
    pub checks: Vec<Check>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) calculated: Vec<RowIdx>,
    pub(super) places: BTreeMap<String, RowIdx>,
}

/// The printed title and letterhead; `{…}` are filled from the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// "Phụ lục 2"
    pub appendix: String,
    /// The title in capitals.
    pub title: String,
    /// "{period} TẠI {office}"
    pub place: String,
    /// The line that names the report the appendix belongs to.
    pub issued: String,
    /// The province.
    pub province: String,
    /// Lines at the left of the letterhead.
    pub letterhead_left: Vec<String>,
    /// Lines at the right of the letterhead.
    pub letterhead_right: Vec<String>,
}

/// The table's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// "STT"
    pub stt: String,
    /// "Chỉ tiêu thống kê"
    pub label: String,
    /// "Kết quả thống kê", over unit and figure
    pub result: String,
    /// "Đơn vị tính"
    pub unit: String,
    /// "Số liệu"
    pub figure: String,
    /// "Cơ quan, đơn vị, địa phương thực hiện"
    pub agency: String,
}

/// A kind of office; it decides the rows that the office answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Short name in files, `CQ`.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// Roles whose rows it answers too.
    pub includes: Vec<String>,
}

/// An office known by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Short name in files and file names: ASCII capitals and digits.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The name the title prints.
    pub short: String,
    /// Its role's code.
    pub role: String,
}

/// A printed row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Lasting id.
    pub id: RowId,
    /// The number as printed; empty for a dashed row.
    pub stt: String,
    /// The indicator as printed, without dash and italics.
    pub label: String,
    /// The printed italics.
    pub hint: String,
    /// What is printed behind the italics.
    pub tail: String,
    /// Unit of measure as printed.
    pub unit: String,
    /// The unit that we read where the print has none.
    pub unit_reading: String,
    /// How we read what the print gets wrong.
    pub reading: String,
    /// What kind of answer it takes.
    pub kind: RowKind,
    /// The printed text of the last column, where the row has its own.
    pub agency: String,
    /// Who answers it.
    pub answered_by: Vec<Answerer>,
    /// Who gives the provincial figure.
    pub lead: Vec<Answerer>,
    /// What span of time the figure speaks of; none for a heading.
    pub time: Option<TimeBase>,
    /// How offices' figures become the province's; none for a heading.
    pub consolidation: Option<Consolidation>,
    /// How the figure follows from others.
    pub calculation: Option<Calculation>,
    /// The row it stands under.
    pub parent: Option<RowIdx>,
    /// 1 for a chapter, 2 for `1.1`, …; a dashed row has its numbered row's depth.
    pub depth: u8,
}

/// What kind of answer a row takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// None.
    Heading,
    /// A count: whole, not negative.
    Count,
    /// A percentage.
    Percent,
    /// An amount of money, in the row's unit.
    Money,
    /// One code of a list.
    Code(CodeList),
}

impl RowKind {
    /// How a text typed here is read; none for a heading.
    #[must_use]
    pub fn expected(&self) -> Option<Expected> {
        match self {
            Self::Heading => None,
            Self::Count | Self::Code(_) => Some(Expected::Whole),
            Self::Percent => Some(Expected::Percent),
            Self::Money => Some(Expected::Fraction),
        }
    }
}

/// The choices of a code row, in printed order: at least two, codes unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeList(Vec<Choice>);

/// One choice of a code row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The code that is stored.
    pub code: u8,
    /// What it means.
    pub word: String,
}

impl CodeList {
    /// Reads `Không = 0; Có = 1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let choice = |part: &str| {
            let (word, code) = part.rsplit_once('=')?;
            let code: u8 = code.trim().parse().ok().filter(|code| *code <= 9)?;
            (!word.trim().is_empty()).then(|| Choice {
                code,
                word: word.trim().to_owned(),
            })
        };
        let choices: Vec<Choice> = text.split(';').map(choice).collect::<Option<_>>()?;
        let is_repeated =
            |(place, choice): (usize, &Choice)| choices.iter().take(place).any(|other| other.code == choice.code);
        (choices.len() >= 2 && !choices.iter().enumerate().any(is_repeated)).then_some(Self(choices))
    }

    /// The choices in printed order.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        &self.0
    }

    /// Whether this figure is one of the codes.
    #[must_use]
    pub fn has(&self, number: Number) -> bool {
        self.0
            .iter()
            .any(|choice| number == Number::whole(i64::from(choice.code)))
    }
}

/// Who answers a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answerer {
    /// Every office.
    All,
    /// Offices of this role, and of roles that include it.
    Role(String),
    /// This office.
    Office(String),
}

/// What span of time a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeBase {
    /// From the year's beginning (or ever) to the cut-off.
    Cumulative,
    /// Within the period.
    Period,
    /// At the cut-off day.
    Date,
    /// Set for the year.
    Year,
    /// Change since 2015.
    Against2015,
}

/// How offices' figures become the province's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consolidation {
    /// They are added.
    Sum,
    /// The lead's figure stands.
    Lead,
    /// Added across departments, never across localities.
    Catalogue,
    /// Calculated from the added parts.
    Recompute,
    /// Offices are counted by code.
    UnitsWith,
    /// Percentages without their parts: never added, never averaged.
    NotAdditive,
}

/// A row with a one-part number and all rows under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The chapter's own row.
    pub row: RowIdx,
    /// The row behind its last.
    pub end: RowIdx,
}

impl Edition {
    /// The row at this place.
    #[must_use]
    pub fn row(&self, idx: RowIdx) -> Option<&Row> {
        self.rows.get(idx.place())
    }

    /// The place of the row with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RowIdx> {
        self.places.get(id).copied()
    }

    /// How people name a row in speech and in messages: its number, or for a dashed row the number above it and a letter
    /// (`3.4.1b` is the second dash under 3.4.1).
    #[must_use]
    pub fn number(&self, idx: RowIdx) -> String {
        let Some(row) = self.row(idx) else { return String::new() };
        let Some(parent) = row.parent.filter(|_| row.is_dashed()) else {
            return row.stt_short().to_owned();
        };
        let dashes = idx.place().saturating_sub(parent.place()).saturating_sub(1);
        let letter = u8::try_from(dashes)
            .ok()
            .filter(|dashes| *dashes < 26)
            .and_then(|dashes| b'a'.checked_add(dashes));
        let above = self.row(parent).map_or("", Row::stt_short);
        letter.map_or_else(
            || format!("{above}-{}", dashes.saturating_add(1)),
            |letter| format!("{above}{}", char::from(letter)),
        )
    }

    /// Every row with its place, in printed order.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (RowIdx, &Row)> {
        self.rows
            .iter()
            .enumerate()
            .map(|(place, row)| (RowIdx::new(place), row))
    }

    /// The chapters in printed order.
    #[must_use]
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// The calculated rows, each after those that it reads.
    #[must_use]
    pub fn calculated(&self) -> &[RowIdx] {
        &self.calculated
    }

    /// The role with this code.
    #[must_use]
    pub fn role(&self, code: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.code == code)
    }

    /// The office with this code.
    #[must_use]
    pub fn office(&self, code: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.code == code)
    }

    /// Whether the office with this code and role answers the row. An unknown role answers what all answer.
    #[must_use]
    pub fn is_answered_by(&self, row: &Row, office: &str, role: &str) -> bool {
        let has_role = |wanted: &str| {
            role == wanted
                || self
                    .role(role)
                    .is_some_and(|role| role.includes.iter().any(|included| included == wanted))
        };
        row.kind != RowKind::Heading
            && row.answered_by.iter().any(|answerer| match answerer {
                Answerer::All => true,
                Answerer::Role(code) => has_role(code),
                Answerer::Office(code) => code == office,
            })
    }
}

impl Chapter {
    /// The places of its rows, its own among them.
    pub fn rows(self) -> impl DoubleEndedIterator<Item = RowIdx> {
        (self.row.place()..self.end.place()).map(RowIdx::new)
    }

    /// Whether the row stands in it.
    #[must_use]
    pub fn holds(self, idx: RowIdx) -> bool {
        self.row <= idx && idx < self.end
    }
}

impl Row {
    /// The number as people say it, without a last dot.
    #[must_use]
    pub fn stt_short(&self) -> &str {
        self.stt.trim_end_matches('.')
    }

    /// The number as the page shows it: a chapter's as printed, all others without a last dot, which print has at random.
    #[must_use]
    pub fn stt_shown(&self) -> &str {
        if self.depth == 1 { &self.stt } else { self.stt_short() }
    }

    /// Whether the row is printed with a dash in place of a number.
    #[must_use]
    pub fn is_dashed(&self) -> bool {
        self.stt.is_empty()
    }

    /// The indicator in one piece, without the italics: as files carry it.
    #[must_use]
    pub fn full_label(&self) -> String {
        format!("{}{}", self.label, self.tail)
    }

    /// The unit that counts: as read where the print has none.
    #[must_use]
    pub fn unit_meant(&self) -> &str {
        if self.unit_reading.is_empty() {
            &self.unit
        } else {
            &self.unit_reading
        }
    }
}
