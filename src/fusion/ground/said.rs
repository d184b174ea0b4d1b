//! Findings about what a caption says of its things: looks, places, relations, verbs, texts.

use super::acts;
use super::bearers;
use super::context::Context;
use super::contrast;
use super::emptiness;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::graded;
use super::none;
use super::otherwise;
use super::plurals;
use super::restricted::is_restricted;
use super::settings;
use super::truth::{Answer, Truth};
use super::verdict;
use super::why;
use crate::domain::FactRef;
use crate::fusion::compose::location_phrase;
use crate::fusion::read::{
    self,
    claim::{Body, Claim, Determiner, Means, PhraseIx, Planar},
};
use crate::fusion::vocabulary::{List, Meaning};
use std::collections::BTreeSet;

/// The finding on one claim.
pub fn of_claim(claim: &Claim, context: &Context<'_>) -> Option<Finding> {
    let of_others = |ix: &PhraseIx| {
        context.reading.phrases[*ix].negated && none::speaks_of_others(*ix, context)
    };
    if claim.body == Body::Has {
        return had(claim, context);
    }
    if let Some(taken) = emptiness::denied(claim, context) {
        return Some(taken);
    }
    if !somebody_does(claim, context)
        || counts_none(claim, context)
        || plurals::is_among_people(claim, context)
        || settings::is_in_doubtful_one(claim, context)
        || none::leaves_some_out(claim, context)
        || claim.subjects.first().is_some_and(|g| g.iter().all(of_others) && !g.is_empty())
    {
        return None;
    }
    let truth = verdict::truth(claim, context);
    let unknown = truth.answer == Answer::Unknown;
    let truth = if unknown { otherwise::truth(claim, context).unwrap_or(truth) } else { truth };
    let truth = if none::is_done_by_nobody(claim, context) { truth.negated() } else { truth };
    let branded =
        (truth.answer != Answer::Holds).then(|| otherwise::branded(claim, context)).flatten();
    let truth = branded.unwrap_or(truth);
    let another = || {
        plurals::of_another(claim, context)
            .or_else(|| contrast::sides(claim, context))
            .or_else(|| bearers::wider(claim, context))
    };
    let truth = match truth.answer {
        Answer::Fails => another().unwrap_or(truth),
        Answer::Holds => bearers::far_from(claim, context).unwrap_or(truth),
        Answer::Unknown => truth,
    };
    // "Has a bicycle", who pushes one.
    let guessed = claim.guessed && !claim.negated && !claim.objects.is_empty();
    if truth.answer == Answer::Fails && guessed && matches!(claim.body, Body::Verb(_)) {
        return None;
    }
    let verb = matches!(claim.body, Body::Verb(_) | Body::VerbOf(_));
    if truth.answer == Answer::Unknown {
        if verb && (claim.guessed || claim.objects.is_empty())
            || says_no_more(claim, context)
            || names_a_place(claim, context)
            || none::counts_doers(claim, context)
            || otherwise::is_about_oneself(claim, context)
            || verb && !says_a_verb(claim, context)
        {
            return None;
        }
        if rests(claim, context)
            && !rests_where_another_does(claim, context)
            && let Some(place) = otherwise::where_it_is_done(claim, context)
            && let Some(finding) = of_claim(&place, context)
            && (!engages(&place) || finding.verdict <= Verdict::Weak)
        {
            return Some(finding);
        }
        let untold = is_untold(claim, context) || is_lifeless(claim, context);
        if untold || !is_sensible(claim, context) {
            return match otherwise::where_it_is_done(claim, context) {
                Some(place) => of_claim(&place, context),
                None if untold || !is_there(claim, context) => None,
                // Nobody rides a bag, and there is a bag.
                None => Some(found(claim, truth, context)),
            };
        }
    }
    Some(found(claim, truth, context))
}

