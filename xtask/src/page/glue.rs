//! The JavaScript that the wasm needs, made by wasm-bindgen as a library.

use crate::failure::{Failure, OrFail, Outcome};
use crate::files;
use crate::project::Project;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// A wasm module and the script that loads it.
pub(crate) struct Glued {
    /// The module, which imports from the script.
    pub(crate) wasm: Vec<u8>,
    /// A classic script that defines `wasm_bindgen`.
    pub(crate) script: String,
}

/// Makes the script. Fails where a crate brings files of JavaScript of its own, which a page of one file cannot load.
pub(crate) fn generate(project: &Project, module: &Path, name: &str) -> Outcome<Glued> {
    check_versions(&files::read_text(&project.path("Cargo.lock"))?)?;
    let mut generator = Bindgen::new();
    generator
        .no_modules(true)
        .or_fail("wasm-bindgen does not know classic scripts")?;
    generator
        .input_path(module)
        .out_name(name)
        .typescript(false)
        .debug(false)
        .keep_debug(false);
    generator
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    let what = format!("wasm-bindgen cannot make the script for {}", module.display());
    let mut output = generator
        .generate_output()
        .map_err(|error| Failure::new(format!("{what}: {error:#}")))?;

    // Every crate that uses wasm-bindgen has an entry; most are empty.
    let inline = output
        .snippets()
        .iter()
        .filter(|(_, files)| !files.is_empty())
        .map(|(name, _)| name);
    let snippets = inline
        .chain(output.local_modules().keys())
        .chain(output.npm_dependencies().keys());
    let snippets: Vec<&str> = snippets.map(String::as_str).collect();
    if !snippets.is_empty() {
        return Err(Failure::new(format!(
            "a crate brings JavaScript files of its own ({}), which a page of one file cannot load. Find the crate with `cargo tree --invert` and do without it.",
            snippets.join(", ")
        )));
    }
    let script = output.js().to_owned();
    Ok(Glued {
        wasm: output.wasm_mut().emit_wasm(),
        script,
    })
}

/// The generator and the crate in the page must be of one version; both stand in the lock file.
fn check_versions(lock: &str) -> Outcome<()> {
    let table: toml::Table = lock.parse().or_fail("cannot read Cargo.lock")?;
    let packages = table
        .get("package")
        .and_then(toml::Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let version_of = |name: &str| {
        let package = packages
            .iter()
            .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(name));
        package
            .and_then(|package| package.get("version"))
            .and_then(toml::Value::as_str)
            .unwrap_or("missing")
    };
    let (page, generator) = (version_of("wasm-bindgen"), version_of("wasm-bindgen-cli-support"));
    if page == generator {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Cargo.lock has wasm-bindgen {page} and wasm-bindgen-cli-support {generator}; they must be the same. Set both in Cargo.toml and xtask/Cargo.toml."
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, generator: &str, fits: bool) {
        let lock = format!(
            "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{page}\"\n[[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{generator}\"\n"
        );
        assert_eq!(check_versions(&lock).is_ok(), fits);
    }

    #[test]
    fn both_halves_are_of_one_version() {
        check("0.2.130", "0.2.130", true);
        check("0.2.130", "0.2.131", false);
    }
}
