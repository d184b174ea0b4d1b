//! How much what is said of a phrase tells which region it means.

use super::context::Context;
use super::fit;
use super::judge;
use super::meant;
use super::truth::Answer;
use super::verdict;
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reading, Reference,
};

/// What is newly said of a thing tells less which one is meant than what stands at its noun.
const SAID: f32 = 0.3;
/// A relation to a thing that the caption does not name tells least.
const GUESSED: f32 = 0.1;
/// What somebody is newly said to do with a thing tells more: few do it.
const DONE: f32 = 0.7;
/// How somebody looks whom the caption speaks of for the first time: less than what is done with a thing.
const FELT: f32 = 0.42;
/// How large it is: likewise.
const LOOKS: f32 = 0.65;
/// Where it stands: less than half of what is done with a thing, since it speaks against all others as well.
const STANDS: f32 = 0.44;
/// What else stands so to a thing that its own look tells.
const RELATED: f32 = 0.5;
/// All that is newly said, however much it is, tells less than one look at the noun.
pub(super) const NEW: f32 = 0.9;

/// The claim names the phrase itself, not only what takes it up.
pub(super) fn speaks_of(claim: &Claim, ix: PhraseIx) -> bool {
    claim.objects.contains(&ix) || claim.subjects.first().is_some_and(|g| g.contains(&ix))
}

/// The phrase speaks of something for the first time: "a smiling woman".
pub(super) fn introduces(phrase: &Phrase) -> bool {
    phrase.refers.is_none()
        && matches!(phrase.determiner, Determiner::Indefinite | Determiner::None)
}

/// What stands at its noun tells a known thing by itself: "the person in green".
fn looks_told(ix: PhraseIx, reading: &Reading) -> bool {
    reading.phrases[ix].determiner == Determiner::Definite
        && reading.claims.iter().any(|c| {
            let look = matches!(c.body, Body::Colour(_) | Body::Emotion(_) | Body::Place(_));
            c.restricts && look && c.subjects.first().is_some_and(|g| *g == [ix])
        })
}

/// "A spectator".
fn is_new(phrase: &Phrase) -> bool {
    introduces(phrase) && phrase.determiner == Determiner::Indefinite && !phrase.is_many()
}

/// How well region `at` as phrase `ix` answers the claim, by how much such a claim tells.
pub(super) fn weighed(claim: &Claim, ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let Context { reading, referents, evidence, words, .. } = context;
    // "His opponent, a frowning woman in pink": told of him as well.
    let described = |p: &PhraseIx| {
        let phrase = &reading.phrases[*p];
        phrase.refers == Some(Reference::Same(ix))
            && phrase.determiner == Determiner::Indefinite
            && matches!(phrase.means, Means::Thing(noun) if words.may_be_person(noun))
    };
    let by = claim.subjects.first().and_then(|g| g.iter().find(|p| described(p)));
    let told = claim.restricts && (speaks_of(claim, ix) || by.is_some());
    let new = is_new(&reading.phrases[ix]);
    let about = claim.subjects.first().is_some_and(|g| g.contains(&ix));
    let weight = match claim.body {
        Body::InFront(_) | Body::Planar(_) if claim.guessed => GUESSED,
        Body::Emotion(_) if told && (by.is_some() || introduces(&reading.phrases[ix])) => FELT,
        // "A man on the right holds a phone": rather who holds one; but "a man on the far left" is nobody else.
        Body::Place(cells) if told && new && !cells.utmost => STANDS,
        Body::Planar(Planar::LeftOf | Planar::RightOf | Planar::Above | Planar::Below)
        | Body::InFront(_)
        | Body::Depth(_)
            if told && new =>
        {
            STANDS
        }
        Body::Size(_) if told && new => LOOKS,
        // "A board behind the person in green": who is in green, be the board where it may.
        Body::Planar(_) | Body::InFront(_) if told && !about && looks_told(ix, reading) => RELATED,
        _ if told => 1.0,
        Body::Verb(_) if new => NEW,
        Body::Verb(_) | Body::VerbOf(_) | Body::Row(_) => DONE,
        _ => SAID,
    };
    // "Neither the man nor the child smiles": it fits who does not.
    let none = reading.phrases[ix].quantity.as_ref().is_some_and(|q| q.max == 0)
        && reading.phrases[ix].determiner == Determiner::Definite
        && !claim.restricts;
    if none {
        // ... but of both, whoever they are.
        if claim.subjects.first().is_some_and(|g| g.len() > 1) {
            return 0.0;
        }
        let denied = Claim { negated: !claim.negated, ..claim.clone() };
        return weight * fit::fit_of(&denied, ix, at, context);
    }
    let fit = |at: usize| fit::fit_of(claim, ix, at, context);
    // "A small bird": its size makes no doubtful one the one that is meant.
    if matches!(claim.body, Body::Size(_)) && !evidence.asserted(at) {
        let each = referents[ix].candidates.iter().map(|c| c.0);
        let sure = each.filter(|other| evidence.asserted(*other)).map(fit);
        return weight * sure.reduce(f32::max).map_or_else(|| fit(at), |best| best.min(fit(at)));
    }
    weight * fit(at)
}

