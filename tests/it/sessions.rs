//! The live report: what an officer does, as sentences; and that it never differs from the whole report's reading.

use std::sync::Arc;

use phuluc::model::answer::{Entry, Mark, RowState};
use phuluc::model::edition::{Edition, RowKind};
use phuluc::model::id::RowIdx;
use phuluc::model::number::Number;
use phuluc::model::period::Period;
use phuluc::model::report::{Earlier, Report, ReportingOffice};
use phuluc::rules::check::check_all;
use phuluc::rules::facts::WholeFacts;
use phuluc::state::edit::Edit;
use phuluc::state::history::History;
use phuluc::state::session::Session;
use phuluc::state::walk::{Way, neighbour};
use proptest::prelude::*;
use reactive_graph::owner::Owner;
use reactive_graph::traits::Update;

use crate::sample;

/// An officer at the form, named by row ids.
struct Scenario {
    edition: Arc<Edition>,
    session: Session,
    _owner: Owner,
}

impl Scenario {
    fn new() -> Self {
        let owner = Owner::new();
        owner.set();
        let edition = sample::edition();
        Self {
            session: Session::new(Arc::clone(&edition)),
            edition,
            _owner: owner,
        }
    }

    fn row(&self, id: &str) -> RowIdx {
        sample::row(&self.edition, id)
    }

    fn types(&self, id: &str, text: &str) -> &Self {
        self.session.edit(Edit::Type(self.row(id), text.to_owned()));
        self
    }

    fn marks(&self, id: &str, mark: Option<Mark>) -> &Self {
        self.session.edit(Edit::Mark(self.row(id), mark));
        self
    }

    fn reports_as(&self, code: &str, role: &str) -> &Self {
        let office = ReportingOffice {
            code: code.to_owned(),
            name: String::new(),
            role: role.to_owned(),
        };
        self.session.edit(Edit::Office(office));
        self
    }

    fn sees(&self, id: &str, state: RowState, figure: &str) -> &Self {
        let cell = self.session.cell(self.row(id)).expect(id);
        assert_eq!(cell.state(), state, "{id}");
        let calculated = cell.outcome().and_then(|outcome| outcome.value()).map(Number::to_plain);
        assert_eq!(calculated.unwrap_or_default(), figure, "{id}");
        self
    }
}

#[test]
fn a_ratio_follows_its_parts_and_can_be_typed_over() {
    let officer = Scenario::new();
    officer.sees("7.7.4", RowState::Unanswered, "");
    officer.types("7.7.4a", "47291").sees("7.7.4", RowState::Unanswered, "");
    officer
        .types("7.7.4b", "29.021")
        .sees("7.7.4", RowState::Calculated, "61.37");
    officer.types("7.7.4", "61,4").sees("7.7.4", RowState::Figure, "61.37");
    officer.types("7.7.4", "").sees("7.7.4", RowState::Calculated, "61.37");
    officer.types("7.7.4a", "0").sees("7.7.4", RowState::Unanswered, "");
}

#[test]
fn an_ambiguous_figure_counts_as_unanswered_until_it_is_chosen() {
    let officer = Scenario::new();
    officer
        .types("6.1b", "7.800")
        .types("6.1a", "7800")
        .sees("6.1b", RowState::Ambiguous, "");
    assert_eq!(officer.session.progress().answered, 1);
    officer
        .session
        .edit(Edit::Choose(officer.row("6.1b"), Number::whole(7800)));
    officer
        .sees("6.1b", RowState::Figure, "")
        .sees("6.1", RowState::Calculated, "100.00");
    officer
        .types("6.1b", "7.900")
        .sees("6.1b", RowState::Ambiguous, "")
        .sees("6.1", RowState::Unanswered, "");
}

#[test]
fn a_state_stands_over_the_text_and_gives_it_back() {
    let officer = Scenario::new();
    officer
        .types("1.1", "14")
        .marks("1.1", Some(Mark::None))
        .sees("1.1", RowState::None, "");
    officer.marks("1.1", None).sees("1.1", RowState::Figure, "");
    officer
        .marks("1.1", Some(Mark::NotOurs))
        .types("1.1", "15")
        .sees("1.1", RowState::Figure, "");
}

