//! wasm-opt, with each feature named: with all of them at once it makes a module that no browser loads.

use super::tables;
use crate::failure::{OrFail, Outcome};
use crate::programs;
use crate::project::Project;
use crate::setup::WasmOpt;
use std::fs;

/// What today's compiler uses and both browsers have had for years.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes the module smaller; where there is no wasm-opt, gives it back as it is.
pub(crate) fn optimise(project: &Project, wasm_opt: Option<&WasmOpt>, wasm: Vec<u8>) -> Outcome<Vec<u8>> {
    let Some(wasm_opt) = wasm_opt else { return Ok(wasm) };
    let folder = project.target().join("page");
    fs::create_dir_all(&folder).or_fail(format!("cannot make {}", folder.display()))?;
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    fs::write(&before, wasm).or_fail(format!("cannot write {}", before.display()))?;
    let mut command = wasm_opt.command();
    command.arg("-Oz").args(FEATURES).arg(&before).arg("-o").arg(&after);
    programs::run(&mut command, "Making the wasm smaller")?;
    tables::repaired(fs::read(&after).or_fail(format!("cannot read {}", after.display()))?)
}
