//! When a region shows an object, and when a name is true of it: the rule that tests/truth/README.md states.

use super::truth;
use dce::domain::BBox;
use dce::eval::matching::{Verdict, judge, judge_word, shows};
use dce::eval::truth::TruthObject;
use dce::naming::Taxonomy;
use serde_json::json;

fn object(corners: [f32; 4], crowd: bool) -> TruthObject {
    serde_json::from_value(json!({
        "id": 1, "name": "person", "box": corners, "mention": true, "crowd": crowd
    }))
    .unwrap()
}

fn taxonomy() -> Taxonomy {
    Taxonomy::embedded().unwrap()
}

/// Whether a name, looked up as the scorer does, is true of what `word` names.
fn verdict(name: &str, word: &str) -> Verdict {
    let taxonomy = taxonomy();
    judge_word(name, taxonomy.lookup(name), word, &taxonomy)
}

#[test]
fn boxes_that_overlap_by_a_third_show_the_object() {
    let thing = object([0.0, 0.0, 100.0, 100.0], false);
    // IoU 0.5 / 1.5 = 0.33, and 0.25 / 1.75 = 0.14.
    assert!(shows(&BBox::new(50.0, 0.0, 150.0, 100.0), &thing));
    assert!(!shows(&BBox::new(75.0, 0.0, 175.0, 100.0), &thing));
}

#[test]
fn a_good_part_shows_the_object_and_a_speck_does_not() {
    let thing = object([0.0, 0.0, 100.0, 100.0], false);
    assert!(shows(&BBox::new(0.0, 0.0, 40.0, 40.0), &thing), "16 % of it");
    assert!(!shows(&BBox::new(0.0, 0.0, 30.0, 30.0), &thing), "9 % of it");
    assert!(shows(&BBox::new(0.0, 0.0, 250.0, 250.0), &thing), "it is 16 % of the region");
    assert!(!shows(&BBox::new(0.0, 0.0, 300.0, 300.0), &thing), "it is 11 % of the region");
}

#[test]
fn one_of_a_crowd_shows_it_however_small() {
    let corners = [0.0, 0.0, 600.0, 100.0];
    let one = BBox::new(20.0, 20.0, 30.0, 60.0);
    assert!(shows(&one, &object(corners, true)));
    assert!(!shows(&one, &object(corners, false)));
    assert!(!shows(&BBox::new(20.0, 80.0, 30.0, 130.0), &object(corners, true)), "half below it");
}

#[test]
fn a_name_is_right_by_word_by_synonym_and_whatever_its_writing() {
    assert_eq!(verdict("cat", "cat"), Verdict::Right);
    assert_eq!(verdict("Cats", "cat"), Verdict::Right);
    assert_eq!(verdict("traffic-light", "traffic light"), Verdict::Right);
    assert_eq!(verdict("traffic light", "stoplight"), Verdict::Right);
    assert_eq!(verdict("wug", "wug"), Verdict::Right, "words that no taxonomy knows");
}

#[test]
fn an_ancestor_is_unspecific_and_a_sister_or_child_is_wrong() {
    assert_eq!(verdict("animal", "cat"), Verdict::Unspecific);
    assert_eq!(verdict("vehicle", "car"), Verdict::Unspecific);
    assert_eq!(verdict("dog", "cat"), Verdict::Wrong);
    assert_eq!(verdict("tabby cat", "cat"), Verdict::Wrong, "finer than what is known to be true");
    assert_eq!(verdict("cat", "sky"), Verdict::Wrong);
}

#[test]
fn of_an_unknown_phrase_the_last_word_counts() {
    assert_eq!(verdict("cup", "chipped porcelain cup"), Verdict::Right);
    assert_eq!(verdict("cup", "cup holder of wug"), Verdict::Wrong);
}

#[test]
fn the_best_of_an_objects_names_decides() {
    let facts = truth(&json!({
        "objects": [{"id": 1, "name": "cat", "also": ["pet"], "box": [0, 0, 9, 9], "mention": true}],
        "fine": [{"object": 1, "name": "tabby cat"}, {"object": 2, "name": "dog"}]
    }));
    let taxonomy = taxonomy();
    let of = |name: &str| judge(name, taxonomy.lookup(name), &facts, &facts.objects[0], &taxonomy);
    assert_eq!(of("tabby cat"), Verdict::Right);
    assert_eq!(of("pet"), Verdict::Right);
    assert_eq!(of("animal"), Verdict::Unspecific);
    assert_eq!(of("dog"), Verdict::Wrong, "the fine name of another object");
}
