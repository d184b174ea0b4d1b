//! How well a region as what a phrase means answers a claim: what chooses among those that bear the name.

use super::acts;
use super::context::Context;
use super::judge;
use super::meant::Meant;
use super::referents::Referent;
use super::rows;
use super::stance;
use super::truth::Answer;
use super::verdict::truth_if;
use crate::fusion::read::claim::{Band, Body, Claim, PhraseIx, Planar, SizeClass};
use crate::fusion::vocabulary::Vocabulary;

/// What being in the cells counts where another one of its kind is farther out.
const NOT_OUTERMOST: f32 = 0.3;

/// What being at the border of the cells counts.
const NEARLY: f32 = 0.7;

/// What being at a side counts where the side is not said.
const ASIDE: f32 = 0.8;

/// What being over or beside something counts that is farther off the other way.
const AWRY: f32 = 0.5;

/// What being farther towards a side counts for one of several of a kind that are there.
const FARTHER: f32 = 0.2;

/// What having a garment within one's box counts.
const WORN: f32 = 1.0;

/// What being near what somebody is said to sit or stand at counts.
const PLACED: f32 = 0.3;

/// How near something is of which nobody knows.
const HALF: f32 = 0.5;

/// What being nearer or farther counts for a word of depth that several answer to.
const DEEP: f32 = 0.8;

/// What being larger or smaller counts for a word of size that several answer to.
const GRADE: f32 = 0.5;

/// How well region `at` as phrase `ix` answers the claim: 1 for a sure yes, -1 for a sure no.
pub fn fit_of(claim: &Claim, ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let Context { referents, evidence, words, .. } = context;
    if let Body::Row(planar) = claim.body {
        let meant = Meant { referents, tried: Some((ix, at)) };
        return rows::fit(planar, &claim.objects, &meant, evidence);
    }
    let truth = truth_if(claim, ix, at, context);
    match &claim.body {
        // "The man on the bench" is who sits on it, whoever else touches it.
        Body::Planar(Planar::On | Planar::Inside)
            if claim.restricts && rests_elsewhere(claim, ix, at, context) =>
        {
            truth.fit() * NOT_OUTERMOST
        }
        // "The man in the yellow helmet" is who has it on, though evidence has no verb for it.
        Body::Verb(senses) if truth.answer == Answer::Unknown && wears(claim, senses, words) => {
            let worn: Vec<usize> = acts::worn_by(at, evidence).collect();
            let meant = Meant { referents, tried: Some((ix, at)) };
            let objects = claim.objects.iter().flat_map(|o| meant.of(*o));
            let about = claim.subjects.first().is_some_and(|g| g.contains(&ix));
            if about && objects.into_iter().any(|o| worn.contains(&o)) { WORN } else { 0.0 }
        }
        // "Sits at a desk" is rather who is at one.
        Body::Verb(senses)
            if truth.answer == Answer::Unknown
                && !claim.negated
                && words.sense("sitting at").is_some_and(|at| senses.contains(&at)) =>
        {
            let near = Claim { body: Body::Planar(Planar::Near), ..claim.clone() };
            truth_if(&near, ix, at, context).fit() * PLACED
        }
        Body::Verb(_) | Body::VerbOf(_) | Body::Text(_) if !claim.negated => truth.engagement(),
        // "The small dog" is rather the smaller one.
        Body::Size(SizeClass::Small | SizeClass::Tiny) => {
            truth.fit() - evidence.seen[at].area.sqrt() * GRADE
        }
        Body::Size(SizeClass::Large) => truth.fit() + evidence.seen[at].area.sqrt() * GRADE,
        // "The happy one at the back" is rather the one farthest there.
        Body::Depth(band @ (Band::Near | Band::Far)) if claim.restricts && !claim.negated => {
            let nearness = evidence.seen[at].nearness.map_or(HALF, |(nearness, _)| nearness);
            let more = if *band == Band::Near { nearness } else { 1.0 - nearness };
            truth.fit() + more * DEEP
        }
        // "One on the left, one in the center": rather who is there than who is near it.
        Body::Place(cells)
            if truth.answer == Answer::Holds
                && !judge::is_within(&evidence.seen[at], *cells, evidence) =>
        {
            truth.fit() * NEARLY
        }
        Body::Place(cells)
            if cells.utmost
                && truth.answer == Answer::Holds
                && !judge::is_outermost(at, *cells, evidence) =>
        {
            truth.fit() * NOT_OUTERMOST
        }
        // "The man under the umbrella" is rather the one right below it.
        Body::Planar(side @ (Planar::Above | Planar::Below | Planar::LeftOf | Planar::RightOf))
            if truth.answer == Answer::Holds =>
        {
            let meant = Meant { referents, tried: Some((ix, at)) };
            let of = |phrases: &[PhraseIx]| -> Vec<usize> {
                phrases.iter().flat_map(|o| meant.of(*o)).collect()
            };
            let subjects = of(claim.subjects.first().map_or(&[][..], |g| g));
            let objects = of(&claim.objects);
            let down = matches!(side, Planar::Above | Planar::Below);
            let aligned = subjects
                .iter()
                .any(|a| objects.iter().any(|b| stance::is_aligned(*a, *b, down, evidence)));
            truth.fit() * if aligned { 1.0 } else { AWRY }
        }
        // "The customer by the truck" is rather not the one in it.
        Body::Planar(Planar::Near)
            if claim.restricts
                && truth.answer == Answer::Holds
                && is_within(claim, ix, at, context) =>
        {
            truth.fit() * AWRY
        }
        // "The two people on the left" are rather those farthest there.
        Body::Place(cells)
            if claim.restricts && truth.answer == Answer::Holds && are_certain(ix, referents) =>
        {
            let aside =
                if judge::is_aside(&evidence.seen[at], *cells, evidence) { ASIDE } else { 1.0 };
            truth.fit() * aside + judge::farness(at, *cells, evidence) * FARTHER
        }
        // "The dog at the bottom" is rather the one at no side than the one at the bottom left.
        Body::Place(cells)
            if claim.restricts
                && truth.answer == Answer::Holds
                && judge::is_aside(&evidence.seen[at], *cells, evidence) =>
        {
            truth.fit() * ASIDE
        }
        _ => truth.fit(),
    }
}

