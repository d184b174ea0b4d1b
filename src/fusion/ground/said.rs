//! Findings about what a caption says of its things: looks, places, relations, verbs, texts.

use super::acts;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::judge;
use super::names;
use super::things::Context;
use super::truth::{Answer, Truth};
use super::verdict;
use super::why;
use crate::domain::FactRef;
use crate::fusion::compose::location_phrase;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Planar};
use std::collections::BTreeSet;

/// The finding on one claim.
pub fn of_claim(claim: &Claim, context: &Context<'_>) -> Option<Finding> {
    if claim.body == Body::Has || !somebody_does(claim, context) {
        return None;
    }
    let truth =
        verdict::truth(claim, context.reading, context.referents, context.evidence, context.words);
    let otherwise = || {
        let known = of_the_only_face(claim, context).or_else(|| of_its_owner(claim, context));
        known.or_else(|| of_two_swapped(claim, context))
    };
    let truth = if truth.answer == Answer::Unknown { otherwise().unwrap_or(truth) } else { truth };
    let verb = matches!(claim.body, Body::Verb(_) | Body::VerbOf(_));
    if truth.answer == Answer::Unknown
        && (verb && (claim.guessed || claim.objects.is_empty())
            || says_no_more(claim, context)
            || is_untold(claim, context)
            || is_lifeless(claim, context)
            || !is_sensible(claim, context))
    {
        return None;
    }
    let verdict = verdict_on(claim, &truth, context);
    let mends = mends(claim, &truth, verdict, context);
    Some(Finding {
        verdict,
        kind: kind(&claim.body),
        span: Some(claim.span.clone()),
        hedged: claim.hedged,
        score: truth.score,
        why: why::of_claim(claim, &truth, verdict, context),
        rests_on: truth.rests_on,
        mends,
    })
}

/// Where it is open which of several persons is meant, and nothing is known of the face of the likeliest one: what the
/// faces say that were read, if all of them deny the claim ("the umpire is laughing", and the one face is angry).
fn of_the_only_face(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Emotion(claimed) = &claim.body else { return None };
    let [ix] = claim.subjects.first()?.as_slice() else { return None };
    let meant = &context.referents[*ix].chosen;
    let phrase = &context.reading.phrases[*ix];
    if meant.iter().any(|at| names::does(phrase, *at, context.evidence, context.words)) {
        return None; // who bats is the batter, whatever the others look like
    }
    let elsewhere = |at: usize| {
        let mut others = context.referents.iter().enumerate().filter(|(other, _)| other != ix);
        others.any(|(_, referent)| referent.chosen.contains(&at))
    };
    let candidates = context.referents[*ix].candidates.iter().map(|c| c.0);
    let read: Vec<Truth> = candidates
        .filter(|at| context.evidence.asserted(*at) && !elsewhere(*at))
        .map(|at| judge::emotion(&context.evidence.seen[at], claimed, context.words))
        .filter(|truth| truth.answer != Answer::Unknown)
        .collect();
    let denied = !claim.negated && read.iter().all(|truth| truth.answer == Answer::Fails);
    read.into_iter().next().filter(|_| denied)
}

/// "Its brown coat", "a skier in an orange jacket": what nobody boxed has the colour of whose it is.
fn of_its_owner(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Colour(claimed) = &claim.body else { return None };
    let [ix] = claim.subjects.first()?.as_slice() else { return None };
    if !context.referents[*ix].candidates.is_empty() {
        return None;
    }
    let about = context.reading.claims.iter().filter(|c| c.objects.contains(ix) && !c.negated);
    let wears = about
        .filter(|c| matches!(c.body, Body::Has | Body::Verb(_) | Body::Planar(Planar::Inside)));
    let wearers = wears.filter_map(|c| c.subjects.first()?.first().copied());
    // Somebody's hair is not of the colour of what they wear.
    let part = context.is_part(*ix);
    let owner = context.reading.phrases[*ix].owner;
    let owners = owner.filter(|o| !part || !context.is_of_person(*o)).into_iter().chain(wearers);
    let regions: Vec<usize> =
        owners.flat_map(|owner| context.referents[owner].chosen.clone()).collect();
    let truths =
        regions.iter().map(|at| judge::colour(&context.evidence.seen[*at], claimed, context.words));
    truths.into_iter().find(|truth| truth.answer == Answer::Holds)
}

