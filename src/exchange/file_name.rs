//! Names of the files that we give: `CCHC_2023-Q2_STNMT.json`, ASCII alone. What is given where the program failed is named in
//! `index.html`.

use crate::model::edition_reader::is_office_code;
use crate::model::period::Period;
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
    let ending = match kind {
        FileKind::Json => ".json",
        FileKind::Csv => ".csv",
        FileKind::CsvExcel => "_excel.csv",
    };
    format!("CCHC_{}{ending}", whose(report))
}

/// The name of a copy of a draft. It has the day, `2026-11-24`: of two copies people must know the newer.
#[must_use]
pub fn draft_name(report: &Report, day: &str) -> String {
    format!("phuluc-ban-nhap_{}_{day}.json", whose(report))
}

/// The name of the copy of all drafts of that day.
#[must_use]
pub fn drafts_name(day: &str) -> String {
    format!("phuluc-moi-ban-nhap_{day}.json")
}

/// The name of a draft's text that could not be read and is given as it is.
#[must_use]
pub fn raw_name(day: &str) -> String {
    format!("phuluc-ban-luu-nguyen-van_{day}.json")
}

/// `2023-Q2_STNMT`.
fn whose(report: &Report) -> String {
    let period = report.period.as_ref().map(Period::code);
    // A code that cannot stand in a file's name is kept in the report, and marked there.
    let code = report.office.code.as_str();
    let office = if is_office_code(code) { code } else { "chua-chon-don-vi" };
    format!("{}_{office}", period.as_deref().unwrap_or("chua-chon-ky"))
}
