//! The project's commands: `cargo xtask run`, `test`, `dist`, `edition`, `bench`, `reliability`, `fuzz`.
//!
//! Each command first sets up what it needs (`setup`), so that a machine with only cargo gets there with one line. The page is made by
//! `page`, from the same index.html and style files that Trunk reads. Nothing here knows what the page is about.
//! Start reading at `arguments`, then the command's own file.

mod arguments;
mod bench;
mod edition;
mod failure;
mod files;
mod fuzz;
mod page;
mod programs;
mod project;
mod reliability;
mod run;
mod serve;
mod setup;
mod test;

// The floors that read an edition, compiled into this program as they are into the build script: they know no browser and
// name nothing above them.
#[path = "../../src/base/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "a part of what is shared with the page")]
mod base;
#[path = "../../src/exchange/edition_toml.rs"]
#[allow(dead_code, unreachable_pub, reason = "a part of what is shared with the page")]
mod edition_toml;
#[path = "../../src/model/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "a part of what is shared with the page")]
mod model;

use arguments::Wanted;
use failure::Outcome;
use project::Project;
use std::process::ExitCode;

fn main() -> ExitCode {
    match carry_out() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\ncargo xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out() -> Outcome<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments::wanted_from(&words)?;
    if let Wanted::Help = wanted {
        println!("{}", arguments::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::find()?;
    match wanted {
        Wanted::Run { port } => run::run(&project, port).map(|()| ExitCode::SUCCESS),
        Wanted::Test => Ok(test::test(&project)),
        Wanted::Dist => {
            let toolchain = setup::for_page(&project)?;
            page::build(&project, &toolchain).map(|()| ExitCode::SUCCESS)
        }
        Wanted::Edition { ref file } => edition::edition(&project, file.as_deref()),
        Wanted::Reliability => reliability::reliability(&project),
        Wanted::Fuzz { runs, ref reader } => fuzz::fuzz(&project, runs, reader.as_deref()),
        Wanted::Bench => bench::bench(&project).map(|()| ExitCode::SUCCESS),
        Wanted::Help => Ok(ExitCode::SUCCESS),
    }
}
