//! `cargo xtask fuzz`: drives every reader of what comes from outside with inputs that grow towards code not yet reached.
//!
//! What `cargo fuzz run -s none` does, without its installation, on the compiler that is here; comparisons are not watched, which
//! would take half of the time. Inputs that reached something new stay in `target/fuzz/corpus`, so that the next run goes on; one
//! that failed is kept and named.

use crate::failure::{Failure, OrFail, Outcome};
use crate::programs;
use crate::project::Project;
use crate::setup::{self, Toolchain};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Runs of each reader, where no number is given.
pub(crate) const RUNS: u64 = 100_000;
/// An input that takes longer is a failure, in seconds.
const MOST_SECONDS: u32 = 20;
/// Longest input, in bytes: what a workbook may have. The fuzzer begins with short ones.
const MOST_BYTES: u32 = 2_097_152;
/// What the program may take of the machine, in MB: the readers' own limit (`fuzz/lib.rs`), and what the fuzzer remembers.
const MOST_RESIDENT: u32 = 1_024;

const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Ccodegen-units=1";

/// Fuzzes all readers, or one; the exit code says whether all inputs were survived.
pub(crate) fn fuzz(project: &Project, runs: u64, only: Option<&str>) -> Outcome<ExitCode> {
    setup::for_fuzzing()?;
    let toolchain = Toolchain::active(project)?;
    let target = project.target().join("fuzz");
    let corpus = target.join("corpus");
    let readers = seeds(project, &toolchain, &target, &corpus.join("seeds"))?;
    let wanted: Vec<&String> = readers
        .iter()
        .filter(|reader| only.is_none_or(|only| only == reader.as_str()))
        .collect();
    if wanted.is_empty() {
        let known = readers.join(", ");
        return Err(Failure::new(format!(
            "there is no such reader. The readers are {known}."
        )));
    }
    let host = host(&toolchain)?;
    programs::run(
        cargo(project, &toolchain, &target)
            .args(["build", "--locked", "--release", "--bins", "--target", &host])
            .env("RUSTFLAGS", COVERAGE),
        "Building the fuzz targets",
    )?;
    let mut failed = Vec::new();
    let mut table = format!("{:<14}{:>10}{:>9}  outcome\n", "reader", "runs", "seconds");
    for reader in wanted {
        let program = target.join(&host).join("release").join(reader);
        let started = Instant::now();
        let is_survived = run(&program, reader, &corpus, runs)?;
        let seconds = started.elapsed().as_secs();
        let outcome = if is_survived { "survived" } else { "FAILED" };
        table.push_str(&format!("{reader:<14}{runs:>10}{seconds:>9}  {outcome}\n"));
        if !is_survived {
            failed.push(reader.as_str());
        }
    }
    println!("\n{table}");
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!(
        "The inputs that failed are in {}; once it is mended, one goes into tests/it/readers.rs.",
        corpus.join("failed").display()
    );
    Ok(ExitCode::FAILURE)
}

fn cargo(project: &Project, toolchain: &Toolchain, target: &Path) -> Command {
    let mut command = toolchain.cargo(project);
    command
        .current_dir(project.path("fuzz"))
        .env("CARGO_TARGET_DIR", target);
    command
}

/// Writes what the readers start from; gives the readers' names.
fn seeds(project: &Project, toolchain: &Toolchain, target: &Path, folder: &Path) -> Outcome<Vec<String>> {
    let mut command = cargo(project, toolchain, target);
    command
        .args(["run", "--quiet", "--locked", "--example", "seeds"])
        .arg(folder);
    Ok(programs::read(&mut command)?.lines().map(str::to_owned).collect())
}

/// The machine that is compiled for by itself: with a target named, build scripts are not watched for coverage.
fn host(toolchain: &Toolchain) -> Outcome<String> {
    let said = programs::read(toolchain.rustc().arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Failure::new("rustc -vV names no host."))
}

fn run(program: &Path, reader: &str, corpus: &Path, runs: u64) -> Outcome<bool> {
    let (grown, failed) = (corpus.join(reader), corpus.join("failed").join(reader));
    for folder in [&grown, &failed] {
        fs::create_dir_all(folder).or_fail(format!("cannot make {}", folder.display()))?;
    }
    let mut prefix = OsString::from("-artifact_prefix=");
    prefix.push(failed.join(""));
    println!("\n{reader}");
    programs::succeeds(
        Command::new(program)
            .arg(format!("-runs={runs}"))
            .arg(format!("-timeout={MOST_SECONDS}"))
            .arg(format!("-max_len={MOST_BYTES}"))
            .arg(format!("-rss_limit_mb={MOST_RESIDENT}"))
            .arg("-verbosity=0")
            .arg(prefix)
            .arg(grown)
            .arg(corpus.join("seeds").join(reader)),
    )
}
