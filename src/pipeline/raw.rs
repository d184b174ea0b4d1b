//! What a specialist sees before any threshold, and what its models were really shown: for people who ask why.

use super::analyst::{AnalyseError, Analyst, Clock, Step};
use super::corrections::next_region_id;
use super::place::Place;
use crate::domain::{BBox, Region, RegionId, Rules, Scene};
use crate::inference::Picture;
use crate::inference::observe::{ObservedRun, observed_first};
use crate::inference::preprocess::pictures_of;
use crate::project::record::{ModelUse, Timing};
use crate::specialists::{Finding, Trace};
use std::path::Path;

/// Inputs that are kept of one specialist: a screenful.
const MOST_INPUTS: usize = 48;

/// Who is to show what it sees.
#[derive(Debug, Clone, Copy)]
pub struct RawAsk<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
    /// Id in the registry ("detector": all its models, side by side), or of a model.
    pub specialist: &'a str,
    /// The part that is asked about, in pixels of the image; `None` for all of it.
    pub bbox: Option<BBox>,
    /// What is known: regions for those who look at regions, faces for those who look at faces. `None` where the image
    /// was not analysed yet.
    pub scene: Option<&'a Scene>,
    pub rules: &'a Rules,
}

/// What a specialist sees, of all its models.
#[derive(Debug, Clone)]
pub struct RawLook {
    /// As it was asked for.
    pub specialist: String,
    pub bbox: Option<BBox>,
    /// SHA-256 of the image's file.
    pub sha256: String,
    /// One for each of its members: detectors have one per model, others one.
    pub members: Vec<RawMember>,
}

/// What one member of a specialist sees.
#[derive(Debug, Clone)]
pub struct RawMember {
    /// Its id: a detector's is its model's.
    pub id: String,
    /// The models that really ran, with card hash, licence and provider; none where it needs no model.
    pub models: Vec<ModelUse>,
    /// In pixels of the image, the strongest first within a kind: `Box` (every box and class from
    /// [`crate::specialists::RAW_FLOOR`] up, doubles too), `Face`, `Pose`, `Text` with their scores, `Reading` (the best
    /// classes of a crop), `Emotions`, `Attribute`, `Depth`.
    pub findings: Vec<Finding>,
    /// What its models were shown, in order, the first dozens.
    pub inputs: Vec<SeenInput>,
    pub timing: Timing,
    /// Why it could not look.
    pub failure: Option<String>,
}

/// One picture as a model was given it: cut, resized, padded, reduced to grey, as its tensor says.
#[derive(Debug, Clone)]
pub struct SeenInput {
    /// The model's id.
    pub model: String,
    /// Number of the run that it was part of, from 0.
    pub run: usize,
    pub picture: Picture,
}

impl Analyst {
    /// Lets one specialist look and tells all that it sees, before any threshold.
    ///
    /// # Errors
    /// Where the bytes are no picture or not the scene's, the specialist is not loaded, the box lies outside the
    /// picture, or the token was cancelled. That a member failed is said in its own place.
    pub fn look_raw(
        &mut self,
        ask: &RawAsk<'_>,
        watch: &dyn Fn(Step<'_>),
    ) -> Result<RawLook, AnalyseError> {
        let seats = self.seats(ask.specialist)?;
        let (place, mut scene) = situation(ask)?;
        if scene.faces.is_empty() && seats.iter().any(|seat| self.is_entry(*seat, "emotion")) {
            scene.faces = self.faces(&place, &scene, ask.rules);
        }
        let mut look = RawLook {
            specialist: ask.specialist.to_owned(),
            bbox: ask.bbox,
            sha256: place.info.sha256.clone(),
            members: Vec::new(),
        };
        let total = seats.len();
        for (done, seat) in seats.into_iter().enumerate() {
            if let Some(seated) = self.specialists.get(seat) {
                watch(Step::Begins { part: seated.specialist.id(), done, total });
            }
            look.members.extend(self.member(seat, &place, &scene, ask.rules));
            if self.cancel.is_cancelled() {
                return Err(AnalyseError::Cancelled);
            }
        }
        Ok(look)
    }

    fn member(
        &mut self,
        seat: usize,
        place: &Place,
        scene: &Scene,
        rules: &Rules,
    ) -> Option<RawMember> {
        let specialist = self.specialists.get_mut(seat)?.specialist.as_mut();
        let id = specialist.id().to_owned();
        let (mut clock, mut trace) = (Clock::begin(), Trace::default());
        let (looked, runs) = observed_first(MOST_INPUTS, || {
            place.look(specialist, (scene, rules), &mut trace, |s, look| s.look_raw(look))
        });
        clock.specialist(&id, &trace);
        let timing = clock.into_timings().pop()?;
        let (findings, failure) = match looked {
            Ok(findings) => (findings, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let findings = findings.into_iter().filter(|f| place.is_about(f, scene)).collect();
        let ran = |m: &&ModelUse| m.id == id || runs.iter().any(|run| run.model == m.id);
        let models = self.models().iter().filter(ran).cloned().collect();
        let inputs = self.inputs(&runs);
        Some(RawMember { id, models, findings, inputs, timing, failure })
    }

    /// The runs' pictures; inputs that are no pictures are left out.
    fn inputs(&self, runs: &[ObservedRun]) -> Vec<SeenInput> {
        let mut seen = Vec::new();
        for (run, observed) in runs.iter().enumerate() {
            let Some(card) = self.card(&observed.model) else { continue };
            for (name, tensor) in &observed.inputs {
                let named = card.inputs.iter().find(|i| i.name == *name || i.name.is_empty());
                let pictures = named.and_then(|input| pictures_of(tensor, input));
                seen.extend(pictures.into_iter().flatten().map(|picture| SeenInput {
                    model: observed.model.clone(),
                    run,
                    picture,
                }));
            }
        }
        seen.truncate(MOST_INPUTS);
        seen
    }

    fn is_entry(&self, seat: usize, entry: &str) -> bool {
        self.specialists.get(seat).is_some_and(|s| s.entry == entry)
    }

    /// The faces that an emotion would be read from; none where nobody finds faces.
    fn faces(&mut self, place: &Place, scene: &Scene, rules: &Rules) -> Vec<crate::domain::Face> {
        let seat = self.specialists.iter_mut().find(|s| s.entry == "faces");
        let found = seat.map(|seated| {
            let specialist = seated.specialist.as_mut();
            place.look(specialist, (scene, rules), &mut Trace::default(), |s, look| s.look(look))
        });
        let findings = found.and_then(Result::ok).unwrap_or_default();
        let face = |finding| match finding {
            Finding::Face(face) => Some(face),
            _ => None,
        };
        findings.into_iter().filter_map(face).collect()
    }
}

/// The place that is asked about, and a scene in which it is a region.
fn situation(ask: &RawAsk<'_>) -> Result<(Place, Scene), AnalyseError> {
    let place = Place::open(ask.path, ask.bytes)?;
    let mut scene = match ask.scene {
        Some(scene) if scene.image.sha256 == place.info.sha256 => scene.clone(),
        Some(_) => return Err(AnalyseError::OtherFile(ask.path.to_owned())),
        None => Scene::new(place.info.clone()),
    };
    let Some(bbox) = ask.bbox else { return Ok((place, scene)) };
    let known = scene.regions.values().find(|r| r.bbox == bbox).cloned();
    let region = known.unwrap_or_else(|| {
        let id = next_region_id(&scene).unwrap_or(RegionId(u32::MAX));
        Region::new(id, bbox, 1.0)
    });
    let place = place.narrowed_to(&region)?;
    scene.regions.insert(region.id, region);
    Ok((place, scene))
}
