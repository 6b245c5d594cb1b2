//! Where things are in this project.

use crate::failure::{Failure, OrFail, Outcome};
use std::env;
use std::path::{Path, PathBuf};

/// The folders of the project. All paths are absolute.
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Finds the project from where cargo was called.
    pub(crate) fn find() -> Outcome<Self> {
        let here = env::current_dir().or_fail("cannot tell the current folder")?;
        let root = match env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .as_deref()
            .and_then(Path::parent)
        {
            Some(folder) => folder.to_path_buf(),
            None => here
                .ancestors()
                .find(|folder| folder.join("xtask/Cargo.toml").is_file())
                .ok_or_else(|| Failure::new("this is not a folder of the project; call `cargo xtask` inside it."))?
                .to_path_buf(),
        };
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => here.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A file or folder of the project, by its path from the top.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Tools that were installed for this project alone; not in git.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// What is given to people.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests, a small npm package.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }
}
