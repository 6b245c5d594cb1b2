//! Takes in what the officer already has: a table out of Word, a workbook, or a text file becomes a [`plan::Plan`], a list of
//! proposals that a person decides before anything changes.
//!
//! A source is first a [`grid::Grid`] of texts: [`delimited`] and [`html`] read one from the clipboard, [`file`] from a file.
//! Its columns are found by their heads ([`columns`]), its lines put together to records ([`records`]) and each record to a row of
//! the form, by number and label ([`matching`]). [`figure`] and [`agency`] say what the cells hold, [`title`] what stands above
//! the table. The sheets of a workbook are read one by one, and their plans put together ([`sheets`]). Nothing here knows a row of
//! any edition: what is looked for is the edition's own text.

mod against;
pub mod agency;
mod biff;
pub mod block;
mod bytes;
mod cell_format;
pub mod cell_number;
mod cells;
pub mod columns;
pub mod delimited;
mod docx;
pub mod encoding;
pub mod figure;
pub mod file;
pub mod form_keys;
pub mod grid;
pub mod html;
pub mod key;
pub mod matching;
mod ods;
pub mod office;
mod ole;
pub mod plan;
mod proposals;
pub mod records;
mod running;
mod several;
mod shares;
mod sheets;
pub mod title;
mod unit;
mod xls;
mod xls_number;
mod xlsx;
pub mod xml;
pub mod zip;

use crate::model::edition::Edition;
use crate::model::id::RowIdx;
use crate::model::report::Report;
use form_keys::FormKeys;
use grid::{Grid, GridError};
use plan::{Plan, Why};

/// Who asked for the reading: gives the words, and may follow it.
pub trait Asker {
    /// The words by which a note keeps what stood in a figure's cell and is no figure.
    fn mark(&self, text: &str) -> String;

    /// So many lines of so many have been looked at.
    fn has_read(&self, lines: usize, of: usize) {
        let _nobody_follows = (lines, of);
    }
}

impl<F: Fn(&str) -> String> Asker for F {
    fn mark(&self, text: &str) -> String {
        self(text)
    }
}

/// What a grid means for this report. An empty plan where nothing of the form was found in it.
fn table(edition: &Edition, keys: &FormKeys, report: &Report, grid: &Grid, asker: &dyn Asker) -> Plan {
    let table = records::read(edition, keys, grid, asker);
    let held = shares::held(edition, std::iter::once((grid, &table)));
    proposals::plan(edition, keys, report, grid, table, held, asker)
}

/// What a grid means that was pasted into the cell of this row: a table where it has labels of the form, otherwise a block that
/// fills downwards.
fn table_or_block(
    edition: &Edition,
    keys: &FormKeys,
    report: &Report,
    grid: &Grid,
    from: RowIdx,
    asker: &dyn Asker,
) -> Plan {
    let plan_of_table = table(edition, keys, report, grid, asker);
    if !plan_of_table.is_empty() || block::has_labels(grid) {
        return plan_of_table;
    }
    // No clipboard says how a cell holds its number.
    let mut plan = proposals::plan(
        edition,
        keys,
        report,
        grid,
        block::read(edition, grid, from),
        figure::Held::AsText,
        asker,
    );
    for proposal in &mut plan.proposals {
        if proposal.why == Why::Exact {
            proposal.why = Why::InOrder;
        } else if proposal.why == Why::NoSuchRow {
            proposal.why = Why::PastTheEnd;
        }
    }
    plan
}

/// What was pasted: the table of its HTML, where it has one that holds rows of the form, otherwise its text. `from` is the row
/// in whose cell it was pasted.
///
/// # Errors
/// Where both are past a bound; see [`GridError`].
pub fn plan_from_clipboard(
    edition: &Edition,
    report: &Report,
    html: &str,
    text: &str,
    from: Option<RowIdx>,
    asker: &dyn Asker,
) -> Result<Plan, GridError> {
    let keys = FormKeys::new(edition);
    let plan = |grid: &Grid| match from {
        Some(from) => table_or_block(edition, &keys, report, grid, from, asker),
        None => table(edition, &keys, report, grid, asker),
    };
    if let Ok(Some(table)) = html::grid(html) {
        let plan = plan(&table);
        if !plan.is_empty() {
            return Ok(plan);
        }
    }
    if !text.contains('\t') {
        let (running, count) = running::grid(edition, &keys, text)?;
        if count > 0 {
            return Ok(table(edition, &keys, report, &running, asker));
        }
    }
    let plan_of_text = plan(&delimited::grid(text, '\t')?);
    if !plan_of_text.is_empty() {
        return Ok(plan_of_text);
    }
    // The letters of an old font look like others; the form's labels tell.
    match encoding::of_font(&keys, text.to_owned()) {
        Ok(read) if read != text => Ok(plan(&delimited::grid(&read, '\t')?)),
        Ok(_) | Err(encoding::EncodingFault::Vni | encoding::EncodingFault::NotText) => Ok(plan_of_text),
    }
}

/// What a file means for this report.
///
/// # Errors
/// Where the file is not read; see [`file::FileFault`].
pub fn plan_from_file(
    edition: &Edition,
    report: &Report,
    bytes: &[u8],
    composed: &dyn Fn(&str) -> String,
    asker: &dyn Asker,
) -> Result<Plan, file::FileFault> {
    let keys = FormKeys::new(edition);
    let grids = file::grids(edition, &keys, bytes, composed)?;
    Ok(sheets::plan(edition, &keys, report, grids, asker))
}

/// What a pasted text means for this report.
///
/// # Errors
/// Where the text is past a bound; see [`GridError`].
pub fn plan_from_text(edition: &Edition, report: &Report, text: &str, asker: &dyn Asker) -> Result<Plan, GridError> {
    plan_from_clipboard(edition, report, "", text, None, asker)
}
