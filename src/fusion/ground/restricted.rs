//! Which of the things of a name are counted: those that are where the caption says, or look so.

use super::context::Context;
use super::judge;
use super::truth::Answer;
use super::verdict;
use crate::fusion::read::claim::{Band, Body, Claim, Determiner, Means, PhraseIx, Reference};

/// "The two dogs on the left": those farthest there, however many more are on that side.
pub(super) fn by_place(ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let tells = |c: &Claim| {
        let of_it = c.subjects.first().is_some_and(|g| *g == [ix]);
        c.restricts && !c.negated && matches!(c.body, Body::Place(_)) && of_it
    };
    phrase.determiner == Determiner::Definite && context.reading.claims.iter().any(tells)
}

/// Something that boxes or depth tell is said of the phrase.
pub(super) fn is_restricted(ix: PhraseIx, context: &Context<'_>) -> bool {
    context.reading.claims.iter().any(|claim| restricts(claim, ix, context))
}

/// The claim tells by boxes or depth which ones are counted.
fn restricts(claim: &Claim, ix: PhraseIx, context: &Context<'_>) -> bool {
    let about = claim.subjects.first().is_some_and(|g| g.contains(&ix));
    let complete = match claim.body {
        Body::Place(_) | Body::Depth(Band::Near | Band::Far) => true,
        Body::Planar(_) => claim.objects.iter().any(|o| !context.referents[*o].chosen.is_empty()),
        _ => false,
    };
    // "Two cats and a dog on the left" may be of the dog alone.
    let loose = claim.subjects.first().and_then(|g| g.last()).is_some_and(|last| {
        *last != ix && verdict::stands_at(claim, &context.reading.phrases[*last])
    });
    // "Side by side", and what is only guessed.
    let vague = claim.guessed || claim.objects.contains(&ix);
    let shared = verdict::is_shared(claim, ix, context.reading);
    about && complete && !claim.negated && !loose && !vague && !shared
}

/// Whether the place, depth or 2D relation that the caption gives the phrase holds for the region; `None` where it
/// gives none, or nobody can tell. Boxes are complete evidence: who is not on the left there is not on the left.
pub(super) fn restricted(ix: PhraseIx, at: usize, context: &Context<'_>) -> Option<bool> {
    let (mut any, mut open) = (None, false);
    for claim in context.reading.claims.iter().filter(|c| restricts(c, ix, context)) {
        let truth = verdict::truth_if(claim, ix, at, context);
        let hardly = match claim.body {
            Body::Place(cells) => {
                !judge::is_well_within(&context.evidence.seen[at], cells, context.evidence)
            }
            _ => false,
        };
        open |= truth.answer == Answer::Unknown || hardly;
        any = Some(any.unwrap_or(true) && truth.answer != Answer::Fails);
    }
    any.filter(|within| !*within || !open)
}

/// A colour, an emotion or a verb is said of the phrase: of these, evidence is never complete.
pub(super) fn incomplete(ix: PhraseIx, context: &Context<'_>) -> bool {
    // "Two boats, one blue and one white": each of them is told apart.
    let singled = context.reading.phrases.iter().enumerate().filter(|(_, p)| {
        matches!(p.refers, Some(Reference::Among(g) | Reference::Besides(g, _)) if g == ix)
            && !p.is_many()
    });
    let singled: Vec<PhraseIx> = singled.map(|(other, _)| other).collect();
    let number = context.reading.phrases[ix].quantity.as_ref().map_or(0, |q| q.min as usize);
    if number > 1 && singled.len() == number {
        return singled.iter().all(|other| looks_said(*other, context));
    }
    looks_said(ix, context)
}

/// What is said of it is more than boxes tell.
fn looks_said(ix: PhraseIx, context: &Context<'_>) -> bool {
    let person = match context.reading.phrases[ix].means {
        Means::Thing(noun) => context.words.is_person(noun),
        _ => true,
    };
    context.reading.claims.iter().any(|c| {
        let about = c.subjects.first().is_some_and(|g| g.contains(&ix));
        let look = matches!(
            c.body,
            Body::Colour(_) | Body::Emotion(_) | Body::VerbOf(_) | Body::Size(_) | Body::Text(_)
        );
        about && (look || person && matches!(c.body, Body::Verb(_)))
    })
}

/// Evidence denies the region a look that the caption gives the phrase, or only one that stands before its noun.
pub(super) fn looks_otherwise(
    ix: PhraseIx,
    at: usize,
    before: bool,
    context: &Context<'_>,
) -> bool {
    let noun = context.reading.phrases[ix].head.start;
    let told = |c: &&Claim| !before || c.span.end <= noun;
    context.reading.claims.iter().filter(told).any(|c| {
        let about = c.subjects.first().is_some_and(|g| g.contains(&ix));
        let look = matches!(c.body, Body::Colour(_) | Body::Emotion(_));
        let truth = || verdict::truth_if(c, ix, at, context);
        about && look && truth().answer == Answer::Fails
    })
}

/// Evidence gives the region every look that the caption gives the phrase, if it gives one.
pub(super) fn looks_so(ix: PhraseIx, at: usize, context: &Context<'_>) -> bool {
    let looks = context.reading.claims.iter().filter(|c| {
        let about = c.subjects.first().is_some_and(|g| g.contains(&ix));
        about && matches!(c.body, Body::Colour(_) | Body::Emotion(_) | Body::Verb(_))
    });
    let truths: Vec<Answer> =
        looks.map(|c| verdict::truth_if(c, ix, at, context)).map(|truth| truth.answer).collect();
    !truths.is_empty() && truths.iter().all(|answer| *answer == Answer::Holds)
}
