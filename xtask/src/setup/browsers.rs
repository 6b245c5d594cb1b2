//! The browsers that the tests drive, and fonts that carry Vietnamese.

use super::{apt, say};
use crate::failure::{Failure, Outcome};
use crate::programs;
use crate::project::Project;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that a browser test is run with.
pub(crate) struct BrowserTools {
    /// node.
    pub(crate) node: PathBuf,
    chromium: PathBuf,
    firefox: PathBuf,
}

impl BrowserTools {
    /// Tells a program of the tests where the browsers and the page are.
    pub(crate) fn tell(&self, command: &mut Command, project: &Project) {
        command
            .env("PHULUC_DIST", project.dist())
            .env("PHULUC_CHROMIUM", &self.chromium)
            .env("PHULUC_FIREFOX", &self.firefox);
    }
}

/// One browser: how it is found, and what it is called in Debian.
struct Browser {
    name: &'static str,
    variable: &'static str,
    programs: &'static [&'static str],
    places: &'static [&'static str],
    package: &'static str,
}

const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "PHULUC_CHROMIUM",
    programs: &[
        "chromium",
        "google-chrome-stable",
        "google-chrome",
        "chromium-browser",
        "microsoft-edge",
    ],
    places: &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ],
    package: "chromium",
};

const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "PHULUC_FIREFOX",
    programs: &["firefox-esr", "firefox"],
    places: &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "C:/Program Files/Mozilla Firefox/firefox.exe",
    ],
    package: "firefox-esr",
};

/// Finds or installs both browsers and the fonts.
pub(crate) fn find_or_install(node: PathBuf) -> Outcome<BrowserTools> {
    let chromium = CHROMIUM.find_or_install()?;
    let firefox = FIREFOX.find_or_install()?;
    install_fonts();
    Ok(BrowserTools {
        node,
        chromium,
        firefox,
    })
}

impl Browser {
    fn find_or_install(&self) -> Outcome<PathBuf> {
        let Self {
            name,
            variable,
            package,
            ..
        } = self;
        if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from) {
            return match path.is_file() {
                true => Ok(path),
                false => Err(Failure::new(format!(
                    "{variable} is {}, and there is no such file.",
                    path.display()
                ))),
            };
        }
        if let Some(path) = self.find() {
            return Ok(path);
        }
        let by_hand = format!(
            "{name} is missing; the browser tests drive it. Install it, or set {variable} to the path of its program."
        );
        if !apt::is_here() {
            return Err(Failure::new(by_hand));
        }
        apt::install(&[package], "the browser tests drive it")?;
        self.find().ok_or_else(|| Failure::new(by_hand))
    }

    fn find(&self) -> Option<PathBuf> {
        let place = || self.places.iter().map(PathBuf::from).find(|path| path.is_file());
        programs::find_first(self.programs).or_else(place)
    }
}

/// Screenshots and widths need letters, but nothing fails without them, so a machine that cannot install fonts only hears of it.
fn install_fonts() {
    if !Path::new("/etc/debian_version").is_file() {
        return;
    }
    let has_vietnamese = programs::find("fc-list").is_some_and(|fc_list| {
        programs::read(Command::new(fc_list).arg(":lang=vi")).is_ok_and(|fonts| !fonts.is_empty())
    });
    if has_vietnamese {
        return;
    }
    if let Err(failure) = apt::install(
        &["fonts-noto-core", "fonts-liberation"],
        "they carry Vietnamese in the browsers' screenshots",
    ) {
        say(&failure.to_string());
    }
}
