//! The embedded depth estimate: distances of things from their known sizes and from where they touch the ground.
//!
//! Everything is in q, pixels (image heights) per metre at the thing, which is inverse distance up to the unknown
//! focal length: what nearness needs. Two readings of q are weighed by their deviations: the size of the box over
//! the real size, and the ground at the box's lower end. The map is the ground with every thing laid over it, far
//! ones first, cut out along the picture's edges by a guided filter.

use super::ground::{Contact, Ground, OVER_A_TABLE, STANDING};
use super::guided::{Plane, guided_filter};
use super::nearness::{Nearness, grid, normalise};
use super::sizes::{KnownSize, Measure, Sizes, Stands};
use crate::domain::{BBox, RegionId, Scene, Size};
use crate::inference::Picture;
use crate::inference::resize::ResizeError;
use crate::naming::fit::is_asserted_person;

/// Longer side of the geometric map: boxes know no finer detail.
const SIDE: usize = 192;

/// A box this close to the image's border (share of its side) is cut by it.
const CUT_MARGIN: f32 = 0.01;

/// Relative deviation of the ground's reading for a thing of unknown name: it may stand on something.
const UNKNOWN_SPREAD: f32 = 0.5;

/// Added to the deviation of a size whose box the border cuts: it is then only a bound.
const CUT_SPREAD: f32 = 0.4;

/// Share of a face's box in a person's from which it is the person's own.
const FACE_INSIDE: f32 = 0.8;

/// Share of a box inside another from which the smaller thing is taken to be at the larger or in front of it.
const CONTAINED: f32 = 0.9;

/// A thing's estimated place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub region: RegionId,
    pub bbox: BBox,
    /// Pixels (image heights) per metre: larger is nearer.
    pub q: f32,
    /// Relative standard deviation of `q`.
    pub spread: f32,
}

impl Estimate {
    /// Confidence that the thing's place among the others is as estimated, 0..1: set by hand, not measured. The
    /// hand-made scenes of tests/it/depth are ordered rightly throughout (57 pairs), the stereo photograph's things of
    /// known size too (6 pairs), its two of unknown size mostly wrongly (4 of 9 pairs; spread 0.5). So a spread above
    /// 0.44 stays below 0.5, and none reaches what a measured map has.
    pub fn confidence(&self) -> f32 {
        (0.72 - 0.5 * self.spread).clamp(0.1, 0.7)
    }
}

/// What the geometry says of a scene: estimates of its regions, nearest first, and the ground below them.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub things: Vec<Estimate>,
    pub ground: Ground,
}

/// A region as the estimate sees it.
struct Thing {
    region: RegionId,
    bbox: BBox,
    known: Option<KnownSize>,
    /// The face in it, where it is a person.
    face_q: Option<(f32, f32)>,
    size: Size,
}

/// Estimates every region of a scene that no person rejected.
pub fn layout(scene: &Scene, sizes: &Sizes, assert: f32) -> Layout {
    let size = scene.image.size;
    let things: Vec<Thing> = scene
        .regions
        .values()
        .filter(|r| !r.rejected && r.bbox.is_proper())
        .map(|region| {
            // A goalkeeper is as tall as any person.
            let is_person = is_asserted_person(region, assert);
            let label =
                region.label(assert).map(|l| if is_person { "person".to_owned() } else { l });
            let face = scene
                .faces
                .iter()
                .filter(|_| is_person)
                .filter(|f| f.bbox.share_inside(&region.bbox) > FACE_INSIDE)
                .max_by(|a, b| a.score.total_cmp(&b.score));
            let face_q = face.zip(sizes.of("face")).map(|(face, known)| {
                (face.bbox.height() / size.height as f32 / known.size, known.spread)
            });
            let known = label.and_then(|l| sizes.of(&l));
            Thing { region: region.id, bbox: region.bbox, known, face_q, size }
        })
        .collect();
    let ground = ground_of(&things);
    let mut things: Vec<Estimate> = things.iter().map(|t| t.estimate(&ground)).collect();
    put_contents_in_front(&mut things);
    things.sort_by(|a, b| b.q.total_cmp(&a.q));
    Layout { things, ground: ground.0 }
}

