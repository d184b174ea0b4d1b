//! Predicates left out because they were just said: "the other two do not", "the truck is", "so is the plant".

use super::cat::Cat;
use super::symbol::{Says, Symbol};
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, PhraseIx, Reference};
use crate::fusion::vocabulary::{Article, Meaning};

/// Forms that stand for a verb that was said.
const DO: [&str; 3] = ["do", "does", "did"];
/// "Not so much at all" has no more items.
const LONGEST: usize = 4;

impl Parser<'_> {
    /// What at item `at` says again, or denies, what was said last; the item after.
    pub(super) fn says_again(&self, at: usize, symbol: &mut Symbol) -> Option<usize> {
        let item = &self.items[at];
        let start = item.span.start;
        let mut again = |cat, end: usize, negated| {
            symbol.cats.push((cat, 0));
            symbol.says = Says::Again(start..self.items[end - 1].span.end, negated);
            Some(end)
        };
        // "So is the plant".
        let echo = item.meaning == Meaning::While
            && self.is_auxiliary(at + 1)
            && self.chunk(at + 2).is_some();
        if echo {
            return again(Cat::Again, at + 2, None);
        }
        let linked = self.is_auxiliary(at);
        let negated = self.here(at, at + usize::from(linked)) == Some(&Meaning::Not);
        if !linked && (!negated || !self.named_before(at)) {
            return None;
        }
        let mut end = at + usize::from(linked) + usize::from(negated);
        let skips = |m: &Meaning| match m {
            Meaning::Adverb => true,
            Meaning::While | Meaning::Word => !linked,
            _ => false,
        };
        while end < at + LONGEST && self.here(at, end).is_some_and(skips) {
            end += 1;
        }
        let ends = self.here(at, end).is_none_or(|m| {
            matches!(
                m,
                Meaning::Comma | Meaning::Stop | Meaning::And | Meaning::But | Meaning::While
            )
        });
        if ends { again(Cat::Elided, end, Some(negated)) } else { None }
    }

    /// "Nor is the lamp black", "nor is the lamp": the verb at item `at` stands before its subject.
    pub(super) fn is_turned(&self, at: usize, symbol: &mut Symbol) -> bool {
        let nor = at.checked_sub(1).map(|i| &self.items[i]).filter(|i| {
            i.meaning == Meaning::Determiner(Article::No) && i.sentence == self.items[at].sentence
        });
        let Some(nor) = nor.filter(|_| self.is_auxiliary(at) && self.chunk(at + 1).is_some())
        else {
            return false;
        };
        symbol.says = Says::Again(nor.span.start..self.items[at].span.end, Some(true));
        symbol.cats.push((Cat::Turned, 0));
        true
    }

    /// Says of a symbol's subject what was said last of somebody else.
    pub(super) fn say_again(&mut self, s: usize, parsed: &Parsed) {
        let symbol = &parsed.symbols[s];
        let Says::Again(span, negated) = &symbol.says else { return };
        let Some(who) = self.hosts(s, parsed).into_iter().next() else { return };
        let own = |ix: &usize| who.iter().any(|w| self.root(*w) == self.root(*ix));
        let said = self.reading.claims.iter().rev().find(|c| {
            c.sentence + 1 >= self.sentence
                && !c.restricts
                && !c.mused
                && c.span.end <= span.start
                && c.subjects.first().is_some_and(|s| !s.is_empty() && !s.iter().any(own))
        });
        let Some(said) = said.filter(|c| !matches!(c.body, Body::Beyond | Body::Text(_))) else {
            return;
        };
        // "The bus is not red, the truck is."
        if *negated == Some(false) && !said.negated {
            return;
        }
        let again = Claim {
            span: span.clone(),
            subjects: vec![who],
            negated: negated.unwrap_or(said.negated),
            hedged: symbol.hedged,
            sentence: self.sentence,
            ..said.clone()
        };
        self.reading.claims.push(again);
    }

    /// "She holds a cup, he a glass", "the red one is a tulip, the white one a rose": who does with the phrase, or is it,
    /// what was said last of somebody else.
    pub(super) fn fill_gap(&mut self, s: usize, ix: PhraseIx, parsed: &Parsed) {
        let who = parsed.of(&parsed.roles[s].gap);
        let Some(first) = who.first().copied() else { return };
        let start = self.reading.phrases[first].span.start;
        let here = |sentence: usize| sentence == self.sentence;
        let last = self.reading.claims.iter().rev().find(|c| {
            here(c.sentence) && c.span.end <= start && !c.restricts && c.body != Body::Beyond
        });
        let done = last.filter(|c| {
            let done = matches!(c.body, Body::Verb(_) | Body::Planar(_) | Body::InFront(_));
            done && !c.mused && !c.objects.is_empty()
        });
        let was = self.reading.phrases.iter().rev().find(|p| {
            let named = matches!(p.refers, Some(Reference::Same(e))
                if self.reading.phrases[e].means != p.means);
            named && here(p.sentence) && p.span.end <= start
        });
        let after = |c: &&Claim| was.is_none_or(|p| p.span.end < c.span.start);
        match done.filter(after).cloned() {
            Some(done) => {
                let (subjects, objects) = (vec![who], vec![ix]);
                let sentence = self.sentence;
                self.reading.claims.push(Claim { subjects, objects, sentence, ..done });
            }
            None if last.is_none() && was.is_some() => self.identify(ix, first, false),
            None => {}
        }
    }

    /// "Is", "does", and nothing more.
    pub(super) fn is_auxiliary(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| {
            let word = &self.tokens[item.tokens.start].word;
            item.tokens.len() == 1 && (item.meaning == Meaning::Link || DO.contains(&word.as_str()))
        })
    }

    /// A noun phrase may end right before the item.
    fn named_before(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|i| self.here(at, i)).is_some_and(|m| {
            matches!(
                m,
                Meaning::Noun { .. }
                    | Meaning::Pronoun(_)
                    | Meaning::Quantity { .. }
                    | Meaning::Other
                    | Meaning::Another
                    | Meaning::Ones
                    | Meaning::Pick { .. }
                    | Meaning::Place(_)
            )
        })
    }

    /// What item `i` means, within the sentence of item `at`.
    fn here(&self, at: usize, i: usize) -> Option<&Meaning> {
        let item = self.items.get(i).filter(|i| i.sentence == self.items[at].sentence);
        item.map(|i| &i.meaning)
    }
}
