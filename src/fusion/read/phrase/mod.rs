//! Noun phrases: from the items at one place, the thing spoken of with its number, looks and negation.

mod headless;
mod opening;

use super::claim::{Body, Claim, Determiner, Means, Phrase, PhraseIx, Quantity, Reference};
use super::clause::Parser;
use crate::fusion::vocabulary::{Meaning, Pronoun};
use opening::Opening;
use std::ops::Range;

impl Parser<'_> {
    /// Reads the noun phrase that begins at item `at`: its index and the item after it. `None` where no phrase
    /// begins here; then nothing is changed.
    pub(super) fn phrase(&mut self, at: usize) -> Option<(PhraseIx, usize)> {
        let mut opening = Opening::default();
        let mut next = at;
        loop {
            let Some(item) = self.items.get(next) else { return self.headless(opening, next) };
            if next > at && item.sentence != self.items[at].sentence {
                return self.headless(opening, next);
            }
            match &item.meaning {
                Meaning::Noun { noun, plural } => {
                    return self.named(opening, next, *noun, *plural);
                }
                Meaning::Name(name)
                    if !self.noun_follows(next) && self.may_name(&opening, next) =>
                {
                    let (head, name) = (item.span.clone(), name.clone());
                    let start = opening.start.unwrap_or(head.start);
                    let ix = self.push(&opening, start, head, Means::Name(name), false, None, next);
                    return Some((ix, next + 1));
                }
                Meaning::Picture if opening.quantity.is_none() => {
                    return None;
                }
                // "One of which is brown".
                Meaning::Relative if opening.of => {
                    let of_people = self.tokens[item.tokens.start].word == "whom";
                    let group = self.named_last_of(of_people)?;
                    let (head, means) =
                        (item.span.clone(), self.reading.phrases[group].means.clone());
                    let start = opening.start.unwrap_or(head.start);
                    let refers = Some(Reference::Among(group));
                    let ix = self.push(&opening, start, head, means, false, refers, next);
                    return Some((ix, next + 1));
                }
                Meaning::Relative if next == at && self.stands_for_last(next) => {
                    let last = self.last_besides_own().or_else(|| self.named_last_of(false))?;
                    let (head, means) =
                        (item.span.clone(), self.reading.phrases[last].means.clone());
                    let refers = Some(Reference::Same(last));
                    let ix = self.push(&opening, head.start, head, means, false, refers, next);
                    return Some((ix, next + 1));
                }
                Meaning::Pronoun(pronoun) => {
                    return self.pronoun(opening, next, *pronoun);
                }
                Meaning::Nobody => {
                    let span = item.span.clone();
                    opening.quantity = Some(Quantity { span, min: 0, max: 0 });
                    return self.named(opening, next, self.words.person(), true);
                }
                // "The other one's coat".
                Meaning::Possessive
                    if opening.start.is_some() && self.tokens[item.tokens.start].word == "'s" =>
                {
                    let (owner, _) = self.headless(opening, next)?;
                    let (owned, after) = self.phrase(next)?;
                    self.owns(owner, owned);
                    return Some((owned, after));
                }
                // "Stirring something in a wok".
                Meaning::Something if next == at => {
                    let head = item.span.clone();
                    let ix =
                        self.push(&opening, head.start, head, Means::Unknown, false, None, next);
                    return Some((ix, next + 1));
                }
                _ if !self.opens(&mut opening, next) => {
                    return self.headless(opening, next);
                }
                _ => {}
            }
            opening.start.get_or_insert(item.span.start);
            next += 1;
        }
    }

    /// A phrase with a noun at item `at`; of several nouns in a row the last is meant ("city bus").
    fn named(
        &mut self,
        opening: Opening,
        at: usize,
        noun: usize,
        plural: bool,
    ) -> Option<(PhraseIx, usize)> {
        let (mut at, mut noun, mut plural) = (at, noun, plural);
        let start = opening.start.unwrap_or(self.items[at].span.start);
        // "Six football fans": a plural is still to come.
        let several = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        while let Some(after) = self.items.get(at + 1)
            && let Meaning::Noun { noun: n, plural: p } = after.meaning
            && !plural
            && (!(p && self.words.noun(n).also_verb) || several)
            && after.sentence == self.items[at].sentence
            // "The boat Marigold" is one.
            && (self.is_capital(at) || !self.is_capital(at + 1))
        {
            (at, noun, plural) = (at + 1, n, p);
        }
        // "A harbour vista": the picture.
        if self.items.get(at + 1).is_some_and(|i| {
            matches!(i.meaning, Meaning::Picture | Meaning::Word)
                && i.sentence == self.items[at].sentence
                && self.words.is_view(&self.tokens[i.tokens.start].word)
        }) && !plural
        {
            return None;
        }
        let head = self.items[at].span.clone();
        let mut opening = opening;
        let mut after = at + 1;
        // "The second person from the left".
        if let Some(Meaning::FromSide(from_left)) = self.items.get(after).map(|i| &i.meaning) {
            if let Some((span, n)) = opening.ordinal.take() {
                opening.looks.push((span, Body::Nth { n, from_left: *from_left }));
            }
            after += 1;
        }
        if let Some((_, 2..)) = opening.ordinal {
            opening.determiner = Some(Determiner::Another); // "the second dog"
        }
        let plural = plural || self.words.noun(noun).collective;
        let ix = self.push(&opening, start, head, Means::Thing(noun), plural, None, at);
        let ix = self.picked_of(opening.picks.take(), ix, at);
        // "The woman's phone": she is spoken of, and then her phone.
        if let Some(after) = self.items.get(at + 1)
            && after.meaning == Meaning::Possessive
            && after.span.start == self.items[at].span.end
            && let Some((owned, next)) = self.phrase(at + 1)
        {
            self.owns(ix, owned);
            return Some((owned, next));
        }
        Some((ix, after))
    }

    /// Written with a capital.
    fn is_capital(&self, at: usize) -> bool {
        self.tokens[self.items[at].tokens.start].capital
    }

    /// "The woman's phone": it is hers, and no other woman.
    fn owns(&mut self, owner: PhraseIx, owned: PhraseIx) {
        self.reading.phrases[owned].owner = Some(owner);
        if self.may_act(owner) {
            let sentence = self.reading.phrases[owned].sentence;
            let span = self.reading.phrases[owned].span.clone();
            self.reading.claims.push(Claim::has(span, vec![vec![owner]], owned, sentence));
        }
    }

    fn pronoun(
        &mut self,
        mut opening: Opening,
        at: usize,
        pronoun: Pronoun,
    ) -> Option<(PhraseIx, usize)> {
        let span = self.items[at].span.clone();
        let start = opening.start.unwrap_or(span.start);
        let antecedent = self.antecedent(pronoun).or_else(|| self.he_of_an_animal(pronoun));
        let many = antecedent.is_some_and(|a| self.reading.phrases[a].is_many());
        let both = self.both_before().filter(|_| pronoun.is_plural() && !many);
        let of = |q: &Quantity| opening.of || self.text[q.span.clone()].ends_with(" of");
        let some = opening.quantity.as_ref().is_some_and(|q| q.max > 0 && of(q));
        let refers = match (both, antecedent) {
            (Some((a, b)), _) if !some => Some(Reference::Both(a, b)),
            (_, Some(a)) if some => Some(Reference::Among(a)),
            (_, a) => a.map(Reference::Same),
        };
        let means = match antecedent {
            Some(a) => self.reading.phrases[a].means.clone(),
            None if pronoun.of_people() => Means::Thing(self.words.person()),
            None => Means::Unknown,
        };
        let plural = pronoun.is_plural() && !some;
        let picks = opening.picks.take();
        let instead = antecedent.map(|a| self.antecedents_instead(pronoun, a)).unwrap_or_default();
        let ix = self.push(&opening, start, span, means, plural, refers, at);
        self.reading.phrases[ix].instead = instead;
        Some((self.picked_of(picks, ix, at), at + 1))
    }

    /// A brand on a logo is that of what bears the logo.
    fn bearers_of(&self, ix: PhraseIx, body: &Body) -> Vec<Vec<PhraseIx>> {
        let logo = match (&self.reading.phrases[ix].means, body) {
            (Means::Thing(noun), Body::Named(_)) => {
                matches!(
                    self.words.noun(*noun).word.as_str(),
                    "logo" | "emblem" | "badge" | "brand"
                )
            }
            _ => false,
        };
        let bearer = self.agent();
        if logo && !bearer.is_empty() { vec![bearer.to_vec()] } else { vec![vec![ix]] }
    }

    /// The person who is called by a number.
    pub(super) fn bearer(&mut self, at: usize) -> PhraseIx {
        let span = self.items[at].span.clone();
        let means = Means::Thing(self.words.person());
        self.push(&Opening::default(), span.start, span, means, false, None, at)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one phrase")]
    fn push(
        &mut self,
        opening: &Opening,
        start: usize,
        head: Range<usize>,
        means: Means,
        plural: bool,
        refers: Option<Reference>,
        at: usize,
    ) -> PhraseIx {
        let ix = self.reading.phrases.len();
        let sentence = self.items[at].sentence;
        let zero = opening.quantity.as_ref().is_some_and(|q| q.max == 0);
        self.reading.phrases.push(Phrase {
            span: start..head.end,
            head,
            means,
            plural,
            determiner: opening.determiner.unwrap_or(Determiner::None),
            quantity: opening.quantity.clone(),
            refers,
            owner: opening.owner,
            instead: Vec::new(),
            partitive: opening.partitive,
            negated: opening.negated || zero,
            every: opening.every,
            hedged: opening.hedged || self.hedged(),
            mused: self.mused(),
            sentence,
        });
        for (span, body) in &opening.looks {
            self.reading.claims.push(Claim {
                span: span.clone(),
                subjects: self.bearers_of(ix, body),
                body: body.clone(),
                objects: Vec::new(),
                negated: false,
                hedged: opening.hedged,
                mused: self.mused(),
                restricts: true,
                guessed: false,
                sentence,
            });
        }
        ix
    }
}
