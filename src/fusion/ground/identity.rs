//! Findings about what a thing is said to be that was named before.

use super::called;
use super::context::Context;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::names::{self, Fit};
use super::things::{presence, supported};
use super::why;
use crate::domain::FactRef;
use crate::fusion::read::claim::PhraseIx;
use crate::fusion::vocabulary::NounKind;

/// "The animals are not dogs": the noun against what the earlier phrase means.
pub(super) fn identity(
    ix: PhraseIx,
    noun: usize,
    earlier: PhraseIx,
    context: &Context<'_>,
) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let most = context.reading.phrases[earlier].most;
    let all = if most { context.asserted(earlier) } else { Vec::new() };
    let chosen = if most { &all } else { &context.referents[earlier].chosen };
    let entry = context.words.noun(noun);
    let kind = if entry.kind == NounKind::Fine { ClaimKind::Fine } else { ClaimKind::Object };
    // "It is white porcelain".
    if chosen.is_empty() || entry.kind == NounKind::Part || context.is_part(ix) {
        return Some(presence(ix, noun, context));
    }
    let seen = &context.evidence.seen;
    let fits: Vec<Option<Fit>> =
        chosen.iter().map(|at| names::fit(noun, &seen[*at], context.evidence)).collect();
    // "None of the dogs is a poodle" denies it of each.
    let none = context.reading.phrases[earlier].negated;
    let denied = phrase.negated != none;
    let is = |f: &Option<Fit>| f.is_some_and(|f| f != Fit::Narrower);
    let many = |f: &[Option<Fit>]| f.iter().filter(|f| is(f)).count() * 2 > f.len();
    let named = if most {
        many(&fits)
    } else if none {
        fits.iter().any(is)
    } else {
        fits.iter().all(is)
    };
    let unknown = fits.iter().all(|f| *f == Some(Fit::Narrower))
        && !chosen.iter().any(|at| names::other_fine(noun, &seen[*at], context.evidence).is_some());
    // A make that other things bear: a piano may be a Yamaha, and a bicycle that is a Bianchi is no Peugeot.
    let tree = context.evidence.taxonomy;
    let make = entry.kind == NounKind::Fine
        && entry.node.is_some_and(|n| tree.node(n).kind.is_none())
        && fits.iter().all(Option::is_none);
    if make && !denied {
        return Some(called::called(ix, &entry.word, context));
    }
    let hinted = chosen.iter().all(|at| names::fine(noun, &seen[*at], context.evidence).is_some());
    let sure = chosen.iter().all(|at| context.evidence.asserted(*at));
    let verdict = match (named != denied, unknown) {
        (_, true) if hinted && !denied => Verdict::Weak,
        (_, true) => Verdict::Unsupported,
        (true, _) if !sure => Verdict::Weak,
        (true, _) => Verdict::Supported,
        // "Not the catcher": a person all the same.
        (false, _) if denied && !entry.exact && entry.kind != NounKind::Fine => Verdict::Supported,
        (false, _) => Verdict::Contradicted,
    };
    // "The dog and the cat are friends."
    let person = context.words.is_person(noun) && !entry.exact;
    if person && !phrase.negated && chosen.iter().all(|at| !context.evidence.is_person(*at)) {
        return None;
    }
    // "Holding glasses", read as what the holder is: nobody takes the one for the other.
    let strange = |at: &usize| !names::alike(noun, &seen[*at], context.evidence);
    let fine = entry.kind == NounKind::Fine;
    if verdict == Verdict::Contradicted && !denied && !fine && chosen.iter().all(strange) {
        let person = chosen.iter().any(|at| context.evidence.is_person(*at))
            && !context.words.is_living(noun);
        let there = presence_of_own(ix, noun, context);
        let figure = (person || entry.scenery) && there.verdict == Verdict::Unsupported;
        return (!figure).then_some(there);
    }
    let mut finding = context.finding(phrase, kind, verdict);
    finding.rests_on = context.regions(chosen);
    finding.score = context.score(chosen);
    finding.rests_on.extend(chosen.iter().filter_map(|at| {
        let fine = names::fine(noun, &seen[*at], context.evidence)?;
        Some(FactRef::Attribute(seen[*at].id, fine.kind))
    }));
    let label = chosen.first().map(|at| seen[*at].label.clone()).unwrap_or_default();
    finding.why = match verdict {
        Verdict::Unsupported => format!("no evidence tells that it is {}", why::a(&entry.word)),
        Verdict::Contradicted => format!("it is {} in evidence", why::a(&label)),
        _ => format!("evidence names it {}", why::a(&label)),
    };
    if verdict == Verdict::Contradicted && !denied {
        finding.mends = vec![Mend::Replace { span: phrase.head.clone(), with: label }];
    }
    Some(finding)
}

/// That something of the noun is there, whatever was meant by it. "The crowd is putty in his hands", "the ball is a small
/// sun" are figures.
fn presence_of_own(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Finding {
    let phrase = &context.reading.phrases[ix];
    let named = |(at, fit): &(usize, Fit)| *fit != Fit::Narrower && context.evidence.asserted(*at);
    let there = names::candidates(noun, context.evidence);
    let of: Vec<usize> = there.into_iter().filter(named).map(|(at, _)| at).collect();
    if !of.is_empty() {
        return supported(phrase, ClaimKind::Object, Verdict::Supported, &of, context);
    }
    let mut finding = context.finding(phrase, ClaimKind::Object, Verdict::Unsupported);
    finding.why = why::nowhere(&context.words.noun(noun).word);
    finding.mends = vec![why::take_out(phrase)];
    finding
}