/// "The woman holds the dog, and the man the leash", where it is the other way round: what another one does of whom the
/// sentence tells something done, too.
fn of_two_swapped(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Verb(senses) = &claim.body else { return None };
    let evidence = context.evidence;
    let meant = |phrases: &[PhraseIx]| -> Vec<usize> {
        phrases.iter().flat_map(|ix| context.referents[*ix].chosen.clone()).collect()
    };
    let (who, what) = (meant(claim.subjects.first()?), meant(&claim.objects));
    let others = context.reading.claims.iter().filter(|c| {
        let done = matches!(c.body, Body::Verb(_)) && !c.negated && c.sentence == claim.sentence;
        done && c.span != claim.span
    });
    let others: Vec<usize> =
        others.flat_map(|c| meant(c.subjects.first().map_or(&[], Vec::as_slice))).collect();
    let swapped = evidence.verbs.iter().find(|v| {
        v.confidence >= evidence.rules.assert
            && what.contains(&v.object)
            && !who.contains(&v.subject)
            && others.contains(&v.subject)
            && context.words.verbs_agree(&v.verb, senses)
    })?;
    let known = !who.is_empty() && !claim.negated;
    known.then(|| {
        Truth::fails(swapped.confidence, vec![FactRef::Relation(swapped.id)], "another one does")
    })
}

/// A person-object verb needs a person: a parasol that offers shade does nothing of the kind.
fn somebody_does(claim: &Claim, context: &Context<'_>) -> bool {
    let person = |ix: &usize| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => context.words.may_be_person(noun),
        Means::Text(_) => false,
        Means::Name(_) | Means::Unknown => true,
    };
    match &claim.body {
        Body::VerbOf(_) if claim.objects.is_empty() => true,
        Body::Verb(_) | Body::VerbOf(_) => {
            // "Carries a logo" is no carrying; a blade may be a knife.
            let part =
                |ix: &usize| context.is_part(*ix) && context.referents[*ix].candidates.is_empty();
            if claim.objects.iter().any(part) {
                return false;
            }
            let named = |ix: &usize| match context.reading.phrases[*ix].means {
                Means::Thing(noun) => context.words.may_be_person(noun),
                _ => false,
            };
            claim.objects.iter().any(named)
                || claim.subjects.first().into_iter().flatten().any(person)
        }
        _ => true,
    }
}

/// Done by what does nothing: a church that watches over the players.
fn is_lifeless(claim: &Claim, context: &Context<'_>) -> bool {
    let lifeless = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => !context.words.is_living(noun) && !context.words.may_be_person(noun),
        _ => false,
    };
    let doers = claim.subjects.first();
    matches!(claim.body, Body::Verb(_)) && doers.is_some_and(|g| g.iter().all(lifeless))
}

/// What evidence speaks of in nobody, and hardly ever does: talk, gaze, clothing, what persons do to each other.
fn is_untold(claim: &Claim, context: &Context<'_>) -> bool {
    let (Body::Verb(senses) | Body::VerbOf(senses)) = &claim.body else { return false };
    let person = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => context.words.is_person(noun),
        _ => false,
    };
    let doers = claim.subjects.first();
    let among_persons = !claim.objects.is_empty()
        && claim.objects.iter().all(person)
        && doers.is_some_and(|g| g.iter().all(person));
    (among_persons || context.words.is_rare(senses))
        && !acts::is_told(senses, context.evidence, context.words)
}

/// The verb can be said of its object, or is wrong of what is there: nobody dribbles a palace.
fn is_sensible(claim: &Claim, context: &Context<'_>) -> bool {
    let (Body::Verb(senses) | Body::VerbOf(senses)) = &claim.body else { return true };
    let fits = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => {
            let there = !context.referents[*ix].chosen.is_empty();
            there || context.words.may_be_done_with(senses, noun)
        }
        _ => true,
    };
    claim.objects.is_empty()
        || matches!(claim.body, Body::VerbOf(_))
        || claim.objects.iter().any(fits)
}

/// A relation or verb of which one side is not there: that the thing is missing says it already.
fn says_no_more(claim: &Claim, context: &Context<'_>) -> bool {
    let ties = matches!(
        claim.body,
        Body::Planar(_) | Body::InFront(_) | Body::Larger(_) | Body::Verb(_) | Body::VerbOf(_)
    );
    let absent = |ix: &PhraseIx| {
        let referent = &context.referents[*ix];
        referent.candidates.is_empty() && referent.instead.is_empty()
    };
    let subjects = claim.subjects.first();
    ties && (claim.objects.iter().any(absent)
        || subjects.is_some_and(|g| !g.is_empty() && g.iter().all(absent)))
}