/// "Two visitors: one wears a backpack, the other clutches a bear": of several those are meant of whom the rest tells.
pub(super) fn picked(ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let Context { reading, referents, .. } = context;
    let phrase = &reading.phrases[ix];
    // Of how many nobody knows, all may be meant.
    if !phrase.quantity.as_ref().is_some_and(|q| q.min == q.max && q.min > 1) {
        return 0.0;
    }
    let members = reading.phrases.iter().enumerate().filter(|(member, p)| {
        *member != ix && !p.negated && !p.is_many() && p.refers.is_some_and(|r| r.takes_from(ix))
    });
    let told = members.map(|(member, _)| {
        let own = |c: &&Claim| {
            c.subjects
                .first()
                .is_some_and(|g| g.iter().any(|s| meant::is_of(*s, member, referents)))
        };
        // Where one stands is told among the several.
        let looks = |c: &&Claim| {
            let body = &c.body;
            matches!(body, Body::Emotion(_) | Body::Colour(_) | Body::Verb(_) | Body::Text(_))
        };
        let about = reading.claims.iter().filter(own).filter(looks);
        about.map(|c| weighed(c, member, at, context)).sum::<f32>()
    });
    told.fold(0.0, f32::max).min(NEW)
}

/// "The passenger wears a yellow coat": who is in yellow, where nobody boxed the coat.
pub(super) fn dressed(ix: PhraseIx, at: usize, context: &Context<'_>, claims: &[&Claim]) -> f32 {
    let Context { reading, referents, evidence, words, .. } = context;
    let garment = |o: &PhraseIx| match reading.phrases[*o].means {
        Means::Thing(noun) => words.noun(noun).garment && referents[*o].candidates.is_empty(),
        _ => false,
    };
    let has = |c: &&&Claim| {
        let wears = matches!(c.body, Body::Has | Body::Verb(_) | Body::Planar(Planar::Inside));
        wears && !c.negated && c.subjects.first().is_some_and(|g| g.as_slice() == [ix])
    };
    let worn: Vec<PhraseIx> =
        claims.iter().filter(has).flat_map(|c| c.objects.iter().copied()).filter(garment).collect();
    let colours = reading.claims.iter().filter(|c| {
        !c.negated && c.subjects.first().is_some_and(|g| g.iter().any(|s| worn.contains(s)))
    });
    let fits = colours.filter_map(|c| match &c.body {
        Body::Colour(terms) => Some(judge::colour(&evidence.seen[at], terms, words).fit()),
        _ => None,
    });
    // What is named first covers most.
    let total: f32 = fits.enumerate().map(|(n, fit)| fit / (n + 1) as f32).sum();
    total.clamp(0.0, 1.0) * NEW
}

