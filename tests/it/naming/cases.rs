//! Real cases as data: what the models said of photographs, and what may be said after hearing them all.

use super::{centernet, crop, namer, nanodet, region, witness};
use dce::domain::{AttributeKind, Rules, Witness, WitnessKind};
use dce::naming::decide;
use dce::naming::decide::decide_within;

const PERSON: &str = "coco80:0";
const CAR: &str = "coco80:2";
const CAT: &str = "coco80:15";
const DOG: &str = "coco80:16";
const SHEEP: &str = "coco80:18";
const CUP: &str = "coco80:41";
const TOILET: &str = "coco80:61";
const CLOCK: &str = "coco80:74";

const EGYPTIAN: &str = "imagenet1k:285";
const PANDA: &str = "imagenet1k:388";
const ESPRESSO: &str = "imagenet1k:967";
const JEANS: &str = "imagenet1k:608";
const TAXI: &str = "imagenet1k:468";
const MUG: &str = "imagenet1k:504";
const SQUIRREL: &str = "imagenet1k:335";

/// Asserted words of a region: the category and the fine name.
fn said(witnesses: Vec<Witness>) -> (Option<String>, Option<(AttributeKind, String)>) {
    let rules = Rules::default();
    let naming = decide(&namer(), &region(witnesses), &rules);
    let label = naming.label.filter(|e| e.score >= rules.assert).map(|e| e.value.words());
    (label, naming.fine.map(|(k, e)| (k, e.value.words())))
}

fn label(witnesses: Vec<Witness>) -> String {
    said(witnesses).0.unwrap_or_default()
}

#[test]
fn a_sheep_that_the_classifier_calls_giant_panda_is_no_sheep() {
    let name = label(vec![nanodet(&[(SHEEP, 0.62)]), crop(&[(PANDA, 0.85)])]);
    assert!(["bear", "animal"].contains(&name.as_str()), "said {name:?}");
}

#[test]
fn a_panda_that_both_detectors_call_bear_is_a_bear() {
    let bear = "coco80:21";
    let (name, fine) =
        said(vec![nanodet(&[(bear, 0.6)]), centernet(&[(bear, 0.4)]), crop(&[(PANDA, 0.9)])]);
    assert_eq!(name.as_deref(), Some("bear"));
    assert_eq!(fine, Some((AttributeKind::Animal, "giant panda".into())));
}

#[test]
fn person_dog_and_cat_on_one_animal_is_the_cat_that_the_classifier_reads() {
    // The photograph of a cat: the labels of cats' breeds are too free to assert the breed.
    let (name, fine) = said(vec![
        nanodet(&[(PERSON, 0.59), (CAT, 0.40), (DOG, 0.40)]),
        centernet(&[(CAT, 0.47)]),
        crop(&[(EGYPTIAN, 0.75), ("imagenet1k:282", 0.07), ("imagenet1k:281", 0.04)]),
    ]);
    assert_eq!(name.as_deref(), Some("cat"));
    assert_eq!(fine, None);
}

#[test]
fn a_doubtful_cat_or_dog_is_an_animal() {
    let name =
        label(vec![nanodet(&[(CAT, 0.65), (DOG, 0.64)]), centernet(&[(DOG, 0.45), (CAT, 0.45)])]);
    assert_eq!(name, "animal");
}

#[test]
fn a_lone_weak_box_is_nothing() {
    for score in [0.26, 0.35, 0.45, 0.55] {
        for class in [PERSON, CAR, CAT, CUP, CLOCK] {
            let name = said(vec![nanodet(&[(class, score)])]).0;
            assert_eq!(name, None, "{class} at {score}");
        }
    }
}

#[test]
fn a_lone_strong_box_is_believed() {
    assert_eq!(label(vec![nanodet(&[(PERSON, 0.9)])]), "person");
}

#[test]
fn two_detectors_that_agree_are_believed_below_the_papers_bar() {
    assert_eq!(label(vec![nanodet(&[(CAR, 0.45)]), centernet(&[(CAR, 0.45)])]), "car");
}

#[test]
fn food_in_a_cup_is_no_witness_against_the_cup() {
    let name = label(vec![
        nanodet(&[(CUP, 0.52), (TOILET, 0.33)]),
        centernet(&[(CUP, 0.47)]),
        crop(&[(ESPRESSO, 0.9)]),
    ]);
    assert_eq!(name, "cup");
}

#[test]
fn clothes_are_a_witness_for_a_person() {
    let without = decide(&namer(), &region(vec![nanodet(&[(PERSON, 0.5)])]), &Rules::default());
    let with = decide(
        &namer(),
        &region(vec![nanodet(&[(PERSON, 0.5)]), crop(&[(JEANS, 0.75)])]),
        &Rules::default(),
    );
    let score = |n: &dce::naming::Naming| n.label.as_ref().map_or(0.0, |e| e.score);
    assert!(score(&with) > score(&without), "{} > {}", score(&with), score(&without));
    assert_eq!(with.label.expect("a label").value.words(), "person");
}

#[test]
fn face_and_pose_make_a_person_sure() {
    let name = label(vec![
        nanodet(&[(PERSON, 0.5)]),
        witness("blazeface", WitnessKind::Face, &[(PERSON, 0.88)]),
        witness("movenet", WitnessKind::Pose, &[(PERSON, 0.5)]),
    ]);
    assert_eq!(name, "person");
}

