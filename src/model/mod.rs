//! Floor 1: what an edition and a report are. Plain data; never a float, a signal, or a clock.
//!
//! Start reading at [`edition`] (the form) and [`report`] (what was filled in); [`number`] and [`number_reader`] are how a
//! typed text becomes a figure.

pub mod answer;
pub mod calculation;
pub mod change;
pub mod check;
mod check_faults;
mod check_reader;
pub mod edition;
pub mod edition_lint;
pub mod edition_problem;
pub mod edition_reader;
pub mod id;
pub mod number;
pub mod number_reader;
pub mod period;
pub mod rational;
pub mod relation;
pub mod report;
mod row_reader;
