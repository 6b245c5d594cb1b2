//! Files and folders that are never left half-written: everything is made beside its place, then renamed into it.

use crate::failure::{OrFail, Outcome};
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// Reads a text file as UTF-8, without a byte order mark and with `\n` line ends.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    let text = fs::read_to_string(path).or_fail(format!("cannot read {}", path.display()))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

/// Writes a file, whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Outcome<()> {
    make_folder_of(path)?;
    let beside = beside(path);
    fs::write(&beside, bytes).or_fail(format!("cannot write {}", beside.display()))?;
    fs::rename(&beside, path).or_fail(format!("cannot put {} in place", path.display()))
}

/// Fills a new folder through `fill`, then puts it in place of whatever was there. When `fill` fails, nothing stays.
pub(crate) fn fill_folder(place: &Path, fill: impl FnOnce(&Path) -> Outcome<()>) -> Outcome<()> {
    make_folder_of(place)?;
    let staged = beside(place);
    remove_folder(&staged)?;
    fs::create_dir(&staged).or_fail(format!("cannot make {}", staged.display()))?;
    if let Err(failure) = fill(&staged) {
        remove_folder(&staged)?;
        return Err(failure);
    }
    remove_folder(place)?;
    fs::rename(&staged, place).or_fail(format!("cannot put {} in place", place.display()))
}

/// Removes a folder with all in it; a folder that is not there is fine.
pub(crate) fn remove_folder(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).or_fail(format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// The paths directly in a folder, in the order of their names; none where there is no folder.
pub(crate) fn listed(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let what = format!("cannot list {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).or_fail(&what)? {
        paths.push(entry.or_fail(&what)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn make_folder_of(path: &Path) -> Outcome<()> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).or_fail(format!("cannot make {}", folder.display())),
        None => Ok(()),
    }
}

/// A name of its own for each process, so that two commands at once do not write over each other.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", process::id()));
    path.with_file_name(name)
}
