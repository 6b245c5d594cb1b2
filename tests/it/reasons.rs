//! Reasons: bound to a check and its figures, asked again when one of them changes, never thrown away, and carried by the file.

use std::sync::Arc;

use phuluc::exchange::report_file::report_from_bytes;
use phuluc::model::edition::Edition;
use phuluc::rules::reason::Standing;
use phuluc::state::edit::Edit;
use phuluc::state::session::Session;
use reactive_graph::owner::Owner;

use crate::sample::{self, json_from_report};

const WHY: &str = "Gồm cả hồ sơ kỳ trước chuyển sang; đã đối chiếu \"Một cửa\"";

/// The sample filled in, and the place of this check.
fn filled(check: &str) -> (Owner, Arc<Edition>, Session, usize) {
    let owner = Owner::new();
    owner.set();
    let edition = sample::edition();
    let session = Session::new(Arc::clone(&edition));
    session.load(sample::report(&edition));
    let place = edition.checks.iter().position(|known| known.id == check).expect(check);
    (owner, edition, session, place)
}

fn standing(session: Session, place: usize) -> Option<Standing> {
    session
        .findings()
        .iter()
        .find(|finding| finding.check == place)
        .map(|finding| session.standing(finding))
}

#[test]
fn a_reason_settles_a_finding_until_a_figure_changes() {
    let (_owner, edition, session, place) = filled("3.4.1-2");
    assert_eq!(standing(session, place), Some(Standing::Open));
    session.edit(Edit::Explain(place, WHY.to_owned()));
    assert_eq!(standing(session, place), Some(Standing::Explained(WHY.to_owned())));

    let typed = |text: &str| session.edit(Edit::Type(sample::row(&edition, "3.4.1c"), text.to_owned()));
    typed("177191");
    assert_eq!(standing(session, place), Some(Standing::Outdated(WHY.to_owned())));
    typed("100");
    assert_eq!(standing(session, place), None);
    typed("177.190");
    assert_eq!(
        standing(session, place),
        Some(Standing::Explained(WHY.to_owned())),
        "the same figure again"
    );
    session.edit(Edit::Explain(place, "  ".to_owned()));
    assert_eq!(standing(session, place), Some(Standing::Open));
}

#[test]
fn the_file_carries_open_findings_and_reasons() {
    let (_owner, edition, session, place) = filled("3.4.1-2");
    session.edit(Edit::Explain(place, WHY.to_owned()));
    let text = json_from_report(&edition, &session.snapshot());
    let finding = text
        .split("      \"check\": ")
        .find(|part| part.starts_with("\"3.4.1-2\""))
        .expect("the finding");
    assert!(finding.starts_with(
        "\"3.4.1-2\",\n      \"severity\": \"error\",\n      \"rows\": [\n        \"3.4.1c\",\n        \"3.4.1b\"\n      ],\n      \"message\": \"3.4.1c (177.190) lớn hơn 3.4.1b (171.544): "
    ));
    assert!(finding.contains(
        &format!("\"reason\": {}", WHY.replace('"', "\\\"").split_at(0).1).replace("\"reason\": ", "\"reason\": \"")
    ));
    let (read, problems) = report_from_bytes(&edition, text.as_bytes()).expect("our own file");
    assert_eq!((read.reasons.len(), problems.len()), (1, 0));
    assert_eq!(json_from_report(&edition, &read), text);
    session.load(read);
    assert_eq!(standing(session, place), Some(Standing::Explained(WHY.to_owned())));
}

#[test]
fn a_reason_that_stands_at_its_finding_alone_is_taken() {
    let (_owner, edition, session, place) = filled("3.4.1-2");
    session.edit(Edit::Explain(place, "vì".to_owned()));
    let text = json_from_report(&edition, &session.snapshot());
    let (before, after) = text.split_once("  \"reasons\": [").expect("reasons");
    let (_, after) = after.split_once("  ],\n").expect("their end");
    let (read, _) = report_from_bytes(&edition, format!("{before}{after}").as_bytes()).expect("still a file of ours");
    session.load(read);
    assert_eq!(standing(session, place), Some(Standing::Explained("vì".to_owned())));
}

#[test]
fn a_download_says_how_many_findings_are_open() {
    let (_owner, edition, session, place) = filled("3.4.1-2");
    let last = || {
        let lines = phuluc::words::file::open_lines(&edition, &session.snapshot(), |idx| session.is_ours(idx));
        lines.last().cloned().unwrap_or_default()
    };
    assert_eq!(last(), "Còn 5 lỗi · 16 cảnh báo chưa sửa hoặc giải trình.");
    session.edit(Edit::Explain(place, WHY.to_owned()));
    assert_eq!(last(), "Còn 4 lỗi · 16 cảnh báo chưa sửa hoặc giải trình.");
    session.edit(Edit::Type(sample::row(&edition, "3.4.1c"), "177191".to_owned()));
    assert_eq!(
        last(),
        "Còn 5 lỗi · 16 cảnh báo chưa sửa hoặc giải trình.",
        "outdated is open"
    );
}
