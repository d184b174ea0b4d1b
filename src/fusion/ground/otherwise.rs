//! What evidence says of a claim in another way, where it says nothing of it as it stands.

use super::bearers;
use super::called;
use super::context::Context;
use super::judge;
use super::names;
use super::repeats;
use super::seen::Seen;
use super::texts;
use super::truth::{Answer, Truth};
use super::verdict;
use crate::domain::FactRef;
use crate::fusion::read::{
    self,
    claim::{Body, Claim, Determiner, Means, PhraseIx, Planar},
};
use crate::fusion::vocabulary::Meaning;

/// By other faces, by whose the thing is, by who does it instead, by what is written there.
pub(super) fn truth(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let known = of_the_only_face(claim, context).or_else(|| of_its_owner(claim, context));
    let known = known.or_else(|| of_its_whole(claim, context));
    let known = known.or_else(|| named_by_text(claim, context));
    let known = known.or_else(|| of_two_swapped(claim, context));
    known.or_else(|| bearers::truth(claim, context)).or_else(|| elsewhere(claim, context))
}

/// "Sits on the couch", "sits in the sink", who is nowhere near it.
fn elsewhere(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Verb(senses) = &claim.body else { return None };
    let place = where_it_is_done(claim, context);
    let mut place = place.filter(|place| {
        // "Sits behind the bus" may be what drivers do.
        let rests = matches!(place.body, Body::Planar(Planar::On | Planar::Inside));
        rests && context.words.may_be_posture(senses) || context.words.is_posture(senses)
    })?;
    // Who sits in it would at least touch it, however small it is.
    if place.body == Body::Planar(Planar::Inside) {
        place.body = Body::Planar(Planar::On);
    }
    let truth = verdict::truth(&place, context);
    (truth.answer == Answer::Fails).then_some(truth)
}

/// "Waiting on a chair", "walks beside the dog": of a verb that evidence knows nothing of, the place that its
/// preposition says.
pub(super) fn where_it_is_done(claim: &Claim, context: &Context<'_>) -> Option<Claim> {
    // "Watches over her", "absorbed in her work" is nowhere.
    let gaze = context.words.sense("looking at");
    let nowhere = |senses: &[usize]| {
        context.words.is_rare(senses) || gaze.is_some_and(|gaze| senses.contains(&gaze))
    };
    if matches!(&claim.body, Body::Verb(senses) if nowhere(senses)) {
        return None;
    }
    let said = context.text.get(claim.span.clone())?;
    let tokens = read::tokens(said);
    let relation = (1..tokens.len()).find_map(|from| {
        let found = context.words.readings(&tokens[from..]);
        found.iter().find_map(|(length, meaning)| match meaning {
            Meaning::Relation(relation) if from + length == tokens.len() && !relation.swapped => {
                Some((from, relation.body()))
            }
            _ => None,
        })
    });
    let (from, body) = relation?;
    let span = claim.span.start + tokens[from].span.start..claim.span.end;
    matches!(claim.body, Body::Verb(_)).then(|| Claim { span, body, ..claim.clone() })
}

/// "A man walks beside a boy": what such verbs tell of where the two stand; whom one rests on or is in, they tell themselves.
pub(super) fn placed(context: &Context<'_>) -> Vec<Claim> {
    let told = context.reading.claims.iter().filter(|c| {
        let words = || context.text.get(c.span.clone()).is_some_and(|t| t.contains(' '));
        matches!(c.body, Body::Verb(_)) && !c.negated && words()
    });
    let beside = |c: &Claim| {
        use Planar::{Above, Below, LeftOf, Near, RightOf};
        matches!(c.body, Body::Planar(Above | Below | LeftOf | Near | RightOf))
    };
    told.filter_map(|c| where_it_is_done(c, context)).filter(beside).collect()
}

/// "Pulls a suitcase behind her": how she has it, and not how the two stand to the viewer.
pub(super) fn is_about_oneself(claim: &Claim, context: &Context<'_>) -> bool {
    let (Body::InFront(_), [to]) = (&claim.body, claim.objects.as_slice()) else { return false };
    let again = |ix: &PhraseIx| ix == to || context.referents[*to].again == Some(*ix);
    let pronoun = context.reading.phrases[*to].refers.is_some();
    let has = |c: &Claim| {
        matches!(c.body, Body::Verb(_))
            && c.sentence == claim.sentence
            && c.subjects.first().is_some_and(|g| g.iter().any(again))
            && claim.subjects.contains(&c.objects)
    };
    pronoun && context.reading.claims.iter().any(has)
}

