//! What a file that is opened may be, before it is read: by its name how large it may be, by its first bytes whether it is ours.

use super::drafts_file::MAX_DRAFTS_BYTES;
use super::problem::{MAX_FILE_BYTES, MAX_OFFICE_BYTES};
use super::report_csv::dialect_of;

/// A file that begins like ours and is broken is no table of another make.
#[must_use]
pub fn looks_like_ours(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let begins = |mark: &[u8]| bytes.trim_ascii_start().starts_with(mark);
    let is_json = (begins(b"{") || begins(b"[")) && !begins(b"{\\rtf");
    is_json || dialect_of(&String::from_utf8_lossy(line.trim_ascii_end())).is_some()
}

/// Workbooks and documents carry more than a table does. Whether it is one is told by its bytes; its name allows them.
#[must_use]
pub fn bound_of(name: &str, takes_drafts: bool) -> usize {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if ["xlsx", "xls", "ods", "docx"].contains(&ending.as_str()) {
        MAX_OFFICE_BYTES
    } else if takes_drafts && ending == "json" {
        MAX_DRAFTS_BYTES
    } else {
        MAX_FILE_BYTES
    }
}
