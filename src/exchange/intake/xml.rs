//! XML as a row of events, without a tree: depth costs nothing, entities of one's own are never expanded.

use super::html::decoded;

/// What comes next in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// An element begins; `is_empty` where it ends at once.
    Start {
        /// Its name, with its prefix.
        name: &'a str,
        /// Its attributes as they stand.
        attributes: &'a str,
        /// `<x/>`
        is_empty: bool,
    },
    /// An element ends.
    End(&'a str),
    /// Text, its references decoded.
    Text(String),
}

/// The events of a text.
#[derive(Debug)]
pub struct Events<'a> {
    rest: &'a str,
}

/// The events of this text.
#[must_use]
pub fn events(text: &str) -> Events<'_> {
    Events { rest: text }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                if text.is_empty() {
                    return None;
                }
                return Some(Event::Text(text_of(text)));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            if let Some(raw) = self.rest.strip_prefix("<![CDATA[") {
                let (text, rest) = raw.split_once("]]>").unwrap_or((raw, ""));
                self.rest = rest;
                return Some(Event::Text(text.to_owned()));
            }
            let (tag, rest) = self.rest.split_once('>').unwrap_or((self.rest, ""));
            self.rest = rest;
            let tag = tag.get(1..).unwrap_or_default();
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Event::End(name.trim_end()));
            }
            if tag.starts_with(['!', '?']) {
                continue;
            }
            let (body, is_empty) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
            let (name, attributes) = body
                .split_once(|letter: char| letter.is_ascii_whitespace())
                .unwrap_or((body, ""));
            return Some(Event::Start {
                name,
                attributes,
                is_empty,
            });
        }
    }
}

fn text_of(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, entity)) = rest.split_once('&') {
        text.push_str(before);
        rest = match decoded(entity) {
            Some((letter, after)) => {
                text.push(letter);
                after
            }
            None => {
                text.push('&');
                entity
            }
        };
    }
    text.push_str(rest);
    text
}

/// The value of an attribute.
#[must_use]
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (found, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(quote)?;
        if found.trim() == name {
            return Some(text_of(value));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, attribute, events};

    #[test]
    fn events_of_a_text() {
        let start = |name, attributes, is_empty| Event::Start {
            name,
            attributes,
            is_empty,
        };
        let found: Vec<Event<'_>> =
            events("<?xml?><!DOCTYPE x><a b=\"1 &amp; 2\"><!-- < --><c/>x&#7889;&y;</a>").collect();
        assert_eq!(
            found,
            [
                start("a", "b=\"1 &amp; 2\"", false),
                start("c", "", true),
                Event::Text("xố&y;".to_owned()),
                Event::End("a"),
            ]
        );
        assert_eq!(
            attribute("a='x' r:id = \"1 &amp; 2\"", "r:id").as_deref(),
            Some("1 & 2")
        );
        assert_eq!(attribute("a='x", "a"), None);
        assert_eq!(events("<a").count(), 1);
    }
}
