//! What names the whole picture: it is there, and its sides are those of the picture ("on the right of the station").

use super::context::Context;
use super::finding::{ClaimKind, Finding, Verdict};
use super::names::{self, Fit};
use super::seen::Evidence;
use crate::domain::FactRef;
use crate::fusion::read;
use crate::fusion::read::claim::{
    Body, Cells, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reading,
};
use crate::fusion::vocabulary::Meaning;
use std::ops::Range;

/// Between what leads somewhere and where that is.
const LEADING: [&str; 5] = ["to", "from", "via", "towards", "toward"];

/// A place in the picture is not that of the whole picture ("a kitchen in which a fridge fills the left side"): it is said
/// of something else, or nobody knows of what. And "two horses on a farm" are on no barn.
pub fn nowhere(reading: &mut Reading, evidence: &Evidence<'_>) {
    let Reading { claims, phrases, .. } = reading;
    let setting = |ix: &usize| match phrases[*ix].means {
        Means::Thing(noun) => evidence.is_setting(noun) && absent(noun, evidence),
        _ => false,
    };
    claims.retain_mut(|claim| {
        if matches!(claim.body, Body::Planar(_)) {
            let place = |ix: &usize| {
                // "It" may be something else.
                setting(ix)
                    && phrases[*ix].head.start >= claim.span.end
                    && phrases[*ix].refers.is_none()
                    && matches!(phrases[*ix].means, Means::Thing(n) if evidence.words.noun(n).setting)
            };
            return claim.objects.is_empty() || !claim.objects.iter().all(place);
        }
        if !matches!(claim.body, Body::Place(_) | Body::Size(_)) {
            return true;
        }
        let named = !claim.subjects.is_empty();
        claim.subjects.retain(|group| group.is_empty() || !group.iter().all(setting));
        !named || !claim.subjects.is_empty()
    });
}

/// Nothing of that name is in evidence, unless loosely: a barn is no farm.
fn absent(noun: usize, evidence: &Evidence<'_>) -> bool {
    names::candidates(noun, evidence).iter().all(|(_, fit)| *fit == Fit::Loose)
}

/// Reads relations to what names the whole picture, and nothing in it, as places.
pub fn place(reading: &mut Reading, evidence: &Evidence<'_>) {
    for claim in &mut reading.claims {
        let Body::Planar(planar) = claim.body else { continue };
        let column = match planar {
            Planar::LeftOf => 0,
            Planar::RightOf => 2,
            _ => continue,
        };
        let setting = |ix: &usize| match reading.phrases[*ix].means {
            Means::Thing(noun) => {
                let setting = evidence.words.noun(noun).setting || evidence.is_setting(noun);
                setting && absent(noun, evidence)
            }
            _ => false,
        };
        if !claim.objects.is_empty() && claim.objects.iter().all(setting) {
            claim.body = Body::Place(Cells::of(Some(column), None));
            claim.objects.clear();
        }
    }
}

/// "Looks at the camera", where none is in evidence: what takes the picture is not in it. Nothing is said of it, and nobody
/// has it in hand.
pub(super) fn takes_the_picture(ix: PhraseIx, noun: usize, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let known = phrase.determiner == Determiner::Definite
        && phrase.owner.is_none()
        && phrase.refers.is_none()
        && !phrase.is_many();
    let told = |claim: &Claim| {
        let about = claim.subjects.first().is_some_and(|group| group.contains(&ix));
        let gaze = context.words.sense("looking at");
        let seen = |senses: &[usize]| gaze.is_some_and(|gaze| senses.contains(&gaze));
        let done = matches!(&claim.body, Body::Verb(senses) if !context.words.is_rare(senses) && !seen(senses));
        about || done && claim.objects.contains(&ix)
    };
    known
        && context.words.takes_pictures(noun)
        && context.referents[ix].candidates.is_empty()
        && !context.reading.claims.iter().any(told)
}

/// "A table in a café", where hardly any evidence shows one: where the picture was taken, and no thing to be in.
pub(super) fn is_in_doubtful_one(claim: &Claim, context: &Context<'_>) -> bool {
    let doubtful = |ix: &PhraseIx| {
        let setting = matches!(context.reading.phrases[*ix].means,
            Means::Thing(noun) if context.words.noun(noun).setting);
        setting && !context.referents[*ix].chosen.iter().any(|at| context.evidence.asserted(*at))
    };
    claim.body == Body::Planar(Planar::Inside)
        && !claim.objects.is_empty()
        && claim.objects.iter().all(doubtful)
}

