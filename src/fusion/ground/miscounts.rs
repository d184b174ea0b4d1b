//! Numbers of what is not quite what it is called: of things of another name, of what may be one, of those of whom more
//! are so.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::names::{self, Fit};
use super::restricted::looks_so;
use super::why;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Means, PhraseIx, Quantity, Reference};
use crate::fusion::vocabulary::NounKind;

/// Doubtful ones; "four geese", where three are, and something that may be a bird, which may be a goose.
pub(super) fn maybe_such(ix: PhraseIx, context: &Context<'_>) -> Vec<usize> {
    let mut doubtful = context.doubtful(ix);
    let entry = match context.reading.phrases[ix].means {
        Means::Thing(noun) => context.words.noun(noun),
        _ => return doubtful,
    };
    if entry.kind == NounKind::Fine && !context.asserted(ix).is_empty() {
        let evidence = context.evidence;
        let unnamed = |at: &usize| {
            let seen = &evidence.seen[*at];
            let wider = entry.node.zip(seen.node);
            let wider = wider.is_some_and(|(a, b)| evidence.taxonomy.is_a(a, b));
            wider && !seen.rejected && !evidence.asserted(*at) && seen.fine.is_empty()
        };
        let wider = context.referents[ix].candidates.iter().filter(|c| c.1 == Fit::Narrower);
        doubtful.extend(wider.map(|c| c.0).filter(unnamed));
    }
    doubtful
}

/// "Three swans", where three geese are: as many as it says, whatever they are.
pub(super) fn of_others(
    ix: PhraseIx,
    noun: usize,
    quantity: &Quantity,
    context: &Context<'_>,
) -> Option<Finding> {
    let referent = &context.referents[ix];
    let otherwise = |at: &usize| {
        let seen = &context.evidence.seen[*at];
        names::other_fine(noun, seen, context.evidence).is_some()
            || names::is_sister(noun, seen, context.evidence)
    };
    let others = referent.chosen.iter().any(otherwise);
    let meant = if others { &referent.chosen } else { &referent.instead };
    let label = &context.evidence.seen[*meant.first()?].label;
    let others: Vec<usize> = (0..context.evidence.seen.len())
        .filter(|at| context.evidence.asserted(*at) && context.evidence.seen[*at].label == *label)
        .collect();
    let number = others.len() as u32;
    (quantity.min..=quantity.max).contains(&number).then(|| {
        let phrase = &context.reading.phrases[ix];
        let mut finding = context.finding(phrase, ClaimKind::Count, Verdict::Supported);
        finding.span = Some(quantity.span.clone());
        finding.score = context.score(&others);
        finding.why = why::present(&others, Verdict::Supported, context.evidence);
        finding.rests_on = vec![FactRef::Count(label.clone())];
        finding
    })
}

/// "Only one of the two is sad", where both are.
pub(super) fn more_of_them(
    ix: PhraseIx,
    quantity: &Quantity,
    context: &Context<'_>,
) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let Some(Reference::Among(group)) = phrase.refers else { return None };
    let exact = context.is_only(quantity) && quantity.min > 0;
    let so = context.referents[group].chosen.iter().filter(|at| looks_so(ix, **at, context));
    let so: Vec<usize> = so.copied().collect();
    (exact && so.len() > quantity.max as usize).then(|| {
        let mut finding = context.finding(phrase, ClaimKind::Count, Verdict::Contradicted);
        finding.span = Some(quantity.span.clone());
        finding.score = context.score(&so);
        finding.why = why::present(&so, Verdict::Supported, context.evidence);
        finding.rests_on = context.regions(&so);
        finding
    })
}
