//! What pronouns and headless phrases take up: the nearest fitting thing within three sentences.

use super::claim::{Means, PhraseIx, Reference};
use super::parse::Parser;
use crate::fusion::vocabulary::Pronoun;

/// So many sentences back, the current one included, a pronoun may reach.
pub(super) const REACH: usize = 3;

impl Parser<'_> {
    /// What else in the same sentence as its antecedent a pronoun may take up.
    pub(super) fn antecedents_instead(
        &self,
        pronoun: Pronoun,
        antecedent: PhraseIx,
    ) -> Vec<PhraseIx> {
        let sentence = self.reading.phrases[antecedent].sentence;
        let others = (0..self.known).filter(|ix| {
            *ix != antecedent
                && self.reading.phrases[*ix].sentence == sentence
                && self.fits(pronoun, *ix)
        });
        others.collect()
    }

    /// Whether a pronoun may take up the phrase: such a thing, and not what the pronoun's own relation is about.
    fn fits(&self, pronoun: Pronoun, ix: PhraseIx) -> bool {
        let own = || self.own().iter().any(|s| self.root(*s) == self.root(ix));
        // "She is smiling, he is not."
        let named = self.text[self.reading.phrases[ix].head.clone()].to_lowercase();
        self.is_such(pronoun, ix)
            && !self.words.words_apart(&self.word, &named)
            && (matches!(self.reading.phrases[ix].means, Means::Name(_)) || !own())
    }

    /// A thing of the pronoun's number and sort.
    pub(super) fn is_such(&self, pronoun: Pronoun, ix: PhraseIx) -> bool {
        let phrase = &self.reading.phrases[ix];
        let Means::Thing(noun) = phrase.means else {
            let name = matches!(phrase.means, Means::Name(_));
            return name && pronoun == Pronoun::It && !phrase.negated;
        };
        let many = phrase.is_many();
        !phrase.negated
            && match pronoun {
                Pronoun::It => !self.words.is_person(noun) && !many,
                Pronoun::HeOrShe => self.words.may_be_person(noun) && !many,
                Pronoun::They => many && !self.words.noun(noun).garment,
            }
    }

    fn in_sentence(&self, ix: PhraseIx) -> bool {
        self.reading.phrases[ix].sentence == self.sentence
    }

    /// The phrase that a pronoun takes up. In the nearest sentence with a fitting thing, the first one is meant:
    /// what a sentence is about stands before what it mentions by the way.
    pub(super) fn antecedent(&self, pronoun: Pronoun) -> Option<PhraseIx> {
        let fits = |ix: PhraseIx| self.fits(pronoun, ix);
        // "A bench with a bag on it": on what has the bag.
        let host = self.host.map(|ix| self.root(ix));
        if let Some(host) = host.filter(|ix| fits(*ix)) {
            return Some(host);
        }
        // "Near the lamp is a ball. It is red": what the sentence before was about, wherever it stands.
        let topic = self.topic.map(|ix| self.root(ix)).filter(|_| !self.named_in_sentence());
        // "Sixty people: twenty on the left … They" are the sixty.
        let topic = topic.map(|ix| match self.reading.phrases[ix].refers {
            Some(Reference::Among(group) | Reference::Besides(group, _))
                if pronoun == Pronoun::They =>
            {
                group
            }
            _ => ix,
        });
        if let Some(topic) = topic.filter(|ix| fits(*ix)) {
            return Some(topic);
        }
        self.main_in_clause(&fits)
            .or_else(|| self.nearest(|ix| fits(ix) && self.in_sentence(ix)))
            .or_else(|| {
                // "A man, and next to him a woman": the relation still waits for its true subject.
                let own = |ix: PhraseIx| {
                    self.after_break && self.is_such(pronoun, ix) && self.in_sentence(ix)
                };
                self.nearest(own)
            })
            .or_else(|| self.nearest(fits))
            .or_else(|| {
                // "They" may also take up one who was named in the singular, or a couple of single things.
                let any = |ix: PhraseIx| matches!(self.reading.phrases[ix].means, Means::Thing(_));
                let somebody =
                    |ix: PhraseIx| self.is_such(Pronoun::HeOrShe, ix) && !self.own().contains(&ix);
                let they = pronoun == Pronoun::They;
                they.then(|| self.nearest(somebody).or_else(|| self.nearest(any))).flatten()
            })
    }

    /// "My teddy … him", "the dog … she": where no person was named.
    pub(super) fn he_of_an_animal(&self, pronoun: Pronoun) -> Option<PhraseIx> {
        let person = |ix| self.is_such(Pronoun::HeOrShe, ix) && !self.own().contains(&ix);
        let unknown = pronoun.of_people() && !(0..self.known).any(person);
        let antecedent = self.antecedent(Pronoun::It).filter(|_| unknown)?;
        let alive = match self.reading.phrases[antecedent].means {
            Means::Thing(noun) => self.words.is_living(noun) || self.words.is_toy(noun),
            _ => false,
        };
        alive.then_some(antecedent)
    }

    /// "A man looks at himself", "a dog with a bowl in front of him": whom this is said of, where nobody else was named.
    pub(super) fn own_again(&self, pronoun: Pronoun) -> Option<PhraseIx> {
        let such = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => {
                let animal = self.words.is_living(noun) || self.words.is_toy(noun);
                self.is_such(pronoun, *ix) || animal && self.is_such(Pronoun::It, *ix)
            }
            _ => false,
        };
        let fits = |ix: &PhraseIx| pronoun.of_people() && such(ix);
        self.own().iter().map(|ix| self.root(*ix)).find(fits)
    }

    /// Before the phrase stands one that may mean somebody, of whatever number.
    pub(super) fn somebody_told(&self, before: PhraseIx) -> bool {
        let may = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.may_be_person(noun) || self.words.is_living(noun),
            Means::Unknown => true,
            _ => false,
        };
        (0..before).any(|ix| may(ix) && !self.reading.phrases[ix].negated)
    }

    /// Two single things named last in one sentence, for "they" where nothing named is many.
    pub(super) fn both_before(&self) -> Option<(PhraseIx, PhraseIx)> {
        let single = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let thing = matches!(phrase.means, Means::Thing(noun) if !self.words.is_part(noun));
            thing && phrase.refers.is_none() && !phrase.negated && !phrase.plural
        };
        let current = self.sentence;
        (0..REACH).find_map(|back| {
            let sentence = current.checked_sub(back)?;
            let here = |ix: &PhraseIx| self.reading.phrases[*ix].sentence == sentence;
            let of = |person: bool| -> Vec<PhraseIx> {
                let named = (0..self.known).filter(|ix| here(ix) && single(ix));
                named.filter(|ix| self.may_act(*ix) == person).take(2).collect()
            };
            // "A person with a bird to the right of them": one person may be "they".
            let (people, things) = (of(true), of(false));
            if people.len() == 1 && !self.own().contains(&people[0]) {
                return None;
            }
            [people, things].into_iter().find_map(|two| match two.as_slice() {
                [a, b] => Some((*a, *b)),
                _ => None,
            })
        })
    }

    /// The many things of which "one", "another", "the other two" are some; who does what people do, is one of people.
    pub(super) fn group_before(&self) -> Option<PhraseIx> {
        let many = |ix: PhraseIx| {
            let phrase = &self.reading.phrases[ix];
            matches!(phrase.means, Means::Thing(_)) && phrase.refers.is_none() && phrase.is_many()
        };
        let single = |ix: PhraseIx| matches!(self.reading.phrases[ix].means, Means::Thing(_));
        let people = |ix: PhraseIx| self.of_people && many(ix) && self.may_act(ix);
        // "Three cups and two vases, one with tulips": of those that were counted right before.
        let last = self.known.checked_sub(1).filter(|ix| {
            let counted = self.reading.phrases[*ix].quantity.as_ref().is_some_and(|q| q.min > 1);
            counted && many(*ix) && self.in_sentence(*ix)
        });
        let last = last.filter(|ix| !self.of_people || self.may_act(*ix));
        // "A person …; another …. A third": of those that the enumeration began with.
        let counted =
            self.reading.phrases[..self.known].iter().rev().find_map(|p| match p.refers {
                Some(Reference::Besides(group, _)) if p.sentence + 1 >= self.sentence => {
                    Some(group)
                }
                _ => None,
            });
        let none = !(0..self.known).any(|ix| self.in_sentence(ix)) && self.nearest(many).is_none();
        let last = last.or(counted.filter(|_| none));
        let person = |ix: PhraseIx| self.of_people && single(ix) && self.may_act(ix);
        // "Four of them smile, one frowns": one of those of whom the four are.
        let of_group = |ix: PhraseIx| match self.reading.phrases[ix].refers {
            Some(Reference::Among(group)) => group,
            _ => ix,
        };
        last.or_else(|| self.nearest(people))
            .or_else(|| self.nearest(person).map(of_group))
            .or_else(|| self.nearest(many))
            .or_else(|| self.nearest(single).map(of_group))
    }

    /// "A person feeding animals and another one driving": besides the person, where no people were named.
    pub(super) fn person_before(&self, other: bool) -> Option<PhraseIx> {
        let person = |ix: PhraseIx| {
            let thing = matches!(self.reading.phrases[ix].means, Means::Thing(_));
            thing && self.reading.phrases[ix].refers.is_none() && self.may_act(ix)
        };
        let many = |ix: PhraseIx| person(ix) && self.reading.phrases[ix].is_many();
        let single = self.nearest(person).filter(|_| self.nearest(many).is_none());
        single.filter(|_| other && self.of_people)
    }

    /// Those counted last in the sentence, of which a list goes on to tell each.
    pub(super) fn counted_in_sentence(&self) -> Option<PhraseIx> {
        (0..self.known).rev().find(|ix| {
            let phrase = &self.reading.phrases[*ix];
            let counted = phrase.quantity.as_ref().is_some_and(|q| q.min > 1);
            counted && phrase.refers.is_none() && self.in_sentence(*ix)
        })
    }

    /// All of so many that were named last, together or one by one: "both", "the two", "the three of them". More than so
    /// many are a group of which these are some, but not where "both" leaves nobody out.
    pub(super) fn whole(&self, n: u32, every: bool) -> Option<Reference> {
        let group = |ix: PhraseIx, fits: &dyn Fn(u32, u32) -> bool| {
            let phrase = &self.reading.phrases[ix];
            matches!(phrase.means, Means::Thing(_))
                && !matches!(phrase.refers, Some(Reference::Same(_)))
                && !phrase.negated
                && phrase.quantity.as_ref().is_some_and(|q| fits(q.min, q.max))
        };
        let exact = |ix: PhraseIx| group(ix, &|min, max| min == n && max == n);
        let more = |ix: PhraseIx| group(ix, &|min, _| min > n);
        (0..REACH)
            .find_map(|back| {
                let sentence = self.sentence.checked_sub(back)?;
                let here = |ix: &PhraseIx| self.reading.phrases[*ix].sentence == sentence;
                let exact = (0..self.known).rev().filter(here).find(|ix| exact(*ix));
                exact
                    .map(Reference::Same)
                    .or_else(|| self.two_single(sentence, every).filter(|_| n == 2))
            })
            .or_else(|| self.nearest(more).filter(|_| !every).map(Reference::Among))
    }

    /// The two single people of a sentence, or its two single things; "both" may also be one and the other.
    fn two_single(&self, sentence: usize, both: bool) -> Option<Reference> {
        let own = self.own();
        let single = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let thing = matches!(phrase.means, Means::Thing(noun)
                if !self.words.is_part(noun) && !self.words.noun(noun).garment);
            let again = matches!(phrase.refers, Some(Reference::Same(_) | Reference::Both(..)));
            thing && !again && !phrase.negated && !phrase.is_many()
        };
        let of = |sentence: usize| -> Vec<PhraseIx> {
            let here = |ix: &PhraseIx| self.reading.phrases[*ix].sentence == sentence;
            (0..self.known).filter(|ix| here(ix) && single(ix)).collect()
        };
        let named = of(sentence);
        let (people, things): (Vec<PhraseIx>, Vec<PhraseIx>) =
            named.into_iter().filter(|ix| !own.contains(ix)).partition(|ix| self.may_act(*ix));
        // "One dozes on the couch, another lies below it": two of a kind.
        let alike = things.iter().enumerate().find_map(|(n, a)| {
            let means = &self.reading.phrases[*a].means;
            let mut like =
                things[n + 1..].iter().filter(|b| self.reading.phrases[**b].means == *means);
            like.next().filter(|_| like.next().is_none()).map(|b| (*a, *b))
        });
        // "A man slices bread. Across from him stands a woman. Between the two …"
        let before = sentence.checked_sub(1).map(of).unwrap_or_default();
        let mut before = before.into_iter().filter(|ix| !own.contains(ix) && self.may_act(*ix));
        let one_each = match (people.as_slice(), before.next(), before.next()) {
            ([b], Some(a), None) => Some(Reference::Both(a, *b)),
            _ => None,
        };
        match (people.as_slice(), things.as_slice()) {
            ([a, b], _) => Some(Reference::Both(*a, *b)),
            _ if one_each.is_some() => one_each,
            _ if alike.is_some() && !self.of_people => alike.map(|(a, b)| Reference::Both(a, b)),
            (_, [.., a, b]) if !self.of_people => Some(Reference::Both(*a, *b)),
            ([a], [b]) if both => Some(Reference::Both(*a.min(b), *a.max(b))),
            _ => None,
        }
    }

    /// "A couple: he … she": the people of whom one is meant by a pronoun that nobody named before explains.
    pub(super) fn company_before(&self) -> Option<PhraseIx> {
        let people = |ix: PhraseIx| {
            let phrase = &self.reading.phrases[ix];
            matches!(phrase.means, Means::Thing(noun) if self.words.may_be_person(noun))
                && phrase.refers.is_none()
                && phrase.quantity.as_ref().is_some_and(|q| q.min > 1)
        };
        self.nearest(people)
    }

    /// The sentence has named several of something already.
    pub(super) fn several_in_sentence(&self) -> bool {
        let many = |ix: &PhraseIx| self.in_sentence(*ix) && self.reading.phrases[*ix].is_many();
        (0..self.known).any(|ix| many(&ix))
    }

    /// The sentence has named something already.
    pub(super) fn named_in_sentence(&self) -> bool {
        let last = self.known.checked_sub(1).map(|ix| &self.reading.phrases[ix]);
        last.is_some_and(|p| p.sentence == self.sentence)
    }

    /// The thing named last, for "the red one"; a person where it is said how they feel.
    pub(super) fn last_thing(&self, person: bool) -> Option<PhraseIx> {
        if let Some(parallel) = self.parallel.filter(|_| !person) {
            return Some(parallel);
        }
        let waiting = if self.compares { &[] } else { self.own() };
        let fits = |ix: PhraseIx, others: bool| match self.reading.phrases[ix].means {
            Means::Thing(noun) => {
                (!person || self.words.is_person(noun))
                    && !(others && (waiting.contains(&ix) || self.words.is_part(noun)))
            }
            _ => false,
        };
        let all = 0..self.known;
        // "Two ewes …, another left of the shepherd, and a black one": one of the flock.
        let many = |ix: PhraseIx| self.reading.phrases[ix].is_many();
        let by_way = |ix: &PhraseIx| {
            self.may_act(*ix)
                && !many(*ix)
                && (0..self.known)
                    .any(|o| !self.may_act(o) && many(o) && self.in_sentence(o) && fits(o, true))
        };
        all.clone()
            .rev()
            .find(|ix| fits(*ix, true) && !by_way(ix))
            .or_else(|| all.rev().find(|ix| fits(*ix, false)))
    }

    /// "Three glasses stand on a table. The left one …": of several, where the thing named last is one alone.
    pub(super) fn last_of_several(&self, person: bool) -> Option<PhraseIx> {
        let last = self.last_thing(person)?;
        let means = |ix: PhraseIx| &self.reading.phrases[ix].means;
        let again = |ix: PhraseIx| ix != last && means(ix) == means(last);
        if self.reading.phrases[last].is_many() || (0..self.known).any(again) {
            return Some(last);
        }
        let several = |ix: PhraseIx| {
            let phrase = &self.reading.phrases[ix];
            let such = matches!(phrase.means, Means::Thing(noun)
                if !self.words.is_part(noun) && (!person || self.words.is_person(noun)));
            such && phrase.refers.is_none() && phrase.is_many() && !phrase.negated
        };
        self.nearest(several).or(Some(last))
    }

    /// "A keyboard and a mouse to the right of that": the thing named last in the sentence, but not what this is said of.
    pub(super) fn last_besides_own(&self) -> Option<PhraseIx> {
        let own = self.own();
        (0..self.known).rev().find(|ix| {
            let phrase = &self.reading.phrases[*ix];
            self.in_sentence(*ix)
                && matches!(phrase.means, Means::Thing(_))
                && !matches!(phrase.refers, Some(Reference::Same(_)))
                && !own.contains(ix)
        })
    }

    /// The phrase that was last singled out of a group.
    pub(super) fn chosen_from(&self, group: PhraseIx) -> Option<PhraseIx> {
        self.reading.phrases[..self.known].iter().rposition(|p| match p.refers {
            Some(Reference::Among(g) | Reference::Besides(g, _)) => g == group,
            _ => false,
        })
    }

    /// The phrase that first named what this one takes up.
    pub(super) fn root(&self, ix: PhraseIx) -> PhraseIx {
        match self.reading.phrases[ix].refers {
            Some(Reference::Same(earlier)) if earlier < ix => self.root(earlier),
            _ => ix,
        }
    }

    /// The plural that was named last in the sentence, or whatever was; on demand of people alone.
    pub(super) fn named_last_of(&self, of_people: bool) -> Option<PhraseIx> {
        let here = (0..self.known).rev().filter(|ix| self.in_sentence(*ix));
        let fitting: Vec<PhraseIx> = here.filter(|ix| !of_people || self.may_act(*ix)).collect();
        let many = |ix: &&PhraseIx| self.reading.phrases[**ix].plural;
        fitting.iter().find(many).or(fitting.first()).copied()
    }

    /// A person, or what nobody knows.
    pub(super) fn may_act(&self, ix: PhraseIx) -> bool {
        match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.may_be_person(noun),
            _ => true,
        }
    }

    fn nearest(&self, fits: impl Fn(PhraseIx) -> bool) -> Option<PhraseIx> {
        let current = self.sentence;
        (0..REACH).find_map(|back| {
            let sentence = current.checked_sub(back)?;
            let mut in_sentence =
                (0..self.known).filter(|ix| self.reading.phrases[*ix].sentence == sentence);
            in_sentence.find(|ix| fits(*ix))
        })
    }
}
