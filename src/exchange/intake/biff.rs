//! The records of a workbook of Excel before 2007, each with those that continue it, and the texts in them.

use super::bytes::{u16_at, u32_at, u64_at};
use super::encoding::windows_1258;

const CONTINUE: u16 = 0x3c;
const HEAD_BYTES: usize = 4;

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// UTF-16, with every high byte or none (Excel 97 and after).
    Wide,
    /// One byte a letter (Excel 5 and 95); whether by the Vietnamese code page.
    Narrow { is_vietnamese: bool },
}

/// The records of a stream from a place on, up to its end or the first that is cut.
#[derive(Clone, Debug)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// Which one it is.
    pub(super) kind: u16,
    /// What it holds, to the end of its own bytes.
    pub(super) bytes: &'a [u8],
    /// The records behind it.
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], start: u32) -> Self {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }
}

/// The first record: its kind, its bytes, and what is behind it.
fn first(stream: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (kind, length) = (u16_at(stream, 0)?, usize::from(u16_at(stream, 2)?));
    let (bytes, rest) = stream.get(HEAD_BYTES..)?.split_at_checked(length)?;
    Some((kind, bytes, rest))
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, bytes, rest) = first(self.rest)?;
        self.rest = rest;
        Some(Record { kind, bytes, rest })
    }
}

/// Reads a record from its front, over into those that continue it.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    piece: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(record: Record<'a>) -> Self {
        Self {
            piece: record.bytes,
            rest: record.rest,
        }
    }

    /// Goes into the record that continues this one. None where there is none.
    fn go_on(&mut self) -> Option<()> {
        let (kind, bytes, rest) = first(self.rest)?;
        (self.piece, self.rest) = (bytes, rest);
        (kind == CONTINUE).then_some(())
    }

    /// So many bytes, none of them in a record behind.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        while self.piece.is_empty() && count > 0 {
            self.go_on()?;
        }
        let (taken, piece) = self.piece.split_at_checked(count)?;
        self.piece = piece;
        Some(taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        u32_at(self.take(4)?, 0)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        u64_at(self.take(8)?, 0)
    }

    /// Passes over so many bytes, wherever they are.
    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            if self.piece.is_empty() {
                self.go_on()?;
            }
            let here = left.min(self.piece.len());
            self.take(here)?;
            left = left.saturating_sub(here);
        }
        Some(())
    }

    /// A text of so many letters, without what else is said of it: which of its letters are bold, how it is spoken.
    pub(super) fn text(&mut self, letters: Letters, count: usize) -> Option<String> {
        let Letters::Narrow { is_vietnamese } = letters else {
            return self.wide_text(count);
        };
        let mut text = String::new();
        for _ in 0..count {
            let letter = char::from(self.u8()?);
            // The code pages of the west have the same dashes and quotations; an old font has nothing in their places.
            let is_sign = letter < '\u{a0}';
            text.push(if is_vietnamese || is_sign {
                windows_1258(letter)
            } else {
                letter
            });
        }
        Some(text)
    }

    fn wide_text(&mut self, count: usize) -> Option<String> {
        const IS_WIDE: u8 = 1;
        const HAS_SPEECH: u8 = 4;
        const HAS_RUNS: u8 = 8;
        let mut flags = match self.u8() {
            Some(flags) => flags,
            // Some programs leave it out where nothing follows.
            None if count == 0 => return Some(String::new()),
            None => return None,
        };
        let runs = if flags & HAS_RUNS == 0 { 0 } else { self.u16()? };
        let speech = if flags & HAS_SPEECH == 0 { 0 } else { self.u32()? };
        let mut units = Vec::new();
        for _ in 0..count {
            if self.piece.is_empty() {
                // A text that is cut says anew how its letters are written.
                flags = self.u8()?;
            }
            units.push(if flags & IS_WIDE == 0 {
                u16::from(self.u8()?)
            } else {
                self.u16()?
            });
        }
        self.skip(usize::from(runs).saturating_mul(4))?;
        self.skip(usize::try_from(speech).ok()?)?;
        Some(String::from_utf16_lossy(&units))
    }
}
