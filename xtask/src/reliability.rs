//! `cargo xtask reliability`: how much of what was said to be saved is lost to kills, power cuts, destroyed stores, and other tabs.
//! Writes `docs/reliability.md`.

use crate::failure::Outcome;
use crate::project::Project;
use crate::{page, programs, setup};
use std::process::{Command, ExitCode};

/// Measures natively, then in the browsers; the exit code says whether every target was met.
pub(crate) fn reliability(project: &Project) -> Outcome<ExitCode> {
    let toolchain = setup::for_page(project)?;
    let tools = setup::for_browsers(project)?;
    let mut result = String::new();
    let is_sound = programs::watch(
        toolchain
            .cargo(project)
            .args(["test", "--locked", "--test", "it", "--", "keeping", "drafts"]),
        |line| {
            if let Some(told) = line.strip_prefix("test result: ok. ") {
                result = told.split(';').next().unwrap_or_default().to_owned();
            }
        },
    )?;
    page::build(project, &toolchain)?;

    let report = project.path("docs/reliability.md");
    let mut command = Command::new(&tools.node);
    command
        .arg("reliability.mjs")
        .current_dir(project.browser_tests())
        .env("PHULUC_RELIABILITY_REPORT", &report);
    if is_sound {
        command.env("PHULUC_NATIVE", format!("{result} (cargo test)"));
    }
    tools.tell(&mut command, project);
    let is_met = programs::succeeds(&mut command)?;
    Ok(if is_met && is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
