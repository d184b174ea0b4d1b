//! The summary of a record: what lists show of it, as a pure function of scene and rules.

use super::types::Summary;
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, Rules, Scene};
use crate::fusion::check::{Report, check};
use crate::fusion::ground::finding::Verdict;
use crate::fusion::{facts, plan};

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
            .map(|c| count(wrong(&check(&c.text, c.target, scene, rules))))
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

/// Captions that are not up to date; none where nothing was written yet.
fn stale(scene: &Scene, rules: &Rules) -> u32 {
    if scene.captions.is_empty() { 0 } else { count(plan::stale(scene, rules).len()) }
}

/// Over all baselines of the image, the share of their claims that the evidence denies.
fn disagreement(scene: &Scene, rules: &Rules) -> f32 {
    let (mut claims, mut denied) = (0, 0);
    for caption in &scene.captions {
        let baseline = matches!(caption.origin, CaptionOrigin::Baseline(_));
        if baseline && caption.target == CaptionTarget::Image {
            let report = check(&caption.text, caption.target, scene, rules);
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