/// The floor under floor things, or the table under table things where nothing stands on a floor.
fn ground_of(things: &[Thing]) -> (Ground, Stands) {
    let contacts = |stands: Stands| -> Vec<Contact> {
        things.iter().filter_map(|t| t.contact(stands)).collect()
    };
    let on_surfaces = contacts(Stands::Surface);
    let any_on_floor = things.iter().any(|t| t.known.is_some_and(|k| k.stands == Stands::Floor));
    if any_on_floor || on_surfaces.is_empty() {
        (Ground::fitted(&contacts(Stands::Floor), STANDING), Stands::Floor)
    } else {
        (Ground::fitted(&on_surfaces, OVER_A_TABLE), Stands::Surface)
    }
}

impl Thing {
    /// The row of its lower end, in image heights.
    fn row(&self) -> f32 {
        self.bbox.y2 / self.size.height as f32
    }

    fn cut_below(&self) -> bool {
        self.row() > 1.0 - CUT_MARGIN
    }

    /// True where the border cuts the extent that its size is compared with.
    fn is_cut(&self, measure: Measure) -> bool {
        let (w, h) = (self.size.width as f32, self.size.height as f32);
        let across = self.bbox.x1 < CUT_MARGIN * w || self.bbox.x2 > (1.0 - CUT_MARGIN) * w;
        let down = self.bbox.y1 < CUT_MARGIN * h || self.cut_below();
        match measure {
            Measure::Height => down,
            Measure::Longest => across || down,
        }
    }

    /// q and its deviation from the known size.
    fn size_q(&self) -> Option<(f32, f32)> {
        let known = self.known?;
        let extent = match known.measure {
            Measure::Height => self.bbox.height(),
            Measure::Longest => self.bbox.height().max(self.bbox.width()),
        };
        let q = extent / self.size.height as f32 / known.size;
        let cut = if self.is_cut(known.measure) { CUT_SPREAD } else { 0.0 };
        let by_body = (q, known.spread + cut);
        // A face measures a person better than a box that may end at a table, a bonnet or the border.
        Some(match self.face_q {
            Some(by_face) if cut > 0.0 => by_face,
            Some(by_face) => weighed(by_body, by_face),
            None => by_body,
        })
    }

    /// Where it says something about the ground of this kind.
    fn contact(&self, stands: Stands) -> Option<Contact> {
        let known = self.known.filter(|k| k.stands == stands)?;
        if self.is_cut(known.measure) || self.cut_below() {
            return None;
        }
        let (q, spread) = self.size_q()?;
        Some(Contact { row: self.row(), q, spread })
    }

    fn estimate(&self, (ground, kind): &(Ground, Stands)) -> Estimate {
        let by_ground = match self.known {
            Some(known) if known.stands != *kind => None,
            Some(_) => Some((ground.q(self.row()), ground.spread)),
            None => Some((ground.q(self.row()), ground.spread.max(UNKNOWN_SPREAD))),
        }
        .filter(|(q, _)| *q > 0.0);
        let (q, spread) = match (self.size_q(), by_ground) {
            // The contact lies below the picture: the thing is at least as near as the picture's lowest row.
            (Some(size), Some(ground)) if self.cut_below() => {
                if size.0 > ground.0 {
                    size
                } else {
                    (ground.0, ground.1.max(size.1))
                }
            }
            (Some(size), Some(ground)) => weighed(size, ground),
            (Some(one), None) | (None, Some(one)) => one,
            // Above the horizon and unknown: far, if anything.
            (None, None) => (0.0, 1.0),
        };
        Estimate { region: self.region, bbox: self.bbox, q, spread }
    }
}

/// Two readings with relative deviations as one: the mean of the logarithms, weighed by precision. Where they
/// disagree by more than their deviations explain, the deviation grows by as much.
fn weighed((q1, s1): (f32, f32), (q2, s2): (f32, f32)) -> (f32, f32) {
    let (w1, w2) = (1.0 / (s1 * s1), 1.0 / (s2 * s2));
    let (l1, l2) = (q1.max(1e-6).ln(), q2.max(1e-6).ln());
    let expected = (s1 * s1 + s2 * s2).sqrt();
    let excess = ((l1 - l2).abs() / expected).max(1.0);
    (((w1 * l1 + w2 * l2) / (w1 + w2)).exp(), excess / (w1 + w2).sqrt())
}

