//! Relations: places, the choice of words for a pair, and properties on random scenes.

use crate::scenes::{scene, scene_with};
use dce::domain::rules::PlanarRules;
use dce::domain::{BBox, Predicate, RegionId, Relation, Rules, Ruling, Scene, Size, Value};
use dce::relations::{self, place, planar, reduce};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SIZE: Size = Size { width: 600, height: 300 };

#[test]
fn nine_places() {
    let cases = [
        ((100.0, 50.0), "top-left"),
        ((300.0, 50.0), "top"),
        ((500.0, 50.0), "top-right"),
        ((100.0, 150.0), "left"),
        ((300.0, 150.0), "center"),
        ((500.0, 150.0), "right"),
        ((100.0, 250.0), "bottom-left"),
        ((300.0, 250.0), "bottom"),
        ((500.0, 250.0), "bottom-right"),
        // On the cut: the cell further on.
        ((200.0, 100.0), "center"),
        ((400.0, 200.0), "bottom-right"),
    ];
    for ((x, y), expected) in cases {
        let told = place::locate(&BBox::new(x - 9.0, y - 9.0, x + 9.0, y + 9.0), SIZE);
        assert_eq!(told, expected, "centre {x},{y}");
    }
}

#[test]
fn one_planar_relation_a_careful_person_would_say() {
    let b = BBox::new(200.0, 100.0, 300.0, 200.0);
    let cases = [
        (BBox::new(10.0, 100.0, 100.0, 200.0), Some(Predicate::LeftOf)),
        (BBox::new(450.0, 100.0, 550.0, 200.0), Some(Predicate::RightOf)),
        (BBox::new(210.0, 10.0, 290.0, 50.0), Some(Predicate::Above)),
        (BBox::new(210.0, 202.0, 290.0, 290.0), Some(Predicate::Below)),
        (BBox::new(305.0, 100.0, 400.0, 200.0), Some(Predicate::NextTo)),
        (BBox::new(320.0, 150.0, 420.0, 280.0), Some(Predicate::CloseBy)),
        (BBox::new(350.0, 180.0, 420.0, 290.0), Some(Predicate::Near)),
        (BBox::new(220.0, 120.0, 280.0, 180.0), Some(Predicate::Inside)),
        (BBox::new(250.0, 150.0, 350.0, 250.0), Some(Predicate::Overlapping)),
        (b, Some(Predicate::Inside)),
    ];
    for (a, expected) in cases {
        assert_eq!(planar::say(&a, &b, SIZE, &PlanarRules::default()), expected, "{a:?}");
    }
}

#[test]
fn depth_speaks_from_more_than_a_tenth_and_only_where_asserted() {
    let told = |first: &str, second: &str| {
        scene(&format!(
            "image 600x300\ncat 0.9 at 10,50,200,250: depth={first}\ndog 0.9 at 390,50,590,250: depth={second}"
        ))
        .relations
        .iter()
        .any(|r| r.predicate == Predicate::InFrontOf || r.predicate == Predicate::Behind)
    };
    assert!(told("0.75 0.6", "0.5 0.6"));
    assert!(!told("0.55 0.6", "0.5 0.6"));
    assert!(!told("0.9 0.4", "0.1 0.6"));
}

#[test]
fn verbs_are_kept_and_silence_what_they_imply() {
    let scene = scene(
        "image 600x300
         horse 0.9 at 100,100,400,290: depth=0.5 0.8
         person 0.9 at 200,10,300,200: depth=0.9 0.8
         verb 0.8: 2 riding 1",
    );
    let told: Vec<&str> = scene.relations.iter().map(|r| r.predicate.words()).collect();
    assert_eq!(told, ["riding"]);
}

