//! Names of the files that we give: `CCHC_2023-Q2_STNMT.json`, ASCII alone.

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
    let code: String = report.office.code.chars().filter(char::is_ascii_alphanumeric).collect();
    let office = if code.is_empty() { "chua-chon-don-vi" } else { &code };
    let ending = match kind {
        FileKind::Json => ".json",
        FileKind::Csv => ".csv",
        FileKind::CsvExcel => "_excel.csv",
    };
    format!("CCHC_{period}_{office}{ending}")
}
