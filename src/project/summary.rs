//! The summary of a record: what lists show of it, as a pure function of scene and rules.

use super::types::Summary;
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, RegionId, Rules, Scene};
use crate::fusion::check::{Report, check};
use crate::fusion::ground::finding::Verdict;
use crate::fusion::{EMBEDDED, facts, fingerprint};
use std::collections::BTreeSet;

/// The summary of a scene under these rules.
pub fn of(scene: &Scene, rules: &Rules) -> Summary {
    let in_force = in_force(scene, CaptionTarget::Image);
    Summary {
        labels: scene.counts(rules.assert).into_keys().collect(),
        texts: scene
            .texts
            .iter()
            .filter_map(|line| facts::text(line, rules))
            .map(|(_, words, _)| words)
            .collect(),
        caption: in_force.map(|c| c.text.clone()).unwrap_or_default(),
        warnings: count(scene.warnings.len()),
        conflicts: count(
            scene.regions.values().filter(|r| !r.rejected).map(|r| r.conflicts.len()).sum(),
        ),
        stale: stale(scene, rules),
        unsupported: in_force
            .map(|c| count(wrong(&check(&c.text, scene, rules))))
            .unwrap_or_default(),
        disagreement: disagreement(scene, rules),
    }
}

/// The caption of a target that counts: the person's, else the fused one; the last of several.
pub fn in_force(scene: &Scene, target: CaptionTarget) -> Option<&Caption> {
    let of_target = || scene.captions.iter().rev().filter(|c| c.target == target);
    of_target()
        .find(|c| matches!(c.origin, CaptionOrigin::Person(_)))
        .or_else(|| of_target().find(|c| matches!(c.origin, CaptionOrigin::Fused(_))))
}

/// Fused captions that are missing or whose inputs differ; none where nothing was fused yet.
fn stale(scene: &Scene, rules: &Rules) -> u32 {
    let own = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    let fused: Vec<&Caption> = scene.captions.iter().filter(|c| c.origin == own).collect();
    if fused.is_empty() {
        return 0;
    }
    let regions: Vec<Caption> =
        fused.iter().filter(|c| c.target != CaptionTarget::Image).map(|c| (*c).clone()).collect();
    let mut told = BTreeSet::new();
    let mut stale = 0;
    for caption in fused {
        let now = match caption.target {
            CaptionTarget::Image => fingerprint::of_image(scene, &regions, rules, EMBEDDED),
            CaptionTarget::Region(id) => {
                told.insert(id);
                match scene.regions.get(&id).filter(|r| !r.rejected) {
                    Some(region) => fingerprint::of_region(scene, region, rules, EMBEDDED),
                    None => continue, // goes with its region at the next fusing; the image's is stale by it
                }
            }
        };
        stale += u32::from(now.fingerprint() != caption.inputs);
    }
    let named: BTreeSet<RegionId> =
        scene.asserted_regions(rules.assert).map(|(region, _)| region.id).collect();
    stale + count(named.difference(&told).count())
}

/// Over all baselines of the image, the share of their claims that the evidence denies.
fn disagreement(scene: &Scene, rules: &Rules) -> f32 {
    let (mut claims, mut denied) = (0, 0);
    for caption in &scene.captions {
        let baseline = matches!(caption.origin, CaptionOrigin::Baseline(_));
        if baseline && caption.target == CaptionTarget::Image {
            let report = check(&caption.text, scene, rules);
            claims += report.findings.iter().filter(|f| f.span.is_some()).count();
            denied += wrong(&report);
        }
    }
    if claims == 0 { 0.0 } else { denied as f32 / claims as f32 }
}

fn wrong(report: &Report) -> usize {
    report.count(Verdict::Unsupported) + report.count(Verdict::Contradicted)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
