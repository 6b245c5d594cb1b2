//! `cargo xtask test`: every check of the project, one after the other, to the end even when one fails.
//!
//! Closes with one line, `N passed, N failed`: the sum of the native tests, the browser tests, and the steps that count as one each.

mod counts;

use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{self, Toolchain};
use crate::{files, page, programs};
use counts::Counts;
use std::fmt::Write;
use std::fs;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Runs everything; the exit code says whether all of it passed.
pub(crate) fn test(project: &Project) -> ExitCode {
    let mut report = Report::default();
    report.step("set-up", || {
        let toolchain = setup::for_page(project)?;
        setup::for_lints(&toolchain)?;
        Ok(Counts::default())
    });
    // Looked up again, now that it is there; without a compiler nothing else can be run.
    if let Ok(toolchain) = setup::for_page(project).as_ref() {
        run_steps(project, toolchain, &mut report);
    }
    report.close()
}

fn run_steps(project: &Project, toolchain: &Toolchain, report: &mut Report) {
    let cargo = |words: &str| {
        let mut command = toolchain.cargo(project);
        command.args(words.split(' '));
        command
    };
    report.step("format", || passes(&mut cargo("fmt --all --check")));
    report.step("lints, native", || {
        passes(&mut cargo("clippy --locked --workspace --all-targets -- -D warnings"))
    });
    report.step("lints, wasm", || {
        passes(&mut cargo(
            "clippy --locked --package phuluc --lib --bins --target wasm32-unknown-unknown -- -D warnings",
        ))
    });
    report.step("native tests", || {
        native_tests(&mut cargo("test --locked --workspace --no-fail-fast"))
    });
    let is_built = report.step("the page (dist)", || {
        page::build(project, toolchain).map(|()| Counts::PASSED)
    });
    if is_built {
        report.step("browser tests", || browser_tests(project));
    }
}

fn passes(command: &mut Command) -> Outcome<Counts> {
    Ok(if programs::succeeds(command)? {
        Counts::PASSED
    } else {
        Counts::FAILED
    })
}

fn native_tests(command: &mut Command) -> Outcome<Counts> {
    let mut counts = Counts::default();
    let is_success = programs::watch(command, |line| counts.add(counts::from_cargo_line(line)))?;
    Ok(counts.or_failed(is_success))
}

fn browser_tests(project: &Project) -> Outcome<Counts> {
    let tools = setup::for_browsers(project)?;
    let tap = project.target().join("browser-tests.tap");
    let mut command = Command::new(&tools.node);
    command
        .current_dir(project.browser_tests())
        .args([
            "--test",
            "--test-concurrency=2",
            // A browser that hangs fails its file after ten minutes, not the whole run after an hour.
            "--test-timeout=600000",
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
            "--test-reporter=tap",
        ])
        .arg(format!("--test-reporter-destination={}", tap.display()));
    tools.tell(&mut command, project);
    let is_success = programs::succeeds(&mut command)?;
    let text = files::read_text(&tap)?;
    fs::remove_file(&tap).unwrap_or_default();
    Ok(counts::from_tap(&text).or_failed(is_success))
}

/// What has been run so far.
#[derive(Default)]
struct Report {
    sum: Counts,
    lines: String,
}

impl Report {
    /// Runs one step and notes how it went; whether nothing of it failed.
    fn step(&mut self, name: &str, run: impl FnOnce() -> Outcome<Counts>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let counts = run().unwrap_or_else(|failure| {
            println!("{failure}");
            Counts::FAILED
        });
        let seconds = started.elapsed().as_secs_f32();
        self.sum.add(counts);
        let result = if counts.failed == 0 { "passed" } else { "FAILED" };
        let skipped = if counts.skipped == 0 {
            String::new()
        } else {
            format!(", {} skipped", counts.skipped)
        };
        let line = format!(
            "{name:<18} {result} in {seconds:>6.1} s   {} passed, {} failed{skipped}",
            counts.passed, counts.failed
        );
        println!("== {line}");
        writeln!(self.lines, "{line}").unwrap_or_default();
        counts.failed == 0
    }

    fn close(&self) -> ExitCode {
        println!("\n{}", self.lines);
        println!("{} passed, {} failed", self.sum.passed, self.sum.failed);
        if self.sum.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
