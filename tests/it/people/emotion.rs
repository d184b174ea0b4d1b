//! Emotion: only on faces of persons, averaged over views, re-weighed, and trusted less on small and doubtful faces.

use super::{add_region, card, engine, f32s, look, scene, source};
use dce::domain::{Face, RegionId, Size};
use dce::inference::Picture;
use dce::specialists::Finding;
use dce::specialists::emotion::{Emotions, reweighed, trust};

const INPUT: &str = r#""inputs": [{"name": "input_1", "dtype": "f32", "shape": [-1, 64, 64, 1], "layout": "nhwc", "order": "grey", "mean": [127.5], "std": [127.5]}]"#;

fn face(bbox: [f32; 4], score: f32, region: Option<RegionId>) -> Face {
    Face {
        bbox: bbox.into(),
        score,
        keypoints: Vec::new(),
        source: source(),
        region,
        emotions: Vec::new(),
    }
}

/// A classifier that reads brightness as happiness: 0.9 happy on white, 0.9 sad on black.
fn reads_brightness() -> Box<dyn dce::inference::Engine> {
    engine(|tensor| {
        let pixels = tensor.as_f32().unwrap();
        assert_eq!(pixels.shape(), [3, 64, 64, 1], "three margins at once");
        let rows: Vec<f32> = pixels
            .outer_iter()
            .flat_map(|view| {
                let happy = 0.9 * (view.mean().unwrap() + 1.0) / 2.0;
                [0.02, 0.02, 0.02, happy, 0.9 - happy, 0.02, 0.02]
            })
            .collect();
        Ok(vec![f32s("Identity", &[3, 7], rows)])
    })
}

#[test]
fn only_persons_have_emotions() {
    let size = Size::new(300, 300);
    let mut scene = scene(size);
    let person = add_region(&mut scene, "person", [0.0, 0.0, 150.0, 300.0]);
    let cat = add_region(&mut scene, "cat", [150.0, 0.0, 300.0, 300.0]);
    scene.faces = vec![
        face([200.0, 20.0, 260.0, 80.0], 0.9, Some(cat)),
        face([40.0, 20.0, 100.0, 80.0], 0.9, Some(person)),
        face([40.0, 120.0, 100.0, 180.0], 0.9, None),
        face([40.0, 20.0, 52.0, 32.0], 0.9, Some(person)), // too small to see anything
    ];
    let mut emotions = Emotions::new(card(INPUT), source(), reads_brightness());
    let found = look(&mut emotions, &Picture::filled(size, [255; 3]), &scene);
    let [Finding::Emotions { face, emotions, evidence }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(*face, 1);
    assert_eq!(emotions[0].name, "happy");
    assert!(evidence.score > 0.9, "{}", evidence.score);
    let sum: f32 = emotions.iter().map(|e| e.score).sum();
    assert!((sum - 1.0).abs() < 1e-5);
    assert!(emotions.windows(2).all(|w| w[0].score >= w[1].score));
}

#[test]
fn slight_sadness_becomes_neutral_and_a_plain_one_stays() {
    let labels =
        ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"].map(str::to_owned);
    let best = |probabilities: [f32; 7]| {
        let weighed = reweighed(&probabilities, &labels);
        let best = (0..7).max_by(|a, b| weighed[*a].total_cmp(&weighed[*b])).unwrap();
        labels[best].clone()
    };
    assert_eq!(best([0.1, 0.0, 0.1, 0.1, 0.4, 0.0, 0.3]), "neutral");
    assert_eq!(best([0.0, 0.0, 0.0, 0.0, 0.9, 0.0, 0.1]), "sad");
    assert!(reweighed(&[0.0; 7], &labels).iter().all(|p| *p == 0.0), "no reading is no emotion");
}

#[test]
fn small_and_doubtful_faces_are_trusted_less() {
    let trust_of = |width: f32, score| trust(&face([0.0, 0.0, width, width], score, None));
    assert_eq!(trust_of(100.0, 0.9), 1.0);
    assert!((trust_of(24.0, 0.9) - 0.75).abs() < 1e-6);
    assert!(trust_of(100.0, 0.62) < 0.5);
    assert_eq!(trust_of(100.0, 0.4), 0.0);
}
