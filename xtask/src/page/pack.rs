//! The wasm as text inside the page: gzip, then base64. The same wasm gives the same text every day, on machines of
//! one kind: the packer weighs by logarithms, whose last digit is the platform's.

use crate::failure::{OrFail, Outcome};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zopfli::{Format, Options};

/// Lines are kept short, since mail programs and editors break or choke on long ones; the page skips line ends.
const LINE: usize = 120;

/// A wasm module, packed.
pub(crate) struct Packed {
    /// The module in gzip.
    pub(crate) gzip: Vec<u8>,
    /// The same as lines of base64.
    pub(crate) base64: String,
}

/// Packs a module.
pub(crate) fn pack(wasm: &[u8]) -> Outcome<Packed> {
    // No time and no name are written.
    let mut gzip = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, wasm, &mut gzip).or_fail("cannot compress the wasm")?;
    let text = STANDARD.encode(&gzip);
    let mut base64 = String::with_capacity(text.len() + text.len() / LINE + 1);
    for (place, letter) in text.chars().enumerate() {
        if place % LINE == 0 && place > 0 {
            base64.push('\n');
        }
        base64.push(letter);
    }
    Ok(Packed { gzip, base64 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_comes_out_again() {
        let wasm: Vec<u8> = (0..10_000_u32)
            .map(|number| u8::try_from(number * number % 251).unwrap_or(0))
            .collect();
        let packed = pack(&wasm).unwrap();
        let joined: String = packed.base64.lines().collect();
        assert_eq!(STANDARD.decode(joined).unwrap(), packed.gzip);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(packed.gzip.as_slice())
            .read_to_end(&mut back)
            .unwrap();
        assert_eq!(back, wasm);
    }

    #[test]
    fn the_header_carries_no_time_and_no_name() {
        let packed = pack(b"wasm").unwrap();
        assert_eq!(packed.gzip[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3]);
    }
}
