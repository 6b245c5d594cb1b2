//! Drafts in a file: all of them at once, or the text of one. The page's crash screen (`index.html`) writes the same file without
//! this program.

use crate::base::json::{Json, parse};

const FORMAT: &str = "phuluc-drafts";

/// The largest file of drafts that is read.
pub const MAX_DRAFTS_BYTES: usize = 16_777_216;

/// The file that holds these texts, each as it is stored, with its own digest.
#[must_use]
pub fn file_from_texts(texts: Vec<String>) -> String {
    let pair = |key: &str, value: Json| (key.to_owned(), value);
    let file = Json::Table(vec![
        pair("format", Json::text(FORMAT)),
        pair("format_version", Json::Number("1".to_owned())),
        pair("texts", Json::List(texts.into_iter().map(Json::Text).collect())),
    ]);
    format!("{}\n", file.to_pretty())
}

/// The texts in such a file, or the one that the file is; none where it is neither.
#[must_use]
pub fn texts_from_file(text: &str) -> Option<Vec<String>> {
    // Any other file, of any size, is seen by its beginning.
    let begins: String = text.chars().take(80).collect();
    if !begins.contains(FORMAT) && !begins.starts_with("{\"layout\"") {
        return None;
    }
    let file = parse(text, 12).ok()?;
    if file.get("format").and_then(Json::as_text) == Some(FORMAT) {
        let Json::List(texts) = file.get("texts")? else {
            return None;
        };
        return texts.iter().map(|text| text.as_text().map(str::to_owned)).collect();
    }
    let is_draft = file.get("layout").is_some() && file.get("draft").is_some();
    is_draft.then(|| vec![text.trim_end().to_owned()])
}

#[cfg(test)]
mod tests {
    use super::{file_from_texts, texts_from_file};

    #[test]
    fn texts_come_back_as_they_were() {
        let texts = vec!["{\"layout\":1,\"draft\":\"a\"}".to_owned(), "hỏng \" \\ \n".to_owned()];
        assert_eq!(texts_from_file(&file_from_texts(texts.clone())), Some(texts.clone()));
        assert_eq!(texts_from_file(&texts[0]), Some(vec![texts[0].clone()]));
        assert_eq!(texts_from_file("{\"format\":\"phuluc-report\"}"), None);
        assert_eq!(texts_from_file("STT;Chỉ tiêu"), None);
    }
}
