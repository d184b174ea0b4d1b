//! What the evidence says of a claim, given which regions its phrases mean.

use super::acts;
use super::called;
use super::contents;
use super::context::Context;
use super::judge;
use super::meant::{Meant, is_of};
use super::rows;
use super::seen::Evidence;
use super::stance;
use super::texts;
use super::truth::{Answer, Truth};
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reading, Reference,
};
use crate::fusion::vocabulary::Vocabulary;

/// What the evidence would say if phrase `ix` meant region `at`.
pub fn truth_if(claim: &Claim, ix: PhraseIx, at: usize, context: &Context<'_>) -> Truth {
    let Context { referents, evidence, .. } = context;
    let meant = Meant { referents, tried: Some((ix, at)) };
    let has = |g: &&Vec<PhraseIx>| g.iter().any(|own| is_of(*own, ix, referents));
    // "A bag next to him", whom grammar might have the bag: to him it stands so, not he to himself.
    let to_it = claim.objects.iter().any(|own| is_of(*own, ix, referents));
    let group = claim.subjects.iter().find(|g| !to_it && has(g)).or(claim.subjects.first());
    // Of several subjects only the one that is tried counts.
    let single = vec![ix];
    let group = match group {
        Some(group) if has(&group) => &single,
        Some(group) => group,
        None => &single,
    };
    let truth = of_group(claim, group, &meant, evidence);
    if claim.negated { truth.negated() } else { truth }
}

