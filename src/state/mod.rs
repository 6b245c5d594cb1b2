//! Floor 3: the report being filled, as signals, and the rules by which it is kept. Knows no DOM: what a person does comes
//! in as an [`edit::Edit`], what the page shows is read from a [`session::Session`].

pub mod autosave;
pub mod cell;
pub mod copies;
pub mod deeds;
pub mod draft_list;
pub mod draft_moves;
pub mod draft_slots;
pub mod edit;
pub mod history;
pub mod keep;
pub mod live_checks;
pub mod live_facts;
pub mod open_rows;
pub mod progress;
pub mod readiness;
pub mod review_list;
pub mod saving;
pub mod search;
pub mod session;
pub mod tab_note;
pub mod tied_file;
pub mod walk;
