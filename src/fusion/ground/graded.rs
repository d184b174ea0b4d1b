//! The verdict that the truth of a claim comes to: what no picture tells stays unchecked, and doubt contradicts nothing.

use super::called;
use super::context::Context;
use super::contrast;
use super::counts;
use super::finding::Verdict;
use super::otherwise;
use super::plurals;
use super::truth::{Answer, Truth};
use crate::fusion::read::claim::{Band, Body, Claim, Means, PhraseIx, Planar};

/// So many looks the emotion model tells apart.
const EMOTIONS: usize = 7;
/// Between two colours of one thing.
const AND: &str = " and ";

/// What stands behind an hour.
const HOURS: [&str; 4] = ["o'clock", "o’clock", "am", "pm"];

/// The verdict on a claim of which this is true.
pub fn verdict(claim: &Claim, truth: &Truth, context: &Context<'_>) -> Verdict {
    let assert = context.evidence.rules.assert;
    // Which of two is the larger one, a picture does not tell: the nearer one looks so.
    if matches!(claim.body, Body::Beyond | Body::Larger(_) | Body::Extreme(_)) {
        return Verdict::Unchecked;
    }
    // "A third balloon, golden", where two are: nobody knows of what colour that is.
    let too_many = |ix: &PhraseIx| match context.reading.phrases[*ix].means {
        Means::Thing(noun) => {
            counts::nth(*ix, noun, context).is_some_and(|f| f.verdict == Verdict::Contradicted)
        }
        _ => false,
    };
    let look = matches!(claim.body, Body::Colour(_) | Body::Emotion(_) | Body::Size(_));
    if look && claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(too_many)) {
        return Verdict::Unsupported;
    }
    // Said of a part of a thing, a claim is as much beyond the evidence as the part.
    let of_parts = claim
        .subjects
        .first()
        .is_some_and(|g| !g.is_empty() && g.iter().all(|ix| context.is_part(*ix)));
    match truth.answer {
        Answer::Holds if truth.score >= assert => Verdict::Supported,
        Answer::Holds => Verdict::Weak,
        // "A book in her lap": where a lap is, no box tells.
        Answer::Fails
            if in_a_part(claim, context)
                || is_touch(claim, context)
                || reaches_an_edge(claim, context) =>
        {
            Verdict::Unchecked
        }
        // With what it compares was only guessed.
        Answer::Fails
            if claim.guessed && matches!(claim.body, Body::Planar(_) | Body::Place(_)) =>
        {
            Verdict::Unchecked
        }
        _ if claim.body == Body::Depth(Band::Mid) => Verdict::Unchecked,
        Answer::Fails if is_other_colour(claim, context) => Verdict::Unsupported,
        Answer::Fails
            if truth.score >= assert
                && !of_stand_ins(claim, context)
                && !plurals::of_doubtful_ones(claim, context) =>
        {
            Verdict::Contradicted
        }
        Answer::Fails => Verdict::Unsupported,
        // A colour is seen or not, be it of a part or of nobody knows what; but the whole may have lent it.
        Answer::Unknown if otherwise::nothing_is_so(claim, context) => Verdict::Unsupported,
        Answer::Unknown
            if of_parts && !matches!(claim.body, Body::Text(_))
                || claim.guessed
                || matches!(claim.body, Body::Row(_))
                || contrast::is_diagonal(claim, context)
                || looks_at(claim, context)
                || tells_time(claim, context)
                || is_vague(claim, context)
                || is_open(claim, context) =>
        {
            Verdict::Unchecked
        }
        Answer::Unknown => Verdict::Unsupported,
    }
}

/// "A black and white cat", where evidence has one of the two: that there is the other as well nothing denies.
fn is_other_colour(claim: &Claim, context: &Context<'_>) -> bool {
    let joined = |other: &Claim| {
        let (a, b) = (&claim.span, &other.span);
        let between = if a.end < b.start { a.end..b.start } else { b.end..a.start };
        context.text.get(between).is_some_and(|t| t == AND)
    };
    let mut others = context.reading.claims.iter().filter(|c| {
        matches!(c.body, Body::Colour(_)) && c.subjects == claim.subjects && !c.negated && joined(c)
    });
    // "Helmets of white and red" may be one of each.
    let of = claim.subjects.first().into_iter().flatten();
    let one = of.map(|ix| context.referents[*ix].chosen.len()).sum::<usize>() == 1;
    matches!(claim.body, Body::Colour(_))
        && !claim.negated
        && one
        && others.any(|c| super::verdict::truth(c, context).answer == Answer::Holds)
}

