//! The summary: what lists show of a scene.

use crate::scenes::scene;
use dce::domain::{
    AttributeKind, Caption, CaptionOrigin, CaptionTarget, Edit, RegionId, Rules, Ruling, Value,
};
use dce::fusion;
use dce::project::summary::{in_force, of};

const STREET: &str = "dog 0.9 at 100,100,300,300\nperson 0.9 at 400,50,600,460\nperson 0.9 at 10,50,90,460\n\
    text 0.95 on 1 at 110,110,160,130: CITY TOURS\nrejected cat 0.9 at 10,10,60,60";

#[test]
fn what_is_asserted_is_listed_once() {
    let rules = Rules::default();
    let mut scene = scene(STREET);
    scene.regions.get_mut(&RegionId(1)).unwrap().conflicts.push("dog or fox".to_owned());
    let summary = of(&scene, &rules);
    assert_eq!(summary.labels, ["dog", "person"]);
    assert_eq!(summary.texts, ["CITY TOURS"]);
    assert_eq!((summary.conflicts, summary.stale, summary.warnings), (1, 0, 0));
    assert_eq!((summary.caption.as_str(), summary.unsupported), ("", 0));
}

#[test]
fn stale_captions_are_counted_exactly_when_inputs_differ() {
    let rules = Rules::default();
    let mut scene = scene(STREET);
    fusion::fuse_embedded(&mut scene, &rules);
    let fused = of(&scene, &rules);
    assert_eq!((fused.stale, fused.unsupported), (0, 0));
    assert!(fused.caption.contains("dog"), "{}", fused.caption);
    let value = Value::Word("fox".to_owned());
    let ruling = Ruling::Corrected { value, author: "Ada".to_owned() };
    let kind = AttributeKind::Label;
    let undo = Edit::RuleAttribute { region: RegionId(1), kind, ruling }.apply(&mut scene).unwrap();
    let edited = of(&scene, &rules);
    assert_eq!(edited.stale, 2, "the region's, and the image's that tells of it");
    assert!(edited.unsupported > 0, "the caption says dog, which it is not");
    undo.apply(&mut scene).unwrap();
    assert_eq!(of(&scene, &rules), fused);
    // Of things that are no longer asserted nothing may be said.
    let strict = Rules { assert: 0.95, ..Rules::default() };
    assert_eq!(of(&scene, &strict).stale as usize, scene.captions.len());
}

#[test]
fn a_persons_caption_is_in_force_and_checked() {
    let rules = Rules::default();
    let mut scene = scene(STREET);
    fusion::fuse_embedded(&mut scene, &rules);
    let say = |text: &str, origin| Caption::plain(CaptionTarget::Image, text, origin);
    scene.captions.push(say("A dog and two elephants.", CaptionOrigin::Person("Ada".to_owned())));
    assert_eq!(in_force(&scene, CaptionTarget::Image).unwrap().text, "A dog and two elephants.");
    let summary = of(&scene, &rules);
    assert_eq!(summary.caption, "A dog and two elephants.");
    assert!(summary.unsupported > 0);
    assert_eq!(summary.disagreement, 0.0);
    scene.captions.push(say("A dog.", CaptionOrigin::Baseline("good".to_owned())));
    assert_eq!(of(&scene, &rules).disagreement, 0.0);
    scene
        .captions
        .push(say("Three elephants and a zebra.", CaptionOrigin::Baseline("bad".to_owned())));
    let disagreement = of(&scene, &rules).disagreement;
    assert!(disagreement > 0.3 && disagreement < 1.0, "{disagreement}");
}
