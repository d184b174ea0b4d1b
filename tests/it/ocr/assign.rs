//! Text to region: real shares of rotated lines, the smallest region wins.

use dce::domain::rules::TextRules;
use dce::domain::{
    BBox, Point, Polygon, Region, RegionId, Ruling, Source, TextId, TextLine,
};
use dce::specialists::ocr::assign::{assign_texts, share_inside};
use std::collections::BTreeMap;

fn line(corners: [(f32, f32); 4]) -> TextLine {
    TextLine {
        id: TextId(0),
        polygon: Polygon(corners.iter().map(|(x, y)| Point::new(*x, *y)).collect()),
        text: "text".to_owned(),
        score: 0.9,
        source: Source::rule("test"),
        region: None,
        ruling: Ruling::Unreviewed,
    }
}

fn regions(boxes: &[[f32; 4]]) -> BTreeMap<RegionId, Region> {
    let region = |(i, b): (usize, &[f32; 4])| {
        let id = RegionId(i as u32);
        (id, Region::new(id, BBox::from(*b), 0.9))
    };
    boxes.iter().enumerate().map(region).collect()
}

#[test]
fn half_a_diamond_lies_left_of_its_middle() {
    let diamond = line([(10.0, 0.0), (20.0, 10.0), (10.0, 20.0), (0.0, 10.0)]).polygon;
    let share = |x2: f32| share_inside(&diamond, &BBox::new(-5.0, -5.0, x2, 25.0));
    assert!((share(10.0) - 0.5).abs() < 1e-5);
    assert!((share(5.0) - 0.125).abs() < 1e-5, "a corner triangle: {}", share(5.0));
    assert_eq!(share(30.0), 1.0);
    assert_eq!(share(-1.0), 0.0);
}

#[test]
fn the_smallest_region_that_holds_enough_wins() {
    let regions = regions(&[[0.0, 0.0, 100.0, 100.0], [10.0, 10.0, 60.0, 40.0], [12.0, 12.0, 30.0, 30.0]]);
    let mut texts = [
        line([(15.0, 15.0), (45.0, 15.0), (45.0, 25.0), (15.0, 25.0)]), // half in the smallest: the middle one
        line([(70.0, 70.0), (90.0, 70.0), (90.0, 80.0), (70.0, 80.0)]),
        line([(90.0, 90.0), (150.0, 90.0), (150.0, 99.0), (90.0, 99.0)]), // a sixth in the largest: the image's
    ];
    assign_texts(&mut texts, &regions, &TextRules::default());
    let found: Vec<_> = texts.iter().map(|t| t.region).collect();
    assert_eq!(found, [Some(RegionId(1)), Some(RegionId(0)), None]);
}

#[test]
fn a_rejected_region_holds_no_text() {
    let mut regions = regions(&[[0.0, 0.0, 100.0, 100.0], [10.0, 10.0, 60.0, 40.0]]);
    if let Some(region) = regions.get_mut(&RegionId(1)) {
        region.rejected = true;
    }
    let mut texts = [line([(15.0, 15.0), (45.0, 15.0), (45.0, 25.0), (15.0, 25.0)])];
    assign_texts(&mut texts, &regions, &TextRules::default());
    assert_eq!(texts[0].region, Some(RegionId(0)));
}

#[test]
fn the_threshold_is_the_rules() {
    let regions = regions(&[[0.0, 0.0, 10.0, 10.0]]);
    let mut texts = [line([(5.0, 0.0), (15.0, 0.0), (15.0, 10.0), (5.0, 10.0)])];
    assign_texts(&mut texts, &regions, &TextRules { inside: 0.5 });
    assert_eq!(texts[0].region, Some(RegionId(0)));
    assign_texts(&mut texts, &regions, &TextRules { inside: 0.51 });
    assert_eq!(texts[0].region, None);
}
