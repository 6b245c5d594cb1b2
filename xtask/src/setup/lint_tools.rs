//! clippy and rustfmt for the chosen compiler.

use super::{Toolchain, apt, say};
use crate::failure::{Failure, Outcome};
use crate::programs;
use std::process::Command;

/// Finds them, or has rustup or apt-get add them.
pub(crate) fn find_or_install(toolchain: &Toolchain) -> Outcome<()> {
    if toolchain.is_debian() {
        return apt::install(
            &["rust-web-clippy", "rustfmt-web"],
            "the lints and the check of the format",
        );
    }
    let bin = toolchain.sysroot().join("bin");
    for (program, component) in [("cargo-clippy", "clippy"), ("cargo-fmt", "rustfmt")] {
        let is_here = bin.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)).is_file();
        if is_here {
            continue;
        }
        let Some(rustup) = programs::find("rustup") else {
            if programs::find(program).is_some() {
                continue;
            }
            return Err(Failure::new(format!(
                "{component} is missing, and there is no rustup to add it. Install this compiler's {component} by this system's own means."
            )));
        };
        say(&format!("rustup adds {component} …"));
        programs::run(Command::new(rustup).args(["component", "add", component]), "Adding it")?;
    }
    Ok(())
}
