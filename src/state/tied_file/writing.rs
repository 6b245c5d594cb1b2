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
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Nothing,
    Bytes(String),
    TooMuch,
}

async fn held(file: &impl DiskFile) -> Result<Held, FileFault> {
    match file.read().await {
        Ok(bytes) if bytes.is_empty() => Ok(Held::Nothing),
        Ok(bytes) => Ok(Held::Bytes(sha256_hex(&bytes))),
        Err(FileFault::TooLarge) => Ok(Held::TooMuch),
        Err(fault) => Err(fault),
    }
}

impl Held {
    fn foreign(self) -> Written {
        match self {
            Self::Bytes(digest) => Written::Foreign(Some(digest)),
            Self::Nothing | Self::TooMuch => Written::Foreign(None),
        }
    }
}

/// Writes the bytes where the file holds nothing, or what has one of these digests. Done only when it was read back.
///
/// # Errors
/// As [`FileFault`]; then the file may hold what it held, or the bytes.
pub async fn write_over(file: &impl DiskFile, bytes: &[u8], known: &[String]) -> Result<Written, FileFault> {
    let wanted = Held::Bytes(sha256_hex(bytes));
    let before = held(file).await?;
    if before == wanted {
        return Ok(Written::Done { was_there: true });
    }
    let is_ours = match &before {
        Held::Nothing => true,
        Held::Bytes(digest) => known.contains(digest),
        Held::TooMuch => false,
    };
    if !is_ours {
        return Ok(before.foreign());
    }
    let beside = file.write_beside(bytes).await?;
    let now = held(file).await;
    if now != Ok(before.clone()) {
        file.throw_away(beside).await;
        return match now? {
            // Someone emptied it: nothing of theirs is lost when that is tried again.
            Held::Nothing => Err(FileFault::Busy),
            now @ (Held::Bytes(_) | Held::TooMuch) => Ok(now.foreign()),
        };
    }
    file.swap_in(beside).await?;
    let after = held(file).await?;
    if after == wanted {
        Ok(Written::Done { was_there: false })
    } else if after == before || after == Held::Nothing {
        Err(FileFault::Failed)
    } else {
        Ok(after.foreign())
    }
}
