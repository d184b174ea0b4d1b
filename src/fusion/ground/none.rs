//! Findings about what a caption says is not there.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::names::{self, Fit};
use super::otherwise;
use super::stance;
use super::truth::Answer;
use super::verdict;
use super::why;
use crate::domain::AttributeKind;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar, Reference};

/// Of those that are spoken of, none does: that they are there is not denied.
const NEITHER: [&str; 2] = ["neither", "nor"];

/// "Not a book but …": wrong where one is in evidence, unless something else is said not to be a book.
pub(super) fn denial(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let there = named(ix, context);
    if phrase.told && !there.is_empty() {
        return None;
    }
    let verdict = if there.is_empty() { Verdict::Supported } else { Verdict::Contradicted };
    let mut finding = context.finding(phrase, ClaimKind::Object, verdict);
    finding.score = if there.is_empty() { 1.0 } else { context.score(&there) };
    finding.rests_on = context.regions(&there);
    let word = &context.words.noun(noun).word;
    let is = if there.is_empty() { "no" } else { "one" };
    finding.why = format!("{is} {word} is in evidence");
    Some(finding)
}

/// "He is not wearing a hat", "it is not on a leash": none is anywhere, and nothing else is said of it.
pub(super) fn lacks(ix: PhraseIx, context: &Context<'_>) -> bool {
    let referent = &context.referents[ix];
    let mut said = context.reading.claims.iter().filter(|c| c.objects.contains(&ix)).peekable();
    // "Not in front of a window" may leave the window there.
    let rests = |body: &Body| {
        matches!(body, Body::Verb(_) | Body::VerbOf(_) | Body::Planar(Planar::On | Planar::Inside))
    };
    context.reading.phrases[ix].determiner == Determiner::Indefinite
        && referent.candidates.is_empty()
        && referent.instead.is_empty()
        && said.peek().is_some()
        && said.all(|c| c.negated && rests(&c.body))
}

/// The regions that surely bear the phrase's name: what may be a poodle is no poodle, not every boat a ferry, and a teddy
/// bear no bear.
fn named(ix: PhraseIx, context: &Context<'_>) -> Vec<usize> {
    let (evidence, words) = (context.evidence, context.words);
    let noun = match context.reading.phrases[ix].means {
        Means::Thing(noun) => Some(noun),
        _ => None,
    };
    let loosely = |at: usize| {
        let (node, tree) = (evidence.seen[at].node, evidence.taxonomy);
        let below = |noun: usize| {
            let exact = words.noun(noun).exact;
            // "No wheelchair", where there is a chair.
            let narrower = |a, b| tree.is_a(a, b) && !(exact && a == b);
            words.noun(noun).node.zip(node).is_some_and(|(a, b)| narrower(a, b))
        };
        let toy = |noun: usize| {
            let node = node.map(|n| tree.node(n).kind);
            words.is_living(noun) && node != Some(Some(AttributeKind::Animal))
        };
        // "No wheelchair", where a chair is; but a table lamp is a lamp.
        let said = |noun: usize| {
            let own = words.noun(noun);
            let apart = |(a, b)| !tree.is_a(a, b) && !tree.is_a(b, a);
            own.node.zip(node).is_some_and(apart)
                && node.is_some_and(|n| own.loose_nodes.contains(&n))
                && !evidence.seen[at].label.ends_with(own.word.as_str())
        };
        noun.is_some_and(|noun| below(noun) || toy(noun) || said(noun))
    };
    let candidates = context.referents[ix].candidates.iter();
    let named = candidates.filter(|c| match c.1 {
        Fit::Named | Fit::Fine => true,
        Fit::Loose => !loosely(c.0),
        Fit::Narrower => false,
    });
    let named = named.map(|c| c.0);
    named.filter(|at| context.evidence.asserted(*at)).collect()
}

