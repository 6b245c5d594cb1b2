//! A calculation as data: how one row's figure follows from others, in the form's owner's own notation.
//!
//! `1.2b / 1.2a * 100`, `2.1.1 + 2.1.2`, `present(1.6a, 1.6b)`. A word that is a row's id is that row; any other number is
//! itself. `*` and `/` bind closer than `+` and `-`; parentheses group.

use super::id::RowIdx;
use super::number::Number;

/// How a row's figure follows from other rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calculation {
    /// What is computed.
    pub formula: Formula,
    /// What a blank operand means.
    pub blank: BlankPolicy,
}

/// What is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A sum, a difference, a ratio.
    Arithmetic(Expression),
    /// 1 where one of these rows says that the thing took place: a count above zero, or any code.
    Present(Vec<RowIdx>),
}

/// What a blank operand means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankPolicy {
    /// One blank operand: no figure.
    SkipIfAny,
    /// A blank operand counts as nothing, but all blank: no figure.
    SkipIfAll,
}

/// An arithmetic expression over rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// The row's figure.
    Row(RowIdx),
    /// A number of its own.
    Literal(Number),
    /// Two expressions and what is done with them.
    Binary(Box<Expression>, Operator, Box<Expression>),
    /// What a function gives of several expressions.
    Call(Function, Vec<Expression>),
}

/// What is asked of several expressions. None of them need be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The largest figure.
    Max,
    /// The smallest figure.
    Min,
    /// How many have a figure.
    Figures,
    /// How many have a figure or a state in its place.
    Answered,
    /// The row's figure where it was typed, not where it follows from others. Only in checks, as all that follow.
    Typed,
    /// 1 where the row is one of this office's, else 0.
    Ours,
    /// The row's figure in the earlier report that was opened beside.
    Before,
}

impl Function {
    const WORDS: [(&'static str, Self); 7] = [
        ("max", Self::Max),
        ("min", Self::Min),
        ("figures", Self::Figures),
        ("answered", Self::Answered),
        ("typed", Self::Typed),
        ("ours", Self::Ours),
        ("before", Self::Before),
    ];

    /// As the form's owner writes it.
    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether it asks about the report rather than about figures: a calculation cannot stand on it.
    fn is_of_checks(self) -> bool {
        match self {
            Self::Typed | Self::Ours | Self::Before => true,
            Self::Max | Self::Min | Self::Figures | Self::Answered => false,
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, function)| *function)
    }
}

/// What is done with two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

impl Operator {
    /// How closely it binds; more is closer.
    #[must_use]
    pub fn precedence(self) -> u8 {
        match self {
            Self::Add | Self::Subtract => 1,
            Self::Multiply | Self::Divide => 2,
        }
    }
}

/// Why a text is not a calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalculationFault {
    /// The text ends where an operand should stand.
    CutShort,
    /// This word stands where something else should.
    Unexpected(String),
    /// This word is neither a row nor a number.
    UnknownRow(String),
    /// More than 96 words: nobody could check such a formula by hand.
    TooLong,
    /// This function takes one row and nothing else.
    OneRow(String),
    /// This function can only be asked by a check.
    OnlyInChecks(String),
}

impl Calculation {
    /// The rows it reads, in the order they stand in the formula.
    #[must_use]
    pub fn operands(&self) -> Vec<RowIdx> {
        match &self.formula {
            Formula::Arithmetic(expression) => expression.rows(),
            Formula::Present(rows) => rows.clone(),
        }
    }
}

impl Expression {
    /// The rows it reads, in the order they stand in it.
    #[must_use]
    pub fn rows(&self) -> Vec<RowIdx> {
        let mut rows = Vec::new();
        self.collect(true, &mut rows);
        rows
    }

    /// The rows that must be answered: those outside functions.
    #[must_use]
    pub fn needed_rows(&self) -> Vec<RowIdx> {
        let mut rows = Vec::new();
        self.collect(false, &mut rows);
        rows
    }

    /// The rows whose earlier figure it reads.
    #[must_use]
    pub fn earlier_rows(&self) -> Vec<RowIdx> {
        match self {
            Self::Row(_) | Self::Literal(_) => Vec::new(),
            Self::Binary(left, _, right) => [left, right].iter().flat_map(|side| side.earlier_rows()).collect(),
            Self::Call(Function::Before, parts) => parts.iter().flat_map(Self::rows).collect(),
            Self::Call(_, parts) => parts.iter().flat_map(Self::earlier_rows).collect(),
        }
    }

    /// A function in it that only a check may ask.
    fn function_of_checks(&self) -> Option<Function> {
        match self {
            Self::Row(_) | Self::Literal(_) => None,
            Self::Binary(left, _, right) => left.function_of_checks().or_else(|| right.function_of_checks()),
            Self::Call(function, _) if function.is_of_checks() => Some(*function),
            Self::Call(_, parts) => parts.iter().find_map(Self::function_of_checks),
        }
    }

    /// Whether a ratio is taken somewhere in it.
    #[must_use]
    pub fn divides(&self) -> bool {
        match self {
            Self::Row(_) | Self::Literal(_) => false,
            Self::Binary(left, operator, right) => *operator == Operator::Divide || left.divides() || right.divides(),
            Self::Call(_, parts) => parts.iter().any(Self::divides),
        }
    }

    fn collect(&self, in_calls: bool, into: &mut Vec<RowIdx>) {
        match self {
            Self::Row(row) => into.push(*row),
            Self::Literal(_) => {}
            Self::Binary(left, _, right) => {
                left.collect(in_calls, into);
                right.collect(in_calls, into);
            }
            Self::Call(_, parts) if in_calls => parts.iter().for_each(|part| part.collect(in_calls, into)),
            Self::Call(_, _) => {}
        }
    }
}

