//! How many tests passed and failed, read from what the test programs print.

/// A number of tests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Passed.
    pub(crate) passed: u32,
    /// Failed, or stopped before their end.
    pub(crate) failed: u32,
    /// Not run.
    pub(crate) skipped: u32,
}

impl Counts {
    /// One step that passed.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One step that failed.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// Adds others to these.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// A program that failed without a failed test counts as one: it did not compile, or crashed. So does one that ran no test at all.
    pub(crate) fn or_failed(mut self, is_success: bool) -> Self {
        if self.failed == 0 && (!is_success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

/// Reads a line of `cargo test`: "test result: ok. 3 passed; 0 failed; 1 ignored; …". Any other line counts nothing.
pub(crate) fn from_cargo_line(line: &str) -> Counts {
    let Some(result) = line.strip_prefix("test result: ") else {
        return Counts::default();
    };
    let number_before = |word: &str| {
        let mut words = result.split([' ', ';']).filter(|word| !word.is_empty());
        let mut before = words.next().unwrap_or_default();
        for next in words {
            if next == word {
                return before.parse().unwrap_or(0);
            }
            before = next;
        }
        0
    };
    Counts {
        passed: number_before("passed"),
        failed: number_before("failed"),
        skipped: number_before("ignored"),
    }
}

/// Reads the end of node's TAP report: "# pass 3", "# fail 1", "# cancelled 0", "# skipped 0", "# todo 0".
pub(crate) fn from_tap(text: &str) -> Counts {
    let number_after = |word: &str| {
        let last = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("# ")?.strip_prefix(word)?.strip_prefix(' '));
        last.and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Counts {
        passed: number_after("pass"),
        failed: number_after("fail") + number_after("cancelled"),
        skipped: number_after("skipped") + number_after("todo"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_cargo_are_counted() {
        let check = |line: &str, passed, failed, skipped| {
            assert_eq!(
                from_cargo_line(line),
                Counts {
                    passed,
                    failed,
                    skipped
                },
                "{line}"
            );
        };
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            12,
            0,
            1,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            3,
            2,
            0,
        );
        check("test a::b ... ok", 0, 0, 0);
        check("printed: test result: ok. 9 passed; 0 failed", 0, 0, 0);
    }

    #[test]
    fn the_end_of_tap_is_counted() {
        let text = "TAP version 13\n# Subtest: pass 9\nok 1 - pass 9\n1..1\n# tests 7\n# suites 0\n# pass 4\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 5\n";
        assert_eq!(
            from_tap(text),
            Counts {
                passed: 4,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn a_program_that_fails_without_a_failed_test_counts_as_one() {
        assert_eq!(Counts::default().or_failed(false), Counts::FAILED);
        assert_eq!(Counts::default().or_failed(true), Counts::FAILED);
        assert_eq!(Counts::PASSED.or_failed(true), Counts::PASSED);
        assert_eq!(
            Counts {
                passed: 2,
                failed: 3,
                skipped: 0
            }
            .or_failed(false),
            Counts {
                passed: 2,
                failed: 3,
                skipped: 0
            }
        );
    }
}
