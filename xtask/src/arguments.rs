//! What was typed after `cargo xtask`, and what it means.

use crate::failure::{Failure, Outcome};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
The commands of Phụ Lục. Each sets up what it needs first; a second run sets nothing up.

  cargo xtask run [--port N]   builds the page, serves it on 127.0.0.1 and prints the address
  cargo xtask test             format, lints, native tests, browser tests; closes with \"N passed, N failed\"
  cargo xtask dist             makes dist/phuluc.html (one file, given to people) and dist/web/index.html (the same)
  cargo xtask edition [FILE]   checks an edition (without FILE: each of src/editions) and tells what its print gets wrong
  cargo xtask bench            measures the core, and the page in a browser
  cargo xtask reliability      kills, power cuts, destroyed stores, two tabs, in both browsers; writes docs/reliability.md
  cargo xtask fuzz [RUNS [READER]]
                               drives every reader of files and pastes with inputs made to break it (default 100,000 each)

Environment:
  PHULUC_TOOLCHAIN=debian              use Debian's Rust for the page, even where the active one could build it
  PHULUC_CHROMIUM, PHULUC_FIREFOX      the browsers that the tests drive
  PHULUC_RELIABILITY_SHARE             how much of the long rounds is run, 1 for all of it";

/// A command with what it needs to know.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Build, serve, print the address.
    Run {
        /// The port that was asked for; without one, the first free from 8080 on.
        port: Option<u16>,
    },
    /// Every test.
    Test,
    /// The files that are given to people.
    Dist,
    /// What an edition's owner should know of it.
    Edition {
        /// The edition's file; without one, every edition of the project.
        file: Option<String>,
    },
    /// Measurements.
    Bench,
    /// What is lost to kills, power cuts, destroyed stores.
    Reliability,
    /// Inputs made to break the readers.
    Fuzz {
        /// How many for each reader.
        runs: u64,
        /// The one reader that is meant; without it, all.
        reader: Option<String>,
    },
    /// How to use the commands.
    Help,
}

/// Reads the words after `cargo xtask`.
pub(crate) fn wanted_from(words: &[String]) -> Outcome<Wanted> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.iter().any(|word| matches!(*word, "--help" | "-h")) {
        return Ok(Wanted::Help);
    }
    match words.as_slice() {
        [] | ["help"] => Ok(Wanted::Help),
        ["run"] => Ok(Wanted::Run { port: None }),
        ["run", "--port", port] => port_from(port),
        ["run", word] if word.starts_with("--port=") => port_from(word.trim_start_matches("--port=")),
        ["test"] => Ok(Wanted::Test),
        ["dist"] => Ok(Wanted::Dist),
        ["edition"] => Ok(Wanted::Edition { file: None }),
        ["edition", file] => Ok(Wanted::Edition {
            file: Some((*file).to_owned()),
        }),
        ["bench"] => Ok(Wanted::Bench),
        ["reliability"] => Ok(Wanted::Reliability),
        ["fuzz"] => fuzz_from(None, None),
        ["fuzz", runs] => fuzz_from(Some(runs), None),
        ["fuzz", runs, reader] => fuzz_from(Some(runs), Some(reader)),
        _ => Err(Failure::new(format!(
            "\"{}\" is not a command. `cargo xtask --help` lists them.",
            words.join(" ")
        ))),
    }
}

fn port_from(word: &str) -> Outcome<Wanted> {
    match word.parse() {
        Ok(port) => Ok(Wanted::Run { port: Some(port) }),
        Err(_) => Err(Failure::new(format!(
            "--port takes a number from 0 to 65535, not \"{word}\"."
        ))),
    }
}

fn fuzz_from(runs: Option<&str>, reader: Option<&str>) -> Outcome<Wanted> {
    let Some(runs) = runs.map_or(Some(crate::fuzz::RUNS), |word| word.parse().ok()) else {
        return Err(Failure::new("fuzz takes the number of runs first, then a reader."));
    };
    let reader = reader.map(str::to_owned);
    Ok(Wanted::Fuzz { runs, reader })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expect: Option<Wanted>) {
        let words: Vec<String> = words.split_whitespace().map(String::from).collect();
        assert_eq!(wanted_from(&words).ok(), expect);
    }

    #[test]
    fn words_are_read() {
        check("", Some(Wanted::Help));
        check("dist --help", Some(Wanted::Help));
        check("run", Some(Wanted::Run { port: None }));
        check("run --port 9000", Some(Wanted::Run { port: Some(9000) }));
        check("run --port=9000", Some(Wanted::Run { port: Some(9000) }));
        check("run --port 99999", None);
        check("run --port", None);
        let fuzz = |runs, reader: Option<&str>| {
            let reader = reader.map(str::to_owned);
            Some(Wanted::Fuzz { runs, reader })
        };
        check("fuzz", fuzz(crate::fuzz::RUNS, None));
        check("fuzz 9 html", fuzz(9, Some("html")));
        check("fuzz html", None);
        check("publish", None);
    }
}
