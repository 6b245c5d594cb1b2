//! Set-up: what a command needs and this machine has not. Says what it does and why, does nothing twice, and leaves nothing half-done.
//!
//! Every part first looks; only what is missing is installed. Where this machine gives no way to install it, the failure names what is
//! missing and how to get it. Start with `for_page` and `for_browsers`.

mod apt;
mod browsers;
mod debian_rust;
mod lint_tools;
mod node_tools;
mod toolchain;
mod wasm_opt;
mod wasm_target;

pub(crate) use browsers::BrowserTools;
pub(crate) use toolchain::Toolchain;
pub(crate) use wasm_opt::WasmOpt;

use crate::failure::Outcome;
use crate::programs;
use crate::project::Project;

/// What building the page needs: a compiler with the wasm standard library.
pub(crate) fn for_page(project: &Project) -> Outcome<Toolchain> {
    wasm_target::find_or_install(project)
}

/// The optimiser of the page's wasm; none where it can be had in no way, and then the page is larger.
pub(crate) fn wasm_opt(project: &Project) -> Outcome<Option<WasmOpt>> {
    wasm_opt::find_or_install(project)
}

/// What the lints need beside the compiler.
pub(crate) fn for_lints(toolchain: &Toolchain) -> Outcome<()> {
    lint_tools::find_or_install(toolchain)
}

/// What fuzzing needs beside a compiler: one for C++, in which the fuzzer is written.
pub(crate) fn for_fuzzing() -> Outcome<()> {
    if programs::find_first(&["c++", "g++", "clang++"]).is_some() {
        return Ok(());
    }
    apt::install(&["g++"], "the fuzzer is written in C++")
}

/// What the browser tests need: node with the tests' packages, Chromium, Firefox.
pub(crate) fn for_browsers(project: &Project) -> Outcome<BrowserTools> {
    let node = node_tools::find_or_install(project)?;
    browsers::find_or_install(node)
}

/// Tells the person what is being set up, and why.
pub(crate) fn say(what: &str) {
    println!("set-up: {what}");
}
