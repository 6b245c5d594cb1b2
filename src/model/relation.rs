//! A relation between rows as data, in the form's owner's own notation: `3.4.1c <= 3.4.1b`.
//!
//! Comparisons may be chained (`3.4.1 = 3.4.1c / 3.4.1b * 100 <= 100`) and joined by `and`; `A => B` asks for B only where A
//! holds. The sides are the expressions of [`super::calculation`], with `max`, `min`, `figures` and `answered`.

use super::calculation::{CalculationFault, Expression, Reader, words};
use super::id::RowIdx;

/// What must hold between rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Asked only where this holds.
    pub premise: Vec<Chain>,
    /// What must hold then.
    pub conclusion: Vec<Chain>,
}

/// Comparisons in a row: `a <= b <= c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The first side.
    pub first: Expression,
    /// Each further side and how it is compared with the one before.
    pub then: Vec<(Comparison, Expression)>,
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

impl Comparison {
    const WORDS: [(&'static str, Self); 6] = [
        ("=", Self::Equal),
        ("!=", Self::Different),
        ("<", Self::Below),
        ("<=", Self::AtMost),
        (">", Self::Above),
        (">=", Self::AtLeast),
    ];

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, comparison)| *comparison)
    }
}

impl Relation {
    /// The rows it speaks of, each once, in the order of the text, those of the conclusion first: the first is where a
    /// finding is shown.
    #[must_use]
    pub fn rows(&self) -> Vec<RowIdx> {
        let mut rows: Vec<RowIdx> = Vec::new();
        for row in self.conclusion.iter().chain(&self.premise).flat_map(Chain::rows) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows
    }
}

impl Chain {
    /// The sides in order.
    pub fn sides(&self) -> impl Iterator<Item = &Expression> {
        [&self.first].into_iter().chain(self.then.iter().map(|(_, side)| side))
    }

    /// The rows it speaks of.
    #[must_use]
    pub fn rows(&self) -> Vec<RowIdx> {
        self.sides().flat_map(Expression::rows).collect()
    }
}

/// Reads a relation; `row` knows the rows by their ids.
///
/// # Errors
/// See [`CalculationFault`].
pub fn read_relation(text: &str, row: &impl Fn(&str) -> Option<RowIdx>) -> Result<Relation, CalculationFault> {
    let words = words(text)?;
    let mut reader = Reader::new(&words, row);
    let first = chains(&mut reader)?;
    let relation = if reader.peek() == Some("=>") {
        reader.take()?;
        Relation {
            premise: first,
            conclusion: chains(&mut reader)?,
        }
    } else {
        Relation {
            premise: Vec::new(),
            conclusion: first,
        }
    };
    reader.expect_end()?;
    Ok(relation)
}

fn chains<R: Fn(&str) -> Option<RowIdx>>(reader: &mut Reader<'_, R>) -> Result<Vec<Chain>, CalculationFault> {
    let mut found = vec![chain(reader)?];
    while reader.peek() == Some("and") {
        reader.take()?;
        found.push(chain(reader)?);
    }
    Ok(found)
}

fn chain<R: Fn(&str) -> Option<RowIdx>>(reader: &mut Reader<'_, R>) -> Result<Chain, CalculationFault> {
    let first = reader.read_expression(0)?;
    let mut then = Vec::new();
    while let Some(comparison) = reader.peek().and_then(Comparison::from_word) {
        reader.take()?;
        then.push((comparison, reader.read_expression(0)?));
    }
    if then.is_empty() {
        return Err(reader.peek().map_or(CalculationFault::CutShort, |word| {
            CalculationFault::Unexpected(word.to_owned())
        }));
    }
    Ok(Chain { first, then })
}
