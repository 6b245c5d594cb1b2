//! Undoes a fault of old wasm-opt in the module that it wrote.
//!
//! Up to version 108, which Debian 12 has, wasm-opt writes every export of a table as an export of the first one (binaryen issue 4711). The
//! script then puts JavaScript's values into the table of functions, and no page starts. Only the index in the export is wrong, so it is
//! set right: `__wbindgen_externrefs` is the table that holds JavaScript's values.

use crate::failure::{Failure, Outcome};

const EXPORT: &[u8] = b"__wbindgen_externrefs";

/// The sections that are read, by their numbers in the format.
const TABLES: u8 = 4;
const EXPORTS: u8 = 7;

/// What the format calls a table in an export, and a table of JavaScript's values.
const TABLE: u8 = 1;
const EXTERNREF: u8 = 0x6f;

/// Lets the export name the right table. A module without this export, or with a right one, stays as it is.
pub(crate) fn repaired(mut wasm: Vec<u8>) -> Outcome<Vec<u8>> {
    let unreadable = || Failure::new("wasm-opt wrote a module whose tables cannot be read.");
    let (wanted, found) = places(&wasm).ok_or_else(unreadable)?;
    if let Some(place) = found {
        let index = wanted
            .and_then(|index| u8::try_from(index).ok())
            .filter(|index| *index < 0x80);
        // Below 128, a number is one byte, and can be exchanged in its place.
        *wasm.get_mut(place).ok_or_else(unreadable)? = index.ok_or_else(unreadable)?;
    }
    Ok(wasm)
}

/// The index of the table of JavaScript's values, and where the export's index stands.
fn places(wasm: &[u8]) -> Option<(Option<usize>, Option<usize>)> {
    let mut reader = Reader { wasm, place: 8 };
    let (mut wanted, mut found) = (None, None);
    while reader.place < wasm.len() {
        let section = reader.byte()?;
        let length = reader.number()?;
        let end = reader.place.checked_add(length)?;
        match section {
            TABLES => wanted = reader.table_of_values()?,
            EXPORTS => found = reader.index_of_export()?,
            _ => {}
        }
        reader.place = end;
    }
    Some((wanted, found))
}

struct Reader<'a> {
    wasm: &'a [u8],
    place: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.wasm.get(self.place)?;
        self.place += 1;
        Some(byte)
    }

    /// A number as the format writes it: seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn table_of_values(&mut self) -> Option<Option<usize>> {
        let mut wanted = None;
        for index in 0..self.number()? {
            if self.byte()? == EXTERNREF && wanted.is_none() {
                wanted = Some(index);
            }
            let has_maximum = self.byte()? & 1 == 1;
            self.number()?;
            if has_maximum {
                self.number()?;
            }
        }
        Some(wanted)
    }

    fn index_of_export(&mut self) -> Option<Option<usize>> {
        for _ in 0..self.number()? {
            let length = self.number()?;
            let end = self.place.checked_add(length)?;
            let name = self.wasm.get(self.place..end)?;
            self.place = end;
            let kind = self.byte()?;
            let place = self.place;
            self.number()?;
            if kind == TABLE && name == EXPORT {
                return Some(Some(place));
            }
        }
        Some(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a table of functions, a table of values, and an export that names the table `index`.
    fn module(index: u8) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([TABLES, 8, 2, 0x70, 1, 1, 1, EXTERNREF, 0, 4]);
        wasm.extend([EXPORTS, 25, 1, 21]);
        wasm.extend(EXPORT);
        wasm.extend([TABLE, index]);
        wasm
    }

    #[test]
    fn a_wrong_export_is_set_right() {
        assert_eq!(repaired(module(0)).unwrap(), module(1));
    }

    #[test]
    fn what_is_right_stays() {
        assert_eq!(repaired(module(1)).unwrap(), module(1));
        let nothing = b"\0asm\x01\0\0\0".to_vec();
        assert_eq!(repaired(nothing.clone()).unwrap(), nothing);
    }

    #[test]
    fn what_is_cut_is_refused() {
        let mut cut = module(0);
        cut.truncate(cut.len() - 1);
        assert!(repaired(cut).is_err());
    }
}
