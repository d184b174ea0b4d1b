//! What the words on either side of a word decide, whatever kinds of word the place asks for.

use super::choose::{Place, Reading, names_next};
use super::homographs;
use super::owning::{has_noun, owns, points, possesses, the_same};
use super::proper;
use super::token::{Token, TokenKind};
use super::verbs::is_stuff_or_adverb;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};

/// What the words on either side decide, whatever the kinds of word.
pub(super) fn by_neighbours(readings: &[Reading], place: Place<'_>) -> Option<(usize, Meaning)> {
    let Place { tokens, at, before, words } = place;
    if let Some(length) = the_same(place) {
        return Some((length, Meaning::Pronoun(Pronoun::It)));
    }
    // "Nobody but the cook": an exception.
    if let Some((length, _)) = readings.iter().find(|(_, m)| *m == Meaning::But)
        && before.last().is_some_and(|i| matches!(i.meaning, Meaning::Nobody | Meaning::Nothing))
    {
        return Some((*length, Meaning::Except));
    }
    if let Some(found) = homographs::so_many_or_more(readings, place) {
        return Some(found);
    }
    if homographs::is_some_of_them(place) {
        return Some((1, Meaning::Quantity { min: 1, max: u32::MAX }));
    }
    if tokens[at].word == "that" && points(place) {
        return Some((1, Meaning::Determiner(Article::Definite)));
    }
    if tokens[at].word == "'s" && possesses(place) {
        return Some((1, Meaning::Possessive));
    }
    // "Far from glum", "is far from green": not at all so, and no place.
    let linked = before.last().is_some_and(|i| i.meaning == Meaning::Link);
    let feeling = |at: usize| {
        let next = words.readings(tokens.get(at..).unwrap_or_default());
        let named = || has_noun(&words.readings(tokens.get(at + 1..).unwrap_or_default()));
        let look = |m: &Meaning| match m {
            Meaning::Emotion(_) => !has_noun(&next),
            Meaning::Colour(_) => linked && !named(),
            _ => false,
        };
        next.iter().any(|(_, m)| look(m))
    };
    if let Some(denied) = readings.iter().find(|(l, m)| *m == Meaning::Not && feeling(at + l)) {
        return Some(denied.clone());
    }
    // "Next to her another person": before no noun, "her" is she herself.
    if tokens[at].word == "her" && !owns(place) {
        return Some((1, Meaning::Pronoun(Pronoun::HeOrShe)));
    }
    // "Dominated by": not beside it.
    if tokens[at].word == "by"
        && before.last().is_some_and(|i| {
            let word = &tokens[i.tokens.end - 1].word;
            matches!(i.meaning, Meaning::Word | Meaning::Beyond) && word.ends_with("ed")
        })
    {
        return Some((1, Meaning::Word));
    }
    // "Tram no. 28", with its full stop, and "the No 28": a number, and nothing is denied.
    let gap = tokens.get(at + 1).map_or(0, |t| t.span.start - tokens[at].span.end);
    let numbers =
        |t: &Token| t.kind == TokenKind::Quote || t.word.starts_with(|c: char| c.is_ascii_digit());
    if tokens[at].word == "no"
        && tokens.get(at + 1).is_some_and(numbers)
        && (gap > 1 || proper::is_lone_capital(tokens, at))
    {
        return Some((1, Meaning::Word));
    }
    if let Some(found) = proper::numbered(readings, tokens, at, before, words) {
        return Some(found);
    }
    // "A man … and wears the 21": no plural either.
    let joined =
        before.last().is_some_and(|i| matches!(i.meaning, Meaning::And | Meaning::Noun { .. }))
            || is_stuff_or_adverb(place);
    let verbal = readings.iter().find(|(l, m)| *l == 1 && m.is_verbal());
    let plural =
        readings.iter().any(|(l, m)| *l == 1 && matches!(m, Meaning::Noun { plural: true, .. }));
    // "Is smiling and drinks juice": what is joined is a predicate.
    let told = before.len() > 1
        && before.last().is_some_and(|i| i.meaning == Meaning::And)
        && matches!(
            before[before.len() - 2].meaning,
            Meaning::Emotion(_) | Meaning::Posture | Meaning::Place(_) | Meaning::Depth(_)
        );
    let number =
        tokens.get(at + 1).is_some_and(|t| t.word == "number" || t.kind == TokenKind::Quote);
    if let Some(verb) =
        verbal.filter(|_| joined && plural && (number || told || names_next(tokens, at + 1, words)))
    {
        return Some(verb.clone());
    }
    // "A bridge spans the water": no noun between a noun and an article.
    let after_one = before.last().is_some_and(|i| {
        matches!(i.meaning, Meaning::Noun { plural: false, .. } | Meaning::Picture)
    });
    let only_plural =
        readings.iter().all(|(l, m)| *l == 1 && matches!(m, Meaning::Noun { plural: true, .. }));
    // "On the larger one perches a bird": no plural after one.
    let one =
        before.last().is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 1, max: 1 }));
    // ... and "one beams".
    let feels = readings.iter().find(|(l, m)| *l == 1 && matches!(m, Meaning::Emotion(_)));
    if let Some(verb) = verbal.or(feels).filter(|_| one && plural) {
        return Some(verb.clone());
    }
    // "Both grip poles": no single thing after a number.
    let several =
        before.last().is_some_and(|i| matches!(i.meaning, Meaning::Quantity { min: 2.., .. }));
    let single = readings.iter().any(|(l, m)| {
        *l == 1
            && match m {
                Meaning::Noun { noun, plural } => !plural && words.noun(*noun).plural.is_none(),
                _ => false,
            }
    });
    let next_is_noun = || has_noun(&words.readings(&tokens[at + 1..]));
    // "Three empty benches".
    let look = readings.iter().any(|(l, m)| *l == 1 && *m == Meaning::Beyond);
    if let Some(verb) = readings.iter().find(|(l, m)| *l == 1 && matches!(m, Meaning::Verb { .. }))
        && several
        && single
        && !look
        && (names_next(tokens, at + 1, words)
            || tokens.get(at + 1).is_some_and(|t| t.word.ends_with('s')) && next_is_noun())
    {
        return Some(verb.clone());
    }
    if homographs::turns(place)
        && let Some(verb) = verbal
    {
        return Some(verb.clone());
    }
    if only_plural && !readings.is_empty() && homographs::is_done(place) {
        return Some((1, Meaning::Action));
    }
    if after_one && only_plural && !readings.is_empty() && names_next(tokens, at + 1, words) {
        return Some((1, Meaning::Word));
    }
    None
}
