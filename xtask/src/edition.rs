//! `cargo xtask edition`: tells an edition's owner what is wrong with the file, and what is odd in the form as printed. An
//! officer is told neither.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::edition_toml::tree_from_toml;
use crate::failure::{Failure, Outcome};
use crate::model::edition_lint::lints;
use crate::model::edition_reader::read_edition;
use crate::project::Project;

/// Where the project's editions stand.
const EDITIONS: &str = "src/editions";

/// Prints what is to be said of each edition; fails where one cannot be used.
pub(crate) fn edition(project: &Project, file: Option<&str>) -> Outcome<ExitCode> {
    let files = match file {
        Some(file) => vec![PathBuf::from(file)],
        None => own_editions(&project.root().join(EDITIONS))?,
    };
    let mut is_usable = true;
    for file in files {
        is_usable &= tell(&file)?;
    }
    Ok(if is_usable {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn own_editions(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn tell(file: &Path) -> Outcome<bool> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{shown}: {error}")))?;
    let tree = match tree_from_toml(&text) {
        Ok(tree) => tree,
        Err(problem) => {
            println!("{shown}:{}: {problem}", problem.line);
            return Ok(false);
        }
    };
    match read_edition(&tree) {
        Ok(edition) => {
            let found = lints(&tree, &edition);
            for lint in &found {
                println!("{shown}:{}: {lint}", lint.line);
            }
            let (rows, checks, open) = (
                edition.rows.len(),
                edition.checks.len(),
                found.iter().filter(|lint| !lint.is_known).count(),
            );
            println!(
                "{shown}: {rows} rows, {checks} checks, no faults; {} oddities in print, {open} without a reading.",
                found.len()
            );
            Ok(true)
        }
        Err(problems) => {
            for problem in problems {
                println!("{shown}:{}: {problem}", problem.line);
            }
            Ok(false)
        }
    }
}
