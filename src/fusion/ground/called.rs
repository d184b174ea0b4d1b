//! Proper names against the fine names in evidence: who bears one, and what a thing is called.

use super::contents;
use super::context::Context;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::names::Fit;
use super::seen::{Evidence, Seen};
use super::things::otherwise;
use super::truth::{Answer, Truth};
use super::verdict;
use crate::domain::{AttributeKind, FactRef};
use crate::fusion::read::claim::{Claim, Determiner, Means, PhraseIx, Reference};

/// A name without marks and spaces, by which spellings are the same: "St. Mary's", "st mary 's".
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// "VW Golf" for "Volkswagen Golf": word for word the same, or its first letter and some of the others.
fn abbreviates(short: &str, long: &str) -> bool {
    let (short, long) = (short.to_lowercase(), long.to_lowercase());
    let (a, b): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), long.split(' ').collect());
    let of = |a: &str, b: &str| {
        let mut rest = b.chars();
        a.chars().next() == b.chars().next() && a.chars().all(|c| rest.any(|r| r == c))
    };
    a.len() == b.len() && a.len() > 1 && a.iter().zip(&b).all(|(a, b)| of(a, b))
}

/// Whether the region bears that proper name. One that is known by another proper name does not.
///
/// Of what it is said to be one of ("is a Tolliwick"; `kind`), any fine name in evidence tells that it is something else.
pub fn named(seen: &Seen, name: &str, kind: bool, evidence: &Evidence<'_>) -> Truth {
    let wanted = bare(name);
    if bare(&seen.label) == wanted {
        return Truth::holds(seen.confidence, vec![FactRef::Region(seen.id)]);
    }
    // "A Persian", said of a cat.
    let tree = evidence.taxonomy;
    let breed = tree.lookup(&format!("{name} {}", seen.label.to_lowercase()));
    let known = seen.fine.iter().filter(|f| f.confidence > 0.0);
    let mut other = None;
    for fine in known {
        let fact = vec![FactRef::Attribute(seen.id, fine.kind)];
        let has = bare(&fine.name);
        let known = fine.name.to_lowercase();
        let names = evidence.words.fine_names();
        let made = names.maker(name).is_some_and(|maker| maker == known);
        let same = made || names.are_same(name, &known) || names.takes_in(name, &known);
        if same || has.contains(&wanted) || wanted.contains(&has) || abbreviates(name, &fine.name) {
            return Truth::holds(fine.confidence, fact);
        }
        if let Some((claimed, is)) = breed.zip(fine.node) {
            if tree.is_a(is, claimed) {
                return Truth::holds(fine.confidence, fact);
            }
            let apart = !tree.is_a(claimed, is) && fine.confidence >= evidence.rules.assert;
            other =
                other.or(apart.then(|| Truth::fails(fine.confidence, fact.clone(), &fine.name)));
        }
        // "Masai", said of a reticulated giraffe.
        let label = format!(" {}", seen.label.to_lowercase());
        let of_label = fine.kind == AttributeKind::Animal && known.ends_with(&label);
        if (fine.is_proper() || of_label || kind) && fine.confidence >= evidence.rules.assert {
            other = Some(Truth::fails(fine.confidence, fact, &fine.name));
        }
    }
    other.unwrap_or_else(Truth::unknown)
}

/// A proper name that stands for a thing.
pub(super) fn called(ix: PhraseIx, name: &str, context: &Context<'_>) -> Finding {
    let phrase = &context.reading.phrases[ix];
    let of = context.referents[ix].chosen.first().map(|at| &context.evidence.seen[*at]);
    // "Is a Tolliwick", "is no Willys": of which sort it is, and not what somebody called it.
    let again = matches!(phrase.refers, Some(Reference::Same(_)));
    let kind = again && (phrase.determiner == Determiner::Indefinite || phrase.negated);
    let truth = of.map_or_else(Truth::unknown, |seen| named(seen, name, kind, context.evidence));
    let truth = if phrase.negated { truth.negated() } else { truth };
    let asserted = truth.score >= context.evidence.rules.assert;
    let verdict = match truth.answer {
        Answer::Holds if asserted => Verdict::Supported,
        Answer::Holds => Verdict::Weak,
        Answer::Fails if asserted => Verdict::Contradicted,
        _ => Verdict::Unsupported,
    };
    if let Some((at, known)) = contents::other(ix, context).filter(|_| !phrase.negated) {
        return otherwise(phrase, ClaimKind::Fine, at, known, context);
    }
    let mut finding = context.finding(phrase, ClaimKind::Fine, verdict);
    finding.score = truth.score;
    finding.rests_on = truth.rests_on;
    if let Some(seen) = of.filter(|_| truth.answer == Answer::Holds) {
        finding.rests_on.push(FactRef::Region(seen.id));
    }
    finding.why = match (&truth.instead, verdict) {
        (Some(known), Verdict::Contradicted) => format!("evidence names it {known}"),
        (_, Verdict::Unsupported) => format!("no evidence names anything {name}"),
        _ => "evidence names it so".into(),
    };
    if let (Some(known), Verdict::Contradicted) = (truth.instead, verdict) {
        finding.mends = vec![Mend::Replace { span: phrase.head.clone(), with: known }];
    }
    finding
}

/// What bears another brand than the caption's name is meant by it only where nothing denies it: a green tractor by John
/// Deere is no black Holstein.
pub(super) fn unname(context: &mut Context<'_>, claims: &[Vec<&Claim>]) {
    let Context { reading, evidence, .. } = *context;
    for (ix, claims) in claims.iter().enumerate() {
        let other = context.referents[ix].candidates.iter().all(|c| c.1 == Fit::Narrower);
        if !matches!(reading.phrases[ix].means, Means::Name(_)) || !other {
            continue;
        }
        let denied = context.referents[ix].chosen.iter().any(|at| {
            let mut proper = evidence.seen[*at].fine.iter().filter(|f| f.is_proper());
            let branded = proper.all(|f| f.kind == AttributeKind::Logo);
            branded
                && claims
                    .iter()
                    .filter(|c| c.restricts)
                    .any(|c| verdict::truth_if(c, ix, *at, context).answer == Answer::Fails)
        });
        if denied {
            context.referents[ix].chosen.clear();
            context.referents[ix].candidates.clear();
        }
    }
}

/// "(His) name is (Marco)."
pub(super) fn says_a_name(claim: &Claim, context: &Context<'_>) -> bool {
    let before = context.text.get(..claim.span.start).unwrap_or_default();
    let mut words = before.split_whitespace().rev();
    words.nth(1).is_some_and(|word| context.words.is_name(&word.to_lowercase()))
}
