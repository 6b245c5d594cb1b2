//! What stands in a figure's cell: a figure, however the source writes its decimals; a code or its word; a state; or words.

use super::key::{key, unit_key};
use super::unit;
use crate::model::answer::{Answer, Entry, Mark};
use crate::model::edition::{CodeList, Row, RowKind};
use crate::model::number_reader::{Expected, NumberFault};

/// How a whole source writes decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `1.234,5`
    Comma,
    /// `1,234.5`
    Point,
    /// Nothing in it tells, or it is mixed.
    Unknown,
}

/// How a cell was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As it stands.
    Plain,
    /// As it stands; of its two readings the one that the rest of the source tells.
    ByStyle,
    /// Its marks were changed to ours: the source writes a decimal point.
    Rewritten,
    /// Without the words that stand behind it.
    WithWords,
    /// The word of a code.
    CodeWord,
    /// "Không phát sinh" or the like.
    State,
    /// Two readings, and nothing tells which is meant.
    TwoReadings,
    /// A share of one in a row of percentages: it may have been stored as a share, or be that small.
    Share,
    /// Two pieces that make one figure, if a narrow column broke it.
    Broken,
    /// The words behind it name another unit than the row's.
    InOtherUnit,
    /// Signs alone, like a dash: neither a figure nor words worth keeping.
    SignsAlone,
    /// No figure.
    NotAFigure,
    /// A figure, and no code of the row's list.
    NotACode,
    /// The row takes no figure.
    TakesNone,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What could be put into the row, the likeliest first.
    pub entries: Vec<Entry>,
    /// How it was read.
    pub how: How,
    /// The whole text, where more than the figure stands in the cell.
    pub words: Option<String>,
}

impl Figure {
    fn of(entry: Entry, how: How) -> Self {
        Self {
            entries: vec![entry],
            how,
            words: None,
        }
    }
}

/// The style of a source, by all its figures.
#[must_use]
pub fn style<'a>(texts: impl Iterator<Item = &'a str>) -> Style {
    let (mut commas, mut points) = (0_usize, 0_usize);
    for text in texts {
        let text = text.trim().trim_end_matches('%').trim_end();
        let is_written = text
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '-'));
        if !is_written || !text.contains(|letter: char| letter.is_ascii_digit()) {
            continue;
        }
        let count = |mark: char| text.matches(mark).count();
        // What stands last, once, and not before three digits is a decimal mark; what stands twice groups.
        let is_decimal = |mark: char, other: char| {
            let Some((before, after)) = text.rsplit_once(mark) else {
                return false;
            };
            let is_last = count(mark) == 1 && !after.contains(other);
            let is_told = after.len() != 3 || before.contains(other) || before == "0";
            (is_last && is_told) || (count(other) > 1 && count(mark) <= 1)
        };
        let groups = |mark: char, other: char| count(mark) > 1 && count(other) == 0;
        commas = commas.saturating_add(usize::from(is_decimal(',', '.') || groups('.', ',')));
        points = points.saturating_add(usize::from(is_decimal('.', ',') || groups(',', '.')));
    }
    match (commas, points) {
        (1.., 0) => Style::Comma,
        (0, 1..) => Style::Point,
        (_, _) => Style::Unknown,
    }
}

/// How a cell of a workbook holds a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// As a text, or as one of numbers in hundredths, which say what they mean unless they have more digits than a percentage has.
    AsText,
    /// As a number in a source whose percentages are shares of one: there 1 may be the whole.
    AmongShares,
}

/// What a workbook's `0,993` in a row of percentages may be as well: 99,3. None where it is no share of one.
#[must_use]
pub fn as_share(row: &Row, figure: &Figure, held: Held) -> Option<Entry> {
    let [entry] = figure.entries.as_slice() else {
        return None;
    };
    let is_one = entry.typed == "1" && held == Held::AmongShares;
    let digits = if is_one {
        "100"
    } else {
        let fraction = entry.typed.strip_prefix("0,")?;
        Some(fraction).filter(|digits| held != Held::AsText || digits.len() > 2)?
    };
    if row.kind != RowKind::Percent {
        return None;
    }
    // Two digits more before the mark.
    let digits = format!("{digits:0<2}");
    let (whole, fraction) = digits.split_at_checked(if is_one { digits.len() } else { 2 })?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let typed = if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole},{fraction}")
    };
    let entry = Entry::typed(typed);
    matches!(entry.answer(row), Answer::Figure(_)).then_some(entry)
}

/// Reads the cell of a row.
#[must_use]
pub fn read(row: &Row, text: &str, style: Style) -> Figure {
    let text = text.trim();
    if row.kind == RowKind::Heading {
        return Figure {
            entries: Vec::new(),
            how: How::TakesNone,
            words: Some(text.to_owned()),
        };
    }
    let state = match key(text).as_str() {
        "khongphatsinh" => Some(Mark::None),
        "khongthuoctrachnhiem" => Some(Mark::NotOurs),
        _ => None,
    };
    if state.is_some() {
        let entry = Entry {
            mark: state,
            ..Entry::default()
        };
        return Figure::of(entry, How::State);
    }
    if let RowKind::Code(list) = &row.kind
        && let Some(code) = code_of_word(list, text)
    {
        return Figure::of(Entry::typed(code), How::CodeWord);
    }
    if key(text).is_empty() && !text.contains('%') {
        return Figure {
            entries: Vec::new(),
            how: How::SignsAlone,
            words: None,
        };
    }
    number(row, text, style)
        .or_else(|| with_words(row, text, style))
        .or_else(|| broken(row, text, style))
        .unwrap_or_else(|| Figure {
            entries: Vec::new(),
            how: match Entry::typed(text).answer(row) {
                Answer::Unread(NumberFault::NotACode) => How::NotACode,
                Answer::Unread(_)
                | Answer::Unanswered
                | Answer::Figure(_)
                | Answer::Ambiguous { .. }
                | Answer::None
                | Answer::NotOurs
                | Answer::TextLost { .. } => How::NotAFigure,
            },
            words: Some(text.to_owned()),
        })
}

