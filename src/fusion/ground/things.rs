//! Findings about the things a caption names: that they are there, and what they are.

use super::called;
use super::contents;
use super::context::Context;
use super::counts;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::identity;
use super::kinds;
use super::names::{self, Fit};
use super::none;
use super::plurals;
use super::referents::Referent;
use super::repeats;
use super::seen::Fine;
use super::settings;
use super::why;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Determiner, Means, Phrase, PhraseIx, Reference};
use crate::fusion::vocabulary::{List, NounKind};

/// The findings about one phrase: that the thing is there, its fine-grained name, its number.
pub fn of_phrase(ix: PhraseIx, context: &Context<'_>) -> Vec<Finding> {
    let phrase = &context.reading.phrases[ix];
    if let Means::Name(name) = &phrase.means {
        // "… at the bus stop, Leicester": where, as it stands under pictures.
        // ... and so are "icons of Africa".
        let country = List::Geography.has(name) && context.referents[ix].candidates.is_empty();
        let elsewhere = country
            || settings::is_dateline(ix, context)
            || settings::was_taken_in(ix, context)
            || settings::is_led_to(&phrase.span, context);
        if elsewhere {
            return Vec::new();
        }
        // "It" names nothing anew.
        let again = matches!(phrase.refers, Some(Reference::Same(_))) && !context.says_noun(ix);
        return if again { Vec::new() } else { vec![called::called(ix, name, context)] };
    }
    let Means::Thing(noun) = phrase.means else { return Vec::new() };
    if settings::takes_the_picture(ix, noun, context) || repeats::said_wider(ix, noun, context) {
        return Vec::new();
    }
    let none = phrase.quantity.as_ref().is_some_and(|q| q.max == 0);
    let own = context.words.noun(noun).kind == NounKind::Fine && context.says_noun(ix);
    if let Some(Reference::Same(earlier)) = phrase.refers.filter(|_| none && phrase.negated && own)
    {
        // "The sheep is no Herdwick".
        return identity::identity(ix, noun, earlier, context).into_iter().collect();
    }
    if none {
        // "None of the chairs", "neither man": that there are chairs, or men, is said as well.
        let known = phrase.partitive || none::is_neither(ix, context);
        let there = known.then(|| presence(ix, noun, context));
        let there = there.filter(|f| f.verdict == Verdict::Supported);
        return there.into_iter().chain(none::absence(ix, noun, context)).collect();
    }
    let denied = phrase.determiner != Determiner::Definite;
    if phrase.negated && none::speaks_of_others(ix, context) {
        return none::absence(ix, noun, context).into_iter().collect();
    }
    let bare = denied && phrase.quantity.is_none() && phrase.refers.is_none();
    if bare && (phrase.negated || none::lacks(ix, context)) {
        return none::denial(ix, noun, context).into_iter().collect();
    }
    let mut found = Vec::new();
    if let Some(Reference::Same(earlier)) = phrase.refers {
        if !phrase.head.is_empty() && context.says_noun(ix) {
            found.extend(identity::identity(ix, noun, earlier, context));
        }
    } else if phrase.refers.is_none() {
        let there = presence(ix, noun, context);
        // Who was told before is missed there.
        let named = phrase.again || repeats::is_pro_form(ix, context);
        if named && there.verdict == Verdict::Unsupported {
            return Vec::new();
        }
        found.extend(kinds::of_head(ix, &there, context));
        found.push(there);
        if let [head, kind] = found.as_mut_slice() {
            kinds::part(head, kind);
        }
    } else if !context.referents[ix].chosen.is_empty() {
        let taken = presence(ix, noun, context);
        found.extend(Some(taken).filter(|f| f.verdict < Verdict::Unchecked));
    }
    found.extend(counts::nth(ix, noun, context));
    if let Some(quantity) = &phrase.quantity {
        let denied = phrase.negated && !counts::is_known(phrase, quantity, context);
        let count = counts::count(ix, noun, quantity, context).map(|c| c.denied(denied));
        let doubtful = count.as_ref().is_some_and(|c| c.verdict != Verdict::Supported);
        found.extend(count);
        // "Two men", of whom one is sure: that the men are there is as doubtful.
        let lone = plurals::lone_plural(ix, noun, context);
        if let Some(lone) = lone.filter(|lone| doubtful && lone.verdict == Verdict::Weak) {
            let there = |f: &&mut Finding| f.span == lone.span && f.verdict == Verdict::Supported;
            if let Some(finding) = found.iter_mut().find(there) {
                *finding = lone;
            }
        }
    } else if phrase.refers.is_none() && phrase.plural && !loosely_many(ix, context) {
        // It is the noun that is wrong: nothing else is said of its being there.
        if let Some(lone) = plurals::lone_plural(ix, noun, context) {
            found.retain(|f| f.span != lone.span || f.verdict != Verdict::Supported);
            found.push(lone);
        }
    }
    found
}

