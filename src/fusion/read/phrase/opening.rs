//! What stands before a noun: article, number, looks, and what picks one of several.

use crate::fusion::read::claim::{Body, Determiner, Quantity};
use crate::fusion::read::item::Item;
use crate::fusion::read::owning::has_noun;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun};
use std::ops::Range;

/// What was gathered before a noun.
#[derive(Default)]
pub(super) struct Opening {
    /// The item that the phrase begins with.
    pub(super) begin: usize,
    pub(super) start: Option<usize>,
    /// Of what picks one of others.
    pub(super) end: usize,
    pub(super) determiner: Option<Determiner>,
    pub(super) quantity: Option<Quantity>,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) every: bool,
    pub(super) looks: Vec<(Range<usize>, Body)>,
    pub(super) ordinal: Option<(Range<usize>, u32)>,
    /// "Her": whose it is.
    pub(super) whose: Option<Pronoun>,
    /// "A second", which is new: there are as many.
    pub(super) nth: Option<(Range<usize>, u32)>,
    /// A quantity is followed by "of".
    pub(super) of: bool,
    /// ... and that by "the".
    pub(super) partitive: bool,
    /// Words that are no nouns of ours stand before the noun.
    pub(super) strange: usize,
    /// "The former": the first of the two named last, or the last of them.
    pub(super) pick: Option<bool>,
    /// "The red one": "one" stands for the noun.
    pub(super) pro_form: bool,
    /// ... or "ones".
    pub(super) many: bool,
    /// "The first of the three dogs": what picks one of those that follow.
    pub(super) picks: Option<Box<Opening>>,
}

impl Opening {
    /// "A third dog" says that there are three, "the third dog" which one is meant.
    pub(super) fn count_ordinal(&mut self) {
        let none = self.quantity.as_ref().is_some_and(|q| q.max == 0);
        if self.determiner == Some(Determiner::Indefinite) || none {
            self.nth = self.ordinal.clone().filter(|(_, n)| *n > 1);
        }
    }

    /// "The first", "the largest", "the leftmost".
    pub(super) fn picks_one(&self) -> bool {
        let utmost =
            |look: &Body| matches!(look, Body::Extreme(_) | Body::Foremost(_) | Body::Nth { .. });
        self.picks.is_none()
            && self.quantity.is_none()
            && (self.ordinal.is_some() || self.looks.iter().any(|(_, look)| utmost(look)))
    }
}

