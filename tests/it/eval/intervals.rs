//! Confidence intervals against values worked out elsewhere, and figures of models by hand.

use crate::scenes::scene;
use dce::domain::{CaptionTarget, Rules};
use dce::eval::by_model::{Counts, Measure, figures};
use dce::eval::intervals::{mean_count, share};
use dce::fusion::check::check;

/// Values by Wilson's formula as R's `prop.test(…, correct = FALSE)` prints them.
#[test]
fn shares_have_wilsons_interval() {
    for (hits, n, low, high) in [
        (0, 10, 0.0, 0.277_532_799_9),
        (5, 10, 0.236_593_090_5, 0.763_406_909_5),
        (10, 10, 0.722_467_200_1, 1.0),
        (81, 263, 0.255_288_6, 0.366_220_9),
    ] {
        let e = share(hits, n).unwrap();
        assert!((e.low - low).abs() < 1e-3 && (e.high - high).abs() < 1e-3, "{hits}/{n}: {e:?}");
        assert!(e.low <= e.value && e.value <= e.high, "{e:?}");
    }
    assert_eq!(share(0, 0), None);
}

/// 1, 2, 3, 4: mean 2.5, standard deviation √(5/3), standard error 0.645.
#[test]
fn means_have_the_normal_interval() {
    let e = mean_count([1.0, 2.0, 3.0, 4.0].into_iter()).unwrap();
    assert_eq!((e.value, e.n), (2.5, 4));
    assert!((e.high - e.value - 1.96 * 0.645_497).abs() < 1e-3, "{e:?}");
    let one = mean_count([7.0].into_iter()).unwrap();
    assert_eq!((one.low, one.value, one.high), (7.0, 7.0, 7.0));
    assert_eq!(mean_count([0.0, 3.0].into_iter()).unwrap().low, 0.0, "no count is below 0");
    assert_eq!(mean_count(std::iter::empty()), None);
}

#[test]
fn models_are_told_apart_and_counted_per_caption() {
    let scene = scene("image 640x480\ncat 0.9 at 100,80,400,420: colour=brown 0.8\n");
    let of = |text| Counts::of(&check(text, CaptionTarget::Image, &scene, &Rules::default()));
    let captions = [
        ("b".to_owned(), of("A brown cat.")),
        ("a".to_owned(), of("A black cat and a giraffe.")),
        ("b".to_owned(), of("A giraffe.")),
    ];
    let models = figures(&captions);
    assert_eq!(models.iter().map(|m| m.model.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let b = &models[1];
    assert_eq!((b.captions, b.claims), (2, 3));
    let claims = |what| b.find(Measure::ShareOfClaims, what, "all").unwrap().value;
    assert!((claims("supported") - 2.0 / 3.0).abs() < 1e-9);
    let object = b.find(Measure::PerCaption, "unsupported", "object").unwrap();
    assert_eq!((object.value, object.n), (0.5, 2));
    let missing = b.find(Measure::PerCaption, "missing", "object").unwrap();
    assert_eq!(missing.value, 0.5, "the second names no cat");
    let first = b.find(Measure::ShareOfCaptions, "said and right", "object_1").unwrap();
    assert_eq!((first.value, first.n), (0.5, 2));
    assert!(
        b.find(Measure::ShareOfCaptions, "not said", "object_2").is_none(),
        "there is no second"
    );
}
