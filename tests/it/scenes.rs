//! A compact notation for scenes by hand: a few lines of text in, a `Scene` out, with places, sizes and relations
//! derived as the pipeline derives them.
//!
//! One line per fact; `#` begins a comment line:
//! ```text
//! image 640x480
//! scene lakeshore 0.7
//! cat 0.9 at 100,80,400,420: animal=Egyptian Mau 0.7, colour=brown 0.8, depth=0.9 0.8
//! text 0.95 on 1 at 10,10,60,30: CITY TOURS
//! verb 0.8: 2 riding 1
//! ```
//! Regions number from 1 in the order of their lines. `depth` takes nearness and confidence; every other
//! attribute a word and a confidence. `on N` of a text names its region.

use dce::domain::{
    Attribute, AttributeKind, BBox, Evidence, ImageInfo, Place, Point, Polygon, Predicate, Region,
    RegionId, Relation, RelationId, Rules, Ruling, Scene, Size, Source, TextId, TextLine, Value,
};
use dce::relations;

/// Reads the notation and derives places, sizes and relations with `rules`.
pub fn scene_with(notation: &str, rules: &Rules) -> Scene {
    let mut scene = Scene::new(ImageInfo {
        path: "by-hand.jpg".into(),
        sha256: String::new(),
        size: Size::new(640, 480),
    });
    for line in notation.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (head, rest) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        match words.as_slice() {
            ["image", size] => {
                let (w, h) = size.split_once('x').expect("WxH");
                scene.image.size = Size::new(w.parse().expect("W"), h.parse().expect("H"));
            }
            ["scene", name @ .., score] => {
                scene.scene_name = Some(Attribute::single(
                    AttributeKind::Scene,
                    source(),
                    Value::Word(name.join(" ")),
                    number(score),
                ));
            }
            ["text", score, "on", region, "at", corners] => {
                add_text(&mut scene, rest, number(score), Some(region_id(region)), corners);
            }
            ["text", score, "at", corners] => {
                add_text(&mut scene, rest, number(score), None, corners);
            }
            ["verb", score] => add_verb(&mut scene, rest, number(score)),
            [label @ .., score, "at", corners] => {
                add_region(&mut scene, &label.join(" "), number(score), corners, rest, rules);
            }
            _ => panic!("not a line of the notation: {line}"),
        }
    }
    for (id, kind, evidence) in relations::place::attributes(&scene, rules) {
        let attribute = Attribute { kind, candidates: vec![evidence], ruling: Ruling::Unreviewed };
        scene.regions.get_mut(&id).expect("region").attributes.insert(kind, attribute);
    }
    scene.relations = relations::derive(&scene, rules);
    scene
}

/// [`scene_with`] the default rules.
pub fn scene(notation: &str) -> Scene {
    scene_with(notation, &Rules::default())
}

fn source() -> Source {
    Source::rule("by hand")
}

fn number(text: &str) -> f32 {
    text.parse().unwrap_or_else(|_| panic!("not a number: {text}"))
}

fn region_id(text: &str) -> RegionId {
    RegionId(text.parse().unwrap_or_else(|_| panic!("not a region: {text}")))
}

fn bbox(corners: &str) -> BBox {
    let v: Vec<f32> = corners.split(',').map(number).collect();
    BBox::new(v[0], v[1], v[2], v[3])
}

fn add_region(
    scene: &mut Scene,
    label: &str,
    score: f32,
    corners: &str,
    attributes: &str,
    rules: &Rules,
) {
    let id = RegionId(scene.regions.len() as u32 + 1);
    let mut region = Region::new(id, bbox(corners), score);
    let mut add = |kind, value, score| {
        region.attributes.insert(kind, Attribute::single(kind, source(), value, score));
    };
    let name = Value::Name { node: label.to_owned(), name: label.to_owned() };
    add(AttributeKind::Label, name, score);
    for part in attributes.split(", ").filter(|p| !p.is_empty()) {
        let (key, value) = part.split_once('=').expect("key=value");
        let (word, score) = value.rsplit_once(' ').expect("value score");
        let kind = AttributeKind::ALL
            .into_iter()
            .find(|k| k.title() == key)
            .unwrap_or_else(|| panic!("no attribute {key}"));
        let value = if kind == AttributeKind::Depth {
            let nearness = number(word);
            Value::Graded { number: nearness, word: rules.depth.word(nearness).to_owned() }
        } else {
            Value::Word(word.to_owned())
        };
        add(kind, value, number(score));
    }
    scene.regions.insert(id, region);
}

fn add_text(scene: &mut Scene, text: &str, score: f32, region: Option<RegionId>, corners: &str) {
    let b = bbox(corners);
    let corners = [(b.x1, b.y1), (b.x2, b.y1), (b.x2, b.y2), (b.x1, b.y2)];
    scene.texts.push(TextLine {
        id: TextId(scene.texts.len() as u32 + 1),
        polygon: Polygon(corners.into_iter().map(|(x, y)| Point::new(x, y)).collect()),
        text: text.to_owned(),
        score,
        source: source(),
        region,
        ruling: Ruling::Unreviewed,
    });
}

fn add_verb(scene: &mut Scene, rest: &str, score: f32) {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [subject, verb @ .., object] = words.as_slice() else { panic!("not a verb: {rest}") };
    let verb = verb.join(" ");
    scene.relations.push(Relation {
        id: RelationId(scene.relations.len() as u32 + 1),
        subject: region_id(subject),
        predicate: Predicate::Verb(verb.clone()),
        object: region_id(object),
        evidence: Evidence {
            source: source(),
            value: Value::Word(verb),
            score,
            place: Some(Place::Image),
        },
        ruling: Ruling::Unreviewed,
    });
}
