//! The browser's own knowledge of letters, which would cost tens of kilobytes to carry.

use js_sys::JsString;

/// The text with each letter and its marks composed to one (NFC), as everything of ours is.
pub(crate) fn composed(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    String::from(JsString::from(text).normalize("NFC"))
}
