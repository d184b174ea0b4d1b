//! What stands where a caption puts a thing that is not there: "a cat on the left", and a dog is on the left.

use super::context::Context;
use super::judge;
use super::names;
use super::referents::Referent;
use super::seen::Evidence;
use super::truth::Answer;
use super::verdict;
use crate::fusion::read::claim::{Body, Claim, Means, Phrase, PhraseIx, Reference};

/// Finds them for all phrases of whose name nothing is in evidence, and for the pronouns that take these up.
pub(super) fn find(context: &mut Context<'_>) {
    let Context { reading, evidence, words, .. } = *context;
    for (ix, phrase) in reading.phrases.iter().enumerate() {
        let referent = &context.referents[ix];
        context.referents[ix].instead = match (&phrase.means, phrase.refers) {
            (_, Some(Reference::Same(earlier))) if referent.chosen.is_empty() => {
                context.referents[earlier].instead.clone()
            }
            (Means::Thing(noun), None) if !phrase.negated && nothing(referent, evidence) => {
                let alike = |at: &usize| names::alike(*noun, &evidence.seen[*at], evidence);
                let kin = |at: &usize| {
                    let node = evidence.seen[*at].node;
                    node.is_some_and(|node| words.are_of_a_family(*noun, node))
                };
                let first = of_a_like_sort(ix, (true, alike), context);
                match first.is_empty() {
                    true => of_a_like_sort(ix, (false, kin), context),
                    false => first,
                }
            }
            _ => Vec::new(),
        };
    }
}

/// No region answers to the name.
fn nothing(referent: &Referent, evidence: &Evidence<'_>) -> bool {
    let there = referent.candidates.iter().any(|c| !evidence.seen[c.0].rejected);
    referent.chosen.is_empty() && !there
}

/// The one region of a like sort that answers to all that the caption says of the phrase, and to at least one thing
/// that tells it apart; nothing else in the caption names it. Of a plural, all such, if they are of one sort.
fn of_a_like_sort(
    ix: PhraseIx,
    (firm, alike): (bool, impl Fn(&usize) -> bool),
    context: &Context<'_>,
) -> Vec<usize> {
    let Context { reading, referents, evidence, words, .. } = context;
    // "Animals: a cat, a rabbit": which animals these are is told by what comes.
    let wider = |p: &Phrase| match (&p.means, &reading.phrases[ix].means) {
        (Means::Thing(kind), Means::Thing(own)) if p.is_many() && kind != own => {
            let nodes = words.noun(*own).node.zip(words.noun(*kind).node);
            nodes.is_some_and(|(own, kind)| evidence.taxonomy.is_a(own, kind))
        }
        _ => false,
    };
    let named: Vec<usize> = reading
        .phrases
        .iter()
        .zip(referents)
        .filter(|(p, _)| !p.negated && !wider(p))
        .flat_map(|(_, r)| r.surely_named())
        .collect();
    let fitting = (0..evidence.seen.len()).filter(|at| {
        let free = evidence.asserted(*at) && !named.contains(at);
        free && alike(at) && is_tied((ix, *at), firm, context)
    });
    let fitting: Vec<usize> = fitting.collect();
    let label = |at: &usize| &evidence.seen[*at].label;
    let one_sort = fitting.windows(2).all(|two| label(&two[0]) == label(&two[1]));
    let fits = fitting.len() == 1 || reading.phrases[ix].plural && one_sort;
    if fits { fitting } else { Vec::new() }
}

/// Something that the caption says of the phrase, by which it can be told, is so of the region, and nothing is not; where
/// the sorts are less alike (not `firm`), more than how near it is.
fn is_tied((ix, at): (PhraseIx, usize), firm: bool, context: &Context<'_>) -> bool {
    let Context { reading, evidence, .. } = context;
    let ties = |c: &&Claim| !matches!(c.body, Body::Beyond | Body::Size(_) | Body::Emotion(_));
    // That something is in the distance is so of too much.
    let tells = |c: &Claim| firm || !matches!(c.body, Body::Depth(_) | Body::InFront(_));
    let answer = |c: &Claim| match c.body {
        Body::Place(cells) if cells.utmost && !judge::is_outermost(at, cells, evidence) => {
            Answer::Fails
        }
        _ => verdict::truth_if(c, ix, at, context).answer,
    };
    let has = |g: &Vec<PhraseIx>| g.contains(&ix);
    let answers = reading.claims.iter().filter(ties).filter_map(|c| {
        if c.objects.contains(&ix) || c.subjects.first().is_some_and(has) {
            return Some((answer(c), tells(c)));
        }
        // "A dog lies under the table in the corner": perhaps the dog does.
        let perhaps = matches!(c.body, Body::Place(_)) && c.subjects.iter().any(has);
        perhaps.then(|| (answer(c), true)).filter(|a| a.0 == Answer::Holds)
    });
    let answers: Vec<(Answer, bool)> = answers.collect();
    answers.contains(&(Answer::Holds, true)) && answers.iter().all(|a| a.0 != Answer::Fails)
}