/// Reads a formula; `row` knows the rows by their ids.
///
/// # Errors
/// See [`CalculationFault`].
pub fn read_formula(text: &str, row: &impl Fn(&str) -> Option<RowIdx>) -> Result<Formula, CalculationFault> {
    let words = words(text)?;
    let mut reader = Reader::new(&words, row);
    let formula = if reader.peek() == Some("present") {
        Formula::Present(reader.read_present()?)
    } else {
        let expression = reader.read_expression(0)?;
        if let Some(function) = expression.function_of_checks() {
            return Err(CalculationFault::OnlyInChecks(function.word().to_owned()));
        }
        Formula::Arithmetic(expression)
    };
    reader.expect_end()?;
    Ok(formula)
}

/// The words of a formula or a relation: names and numbers, and marks of one or two characters.
///
/// # Errors
/// [`CalculationFault::TooLong`].
pub(super) fn words(text: &str) -> Result<Vec<String>, CalculationFault> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let is_word = letter.is_alphanumeric() || letter == '.';
        match words.last_mut() {
            Some(word) if is_word && open => word.push(letter),
            // `<=`, `>=`, `!=`, `=>`
            Some(mark) if matches!((mark.as_str(), letter), ("<" | ">" | "!", '=') | ("=", '>')) => mark.push(letter),
            Some(_) | None if letter.is_whitespace() => {}
            Some(_) | None => words.push(letter.to_string()),
        }
        open = is_word;
    }
    if words.len() > 96 {
        Err(CalculationFault::TooLong)
    } else {
        Ok(words)
    }
}

/// Reads expressions word by word.
pub(super) struct Reader<'a, R> {
    words: &'a [String],
    next: usize,
    row: &'a R,
}

impl<'a, R: Fn(&str) -> Option<RowIdx>> Reader<'a, R> {
    pub(super) fn new(words: &'a [String], row: &'a R) -> Self {
        Self { words, next: 0, row }
    }

    pub(super) fn peek(&self) -> Option<&str> {
        self.words.get(self.next).map(String::as_str)
    }

    pub(super) fn take(&mut self) -> Result<String, CalculationFault> {
        let word = self.words.get(self.next).ok_or(CalculationFault::CutShort)?;
        self.next = self.next.saturating_add(1);
        Ok(word.clone())
    }

    fn expect(&mut self, wanted: &str) -> Result<(), CalculationFault> {
        let word = self.take()?;
        if word == wanted {
            Ok(())
        } else {
            Err(CalculationFault::Unexpected(word))
        }
    }

    pub(super) fn expect_end(&self) -> Result<(), CalculationFault> {
        self.peek()
            .map_or(Ok(()), |word| Err(CalculationFault::Unexpected(word.to_owned())))
    }

    fn read_present(&mut self) -> Result<Vec<RowIdx>, CalculationFault> {
        self.expect("present")?;
        self.expect("(")?;
        let mut rows = Vec::new();
        loop {
            let word = self.take()?;
            rows.push((self.row)(&word).ok_or(CalculationFault::UnknownRow(word))?);
            match self.take()?.as_str() {
                "," => {}
                ")" => return Ok(rows),
                other => return Err(CalculationFault::Unexpected(other.to_owned())),
            }
        }
    }

    /// Precedence climbing: takes operators that bind closer than `above`.
    pub(super) fn read_expression(&mut self, above: u8) -> Result<Expression, CalculationFault> {
        let mut left = self.read_operand()?;
        while let Some(operator) = self.peek().and_then(operator) {
            if operator.precedence() <= above {
                break;
            }
            self.next = self.next.saturating_add(1);
            let right = self.read_expression(operator.precedence())?;
            left = Expression::Binary(Box::new(left), operator, Box::new(right));
        }
        Ok(left)
    }

    fn read_operand(&mut self) -> Result<Expression, CalculationFault> {
        let word = self.take()?;
        if word == "(" {
            let inner = self.read_expression(0)?;
            self.expect(")")?;
            return Ok(inner);
        }
        if let Some(row) = (self.row)(&word) {
            return Ok(Expression::Row(row));
        }
        if let Some(number) = Number::from_plain(&word) {
            return Ok(Expression::Literal(number));
        }
        if let Some(function) = Function::from_word(&word) {
            let parts = self.read_parts()?;
            let is_one_row = matches!(parts.as_slice(), [Expression::Row(_)]);
            if function.is_of_checks() && !is_one_row {
                return Err(CalculationFault::OneRow(word));
            }
            return Ok(Expression::Call(function, parts));
        }
        let is_name = word.chars().all(|letter| letter.is_alphanumeric() || letter == '.');
        Err(if is_name {
            CalculationFault::UnknownRow(word)
        } else {
            CalculationFault::Unexpected(word)
        })
    }

    fn read_parts(&mut self) -> Result<Vec<Expression>, CalculationFault> {
        self.expect("(")?;
        let mut parts = Vec::new();
        loop {
            parts.push(self.read_expression(0)?);
            match self.take()?.as_str() {
                "," => {}
                ")" => return Ok(parts),
                other => return Err(CalculationFault::Unexpected(other.to_owned())),
            }
        }
    }
}

fn operator(word: &str) -> Option<Operator> {
    match word {
        "+" => Some(Operator::Add),
        "-" => Some(Operator::Subtract),
        "*" => Some(Operator::Multiply),
        "/" => Some(Operator::Divide),
        _ => None,
    }
}
