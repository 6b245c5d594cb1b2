//! Reads an [`Edition`] from a tree, and collects everything that is wrong with it, not only the first.
//!
//! The rows are read in [`super::row_reader`].

use super::check_reader::Found;
use super::edition::{Columns, Edition, Office, Print, Role};
use super::edition_problem::{EditionFault, EditionProblem};
use super::period::{PeriodKind, YearDay};
use super::row_reader::{chapters, places};
use crate::base::data::{Data, Node};

/// The newest version of the edition's file format that this program reads.
pub const FORMAT_VERSION: i64 = 1;

/// Reads an edition.
///
/// # Errors
/// Everything that is wrong, in the order of the file.
pub fn read_edition(root: &Node) -> Result<Edition, Vec<EditionProblem>> {
    let mut reader = Reader::default();
    let edition = reader.edition(root);
    match edition {
        Some(edition) if reader.problems.is_empty() => Ok(edition),
        Some(_) | None => Err(reader.problems),
    }
}

/// What is read, with what was found wrong so far.
#[derive(Default)]
pub(super) struct Reader {
    problems: Vec<EditionProblem>,
    /// The row that is being read; empty outside rows.
    pub(super) row: String,
}

const ROOT_KEYS: &[&str] = &[
    "format",
    "format_version",
    "id",
    "name",
    "first_year",
    "print",
    "columns",
    "roles",
    "offices",
    "periods",
    "rows",
    "lint",
    "checks",
];

impl Reader {
    pub(super) fn report(&mut self, node: &Node, fault: EditionFault) {
        self.problems.push(EditionProblem {
            line: node.line,
            row: self.row.clone(),
            fault,
        });
    }

    pub(super) fn known_keys(&mut self, node: &Node, known: &[&str]) {
        if let Data::Table(parts) = &node.data {
            for (key, part) in parts {
                if !known.contains(&key.as_str()) {
                    self.report(part, EditionFault::UnknownKey(key.clone()));
                }
            }
        }
    }

    /// The text under this key, empty where the key is missing.
    pub(super) fn text(&mut self, node: &Node, key: &'static str) -> String {
        let Some(part) = node.get(key) else {
            return String::new();
        };
        match &part.data {
            Data::Text(text) => {
                if text.chars().any(|letter| ('\u{300}'..='\u{36f}').contains(&letter)) {
                    self.report(part, EditionFault::NotComposed(key));
                }
                text.clone()
            }
            Data::Whole(_) | Data::List(_) | Data::Table(_) => {
                self.report(part, EditionFault::WrongType(key));
                String::new()
            }
        }
    }

    /// The text under this key, which must be there and say something.
    pub(super) fn needed(&mut self, node: &Node, key: &'static str) -> String {
        match node.get(key) {
            None => {
                self.report(node, EditionFault::Missing(key));
                String::new()
            }
            Some(part) => {
                let text = self.text(node, key);
                if text.is_empty() && matches!(part.data, Data::Text(_)) {
                    self.report(part, EditionFault::WrongType(key));
                }
                text
            }
        }
    }

    pub(super) fn whole(&mut self, node: &Node, key: &'static str) -> i64 {
        match node.get(key).map(|part| &part.data) {
            Some(Data::Whole(value)) => *value,
            Some(Data::Text(_) | Data::List(_) | Data::Table(_)) => {
                self.report(node.get(key).unwrap_or(node), EditionFault::WrongType(key));
                0
            }
            None => {
                self.report(node, EditionFault::Missing(key));
                0
            }
        }
    }

    pub(super) fn list<'a>(&mut self, node: &'a Node, key: &'static str) -> &'a [Node] {
        match node.get(key).map(|part| (part, &part.data)) {
            Some((_, Data::List(items))) => items,
            Some((part, Data::Text(_) | Data::Whole(_) | Data::Table(_))) => {
                self.report(part, EditionFault::WrongType(key));
                &[]
            }
            None => {
                self.report(node, EditionFault::Missing(key));
                &[]
            }
        }
    }

    pub(super) fn texts(&mut self, node: &Node, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.list(node, key) {
            match &item.data {
                Data::Text(text) => texts.push(text.clone()),
                Data::Whole(_) | Data::List(_) | Data::Table(_) => self.report(item, EditionFault::WrongType(key)),
            }
        }
        texts
    }

