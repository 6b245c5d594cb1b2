//! Phụ Lục: the quarterly statistics of a Vietnamese office's administrative reform, filled in one static page.
//!
//! # Map, in reading order
//!
//! The floors look down only; `tests/it/tidy.rs` checks it.
//!
//! - floor 0, [`base`]: texts, trees, the port of a store.
//! - floor 1, [`model`]: an edition (the form), a report (what was filled in), a number, how a typed text is read.
//! - floor 2, [`rules`]: what follows from a report; [`exchange`]: files in and out; [`editions`]: the built-in forms.
//! - floor 3, [`words`]: every sentence that a person reads; [`preview`]: what a source would change, read in a block of its own; [`state`]: the live report and how it is kept; `platform`: the
//!   browser's stores, files, clock (wasm only).
//! - floor 4, `ui`: the page (wasm only).
//!
//! # Words
//!
//! *Edition*: one version of the appendix. *Row*: a printed line; the *chapters* are the rows with a one-part number. *Unit*:
//! unit of measure, never an office. *Office* and *role*: who reports, and the kind of office. *Period*: `2023-Q2`. *Entry*:
//! what was typed; *answer*: what it means.
//!
//! # What is never there
//!
//! - The model never holds a float, a signal, or a clock.
//! - Reading a file never stops at a bad row.
//! - A finding or a problem never holds a sentence.
//! - State never touches the DOM; platform never sees a report.
//! - A view never computes a figure.
//! - The text that a person typed is never rewritten while the input has focus, and never thrown away.

pub mod base;
pub mod editions;
pub mod exchange;
pub mod model;
pub mod preview;
pub mod rules;
pub mod state;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
pub use ui::start::start;
