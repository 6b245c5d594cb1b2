//! Putting short lists in order. The library's sorts are made for long ones and cost the page 2 to 4 KB for each kind of
//! item; ours are of some hundred items, most of them in order already.

/// Puts the items in the order of their keys; those of equal keys stay as they stand.
pub fn order_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let Some((sorted, [next, ..])) = items.split_at_mut_checked(end) else {
            return;
        };
        let next_key = key(next);
        let before = sorted.iter().rev().take_while(|item| key(item) > next_key).count();
        if let Some(moved) = items.get_mut(end.saturating_sub(before)..=end) {
            moved.rotate_right(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::order_by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_library_does_it(items in proptest::collection::vec((0..9_u8, any::<u8>()), 0..40)) {
            let mut ours = items.clone();
            order_by_key(&mut ours, |item| item.0);
            let mut theirs = items;
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
