//! What a figure's cell offers: to one row or to several, out of one column or out of several.

use super::super::cells::{Cells, joined};
use super::super::figure::{self, Figure, Held, How, Style};
use super::super::grid::{Mark, Place};
use super::super::plan::{Offer, Target, Value, Why};
use super::super::unit;
use super::Maker;
use crate::model::edition::Row;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use std::collections::BTreeMap;

impl<'a> Maker<'a> {
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
            if let Some(share) = figure::as_share(row, &read, held).filter(|_| !self.plan.sheets.is_empty()) {
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
    pub(super) fn figure(
        &mut self,
        rows: &[RowIdx],
        sure: Why,
        cells: &Cells,
        place: Place,
        text: &str,
    ) -> Option<String> {
        let (offers, first) = self.offers(rows, text, self.held(&cells.figures));
        let (read, row) = first?;
        let why = match (sure, read.how) {
            _ if is_asked(read.how) => Why::Read(read.how),
            (Why::Exact, How::ByStyle) => Why::Read(read.how),
            (Why::SeveralRows | Why::Torn | Why::Doubtful(_), _) => sure,
            _ if self.is_other_unit(row, cells) => Why::OtherUnit,
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

    fn is_other_unit(&self, row: &Row, cells: &Cells) -> bool {
        unit::is_other(row, &cells.unit) || unit::is_other_money(row, self.money_said_here)
    }

    /// Offers the figure of each column; gives what goes to the note.
    pub(super) fn several(&mut self, rows: &[RowIdx], sure: Why, cells: &Cells) -> Option<String> {
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
            Value::Entry(entry) => entry.answer(row).figure(),
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
        } else if self.is_other_unit(row, cells) {
            Why::OtherUnit
        } else {
            asked.map_or(Why::SeveralColumns, Why::Read)
        };
        self.offer(place, texts.join(" | "), why, offers);
        (!words.is_empty()).then(|| self.asker.mark(&words.join(" | ")))
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
