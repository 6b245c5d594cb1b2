//! Whether the officer is to be reminded of taking a copy: work of more than a day that is on this machine alone.

use crate::exchange::draft::LAYOUT;

/// The key of when the first change was made that no file on a disk has.
#[must_use]
pub fn since_key(draft_id: &str) -> String {
    format!("phuluc/{LAYOUT}/{draft_id}/since")
}

/// The key under which the browser remembers that it was asked to keep the stores.
pub const ASKED_KEY: &str = "phuluc/asked-to-persist";

/// Whether that is longer ago than a day. Both are local times as `2026-11-24T10:42:07`; a clock that was set back reminds late.
#[must_use]
pub fn is_due(since: &str, a_day_ago: &str) -> bool {
    since < a_day_ago
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn after_a_day() {
        assert!(is_due("2026-11-23T10:42:07", "2026-11-23T10:42:08"));
        assert!(!is_due("2026-11-24T09:00:00", "2026-11-23T10:42:08"));
    }
}
