//! Findings about how many things a caption says there are.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::miscounts::{maybe_such, more_of_them, of_others};
use super::names::{self, Fit};
use super::others;
use super::restricted::{
    by_place, incomplete, is_restricted, looks_otherwise, looks_so, restricted,
};
use super::sums;
use super::why;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Determiner, Means, Phrase, PhraseIx, Quantity, Reference};
use crate::fusion::vocabulary::{List, NounKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// "A third dog" where two are in evidence; where there are three, it says nothing new.
pub(super) fn nth(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let (asserted, doubtful) = (context.asserted(ix), maybe_such(ix, context));
    let another = || {
        let new = phrase.determiner == Determiner::Another && phrase.quantity.is_none();
        let lone = new && phrase.refers.is_none() && doubtful.is_empty() && !phrase.is_many();
        (lone && !phrase.hedged && context.named_alike(ix, &asserted))
            .then(|| (another_word(phrase, context), 2))
    };
    let (span, n) = phrase.nth.clone().or_else(another)?;
    if phrase.negated || asserted.is_empty() || asserted.len() >= n as usize {
        return None;
    }
    let weak = asserted.len() + doubtful.len() >= n as usize;
    let verdict = if weak { Verdict::Weak } else { Verdict::Contradicted };
    let mut finding = context.finding(phrase, ClaimKind::Count, verdict);
    finding.rests_on = context.regions(if weak { &doubtful } else { &asserted });
    finding.score = context.score(if weak { &doubtful } else { &asserted });
    let said = context.text.get(span.clone()).unwrap_or_default();
    finding.span = Some(span);
    finding.why = why::number(asserted.len(), noun, said, context);
    Some(finding)
}

/// The first word of "another dog".
fn another_word(phrase: &Phrase, context: &Context<'_>) -> Range<usize> {
    let said = context.text.get(phrase.span.clone()).unwrap_or_default();
    let word = said.split(' ').next().unwrap_or_default().len();
    phrase.span.start..phrase.span.start + word
}

/// "Unlike both cars", "not the two dogs": how many there are is no part of what is denied.
pub(super) fn is_known(phrase: &Phrase, quantity: &Quantity, context: &Context<'_>) -> bool {
    phrase.determiner == Determiner::Definite || is_both(quantity, context)
}

fn is_both(quantity: &Quantity, context: &Context<'_>) -> bool {
    let said = context.text.get(quantity.span.clone()).unwrap_or_default();
    said.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("both"))
}

