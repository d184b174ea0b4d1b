//! What follows from a scene by rules: rulings stay, nothing is doubled, undoing all gives the start.

use super::{PARK, TAXONOMY, an_edit, ann, edit_of, make, told};
use crate::naming::{centernet, crop, namer, nanodet};
use dce::domain::{
    AttributeKind, BBox, Edit, Evidence, FactRef, Place, RegionId, Rules, Ruling, Source, TextId,
    Value,
};
use dce::fusion::facts;
use dce::naming::{fit, settle};
use dce::pipeline::derive::rederive;
use dce::specialists::DepthMap;
use half::f16;
use proptest::prelude::*;

const PERSON: RegionId = RegionId(1);
const DOG: RegionId = RegionId(2);
const BUS: RegionId = RegionId(5);

#[test]
fn deriving_twice_changes_nothing() {
    let scene = told(PARK);
    let mut again = scene.clone();
    rederive(&mut again, &Rules::default(), None, None);
    assert_eq!(again, scene);
}

#[test]
fn a_moved_box_has_one_size_and_one_place_and_they_are_new() {
    let mut scene = told(PARK);
    let bbox = BBox::new(700.0, 500.0, 720.0, 520.0);
    make(&mut scene, &Edit::SetBox { region: DOG, bbox });
    let dog = &scene.regions[&DOG];
    for (kind, word) in [(AttributeKind::Size, "tiny"), (AttributeKind::Location, "bottom-right")] {
        let attribute = &dog.attributes[&kind];
        assert_eq!(attribute.candidates.len(), 1, "{attribute:?}");
        assert_eq!(dog.asserted_words(kind, 0.5).as_deref(), Some(word));
    }
    assert_eq!(dog.found, Some(BBox::new(320.0, 420.0, 520.0, 640.0)), "where it was found");
}

#[test]
fn a_size_that_a_person_gave_outlives_a_moved_box() {
    let mut scene = told(PARK);
    let edit = ann(&scene).attribute(DOG, AttributeKind::Size, "large").unwrap();
    make(&mut scene, &edit);
    make(&mut scene, &Edit::SetBox { region: DOG, bbox: BBox::new(0.0, 0.0, 9.0, 9.0) });
    assert_eq!(scene.regions[&DOG].asserted_words(AttributeKind::Size, 0.5).unwrap(), "large");
}

#[test]
fn a_corrected_text_is_the_text_of_its_region() {
    let mut scene = told(PARK);
    let text = |scene: &dce::domain::Scene| {
        scene.regions[&BUS].asserted_words(AttributeKind::Text, 0.5).unwrap_or_default()
    };
    assert_eq!(text(&scene), "CITY TOURS");
    let edit = ann(&scene).text(TextId(1), "CITY TOUR 5").unwrap();
    let undo = make(&mut scene, &edit);
    assert_eq!(text(&scene), "CITY TOUR 5");
    assert_eq!(scene.regions[&BUS].attributes[&AttributeKind::Text].candidates.len(), 1);
    make(&mut scene, &undo);
    assert_eq!(scene, told(PARK));
    make(&mut scene, &Edit::RuleText { text: TextId(1), ruling: Ruling::Rejected });
    assert_eq!(text(&scene), "", "a rejected line is nobody's text");
    make(&mut scene, &undo);
    // The bus moves away from under its text: it is the image's own.
    make(&mut scene, &Edit::SetBox { region: BUS, bbox: BBox::new(300.0, 300.0, 600.0, 600.0) });
    assert_eq!((text(&scene), scene.texts[0].region), (String::new(), None));
}

/// BRIEF: a fine name only below its category, an emotion only on a person, a verb only from a person.
#[test]
fn what_a_corrected_label_leaves_no_room_for_is_not_in_force_and_comes_back() {
    let before = told(PARK);
    let asserted = |scene: &dce::domain::Scene, id, kind| {
        facts::of_scene(scene, &Rules::default()).contains(&FactRef::Attribute(id, kind))
    };
    let cases: [(RegionId, &str, AttributeKind, bool); 8] = [
        (DOG, "cat", AttributeKind::FineName, false),
        (DOG, "bicycle", AttributeKind::FineName, false),
        (DOG, "animal", AttributeKind::FineName, true),
        (DOG, "thingummy", AttributeKind::FineName, false),
        (DOG, "collie", AttributeKind::FineName, true),
        (PERSON, "dog", AttributeKind::Emotion, false),
        (PERSON, "statue", AttributeKind::Emotion, false),
        (PERSON, "woman", AttributeKind::Emotion, true),
    ];
    for (id, label, kind, stays) in cases {
        let mut scene = before.clone();
        let edit = ann(&scene).label(id, label).unwrap();
        let undo = make(&mut scene, &edit);
        assert_eq!(asserted(&scene, id, kind), stays, "{kind:?} under {label}");
        let unfit = &scene.regions[&id].attributes[&kind].unfit;
        assert_eq!(unfit.is_none(), stays, "{unfit:?} says why");
        make(&mut scene, &undo);
        assert_eq!(scene, before, "{label} undone");
    }
    let mut scene = before.clone();
    let holding = scene.relations.iter().find(|r| r.predicate.words() == "holding").unwrap().id;
    let tells = |scene: &dce::domain::Scene| {
        facts::relations(scene, &Rules::default()).iter().any(|t| t.relation.id == holding)
    };
    assert!(tells(&scene));
    let edit = ann(&scene).label(PERSON, "dog").unwrap();
    let undo = make(&mut scene, &edit);
    assert!(!tells(&scene), "a dog holds nothing");
    make(&mut scene, &undo);
    assert!(tells(&scene));
}

