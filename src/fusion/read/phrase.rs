//! Noun phrases: from the items at one place, the thing spoken of with its number, looks and negation.

use super::claim::{Body, Claim, Determiner, Means, Phrase, PhraseIx, Quantity, Reference};
use super::clause::Parser;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};
use std::ops::Range;

/// What was gathered before a noun.
#[derive(Default)]
struct Opening {
    start: Option<usize>,
    /// Of what picks one of others.
    end: usize,
    determiner: Option<Determiner>,
    quantity: Option<Quantity>,
    negated: bool,
    hedged: bool,
    every: bool,
    looks: Vec<(Range<usize>, Body)>,
    ordinal: Option<(Range<usize>, u32)>,
    owner: Option<PhraseIx>,
    /// A quantity is followed by "of".
    of: bool,
    /// ... and that by "the".
    partitive: bool,
    /// Words that are no nouns of ours stand before the noun.
    strange: usize,
    /// "The former": the first of the two named last, or the last of them.
    pick: Option<bool>,
    /// "The red one": "one" stands for the noun.
    pro_form: bool,
    /// "The first of the three dogs": what picks one of those that follow.
    picks: Option<Box<Opening>>,
}

impl Opening {
    /// "The first", "the largest", "the leftmost".
    fn picks_one(&self) -> bool {
        let utmost = |look: &Body| matches!(look, Body::Extreme(_) | Body::Nth { .. });
        self.picks.is_none()
            && self.quantity.is_none()
            && (self.ordinal.is_some() || self.looks.iter().any(|(_, look)| utmost(look)))
    }
}

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
                    let last = self.named_last_of(false)?;
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
                _ if !self.opens(&mut opening, next) => {
                    return self.headless(opening, next);
                }
                _ => {}
            }
            opening.start.get_or_insert(item.span.start);
            next += 1;
        }
    }

    /// "To the right of that, …", "behind which …": what was named last.
    fn stands_for_last(&self, at: usize) -> bool {
        let which = self.tokens[self.items[at].tokens.start].word != "that";
        let verb = self.items.get(at + 1).is_some_and(|i| i.meaning.begins_predicate());
        self.awaits_object() && (which || !verb)
    }

    /// Takes one item before the noun into the opening; `false` where it cannot stand there.
    fn opens(&self, opening: &mut Opening, at: usize) -> bool {
        let item = &self.items[at];
        let span = item.span.clone();
        match &item.meaning {
            Meaning::Determiner(article) => {
                if *article == Article::No {
                    opening.quantity = Some(Quantity { span, min: 0, max: 0 });
                    return true;
                }
                opening.every |= *article == Article::Every;
                if opening.of {
                    let picks = std::mem::take(opening);
                    opening.picks = Some(Box::new(Opening { partitive: true, of: false, ..picks }));
                }
                let determiner = match article {
                    Article::Indefinite => Determiner::Indefinite,
                    _ => Determiner::Definite,
                };
                opening.determiner.get_or_insert(determiner);
            }
            Meaning::Possessive => {
                let whose = &self.tokens[item.tokens.start].word;
                let whose = match whose.as_str() {
                    "his" | "her" => Some(Pronoun::HeOrShe),
                    "its" => Some(Pronoun::It),
                    "their" => Some(Pronoun::They),
                    _ => None,
                };
                opening.owner = whose.and_then(|pronoun| self.antecedent(pronoun));
                opening.determiner = Some(Determiner::Definite);
            }
            Meaning::Pick { last } => opening.pick = Some(*last),
            Meaning::Another => opening.determiner = Some(Determiner::Another),
            Meaning::Other => {
                let definite = opening.determiner == Some(Determiner::Definite);
                let other = if definite { Determiner::Other } else { Determiner::Another };
                opening.determiner = Some(other);
            }
            Meaning::Quantity { min: 1, max: 1 } if self.is_pro_form(opening, at) => {
                opening.pro_form = true;
            }
            Meaning::Quantity { min, max } => {
                let narrower =
                    opening.quantity.as_ref().is_none_or(|q| q.min != q.max || opening.of);
                if narrower {
                    opening.quantity = Some(Quantity { span, min: *min, max: *max });
                }
                opening.of = false;
            }
            Meaning::Of if opening.picks_one() => {
                let end = self.items[at - 1].span.end;
                let picks = std::mem::take(opening);
                opening.picks = Some(Box::new(Opening { end, ..picks }));
            }
            Meaning::Of if opening.quantity.is_some() && !opening.of => {
                (opening.of, opening.end) = (true, self.items[at - 1].span.end);
            }
            Meaning::Colour(c) => opening.looks.push((span, Body::Colour(c.clone()))),
            Meaning::Extreme(largest) => opening.looks.push((span, Body::Extreme(*largest))),
            Meaning::Utmost(from_left) => {
                opening.looks.push((span, Body::Nth { n: 1, from_left: *from_left }));
            }
            Meaning::Ordinal(n) => opening.ordinal = Some((span, *n)),
            Meaning::Size(s) => opening.looks.push((span, Body::Size(*s))),
            Meaning::Name(n) if self.noun_follows(at) => {
                opening.looks.push((span, Body::Named(n.clone())));
            }
            Meaning::Emotion(e) if !self.is_verb_form(at) => {
                opening.looks.push((span, Body::Emotion(e.clone())))
            }
            Meaning::Beyond => opening.looks.push((span, Body::Beyond)),
            Meaning::Depth(band) if self.noun_follows(at) => {
                opening.looks.push((span, Body::Depth(*band)));
            }
            Meaning::Hedge => opening.hedged = true,
            Meaning::And | Meaning::Comma if self.joins_looks(opening, at) => {}
            Meaning::Word if self.noun_follows(at) && opening.strange < 2 => opening.strange += 1,
            _ => return false,
        }
        true
    }

    /// A name stands for a thing, unless it only says how one is called ("is called Albatross", "the boat Albatross").
    fn may_name(&self, opening: &Opening, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        let before = before.filter(|i| i.sentence == self.items[at].sentence).map(|i| &i.meaning);
        opening.determiner.is_some()
            || !matches!(
                before,
                Some(Meaning::TextVerb | Meaning::Link | Meaning::Noun { .. } | Meaning::Word)
            )
    }

    /// "One" in "the red one", "the other one", but not in "one dog".
    fn is_pro_form(&self, opening: &Opening, at: usize) -> bool {
        let opened = !opening.looks.is_empty()
            || matches!(
                opening.determiner,
                Some(Determiner::Definite | Determiner::Another | Determiner::Other)
            );
        opened && !self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }))
    }

    /// "Red and white", "large, brown": a conjunction between two adjectives.
    fn joins_looks(&self, opening: &Opening, at: usize) -> bool {
        let adjective = |i: usize| {
            self.items.get(i).is_some_and(|item| {
                matches!(
                    item.meaning,
                    Meaning::Colour(_) | Meaning::Size(_) | Meaning::Emotion(_) | Meaning::Beyond
                )
            })
        };
        !opening.looks.is_empty() && at > 0 && adjective(at - 1) && adjective(at + 1)
    }

    /// A noun comes after the strange words at `at`, before anything that ends a noun phrase.
    fn noun_follows(&self, at: usize) -> bool {
        let opened = at > 0
            && matches!(
                self.items[at - 1].meaning,
                Meaning::Name(_)
                    | Meaning::Determiner(_)
                    | Meaning::Possessive
                    | Meaning::Quantity { .. }
                    | Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Emotion(_)
                    | Meaning::Beyond
                    | Meaning::Another
                    | Meaning::Other
                    | Meaning::Word
            );
        let ahead = self.items[at + 1..].iter().take(3);
        let mut ahead = ahead.skip_while(|i| {
            matches!(
                i.meaning,
                Meaning::Word | Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond
            )
        });
        let governed = self.awaits_object()
            && self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }));
        (opened || governed)
            && ahead.next().is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }))
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
        while let Some(after) = self.items.get(at + 1)
            && let Meaning::Noun { noun: n, plural: p } = after.meaning
            && !plural
            && !(p && self.words.noun(n).also_verb)
            && after.sentence == self.items[at].sentence
        {
            (at, noun, plural) = (at + 1, n, p);
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

    /// The one of `group` that was picked before it ("the first of"), or the group itself.
    fn picked_of(&mut self, picks: Option<Box<Opening>>, group: PhraseIx, at: usize) -> PhraseIx {
        let Some(picks) = picks else { return group };
        let group = self.root(group);
        let Some(start) = picks.start else { return group };
        let means = self.reading.phrases[group].means.clone();
        let refers = self.some_of(group, picks.ordinal.as_ref().is_some_and(|(_, n)| *n > 1));
        let plural = picks.quantity.as_ref().is_some_and(|q| q.max > 1);
        self.push(&picks, start, start..picks.end, means, plural, Some(refers), at)
    }

    /// Some of a group: those that were not singled out before, where others are asked for.
    fn some_of(&self, group: PhraseIx, others: bool) -> Reference {
        match self.chosen_from(group).filter(|_| others) {
            Some(one) => Reference::Besides(group, one),
            None => Reference::Among(group),
        }
    }

    /// Quantities and determiners without a noun speak of things named before: "two are red", "the other".
    fn headless(&mut self, opening: Opening, next: usize) -> Option<(PhraseIx, usize)> {
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
        let plural = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        let ix = self.push(&opening, start, start..end, means, plural, refers, at);
        Some((ix, next))
    }

    /// "A red whatnot": after an article or a number stands a word that is no noun of ours, and none follows. The item
    /// after it; of such a thing nothing can be checked.
    fn unknown_noun(&self, opening: &Opening, at: usize) -> Option<usize> {
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
        Some(if word(at + 1).is_some() { at + 2 } else { at + 1 })
    }

    /// "Two happy people and a sad one": another look than the group's own, so none of them.
    fn differs(&self, opening: &Opening, group: PhraseIx) -> bool {
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

    #[allow(clippy::too_many_arguments)] // the parts of one phrase
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