/// A look that no emotion of the model's says.
fn is_vague(claim: &Claim, context: &Context<'_>) -> bool {
    let Body::Emotion(name) = &claim.body else { return false };
    let shown = |at: &usize| {
        context.evidence.seen[*at].emotion.is_some() || !context.evidence.is_person(*at)
    };
    let subjects = claim.subjects.first().into_iter().flatten();
    let known = subjects.flat_map(|ix| &context.referents[*ix].chosen).any(shown);
    // "Tired" may be whoever looks so or so; of whom no look is known, nobody knows that he is bored.
    context
        .words
        .shade(name)
        .is_some_and(|shade| shade.holds.is_empty() && (known || shade.open.len() == EMOTIONS))
}

/// "The clock shows 4:30": how its hands stand, no evidence tells that reads no such text.
fn tells_time(claim: &Claim, context: &Context<'_>) -> bool {
    let Body::Text(text) = &claim.body else { return false };
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    // "Reads 3 o'clock".
    let after = context.text.get(claim.span.end..).unwrap_or_default().trim_start();
    let hour = digits(text) && HOURS.iter().any(|word| after.starts_with(word));
    hour || text.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute))
}

/// Where somebody looks, hardly any evidence tells.
fn looks_at(claim: &Claim, context: &Context<'_>) -> bool {
    let gaze = context.words.sense("looking at");
    matches!(&claim.body, Body::Verb(senses) if gaze.is_some_and(|gaze| senses.contains(&gaze)))
}

/// "A touch of lime on its shoulder", "a study in white": not all of it is said to be so.
fn is_touch(claim: &Claim, context: &Context<'_>) -> bool {
    let before = context.text.get(..claim.span.start).unwrap_or_default().trim_end();
    claim.mused
        && matches!(claim.body, Body::Colour(_))
        && [" of", " in"].iter().any(|joint| before.ends_with(joint))
}

/// "Between the laptop and the edge of the bed": where that is, the bed's box does not tell.
fn reaches_an_edge(claim: &Claim, context: &Context<'_>) -> bool {
    let edge = |ix: &PhraseIx| {
        let start = context.reading.phrases[*ix].span.start;
        let before = context.text.get(claim.span.end..start).unwrap_or_default();
        let mut back = before.split_whitespace().rev();
        let of = back.next() == Some("of");
        of && back.next().is_some_and(|word| {
            context.words.find_noun(word).is_some_and(|(noun, _)| context.words.noun(noun).anywhere)
        })
    };
    claim.body == Body::Planar(Planar::Between) && claim.objects.iter().any(edge)
}

/// It is said to be in or on a part of something.
fn in_a_part(claim: &Claim, context: &Context<'_>) -> bool {
    matches!(claim.body, Body::Planar(Planar::Inside | Planar::On | Planar::Overlapping))
        && !claim.objects.is_empty()
        && claim.objects.iter().all(|ix| context.is_part(*ix))
}

/// It is said of what is not there, and something else stands there: that it is no such thing is said already.
fn of_stand_ins(claim: &Claim, context: &Context<'_>) -> bool {
    let stands_in = |ix: &PhraseIx| {
        let referent = &context.referents[*ix];
        referent.chosen.is_empty() && !referent.instead.is_empty()
    };
    let subject = claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(stands_in));
    subject || claim.objects.iter().any(stands_in)
}

/// The reader found nobody of whom it is said, or not to what it relates, or it is said of what cannot be so: then
/// evidence has no say.
fn is_open(claim: &Claim, context: &Context<'_>) -> bool {
    let unknown = |ix: &PhraseIx| context.reading.phrases[*ix].means == Means::Unknown;
    let bearers = || claim.subjects.iter().flatten();
    match claim.body {
        Body::Text(_) => false,
        // "His name is Marco", whoever he is.
        Body::Named(_) if called::says_a_name(claim, context) => false,
        // What animals feel, no evidence tells.
        Body::Emotion(_) if bearers().all(|ix| !context.may_feel(*ix)) => true,
        _ => {
            let dim = |ix: &PhraseIx| unknown(ix) || context.is_part(*ix);
            let likeliest = claim.subjects.first().is_none_or(|g| g.iter().all(unknown));
            likeliest || !claim.objects.is_empty() && claim.objects.iter().all(dim)
        }
    }
}
