//! The plain sentences of findings, and the mends that several kinds share.

use super::context::Context;
use super::finding::{Mend, Verdict};
use super::seen::Evidence;
use super::truth::{Answer, Truth};
use crate::fusion::compose::{number_word, words::Lexicon};
use crate::fusion::read::claim::{Band, Body, Claim, Means, Phrase, Planar, Quantity, SizeClass};
use crate::fusion::vocabulary::Vocabulary;

/// "a bus", "an apple", "some broccoli".
pub fn a(label: &str) -> String {
    let lexicon = Lexicon::embedded();
    let noun = lexicon.singular(label);
    format!("{} {noun}", lexicon.article(&noun, label))
}

/// Why a thing is unsupported: "any" suits a bus, water and people.
pub fn nowhere(word: &str) -> String {
    format!("no evidence shows any {word}")
}

/// Why a thing is supported.
pub fn present(of: &[usize], verdict: Verdict, evidence: &Evidence<'_>) -> String {
    let Some(first) = of.first().and_then(|at| evidence.seen.get(*at)) else {
        return String::new();
    };
    let sure = (first.confidence * 100.0).round();
    match verdict {
        Verdict::Weak => format!("only doubtful evidence shows {} ({sure} %)", a(&first.label)),
        _ if of.len() > 1 => {
            let lexicon = Lexicon::embedded();
            format!("{} {} are in evidence", number_word(of.len()), lexicon.plural(&first.label))
        }
        _ => format!("{} is in evidence ({sure} %)", a(&first.label)),
    }
}

/// "three persons are in evidence; the caption says two".
pub fn number(there: usize, noun: usize, said: &str, context: &Context<'_>) -> String {
    let lexicon = Lexicon::embedded();
    let word = context.words.one_of(noun);
    match there {
        0 => format!("no {word} is in evidence there; the caption says {said}"),
        1 => format!("one {word} is in evidence; the caption says {said}"),
        n => {
            let plural = lexicon.plural(word);
            format!("{} {plural} are in evidence; the caption says {said}", number_word(n))
        }
    }
}

/// A quantity as it is said back.
pub fn quantity(quantity: &Quantity) -> String {
    match (quantity.min, quantity.max) {
        (0, 0) => "none".into(),
        (min, max) if min == max => number_word(min as usize),
        (min, u32::MAX) => format!("{} or more", number_word(min as usize)),
        (min, max) => format!("{} to {}", number_word(min as usize), number_word(max as usize)),
    }
}

/// Takes the whole phrase out.
pub fn take_out(phrase: &Phrase) -> Mend {
    Mend::Replace { span: phrase.span.clone(), with: String::new() }
}

/// Why a claim got its verdict, in one sentence.
pub fn of_claim(claim: &Claim, truth: &Truth, verdict: Verdict, context: &Context<'_>) -> String {
    let said = match claim.body {
        // A place's own words say it best.
        Body::Place(_) => context.text.get(claim.span.clone()).unwrap_or("there").to_lowercase(),
        // So do a verb's: it may be one of several of a sense.
        Body::Verb(_) | Body::VerbOf(_) => {
            format!("\"{}\"", context.text.get(claim.span.clone()).unwrap_or("does").to_lowercase())
        }
        _ => said(&claim.body, context.words),
    };
    let subject = subject(claim, context);
    let not = if claim.negated { "not " } else { "" };
    match (verdict, &truth.instead) {
        (Verdict::Contradicted, Some(instead))
            if truth.answer == Answer::Fails && !claim.negated =>
        {
            format!("evidence says {instead}; the caption says {said} of {subject}")
        }
        (Verdict::Contradicted, _) => {
            format!("evidence says otherwise than {not}{said} of {subject}")
        }
        (Verdict::Supported | Verdict::Weak, _) => {
            format!(
                "evidence says {not}{said} of {subject}, at {} %",
                (truth.score * 100.0).round()
            )
        }
        (Verdict::Unchecked, _) => "beyond what evidence can tell".into(),
        (Verdict::Unsupported | Verdict::Missing, _) => {
            format!("no evidence says {not}{said} of {subject}")
        }
    }
}

fn subject(claim: &Claim, context: &Context<'_>) -> String {
    let phrase = claim.subjects.first().and_then(|g| g.first());
    match phrase.map(|ix| &context.reading.phrases[*ix].means) {
        Some(Means::Thing(noun)) => format!("the {}", context.words.noun(*noun).word),
        _ => "the picture".into(),
    }
}

/// The claim in the words of the project.
pub fn said(body: &Body, words: &Vocabulary) -> String {
    match body {
        Body::Colour(c) => c.first().cloned().unwrap_or_default(),
        Body::Size(SizeClass::Tiny) => "tiny".into(),
        Body::Size(SizeClass::Small) => "small".into(),
        Body::Size(SizeClass::Medium) => "medium-sized".into(),
        Body::Size(SizeClass::Large) => "large".into(),
        Body::Emotion(e) => e.clone(),
        Body::Extreme(true) => "the largest".into(),
        Body::Extreme(false) => "the smallest".into(),
        Body::Foremost(true) => "the nearest".into(),
        Body::Foremost(false) => "the farthest".into(),
        Body::Nth { n, from_left } => {
            format!("number {n} from the {}", if *from_left { "left" } else { "right" })
        }
        Body::Larger(true) => "larger".into(),
        Body::Larger(false) => "smaller".into(),
        Body::Named(name) => name.clone(),
        Body::Place(_) => "this place".into(),
        Body::Depth(Band::Near) => "near".into(),
        Body::Depth(Band::Mid) => "in the middle distance".into(),
        Body::Depth(Band::Far) => "far away".into(),
        Body::Planar(p) => planar(*p).into(),
        Body::Part(_) => "in that part".into(),
        Body::Row(p) => format!("each {} of the next", planar(*p)),
        Body::InFront(true) => "in front".into(),
        Body::InFront(false) => "behind".into(),
        Body::Verb(v) => words.sense_name(v).to_owned(),
        Body::VerbOf(v) => format!("the object of {}", words.sense_name(v)),
        Body::Text(t) => format!("\"{t}\""),
        Body::Has | Body::Beyond => "this".into(),
    }
}

fn planar(p: Planar) -> &'static str {
    match p {
        Planar::LeftOf => "to the left",
        Planar::RightOf => "to the right",
        Planar::Above => "above",
        Planar::Below => "below",
        Planar::Near => "near",
        Planar::Inside => "inside",
        Planar::Contains => "around",
        Planar::On => "on",
        Planar::Under => "under",
        Planar::Between => "between",
        Planar::Flanking => "on either side",
        Planar::Overlapping => "against",
    }
}
