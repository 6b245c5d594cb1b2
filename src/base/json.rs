//! JSON as a tree that keeps what a typed reading would lose: the digits of a number, the order of keys, unknown keys.
//!
//! Reading is bounded: a repeated key and a nesting past the bound are refused. `serde_json` reads and writes; a number
//! travels as its own text (`99.30` stays `99.30`, `9007199254740993` is not rounded).

use serde::de::{MapAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, by its text.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; keys are unique and in the order of the file.
    Table(Vec<(String, Json)>),
}

/// Why a text is not JSON that we take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// The text ends before its value does.
    CutShort,
    /// The text is not JSON from here on (1-based; 0 where the place is not known).
    Syntax {
        /// Line of the first wrong character.
        line: usize,
        /// Column of the first wrong character.
        column: usize,
    },
    /// One object holds this key twice.
    DuplicateKey(String),
    /// Lists and objects are nested deeper than the caller's bound.
    TooDeep,
}

/// Reads one JSON value that fills the whole text.
///
/// # Errors
/// See [`JsonError`]. Memory is bounded by the text's length times the nesting allowed.
pub fn parse(text: &str, max_depth: u8) -> Result<Json, JsonError> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| refused(&error))?;
    tree(whole.get(), max_depth)
}

fn refused(error: &serde_json::Error) -> JsonError {
    if error.is_eof() {
        JsonError::CutShort
    } else {
        JsonError::Syntax {
            line: error.line(),
            column: error.column(),
        }
    }
}

/// One level at a time: what stands below is kept as its text until its turn, so that depth is counted here.
fn tree(raw: &str, depth_left: u8) -> Result<Json, JsonError> {
    let inner = |error: serde_json::Error| match refused(&error) {
        JsonError::Syntax { .. } => JsonError::Syntax { line: 0, column: 0 },
        other @ (JsonError::CutShort | JsonError::DuplicateKey(_) | JsonError::TooDeep) => other,
    };
    match raw.as_bytes().first() {
        Some(b'{') => {
            let below = depth_left.checked_sub(1).ok_or(JsonError::TooDeep)?;
            let RawTable(parts) = serde_json::from_str(raw).map_err(inner)?;
            let mut names: Vec<&str> = parts.iter().map(|(key, _)| key.as_str()).collect();
            names.sort_unstable();
            if let Some(twice) = names.windows(2).find_map(|pair| match pair {
                [a, b] if a == b => Some((*a).to_owned()),
                _ => None,
            }) {
                return Err(JsonError::DuplicateKey(twice));
            }
            let parts = parts
                .into_iter()
                .map(|(key, value)| Ok((key, tree(value.get(), below)?)));
            Ok(Json::Table(parts.collect::<Result<_, _>>()?))
        }
        Some(b'[') => {
            let below = depth_left.checked_sub(1).ok_or(JsonError::TooDeep)?;
            let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(inner)?;
            Ok(Json::List(
                items
                    .into_iter()
                    .map(|item| tree(item.get(), below))
                    .collect::<Result<_, _>>()?,
            ))
        }
        Some(b'"') => Ok(Json::Text(serde_json::from_str(raw).map_err(inner)?)),
        Some(b't') => Ok(Json::Bool(true)),
        Some(b'f') => Ok(Json::Bool(false)),
        Some(b'n') => Ok(Json::Null),
        Some(_) | None => Ok(Json::Number(raw.to_owned())),
    }
}

/// The pairs of an object, repeated keys included.
struct RawTable<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for RawTable<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = RawTable<'de>;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(RawTable(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => RawValue::from_string(text.clone())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Table(parts) => {
                let mut map = serializer.serialize_map(Some(parts.len()))?;
                for (key, value) in parts {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl Json {
    /// A string value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value under this key, where this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Table(parts) => parts.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The string, where this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) | Self::Table(_) => None,
        }
    }

    /// The text on one line.
    #[must_use]
    pub fn to_compact(&self) -> String {
        // Only a `Number` that is no JSON number could fail, and none is ever made: see `Number` and `tree`.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The text as files of ours have it: two-space indent, `\n`, no final newline.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonError, parse};

    fn check(text: &str, expect: Result<&str, JsonError>) {
        assert_eq!(
            parse(text, 3).map(|json| json.to_compact()),
            expect.map(str::to_owned),
            "{text}"
        );
    }

    #[test]
    fn what_is_read_is_written_back() {
        check(
            r#" {"b": 99.30, "a": [null, true, "đ\u0111\n"]} "#,
            Ok(r#"{"b":99.30,"a":[null,true,"đđ\n"]}"#),
        );
        check("9007199254740993", Ok("9007199254740993"));
        check("[[[]]]", Ok("[[[]]]"));
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        check("[[[[]]]]", Err(JsonError::TooDeep));
        check(&"[".repeat(200_000), Err(JsonError::CutShort));
        check(
            r#"{"a":1,"b":{"c":1,"c":2}}"#,
            Err(JsonError::DuplicateKey("c".to_owned())),
        );
        check(r#"{"a":1"#, Err(JsonError::CutShort));
        check("", Err(JsonError::CutShort));
        check("{} {}", Err(JsonError::Syntax { line: 1, column: 4 }));
        check("NaN", Err(JsonError::Syntax { line: 1, column: 1 }));
        check(r#""\ud800""#, Err(JsonError::Syntax { line: 0, column: 0 }));
    }

    #[test]
    fn pretty_has_two_spaces() {
        assert_eq!(
            parse(r#"{"a":[],"b":[1]}"#, 2).unwrap().to_pretty(),
            "{\n  \"a\": [],\n  \"b\": [\n    1\n  ]\n}"
        );
    }
}
