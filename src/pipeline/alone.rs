//! A specialist alone, on one image or one region, beside what is known already.

use super::absorb::absorb;
use super::analyst::{AnalyseError, Analyst, Clock, Step};
use super::place::Place;
use crate::domain::{RegionId, Rules, Scene, Warning};
use crate::project::record::Timing;
use crate::specialists::registry::Seated;
use crate::specialists::{DepthMap, Finding, Stage, Trace};
use std::path::Path;

/// Who is to look at what.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    pub path: &'a Path,
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// Id in the registry ("detector": all its models), or of a model ("nanodet": that one alone).
    pub specialist: &'a str,
    /// `None` for the whole image.
    pub region: Option<RegionId>,
    /// What is known so far.
    pub scene: &'a Scene,
    pub rules: &'a Rules,
}

/// What it found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The scene that was asked about with the findings in it. Names, relations and captions are still the old ones, and
    /// to be derived anew.
    pub scene: Scene,
    /// The findings themselves, for a scene that was edited meanwhile: [`absorb`] puts them into any.
    pub findings: Vec<Finding>,
    pub depth: Option<DepthMap>,
    pub timings: Vec<Timing>,
}

impl Analyst {
    /// Lets one specialist look. On a region, one that looks at whole pictures is given the region's part of the
    /// picture alone, and what it finds is brought back; what it finds of other regions is left out.
    ///
    /// # Errors
    /// Where the bytes are no picture or not the scene's, the specialist is not loaded, the region is not there, or the
    /// token was cancelled.
    pub fn look_alone(
        &mut self,
        ask: &Ask<'_>,
        watch: &dyn Fn(Step<'_>),
    ) -> Result<Found, AnalyseError> {
        let seats = self.seats(ask.specialist)?;
        let mut place = Place::open(ask.path, ask.bytes)?;
        if place.info.sha256 != ask.scene.image.sha256 {
            return Err(AnalyseError::OtherFile(ask.path.to_owned()));
        }
        if let Some(id) = ask.region {
            let region = ask.scene.regions.get(&id).ok_or(AnalyseError::NoRegion(id))?;
            place = place.narrowed_to(region)?;
        }
        let mut clock = Clock::begin();
        let (mut scene, mut findings, mut depth) = (ask.scene.clone(), Vec::new(), None);
        let total = seats.len();
        for (done, seat) in seats.into_iter().enumerate() {
            let Some(seated) = self.specialists.get_mut(seat) else { continue };
            let specialist = seated.specialist.as_mut();
            watch(Step::Begins { part: specialist.id(), done, total });
            let mut trace = Trace::default();
            let looked =
                place.look(specialist, (&scene, ask.rules), &mut trace, |s, look| s.look(look));
            if self.cancel.is_cancelled() {
                return Err(AnalyseError::Cancelled);
            }
            let found = looked.unwrap_or_else(|error| {
                let (specialist, message) = (specialist.id().to_owned(), error.to_string());
                vec![Finding::Warning(Warning::SpecialistFailed { specialist, message })]
            });
            clock.specialist(specialist.id(), &trace);
            let kept: Vec<Finding> =
                found.into_iter().filter_map(|f| place.of_region(f, &scene, ask.rules)).collect();
            for finding in &kept {
                if let Finding::Warning(warning) = finding {
                    watch(Step::Warned(warning));
                }
            }
            depth = absorb(&mut scene, &kept, &self.namer, ask.rules).or(depth);
            findings.extend(kept);
        }
        Ok(Found { scene, findings, depth, timings: clock.into_timings() })
    }

    /// The places of the specialists that go by this id, in the order in which they look.
    pub(super) fn seats(&self, id: &str) -> Result<Vec<usize>, AnalyseError> {
        let goes_by_it = |s: &Seated| s.entry == id || s.specialist.id() == id;
        let mut seats: Vec<(Stage, usize)> = self
            .specialists
            .iter()
            .enumerate()
            .filter(|(_, s)| goes_by_it(s))
            .map(|(at, s)| (s.specialist.stage(), at))
            .collect();
        if seats.is_empty() {
            let mut loaded: Vec<&str> = self.specialists.iter().map(|s| s.entry.as_str()).collect();
            loaded.dedup(); // two models of one specialist stand side by side
            let loaded = loaded.join(", ");
            return Err(AnalyseError::NotLoaded { id: id.to_owned(), loaded });
        }
        seats.sort_unstable();
        Ok(seats.into_iter().map(|(_, at)| at).collect())
    }
}