#[test]
fn a_ruling_outlives_derivation_and_ids_are_stable() {
    let mut scene = scene(
        "image 600x300
         cat 0.9 at 10,100,150,200
         dog 0.9 at 250,100,350,200
         sheep 0.9 at 450,100,590,200",
    );
    let first = scene.relations.clone();
    assert_eq!(first, relations::derive(&scene, &Rules::default()), "derivation is idempotent");
    scene.relations[0].ruling =
        Ruling::Corrected { value: Value::Word("behind".into()), author: "ann".into() };
    let again = relations::derive(&scene, &Rules::default());
    assert!(again.contains(&scene.relations[0]));
    for relation in &first[1..] {
        assert!(again.contains(relation), "{relation:?} keeps its id");
    }
}

/// Nodes reachable from each node.
fn closure(nodes: usize, edges: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
    let mut reached: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); nodes];
    for _ in 0..nodes {
        for (a, b) in edges {
            let more: Vec<usize> = reached[*b].iter().copied().chain([*b]).collect();
            reached[*a].extend(more);
        }
    }
    reached
}

/// A scene of boxes: (x, y, width, height) in shares of the image, nearness, and a label.
type Boxes = Vec<(f32, f32, f32, f32, f32, usize)>;

fn boxes() -> impl Strategy<Value = Boxes> {
    let side = 0.0_f32..1.0;
    prop::collection::vec(
        (side.clone(), side.clone(), 0.01_f32..0.6, 0.01_f32..0.6, side, 0..5_usize),
        0..14,
    )
}

fn scene_of(boxes: &Boxes, order: &[usize], rules: &Rules) -> Scene {
    let labels = ["person", "car", "dog", "cup", "chair"];
    let mut notation = String::from("image 1000x700\n");
    for i in order {
        let (x, y, w, h, depth, label) = boxes[*i];
        let (x1, y1) = (x * 1000.0, y * 700.0);
        let (x2, y2) = (x1 + w * 1000.0, y1 + h * 700.0);
        notation += &format!("{} 0.8 at {x1},{y1},{x2},{y2}: depth={depth} 0.8\n", labels[label]);
    }
    scene_with(&notation, rules)
}

/// Relations as facts about boxes, whatever the ids.
fn without_ids(relations: &[Relation], scene: &Scene) -> BTreeSet<String> {
    let name = |id: RegionId| format!("{:?}", scene.regions[&id].bbox);
    relations
        .iter()
        .map(|r| format!("{} {} {}", name(r.subject), r.predicate.words(), name(r.object)))
        .collect()
}

