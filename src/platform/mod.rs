//! The browser's edge: stores, files, clock, timers. Bytes and strings; knows no report. wasm only.

pub(crate) mod clock;
pub(crate) mod disk_file;
pub(crate) mod download;
pub(crate) mod durable_store;
pub(crate) mod fault_screen;
pub(crate) mod file;
pub(crate) mod keeping;
pub(crate) mod other_tabs;
pub(crate) mod quick_store;
pub(crate) mod random;
pub(crate) mod reader;
pub(crate) mod timer;
