//! `cargo xtask run`: the page on this machine's own web server.

use crate::failure::Outcome;
use crate::project::Project;
use crate::{page, serve, setup};

/// Sets up, builds, serves until stopped.
pub(crate) fn run(project: &Project, port: Option<u16>) -> Outcome<()> {
    let toolchain = setup::for_page(project)?;
    page::build(project, &toolchain)?;
    serve::serve(&project.dist().join("web"), port)
}
