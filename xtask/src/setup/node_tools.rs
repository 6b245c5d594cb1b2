//! node, and the packages of the browser tests.

use super::{apt, say};
use crate::failure::{Failure, OrFail, Outcome};
use crate::project::Project;
use crate::{files, programs};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first node whose test runner does what the browser tests ask of it.
const OLDEST_NODE: u32 = 20;

/// Finds or installs node and the tests' packages; gives node.
pub(crate) fn find_or_install(project: &Project) -> Outcome<PathBuf> {
    let node = node()?;
    install_packages(&project.browser_tests())?;
    Ok(node)
}

fn node() -> Outcome<PathBuf> {
    if programs::find_first(&["node", "nodejs"]).is_none() || programs::find("npm").is_none() {
        apt::install(&["nodejs", "npm"], "they run the browser tests")?;
    }
    let Some(node) = programs::find_first(&["node", "nodejs"]) else {
        return Err(Failure::new(format!(
            "node is missing; the browser tests need version {OLDEST_NODE} or newer. Install Node.js, then call this again."
        )));
    };
    let version = programs::read(Command::new(&node).arg("--version"))?;
    match major_from(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(node),
        _ => Err(Failure::new(format!(
            "node is {version}; the browser tests need version {OLDEST_NODE} or newer. Install a newer Node.js and put it first on PATH."
        ))),
    }
}

fn major_from(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs exactly what the lock file names, once per lock file: the mark in `node_modules` is the digest of the one that was installed,
/// and is written last.
fn install_packages(folder: &Path) -> Outcome<()> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Err(Failure::new(
            "tests/browser/package-lock.json is missing, so the browser tests cannot be set up.",
        ));
    }
    let bytes = fs::read(&lock).or_fail("cannot read tests/browser/package-lock.json")?;
    let digest = format!("{:x}\n", Sha256::digest(bytes));
    let mark = folder.join("node_modules/.installed-from");
    if fs::read_to_string(&mark).is_ok_and(|found| found == digest) {
        return Ok(());
    }
    let Some(npm) = programs::find("npm") else {
        return Err(Failure::new(
            "npm is missing; it installs the packages of the browser tests. Install it beside node, then call this again.",
        ));
    };
    say("npm installs the packages of the browser tests (drivers of the browsers, the check for accessibility) …");
    let mut command = Command::new(npm);
    command
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    programs::run(&mut command, "Installing the packages of the browser tests")?;
    files::write_whole(&mark, digest.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major_from("v20.20.2"), Some(20));
        assert_eq!(major_from("v8.1.0"), Some(8));
        assert_eq!(major_from("nonsense"), None);
    }
}