/// "A VW van", "it says Heineken", where the make is known by its logo and no text was read.
pub(super) fn branded(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Text(said) = &claim.body else { return None };
    let evidence = context.evidence;
    let of = claim.subjects.first().into_iter().flatten();
    let meant: Vec<usize> = of.flat_map(|ix| context.referents[*ix].chosen.clone()).collect();
    let all: Vec<usize> = (0..evidence.seen.len()).collect();
    let of = if meant.is_empty() { &all } else { &meant };
    let logo = |at: &usize| {
        let seen = &evidence.seen[*at];
        let proper = seen.fine.iter().any(|f| f.is_proper());
        let truth = called::named(seen, &said.to_lowercase(), false, evidence);
        (proper && truth.answer == Answer::Holds).then_some(truth)
    };
    of.iter().find_map(logo).filter(|_| !claim.negated)
}

/// "Gate B12", where a text says so.
fn named_by_text(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Named(name) = &claim.body else { return None };
    let truth = texts::borne(name, &[], false, context.evidence);
    (truth.answer == Answer::Holds && !claim.negated).then_some(truth)
}

/// Where it is open which of several persons is meant, and nothing is known of the face of the likeliest one: what the
/// faces say that were read, if all of them deny the claim ("the umpire is laughing", and the one face is angry).
fn of_the_only_face(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Emotion(claimed) = &claim.body else { return None };
    let [ix] = claim.subjects.first()?.as_slice() else { return None };
    let meant = &context.referents[*ix].chosen;
    let phrase = &context.reading.phrases[*ix];
    if phrase.quantity.as_ref().is_some_and(|q| q.max == 0) {
        return None; // "nobody is smiling" denies it of them all
    }
    if meant.iter().any(|at| names::does(phrase, *at, context.evidence)) {
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
    let by_whom: Vec<PhraseIx> = owners.collect();
    let mut regions: Vec<usize> =
        by_whom.iter().flat_map(|owner| context.referents[*owner].chosen.clone()).collect();
    if by_whom.is_empty() {
        regions.extend(noted_before(*ix, context));
    }
    // "Her grey sweater": hers, whoever she is.
    let phrase = &context.reading.phrases[*ix];
    let worn = matches!(phrase.means, Means::Thing(noun) if context.words.noun(noun).garment);
    if regions.is_empty() && worn && phrase.determiner == Determiner::Definite {
        let all = 0..context.evidence.seen.len();
        regions.extend(
            all.filter(|at| context.evidence.is_person(*at) && context.evidence.asserted(*at)),
        );
    }
    let truths =
        regions.iter().map(|at| judge::colour(&context.evidence.seen[*at], claimed, context.words));
    let truths: Vec<Truth> = truths.collect();
    let person = |at: &usize| context.evidence.is_person(*at);
    let worn = |c: &&Claim| matches!(c.body, Body::Verb(_)) && c.objects.contains(ix);
    let worn = context.reading.claims.iter().any(|c| worn(&c));
    let denied = match phrase.means {
        // An animal is of the colour of its fur, a bus of its livery.
        Means::Thing(noun) if !regions.is_empty() && !regions.iter().any(person) => {
            context.words.is_covering(noun) && !worn
        }
        Means::Thing(noun) => {
            context.words.is_outfit(noun) && !is_in_more(*ix, &by_whom, &regions, context)
        }
        _ => false,
    };
    let holds = truths.iter().find(|truth| truth.answer == Answer::Holds);
    let fails = truths.iter().find(|truth| truth.answer == Answer::Fails);
    let truth = holds.or(fails.filter(|_| denied)).cloned()?;
    Some(if claim.negated { truth.negated() } else { truth })
}

/// "The legs of its owner can be seen on the right": there the owner is, if anybody is.
fn of_its_whole(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let placed = matches!(claim.body, Body::Place(_) | Body::Depth(_)) && !claim.negated;
    let parts = claim.subjects.first().filter(|_| placed)?.iter();
    let parts = parts.filter(|ix| context.is_part(**ix));
    let wholes: Vec<PhraseIx> = parts.filter_map(|ix| context.reading.phrases[*ix].owner).collect();
    let of = Claim { subjects: vec![wholes], ..claim.clone() };
    Some(verdict::truth(&of, context)).filter(|truth| truth.answer == Answer::Holds)
}

/// "Nurse on the right: green scrubs": in notes, all that may be whom what is worn comes after.
fn noted_before(ix: PhraseIx, context: &Context<'_>) -> Vec<usize> {
    let phrase = &context.reading.phrases[ix];
    let garment = matches!(phrase.means, Means::Thing(noun) if context.words.noun(noun).garment);
    // "Yellow shirt and a pink one".
    let worn =
        garment && (phrase.determiner == Determiner::None || repeats::is_pro_form(ix, context));
    let here = |o: &PhraseIx| context.reading.phrases[*o].sentence == phrase.sentence;
    let mut before = (0..ix).rev().take_while(here);
    let who = before.find(|o| worn && context.is_of_person(*o));
    let candidates = who.into_iter().flat_map(|who| &context.referents[who].candidates);
    candidates.map(|c| c.0).filter(|at| context.evidence.asserted(*at)).collect()
}

/// "In a black jacket and blue jeans": what else the same one wears has the colour that evidence knows of them.
fn is_in_more(ix: PhraseIx, owners: &[PhraseIx], regions: &[usize], context: &Context<'_>) -> bool {
    let worn = |other: &PhraseIx| {
        let phrase = &context.reading.phrases[*other];
        let owner = phrase.owner.is_some_and(|owner| owners.contains(&owner));
        let by = |c: &Claim| {
            c.objects.contains(other)
                && c.subjects.first().is_some_and(|g| g.iter().any(|who| owners.contains(who)))
        };
        let garment =
            matches!(phrase.means, Means::Thing(noun) if context.words.noun(noun).garment);
        *other != ix && garment && (owner || context.reading.claims.iter().any(by))
    };
    context.reading.claims.iter().any(|c| {
        let Body::Colour(claimed) = &c.body else { return false };
        let so = |at: &usize| {
            judge::colour(&context.evidence.seen[*at], claimed, context.words).answer
                == Answer::Holds
        };
        c.subjects.first().is_some_and(|g| g.iter().any(worn)) && regions.iter().any(so)
    })
}

/// A colour, and nothing that is there, or that is where its owner is, has it. Of eyes and cheeks no evidence ever tells.
pub(super) fn nothing_is_so(claim: &Claim, context: &Context<'_>) -> bool {
    let Body::Colour(claimed) = &claim.body else { return false };
    let dim = |ix: &PhraseIx| {
        matches!(context.reading.phrases[*ix].means,
            Means::Thing(noun) if context.words.shows_feelings(noun))
    };
    if claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(dim)) {
        return false;
    }
    let so = |seen: &Seen| judge::colour(seen, claimed, context.words).answer == Answer::Holds;
    // "The train has a white roof": the car may be white.
    let whose = |ix: &PhraseIx| context.reading.phrases[*ix].owner.map(|o| &context.referents[o]);
    let owners: Option<Vec<usize>> = claim.subjects.first().and_then(|g| {
        let chosen =
            g.iter().map(|ix| whose(ix).map(|r| r.chosen.clone()).filter(|c| !c.is_empty()));
        chosen.collect::<Option<Vec<_>>>().map(|all| all.concat())
    });
    let seen = &context.evidence.seen;
    let near = |at: usize| {
        owners.as_ref().is_none_or(|of| of.iter().any(|o| seen[at].bbox.gap(&seen[*o].bbox) <= 0.0))
    };
    !claim.guessed && !(0..seen.len()).any(|at| near(at) && so(&seen[at]))
}

/// "The woman holds the dog, and the man the leash", where it is the other way round: what another one does of whom the
/// sentence tells something done, too.
fn of_two_swapped(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Verb(senses) = &claim.body else { return None };
    let evidence = context.evidence;
    let meant = |phrases: &[PhraseIx]| -> Vec<usize> {
        phrases.iter().flat_map(|ix| context.referents[*ix].chosen.clone()).collect()
    };
    // "A glass": any of them.
    let any = |ix: &PhraseIx| {
        let referent = &context.referents[*ix];
        if referent.any && !referent.chosen.is_empty() {
            referent.candidates.iter().map(|c| c.0).collect()
        } else {
            referent.chosen.clone()
        }
    };
    let who = meant(claim.subjects.first()?);
    let what: Vec<usize> = claim.objects.iter().flat_map(any).collect();
    let others = context.reading.claims.iter().filter(|c| {
        // ... or does not: "the man on the right reads, and the man on the left does not".
        let denied = c.negated && c.body == claim.body;
        let done = matches!(c.body, Body::Verb(_)) && !c.negated || denied;
        let idle = c.body == Body::Beyond && !c.restricts && !claim.restricts;
        (done || idle) && c.sentence == claim.sentence && c.span != claim.span
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