fn every_relation() -> Rules {
    let mut rules = Rules::default();
    rules.relations.per_region = usize::MAX;
    rules.relations.min_salience = 0.0;
    rules.relations.max_alike = usize::MAX;
    rules
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn directions_mirror(a in boxes(), b in boxes()) {
        for (p, q) in a.iter().zip(&b) {
            let boxed = |v: &(f32, f32, f32, f32, f32, usize)| {
                BBox::new(v.0 * 600.0, v.1 * 300.0, (v.0 + v.2) * 600.0, (v.1 + v.3) * 300.0)
            };
            let (p, q) = (boxed(p), boxed(q));
            let there = planar::direction(&p, &q, SIZE);
            let back = planar::direction(&q, &p, SIZE);
            prop_assert_eq!(there.and_then(|d| d.mirrored()), back);
            let rules = PlanarRules::default();
            let (say, yas) = (planar::say(&p, &q, SIZE, &rules), planar::say(&q, &p, SIZE, &rules));
            match say {
                Some(Predicate::Inside) | None => prop_assert_eq!(say, yas),
                Some(other) => prop_assert_eq!(other.mirrored(), yas),
            }
        }
    }

    #[test]
    fn at_most_one_relation_of_a_kind_for_a_pair(boxes in boxes()) {
        // Inside and overlapping are both planar, so this is also "inside excludes overlapping".
        let order: Vec<usize> = (0..boxes.len()).collect();
        let scene = scene_of(&boxes, &order, &every_relation());
        let mut seen = BTreeSet::new();
        for r in &scene.relations {
            let pair = (r.subject.min(r.object), r.subject.max(r.object), r.predicate.kind());
            prop_assert!(seen.insert(pair), "{pair:?} twice");
            prop_assert!(r.subject != r.object);
        }
    }

    #[test]
    fn in_front_of_is_never_cyclic(boxes in boxes()) {
        let order: Vec<usize> = (0..boxes.len()).collect();
        let scene = scene_of(&boxes, &order, &every_relation());
        let at = |id: RegionId| id.0 as usize - 1;
        let edges: Vec<(usize, usize)> = scene.relations.iter().filter_map(|r| match r.predicate {
            Predicate::InFrontOf => Some((at(r.subject), at(r.object))),
            Predicate::Behind => Some((at(r.object), at(r.subject))),
            _ => None,
        }).collect();
        for (node, reached) in closure(boxes.len(), &edges).iter().enumerate() {
            prop_assert!(!reached.contains(&node), "{node} is in front of itself");
        }
    }

    #[test]
    fn reduction_keeps_reachability_and_nothing_else(
        edges in prop::collection::btree_set((0..12_usize, 0..12_usize), 0..60)
    ) {
        let edges: Vec<(usize, usize)> = edges.into_iter().filter(|(a, b)| a < b).collect();
        let keep = reduce::essential(12, &edges);
        let kept: Vec<(usize, usize)> =
            edges.iter().zip(&keep).filter(|(_, k)| **k).map(|(e, _)| *e).collect();
        prop_assert_eq!(closure(12, &edges), closure(12, &kept));
        for i in 0..kept.len() {
            let mut fewer = kept.clone();
            let dropped = fewer.remove(i);
            prop_assert!(!closure(12, &fewer)[dropped.0].contains(&dropped.1), "{dropped:?} is needless");
        }
    }

    #[test]
    fn transitive_relations_go_but_orders_stay_reachable(boxes in boxes()) {
        let order: Vec<usize> = (0..boxes.len()).collect();
        let mut all = every_relation();
        all.relations.drop_transitive = false;
        let (full, reduced) = (scene_of(&boxes, &order, &all), scene_of(&boxes, &order, &every_relation()));
        for (one, other) in [
            (Predicate::LeftOf, Predicate::RightOf),
            (Predicate::Above, Predicate::Below),
            (Predicate::InFrontOf, Predicate::Behind),
        ] {
            let edges = |scene: &Scene| -> Vec<(usize, usize)> {
                let at = |id: RegionId| id.0 as usize - 1;
                scene.relations.iter().filter_map(|r| {
                    if r.predicate == one { Some((at(r.subject), at(r.object))) }
                    else if r.predicate == other { Some((at(r.object), at(r.subject))) }
                    else { None }
                }).collect()
            };
            prop_assert_eq!(
                closure(boxes.len(), &edges(&full)),
                closure(boxes.len(), &edges(&reduced))
            );
        }
    }

    #[test]
    fn permuting_regions_changes_nothing(boxes in boxes(), seed in any::<u64>()) {
        let distinct: BTreeSet<String> = boxes.iter().map(|b| format!("{b:?}")).collect();
        prop_assume!(distinct.len() == boxes.len());
        let straight: Vec<usize> = (0..boxes.len()).collect();
        let mut shuffled = straight.clone();
        shuffled.sort_by_key(|i| (*i as u64 + 1).wrapping_mul(seed | 1));
        for rules in [Rules::default(), every_relation()] {
            let (a, b) = (scene_of(&boxes, &straight, &rules), scene_of(&boxes, &shuffled, &rules));
            prop_assert_eq!(without_ids(&a.relations, &a), without_ids(&b.relations, &b));
        }
    }

    #[test]
    fn no_region_takes_part_in_too_many(boxes in boxes()) {
        let order: Vec<usize> = (0..boxes.len()).collect();
        let rules = Rules::default();
        let scene = scene_of(&boxes, &order, &rules);
        let mut count: BTreeMap<RegionId, usize> = BTreeMap::new();
        for r in &scene.relations {
            *count.entry(r.subject).or_default() += 1;
            *count.entry(r.object).or_default() += 1;
        }
        prop_assert!(count.values().all(|n| *n <= rules.relations.per_region));
    }
}
