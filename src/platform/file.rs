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
    let is_small = u32::try_from(most).is_ok_and(|most| file.size() <= f64::from(most));
    if is_small {
        let buffer = JsFuture::from(file.array_buffer())
            .await
            .map_err(|_thrown| FileError::Unreadable)?;
        Ok(js_sys::Uint8Array::new(&buffer).to_vec())
    } else {
        Err(FileError::TooLarge)
    }
}
