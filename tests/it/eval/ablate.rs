//! Naming again from a scene's own witnesses.

use crate::naming::{centernet, crop, namer, nanodet};
use crate::scenes::scene_with;
use dce::domain::{AttributeKind, Rules, Witness};
use dce::eval::ablate::ABLATIONS;

/// What each way calls the one thing that these witnesses see; empty where it asserts nothing.
fn names_by_way(witnesses: Vec<Witness>) -> Vec<(&'static str, String)> {
    let (namer, rules) = (namer(), Rules::default());
    let mut scene = scene_with("thing 0.1 at 0,0,200,200", &rules);
    let region = scene.regions.values_mut().next().unwrap();
    region.attributes.clear();
    region.witnesses = witnesses;
    let name = |way: &dce::eval::ablate::Ablation| {
        let again = way.rename(&namer, &scene, &rules);
        let words = |r: &dce::domain::Region| r.asserted_words(AttributeKind::Label, rules.assert);
        again.regions.values().find_map(words).unwrap_or_default()
    };
    ABLATIONS.iter().map(|way| (way.title, name(way))).collect()
}

#[test]
fn each_way_leaves_out_what_it_says() {
    let ways = names_by_way(vec![
        nanodet(&[("coco80:15", 0.45)]),
        centernet(&[("coco80:15", 0.4)]),
        crop(&[("imagenet1k:285", 0.8)]),
    ]);
    let of = |title: &str| ways.iter().find(|(t, _)| t.contains(title)).unwrap().1.as_str();
    assert_eq!(of("all rules"), "cat");
    assert_eq!(of("paper's rule"), "", "no score above 0.5");
    assert_eq!(of("without windows"), "cat", "there is none to leave out");
}

#[test]
fn a_lone_weak_box_is_named_only_without_the_bar() {
    let ways = names_by_way(vec![nanodet(&[("coco80:0", 0.6)])]);
    let named = |title: &str| !ways.iter().find(|(t, _)| t.contains(title)).unwrap().1.is_empty();
    assert!(!named("all rules"));
    assert!(named("paper's rule"));
}
