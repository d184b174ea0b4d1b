//! Of which several things "one", "another", "both", "the left one" are some or all.

use super::claim::{Means, PhraseIx, Reference};
use super::coref::REACH;
use super::parse::Parser;

impl Parser<'_> {
    /// Two single things named last in one sentence, for "they" where nothing named is many.
    pub(super) fn both_before(&self) -> Option<(PhraseIx, PhraseIx)> {
        let single = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let thing = matches!(phrase.means, Means::Thing(noun) if !self.words.is_part(noun));
            // "One person smiles while the other frowns".
            let again = matches!(phrase.refers, Some(Reference::Same(_) | Reference::Both(..)));
            thing && !again && !phrase.negated && !phrase.is_many()
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
        // "He flies a kite. A second one": no second he.
        let single = |ix: PhraseIx| {
            let phrase = &self.reading.phrases[ix];
            let named = phrase.refers.is_some() || !self.is_pronoun(ix);
            matches!(phrase.means, Means::Thing(_)) && named
        };
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
        // "One chair is on the left, one on the right": of chairs.
        let one = (0..self.known).rev().find(|ix| {
            let phrase = &self.reading.phrases[*ix];
            let one = phrase.quantity.as_ref().is_some_and(|q| q.min == 1 && q.max == 1);
            one && self.in_sentence(*ix) && phrase.refers.is_none() && single(*ix)
        });
        let kin = one.map(|one| {
            let means = &self.reading.phrases[one].means;
            self.nearest(|ix| many(ix) && self.reading.phrases[ix].means == *means).unwrap_or(one)
        });
        let kin = kin.filter(|ix| !self.of_people || self.may_act(*ix));
        let last = last.or(counted.filter(|_| none)).or(kin);
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

    /// "A mother and her child … Behind the pair": however long ago, where nobody else was named.
    pub(super) fn two_people_before(&self) -> Option<Reference> {
        let person = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let person = matches!(phrase.means, Means::Thing(noun) if self.words.is_person(noun));
            person && phrase.refers.is_none()
        };
        let people: Vec<PhraseIx> = (0..self.known).filter(person).collect();
        let single = |ix: &PhraseIx| !self.reading.phrases[*ix].is_many();
        let counted = |ix: &&PhraseIx| {
            let quantity = self.reading.phrases[**ix].quantity.as_ref();
            quantity.is_some_and(|q| q.min == 2 && q.max == 2)
        };
        if let Some(two) = people.iter().rev().find(counted) {
            return Some(Reference::Same(*two));
        }
        match people[..] {
            [a, b] if people.iter().all(single) => Some(Reference::Both(a, b)),
            _ => None,
        }
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
        // "The lamp is behind her, the vase beside the bed, and both are blue": what stands there.
        let placed: Vec<PhraseIx> =
            things.iter().copied().filter(|ix| self.placed.contains(ix)).collect();
        match (people.as_slice(), things.as_slice()) {
            _ if placed.len() == 2 && !self.of_people => {
                Some(Reference::Both(placed[0], placed[1]))
            }
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

    /// The phrase that was last singled out of a group.
    pub(super) fn chosen_from(&self, group: PhraseIx) -> Option<PhraseIx> {
        self.reading.phrases[..self.known].iter().rposition(|p| match p.refers {
            Some(Reference::Among(g) | Reference::Besides(g, _)) => g == group,
            _ => false,
        })
    }
}
