//! Which captions are stale, what made them so, and what re-fusing would write: all of it computed, nothing stored.

use super::compose::compose_regions;
use super::fingerprint::{self, Inputs};
use super::proof;
use super::{EMBEDDED, keep, why};
use crate::domain::{Caption, CaptionOrigin, CaptionTarget, Edit, Rules, Scene};

/// A caption that is not up to date.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    pub target: CaptionTarget,
    /// Who wrote it, or would write it.
    pub origin: CaptionOrigin,
    pub state: State,
    /// What made it so, in words: "label of person 3", "2 relations", "the rules".
    pub why: Vec<String>,
}

/// In what way a caption is not up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing is written yet.
    Missing,
    /// The fuser's caption was written from other inputs: re-fusing rewrites it.
    Stale,
    /// A person's caption, and the evidence has changed since: flagged, never overwritten.
    Outdated,
    /// The fuser's caption of a region that has no asserted name any more: re-fusing removes it.
    Orphaned,
}

/// A caption that re-fusing would write.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub target: CaptionTarget,
    /// The fuser's caption so far.
    pub before: Option<Caption>,
    /// The fuser's caption anew, with locked spans kept.
    pub after: Caption,
    /// As [`Stale::why`].
    pub why: Vec<String>,
    /// Old words that stay because the new text has no place for what is locked in them.
    pub stayed: Vec<String>,
}

/// Every caption that is not up to date: the embedded fuser's and persons', regions by id and the image last.
pub fn stale(scene: &Scene, rules: &Rules) -> Vec<Stale> {
    let present = Present::of(scene, rules);
    let mut found: Vec<Stale> =
        present.fused.iter().filter_map(|now| of_fuser(scene, now)).collect();
    found.extend(scene.captions.iter().filter_map(|c| outdated(scene, rules, &present, c)));
    found.extend(orphans(scene, &present));
    found.sort_by_key(|s| s.target);
    found
}

/// What re-fusing would write with the embedded fuser: stale and missing captions alone, regions before the image.
pub fn refuse(scene: &Scene, rules: &Rules) -> Vec<Proposal> {
    let present = Present::of(scene, rules);
    let stale = present.fused.iter().filter_map(|now| Some((now, of_fuser(scene, now)?)));
    stale
        .map(|(now, stale)| {
            let before = of_origin(scene, now.target, &now.origin).cloned();
            let (mut after, stayed) = with_locks(scene, rules, now);
            after.ignored = before.iter().flat_map(|c| c.ignored.clone()).collect();
            Proposal { target: now.target, before, after, why: stale.why, stayed }
        })
        .collect()
}

/// The fuser's caption anew, with the locked spans of the caption in force, or of its own former one; and what stayed
/// for their sake alone.
fn with_locks(scene: &Scene, rules: &Rules, now: &Caption) -> (Caption, Vec<String>) {
    let own = of_origin(scene, now.target, &now.origin);
    let holding = in_force(scene, now.target).filter(|c| !c.locked.is_empty()).or(own);
    match holding {
        None => (now.clone(), Vec::new()),
        Some(before) => keep::keep_and_tell(before, now.clone(), scene, rules),
    }
}

/// The edit that puts proposals in force, and takes out what re-fusing removes; one step to undo.
pub fn accept(scene: &Scene, rules: &Rules, proposals: &[Proposal]) -> Edit {
    let set = |target, origin: &CaptionOrigin, to| Edit::SetCaption {
        target,
        origin: origin.clone(),
        to,
    };
    let present = Present::of(scene, rules);
    let gone = orphans(scene, &present).into_iter().map(|s| set(s.target, &s.origin, None));
    let written =
        proposals.iter().map(|p| set(p.target, &p.after.origin, Some(Box::new(p.after.clone()))));
    Edit::Together { title: "re-fuse".to_owned(), edits: gone.chain(written).collect() }
}

