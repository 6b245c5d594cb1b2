//! The parts of a zip file, each by its name. Sizes are bounded before memory is taken, whatever the file says of itself.

use super::bytes::{u16_at, u32_at};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Most parts.
pub const MAX_PARTS: usize = 512;
/// Longest part that is read, in bytes after unpacking.
pub const MAX_PART_BYTES: usize = 16 * 1_048_576;

/// Why a zip file, or a part of one, is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZipFault {
    /// It does not hold together.
    Damaged,
    /// More than [`MAX_PARTS`] parts, or a part of more than [`MAX_PART_BYTES`].
    TooLarge,
}

/// A zip file.
#[derive(Debug)]
pub struct Zip<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    is_packed: bool,
    packed_bytes: usize,
    start: usize,
}

fn short(bytes: &[u8], at: usize) -> Result<usize, ZipFault> {
    u16_at(bytes, at).map(usize::from).ok_or(ZipFault::Damaged)
}

fn long(bytes: &[u8], at: usize) -> Result<usize, ZipFault> {
    let number = u32_at(bytes, at).and_then(|number| usize::try_from(number).ok());
    number.ok_or(ZipFault::Damaged)
}

impl<'a> Zip<'a> {
    /// Reads the directory at the end of the file.
    ///
    /// # Errors
    /// See [`ZipFault`].
    pub fn new(bytes: &'a [u8]) -> Result<Self, ZipFault> {
        // Behind the directory's end stands a remark of at most 64 KB.
        let from = bytes.len().saturating_sub(66_000);
        let tail = bytes.get(from..).unwrap_or_default();
        let end = tail
            .windows(4)
            .rposition(|four| four == b"PK\x05\x06")
            .ok_or(ZipFault::Damaged)?;
        let end = tail.get(end..).unwrap_or_default();
        let (count, mut at) = (short(end, 10)?, long(end, 16)?);
        if count > MAX_PARTS {
            return Err(ZipFault::TooLarge);
        }
        let mut parts = Vec::new();
        for _ in 0..count {
            let part = bytes
                .get(at..)
                .filter(|part| part.starts_with(b"PK\x01\x02"))
                .ok_or(ZipFault::Damaged)?;
            let (name, extra, remark) = (short(part, 28)?, short(part, 30)?, short(part, 32)?);
            let name_bytes = part.get(46..46_usize.saturating_add(name)).ok_or(ZipFault::Damaged)?;
            parts.push(Part {
                name: String::from_utf8_lossy(name_bytes).into_owned(),
                is_packed: short(part, 10)? == 8,
                packed_bytes: long(part, 20)?,
                start: long(part, 42)?,
            });
            at = [46, name, extra, remark]
                .iter()
                .fold(at, |sum, length| sum.saturating_add(*length));
        }
        Ok(Self { bytes, parts })
    }

    /// Whether it has this part.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    /// The text of this part.
    ///
    /// # Errors
    /// Where it is missing, damaged, or too long.
    pub fn text(&self, name: &str) -> Result<String, ZipFault> {
        let part = self
            .parts
            .iter()
            .find(|part| part.name == name)
            .ok_or(ZipFault::Damaged)?;
        let head = self.bytes.get(part.start..).ok_or(ZipFault::Damaged)?;
        let (name, extra) = (short(head, 26)?, short(head, 28)?);
        let from = 30_usize.saturating_add(name).saturating_add(extra);
        let packed = head
            .get(from..from.saturating_add(part.packed_bytes))
            .ok_or(ZipFault::Damaged)?;
        let bytes = if part.is_packed {
            decompress_to_vec_with_limit(packed, MAX_PART_BYTES).map_err(|error| {
                use miniz_oxide::inflate::TINFLStatus;
                if error.status == TINFLStatus::HasMoreOutput {
                    ZipFault::TooLarge
                } else {
                    ZipFault::Damaged
                }
            })?
        } else if packed.len() > MAX_PART_BYTES {
            return Err(ZipFault::TooLarge);
        } else {
            packed.to_vec()
        };
        String::from_utf8(bytes).map_err(|_not_utf8| ZipFault::Damaged)
    }
}
