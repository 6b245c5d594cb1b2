//! Floor 2: bytes in, bytes out. Reading a file gives a report and a list of problems, or says why it is no file of ours;
//! it never stops at a bad row.
//!
//! Knows no browser and no sentence. Start reading at [`report_file`], which tells the formats apart.

pub mod change_text;
pub mod digest;
pub mod draft;
pub mod drafts_file;
pub mod earlier;
pub mod edition_compact;
#[cfg(not(target_arch = "wasm32"))]
pub mod edition_toml;
pub mod file_kind;
pub mod file_name;
pub mod intake;
pub mod problem;
pub mod reasons;
pub mod report_csv;
pub mod report_file;
pub mod report_json;
mod report_json_reader;
