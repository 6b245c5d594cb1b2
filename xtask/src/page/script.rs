//! The page's scripts as one text, without what only people read.

/// Joins scripts, without comments that have lines of their own, indentation, and empty lines. Comments elsewhere stay: to find them, one
/// would have to read JavaScript. A line inside a text of several lines would be changed too; neither wasm-bindgen nor we write such.
pub(crate) fn joined(scripts: &[&str]) -> String {
    let mut all = String::new();
    for script in scripts {
        let mut is_comment = false;
        for line in script.lines().map(str::trim) {
            if line.starts_with("/*") {
                is_comment = true;
            }
            if !is_comment && !line.is_empty() && !line.starts_with("//") {
                all.push_str(line);
                all.push('\n');
            }
            if is_comment && line.ends_with("*/") {
                is_comment = false;
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_on_lines_of_their_own_go() {
        let first = "/**\n * @see https://example.org\n */\n  a(); // stays\n\n/* one line */\n";
        assert_eq!(
            joined(&[first, "// goes\nb(\"/* stays */\");"]),
            "a(); // stays\nb(\"/* stays */\");\n"
        );
    }
}
