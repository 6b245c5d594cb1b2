//! wasm-opt of binaryen, which makes the page's wasm smaller: from PATH, from Debian, or from npm.

use super::{apt, say};
use crate::failure::{OrFail, Outcome};
use crate::project::Project;
use crate::{files, programs};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that npm installs; Debian's is taken as it is.
const NPM_PACKAGE: &str = "binaryen@132.0.0";

/// A wasm-opt that can be called.
pub(crate) struct WasmOpt {
    program: PathBuf,
    /// npm's is a script for node.
    node: Option<PathBuf>,
}

impl WasmOpt {
    /// A call of it, still without arguments.
    pub(crate) fn command(&self) -> Command {
        match &self.node {
            Some(node) => {
                let mut command = Command::new(node);
                command.arg(&self.program);
                command
            }
            None => Command::new(&self.program),
        }
    }
}

/// Finds or installs it. Without any way to get it, says so and goes on: the page works, it is only larger.
pub(crate) fn find_or_install(project: &Project) -> Outcome<Option<WasmOpt>> {
    if let Some(program) = programs::find("wasm-opt") {
        return Ok(Some(WasmOpt { program, node: None }));
    }
    let place = project.tools().join("binaryen");
    if let Some(found) = from_npm_folder(&place) {
        return Ok(Some(found));
    }
    let mut failures = Vec::new();
    if apt::is_here() {
        match apt::install(&["binaryen"], "its wasm-opt makes the page smaller") {
            Ok(()) => {
                if let Some(program) = programs::find("wasm-opt") {
                    return Ok(Some(WasmOpt { program, node: None }));
                }
            }
            Err(failure) => failures.push(failure.to_string()),
        }
    }
    if let Some(npm) = programs::find("npm") {
        say("npm installs binaryen into .tools (its wasm-opt makes the page smaller) …");
        match files::fill_folder(&place, |folder| install_with_npm(&npm, folder)) {
            Ok(()) => {
                if let Some(found) = from_npm_folder(&place) {
                    return Ok(Some(found));
                }
            }
            Err(failure) => failures.push(failure.to_string()),
        }
    }
    for failure in &failures {
        say(failure);
    }
    say(
        "wasm-opt is missing, so the page will be a little larger (2 % of what is sent, measured). It is part of binaryen: Debian's package, or npm's.",
    );
    Ok(None)
}

fn from_npm_folder(place: &Path) -> Option<WasmOpt> {
    let program = place.join("node_modules/binaryen/bin/wasm-opt");
    let node = programs::find("node")?;
    program.is_file().then_some(WasmOpt {
        program,
        node: Some(node),
    })
}

fn install_with_npm(npm: &Path, folder: &Path) -> Outcome<()> {
    fs::write(folder.join("package.json"), "{ \"private\": true }\n")
        .or_fail("cannot write a package.json for binaryen")?;
    let mut command = Command::new(npm);
    command.current_dir(folder).args([
        "install",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--no-package-lock",
        NPM_PACKAGE,
    ]);
    programs::run(&mut command, "Installing binaryen with npm")
}
