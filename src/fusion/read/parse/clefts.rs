//! "It isn't the child who frowns, it's the man": what is said of one is denied of another.

use super::Parser;
use crate::fusion::read::claim::{Body, Claim, PhraseIx};
use crate::fusion::vocabulary::{Meaning, Pronoun};

impl Parser<'_> {
    /// "It isn't (the child who frowns)": the child is there, whoever frowns.
    pub(super) fn is_cleft(&self, at: usize) -> bool {
        let [before @ .., not] = &self.items[..at] else { return false };
        let opened = match before {
            [.., it, link] if link.meaning == Meaning::Link => {
                it.meaning == Meaning::Pronoun(Pronoun::It)
            }
            [.., there] => there.meaning == Meaning::There,
            [] => false,
        };
        let here = |i: usize| self.items.get(i).filter(|i| i.sentence == not.sentence);
        let ends = |i: &usize| {
            here(*i)
                .is_none_or(|i| matches!(i.meaning, Meaning::Comma | Meaning::Stop | Meaning::But))
        };
        let clause = (at..self.items.len()).take_while(|i| !ends(i));
        not.meaning == Meaning::Not
            && opened
            && clause.into_iter().any(|i| self.items[i].meaning == Meaning::Relative)
    }

    /// Denies of the one what is said after "who", and says it of whom the sentence names instead.
    pub(super) fn deny_clefts(&mut self, from: usize, to: usize) {
        let Some(at) = (from + 1..to).find(|at| self.is_cleft(*at)) else { return };
        let place = |wanted: fn(&Meaning) -> bool, from: usize| {
            (from..to).find(|i| wanted(&self.items[*i].meaning))
        };
        let Some(who) = place(|m| *m == Meaning::Relative, at) else { return };
        let end = place(|m| matches!(m, Meaning::Comma | Meaning::Stop | Meaning::But), who);
        let start = self.items[at].span.start;
        let Some(one) = self.phrase_from(start) else { return };
        let clause = self.items[who].span.end..end.map_or(usize::MAX, |i| self.items[i].span.start);
        let named = start..self.items[who].span.start;
        let next = end.map(|i| i + 1).filter(|i| *i < to).map(|i| self.items[i].span.start);
        let other = next.and_then(|start| self.named_from(self.phrase_from(start)?));
        let mut said: Vec<Claim> = Vec::new();
        for claim in &mut self.reading.claims {
            let phrases = &self.reading.phrases;
            let of_it = claim.subjects.first().is_some_and(|group| {
                !group.is_empty() && group.iter().all(|ix| named.contains(&phrases[*ix].span.start))
            });
            if !of_it || claim.sentence != self.sentence || !clause.contains(&claim.span.start) {
                continue;
            }
            (claim.subjects, claim.restricts) = (vec![vec![one]], false);
            match (other, &claim.body) {
                // Who does it instead is named.
                (Some(other), Body::Verb(_) | Body::VerbOf(_)) => {
                    claim.subjects = vec![vec![other]];
                }
                _ => {
                    said.push(claim.clone());
                    claim.negated ^= true;
                }
            }
        }
        let (Some(start), Some(other)) = (next, other) else { return };
        let words = self.text.get(start..self.reading.phrases[other].head.start);
        let span = start..start + words.map_or(0, |words| words.trim_end().len());
        for claim in said.into_iter().filter(|_| !span.is_empty()) {
            let subjects = vec![vec![other]];
            self.reading.claims.push(Claim { span: span.clone(), subjects, ..claim });
        }
    }

    /// The first phrase of the sentence at or after a place in the text.
    fn phrase_from(&self, start: usize) -> Option<PhraseIx> {
        let mut all = self.reading.phrases.iter();
        all.position(|p| p.sentence == self.sentence && p.span.start >= start)
    }

    /// That phrase, or after "it" the next one.
    fn named_from(&self, ix: PhraseIx) -> Option<PhraseIx> {
        let ix = if self.is_pronoun(ix) { ix + 1 } else { ix };
        let phrase = self.reading.phrases.get(ix)?;
        (phrase.sentence == self.sentence && !phrase.negated).then_some(ix)
    }
}
