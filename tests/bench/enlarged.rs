//! The edition, many times as large: its chapters again and again under new numbers, with their calculations and checks.

use phuluc::base::data::{Data, Node};

/// The edition with its chapters repeated, so that every id, every calculation and every check stays whole.
pub(crate) fn enlarged(tree: &Node, times: usize) -> Node {
    let repeated = |items: &[Node], again: &dyn Fn(&Node, usize) -> Option<Node>| {
        let items = (0..times).flat_map(|round| items.iter().filter_map(move |item| again(item, round)));
        node(Data::List(items.collect()))
    };
    let parts = table(tree).iter().map(|(key, part)| match (&part.data, key.as_str()) {
        (Data::List(rows), "rows") => (key.clone(), repeated(rows, &|row, round| Some(row_again(row, round)))),
        (Data::List(checks), "checks") => (key.clone(), repeated(checks, &check_again)),
        (_, _) => (key.clone(), part.clone()),
    });
    node(Data::Table(parts.collect()))
}

fn node(data: Data) -> Node {
    Node { line: 0, data }
}

fn table(node: &Node) -> &[(String, Node)] {
    match &node.data {
        Data::Table(parts) => parts,
        Data::Text(_) | Data::Whole(_) | Data::List(_) => unreachable!("a table"),
    }
}

fn row_again(row: &Node, round: usize) -> Node {
    let field = |(key, part): &(String, Node)| {
        let renamed = match (&part.data, key.as_str()) {
            (Data::Text(text), "id" | "stt") => node(Data::Text(row_number(text, round))),
            (Data::Text(text), "calc") => node(Data::Text(formula(text, round))),
            (_, _) => part.clone(),
        };
        (key.clone(), renamed)
    };
    node(Data::Table(table(row).iter().map(field).collect()))
}

/// A check that is written for all rows of a kind covers the repeated ones by itself.
fn check_again(check: &Node, round: usize) -> Option<Node> {
    let is_id = |name: &Node| matches!(&name.data, Data::Text(text) if text.contains('.') && !text.contains(':'));
    let covers_all = table(check)
        .iter()
        .any(|(key, part)| key == "rows" && matches!(&part.data, Data::List(names) if !names.iter().all(is_id)));
    if covers_all && round > 0 {
        return None;
    }
    let texts = |part: &Node| match &part.data {
        Data::List(names) => node(Data::List(names.iter().map(|name| renamed_id(name, round)).collect())),
        Data::Text(_) | Data::Whole(_) | Data::Table(_) => part.clone(),
    };
    let field = |(key, part): &(String, Node)| {
        let renamed = match (&part.data, key.as_str()) {
            (Data::Text(text), "id") => node(Data::Text(format!("{text}-{round}"))),
            (Data::Text(text), "rule" | "error_if_not") => node(Data::Text(formula(text, round))),
            (Data::Text(text), "row") => node(Data::Text(row_number(text, round))),
            (_, "rows" | "except" | "parts") if !covers_all => texts(part),
            (_, _) => part.clone(),
        };
        (key.clone(), renamed)
    };
    // The heading is there once.
    let is_of_heading = table(check)
        .iter()
        .any(|(key, part)| key == "kind" && part.data == Data::Text("document-date".to_owned()));
    (!is_of_heading || round == 0).then(|| node(Data::Table(table(check).iter().map(field).collect())))
}

fn renamed_id(name: &Node, round: usize) -> Node {
    match &name.data {
        Data::Text(text) => node(Data::Text(row_number(text, round))),
        Data::Whole(_) | Data::List(_) | Data::Table(_) => name.clone(),
    }
}

/// `3.4.1b` in round 2 is `2003.4.1b`.
fn row_number(text: &str, round: usize) -> String {
    let end = text.find('.').unwrap_or(text.len());
    match text[..end].parse::<usize>() {
        Ok(chapter) => format!("{}{}", chapter + 1_000 * round, &text[end..]),
        // A dashed row has no number.
        Err(_) => text.to_owned(),
    }
}

/// Every row's id in a formula; a number without a dot is a number.
fn formula(text: &str, round: usize) -> String {
    let mut renamed = String::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_alphanumeric() || letter == '.' {
            word.push(letter);
            continue;
        }
        if word.contains('.') {
            renamed.push_str(&row_number(&word, round));
        } else {
            renamed.push_str(&word);
        }
        word.clear();
        renamed.push(letter);
    }
    renamed.trim_end().to_owned()
}
