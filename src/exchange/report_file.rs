//! Opens a file of ours, whichever of our formats it is in.

use super::problem::{MAX_FILE_BYTES, ReadError, ReadProblem};
use super::report_csv::{dialect_of, report_from_csv};
use super::report_json_reader::report_from_json;
use crate::model::edition::Edition;
use crate::model::report::Report;

/// Reads a file's bytes.
///
/// # Errors
/// Where it is no file of ours; see [`ReadError`].
pub fn report_from_bytes(edition: &Edition, bytes: &[u8]) -> Result<(Report, Vec<ReadProblem>), ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // The last letter is not whole: the file was cut inside it.
        None => ReadError::CutShort,
        Some(_) => ReadError::NotUtf8,
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        None => Err(ReadError::Empty),
        Some('{' | '[') => report_from_json(edition, text),
        Some(_) if dialect_of(text).is_some() => report_from_csv(edition, text),
        Some(_) => Err(ReadError::NotOurs),
    }
}
