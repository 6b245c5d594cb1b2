//! Reading a file that a person gave to the page.

use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileError {
    /// Larger than the bound; not a byte of it was read.
    TooLarge,
    /// The browser could not read it: moved, locked, or a folder.
    Unreadable,
}

/// The file's bytes, where it has at most `most` of them. Its size is asked before anything is read.
///
/// # Errors
/// See [`FileError`].
pub(crate) async fn bytes(file: &File, most: usize) -> Result<Vec<u8>, FileError> {
    // A size is a whole number below 2^53, so that the float tells it exactly; its text has no fraction.
    let size: u64 = file
        .size()
        .to_string()
        .parse()
        .map_err(|_not_whole| FileError::TooLarge)?;
    if usize::try_from(size).is_ok_and(|size| size <= most) {
        let buffer = JsFuture::from(file.array_buffer())
            .await
            .map_err(|_thrown| FileError::Unreadable)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    } else {
        Err(FileError::TooLarge)
    }
}
