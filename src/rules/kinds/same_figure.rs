//! No figure stands in many unlike rows: 112 nine times may be right, and may be one number copied down (G16 of the domain's
//! list). Asked, never forbidden; small figures are alike by chance.

use super::Found;
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::facts::{Facts, number};
use crate::rules::finding::Breach;

pub(super) fn find(rows: &[RowIdx], times: usize, above: Number, facts: &dyn Facts) -> Option<Found> {
    let mut groups: Vec<(Number, Vec<RowIdx>)> = Vec::new();
    for row in rows {
        let figure =
            number(facts.typed(*row)).filter(|figure| figure.compare(above).is_some_and(std::cmp::Ordering::is_gt));
        let Some(figure) = figure else { continue };
        let is_same =
            |(value, _): &&mut (Number, Vec<RowIdx>)| value.compare(figure).is_some_and(std::cmp::Ordering::is_eq);
        match groups.iter_mut().find(is_same) {
            Some((_, rows)) => rows.push(*row),
            None => groups.push((figure, vec![*row])),
        }
    }
    let (value, rows) = groups.into_iter().max_by_key(|(_, rows)| rows.len())?;
    (rows.len() >= times).then(|| Found::at(rows, Breach::Same { value }))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::id::RowIdx;
    use crate::model::number::Number;
    use crate::rules::kinds::told::Told;

    fn count(figures: &[(&str, &str)]) -> usize {
        let rows: Vec<RowIdx> = (0..figures.len()).map(RowIdx::new).collect();
        find(&rows, 3, Number::whole(9), &Told(figures)).map_or(0, |found| found.rows.len())
    }

    #[test]
    fn many_alike() {
        assert_eq!(count(&[("112", ""), ("7", ""), ("112", ""), ("112.0", "")]), 3);
        assert_eq!(count(&[("112", ""), ("112", ""), ("43", ""), ("43", "")]), 0);
        assert_eq!(count(&[("9", ""), ("9", ""), ("9", ""), ("", "")]), 0);
    }
}
