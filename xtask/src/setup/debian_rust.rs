//! Debian's Rust as a compiler for the page: its packages, a wasm standard library built from its own sources, and a toolchain folder
//! that ties them together.
//!
//! Debian has no package with the wasm standard library for this compiler, so it is built once per compiler version, with the bitcode
//! that a later `lto = true` reads. The folder is `.tools/debian-rust-<version>`; it stands only when it is whole.

use super::wasm_target::WASM;
use super::{Toolchain, apt, say};
use crate::failure::{Failure, OrFail, Outcome};
use crate::project::Project;
use crate::{files, page, programs};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::iter;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LLD: &str = "/usr/lib/llvm-22/bin/lld";
const SOURCES: &str = "/usr/lib/rustlib/src";

/// Programs of Debian's Rust that need no help to find their libraries. Those of the lints may be installed later or never.
const LINKED: &[&str] = &["cargo", "cargo-clippy", "clippy-driver", "cargo-fmt", "rustfmt"];

/// Debian's compiler, as it names itself.
struct Version {
    release: String,
    commit: String,
    host: String,
}

/// Finds or makes the toolchain folder.
pub(crate) fn find_or_install(project: &Project) -> Outcome<Toolchain> {
    apt::install(PACKAGES, "Debian's Rust, its sources and its linker, to build the page")?;
    let version = version()?;
    let place = project.tools().join(format!(
        "debian-rust-{}-{}",
        version.release,
        version.commit.get(..9).unwrap_or_default()
    ));
    let toolchain = Toolchain::debian(project, place.clone());
    if toolchain.has_wasm() {
        return Ok(toolchain);
    }
    say("the wasm standard library is built from Debian's sources, once; this takes one to two minutes …");
    let started = Instant::now();
    files::fill_folder(&place, |folder| {
        build_standard_library(folder, &version)?;
        tie_together(folder, &version)
    })?;
    remove_older(project, &place)?;
    say(&format!("built in {} s.", started.elapsed().as_secs()));
    Ok(toolchain)
}

fn version() -> Outcome<Version> {
    let text = programs::read(without_rustup(&mut Command::new(RUSTC)).arg("-vV"))?;
    let field = |name: &str| {
        let value = text
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned());
        value.ok_or_else(|| {
            Failure::new(format!(
                "`{RUSTC} -vV` does not say its \"{name}\"; is it Debian's rustc-web?"
            ))
        })
    };
    Ok(Version {
        release: field("release:")?,
        commit: field("commit-hash:")?,
        host: field("host:")?,
    })
}

/// Builds the library in a crate of its own, and copies it to where a compiler looks for it.
fn build_standard_library(folder: &Path, version: &Version) -> Outcome<()> {
    let krate = folder.join("build");
    fs::create_dir_all(krate.join("src")).or_fail("cannot make a crate to build the standard library in")?;
    let manifest = "[package]\nname = \"nothing\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::write(krate.join("Cargo.toml"), manifest).or_fail("cannot write that crate's Cargo.toml")?;
    fs::write(krate.join("src/lib.rs"), "").or_fail("cannot write that crate's source")?;

    let mut command = Command::new(CARGO);
    without_rustup(&mut command)
        .current_dir(&krate)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", krate.join("target"))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(version)?)
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test",
            "--target",
            WASM,
        ]);
    programs::run(&mut command, "Building the wasm standard library")?;

    let libraries = folder.join("lib/rustlib").join(WASM).join("lib");
    fs::create_dir_all(&libraries).or_fail("cannot make the folder of the wasm standard library")?;
    for path in files::listed(&krate.join("target").join(WASM).join("release/deps"))? {
        let name = path.file_name().unwrap_or_default().to_owned();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libnothing-") {
            fs::copy(&path, libraries.join(&name)).or_fail("cannot copy the wasm standard library")?;
        }
    }
    files::remove_folder(&krate)
}

/// The bitcode for a later link-time optimisation; and no path of this machine in the page.
fn flags(version: &Version) -> Outcome<OsString> {
    let sources = Path::new(SOURCES).join("rust");
    let mut names = page::names_of_downloads()?;
    let real = sources.canonicalize().ok();
    names.extend(
        iter::once(sources)
            .chain(real)
            .map(|folder| (folder, format!("/rustc/{}", version.commit))),
    );
    let mut flags = OsString::from("-Cembed-bitcode=yes\u{1f}");
    flags.push(page::renaming(&names));
    Ok(flags)
}

/// Gives the folder the shape in which a compiler expects its own files.
fn tie_together(folder: &Path, version: &Version) -> Outcome<()> {
    let bin = folder.join("bin");
    let host = folder.join("lib/rustlib").join(&version.host);
    for made in [&bin, &host.join("bin")] {
        fs::create_dir_all(made).or_fail(format!("cannot make {}", made.display()))?;
    }
    for program in LINKED {
        link(&Path::new("/usr/bin").join(program), &bin.join(program))?;
    }
    for program in ["rustc", "rustdoc"] {
        let script = format!("#!/bin/sh\nexec /usr/bin/{program} --sysroot \"${{0%/bin/*}}\" \"$@\"\n");
        let path = bin.join(program);
        fs::write(&path, script).or_fail(format!("cannot write {}", path.display()))?;
        make_executable(&path)?;
    }
    link(
        &Path::new("/usr/lib/rustlib").join(&version.host).join("lib"),
        &host.join("lib"),
    )?;
    link(Path::new(LLD), &host.join("bin/rust-lld"))?;
    link(Path::new(SOURCES), &folder.join("lib/rustlib/src"))?;
    link(Path::new("/usr/lib/rustlib/etc"), &folder.join("lib/rustlib/etc"))
}

/// Folders of compilers that Debian has replaced.
fn remove_older(project: &Project, kept: &Path) -> Outcome<()> {
    for path in files::listed(&project.tools())? {
        let is_ours = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("debian-rust-"));
        let is_whole = path.extension().is_none_or(|ending| ending != "part");
        if is_ours && is_whole && path != kept {
            files::remove_folder(&path)?;
        }
    }
    Ok(())
}

/// Debian's programs must not be led to rustup's, which cargo names in the environment of what it runs.
fn without_rustup(command: &mut Command) -> &mut Command {
    for name in [
        "CARGO",
        "RUSTC",
        "RUSTDOC",
        "RUSTUP_TOOLCHAIN",
        "LD_LIBRARY_PATH",
        "RUSTFLAGS",
    ] {
        command.env_remove(name);
    }
    if let Some(path) = env::var_os("PATH") {
        let mut own = OsString::from("/usr/bin:");
        own.push(path);
        command.env("PATH", own);
    }
    command
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Outcome<()> {
    std::os::unix::fs::symlink(from, to).or_fail(format!("cannot link {}", to.display()))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Outcome<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .or_fail(format!("cannot make {} executable", path.display()))
}

#[cfg(not(unix))]
fn link(_from: &Path, _to: &Path) -> Outcome<()> {
    Err(Failure::new("Debian's Rust is for Debian."))
}

#[cfg(not(unix))]
fn make_executable(_path: &Path) -> Outcome<()> {
    Err(Failure::new("Debian's Rust is for Debian."))
}
