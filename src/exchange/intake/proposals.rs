//! From records to a [`Plan`]: what each cell would become, against what the report holds.

use std::collections::BTreeMap;

use super::Asker;
use super::against::{against, merged};
use super::agency::{Agency, PrintedTexts};
use super::cells::{Cells, joined};
use super::figure::{self, Figure, Held, How, Style};
use super::form_keys::FormKeys;
use super::grid::{Grid, Mark, Place};
use super::matching::Fit;
use super::plan::{Grade, Offer, Plan, Proposal, Repair, Target, Value, Why};
use super::records::{Record, Table};
use super::shares;
use super::title;
use super::unit;
use crate::model::answer::Answer;
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::model::report::{Report, ReportingOffice};

/// The plan of a table.
pub(super) fn plan(
    edition: &Edition,
    keys: &FormKeys,
    report: &Report,
    grid: &Grid,
    table: Table,
    asker: &dyn Asker,
) -> Plan {
    let printed = PrintedTexts::new(edition);
    let held = shares::held(edition, grid, &table);
    let records: Vec<(Record, Cells)> = table
        .records
        .into_iter()
        .map(|record| {
            let cells = Cells::of(edition, keys, &printed, &record);
            (record, cells)
        })
        .collect();
    let style = figure::style(
        records
            .iter()
            .flat_map(|(_, cells)| cells.figures.iter().map(|(_, text)| text.as_str())),
    );
    let mut maker = Maker {
        edition,
        grid,
        held,
        printed,
        style,
        asker,
        plan: Plan {
            sheet: grid.sheet.clone(),
            figure_columns: table.figure_columns,
            ..Plan::default()
        },
        lines_outside: 0,
        label: String::new(),
    };
    if !records.is_empty() {
        maker.title(&table.title);
    }
    for (record, cells) in &records {
        maker.record(record, cells);
    }
    for (place, text) in table.strangers {
        maker.stranger(place, text);
    }
    let Maker {
        mut plan,
        lines_outside,
        ..
    } = maker;
    let counted = [
        Repair::HeadsDropped(table.repeated_heads),
        Repair::LinesOutside(lines_outside),
    ];
    if grid.has_lost_columns {
        plan.repairs.insert(0, Repair::LostColumns);
    }
    let is_any = |repair: &Repair| !matches!(repair, Repair::HeadsDropped(0) | Repair::LinesOutside(0));
    plan.repairs.extend(counted.into_iter().filter(is_any));
    plan.repairs
        .extend(grid.hidden.iter().map(|place| Repair::HiddenSigns(*place)));
    plan.proposals = merged(std::mem::take(&mut plan.proposals));
    for proposal in &mut plan.proposals {
        against(report, proposal);
    }
    plan.proposals
        .sort_by_key(|proposal| (!proposal.is_conflict, proposal.why.grade()));
    plan
}

struct Maker<'a> {
    edition: &'a Edition,
    grid: &'a Grid,
    /// How its percentages are held, where a cell is a number.
    held: Held,
    printed: PrintedTexts,
    style: Style,
    asker: &'a dyn Asker,
    plan: Plan,
    lines_outside: usize,
    /// What the record that is being read calls itself, where that is not the row's name.
    label: String,
}

impl<'a> Maker<'a> {
    fn offer(&mut self, place: Place, text: impl Into<String>, why: Why, offers: Vec<Offer>) {
        // What must be asked waits; a figure with two readings may stand in the form, which asks by itself.
        let is_open = why.grade() == Grade::Ambiguous && why != Why::Read(How::TwoReadings);
        self.plan.proposals.push(Proposal {
            place,
            text: text.into(),
            label: self.label.clone(),
            why,
            is_hidden: self.grid.hidden_lines.contains(&place.line),
            chosen: (!is_open && !offers.is_empty()).then_some(0),
            offers,
            is_conflict: false,
        });
    }

    fn title(&mut self, lines: &[(Place, String)]) {
        let edition = self.edition;
        let title = title::read(edition, lines);
        let line = |place: Place| {
            lines
                .iter()
                .find(|(at, _)| *at == place)
                .map_or(String::new(), |(_, text)| text.clone())
        };
        if let Some((place, _)) = title.offices.first() {
            let why = if title.offices.len() > 1 {
                Why::TwoOffices
            } else {
                Why::Exact
            };
            let office = |(_, office): &(Place, &crate::model::edition::Office)| Offer {
                target: Target::Office,
                value: Value::Office(ReportingOffice {
                    code: office.code.clone(),
                    name: office.name.clone(),
                    role: office.role.clone(),
                }),
                column: None,
            };
            self.offer(*place, line(*place), why, title.offices.iter().map(office).collect());
        }
        let found = [
            title
                .period
                .map(|(place, period)| (place, Target::Period, Value::Period(period))),
            title
                .number
                .map(|(place, text)| (place, Target::DocumentNumber, Value::Text(text))),
            title
                .date
                .map(|(place, text)| (place, Target::DocumentDate, Value::Text(text))),
        ];
        for (place, target, value) in found.into_iter().flatten() {
            let offer = Offer {
                target,
                value,
                column: None,
            };
            self.offer(place, line(place), Why::Exact, vec![offer]);
        }
    }