/// What the evidence says of the claim: of the subject that grammar makes likeliest, or where it says nothing or no,
/// of another that grammar allows too.
pub fn truth(claim: &Claim, context: &Context<'_>) -> Truth {
    let Context { reading, referents, evidence, words, .. } = context;
    let meant = Meant { referents, tried: None };
    // "Her face beams", "his downcast face hints": she does, he is.
    let face = matches!(claim.body, Body::Emotion(_));
    let owner = |ix: &PhraseIx| match reading.phrases[*ix].means {
        Means::Thing(noun) if words.is_part(noun) => reading.phrases[*ix].owner,
        Means::Unknown if face => reading.phrases[*ix].owner,
        _ => None,
    };
    // What is written on her shirt, where no shirt is in evidence, she bears.
    let written = matches!(claim.body, Body::Text(_));
    let bearer = |ix: &PhraseIx| {
        let absent = written && referents[*ix].candidates.is_empty();
        let owned = || reading.phrases[*ix].owner.or_else(|| wearer(*ix, reading, words));
        owner(ix).or_else(|| owned().filter(|_| absent))
    };
    // "Her fur glows in the corner": where it is, she is.
    let placed = matches!(claim.body, Body::Place(_) | Body::Depth(_));
    let covers = |ix: &PhraseIx| {
        let covering =
            matches!(reading.phrases[*ix].means, Means::Thing(noun) if words.is_covering(noun));
        placed && covering && referents[*ix].candidates.is_empty()
    };
    let owners: Vec<PhraseIx> = claim
        .subjects
        .first()
        .into_iter()
        .flatten()
        .filter(|ix| face || written || covers(ix))
        .filter_map(bearer)
        .collect();
    let owners = (!owners.is_empty()).then_some(owners);
    // "It is between them, green and large": what comes later is not said of "them", but perhaps of "it".
    let opens = |ix: PhraseIx| {
        let sentence = reading.phrases[ix].sentence;
        ix.checked_sub(1).is_none_or(|before| reading.phrases[before].sentence != sentence)
    };
    let again = |ix: &PhraseIx| {
        let refers = reading.phrases[*ix].refers;
        matches!(refers, Some(Reference::Same(_) | Reference::Both(..))) && !opens(*ix)
    };
    let first = claim.subjects.first();
    // Whoever owns what it is written on bears it, and nobody else.
    let instead = |group: &Vec<PhraseIx>| {
        let absent = |ix: &PhraseIx| referents[*ix].chosen.is_empty();
        let owned = owners.as_ref().is_some_and(|o| o.iter().any(|ix| !absent(ix)));
        written && owned && group.iter().all(absent)
    };
    let may = |group: &&Vec<PhraseIx>| {
        !instead(group) && (Some(*group) == first || !group.iter().all(again))
    };
    let ways = owners.iter().chain(claim.subjects.iter().filter(may)).map(|group| {
        // "Neither the brown cup nor the vase": what tells which one is meant is not denied.
        let none = |ix: &PhraseIx| {
            let phrase = &reading.phrases[*ix];
            let tells = claim.restricts && phrase.determiner == Determiner::Definite;
            !tells && phrase.quantity.as_ref().is_some_and(|q| q.max == 0)
        };
        if group.iter().any(none) {
            // "Nobody but the shopper".
            let excepted = reading
                .phrases
                .iter()
                .zip(referents)
                .filter(|(p, _)| p.excepted && p.sentence == claim.sentence);
            let but: Vec<usize> = excepted.flat_map(|(_, r)| r.chosen.clone()).collect();
            return of_none(claim, group, &but, &meant, evidence);
        }
        let truth = match group.as_slice() {
            [many] if reading.phrases[*many].most => {
                let there = referents[*many].candidates.iter().map(|c| c.0);
                let each = there.filter(|at| evidence.asserted(*at)).map(|at| {
                    let one = Meant { referents, tried: Some((*many, at)) };
                    of_group(claim, &[*many], &one, evidence)
                });
                Truth::of_most(each.collect())
            }
            [many] if is_shared(claim, *many, reading) || is_of_some(claim, *many, reading) => {
                let each = meant.of(*many).into_iter().map(|at| {
                    let one = Meant { referents, tried: Some((*many, at)) };
                    of_group(claim, &[*many], &one, evidence)
                });
                Truth::of_some(each.collect())
            }
            _ => of_group(claim, group, &meant, evidence),
        };
        // "It is 12:45", "it says …": of the picture, where nothing before bears that.
        let truth = match (&claim.body, group.as_slice()) {
            (Body::Text(text), [it])
                if truth.answer == Answer::Fails
                    && matches!(reading.phrases[*it].refers, Some(Reference::Same(_))) =>
            {
                let open = !reading.phrases[*it].instead.is_empty();
                Some(texts::borne(text, &[], false, evidence))
                    .filter(|t| t.answer == Answer::Holds && (open || texts::is_free(t, evidence)))
                    .unwrap_or(truth)
            }
            // "MONDAY is written on the mouse": on no other thing.
            (Body::Text(text), [on]) if reading.phrases[*on].head.start >= claim.span.end => {
                let on = meant.of(*on).into_iter();
                let on: Vec<usize> = on.filter(|o| !evidence.is_person(*o)).collect();
                // "RUSSO is printed on his shirt", who bears ROSSI.
                let nobody = on.is_empty() && truth.answer == Answer::Fails;
                if nobody { truth } else { texts::borne(text, &on, true, evidence) }
            }
            _ => truth,
        };
        let truth = if claim.negated { truth.negated() } else { truth };
        // "One smiles, another scowls", "a cat and a dog on the left": the last may be meant alone.
        match group.as_slice() {
            [.., last] if group.len() > 1 && truth.answer == Answer::Fails && !claim.negated => {
                let phrase = &reading.phrases[*last];
                let alone = phrase.refers.is_some() || stands_at(claim, phrase);
                let alone = alone.then(|| of_group(claim, &[*last], &meant, evidence));
                alone.filter(|t| t.answer == Answer::Holds).unwrap_or(truth)
            }
            _ => truth,
        }
    });
    let ways: Vec<Truth> = ways.collect();
    match ways.first() {
        None if matches!(claim.body, Body::Text(_)) => {
            denied(of_group(claim, &[], &meant, evidence), claim)
        }
        None => Truth::unknown(),
        Some(first) if first.answer == Answer::Holds => first.clone(),
        Some(first) => {
            // What is said of a thing that is not there is not denied by another one.
            let open = claim.subjects[0].iter().any(|ix| meant.of(*ix).is_empty());
            // Another one denies only what the first cannot be: a television does not grin.
            let holds = ways.iter().find(|t| t.answer == Answer::Holds);
            let fails = || ways.iter().find(|t| t.answer == Answer::Fails && !open && face);
            holds.or_else(fails).unwrap_or(first).clone()
        }
    }
}