fn verdict_on(claim: &Claim, truth: &Truth, context: &Context<'_>) -> Verdict {
    let assert = context.evidence.rules.assert;
    if claim.body == Body::Beyond {
        return Verdict::Unchecked;
    }
    // Said of a part of a thing, a claim is as much beyond the evidence as the part.
    let of_parts = claim
        .subjects
        .first()
        .is_some_and(|g| !g.is_empty() && g.iter().all(|ix| context.is_part(*ix)));
    match truth.answer {
        Answer::Holds if truth.score >= assert => Verdict::Supported,
        Answer::Holds => Verdict::Weak,
        // "A book in her lap": where a lap is, no box tells.
        Answer::Fails if in_a_part(claim, context) => Verdict::Unchecked,
        Answer::Fails if truth.score >= assert && !of_stand_ins(claim, context) => {
            Verdict::Contradicted
        }
        Answer::Fails => Verdict::Unsupported,
        Answer::Unknown if of_parts || claim.guessed || is_open(claim, context) => {
            Verdict::Unchecked
        }
        Answer::Unknown => Verdict::Unsupported,
    }
}

/// It is said to be in or on a part of something.
fn in_a_part(claim: &Claim, context: &Context<'_>) -> bool {
    matches!(claim.body, Body::Planar(Planar::Inside | Planar::On | Planar::Overlapping))
        && !claim.objects.is_empty()
        && claim.objects.iter().all(|ix| context.is_part(*ix))
}

/// It is said of what is not there, and something else stands there: that it is no such thing is said already.
fn of_stand_ins(claim: &Claim, context: &Context<'_>) -> bool {
    let stands_in = |ix: &PhraseIx| {
        let referent = &context.referents[*ix];
        referent.chosen.is_empty() && !referent.instead.is_empty()
    };
    let subject = claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(stands_in));
    subject || claim.objects.iter().any(stands_in)
}

/// The reader found nobody of whom it is said, or not to what it relates, or it is said of what cannot be so: then
/// evidence has no say.
fn is_open(claim: &Claim, context: &Context<'_>) -> bool {
    let unknown = |ix: &PhraseIx| context.reading.phrases[*ix].means == Means::Unknown;
    let bearers = || claim.subjects.iter().flatten();
    let lifeless = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => !context.words.is_living(noun),
        _ => false,
    };
    match claim.body {
        Body::Text(_) => false,
        Body::Emotion(_) if bearers().all(lifeless) => true,
        _ => {
            let dim = |ix: &PhraseIx| unknown(ix) || context.is_part(*ix);
            let likeliest = claim.subjects.first().is_none_or(|g| g.iter().all(unknown));
            likeliest || !claim.objects.is_empty() && claim.objects.iter().all(dim)
        }
    }
}

fn kind(body: &Body) -> ClaimKind {
    match body {
        Body::Colour(_) => ClaimKind::Colour,
        Body::Size(_) | Body::Larger(_) | Body::Extreme(_) => ClaimKind::Size,
        Body::Named(_) => ClaimKind::Fine,
        Body::Emotion(_) => ClaimKind::Emotion,
        Body::Place(_) | Body::Nth { .. } => ClaimKind::Place,
        Body::Depth(_) => ClaimKind::Depth,
        Body::Planar(_) => ClaimKind::Relation2d,
        Body::InFront(_) | Body::Foremost(_) => ClaimKind::Relation3d,
        Body::Verb(_) | Body::VerbOf(_) => ClaimKind::P2o,
        Body::Text(_) => ClaimKind::Text,
        Body::Has | Body::Beyond => ClaimKind::Other,
    }
}

/// What evidence says instead, where that is words to put in place.
fn mends(claim: &Claim, truth: &Truth, verdict: Verdict, context: &Context<'_>) -> Vec<Mend> {
    let span = claim.span.clone();
    let out = |with: &str| vec![Mend::Replace { span: span.clone(), with: with.to_owned() }];
    match (verdict, &truth.instead) {
        (Verdict::Contradicted, Some(instead)) if !claim.negated => match claim.body {
            Body::Colour(_) | Body::Text(_) | Body::InFront(_) => out(instead),
            // Another verb; that another one does it, or the other way round, is no word to put in place.
            Body::Verb(_) if context.words.sense(instead).is_some() => out(instead),
            Body::Emotion(_) => out(instead),
            Body::Place(_) => out(&location_phrase(instead)),
            Body::Planar(_)
                if instead.starts_with("to the") || instead == "above" || instead == "below" =>
            {
                out(instead)
            }
            _ => out(""),
        },
        (Verdict::Contradicted | Verdict::Unsupported, _) => out(""),
        _ => Vec::new(),
    }
}

/// Every fact that the findings say rightly: what a reader of the text has been told.
pub fn facts_said(findings: &[Finding]) -> BTreeSet<FactRef> {
    let said = findings.iter().filter(|f| matches!(f.verdict, Verdict::Supported | Verdict::Weak));
    said.flat_map(|f| f.rests_on.iter().cloned()).collect()
}
