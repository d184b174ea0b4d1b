//! What shows on a face: "joy is written on his face", "tears run down her cheeks", said of whose face it is.

use super::claim::{Body, Claim, Means, Phrase, PhraseIx, Reading, Reference};
use super::token::{Token, TokenKind};
use crate::fusion::vocabulary::{Article, Meaning, Vocabulary};
use std::ops::Range;

/// What a face shows, whoever's it is.
const EXPRESSIONS: [&str; 3] = ["expression", "expressions", "countenance"];

/// Says of everybody what shows on their face.
pub(super) fn attach(tokens: &[Token], words: &Vocabulary, reading: &mut Reading) {
    for ix in 0..reading.phrases.len() {
        let Some(owner) = face_of(&reading.phrases[ix], reading, words) else { continue };
        let before = before_it(ix, owner, tokens, reading, words);
        let Some((span, feeling)) = shown(before, tokens, words) else { continue };
        let told = |c: &Claim| {
            matches!(c.body, Body::Emotion(_)) && c.span.start < span.end && span.start < c.span.end
        };
        let unknown = |ix: &PhraseIx| reading.phrases[*ix].means == Means::Unknown;
        match reading.claims.iter().position(told) {
            // "A scowl darkens her face": of no scowl, but of her.
            Some(at) if reading.claims[at].subjects.iter().flatten().all(unknown) => {
                let claim = &mut reading.claims[at];
                (claim.subjects, claim.restricts) = (vec![vec![owner]], false);
            }
            Some(_) => {}
            None => {
                let sentence = reading.phrases[ix].sentence;
                let body = Body::Emotion(feeling);
                let claim = Claim::has(span, vec![vec![owner]], ix, sentence);
                let objects = Vec::new();
                reading.claims.push(Claim { body, objects, restricts: false, ..claim });
            }
        }
    }
}

/// "The boy is on the left; the expression is angry": of nobody in particular, it is said of the one person that the
/// sentence told of, or the one before.
pub(super) fn attach_expressions(text: &str, words: &Vocabulary, reading: &mut Reading) {
    let Reading { phrases, claims, .. } = reading;
    let names = |span: &Range<usize>| {
        let said = text.get(span.clone()).unwrap_or_default().to_lowercase();
        said.split(' ').any(|word| EXPRESSIONS.contains(&word))
    };
    let person = |p: &Phrase| match p.means {
        Means::Thing(noun) => words.may_be_person(noun) && !p.negated,
        _ => false,
    };
    for claim in claims.iter_mut().filter(|c| matches!(c.body, Body::Emotion(_))) {
        let of = claim.subjects.first().map_or(&[][..], Vec::as_slice);
        let open =
            |ix: &PhraseIx| phrases[*ix].means == Means::Unknown && phrases[*ix].owner.is_none();
        let expression = names(&claim.span) || of.iter().any(|ix| names(&phrases[*ix].head));
        if !expression || !of.iter().all(open) {
            continue;
        }
        let told = (0..2).find_map(|back| {
            let sentence = claim.sentence.checked_sub(back)?;
            let mut there = (0..phrases.len()).filter(|ix| {
                let p = &phrases[*ix];
                p.sentence == sentence && p.head.end <= claim.span.start && person(p)
            });
            let first = there.next()?;
            // "May be a teacher": the same one.
            let single = !phrases[first].is_many() && there.all(|ix| is_of(ix, first, phrases));
            Some(single.then_some(first))
        });
        if let Some(who) = told.flatten() {
            (claim.subjects, claim.restricts) = (vec![vec![who]], false);
        }
    }
}

/// The phrase takes up the earlier one.
fn is_of(ix: PhraseIx, earlier: PhraseIx, phrases: &[Phrase]) -> bool {
    phrases[ix].refers == Some(Reference::Same(earlier))
}

/// Whose face, or part of a face, the phrase names.
fn face_of(phrase: &Phrase, reading: &Reading, words: &Vocabulary) -> Option<PhraseIx> {
    let Means::Thing(noun) = phrase.means else { return None };
    let owner = phrase.owner?;
    let person = match reading.phrases[owner].means {
        Means::Thing(of) => words.may_be_person(of),
        _ => false,
    };
    (words.shows_feelings(noun) && person && !phrase.negated).then_some(owner)
}

/// The tokens of its clause before the phrase and its owner, as far as nobody else is spoken of.
fn before_it(
    ix: PhraseIx,
    owner: PhraseIx,
    tokens: &[Token],
    reading: &Reading,
    words: &Vocabulary,
) -> Range<usize> {
    let phrase = &reading.phrases[ix];
    let whose = &reading.phrases[owner].span;
    let start = if whose.end >= phrase.span.start && whose.start < phrase.span.start {
        whose.start
    } else {
        phrase.span.start
    };
    let end = tokens.iter().position(|t| t.span.start >= start).unwrap_or(tokens.len());
    let person = |t: &Token| {
        reading.phrases.iter().any(|p| {
            p.span.contains(&t.span.start)
                && match p.means {
                    Means::Thing(noun) => words.may_be_person(noun),
                    _ => false,
                }
        })
    };
    let clause = tokens[..end].iter().rev();
    let clause = clause
        .take_while(|t| t.sentence == phrase.sentence && t.kind == TokenKind::Word && !person(t));
    end - clause.count()..end
}

/// The last feeling named there, unless something there is denied.
fn shown(
    within: Range<usize>,
    tokens: &[Token],
    words: &Vocabulary,
) -> Option<(Range<usize>, String)> {
    let denies = |at: usize| {
        let readings = words.readings(&tokens[at..within.end]);
        readings.iter().any(|(_, m)| {
            matches!(
                m,
                Meaning::Not
                    | Meaning::Absent
                    | Meaning::Determiner(Article::No)
                    | Meaning::Quantity { max: 0, .. }
            )
        })
    };
    if within.clone().any(denies) {
        return None;
    }
    within.clone().rev().find_map(|at| {
        let (length, feeling) = words.feeling_noun(&tokens[at..], tokens[at].sentence)?;
        let last = tokens.get(at + length - 1).filter(|_| at + length <= within.end)?;
        Some((tokens[at].span.start..last.span.end, feeling))
    })
}
