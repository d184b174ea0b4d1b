//! What is on a plate or in a cup, by its fine name, where the caption says that something else is.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::kin::{Kin, kin};
use super::seen::{Evidence, Fine, Seen};
use super::truth::{Answer, Truth};
use crate::domain::{AttributeKind, FactRef};
use crate::fusion::read::claim::{Body, Claim, Means, Phrase, PhraseIx, Planar, Reading};

/// The label of a plant with its pot.
const POTTED: &str = "potted plant";

/// So much of a thing lies within what holds it.
const WITHIN: f32 = 0.6;

/// What holds the phrase's food by the caption, and what else that is known to hold.
pub(super) fn other<'c>(ix: PhraseIx, context: &'c Context<'_>) -> Option<(usize, &'c Fine)> {
    let seen = &context.evidence.seen;
    let chosen = &context.referents[ix].chosen;
    let holds = |at: &usize| {
        let inside = |own: &usize| seen[*own].bbox.share_inside(&seen[*at].bbox) >= WITHIN;
        // Nothing is held by a bagel.
        let node = seen[*at].node.map(|n| context.evidence.taxonomy.node(n).kind);
        let vessel = node != Some(Some(AttributeKind::Food));
        vessel
            && context.evidence.asserted(*at)
            && !chosen.iter().any(|own| own == at || inside(own))
    };
    holders(ix, context).into_iter().filter(holds).find_map(|at| {
        let food = |f: &&Fine| {
            f.kind == AttributeKind::Food && f.confidence >= context.evidence.rules.assert
        };
        let known: Vec<&Fine> = seen[at].fine.iter().filter(food).collect();
        let denied = known.iter().all(|f| denies(ix, f, context));
        known.first().filter(|_| denied).map(|f| (at, *f))
    })
}

/// "Salad in a bowl", where both are the bowl that is known by its salad.
pub(super) fn holds_food(seen: &Seen) -> Truth {
    let food = seen.fine.iter().find(|f| f.kind == AttributeKind::Food);
    let named = |f: &Fine| {
        Truth::holds(f.confidence, vec![FactRef::Attribute(seen.id, AttributeKind::Food)])
    };
    food.map_or_else(Truth::unknown, named)
}

/// The caption says that the region holds the phrase's food, and it does: both are one box.
pub(super) fn is_held_by(
    ix: PhraseIx,
    at: usize,
    claims: &[&Claim],
    context: &Context<'_>,
) -> bool {
    let Context { referents, evidence, .. } = context;
    let holder = |c: &&&Claim| {
        let subjects = c.subjects.first().into_iter().flatten();
        let mut meant = subjects.map(|s| referents[*s].chosen.as_slice());
        c.objects.contains(&ix) && meant.any(|of| of == [at])
    };
    let held = claims.iter().filter(holder).any(|c| {
        matches!(c.body, Body::Verb(_) | Body::Has | Body::Planar(Planar::Contains | Planar::Under))
    });
    held && holds_food(&evidence.seen[at]).answer == Answer::Holds
}

/// The phrase names other food than that.
fn denies(ix: PhraseIx, known: &Fine, context: &Context<'_>) -> bool {
    let (evidence, words) = (context.evidence, context.words);
    let tree = evidence.taxonomy;
    match &context.reading.phrases[ix].means {
        Means::Thing(noun) => {
            let entry = words.noun(*noun);
            match (kin(entry, known, evidence), entry.node.zip(known.node)) {
                (Kin::Another, _) => true,
                (Kin::Apart, Some((claimed, is))) => tree
                    .line(tree.common(is, claimed))
                    .any(|c| is != claimed && c != tree.root() && !tree.node(c).unsaid),
                _ => false,
            }
        }
        Means::Name(name) => {
            let (names, has) = (words.fine_names(), known.name.to_lowercase());
            let eaten = |f: &Fine| f.kind == AttributeKind::Food && f.name.to_lowercase() == *name;
            let food = evidence.seen.iter().any(|s| s.fine.iter().any(eaten));
            food && !names.are_same(name, &has)
                && !names.takes_in(name, &has)
                && !names.takes_in(&has, name)
        }
        _ => false,
    }
}

/// What holds it, or what it is in or on.
fn holders(ix: PhraseIx, context: &Context<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    for claim in context.reading.claims.iter().filter(|c| !c.negated) {
        let held = match claim.body {
            Body::Verb(_) | Body::VerbOf(_) | Body::Has => true,
            Body::Planar(planar) => {
                matches!(planar, Planar::Contains | Planar::Inside | Planar::Under)
            }
            _ => false,
        };
        let lies = matches!(claim.body, Body::Planar(Planar::On | Planar::Inside));
        let subjects = claim.subjects.first().into_iter().flatten();
        let holder: Vec<PhraseIx> = if held && claim.objects.contains(&ix) {
            subjects.copied().collect()
        } else if lies && subjects.clone().any(|s| *s == ix) {
            claim.objects.clone()
        } else {
            continue;
        };
        out.extend(holder.iter().flat_map(|h| context.referents[*h].chosen.clone()));
    }
    out
}

/// A plant in its pot is one thing: nothing is told of where it is.
pub(super) fn potted(reading: &mut Reading, evidence: &Evidence<'_>) {
    let Some(both) = evidence.taxonomy.lookup(POTTED) else { return };
    let phrases = &reading.phrases;
    let noun = |ix: &PhraseIx| match phrases[*ix].means {
        Means::Thing(noun) => Some(evidence.words.noun(noun)),
        _ => None,
    };
    let pot = |ix: &PhraseIx| noun(ix).is_some_and(|n| n.loose_nodes.contains(&both));
    let plant = |ix: &PhraseIx| {
        let node = noun(ix).and_then(|n| n.node);
        let kind = node.and_then(|n| evidence.taxonomy.node(n).kind);
        kind == Some(AttributeKind::Plant)
    };
    reading.claims.retain(|c| {
        let inside = c.body == Body::Planar(Planar::Inside);
        let plants = c.subjects.first().is_some_and(|g| g.iter().any(plant));
        !(inside && plants && c.objects.iter().all(pot))
    });
}

/// "Topped with pepperoni", of what evidence calls a pepperoni pizza.
pub(super) fn in_a_name(phrase: &Phrase, word: &str, context: &Context<'_>) -> Option<Finding> {
    let evidence = context.evidence;
    let said = |fine: &&Fine| {
        fine.kind == AttributeKind::Food
            && fine.confidence >= evidence.rules.assert
            && fine.name.split(' ').any(|part| part.eq_ignore_ascii_case(word))
    };
    let there = (0..evidence.seen.len()).filter(|at| evidence.asserted(*at));
    let (at, fine) =
        there.into_iter().find_map(|at| Some((at, evidence.seen[at].fine.iter().find(said)?)))?;
    let mut finding = context.finding(phrase, ClaimKind::Fine, Verdict::Supported);
    finding.score = fine.confidence;
    finding.rests_on = vec![FactRef::Attribute(evidence.seen[at].id, fine.kind)];
    finding.why = format!("evidence names it {}", fine.name);
    Some(finding)
}
