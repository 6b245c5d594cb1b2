//! The editions that come with the page, in the compact form that the build made of `*.toml` in this folder.
//!
//! Data only: an edition opened from a file goes the same way through [`read`].

use crate::exchange::edition_compact::tree_from_compact;
use crate::model::edition::Edition;
use crate::model::edition_reader::read_edition;

/// The compact texts, newest last.
pub const BUILT_IN: &[&str] = &[include_str!(concat!(env!("OUT_DIR"), "/cchc-phu-luc-2-2023.json"))];

/// Reads an edition in compact form; none where it is broken, which the build has ruled out for those built in.
#[must_use]
pub fn read(compact: &str) -> Option<Edition> {
    read_edition(&tree_from_compact(compact).ok()?).ok()
}
