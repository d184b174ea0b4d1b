//! A person's work carried to the same image analysed anew.

use super::{PARK, an_edit, ann, edit_of, make, told};
use crate::fusion::properties::random_scene;
use dce::domain::{
    AttributeKind, BBox, Caption, CaptionOrigin, CaptionTarget, Edit, Reading, RegionId, Rules,
    Ruling, Scene, Source, TextId, Witness, WitnessKind,
};
use dce::fusion::plan;
use dce::pipeline::carry::carry;
use dce::pipeline::derive::rederive;
use proptest::prelude::*;
use std::collections::BTreeSet;

const PERSON: RegionId = RegionId(1);
const DOG: RegionId = RegionId(2);
const BUS: RegionId = RegionId(5);

/// A scene as a detector would leave it: nothing in it is drawn by hand.
fn analysed(notation: &str) -> Scene {
    let mut scene = told(notation);
    for region in scene.regions.values_mut() {
        let words = region.label(0.0).unwrap_or_default();
        let reading = Reading { node: words.clone(), name: words, score: 0.9 };
        region.witnesses.push(Witness {
            kind: WitnessKind::Detector,
            source: Source::rule("detector by hand"),
            bbox: region.bbox,
            readings: vec![reading],
        });
    }
    scene
}

fn carried(old: &Scene, new: &Scene) -> Scene {
    let mut scene = carry(old, new.clone());
    rederive(&mut scene, &Rules::default(), None, None);
    scene
}

/// PARK seen by other eyes: other order, boxes a little off, the dog a cat, the second person missed, a bird more.
const AGAIN: &str = "image 1000x700
bird 0.8 at 900,10,960,60
bus 0.9 at 25,22,602,195: colour=red 0.8
cat 0.7 at 325,425,515,630: depth=0.5 0.8
bench 0.9 at 555,385,825,640
person 0.9 at 105,195,262,655: emotion=sad 0.8
text 0.9 on 2 at 62,60,262,112: CITY T0URS
text 0.6 at 300,640,420,680: new line";

