//! What pronouns and headless phrases take up: the nearest fitting thing within three sentences.

use super::claim::{Body, Determiner, Means, PhraseIx, Reference};
use super::parse::Parser;
use crate::fusion::vocabulary::{Meaning, Pronoun};

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
        // "A couch. A man with a remote sits on it": not on what he has with him.
        let by_way = pronoun == Pronoun::It && sentence == self.sentence && !self.own().is_empty();
        let near = |of: usize| of == sentence || by_way && of + 1 == sentence;
        let others = (0..self.known).filter(|ix| {
            *ix != antecedent && near(self.reading.phrases[*ix].sentence) && self.fits(pronoun, *ix)
        });
        others.collect()
    }

    /// "A man in a green shirt (sits on it)": what somebody is in, who does something with something else.
    fn is_own_garment(&self, ix: PhraseIx) -> bool {
        let garment = match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.noun(noun).garment,
            _ => false,
        };
        garment && self.in_sentence(ix) && self.own().iter().any(|own| own + 1 == ix)
    }

    /// Whether a pronoun may take up the phrase: such a thing, and not what the pronoun's own relation is about.
    fn fits(&self, pronoun: Pronoun, ix: PhraseIx) -> bool {
        let own = || self.own().iter().any(|s| self.root(*s) == self.root(ix));
        // "She is smiling, he is not."
        let named = self.text[self.reading.phrases[ix].head.clone()].to_lowercase();
        self.is_such(pronoun, ix)
            && !self.is_own_garment(ix)
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

    pub(super) fn in_sentence(&self, ix: PhraseIx) -> bool {
        self.reading.phrases[ix].sentence == self.sentence
    }

    /// The phrase that a pronoun takes up. In the nearest sentence with a fitting thing, the first one is meant:
    /// what a sentence is about stands before what it mentions by the way.
    pub(super) fn antecedent(&self, pronoun: Pronoun) -> Option<PhraseIx> {
        let found = self.antecedent_among(pronoun, &|_| true)?;
        // "A vet … mind the blades. They look annoyed": no blades do.
        let alive = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.is_living(noun) || self.words.is_toy(noun),
            _ => true,
        };
        let who = || self.antecedent_among(pronoun, &alive).filter(|ix| alive(*ix));
        let feel = pronoun == Pronoun::They && self.of_people && !alive(found);
        feel.then(who).flatten().or(Some(found))
    }

    fn antecedent_among(
        &self,
        pronoun: Pronoun,
        of: &dyn Fn(PhraseIx) -> bool,
    ) -> Option<PhraseIx> {
        if pronoun == Pronoun::It && self.goes_on_with_text() {
            return None;
        }
        let fits = |ix: PhraseIx| of(ix) && self.fits(pronoun, ix);
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
                let far = || self.people_before().filter(|ix| fits(*ix));
                they.then(|| self.nearest(somebody).or_else(far).or_else(|| self.nearest(any)))
                    .flatten()
            })
    }

    /// "Three people in a kitchen. … The oven behind them": however long ago, where these are the only ones.
    fn people_before(&self) -> Option<PhraseIx> {
        let people = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let person = matches!(phrase.means, Means::Thing(noun) if self.words.is_person(noun));
            person && phrase.is_many() && phrase.refers.is_none()
        };
        let mut all = (0..self.known).filter(people);
        let known = |ix: PhraseIx| self.reading.phrases[ix].determiner == Determiner::Definite;
        all.next().filter(|_| all.all(known))
    }

    /// "Text in the picture reads "EXIT". It goes on …": the sentence before names nothing but a text, so this is "it".
    fn goes_on_with_text(&self) -> bool {
        let Some(before) = self.sentence.checked_sub(1) else { return false };
        let in_it = self.reading.claims.iter().rev().skip_while(|c| c.sentence > before);
        let mut in_it = in_it.take_while(|c| c.sentence == before).peekable();
        in_it.peek().is_some()
            && in_it.all(|c| matches!(c.body, Body::Text(_)) && c.subjects.is_empty())
            && !self.reading.phrases[..self.known].iter().any(|p| p.sentence >= before)
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

    /// "He", of whom nobody knows who it is.
    pub(super) fn is_pronoun(&self, ix: PhraseIx) -> bool {
        matches!(self.head_of(ix), Some(Meaning::Pronoun(_)))
    }

    /// "(On) which".
    pub(super) fn is_relative(&self, ix: PhraseIx) -> bool {
        self.head_of(ix) == Some(&Meaning::Relative)
    }

    /// What a phrase's last word means.
    fn head_of(&self, ix: PhraseIx) -> Option<&Meaning> {
        let head = &self.reading.phrases[ix].head;
        let at = self.items.partition_point(|i| i.span.end < head.end);
        self.items.get(at).map(|i| &i.meaning)
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

    /// The phrase that first named what this one takes up.
    pub(super) fn root(&self, ix: PhraseIx) -> PhraseIx {
        match self.reading.phrases[ix].refers {
            Some(Reference::Same(earlier)) if earlier < ix => self.root(earlier),
            _ => ix,
        }
    }

    /// The plural that was named last in the sentence, or whatever was; on demand of people alone. In "two adults stand
    /// behind them, one of whom is in white" those are the adults: a pronoun names nobody.
    pub(super) fn named_last_of(&self, of_people: bool) -> Option<PhraseIx> {
        let here = (0..self.known).rev().filter(|ix| self.in_sentence(*ix));
        let fitting: Vec<PhraseIx> = here.filter(|ix| !of_people || self.may_act(*ix)).collect();
        let many = |ix: &&PhraseIx| self.reading.phrases[**ix].plural;
        let named = fitting.iter().find(|ix| many(ix) && !self.is_pronoun(**ix));
        named.or_else(|| fitting.iter().find(many)).or(fitting.first()).copied()
    }

    /// A person, or what nobody knows.
    pub(super) fn may_act(&self, ix: PhraseIx) -> bool {
        match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.may_be_person(noun),
            _ => true,
        }
    }

    pub(super) fn nearest(&self, fits: impl Fn(PhraseIx) -> bool) -> Option<PhraseIx> {
        let current = self.sentence;
        (0..REACH).find_map(|back| {
            let sentence = current.checked_sub(back)?;
            let mut in_sentence =
                (0..self.known).filter(|ix| self.reading.phrases[*ix].sentence == sentence);
            in_sentence.find(|ix| fits(*ix))
        })
    }

    /// Where it all is.
    pub(super) fn is_setting(&self, ix: PhraseIx) -> bool {
        matches!(self.reading.phrases[ix].means, Means::Thing(noun) if self.words.noun(noun).setting)
    }

    /// "With" stands behind the phrase.
    pub(super) fn has_with_it(&self, ix: PhraseIx) -> bool {
        let end = self.reading.phrases[ix].span.end;
        let next = self.items.partition_point(|i| i.span.start < end);
        self.items.get(next).is_some_and(|i| i.meaning == Meaning::With)
    }
}
