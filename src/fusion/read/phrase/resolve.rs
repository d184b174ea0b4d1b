//! What phrases take up, once the sentence is parsed: pronouns, "which", and phrases without a noun.

use super::opening::Opening;
use super::{Kind, Spoken};
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, PhraseIx, Planar, Quantity, Reference,
};
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{List, Meaning, Pronoun, RelationBody};

/// It leaves nobody out.
const BOTH: &str = "both";
/// None of two.
const NEITHER: &str = "neither";

/// Two, whom one knows.
const PAIRS: [&str; 4] = ["pair", "couple", "duo", "twosome"];

impl Parser<'_> {
    /// Tells what a phrase takes up. What stands before it is told already.
    pub(in crate::fusion::read) fn resolve(&mut self, spoken: &Spoken) {
        let (opening, ix) = (&spoken.chunk.opening, spoken.ix);
        let against = std::mem::take(&mut self.against);
        let phrase = &self.reading.phrases[ix];
        let words = self.text[phrase.span.clone()].to_lowercase();
        self.word = words.split(' ').next().unwrap_or_default().to_owned();
        let owner = opening.whose.and_then(|pronoun| {
            // "A cow and her calf".
            let animal = |p: &Self| p.antecedent(Pronoun::It).filter(|ix| p.is_animal(*ix));
            self.antecedent(pronoun)
                .or_else(|| animal(self).filter(|_| pronoun == Pronoun::HeOrShe))
        });
        if let Some(owner) = owner {
            // "The mane flows, its coat shines": of whose mane it is.
            let whole = self.reading.phrases[owner].owner.filter(|_| self.is_part(owner));
            self.reading.phrases[ix].owner.get_or_insert(whole.unwrap_or(owner));
        }
        self.against = against;
        let refers = match &spoken.chunk.kind {
            Kind::Pronoun(pronoun) => self.pronoun(opening, ix, *pronoun),
            Kind::Which { of: true, people } => {
                let all = self.number_of_all(opening);
                match all.and_then(|(n, _)| self.whole(n, true)) {
                    None if all.is_none() => self.named_last_of(*people).map(Reference::Among),
                    whole => whole,
                }
            }
            Kind::Which { people, .. } => {
                self.last_besides_own().or_else(|| self.named_last_of(*people)).map(Reference::Same)
            }
            // "The largest of the three": of no single one that was named.
            Kind::Headless => self.taken_up(opening).filter(|refers| {
                let many = self.reading.phrases[group_of(*refers)].is_many();
                let all = spoken.main != ix && self.number_of_all(opening).is_some();
                !all || many || matches!(refers, Reference::Both(..))
            }),
            Kind::Thing { .. } if opening.looks.is_empty() => {
                let told = self.pointed_at(ix).or_else(|| self.other_of_two(ix));
                told.or_else(|| self.named_short(ix))
            }
            Kind::Thing { .. } => self.other_of_two(ix),
            _ => None,
        };
        self.word.clear();
        // "A couple", "one working, one on the phone", "the one who rides", "the second from the left wears a hat": of
        // nobody named before, people.
        let nth = opening.looks.iter().any(|(_, look)| matches!(look, Body::Nth { .. }));
        let counted = opening.quantity.is_some() || opening.pro_form || nth;
        let company = self.is_company(opening) || self.of_people && counted;
        if matches!(spoken.chunk.kind, Kind::Headless) && refers.is_none() && company {
            self.reading.phrases[ix].means = Means::Thing(self.words.person());
        }
        // "Those two look so happy", as the first words: people, or pets.
        let opens = ix == 0 && opening.determiner == Some(Determiner::Definite);
        if matches!(spoken.chunk.kind, Kind::Headless) && opens && self.is_many_people(opening) {
            let phrase = &mut self.reading.phrases[ix];
            (phrase.means, phrase.anew) = (Means::Thing(self.words.person()), true);
        }
        if let Some((group, refers)) = refers.map(|r| (group_of(r), r)) {
            // "This girl": by her own name.
            if !matches!(spoken.chunk.kind, Kind::Thing { .. }) {
                self.reading.phrases[ix].means = self.reading.phrases[group].means.clone();
            }
            // "There are no people at the back; the one in front …": of none.
            let none = self.reading.phrases[group].quantity.as_ref().is_some_and(|q| q.max == 0);
            let anew = none
                && opening.pro_form
                && opening.determiner == Some(Determiner::Definite)
                && matches!(refers, Reference::Among(_));
            self.reading.phrases[ix].refers = Some(refers).filter(|_| !anew);
            let headless = matches!(spoken.chunk.kind, Kind::Headless);
            if headless && self.are_others(refers, opening, group) {
                self.reading.phrases[ix].refers = None;
                if !self.was_told(opening, group) {
                    self.reading.phrases[ix].determiner = Determiner::Another;
                }
            }
        }
        if spoken.main != ix {
            let means = self.reading.phrases[ix].means.clone();
            self.reading.phrases[spoken.main].means = means;
        }
    }

    fn pronoun(&mut self, opening: &Opening, ix: PhraseIx, pronoun: Pronoun) -> Option<Reference> {
        let antecedent = self
            .antecedent(pronoun)
            .or_else(|| self.he_of_an_animal(pronoun))
            .or_else(|| self.own_again(pronoun));
        // "A kitchen with a table. A child stands behind it": behind no kitchen.
        let antecedent = antecedent.map(|a| {
            let besides = self.is_setting(a)
                && self.has_with_it(a)
                && !self.in_sentence(a)
                && !self.own().is_empty()
                && !self.is_within(opening);
            let others = besides.then(|| self.antecedents_instead(pronoun, a));
            let mut others = others.into_iter().flatten();
            others.find(|ix| !self.is_setting(*ix)).unwrap_or(a)
        });
        let many = antecedent.is_some_and(|a| self.reading.phrases[a].is_many());
        // "There are chairs. A plant is on the left, a clock on the right, with a lamp between them".
        let nearer = |two: &(PhraseIx, PhraseIx)| {
            let own = [two.0, two.1].iter().any(|ix| self.own().contains(ix));
            !own && self.in_sentence(two.1) && !antecedent.is_some_and(|a| self.in_sentence(a))
        };
        let both = self.both_before().filter(|two| pronoun.is_plural() && (!many || nearer(two)));
        let some = opening.quantity.as_ref().is_some_and(|q| q.max > 0)
            && (opening.of || self.ends_with_of(opening));
        // "A clock hangs above both of them": above no clock.
        let had = self.had_with_it(opening, pronoun).is_some();
        let antecedent = antecedent.filter(|a| had || !(some && self.own().contains(a)));
        // "They look gloomy": people, where nobody was named.
        let people = pronoun.of_people() || pronoun.is_plural() && self.of_people;
        if antecedent.is_none() && people {
            // "A tennis players … as he", "a womman … beside her": of somebody told before, whoever that is.
            self.reading.phrases[ix].again = self.somebody_told(ix);
            self.reading.phrases[ix].anew = true;
            self.reading.phrases[ix].means = Means::Thing(self.words.person());
            if self.number_of_all(opening).is_some() {
                self.reading.phrases[ix].determiner = Determiner::Definite;
            }
            if let Some(company) = self.company_before() {
                return Some(self.some_of(company, true));
            }
        }
        // "Both of them", "the three of them".
        let all = self.number_of_all(opening).filter(|_| some && pronoun.is_plural());
        if let Some(whole) = all.and_then(|(n, every)| self.whole(n, every)) {
            self.reading.phrases[ix].plural = true;
            return Some(whole);
        }
        // "A man … Across from him stands a woman. Between them …": one alone is nothing to be between.
        let two = (self.between && pronoun.is_plural() && !many && both.is_none())
            .then(|| self.whole(2, false))
            .flatten();
        if two.is_some() {
            self.reading.phrases[ix].plural = true;
            return two;
        }
        let mut instead =
            antecedent.map(|a| self.antecedents_instead(pronoun, a)).unwrap_or_default();
        // "A counter with a sink and a bottle on it": on nothing that the counter has.
        instead.retain(|ix| self.host.is_none_or(|host| *ix < host));
        self.reading.phrases[ix].instead = instead;
        self.reading.phrases[ix].plural = pronoun.is_plural() && !some;
        match (both, antecedent) {
            (Some((a, b)), _) if !some => Some(Reference::Both(a, b)),
            (_, Some(a)) if some => Some(Reference::Among(a)),
            (_, a) => a.map(Reference::Same),
        }
    }

    /// "In" stands before the phrase.
    fn is_within(&self, opening: &Opening) -> bool {
        let within = RelationBody::Planar(Planar::Inside);
        let before = opening.begin.checked_sub(1).map(|i| self.items[i].tokens.end - 1);
        let last = before.and_then(|at| self.tokens.get(at..at + 1)).unwrap_or_default();
        let found = self.words.readings(last);
        found.iter().any(|(_, m)| matches!(m, Meaning::Relation(r) if r.body == within))
    }

    fn is_animal(&self, ix: PhraseIx) -> bool {
        matches!(self.reading.phrases[ix].means,
            Means::Thing(noun) if self.words.is_living(noun) && !self.words.is_person(noun))
    }

    /// "Both", "the two": so many, which are all; whether the word says that nobody is left out.
    pub(super) fn number_of_all(&self, opening: &Opening) -> Option<(u32, bool)> {
        let quantity = opening.quantity.as_ref().filter(|q| q.min == q.max && q.min != 1)?;
        let said = self.text.get(quantity.span.clone())?.to_lowercase();
        if quantity.max == 0 {
            return (said == NEITHER && !opening.of).then_some((2, true));
        }
        let both = said.starts_with(BOTH);
        let definite = opening.determiner == Some(Determiner::Definite);
        (both || definite).then_some((quantity.min, both))
    }

    /// "The pair".
    pub(super) fn is_pair(&self, opening: &Opening) -> bool {
        let said = opening.quantity.as_ref().and_then(|q| self.text.get(q.span.clone()));
        said.is_some_and(|said| PAIRS.iter().any(|word| said.to_lowercase().ends_with(word)))
    }

    /// "Those two": a bare number.
    fn is_many_people(&self, opening: &Opening) -> bool {
        let many = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        many && opening.looks.is_empty() && opening.strange == 0 && opening.ordinal.is_none()
    }

    /// "A couple", "the trio": people, where no noun says what else.
    pub(super) fn is_company(&self, opening: &Opening) -> bool {
        let said = opening.quantity.as_ref().and_then(|q| self.text.get(q.span.clone()));
        said.is_some_and(|said| {
            List::Company.words().any(|word| said.to_lowercase().ends_with(word))
        })
    }

    /// "Two happy people and a sad one", "two planes and a white one", "two in blue, two in red": of their kind, but none
    /// of those.
    fn are_others(&self, refers: Reference, opening: &Opening, group: PhraseIx) -> bool {
        let exact = |q: &Option<Quantity>| q.as_ref().filter(|q| q.min == q.max).map(|q| q.max);
        let own = exact(&opening.quantity).filter(|n| *n > 1);
        let as_many = own.is_some() && own == exact(&self.reading.phrases[group].quantity);
        let joined = opening.pro_form
            && opening.determiner == Some(Determiner::Indefinite)
            && exact(&self.reading.phrases[group].quantity).is_some_and(|n| n > 1)
            && self.is_joined_to(opening.begin, group);
        matches!(refers, Reference::Among(_) | Reference::Besides(..))
            && (joined || as_many || opening.pro_form && self.differs(opening, group))
    }

    /// "And" stands before the item, and between it and the phrase nothing that begins a list.
    fn is_joined_to(&self, at: usize, group: PhraseIx) -> bool {
        let (head, here) = (self.reading.phrases[group].head.end, self.items[at].sentence);
        let mut between = self.items[..at].iter().rev().take_while(|i| i.span.start >= head);
        let and = between.next().is_some_and(|i| i.meaning == Meaning::And && i.sentence == here);
        and && !between.any(|i| matches!(i.meaning, Meaning::Stop | Meaning::Comma))
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

    /// "The blue boat … The red boat is behind the blue one": one that looks so was named before the other.
    fn was_told(&self, opening: &Opening, other: PhraseIx) -> bool {
        let phrases = &self.reading.phrases;
        let named = |ix: PhraseIx| phrases[ix].means == phrases[other].means && ix != other;
        let so = |c: &Claim| {
            let about = c.subjects.as_slice();
            !c.negated && matches!(about, [group] if matches!(group[..], [ix] if named(ix)))
        };
        let told = |look: &Body| self.reading.claims.iter().any(|c| c.body == *look && so(c));
        let definite = opening.determiner == Some(Determiner::Definite);
        definite && opening.looks.iter().all(|(_, look)| told(look))
    }

    /// Some of a group: those that were not singled out before, where others are asked for.
    pub(in crate::fusion::read) fn some_of(&self, group: PhraseIx, others: bool) -> Reference {
        // "A racket … another": not that one.
        let single = !self.reading.phrases[group].is_many();
        match self.chosen_from(group).or(single.then_some(group)).filter(|_| others) {
            Some(one) => Reference::Besides(group, one),
            None => Reference::Among(group),
        }
    }
}

/// The phrase that a reference takes up.
fn group_of(refers: Reference) -> PhraseIx {
    match refers {
        Reference::Same(a) | Reference::Both(a, _) => a,
        Reference::Among(a) | Reference::Besides(a, _) => a,
    }
}
