//! Staleness: exactly where inputs differ, with what made it so; re-fusing rewrites that and nothing else.

use super::{PARK, an_edit, ann, edit_of, make, told};
use crate::fusion::properties::random_scene;
use dce::domain::{
    AttributeKind, BBox, Caption, CaptionOrigin, CaptionTarget, Edit, RegionId, Rules, Ruling,
    Scene, TextId,
};
use dce::fusion::plan::{self, State};
use dce::fusion::{EMBEDDED, fuse_embedded};
use dce::pipeline::derive::rederive;
use proptest::prelude::*;

const PERSON: RegionId = RegionId(1);
const DOG: RegionId = RegionId(2);
const BENCH: RegionId = RegionId(3);

fn region(id: u32) -> CaptionTarget {
    CaptionTarget::Region(RegionId(id))
}

fn stale(scene: &Scene) -> Vec<(CaptionTarget, String)> {
    let stale = plan::stale(scene, &Rules::default());
    stale.into_iter().map(|s| (s.target, s.why.join("; "))).collect()
}

#[test]
fn nothing_is_stale_after_fusing() {
    assert_eq!(stale(&told(PARK)), []);
}

/// What makes which captions stale, and how it is said.
#[test]
fn a_correction_makes_only_what_rests_on_it_stale_and_says_so() {
    let start = told(PARK);
    let with = ann(&start);
    let emotion = |words| with.attribute(PERSON, AttributeKind::Emotion, words).unwrap();
    let image = CaptionTarget::Image;
    let cases: Vec<(&str, Edit, Vec<(CaptionTarget, &str)>)> = vec![
        (
            "an emotion",
            emotion("sad"),
            vec![(region(1), "emotion of person 1"), (image, "emotion of person 1")],
        ),
        ("an emotion accepted that was sure already", emotion("happy"), vec![]),
        ("a text", with.text(TextId(2), "SOLD").unwrap(), vec![(image, "text \"SOLD\"")]),
        (
            "a text on the bus",
            with.text(TextId(1), "CITY").unwrap(),
            vec![
                (region(5), "text of bus 5; text \"CITY\""),
                (image, "text of bus 5; text \"CITY\""),
            ],
        ),
        (
            "a label",
            with.label(BENCH, "chair").unwrap(),
            vec![(region(3), "label of chair 3"), (image, "label of chair 3")],
        ),
        (
            "a box moved by a hair",
            Edit::SetBox { region: BENCH, bbox: BBox::new(561.0, 380.0, 820.0, 640.0) },
            vec![(image, "box of bench 3")],
        ),
        ("the scene's name", with.scene_name("garden").unwrap(), vec![(image, "the scene name")]),
    ];
    for (name, edit, expected) in cases {
        let mut scene = start.clone();
        let undo = make(&mut scene, &edit);
        let expected: Vec<(CaptionTarget, String)> =
            expected.into_iter().map(|(t, w)| (t, w.to_owned())).collect();
        assert_eq!(stale(&scene), expected, "{name}");
        make(&mut scene, &undo);
        assert_eq!(stale(&scene), [], "{name} undone");
    }
}

#[test]
fn regions_and_relations_that_come_and_go_are_named() {
    let start = told(PARK);
    let why = |scene: &Scene| -> String {
        stale(scene)
            .into_iter()
            .filter(|(t, _)| *t == CaptionTarget::Image)
            .map(|(_, w)| w)
            .collect()
    };
    let mut scene = start.clone();
    make(&mut scene, &ann(&start).reject_region(DOG, true).unwrap());
    assert!(why(&scene).starts_with("dog 2 was rejected"), "{}", why(&scene));
    let orphans = plan::stale(&scene, &Rules::default());
    assert_eq!((orphans[0].target, orphans[0].state), (region(2), State::Orphaned));

    let mut scene = start.clone();
    let kite = ann(&start).add_region(BBox::new(940.0, 5.0, 990.0, 60.0), Some("kite")).unwrap();
    make(&mut scene, &kite);
    assert!(why(&scene).starts_with("kite 6 was added"), "{}", why(&scene));
    let missing = plan::stale(&scene, &Rules::default());
    assert_eq!((missing[0].target, missing[0].state), (region(6), State::Missing));

    let mut scene = start.clone();
    // What the person rejected stands before what takes its place.
    let holding = start.relations.iter().find(|r| r.predicate.words() == "holding").unwrap().id;
    make(&mut scene, &ann(&start).rule_relation(holding, Ruling::Rejected).unwrap());
    let said = "relation: person 1 holding dog 2 is gone; relation: dog 2 close by person 1 is new";
    assert!(why(&scene).starts_with(said), "{}", why(&scene));
}

#[test]
fn rules_that_shape_captions_make_all_of_them_stale() {
    let scene = told(PARK);
    let mut rules = Rules::default();
    rules.caption.max_words = 60;
    let stale = plan::stale(&scene, &rules);
    assert_eq!(stale.len(), 6);
    assert!(stale.iter().all(|s| s.why == ["the rules"]), "{stale:?}");
}

