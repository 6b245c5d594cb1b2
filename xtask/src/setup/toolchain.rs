//! The compiler that was chosen, and how to call its cargo.

use crate::failure::Outcome;
use crate::programs;
use crate::project::Project;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Rust compiler that can build the page.
pub(crate) struct Toolchain {
    kind: Kind,
    sysroot: PathBuf,
    target: PathBuf,
}

enum Kind {
    /// The one that cargo was called with.
    Active,
    /// Debian's, with a standard library of ours beside it.
    Debian,
}

impl Toolchain {
    /// The compiler that cargo was called with.
    pub(crate) fn active(project: &Project) -> Outcome<Self> {
        let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
        let sysroot = programs::read(Command::new(rustc).args(["--print", "sysroot"]))?;
        Ok(Self {
            kind: Kind::Active,
            sysroot: PathBuf::from(sysroot),
            target: project.target().to_path_buf(),
        })
    }

    /// Debian's, from the toolchain folder that `debian_rust` made. It builds into a folder of its own, since two compilers in one
    /// folder build everything again at each change.
    pub(crate) fn debian(project: &Project, folder: PathBuf) -> Self {
        Self {
            kind: Kind::Debian,
            sysroot: folder,
            target: project.target().join("debian"),
        }
    }

    /// Whether the compiler has the wasm standard library.
    pub(crate) fn has_wasm(&self) -> bool {
        let libraries = self.sysroot.join("lib/rustlib/wasm32-unknown-unknown/lib");
        let Ok(entries) = libraries.read_dir() else {
            return false;
        };
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd") && name.ends_with(".rlib")
        })
    }

    /// Whether this is Debian's compiler.
    pub(crate) fn is_debian(&self) -> bool {
        matches!(self.kind, Kind::Debian)
    }

    /// Where the compiler's own files are.
    pub(crate) fn sysroot(&self) -> &Path {
        &self.sysroot
    }

    /// Where this compiler builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// This compiler's cargo, in the top folder of the project.
    pub(crate) fn cargo(&self, project: &Project) -> Command {
        let mut command = match self.kind {
            Kind::Active => Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))),
            Kind::Debian => Command::new(self.sysroot.join("bin/cargo")),
        };
        self.prepare(&mut command);
        command
            .current_dir(project.root())
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// This compiler's rustc.
    pub(crate) fn rustc(&self) -> Command {
        let mut command = match self.kind {
            Kind::Active => Command::new(env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"))),
            Kind::Debian => Command::new(self.sysroot.join("bin/rustc")),
        };
        self.prepare(&mut command);
        command
    }

    /// Debian's programs must find each other first, and nothing of rustup's.
    fn prepare(&self, command: &mut Command) {
        if let Kind::Debian = self.kind {
            let mut path = self.sysroot.join("bin").into_os_string();
            if let Some(rest) = env::var_os("PATH") {
                path.push(":");
                path.push(rest);
            }
            command.env("PATH", path).env("SYSROOT", &self.sysroot);
            for name in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
                command.env_remove(name);
            }
        }
    }
}
