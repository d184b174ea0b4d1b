//! Everything that the words at a place in a text can mean.

use super::{Meaning, Vocabulary, numerals};
use crate::fusion::read::{Token, TokenKind};
use std::borrow::Cow;

impl Vocabulary {
    /// Everything that the words at the beginning of `tokens` can mean, each with how many tokens it takes. Tokens are
    /// read with one vocabulary alone, for what is found is kept with them.
    pub fn readings<'t>(&self, tokens: &'t [Token]) -> Cow<'t, [(usize, Meaning)]> {
        match tokens.first() {
            Some(first) if first.kind != TokenKind::Word => Cow::Borrowed(&[]),
            // "… has curled up. In the foreground …": no wording goes beyond its sentence.
            Some(first) if tokens.len() >= first.rest => {
                let known = first.means.get_or_init(|| self.look_up(first, &tokens[..first.rest]));
                Cow::Borrowed(known)
            }
            Some(first) => Cow::Owned(self.look_up(first, tokens)),
            None => Cow::Borrowed(&[]),
        }
    }

    fn look_up(&self, first: &Token, tokens: &[Token]) -> Vec<(usize, Meaning)> {
        let mut out = Vec::new();
        if first.word.starts_with(|c: char| c.is_ascii_digit())
            && let Ok(n) = first.word.replace(',', "").parse::<u32>()
        {
            out.push((1, Meaning::Quantity { min: n, max: n }));
        }
        out.extend(numerals::meaning(&first.word).map(|m| (1, m)));
        out.extend(self.phrases.at(tokens).map(owned));
        out.extend(self.look_at(tokens));
        if let Some((length, found)) = self.noun_at(tokens) {
            out.push((length, found.clone()));
            if let Meaning::Noun { noun, .. } = found
                && length == 1
                && (self.nouns[noun].also_verb || self.nouns[noun].also_adjective)
            {
                out.push((1, Meaning::Word));
            }
        }
        out.extend(self.place_at(tokens));
        if self.colour_modifiers.contains(&first.word)
            && let Some((length, colour)) = self.colour_at(&tokens[1..])
        {
            out.push((1 + length, colour));
        }
        // "A little to the left", but "a little dog".
        let degrees = self.degrees.iter().map(|d| (d.len(), tokens.iter().map(|t| &t.word).zip(d)));
        for (length, mut words) in degrees.filter(|(length, _)| *length < tokens.len()) {
            let rest = &tokens[length..];
            // ... and "just a little mischievous".
            let look = || {
                let ends = |t: &Token| t.kind != TokenKind::Word || t.word == "and";
                let found = self.phrases.at(&rest[..1]).map(|(_, m)| m);
                let looks = |m: &Meaning| matches!(m, Meaning::Beyond | Meaning::Emotion(_));
                rest.get(1).is_none_or(ends) && found.into_iter().any(looks)
            };
            let follows =
                || self.place_at(rest).is_some() || self.relation_at(rest).is_some() || look();
            if words.all(|(said, own)| said == own) && follows() {
                out.push((length, Meaning::Adverb));
            }
        }
        // "Situated on the left": a place, and no relation to the left; but "just on top of".
        let adverb = self.place_adverbs.contains(&first.word);
        if self.relation_modifiers.contains(&first.word)
            && let Some(relation) = tokens.get(1).and_then(|_| self.relation_at(&tokens[1..]))
            && self.place_at(&tokens[1..]).is_none_or(|(length, _)| adverb && length < relation.0)
            && self.relation_at(&tokens[relation.0..]).is_none_or(|(length, _)| length == 1)
        {
            out.push((1 + relation.0, relation.1));
        }
        out
    }

    fn relation_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let mut found = self.phrases.at(tokens);
        found.find(|(_, m)| matches!(m, Meaning::Relation(_))).map(owned)
    }

    /// The longest noun of up to four words.
    pub(super) fn noun_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let mut word = String::new();
        let mut best = None;
        let opens = |t: &Token| {
            let part = t.word.split_once('-').map_or("", |(part, _)| part);
            self.openers.contains(&t.word) || self.openers.contains(part)
        };
        let most = if tokens.first().is_some_and(opens) { 4 } else { 1 };
        for (at, token) in tokens.iter().take(most).enumerate() {
            if token.kind != TokenKind::Word || token.sentence != tokens[0].sentence {
                break;
            }
            // "Bird's nest": its "'s" is a token of its own.
            if at > 0 && token.word != "'s" {
                word.push(' ');
            }
            word.push_str(&token.word);
            let found = self.find_noun(&word).or_else(|| {
                word.contains('-').then(|| self.find_noun(&word.replace('-', " "))).flatten()
            });
            if let Some((noun, plural)) = found {
                best = Some((at + 1, Meaning::Noun { noun, plural }));
            }
        }
        best
    }
}

pub(super) fn owned((length, meaning): (usize, &Meaning)) -> (usize, Meaning) {
    (length, meaning.clone())
}
