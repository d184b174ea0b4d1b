//! "The bench is empty", "an empty street": wrong where evidence shows who or what is there.

use super::acts;
use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::settings;
use super::stance;
use super::truth::Answer;
use crate::domain::{AttributeKind, FactRef};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};

/// What lies on a thing is about as near as that.
const AS_NEAR: f32 = 0.1;

/// A finding on a look that says that nothing or nobody is there; `None` where evidence does not deny it.
pub(super) fn denied(claim: &Claim, context: &Context<'_>) -> Option<Finding> {
    let said = context.text.get(claim.span.clone())?.to_lowercase();
    let [ix] = claim.subjects.first()?.as_slice() else { return None };
    if claim.negated || context.reading.phrases.iter().any(|p| p.excepted) {
        return None;
    }
    let (kind, span, (why, facts)) = if let Some(on) = bare(claim, *ix, context) {
        (ClaimKind::Count, context.reading.phrases[*ix].head.clone(), within(on, context)?)
    } else if claim.body == Body::Beyond && context.words.says_empty(&said) {
        let taken = within(*ix, context).or_else(|| around(*ix, context))?;
        (ClaimKind::Other, claim.span.clone(), taken)
    } else {
        return None;
    };
    Some(Finding {
        verdict: Verdict::Contradicted,
        kind,
        span: Some(span),
        hedged: claim.hedged,
        score: 1.0,
        rests_on: facts,
        why,
        mends: Vec::new(),
    })
}

/// "There is nothing on the table": on what nothing is said to be.
fn bare(claim: &Claim, ix: PhraseIx, context: &Context<'_>) -> Option<PhraseIx> {
    let phrase = &context.reading.phrases[ix];
    let nothing = phrase.means == Means::Unknown
        && phrase.refers.is_none()
        && phrase.quantity.as_ref().is_some_and(|q| q.max == 0 && q.span == phrase.head);
    let rests = matches!(claim.body, Body::Planar(Planar::On | Planar::Inside));
    let [on] = *claim.objects.as_slice() else { return None };
    (nothing && rests).then_some(on)
}

/// Everything that may be meant has something on or in it.
fn within(ix: PhraseIx, context: &Context<'_>) -> Option<(String, Vec<FactRef>)> {
    let known = context.reading.phrases[ix].determiner == Determiner::Definite;
    let there = if known { context.referents[ix].chosen.clone() } else { context.asserted(ix) };
    let taken: Vec<usize> = there.iter().filter_map(|at| holder(*at, context)).collect();
    let facts = context.regions(&taken);
    let label = taken.first().map(|at| context.evidence.seen[*at].label.clone())?;
    (taken.len() == there.len()).then(|| (format!("{label} is in evidence there"), facts))
}

/// Who rests on the thing, or what lies on it; the thing itself where it is known by the food that it holds.
fn holder(at: usize, context: &Context<'_>) -> Option<usize> {
    let evidence = context.evidence;
    let (seen, tree) = (&evidence.seen[at], evidence.taxonomy);
    let food = |kind| kind == Some(AttributeKind::Food);
    let is_food = seen.node.is_some_and(|n| food(tree.node(n).kind));
    let served = seen.fine.iter().any(|f| {
        f.kind == AttributeKind::Food && f.confidence >= evidence.rules.assert && !is_food
    });
    if served {
        return Some(at);
    }
    let rests = acts::resting_on(at, evidence).next();
    let lies_on = |o: usize, on: usize| {
        let (small, large) = (&evidence.seen[o], &evidence.seen[on]);
        o != on
            && evidence.asserted(on)
            && small.area * 2.0 < large.area
            && [Planar::On, Planar::Inside]
                .into_iter()
                .any(|planar| stance::planar(o, on, planar, evidence).answer == Answer::Holds)
    };
    // A keyboard within the box of a chair is rather on the desk that it lies on as well.
    let lies = |o: &usize| {
        let sure = evidence.asserted(*o) && !evidence.is_person(*o);
        let near = evidence.seen[*o].nearness.zip(seen.nearness);
        let near = near.is_some_and(|((a, _), (b, _))| (a - b).abs() < AS_NEAR);
        let mut others = (0..evidence.seen.len()).filter(|other| *other != at);
        sure && near && lies_on(*o, at) && !others.any(|other| lies_on(*o, other))
    };
    rests.or_else(|| (0..evidence.seen.len()).find(lies))
}

/// A place that nobody boxes, where somebody is.
fn around(ix: PhraseIx, context: &Context<'_>) -> Option<(String, Vec<FactRef>)> {
    let Means::Thing(noun) = context.reading.phrases[ix].means else { return None };
    let phrase = &context.reading.phrases[ix];
    let setting =
        context.words.noun(noun).setting || settings::scene_name(noun, phrase, context).is_some();
    // "A boy skates in an empty pool": then it is empty of something else.
    let said_to_be_there = context.reading.claims.iter().any(|c| {
        let living = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
            Means::Thing(noun) => context.words.is_living(noun) || context.words.is_person(noun),
            _ => false,
        };
        c.objects.contains(&ix) && !c.negated && c.subjects.iter().flatten().any(living)
    });
    let place = setting && !said_to_be_there && context.referents[ix].candidates.is_empty();
    let evidence = context.evidence;
    let people: Vec<usize> = (0..evidence.seen.len())
        .filter(|at| evidence.asserted(*at) && evidence.is_person(*at))
        .collect();
    (place && !people.is_empty())
        .then(|| ("somebody is in evidence there".to_owned(), context.regions(&people)))
}
