//! Workbooks of Excel before 2007, made here record by record: what LibreOffice's own (`office_files`) have not, and what is made
//! to harm.

use phuluc::exchange::intake::file::FileFault;
use phuluc::exchange::intake::grid::{Grid, GridError};
use phuluc::exchange::intake::office::{OfficeFault, grids};
use phuluc::exchange::intake::plan_from_file;
use phuluc::model::report::Report;
use proptest::prelude::*;

use crate::sample;
use crate::xls_making::{BIFF5, BIFF8, END, formula, joined, number, ole, record, shared, stream, workbook};

const XLS: &[u8] = include_bytes!("files/office/sample.xls");
const TRICKY: &[u8] = include_bytes!("files/office/tricky.xls");
const DOC: &[u8] = include_bytes!("files/office/letter.doc");
fn lines(file: &[u8]) -> Vec<(u32, Vec<String>)> {
    let grids = grids(file).expect("a workbook");
    assert_eq!(grids[0].sheet.as_deref(), Some("A"));
    let lines = grids.into_iter().flat_map(|grid| grid.lines);
    lines.map(|line| (line.number, line.cells)).collect()
}

#[test]
fn shared_texts_are_cut_anywhere() {
    // "Tỷ lệ": wide, cut behind "Tỷ"; its runs of bold and how it is spoken, cut as well; "abc", cut, the rest of it wide.
    let mut first = 3_u32.to_le_bytes().repeat(2);
    first.extend(b"\x05\0\x0d\x02\0\x04\0\0\0T\0\xf7\x1e");
    let second = b"\x01 \0l\0\xc7\x1e\x01\0";
    let third = b"\x02\0\x03\0\x04\0ab".to_vec();
    let fourth = b"cd\x03\0\0a".to_vec();
    let fifth = b"\x01b\0c\0\0\0\0";
    let texts = [
        record(0xfc, &first),
        record(0x3c, second),
        record(0x3c, &third),
        record(0x3c, &fourth),
        record(0x3c, fifth),
    ]
    .concat();
    let file = workbook(
        &[texts],
        &[shared(0, 0, 0), shared(0, 1, 1), shared(0, 2, 2), shared(0, 3, 9)],
    );
    assert_eq!(lines(&file), [(1, vec!["Tỷ lệ".to_owned(), "abc".to_owned()])]);
}

#[test]
fn cells_of_every_kind() {
    let style = |format: u16| record(0xe0, &joined(&[0, format, 0]));
    let formats = [
        record(0x41e, &[&joined(&[164, 4])[..], b"\x000.0%"].concat()),
        style(0),
        style(164),
        style(14),
    ];
    let rk = |number: i32| (number << 2 | 3).to_le_bytes();
    let row_of_rk = [
        &joined(&[4, 1, 0])[..],
        &rk(9930),
        &joined(&[1]),
        &rk(45),
        &joined(&[2]),
    ]
    .concat();
    let file = workbook(
        &formats,
        &[
            // Rows may come in any order.
            number(9, 0, 0, 178_433.0),
            number(0, 0, 0, 99.3),
            number(0, 1, 1, 0.993),
            number(0, 2, 2, 44_958.0),
            number(0, 3, 0, 1e300),
            record(0x204, &[&joined(&[1, 0, 0, 2])[..], b"\x01\xc7\x1ea\0"].concat()),
            record(
                0xd6,
                &[&joined(&[1, 1, 0, 2])[..], b"\0ok", &joined(&[1, 0, 0])].concat(),
            ),
            record(0x205, &[&joined(&[1, 2, 0])[..], b"\x01\0"].concat()),
            record(0x205, &[&joined(&[1, 3, 0])[..], b"\x07\x01"].concat()),
            formula(2, 0, 36_f64.to_le_bytes()),
            formula(2, 1, *b"\0\0\0\0\0\0\xff\xff"),
            record(0x221, b"something between"),
            record(0x207, b"\x02\0\0ab"),
            formula(2, 2, *b"\x01\0\x01\0\0\0\xff\xff"),
            formula(2, 3, *b"\x02\0\x2a\0\0\0\xff\xff"),
            formula(2, 4, *b"\x03\0\0\0\0\0\xff\xff"),
            // No formula waits for this text.
            record(0x207, b"\x02\0\0no"),
            // A chart on the sheet.
            record(0x809, &joined(&[BIFF8, 0x20, 0, 0])),
            number(0, 0, 0, 5.0),
            record(0x0a, b""),
            record(0xbd, &row_of_rk),
        ],
    );
    let found: Vec<_> = lines(&file)
        .into_iter()
        .map(|(number, cells)| format!("{number}: {}", cells.join("|").replace(&"0".repeat(300), "…")))
        .collect();
    assert_eq!(
        found,
        [
            "1: 99,3|99,3|1/2/2023|1e300",
            "2: ệa|ok|1|#DIV/0!",
            "3: 36|ab|1|#N/A",
            "5: |99,3|45",
            "10: 178433",
        ]
    );
}