pub(super) fn count(
    ix: PhraseIx,
    noun: usize,
    quantity: &Quantity,
    context: &Context<'_>,
) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    // "Some of them" are as many as there are.
    let some = quantity.min == 1 && quantity.max == u32::MAX && phrase.refers.is_some();
    // Wheels are counted where they have boxes of their own.
    let part = context.words.noun(noun).kind == NounKind::Part && context.asserted(ix).is_empty();
    if part || quantity.max == 0 || some {
        return None;
    }
    // "One … another": which, not how many.
    let bare_one = quantity.max == 1 && quantity.span.len() <= "one".len();
    let both_of = is_both(quantity, context);
    let bare_both = both_of && quantity.span.len() <= "both".len();
    let begins_list = bare_one && context.goes_on(ix);
    // "A flock of birds", where it says animal: that it is a bird is not known, and how many there are even less.
    let sort = context.words.noun(noun).kind != NounKind::Fine;
    let unknown = (sort || bare_one) && context.plain_narrower(ix);
    if let Some(more) = more_of_them(ix, quantity, context) {
        return Some(more);
    }
    if phrase.refers.is_some() && (bare_one || bare_both) || begins_list {
        return None;
    }
    if unknown {
        return of_others(ix, noun, quantity, context);
    }
    // "The only people here."
    let word = context.words.noun(noun);
    let several = !word.collective || List::People.has(&word.word);
    if phrase.plural && quantity.max == 1 && several {
        return None;
    }
    if let Some(Reference::Both(..)) = phrase.refers {
        return both(ix, quantity, context);
    }
    let (asserted, doubtful) = (context.asserted(ix), maybe_such(ix, context));
    // That none is there, or none of whom nobody told, is said of the thing. Of tulips in a vase that is known by them, nobody knows how many.
    let nobody = context.referents[ix].chosen.is_empty() && phrase.refers.is_none();
    if asserted.is_empty() && doubtful.is_empty() || nobody {
        return of_others(ix, noun, quantity, context);
    }
    if context.is_held(noun, &asserted) {
        return None;
    }
    let mut finding = context.finding(phrase, ClaimKind::Count, Verdict::Unsupported);
    finding.span = Some(quantity.span.clone());
    let within = |of: &[usize]| {
        let there = of.iter().filter(|at| restricted(ix, **at, context) != Some(false));
        // "Only one car is blue", "both red cars": the white one does not count.
        let exact = context.is_exact(ix, quantity) && !phrase.every;
        there.filter(|at| !exact || !looks_otherwise(ix, **at, both_of, context)).count() as u32
    };
    // Who is hardly on the left, or in the background for all one knows, need not count.
    let open = asserted.iter().filter(|at| restricted(ix, **at, context).is_none());
    let open = if is_restricted(ix, context) { open.count() as u32 } else { 0 };
    let (sure, maybe) = match (within(&asserted), within(&doubtful)) {
        // Where none is there, it is the place that is wrong: how many there are is another question.
        (0, few) if few < quantity.min => (asserted.len() as u32, doubtful.len() as u32),
        some => some,
    };
    let others = others_named(ix, &asserted, context);
    let fits = |n: u32| n >= quantity.min && n <= quantity.max;
    // "Only one person wears white": one certainly does, and of the others nobody knows.
    let shown = asserted
        .iter()
        .filter(|at| restricted(ix, **at, context) != Some(false) && looks_so(ix, **at, context));
    let shown = shown.count() as u32;
    let exact = context.is_exact(ix, quantity) && !both_of && !phrase.every && shown > 0;
    // "Two of the three are on the left": then the third is not.
    let parted =
        phrase.partitive && asserted.iter().any(|at| restricted(ix, *at, context) == Some(true));
    let loose = (incomplete(ix, context)
        || phrase.refers.is_some() && !parted
        || phrase.partitive && !parted
        || context.is_plain_kind(noun)
        || context.has_rest(ix)
        // "Two more birds": besides those that were told of.
        || matches!(phrase.determiner, Determiner::Another | Determiner::Other))
        && quantity.max == quantity.min
        // "Both cyclists", of those who have to do with a bicycle.
        && (!context.is_exact(ix, quantity) || both_of && context.is_plain_kind(noun));
    // "Two vans, one car": what bears the other name itself is not one of these.
    let own = match context.lists(ix) {
        true => sure,
        false => sure.saturating_sub(named_otherwise(noun, &asserted, context)),
    };
    // "The other two", "three more dogs": none of those that were told of before.
    let more = others::left(ix, &asserted, &doubtful, context);
    let own = more.map_or(own, |(left, _)| own.min(left));
    let maybe = more.map_or(maybe, |(_, doubtful)| maybe.min(doubtful));
    let own = own.saturating_sub(none_of_these(ix, &asserted, context));
    let holds = (own.saturating_sub(open)..=own).any(fits)
        || !context.is_exact(ix, quantity) && !parted && fits(own.saturating_sub(others))
        || (loose || by_place(ix, context)) && own >= quantity.min
        || exact && (shown..=own).any(fits)
        // "Two vessels": boats, and no cups.
        || [Fit::Named, Fit::Loose].into_iter().any(|fit| {
            let of = context.referents[ix].candidates.iter().filter(|c| c.1 == fit);
            let apart = of.filter(|c| asserted.contains(&c.0)).count();
            apart > 0 && apart < asserted.len() && fits(apart as u32)
        });
    finding.verdict = if holds {
        Verdict::Supported
    } else if (1..=maybe).any(|m| fits(own + m)) || loose && own + maybe >= quantity.min {
        Verdict::Weak
    } else {
        Verdict::Contradicted
    };
    let named = asserted.first().or(doubtful.first()).map(|at| &context.evidence.seen[*at].label);
    finding.rests_on = named.map(|l| FactRef::Count(l.clone())).into_iter().collect();
    finding.score = context.score(if asserted.is_empty() { &doubtful } else { &asserted });
    if finding.verdict == Verdict::Contradicted && sums::adds_up(ix, quantity, context) {
        finding.verdict = Verdict::Supported;
    }
    // "Two tiny skiers far off": the others are not told of.
    let chosen = &context.referents[ix].chosen;
    let told: Vec<usize> = asserted.iter().copied().filter(|at| chosen.contains(at)).collect();
    let some = holds && quantity.min == quantity.max && told.len() == quantity.min as usize;
    finding.rests_on.extend(context.regions(if some { &told } else { &asserted }));
    let said = why::quantity(quantity);
    finding.why = why::number(sure as usize, noun, &said, context);
    if finding.verdict == Verdict::Contradicted && sure > 0 {
        let with = crate::fusion::compose::number_word(sure as usize);
        finding.mends = vec![Mend::Replace { span: quantity.span.clone(), with }];
    }
    Some(finding)
}

