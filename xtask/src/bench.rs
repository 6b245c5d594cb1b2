//! `cargo xtask bench`: how fast the core is, and the page in a browser.

use crate::failure::Outcome;
use crate::project::Project;
use crate::{page, programs, setup};
use std::process::Command;

/// Measures the core natively; then the page, where a browser measurement has been written.
pub(crate) fn bench(project: &Project) -> Outcome<()> {
    let toolchain = setup::for_page(project)?;
    programs::run(
        toolchain
            .cargo(project)
            .args(["bench", "--locked", "--package", "phuluc"]),
        "Measuring the core",
    )?;

    let script = project.browser_tests().join("bench.mjs");
    if !script.is_file() {
        return Ok(());
    }
    let tools = setup::for_browsers(project)?;
    page::build(project, &toolchain)?;
    let mut command = Command::new(&tools.node);
    command.arg(&script).current_dir(project.browser_tests());
    tools.tell(&mut command, project);
    programs::run(&mut command, "Measuring the page in a browser")
}
