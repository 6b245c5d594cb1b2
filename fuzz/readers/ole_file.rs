//! Compound files, as Office before 2007 wrote them, as the tests need them.

/// The end of a chain of sectors.
pub const END: u32 = 0xffff_fffe;

fn filled(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

fn chained(next: &mut Vec<u32>, sectors: usize) -> u32 {
    let start = next.len() as u32;
    next.extend((1..sectors as u32).map(|at| start + at));
    next.extend((sectors > 0).then_some(END));
    if sectors == 0 { END } else { start }
}

/// A compound file of one stream, which lies in the short sectors where it is short.
#[must_use]
pub fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    let is_short = stream.len() < 4096;
    let (mut next, mut short_next) = (Vec::new(), Vec::new());
    let directory_start = chained(&mut next, 1);
    let content = filled(stream.to_vec());
    let content_start = chained(&mut next, content.len() / 512);
    chained(&mut short_next, content.len() / 64);
    let short_table = filled(short_next.iter().flat_map(|at| at.to_le_bytes()).collect());
    let short_table_start = chained(&mut next, short_table.len() / 512);
    let tables = (next.len() + 1).div_ceil(127);
    let table_start = next.len() as u32;
    next.extend(std::iter::repeat_n(0xffff_fffd, tables));
    next.resize(tables * 128, 0xffff_ffff);
    let entry = |name: &str, kind: u8, child: u32, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        for field in [u32::MAX, u32::MAX, child] {
            entry.extend(field.to_le_bytes());
        }
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((length as u64).to_le_bytes());
        entry
    };
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(24, 0);
    for field in [0x3e_u16, 3, 0xfffe, 9, 6] {
        file.extend(field.to_le_bytes());
    }
    file.resize(44, 0);
    let short = if is_short { short_table_start } else { END };
    for field in [tables as u32, directory_start, 0, 4096, short, 1, END, 0] {
        file.extend(field.to_le_bytes());
    }
    let holders = (0..109).map(|at| if at < tables { table_start + at as u32 } else { u32::MAX });
    file.extend(holders.flat_map(u32::to_le_bytes));
    let (root_start, start) = if is_short {
        (content_start, 0)
    } else {
        (END, content_start)
    };
    let mut directory = entry("Root Entry", 5, 1, root_start, content.len());
    directory.extend(entry(name, 2, u32::MAX, start, stream.len()));
    file.extend(filled(directory));
    file.extend(content);
    file.extend(short_table);
    file.extend(next.into_iter().flat_map(u32::to_le_bytes));
    file
}
