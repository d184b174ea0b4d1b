//! Where specialists look that are asked alone: the whole picture, or one region of it, given to each as it is made for.

use super::analyst::{AnalyseError, guarded};
use crate::domain::{BBox, Face, ImageInfo, Point, Polygon, Region, RegionId, Rules, Scene};
use crate::inference::Picture;
use crate::specialists::ocr::assign::share_inside;
use crate::specialists::{Finding, Look, Specialist, SpecialistError, Stage, Trace};
use std::path::Path;

/// Share of a region's sides that is shown around it to those who look at whole pictures: they were trained on things
/// with something around them.
const MARGIN: f32 = 0.1;

/// A picture, and the region of it that is asked about.
pub(super) struct Place {
    path: std::path::PathBuf,
    picture: Picture,
    pub info: ImageInfo,
    part: Option<Part>,
}

/// A region's part of the picture.
struct Part {
    id: RegionId,
    bbox: BBox,
    crop: Picture,
    /// Where the crop's corner lies in the image.
    corner: Point,
}

impl Place {
    /// The whole picture.
    pub fn open(path: &Path, bytes: &[u8]) -> Result<Self, AnalyseError> {
        let opened = Picture::from_bytes(bytes, &path.to_string_lossy())?;
        let (picture, info) = (opened.picture, opened.info);
        Ok(Self { path: path.to_owned(), picture, info, part: None })
    }

    /// A region's part of it.
    pub fn narrowed_to(self, region: &Region) -> Result<Self, AnalyseError> {
        let around = region.bbox.widened(MARGIN).clamp_to(self.picture.size);
        let crop = self.picture.crop(&around).ok_or(AnalyseError::NoRegion(region.id))?;
        let corner = Point::new(around.x1.floor(), around.y1.floor());
        let part = Part { id: region.id, bbox: region.bbox, crop, corner };
        Ok(Self { part: Some(part), ..self })
    }

    /// Lets one specialist look by `how`: at a region's crop where it looks at whole pictures, at the region among no
    /// others where it looks at regions' crops, else at everything. Findings are in pixels of the image.
    pub fn look(
        &self,
        specialist: &mut dyn Specialist,
        (scene, rules): (&Scene, &Rules),
        trace: &mut Trace,
        how: impl FnOnce(&mut dyn Specialist, &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError>,
    ) -> Result<Vec<Finding>, SpecialistError> {
        let path = self.path.as_path();
        match (&self.part, specialist.stage()) {
            (Some(part), Stage::Image) => {
                let scene = &part.scene(scene);
                let mut look = Look { picture: &part.crop, path, scene, rules, trace };
                let found = guarded(specialist, |s| how(s, &mut look))?;
                Ok(found.into_iter().map(|f| moved(f, part.corner)).collect())
            }
            (part, stage) => {
                let mut scene = scene.clone();
                if let (Some(part), Stage::Crops) = (part, stage) {
                    scene.regions.retain(|id, _| *id == part.id);
                }
                let (picture, scene) = (&self.picture, &scene);
                let mut look = Look { picture, path, scene, rules, trace };
                guarded(specialist, |s| how(s, &mut look))
            }
        }
    }

    /// Whether a finding says something of the region that is asked about; of the whole image, all do.
    pub fn is_about(&self, finding: &Finding, scene: &Scene) -> bool {
        let Some(part) = &self.part else { return true };
        match finding {
            Finding::Reading { region, .. } => *region == Some(part.id),
            Finding::Attribute { region, .. } => *region == part.id,
            Finding::Emotions { face, .. } => {
                scene.faces.get(*face).is_some_and(|f| part.bbox.contains(f.bbox.center()))
            }
            Finding::Interaction { subject, object, .. } => {
                *subject == part.id || *object == part.id
            }
            // One map for all regions: another would make their depths disagree.
            Finding::Depth(_) => scene.depth.is_none(),
            Finding::Box(_)
            | Finding::Face(_)
            | Finding::Pose(_)
            | Finding::Text(_)
            | Finding::Warning(_) => true,
        }
    }

    /// A finding in the region's crop as one of the region: its box speaks for it where it is its box, and what lies
    /// beside it is not asked about.
    pub fn of_region(&self, finding: Finding, scene: &Scene, rules: &Rules) -> Option<Finding> {
        let Some(part) = &self.part else { return Some(finding) };
        if !self.is_about(&finding, scene) {
            return None;
        }
        let is_inside = |bbox: &BBox| part.bbox.contains(bbox.center());
        match finding {
            Finding::Box(witness) => (witness.bbox.iou(&part.bbox) >= rules.detection.group_iou)
                .then_some(Finding::Reading { region: Some(part.id), witness }),
            Finding::Face(face) => is_inside(&face.bbox).then_some(Finding::Face(face)),
            Finding::Pose(pose) => is_inside(&pose.bbox).then_some(Finding::Pose(pose)),
            Finding::Text(line) => (share_inside(&line.polygon, &part.bbox) >= rules.text.inside)
                .then_some(Finding::Text(line)),
            other => Some(other),
        }
    }
}

impl Part {
    /// What is known of the crop: the faces in it, by which the pose specialist knows that it is worth a closer look.
    fn scene(&self, scene: &Scene) -> Scene {
        let mut of_crop = Scene::new(ImageInfo { size: self.crop.size, ..scene.image.clone() });
        let back = Point::new(-self.corner.x, -self.corner.y);
        of_crop.faces = scene
            .faces
            .iter()
            .filter(|face| self.bbox.contains(face.bbox.center()))
            .map(|face| Face { region: None, ..moved_face(face.clone(), back) })
            .collect();
        of_crop
    }
}

/// A finding of the crop, in pixels of the image.
fn moved(finding: Finding, by: Point) -> Finding {
    match finding {
        Finding::Box(mut witness) => {
            witness.bbox = moved_box(&witness.bbox, by);
            Finding::Box(witness)
        }
        Finding::Face(face) => Finding::Face(moved_face(face, by)),
        Finding::Pose(mut pose) => {
            pose.bbox = moved_box(&pose.bbox, by);
            pose.keypoints.iter_mut().for_each(|k| k.point = moved_point(k.point, by));
            Finding::Pose(pose)
        }
        Finding::Text(mut line) => {
            line.polygon = Polygon(line.polygon.0.iter().map(|p| moved_point(*p, by)).collect());
            Finding::Text(line)
        }
        other => other,
    }
}

fn moved_face(mut face: Face, by: Point) -> Face {
    face.bbox = moved_box(&face.bbox, by);
    face.keypoints.iter_mut().for_each(|p| *p = moved_point(*p, by));
    face
}

fn moved_box(bbox: &BBox, by: Point) -> BBox {
    BBox::new(bbox.x1 + by.x, bbox.y1 + by.y, bbox.x2 + by.x, bbox.y2 + by.y)
}

fn moved_point(point: Point, by: Point) -> Point {
    Point::new(point.x + by.x, point.y + by.y)
}
