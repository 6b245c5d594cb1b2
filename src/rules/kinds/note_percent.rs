//! Percentages in a note lie in the bracket that the row's label gives: 33% under "từ 30% - dưới 70%" (G13 of the domain's
//! list).

use super::Found;
use super::note::{Token, tokens};
use crate::model::id::RowIdx;
use crate::model::number::Number;
use crate::rules::facts::Facts;
use crate::rules::finding::Breach;

pub(super) fn find(row: RowIdx, at_least: Number, below: Number, facts: &dyn Facts) -> Option<Found> {
    let note = facts.note(row);
    if !note.contains('%') {
        return None;
    }
    // "33%, năm trước 28%": the year before is not reported on.
    let mut is_past = false;
    let mut outside = None;
    for token in tokens(&note) {
        match token {
            Token::Percent(percent) if !is_past => {
                let fits = percent.compare(at_least)?.is_ge() && percent.compare(below)?.is_lt();
                outside = outside.or((!fits).then_some(percent));
            }
            Token::Word(word) => is_past = word == "truoc" || (is_past && word != "nay"),
            Token::Number(_) | Token::Percent(_) | Token::Date(_) | Token::Decision(_) | Token::Mark(_) => {}
        }
    }
    let percent = outside?;
    Some(Found::at(vec![row], Breach::Bracket { percent }))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::id::RowIdx;
    use crate::model::number::Number;
    use crate::rules::kinds::told::Told;

    #[test]
    fn brackets() {
        for (note, is_found) in [
            ("Trung tâm Phát triển quỹ đất tỉnh (33%)", false),
            ("Trung tâm A (30 %); B (69,9%)", false),
            ("Trung tâm A (70%)", true),
            ("Trung tâm A (33%); B (29,5%)", true),
            ("Trung tâm A", false),
            ("mức tự chủ 33%, năm trước 28%", false),
        ] {
            let (at_least, below) = (Number::whole(30), Number::whole(70));
            let found = find(RowIdx::new(0), at_least, below, &Told(&[("1", note)]));
            assert_eq!(found.is_some(), is_found, "{note}");
        }
    }
}
