//! Names of the files that we give: `CCHC_2023-Q2_STNMT.json`, ASCII alone.

use crate::model::edition_reader::is_office_code;
use crate::model::report::Report;

/// The kinds of file that are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The report, whole.
    Json,
    /// Its figures for programs.
    Csv,
    /// Its figures for Excel in Vietnam.
    CsvExcel,
}

/// The name under which the report's file is given. What is not chosen yet is said in its place.
#[must_use]
pub fn file_name(report: &Report, kind: FileKind) -> String {
    let period = report
        .period
        .as_ref()
        .map_or_else(|| "chua-chon-ky".to_owned(), crate::model::period::Period::code);
    // A code that cannot stand in a file's name is kept in the report, and marked there.
    let code = report.office.code.as_str();
    let office = if is_office_code(code) { code } else { "chua-chon-don-vi" };
    let ending = match kind {
        FileKind::Json => ".json",
        FileKind::Csv => ".csv",
        FileKind::CsvExcel => "_excel.csv",
    };
    format!("CCHC_{period}_{office}{ending}")
}
