//! Phrases without a noun of ours: "the other", "two are red", "the sad one", and those whose noun nobody knows.

use super::opening::Opening;
use crate::fusion::read::claim::{Body, Determiner, Means, PhraseIx, Reference};
use crate::fusion::read::clause::Parser;
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// Quantities and determiners without a noun speak of things named before: "two are red", "the other".
    pub(super) fn headless(&mut self, opening: Opening, next: usize) -> Option<(PhraseIx, usize)> {
        let start = opening.start?;
        if let Some(end) = self.unknown_noun(&opening, next) {
            let head = self.items[next].span.start..self.items[end - 1].span.end;
            let plural = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
            let ix = self.push(&opening, start, head, Means::Unknown, plural, None, next);
            return Some((ix, end));
        }
        if let Some(last) = opening.pick {
            let picked = self.picked(last)?;
            let end = self.items[next - 1].span.end;
            let (means, refers) =
                (self.reading.phrases[picked].means.clone(), Reference::Same(picked));
            let plural = self.reading.phrases[picked].plural;
            let ix = self.push(&opening, start, start..end, means, plural, Some(refers), next - 1);
            return Some((ix, next));
        }
        // "Leads the chestnut by its halter": by its colour; which thing it is, nobody says.
        let by_colour = opening.looks.iter().all(|(_, look)| matches!(look, Body::Colour(_)));
        if by_colour
            && !opening.looks.is_empty()
            && opening.determiner == Some(Determiner::Definite)
            && !opening.pro_form
            && self.awaits_object()
        {
            let end = self.items[next - 1].span.end;
            let ix = self.push(&opening, start, start..end, Means::Unknown, false, None, next - 1);
            return Some((ix, next));
        }
        let ordinal = opening.ordinal.as_ref().map(|(_, n)| *n);
        let anaphoric = opening.pro_form
            || ordinal.is_some() && opening.determiner.is_some()
            || opening.quantity.as_ref().is_some_and(|q| q.max > 0)
            || matches!(opening.determiner, Some(Determiner::Another | Determiner::Other));
        if !anaphoric || opening.of {
            return None;
        }
        let at = next - 1;
        let end = self.items[at].span.end;
        let person = opening.looks.iter().any(|(_, look)| matches!(look, Body::Emotion(_)));
        let other = matches!(opening.determiner, Some(Determiner::Other | Determiner::Another));
        let plain = opening.looks.is_empty();
        let pro_form = opening.pro_form && !plain && (!other || self.named_in_sentence());
        let group = if pro_form { self.last_thing(person) } else { self.group_before() };
        let group = group?;
        let refers = self.some_of(group, other || ordinal.is_some_and(|n| n > 1));
        let refers = Some(refers).filter(|_| !pro_form || !self.differs(&opening, group));
        let means = self.reading.phrases[group].means.clone();
        let plural = opening.many || opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        let ix = self.push(&opening, start, start..end, means, plural, refers, at);
        Some((ix, next))
    }

    /// "A red whatnot": after an article or a number stands a word that is no noun of ours, and none follows. The item
    /// after it; of such a thing nothing can be checked.
    pub(super) fn unknown_noun(&self, opening: &Opening, at: usize) -> Option<usize> {
        let word = |at: usize| {
            self.items.get(at).filter(|i| {
                i.meaning == Meaning::Word
                    && i.sentence == self.items[at.saturating_sub(1)].sentence
            })
        };
        let opened = matches!(
            self.items[at.checked_sub(1)?].meaning,
            Meaning::Determiner(_)
                | Meaning::Possessive
                | Meaning::Colour(_)
                | Meaning::Size(_)
                | Meaning::Beyond
                | Meaning::Quantity { .. }
        );
        let last = &self.tokens[word(at)?.tokens.end - 1].word;
        let article =
            matches!(opening.determiner, Some(Determiner::Indefinite | Determiner::Definite));
        let counted = opening.quantity.as_ref().is_some_and(|q| q.max != 1) && last.ends_with('s');
        if !opened || opening.of || last.ends_with("ly") || !(article || counted) {
            return None;
        }
        let end = if word(at + 1).is_some() { at + 2 } else { at + 1 };
        // "This heart-warming image".
        let of_picture = self.items.get(end).is_some_and(|i| i.meaning == Meaning::Picture);
        (!of_picture).then_some(end)
    }

    /// "Two happy people and a sad one": another look than the group's own, so none of them.
    pub(super) fn differs(&self, opening: &Opening, group: PhraseIx) -> bool {
        use std::mem::discriminant;
        let own = self.reading.claims.iter().filter(|c| {
            let look = matches!(c.body, Body::Colour(_) | Body::Emotion(_) | Body::Size(_));
            look && c.restricts
                && c.span.end <= self.reading.phrases[group].head.start
                && c.subjects == [vec![group]]
        });
        let other = |body: &Body| {
            opening.looks.iter().any(|(_, l)| discriminant(l) == discriminant(body) && l != body)
        };
        own.into_iter().any(|c| other(&c.body))
    }

    /// The one of `group` that was picked before it ("the first of"), or the group itself.
    pub(super) fn picked_of(
        &mut self,
        picks: Option<Box<Opening>>,
        group: PhraseIx,
        at: usize,
    ) -> PhraseIx {
        let Some(picks) = picks else { return group };
        let group = self.root(group);
        let Some(start) = picks.start else { return group };
        let means = self.reading.phrases[group].means.clone();
        let refers = self.some_of(group, picks.ordinal.as_ref().is_some_and(|(_, n)| *n > 1));
        let plural = picks.quantity.as_ref().is_some_and(|q| q.max > 1);
        self.push(&picks, start, start..picks.end, means, plural, Some(refers), at)
    }

    /// Some of a group: those that were not singled out before, where others are asked for.
    pub(super) fn some_of(&self, group: PhraseIx, others: bool) -> Reference {
        // "A racket … another": not that one.
        let single = !self.reading.phrases[group].is_many();
        match self.chosen_from(group).or(single.then_some(group)).filter(|_| others) {
            Some(one) => Reference::Besides(group, one),
            None => Reference::Among(group),
        }
    }

    /// "To the right of that, …", "behind which …": what was named last.
    pub(super) fn stands_for_last(&self, at: usize) -> bool {
        let which = self.tokens[self.items[at].tokens.start].word != "that";
        let verb = self.items.get(at + 1).is_some_and(|i| i.meaning.begins_predicate());
        self.awaits_object() && (which || !verb)
    }
}
