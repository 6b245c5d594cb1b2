//! How a command ends when it cannot go on: one clear sentence, what is missing and how to get it.

use std::fmt::{self, Display};

/// A sentence for the person at the terminal. Made once, where the most is known; passed on untouched.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// A result that fails with a sentence.
pub(crate) type Outcome<T> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Turns an error of the system into a sentence.
pub(crate) trait OrFail<T> {
    /// `what` says what was tried, for example "cannot read index.html"; the system's own words follow it.
    fn or_fail(self, what: impl Display) -> Outcome<T>;
}

impl<T, E: Display> OrFail<T> for Result<T, E> {
    fn or_fail(self, what: impl Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}