/// "The man with the phone": right where evidence says that he does anything with it, and no claim else. What he does
/// it does not say.
fn had(claim: &Claim, context: &Context<'_>) -> Option<Finding> {
    let said = read::tokens(context.text.get(claim.span.clone())?);
    let readings = context.words.readings(&said);
    let with = readings.iter().any(|(length, m)| *length == said.len() && *m == Meaning::With);
    let meant = |phrases: &[PhraseIx]| -> Vec<usize> {
        phrases.iter().flat_map(|ix| context.referents[*ix].chosen.clone()).collect()
    };
    let (who, what) = (meant(claim.subjects.first()?), meant(&claim.objects));
    let denied = claim.objects.iter().any(|ix| context.reading.phrases[*ix].negated);
    let done = context
        .evidence
        .verbs
        .iter()
        .find(|v| v.confidence > 0.0 && who.contains(&v.subject) && what.contains(&v.object))?;
    (with && !denied && !claim.negated).then(|| {
        let thing = FactRef::Region(context.evidence.seen[done.object].id);
        let truth = Truth::holds(done.confidence, vec![thing]);
        Finding { kind: ClaimKind::P2o, ..found(claim, truth, context) }
    })
}

fn found(claim: &Claim, truth: Truth, context: &Context<'_>) -> Finding {
    let verdict = graded::verdict(claim, &truth, context);
    let mends = mends(claim, &truth, verdict, context);
    Finding {
        verdict,
        kind: kind(&claim.body),
        span: Some(claim.span.clone()),
        hedged: claim.hedged,
        score: truth.score,
        why: why::of_claim(claim, &truth, verdict, context),
        rests_on: truth.rests_on,
        mends,
    }
}

/// What it is done with is in evidence.
fn is_there(claim: &Claim, context: &Context<'_>) -> bool {
    claim.objects.iter().any(|ix| !context.referents[*ix].chosen.is_empty())
}

/// A person-object verb needs a person: a parasol that offers shade does nothing of the kind.
fn somebody_does(claim: &Claim, context: &Context<'_>) -> bool {
    let person = |ix: &usize| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => context.words.may_be_person(noun),
        Means::Text(_) => false,
        // "A Land Rover carries two tourists."
        Means::Name(_) => {
            let there = &context.referents[*ix].chosen;
            there.is_empty() || there.iter().any(|at| context.evidence.is_person(*at))
        }
        Means::Unknown => true,
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

/// Done by no person: a church that watches over the players, a dog that waits for its owner.
fn is_lifeless(claim: &Claim, context: &Context<'_>) -> bool {
    let lifeless = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => !context.words.may_be_person(noun),
        _ => false,
    };
    let doers = claim.subjects.first();
    matches!(claim.body, Body::Verb(_)) && doers.is_some_and(|g| g.iter().all(lifeless))
}

/// "No clock above it": where none is, the number says already.
fn counts_none(claim: &Claim, context: &Context<'_>) -> bool {
    let place = matches!(claim.body, Body::Place(_));
    let relates =
        place || matches!(claim.body, Body::Planar(_) | Body::InFront(_) | Body::Depth(_));
    let none = |ix: &PhraseIx| {
        let phrase = &context.reading.phrases[*ix];
        // "Neither the bicycle nor the dog is to the left of it", "neither is on the left".
        let known = phrase.determiner == Determiner::Definite && !phrase.partitive
            || none::is_neither(*ix, context);
        !known && phrase.quantity.as_ref().is_some_and(|q| q.max == 0)
    };
    let subject = claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(none));
    // "No yellow fruit in the corner": of those there the number says it.
    let look = matches!(claim.body, Body::Colour(_) | Body::Emotion(_) | Body::Size(_));
    if subject
        && look
        && claim.subjects.first().into_iter().flatten().any(|ix| is_restricted(*ix, context))
    {
        return true;
    }
    relates && (subject || !claim.objects.is_empty() && claim.objects.iter().all(none))
}

/// How somebody sits, stands or lies.
fn rests(claim: &Claim, context: &Context<'_>) -> bool {
    matches!(&claim.body, Body::Verb(senses) if context.words.may_be_posture(senses))
}

/// "The nurse lies on the bed", where evidence has the patient lie.
fn rests_where_another_does(claim: &Claim, context: &Context<'_>) -> bool {
    let meant = |ix: &PhraseIx| context.referents[*ix].chosen.clone();
    let who: Vec<usize> = claim.subjects.first().into_iter().flatten().flat_map(meant).collect();
    let on: Vec<usize> = claim.objects.iter().flat_map(meant).collect();
    let taken = |a: usize, b: usize| acts::is_taken(a, b, context.evidence);
    who.iter().any(|a| on.iter().any(|b| taken(*a, *b)))
}

