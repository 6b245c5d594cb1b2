//! The port behind which a file on a disk or a share stands: read whole, and replaced whole or not at all.

use std::future::Future;

/// Why a file did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The browser wants the person's leave first.
    NotAllowed,
    /// It is not where it was, or the share cannot be reached.
    Missing,
    /// The disk has no room.
    Full,
    /// Another program or tab holds it.
    Busy,
    /// It holds more than any file of ours; not a byte of it was read.
    TooLarge,
    /// The disk, the share, or the browser failed otherwise.
    Failed,
}

/// A file that is replaced in two steps: written beside it, then swapped in. A fault before the swap leaves it as it was; after a
/// fault of the swap it holds the old bytes or the new ones.
pub trait DiskFile {
    /// What was written beside the file, and is not in it yet.
    type Beside;

    /// All that it holds.
    ///
    /// # Errors
    /// As [`FileFault`].
    fn read(&self) -> impl Future<Output = Result<Vec<u8>, FileFault>>;

    /// Writes these bytes beside it.
    ///
    /// # Errors
    /// As [`FileFault`]; then nothing is left beside it.
    fn write_beside(&self, bytes: &[u8]) -> impl Future<Output = Result<Self::Beside, FileFault>>;

    /// Puts what was written beside it in its place.
    ///
    /// # Errors
    /// As [`FileFault`].
    fn swap_in(&self, beside: Self::Beside) -> impl Future<Output = Result<(), FileFault>>;

    /// Throws away what was written beside it.
    fn throw_away(&self, beside: Self::Beside) -> impl Future<Output = ()>;
}
