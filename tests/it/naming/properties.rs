//! What holds whatever the witnesses say.

use super::{namer, region};
use dce::domain::{BBox, Reading, Rules, Source, Witness, WitnessKind};
use dce::naming::posterior::posterior;
use dce::naming::{Curve, Namer, decide};
use proptest::prelude::*;
use std::sync::LazyLock;

static NAMER: LazyLock<Namer> = LazyLock::new(namer);

/// Any reading: classes of both lists, unknown nodes, scores that are no score.
fn reading() -> impl Strategy<Value = Reading> {
    let node = prop_oneof![
        (0..80).prop_map(|i| format!("coco80:{i}")),
        (0..1000).prop_map(|i| format!("imagenet1k:{i}")),
        Just("nobody:3".to_owned()),
        Just(String::new()),
    ];
    let score = prop_oneof![
        8 => 0.0_f32..1.0,
        1 => Just(f32::NAN),
        1 => prop_oneof![Just(-1.0), Just(7.0), Just(f32::INFINITY)],
    ];
    (node, score).prop_map(|(node, score)| Reading {
        node,
        name: "thing nobody knows".into(),
        score,
    })
}

fn any_witness() -> impl Strategy<Value = Witness> {
    let kind = prop_oneof![
        Just((WitnessKind::Detector, "nanodet")),
        Just((WitnessKind::Detector, "centernet")),
        Just((WitnessKind::Detector, "unmeasured")),
        Just((WitnessKind::Crop, "classifier")),
        Just((WitnessKind::Window, "classifier")),
        Just((WitnessKind::Face, "blazeface")),
        Just((WitnessKind::Pose, "movenet")),
        Just((WitnessKind::Gallery, "gallery")),
    ];
    (kind, prop::collection::vec(reading(), 0..6), 1.0_f32..400.0).prop_map(
        |((kind, model), readings, side)| Witness {
            kind,
            source: Source::Specialist {
                id: model.into(),
                model: model.into(),
                card_hash: String::new(),
            },
            bbox: BBox::new(0.0, 0.0, side, side),
            readings,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_posterior_is_one(witnesses in prop::collection::vec(any_witness(), 0..7)) {
        let p = posterior(&NAMER, &witnesses, 100.0, &Rules::default().naming);
        let t = &NAMER.taxonomy;
        prop_assert!((p.of(t.root()) + p.nothing() - 1.0).abs() < 1e-6);
        for n in t.indices() {
            prop_assert!((0.0..=1.0 + 1e-9).contains(&p.of(n)), "{}", p.of(n));
            for a in &t.node(n).ancestors {
                prop_assert!(p.of(*a) >= p.of(n) - 1e-9);
                prop_assert!(p.confidence(*a) >= p.confidence(n) - 1e-9);
            }
        }
    }

    #[test]
    fn the_order_of_witnesses_does_not_matter(
        (witnesses, shuffled) in prop::collection::vec(any_witness(), 0..6)
            .prop_flat_map(|w| (Just(w.clone()), Just(w).prop_shuffle()))
    ) {
        // Comparing debug text: readings may hold NaN.
        let rules = Rules::default();
        let one = decide(&NAMER, &region(witnesses), &rules);
        let other = decide(&NAMER, &region(shuffled), &rules);
        prop_assert_eq!(one.label.map(|e| e.value), other.label.map(|e| e.value));
        prop_assert_eq!(one.fine.map(|f| f.1.value), other.fine.map(|f| f.1.value));
        prop_assert!((one.exists - other.exists).abs() < 1e-5);
    }

    #[test]
    fn a_fine_name_is_below_its_category(
        witnesses in prop::collection::vec(any_witness(), 1..6)
    ) {
        let naming = decide(&NAMER, &region(witnesses), &Rules::default());
        let node = |e: &dce::domain::Evidence| match &e.value {
            dce::domain::Value::Name { node, .. } => NAMER.taxonomy.find(node),
            _ => None,
        };
        if let (Some(label), Some((_, fine))) = (&naming.label, &naming.fine) {
            let (l, f) = (node(label).expect("a node"), node(fine).expect("a node"));
            prop_assert!(l != f && NAMER.taxonomy.is_a(f, l));
            prop_assert!(label.score >= fine.score);
        }
    }

    #[test]
    fn curves_rise_and_stay_within_bounds(score in -2.0_f32..3.0) {
        let curve = Curve::new(vec![0.2, 0.6], vec![0.1, 0.9]).expect("a curve");
        prop_assert!((0.0..=0.9).contains(&curve.at(score)));
        prop_assert!(curve.at(score) <= curve.at(score + 0.1));
    }
}

#[test]
fn lists_that_are_no_curve_are_refused() {
    assert!(Curve::new(vec![], vec![]).is_none());
    assert!(Curve::new(vec![0.2, 0.1], vec![0.1, 0.2]).is_none());
    assert!(Curve::new(vec![0.1, 0.2], vec![0.1]).is_none());
    assert!(Curve::new(vec![0.1, f32::NAN], vec![0.1, 0.2]).is_none());
    assert!(Curve::new(vec![0.1, 0.2], vec![0.1, 1.2]).is_none());
}
