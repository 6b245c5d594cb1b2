//! Finding and running other programs.

use crate::failure::{Failure, OrFail, Outcome};
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The program of this name on PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    };
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|path| path.is_file())
}

/// The first of several names that is on PATH.
pub(crate) fn find_first(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find(name))
}

/// Runs a program to its end, its output on the terminal. `what` says what it was for.
pub(crate) fn run(command: &mut Command, what: &str) -> Outcome<()> {
    if succeeds(command)? {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{what} failed: `{}` says why above.",
        shown(command)
    )))
}

/// Runs a program to its end, its output on the terminal; whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> Outcome<bool> {
    let status = command.stdin(Stdio::null()).status().or_fail(cannot_start(command))?;
    Ok(status.success())
}

/// Runs a program quietly and gives what it printed, without the last line end; its own complaint when it fails.
pub(crate) fn read(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().or_fail(cannot_start(command))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!(
            "`{}` failed: {}",
            shown(command),
            complaint.trim()
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Runs a program, shows each line that it prints and hands it to `see`; whether it succeeded.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Outcome<bool> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .or_fail(cannot_start(command))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().or_fail(cannot_start(command))?;
    Ok(status.success())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot run `{}`", shown(command))
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program()];
    words.extend(command.get_args());
    words
        .into_iter()
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