    fn record(&mut self, record: &Record, cells: &Cells) {
        let (rows, sure) = match &record.fit {
            Fit::Exact(idx) => (vec![*idx], Why::Exact),
            Fit::Likely(idx, percent) => (vec![*idx], Why::Likely(*percent)),
            Fit::Doubtful(idx, percent) => (vec![*idx], Why::Doubtful(*percent)),
            Fit::Renumbered(idx) => (vec![*idx], Why::Renumbered),
            Fit::Several(rows) => (rows.clone(), Why::SeveralRows),
            Fit::Torn(rows) => (rows.clone(), Why::Torn),
            Fit::Nothing => {
                for (place, text) in &cells.figures {
                    self.offer(*place, beside_name(record, text), Why::NoSuchRow, Vec::new());
                }
                if cells.figures.is_empty() {
                    self.lines_outside = self.lines_outside.saturating_add(1);
                }
                return;
            }
        };
        for place in record.parts.iter().flat_map(|part| &part.uncalculated) {
            self.offer(*place, beside_name(record, "="), Why::Uncalculated, Vec::new());
        }
        if let [idx] = rows.as_slice() {
            self.repairs(*idx, record, cells);
        }
        if sure != Why::Exact {
            self.label = format!("{} {}", record.name.stt, record.name.label).trim().to_owned();
        }
        let (place, text) = joined(&cells.figures, record.place);
        let words = if text.is_empty() {
            None
        } else if record.is_several {
            self.several(&rows, sure, cells)
        } else {
            self.figure(&rows, sure, cells, place, &text)
        };
        self.note(&rows, sure, cells, place, words);
        self.label.clear();
    }

    fn repairs(&mut self, idx: RowIdx, record: &Record, cells: &Cells) {
        if record.parts.len() > 1 {
            self.plan.repairs.push(Repair::Joined(idx));
        }
        if cells.is_list_mended {
            self.plan.repairs.push(Repair::CodeListMended(idx));
        } else if cells.is_shifted {
            self.plan.repairs.push(Repair::Shifted(idx));
        }
    }

    /// How the source holds and writes a figure that stands in these cells. A workbook's number is written by us.
    fn held(&self, pieces: &[(Place, String)]) -> (Held, Style) {
        match pieces {
            [(at, _)] if self.grid.marks.get(at) == Some(&Mark::Number) => (self.held, Style::Comma),
            _ => (Held::AsText, self.style),
        }
    }

