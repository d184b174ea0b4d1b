//! What headless phrases take up: "two", "the other", "the sad one", "the former".

use super::opening::Opening;
use crate::fusion::read::claim::{Body, Determiner, Means, Phrase, PhraseIx, Reference};
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::Meaning;

/// What stands for a noun.
const ONE: &str = "one";

/// It points at what was named right before.
const THIS: &str = "this";

impl Parser<'_> {
    /// What "two", "the other", "the sad one", "the former" take up.
    pub(super) fn taken_up(&mut self, opening: &Opening) -> Option<Reference> {
        if let Some(last) = opening.pick {
            return self.picked(last);
        }
        if opening.looks.is_empty() && self.follows_texts(opening.begin) {
            return None;
        }
        // "One hand wrapped around a cup, the other resting on a hip": the other hand.
        if opening.determiner == Some(Determiner::Other) && self.one_of_hers_before(opening.begin) {
            return None;
        }
        if let Some(told) = self.apposed(opening) {
            return Some(Reference::Same(told));
        }
        let numeral = opening.looks.is_empty() && opening.ordinal.is_none();
        if let Some((n, every)) = self.number_of_all(opening).filter(|(_, both)| numeral || *both)
            && let Some(whole) = self
                .two_people_before()
                .filter(|_| self.is_pair(opening))
                .or_else(|| self.whole(n, every))
        {
            return Some(whole);
        }
        if self.is_company(opening) && !self.several_in_sentence() {
            return None;
        }
        // "The one on the right …, the other …": of nothing that was named.
        let other = opening.determiner == Some(Determiner::Other) || opening.ordinal.is_some();
        if other && self.follows_unknown_one() {
            return None;
        }
        // "The zebra is the one farther away": a zebra, whatever else there is.
        let plain = opening.looks.is_empty() && opening.strange == 0;
        if let Some(subject) = self.said_of.filter(|_| plain && !other && opening.pro_form) {
            return Some(Reference::Among(subject));
        }
        let ordinal = opening.ordinal.as_ref().map(|(_, n)| *n);
        let feels = opening.looks.iter().any(|(_, look)| matches!(look, Body::Emotion(_)));
        // "The next one pushes a bike"; but a white one may hold something, too.
        let vague = opening.looks.iter().all(|(_, look)| *look == Body::Beyond);
        let person = feels || self.of_people && vague;
        let other = matches!(opening.determiner, Some(Determiner::Other | Determiner::Another));
        // ... but "the other one white" is the other of what the sentence is about.
        let pro_form = opening.pro_form
            && !plain
            && opening.determiner != Some(Determiner::Other)
            && (!other || self.named_in_sentence());
        // "The red cup is full, the blue one empty, and the white one is gone": all are cups.
        let chain = self.ones.filter(|(sentence, _)| *sentence == self.sentence).map(|(_, of)| of);
        let chain = chain.filter(|_| pro_form && self.parallel.is_none());
        // "Two vessels in a harbour: a red one and a white one".
        let listed = pro_form && opening.determiner == Some(Determiner::Indefinite);
        let listed = listed && self.follows_mark(opening.begin);
        let counted = self.counted_in_sentence().filter(|_| listed);
        let group = match counted.or(chain) {
            Some(group) => Some(group),
            None if pro_form
                && (ranks(opening) || opening.strange > 0 || self.tells_of_one(opening)) =>
            {
                self.last_of_several(person)
            }
            None if pro_form => self.last_thing(person),
            None if opening.pro_form && !other && self.joined.is_some() => self.joined,
            None => self.person_before(other).or_else(|| self.group_before()),
        };
        let group = self.told_alike(opening).or(group);
        // "Ice cream is eaten by the one in yellow": not by itself.
        let itself = |g: &PhraseIx| self.own().contains(g) && !self.may_act(*g);
        let group = group.filter(|g| !(self.of_people && itself(g)));
        // "The largest": of several, or of everything.
        let of_many = opening.pro_form || !opening.picks_one() || opening.ordinal.is_some();
        let group = group.filter(|g| of_many || self.reading.phrases[*g].is_many());
        self.ones = group.filter(|_| pro_form).map(|of| (self.sentence, of)).or(self.ones);
        let group = group?;
        // "A pumpkin, a plant and a trunk … the other two": these are of other kinds.
        let others = opening.quantity.as_ref().filter(|q| other && q.min > 1);
        if others.is_some_and(|q| self.of_other_kinds(group) >= q.min as usize) {
            return None;
        }
        if self.points_back(opening, group) {
            return Some(Reference::Same(group));
        }
        // "Two visitors …, while a third …": none of the two.
        let all = self.reading.phrases[group].quantity.as_ref().filter(|q| q.min > 1);
        let later = ordinal.is_some_and(|n| n > 1 && all.is_none_or(|q| n <= q.max));
        Some(self.some_of(group, other || later))
    }

    /// "The other, a black one, (lies there)": what was picked right before.
    fn apposed(&self, opening: &Opening) -> Option<PhraseIx> {
        let comma = opening.begin.checked_sub(1)?;
        let phrase = self.reading.phrases.get(self.known.checked_sub(1)?)?;
        let end = self.items[comma.checked_sub(1)?].span.end;
        let one = opening.determiner == Some(Determiner::Indefinite) && opening.pro_form;
        let picked = matches!(phrase.refers, Some(Reference::Among(_) | Reference::Besides(..)));
        let after = self.items.iter().skip(opening.begin).find(|i| i.meaning == Meaning::Comma);
        let set_off = after.is_some_and(|i| i.sentence == self.sentence);
        (self.items[comma].meaning == Meaning::Comma
            && one
            && picked
            && set_off
            && phrase.head.end == end)
            .then_some(self.known - 1)
    }

    /// "(He holds) the glass on the left, and the one on the right (is empty)": what stands right before the same sort of
    /// words.
    fn told_alike(&self, opening: &Opening) -> Option<PhraseIx> {
        let definite = opening.determiner == Some(Determiner::Definite);
        let here =
            |i: &usize| self.items.get(*i).is_some_and(|item| item.sentence == self.sentence);
        let end = self.after_one(opening)?;
        let sort = |i: usize| match self.items[i].meaning {
            Meaning::Place(_) | Meaning::Depth(_) | Meaning::Side { .. } => Some(0),
            Meaning::Relation(_) => Some(1),
            _ => None,
        };
        let wanted = Some(end).filter(here).and_then(sort)?;
        let before = (0..opening.begin).rev().take_while(here);
        let alike = before.into_iter().find(|i| sort(*i) == Some(wanted))?;
        let named = self.items[alike.checked_sub(1).filter(here)?].span.end;
        let told = |p: &&Phrase| p.head.end == named && matches!(p.means, Means::Thing(_));
        let found = self.reading.phrases[..self.known].iter().rposition(|p| told(&p))?;
        let governed = self.items[..alike]
            .iter()
            .position(|i| i.span.start >= self.reading.phrases[found].span.start)?;
        (definite && opening.pro_form && opening.looks.is_empty() && self.is_governed(governed))
            .then_some(found)
    }

    /// "Beside another bike, this one black": the very one that was named right before.
    fn points_back(&self, opening: &Opening, group: PhraseIx) -> bool {
        let this = &self.tokens[self.items[opening.begin].tokens.start].word;
        let named = &self.reading.phrases[group];
        let before = opening.begin.checked_sub(2).map(|i| &self.items[i]);
        opening.pro_form
            && this == THIS
            && !named.is_many()
            && named.sentence == self.sentence
            && before.is_some_and(|i| i.span.end == named.head.end)
    }

    /// The sentence spoke before of "one" that takes up nothing.
    fn follows_unknown_one(&self) -> bool {
        let last = self.reading.phrases[..self.known].iter().rev();
        let mut here = last.take_while(|p| p.sentence == self.sentence);
        here.any(|p| {
            let head = self.text.get(p.head.clone()).unwrap_or_default();
            let numeral = p.quantity.is_some() || head.ends_with(ONE);
            p.means == Means::Unknown && p.refers.is_none() && numeral
        })
    }

    /// "It reads 'A', 'B' and 'C', the last two below the first": what was named last are texts.
    fn follows_texts(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        let here = self.items[..at].iter().rev().take_while(|i| i.sentence == sentence);
        let named = |i: &&Item| matches!(i.meaning, Meaning::Quote(_) | Meaning::Noun { .. });
        let mut last = here.filter(named).map(|i| matches!(i.meaning, Meaning::Quote(_)));
        last.next() == Some(true) && last.next() == Some(true)
    }

    /// How many single things of other kinds were told along with a single one.
    fn of_other_kinds(&self, one: PhraseIx) -> usize {
        let phrases = &self.reading.phrases;
        // "The child is between the other two": these are persons.
        let person = matches!(phrases[one].means, Means::Thing(noun) if self.words.is_person(noun));
        if phrases[one].is_many() || person {
            return 0;
        }
        let told = phrases[..self.known].iter().filter(|p| {
            let thing = matches!(p.means, Means::Thing(_)) && p.means != phrases[one].means;
            let new = p.refers.is_none() && p.owner.is_none() && !p.negated && !p.is_many();
            thing && new && p.sentence + 1 >= self.sentence
        });
        told.count()
    }

    /// "One hand raised": a wording of the sentence tells what one hand does.
    fn one_of_hers_before(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        self.items[..at].iter().rev().take_while(|i| i.sentence == sentence).any(|i| {
            let one = self.tokens[i.tokens.start].word == "one" && i.tokens.len() > 1;
            one && matches!(i.meaning, Meaning::Verb { .. } | Meaning::Tail { .. })
        })
    }

    /// A colon, dash or bracket stands before the item.
    fn follows_mark(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        before.is_some_and(|i| i.meaning == Meaning::Stop && i.sentence == self.items[at].sentence)
    }
}

/// "The left one", "the nearest one": one of several.
fn ranks(opening: &Opening) -> bool {
    let ranked =
        |look: &Body| matches!(look, Body::Extreme(_) | Body::Foremost(_) | Body::Nth { .. });
    opening.determiner == Some(Determiner::Definite)
        && opening.looks.iter().any(|(_, look)| ranked(look))
}