#[test]
fn a_person_may_give_a_fine_name_that_the_tree_does_not_know_but_none_that_it_knows_elsewhere() {
    for (name, stays) in [("Rex's breed", true), ("poodle", true), ("tabby", false)] {
        let mut scene = told(PARK);
        let edit = ann(&scene).fine_name(DOG, name).unwrap();
        let Edit::RuleAttribute { kind, .. } = &edit else { panic!("{edit:?}") };
        let kind = *kind;
        make(&mut scene, &edit);
        let told = scene.regions[&DOG].asserted_words(kind, 0.5).is_some();
        assert_eq!(told, stays, "{name}: {:?}", scene.regions[&DOG].attributes[&kind].unfit);
    }
}

/// A left-to-right ramp of nearness.
fn ramp() -> DepthMap {
    let (width, height) = (50, 35);
    let nearness =
        (0..width * height).map(|i| f16::from_f32((i % width) as f32 / width as f32)).collect();
    let source = Source::rule("ramp");
    let value = Value::Word("nearness map".into());
    let evidence = Evidence { source, value, score: 0.9, place: Some(Place::Image) };
    DepthMap { width, height, nearness, evidence }
}

#[test]
fn a_drawn_or_moved_box_has_the_depth_of_where_it_is() {
    let (rules, map) = (Rules::default(), ramp());
    let mut scene = told(PARK);
    rederive(&mut scene, &rules, None, Some(&map));
    let start = scene.clone();
    let depth = |scene: &dce::domain::Scene, id| {
        scene.regions[&id].asserted_words(AttributeKind::Depth, 0.5).unwrap_or_default()
    };
    let bbox = BBox::new(900.0, 10.0, 990.0, 60.0);
    let edit = ann(&scene).add_region(bbox, Some("kite")).unwrap();
    let undo_add = edit.apply(&mut scene).unwrap();
    rederive(&mut scene, &rules, None, Some(&map));
    let kite = *scene.regions.keys().last().unwrap();
    assert_eq!(depth(&scene, kite), "near");
    let undo = Edit::SetBox { region: kite, bbox: BBox::new(0.0, 0.0, 90.0, 60.0) }
        .apply(&mut scene)
        .unwrap();
    rederive(&mut scene, &rules, None, Some(&map));
    assert_eq!(depth(&scene, kite), "far");
    assert_eq!(scene.regions[&kite].attributes[&AttributeKind::Depth].candidates.len(), 1);
    undo.apply(&mut scene).unwrap();
    rederive(&mut scene, &rules, None, Some(&map));
    assert_eq!(depth(&scene, kite), "near");
    undo_add.apply(&mut scene).unwrap();
    rederive(&mut scene, &rules, None, Some(&map));
    assert_eq!(scene, start);
}

#[test]
fn depth_words_follow_the_rules_without_a_map() {
    let mut scene = told(PARK);
    let mut rules = Rules::default();
    rules.depth.near = 0.9;
    rederive(&mut scene, &rules, None, None);
    let word = scene.regions[&PERSON].asserted_words(AttributeKind::Depth, 0.5).unwrap();
    assert_eq!(word, "mid");
}