#[test]
fn regions_found_again_keep_their_ids_and_others_get_new_ones() {
    let (old, new) = (analysed(PARK), analysed(AGAIN));
    let scene = carried(&old, &new);
    let labels: Vec<(u32, String)> =
        scene.regions.values().filter_map(|r| Some((r.id.0, r.label(0.5)?))).collect();
    let expected = [(1, "person"), (2, "cat"), (3, "bench"), (5, "bus"), (6, "bird")];
    let expected: Vec<(u32, String)> =
        expected.into_iter().map(|(id, l)| (id, l.to_owned())).collect();
    assert_eq!(labels, expected, "the person that nobody ruled on and nothing finds is gone");
    assert_eq!(scene.texts.iter().map(|t| t.id.0).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(scene.texts[0].region, Some(BUS));
}

#[test]
fn whatever_a_person_did_is_there_after_another_analysis() {
    let mut old = analysed(PARK);
    let edits: Vec<Edit> = {
        let with = ann(&old);
        let own =
            Caption::plain(CaptionTarget::Image, "Mine.", CaptionOrigin::Person("ann".into()));
        let baseline =
            Caption::plain(CaptionTarget::Image, "Theirs.", CaptionOrigin::Baseline("gpt".into()));
        let set = |c: &Caption| Edit::SetCaption {
            target: c.target,
            origin: c.origin.clone(),
            to: Some(Box::new(c.clone())),
        };
        vec![
            with.label(DOG, "sheep").unwrap(),
            with.rule(PERSON, AttributeKind::Emotion, Ruling::Accepted).unwrap(),
            with.rule(BUS, AttributeKind::Colour, Ruling::Rejected).unwrap(),
            Edit::SetBox { region: RegionId(3), bbox: BBox::new(600.0, 400.0, 800.0, 600.0) },
            with.reject_region(RegionId(4), true).unwrap(),
            with.add_region(BBox::new(640.0, 5.0, 700.0, 60.0), Some("kite")).unwrap(),
            with.text(TextId(1), "CITY TOURS 5").unwrap(),
            with.rule_relation(
                old.relations.iter().find(|r| r.predicate.words() == "holding").unwrap().id,
                Ruling::Rejected,
            )
            .unwrap(),
            with.scene_name("garden").unwrap(),
            set(&own),
            set(&baseline),
        ]
    };
    for edit in &edits {
        make(&mut old, edit);
    }
    let scene = carried(&old, &analysed(AGAIN));
    let words = |id, kind| scene.regions[&id].asserted_words(kind, 1.0).unwrap_or_default();
    assert_eq!(words(DOG, AttributeKind::Label), "sheep");
    assert_eq!(words(PERSON, AttributeKind::Emotion), "happy", "accepted was happy, not sad");
    assert_eq!(words(BUS, AttributeKind::Colour), "");
    assert_eq!(scene.regions[&RegionId(3)].bbox, BBox::new(600.0, 400.0, 800.0, 600.0));
    assert!(scene.regions[&RegionId(4)].rejected);
    assert_eq!(words(RegionId(6), AttributeKind::Label), "kite");
    assert_eq!(words(BUS, AttributeKind::Text), "CITY TOURS 5");
    let holding = scene.relations.iter().find(|r| r.predicate.words() == "holding").unwrap();
    assert_eq!(holding.ruling, Ruling::Rejected);
    assert_eq!(scene.scene_name.as_ref().unwrap().effective().unwrap().0.words(), "garden");
    let texts: Vec<&str> = scene
        .captions
        .iter()
        .filter(|c| !matches!(c.origin, CaptionOrigin::Fused(_)))
        .map(|c| c.text.as_str())
        .collect();
    assert_eq!(texts, ["Mine.", "Theirs."]);
    // Undone where it was done: the box goes back to where the new analysis found it.
    let bench = &scene.regions[&RegionId(3)];
    assert_eq!(bench.found, Some(BBox::new(555.0, 385.0, 825.0, 640.0)));
}

#[test]
fn locked_words_of_the_fuser_are_kept_for_the_next_fusing() {
    let mut old = analysed(PARK);
    let image = old.captions.iter_mut().find(|c| c.target == CaptionTarget::Image).unwrap();
    let start = image.text.find("CITY TOURS").unwrap();
    image.locked.push(start..start + 10);
    let mut scene = carried(&old, &analysed(AGAIN));
    let rules = Rules::default();
    let proposals = plan::refuse(&scene, &rules);
    let after = &proposals.last().unwrap().after;
    assert!(after.text.contains("CITY TOURS"), "{}", after.text);
    assert_eq!(after.locked.len(), 1);
    plan::accept(&scene, &rules, &proposals).apply(&mut scene).unwrap();
    assert_eq!(plan::stale(&scene, &rules), []);
}

/// Every id that a scene knows.
fn ids(scene: &Scene) -> BTreeSet<RegionId> {
    scene.regions.keys().copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_ruling_outlives_any_analysis_and_ids_are_never_used_again(
        notation in prop_oneof![Just(PARK.to_owned()), random_scene()],
        other in prop_oneof![Just(AGAIN.to_owned()), random_scene()],
        edits in prop::collection::vec(an_edit(), 0..10),
    ) {
        let mut old = analysed(&notation);
        for numbers in &edits {
            if let Some(edit) = edit_of(&old, numbers)
                && edit.apply(&mut old).is_ok()
            {
                rederive(&mut old, &Rules::default(), None, None);
            }
        }
        let new = analysed(&other);
        let scene = carried(&old, &new);
        for region in old.regions.values() {
            for ruled in region.attributes.values().filter(|a| a.ruling != Ruling::Unreviewed) {
                let kept = &scene.regions[&region.id].attributes[&ruled.kind];
                prop_assert_eq!(&kept.ruling, &ruled.ruling);
                if ruled.ruling == Ruling::Accepted {
                    let words = |a: &dce::domain::Attribute| a.decided().map(|(v, _)| v.words());
                    prop_assert_eq!(words(kept), words(ruled));
                }
            }
            if region.rejected {
                prop_assert!(scene.regions[&region.id].rejected);
            }
            if region.found.is_some() || region.is_drawn() {
                prop_assert_eq!(scene.regions[&region.id].bbox, region.bbox);
            }
        }
        for ruled in old.relations.iter().filter(|r| r.ruling != Ruling::Unreviewed) {
            let kept = scene.relations.iter().find(|r| r.id == ruled.id);
            prop_assert_eq!(kept.map(|r| &r.ruling), Some(&ruled.ruling));
        }
        for ruled in old.texts.iter().filter(|t| t.ruling != Ruling::Unreviewed) {
            let kept = scene.texts.iter().find(|t| t.id == ruled.id);
            prop_assert_eq!(kept.map(|t| &t.ruling), Some(&ruled.ruling));
        }
        // A region under an id of before is where that one was, or is that one.
        for id in ids(&old).intersection(&ids(&scene)) {
            let place = |r: &dce::domain::Region| r.found.unwrap_or(r.bbox);
            let (then, now) = (&old.regions[id], &scene.regions[id]);
            prop_assert!(place(then).iou(&place(now)) >= 0.5 || then == now || then.bbox == now.bbox);
        }
        let numbers: BTreeSet<_> = scene.relations.iter().map(|r| r.id).collect();
        prop_assert_eq!(numbers.len(), scene.relations.len());
        prop_assert_eq!(scene.regions.iter().filter(|(id, r)| **id != r.id).count(), 0);
        // The same analysis again changes nothing.
        prop_assert_eq!(carried(&scene, &new), scene);
    }
}