/// The code that the cell names by its word, or by word and code as the printed list has it.
fn code_of_word(list: &CodeList, text: &str) -> Option<String> {
    let wanted = unit_key(text);
    let mut choices = list.choices().iter();
    let is_meant = |word: &str, code: u8| wanted == unit_key(word) || wanted == unit_key(&format!("{word}={code}"));
    choices
        .find(|choice| is_meant(&choice.word, choice.code))
        .map(|choice| choice.code.to_string())
}

/// The cell as one figure; none where it is none.
fn number(row: &Row, text: &str, style: Style) -> Option<Figure> {
    let is_fraction = row.kind.expected() != Some(Expected::Whole);
    let has = |mark: char| text.contains(mark);
    // A point before three digits groups, in our reading of a count; where the source writes decimals with it, it may not.
    let is_point_in_count = has('.') && !has(',') && !is_fraction;
    let (typed, is_rewritten) = if style == Style::Point && (has(',') || is_point_in_count) {
        (swapped(text), true)
    } else {
        (text.to_owned(), false)
    };
    let entry = Entry::typed(typed);
    match entry.answer(row) {
        Answer::Figure(_) => {
            let how = if is_rewritten { How::Rewritten } else { How::Plain };
            Some(two_by_comma(row, text, style, is_fraction).unwrap_or_else(|| Figure::of(entry, how)))
        }
        Answer::Ambiguous { grouped, decimal } => {
            let chosen = |number| Entry {
                chosen: Some(number),
                ..entry.clone()
            };
            // Marks that were changed about are those of the comma style now.
            let told = match (style, is_rewritten) {
                (Style::Comma, _) if entry.typed.contains('.') => Some(grouped),
                (Style::Comma, _) => Some(decimal),
                (Style::Point, false) => Some(decimal),
                (Style::Point, true) if entry.typed.contains('.') => Some(grouped),
                (Style::Point, true) => Some(decimal),
                (Style::Unknown, _) => None,
            };
            Some(match told {
                Some(number) => Figure {
                    entries: both(chosen(number), [chosen(grouped), chosen(decimal)]),
                    how: if is_rewritten { How::Rewritten } else { How::ByStyle },
                    words: None,
                },
                None => Figure {
                    entries: vec![entry.clone(), chosen(grouped), chosen(decimal)],
                    how: How::TwoReadings,
                    words: None,
                },
            })
        }
        Answer::Unanswered | Answer::None | Answer::NotOurs | Answer::Unread(_) | Answer::TextLost { .. } => None,
    }
}

fn both(first: Entry, all: [Entry; 2]) -> Vec<Entry> {
    let rest = all.into_iter().filter(|entry| *entry != first).collect::<Vec<_>>();
    std::iter::once(first).chain(rest).collect()
}

/// `1,234` in a row that may have a fraction: one figure to us, yet another to whoever writes a decimal point. Asked where the
/// source does not tell.
fn two_by_comma(row: &Row, text: &str, style: Style, is_fraction: bool) -> Option<Figure> {
    let (before, after) = text
        .split_once(',')
        .filter(|_| is_fraction && style == Style::Unknown)?;
    let is_group = after.len() == 3 && before.len() <= 3 && before != "0";
    let grouped = Entry::typed(format!("{before}{after}"));
    let is_figure = |entry: &Entry| matches!(entry.answer(row), Answer::Figure(_));
    (is_group && is_figure(&grouped)).then(|| Figure {
        entries: vec![Entry::typed(text), grouped],
        how: How::TwoReadings,
        words: None,
    })
}

fn swapped(text: &str) -> String {
    let swap = |letter: char| match letter {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    text.chars().map(swap).collect()
}

/// Two pieces of a figure, put together.
fn broken(row: &Row, text: &str, style: Style) -> Option<Figure> {
    let mut pieces = text.split_whitespace();
    let (first, rest) = (pieces.next()?, pieces.next()?);
    let is_piece = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%');
    let is_whole = pieces.next().is_none() && text.chars().all(|letter| letter.is_whitespace() || is_piece(letter));
    let read = number(row, &format!("{first}{rest}"), style).filter(|_| is_whole)?;
    Some(Figure {
        how: How::Broken,
        ..read
    })
}

/// A figure with words behind it: its unit, or a remark.
fn with_words(row: &Row, text: &str, style: Style) -> Option<Figure> {
    let is_of_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '\u{2212}');
    let end = text.find(|letter: char| !is_of_number(letter))?;
    let (figure, words) = text.split_at(end);
    let is_parted = words.starts_with(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '%' | ';'));
    // A second figure behind a blank may be the rest of the first one.
    let has_more_digits = words.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
    if !is_parted || has_more_digits {
        return None;
    }
    let mut read = number(row, figure.trim_end_matches(['.', ',', '-']), style)?;
    let unit = unit_key(words);
    let is_unit = unit == unit_key(row.unit_meant()) || unit == "%" && row.kind == RowKind::Percent;
    if !is_unit {
        read.words = Some(text.to_owned());
    }
    if unit::names_other(row, words) {
        read.how = How::InOtherUnit;
    } else if read.how != How::TwoReadings {
        read.how = How::WithWords;
    }
    Some(read)
}
