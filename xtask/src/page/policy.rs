//! The content security policy: the browser runs exactly the scripts and styles that stand in the page, and asks nobody for anything.

use super::html::{Piece, pieces};
use crate::failure::{Failure, Outcome};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Puts the policy into the page, before anything that it holds for.
pub(crate) fn with_policy(page: &str) -> Outcome<String> {
    let pieces = pieces(page)?;
    let policy = policy_of(&pieces);
    let charset = pieces.iter().find_map(|piece| match piece {
        Piece::Tag(tag) if tag.name == "meta" && tag.attribute("charset").is_some() => Some(tag.text),
        Piece::Tag(_) | Piece::Text(_) | Piece::Comment(_) | Piece::Raw(_) => None,
    });
    let Some((before, after)) = charset.and_then(|charset| page.split_once(charset)) else {
        return Err(Failure::new(
            "index.html has no <meta charset=\"…\">, after which the policy would stand.",
        ));
    };
    if before.contains("<script") || before.contains("<style") || before.contains("<link") {
        return Err(Failure::new(
            "in index.html, <meta charset=\"…\"> must be the first thing in <head>.",
        ));
    }
    let charset = charset.unwrap_or_default();
    Ok(format!(
        "{before}{charset}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

fn policy_of(pieces: &[Piece<'_>]) -> String {
    let mut scripts = String::new();
    let mut styles = String::new();
    for pair in pieces.windows(2) {
        if let [Piece::Tag(tag), Piece::Raw(raw)] = pair {
            if tag.is_executed() {
                scripts.push_str(&format!("{} ", source(raw)));
            } else if tag.is_style() {
                styles.push_str(&format!("{} ", source(raw)));
            }
        }
    }
    let styles = if styles.is_empty() { "'none'" } else { styles.trim_end() };
    format!(
        "default-src 'none'; script-src {scripts}'wasm-unsafe-eval'; style-src {styles}; img-src data: blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

/// The hash by which the policy knows a script or style.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_one_that_browsers_compute() {
        // From the CSP specification's own example: alert('Hello, world.');
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn every_script_and_style_is_named_and_data_is_not() {
        let page = "<head>\n<meta charset=\"utf-8\">\n<style>a</style></head><script>alert('Hello, world.');</script><script type=\"text/plain\">data</script>";
        let page = with_policy(page).unwrap();
        assert!(page.contains("script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=' 'wasm-unsafe-eval'; style-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=';"), "{page}");
        assert!(page.starts_with("<head>\n<meta charset=\"utf-8\">\n<meta http-equiv="));
    }

    #[test]
    fn nothing_may_stand_before_the_policy() {
        assert!(with_policy("<head><script>a</script><meta charset=\"utf-8\"></head>").is_err());
        assert!(with_policy("<head></head>").is_err());
    }
}
