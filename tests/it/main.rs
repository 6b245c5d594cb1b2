//! Native tests: the core against cases, properties, and the sample report. Start reading at [`sample`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_arithmetic,
    clippy::too_many_lines,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod any;
mod calculations;
mod checks;
mod drafts;
mod edition_against_sample;
mod edition_problems;
mod hostile_files;
mod intake;
mod intake_doubts;
mod keeping;
mod machine;
mod numbers;
mod office_files;
mod previews;
mod readers;
mod reasons;
mod report_files;
mod sample;
mod sessions;
mod text_files;
mod tidy;
mod tied_files;
mod workbook_making;
mod workbooks;
mod xls_files;
mod xls_making;

// What the fuzzer drives; a short round of it stands in `readers`.
#[path = "../../fuzz/readers/mod.rs"]
#[allow(unreachable_pub, reason = "the fuzzer's crate gives it to its programs")]
mod fuzzed;
