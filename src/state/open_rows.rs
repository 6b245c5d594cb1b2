//! The rows that were answered and still need a look: a text that is no figure, or one with two readings. One memo a chapter.

use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::owner::StoredValue;
use reactive_graph::traits::{Get, WithValue};

use super::session::Session;
use crate::model::answer::RowState;
use crate::model::id::RowIdx;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub struct OpenRows {
    chapters: StoredValue<Vec<Memo<Arc<[RowIdx]>>>>,
}

impl OpenRows {
    /// Those of this session, under the current owner.
    #[must_use]
    pub fn new(session: Session) -> Self {
        let chapter_rows = |chapter: crate::model::edition::Chapter| {
            let cells: Vec<_> = chapter
                .rows()
                .filter_map(|idx| Some((idx, session.cell(idx)?)))
                .collect();
            Memo::new(move |_| {
                cells
                    .iter()
                    .filter(|(_, cell)| is_open(cell.state()))
                    .map(|(idx, _)| *idx)
                    .collect::<Arc<[RowIdx]>>()
            })
        };
        let chapters = session
            .edition()
            .chapters()
            .iter()
            .map(|chapter| chapter_rows(*chapter))
            .collect();
        Self {
            chapters: StoredValue::new(chapters),
        }
    }

    /// Those of the chapter (by its place among the chapters), in printed order. Tracked.
    #[must_use]
    pub fn of_chapter(self, chapter: usize) -> Arc<[RowIdx]> {
        let memo = self.chapters.with_value(|chapters| chapters.get(chapter).copied());
        memo.map_or_else(|| Arc::from([]), |memo| memo.get())
    }

    /// All of them, in printed order. Tracked.
    #[must_use]
    pub fn all(self) -> Vec<RowIdx> {
        let chapters = self.chapters.with_value(Clone::clone);
        chapters.iter().flat_map(|memo| memo.get().to_vec()).collect()
    }
}

fn is_open(state: RowState) -> bool {
    match state {
        RowState::Unread | RowState::Ambiguous => true,
        RowState::Figure
        | RowState::Calculated
        | RowState::None
        | RowState::NotOurs
        | RowState::Unanswered
        | RowState::Heading => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use reactive_graph::owner::Owner;

    use super::OpenRows;
    use crate::editions;
    use crate::state::edit::Edit;
    use crate::state::session::Session;

    #[test]
    fn rows_come_and_go_with_their_texts() {
        let owner = Owner::new();
        owner.set();
        let edition = Arc::new(editions::read(editions::BUILT_IN[0]).unwrap());
        let session = Session::new(Arc::clone(&edition));
        let open = OpenRows::new(session);
        let row = |id: &str| edition.find(id).unwrap();
        assert!(open.all().is_empty());
        session.edit(Edit::Type(row("6.1a"), "7.800".to_owned()));
        session.edit(Edit::Type(row("1.1"), "12a".to_owned()));
        assert_eq!(open.all(), [row("1.1"), row("6.1a")]);
        assert_eq!(*open.of_chapter(0), [row("1.1")]);
        session.edit(Edit::Type(row("1.1"), "12".to_owned()));
        assert_eq!(open.all(), [row("6.1a")]);
    }
}
