//! Native tests: the core against cases, properties, and the sample report. Start reading at [`sample`].

mod any;
mod calculations;
mod drafts;
mod edition_against_sample;
mod edition_problems;
mod hostile_files;
mod numbers;
mod report_files;
mod sample;
mod sessions;
mod tidy;
