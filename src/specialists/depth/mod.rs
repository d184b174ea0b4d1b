//! Depth: a file beside the image, else a network, else geometry. All give one nearness map and each region's mean.

pub mod files;
pub mod formats;
pub mod geometry;
pub mod ground;
pub mod guided;
pub mod nearness;
pub mod network;
pub mod sizes;

use super::specialist::{DepthMap, Finding, Look, Specialist, SpecialistError, Stage};
use crate::domain::{
    AttributeKind, Evidence, Place, RegionId, Rules, Scene, Size, Source, Value, Warning,
};
use files::FileDepth;
use geometry::Estimate;
use half::f16;
use nearness::{Nearness, mean_in_box};
use network::DepthNetwork;
use sizes::Sizes;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;
use thiserror::Error;

/// Confidence of a depth file whose meaning is said: measured depth, but of unknown care.
const FILE_CONFIDENCE: f32 = 0.95;

/// Confidence of a depth file that is only taken to be metric: below `assert`, since the guess may turn it over.
const GUESSED_CONFIDENCE: f32 = 0.4;

/// Confidence of the geometric map itself, away from any thing.
const GROUND_CONFIDENCE: f32 = 0.3;

/// Name of the rule behind the geometric estimate.
const GEOMETRY: &str = "depth by geometry";

/// The depth specialist.
pub struct Depth {
    network: Option<DepthNetwork>,
    sizes: Sizes,
}

/// Why depth could not be had.
#[derive(Debug, Error)]
pub enum DepthError {
    #[error(transparent)]
    Disk(#[from] crate::disk::DiskError),
    #[error("{path}: not usable as a depth map: {message}")]
    Unusable { path: PathBuf, message: String },
    #[error(
        "the depth map is {width} × {height}, of another aspect than the image ({} × {}): is it another image's?",
        image.width, image.height
    )]
    Aspect { width: usize, height: usize, image: Size },
    #[error("the depth map is empty")]
    Empty,
    #[error("the depth map holds no known value")]
    NothingKnown,
    #[error("{card}: {message}; mend the card")]
    Card { card: String, message: String },
    #[error("the embedded table of sizes is malformed: {0}")]
    Sizes(String),
}

impl From<DepthError> for SpecialistError {
    fn from(error: DepthError) -> Self {
        SpecialistError::Unexpected(error.to_string())
    }
}

impl Depth {
    /// With a network where a card gives one.
    ///
    /// # Errors
    /// Where the embedded table of sizes is malformed.
    pub fn new(network: Option<DepthNetwork>) -> Result<Self, DepthError> {
        Ok(Self { network, sizes: Sizes::embedded()? })
    }

    /// The geometric estimate: the map, and each region's own confidence.
    fn geometry(
        &self,
        look: &mut Look<'_>,
    ) -> Result<(DepthMap, BTreeMap<RegionId, f32>), SpecialistError> {
        let begin = Instant::now();
        let layout = geometry::layout(look.scene, &self.sizes, look.rules.assert);
        let nearness = geometry::spread(&layout, look.picture)
            .map_err(|e| SpecialistError::Unexpected(e.to_string()))?;
        look.trace.postprocess += begin.elapsed();
        let confidences: BTreeMap<RegionId, f32> =
            layout.things.iter().map(|t| (t.region, t.confidence())).collect();
        let score = match layout.things.len() {
            0 => GROUND_CONFIDENCE,
            n => layout.things.iter().map(Estimate::confidence).sum::<f32>() / n as f32,
        };
        let map = depth_map(nearness, Source::rule(GEOMETRY), score);
        Ok((map, confidences))
    }
}

impl Specialist for Depth {
    fn id(&self) -> &str {
        "depth"
    }

    fn stage(&self) -> Stage {
        Stage::Named
    }

    fn look(&mut self, look: &mut Look<'_>) -> Result<Vec<Finding>, SpecialistError> {
        let size = look.picture.size;
        let begin = Instant::now();
        let (from_file, warning) = match beside(look.path, size) {
            Ok(found) => found,
            Err(warning) => (None, Some(warning)),
        };
        look.trace.preprocess += begin.elapsed();
        let (map, confidences) = if let Some(map) = from_file {
            (map, BTreeMap::new())
        } else if let Some(network) = &mut self.network {
            let nearness = network.look(look.picture, look.trace)?.nearness(size)?;
            let map = depth_map(nearness, network.source.clone(), network.confidence());
            (map, BTreeMap::new())
        } else {
            self.geometry(look)?
        };
        let mut findings = region_depths(&map, &confidences, look.scene, look.rules);
        findings.extend(warning.map(Finding::Warning));
        findings.push(Finding::Depth(map));
        Ok(findings)
    }
}

/// The map of a depth file, with a warning where its meaning had to be guessed; or why it cannot be used.
fn beside(
    image: &std::path::Path,
    size: Size,
) -> Result<(Option<DepthMap>, Option<Warning>), Warning> {
    let unusable = |path: &std::path::Path, error: DepthError| Warning::SidecarUnusable {
        path: path.display().to_string(),
        message: error.to_string(),
    };
    let Some(FileDepth { path, raw, kind_is_said }) =
        files::beside(image).map_err(|e| unusable(image, e))?
    else {
        return Ok((None, None));
    };
    let nearness = raw.nearness(size).map_err(|e| unusable(&path, e))?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let score = if kind_is_said { FILE_CONFIDENCE } else { GUESSED_CONFIDENCE };
    let map = depth_map(nearness, Source::rule(format!("depth file {name}")), score);
    let warning = (!kind_is_said).then(|| Warning::SidecarUnusable {
        path: path.display().to_string(),
        message: "nothing says whether larger values are nearer or farther; they are taken for distances. \
                  Write {\"kind\": \"metric\"}, \"inverse\" or \"disparity\" into <image>.depth.json"
            .to_owned(),
    });
    Ok((Some(map), warning))
}

fn depth_map(nearness: Nearness, source: Source, score: f32) -> DepthMap {
    // In steps that the map's file keeps: a box moved away and back reads the same depth, also from the file.
    let steps = f32::from(u16::MAX);
    let as_kept = |v: f32| f16::from_f32((v * steps).round() / steps);
    DepthMap {
        width: nearness.width,
        height: nearness.height,
        nearness: nearness.values.into_iter().map(as_kept).collect(),
        evidence: Evidence {
            source,
            value: Value::Word("nearness map".to_owned()),
            score,
            place: Some(Place::Image),
        },
    }
}

/// The mean nearness inside each region's box, with its word. A region's own confidence stands where there is one.
pub fn region_depths(
    map: &DepthMap,
    confidences: &BTreeMap<RegionId, f32>,
    scene: &Scene,
    rules: &Rules,
) -> Vec<Finding> {
    let size = scene.image.size;
    let regions = scene.regions.values().filter(|r| !r.rejected);
    regions
        .filter_map(|region| {
            let grid = (map.width, map.height);
            let number = mean_in_box(&map.nearness, grid, &region.bbox, size)?;
            let evidence = Evidence {
                source: map.evidence.source.clone(),
                value: Value::Graded { number, word: rules.depth.word(number).to_owned() },
                score: confidences.get(&region.id).copied().unwrap_or(map.evidence.score),
                place: Some(Place::Box(region.bbox)),
            };
            Some(Finding::Attribute { region: region.id, kind: AttributeKind::Depth, evidence })
        })
        .collect()
}
