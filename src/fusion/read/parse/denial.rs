//! What is said not to be there, and what is only said of nobody.

use super::cat::Cat;
use super::symbol::Symbol;
use super::{Parsed, Parser};
use crate::fusion::read::Item;
use crate::fusion::read::claim::{Body, PhraseIx, Quantity, Reference};
use crate::fusion::vocabulary::{Article, List, Meaning};

impl Parser<'_> {
    /// A predicate is said of its subjects: where these are nobody, it does not say that nobody is there.
    pub(super) fn tell(&mut self, s: usize, parsed: &Parsed) {
        let item = &self.items[parsed.symbols[s].item];
        let word = self.tokens[item.tokens.start].word.as_str();
        // "No sock is lying around": there is none.
        let next = self.items.get(parsed.symbols[s].last + 1).map(|i| i.tokens.start);
        let about = next.is_some_and(|at| List::Somewhere.has(&self.tokens[at].word));
        if about && item.meaning == Meaning::Posture {
            return;
        }
        let link = s.checked_sub(1).filter(|s| parsed.roles[*s].cat == Some(Cat::Link));
        let link = link.map(|s| self.items[parsed.symbols[s].item].tokens.end - 1);
        // "No cup has been laid": there is none.
        if link.is_some_and(|last| self.tokens[last].word == "been") {
            return;
        }
        let predicate = match item.meaning {
            _ if List::Somewhere.has(word) => false,
            Meaning::Verb { .. }
            | Meaning::Posture
            | Meaning::Action
            | Meaning::Have
            | Meaning::TextVerb
            | Meaning::HedgedLink
            | Meaning::Beyond => true,
            // "No dog is real."
            Meaning::Word => link.is_some(),
            _ => false,
        };
        if predicate && parsed.symbols[s].chunk.is_none() {
            for ix in self.hosts(s, parsed).into_iter().next().unwrap_or_default() {
                self.reading.phrases[ix].told = true;
            }
        }
    }

    /// "Nobody knows", "nobody has come": what no list holds is done, too, or is not.
    pub(super) fn is_told_of_nobody(&self, at: usize) -> bool {
        let next = |n: usize| self.items.get(at + n).filter(|i| i.sentence == self.sentence);
        self.items[at].meaning == Meaning::Nobody
            && next(1).is_some_and(|i| match i.meaning {
                Meaning::Have => next(2).is_some_and(|i| i.meaning != Meaning::Link),
                _ => i.meaning == Meaning::Word || i.meaning.is_verbal(),
            })
    }

    /// "Without a hat", "minus a hat".
    pub(super) fn lacks_at(&self, at: usize) -> bool {
        let item = &self.items[at];
        let said = self.text.get(item.span.clone()).unwrap_or_default();
        item.meaning == Meaning::Determiner(Article::No) && self.words.lacks(&said.to_lowercase())
    }

    /// "… is nowhere to be seen": the subject is said not to be there.
    pub(super) fn absent(&mut self, s: usize, parsed: &Parsed) {
        let span = &self.items[parsed.symbols[s].item].span;
        // "Grins at someone off camera": nobody says that someone is there.
        let seen = |ix: &PhraseIx| {
            let own = |s: &Symbol| s.chunk.is_some_and(|chunk| parsed.phrases[chunk] == *ix);
            let at = parsed.symbols.iter().position(own).and_then(|s| s.checked_sub(1));
            at.is_some_and(|s| {
                let led = |cat: &Cat| matches!(cat, Cat::Prep | Cat::Odd | Cat::Verb | Cat::Doing);
                parsed.symbols[s].cats.iter().any(|(cat, _)| led(cat))
            })
        };
        for ix in self.hosts(s, parsed).into_iter().next().unwrap_or_default() {
            if seen(&ix) {
                self.reading.phrases[ix].mused = true;
                continue;
            }
            let phrase = &mut self.reading.phrases[ix];
            phrase.negated ^= true;
            if phrase.negated {
                phrase.quantity = Some(Quantity { span: span.clone(), min: 0, max: 0 });
            }
        }
    }

    /// "There isn't a cloud, a cat or a dog": what stands before item `at` and is denied denies this one too.
    pub(super) fn is_denied_too(&self, out: &[Symbol], at: usize) -> bool {
        let joint = |s: &Symbol| {
            s.cats.iter().any(|(cat, _)| matches!(cat, Cat::And | Cat::Comma)) && s.chunk.is_none()
        };
        let mut back = out.iter().rev().skip_while(|s| joint(s));
        let joined = out.last().is_some_and(joint);
        let Some(before) = back.next().filter(|s| joined && s.denied) else { return false };
        let rest = &self.items[before.item..];
        let rest = rest.iter().take_while(|i| i.sentence == self.items[at].sentence);
        // "No buildings, fences, lions."
        let listed = rest.clone().skip(1).all(|i| {
            matches!(
                i.meaning,
                Meaning::Comma | Meaning::Noun { .. } | Meaning::Colour(_) | Meaning::Beyond
            )
        });
        let or = rest.into_iter().find(|i| i.meaning == Meaning::And);
        or.map_or(listed, |i| self.tokens[i.tokens.start].word == "or")
    }

    /// "(Holds a cup), not a plate": what was named before is; there may well be a plate. "Is a pug, not a poodle" tells of
    /// the same thing.
    pub(super) fn is_contrast(&self, s: usize, parsed: &Parsed) -> bool {
        let at = parsed.symbols[s].item;
        let mut named_before = (0..s).rev().filter(|s| parsed.symbols[*s].chunk.is_some());
        let it_is = |before: usize| {
            let opener = before.checked_sub(1).map(|s| &parsed.symbols[s]);
            opener.is_some_and(|s| s.cats.iter().any(|(cat, _)| *cat == Cat::There))
        };
        if named_before.next().is_some_and(|b| !parsed.roles[b].is.is_empty() || it_is(b)) {
            return false;
        }
        let named = |i: &Item| {
            let noun = matches!(i.meaning, Meaning::Noun { .. } | Meaning::Name(_));
            noun && i.sentence == self.items[at].sentence
        };
        match &self.items[..at] {
            // "… rather than a plate".
            [.., noun, not] if not.meaning == Meaning::Not && not.tokens.len() > 1 => named(noun),
            [.., noun, comma, not] => {
                comma.meaning == Meaning::Comma && not.meaning == Meaning::Not && named(noun)
            }
            _ => false,
        }
    }

    /// "… and not behind the bench": one more thing said of the same.
    pub(super) fn joins_denial(&self, at: usize) -> bool {
        let tokens = &self.tokens[self.items[at].tokens.clone()];
        let first = self.words.readings(tokens.get(..1).unwrap_or_default());
        tokens.len() > 1 && first.iter().any(|(_, m)| matches!(m, Meaning::And | Meaning::But))
    }

    /// "Nor is it black": what comes after the turned verb is denied.
    pub(super) fn deny_turned(&mut self, from: usize, to: usize) {
        for at in from..to.saturating_sub(2) {
            let [nor, _, it] = &self.items[at..at + 3] else { continue };
            let turned = nor.meaning == Meaning::Determiner(Article::No)
                && self.is_auxiliary(at + 1)
                && matches!(it.meaning, Meaning::Pronoun(_));
            if !turned {
                continue;
            }
            let rest = &self.items[at + 3..to];
            let ends = |i: &&Item| matches!(i.meaning, Meaning::Comma | Meaning::Stop);
            let end = rest.iter().find(ends).map_or(usize::MAX, |i| i.span.start);
            let (start, sentence) = (it.span.end, self.sentence);
            let told = self.reading.claims.iter_mut().filter(|c| {
                c.sentence == sentence && (start..end).contains(&c.span.start) && !c.restricts
            });
            told.for_each(|c| c.negated = true);
        }
    }

    /// "Not a single car", "not one of them": none. `false` where the phrase is of no single one.
    pub(super) fn deny_one(&mut self, ix: PhraseIx) -> bool {
        let phrase = &mut self.reading.phrases[ix];
        let one = |q: &&mut Quantity| q.min == 1 && q.max == 1;
        let Some(quantity) = phrase.quantity.as_mut().filter(one) else { return false };
        (quantity.min, quantity.max) = (0, 0);
        (phrase.negated, phrase.plural) = (true, true);
        if let Some(Reference::Among(group)) = phrase.refers {
            phrase.refers = Some(Reference::Same(group));
        }
        true
    }

    /// "It is not a blue car": a car, but not blue. `false` where the phrase has no looks to deny.
    pub(super) fn deny_looks(&mut self, ix: PhraseIx) -> bool {
        let looks = self.reading.claims.iter_mut().filter(|c| {
            c.restricts
                && c.subjects == [vec![ix]]
                && matches!(
                    c.body,
                    Body::Colour(_)
                        | Body::Size(_)
                        | Body::Emotion(_)
                        | Body::Foremost(_)
                        | Body::Extreme(_)
                        | Body::Nth { .. }
                )
        });
        looks.map(|c| c.negated = true).count() > 0
    }
}
