//! Where a thing is that evidence lacks, by the text that it bears: "a poster on the left says STAMPS"; and where a thing is
//! to a text.

use super::context::Context;
use super::judge;
use super::names;
use super::stance;
use super::texts::{self, Rests};
use super::truth::{Answer, Truth};
use crate::domain::{BBox, FactRef};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};
use std::ops::Range;

/// One side of a claim: where it is, by what, and whether its text tells that.
struct Side {
    boxes: Vec<BBox>,
    rests: Rests,
    by: By,
    misquoted: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum By {
    Region,
    /// It is the text.
    Text,
    /// It bears the text.
    Bearing,
}

/// What the boxes of texts say of a place or relation.
pub(super) fn truth(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let evidence = context.evidence;
    let [subject] = claim.subjects.first()?.as_slice() else { return None };
    let subject = side(*subject, context)?;
    let (truth, by) = match (&claim.body, claim.objects.as_slice()) {
        (Body::Place(cells), _) => {
            let rests = || subject.rests.clone();
            let each = subject.boxes.iter().map(|b| judge::placed(b, *cells, rests(), evidence));
            (Truth::best(each.collect()), [subject.by, By::Region])
        }
        // Of a thing that is not there, a relation says nothing.
        (Body::Planar(planar), [object]) => {
            let object = side(*object, context)?;
            if [subject.by, object.by].contains(&By::Bearing) {
                let rests = matches!(planar, Planar::On | Planar::Inside);
                return (rests && !claim.negated)
                    .then(|| stuck_on(&subject, claim.objects[0], context))?;
            }
            let score = subject.rests.0.min(object.rests.0);
            let facts = [subject.rests.1, object.rests.1].concat();
            let pairs = subject.boxes.iter().flat_map(|a| object.boxes.iter().map(move |b| (a, b)));
            let rests = || (score, facts.clone());
            let each = pairs.map(|(a, b)| stance::of_boxes(a, b, *planar, rests(), evidence));
            (Truth::best(each.collect()), [subject.by, object.by])
        }
        _ => return None,
    };
    // What bears a text may be larger than that; and what is at a price is bought for it.
    let loose = by.contains(&By::Bearing) || claim.body == Body::Planar(Planar::Near);
    let loose = loose && truth.answer == Answer::Fails;
    let truth = if claim.negated { truth.negated() } else { truth };
    (by != [By::Region; 2] && !loose).then_some(truth)
}

/// "The lettering on the vehicle", where a truck bears it and a car was named last: the truck is meant.
pub(super) fn wider(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Text(said) = &claim.body else { return None };
    let [ix] = *claim.subjects.first()?.as_slice() else { return None };
    let (phrase, evidence) = (&context.reading.phrases[ix], context.evidence);
    let Means::Thing(noun) = phrase.means else { return None };
    let quoted = texts::folded(said);
    let mut lines = evidence.lines.iter().filter(|l| texts::folded(&l.text) == quoted);
    let bearer = lines.find_map(|l| l.on)?;
    let otherwise = |at: &usize| {
        let label = &evidence.seen[*at].label;
        !label.eq_ignore_ascii_case(&context.words.noun(noun).word)
    };
    let wide = otherwise(&bearer) && context.referents[ix].chosen.iter().all(otherwise);
    let known = phrase.determiner == Determiner::Definite && !context.words.may_be_person(noun);
    let named = names::fit(noun, &evidence.seen[bearer], evidence).is_some();
    (known && wide && named && !claim.negated)
        .then(|| texts::borne(said, &[bearer], false, evidence))
}

/// "The bench says BRIGHTON", where a train far from it does.
pub(super) fn far_from(claim: &Claim, context: &Context<'_>) -> Option<Truth> {
    let Body::Text(said) = &claim.body else { return None };
    let [group] = claim.subjects.as_slice() else { return None };
    let [ix] = *group.as_slice() else { return None };
    let (phrases, evidence) = (&context.reading.phrases, context.evidence);
    let phrase = &phrases[ix];
    let Means::Thing(noun) = phrase.means else { return None };
    let words = |span: Range<usize>| context.text.get(span).unwrap_or_default().to_lowercase();
    // "The train's display", "it" and what another thing was named after may be a part of what bears the text.
    let part = phrase.owner.is_some() || context.is_part(ix);
    let again =
        phrase.refers.is_some() && words(phrase.head.clone()) != context.words.noun(noun).word;
    let between = phrase.head.end..claim.span.start;
    let other = phrases.iter().any(|p| between.contains(&p.head.start) && !p.negated);
    if claim.negated || part || again || other {
        return None;
    }
    let truth = texts::far_from(said, &context.referents[ix].chosen, evidence)?;
    // "The microwave clock": that of the microwave.
    let mut lines = evidence.lines.iter().filter(|l| truth.rests_on.contains(&FactRef::Text(l.id)));
    let own = words(phrase.span.clone());
    let named = lines.any(|l| l.on.is_some_and(|b| own.contains(&evidence.seen[b].label)));
    (!named).then_some(truth)
}

/// "A FRAGILE sticker is on the black suitcase": where its text is on another one, it is not.
fn stuck_on(bearing: &Side, on: PhraseIx, context: &Context<'_>) -> Option<Truth> {
    let evidence = context.evidence;
    let [on] = context.referents[on].chosen[..] else { return None };
    let mut lines = evidence.lines.iter();
    let line = lines.find(|l| bearing.rests.1.contains(&FactRef::Text(l.id)))?;
    let bearer = line.on.filter(|_| !bearing.misquoted)?;
    let facts = || vec![FactRef::Text(line.id), FactRef::Region(evidence.seen[bearer].id)];
    let like = evidence.seen[bearer].label == evidence.seen[on].label && !evidence.is_person(on);
    (bearer != on && like).then(|| Truth::fails(line.confidence, facts(), "on another one"))
}

fn side(ix: PhraseIx, context: &Context<'_>) -> Option<Side> {
    let (evidence, reading) = (context.evidence, context.reading);
    let there = &context.referents[ix].chosen;
    if !there.is_empty() {
        let boxes = there.iter().map(|at| evidence.seen[*at].bbox).collect();
        let facts = there.iter().map(|at| FactRef::Region(evidence.seen[*at].id));
        return Some(Side {
            boxes,
            rests: (context.score(there), facts.collect()),
            by: By::Region,
            misquoted: false,
        });
    }
    let phrase = &reading.phrases[ix];
    let is = matches!(phrase.means, Means::Text(_));
    let text = reading.claims.iter().find_map(|c| match &c.body {
        Body::Text(said) if !c.negated => {
            let own = phrase.head.start < c.span.end && c.span.start < phrase.head.end;
            let bears = c.subjects.first().is_some_and(|group| *group == [ix]);
            (if is { own } else { bears }).then_some(said)
        }
        _ => None,
    })?;
    let read = texts::read_at(text, evidence)?;
    let by = if is && !read.misquoted { By::Text } else { By::Bearing };
    Some(Side { boxes: read.boxes, rests: read.rests, by, misquoted: read.misquoted })
}
