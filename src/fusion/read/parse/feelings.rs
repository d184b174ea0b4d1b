//! Whose a feeling or a colour is that is a noun, or is said of a face: "her smile is gentle", "the melancholy of a woman".

use super::Parser;
use crate::fusion::read::claim::{Body, Determiner, Means, Phrase, PhraseIx};
use crate::fusion::read::item::Item;
use crate::fusion::read::token::TokenKind;
use crate::fusion::vocabulary::{Article, Form, List, Meaning, Pronoun};

/// Before the colour that a text is written in.
const IN: &str = "in";

/// Before who wears it.
const FOR: &str = "for";

impl Parser<'_> {
    /// "The red of the couch": what stands after "of", where the colour is a noun.
    pub(super) fn whose_colour(&self, at: usize) -> Option<PhraseIx> {
        let opener = at.checked_sub(1).map(|i| &self.items[i]).filter(|i| self.is_here(i));
        let noun = opener.is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(Article::Definite) | Meaning::Beyond | Meaning::Possessive
            )
        });
        let whose = self.named_after_of(at).filter(|_| noun)?;
        // "A fur the grey of ashes" only compares.
        let phrase = &self.reading.phrases[whose];
        let one = phrase.determiner != Determiner::None;
        (one && matches!(phrase.means, Means::Thing(_))).then_some(whose)
    }

    /// "(Large gray) text", "'OPEN' in (red and white)": how a text is written, and not what it is on.
    pub(super) fn is_of_letters(&self, at: usize) -> bool {
        let looks = |i: &&Item| {
            let look = matches!(
                i.meaning,
                Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Extreme(_)
                    | Meaning::Beyond
                    | Meaning::Adverb
                    | Meaning::And
            );
            look && self.is_here(i)
        };
        let words = |i: &Item| self.tokens.get(i.tokens.clone()).unwrap_or_default();
        // "A man in white writing on a board" writes.
        let does = |i: &&Item| matches!(i.meaning, Meaning::Verb { form: Form::Ing, .. });
        let next = self.items[at + 1..].iter().find(|i| !looks(i));
        let next = next.filter(|i| self.is_here(i) && !does(i));
        if next.is_some_and(|i| words(i).iter().any(|t| self.words.is_text_noun(&t.word))) {
            return true;
        }
        let mut before = self.items[..at].iter().rev().skip_while(looks);
        let within = before.next().is_some_and(|i| words(i).last().is_some_and(|t| t.word == IN));
        let quoted = |i: &Item| {
            let marked = words(i).first().is_some_and(|t| t.kind == TokenKind::Quote);
            matches!(i.meaning, Meaning::Quote(_)) && marked
        };
        // "In a red frame" goes on with a thing.
        let ends = !matches!(
            self.items.get(at + 1).filter(|i| self.is_here(i)).map(|i| &i.meaning),
            Some(Meaning::Noun { .. } | Meaning::Word)
        );
        within && ends && before.next().is_some_and(quoted)
    }

    /// "A man on a bench painted red", "a table draped in white": the thing right before such a word has the colour.
    pub(super) fn painted(&self, at: usize) -> Option<PhraseIx> {
        use Meaning::{And, Colour, Relation};
        let says = |i: &Item| {
            let words = self.tokens.get(i.tokens.clone()).unwrap_or_default();
            words.iter().any(|t| List::Painted.has(&t.word))
        };
        // "Yellow and white".
        let passed = |i: &Item| matches!(i.meaning, And | Colour(_) | Relation(_)) && !says(i);
        let painted = (0..at).rev().find(|i| !passed(&self.items[*i]))?;
        if !self.is_here(&self.items[painted]) || !says(&self.items[painted]) {
            return None;
        }
        let end = self.items[..painted].last().filter(|i| self.is_here(i))?.span.end;
        let near = self.reading.phrases.iter().rposition(|p| p.span.end == end)?;
        let thing = match self.reading.phrases[near].means {
            Means::Thing(noun) => !self.words.may_be_person(noun),
            _ => false,
        };
        thing.then_some(near)
    }

    /// Right before item `at` a text is spoken of.
    pub(super) fn follows_lettering(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]).filter(|i| self.is_here(i));
        before.filter(|i| i.meaning == Meaning::Picture).is_some_and(|i| {
            let words = self.tokens.get(i.tokens.clone()).unwrap_or_default();
            words.last().is_some_and(|t| self.words.is_text_noun(&t.word))
        })
    }

    /// "Clothing: white (left), blue (centre)", "clothing colours: …": clothes of nobody.
    fn heads_clothes(&self, ix: PhraseIx) -> bool {
        let phrase = &self.reading.phrases[ix];
        let clothes = match phrase.means {
            Means::Thing(noun) => List::Wardrobe.has(&self.words.noun(noun).word),
            _ => false,
        };
        if !clothes || phrase.owner.is_some() {
            return false;
        }
        let rest = self.text.get(phrase.span.end..).unwrap_or_default();
        rest.split_once(':').is_some_and(|(words, _)| {
            !words.contains(['.', ';', ',']) && words.split_whitespace().count() < 2
        })
    }

    /// Instead of a heading of clothes who wears them; nothing where that is not said.
    pub(super) fn who_wears(
        &self,
        at: usize,
        body: &Body,
        hosts: Vec<Vec<PhraseIx>>,
    ) -> Option<Vec<Vec<PhraseIx>>> {
        let clothes = |g: &Vec<PhraseIx>| g.iter().all(|ix| self.heads_clothes(*ix));
        if !matches!(body, Body::Colour(_) | Body::Place(_)) || !hosts.iter().any(clothes) {
            return Some(hosts);
        }
        match self.worn_by(at) {
            Some(who) => Some(vec![vec![who]]),
            None => Some(hosts).filter(|hosts| !hosts.first().is_some_and(clothes)),
        }
    }

    /// "Clothing: green for the rider": who wears the colour at item `at`.
    fn worn_by(&self, at: usize) -> Option<PhraseIx> {
        let [for_whom, next, ..] = self.items.get(at + 1..)? else { return None };
        let here = self.is_here(for_whom) && self.is_here(next);
        if !here || self.first_word(at + 1) != FOR {
            return None;
        }
        let named = |p: &Phrase| p.span.contains(&next.span.start);
        self.reading.phrases.iter().rposition(named)
    }

    fn is_here(&self, item: &Item) -> bool {
        item.sentence == self.sentence
    }

    /// The phrase that "of" after the item opens.
    fn named_after_of(&self, at: usize) -> Option<PhraseIx> {
        let [of, next, ..] = self.items.get(at + 1..)? else { return None };
        if of.meaning != Meaning::Of || !self.is_here(of) || !self.is_here(next) {
            return None;
        }
        let mut named = (0..self.reading.phrases.len()).rev();
        named.find(|ix| self.reading.phrases[*ix].span.contains(&next.span.start))
    }

    /// "Her name is Pearl": whom the possessive before item `at` takes up.
    pub(super) fn whose_name(&mut self, at: usize) -> Option<PhraseIx> {
        let [whose, name, link] = self.items[..at].last_chunk()?;
        let named = self.words.is_name(self.text.get(name.span.clone())?);
        let told = named && link.meaning == Meaning::Link && self.is_here(whose);
        let pronoun = Pronoun::of_possessive(self.text.get(whose.span.clone()).filter(|_| told)?)?;
        self.against.clear();
        self.taken_up_before(whose.span.start, pronoun)
    }

    /// Who stands after "of", or else whom the possessive in or before item `at` takes up.
    pub(super) fn whose_feeling(&mut self, at: usize) -> Option<PhraseIx> {
        if let Some(whose) = self.named_after_of(at) {
            return Some(whose).filter(|ix| self.may_act(*ix));
        }
        // "Her smile" is one item, "her" and "face is neutral" are two.
        let first = self.items[at].tokens.start;
        let own = |token: usize| {
            let token = self.tokens.get(token).filter(|t| t.sentence == self.sentence)?;
            Pronoun::of_possessive(&token.word)
        };
        let pronoun = own(first).or_else(|| own(first.checked_sub(1)?))?;
        let start = self.tokens[first].span.start;
        self.against.clear();
        self.taken_up_before(start, pronoun).filter(|ix| self.may_act(*ix))
    }
}
