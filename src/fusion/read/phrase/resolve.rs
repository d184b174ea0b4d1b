//! What phrases take up, once the sentence is parsed: pronouns, "which", and phrases without a noun.

use super::opening::Opening;
use super::{Kind, Spoken};
use crate::fusion::read::claim::{
    Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Quantity, Reference,
};
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{List, Meaning, Pronoun, RelationBody};

/// What stands for a noun.
const ONE: &str = "one";
/// It points at what was named right before.
const THIS: &str = "this";
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

    /// What "two", "the other", "the sad one", "the former" take up.
    fn taken_up(&mut self, opening: &Opening) -> Option<Reference> {
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

    fn is_animal(&self, ix: PhraseIx) -> bool {
        matches!(self.reading.phrases[ix].means,
            Means::Thing(noun) if self.words.is_living(noun) && !self.words.is_person(noun))
    }

    /// "One hand raised": a wording of the sentence tells what one hand does.
    fn one_of_hers_before(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        self.items[..at].iter().rev().take_while(|i| i.sentence == sentence).any(|i| {
            let one = self.tokens[i.tokens.start].word == "one" && i.tokens.len() > 1;
            one && matches!(i.meaning, Meaning::Verb { .. } | Meaning::Tail { .. })
        })
    }

    /// "Both", "the two": so many, which are all; whether the word says that nobody is left out.
    fn number_of_all(&self, opening: &Opening) -> Option<(u32, bool)> {
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
    fn is_pair(&self, opening: &Opening) -> bool {
        let said = opening.quantity.as_ref().and_then(|q| self.text.get(q.span.clone()));
        said.is_some_and(|said| PAIRS.iter().any(|word| said.to_lowercase().ends_with(word)))
    }

    /// "Those two": a bare number.
    fn is_many_people(&self, opening: &Opening) -> bool {
        let many = opening.quantity.as_ref().is_some_and(|q| q.min > 1);
        many && opening.looks.is_empty() && opening.strange == 0 && opening.ordinal.is_none()
    }

    /// "A couple", "the trio": people, where no noun says what else.
    fn is_company(&self, opening: &Opening) -> bool {
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

    /// A colon, dash or bracket stands before the item.
    fn follows_mark(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        before.is_some_and(|i| i.meaning == Meaning::Stop && i.sentence == self.items[at].sentence)
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

/// "The left one", "the nearest one": one of several.
fn ranks(opening: &Opening) -> bool {
    let ranked =
        |look: &Body| matches!(look, Body::Extreme(_) | Body::Foremost(_) | Body::Nth { .. });
    opening.determiner == Some(Determiner::Definite)
        && opening.looks.iter().any(|(_, look)| ranked(look))
}

/// The phrase that a reference takes up.
fn group_of(refers: Reference) -> PhraseIx {
    match refers {
        Reference::Same(a) | Reference::Both(a, _) => a,
        Reference::Among(a) | Reference::Besides(a, _) => a,
    }
}
