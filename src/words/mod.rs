//! Floor 3: every sentence that a person reads, in Vietnamese. Native, so that tests read what people read.

pub mod answer;
pub mod calculation;
pub mod draft;
pub mod drafts;
pub mod earlier;
pub mod file;
pub mod finding;
pub mod help;
pub mod hint;
pub mod history;
pub mod intake;
pub mod intake_places;
pub mod intake_refused;
pub mod intake_repairs;
pub mod page;
pub mod row;
pub mod template;
pub mod tied_file;
