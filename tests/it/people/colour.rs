//! Colour terms: of single colours, of boxes on grounds, and where nothing may be said.

use super::{add_region, look, painted, scene};
use dce::domain::{AttributeKind, BBox, Point, Size};
use dce::inference::Picture;
use dce::specialists::Finding;
use dce::specialists::colour::{Colour, dominant, is_monochrome, oklch, term};

#[test]
fn single_colours_have_the_names_people_give_them() {
    let cases = [
        ([0, 0, 0], Some("black")),
        ([25, 25, 28], Some("black")),
        ([128, 128, 128], Some("grey")),
        ([250, 250, 248], Some("white")),
        ([255, 0, 0], Some("red")),
        ([150, 20, 25], Some("red")),
        ([255, 140, 0], Some("orange")),
        ([240, 120, 30], Some("orange")),
        ([255, 235, 0], Some("yellow")),
        ([230, 200, 60], Some("yellow")),
        ([0, 130, 0], Some("green")),
        ([90, 150, 60], Some("green")),
        ([0, 0, 255], Some("blue")),
        ([30, 50, 120], Some("blue")),
        ([110, 170, 230], Some("blue")),
        ([128, 0, 128], Some("purple")),
        ([255, 150, 190], Some("pink")),
        ([139, 69, 19], Some("brown")),
        ([90, 60, 40], Some("brown")),
        ([210, 180, 140], None), // beige: no basic term
        ([0, 128, 128], None),   // teal: green to some, blue to others
    ];
    let wrong: Vec<_> = cases
        .into_iter()
        .filter(|(rgb, expected)| term(oklch(*rgb)) != *expected)
        .map(|(rgb, expected)| (rgb, oklch(rgb), term(oklch(rgb)), expected))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn oklab_has_its_published_values() {
    // Reference pairs of the source: white is (1, 0, 0); sRGB red is L 0.628, C 0.258, h 29.2°.
    let white = oklch([255, 255, 255]);
    assert!((white.l - 1.0).abs() < 1e-3 && white.c < 1e-3);
    let red = oklch([255, 0, 0]);
    assert!(
        (red.l - 0.628).abs() < 1e-3 && (red.c - 0.258).abs() < 1e-3 && (red.h - 29.2).abs() < 0.1
    );
}

const SIZE: Size = Size { width: 200, height: 160 };
const THING: BBox = BBox { x1: 50.0, y1: 40.0, x2: 150.0, y2: 120.0 };

/// An ellipse that fills the box, on a ground.
fn ellipse(thing: [u8; 3], ground: [u8; 3]) -> Picture {
    let (c, rx, ry) = (THING.center(), THING.width() / 2.0, THING.height() / 2.0);
    painted(SIZE, |x, y| {
        let (dx, dy) = ((x as f32 + 0.5 - c.x) / rx, (y as f32 + 0.5 - c.y) / ry);
        if dx * dx + dy * dy < 1.0 { thing } else { ground }
    })
}

#[test]
fn the_thing_is_named_and_not_its_ground() {
    let named = dominant(&ellipse([200, 20, 20], [60, 140, 50]), &THING).unwrap();
    assert_eq!(named.term, "red");
    assert!(named.share > 0.95 && named.score() > 0.9);
    // The thing is the ground's colour: still named where everything is.
    assert_eq!(dominant(&ellipse([60, 140, 50], [60, 140, 50]), &THING).unwrap().term, "green");
}

#[test]
fn nothing_is_said_of_what_has_no_one_colour() {
    let stripes = painted(SIZE, |x, _| if x / 10 % 2 == 0 { [200, 20, 20] } else { [30, 60, 200] });
    assert_eq!(dominant(&stripes, &THING), None);
    let thin =
        painted(SIZE, |x, _| if (95..105).contains(&x) { [200, 20, 20] } else { [90, 150, 60] });
    assert_ne!(dominant(&thin, &THING).map(|d| d.term), Some("red"));
    let small = BBox::new(60.0, 50.0, 70.0, 60.0);
    assert_eq!(dominant(&ellipse([200, 20, 20], [60, 140, 50]), &small), None);
    let outside = BBox::new(500.0, 500.0, 600.0, 600.0);
    assert_eq!(dominant(&ellipse([200, 20, 20], [60, 140, 50]), &outside), None);
}

#[test]
fn part_ground_and_part_thing_is_not_enough() {
    // Two thirds of the box are grass, and grass is all around it: the box may be a green thing or none.
    let picture = painted(SIZE, |x, y| {
        let brown = Point::new(x as f32, y as f32).distance(THING.center()) < 20.0;
        if brown { [90, 60, 40] } else { [90, 150, 60] }
    });
    assert_eq!(dominant(&picture, &THING), None);
}

#[test]
fn a_black_and_white_photograph_has_no_colours() {
    let grey = ellipse([40, 40, 40], [200, 200, 200]);
    assert!(is_monochrome(&grey));
    let mut scene = scene(SIZE);
    add_region(&mut scene, "car", THING.into());
    assert!(look(&mut Colour, &grey, &scene).is_empty());
    assert!(!is_monochrome(&ellipse([200, 20, 20], [200, 200, 200])));
}

#[test]
fn persons_have_no_colour_and_cars_do() {
    let mut scene = scene(SIZE);
    add_region(&mut scene, "person", THING.into());
    let car = add_region(&mut scene, "car", THING.into());
    let found = look(&mut Colour, &ellipse([200, 20, 20], [60, 140, 50]), &scene);
    let [Finding::Attribute { region, kind: AttributeKind::Colour, evidence }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((*region, evidence.value.words().as_str()), (car, "red"));
}
