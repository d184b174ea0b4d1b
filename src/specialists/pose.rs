//! Body poses: MoveNet MultiPose (Google, 2021; up to six people a run), on the whole picture at one or two scales.

use super::runner::{Facing, Runner};
use super::specialist::{Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{BBox, Joint, Keypoint, Point, Pose, Region, RegionId, Size, Source};
use crate::inference::{Engine, EngineError, Tensor};
use crate::models::Card;
use ndarray::Ix3;

/// Poses scored lower are not brought. On the tuning photographs true poses score 0.2 to 0.69, and things taken for
/// people (a butterfly 0.27, a tree 0.22) lie under 0.3: 0.2 keeps small people, and whoever asks for certainty
/// looks at the score. Card threshold `pose`.
const MIN_POSE_SCORE: f32 = 0.2;

/// Input sides in pixels: 256 for people who fill the picture; 512 for small ones, where the picture has the pixels.
/// Multiples of 32; card thresholds `side` and `large_side`. Neither does the other's work (astronaut 0.46 at 256, none at 512; a campus 0.20 and 0.49 for the same person).
const SMALL_SIDE: f32 = 256.0;
const LARGE_SIDE: f32 = 512.0;
/// A score at the small input, or any face, from which the large one is worth its four times longer run. Of 55
/// photographs none that shows a pose at 512 scores less than 0.1 at 256, and half score less than this. Card threshold `hint`.
const HINT: f32 = 0.05;
/// Longer side in pixels from which the picture is looked at again at the large input.
const LARGE_FROM_PX: u32 = 480;

/// Values of one person's row: 17 × (y, x, score), the box (top, left, bottom, right), the score.
const ROW: usize = 56;

/// The pose specialist.
pub struct Poses {
    runner: Runner,
}

impl Poses {
    /// `engine` holds MoveNet: int32 `[1,H,W,3]` in, `[1,6,56]` out.
    pub fn new(card: Card, source: Source, engine: Box<dyn Engine>) -> Self {
        Self { runner: Runner::new(card, source, engine) }
    }

    /// The poses in the whole picture, seen at one input side, however weak.
    fn see(&mut self, side: u32, look: &mut Look<'_>) -> Result<Vec<Pose>, SpecialistError> {
        let whole = [look.picture.size.bounds()];
        let input = Size::new(side, side);
        let outcome = self.runner.run(look.picture, &whole, input, Facing::AsIs, look.trace)?;
        let Some(map) = outcome.image_from_input.first() else { return Ok(Vec::new()) };
        let to_image = |p: Point| map.point(Point::new(p.x * side as f32, p.y * side as f32));
        let (source, size) = (&self.runner.source, look.picture.size);
        Ok(decode(&outcome.outputs, to_image, size, source, &self.runner.card.id)?)
    }
}

impl Specialist for Poses {
    fn id(&self) -> &str {
        &self.runner.card.id
    }

    fn stage(&self) -> Stage {
        Stage::Image
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let size = look.picture.size;
        let side = |name, fallback| self.runner.card.threshold(name, fallback) as u32;
        let (small, large) = (side("side", SMALL_SIDE), side("large_side", LARGE_SIDE));
        let mut poses = self.see(small, look)?;
        let hint = self.runner.card.threshold("hint", HINT);
        let somebody = !look.scene.faces.is_empty() || poses.iter().any(|p| p.score >= hint);
        if somebody && size.width.max(size.height) >= LARGE_FROM_PX {
            poses.extend(self.see(large, look)?);
        }
        let enough = self.runner.card.threshold("pose", MIN_POSE_SCORE);
        poses.retain(|p| p.score >= enough);
        Ok(one_per_person(poses).into_iter().map(Finding::Pose).collect())
    }

    /// All rows of both inputs, however weak, one person's from each.
    fn look_raw(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let side = |name, fallback| self.runner.card.threshold(name, fallback) as u32;
        let mut poses = Vec::new();
        for side in [side("side", SMALL_SIDE), side("large_side", LARGE_SIDE)] {
            poses.extend(self.see(side, look)?);
        }
        poses.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(poses.into_iter().map(Finding::Pose).collect())
    }
}

/// All rows of the output as poses in pixels of the image, best first. `to_image` takes shares of the input's side.
/// Joints outside the input are dropped.
///
/// # Errors
/// Where no output is `[1,n,56]`.
pub fn decode(
    outputs: &[(String, Tensor)],
    to_image: impl Fn(Point) -> Point,
    image: Size,
    source: &Source,
    model: &str,
) -> Result<Vec<Pose>, EngineError> {
    let people = outputs
        .iter()
        .filter_map(|(_, t)| t.as_f32()?.view().into_dimensionality::<Ix3>().ok())
        .find(|t| t.dim().2 == ROW)
        .ok_or_else(|| EngineError::Output {
            model: model.to_owned(),
            what: format!("of shape [1,n,{ROW}] (MoveNet's)"),
        })?;
    let values: Vec<f32> = people.iter().copied().collect();
    let mut poses: Vec<Pose> = values
        .chunks_exact(ROW)
        .filter_map(|row| decode_row(row, &to_image, image, source))
        .collect();
    poses.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(poses)
}

/// One person's row, in shares of the input's side.
fn decode_row(
    row: &[f32],
    to_image: &impl Fn(Point) -> Point,
    image: Size,
    source: &Source,
) -> Option<Pose> {
    let (joints, rest) = row.split_at_checked(3 * Joint::ALL.len())?;
    let [top, left, bottom, right, score] = rest else { return None };
    let point = |x: &f32, y: &f32| to_image(Point::new(*x, *y));
    let keypoints = Joint::ALL
        .into_iter()
        .zip(joints.chunks_exact(3))
        .filter_map(|(joint, triple)| match triple {
            [y, x, score] if (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y) => {
                Some(Keypoint { joint, point: point(x, y), score: score.clamp(0.0, 1.0) })
            }
            _ => None,
        })
        .collect();
    let (a, b) = (point(left, top), point(right, bottom));
    let bbox = BBox::new(a.x, a.y, b.x, b.y).clamp_to(image);
    bbox.is_proper().then(|| Pose {
        bbox,
        score: score.clamp(0.0, 1.0),
        keypoints,
        source: source.clone(),
        region: None,
    })
}

/// Keeps the best pose of each person that both scales, or two rows of one, have seen.
pub fn one_per_person(mut poses: Vec<Pose>) -> Vec<Pose> {
    poses.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Pose> = Vec::new();
    for pose in poses {
        if !kept.iter().any(|k| is_same_person(k, &pose)) {
            kept.push(pose);
        }
    }
    kept
}

/// Poses are of one person where their common joints lie together (on average within a tenth of the better box's
/// diagonal); where fewer than three are common, where the boxes do.
fn is_same_person(better: &Pose, other: &Pose) -> bool {
    let seen = super::body::MIN_JOINT_SCORE;
    let apart: Vec<f32> = Joint::ALL
        .into_iter()
        .filter_map(|j| Some(better.joint(j, seen)?.distance(other.joint(j, seen)?)))
        .collect();
    if apart.len() < 3 {
        return better.bbox.iou(&other.bbox) > 0.4 || other.bbox.share_inside(&better.bbox) > 0.7;
    }
    let mean = apart.iter().sum::<f32>() / apart.len() as f32;
    mean < 0.1 * better.bbox.width().hypot(better.bbox.height())
}

/// Matches poses to person regions, best pose first, each region once: the region with the highest IoU, where that is
/// at least 0.3, or where the region holds 0.8 of the pose (a pose box ends at joints, a detector's at hair and shoes).
pub fn assign_poses<'a>(poses: &mut [Pose], persons: impl IntoIterator<Item = &'a Region>) {
    let mut free: Vec<(RegionId, BBox)> = persons.into_iter().map(|r| (r.id, r.bbox)).collect();
    let mut by_score: Vec<&mut Pose> = poses.iter_mut().collect();
    by_score.sort_by(|a, b| b.score.total_cmp(&a.score));
    for pose in by_score {
        let fit = |bbox: &BBox| {
            let iou = pose.bbox.iou(bbox);
            (iou >= 0.3 || (iou >= 0.15 && pose.bbox.share_inside(bbox) > 0.8)).then_some(iou)
        };
        let best = free
            .iter()
            .enumerate()
            .filter_map(|(at, (_, bbox))| Some((at, fit(bbox)?)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        pose.region = best.map(|(at, _)| free.swap_remove(at).0);
    }
}