/// "A drum and a ball, the two of them": as many as were named, where all of these are there.
fn both(ix: PhraseIx, quantity: &Quantity, context: &Context<'_>) -> Option<Finding> {
    let chosen = &context.referents[ix].chosen;
    let sure = chosen.iter().all(|at| context.evidence.asserted(*at));
    if chosen.len() < quantity.min as usize {
        return None;
    }
    let verdict = if sure { Verdict::Supported } else { Verdict::Weak };
    let mut finding = context.finding(&context.reading.phrases[ix], ClaimKind::Count, verdict);
    finding.span = Some(quantity.span.clone());
    finding.rests_on = context.regions(chosen);
    finding.score = context.score(chosen);
    finding.why = why::present(chosen, verdict, context.evidence);
    Some(finding)
}

impl Context<'_> {
    /// An earlier phrase means the one that is there.
    fn named_alike(&self, ix: PhraseIx, there: &[usize]) -> bool {
        let mut phrases = self.reading.phrases[..ix].iter().zip(&self.referents);
        there.len() == 1 && phrases.any(|(p, r)| !p.negated && r.chosen == there)
    }

    /// The regions are called so only by the fine name of what they hold.
    pub(super) fn is_held(&self, noun: usize, asserted: &[usize]) -> bool {
        let tree = self.evidence.taxonomy;
        let named = self.words.noun(noun).node;
        let holds = |at: &usize| {
            let node = self.evidence.seen[*at].node;
            let apart = named.zip(node).is_some_and(|(a, b)| !tree.is_a(b, a) && !tree.is_a(a, b));
            let seen = &self.evidence.seen[*at];
            apart && names::fine(noun, seen, self.evidence).is_some()
        };
        !asserted.is_empty() && asserted.iter().all(holds)
    }

    /// "One dog … the other": more of them follow.
    fn goes_on(&self, ix: PhraseIx) -> bool {
        let rest = self.text.get(self.reading.phrases[ix].span.end..).unwrap_or_default();
        if rest.to_lowercase().contains("the other one") {
            return true;
        }
        self.reading.phrases[ix + 1..].iter().any(|p| {
            matches!(p.determiner, Determiner::Other | Determiner::Another)
                && p.means == self.reading.phrases[ix].means
        })
    }

    /// "Several devices: two laptops and a phone": what follows is which.
    fn lists(&self, ix: PhraseIx) -> bool {
        let rest = self.text.get(self.reading.phrases[ix].head.end..).unwrap_or_default();
        let end = rest.find(['.', ';', ',', '"', '“']).unwrap_or(rest.len());
        rest[..end].contains(": ")
    }

    /// "Two birds are tame; the other one is wild": there are more than two.
    fn has_rest(&self, ix: PhraseIx) -> bool {
        self.reading.phrases[ix + 1..].iter().any(|p| {
            p.determiner == Determiner::Other
                && match p.refers {
                    Some(Reference::Besides(of, one)) => of == ix && one == ix,
                    Some(Reference::Among(of)) => of == ix,
                    _ => false,
                }
        })
    }

    /// "Just one dog", but not "just one of them", which more are told of.
    fn is_exact(&self, ix: PhraseIx, quantity: &Quantity) -> bool {
        let phrase = &self.reading.phrases[ix];
        !(phrase.refers.is_some() || phrase.partitive) && self.is_only(quantity)
    }

    /// "Only two", "exactly two".
    pub(super) fn is_only(&self, quantity: &Quantity) -> bool {
        let said = self.text.get(quantity.span.clone()).unwrap_or_default().to_lowercase();
        List::Exact.words().any(|w| said.starts_with(w))
    }

    /// A word that only a part of the regions need answer to: "women" of persons.
    pub(super) fn is_plain_kind(&self, noun: usize) -> bool {
        let entry = self.words.noun(noun);
        let role = !entry.exact || entry.implied.as_ref().is_some_and(|i| i.verb.is_some());
        (role || self.words.is_role(noun)) && !List::People.has(&entry.word)
    }
}