/// "No dog", "nobody"; where it is only said that nobody sings, "none of them has noticed", nothing is denied.
pub(super) fn absence(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Option<Finding> {
    let finding = none_there(ix, noun, context)?;
    let phrase = &context.reading.phrases[ix];
    let neither = is_neither(ix, context);
    let picks = phrase.refers.is_some() || phrase.partitive;
    // What evidence can tell of those that are spoken of: "nobody is smiling".
    let person = context.words.may_be_person(noun);
    let told = of(ix, context).any(|c| tells(c, person, context));
    // "The waiter waits on nobody", "none of them is a poodle": that some are there is not denied.
    let mut others = context.reading.phrases.iter();
    let same = others.any(|p| p.refers == Some(Reference::Same(ix)) && p.means != phrase.means);
    let bare = phrase.quantity.as_ref().is_some_and(|q| q.span == phrase.head);
    let done_to = context
        .reading
        .claims
        .iter()
        .any(|c| matches!(c.body, Body::Verb(_) | Body::VerbOf(_)) && c.objects.contains(&ix));
    let elsewhere = same || bare && done_to || phrase.told;
    let denies = !neither && (told || !elsewhere && !picks);
    (denies || finding.verdict != Verdict::Contradicted).then_some(finding)
}

/// "Neither dog", "nor the cat"; but not "neither dogs nor cats", "neither a dog nor a cat".
pub(super) fn is_neither(ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let said = context.text[phrase.span.clone()].to_lowercase();
    let known = phrase.determiner == Determiner::Definite;
    let of_two = known || !phrase.plural && phrase.determiner != Determiner::Indefinite;
    let starts =
        |word: &str| said.strip_prefix(word).is_some_and(|rest| of_two || rest.starts_with(" of "));
    NEITHER.iter().any(|word| starts(word))
}

/// What is said of the phrase.
fn of<'a>(ix: PhraseIx, context: &'a Context<'_>) -> impl Iterator<Item = &'a Claim> {
    let about = move |c: &&Claim| c.subjects.first().is_some_and(|group| group.contains(&ix));
    context.reading.claims.iter().filter(about)
}

fn none_there(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let besides = speaks_of_others(ix, context);
    let told = |at: usize| {
        let mut all = context.referents.iter().zip(&context.reading.phrases).enumerate();
        all.any(|(other, (r, p))| {
            other != ix
                && (besides || p.excepted && p.sentence == phrase.sentence)
                && r.chosen.contains(&at)
        })
    };
    // "No man with a beard": who has one, nobody knows.
    let has = |c: &Claim| c.body == Body::Has && c.objects.iter().any(|o| context.is_part(*o));
    if of(ix, context).any(has) {
        return None;
    }
    // "Nobody is with her": she is.
    let itself = |at: usize| {
        let mut others = of(ix, context).flat_map(|c| &c.objects);
        others.any(|o| context.referents[*o].chosen.contains(&at))
    };
    let there: Vec<usize> = named(ix, context)
        .into_iter()
        .filter(|at| !told(*at) && !itself(*at) && answers_all(ix, *at, context))
        .collect();
    // "The man has no bag": nor has anybody else, for all that it says.
    let person = context.words.is_person(noun);
    // "With no clock above it" tells where there is none.
    let told_where = of(ix, context).any(|c| tells(c, person, context));
    let lacking = if told_where { Vec::new() } else { lacking(ix, context) };
    let there: Vec<usize> = match lacking.as_slice() {
        [] => there,
        some => {
            let about = |at: &usize| some.iter().any(|who| is_about(*who, *at, context));
            there.into_iter().filter(about).collect()
        }
    };
    // "No referee", where somebody is of whom nobody knows what he is.
    let known = |at: &usize| names::does(phrase, *at, context.evidence);
    // ... but "none of the pupils" says that some are there.
    let person = context.words.is_person(noun) && context.is_plain_kind(noun) && !phrase.partitive;
    if person && !there.is_empty() && !there.iter().any(known) {
        return None;
    }
    // "No second fork" leaves the first.
    let first = phrase.nth.as_ref().is_some_and(|(_, n)| context.asserted(ix).len() < *n as usize);
    let there = if first { Vec::new() } else { there };
    let verdict = if there.is_empty() { Verdict::Supported } else { Verdict::Contradicted };
    let mut finding = context.finding(phrase, ClaimKind::Count, verdict);
    // "The knife is nowhere to be seen": up to there.
    let end = phrase.quantity.as_ref().map_or(0, |q| q.span.end);
    finding.span = Some(phrase.span.start..phrase.span.end.max(end));
    finding.rests_on = context.regions(&there);
    finding.score = if there.is_empty() { 1.0 } else { context.score(&there) };
    finding.why = if there.is_empty() {
        let who = if context.asserted(ix).is_empty() { "is" } else { "of which this is said is" };
        format!("no {} {who} in evidence", context.words.noun(noun).word)
    } else {
        why::number(there.len(), noun, "none", context)
    };
    Some(finding)
}

/// Who or what is said to have none.
fn lacking(ix: PhraseIx, context: &Context<'_>) -> Vec<usize> {
    let of = context
        .reading
        .claims
        .iter()
        .filter(|c| c.body == Body::Has && c.negated && c.objects.contains(&ix));
    let owners = of.filter_map(|c| c.subjects.first()).flatten();
    owners.flat_map(|owner| context.referents[*owner].chosen.clone()).collect()
}

/// The one has the other, or it is on or in it.
fn is_about(who: usize, at: usize, context: &Context<'_>) -> bool {
    let evidence = context.evidence;
    let engaged = evidence.done_with(who, at).any(|v| v.confidence > 0.0);
    let person = evidence.is_person(who);
    let lies = |planar| stance::planar(at, who, planar, evidence).answer == Answer::Holds;
    engaged || lies(Planar::Inside) || !person && lies(Planar::On)
}

/// "No other cars", "nobody else": besides those that the caption names.
pub(super) fn speaks_of_others(ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let other = matches!(phrase.determiner, Determiner::Another | Determiner::Other);
    // "No other people or pets".
    let joined = || {
        let before = ix.checked_sub(1).map(|before| &context.reading.phrases[before]);
        before.is_some_and(|p| p.negated && p.sentence == phrase.sentence)
            && phrase.negated
            && phrase.determiner == Determiner::None
            && speaks_of_others(ix - 1, context)
    };
    other || joined() || context.text[phrase.span.clone()].ends_with("else")
}

/// Everything that the caption says of the phrase holds for the region.
fn answers_all(ix: PhraseIx, at: usize, context: &Context<'_>) -> bool {
    let person = context.evidence.is_person(at);
    // "Neither the man with the phone nor …": which one it is.
    let certain = context.reading.phrases[ix].determiner == Determiner::Definite;
    let tells = |c: &&Claim| tells(c, person, context) && !(certain && c.body == Body::Has);
    of(ix, context).filter(tells).all(|c| {
        let holds = |c: &Claim| verdict::truth_if(c, ix, at, context).answer == Answer::Holds;
        holds(c)
            || does_with_any(c, at, context)
            || otherwise::where_it_is_done(c, context).is_some_and(|place| holds(&place))
    })
}

/// "Nobody holds a cup": whichever cup.
fn does_with_any(claim: &Claim, at: usize, context: &Context<'_>) -> bool {
    let (Body::Verb(senses), [thing]) = (&claim.body, claim.objects.as_slice()) else {
        return false;
    };
    let referent = &context.referents[*thing];
    // "Nobody holds a blue cup" says nothing of the others.
    let looks = |c: &Claim| c.restricts && c.subjects == [[*thing]];
    if context.reading.claims.iter().any(looks) {
        return false;
    }
    let any = |object: usize| referent.any && referent.candidates.iter().any(|c| c.0 == object);
    let mut done = context.evidence.done_by(at).filter(|v| v.confidence > 0.0 && any(v.object));
    done.any(|v| context.words.verbs_agree(&v.verb, senses))
}

/// The claim tells some apart: "no fork has been laid", "no rucksack on board" do not.
fn tells(claim: &Claim, person: bool, context: &Context<'_>) -> bool {
    match claim.body {
        Body::Beyond => false,
        // "Nobody with a hat": who has none is not meant.
        Body::Has => !claim.objects.is_empty() && !claim.negated,
        Body::Verb(_) => person,
        Body::Planar(_) | Body::InFront(_) | Body::VerbOf(_) => {
            claim.objects.iter().any(|o| !context.referents[*o].candidates.is_empty())
        }
        _ => true,
    }
}

/// "Nobody but the cook smiles": how many do is said already.
pub(super) fn leaves_some_out(claim: &Claim, context: &Context<'_>) -> bool {
    let phrases = &context.reading.phrases;
    let none = |ix: &PhraseIx| phrases[*ix].quantity.as_ref().is_some_and(|q| q.max == 0);
    let left_out = || phrases.iter().any(|p| p.excepted && p.sentence == claim.sentence);
    claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(none)) && left_out()
}

