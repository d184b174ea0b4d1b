//! Word diff: pieces make up both texts, and any part may be taken.

use dce::fusion::diff::{Piece, take, words};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn same(text: &str) -> Piece {
    Piece::Same(text.into())
}
fn gone(text: &str) -> Piece {
    Piece::Removed(text.into())
}
fn new(text: &str) -> Piece {
    Piece::Added(text.into())
}

#[test]
fn pieces_are_words() {
    let cases: [(&str, &str, Vec<Piece>); 8] = [
        ("A cat.", "A cat.", vec![same("A cat.")]),
        ("", "", vec![]),
        ("", "A cat.", vec![new("A cat.")]),
        ("A cat sat.", "A dog sat.", vec![same("A "), gone("cat"), new("dog"), same(" sat.")]),
        ("A cat.", "A red cat.", vec![same("A "), new("red "), same("cat.")]),
        (
            "A big red cat sat.",
            "A small blue cat sat.",
            vec![same("A "), gone("big red"), new("small blue"), same(" cat sat.")],
        ),
        ("Zwei Äpfel", "Zwei Bäume", vec![same("Zwei "), gone("Äpfel"), new("Bäume")]),
        ("Cats sit.", "Cats sit. Dogs run.", vec![same("Cats sit."), new(" Dogs run.")]),
    ];
    for (before, after, expected) in cases {
        assert_eq!(words(before, after), expected, "{before} | {after}");
    }
}

#[test]
fn any_part_is_taken_with_right_spaces() {
    let cases: [(&str, &str, &[usize], &str); 9] = [
        ("A cat sat.", "A dog sat.", &[], "A cat sat."),
        ("A cat sat.", "A dog sat.", &[1, 2], "A dog sat."),
        ("A cat sat.", "A dog sat.", &[2], "A cat dog sat."),
        ("A cat sat.", "A dog sat.", &[1], "A sat."),
        ("A cat.", "A dog.", &[1], "A."),
        ("Cats sit.", "Dogs sit.", &[0], "sit."),
        ("A cat", "A dog", &[1], "A"),
        ("A cat.", "A red cat.", &[1], "A red cat."),
        ("A cat ran. It is red.", "A dog ran. It is blue.", &[1, 2], "A dog ran. It is red."),
    ];
    for (before, after, accepted, expected) in cases {
        let pieces = words(before, after);
        let accepted: BTreeSet<usize> = accepted.iter().copied().collect();
        assert_eq!(take(&pieces, &accepted), expected, "{pieces:?} {accepted:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("a"),
        Just("cat"),
        Just("dog,"),
        Just("sat."),
        Just("  "),
        Just(" "),
        Just("\n"),
        Just("出口"),
        Just("e\u{301}t\u{e9}"),
        Just("\"SALE\""),
        Just("👩‍👩‍👧"),
    ];
    prop_oneof![prop::collection::vec(word, 0..24).prop_map(|w| w.join(" ")), any::<String>(),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn all_gives_the_new_text_and_none_the_old(before in text(), after in text()) {
        let pieces = words(&before, &after);
        let all: BTreeSet<usize> = (0..pieces.len()).collect();
        prop_assert_eq!(take(&pieces, &BTreeSet::new()), before);
        prop_assert_eq!(take(&pieces, &all), after);
        for pair in pieces.windows(2) {
            let kinds = (pair[0].is_change(), pair[1].is_change());
            let replaced = matches!(pair, [Piece::Removed(_), Piece::Added(_)]);
            prop_assert!(kinds.0 != kinds.1 || replaced, "{pair:?}");
        }
        prop_assert!(pieces.iter().all(|p| !p.text().is_empty()));
    }

    #[test]
    fn a_part_holds_what_stays_and_what_was_accepted(
        before in text(), after in text(), parts in prop::collection::btree_set(0..40_usize, 0..20)
    ) {
        let pieces = words(&before, &after);
        let taken = take(&pieces, &parts);
        let bare = |t: &str| t.split_whitespace().collect::<String>();
        let expected: String = pieces.iter().enumerate().filter(|(at, p)| match p {
            Piece::Same(_) => true,
            Piece::Removed(_) => !parts.contains(at),
            Piece::Added(_) => parts.contains(at),
        }).map(|(_, p)| bare(p.text())).collect();
        prop_assert_eq!(bare(&taken), expected);
    }
}
