//! Faces: BlazeFace on the whole picture and on tiles, every candidate confirmed by closer looks.
//!
//! One look confuses faces with cats, flowers and clocks (a cat 0.76, a flower 0.69, a clock 0.51 on the tuning
//! photographs, a true face in a cap 0.58). A face stays a face when looked at again closer, farther and mirrored;
//! an accident of pixels does not: the mean of four looks is 0.79 or more for the plain faces, 0.71 at most for
//! anything that is none.

use super::blazeface::{INPUT_SIDE, KEYPOINTS, RawFace, anchors, decode, suppress};
use super::runner::{Facing, Runner};
use super::specialist::{Finding, Look, RAW_FLOOR, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Face, Point, Region, RegionId, Size, Source};
use crate::inference::Engine;
use crate::models::Card;

/// A first look's score from which a candidate is looked at again. Lower costs runs, higher loses faces in caps and
/// shadows. Card threshold `candidate`.
const CANDIDATE: f32 = 0.45;
/// Mean score over all looks from which a face is brought. On 68 photographs eight lie at 0.78 and above, all faces;
/// eight from 0.6 to 0.78, three of them faces. Whoever needs certainty asks for 0.78. Card threshold `face`.
const FACE: f32 = 0.6;
/// A closer look below this ends the matter: the lowest look at a true face was 0.59.
const REFUSED: f32 = 0.3;
/// At most this many candidates are looked at again, best first: bounds the time on textures full of accidents.
const MAX_CANDIDATES: usize = 32;
/// Raw candidates that are brought, the best.
const MOST_RAW: usize = 1000;
/// A second look finds the same face where the boxes' IoU is over this.
const SAME_FACE_IOU: f32 = 0.35;
/// The closer looks: how many faces wide the view is, and how it is turned. Three faces wide shows head and
/// shoulders, as most of BlazeFace's training pictures do.
const LOOKS: [(f32, Facing); 3] =
    [(3.0, Facing::AsIs), (3.0, Facing::Mirrored), (4.5, Facing::AsIs)];
/// Overlap of neighbouring tiles, as a share of their side: a face of up to a quarter of a tile lies whole in one.
const TILE_OVERLAP: f32 = 0.25;

/// The face specialist.
pub struct Faces {
    runner: Runner,
    anchors: Vec<Point>,
}

impl Faces {
    /// `engine` holds BlazeFace "back": f32 `[1,256,256,3]` in; logits and boxes for 512 and 384 anchors out.
    pub fn new(card: Card, source: Source, engine: Box<dyn Engine>) -> Self {
        Self { runner: Runner::new(card, source, engine), anchors: anchors() }
    }

    /// The faces in one view, in pixels of the image.
    fn see(
        &mut self,
        view: &BBox,
        facing: Facing,
        min_score: f32,
        look: &mut Look<'_>,
    ) -> Result<Vec<RawFace>, SpecialistError> {
        let side = INPUT_SIDE as u32;
        let outcome = self.runner.run_square(look.picture, view, side, facing, look.trace)?;
        let Some(map) = outcome.image_from_input.first() else { return Ok(Vec::new()) };
        let faces = decode(&outcome.outputs, &self.anchors, min_score, &self.runner.card.id)?;
        let to_image = |p: Point| match facing {
            Facing::AsIs => map.point(p),
            Facing::Mirrored => map.point(Point::new(INPUT_SIDE - p.x, p.y)),
        };
        Ok(faces.iter().map(|f| f.mapped(to_image)).collect())
    }

    /// The face after all looks, with their mean score and their mean box; `None` where a look does not find it.
    fn confirmed(
        &mut self,
        candidate: RawFace,
        look: &mut Look<'_>,
    ) -> Result<Option<RawFace>, SpecialistError> {
        let mut looks = vec![candidate.clone()];
        for (faces_wide, facing) in LOOKS {
            let view = candidate.bbox.widened((faces_wide - 1.0) / 2.0);
            let seen = self.see(&view, facing, REFUSED, look)?;
            let same = seen.into_iter().find(|f| f.bbox.iou(&candidate.bbox) > SAME_FACE_IOU);
            let Some(face) = same else { return Ok(None) };
            looks.push(if facing == Facing::Mirrored { unmirrored(face) } else { face });
        }
        Ok(Some(mean(&looks)))
    }
}

impl Specialist for Faces {
    fn id(&self) -> &str {
        &self.runner.card.id
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let candidate = self.runner.card.threshold("candidate", CANDIDATE);
        let enough = self.runner.card.threshold("face", FACE);
        let mut candidates = Vec::new();
        for view in views(look.picture.size) {
            candidates.extend(self.see(&view, Facing::AsIs, candidate, look)?);
        }
        let mut faces = Vec::new();
        for candidate in suppress(candidates).into_iter().take(MAX_CANDIDATES) {
            faces.extend(self.confirmed(candidate, look)?.filter(|f| f.score >= enough));
        }
        let (size, source) = (look.picture.size, &self.runner.source);
        Ok(suppress(faces)
            .into_iter()
            .filter_map(|f| face(&f, size, source))
            .map(Finding::Face)
            .collect())
    }

