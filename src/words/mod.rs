//! Floor 3: every sentence that a person reads, in Vietnamese. Native, so that tests read what people read.

pub mod answer;
pub mod calculation;
pub mod draft;
pub mod file;
pub mod finding;
pub mod help;
pub mod intake;
pub mod intake_refused;
pub mod page;
pub mod row;
pub mod template;
