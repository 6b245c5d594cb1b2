//! Floor 0: what names nothing else. Texts, trees, and the ports behind which a store and a file stand.
//!
//! Knows no row, no report, no browser. Start reading at [`json`].

pub mod data;
pub mod disk_file;
pub mod fold;
pub mod json;
pub mod key_value;
pub mod order;
