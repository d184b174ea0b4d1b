//! "A Siamese cat", of a tabby: a cat it is, and only the kind is wrong.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::names::{self, Fit};
use super::things::supported;
use crate::domain::FactRef;
use crate::fusion::read::claim::{Means, PhraseIx};
use crate::fusion::vocabulary::NounKind;

/// Where the kind that a noun names is denied, the finding that its last word alone would get.
pub(super) fn of_head(ix: PhraseIx, whole: &Finding, context: &Context<'_>) -> Option<Finding> {
    if whole.verdict != Verdict::Contradicted {
        return None;
    }
    let phrase = &context.reading.phrases[ix];
    let Means::Thing(own) = phrase.means else { return None };
    let said = context.text.get(phrase.head.clone())?;
    let (kind, head) = said.rsplit_once(' ')?;
    let (noun, _) = context.words.find_noun(&head.to_lowercase())?;
    let named = |at: &usize| {
        let seen = &context.evidence.seen[*at];
        let fit = names::fit(noun, seen, context.evidence);
        context.evidence.asserted(*at) && fit == Some(Fit::Named)
    };
    let of: Vec<usize> =
        context.referents[ix].chosen.iter().copied().filter(|at| named(at)).collect();
    let start = phrase.head.start + kind.len() + 1;
    let refused = |at: &usize| {
        let seen = &context.evidence.seen[*at];
        let fit = names::fit(noun, seen, context.evidence);
        seen.rejected && fit.is_some_and(|fit| fit != Fit::Narrower)
    };
    // "A golden retriever puppy", where a reviewer rejected the dog: of its breed nobody said anything.
    let region = matches!(whole.rests_on.first(), Some(FactRef::Region(_)));
    let fine = region && context.words.noun(own).kind == NounKind::Fine;
    if fine && of.is_empty() && context.referents[ix].candidates.iter().any(|c| refused(&c.0)) {
        return Some(Finding { span: Some(start..phrase.head.end), ..whole.clone() });
    }
    if of.is_empty() {
        return None;
    }
    let mut finding = supported(phrase, ClaimKind::Object, Verdict::Supported, &of, context);
    finding.span = Some(start..phrase.head.end);
    Some(finding)
}

/// Leaves to the finding on the kind the words before the head.
pub(super) fn part(head: &Finding, kind: &mut Finding) {
    kind.kind = ClaimKind::Fine;
    if head.verdict == Verdict::Contradicted {
        kind.verdict = Verdict::Unsupported;
    }
    if let (Some(span), Some(head)) = (&mut kind.span, &head.span) {
        span.end = head.start.saturating_sub(1);
    }
}
