//! Rust to wasm, with no path of this machine in it, so that the same toolchain makes the same bytes anywhere.

use crate::failure::{Failure, Outcome};
use crate::files;
use crate::programs;
use crate::project::Project;
use crate::setup::Toolchain;
use std::env;
use std::ffi::OsString;
use std::iter;
use std::path::PathBuf;

const WASM: &str = "wasm32-unknown-unknown";

/// The folder of cargo's downloads.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    let given = env::var_os("CARGO_HOME").map(PathBuf::from);
    given.or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// The modules of the page.
pub(crate) struct Compiled {
    /// The page itself.
    pub(crate) page: PathBuf,
    /// What reads tables and files, in a worker.
    pub(crate) intake: PathBuf,
}

/// Compiles the page and gives the paths of its modules.
pub(crate) fn compile(project: &Project, toolchain: &Toolchain) -> Outcome<Compiled> {
    let mut command = toolchain.cargo(project);
    command
        .env("CARGO_ENCODED_RUSTFLAGS", flags(project, toolchain)?)
        .env_remove("RUSTFLAGS")
        .args([
            "build",
            "--locked",
            "--release",
            "--target",
            WASM,
            "--package",
            "phuluc",
            "--bins",
        ]);
    programs::run(&mut command, "Compiling the page")?;
    let folder = toolchain.target().join(WASM).join("release");
    let module = |name: &str| {
        let module = folder.join(name);
        match module.is_file() {
            true => Ok(module),
            false => Err(Failure::new(format!(
                "the page was compiled, but {} is not there.",
                module.display()
            ))),
        }
    };
    Ok(Compiled {
        page: module("phuluc.wasm")?,
        intake: module("phuluc-intake.wasm")?,
    })
}

/// Names of our own for the folders of this machine. They stand in panic messages, and would tell one machine's build from another's.
fn flags(project: &Project, toolchain: &Toolchain) -> Outcome<OsString> {
    let mut names = vec![(project.root().to_path_buf(), String::from("/phuluc"))];
    names.extend(names_of_downloads()?);
    let commit = commit_from(&programs::read(toolchain.rustc().arg("-vV"))?);
    let sources = toolchain.sysroot().join("lib/rustlib/src/rust");
    let real = sources.canonicalize().ok();
    names.extend(
        iter::once(sources)
            .chain(real)
            .map(|folder| (folder, format!("/rustc/{commit}"))),
    );
    let mut flags = renaming(&names);
    // As `.cargo/config.toml`, which the environment goes before: Leptos keeps one kind of view, and the page is 18 KB gzip smaller.
    flags.push("\u{1f}--cfg=erase_components");
    Ok(flags)
}

/// Names for the folders of cargo's downloads: one for all, whichever registry or mirror they came from. Of several names that fit, the
/// compiler takes the last.
pub(crate) fn names_of_downloads() -> Outcome<Vec<(PathBuf, String)>> {
    let Some(home) = cargo_home() else {
        return Ok(Vec::new());
    };
    let sources = files::listed(&home.join("registry/src"))?;
    let mut names = vec![(home, String::from("/cargo"))];
    names.extend(sources.into_iter().map(|folder| (folder, String::from("/cargo"))));
    Ok(names)
}

/// The flags that give folders other names, as cargo wants them in CARGO_ENCODED_RUSTFLAGS.
pub(crate) fn renaming(names: &[(PathBuf, String)]) -> OsString {
    let mut flags = OsString::new();
    for (from, to) in names {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    flags
}

fn commit_from(version: &str) -> String {
    version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .unwrap_or("unknown")
        .trim()
        .to_owned()
}