#[test]
fn days_of_old_macintoshes() {
    let file = workbook(
        &[record(0x22, &[1, 0]), record(0xe0, &joined(&[0, 14]))],
        &[number(0, 0, 0, 43_496.0)],
    );
    assert_eq!(lines(&file), [(1, vec!["1/2/2023".to_owned()])]);
}

#[test]
fn workbooks_of_excel_95_in_either_code() {
    let edition = sample::edition();
    let id = "1.2b";
    let label = |row: u16, column: u16, text: &str| {
        let bytes: Vec<u8> = text.chars().map(|letter| u32::from(letter) as u8).collect();
        record(0x204, &[joined(&[row, column, 0, bytes.len() as u16]), bytes].concat())
    };
    // The letters of TCVN3, and of windows-1258: "Tỷ lệ hoàn thành kế hoạch CCHC năm", "- Số nhiệm vụ đã hoàn thành".
    for (page, ratio, done) in [
        (
            1_252,
            "Tû lÖ hoµn thµnh kÕ ho¹ch CCHC n¨m",
            "\u{96} Sè nhiÖm vô ®· hoµn thµnh",
        ),
        (
            1_258,
            "Ty\u{d2} lê\u{f2} hoa\u{cc}n tha\u{cc}nh kê\u{ec} hoa\u{f2}ch CCHC n\u{e3}m",
            "- Sô\u{ec} nhiê\u{f2}m vu\u{f2} \u{f0}a\u{de} hoa\u{cc}n tha\u{cc}nh",
        ),
    ] {
        let cells = [
            label(0, 0, "STT"),
            label(0, 1, "Chi tieu"),
            label(0, 3, "So lieu"),
            label(1, 0, "1.2"),
            label(1, 1, ratio),
            label(2, 1, done),
            number(2, 3, 0, 36.0),
        ];
        let file = ole("Book", &stream(BIFF5, &[record(0x42, &joined(&[page]))], &cells));
        let composed = |text: &str| {
            let pairs = [
                ("y\u{309}", "ỷ"),
                ("ê\u{323}", "ệ"),
                ("a\u{300}", "à"),
                ("ê\u{301}", "ế"),
                ("a\u{323}", "ạ"),
            ];
            pairs
                .iter()
                .fold(text.to_owned(), |text, (apart, one)| text.replace(apart, one))
        };
        let plan = plan_from_file(&edition, &Report::blank(&edition), &file, &composed, &str::to_owned).expect("read");
        let report = plan.applied(&edition, &Report::blank(&edition));
        assert_eq!(report.entry(sample::row(&edition, id)).typed, "36", "{page}: {plan:#?}");
    }
}

#[test]
fn a_sheet_in_a_font_that_is_not_read_is_told() {
    let edition = sample::edition();
    let texts = [
        "Kieåm tra coâng taùc CCHC",
        "Toång soá bieân cheá ñöôïc giao trong naêm",
    ];
    let label = |(row, text): (u16, &str)| {
        let letters: Vec<u16> = text.encode_utf16().collect();
        record(
            0x204,
            &[&joined(&[row, 0, 0, letters.len() as u16])[..], &[1], &joined(&letters)].concat(),
        )
    };
    let cells: Vec<_> = (0..).zip(texts).map(label).collect();
    let plan = plan_from_file(
        &edition,
        &Report::blank(&edition),
        &workbook(&[], &cells),
        &str::to_owned,
        &str::to_owned,
    );
    assert_eq!(plan.expect_err("VNI"), FileFault::Vni);
}

fn refused(bytes: &[u8]) -> OfficeFault {
    grids(bytes).expect_err("refused")
}

