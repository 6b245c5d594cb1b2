//! Which row of the form a line of a table is, by its number and its label; never by its position alone.

use super::form_keys::FormKeys;
use super::key::key;
use crate::model::edition::Edition;
use crate::model::id::RowIdx;

/// From here on a likeness is taken without asking.
pub const LIKELY: u8 = 70;
/// Below this a label is another one.
const DOUBTFUL: u8 = 45;
/// A label without a fitting number must be as like as this.
const LIKELY_ALONE: u8 = 85;

/// What a line says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The lasting id, in files of programs.
    pub id: String,
    /// The printed number.
    pub stt: String,
    /// The label without its dash.
    pub label: String,
    /// It begins with a dash.
    pub is_dashed: bool,
}

impl Name {
    /// Number and label as they stand in the source.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{} {}", self.stt, self.label).trim().to_owned()
    }
}

/// Where in the form the lines before led.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The row of the line before.
    pub last: Option<RowIdx>,
    /// The numbered row above.
    pub parent: Option<RowIdx>,
}

/// Which row a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Number and label, as far as they are given, are the row's.
    Exact(RowIdx),
    /// They are like the row's, in hundredths.
    Likely(RowIdx, u8),
    /// They are somewhat like the row's: to be asked.
    Doubtful(RowIdx, u8),
    /// The label is the row's, the number another row's.
    Renumbered(RowIdx),
    /// Several rows have this label.
    Several(Vec<RowIdx>),
    /// The number and something like the label are the first row's, the label to the letter the others'.
    Torn(Vec<RowIdx>),
    /// No row is like it.
    Nothing,
}

impl Fit {
    /// The row, where there is one.
    #[must_use]
    pub fn row(&self) -> Option<RowIdx> {
        match self {
            Self::Exact(idx) | Self::Likely(idx, _) | Self::Doubtful(idx, _) | Self::Renumbered(idx) => Some(*idx),
            Self::Several(_) | Self::Torn(_) | Self::Nothing => None,
        }
    }

    /// How sure it is, in hundredths.
    #[must_use]
    pub fn percent(&self) -> u8 {
        match self {
            Self::Exact(_) | Self::Several(_) => 100,
            // More of a cut label may still tell.
            Self::Renumbered(_) => 99,
            Self::Torn(_) => LIKELY,
            Self::Likely(_, percent) | Self::Doubtful(_, percent) => *percent,
            Self::Nothing => 0,
        }
    }
}

fn graded(idx: RowIdx, percent: u8) -> Fit {
    match percent {
        100.. => Fit::Exact(idx),
        LIKELY..100 => Fit::Likely(idx, percent),
        DOUBTFUL..LIKELY => Fit::Doubtful(idx, percent),
        0..DOUBTFUL => Fit::Nothing,
    }
}

/// Finds the row of a line.
#[must_use]
pub fn find(edition: &Edition, keys: &FormKeys, name: &Name, context: Context) -> Fit {
    if let Some(idx) = edition.find(&name.id) {
        return Fit::Exact(idx);
    }
    let label = key(&name.label);
    if !name.stt.is_empty() {
        return numbered(edition, keys, name, &label);
    }
    if name.is_dashed {
        return dashed(edition, keys, &label, context);
    }
    // Neither number nor dash: a list that a word processor numbered by itself loses both.
    let exact = keys.rows_with_label(&label);
    match next_of(exact, context.last) {
        Some(idx) if exact.len() == 1 || context.last.is_some() => Fit::Exact(idx),
        Some(_) => Fit::Several(exact.to_vec()),
        None => Fit::Nothing,
    }
}

fn numbered(edition: &Edition, keys: &FormKeys, name: &Name, label: &str) -> Fit {
    let by_number = keys.row_with_stt(&name.stt);
    let Some(idx) = by_number else {
        return alone(edition, keys, label, |_| true);
    };
    if label.is_empty() {
        return Fit::Exact(idx);
    }
    let percent = keys.likeness(idx, label, DOUBTFUL);
    if percent >= LIKELY {
        // Rows that differ in a word: each is like the other's label.
        let others = keys.rows_with_label(label);
        return if percent == 100 || others.is_empty() {
            graded(idx, percent)
        } else {
            Fit::Torn(std::iter::once(idx).chain(others.iter().copied()).collect())
        };
    }
    // The number is one row's and the label another's: the label is longer and seldom wrong.
    match alone(edition, keys, label, |_| true) {
        Fit::Nothing => graded(idx, percent),
        Fit::Exact(other) => Fit::Renumbered(other),
        other @ (Fit::Likely(..) | Fit::Doubtful(..) | Fit::Renumbered(_) | Fit::Several(_) | Fit::Torn(_)) => other,
    }
}

fn dashed(edition: &Edition, keys: &FormKeys, label: &str, context: Context) -> Fit {
    let children: Vec<RowIdx> = edition
        .indexed()
        .filter(|(_, row)| context.parent.is_some() && row.is_dashed() && row.parent == context.parent)
        .map(|(idx, _)| idx)
        .collect();
    // Of two that are alike the one that comes next is meant.
    let ranked = children.iter().map(|idx| {
        (
            keys.likeness(*idx, label, DOUBTFUL),
            Some(*idx) > context.last,
            std::cmp::Reverse(*idx),
        )
    });
    let best = ranked.max().map(|(percent, _, idx)| (idx.0, percent));
    if let Some((idx, percent)) = best.filter(|(_, percent)| *percent >= LIKELY) {
        return graded(idx, percent);
    }
    let elsewhere = keys.rows_with_label(label);
    match (elsewhere, best) {
        ([idx], _) => Fit::Exact(*idx),
        ([], Some((idx, percent))) => graded(idx, percent),
        ([], None) => alone(edition, keys, label, |idx| {
            edition.row(idx).is_some_and(crate::model::edition::Row::is_dashed)
        }),
        (several, _) => Fit::Several(several.to_vec()),
    }
}

/// The row that this label alone tells.
fn alone(edition: &Edition, keys: &FormKeys, label: &str, is_wanted: impl Fn(RowIdx) -> bool) -> Fit {
    match keys.rows_with_label(label) {
        [idx] => return Fit::Exact(*idx),
        [] => {}
        several => return Fit::Several(several.to_vec()),
    }
    let rows = edition.indexed().map(|(idx, _)| idx).filter(|idx| is_wanted(*idx));
    let best = rows
        .map(|idx| (keys.likeness(idx, label, LIKELY_ALONE), std::cmp::Reverse(idx)))
        .max();
    match best {
        Some((percent, idx)) if percent >= LIKELY_ALONE => Fit::Likely(idx.0, percent),
        Some(_) | None => Fit::Nothing,
    }
}

/// The first of these rows behind the last one.
fn next_of(rows: &[RowIdx], last: Option<RowIdx>) -> Option<RowIdx> {
    rows.iter()
        .find(|idx| Some(**idx) > last)
        .or_else(|| rows.first())
        .copied()
}
