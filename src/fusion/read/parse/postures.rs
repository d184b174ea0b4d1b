//! Postures with a preposition: where a thing is, and where a person does something.

use super::symbol::Symbol;
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, PhraseIx, Planar};
use crate::fusion::read::token::tokens;
use crate::fusion::vocabulary::{Form, Meaning, RelationBody, RelationWord};
use std::ops::Range;

impl Parser<'_> {
    /// "Is curled up on", "sits behind": of an animal or a thing a place, where of a person it is something done.
    pub(super) fn posture_relation(
        &self,
        at: usize,
        senses: &[usize],
        form: Form,
    ) -> Option<RelationWord> {
        let tokens = self.tokens.get(self.items[at].tokens.clone())?;
        let posture = |(length, m): &(usize, Meaning)| *length == 1 && *m == Meaning::Posture;
        let rests = self.words.is_posture(senses) || self.words.may_be_posture(senses);
        let gazes = self.words.is_rare(senses);
        if !rests && (gazes || !self.words.readings(tokens.get(..1)?).iter().any(posture)) {
            return None;
        }
        (1..tokens.len()).find_map(|from| {
            let readings = self.words.readings(&tokens[from..]);
            readings.iter().find_map(|(length, meaning)| match meaning {
                Meaning::Relation(r) if from + length == tokens.len() && !r.swapped => {
                    // "Speaks into", "made by": more than where.
                    let more =
                        matches!(r.body, RelationBody::Planar(Planar::Near | Planar::Inside));
                    let more = more && !rests && *length == 1;
                    let there = matches!(r.body, RelationBody::Planar(Planar::On | Planar::Inside));
                    (!more && (there || form != Form::Passive)).then_some(*r)
                }
                _ => None,
            })
        })
    }

    /// How somebody sits or stands, and where that is told apart: "on the bench sits a man", "sits hunched on a bench".
    pub(super) fn posture(&mut self, s: usize, parsed: &Parsed) {
        let mut hosts = self.hosts(s, parsed);
        self.rather_who_wears(&mut hosts);
        let claim = self.claim(s, Body::Beyond, hosts, parsed);
        let acts = claim.subjects.first().is_some_and(|g| g.iter().all(|ix| self.may_act(*ix)));
        let done = (0..parsed.symbols.len()).filter(|_| acts).find_map(|at| {
            let (symbol, role) = (&parsed.symbols[at], &parsed.roles[at]);
            let Meaning::Relation(relation) = &self.items[symbol.item].meaning else { return None };
            let rests = matches!(relation.body, RelationBody::Planar(Planar::On | Planar::Inside));
            let told =
                rests && !relation.swapped && role.hosts.first() == parsed.roles[s].hosts.first();
            let objects = Some(parsed.of(&role.objects)).filter(|o| told && !o.is_empty())?;
            // "Sits" and "on", wherever they stand.
            let said = |span: Range<usize>| self.text.get(span);
            let posture = said(claim.span.clone())?.rsplit(' ').next()?;
            let words =
                tokens(&format!("{posture} {}", said(self.items[symbol.item].span.clone())?));
            let readings = self.words.readings(&words);
            readings.iter().find_map(|(length, meaning)| match meaning {
                Meaning::Verb { senses, .. } if *length == words.len() => {
                    let body = Body::Verb(senses.clone());
                    Some(Claim { objects: objects.clone(), body, guessed: true, ..claim.clone() })
                }
                _ => None,
            })
        });
        self.reading.claims.push(done.unwrap_or(claim));
    }

    /// A wording for what is done stands behind the object of verb `s`.
    pub(super) fn is_told_after(&self, s: usize, parsed: &Parsed) -> bool {
        let objects = &parsed.roles[s].objects;
        let mut rest = parsed.symbols.iter().zip(&parsed.roles).skip(s + 1);
        rest.any(|(symbol, role)| {
            matches!(self.items[symbol.item].meaning, Meaning::Tail { .. })
                && role.hosts.first() == Some(objects)
        })
    }

    /// "Two women in coats, sitting on a bench": where it stands behind a posture, it is said of who poses so.
    pub(super) fn rather_who_poses(
        &self,
        s: usize,
        parsed: &Parsed,
        hosts: &mut Vec<Vec<PhraseIx>>,
    ) {
        let before = parsed.symbols[s].item.checked_sub(1).map(|i| &self.items[i].meaning);
        if before == Some(&Meaning::Posture) {
            self.rather_who_wears(hosts);
        }
    }

    /// "Hanging from": more than where.
    pub(super) fn is_hanging(&self, s: usize, parsed: &Parsed) -> bool {
        let item = &self.items[parsed.symbols[s].item];
        self.tokens[item.tokens.clone()].first().is_some_and(|t| t.word.ends_with("ing"))
    }

    /// "Feeds a carrot to a horse": who is fed is told by "to".
    pub(super) fn fed(&self, s: usize, claim: &mut Claim, parsed: &Parsed) {
        let rest = parsed.symbols.iter().zip(&parsed.roles).skip(s + 1);
        let verbal = |symbol: &Symbol| self.items[symbol.item].meaning.begins_predicate();
        let mut rest = rest.take_while(|(symbol, _)| !verbal(symbol));
        let to = rest.find(|(symbol, _)| self.items[symbol.item].meaning == Meaning::To);
        let fed = to.map(|(_, role)| parsed.of(&role.objects)).unwrap_or_default();
        if !fed.is_empty() && !claim.objects.is_empty() {
            claim.objects = fed;
        }
    }
}