/// The region lies in what the claim relates the phrase to.
fn is_within(claim: &Claim, ix: PhraseIx, at: usize, context: &Context<'_>) -> bool {
    let Context { referents, evidence, .. } = context;
    let meant = Meant { referents, tried: Some((ix, at)) };
    let own = &evidence.seen[at].bbox;
    let mut objects = claim.objects.iter().flat_map(|o| meant.of(*o)).filter(|o| *o != at);
    objects.any(|o| own.share_inside(&evidence.seen[o].bbox) >= stance::INSIDE)
}

/// "The two dogs".
fn are_certain(ix: PhraseIx, referents: &[Referent]) -> bool {
    referents.get(ix).is_some_and(|r| r.definite && r.number > 1)
}

/// Somebody else is known to sit, stand, lie or ride on what the phrase is said to be on, and this one is not.
fn rests_elsewhere(claim: &Claim, ix: PhraseIx, at: usize, context: &Context<'_>) -> bool {
    let Context { referents, evidence, .. } = context;
    let about = claim.subjects.first().is_some_and(|g| g.contains(&ix));
    if !about || !evidence.is_person(at) {
        return false;
    }
    let meant = Meant { referents, tried: Some((ix, at)) };
    let objects = claim.objects.iter().flat_map(|o| meant.of(*o));
    let mut resting = objects.flat_map(|o| acts::resting_on(o, evidence)).peekable();
    resting.peek().is_some() && resting.all(|who| who != at)
}

/// The claim is that somebody wears something.
fn wears(claim: &Claim, senses: &[usize], words: &Vocabulary) -> bool {
    claim.restricts && words.sense("wearing").is_some_and(|wearing| senses.contains(&wearing))
}