/// Who wears what the phrase names.
fn wearer(ix: PhraseIx, reading: &Reading, words: &Vocabulary) -> Option<PhraseIx> {
    let garment =
        matches!(reading.phrases[ix].means, Means::Thing(noun) if words.noun(noun).garment);
    let worn = |c: &&Claim| {
        let wears = match &c.body {
            Body::Verb(senses) => words.sense("wearing").is_some_and(|s| senses.contains(&s)),
            Body::Has | Body::Planar(Planar::Inside) => true,
            _ => false,
        };
        wears && !c.negated && c.objects.contains(&ix)
    };
    let [who] = reading.claims.iter().filter(|_| garment).find(worn)?.subjects.first()?[..] else {
        return None;
    };
    Some(who)
}

/// The truth of a text of nobody in particular that may be denied: where nothing like it is read, it is not there.
fn denied(truth: Truth, claim: &Claim) -> Truth {
    match truth.answer {
        _ if !claim.negated => truth,
        Answer::Unknown => Truth::holds(1.0, Vec::new()),
        _ => truth.negated(),
    }
}

/// "Three cups, red, green and blue": of many, more than one look is told, so each is of some of them.
pub(super) fn is_shared(claim: &Claim, many: PhraseIx, reading: &Reading) -> bool {
    let phrase = &reading.phrases[many];
    let look = |c: &Claim| {
        matches!(c.body, Body::Colour(_) | Body::Emotion(_) | Body::Place(_)) && !c.negated
    };
    let alike = |c: &Claim| match (&c.body, &claim.body) {
        // "On the left and in the middle"; but "at the bottom, on the left".
        (Body::Place(a), Body::Place(b)) => a.is_apart_from(*b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    phrase.is_many()
        && !phrase.every
        && look(claim)
        && reading.claims.iter().any(|c| {
            look(c) && alike(c) && c.body != claim.body && c.subjects.first() == Some(&vec![many])
        })
}

/// "People wait on the left": nobody says that all do.
fn is_of_some(claim: &Claim, many: PhraseIx, reading: &Reading) -> bool {
    let phrase = &reading.phrases[many];
    let somewhere = matches!(
        claim.body,
        Body::Place(_) | Body::Depth(_) | Body::Planar(_) | Body::Part(_) | Body::InFront(_)
    );
    somewhere
        && !claim.negated
        && phrase.plural
        && phrase.determiner == Determiner::None
        && phrase.quantity.is_none()
        && phrase.refers.is_none()
}

/// The claim's words stand right behind the phrase.
pub(super) fn stands_at(claim: &Claim, phrase: &Phrase) -> bool {
    claim.span.start.checked_sub(phrase.head.end).is_some_and(|gap| gap <= ", ".len())
}

/// "No suitcase is yellow": false as soon as one is, but for those that are excepted.
fn of_none(
    claim: &Claim,
    group: &[PhraseIx],
    but: &[usize],
    meant: &Meant<'_>,
    evidence: &Evidence<'_>,
) -> Truth {
    let mut each = Vec::new();
    for ix in group {
        for at in meant.of(*ix).into_iter().filter(|at| !but.contains(at)) {
            let one = Meant { referents: meant.referents, tried: Some((*ix, at)) };
            each.push(of_group(claim, &[*ix], &one, evidence).negated());
        }
    }
    let fails = each.iter().find(|t| t.answer == Answer::Fails).cloned();
    fails.unwrap_or_else(|| Truth::of_all(each))
}

fn of_group(
    claim: &Claim,
    group: &[PhraseIx],
    meant: &Meant<'_>,
    evidence: &Evidence<'_>,
) -> Truth {
    let mut subjects: Vec<usize> = group.iter().flat_map(|ix| meant.of(*ix)).collect();
    subjects.dedup();
    if let Body::Text(text) = &claim.body {
        return texts::borne(text, &subjects, meant.tried.is_some(), evidence);
    }
    if let Body::Row(planar) = claim.body {
        return rows::truth(planar, &claim.objects, meant, evidence);
    }
    if subjects.is_empty() {
        return Truth::unknown();
    }
    let objects: Vec<usize> = claim.objects.iter().flat_map(|ix| meant.of(*ix)).collect();
    // Who holds something else does not hold what is not there.
    if matches!(claim.body, Body::Verb(_)) && objects.is_empty() && meant.names(&claim.objects) {
        return Truth::unknown();
    }
    // "Three cyclists, each riding a bicycle": each has one.
    let distributed = match claim.objects.as_slice() {
        [one] if subjects.len() > 1 && matches!(claim.body, Body::Verb(_)) => {
            meant.any_of(*one).unwrap_or(objects)
        }
        _ => objects,
    };
    let objects = distributed;
    // "Near one of the cars": whichever it is.
    let whichever = match claim.objects.as_slice() {
        [one] => meant.whichever(*one),
        _ => None,
    };
    let number = match group {
        [ix] => meant.referents.get(*ix).map_or(1, |r| r.number.max(1)),
        _ => 1,
    };
    let among = match group {
        [ix] => meant.among(*ix, claim.restricts, evidence),
        _ => Vec::new(),
    };
    let each = subjects.iter().map(|s| {
        let truth = match &claim.body {
            Body::Place(cells) if judge::is_at_end(*s, *cells, &among, evidence) => {
                judge::place_among(*s, evidence)
            }
            Body::Foremost(nearest) => {
                judge::foremost(*s, *nearest, claim.restricts, &among, evidence)
            }
            Body::Extreme(largest) => judge::extreme(*s, *largest, &among, evidence),
            Body::Nth { n, from_left } => {
                judge::nth(*s, *n..*n + number, *from_left, &among, evidence)
            }
            Body::Verb(_) | Body::Has
                if claim.objects.iter().any(|o| meant.held_by(*o, *s))
                    && contents::holds_food(&evidence.seen[*s]).answer == Answer::Holds =>
            {
                contents::holds_food(&evidence.seen[*s])
            }
            _ => {
                let of = |objects: &[usize]| of_one(&claim.body, *s, objects, evidence);
                let each = whichever.iter().flatten().map(|o| of(&[*o]));
                match Truth::of_some(each.collect()) {
                    holds if holds.answer == Answer::Holds => holds,
                    _ => of(&objects),
                }
            }
        };
        doubted(truth, *s, evidence)
    });
    Truth::of_all(each.collect())
}

/// No fact about a region is surer than that the region is there; of a rejected one nothing is known.
fn doubted(truth: Truth, at: usize, evidence: &Evidence<'_>) -> Truth {
    let seen = &evidence.seen[at];
    if seen.rejected {
        return Truth::unknown();
    }
    let score = truth.score.min(seen.confidence);
    Truth { score, ..truth }
}

fn of_one(body: &Body, at: usize, objects: &[usize], evidence: &Evidence<'_>) -> Truth {
    let seen = &evidence.seen[at];
    let others: Vec<usize> = objects.iter().copied().filter(|o| *o != at).collect();
    let every = |judge: &dyn Fn(usize) -> Truth| {
        Truth::of_all(others.iter().map(|o| doubted(judge(*o), *o, evidence)).collect())
    };
    let any = |judge: &dyn Fn(usize) -> Truth| {
        Truth::best(others.iter().map(|o| doubted(judge(*o), *o, evidence)).collect())
    };
    // "Riding bikes", who pushes one of them and has to do with no other.
    let some = |judge: &dyn Fn(usize) -> Truth| {
        let each: Vec<Truth> = others.iter().map(|o| doubted(judge(*o), *o, evidence)).collect();
        let fails = each.iter().find(|t| t.answer == Answer::Fails).cloned();
        let best = Truth::best(each);
        fails.filter(|_| best.answer == Answer::Unknown).unwrap_or(best)
    };
    // "Near both people": of each of whom it holds, it is said.
    let each_that_is = |judge: &dyn Fn(usize) -> Truth| {
        let each = others.iter().map(|o| doubted(judge(*o), *o, evidence));
        Truth::with_all_that_hold(each.collect())
    };
    match body {
        Body::Colour(c) => match judge::colour(seen, c, evidence.words) {
            unknown if unknown.answer == Answer::Unknown => {
                let worn = acts::worn_by(at, evidence)
                    .map(|o| judge::colour(&evidence.seen[o], c, evidence.words));
                worn.into_iter().find(|t| t.answer == Answer::Holds).unwrap_or(unknown)
            }
            known => known,
        },
        Body::Size(s) => judge::size(seen, *s, evidence),
        Body::Emotion(e) => judge::emotion(seen, e, evidence.words),
        Body::Place(cells) => {
            // "To the right, a man …": of what was named before.
            let beside = [Planar::LeftOf, Planar::RightOf].into_iter();
            let beside = beside.filter(|p| p.cells() == Some(*cells) && !others.is_empty());
            let mut beside = beside.map(|p| every(&|o| stance::planar(at, o, p, evidence)));
            match judge::place(seen, *cells, evidence) {
                fails if fails.answer == Answer::Fails => {
                    beside.find(|t| t.answer == Answer::Holds).unwrap_or(fails)
                }
                truth => truth,
            }
        }
        Body::Depth(band) => judge::depth(seen, *band, evidence),
        Body::InFront(front) => every(&|o| stance::in_front(at, o, *front, evidence)),
        Body::Planar(Planar::Between) => {
            // Of more than two, between any two of them.
            let pairs = others
                .iter()
                .enumerate()
                .flat_map(|(i, b)| others[i + 1..].iter().map(|c| (*b, *c)));
            Truth::best(pairs.map(|(b, c)| stance::between(at, b, c, evidence)).collect())
        }
        Body::Planar(p @ (Planar::LeftOf | Planar::RightOf | Planar::Above | Planar::Below)) => {
            every(&|o| stance::planar(at, o, *p, evidence))
        }
        Body::Planar(Planar::Inside) if evidence.is_person(at) => {
            // What a person is in may be worn: then it lies within the person.
            let mut worn = acts::worn_by(at, evidence).filter(|o| others.contains(o));
            if let Some(garment) = worn.next() {
                return doubted(acts::has(at, garment, evidence), garment, evidence);
            }
            let truth = any(&|o| stance::planar(at, o, Planar::Inside, evidence));
            // Nor is anybody in a wok: what is done there is.
            let small = others.iter().all(|o| evidence.seen[*o].area < seen.area);
            if truth.answer == Answer::Fails && small { Truth::unknown() } else { truth }
        }
        Body::Planar(Planar::Inside | Planar::On | Planar::Contains | Planar::Under)
            if objects.contains(&at) && others.is_empty() =>
        {
            contents::holds_food(seen)
        }
        Body::Planar(p) => each_that_is(&|o| match stance::planar(at, o, *p, evidence) {
            // "Sits on top of an elephant", whom evidence has riding it.
            apart
                if apart.answer != Answer::Holds
                    && *p == Planar::On
                    && acts::rests_on(at, o, evidence) =>
            {
                acts::has(at, o, evidence)
            }
            truth => truth,
        }),
        Body::Part(cells) => each_that_is(&|o| stance::part(at, o, *cells, evidence)),
        Body::Extreme(largest) => judge::extreme(at, *largest, &[], evidence),
        Body::Foremost(nearest) => judge::foremost(at, *nearest, true, &[], evidence),
        Body::Nth { n, from_left } => judge::nth(at, *n..*n + 1, *from_left, &[], evidence),
        Body::Named(name) => called::named(seen, name, false, evidence),
        Body::Larger(larger) => every(&|o| stance::larger(at, o, *larger, evidence)),
        Body::Verb(senses) if objects.is_empty() => acts::acts(at, senses, evidence),
        Body::Verb(senses) => some(&|o| acts::verb(at, o, senses, evidence)),
        Body::VerbOf(senses) if objects.is_empty() => acts::done_to(at, senses, evidence),
        Body::VerbOf(senses) => some(&|o| acts::verb(o, at, senses, evidence)),
        Body::Has => any(&|o| acts::has(at, o, evidence)),
        Body::Text(_) | Body::Beyond | Body::Row(_) => Truth::unknown(),
    }
}