impl Parser<'_> {
    /// Takes one item before the noun into the opening; `false` where it cannot stand there.
    pub(super) fn opens(&self, opening: &mut Opening, at: usize) -> bool {
        let item = &self.items[at];
        let span = item.span.clone();
        match &item.meaning {
            // "The other a green one" are two, and so are "to the left of both a cat".
            Meaning::Determiner(Article::Indefinite)
                if opening.determiner.is_some() || self.follows_both(opening, at) =>
            {
                return false;
            }
            // "(The man in) orange a hammer": another phrase begins.
            Meaning::Determiner(_)
                if !opening.looks.is_empty() && !opening.of && opening.quantity.is_none() =>
            {
                return false;
            }
            Meaning::Determiner(article) => {
                if *article == Article::No {
                    // "None of the dogs".
                    let said = &self.tokens[item.tokens.clone()];
                    let some = said.iter().any(|t| matches!(t.word.as_str(), "none" | "one"));
                    opening.partitive |= some && said.iter().any(|t| t.word == "of");
                    opening.quantity = Some(Quantity { span, min: 0, max: 0 });
                    return true;
                }
                opening.every |= *article == Article::Every;
                if opening.of {
                    let picks = std::mem::take(opening);
                    opening.begin = picks.begin;
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
                opening.whose = Pronoun::of_possessive(whose);
                opening.determiner = Some(Determiner::Definite);
            }
            Meaning::Pick { last } => opening.pick = Some(*last),
            Meaning::Another => opening.determiner = Some(Determiner::Another),
            Meaning::Other => {
                let definite = opening.determiner == Some(Determiner::Definite);
                let other = if definite { Determiner::Other } else { Determiner::Another };
                opening.determiner = Some(other);
            }
            Meaning::Ones if opening.start.is_some() => {
                (opening.pro_form, opening.many) = (true, true);
            }
            // "Two white, one black": another number, and another phrase. "(The man in) blue both smile."
            Meaning::Quantity { min, .. }
                if !opening.looks.is_empty()
                    && (opening.quantity.is_some() || *min > 1)
                    && !self.is_company_at(opening, at) =>
            {
                return false;
            }
            Meaning::Quantity { min: 1, max: 1 } if self.is_pro_form(opening, at) => {
                opening.pro_form = true;
            }
            Meaning::Quantity { min: 2, max: 2 } if self.joins_two(at) => {}
            // "None of the three people (smile)": of three.
            Meaning::Quantity { min: 2.., .. } if self.leaves_all_out(opening) => {
                let end = self.items[at - 1].span.end;
                let picks = std::mem::take(opening);
                opening.begin = picks.begin;
                opening.picks = Some(Box::new(Opening { partitive: true, end, ..picks }));
                opening.determiner = Some(Determiner::Definite);
                if let Meaning::Quantity { min, max } = item.meaning {
                    opening.quantity = Some(Quantity { span, min, max });
                }
            }
            Meaning::Quantity { min, max } => {
                let narrower =
                    opening.quantity.as_ref().is_none_or(|q| q.min != q.max || opening.of);
                if narrower {
                    opening.quantity = Some(Quantity { span, min: *min, max: *max });
                }
                opening.of = false;
            }
            Meaning::Of
                if opening.picks_one()
                    || self.compares_looks(opening)
                    || at > 0 && self.compares_unknown(opening, at - 1) =>
            {
                let end = self.items[at - 1].span.end;
                let picks = std::mem::take(opening);
                opening.begin = picks.begin;
                opening.picks = Some(Box::new(Opening { end, ..picks }));
            }
            Meaning::Of if opening.quantity.is_some() && !opening.of => {
                (opening.of, opening.end) = (true, self.items[at - 1].span.end);
            }
            Meaning::Colour(c) => opening.looks.push((span, Body::Colour(c.clone()))),
            // "The nearer competitor".
            Meaning::Nearer(nearest) | Meaning::Nearest(nearest)
                if self.noun_follows(opening, at)
                    || self.words.is_anything(self.first_word(at + 1))
                    || opening.determiner == Some(Determiner::Definite) && self.is_one(at + 1)
                    || opening.determiner.is_some()
                        && self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Of) =>
            {
                opening.looks.push((span, Body::Foremost(*nearest)));
            }
            // "Two smaller pizzas" are smaller than something, and need not be the smallest.
            Meaning::Extreme(largest) => {
                let definite = opening.determiner == Some(Determiner::Definite);
                let counted = opening.quantity.is_some() && !definite;
                let some = counted || opening.determiner == Some(Determiner::Indefinite);
                opening
                    .looks
                    .push((span, if some { Body::Beyond } else { Body::Extreme(*largest) }));
            }
            Meaning::Utmost(from_left) => {
                opening.looks.push((span, Body::Nth { n: 1, from_left: *from_left }));
            }
            Meaning::Ordinal(_)
                if opening.ordinal.is_some() && self.joins_ordinals(opening, at - 1) =>
            {
                opening.ordinal = None;
            }
            Meaning::Ordinal(n) => opening.ordinal = Some((span, *n)),
            Meaning::Size(s) => opening.looks.push((span, Body::Size(*s))),
            Meaning::Name(n) if self.noun_follows(opening, at) => {
                opening.looks.push((span, Body::Named(n.clone())));
            }
            Meaning::Emotion(e) if !self.is_verb_form(at) => {
                opening.looks.push((span, Body::Emotion(e.clone())))
            }
            // "A huge white SKYLINE AIR jet".
            Meaning::Quote(text) if opening.start.is_some() && self.noun_follows(opening, at) => {
                opening.looks.push((span, Body::Text(text.clone())));
            }
            Meaning::Beyond => opening.looks.push((span, Body::Beyond)),
            Meaning::Depth(band) if self.noun_follows(opening, at) => {
                opening.looks.push((span, Body::Depth(*band)));
            }
            // "A framed photograph".
            verb if verb.is_verbal() && self.is_participle_before_noun(opening, at) => {}
            // "An angled, shingled roof".
            _ if self.is_look_of_noun(opening, at) => opening.strange += 1,
            // "The younger one": of unknown look.
            // ... and "the younger of the two".
            Meaning::Word
                if opening.determiner.is_some() && self.is_one(at + 1)
                    || self.compares_unknown(opening, at) =>
            {
                opening.strange += 1;
            }
            // "Two very hungry dogs".
            Meaning::Adverb if opening.start.is_some() && self.noun_follows(opening, at) => {}
            Meaning::Hedge => opening.hedged = true,
            Meaning::And | Meaning::Comma if self.joins_looks(opening, at) => {}
            // "The second and third floors": these, and no second one of another sort.
            Meaning::And if self.joins_ordinals(opening, at) => {}
            Meaning::Word
                if (self.noun_follows(opening, at) || self.joined_look(opening, at))
                    && opening.strange < 2 =>
            {
                opening.strange += 1
            }
            Meaning::Action if self.joined_look(opening, at) && opening.strange < 2 => {
                opening.strange += 1
            }
            _ => return false,
        }
        true
    }

    /// "One" or "ones".
    pub(super) fn is_one(&self, at: usize) -> bool {
        let one = Meaning::Quantity { min: 1, max: 1 };
        self.items.get(at).is_some_and(|i| i.meaning == one || i.meaning == Meaning::Ones)
    }

    /// "Both of (which)": one wording.
    pub(super) fn ends_with_of(&self, opening: &Opening) -> bool {
        let said = opening.quantity.as_ref().and_then(|q| self.text.get(q.span.clone()));
        said.is_some_and(|said| said.ends_with(" of"))
    }

    /// A name stands for a thing, unless it only says how one is called ("is called Albatross", "the boat Albatross").
    pub(super) fn may_name(&self, opening: &Opening, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        let before = before.filter(|i| i.sentence == self.items[at].sentence).map(|i| &i.meaning);
        opening.determiner.is_some()
            || !matches!(
                before,
                Some(Meaning::TextVerb | Meaning::Link | Meaning::Noun { .. } | Meaning::Word)
            )
    }

    /// "One" in "the red one", "the other one", but not in "one dog".
    pub(super) fn is_pro_form(&self, opening: &Opening, at: usize) -> bool {
        let opened = !opening.looks.is_empty()
            || opening.ordinal.is_some()
            || matches!(
                opening.determiner,
                Some(Determiner::Definite | Determiner::Another | Determiner::Other)
            );
        opened && !self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }))
    }

    /// "The second and third floors": the "and" at `at` stands between two numbers and before a plural.
    fn joins_ordinals(&self, opening: &Opening, at: usize) -> bool {
        opening.ordinal.is_some()
            && at > 0
            && matches!(self.items[at - 1].meaning, Meaning::Ordinal(_))
            && matches!(
                self.items.get(at..at + 3),
                Some([and, next, noun]) if and.meaning == Meaning::And
                    && matches!(next.meaning, Meaning::Ordinal(_))
                    && matches!(noun.meaning, Meaning::Noun { plural: true, .. })
            )
    }

    /// "A comfortable spot for": no form of a verb, and a noun as well.
    fn is_noun_too(&self, item: &Item) -> bool {
        let first = &self.tokens[item.tokens.start];
        let form = ["s", "ing", "ed"].iter().any(|ending| first.word.ends_with(ending));
        let readings = self.words.readings(std::slice::from_ref(first));
        item.meaning.is_verbal() && !form && has_noun(&readings)
    }

    /// A noun comes after the strange words at `at`, before anything that ends a noun phrase.
    pub(super) fn noun_follows(&self, opening: &Opening, at: usize) -> bool {
        let opened = at.checked_sub(1).is_some_and(|before| {
            let meaning = &self.items[before].meaning;
            let strange = matches!(meaning, Meaning::Name(_) | Meaning::Word | Meaning::Adverb);
            meaning.stands_before_noun() || strange
        });
        let ahead = self.items[at + 1..].iter().take(3);
        let mut ahead = ahead.skip_while(|i| {
            matches!(
                i.meaning,
                Meaning::Word
                    | Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Emotion(_)
                    | Meaning::Beyond
            )
        });
        let governed = self.is_governed(opening.begin)
            && (self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }))
                || self.looks_lead_to(at + 1).is_some());
        // "Asahi bottle": a name and a noun without an article.
        let begins = opening.begin == at
            && matches!(self.items[at].meaning, Meaning::Name(_))
            && self
                .items
                .get(at + 1)
                .is_some_and(|i| matches!(i.meaning, Meaning::Noun { plural: false, .. }));
        // "A shorter pointed tower".
        let led = opened
            && matches!(opening.determiner, Some(Determiner::Indefinite | Determiner::Definite))
            && self.items[at].meaning == Meaning::Word
            && self.looks_lead_to(at + 1).is_some();
        led || (opened || governed || begins)
            && ahead.next().is_some_and(|i| {
                matches!(i.meaning, Meaning::Noun { .. } | Meaning::Picture) || self.is_noun_too(i)
            })
    }
}
