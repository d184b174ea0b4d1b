//! The HOI decoder: the contract of `pairs` and `verbs`, and the matching of its boxes to regions.

use super::{add_region, card, engine, f32s, look, scene, source};
use dce::domain::{RegionId, Size};
use dce::inference::Picture;
use dce::inference::preprocess::ImageFromInput;
use dce::specialists::Finding;
use dce::specialists::hoi_model::{HoiModel, decode};

const CARD: &str = r#""inputs": [{"name": "image", "dtype": "f32", "shape": [1, 3, 64, 64], "layout": "nchw"}], "decoder": "pairs_verbs", "labels": ["riding", "holding"]"#;
const TWICE: ImageFromInput =
    ImageFromInput { scale_x: 2.0, scale_y: 4.0, offset_x: 10.0, offset_y: 0.0 };

fn verbs() -> Vec<String> {
    vec!["riding".to_owned(), "holding".to_owned()]
}

#[test]
fn boxes_come_back_in_image_pixels_with_their_best_verb() {
    let out = [
        f32s("verbs", &[1, 2, 2], vec![0.2, 0.7, 0.1, 0.2]),
        f32s("pairs", &[1, 2, 8], [[1., 2., 3., 4., 5., 6., 7., 8.]; 2].concat()),
    ];
    let pairs = decode(&out, &TWICE, &verbs(), 0.3, "x").unwrap();
    assert_eq!(pairs.len(), 1, "the second row's verbs are too weak");
    assert_eq!((pairs[0].verb.as_str(), pairs[0].score), ("holding", 0.7));
    assert_eq!(pairs[0].person_in_image, [12.0, 8.0, 16.0, 16.0].into());
    assert_eq!(pairs[0].object_in_image, [20.0, 24.0, 24.0, 32.0].into());
}

#[test]
fn outputs_that_break_the_contract_are_refused_with_their_shape() {
    let pairs = || f32s("pairs", &[2, 8], vec![0.0; 16]);
    let cases = [
        (vec![pairs()], "verbs"),
        (vec![pairs(), f32s("verbs", &[2, 3], vec![0.0; 6])], "[2, 3]"),
        (vec![pairs(), f32s("verbs", &[1, 2], vec![0.0; 2])], "2 rows"),
        (
            vec![f32s("pairs", &[2, 4], vec![0.0; 8]), f32s("verbs", &[2, 2], vec![0.0; 4])],
            "[2, 4]",
        ),
    ];
    for (outputs, expected) in cases {
        let message = decode(&outputs, &TWICE, &verbs(), 0.3, "hoi-x").unwrap_err().to_string();
        assert!(message.contains("hoi-x") && message.contains(expected), "{message}");
    }
}

#[test]
fn pairs_join_the_regions_they_overlap() {
    let size = Size::new(128, 128);
    let mut scene = scene(size);
    let person = add_region(&mut scene, "person", [20.0, 20.0, 60.0, 100.0]);
    let horse = add_region(&mut scene, "horse", [10.0, 60.0, 90.0, 120.0]);
    add_region(&mut scene, "cup", [100.0, 10.0, 110.0, 20.0]);
    let model = engine(|tensor| {
        assert_eq!(tensor.shape(), [1, 3, 64, 64]);
        let rows = [
            [10., 10., 30., 50., 5., 30., 45., 60.], // the person and the horse
            [11., 10., 30., 50., 5., 31., 45., 60.], // again, surer
            [10., 10., 30., 50., 0., 0., 10., 10.],  // an object where no region is
            [5., 30., 45., 60., 10., 10., 30., 50.], // the horse does nothing
        ];
        Ok(vec![
            f32s("pairs", &[4, 8], rows.concat()),
            f32s("verbs", &[4, 2], vec![0.6, 0.1, 0.8, 0.1, 0.9, 0.1, 0.9, 0.1]),
        ])
    });
    let mut hoi = HoiModel::new(card(CARD), source(), model).unwrap();
    let found = look(&mut hoi, &Picture::filled(size, [0; 3]), &scene);
    let [Finding::Interaction { subject, object, evidence }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((*subject, *object), (person, horse));
    assert_eq!((evidence.value.words().as_str(), evidence.score), ("riding", 0.8));
    assert_ne!(RegionId(2), *object);
}

#[test]
fn a_card_without_verbs_is_refused() {
    let without = card(r#""inputs": []"#);
    let error = HoiModel::new(without, source(), engine(|_| Ok(Vec::new()))).err().unwrap();
    assert!(error.to_string().contains("labels"), "{error}");
}