pub(super) fn presence(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Finding {
    let phrase = &context.reading.phrases[ix];
    let referent = &context.referents[ix];
    let entry = context.words.noun(noun);
    let kind = if entry.kind == NounKind::Fine { ClaimKind::Fine } else { ClaimKind::Object };
    // A face means its owner, whose feelings it shows: still no evidence shows it.
    if context.is_part(ix) && (referent.chosen.is_empty() || referent.candidates.is_empty()) {
        let mut finding = context.finding(phrase, ClaimKind::Other, Verdict::Unchecked);
        finding.why = "parts of things are beyond the evidence".into();
        return finding;
    }
    if is_material(phrase, referent, &entry.word) {
        let mut finding = context.finding(phrase, ClaimKind::Other, Verdict::Unchecked);
        finding.why = "of what it is made is beyond the evidence".into();
        return finding;
    }
    if let Some(mut finding) = settings::scene_name(noun, phrase, context) {
        // "Outside a shop": the shop that is boxed, too.
        let seen = |at: &&usize| {
            context.evidence.asserted(**at) && context.evidence.seen[**at].label == entry.word
        };
        let boxed = referent.chosen.iter().filter(seen);
        finding.rests_on.extend(boxed.map(|at| FactRef::Region(context.evidence.seen[*at].id)));
        return finding;
    }
    let setting = entry.setting || settings::is_named_place(noun, phrase, context);
    if setting && referent.candidates.is_empty() && referent.instead.is_empty() {
        let mut finding = context.finding(phrase, ClaimKind::Scene, Verdict::Unchecked);
        finding.why = "where it is, is beyond the evidence".into();
        return finding;
    }
    let rank = |at: &usize| {
        let fit = referent.candidates.iter().find(|c| c.0 == *at).map(|c| c.1);
        let seen = &context.evidence.seen[*at];
        let named = fit.is_some_and(|f| f != Fit::Narrower);
        (named && !seen.rejected, !seen.rejected && context.evidence.asserted(*at))
    };
    if let Some((at, known)) = contents::other(ix, context) {
        return otherwise(phrase, kind, at, known, context);
    }
    let sure: Vec<usize> =
        referent.chosen.iter().copied().filter(|at| rank(at) == (true, true)).collect();
    if !sure.is_empty() && !loosely_many(ix, context) {
        return supported(phrase, kind, Verdict::Supported, &sure, context);
    }
    let hinted = |at: &usize| {
        let seen = &context.evidence.seen[*at];
        names::fine(noun, seen, context.evidence).is_some() && !seen.rejected
    };
    let weak: Vec<usize> =
        referent.chosen.iter().copied().filter(|at| rank(at).0 || hinted(at)).collect();
    if !weak.is_empty() && !loosely_many(ix, context) {
        return supported(phrase, kind, Verdict::Weak, &weak, context);
    }
    unsupported(ix, noun, kind, context)
}

/// "A staircase of ancient stone", "brick and timber stand side by side".
fn is_material(phrase: &Phrase, referent: &Referent, word: &str) -> bool {
    let bare = phrase.determiner == Determiner::None && phrase.quantity.is_none();
    bare && !phrase.plural && referent.candidates.is_empty() && List::Materials.has(word)
}

pub(super) fn supported(
    phrase: &Phrase,
    kind: ClaimKind,
    verdict: Verdict,
    of: &[usize],
    context: &Context<'_>,
) -> Finding {
    let mut finding = context.finding(phrase, kind, verdict);
    finding.score = context.score(of);
    finding.rests_on = context.regions(of);
    if let Means::Thing(noun) = phrase.means {
        finding.rests_on.extend(of.iter().filter_map(|at| {
            let seen = &context.evidence.seen[*at];
            let fine = names::fine(noun, seen, context.evidence)?;
            Some(FactRef::Attribute(seen.id, fine.kind))
        }));
    }
    finding.why = why::present(of, verdict, context.evidence);
    finding
}

/// Nothing of that name is in evidence, or a reviewer refused it, or what stands there is something else.
fn unsupported(ix: PhraseIx, noun: usize, kind: ClaimKind, context: &Context<'_>) -> Finding {
    let phrase = &context.reading.phrases[ix];
    let referent = &context.referents[ix];
    let word = &context.words.noun(noun).word;
    let seen = &context.evidence.seen;
    let eaten = !context.words.is_living(noun) && !context.words.is_person(noun);
    if let Some(finding) = eaten.then(|| contents::in_a_name(phrase, word, context)).flatten() {
        return finding;
    }
    // "A pizza with mozzarella": what it has on it is not another name of it.
    let tied = context.reading.claims.iter().filter(|c| c.objects.contains(&ix));
    let of = tied.flat_map(|c| c.subjects.first().into_iter().flatten());
    let whole: Vec<usize> = of.flat_map(|s| context.referents[*s].chosen.clone()).collect();
    let other_fine = referent.chosen.iter().filter(|at| !whole.contains(at)).find_map(|at| {
        let known = names::other_fine(noun, &seen[*at], context.evidence)?;
        (!seen[*at].rejected).then_some((*at, known))
    });
    if let Some((at, known)) = other_fine {
        return otherwise(phrase, kind, at, known, context);
    }
    let sister = referent.chosen.iter().copied().find(|at| {
        let sure = context.evidence.asserted(*at) && !seen[*at].rejected;
        sure && names::is_sister(noun, &seen[*at], context.evidence)
    });
    if let Some(at) = sister {
        return instead(phrase, kind, at, word, context);
    }
    // No cake: that there is no tempura either, nobody said.
    let of_name = |(at, fit): &(usize, Fit)| {
        let node = context.words.noun(noun).node.zip(seen[*at].node);
        *fit != Fit::Narrower || node.is_some_and(|(n, is)| context.evidence.taxonomy.is_a(n, is))
    };
    let refused = referent.candidates.iter().filter(|c| seen[c.0].rejected && of_name(c));
    let refused: Vec<usize> = refused.map(|c| c.0).collect();
    let narrower = referent.candidates.iter().any(|c| !seen[c.0].rejected);
    if !refused.is_empty() && !narrower {
        let mut finding = context.finding(phrase, kind, Verdict::Contradicted);
        finding.rests_on = context.regions(&refused);
        finding.score = 1.0;
        finding.why = format!("a reviewer rejected the {word}");
        finding.mends = vec![why::take_out(phrase)];
        return finding;
    }
    if let [at, ..] = *referent.instead.as_slice() {
        return instead(phrase, kind, at, word, context);
    }
    // "Its sign": put up on it, and no part of it.
    // ... nor are "her three cubs" parts of her.
    let part = !context.words.is_living(noun) && !context.words.is_sign(word);
    if let Some(owner) = phrase.owner.filter(|owner| part && context.is_lifeless_here(*owner)) {
        let mut finding = context.finding(phrase, ClaimKind::Other, Verdict::Unchecked);
        let whole = context.referents[owner].chosen.first().map(|at| seen[*at].label.as_str());
        finding.why = format!("a part of {} is beyond the evidence", why::a(whole.unwrap_or("it")));
        return finding;
    }
    let mut finding = context.finding(phrase, kind, Verdict::Unsupported);
    // "A man and his friend", where one person is in evidence.
    let taken = referent.chosen.is_empty()
        && referent
            .candidates
            .iter()
            .any(|c| c.1 != Fit::Narrower && context.evidence.asserted(c.0));
    finding.why = if taken {
        format!("no further evidence shows {}", why::a(word))
    } else if narrower {
        format!("no evidence tells that it is {}", why::a(word))
    } else {
        why::nowhere(word)
    };
    finding.mends = vec![why::take_out(phrase)];
    finding
}

/// Evidence has another fine name for it.
pub(super) fn otherwise(
    phrase: &Phrase,
    kind: ClaimKind,
    at: usize,
    known: &Fine,
    context: &Context<'_>,
) -> Finding {
    let said = context.text.get(phrase.head.clone()).unwrap_or_default().to_lowercase();
    let mut finding = context.finding(phrase, kind, Verdict::Contradicted);
    finding.score = known.confidence;
    finding.rests_on = vec![FactRef::Attribute(context.evidence.seen[at].id, known.kind)];
    finding.why = format!("evidence names it {}; the caption says {said}", known.name);
    finding.mends = vec![Mend::Replace { span: phrase.head.clone(), with: known.name.clone() }];
    finding
}

/// "Taxis", where one car is there: that one is hardly meant.
fn loosely_many(ix: PhraseIx, context: &Context<'_>) -> bool {
    let (phrase, referent) = (&context.reading.phrases[ix], &context.referents[ix]);
    let said = context.text.get(phrase.head.clone()).unwrap_or_default().to_lowercase();
    let form = matches!(phrase.means, Means::Thing(noun) if context.words.noun(noun).word != said);
    let bare = phrase.plural && form && phrase.quantity.is_none();
    let bare = bare && phrase.determiner == Determiner::None;
    // "The crowd", where one person is left whom nobody told of.
    let crowd = phrase.plural
        && phrase.quantity.is_none()
        && matches!(phrase.means, Means::Thing(noun) if List::Onlookers.has(&context.words.noun(noun).word));
    match referent.candidates.as_slice() {
        [(_, fit)] => bare && *fit == Fit::Loose,
        [_, _, ..] => crowd && matches!(referent.chosen[..], [at] if context.evidence.asserted(at)),
        [] => false,
    }
}

/// What stands there is something else than the word says.
fn instead(
    phrase: &Phrase,
    kind: ClaimKind,
    at: usize,
    word: &str,
    context: &Context<'_>,
) -> Finding {
    let mut finding = context.finding(phrase, kind, Verdict::Contradicted);
    finding.rests_on = context.regions(&[at]);
    finding.score = context.evidence.seen[at].confidence;
    let label = &context.evidence.seen[at].label;
    finding.why = format!("what is there is {}; the caption says {word}", why::a(label));
    finding.mends = vec![Mend::Replace { span: phrase.head.clone(), with: label.clone() }];
    finding
}
