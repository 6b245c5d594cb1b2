//! Floor 0: what names nothing else. Texts, trees, and the port behind which a store stands.
//!
//! Knows no row, no report, no browser. Start reading at [`json`].

pub mod data;
pub mod fold;
pub mod json;
pub mod key_value;
pub mod order;
