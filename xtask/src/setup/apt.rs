//! Debian's packages.

use super::say;
use crate::failure::{Failure, Outcome};
use crate::programs;
use std::path::Path;
use std::process::Command;

/// Whether this system has Debian's packages.
pub(crate) fn is_here() -> bool {
    programs::find("apt-get").is_some()
}

/// Installs packages that are missing. `why` ends the sentence "set-up: apt-get installs …".
pub(crate) fn install(packages: &[&str], why: &str) -> Outcome<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let by_hand = format!("as root: `apt-get install {names}`, then call this again.");
    if !is_here() {
        return Err(Failure::new(format!(
            "{names} is missing ({why}), and there is no apt-get to install it. Install it by this system's own means."
        )));
    }
    let Some(prefix) = root_prefix() else {
        return Err(Failure::new(format!(
            "{names} is missing ({why}), and installing it needs root. Do it {by_hand}"
        )));
    };
    say(&format!("apt-get installs {names} ({why}) …"));
    if !has_lists() {
        programs::run(apt_get(prefix).arg("update"), "Reading Debian's list of packages")?;
    }
    let install = || {
        programs::succeeds(
            apt_get(prefix)
                .args(["install", "--yes", "--no-install-recommends"])
                .args(&missing),
        )
    };
    if install()? {
        return Ok(());
    }
    say("that failed; once more with fresh lists of packages …");
    programs::run(apt_get(prefix).arg("update"), "Reading Debian's list of packages")?;
    if install()? {
        return Ok(());
    }
    Err(Failure::new(format!(
        "apt-get could not install {names} ({why}); it says why above. Try it {by_hand}"
    )))
}

fn is_installed(package: &str) -> bool {
    let answer =
        programs::read(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]));
    answer.is_ok_and(|status| status == "installed")
}

/// The words before `apt-get` that make it root's; none where there is no way without a password.
fn root_prefix() -> Option<&'static [&'static str]> {
    if programs::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    let may = programs::read(Command::new("sudo").args(["-n", "true"])).is_ok();
    may.then_some(&["sudo", "-n"])
}

fn has_lists() -> bool {
    let Ok(entries) = Path::new("/var/lib/apt/lists").read_dir() else {
        return false;
    };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
}

fn apt_get(prefix: &[&str]) -> Command {
    let mut words: Vec<&str> = prefix.to_vec();
    words.extend([
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    let (program, arguments) = words
        .split_first()
        .map_or(("apt-get", [].as_slice()), |(program, arguments)| (*program, arguments));
    let mut command = Command::new(program);
    command.args(arguments);
    command
}