/// A caption that a person writes now: it is up to date until the evidence changes.
pub fn by_person(
    scene: &Scene,
    rules: &Rules,
    target: CaptionTarget,
    text: impl Into<String>,
    author: &str,
) -> Caption {
    let present = Present::of(scene, rules);
    let inputs = present.inputs(scene, rules, target).unwrap_or_default().of_person();
    Caption {
        inputs: inputs.fingerprint(),
        basis: inputs.basis(),
        ..Caption::plain(target, text, CaptionOrigin::Person(author.to_owned()))
    }
}

/// The caption in force: the person's where there is one (the last), else the fuser's.
pub fn in_force(scene: &Scene, target: CaptionTarget) -> Option<&Caption> {
    let of_target = || scene.captions.iter().filter(move |c| c.target == target);
    of_target()
        .rfind(|c| matches!(c.origin, CaptionOrigin::Person(_)))
        .or_else(|| of_target().rfind(|c| matches!(c.origin, CaptionOrigin::Fused(_))))
}

/// What the embedded fuser would write now.
struct Present {
    /// Regions by id, the image last.
    fused: Vec<Caption>,
}

impl Present {
    fn of(scene: &Scene, rules: &Rules) -> Self {
        let mut fused = compose_regions(scene, rules);
        let image = proof::compose_image(scene, &fused, rules);
        fused.push(image);
        Self { fused }
    }

    /// The inputs of a target's caption; `None` for a region that is not there.
    fn inputs(&self, scene: &Scene, rules: &Rules, target: CaptionTarget) -> Option<Inputs> {
        Some(match target {
            CaptionTarget::Image => {
                let (_, regions) = self.fused.split_last()?;
                fingerprint::of_image(scene, regions, rules, EMBEDDED)
            }
            CaptionTarget::Region(id) => {
                fingerprint::of_region(scene, scene.regions.get(&id)?, rules, EMBEDDED)
            }
        })
    }
}

fn of_origin<'s>(
    scene: &'s Scene,
    target: CaptionTarget,
    origin: &CaptionOrigin,
) -> Option<&'s Caption> {
    scene.captions.iter().rfind(|c| c.target == target && c.origin == *origin)
}

/// The fuser's caption, where it is missing or differs in its inputs from the one it would write `now`.
fn of_fuser(scene: &Scene, now: &Caption) -> Option<Stale> {
    let (state, why) = match of_origin(scene, now.target, &now.origin) {
        None => (State::Missing, vec!["not written yet".to_owned()]),
        Some(known) if known.inputs == now.inputs => return None,
        Some(known) => (State::Stale, why::changes(scene, &known.basis, &now.basis)),
    };
    Some(Stale { target: now.target, origin: now.origin.clone(), state, why })
}

/// A person's caption, where the evidence is not what they saw. Text that was pasted or imported saw none.
fn outdated(scene: &Scene, rules: &Rules, present: &Present, known: &Caption) -> Option<Stale> {
    let by_person = matches!(known.origin, CaptionOrigin::Person(_));
    if !by_person || known.inputs == Default::default() {
        return None;
    }
    let now = present.inputs(scene, rules, known.target).unwrap_or_default().of_person();
    (now.fingerprint() != known.inputs).then(|| Stale {
        target: known.target,
        origin: known.origin.clone(),
        state: State::Outdated,
        why: why::changes(scene, &known.basis, &now.basis()),
    })
}

/// The fuser's captions of regions that it would not tell of any more.
fn orphans(scene: &Scene, present: &Present) -> Vec<Stale> {
    let own = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    let told = |c: &Caption| present.fused.iter().any(|now| now.target == c.target);
    let gone = scene.captions.iter().filter(|c| c.origin == own && !told(c));
    gone.map(|c| Stale {
        target: c.target,
        origin: own.clone(),
        state: State::Orphaned,
        why: vec![why::absence(scene, c.target)],
    })
    .collect()
}
