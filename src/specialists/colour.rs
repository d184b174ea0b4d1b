//! The basic colour term of a region, where one clearly dominates. Ours, not in the paper's Table 1; runs no model.
//!
//! Pixels are named one by one in OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020) by
//! the eleven basic colour terms of Berlin and Kay (1969); the middle of the box weighs most, and a term that the
//! surroundings have as well must be almost everywhere to count.

use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{AttributeKind, BBox, Evidence, Place, Source, Value};
use crate::inference::Picture;
use std::collections::BTreeMap;

/// Least share of the weighted pixels that the winning term needs. Lower names two-coloured things by half of them;
/// higher says nothing of things with highlights and shadows.
const MIN_SHARE: f32 = 0.55;
/// The same for grey and black, which shade and haze give to anything: below this, all wrong colours on 68 photographs
/// (a brown dog, a blue pot, a forest) were one of the two.
const MIN_SHARE_DULL: f32 = 0.8;
/// Least lead over the second term.
const MIN_LEAD: f32 = 0.25;
/// Where the ring around the box has this much of the winning term, the box may show background ...
const RING_SHARE: f32 = 0.5;
/// ... and the term must have this share of the box; black, grey and white, which roads, walls and skies have, then
/// do not count at all.
const SHARE_OVER_RING: f32 = 0.85;
/// Samples along each side of the box.
const SAMPLES: usize = 40;
/// Boxes with a shorter side under this many pixels are too mixed with their surroundings.
const MIN_SIDE_PX: f32 = 16.0;
/// A picture whose pixels nearly all lie under this OKLab chroma is black-and-white: its greys say nothing of colours.
const MONOCHROME_CHROMA: f32 = 0.02;

/// Categories whose box shows mostly something else (see-through, thin, a screen, clothes), or whose colour nobody says.
const UNCOLOURED: &[&str] = &[
    "person",
    "bicycle",
    "chair",
    "bench",
    "table",
    "television",
    "laptop",
    "wine glass",
    "fork",
    "knife",
    "spoon",
    "scissors",
    "tennis racket",
    "skis",
    "baseball bat",
    "toothbrush",
    "mobile phone",
    "monitor",
    "bowl",
    "plate",
    "bed",
    "traffic light",
    "orange", // the fruit: "a brown orange" helps nobody
];

/// Names colours; runs no model.
#[derive(Debug, Default)]
pub struct Colour;

impl Specialist for Colour {
    fn id(&self) -> &str {
        "colour"
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let started = std::time::Instant::now();
        let mut findings = Vec::new();
        if !is_monochrome(look.picture) {
            for (region, label) in look.scene.asserted_regions(look.rules.assert) {
                if UNCOLOURED.contains(&label.as_str()) {
                    continue;
                }
                if let Some(named) = dominant(look.picture, &region.bbox) {
                    findings.push(Finding::Attribute {
                        region: region.id,
                        kind: AttributeKind::Colour,
                        evidence: Evidence {
                            source: Source::rule("dominant-colour"),
                            value: Value::Word(named.term.to_owned()),
                            score: named.score(),
                            place: Some(Place::Box(region.bbox)),
                        },
                    });
                }
            }
        }
        look.trace.postprocess += started.elapsed();
        Ok(findings)
    }
}

/// A term and its weighted share of the box.
#[derive(Debug, Clone, PartialEq)]
pub struct DominantColour {
    pub term: &'static str,
    /// 0..1.
    pub share: f32,
}

impl DominantColour {
    /// Confidence: 0.68 at the least share, 0.95 where every pixel has the term.
    pub fn score(&self) -> f32 {
        0.35 + 0.6 * self.share
    }
}

/// A colour in OKLab's polar form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OkLch {
    /// Lightness, 0..1.
    pub l: f32,
    /// Chroma, 0 to about 0.32 in sRGB.
    pub c: f32,
    /// Hue in degrees, 0..360.
    pub h: f32,
}

/// sRGB to OKLab in polar form.
pub fn oklch(rgb: [u8; 3]) -> OkLch {
    let [r, g, b] = rgb.map(|v| {
        let v = f32::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    });
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    let lightness = 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s;
    let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s;
    let b = 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s;
    OkLch { l: lightness, c: a.hypot(b), h: b.atan2(a).to_degrees().rem_euclid(360.0) }
}