#[test]
fn zero_is_a_figure_and_a_blank_is_none() {
    let officer = Scenario::new();
    officer.types("1.1", "00").sees("1.1", RowState::Figure, "");
    officer.types("1.1", " ").sees("1.1", RowState::Unanswered, "");
}

#[test]
fn the_role_decides_what_is_to_answer() {
    let officer = Scenario::new();
    let all = officer.session.progress().to_answer;
    assert_eq!(
        all,
        officer
            .edition
            .rows
            .iter()
            .filter(|row| row.kind != RowKind::Heading)
            .count()
    );
    officer.reports_as("STNMT", "CQ");
    let ours = officer.session.progress().to_answer;
    officer.reports_as("STP", "STP");
    // Land, building and investment are answered by three departments alone: four rows.
    assert_eq!(officer.session.progress().to_answer, ours - 4);
    assert!(ours < all);
    let chapters = (0..7).map(|chapter| officer.session.chapter_progress(chapter).to_answer);
    assert_eq!(chapters.sum::<usize>(), ours - 4);
}

#[test]
fn the_keyboard_goes_from_answer_to_answer() {
    let officer = Scenario::new();
    officer.reports_as("STNMT", "CQ");
    let next = |from: &str, way| {
        let idx = neighbour(&officer.edition, officer.row(from), way, |idx| {
            officer.session.is_ours(idx)
        })?;
        Some(officer.edition.rows[idx.place()].id.to_string())
    };
    assert_eq!(next("1.3.2b", Way::Next).as_deref(), Some("1.5a"));
    assert_eq!(next("1.5a", Way::Back).as_deref(), Some("1.3.2b"));
    assert_eq!(next("1.1", Way::Back), None);
    assert_eq!(next("7.9", Way::Next), None);
}

#[test]
fn what_changes_nothing_makes_no_revision() {
    let officer = Scenario::new();
    officer.types("1.1", "14");
    let revision = officer.session.revision();
    officer.types("1.1", "14").types("1", "");
    assert_eq!(officer.session.revision(), revision);
}

#[test]
fn a_loaded_report_is_the_one_that_is_left() {
    let officer = Scenario::new();
    let report = sample::report(&officer.edition);
    officer.types("7.9", "5").session.load(report.clone());
    assert_eq!(officer.session.snapshot(), report);
    officer
        .sees("7.9", RowState::Unanswered, "")
        .sees("6.2.1", RowState::Calculated, "4");
}

/// Something else than a row that checks read.
fn heading(officer: &Scenario, place: usize) -> Edit {
    let period = |code| Period::parse(code, &officer.edition.periods);
    match place % 7 {
        0 => Edit::Role("CQ".to_owned()),
        1 => Edit::Role("STTTT".to_owned()),
        2 => Edit::Period(period("2023-Q2")),
        3 => Edit::DocumentDate("1/12/2023".to_owned()),
        4 => Edit::Earlier(Some(Earlier {
            period: period("2023-Q1").expect("a period"),
            figures: vec![
                ("1.2b".to_owned(), Number::whole(9)),
                ("3.1.4".to_owned(), Number::whole(12)),
            ],
        })),
        5 => Edit::Earlier(None),
        _ => Edit::Period(None),
    }
}

fn any_edit(rows: usize) -> impl Strategy<Value = (usize, Entry, String)> {
    let notes = ["", "1/QĐ-A 1/8/2023; 2/QĐ-A", "5 + 2 = 8", "A; B và C (33%)", "A"];
    let typed = proptest::sample::select(vec!["", "0", "7", "12", "7.800", "99,30", "x", "1"]);
    let notes = proptest::sample::select(notes.to_vec());
    (0..rows, typed, 0..8_u8, notes).prop_map(|(row, typed, kind, note)| {
        let mark = match kind {
            0 => Some(Mark::None),
            1 => Some(Mark::NotOurs),
            _ => None,
        };
        (
            row,
            Entry {
                mark,
                ..Entry::typed(typed)
            },
            note.to_owned(),
        )
    })
}