#[test]
fn a_fine_name_stands_only_below_its_category_and_where_it_was_read() {
    let (name, fine) =
        said(vec![nanodet(&[(CUP, 0.6)]), centernet(&[(CUP, 0.5)]), crop(&[(MUG, 0.85)])]);
    assert_eq!(name.as_deref(), Some("cup"));
    assert_eq!(fine, Some((AttributeKind::FineName, "coffee mug".into())));
    // Read too weakly, the category stands alone.
    let (name, fine) =
        said(vec![nanodet(&[(CAR, 0.7)]), centernet(&[(CAR, 0.6)]), crop(&[(TAXI, 0.35)])]);
    assert_eq!((name.as_deref(), fine), (Some("car"), None));
    // A name that is no kind of car never gets in.
    let (name, fine) =
        said(vec![nanodet(&[(CAR, 0.8)]), centernet(&[(CAR, 0.7)]), crop(&[(ESPRESSO, 0.3)])]);
    assert_eq!((name.as_deref(), fine), (Some("car"), None));
}

#[test]
fn windows_alone_never_assert_a_species() {
    for score in [0.5, 0.7, 0.9, 0.99] {
        let (name, fine) = said(vec![
            witness("classifier", WitnessKind::Window, &[(SQUIRREL, score)]),
            crop(&[(SQUIRREL, score)]),
        ]);
        assert_eq!(fine, None, "at {score}");
        assert!(!name.unwrap_or_default().contains("fox"), "at {score}");
    }
}

#[test]
fn round_things_that_the_classifier_does_not_see_are_no_clocks() {
    // A capacitor on a circuit board, large enough for the classifier and too small for it.
    let both = [nanodet(&[(CLOCK, 0.58)]), centernet(&[(CLOCK, 0.48)])];
    let compass = crop(&[("imagenet1k:635", 0.29), ("imagenet1k:426", 0.23)]);
    assert_eq!(label([both.to_vec(), vec![compass]].concat()), "");
    assert_eq!(label(vec![nanodet(&[(CLOCK, 0.58)]), centernet(&[(CLOCK, 0.27)])]), "");
    let clock = crop(&[("imagenet1k:892", 0.4), ("imagenet1k:409", 0.2)]);
    assert_eq!(label([both.to_vec(), vec![clock]].concat()), "clock");
}

#[test]
fn a_small_person_on_whom_both_detectors_agree_is_a_person() {
    assert_eq!(label(vec![nanodet(&[(PERSON, 0.44)]), centernet(&[(PERSON, 0.43)])]), "person");
}

#[test]
fn a_cheetah_that_both_detectors_call_dog_is_no_dog() {
    let name = label(vec![
        nanodet(&[(DOG, 0.59), (CAT, 0.46)]),
        centernet(&[(DOG, 0.65)]),
        crop(&[("imagenet1k:293", 0.76), (EGYPTIAN, 0.07)]),
    ]);
    assert!(["animal", "big cat"].contains(&name.as_str()), "said {name:?}");
}

#[test]
fn an_animal_may_rest_on_all_looks_of_the_classifier_and_on_no_fewer() {
    let monarch = "imagenet1k:323";
    let here = vec![
        witness("classifier", WitnessKind::Window, &[(monarch, 0.7)]),
        crop(&[(monarch, 0.62)]),
    ];
    let whole = [witness("classifier", WitnessKind::WholeImage, &[(monarch, 0.65)])];
    let (namer, rules) = (namer(), Rules::default());
    let of = |of_picture: &[Witness]| {
        let naming = decide_within(&namer, &region(here.clone()), of_picture, &rules);
        assert_eq!(naming.fine, None, "no species from the classifier alone");
        naming.label.filter(|e| e.score >= rules.assert).map(|e| e.value.words())
    };
    assert_eq!(of(&[]), None);
    assert_eq!(of(&whole).as_deref(), Some("butterfly"));
    let other = [witness("classifier", WitnessKind::WholeImage, &[(ESPRESSO, 0.9)])];
    assert_eq!(of(&other), None, "a picture that reads as something else says nothing of this");
}

#[test]
fn strong_witnesses_that_disagree_are_kept_in_words() {
    let naming = decide(
        &namer(),
        &region(vec![nanodet(&[(SHEEP, 0.75)]), crop(&[(PANDA, 0.85)])]),
        &Rules::default(),
    );
    assert_eq!(naming.conflicts.len(), 1, "{:?}", naming.conflicts);
    let words = &naming.conflicts[0];
    assert!(words.contains("sheep") && words.contains("giant panda"), "{words}");
}

#[test]
fn what_is_not_asserted_stays_as_a_candidate_below_the_bar() {
    let rules = Rules::default();
    let naming = decide(&namer(), &region(vec![nanodet(&[(CLOCK, 0.5)])]), &rules);
    let label = naming.label.expect("a best guess");
    assert_eq!(label.value.words(), "clock");
    assert!(label.score < rules.assert);
    assert!(naming.candidates.iter().all(|c| c.score < rules.assert));
}

#[test]
fn an_unknown_models_label_is_understood_by_its_words() {
    let mut strong = witness("my-detector", WitnessKind::Detector, &[("my-detector:7", 0.97)]);
    strong.readings[0].name = "Giraffe".into();
    assert_eq!(label(vec![strong]), "giraffe");
}
