//! SHA-256 of a text that carries its own digest, and finding that digest again.
//!
//! The digest is that of the text with its 64 hex letters left out, so that it can stand inside.

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hex = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    digest
        .iter()
        .flat_map(|byte| [hex(byte >> 4), hex(byte & 15)])
        .collect()
}

/// Puts the digest behind the last `mark` of a text in which it was left out.
#[must_use]
pub fn sealed(text: &str, mark: &str) -> String {
    match text.rfind(mark).map(|at| text.split_at(at.saturating_add(mark.len()))) {
        Some((before, after)) => format!("{before}{}{after}", sha256_hex(text.as_bytes())),
        None => text.to_owned(),
    }
}

/// Whether a text is as it was when it was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// The digest fits.
    Whole,
    /// The text was changed since.
    Broken,
    /// It carries no digest.
    Missing,
}

/// Checks the digest behind the last `mark`.
#[must_use]
pub fn seal(text: &str, mark: &str) -> Seal {
    let Some((before, rest)) = text
        .rfind(mark)
        .and_then(|at| text.split_at_checked(at.saturating_add(mark.len())))
    else {
        return Seal::Missing;
    };
    match rest.split_at_checked(64) {
        Some((hex, after)) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            if sha256_hex(format!("{before}{after}").as_bytes()) == hex {
                Seal::Whole
            } else {
                Seal::Broken
            }
        }
        Some(_) | None => Seal::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::{Seal, seal, sealed, sha256_hex};

    #[test]
    fn known_digest() {
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_seal_finds_any_changed_byte() {
        let text = sealed("{\"a\": \"đơn vị\", \"digest\": \"sha256:\"}\n", "\"sha256:");
        assert_eq!(seal(&text, "\"sha256:"), Seal::Whole);
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert_ne!(seal(&changed, "\"sha256:"), Seal::Whole, "byte {at}");
            }
        }
    }
}
