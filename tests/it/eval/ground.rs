//! Scoring the reader: what the labels count, and that the reader keeps what it reads right.

use dce::domain::Rules;
use dce::eval::ground::{Scores, score};
use dce::eval::labelled::{GroundHalf, read_set};
use dce::fusion::ground::finding::Verdict;
use std::path::Path;

/// The scores of one caption over a dog and a ball, with these claims.
fn scores_of(caption: &str, claims: &str) -> Scores {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!(
        r#"{{"half": "development", "scene": ["image 100x100", "dog 0.9 at 10,10,60,60", "sports ball 0.9 at 70,70,90,90"],
            "captions": [{{"style": "plain", "text": "{caption}", "claims": [{claims}]}}]}}"#
    );
    std::fs::write(folder.path().join("dog.json"), file).expect("a file");
    let set = read_set(folder.path()).expect("a labelled scene");
    score(&set, GroundHalf::Development, &Rules::default())
}

#[test]
fn what_is_said_of_a_missing_thing_counts_once() {
    let grass = r#"["dog", "object", "supported"], ["grass", "object", "unsupported"]"#;
    let on = format!(r#"{grass}, ["on", "relation_2d", "unsupported"]"#);
    for claims in [grass.to_owned(), on] {
        let unsupported = scores_of("A dog on the grass.", &claims).of(Verdict::Unsupported);
        assert_eq!((unsupported.labelled, unsupported.hits), (1, 1), "{claims}");
        assert_eq!((unsupported.said, unsupported.right), (1, 1), "{claims}");
    }
}

#[test]
fn what_is_said_of_things_that_are_there_counts() {
    let claims = r#"["dog", "object", "supported"], ["ball", "object", "supported"],
        ["behind", "relation_3d", "unsupported"]"#;
    let unsupported = scores_of("A dog behind a ball.", claims).of(Verdict::Unsupported);
    assert_eq!((unsupported.labelled, unsupported.hits), (1, 1));
}

#[test]
fn alarms_are_counted_over_what_is_true_and_what_is_false() {
    let claims = r#"["dog", "object", "supported"], ["left", "relation_2d", "supported"],
        ["ball", "object", "supported"]"#;
    let right = scores_of("A dog to the left of a ball.", claims).alarms;
    assert_eq!((right.truths, right.cried_wolf, right.falsehoods), (3, 0, 0));
    let wolf = scores_of("A dog to the right of a ball.", &claims.replace("left", "right")).alarms;
    assert_eq!((wolf.truths, wolf.cried_wolf), (3, 1));
    let claims = r#"["two dogs", "count", "contradicted"], ["cat", "object", "unsupported"]"#;
    let caught = scores_of("There are two dogs and a cat.", claims).alarms;
    assert_eq!((caught.truths, caught.falsehoods, caught.caught), (0, 2, 2));
}

/// Figures of the half that the reader is built on, a little below what it reaches: a change that reads worse is seen.
#[test]
fn the_reader_keeps_what_it_reads_right() {
    let set = read_set(Path::new("tests/ground")).expect("labelled scenes are readable");
    let scores = score(&set, GroundHalf::Development, &Rules::default());
    let floors = [
        (Verdict::Supported, 0.90, 0.95),
        (Verdict::Unsupported, 0.78, 0.82),
        (Verdict::Contradicted, 0.91, 0.86),
        (Verdict::Missing, 0.94, 0.94),
    ];
    for (verdict, precision, recall) in floors {
        let tally = scores.of(verdict);
        assert!(tally.precision() >= precision, "{verdict:?}: precision {:.3}", tally.precision());
        assert!(tally.recall() >= recall, "{verdict:?}: recall {:.3}", tally.recall());
    }
}