#[test]
fn a_caption_that_kept_no_basis_is_stale_for_its_inputs() {
    let mut scene = told(PARK);
    for caption in &mut scene.captions {
        caption.basis.clear();
    }
    assert_eq!(stale(&scene), [], "an old caption from the same inputs is good");
    scene.captions[0].inputs = Default::default();
    assert_eq!(stale(&scene), [(region(1), "its inputs".to_owned())]);
}

#[test]
fn a_persons_caption_is_flagged_and_never_overwritten() {
    let (mut scene, rules) = (told(PARK), Rules::default());
    let own = plan::by_person(&scene, &rules, CaptionTarget::Image, "Ann's own words.", "ann");
    let set = |c: &Caption| Edit::SetCaption {
        target: c.target,
        origin: c.origin.clone(),
        to: Some(Box::new(c.clone())),
    };
    make(&mut scene, &set(&own));
    assert_eq!(stale(&scene), []);
    assert_eq!(plan::in_force(&scene, CaptionTarget::Image), Some(&own));
    // The length of fused captions is nothing to a person's.
    let mut longer = rules.clone();
    longer.caption.max_words = 500;
    let is_outdated = |s: &plan::Stale| s.state == State::Outdated;
    assert!(!plan::stale(&scene, &longer).iter().any(is_outdated));
    let edit = ann(&scene).attribute(PERSON, AttributeKind::Emotion, "sad").unwrap();
    make(&mut scene, &edit);
    let outdated: Vec<_> = plan::stale(&scene, &rules).into_iter().filter(is_outdated).collect();
    assert_eq!(outdated.len(), 1);
    assert_eq!(outdated[0].why, ["emotion of person 1"]);
    let proposals = plan::refuse(&scene, &rules);
    let edit = plan::accept(&scene, &rules, &proposals);
    make(&mut scene, &edit);
    assert_eq!(plan::in_force(&scene, CaptionTarget::Image).unwrap().text, own.text);
    // Pasted text was written from no evidence that is known here: it is not called outdated.
    let pasted = Caption::plain(region(2), "A dog.", CaptionOrigin::Person("bob".into()));
    make(&mut scene, &set(&pasted));
    assert_eq!(plan::stale(&scene, &rules).len(), 1);
}

#[test]
fn refusing_writes_regions_before_the_image_and_accepting_is_one_step() {
    let (mut scene, rules) = (told(PARK), Rules::default());
    make(&mut scene, &ann(&told(PARK)).label(DOG, "cat").unwrap());
    let proposals = plan::refuse(&scene, &rules);
    let targets: Vec<CaptionTarget> = proposals.iter().map(|p| p.target).collect();
    assert_eq!(targets, [region(2), CaptionTarget::Image]);
    assert!(proposals[1].before.as_ref().unwrap().text.contains("collie"));
    assert!(!proposals[1].after.text.contains("collie"), "{}", proposals[1].after.text);
    let before = scene.clone();
    let edit = plan::accept(&scene, &rules, &proposals);
    let undo = make(&mut scene, &edit);
    assert_eq!(plan::stale(&scene, &rules), []);
    make(&mut scene, &undo);
    assert_eq!(scene, before);
}

fn of_fuser(scene: &Scene) -> Vec<Caption> {
    let own = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    scene.captions.iter().filter(|c| c.origin == own).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    /// Stale exactly when inputs differ: what is not stale would be told in the same words, and what re-fusing writes
    /// is what fusing anew writes.
    #[test]
    fn stale_exactly_when_inputs_differ(
        notation in prop_oneof![Just(PARK.to_owned()), random_scene()],
        edits in prop::collection::vec(an_edit(), 1..4),
        words in prop_oneof![Just(180_usize), 30..200_usize],
    ) {
        let mut scene = told(&notation);
        let mut rules = Rules::default();
        rules.caption.max_words = words;
        for numbers in &edits {
            if let Some(edit) = edit_of(&scene, numbers) {
                // What cannot be done changes nothing.
                edit.apply(&mut scene).ok();
            }
        }
        rederive(&mut scene, &rules, None, None);
        let mut anew = scene.clone();
        fuse_embedded(&mut anew, &rules);
        let stale: Vec<CaptionTarget> =
            plan::stale(&scene, &rules).iter().map(|s| s.target).collect();
        for now in of_fuser(&anew) {
            let known = scene.captions.iter().find(|c| c.target == now.target);
            let differs = known.is_none_or(|k| k.inputs != now.inputs);
            prop_assert_eq!(stale.contains(&now.target), differs, "{:?}", now.target);
            if !differs {
                prop_assert_eq!(&known.unwrap().text, &now.text, "not stale, other words");
                prop_assert_eq!(&known.unwrap().basis, &now.basis);
            }
        }
        for stale in plan::stale(&scene, &rules) {
            prop_assert!(!stale.why.is_empty() && stale.why.iter().all(|w| !w.is_empty()));
        }
        let proposals = plan::refuse(&scene, &rules);
        plan::accept(&scene, &rules, &proposals).apply(&mut scene).unwrap();
        prop_assert_eq!(of_fuser(&scene), of_fuser(&anew));
        prop_assert_eq!(plan::stale(&scene, &rules), vec![]);
    }
}
