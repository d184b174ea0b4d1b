//! "The apple in the woman's hand", "in the hands of the rower": what somebody does with a thing, told by a part of the
//! body.

use super::Parser;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Planar};
use crate::fusion::read::phrase::{Chunk, Kind};
use crate::fusion::read::token::{Token, tokens};
use crate::fusion::vocabulary::{Article, Form, Meaning, RelationBody};

impl Parser<'_> {
    /// "(A cup in one hand and a phone) in the other": as was said of the one hand.
    pub(super) fn in_other_hand(&self, at: usize) -> Option<Meaning> {
        let sentence = self.items[at].sentence;
        let other = self.items.get(at + 1..at + 3)?;
        let other = matches!(other[0].meaning, Meaning::Determiner(Article::Definite))
            && other[1].meaning == Meaning::Other
            && other[1].sentence == sentence;
        let ends = self.items.get(at + 3).is_none_or(|i| {
            i.sentence != sentence || !matches!(i.meaning, Meaning::Noun { .. } | Meaning::Picture)
        });
        let before = self.items[..at].iter().rev().take_while(|i| i.sentence == sentence);
        let tail = before.into_iter().find(|i| matches!(i.meaning, Meaning::Tail { .. }))?;
        (other && ends).then(|| tail.meaning.clone())
    }

    /// The relation of a thing to somebody's part, as what that person does, where the same words with "her" say so.
    pub(super) fn in_hand(&self, claim: &Claim, part: PhraseIx) -> Option<Claim> {
        let Body::Planar(_) = claim.body else { return None };
        let phrase = &self.reading.phrases[part];
        let owner = phrase.owner.filter(|owner| self.may_act(*owner))?;
        let things = claim.subjects.first().filter(|things| !things.is_empty())?;
        if !self.is_part(part) || things.iter().any(|ix| self.may_act(*ix)) {
            return None;
        }
        let preposition = self.text.get(claim.span.clone())?;
        let head = self.text.get(phrase.head.clone())?;
        let told = tokens(&format!("{preposition} her {head}"));
        let body = self.words.readings(&told).iter().find_map(|(length, m)| match m {
            Meaning::Tail { senses } if *length == told.len() => Some(Body::Verb(senses.clone())),
            Meaning::Verb { senses, form: Form::Passive, .. } if *length == told.len() => {
                Some(Body::Verb(senses.clone()))
            }
            _ => None,
        })?;
        let span = claim.span.start..phrase.span.end.max(claim.span.end);
        if self.lies_near(&told[..1], things) {
            let body = Body::Planar(Planar::Near);
            let (subjects, objects) = (vec![things.clone()], vec![owner]);
            return Some(Claim { span, subjects, body, objects, guessed: true, ..claim.clone() });
        }
        Some(Claim {
            span,
            subjects: vec![vec![owner]],
            body,
            objects: things.clone(),
            // It tells which thing is meant, and not whose hand it is.
            restricts: false,
            ..claim.clone()
        })
    }

    /// "A dog at her feet": nobody does anything with it, as with a ball; it is there.
    pub(super) fn lies_near(&self, preposition: &[Token], things: &[PhraseIx]) -> bool {
        let near = self.words.readings(preposition).iter().any(|(_, m)| match m {
            Meaning::Relation(relation) => relation.body == RelationBody::Planar(Planar::Near),
            _ => false,
        });
        near && things.iter().any(|ix| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.is_living(noun),
            _ => false,
        })
    }

    /// "In the hands of the rower": whose they are is told after what they hold.
    pub(super) fn in_hands_of(&mut self, part: PhraseIx) {
        let last = self.reading.claims.iter().rposition(|c| c.objects == [part]);
        if let Some(claim) = last
            && let Some(held) = self.in_hand(&self.reading.claims[claim], part)
        {
            self.reading.claims[claim] = held;
        }
    }

    /// "Holds the handle of a suitcase": holds the suitcase. From that claim on.
    pub(super) fn done_with_wholes(&mut self, first: usize) {
        for at in first..self.reading.claims.len() {
            let claim = &self.reading.claims[at];
            let whole = |ix: &PhraseIx| {
                let owner = self.reading.phrases[*ix].owner.filter(|_| self.is_part(*ix))?;
                let own =
                    claim.subjects.iter().flatten().any(|s| self.root(*s) == self.root(owner));
                (!own && !self.may_act(owner)).then_some(owner)
            };
            let done = matches!(claim.body, Body::Verb(_)) && !claim.negated;
            if let Some(whole) = claim.objects.first().and_then(whole).filter(|_| done) {
                let claim = &mut self.reading.claims[at];
                (claim.objects, claim.guessed) = (vec![whole], true);
            }
        }
    }

    /// A part of a body or a thing.
    pub(in crate::fusion::read) fn is_part(&self, ix: PhraseIx) -> bool {
        matches!(self.reading.phrases[ix].means, Means::Thing(noun) if self.words.is_part(noun))
    }

    /// How the part at item `at` is held stands right behind it.
    pub(super) fn is_posed(&self, at: usize, next: usize) -> bool {
        self.items.get(next).is_some_and(|i| {
            i.sentence == self.items[at].sentence
                && matches!(
                    i.meaning,
                    Meaning::Beyond | Meaning::Word | Meaning::Posture | Meaning::Action
                )
        })
    }

    /// The phrase names a part of a body or a thing.
    pub(super) fn names_part(&self, chunk: &Chunk) -> bool {
        matches!(chunk.kind, Kind::Thing { noun, .. } if self.words.is_part(noun))
    }
}