#[test]
fn what_is_no_workbook_or_is_locked_is_told_by_its_streams() {
    let edition = sample::edition();
    let read = |bytes: &[u8]| {
        plan_from_file(
            &edition,
            &Report::blank(&edition),
            bytes,
            &str::to_owned,
            &str::to_owned,
        )
    };
    assert_eq!(read(DOC).expect_err("a letter"), FileFault::OldOffice);
    assert_eq!(refused(&ole("PowerPoint Document", b"x")), OfficeFault::Old);
    assert_eq!(
        read(&ole("EncryptedPackage", b"x")).expect_err("locked"),
        FileFault::Locked
    );
    let locked = workbook(&[record(0x2f, &[1; 54]), record(0x85, &[0xff; 20])], &[]);
    assert_eq!(read(&locked).expect_err("locked"), FileFault::Locked);
    let ancient = ole("Book", &record(0x809, &joined(&[0x400, 5])));
    assert_eq!(refused(&ancient), OfficeFault::Old);
    assert_eq!(read(&XLS[..XLS.len() / 2]).expect_err("cut"), FileFault::Damaged);
    assert_eq!(
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").expect_err("cut"),
        FileFault::Damaged
    );
    assert_eq!(refused(&ole("Workbook", b"")), OfficeFault::Broken);
}

#[test]
fn bounds_hold_whatever_a_workbook_says_of_itself() {
    // Four thousand million texts, of which there are two.
    let lying = record(0xfc, &[&[0xff; 8][..], b"\x01\0\0a\x01\0\0b"].concat());
    assert_eq!(
        refused(&workbook(&[lying], &[])),
        OfficeFault::Grid(GridError::TooLarge)
    );
    let without_end = record(0xfc, b"\0\0\0\0\x01\0\0\0\xff\xff\0a");
    assert_eq!(refused(&workbook(&[without_end], &[])), OfficeFault::Broken);
    // A row of cells that goes on behind the last column.
    let row = record(0xbd, &[&joined(&[0, 0xffff])[..], &[0; 18]].concat());
    assert_eq!(refused(&workbook(&[], &[row])), OfficeFault::Broken);
    assert_eq!(
        refused(&workbook(&[], &[number(0, 0, 0, 1.0), number(65_535, 255, 0, 1.0)])),
        OfficeFault::Grid(GridError::TooManyColumns(65_536))
    );
    let many: Vec<_> = (0..=2_000).map(|row| number(row, 0, 0, 1.0)).collect();
    assert_eq!(
        refused(&workbook(&[], &many)),
        OfficeFault::Grid(GridError::TooManyLines)
    );
    // One long text in each of very many cells: 130 MB where each keeps its own.
    let text = record(0xfc, &[&b"\x01\0\0\0\x01\0\0\0\xa0\x0f\0"[..], &[b'a'; 4_000]].concat());
    let cells: Vec<_> = (0..2_000)
        .flat_map(|row| (0..16).map(move |column| shared(row, column, 0)))
        .collect();
    assert_eq!(
        refused(&workbook(&[text], &cells)),
        OfficeFault::Grid(GridError::TooLarge)
    );
    // The same sheet under many names.
    let whole = stream(BIFF8, &[], &[number(0, 0, 0, 1.0)]);
    let at = whole.windows(2).position(|pair| pair == [0x85, 0]).expect("a sheet");
    let sheet = &whole[at..at + 15];
    let [before, behind] = [&whole[..at], &whole[at + 15..]];
    let mut sheet = sheet.to_vec();
    let start = u32::from_le_bytes(sheet[4..8].try_into().expect("four")) + 15 * 99;
    sheet[4..8].copy_from_slice(&start.to_le_bytes());
    let many = ole("Workbook", &[before, &sheet.repeat(100), behind].concat());
    assert_eq!(grids(&many).expect("one sheet").len(), 1);
}

