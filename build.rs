//! Checks every edition and makes its compact form. An edition that fails does not build.
//!
//! The floors that read an edition know no browser and name nothing above them, so they are compiled into this script too.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the script uses a part of the modules that it shares with the crate"
)]

#[path = "src/base/mod.rs"]
mod base;
#[path = "src/exchange/edition_compact.rs"]
mod edition_compact;
#[path = "src/exchange/edition_toml.rs"]
mod edition_toml;
#[path = "src/model/mod.rs"]
mod model;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EDITIONS: &str = "src/editions";

/// The browser gives the program that reads files no more memory than this: past it the worker fails, and the page goes on.
const MOST_INTAKE_BYTES: u32 = 256 << 20;

fn main() -> ExitCode {
    for shared in [
        EDITIONS,
        "src/base",
        "src/model",
        "src/exchange/edition_compact.rs",
        "src/exchange/edition_toml.rs",
        "build.rs",
    ] {
        println!("cargo::rerun-if-changed={shared}");
    }
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=phuluc-intake=--max-memory={MOST_INTAKE_BYTES}");
    }
    match compact_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            for message in messages {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn compact_all() -> Result<(), Vec<String>> {
    let out = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    let entries = std::fs::read_dir(EDITIONS).map_err(|error| vec![format!("{EDITIONS}: {error}")])?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut messages = Vec::new();
    for file in files {
        if let Err(found) = compact(&file, &out) {
            messages.extend(found);
        }
    }
    if messages.is_empty() { Ok(()) } else { Err(messages) }
}

fn compact(file: &Path, out: &Path) -> Result<(), Vec<String>> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| vec![format!("{shown}: {error}")])?;
    let said = |problem: &model::edition_problem::EditionProblem| format!("{shown}:{}: {problem}", problem.line);
    let tree = edition_toml::tree_from_toml(&text).map_err(|problem| vec![said(&problem)])?;
    model::edition_reader::read_edition(&tree).map_err(|problems| problems.iter().map(said).collect::<Vec<_>>())?;
    let name = file.file_stem().unwrap_or_default();
    std::fs::write(
        out.join(name).with_extension("json"),
        edition_compact::compact_from_tree(&tree),
    )
    .map_err(|error| vec![format!("{shown}: {error}")])
}
