//! Precision, recall and tallies of scenes by hand.

use super::truth;
use crate::scenes::scene_with;
use dce::domain::{Rules, Scene};
use dce::eval::matching::Verdict;
use dce::eval::names::{self, NameScore, is_nameable};
use dce::eval::score::{self, Facts, Tally};
use dce::eval::truth::Truth;
use dce::naming::Taxonomy;
use serde_json::{Value, json};

fn scored(notation: &str, facts: &Value) -> (NameScore, Facts) {
    let (rules, taxonomy) = (Rules::default(), Taxonomy::embedded().unwrap());
    let scene: Scene = scene_with(notation, &rules);
    let truth: Truth = truth(facts);
    (
        names::score(&scene, &truth, &taxonomy, &rules),
        score::score(&scene, &truth, &taxonomy, &rules),
    )
}

/// A cat before a car under the sky, on a picture of 640 × 480.
fn cat_and_car() -> Value {
    json!({
        "scene": ["street"],
        "objects": [
            {"id": 1, "name": "cat", "box": [100, 200, 300, 400], "mention": true},
            {"id": 2, "name": "car", "box": [320, 100, 620, 300], "mention": true},
            {"id": 3, "name": "sky", "box": [0, 0, 640, 90], "mention": true},
            {"id": 4, "name": "wheel", "box": [340, 250, 390, 300], "mention": false}
        ],
        "nearer": [[1, 2], [1, 3]]
    })
}

#[test]
fn names_are_right_unspecific_or_wrong_and_what_is_not_asserted_counts_for_nothing() {
    let (names, _) = scored(
        "cat 0.9 at 100,200,300,400
         vehicle 0.8 at 320,100,620,300
         dog 0.7 at 330,240,400,300
         bird 0.49 at 0,0,640,90",
        &cat_and_car(),
    );
    let verdicts: Vec<(&str, Verdict)> =
        names.names.iter().map(|n| (n.name.as_str(), n.verdict)).collect();
    assert_eq!(
        verdicts,
        [("cat", Verdict::Right), ("vehicle", Verdict::Unspecific), ("dog", Verdict::Wrong)]
    );
    assert!((names.precision() - 2.0 / 3.0).abs() < 1e-6);
    assert_eq!(names.unspecific(), 1);
    assert_eq!((names.found, names.to_mention), (2, 3));
    assert_eq!(names.missed, ["sky"]);
}

#[test]
fn recall_tells_lack_of_words_from_blindness() {
    let (names, _) = scored("cat 0.9 at 100,200,300,400", &cat_and_car());
    assert_eq!((names.found, names.to_mention), (1, 3));
    assert_eq!((names.nameable_found, names.nameable), (1, 2), "nobody knows the sky");
}

#[test]
fn what_the_models_have_a_word_for() {
    let taxonomy = Taxonomy::embedded().unwrap();
    let known = |name: &str, also: &[&str]| {
        let facts = truth(&json!({
            "objects": [{"id": 1, "name": name, "also": also, "box": [0, 0, 9, 9], "mention": true}]
        }));
        is_nameable(&facts, &facts.objects[0], &taxonomy)
    };
    assert!(known("cat", &[]), "COCO");
    assert!(known("baboon", &[]), "ImageNet");
    assert!(known("monkey", &[]), "a node above classes");
    assert!(known("painting of wugs", &["cup"]), "by another true name");
    assert!(!known("sky", &[]));
    assert!(!known("mammal", &[]), "nobody says so of a thing in a picture");
    assert!(!known("cat flap", &[]), "the last word alone is not the thing");
}

#[test]
fn kinds_count_once_and_none_asserted_is_no_error() {
    let facts = json!({"objects": [
        {"id": 1, "name": "cow", "box": [0, 0, 100, 100], "mention": true},
        {"id": 2, "name": "cow", "box": [200, 0, 300, 100], "mention": true},
        {"id": 3, "name": "tree", "box": [400, 0, 500, 100], "mention": true}
    ]});
    let (names, _) = scored("cow 0.9 at 0,0,100,100", &facts);
    assert_eq!((names.kinds_found, names.kinds), (1, 2));
    let (nothing, _) = scored("cow 0.3 at 0,0,100,100", &facts);
    assert!((nothing.precision() - 1.0).abs() < 1e-6);
    assert!(nothing.recall() < 1e-6);
}