/// The basic term of one colour; `None` between terms (beige, teal, olive), where people would disagree.
pub fn term(colour: OkLch) -> Option<&'static str> {
    let OkLch { l, c, h } = colour;
    if l < 0.22 && c < 0.07 {
        return Some("black");
    }
    if c < 0.035 {
        return Some(if l < 0.30 {
            "black"
        } else if l > 0.86 {
            "white"
        } else {
            "grey"
        });
    }
    if c < 0.05 {
        return None; // tinted greys
    }
    match h {
        h if h < 15.0 => Some(if l > 0.6 { "pink" } else { "red" }),
        h if h < 40.0 => match (l, c) {
            (l, _) if l > 0.72 => Some("pink"),
            (_, c) if c >= 0.11 => Some("red"),
            (l, _) if l < 0.5 => Some("brown"),
            _ => None,
        },
        h if h < 85.0 => match (l, c) {
            (l, c) if l >= 0.45 && c >= 0.13 => Some("orange"),
            (l, _) if l < 0.58 => Some("brown"),
            _ => None,
        },
        h if h < 118.0 => match (l, c) {
            (l, c) if l >= 0.72 && c >= 0.10 => Some("yellow"),
            (l, _) if l < 0.5 && h < 95.0 => Some("brown"),
            _ => None,
        },
        h if h < 175.0 => Some("green"),
        h if h < 205.0 => None,
        h if h < 290.0 => Some("blue"),
        h if h < 322.0 => Some("purple"),
        h if h < 345.0 => Some(if l > 0.65 { "pink" } else { "purple" }),
        _ => Some(if l > 0.6 { "pink" } else { "red" }),
    }
}

/// The dominating term of a box, or `None` where none is sure.
pub fn dominant(picture: &Picture, bbox: &BBox) -> Option<DominantColour> {
    let bbox = bbox.clamp_to(picture.size);
    if bbox.width().min(bbox.height()) < MIN_SIDE_PX {
        return None;
    }
    let core = shares(picture, &bbox, |u, v| {
        let r2 = u * u + v * v; // 1 at the middle of a side
        if r2 > 1.0 { 0.0 } else { (-2.0 * r2).exp() }
    });
    let mut ranked: Vec<(&'static str, f32)> = core.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (term, share) = *ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |r| r.1);
    let is_dull = matches!(term, "grey" | "black");
    let enough = if is_dull { MIN_SHARE_DULL } else { MIN_SHARE };
    if share < enough || share - second < MIN_LEAD {
        return None;
    }
    let around = bbox.widened(0.2).clamp_to(picture.size);
    let ring = shares(picture, &around, |u, v| if u.abs().max(v.abs()) > 0.75 { 1.0 } else { 0.0 });
    let is_around = ring.get(term).is_some_and(|s| *s >= RING_SHARE);
    let stands_out = share >= SHARE_OVER_RING && !is_dull && term != "white";
    (!is_around || stands_out).then_some(DominantColour { term, share })
}

/// Weighted shares of the terms in a box. `weight` takes the offset from the middle, -1..1 on both axes. Pixels
/// between terms count in the whole and for no term.
fn shares(
    picture: &Picture,
    bbox: &BBox,
    weight: impl Fn(f32, f32) -> f32,
) -> BTreeMap<&'static str, f32> {
    let mut total = 0.0;
    let mut by_term: BTreeMap<&'static str, f32> = BTreeMap::new();
    for (u, v) in grid() {
        let w = weight(2.0 * u - 1.0, 2.0 * v - 1.0);
        let at = (bbox.x1 + u * bbox.width(), bbox.y1 + v * bbox.height());
        let Some(rgb) = pixel(picture, at).filter(|_| w > 0.0) else { continue };
        total += w;
        if let Some(term) = term(oklch(rgb)) {
            *by_term.entry(term).or_insert(0.0) += w;
        }
    }
    by_term.values_mut().for_each(|v| *v /= total);
    by_term
}

/// True where 98 % of the picture's samples have next to no chroma.
pub fn is_monochrome(picture: &Picture) -> bool {
    let (w, h) = (picture.size.width as f32, picture.size.height as f32);
    let coloured = grid()
        .filter_map(|(u, v)| pixel(picture, (u * w, v * h)))
        .filter(|rgb| oklch(*rgb).c > MONOCHROME_CHROMA)
        .count();
    (coloured as f32) < 0.02 * (SAMPLES * SAMPLES) as f32
}

/// Sample places in 0..1 on both axes.
fn grid() -> impl Iterator<Item = (f32, f32)> {
    let at = |i: usize| (i as f32 + 0.5) / SAMPLES as f32;
    (0..SAMPLES * SAMPLES).map(move |i| (at(i % SAMPLES), at(i / SAMPLES)))
}

/// The pixel at a place in image pixels; `None` outside.
fn pixel(picture: &Picture, (x, y): (f32, f32)) -> Option<[u8; 3]> {
    let (column, row) = (x as usize, y as usize);
    if x < 0.0 || y < 0.0 || column >= picture.size.width as usize {
        return None;
    }
    let start = 4 * (row * picture.size.width as usize + column);
    match picture.rgba.get(start..start + 3)? {
        [r, g, b] => Some([*r, *g, *b]),
        _ => None,
    }
}