#[test]
fn chains_of_sectors_that_go_in_circles_or_out_of_the_file_are_refused() {
    let cells: Vec<_> = (0..500).map(|row| number(row, 0, 0, 1.0)).collect();
    let whole = workbook(&[], &cells);
    assert_eq!(lines(&whole).len(), 500);
    let table = whole.len() - 512;
    let with = |at: usize, value: u32| {
        let mut file = whole.clone();
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
        file
    };
    for wrong in [1, 2, 99_999, 0x7fff_ffff, 0xffff_fff0] {
        assert_eq!(
            refused(&with(table + 4 * 3, wrong)),
            OfficeFault::Broken,
            "stream {wrong:#x}"
        );
        assert_eq!(refused(&with(48, wrong)), OfficeFault::Broken, "directory {wrong:#x}");
    }
    assert_eq!(
        refused(&with(table, 0)),
        OfficeFault::Broken,
        "the directory follows itself"
    );
    // The list of tables that follows itself, and one behind the end of the file.
    assert_eq!(refused(&with(68, 0)), OfficeFault::Broken);
    assert_eq!(refused(&with(68, 99_999)), OfficeFault::Broken);
    // A list in the last sector, cut so short that it holds nothing but its own number (found by fuzzing: it went on for ever).
    let mut cut = whole[..512].to_vec();
    cut.extend(0_u32.to_le_bytes());
    cut[68..72].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(refused(&cut), OfficeFault::Broken);
    // An entry of the directory before itself.
    assert_eq!(refused(&with(512 + 128 + 68, 1)), OfficeFault::Broken);
    // A stream that is longer than its chain.
    assert_eq!(refused(&with(512 + 128 + 120, u32::MAX)), OfficeFault::Broken);
}

/// What a damaged workbook may still give: so much, and no more.
fn is_bounded(found: &Result<Vec<Grid>, OfficeFault>) -> bool {
    let Ok(grids) = found else { return true };
    let cells = |grid: &Grid| {
        grid.lines
            .iter()
            .flat_map(|line| &line.cells)
            .map(String::len)
            .sum::<usize>()
    };
    grids.len() <= 24
        && grids
            .iter()
            .all(|grid| grid.lines.len() <= 2_000 && cells(grid) <= 1_048_576)
}

proptest! {
    #![proptest_config(crate::intake::runs())]

    /// Real files with bytes changed, numbers of sectors replaced, the end cut off.
    #[test]
    fn damaged_workbooks_are_survived(
        is_tricky: bool,
        bytes in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..16),
        numbers in proptest::collection::vec((0.0..1.0_f64, prop_oneof![0..110_u32, any::<u32>(), Just(END)]), 0..8),
        in_tables: bool,
        kept in prop_oneof![Just(1.0), 0.0..1.0_f64],
    ) {
        let mut file = if is_tricky { TRICKY } else { XLS }.to_vec();
        let length = file.len() as f64;
        for (at, byte) in bytes {
            file[(at * length) as usize] = byte;
        }
        // The first table stands in the sector that the header names first.
        let table = (u32::from_le_bytes(file[76..80].try_into().expect("four")) as usize).saturating_add(1).saturating_mul(512);
        for (at, number) in numbers {
            let at = if in_tables && table < file.len() { table + (at * 512.0) as usize } else { (at * length) as usize } / 4 * 4;
            if let Some(field) = file.get_mut(at..at + 4) {
                field.copy_from_slice(&number.to_le_bytes());
            }
        }
        file.truncate((kept * length) as usize);
        prop_assert!(is_bounded(&grids(&file)));
    }

    /// Any records in a file that holds together.
    #[test]
    fn any_records_are_survived(
        version in prop_oneof![Just(BIFF8), Just(BIFF5)],
        of_book in proptest::collection::vec(any_record(), 0..8),
        of_sheet in proptest::collection::vec(any_record(), 0..24),
        is_short: bool,
    ) {
        let mut stream = stream(version, &of_book, &of_sheet);
        if !is_short {
            stream.resize(stream.len().max(4096), 0);
        }
        prop_assert!(is_bounded(&grids(&ole("Workbook", &stream))));
    }

    #[test]
    fn any_bytes_behind_the_mark_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let file = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &bytes[..]].concat();
        prop_assert!(is_bounded(&grids(&file)));
        prop_assert!(is_bounded(&grids(&ole("Workbook", &bytes))));
    }
}

fn any_record() -> impl Strategy<Value = Vec<u8>> {
    const KINDS: [u16; 19] = [
        0x06, 0x0a, 0x22, 0x3c, 0x42, 0x85, 0xbd, 0xd6, 0xe0, 0xfc, 0xfd, 0x203, 0x204, 0x205, 0x207, 0x27e, 0x41e,
        0x809, 0x3c,
    ];
    // Small numbers are what lengths and flags are made of.
    let byte = prop_oneof![0..16_u8, any::<u8>()];
    let bytes = proptest::collection::vec(byte, 0..40);
    (proptest::sample::select(&KINDS[..]), bytes).prop_map(|(kind, bytes)| record(kind, &bytes))
}