#[test]
fn what_was_done_is_undone_and_done_again() {
    let officer = Scenario::new();
    let report = sample::report(&officer.edition);
    officer.types("1.1", "1").types("1.1", "14");
    officer.session.history().update(History::seal);
    officer.marks("1.1", Some(Mark::None));
    officer
        .session
        .edit(Edit::Note(officer.row("1.1"), "đã đối chiếu".to_owned()));
    officer.session.replace_all(report.clone());
    let session = officer.session;
    assert!(session.undo().is_some() && session.snapshot() != report);
    session.undo();
    session.undo();
    officer.sees("1.1", RowState::Figure, "");
    session.undo();
    assert_eq!(session.snapshot(), Report::blank(&officer.edition));
    assert_eq!(session.undo(), None);
    while session.redo().is_some() {}
    assert_eq!(session.snapshot(), report);
    session.set_locked(true);
    assert_eq!(session.undo(), None, "another tab writes");
}

#[test]
fn a_figure_of_the_period_before_is_no_answer_until_it_is_taken() {
    let officer = Scenario::new();
    let idx = officer.row("4.2b");
    officer.session.offer([(idx, "59".to_owned())].into_iter().collect());
    assert_eq!(officer.session.offered(idx).as_deref(), Some("59"));
    officer.sees("4.2b", RowState::Unanswered, "");
    assert!(officer.session.accept(idx));
    officer.sees("4.2b", RowState::Figure, "");
    assert_eq!(officer.session.offered(idx), None);
    officer.session.undo();
    assert_eq!(officer.session.offered(idx).as_deref(), Some("59"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever was done, undoing all of it gives what was there, and doing it again what is there.
    #[test]
    fn undo_and_redo_are_each_others_mirror(edits in proptest::collection::vec(any_edit(207), 1..60), seals in any::<u64>()) {
        let officer = Scenario::new();
        let session = officer.session;
        for (number, (place, entry, note)) in edits.into_iter().enumerate() {
            let Some((idx, _)) = officer.edition.indexed().nth(place) else { continue };
            session.edit(Edit::Type(idx, entry.typed));
            session.edit(Edit::Mark(idx, entry.mark));
            session.edit(Edit::Note(idx, note));
            session.edit(heading(&officer, place));
            if seals >> (number % 64) & 1 == 1 {
                session.history().update(History::seal);
            }
        }
        let after = session.snapshot();
        while session.undo().is_some() {}
        prop_assert_eq!(session.snapshot(), Report::blank(&officer.edition));
        while session.redo().is_some() {}
        prop_assert_eq!(session.snapshot(), after);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// After any sequence of edits the live page and the reading of the whole report agree in every row.
    #[test]
    fn live_and_whole_agree(edits in proptest::collection::vec(any_edit(207), 1..60)) {
        let officer = Scenario::new();
        for (place, entry, note) in edits {
            let Some((idx, _)) = officer.edition.indexed().nth(place) else { continue };
            officer.session.edit(Edit::Type(idx, entry.typed));
            officer.session.edit(Edit::Mark(idx, entry.mark));
            officer.session.edit(Edit::Note(idx, note));
            officer.session.edit(heading(&officer, place));
            // Look at some memos on the way, so that they are not all computed at the end.
            let progress = officer.session.progress();
            prop_assert!(progress.answered <= progress.to_answer);
        }
        let report = officer.session.snapshot();
        let whole = WholeFacts::of(&officer.edition, &report);
        let meaning = &whole.meaning;
        prop_assert_eq!(officer.session.findings().iter().map(|finding| finding.as_ref().clone()).collect::<Vec<_>>(), check_all(&whole));
        for (idx, row) in officer.edition.indexed() {
            let cell = officer.session.cell(idx).expect("a cell a row");
            prop_assert_eq!(cell.state(), meaning.state(&officer.edition, idx), "{}", &row.id);
            prop_assert_eq!(cell.outcome(), meaning.outcome(idx).cloned(), "{}", &row.id);
        }
    }
}
