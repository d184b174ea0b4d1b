//! Plurals of which evidence shows one.

use super::context::Context;
use super::finding::{ClaimKind, Finding, Mend, Verdict};
use super::names::Fit;
use super::things::supported;
use super::truth::{Answer, Truth};
use super::verdict;
use super::why;
use crate::domain::{AttributeKind, FactRef};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};
use crate::fusion::vocabulary::List;

/// Verbs of what somebody likes, of a kind.
const LIKING: [&str; 14] = [
    "love", "loves", "loved", "like", "likes", "adore", "adores", "hate", "hates", "enjoy",
    "enjoys", "prefer", "prefers", "fear",
];

/// "Dogs" where one is in evidence; where more may be, only they make it many.
pub(super) fn lone_plural(ix: PhraseIx, noun: usize, context: &Context<'_>) -> Option<Finding> {
    let phrase = &context.reading.phrases[ix];
    let entry = context.words.noun(noun);
    let (asserted, doubtful) = (context.asserted(ix), context.doubtful(ix));
    let definite = phrase.determiner == Determiner::Definite;
    // "Isn't wearing shoes": nobody says that several are there.
    let mut done = context.reading.claims.iter().filter(|c| c.objects.contains(&ix)).peekable();
    let denied = !definite && done.peek().is_some() && done.all(|c| c.negated);
    // "The carriages", of a train: that it has one is not said.
    let of_parts = |c: &(usize, Fit)| c.1 == Fit::Loose;
    let owned = phrase.owner.is_some_and(|o| !context.referents[o].chosen.is_empty());
    let of_owner = owned && context.referents[ix].candidates.iter().all(of_parts);
    // "Dogs love frisbees", "… may be toxic to cats": whatever frisbees, whatever cats.
    let before = context.text.get(..phrase.span.start).unwrap_or_default();
    let liked = before.split_whitespace().next_back().is_some_and(|w| LIKING.contains(&w));
    let bare = phrase.determiner == Determiner::None;
    if asserted.len() != 1
        || denied
        || bare && (liked || phrase.mused)
        || of_owner
        || context.is_held(noun, &asserted)
    {
        return None;
    }
    if !doubtful.is_empty() {
        // "The fans", after a player, are not that one alone.
        if definite && context.many_named_before(ix) {
            return None;
        }
        let kind = ClaimKind::Object;
        let chosen = context.referents[ix].chosen.clone();
        let all = if chosen.len() > 1 { chosen } else { [asserted, doubtful].concat() };
        let mut finding = supported(phrase, kind, Verdict::Weak, &all, context);
        finding.why = why::number(1, noun, "several", context);
        return Some(finding);
    }
    let people = List::People.has(&entry.word);
    // "Vans", where a vehicle is.
    let fits = |c: &(usize, Fit)| c.0 == asserted[0] && c.1 == Fit::Narrower;
    let narrower = context.referents[ix].candidates.iter().any(fits);
    let loose = !people && (entry.collective || !entry.exact || narrower);
    // "Animals: one cat": what is listed under it.
    let heads = context.text.get(phrase.head.end..).is_some_and(|rest| rest.starts_with(':'));
    if loose || heads || definite && context.named_before(ix) {
        return None;
    }
    // Of food one region may be a heap.
    let node = context.evidence.seen[asserted[0]].node;
    if node.and_then(|n| context.evidence.taxonomy.node(n).kind) == Some(AttributeKind::Food) {
        return None;
    }
    let mut finding = context.finding(phrase, ClaimKind::Object, Verdict::Contradicted);
    finding.rests_on = context.regions(&asserted);
    let label = &context.evidence.seen[asserted[0]].label;
    finding.rests_on.push(FactRef::Count(label.clone()));
    finding.score = context.score(&asserted);
    finding.why = why::number(1, noun, "several", context);
    finding.mends = vec![Mend::Replace { span: phrase.head.clone(), with: entry.word.clone() }];
    Some(finding)
}

/// "Somebody in the crowd": one of them, and in no box.
pub(super) fn is_among_people(claim: &Claim, context: &Context<'_>) -> bool {
    let company = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => context.words.is_person(noun) && context.words.noun(noun).collective,
        _ => false,
    };
    matches!(claim.body, Body::Planar(Planar::Inside))
        && !claim.objects.is_empty()
        && claim.objects.iter().all(company)
}

/// Of whom it is said there are several, and one is sure: of the others, who may be meant, nobody knows enough to deny
/// anything.
pub(super) fn of_doubtful_ones(claim: &Claim, context: &Context<'_>) -> bool {
    let doubtful = |ix: &PhraseIx| {
        let phrase = &context.reading.phrases[*ix];
        let lone = match phrase.means {
            Means::Thing(noun) if phrase.plural => lone_plural(*ix, noun, context),
            _ => None,
        };
        lone.is_some_and(|finding| finding.verdict == Verdict::Weak)
    };
    claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(doubtful))
}

/// "Cows on the right", where one of those that may be cows is there.
pub(super) fn of_another(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    if claim.negated || !of_doubtful_ones(claim, context) {
        return None;
    }
    let truth = |ix: PhraseIx, at: usize| verdict::truth_if(claim, ix, at, context);
    let subjects = claim.subjects.first()?.iter();
    let mut others = subjects.flat_map(|ix| context.doubtful(*ix).into_iter().map(|at| (*ix, at)));
    let (ix, at) = others.find(|(ix, at)| truth(*ix, *at).answer == Answer::Holds)?;
    let score = context.evidence.seen[at].confidence;
    let found = truth(ix, at);
    Some(Truth { score: found.score.min(score), ..found })
}

impl Context<'_> {
    fn named_before(&self, ix: PhraseIx) -> bool {
        let chosen = &self.referents[ix].chosen;
        self.referents[..ix].iter().any(|r| r.chosen.iter().any(|c| chosen.contains(c)))
    }

    /// ... by a phrase that is of several as well.
    fn many_named_before(&self, ix: PhraseIx) -> bool {
        let chosen = &self.referents[ix].chosen;
        let mut before = self.reading.phrases[..ix].iter().zip(&self.referents);
        before.any(|(p, r)| p.is_many() && r.chosen.iter().any(|c| chosen.contains(c)))
    }
}