/// "Everyone smiles except the girl": rather one of whom that is not so.
pub(super) fn excepted(ix: PhraseIx, at: usize, context: &Context<'_>) -> f32 {
    let reading = context.reading;
    let phrase = &reading.phrases[ix];
    if !phrase.excepted {
        return 0.0;
    }
    let of_all = |c: &&Claim| {
        let all = |s: &PhraseIx| {
            let named = &reading.phrases[*s];
            (named.every || named.plural) && !named.negated
        };
        let group = c.subjects.first().filter(|g| !g.is_empty() && !g.contains(&ix));
        !c.restricts && c.sentence == phrase.sentence && group.is_some_and(|g| g.iter().all(all))
    };
    let said = reading.claims.iter().filter(of_all);
    let denied = said.map(|c| {
        let subjects = vec![vec![ix]];
        Claim { negated: !c.negated, subjects, ..c.clone() }
    });
    denied.map(|c| weighed(&c, ix, at, context)).sum()
}

/// "A man faces a woman; she holds a cup": where what is said of a pronoun is wrong of the one that it likely takes up and
/// right of another one in the same sentence, that one is meant.
pub(super) fn other_way(
    ix: PhraseIx,
    earlier: PhraseIx,
    context: &Context<'_>,
    claims: &[&Claim],
) -> Option<PhraseIx> {
    let Context { reading, referents, .. } = context;
    let told = |way: PhraseIx, denials: bool| -> Option<f32> {
        let [at] = *referents[way].chosen.as_slice() else { return None };
        let own = claims.iter().filter(|c| speaks_of(c, ix) && (denials || !c.negated));
        Some(own.map(|c| weighed(c, ix, at, context)).sum())
    };
    let near = |way: PhraseIx| reading.phrases[way].sentence == reading.phrases[earlier].sentence;
    // "A couch. A man with a remote sits on it": of what the sentence before named, where that is sure.
    let sure = |way: PhraseIx| {
        let [at] = *referents[way].chosen.as_slice() else { return false };
        let mut own = claims.iter().filter(|c| speaks_of(c, ix)).peekable();
        own.peek().is_some()
            && own.all(|c| {
                let done = matches!(c.body, Body::Verb(_));
                let truth = verdict::truth_if(c, ix, at, context);
                done && truth.answer == Answer::Holds
            })
    };
    let there = !referents[earlier].chosen.is_empty();
    let mut instead = reading.phrases[ix].instead.iter().copied();
    if let Some(way) = instead.find(|way| there && !near(*way) && !sure(earlier) && sure(*way)) {
        return Some(way);
    }
    told(earlier, true).filter(|fit| *fit <= 0.0)?;
    let relates = |c: &Claim| matches!(c.body, Body::Planar(_) | Body::InFront(_));
    let of = |c: &Claim, whose: PhraseIx| c.subjects.first().is_some_and(|g| g.contains(&whose));
    let stands = reading.claims.iter().filter(|c| of(c, ix)).all(relates);
    // "Below the barn is a cow. It is behind the tractor": where the cow stands is told on, and not where the barn does.
    let by_way = |way: PhraseIx| {
        let mut all = reading.claims.iter();
        stands && all.any(|c| relates(c) && of(c, earlier) && c.objects.contains(&way))
    };
    // ... nothing at all may be wrong of the other one.
    let denied = |way: PhraseIx| {
        let [at] = *referents[way].chosen.as_slice() else { return true };
        let mut own = claims.iter().filter(|c| speaks_of(c, ix));
        own.any(|c| weighed(c, ix, at, context) < 0.0)
    };
    // "The car is behind the bench, and it isn't red": what is denied is right of almost anything, and tells nothing.
    let so = |way: PhraseIx| told(way, false).is_some_and(|fit| fit > 0.0);
    let fits = |way: &PhraseIx| near(*way) && !by_way(*way) && so(*way) && !denied(*way);
    reading.phrases[ix].instead.iter().copied().find(fits)
}