/// "The car is driven by nobody".
pub(super) fn is_done_by_nobody(claim: &Claim, context: &Context<'_>) -> bool {
    let nobody = |ix: &PhraseIx| {
        let phrase = &context.reading.phrases[*ix];
        let none = phrase.quantity.as_ref().is_some_and(|q| q.max == 0 && q.span == phrase.head);
        none && matches!(phrase.means, Means::Thing(noun) if context.words.is_person(noun))
    };
    matches!(claim.body, Body::VerbOf(_))
        && !claim.objects.is_empty()
        && claim.objects.iter().all(nobody)
}

/// "Nobody rides the bicycle": how many do is said already.
pub(super) fn counts_doers(claim: &Claim, context: &Context<'_>) -> bool {
    let counted = |ix: &PhraseIx| {
        let phrase = &context.reading.phrases[*ix];
        let none = phrase.quantity.as_ref().is_some_and(|q| q.max == 0);
        let picks = phrase.refers.is_some() || phrase.partitive || is_neither(*ix, context);
        match phrase.means {
            Means::Thing(noun) if none && !picks => absence(*ix, noun, context).is_some(),
            _ => false,
        }
    };
    let subjects = claim.subjects.first();
    subjects.is_some_and(|g| !g.is_empty() && g.iter().all(counted))
}
