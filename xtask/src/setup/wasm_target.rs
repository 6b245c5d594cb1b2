//! A compiler with the wasm standard library, by the first way that works: the active one has it; rustup adds it; Debian's Rust.

use super::{Toolchain, apt, debian_rust, say};
use crate::failure::{Failure, Outcome};
use crate::programs;
use crate::project::Project;
use std::env;
use std::process::Command;

/// The name of the target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Finds or makes such a compiler. `PHULUC_TOOLCHAIN=debian` takes the last way at once, so that it can be tried by hand.
pub(crate) fn find_or_install(project: &Project) -> Outcome<Toolchain> {
    match env::var("PHULUC_TOOLCHAIN").as_deref() {
        Ok("debian") => return debian_rust::find_or_install(project),
        Ok(other) if !other.is_empty() => {
            return Err(Failure::new(format!(
                "PHULUC_TOOLCHAIN is \"{other}\"; it can be \"debian\", or not set at all."
            )));
        }
        _ => {}
    }
    let active = Toolchain::active(project)?;
    if active.has_wasm() {
        return Ok(active);
    }
    if let Some(rustup) = programs::find("rustup") {
        say(&format!(
            "rustup adds the standard library for {WASM}, the target that browsers run …"
        ));
        if programs::succeeds(Command::new(rustup).args(["target", "add", WASM]))? && active.has_wasm() {
            return Ok(active);
        }
        say("rustup could not add it; Debian's Rust is tried instead.");
    }
    if apt::is_here() {
        return debian_rust::find_or_install(project);
    }
    Err(Failure::new(format!(
        "the active Rust compiler has no standard library for {WASM}. With rustup: `rustup target add {WASM}`. \
         On Fedora: `dnf install rust-std-static-{WASM}`. Elsewhere install Rust with rustup, then call this again."
    )))
}
