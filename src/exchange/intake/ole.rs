//! The streams that stand in the root of a compound file, the container of Office before 2007 and of what it locks with a
//! password. What is read is never more than the file holds, whatever the file says of itself: a chain that is longer than the
//! file goes in a circle.
//!
//! Streams of things that were laid into a document stand deeper, and are none of the file's own: a letter with a workbook in it
//! is no workbook.

use super::bytes::{u16_at, u32_at};

/// The first bytes of a compound file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const HEADER_BYTES: usize = 512;
/// Numbers from here on are no sectors: the end of a chain, a free one, one of the tables.
const NO_SECTOR: u32 = 0xffff_fffa;
const ENTRY_BYTES: usize = 128;
/// Sectors of shorter streams lie in one stream of the root's.
const MINI_SHIFT: u16 = 6;
const STREAM: u8 = 2;

/// Where in the header what stands (MS-CFB 2.2).
mod header {
    pub(super) const SECTOR_SHIFT: usize = 30;
    pub(super) const MINI_SECTOR_SHIFT: usize = 32;
    pub(super) const DIRECTORY_START: usize = 48;
    pub(super) const SHORTEST_OF_SECTORS: usize = 56;
    pub(super) const MINI_TABLE_START: usize = 60;
    pub(super) const HOLDERS_START: usize = 68;
    pub(super) const HOLDERS: usize = 76;
    /// How many holders of the table stand in the header itself.
    pub(super) const HOLDER_COUNT: usize = 109;
}

/// Where in an entry of the directory what stands (MS-CFB 2.6.1).
mod entry {
    pub(super) const NAME_BYTES: usize = 64;
    pub(super) const KIND: usize = 66;
    pub(super) const BEFORE: usize = 68;
    pub(super) const AFTER: usize = 72;
    pub(super) const CHILD: usize = 76;
    pub(super) const START: usize = 116;
    pub(super) const LENGTH: usize = 120;
}

/// The file does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// A compound file.
#[derive(Debug)]
pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    shift: u16,
    /// Which sector comes after each.
    next: Vec<u32>,
    root: Entry,
    streams: Vec<Entry>,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    name: String,
    kind: u8,
    before: u32,
    after: u32,
    child: u32,
    start: u32,
    length: u32,
}

