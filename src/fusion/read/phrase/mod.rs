//! Noun phrases: from the items at one place, the thing spoken of with its number, looks and negation.

mod both;
mod chunk;
mod compound;
mod headless;
mod looks;
mod notes;
mod opening;
mod picking;
mod resolve;
mod strange;
mod taken_up;

use super::claim::{Body, Claim, Determiner, Means, Phrase, PhraseIx, Quantity};
use super::parse::Parser;
use crate::fusion::vocabulary::{List, Meaning};
pub(super) use chunk::{Chunk, Kind};
use opening::Opening;
use std::ops::Range;

/// A phrase that was pushed, with the chunk that tells what it takes up.
pub(super) struct Spoken {
    pub(super) chunk: Chunk,
    pub(super) ix: PhraseIx,
    /// "The first of the dogs": the one that is picked, else the same.
    pub(super) main: PhraseIx,
}

impl Parser<'_> {
    /// The noun phrase that begins at item `at`, and the item after it.
    pub(super) fn chunk(&self, at: usize) -> Option<(Chunk, usize)> {
        let mut opening = Opening { begin: at, ..Opening::default() };
        let mut next = at;
        loop {
            let Some(item) = self.items.get(next) else { return self.headless(opening, next) };
            if next > at && item.sentence != self.items[at].sentence {
                return self.headless(opening, next);
            }
            let word = &self.tokens[item.tokens.start].word;
            let kind = match &item.meaning {
                Meaning::Noun { noun, plural } => {
                    return self.named(opening, next, *noun, *plural);
                }
                Meaning::Name(name)
                    if (!self.noun_follows(&opening, next) || self.is_full_name(name, next))
                        && self.may_name(&opening, next) =>
                {
                    // "Charles Bridge" is nobody.
                    let last = name.rsplit(' ').next().filter(|_| name.contains(' '));
                    let thing = last.and_then(|last| self.words.find_noun(last));
                    let thing = thing.is_some_and(|(noun, _)| !self.words.may_be_person(noun));
                    // ... and "a smiling Tom Reilly" is somebody.
                    let felt = opening.looks.iter().any(|(_, l)| matches!(l, Body::Emotion(_)));
                    let person = (opening.determiner.is_none() || felt && name.contains(' '))
                        && (self.words.is_given_name(word) || self.is_full_name(name, next))
                        && !thing;
                    if person && self.is_capital(next) {
                        // "Mike Brown swings": somebody, who is called so.
                        opening.looks.push((item.span.clone(), Body::Named(name.clone())));
                        Some(Kind::Thing { noun: self.words.person(), plural: false })
                    } else {
                        Some(Kind::Name(name.clone()))
                    }
                }
                // "The nearest thing".
                Meaning::Picture | Meaning::Word
                    if self.words.is_anything(word)
                        && (opening.picks_one()
                            || self.is_told_where(&opening, next)
                            || self.says_what_it_is(&opening)) =>
                {
                    Some(Kind::Unknown)
                }
                Meaning::Picture => Some(Kind::Picture),
                Meaning::Relative
                    if opening.of || opening.picks.is_some() || self.ends_with_of(&opening) =>
                {
                    Some(Kind::Which { of: true, people: word == "whom" })
                }
                Meaning::Relative if next == at && self.stands_for_last(next) => {
                    Some(Kind::Which { of: false, people: word == "whom" })
                }
                Meaning::Pronoun(pronoun) => Some(Kind::Pronoun(*pronoun)),
                Meaning::Nobody => {
                    let span = item.span.clone();
                    opening.quantity = Some(Quantity { span, min: 0, max: 0 });
                    return self.named(opening, next, self.words.person(), true);
                }
                // "The other one's coat".
                Meaning::Possessive if opening.start.is_some() && word == "'s" => {
                    let (owner, _) = self.headless(opening, next)?;
                    let (owned, after) = self.chunk(next)?;
                    return Some((Chunk { owner: Some(Box::new(owner)), ..owned }, after));
                }
                Meaning::Something if next == at => Some(Kind::Unknown),
                Meaning::Nothing if next == at => {
                    opening.quantity = Some(Quantity { span: item.span.clone(), min: 0, max: 0 });
                    Some(Kind::Unknown)
                }
                _ if !self.opens(&mut opening, next) => match self.forced_noun(&opening, next) {
                    Some(Kind::Thing { noun, plural }) => {
                        return self.named(opening, next, noun, plural);
                    }
                    Some(kind) => Some(kind),
                    None => return self.headless(opening, next),
                },
                _ => None,
            };
            let start = *opening.start.get_or_insert(item.span.start);
            if let Some(kind) = kind {
                let head = item.span.clone();
                return Some((
                    Chunk { opening, kind, start, head, at: next, owner: None },
                    next + 1,
                ));
            }
            next += 1;
        }
    }

    /// "(It is) a large object": no new thing.
    fn says_what_it_is(&self, opening: &Opening) -> bool {
        let before = opening.begin.checked_sub(1).map(|i| &self.items[i]);
        opening.determiner.is_some()
            && before.is_some_and(|i| i.meaning == Meaning::Link && i.sentence == self.sentence)
    }

    /// "The thing on the table", "the object in the corner".
    fn is_told_where(&self, opening: &Opening, at: usize) -> bool {
        let next = self.items.get(at + 1).filter(|i| i.sentence == self.items[at].sentence);
        opening.determiner == Some(Determiner::Definite)
            && next.is_some_and(|i| {
                matches!(i.meaning, Meaning::Relation(_) | Meaning::Place(_) | Meaning::Depth(_))
            })
    }

    /// "A neat row", "the photograph": after an article stands a noun, whatever else the word may be.
    fn forced_noun(&self, opening: &Opening, at: usize) -> Option<Kind> {
        let item = &self.items[at];
        let whose = |i: usize| self.tokens[self.items[i].tokens.end - 1].word == "whose";
        let article = match self.items[opening.begin].meaning {
            Meaning::Determiner(_) => {
                let word = &self.tokens[self.items[opening.begin].tokens.start].word;
                matches!(word.as_str(), "a" | "an" | "the")
            }
            Meaning::Possessive => true,
            _ => opening.begin.checked_sub(1).is_some_and(whose),
        };
        let before = at.checked_sub(1).filter(|i| *i >= opening.begin || whose(*i))?;
        let adjective = &self.items[before].meaning;
        let opened = adjective.stands_before_noun()
            || matches!(adjective, Meaning::Word | Meaning::Extreme(_))
            || whose(before);
        let determiner =
            matches!(opening.determiner, Some(Determiner::Definite | Determiner::Indefinite));
        let article = article && (determiner || opening.determiner.is_none());
        let plain = opening.quantity.is_none() && opening.ordinal.is_none() && !opening.pro_form;
        // "The faint smell of": nothing that is there.
        let sensed = item.meaning == Meaning::Musing && item.tokens.len() > 1;
        if !article || !opened || !plain || !item.meaning.is_verbal() || sensed {
            return None;
        }
        let first = self.tokens.get(item.tokens.start..item.tokens.start + 1)?;
        let readings = self.words.readings(first);
        let found = readings.iter().find_map(|(_, m)| match m {
            Meaning::Noun { noun, plural } => Some(Kind::Thing { noun: *noun, plural: *plural }),
            Meaning::Picture => Some(Kind::Picture),
            _ => None,
        });
        Some(found.unwrap_or(Kind::Unknown))
    }

    /// A digit that stands for who bears it: "number 9 kicks".
    pub(super) fn number_chunk(&self, at: usize) -> Chunk {
        let head = self.items[at].span.clone();
        let opening = Opening { begin: at, ..Opening::default() };
        Chunk { opening, kind: Kind::Number, start: head.start, head, at, owner: None }
    }

    /// A phrase with a noun at item `at`; of several nouns in a row the last is meant ("city bus").
    fn named(
        &self,
        mut opening: Opening,
        at: usize,
        noun: usize,
        plural: bool,
    ) -> Option<(Chunk, usize)> {
        let (mut at, mut noun, mut plural) = (at, noun, plural);
        let start = opening.start.unwrap_or(self.items[at].span.start);
        // "Six football fans": a plural is still to come.
        let several = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        let first = &self.tokens[self.items[opening.begin].tokens.start].word;
        let single = matches!(first.as_str(), "a" | "an") && !self.words.noun(noun).collective;
        while let Some(after) = self.items.get(at + 1)
            && let Meaning::Noun { noun: n, plural: p } = after.meaning
            && !plural
            && (!(p && self.words.noun(n).also_verb) || several)
            // "A wolf pads along": one is no plural.
            && !(p && single)
            && after.sentence == self.items[at].sentence
            // "The boat Marigold" is one.
            && (self.is_capital(at) || !self.is_capital(at + 1))
            // "Behind the truck someone walks" is of two.
            && !List::Anybody.has(self.first_word(at + 1))
        {
            (at, noun, plural) = (at + 1, n, p);
        }
        // "A plush emerald couch": said of what comes last.
        while let [first, colour, last, ..] = &self.items[at..]
            && let (Meaning::Colour(c), Meaning::Noun { noun: n, plural: p }) =
                (&colour.meaning, &last.meaning)
            && !plural
            && opening.determiner.is_some()
            && !self.words.may_be_person(noun)
            && last.sentence == first.sentence
        {
            opening.looks.push((colour.span.clone(), Body::Colour(c.clone())));
            (at, noun, plural) = (at + 2, *n, *p);
        }
        while let Some((next, n, p)) = self.after_participle(at, noun, plural, &opening) {
            (at, noun, plural) = (next, n, p);
        }
        let head = self.items[at].span.clone();
        // "A harbour vista": the picture, and where it was taken.
        let view = !plural && self.is_view_at(at);
        if view && !self.words.noun(noun).setting {
            let chunk = Chunk { opening, kind: Kind::Picture, start, head, at, owner: None };
            return Some((chunk, at + 2));
        }
        let mut after = if view { at + 2 } else { at + 1 };
        if self.count_from_side(&mut opening, after) {
            after += 1;
        }
        after = self.ordinal_behind(&mut opening, after);
        if !plural && self.numbers_a_sort(&opening, at) {
            opening.quantity = None;
        }
        let many = plural || self.words.noun(noun).collective;
        if let Some((quantity, next)) = self.counted_behind(&opening, at, noun, many) {
            (plural, after) = (plural || quantity.min > 1, next);
            opening.quantity = Some(quantity);
        } else if let Some((which, next)) = self.numbered(&opening, at, noun) {
            (opening.determiner, after) = (Some(which), next);
        }
        opening.count_ordinal();
        if let Some((_, 2..)) = opening.ordinal {
            opening.determiner = Some(Determiner::Another); // "the second dog"
        }
        let plural = plural || self.words.noun(noun).collective || self.is_many_by_verb(at, noun);
        let kind = match self.is_measure_at(after, noun) {
            true => Kind::Unknown,
            false => Kind::Thing { noun, plural },
        };
        let chunk = Chunk { opening, kind, start, head, at, owner: None };
        // "The woman's phone": she is spoken of, and then her phone.
        if let Some(next) = self.items.get(at + 1)
            && next.meaning == Meaning::Possessive
            && next.span.start == self.items[at].span.end
            && !self.is_side_at(at + 2)
            && let Some((owned, after)) = self.chunk(at + 1)
        {
            // "The oven's lettering": what is said of that is said of the oven.
            if matches!(owned.kind, Kind::Picture) {
                return Some((chunk, after));
            }
            let (mut chunk, mut owned) = (chunk, owned);
            // "No referee's whistle": no whistle.
            if chunk.opening.quantity.as_ref().is_some_and(|q| q.max == 0) {
                owned.opening.quantity = chunk.opening.quantity.take();
                owned.start = chunk.start;
            }
            return Some((Chunk { owner: Some(Box::new(chunk)), ..owned }, after));
        }
        Some((chunk, after))
    }

    /// "A ten speed bike", "a four way stop sign": the number before a single thing tells its sort.
    fn numbers_a_sort(&self, opening: &Opening, at: usize) -> bool {
        let Some(quantity) = opening.quantity.as_ref().filter(|q| q.min > 1 && q.min == q.max)
        else {
            return false;
        };
        // ... and "a ten speed bike", though one may speed.
        let of_sort = |i: &usize| {
            use Meaning::{Action, Beyond, Posture, Word};
            matches!(self.items[*i].meaning, Word | Beyond | Posture | Action)
        };
        (opening.begin..at)
            .find(|i| self.items[*i].span == quantity.span)
            .is_some_and(|number| (number + 1..at).take(1).any(|i| of_sort(&i)))
    }

    /// Written with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens[self.items[at].tokens.start].capital
    }

    /// Pushes a chunk's phrases, in order of the text.
    pub(super) fn introduce(&mut self, mut chunk: Chunk, out: &mut Vec<Spoken>) {
        let owner = chunk.owner.take().map(|mut owner| {
            // "A blue women's coat": the coat is blue.
            if self.is_sort_of_people(&owner) {
                let looks = std::mem::take(&mut owner.opening.looks);
                let colour = |(_, look): &(Range<usize>, Body)| matches!(look, Body::Colour(_));
                let (colours, own) = looks.into_iter().partition(colour);
                owner.opening.looks = own;
                chunk.opening.looks.extend::<Vec<_>>(colours);
            }
            self.introduce(*owner, out);
            out.last().map_or(0, |s| s.main)
        });
        let many = chunk.opening.many || chunk.opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        let (means, plural) = match &chunk.kind {
            Kind::Thing { noun, plural } => (Means::Thing(*noun), *plural),
            Kind::Name(name) => (Means::Name(name.clone()), false),
            Kind::Number => (Means::Thing(self.words.person()), false),
            Kind::Pronoun(pronoun) => (Means::Unknown, pronoun.is_plural()),
            Kind::Headless => (Means::Unknown, many),
            Kind::Unknown => {
                (Means::Unknown, chunk.opening.quantity.as_ref().is_some_and(|q| q.min > 1))
            }
            Kind::Which { .. } | Kind::Picture => (Means::Unknown, false),
        };
        let picks = chunk.opening.picks.take();
        let ix =
            self.push(&chunk.opening, chunk.start, chunk.head.clone(), means, plural, chunk.at);
        if let Some(owner) = owner {
            self.owns(owner, ix);
        }
        let main = match picks {
            Some(picks) => self.pick_from(*picks, ix, chunk.at),
            None => ix,
        };
        out.push(Spoken { chunk, ix, main });
    }

    /// "A rider's", of no rider that was named.
    fn is_sort_of_people(&self, owner: &Chunk) -> bool {
        let people = matches!(owner.kind, Kind::Thing { noun, .. } if self.words.is_person(noun));
        people && owner.opening.determiner == Some(Determiner::Indefinite)
    }

    /// "The first of the dogs": the one of a group that was picked before it.
    fn pick_from(&mut self, picks: Opening, group: PhraseIx, at: usize) -> PhraseIx {
        let Some(start) = picks.start else { return group };
        let plural = picks.quantity.as_ref().is_some_and(|q| q.max > 1);
        let refers = self.some_of(group, picks.ordinal.as_ref().is_some_and(|(_, n)| *n > 1));
        // "One of the sheep": there are several.
        self.reading.phrases[group].plural |=
            picks.partitive && picks.quantity.as_ref().is_some_and(|q| q.min == q.max);
        let means = self.reading.phrases[group].means.clone();
        let ix = self.push(&picks, start, start..picks.end, means, plural, at);
        self.reading.phrases[ix].refers = Some(refers);
        ix
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

    fn push(
        &mut self,
        opening: &Opening,
        start: usize,
        head: Range<usize>,
        means: Means,
        plural: bool,
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
            nth: opening.nth.clone(),
            refers: None,
            is: None,
            owner: None,
            instead: Vec::new(),
            partitive: opening.partitive,
            negated: opening.negated || zero,
            excepted: false,
            told: false,
            again: false,
            anew: false,
            every: opening.every || self.is_everybody(at),
            most: opening.quantity.as_ref().is_some_and(|q| {
                let said = self.text.get(q.span.clone()).unwrap_or_default();
                self.words.is_majority(&said.to_lowercase())
            }),
            hedged: opening.hedged,
            mused: false,
            sentence,
        });
        for (span, body) in &opening.looks {
            self.reading.claims.push(Claim {
                span: span.clone(),
                subjects: vec![vec![ix]],
                body: body.clone(),
                objects: Vec::new(),
                negated: false,
                hedged: opening.hedged,
                mused: false,
                restricts: true,
                // "The far player": of two, the farther one.
                guessed: matches!(body, Body::Depth(_))
                    && opening.determiner == Some(Determiner::Definite),
                sentence,
            });
        }
        ix
    }
}