#[test]
fn a_scene_name_is_judged_by_the_scene_and_by_any_object() {
    let verdict = |name: &str| {
        let (names, _) = scored(&format!("scene {name} 0.7"), &cat_and_car());
        names.names[0].verdict
    };
    assert_eq!(verdict("street"), Verdict::Right);
    assert_eq!(verdict("cat"), Verdict::Right);
    assert_eq!(verdict("palace"), Verdict::Wrong);
}

#[test]
fn a_count_is_right_where_it_is_exact() {
    let mut facts = cat_and_car();
    facts["counts"] = json!({"cat": 1, "car": 2, "dog": 0, "bicycle": 1});
    let (_, facts) = scored("cat 0.9 at 100,200,300,400\ncar 0.8 at 320,100,620,300", &facts);
    // Said: one cat (right), one car (of two). Found: the cat, and that there is no dog.
    assert_eq!(facts.counts, Tally { right: 1, said: 2, found: 2, demanded: 4 });
}

#[test]
fn text_counts_from_the_assert_bar_on_and_hard_lines_do_not() {
    let facts = json!({"text": [
        {"text": "CITY  TOURS", "box": [10, 10, 200, 40]},
        {"text": "Open daily from nine", "box": [10, 60, 200, 80]},
        {"text": "small print", "box": [10, 100, 60, 110], "hard": true}
    ]});
    let (_, facts) = scored(
        "text 0.9 at 10,10,200,40: City Tours
         text 0.9 at 10,60,100,80: open daily
         text 0.9 at 300,60,400,80: WUG
         text 0.4 at 300,90,400,99: misread
         text 0.9 at 10,100,60,110: smull prnt xx",
        &facts,
    );
    assert_eq!(facts.text, Tally { right: 2, said: 3, found: 1, demanded: 2 });
}

#[test]
fn depth_is_judged_of_two_regions_and_not_of_one() {
    let (_, facts) = scored(
        "cat 0.9 at 100,200,300,400: depth=0.9 0.8
         car 0.8 at 320,100,620,300: depth=0.5 0.8",
        &cat_and_car(),
    );
    assert_eq!(facts.depth, Tally { right: 1, said: 1, found: 1, demanded: 2 });
    let calf = json!({
        "objects": [
            {"id": 1, "name": "cow", "box": [100, 100, 300, 300], "mention": true},
            {"id": 2, "name": "calf", "also": ["cow"], "box": [120, 150, 300, 300], "mention": true}
        ],
        "nearer": [[2, 1]]
    });
    let (_, facts) = scored("cow 0.9 at 100,100,300,300: depth=0.9 0.8", &calf);
    assert_eq!(facts.depth, Tally { right: 0, said: 0, found: 0, demanded: 1 });
}

#[test]
fn emotion_and_interaction_are_judged_of_rightly_named_regions() {
    let facts = json!({
        "objects": [
            {"id": 1, "name": "person", "box": [100, 100, 200, 400], "mention": true},
            {"id": 2, "name": "bicycle", "box": [90, 250, 260, 450], "mention": true},
            {"id": 3, "name": "cup", "box": [500, 300, 540, 340], "mention": true}
        ],
        "emotion": [{"object": 1, "emotion": ["happy", "neutral"]}],
        "p2o": [{"person": 1, "verb": "riding", "object": 2}]
    });
    let (_, facts) = scored(
        "person 0.9 at 100,100,200,400: emotion=happy 0.8
         bicycle 0.9 at 90,250,260,450
         cup 0.9 at 500,300,540,340
         verb 0.8: 1 riding 2
         verb 0.8: 1 holding 3
         verb 0.8: 1 watching 3",
        &facts,
    );
    assert_eq!(facts.emotion, Tally { right: 1, said: 1, found: 1, demanded: 1 });
    // Holding is complete in the truth, so one that is not listed is false; watching is not.
    assert_eq!(facts.p2o, Tally { right: 1, said: 2, found: 1, demanded: 1 });
}

#[test]
fn sums_are_sums() {
    let one = Tally { right: 1, said: 2, found: 1, demanded: 4 };
    let mut both = one;
    both.add(one);
    assert_eq!(both, Tally { right: 2, said: 4, found: 2, demanded: 8 });
    assert!((both.precision() - 0.5).abs() < 1e-6 && (both.recall() - 0.25).abs() < 1e-6);
    let (cat, _) = scored("cat 0.9 at 100,200,300,400", &cat_and_car());
    let mut all = cat.clone();
    all.add(cat);
    assert_eq!((all.found, all.to_mention, all.nameable, all.kinds), (2, 6, 4, 6));
    assert_eq!(all.names.len(), 2);
}
