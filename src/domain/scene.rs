//! The scene of one image: the ground truth from which captions and reports are derived. No pixels inside.

use super::attribute::{Attribute, AttributeKind};
use super::caption::Caption;
use super::evidence::Source;
use super::geometry::{BBox, Point, Polygon, Size};
use super::relation::Relation;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a region within its scene; never reused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct RegionId(pub u32);

/// Identifies a text line within its scene.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct TextId(pub u32);

/// The image file that a scene is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageInfo {
    /// Path as given; bytes that are not UTF-8 are replaced for display, the SHA-256 identifies the file.
    pub path: String,
    /// SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// Upright size (after EXIF rotation) in pixels.
    pub size: Size,
}

/// What kind of observer a witness is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WitnessKind {
    /// A box of an object detector.
    Detector,
    /// A classifier over windows, placed by class activation.
    Window,
    /// A classifier on the region's crop.
    Crop,
    /// A classifier on the whole image.
    WholeImage,
    /// A face in the region.
    Face,
    /// A body pose in the region.
    Pose,
    /// The nearest entry of a user's gallery.
    Gallery,
}

/// One name that a witness reads, with its raw score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Node id of the taxonomy.
    pub node: String,
    /// The witness's own word for it.
    pub name: String,
    /// The model's raw score in 0..1, not yet weighed.
    pub score: f32,
}

/// Everything one observer says about what a region is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    pub kind: WitnessKind,
    pub source: Source,
    /// Where it looked or what it boxed.
    pub bbox: BBox,
    /// Names with raw scores, best first. A classifier's readings need not sum to 1: the rest is unread.
    pub readings: Vec<Reading>,
}

/// A thing in the image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    pub id: RegionId,
    pub bbox: BBox,
    /// Confidence in 0..1 that one thing is here, whatever its name.
    pub score: f32,
    /// Every witness of the region's name; detectors' boxes are among them.
    pub witnesses: Vec<Witness>,
    /// Witnesses of regions that were folded into this one as repeats: evidence that does not count twice for its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<Witness>,
    pub attributes: BTreeMap<AttributeKind, Attribute>,
    /// Strong witnesses that disagree, in words, for the annotator.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<String>,
    /// True where a person removed the region.
    #[serde(default)]
    pub rejected: bool,
    /// The box as it was found, where a person has moved or resized the region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<BBox>,
}

impl Region {
    /// A region with no attributes yet.
    pub fn new(id: RegionId, bbox: BBox, score: f32) -> Self {
        Self {
            id,
            bbox,
            score,
            witnesses: Vec::new(),
            repeats: Vec::new(),
            attributes: BTreeMap::new(),
            conflicts: Vec::new(),
            rejected: false,
            found: None,
        }
    }

    /// True where no detector, window, face or pose led to the region: a person drew it.
    pub fn is_drawn(&self) -> bool {
        use WitnessKind::*;
        !self.witnesses.iter().any(|w| matches!(w.kind, Detector | Window | Face | Pose))
    }

    /// The asserted category's display name.
    pub fn label(&self, assert: f32) -> Option<String> {
        self.asserted_words(AttributeKind::Label, assert)
    }

    /// The asserted fine-grained name, of whichever fine kind.
    pub fn fine_name(&self, assert: f32) -> Option<(AttributeKind, String)> {
        self.attributes
            .keys()
            .copied()
            .filter(|k| k.is_fine())
            .find_map(|k| self.asserted_words(k, assert).map(|w| (k, w)))
    }

    /// The words of an attribute whose confidence is at least `assert`.
    pub fn asserted_words(&self, kind: AttributeKind, assert: f32) -> Option<String> {
        Some(self.attributes.get(&kind)?.asserted(assert)?.words())
    }
}

/// A line of text read from the image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextLine {
    pub id: TextId,
    /// Four corners, clockwise from the text's own top-left.
    pub polygon: Polygon,
    pub text: String,
    /// Confidence in 0..1 that the line says what is written there, from the mean over its characters.
    pub score: f32,
    pub source: Source,
    /// The smallest region that holds at least 0.6 of the polygon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    #[serde(default)]
    pub ruling: super::attribute::Ruling,
}

/// One emotion with its probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Emotion {
    /// angry, disgust, fear, happy, sad, surprise or neutral.
    pub name: String,
    pub score: f32,
}