    /// Every candidate of the first looks with the score of that look alone, confirmed or not.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let mut candidates = Vec::new();
        for view in views(look.picture.size) {
            candidates.extend(self.see(&view, Facing::AsIs, RAW_FLOOR, look)?);
        }
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates.truncate(MOST_RAW);
        let (size, source) = (look.picture.size, &self.runner.source);
        Ok(candidates.iter().filter_map(|f| face(f, size, source)).map(Finding::Face).collect())
    }
}

/// Square views, which may reach over the right and lower edge: the whole picture, then its tiles: two along the longer side from 450 pixels on, three from 1000, four from 2000.
/// The whole shows faces from about a sixteenth of the longer side up, tiles those of people farther away.
pub fn views(size: Size) -> Vec<BBox> {
    let longer = size.width.max(size.height);
    let along = match longer {
        0..450 => 1,
        450..1000 => 2,
        1000..2000 => 3,
        _ => 4,
    };
    let mut views = vec![BBox::new(0.0, 0.0, longer as f32, longer as f32)];
    if along > 1 {
        let n = along as f32;
        let side = longer as f32 / (n - (n - 1.0) * TILE_OVERLAP);
        for y in starts(size.height as f32, side) {
            for x in starts(size.width as f32, side) {
                views.push(BBox::new(x, y, x + side, y + side));
            }
        }
    }
    views
}

/// Where tiles of a side start along a length, evenly, with at least the overlap.
fn starts(length: f32, side: f32) -> Vec<f32> {
    if length <= side {
        return vec![0.0];
    }
    let steps = ((length - side) / (side * (1.0 - TILE_OVERLAP)) - 0.01).ceil().max(1.0);
    (0..=steps as usize).map(|i| (length - side) * i as f32 / steps).collect()
}

/// A face seen in a mirror has left and right exchanged.
fn unmirrored(face: RawFace) -> RawFace {
    let [right_eye, left_eye, nose, mouth, right_ear, left_ear] = face.keypoints;
    RawFace { keypoints: [left_eye, right_eye, nose, mouth, left_ear, right_ear], ..face }
}

/// The looks' mean score, and their boxes' and keypoints' mean weighted by score.
fn mean(looks: &[RawFace]) -> RawFace {
    let total: f32 = looks.iter().map(|f| f.score).sum();
    let weighted = |value: &dyn Fn(&RawFace) -> f32| -> f32 {
        looks.iter().map(|f| f.score * value(f)).sum::<f32>() / total
    };
    let bbox = BBox::new(
        weighted(&|f| f.bbox.x1),
        weighted(&|f| f.bbox.y1),
        weighted(&|f| f.bbox.x2),
        weighted(&|f| f.bbox.y2),
    );
    let at =
        |i: usize, axis: fn(&Point) -> f32| weighted(&|f| f.keypoints.get(i).map_or(0.0, axis));
    let keypoints: [Point; KEYPOINTS] =
        std::array::from_fn(|i| Point::new(at(i, |p| p.x), at(i, |p| p.y)));
    RawFace { bbox, score: total / looks.len().max(1) as f32, keypoints }
}

/// The face as a finding, cut to the image; `None` where nothing of it lies inside.
fn face(raw: &RawFace, size: Size, source: &Source) -> Option<Face> {
    let bbox = raw.bbox.clamp_to(size);
    bbox.is_proper().then(|| Face {
        bbox,
        score: raw.score,
        keypoints: raw.keypoints.to_vec(),
        source: source.clone(),
        region: None,
        emotions: Vec::new(),
    })
}

/// Matches faces to person regions: the smallest region that holds the face's centre and at least 0.7 of its box,
/// those preferred that hold it in their upper half (the head of a person behind another lies in the upper half of
/// its own box and the lower half of nobody's). A region takes one face, the best; an unmatched face keeps `None`.
pub fn assign_faces<'a>(faces: &mut [Face], persons: impl IntoIterator<Item = &'a Region>) {
    let mut free: Vec<(RegionId, BBox)> = persons.into_iter().map(|r| (r.id, r.bbox)).collect();
    free.sort_by(|a, b| a.1.area().total_cmp(&b.1.area()));
    let mut by_score: Vec<&mut Face> = faces.iter_mut().collect();
    by_score.sort_by(|a, b| b.score.total_cmp(&a.score));
    // Heads first: a face printed on a shirt must not take the shirt's wearer from their own face.
    for heads_only in [true, false] {
        for face in by_score.iter_mut().filter(|f| heads_only || f.region.is_none()) {
            let fits = |(_, person): &(RegionId, BBox)| {
                person.contains(face.bbox.center())
                    && face.bbox.share_inside(person) >= 0.7
                    && (!heads_only || face.bbox.center().y < person.center().y)
            };
            face.region = free.iter().position(fits).map(|at| free.remove(at).0);
        }
    }
}
