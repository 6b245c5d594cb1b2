//! [`LiveFacts`]: the live report as the rules read it. Every reading is tracked, so that what is computed from it is
//! computed again only where something that it read has changed.

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, With};

use super::cell::Cell;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::period::Period;
use crate::model::report::{Document, Earlier, ReportingOffice};
use crate::rules::calculate::Operand;
use crate::rules::facts::{Facts, typed};

/// See the module.
#[derive(Clone, Debug)]
pub struct LiveFacts {
    pub(super) edition: Arc<Edition>,
    pub(super) cells: Arc<[Cell]>,
    pub(super) office: RwSignal<ReportingOffice>,
    pub(super) period: RwSignal<Option<Period>>,
    pub(super) document: RwSignal<Document>,
    pub(super) earlier: RwSignal<Option<Arc<Earlier>>>,
    pub(super) ours: Memo<Arc<[bool]>>,
}

impl LiveFacts {
    fn cell(&self, idx: RowIdx) -> Option<Cell> {
        self.cells.get(idx.place()).copied()
    }
}

impl Facts for LiveFacts {
    fn operand(&self, idx: RowIdx) -> Operand {
        self.cell(idx).map_or(Operand::Blank, Cell::operand)
    }

    fn typed(&self, idx: RowIdx) -> Operand {
        self.cell(idx).map_or(Operand::Blank, |cell| typed(cell.answer()))
    }

    fn earlier(&self, idx: RowIdx) -> Operand {
        let figure = self.earlier.with(|earlier| {
            let id = &self.edition.row(idx)?.id;
            earlier.as_ref()?.figure(id.as_str())
        });
        figure.map_or(Operand::Blank, Operand::Figure)
    }

    fn earlier_period(&self) -> Option<Period> {
        self.earlier.with(|earlier| Some(earlier.as_ref()?.period.clone()))
    }

    fn note(&self, idx: RowIdx) -> String {
        self.cell(idx).map_or_else(String::new, Cell::note)
    }

    fn is_ours(&self, idx: RowIdx) -> bool {
        // While no role is chosen no row is another's.
        self.office.with(|office| office.role.is_empty()) || self.ours.get().get(idx.place()).copied().unwrap_or(false)
    }

    fn role(&self) -> String {
        self.office.with(|office| office.role.clone())
    }

    fn period(&self) -> Option<Period> {
        self.period.get()
    }

    fn document_date(&self) -> String {
        self.document.with(|document| document.date.clone())
    }
}