impl<'a> Ole<'a> {
    /// Reads the tables and the directory.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Broken> {
        let shift = u16_at(bytes, header::SECTOR_SHIFT).ok_or(Broken)?;
        if !bytes.starts_with(MAGIC)
            || !matches!(shift, 9 | 12)
            || u16_at(bytes, header::MINI_SECTOR_SHIFT) != Some(MINI_SHIFT)
        {
            return Err(Broken);
        }
        let mut ole = Self {
            bytes,
            shift,
            next: Vec::new(),
            root: Entry::default(),
            streams: Vec::new(),
        };
        ole.next = ole.table()?;
        let entries = entries(&ole.chain(ole.field(header::DIRECTORY_START)?)?);
        ole.root = entries.first().cloned().ok_or(Broken)?;
        ole.streams = children(&entries, ole.root.child)?;
        Ok(ole)
    }

    /// Whether a stream of this name stands in the root.
    pub(super) fn has(&self, name: &str) -> bool {
        self.streams.iter().any(|stream| stream.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of the stream of this name.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<u8>, Broken> {
        let is_it = |stream: &&Entry| stream.name.eq_ignore_ascii_case(name);
        let stream = self.streams.iter().find(is_it).ok_or(Broken)?;
        let mut bytes = if stream.length < self.field(header::SHORTEST_OF_SECTORS)? {
            let (next, mini) = (
                numbers(&self.chain(self.field(header::MINI_TABLE_START)?)?),
                self.chain(self.root.start)?,
            );
            let shift = usize::from(MINI_SHIFT);
            chain(&next, mini.len() >> shift, stream.start, |at| {
                sector(&mini, shift, at, 0)
            })?
        } else {
            self.chain(stream.start)?
        };
        let length = usize::try_from(stream.length)
            .ok()
            .filter(|length| *length <= bytes.len());
        bytes.truncate(length.ok_or(Broken)?);
        Ok(bytes)
    }

    fn field(&self, at: usize) -> Result<u32, Broken> {
        u32_at(self.bytes, at).ok_or(Broken)
    }

    /// How many sectors the file has; one of them is the header.
    fn sectors(&self) -> usize {
        self.bytes.len() >> self.shift
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        // The header takes the place of one sector.
        sector(self.bytes, usize::from(self.shift), at, 1)
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Broken> {
        chain(&self.next, self.sectors(), start, |at| self.sector(at))
    }

    /// The table of what comes after each sector. Which sectors hold it stands in the header, and where that is too short in
    /// sectors of their own, each of which ends with the number of the next.
    fn table(&self) -> Result<Vec<u32>, Broken> {
        let most = self.sectors();
        let mut holders = numbers(self.bytes.get(header::HOLDERS..HEADER_BYTES).ok_or(Broken)?);
        let mut further = self.field(header::HOLDERS_START)?;
        let mut left = most;
        while further < NO_SECTOR {
            // A list in a sector that is cut may be empty, and name itself.
            left = left.checked_sub(1).ok_or(Broken)?;
            let mut list = numbers(self.sector(further).ok_or(Broken)?);
            further = list.pop().ok_or(Broken)?;
            holders.append(&mut list);
            // As many numbers as the file has sectors, and those of a last list that is not full.
            if holders.len()
                > most
                    .saturating_add(header::HOLDER_COUNT)
                    .saturating_add(1 << self.shift)
            {
                return Err(Broken);
            }
        }
        let mut table = Vec::new();
        for holder in holders.into_iter().filter(|holder| *holder < NO_SECTOR) {
            if table.len() > most {
                // What is said of sectors behind the end is of no use.
                break;
            }
            table.extend(numbers(self.sector(holder).ok_or(Broken)?));
        }
        Ok(table)
    }
}

/// A sector; the last of a file may be cut.
fn sector(bytes: &[u8], shift: usize, at: u32, before: u32) -> Option<&[u8]> {
    let at = usize::try_from(at.checked_add(before)?).ok()?;
    let start = at.checked_mul(1_usize << shift)?;
    let end = start.checked_add(1 << shift)?.min(bytes.len());
    bytes.get(start..end).filter(|sector| !sector.is_empty())
}

/// What the sectors of a chain hold, one after the other: at most as many as there are.
fn chain<'b>(
    next: &[u32],
    most: usize,
    start: u32,
    sector: impl Fn(u32) -> Option<&'b [u8]>,
) -> Result<Vec<u8>, Broken> {
    let mut bytes = Vec::new();
    let mut at = start;
    let mut left = most;
    while at < NO_SECTOR {
        left = left.checked_sub(1).ok_or(Broken)?;
        bytes.extend_from_slice(sector(at).ok_or(Broken)?);
        at = usize::try_from(at)
            .ok()
            .and_then(|at| next.get(at))
            .copied()
            .ok_or(Broken)?;
    }
    Ok(bytes)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let fields = bytes.chunks_exact(4).filter_map(|field| field.try_into().ok());
    fields.map(u32::from_le_bytes).collect()
}

fn entries(directory: &[u8]) -> Vec<Entry> {
    let read = |bytes: &[u8]| {
        let name_bytes = usize::from(u16_at(bytes, entry::NAME_BYTES)?.saturating_sub(2)).min(entry::NAME_BYTES);
        let units = bytes.get(..name_bytes)?.chunks_exact(2);
        let units: Vec<u16> = units.filter_map(|unit| u16_at(unit, 0)).collect();
        Some(Entry {
            name: String::from_utf16_lossy(&units),
            kind: *bytes.get(entry::KIND)?,
            before: u32_at(bytes, entry::BEFORE)?,
            after: u32_at(bytes, entry::AFTER)?,
            child: u32_at(bytes, entry::CHILD)?,
            start: u32_at(bytes, entry::START)?,
            length: u32_at(bytes, entry::LENGTH)?,
        })
    };
    directory.chunks_exact(ENTRY_BYTES).filter_map(read).collect()
}

/// The streams of a storage: a tree of entries, each with those before and after it.
fn children(entries: &[Entry], top: u32) -> Result<Vec<Entry>, Broken> {
    let mut found = Vec::new();
    let mut open = vec![top];
    let mut left = entries.len();
    while let Some(at) = open.pop() {
        if at >= NO_SECTOR {
            continue;
        }
        left = left.checked_sub(1).ok_or(Broken)?;
        let entry = usize::try_from(at).ok().and_then(|at| entries.get(at)).ok_or(Broken)?;
        open.extend([entry.before, entry.after]);
        if entry.kind == STREAM {
            found.push(entry.clone());
        }
    }
    Ok(found)
}