/// A face.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Face {
    pub bbox: BBox,
    pub score: f32,
    /// Right eye, left eye, nose, mouth, right ear, left ear.
    pub keypoints: Vec<Point>,
    pub source: Source,
    /// The `person` region that contains the face.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// All emotions, most probable first; empty where the emotion model did not look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emotions: Vec<Emotion>,
}

/// The 17 joints of COCO's keypoints, in COCO's order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Joint {
    Nose,
    LeftEye,
    RightEye,
    LeftEar,
    RightEar,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
}

impl Joint {
    pub const ALL: [Joint; 17] = [
        Joint::Nose,
        Joint::LeftEye,
        Joint::RightEye,
        Joint::LeftEar,
        Joint::RightEar,
        Joint::LeftShoulder,
        Joint::RightShoulder,
        Joint::LeftElbow,
        Joint::RightElbow,
        Joint::LeftWrist,
        Joint::RightWrist,
        Joint::LeftHip,
        Joint::RightHip,
        Joint::LeftKnee,
        Joint::RightKnee,
        Joint::LeftAnkle,
        Joint::RightAnkle,
    ];
}

/// A joint where it was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keypoint {
    pub joint: Joint,
    pub point: Point,
    pub score: f32,
}

/// A body pose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pose {
    pub bbox: BBox,
    pub score: f32,
    pub keypoints: Vec<Keypoint>,
    pub source: Source,
    /// The `person` region that the pose belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
}

impl Pose {
    /// A joint's position, where its score is at least `min_score`.
    pub fn joint(&self, joint: Joint, min_score: f32) -> Option<Point> {
        self.keypoints.iter().find(|k| k.joint == joint && k.score >= min_score).map(|k| k.point)
    }
}

/// Which depth map the scene's depths were read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepthInfo {
    pub source: Source,
    /// Confidence in 0..1 of depths read from this map.
    pub score: f32,
    /// The map's file name beside the record (16-bit PNG; 65535 is nearness 1); `None` until written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// What went wrong with a part of the analysis while the rest went on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Warning {
    /// A specialist's model is not in the store.
    ModelMissing { specialist: String, model: String, mend: String },
    /// A specialist failed on this image.
    SpecialistFailed { specialist: String, message: String },
    /// A file beside the image (a depth map, a sidecar) could not be used.
    SidecarUnusable { path: String, message: String },
    /// The picture was read with a loss that matters (first frame only, profile ignored).
    Reading { message: String },
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Warning::ModelMissing { specialist, model, mend } => {
                write!(f, "{specialist}: model {model} is missing; {mend}")
            }
            Warning::SpecialistFailed { specialist, message } => {
                write!(f, "{specialist} failed: {message}")
            }
            Warning::SidecarUnusable { path, message } => write!(f, "{path}: {message}"),
            Warning::Reading { message } => f.write_str(message),
        }
    }
}

/// Everything known about what is in one image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    pub image: ImageInfo,
    pub regions: BTreeMap<RegionId, Region>,
    pub relations: Vec<Relation>,
    pub texts: Vec<TextLine>,
    pub faces: Vec<Face>,
    pub poses: Vec<Pose>,
    /// What the whole picture is ("lakeshore"), where anything says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene_name: Option<Attribute>,
    /// The whole-image witness of the scene name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depth: Option<DepthInfo>,
    pub captions: Vec<Caption>,
    pub warnings: Vec<Warning>,
}

impl Scene {
    /// A scene of which only the image is known.
    pub fn new(image: ImageInfo) -> Self {
        Self {
            image,
            regions: BTreeMap::new(),
            relations: Vec::new(),
            texts: Vec::new(),
            faces: Vec::new(),
            poses: Vec::new(),
            scene_name: None,
            witnesses: Vec::new(),
            depth: None,
            captions: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Regions that no person rejected and whose category is asserted, by id.
    pub fn asserted_regions(&self, assert: f32) -> impl Iterator<Item = (&Region, String)> {
        self.regions
            .values()
            .filter(|r| !r.rejected)
            .filter_map(move |r| r.label(assert).map(|label| (r, label)))
    }

    /// Table 1's count: the asserted regions per label, in label order.
    pub fn counts(&self, assert: f32) -> BTreeMap<String, Vec<RegionId>> {
        let mut counts: BTreeMap<String, Vec<RegionId>> = BTreeMap::new();
        for (region, label) in self.asserted_regions(assert) {
            counts.entry(label).or_default().push(region.id);
        }
        counts
    }
}
