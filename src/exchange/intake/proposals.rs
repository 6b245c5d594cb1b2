//! From records to a [`Plan`]: what each cell would become, against what the report holds.

use super::Asker;
use super::against::{against, merged};
use super::agency::{Agency, PrintedTexts};
use super::cells::{Cells, joined};
use super::figure::{self, How, Style};
use super::form_keys::FormKeys;
use super::grid::{Grid, Place};
use super::key::{likeness, unit_key};
use super::matching::{Fit, LIKELY};
use super::plan::{Grade, Offer, Plan, Proposal, Repair, Target, Value, Why};
use super::records::{Record, Table};
use super::title;
use crate::model::edition::{Edition, Row};
use crate::model::id::RowIdx;
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
        printed,
        style,
        asker,
        plan: Plan {
            sheet: grid.sheet.clone(),
            ..Plan::default()
        },
        lines_outside: 0,
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
    printed: PrintedTexts,
    style: Style,
    asker: &'a dyn Asker,
    plan: Plan,
    lines_outside: usize,
}

impl Maker<'_> {
    fn offer(&mut self, place: Place, text: impl Into<String>, why: Why, offers: Vec<Offer>) {
        // What must be asked waits; a figure with two readings may stand in the form, which asks by itself.
        let is_open = why.grade() == Grade::Ambiguous && why != Why::Read(How::TwoReadings);
        self.plan.proposals.push(Proposal {
            place,
            text: text.into(),
            why,
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
            self.offer(place, line(place), Why::Exact, vec![Offer { target, value }]);
        }
    }

    fn record(&mut self, record: &Record, cells: &Cells) {
        let (rows, sure) = match &record.fit {
            Fit::Exact(idx) => (vec![*idx], Why::Exact),
            Fit::Likely(idx, percent) => (vec![*idx], Why::Likely(*percent)),
            Fit::Doubtful(idx, percent) => (vec![*idx], Why::Doubtful(*percent)),
            Fit::Several(rows) => (rows.clone(), Why::SeveralRows),
            Fit::Nothing => {
                let name = format!("{} {}", record.name.stt, record.name.label);
                let text = |(_, text): &(Place, String)| match name.trim() {
                    "" => text.clone(),
                    name => format!("{name} | {text}"),
                };
                for cell in &cells.figures {
                    self.offer(cell.0, text(cell), Why::NoSuchRow, Vec::new());
                }
                if cells.figures.is_empty() {
                    self.lines_outside = self.lines_outside.saturating_add(1);
                }
                return;
            }
        };
        if let [idx] = rows.as_slice() {
            self.repairs(*idx, record, cells);
        }
        let (place, text) = joined(&cells.figures, record.place);
        let words = if text.is_empty() {
            None
        } else {
            self.figure(&rows, sure, cells, place, &text)
        };
        self.note(&rows, sure, cells, place, words);
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

    /// Offers the figure; gives what goes to the note.
    fn figure(&mut self, rows: &[RowIdx], sure: Why, cells: &Cells, place: Place, text: &str) -> Option<String> {
        let edition = self.edition;
        let mut offers = Vec::new();
        let mut first = None;
        for (idx, row) in rows.iter().filter_map(|idx| Some((*idx, edition.row(*idx)?))) {
            let mut read = figure::read(row, text, self.style);
            // A text says what it means; a workbook may show a share of one as a percentage.
            if let Some(share) = figure::as_share(row, &read).filter(|_| self.plan.sheet.is_some()) {
                read.entries.push(share);
                read.how = How::Share;
            }
            offers.extend(read.entries.iter().map(|entry| Offer {
                target: Target::Figure(idx),
                value: Value::Entry(entry.clone()),
            }));
            first.get_or_insert((read, row));
        }
        let (read, row) = first?;
        let why = match (sure, read.how) {
            (_, How::NotAFigure | How::TakesNone | How::TwoReadings | How::Share | How::Broken)
            | (Why::Exact, How::ByStyle) => Why::Read(read.how),
            (Why::SeveralRows | Why::Doubtful(_), _) => sure,
            _ if is_other_unit(row, &cells.unit) => Why::OtherUnit,
            (Why::Likely(_), _) => sure,
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

fn note_offer(idx: RowIdx, text: &str) -> Offer {
    Offer {
        target: Target::Note(idx),
        value: Value::Text(text.to_owned()),
    }
}

/// Whether the source measures in another unit than the row.
fn is_other_unit(row: &Row, unit: &str) -> bool {
    let (found, meant) = (unit_key(unit), unit_key(row.unit_meant()));
    let is_like = meant.contains(&found) || found.contains(&meant) || likeness(&found, &meant, LIKELY) > 0;
    !found.is_empty() && !meant.is_empty() && !is_like
}