    /// What the text of a figure's cell offers to these rows, and how the first of them reads it.
    fn offers(
        &self,
        rows: &[RowIdx],
        text: &str,
        (held, style): (Held, Style),
    ) -> (Vec<Offer>, Option<(Figure, &'a Row)>) {
        let edition = self.edition;
        let mut offers = Vec::new();
        let mut first = None;
        for (idx, row) in rows.iter().filter_map(|idx| Some((*idx, edition.row(*idx)?))) {
            let mut read = figure::read(row, text, style);
            // A text says what it means; a workbook may show a share of one as a percentage.
            if let Some(share) = figure::as_share(row, &read, held).filter(|_| self.plan.sheet.is_some()) {
                read.entries.push(share);
                read.how = How::Share;
            }
            offers.extend(read.entries.iter().map(|entry| Offer {
                target: Target::Figure(idx),
                value: Value::Entry(entry.clone()),
                column: None,
            }));
            first.get_or_insert((read, row));
        }
        (offers, first)
    }

    /// Offers the figure; gives what goes to the note.
    fn figure(&mut self, rows: &[RowIdx], sure: Why, cells: &Cells, place: Place, text: &str) -> Option<String> {
        let (offers, first) = self.offers(rows, text, self.held(&cells.figures));
        let (read, row) = first?;
        let why = match (sure, read.how) {
            _ if is_asked(read.how) => Why::Read(read.how),
            (Why::Exact, How::ByStyle) => Why::Read(read.how),
            (Why::SeveralRows | Why::Torn | Why::Doubtful(_), _) => sure,
            _ if unit::is_other(row, &cells.unit) => Why::OtherUnit,
            (Why::Likely(_) | Why::Renumbered, _) => sure,
            (_, How::Plain) if cells.is_shifted => Why::Shifted,
            (_, How::Plain) => sure,
            (_, how) => Why::Read(how),
        };
        self.offer(place, text, why, offers);
        // A heading has no note of its own to keep the text: it stays listed.
        read.words
            .filter(|_| read.how != How::TakesNone)
            .map(|words| self.asker.mark(&words))
    }

    /// Offers the figure of each column; gives what goes to the note.
    fn several(&mut self, rows: &[RowIdx], sure: Why, cells: &Cells) -> Option<String> {
        let (place, text) = cells.figures.first()?.clone();
        let mut columns: BTreeMap<u32, Vec<(Place, String)>> = BTreeMap::new();
        for cell in &cells.figures {
            columns.entry(cell.0.column).or_default().push(cell.clone());
        }
        let mut offers: Vec<Offer> = Vec::new();
        let (mut texts, mut words) = (Vec::new(), Vec::new());
        // What is to be asked of the figure itself is not decided with its column.
        let mut asked: Option<How> = None;
        for (column, pieces) in columns {
            let (_, text) = joined(&pieces, place);
            let (found, first): (_, Option<(Figure, &Row)>) = self.offers(rows, &text, self.held(&pieces));
            offers.extend(found.into_iter().map(|offer| Offer {
                column: Some(column),
                ..offer
            }));
            let read = first.map(|(read, _)| read);
            let how = read.as_ref().map(|read| read.how);
            asked = asked.or(how.filter(|how| matches!(how, How::Share | How::Broken | How::InOtherUnit)));
            words.extend(read.and_then(|read| read.words));
            texts.push(text);
        }
        let row = rows.first().and_then(|idx| self.edition.row(*idx))?;
        // The same in all of them leaves nothing to choose.
        let figure = |offer: &Offer| match &offer.value {
            Value::Entry(entry) => match entry.answer(row) {
                Answer::Figure(number) => Some(number),
                Answer::Unanswered
                | Answer::None
                | Answer::NotOurs
                | Answer::Unread(_)
                | Answer::Ambiguous { .. }
                | Answer::TextLost { .. } => None,
            },
            Value::Office(_) | Value::Period(_) | Value::Text(_) => None,
        };
        let figures: Vec<Option<Number>> = offers.iter().map(figure).collect();
        let is_same =
            matches!(figures.as_slice(), [Some(one), rest @ ..] if rest.iter().all(|other| *other == Some(*one)));
        let is_whole = texts.len() > 1 && figures.len() == texts.len();
        if offers.is_empty() || is_same && is_whole && rows.len() == 1 {
            return self.figure(rows, sure, cells, place, &text);
        }
        let why = if matches!(sure, Why::SeveralRows | Why::Torn | Why::Doubtful(_)) {
            sure
        } else if unit::is_other(row, &cells.unit) {
            Why::OtherUnit
        } else {
            asked.map_or(Why::SeveralColumns, Why::Read)
        };
        self.offer(place, texts.join(" | "), why, offers);
        (!words.is_empty()).then(|| self.asker.mark(&words.join(" | ")))
    }

    fn note(&mut self, rows: &[RowIdx], sure: Why, cells: &Cells, near: Place, from_figure: Option<String>) {
        let (place, text) = joined(&cells.agency, near);
        let told = self.printed.tell(&text);
        let mut parts = Vec::new();
        let mut why = sure;
        match told {
            _ if text.is_empty() => {}
            Agency::Printed => {}
            Agency::Retyped => {
                let offers = rows.iter().map(|idx| note_offer(*idx, &text)).collect();
                self.offer(place, text.clone(), Why::LikePrinted, offers);
            }
            Agency::Remark(remark) => {
                if remark.len() < text.len() && sure == Why::Exact {
                    why = Why::BesidePrinted;
                }
                parts.push(remark);
            }
        }
        if from_figure.is_some() && sure == Why::Exact {
            why = Why::Read(How::WithWords);
        }
        let source = if parts.is_empty() {
            joined(&cells.figures, near)
        } else {
            (place, text)
        };
        parts.extend(from_figure);
        if !parts.is_empty() {
            let offers = rows.iter().map(|idx| note_offer(*idx, &parts.join("\n"))).collect();
            self.offer(source.0, source.1, why, offers);
        }
    }

    /// A line that is no row: worth a line of its own only where it holds a figure.
    fn stranger(&mut self, place: Place, text: String) {
        let has_figure = text
            .split_whitespace()
            .last()
            .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        if has_figure {
            self.offer(place, text, Why::NoSuchRow, Vec::new());
        } else {
            self.lines_outside = self.lines_outside.saturating_add(1);
        }
    }
}

/// What stands in a cell that goes nowhere, behind the name of its row.
fn beside_name(record: &Record, text: &str) -> String {
    let name = format!("{} {}", record.name.stt, record.name.label);
    match name.trim() {
        "" => text.to_owned(),
        name => format!("{name} | {text}"),
    }
}

fn note_offer(idx: RowIdx, text: &str) -> Offer {
    Offer {
        target: Target::Note(idx),
        value: Value::Text(text.to_owned()),
        column: None,
    }
}

/// Whether what was read so is asked or refused, whichever row it is.
fn is_asked(how: How) -> bool {
    match how {
        How::NotAFigure
        | How::NotACode
        | How::SignsAlone
        | How::TakesNone
        | How::TwoReadings
        | How::Share
        | How::Broken
        | How::InOtherUnit => true,
        How::Plain | How::ByStyle | How::Rewritten | How::WithWords | How::CodeWord | How::State => false,
    }
}