/// Somebody who is in or on it rather does something than is somewhere.
fn engages(place: &Claim) -> bool {
    matches!(place.body, Body::Planar(Planar::On | Planar::Inside))
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
    let done_to = matches!(claim.body, Body::VerbOf(_));
    let things = if done_to { doers } else { Some(&claim.objects) };
    let meant = things.into_iter().flatten().flat_map(|ix| &context.referents[*ix].chosen);
    let meant: Vec<usize> = meant.copied().collect();
    (among_persons || context.words.is_rare(senses))
        && !acts::is_told(senses, among_persons, &meant, context.evidence)
}

/// A verb stands first among the words: "a bag on his shoulder" says that he has one, if he has.
fn says_a_verb(claim: &Claim, context: &Context<'_>) -> bool {
    let tokens = read::tokens(context.text.get(claim.span.clone()).unwrap_or_default());
    let first = context.words.readings(tokens.get(..1).unwrap_or_default());
    !first.iter().any(|(_, meaning)| matches!(meaning, Meaning::Relation(_) | Meaning::With))
}

/// The verb can be said of its object: nobody dribbles a palace, or wears a chair.
fn is_sensible(claim: &Claim, context: &Context<'_>) -> bool {
    let (Body::Verb(senses) | Body::VerbOf(senses)) = &claim.body else { return true };
    let fits = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => context.words.may_be_done_with(senses, noun),
        _ => true,
    };
    claim.objects.is_empty()
        || matches!(claim.body, Body::VerbOf(_))
        || claim.objects.iter().any(fits)
}

/// A relation or verb of which one side is not there: that the thing is missing says it already.
fn says_no_more(claim: &Claim, context: &Context<'_>) -> bool {
    let ties = match claim.body {
        Body::Planar(_) | Body::InFront(_) | Body::Larger(_) | Body::Verb(_) | Body::VerbOf(_) => {
            true
        }
        // "A beanbag fills the corner": which one, nobody says.
        Body::Place(cells) => cells.is_corners(),
        _ => false,
    };
    let absent = |ix: &PhraseIx| {
        let referent = &context.referents[*ix];
        referent.candidates.is_empty() && referent.instead.is_empty()
    };
    let subjects = claim.subjects.first();
    ties && (claim.objects.iter().any(absent)
        || subjects.is_some_and(|g| !g.is_empty() && g.iter().all(absent)))
}

/// "A Washington street", "downtown Lisbon": where it is.
fn names_a_place(claim: &Claim, context: &Context<'_>) -> bool {
    let place = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => {
            let phrase = &context.reading.phrases[*ix];
            context.words.noun(noun).setting || settings::is_named_place(noun, phrase, context)
        }
        _ => false,
    };
    if matches!(&claim.body, Body::Named(name) if List::Geography.has(name)) {
        return true;
    }
    let of = claim.subjects.first();
    let of_place = || of.is_some_and(|g| !g.is_empty() && g.iter().all(place));
    matches!(claim.body, Body::Named(_))
        && (of_place() || settings::is_led_to(&claim.span, context))
}

fn kind(body: &Body) -> ClaimKind {
    match body {
        Body::Colour(_) => ClaimKind::Colour,
        Body::Size(_) => ClaimKind::Size,
        Body::Named(_) => ClaimKind::Fine,
        Body::Emotion(_) => ClaimKind::Emotion,
        Body::Place(_) | Body::Nth { .. } => ClaimKind::Place,
        Body::Depth(_) => ClaimKind::Depth,
        Body::Planar(_) | Body::Part(_) | Body::Row(_) => ClaimKind::Relation2d,
        Body::InFront(_) | Body::Foremost(_) => ClaimKind::Relation3d,
        Body::Verb(_) | Body::VerbOf(_) => ClaimKind::P2o,
        Body::Text(_) => ClaimKind::Text,
        Body::Has | Body::Beyond | Body::Larger(_) | Body::Extreme(_) => ClaimKind::Other,
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
    let right = |f: &Finding| matches!(f.verdict, Verdict::Supported | Verdict::Weak);
    // "Dogs" of one dog: the dog is told of.
    let lone = |f: &Finding| {
        let number = f.rests_on.iter().any(|fact| matches!(fact, FactRef::Count(_)));
        f.kind == ClaimKind::Object && f.verdict == Verdict::Contradicted && number
    };
    let mut said = BTreeSet::new();
    for finding in findings.iter().filter(|f| right(f) || lone(f)) {
        let told = |fact: &&FactRef| right(finding) || matches!(fact, FactRef::Region(_));
        said.extend(finding.rests_on.iter().filter(told).cloned());
    }
    said
}
