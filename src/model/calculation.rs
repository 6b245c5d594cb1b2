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
    /// More than 64 words: nobody could check such a formula by hand.
    TooLong,
}

impl Calculation {
    /// The rows it reads, in the order they stand in the formula.
    #[must_use]
    pub fn operands(&self) -> Vec<RowIdx> {
        fn collect(expression: &Expression, into: &mut Vec<RowIdx>) {
            match expression {
                Expression::Row(row) => into.push(*row),
                Expression::Literal(_) => {}
                Expression::Binary(left, _, right) => {
                    collect(left, into);
                    collect(right, into);
                }
            }
        }
        match &self.formula {
            Formula::Arithmetic(expression) => {
                let mut rows = Vec::new();
                collect(expression, &mut rows);
                rows
            }
            Formula::Present(rows) => rows.clone(),
        }
    }
}

/// Reads a formula; `row` knows the rows by their ids.
///
/// # Errors
/// See [`CalculationFault`].
pub fn read_formula(text: &str, row: &impl Fn(&str) -> Option<RowIdx>) -> Result<Formula, CalculationFault> {
    let words = words(text);
    if words.len() > 64 {
        return Err(CalculationFault::TooLong);
    }
    let mut reader = Reader {
        words: &words,
        next: 0,
        row,
    };
    let formula = if reader.peek() == Some("present") {
        Formula::Present(reader.read_present()?)
    } else {
        Formula::Arithmetic(reader.read_expression(0)?)
    };
    match reader.peek() {
        None => Ok(formula),
        Some(word) => Err(CalculationFault::Unexpected(word.to_owned())),
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let is_word = letter.is_alphanumeric() || letter == '.';
        match words.last_mut() {
            Some(word) if is_word && open => word.push(letter),
            Some(_) | None if letter.is_whitespace() => {}
            Some(_) | None => words.push(letter.to_string()),
        }
        open = is_word;
    }
    words
}

struct Reader<'a, R> {
    words: &'a [String],
    next: usize,
    row: &'a R,
}

impl<R: Fn(&str) -> Option<RowIdx>> Reader<'_, R> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.next).map(String::as_str)
    }

    fn take(&mut self) -> Result<String, CalculationFault> {
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
    fn read_expression(&mut self, above: u8) -> Result<Expression, CalculationFault> {
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
        let is_name = word.chars().all(|letter| letter.is_alphanumeric() || letter == '.');
        Err(if is_name {
            CalculationFault::UnknownRow(word)
        } else {
            CalculationFault::Unexpected(word)
        })
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
