//! What needs another look, as one list in the order of rows: texts without one reading, and findings. What a filter hides is
//! counted, never forgotten.

use crate::base::order::order_by_key;
use crate::model::check::Severity;
use crate::model::edition::Chapter;
use crate::model::id::RowIdx;

/// What an entry of the list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A row whose text is no figure or has two readings.
    Row,
    /// What a check says, by the check's place.
    Finding(usize),
}

/// An entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it is shown; none where it is of the report's heading.
    pub row: Option<RowIdx>,
    /// What it is about.
    pub subject: Subject,
    /// How bad it is: a text that is no figure is an error, one with two readings a warning.
    pub severity: Severity,
    /// Whether something is asked of the officer: explained findings stay in the list.
    pub is_open: bool,
}

impl Item {
    /// What tells it from all others.
    #[must_use]
    pub fn key(self) -> (bool, usize) {
        match self.subject {
            Subject::Row => (false, self.row.map_or(0, RowIdx::place)),
            Subject::Finding(check) => (true, check),
        }
    }
}

/// Both kinds in the order of rows, those of the heading first.
#[must_use]
pub fn in_order(mut items: Vec<Item>) -> Vec<Item> {
    order_by_key(&mut items, |item| (item.row, item.subject));
    items
}

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of the chapter at this place.
    pub chapter: Option<usize>,
    /// Only those of this severity.
    pub severity: Option<Severity>,
}

impl Filter {
    /// Whether the entry is shown.
    #[must_use]
    pub fn passes(self, chapters: &[Chapter], item: Item) -> bool {
        let is_in = |place: usize| {
            let chapter = chapters.get(place);
            chapter.is_some_and(|chapter| item.row.is_some_and(|row| chapter.holds(row)))
        };
        self.chapter.is_none_or(is_in) && self.severity.is_none_or(|severity| severity == item.severity)
    }
}

/// How much is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open errors.
    pub errors: usize,
    /// Open warnings.
    pub warnings: usize,
}

impl Counts {
    /// Of these entries; only open ones count.
    pub fn of(items: impl Iterator<Item = Item>) -> Self {
        items.filter(|item| item.is_open).fold(Self::default(), |counts, item| {
            let (error, warning) = match item.severity {
                Severity::Error => (1, 0),
                Severity::Warning => (0, 1),
            };
            Self {
                errors: counts.errors.saturating_add(error),
                warnings: counts.warnings.saturating_add(warning),
            }
        })
    }

    /// Both.
    #[must_use]
    pub fn total(self) -> usize {
        self.errors.saturating_add(self.warnings)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Filter, Item, Subject, in_order};
    use crate::editions;
    use crate::model::check::Severity;

    #[test]
    fn one_list_in_the_order_of_rows() {
        let edition = editions::read(editions::BUILT_IN[0]).unwrap();
        let item = |id: &str, subject, severity, is_open| Item {
            row: edition.find(id),
            subject,
            severity,
            is_open,
        };
        let items = in_order(vec![
            item("3.4.1", Subject::Finding(4), Severity::Error, true),
            item("7.7", Subject::Finding(2), Severity::Warning, false),
            item("3.4.1", Subject::Row, Severity::Error, true),
            item("1.1", Subject::Finding(9), Severity::Warning, true),
        ]);
        let keys: Vec<(bool, usize)> = items.iter().map(|item| item.key()).collect();
        let row = edition.find("3.4.1").unwrap().place();
        assert_eq!(keys, [(true, 9), (false, row), (true, 4), (true, 2)]);
        let counts = Counts::of(items.iter().copied());
        assert_eq!((counts.errors, counts.warnings, counts.total()), (2, 1, 3));

        let shown = |filter: Filter| {
            let passing = items
                .iter()
                .filter(|item| filter.passes(edition.chapters(), **item))
                .count();
            (passing, items.len() - passing)
        };
        assert_eq!(shown(Filter::default()), (4, 0));
        let third = Some(2);
        let filter = |chapter, severity| Filter { chapter, severity };
        assert_eq!(shown(filter(third, None)), (2, 2));
        assert_eq!(shown(filter(third, Some(Severity::Warning))), (0, 4));
        assert_eq!(shown(filter(None, Some(Severity::Warning))), (2, 2));
    }
}
