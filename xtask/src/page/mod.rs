//! Makes the one file that is given to people.
//!
//! `compile` (Rust to wasm) → `glue` (wasm-bindgen) → `optimise` (wasm-opt) → `pack` (gzip, base64) → `assemble` (index.html, styles,
//! scripts and wasm as one text) → `ascii` (no charset matters) → `policy` (what the browser may do with it) → `audit` (nothing is left
//! that would be a second request).
//! What reads tables and files takes the same way to a second module, which stands packed beside the first and is unpacked when it is
//! needed.
//! The description of the page is the project's index.html, which Trunk reads too.

mod ascii;
mod assemble;
mod audit;
mod compile;
mod glue;
mod html;
mod optimise;
mod pack;
mod policy;
mod script;
mod sizes;
mod styles;
mod tables;

use assemble::Block;
pub(crate) use compile::{names_of_downloads, renaming};

use crate::failure::Outcome;
use crate::files;
use crate::project::Project;
use crate::setup::{self, Toolchain};
use std::path::Path;

/// What starts the page: unpacks the wasm, or says why it cannot.
const BOOT: &str = include_str!("boot.js");

/// Builds `dist/phuluc.html` and the same file as `dist/web/index.html`.
pub(crate) fn build(project: &Project, toolchain: &Toolchain) -> Outcome<()> {
    let description = files::read_text(&project.path("index.html"))?;
    let wasm_opt = setup::wasm_opt(project)?;

    let compiled = compile::compile(project, toolchain)?;
    let made = |module: &Path, name: &str| {
        let glued = glue::generate(project, module, name)?;
        let wasm = optimise::optimise(project, wasm_opt.as_ref(), glued.wasm)?;
        audit::check_wasm(project, &wasm)?;
        Ok((wasm, glued.script))
    };
    let (wasm, glue) = made(&compiled.page, "phuluc")?;
    let (intake, intake_glue) = made(&compiled.intake, "phuluc-intake")?;

    let packed = pack::pack(&wasm)?;
    let script = script::joined(&[&glue, BOOT]);
    let packed_intake = pack::pack(&intake)?;
    let intake_script = pack::pack(script::joined(&[&intake_glue]).as_bytes())?;
    let blocks = [
        Block::new("intake-script", &intake_script),
        Block::new("intake", &packed_intake),
        Block::new("wasm", &packed),
    ];
    let assembled = assemble::assemble(project, &description, &script, &blocks)?;
    let page = policy::with_policy(&ascii::in_ascii(&assembled)?)?;
    audit::check_page(&page)?;

    let one_file = project.dist().join("phuluc.html");
    files::write_whole(&one_file, page.as_bytes())?;
    files::write_whole(&project.dist().join("web/index.html"), page.as_bytes())?;
    sizes::print(&wasm, &packed.gzip, &packed_intake.gzip, &page);
    Ok(())
}
