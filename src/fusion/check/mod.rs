//! Checking: everything that reading a caption against the evidence finds, what it leaves out, and how much of the
//! evidence it covers. Pure, deterministic, offline.

pub mod coverage;
mod missing;

use super::ground::finding::{Finding, Verdict};
use super::ground::{self, Grounding};
use crate::domain::{CaptionTarget, FactRef, Mention, Rules, Scene};
use crate::fusion::facts;
use coverage::RowCoverage;
use serde::Serialize;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Spans that rest on evidence, in order of the text; they do not overlap.
    pub mentions: Vec<Mention>,
    /// Findings in order of the text, then what is missing, most salient first.
    pub findings: Vec<Finding>,
    /// Every row of [`coverage::Row::all`], in its order.
    pub coverage: Vec<RowCoverage>,
}

impl Report {
    /// How many findings have that verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|f| f.verdict == verdict).count()
    }
}

/// Checks English text against the evidence of a scene. A region's caption is about that region before any other, and
/// only what is known of it alone can be missing there.
pub fn check(text: &str, target: CaptionTarget, scene: &Scene, rules: &Rules) -> Report {
    let Grounding { mentions, mut findings } = ground::ground(text, target, scene, rules);
    let mut missing = missing::missing(&findings, scene, rules);
    if let CaptionTarget::Region(id) = target {
        let mut own = facts::texts_on(scene, id, rules);
        own.extend(scene.regions.get(&id).into_iter().flat_map(|r| facts::of_region(r, rules)));
        missing.retain(|f| f.rests_on.iter().all(|fact: &FactRef| own.contains(fact)));
    }
    findings.extend(missing);
    let coverage = coverage::coverage(&findings, scene, rules);
    Report { mentions, findings, coverage }
}
