//! How long checking a caption takes: 250 words over 30 regions are meant to stay under 5 ms, over 300 under 30 ms, and
//! so at every keystroke.

use dce::domain::{
    Attribute, AttributeKind, BBox, CaptionTarget, ImageInfo, Predicate, Region, RegionId,
    Relation, RelationId, Rules, Ruling, Scene, Size, Source, Value,
};
use dce::domain::{Evidence, Place};
use dce::fusion::check::check;
use dce::fusion::vocabulary::Vocabulary;
use dce::{fusion, relations};

fn main() {
    // Read once a process, so that it is measured here and not with the first caption.
    let begun = std::time::Instant::now();
    Vocabulary::embedded();
    println!("vocabulary read in {:.1} ms, once a process", begun.elapsed().as_secs_f64() * 1e3);
    divan::main();
}

/// A street of `count` regions of seven labels, with colours, depths, places, verbs and relations.
fn street(count: u32) -> Scene {
    let labels = ["person", "car", "bus", "traffic light", "dog", "bench", "bicycle"];
    let mut scene = Scene::new(ImageInfo {
        path: String::new(),
        sha256: String::new(),
        size: Size::new(1600, 1200),
    });
    for i in 0..count {
        let (x, y) = ((i * 397 % 1400) as f32, (i * 211 % 1000) as f32);
        let side = 60.0 + (i * 53 % 200) as f32;
        let mut region = Region::new(RegionId(i), BBox::new(x, y, x + side, y + side), 0.9);
        let said = [
            (AttributeKind::Label, Value::Word(labels[i as usize % labels.len()].into())),
            (AttributeKind::Colour, Value::Word(["red", "blue", "white"][i as usize % 3].into())),
            (
                AttributeKind::Depth,
                Value::Graded { number: (i % 10) as f32 / 10.0, word: "mid".into() },
            ),
        ];
        for (kind, value) in said {
            let attribute = Attribute::single(kind, Source::rule("bench"), value, 0.9);
            region.attributes.insert(kind, attribute);
        }
        scene.regions.insert(region.id, region);
    }
    let rules = Rules::default();
    for (id, kind, evidence) in relations::place::attributes(&scene, &rules) {
        if let Some(region) = scene.regions.get_mut(&id) {
            region.attributes.insert(kind, Attribute::unreviewed(kind, vec![evidence]));
        }
    }
    scene.relations = (0..count / 7).map(|i| riding(i, 7 * i, 7 * i + 6)).collect();
    scene.relations = relations::derive(&scene, &rules);
    scene
}

fn riding(id: u32, subject: u32, object: u32) -> Relation {
    Relation {
        id: RelationId(id),
        subject: RegionId(subject),
        predicate: Predicate::Verb("riding".into()),
        object: RegionId(object),
        evidence: Evidence {
            source: Source::rule("bench"),
            value: Value::Word("riding".into()),
            score: 0.9,
            place: Some(Place::Image),
        },
        ruling: Ruling::Unreviewed,
        unfit: None,
    }
}

/// Sentences of all sorts, true and false, again and again up to 250 words.
fn caption() -> String {
    const SENTENCES: &str = "This vibrant street scene captures a bustling afternoon in the city. Several people are \
        riding bicycles past a red bus, while another person in white stands to the left of a blue car near a \
        traffic light. In the foreground, a small dog sits in front of an empty bench, looking towards the camera. \
        It appears to be waiting for its owner, who is smiling and holding a phone in her hand. Two white cars are \
        parked behind the bus, and a third can be seen in the upper right corner of the image. There are no trees, \
        but a sign that reads \"MAIN STREET\" hangs above the door of a shop. The largest bus is closer to the \
        camera than the man on the bench. ";
    let words: Vec<&str> = SENTENCES.split_whitespace().collect();
    words.iter().cycle().take(250).copied().collect::<Vec<_>>().join(" ")
}

#[divan::bench(args = [5, 30, 300])]
fn check_250_words(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let (scene, text, rules) = (street(regions), caption(), Rules::default());
    bencher.bench(|| check(divan::black_box(&text), CaptionTarget::Image, &scene, &rules));
}

/// The same caption with one letter typed at its end, as at a keystroke.
#[divan::bench(args = [30, 300])]
fn check_after_one_letter(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let (scene, rules) = (street(regions), Rules::default());
    let texts = [caption(), caption() + "a"];
    let mut at = 0;
    bencher.bench_local(|| {
        at += 1;
        check(divan::black_box(&texts[at % 2]), CaptionTarget::Image, &scene, &rules)
    });
}

/// What the embedded fuser wrote, read back.
#[divan::bench(args = [30, 300])]
fn check_own_caption(bencher: divan::Bencher<'_, '_>, regions: u32) {
    let (mut scene, rules) = (street(regions), Rules::default());
    fusion::fuse_embedded(&mut scene, &rules);
    let text = scene.captions.last().map(|c| c.text.clone()).unwrap_or_default();
    bencher.bench(|| check(divan::black_box(&text), CaptionTarget::Image, &scene, &rules));
}
