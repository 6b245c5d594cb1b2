//! One write of a tied file. What the file holds is looked at three times: before anything is done, again when the new bytes lie
//! beside it and only the swap is left, and after the swap. No browser can compare and swap in one step; this is as near as it gets.

use crate::base::disk_file::{DiskFile, FileFault};
use crate::exchange::digest::sha256_hex;

/// How a write ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file was read and holds what was to be written.
    Done {
        /// It held it before, and was left alone.
        was_there: bool,
    },
    /// It holds what is not ours, with this digest, and was left alone; no digest where it is too large to be read.
    Foreign(Option<String>),
    /// It holds nothing, which is not ours to fill: whoever emptied it may be about to write. It was left alone.
    Emptied,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Bytes(String),
    TooMuch,
}

/// The digest of an empty file.
pub(super) fn nothing() -> String {
    sha256_hex(b"")
}

async fn held(file: &impl DiskFile) -> Result<Held, FileFault> {
    match file.read().await {
        Ok(bytes) => Ok(Held::Bytes(sha256_hex(&bytes))),
        Err(FileFault::TooLarge) => Ok(Held::TooMuch),
        Err(fault) => Err(fault),
    }
}

impl Held {
    fn is_nothing(&self) -> bool {
        *self == Self::Bytes(nothing())
    }

    fn not_ours(self) -> Written {
        match self {
            held @ Self::Bytes(_) if held.is_nothing() => Written::Emptied,
            Self::Bytes(digest) => Written::Foreign(Some(digest)),
            Self::TooMuch => Written::Foreign(None),
        }
    }
}

/// Writes the bytes where the file holds what has one of these digests. Done only when it was read back. Whether it `is_wanted` is
/// asked until nothing can be held back: the officer may have ended the tie meanwhile.
///
/// # Errors
/// As [`FileFault`]; then the file may hold what it held, or the bytes. Not allowed, where it is wanted no longer; then it holds what
/// it held.
pub async fn write_over(
    file: &impl DiskFile,
    bytes: &[u8],
    known: &[String],
    is_wanted: impl Fn() -> bool,
) -> Result<Written, FileFault> {
    let wanted = Held::Bytes(sha256_hex(bytes));
    let before = held(file).await?;
    if before == wanted {
        return Ok(Written::Done { was_there: true });
    }
    if !matches!(&before, Held::Bytes(digest) if known.contains(digest)) {
        return Ok(before.not_ours());
    }
    if !is_wanted() {
        return Err(FileFault::NotAllowed);
    }
    let beside = file.write_beside(bytes).await?;
    let now = held(file).await;
    if now != Ok(before.clone()) {
        file.throw_away(beside).await;
        return Ok(now?.not_ours());
    }
    if !is_wanted() {
        file.throw_away(beside).await;
        return Err(FileFault::NotAllowed);
    }
    file.swap_in(beside).await?;
    let after = held(file).await?;
    if after == wanted {
        Ok(Written::Done { was_there: false })
    } else if after == before || after.is_nothing() {
        Err(FileFault::Failed)
    } else {
        Ok(after.not_ours())
    }
}