#[test]
fn new_names_leave_rulings_alone() {
    let namer = namer();
    let mut scene = told("image 600x600\n");
    let mut region = dce::domain::Region::new(RegionId(0), BBox::new(0.0, 0.0, 200.0, 200.0), 1.0);
    region.witnesses = vec![
        nanodet(&[("coco80:16", 0.8)]),
        centernet(&[("coco80:16", 0.6)]),
        crop(&[("imagenet1k:231", 0.9)]),
    ];
    scene.regions.insert(RegionId(0), region);
    namer.name(&mut scene, &Rules::default());
    let id = RegionId(0);
    let (label, first) = {
        let label = &scene.regions[&id].attributes[&AttributeKind::Label];
        (label.clone(), label.candidates[0].value.clone())
    };
    rederive(&mut scene, &Rules::default(), Some(&namer), None);
    assert_eq!(scene.regions[&id].attributes[&AttributeKind::Label], label, "the same rules");
    // Accepted: that value, even where other rules would put another first.
    scene.regions.get_mut(&id).unwrap().attributes.get_mut(&AttributeKind::Label).unwrap().ruling =
        Ruling::Accepted;
    let strict = Rules { assert: 0.999, ..Rules::default() };
    rederive(&mut scene, &strict, Some(&namer), None);
    let label = &scene.regions[&id].attributes[&AttributeKind::Label];
    assert_eq!(label.effective(), Some((&first, 1.0)));
    // Corrected: the person's.
    let edit = ann(&scene).label(id, "statue").unwrap();
    edit.apply(&mut scene).unwrap();
    rederive(&mut scene, &Rules::paper(), Some(&namer), None);
    assert_eq!(scene.regions[&id].label(0.5).as_deref(), Some("statue"));
    // The scene's name, too.
    let edit = ann(&scene).scene_name("harbour").unwrap();
    edit.apply(&mut scene).unwrap();
    rederive(&mut scene, &Rules::default(), Some(&namer), None);
    assert_eq!(scene.scene_name.as_ref().unwrap().effective().unwrap().0.words(), "harbour");
    // A drawn region keeps its name and its certainty.
    let edit = ann(&scene).add_region(BBox::new(1.0, 1.0, 90.0, 90.0), Some("kite")).unwrap();
    edit.apply(&mut scene).unwrap();
    rederive(&mut scene, &Rules::default(), Some(&namer), None);
    let drawn = scene.regions.values().last().unwrap();
    assert_eq!((drawn.label(0.5).as_deref(), drawn.score), (Some("kite"), 1.0));
}

#[test]
fn replacing_keeps_what_is_not_ones_own() {
    let evidence = |name: &str, word: &str| Evidence {
        source: Source::rule(name),
        value: Value::Word(word.into()),
        score: 0.7,
        place: None,
    };
    let kind = AttributeKind::Size;
    let mut attribute = dce::domain::Attribute::unreviewed(
        kind,
        vec![evidence("rule", "small"), evidence("other", "large")],
    );
    let own = |e: &Evidence| e.source.short() == "rule";
    settle::replace(&mut attribute, vec![evidence("rule", "tiny")], own);
    let words: Vec<String> = attribute.candidates.iter().map(|c| c.value.words()).collect();
    assert_eq!(words, ["tiny", "large"]);
}

#[test]
fn the_tree_of_fit_is_the_embedded_one() {
    assert_eq!(fit::tree().len(), TAXONOMY.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is done, undoing all of it gives the start, relation ids and mentions included.
    #[test]
    fn undoing_everything_gives_the_start(edits in prop::collection::vec(an_edit(), 1..14)) {
        let start = told(PARK);
        let mut scene = start.clone();
        let mut undo = Vec::new();
        for numbers in &edits {
            if let Some(edit) = edit_of(&scene, numbers)
                && let Ok(inverse) = edit.apply(&mut scene)
            {
                rederive(&mut scene, &Rules::default(), None, None);
                let once = scene.clone();
                rederive(&mut scene, &Rules::default(), None, None);
                prop_assert_eq!(&scene, &once, "derived twice after {:?}", edit);
                undo.push(inverse);
            }
        }
        for inverse in undo.iter().rev() {
            make(&mut scene, inverse);
        }
        prop_assert_eq!(scene, start);
    }

    /// Ids of relations say what is related to what, not what was done before.
    #[test]
    fn relation_ids_do_not_depend_on_the_order_of_edits(
        a in (0..4_u8, 0..5_usize, 0..8_usize, Just([0.0_f32; 4])),
        b in (6..8_u8, 0..5_usize, 0..8_usize, [0.0_f32..900.0, 0.0..900.0, 9.0..300.0, 9.0..300.0]),
    ) {
        let start = told(PARK);
        let (Some(first), Some(second)) = (edit_of(&start, &a), edit_of(&start, &b)) else {
            return Ok(());
        };
        let both = |x: &Edit, y: &Edit| {
            let mut scene = start.clone();
            let done = x.apply(&mut scene).and_then(|_| {
                rederive(&mut scene, &Rules::default(), None, None);
                y.apply(&mut scene)
            });
            rederive(&mut scene, &Rules::default(), None, None);
            done.map(|_| scene)
        };
        prop_assert_eq!(both(&first, &second), both(&second, &first));
    }
}