    /// A value out of a fixed list of words.
    pub(super) fn choice<T: Copy>(&mut self, node: &Node, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let part = node.get(key)?;
        let text = self.text(node, key);
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.report(part, EditionFault::UnknownValue { key, value: text });
        }
        found
    }

    pub(super) fn has_no_problems(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn unique<'a>(&mut self, what: &'static str, named: impl Iterator<Item = (&'a str, &'a Node)>) {
        let mut seen: Vec<&str> = Vec::new();
        for (name, node) in named {
            if seen.contains(&name) {
                self.report(
                    node,
                    EditionFault::Repeated {
                        what,
                        name: name.to_owned(),
                    },
                );
            }
            seen.push(name);
        }
    }

    fn edition(&mut self, root: &Node) -> Option<Edition> {
        if self.text(root, "format") != "phuluc-edition" {
            self.report(root, EditionFault::NotAnEdition);
            return None;
        }
        let version = self.whole(root, "format_version");
        if version > FORMAT_VERSION {
            self.report(
                root.get("format_version").unwrap_or(root),
                EditionFault::NewerVersion(version),
            );
            return None;
        }
        self.known_keys(root, ROOT_KEYS);
        let roles = self.roles(root);
        let offices = self.offices(root, &roles);
        let rows = self.rows(root, &roles, &offices);
        let calculated = self.calculation_order(root, &rows);
        let places = places(&rows);
        let first_year = self.whole(root, "first_year");
        let first_year = u16::try_from(first_year).unwrap_or_else(|_| {
            self.report(root, EditionFault::WrongType("first_year"));
            0
        });
        let periods = self.periods(root);
        let found = Found {
            rows: &rows,
            places: &places,
            roles: &roles,
            periods: &periods,
            year: first_year,
        };
        let checks = self.checks(root, found);
        Some(Edition {
            id: self.needed(root, "id"),
            name: self.needed(root, "name"),
            first_year,
            print: self.print(root),
            columns: self.columns(root),
            periods,
            chapters: chapters(&rows),
            checks,
            places,
            roles,
            offices,
            rows,
            calculated,
        })
    }

    fn print(&mut self, root: &Node) -> Print {
        let node = root.get("print").unwrap_or(root);
        Print {
            appendix: self.needed(node, "appendix"),
            title: self.needed(node, "title"),
            place: self.needed(node, "place"),
            issued: self.needed(node, "issued"),
            province: self.needed(node, "province"),
            letterhead_left: self.texts(node, "letterhead_left"),
            letterhead_right: self.texts(node, "letterhead_right"),
        }
    }

    fn columns(&mut self, root: &Node) -> Columns {
        let node = root.get("columns").unwrap_or(root);
        Columns {
            stt: self.needed(node, "stt"),
            label: self.needed(node, "label"),
            result: self.needed(node, "result"),
            unit: self.needed(node, "unit"),
            figure: self.needed(node, "figure"),
            agency: self.needed(node, "agency"),
        }
    }

    fn roles(&mut self, root: &Node) -> Vec<Role> {
        let nodes = self.list(root, "roles");
        let mut roles = Vec::new();
        for node in nodes {
            self.known_keys(node, &["code", "name", "includes"]);
            let includes = self.texts(node, "includes");
            roles.push(Role {
                code: self.needed(node, "code"),
                name: self.needed(node, "name"),
                includes,
            });
        }
        for (role, node) in roles.iter().zip(nodes) {
            for included in &role.includes {
                if !roles.iter().any(|other| other.code == *included) {
                    self.report(node, EditionFault::UnknownRole(included.clone()));
                }
            }
        }
        self.unique("role", roles.iter().map(|role| role.code.as_str()).zip(nodes));
        roles
    }

    fn offices(&mut self, root: &Node, roles: &[Role]) -> Vec<Office> {
        let nodes = self.list(root, "offices");
        let mut offices = Vec::new();
        for node in nodes {
            self.known_keys(node, &["code", "name", "short", "role"]);
            let office = Office {
                code: self.needed(node, "code"),
                name: self.needed(node, "name"),
                short: self.needed(node, "short"),
                role: self.needed(node, "role"),
            };
            self.stands_in_file_names(node, &office.code);
            if !roles.iter().any(|role| role.code == office.role) {
                self.report(node, EditionFault::UnknownRole(office.role.clone()));
            }
            offices.push(office);
        }
        self.unique("office", offices.iter().map(|office| office.code.as_str()).zip(nodes));
        offices
    }

    fn periods(&mut self, root: &Node) -> Vec<PeriodKind> {
        let nodes = self.list(root, "periods");
        let mut periods = Vec::new();
        for node in nodes {
            self.known_keys(node, &["code", "name", "from", "to", "due_working_days"]);
            let due = self.whole(node, "due_working_days");
            let (from, to) = (self.year_day(node, "from"), self.year_day(node, "to"));
            let code = self.text(node, "code");
            // The whole year's is empty.
            if !code.is_empty() {
                self.stands_in_file_names(node, &code);
            }
            let name = self.needed(node, "name");
            match (from, to, u8::try_from(due)) {
                (Some(from), Some(to), Ok(due_working_days)) => periods.push(PeriodKind {
                    code,
                    name,
                    from,
                    to,
                    due_working_days,
                }),
                (_, _, Err(_)) => self.report(node, EditionFault::WrongType("due_working_days")),
                (None, _, Ok(_)) | (_, None, Ok(_)) => {}
            }
        }
        self.unique("period", periods.iter().map(|period| period.code.as_str()).zip(nodes));
        periods
    }

    fn stands_in_file_names(&mut self, node: &Node, code: &str) {
        if !is_office_code(code) {
            let value = code.to_owned();
            self.report(node, EditionFault::UnknownValue { key: "code", value });
        }
    }

    fn year_day(&mut self, node: &Node, key: &'static str) -> Option<YearDay> {
        let text = self.needed(node, key);
        let day = YearDay::parse(&text);
        if day.is_none() {
            self.report(
                node.get(key).unwrap_or(node),
                EditionFault::UnknownValue { key, value: text },
            );
        }
        day
    }
}

/// Whether a text can be an office's code: it stands in file names.
#[must_use]
pub fn is_office_code(code: &str) -> bool {
    (1..=24).contains(&code.len())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
