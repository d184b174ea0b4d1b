//! The text specialist over engines that compute: what it asks of them and what it makes of their answers.

use dce::domain::{ImageInfo, Rules, Scene, Size, Source};
use dce::inference::{Engine, EngineError, Picture, Signature, Tensor};
use dce::models::Card;
use dce::specialists::ocr::Ocr;
use dce::specialists::{Finding, Look, Specialist, Stage, Trace};
use ndarray::{ArrayD, IxDyn};
use std::path::Path;

/// A detector that calls dark pixels text, or a recogniser that reads "ab" with the given probability.
struct Computed {
    signature: Signature,
    characters: Option<&'static str>,
    answer: fn(&ArrayD<f32>) -> ArrayD<f32>,
}

impl Computed {
    fn boxed(
        characters: Option<&'static str>,
        answer: fn(&ArrayD<f32>) -> ArrayD<f32>,
    ) -> Box<dyn Engine> {
        Box::new(Self { signature: Signature::default(), characters, answer })
    }
}

impl Engine for Computed {
    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn run(&mut self, inputs: Vec<(&str, Tensor)>) -> Result<Vec<(String, Tensor)>, EngineError> {
        let input = inputs[0].1.as_f32().unwrap();
        Ok(vec![("y".to_owned(), Tensor::F32((self.answer)(input)))])
    }

    fn metadata(&self, key: &str) -> Option<String> {
        self.characters.filter(|_| key == "character").map(str::to_owned)
    }
}

fn dark_is_text(input: &ArrayD<f32>) -> ArrayD<f32> {
    let s = input.shape();
    ArrayD::from_shape_fn(IxDyn(&[1, 1, s[2], s[3]]), |i| {
        if input[[0, 0, i[2], i[3]].as_slice()] < 0.0 { 1.0 } else { 0.0 }
    })
}

fn reads_ab(input: &ArrayD<f32>) -> ArrayD<f32> {
    assert_eq!(input.shape()[2], 48);
    let mut out = ArrayD::zeros(IxDyn(&[input.shape()[0], 3, 4]));
    for line in 0..input.shape()[0] {
        for (step, class) in [1, 0, 2].into_iter().enumerate() {
            out[[line, step, class].as_slice()] = 0.999;
        }
    }
    out
}

fn card(specialist: &str, height: i64) -> Card {
    let json = format!(
        r#"{{"id": "{specialist}", "specialist": "{specialist}", "title": "t", "licence": "MIT", "sources": [],
            "files": [], "inputs": [{{"name": "x", "dtype": "f32", "shape": [-1, 3, {height}, -1],
            "layout": "nchw", "order": "bgr", "mean": [127.5], "std": [127.5]}}],
            "outputs": [{{"name": "y", "dtype": "f32", "shape": [-1, -1, -1]}}]}}"#
    );
    Card::from_json(&json, "test").unwrap()
}

fn ocr(characters: Option<&'static str>) -> Result<Ocr, String> {
    Ocr::new(
        (card("ocr-detector", -1), Computed::boxed(None, dark_is_text)),
        (card("ocr-recogniser", 48), Computed::boxed(characters, reads_ab)),
        Source::rule("test"),
    )
    .map_err(|e| e.to_string())
}

/// White, with two dark bars.
fn two_bars() -> Picture {
    let size = Size::new(400, 300);
    let dark = |x: u32, y: u32| {
        (40..240).contains(&x) && ((50..70).contains(&y) || (150..170).contains(&y))
    };
    let rgba = (0..size.height)
        .flat_map(|y| {
            (0..size.width).flat_map(move |x| if dark(x, y) { [0, 0, 0, 255] } else { [255; 4] })
        })
        .collect();
    Picture::new(size, rgba).unwrap()
}

fn look(ocr: &mut Ocr, picture: &Picture) -> Result<Vec<Finding>, String> {
    let info = ImageInfo { path: String::new(), sha256: String::new(), size: picture.size };
    let (scene, rules, mut trace) = (Scene::new(info), Rules::default(), Trace::default());
    let path = Path::new("none.png");
    ocr.look(&mut Look { picture, path, scene: &scene, rules: &rules, trace: &mut trace })
        .map_err(|e| e.to_string())
}

#[test]
fn every_line_comes_with_its_polygon_in_reading_order() {
    let mut ocr = ocr(Some("a\nb")).unwrap();
    assert_eq!((ocr.id(), ocr.stage()), ("ocr", Stage::Image));
    let findings = look(&mut ocr, &two_bars()).unwrap();
    let texts: Vec<_> = findings
        .iter()
        .map(|f| match f {
            Finding::Text(t) => t,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts.len(), 2);
    for (text, (id, top)) in texts.iter().zip([(1, 50.0), (2, 150.0)]) {
        assert_eq!((text.id.0, text.text.as_str()), (id, "ab"));
        let b = text.polygon.bounds();
        // A bar of 200 × 20 grows by 200 × 20 × 1.6 / 440 = 14.5 on each side.
        assert!((b.x1 - 25.5).abs() < 2.0 && (b.x2 - 254.5).abs() < 2.0, "{b:?}");
        assert!((b.y1 - (top - 14.5)).abs() < 2.0 && (b.y2 - (top + 34.5)).abs() < 2.0, "{b:?}");
        assert!(text.score > 0.9, "{}", text.score);
    }
}

#[test]
fn a_white_page_has_no_text() {
    let mut ocr = ocr(Some("a\nb")).unwrap();
    let white = Picture::filled(Size::new(90, 70), [255; 3]);
    assert!(look(&mut ocr, &white).unwrap().is_empty());
}

#[test]
fn a_recogniser_without_or_with_another_alphabet_is_refused() {
    let missing = ocr(None).err().unwrap();
    assert!(missing.contains("ocr-recogniser") && missing.contains("characters"), "{missing}");
    let mut other = ocr(Some("a\nb\nc")).unwrap();
    let message = look(&mut other, &two_bars()).err().unwrap();
    assert!(message.contains("4 characters") && message.contains("names 5"), "{message}");
}
