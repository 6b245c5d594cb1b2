//! From records to a [`Plan`]: what each cell would become, against what the report holds.

mod figures;

use super::Asker;
use super::against::{against, merged};
use super::agency::{Agency, PrintedTexts};
use super::cells::{Cells, joined};
use super::figure::{self, Held, How, Style};
use super::form_keys::FormKeys;
use super::grid::{Grid, Place};
use super::matching::Fit;
use super::plan::{Grade, Offer, Plan, Proposal, Repair, Target, Value, Why};
use super::records::{Record, Table};
use super::title;
use super::unit;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::report::{Report, ReportingOffice};

/// The plan of a table. `held` is how the source's percentages are held, where a cell is a number.
pub(super) fn plan(
    edition: &Edition,
    keys: &FormKeys,
    report: &Report,
    grid: &Grid,
    table: Table,
    held: Held,
    asker: &dyn Asker,
) -> Plan {
    let printed = PrintedTexts::new(edition);
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
    let lines = table.title.iter().chain(&table.strangers).map(|(_, text)| text);
    let money_said = lines.chain(&table.heads).find_map(|text| unit::said_of(text));
    let mut maker = Maker {
        edition,
        grid,
        held,
        printed,
        style,
        asker,
        plan: Plan {
            sheets: grid.sheet.iter().cloned().collect(),
            figure_columns: table.figure_columns,
            ..Plan::default()
        },
        lines_outside: 0,
        label: String::new(),
        money_said,
        money_said_here: None,
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
        .extend(grid.hidden.iter().map(|place| Repair::HiddenSigns(0, *place)));
    plan.proposals = merged(std::mem::take(&mut plan.proposals));
    settle(report, &mut plan);
    plan
}

/// Sees what the report holds, and puts first what is to be decided first.
pub(super) fn settle(report: &Report, plan: &mut Plan) {
    for proposal in &mut plan.proposals {
        against(report, proposal);
    }
    plan.proposals
        .sort_by_key(|proposal| (!proposal.is_conflict, proposal.why.grade()));
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
    /// How many zeros the source says that its sums of money have, and that of this record.
    money_said: Option<Option<u32>>,
    money_said_here: Option<Option<u32>>,
}

impl<'a> Maker<'a> {
    fn offer(&mut self, place: Place, text: impl Into<String>, why: Why, offers: Vec<Offer>) {
        // What must be asked waits; a figure with two readings may stand in the form, which asks by itself.
        let is_open = why.grade() == Grade::Ambiguous && why != Why::Read(How::TwoReadings);
        self.plan.proposals.push(Proposal {
            sheet: 0,
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
            self.label = record.name.told();
        }
        self.money_said_here = unit::said_of(&record.name.label).or(self.money_said);
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
    match record.name.told().as_str() {
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