/// What lies within another thing's box is at it or in front of it, where its own estimate is weak.
fn put_contents_in_front(things: &mut [Estimate]) {
    let others = things.to_vec();
    for thing in things {
        let holder = others
            .iter()
            .filter(|o| o.region != thing.region && o.bbox.area() > thing.bbox.area())
            .filter(|o| thing.bbox.share_inside(&o.bbox) >= CONTAINED && o.spread < thing.spread)
            .max_by(|a, b| a.q.total_cmp(&b.q));
        if let Some(holder) = holder
            && thing.q < holder.q
            && thing.spread > UNKNOWN_SPREAD * 0.9
        {
            thing.q = holder.q * 1.02;
        }
    }
}

/// Spreads a layout over the picture.
///
/// # Errors
/// Where the picture cannot be resized.
pub fn spread(layout: &Layout, picture: &Picture) -> Result<Nearness, ResizeError> {
    let (width, height) = grid(picture.size, SIDE);
    let guide = grey(picture, width, height)?;
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height {
        let q = layout.ground.q((y as f32 + 0.5) / height as f32);
        values.extend(std::iter::repeat_n(q, width));
    }
    for thing in layout.things.iter().rev() {
        lay_over(&mut values, &guide, thing, picture.size);
    }
    normalise(&mut values);
    Ok(Nearness { width, height, values })
}

/// Luma 0..1 on the grid.
fn grey(picture: &Picture, width: usize, height: usize) -> Result<Plane, ResizeError> {
    let to = Size::new(width as u32, height as u32);
    let rgba = picture.resized(&picture.size.bounds(), to)?;
    let luma = |p: &[u8]| {
        let channel = |i: usize| f32::from(p.get(i).copied().unwrap_or(0));
        (0.299 * channel(0) + 0.587 * channel(1) + 0.114 * channel(2)) / 255.0
    };
    Ok(Plane { width, height, values: rgba.chunks_exact(4).map(luma).collect() })
}

/// Lays a thing over the map: its box, feathered along the guide's edges. Half of its nearness at least is kept
/// inside the box, so that the mean there is the thing's own.
fn lay_over(values: &mut [f32], guide: &Plane, thing: &Estimate, image: Size) {
    let scale = guide.width as f32 / image.width.max(1) as f32;
    let inside = |range: (f32, f32), limit: usize| {
        let first = ((range.0 * scale).round() as usize).min(limit.saturating_sub(1));
        first..((range.1 * scale).round() as usize).clamp(first + 1, limit.max(first + 1))
    };
    let columns = inside((thing.bbox.x1, thing.bbox.x2), guide.width);
    let rows = inside((thing.bbox.y1, thing.bbox.y2), guide.height);
    let radius = (columns.len().min(rows.len()) / 4).clamp(1, 12);
    let outer = |r: &std::ops::Range<usize>, limit: usize| {
        r.start.saturating_sub(radius)..(r.end + radius).min(limit)
    };
    let (outer_columns, outer_rows) = (outer(&columns, guide.width), outer(&rows, guide.height));
    let part = guide.part(&outer_columns, &outer_rows);
    let mut mask = Vec::with_capacity(part.values.len());
    for y in outer_rows.clone() {
        for x in outer_columns.clone() {
            mask.push(if columns.contains(&x) && rows.contains(&y) { 1.0f32 } else { 0.0 });
        }
    }
    let alpha = guided_filter(&part, &mask, radius, 1e-3);
    let mut cells = alpha.iter().zip(&mask);
    for y in outer_rows {
        for x in outer_columns.clone() {
            let Some((alpha, mask)) = cells.next() else { return };
            if let Some(value) = values.get_mut(y * guide.width + x) {
                let alpha = alpha.clamp(0.5 * mask, 1.0);
                *value += (thing.q - *value) * alpha;
            }
        }
    }
}