/// The picture's own name supports a word for the whole scene.
pub(super) fn scene_name(noun: usize, phrase: &Phrase, context: &Context<'_>) -> Option<Finding> {
    let (name, score) =
        context.evidence.scene_name.as_ref().filter(|_| context.evidence.is_setting(noun))?;
    let verdict =
        if *score >= context.evidence.rules.assert { Verdict::Supported } else { Verdict::Weak };
    let mut finding = context.finding(phrase, ClaimKind::Object, verdict);
    finding.score = *score;
    finding.rests_on = vec![FactRef::Scene];
    finding.why = format!("the whole picture is read as {name}");
    Some(finding)
}

/// "At the Royal Infirmary": with a capital, as the word before it, which begins no title, a building is named, which need
/// not be in the picture. What evidence has a name for ("Tower Bridge") is a landmark.
pub(super) fn is_named_place(noun: usize, phrase: &Phrase, context: &Context<'_>) -> bool {
    let tree = context.evidence.taxonomy;
    let built = context.words.noun(noun).node.zip(tree.lookup("building"));
    let built = built.is_some_and(|(node, building)| {
        tree.is_a(node, building) && !context.words.noun(noun).exact
    });
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let head = context.text.get(phrase.head.clone()).unwrap_or_default();
    let before = context.text.get(..phrase.head.start).unwrap_or_default();
    let mut back = before.split_whitespace().rev();
    let name = before.ends_with(' ') && back.next().is_some_and(capital);
    let within = back.next().is_some_and(|w| !capital(w) && w.ends_with(char::is_alphabetic));
    built && capital(head) && name && within
}

/// "A bus to Bristol", "the road from London": a name after what leads there.
pub(super) fn is_led_to(span: &Range<usize>, context: &Context<'_>) -> bool {
    let before = context.text.get(..span.start).unwrap_or_default().trim_end();
    let led = LEADING.iter().find_map(|word| before.strip_suffix(word)?.strip_suffix(' '));
    let lifeless = |p: &Phrase| match p.means {
        Means::Thing(noun) => !context.words.is_living(noun) && !context.words.may_be_person(noun),
        _ => false,
    };
    let mut phrases = context.reading.phrases.iter();
    led.is_some_and(|led| phrases.any(|p| p.head.end == led.len() && lifeless(p)))
}

/// "A bus at the station, Leicester, on Tuesday": a name between commas of which nothing is said.
pub(super) fn is_dateline(ix: PhraseIx, context: &Context<'_>) -> bool {
    let phrase = &context.reading.phrases[ix];
    let before = context.text.get(..phrase.head.start).unwrap_or_default().trim_end();
    // "A street in a city, probably Leicester"; but a guitar may be a Gibson.
    let somewhere = ix.checked_sub(1).is_some_and(|i| match context.reading.phrases[i].means {
        Means::Thing(noun) => context.words.noun(noun).setting,
        _ => false,
    });
    let hedged = before.rsplit_once(' ').filter(|(_, last)| {
        let word = read::tokens(last);
        somewhere && context.words.readings(&word).iter().any(|(_, m)| *m == Meaning::Hedge)
    });
    let before = hedged.map_or(before, |(rest, _)| rest);
    let after = context.text.get(phrase.head.end..).unwrap_or_default().trim_start();
    let placed = |c: &Claim| matches!(c.body, Body::Planar(_) | Body::Beyond);
    let told = |c: &Claim| !placed(c) && c.subjects.iter().any(|g| g.contains(&ix));
    phrase.refers.is_none()
        && before.ends_with(',')
        && (after.is_empty() || after.starts_with([',', '.']))
        && !context.reading.claims.iter().any(told)
}

/// "A street in Lisbon", "the final at Wimbledon", "in Naples, Italy", "in Iceland or Alaska": where the picture was taken.
pub(super) fn was_taken_in(ix: PhraseIx, context: &Context<'_>) -> bool {
    let there = |c: &Claim| {
        let at = context.text.get(c.span.clone()).is_some_and(|t| t.eq_ignore_ascii_case("at"));
        (at || c.body == Body::Planar(Planar::Inside)) && c.objects.contains(&ix)
    };
    let phrases = &context.reading.phrases;
    let wider = |before: usize| {
        let between = phrases[before].head.end..phrases[ix].head.start;
        let joint = |t: &str| matches!(t.trim(), "," | "or" | "and" | "/");
        context.text.get(between).is_some_and(joint)
            && matches!(phrases[before].means, Means::Name(_))
            && was_taken_in(before, context)
    };
    context.reading.claims.iter().any(there) || ix.checked_sub(1).is_some_and(wider)
}