/// How many of the regions only answer to the noun, and are named in the caption by their own name.
fn named_otherwise(noun: usize, asserted: &[usize], context: &Context<'_>) -> u32 {
    let word = |p: &Phrase| match p.means {
        Means::Thing(other) if other != noun && !p.negated => Some(context.words.noun(other)),
        _ => None,
    };
    let tree = context.evidence.taxonomy;
    let otherwise = asserted.iter().filter(|at| {
        let seen = &context.evidence.seen[**at];
        let above = context.words.noun(noun).node.zip(seen.node);
        let kind = above.is_some_and(|(named, node)| tree.is_a(node, named));
        let mut phrases = context.reading.phrases.iter().zip(&context.referents);
        let fine = names::fine(noun, seen, context.evidence).is_some();
        !kind
            && !fine
            && phrases.any(|(p, r)| {
                p.refers.is_none()
                    && r.chosen.contains(at)
                    && word(p).is_some_and(|w| w.word == seen.label)
            })
    });
    otherwise.count() as u32
}

/// "A teacher with five pupils": how many of the regions are persons of whom the caption says what these never are.
fn none_of_these(ix: PhraseIx, asserted: &[usize], context: &Context<'_>) -> u32 {
    let phrase = &context.reading.phrases[ix];
    let others = context.reading.phrases.iter().zip(&context.referents).filter(|(p, _)| {
        let told = p.refers.is_none() && !p.negated && p.determiner != Determiner::Definite;
        told && !p.is_many() && names::are_apart(phrase, p, context.words)
    });
    let taken: BTreeSet<usize> = others.flat_map(|(_, r)| r.chosen.iter().copied()).collect();
    let counted = asserted.iter().filter(|at| restricted(ix, **at, context) != Some(false));
    counted.filter(|at| taken.contains(at)).count() as u32
}

/// How many of the regions other phrases of the caption single out, so that they are not among these.
fn others_named(ix: PhraseIx, asserted: &[usize], context: &Context<'_>) -> u32 {
    let own = &context.referents[ix].chosen;
    // "Two planes … and a third one".
    let number = context.reading.phrases[ix].quantity.as_ref().map_or(0, |q| q.max);
    let one_more = |p: &Phrase| p.nth.as_ref().is_some_and(|(_, n)| *n > number);
    let others = context
        .reading
        .phrases
        .iter()
        .enumerate()
        .filter(|(other, p)| *other != ix && (p.refers.is_none() || one_more(p)) && !p.negated);
    // "A foal with two horses": a narrower name tells one of the rest.
    let narrower = |p: &Phrase| match (&p.means, &context.reading.phrases[ix].means) {
        (Means::Thing(a), Means::Thing(b)) => {
            a != b && (!context.words.noun(*a).exact || context.is_plain_kind(*a))
        }
        _ => false,
    };
    // "A pedestrian on either side … Of the two pedestrians": these very two; "Dogs: two dogs", whatever the heading means.
    let again = |p: &Phrase| {
        let phrase = &context.reading.phrases[ix];
        let heading = p.plural && p.quantity.is_none();
        (phrase.determiner == Determiner::Definite || heading) && p.means == phrase.means
    };
    let mut named: Vec<usize> = others
        .filter(|(_, p)| !again(p))
        .flat_map(|(other, p)| context.referents[other].chosen.iter().map(move |at| (p, *at)))
        .filter(|(p, at)| asserted.contains(at) && (!own.contains(at) || narrower(p)))
        .map(|(_, at)| at)
        .collect();
    named.sort_unstable();
    named.dedup();
    named.len() as u32
}
