//! Floor 2: what follows from a report. Findings and figures only, never a sentence.
//!
//! [`calculate`] is the one path by which a calculated row gets its figure, live in the page and over a whole report.

pub mod calculate;
pub mod check;
pub mod finding;
mod rational;
pub mod reason;
pub mod whole;
