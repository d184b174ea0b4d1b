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
//! rejected dog 0.6 at 10,20,90,140
//! ```
//! Regions number from 1 in the order of their lines, texts in theirs. `depth` takes nearness and confidence; every
//! other attribute a word and a confidence. `on N` of a text names its region. `rejected` is a reviewer's word.

use crate::domain::{
    Attribute, AttributeKind, BBox, Evidence, ImageInfo, Place, Point, Polygon, Predicate, Region,
    RegionId, Relation, RelationId, Rules, Ruling, Scene, Size, Source, TextId, TextLine, Value,
};
use crate::relations;
use std::str::FromStr;
use thiserror::Error;

/// A line that is not of the notation.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line}, \"{text}\": {fault}")]
pub struct NotationError {
    /// From 1.
    pub line: usize,
    pub text: String,
    pub fault: String,
}

/// Reads the notation and derives places, sizes and relations with `rules`.
///
/// # Errors
/// The first line that is not of the notation.
pub fn scene(notation: &str, rules: &Rules) -> Result<Scene, NotationError> {
    let mut scene = Scene::new(ImageInfo {
        path: "by-hand.jpg".into(),
        sha256: String::new(),
        size: Size::new(640, 480),
    });
    for (at, line) in notation.lines().map(str::trim).enumerate() {
        if !line.is_empty() && !line.starts_with('#') {
            add_line(&mut scene, line, rules).map_err(|fault| NotationError {
                line: at + 1,
                text: line.to_owned(),
                fault,
            })?;
        }
    }
    for (id, kind, evidence) in relations::place::attributes(&scene, rules) {
        if let Some(region) = scene.regions.get_mut(&id) {
            region.attributes.insert(kind, Attribute::unreviewed(kind, vec![evidence]));
        }
    }
    scene.relations = relations::derive(&scene, rules);
    Ok(scene)
}

fn add_line(scene: &mut Scene, line: &str, rules: &Rules) -> Result<(), String> {
    let (head, rest) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.as_slice() {
        ["image", size] => {
            let (w, h) = size.split_once('x').ok_or("a size is WIDTHxHEIGHT")?;
            scene.image.size = Size::new(parse(w)?, parse(h)?);
        }
        ["scene", name @ .., score] => {
            let (kind, name) = (AttributeKind::Scene, Value::Word(name.join(" ")));
            scene.scene_name = Some(Attribute::single(kind, source(), name, parse(score)?));
        }
        ["text", score, "on", region, "at", corners] => {
            let region = Some(RegionId(parse(region)?));
            add_text(scene, rest, parse(score)?, region, bbox(corners)?);
        }
        ["text", score, "at", corners] => {
            add_text(scene, rest, parse(score)?, None, bbox(corners)?);
        }
        ["verb", score] => add_verb(scene, rest, parse(score)?)?,
        ["rejected", label @ .., score, "at", corners] => {
            add_region(scene, &label.join(" "), parse(score)?, bbox(corners)?, rest, rules)?;
            if let Some(mut last) = scene.regions.last_entry() {
                last.get_mut().rejected = true;
            }
        }
        [label @ .., score, "at", corners] => {
            add_region(scene, &label.join(" "), parse(score)?, bbox(corners)?, rest, rules)?;
        }
        _ => return Err("neither image, scene, text, verb nor a region".into()),
    }
    Ok(())
}

fn source() -> Source {
    Source::rule("by hand")
}

fn parse<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is no number"))
}

fn bbox(corners: &str) -> Result<BBox, String> {
    let numbers: Vec<f32> = corners.split(',').map(parse).collect::<Result<_, _>>()?;
    match numbers.as_slice() {
        [x1, y1, x2, y2] => Ok(BBox::new(*x1, *y1, *x2, *y2)),
        _ => Err(format!("{corners} is no box x1,y1,x2,y2")),
    }
}

fn add_region(
    scene: &mut Scene,
    label: &str,
    score: f32,
    bbox: BBox,
    attributes: &str,
    rules: &Rules,
) -> Result<(), String> {
    let id = RegionId(scene.regions.len() as u32 + 1);
    let mut region = Region::new(id, bbox, score);
    let mut add = |kind, value, score| {
        region.attributes.insert(kind, Attribute::single(kind, source(), value, score));
    };
    let name = Value::Name { node: label.to_owned(), name: label.to_owned() };
    add(AttributeKind::Label, name, score);
    for part in attributes.split(", ").filter(|p| !p.is_empty()) {
        let (key, value) = part.split_once('=').ok_or("an attribute is KIND=VALUE CONFIDENCE")?;
        let (word, score) = value.rsplit_once(' ').ok_or("an attribute ends with a confidence")?;
        let kind = AttributeKind::ALL
            .into_iter()
            .find(|k| k.title() == key)
            .ok_or_else(|| format!("there is no attribute {key}"))?;
        let value = if kind == AttributeKind::Depth {
            let number = parse(word)?;
            Value::Graded { number, word: rules.depth.word(number).to_owned() }
        } else {
            Value::Word(word.to_owned())
        };
        add(kind, value, parse(score)?);
    }
    scene.regions.insert(id, region);
    Ok(())
}

fn add_text(scene: &mut Scene, text: &str, score: f32, region: Option<RegionId>, b: BBox) {
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

fn add_verb(scene: &mut Scene, rest: &str, score: f32) -> Result<(), String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [subject, verb @ .., object] = words.as_slice() else {
        return Err("a verb is REGION doing REGION".into());
    };
    let verb = verb.join(" ");
    scene.relations.push(Relation {
        id: RelationId(scene.relations.len() as u32 + 1),
        subject: RegionId(parse(subject)?),
        predicate: Predicate::Verb(verb.clone()),
        object: RegionId(parse(object)?),
        evidence: Evidence {
            source: source(),
            value: Value::Word(verb),
            score,
            place: Some(Place::Image),
        },
        ruling: Ruling::Unreviewed,
        unfit: None,
    });
    Ok(())
}
