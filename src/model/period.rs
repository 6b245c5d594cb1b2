//! A reporting period and its cut-off dates. "Today" is always a parameter.

/// A day of the calendar. Only what [`Date::new`] lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or none where the calendar has no such day. Years 1900 to 2999.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..=2999).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Months since the year 0, for comparing months.
    #[must_use]
    pub fn months(self) -> u16 {
        self.year.saturating_mul(12).saturating_add(u16::from(self.month))
    }

    /// `14/06/2023`.
    #[must_use]
    pub fn to_vietnamese(self) -> String {
        format!("{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

/// A day of any year, or of the year before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearDay {
    /// The day lies in the year before the period's.
    pub is_year_before: bool,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl YearDay {
    /// Reads `15/3`, or `-15/12` for a day of the year before. The 29th of February is none: it is not in every year.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (is_year_before, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (day, month) = text.split_once('/')?;
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        Date::new(2023, month, day).map(|_| Self {
            is_year_before,
            month,
            day,
        })
    }

    /// The day in the period of this year.
    #[must_use]
    pub fn in_year(self, year: u16) -> Option<Date> {
        let year = if self.is_year_before {
            year.checked_sub(1)?
        } else {
            year
        };
        Date::new(year, self.month, self.day)
    }
}

/// A kind of period that the edition knows: a quarter, the half year, the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodKind {
    /// The part of the code after the year, `Q2`; empty for the whole year.
    pub code: String,
    /// As printed: "Quý II".
    pub name: String,
    /// First day that counts.
    pub from: YearDay,
    /// Last day that counts, the cut-off.
    pub to: YearDay,
    /// How many working days after the cut-off the report is due.
    pub due_working_days: u8,
}

/// One period of one year: `2023-Q2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    year: u16,
    kind: String,
}

impl Period {
    /// The period of this year and kind.
    #[must_use]
    pub fn new(year: u16, kind: &PeriodKind) -> Self {
        Self {
            year,
            kind: kind.code.clone(),
        }
    }

    /// Reads a code, `2023-Q2` or `2023`, where the kind is one of these.
    #[must_use]
    pub fn parse(code: &str, kinds: &[PeriodKind]) -> Option<Self> {
        let (year, kind) = code.split_once('-').unwrap_or((code, ""));
        let is_known = kinds.iter().any(|known| known.code == kind) && (code.contains('-') != kind.is_empty());
        let year: u16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
        (is_known && (1900..=2999).contains(&year)).then(|| Self {
            year,
            kind: kind.to_owned(),
        })
    }

    /// The code in files and file names.
    #[must_use]
    pub fn code(&self) -> String {
        if self.kind.is_empty() {
            self.year.to_string()
        } else {
            format!("{}-{}", self.year, self.kind)
        }
    }

    /// Its first and last day that count; none where these kinds do not hold its own.
    #[must_use]
    pub fn days(&self, kinds: &[PeriodKind]) -> Option<(Date, Date)> {
        let kind = kinds.iter().find(|kind| kind.code == self.kind)?;
        Some((kind.from.in_year(self.year)?, kind.to.in_year(self.year)?))
    }

    /// The first day of its year as the kinds count it: the earliest that one of them begins.
    #[must_use]
    pub fn year_begins(&self, kinds: &[PeriodKind]) -> Option<Date> {
        kinds.iter().filter_map(|kind| kind.from.in_year(self.year)).min()
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The kind's code, empty for the whole year.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The period that follows: the next quarter, the same half year or year one later.
    #[must_use]
    pub fn next(&self, kinds: &[PeriodKind]) -> Option<Self> {
        // Kinds of one sort share their first letter: Q1 to Q4.
        let sort = |code: &str| code.chars().next();
        let same: Vec<&PeriodKind> = kinds
            .iter()
            .filter(|kind| sort(&kind.code) == sort(&self.kind))
            .collect();
        let place = same.iter().position(|kind| kind.code == self.kind)?;
        let later = same.get(place.saturating_add(1));
        let year = self.year.saturating_add(u16::from(later.is_none()));
        later.or_else(|| same.first()).map(|kind| Self::new(year, kind))
    }

    /// The period of a quarter-like kind (the first that the edition lists to hold the day) in which this day lies; the
    /// days after a year's last cut-off belong to the next year.
    #[must_use]
    pub fn containing(today: Date, kinds: &[PeriodKind]) -> Option<Self> {
        [today.year(), today.year().saturating_add(1)]
            .into_iter()
            .find_map(|year| {
                kinds
                    .iter()
                    .find(|kind| match (kind.from.in_year(year), kind.to.in_year(year)) {
                        (Some(from), Some(to)) => from <= today && today <= to,
                        _ => false,
                    })
                    .map(|kind| Self::new(year, kind))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Period, PeriodKind, YearDay};

    #[test]
    fn the_next_period() {
        let next = |code: &str| Period::parse(code, &kinds()).unwrap().next(&kinds()).unwrap().code();
        assert_eq!(next("2023-Q2"), "2023-Q3");
        assert_eq!(next("2023-Q4"), "2024-Q1");
        assert_eq!(next("2023"), "2024");
    }

    fn kinds() -> Vec<PeriodKind> {
        [
            ("Q1", "-15/12", "14/3"),
            ("Q2", "15/3", "14/6"),
            ("Q3", "15/6", "14/9"),
            ("Q4", "15/9", "14/12"),
            ("", "-15/12", "14/12"),
        ]
        .into_iter()
        .map(|(code, from, to)| PeriodKind {
            code: code.to_owned(),
            name: code.to_owned(),
            from: YearDay::parse(from).unwrap(),
            to: YearDay::parse(to).unwrap(),
            due_working_days: 2,
        })
        .collect()
    }

    #[test]
    fn codes() {
        for code in ["2023-Q2", "2023", "2900-Q1"] {
            assert_eq!(
                Period::parse(code, &kinds()).map(|period| period.code()).as_deref(),
                Some(code)
            );
        }
        for code in ["", "2023-", "2023-Q5", "23-Q1", "+023", "Q1", "2023-Q2-Q2", "0000"] {
            assert_eq!(Period::parse(code, &kinds()), None, "{code}");
        }
    }

    #[test]
    fn every_day_of_three_years_lies_in_one_quarter() {
        let mut seen = Vec::new();
        for (year, month, day) in
            (2023..2026).flat_map(|year| (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, month, day))))
        {
            let Some(today) = Date::new(year, month, day) else {
                continue;
            };
            let code = Period::containing(today, &kinds()).expect("a period").code();
            if seen.last() != Some(&code) {
                seen.push(code);
            }
        }
        let quarters = |year: u16| (1..=4).map(move |quarter| format!("{year}-Q{quarter}"));
        let mut expect: Vec<String> = (2023..2026).flat_map(quarters).collect();
        expect.push("2026-Q1".to_owned());
        assert_eq!(seen, expect);
    }

    #[test]
    fn days_that_are_none() {
        for (year, month, day) in [
            (2023, 2, 29),
            (2023, 13, 1),
            (2023, 4, 31),
            (2023, 0, 1),
            (2023, 1, 0),
            (1899, 1, 1),
        ] {
            assert_eq!(Date::new(year, month, day), None);
        }
        assert!(Date::new(2024, 2, 29).is_some());
        for text in ["29/2", "32/1", "15", "/", "1/13", ""] {
            assert_eq!(YearDay::parse(text), None, "{text}");
        }
    }
}
