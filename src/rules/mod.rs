//! Floor 2: what follows from a report. Findings and figures only, never a sentence.
//!
//! [`calculate`] is the one path by which a calculated row gets its figure, [`check`] the one by which a check finds fault,
//! live in the page and over a whole report alike; both read through [`facts`]. Each kind of check has its file in [`kinds`].

pub mod calculate;
pub mod check;
pub mod facts;
pub mod finding;
pub mod hint;
pub mod kinds;
pub mod reason;
mod slip;
mod what_if;
pub mod whole;
