//! From a sentence's items to its symbols: which of them are noun phrases, and how far what is denied, guessed or mused
//! reaches.

use super::Parser;
use super::cat::Cat;
use super::symbol::{Says, Symbol};
use crate::fusion::read::claim::Planar;
use crate::fusion::read::phrase::{Chunk, Kind};
use crate::fusion::vocabulary::{Article, Form, List, Meaning, RelationBody};

/// Before the last of those that are denied.
const NOR: &str = "nor";
/// Somebody who does what comes.
const WHOEVER: [&str; 2] = ["whoever", "whomever"];

/// How what comes next is said.
#[derive(Default)]
struct Mood {
    negated: bool,
    hedged: bool,
    mused: bool,
    /// What muses is a verb beside the main one.
    aside: bool,
    /// "Nor is (the lamp black)".
    inverted: bool,
    /// A verb that claims nothing was denied.
    spent: bool,
    /// Something was denied before: "not … but …".
    denied: bool,
    /// Said instead of that.
    contrast: bool,
}

/// The symbols found so far.
struct Symbols<'p, 'a> {
    parser: &'p Parser<'a>,
    /// Where the sentence ends.
    to: usize,
    mood: Mood,
    out: Vec<Symbol>,
    chunks: Vec<Chunk>,
}

impl Symbols<'_, '_> {
    /// Adds what item `at` begins; the item after it.
    fn add(&mut self, at: usize) -> usize {
        let parser = self.parser;
        let item = &parser.items[at];
        let mut symbol = Symbol {
            worn: parser.is_before_look(at),
            hedged: self.mood.hedged,
            mused: self.mood.mused,
            ..Symbol::of(at, item)
        };
        if let Some((says, next)) = parser.place_with(at) {
            symbol.cats.push((Cat::Holder, 0));
            (symbol.says, symbol.last) = (says, next - 1);
            self.out.push(symbol);
            return next;
        }
        let number = parser.number_at(at);
        let chunk = parser.chunk(at).or_else(|| number.then(|| (parser.number_chunk(at), at + 1)));
        if let Some((chunk, next)) = chunk {
            return self.add_noun(symbol, chunk, next);
        }
        if let Some(next) = parser.says_again(at, &mut symbol) {
            self.mood.negated = false;
            self.out.push(symbol);
            return next;
        }
        if parser.is_turned(at, &mut symbol) {
            self.out.push(symbol);
            return at + 1;
        }
        if self.joins_denied(at) {
            symbol.cats.push((Cat::And, 0));
            self.out.push(symbol);
            self.mood.negated = true;
            return at + 1;
        }
        // "On the child's left": told with its preposition.
        if item.meaning == Meaning::Possessive && parser.is_side_at(at + 1) {
            return at + 2;
        }
        self.turn(at, &mut symbol);
        self.add_word(symbol)
    }

    /// Adds a noun phrase that ends before item `next`; the item after what it takes up.
    fn add_noun(&mut self, mut symbol: Symbol, chunk: Chunk, next: usize) -> usize {
        let (parser, at) = (self.parser, symbol.item);
        // "A man without a hat": what he has none of.
        if parser.lacks_at(at) && self.follows_noun() {
            let (cats, verb) = (vec![(Cat::With, 0)], Some(Meaning::With));
            self.out.push(Symbol { cats, verb, ..symbol.clone() });
        }
        // "Neither the man in red nor the woman": both are meant.
        let both = || self.out.iter().any(|s| s.chunk.is_some() && s.denied);
        if parser.first_word(at) == NOR && both() {
            self.out.push(Symbol { cats: vec![(Cat::And, 0)], ..symbol.clone() });
        }
        symbol.sort = parser.sort_of(&chunk);
        // "The colour of the umbrella is red": the umbrella is.
        if let Some(of) = parser.look_of(&chunk, next, self.to) {
            return of;
        }
        // "On the left is part of a red car": the car is there.
        if let Some(of) = parser.portion_of(&chunk, at, next, self.to) {
            return of;
        }
        // "A number 7": who bears it.
        if chunk.is_picture() && next < self.to && parser.number_at(next) {
            return next;
        }
        symbol.cats.push((Cat::Noun, 0));
        if matches!(chunk.kind, Kind::Which { of: false, .. }) {
            symbol.cats.push((Cat::Whom, 0));
        }
        // "The photograph presents …".
        if let Some(verb) = chunk.is_bare().then(|| parser.verb_of(at)).flatten() {
            symbol.cats.extend(verb.1.iter().map(|(cat, cost)| (*cat, cost + 5)));
            symbol.verb = Some(verb.0);
        }
        symbol.definite = chunk.is_definite();
        // "Arms outstretched": somebody's.
        symbol.owned = chunk.is_owned()
            || chunk.is_bare() && parser.names_part(&chunk) && parser.is_posed(at, next);
        symbol.bare = chunk.is_bare();
        symbol.numeral = chunk.is_numeral();
        symbol.counted = chunk.is_counted();
        symbol.many = chunk.is_many();
        symbol.chunk = Some(self.chunks.len());
        // "Nor is the lamp black": what is said of it is denied, not the lamp.
        if !std::mem::take(&mut self.mood.inverted) {
            symbol.negated = std::mem::take(&mut self.mood.negated);
        }
        symbol.denied = symbol.negated || chunk.is_denied();
        if !symbol.denied && parser.is_denied_too(&self.out, at) {
            (symbol.negated, symbol.denied) = (true, true);
        }
        // "Whoever holds it": somebody who does.
        let whoever = WHOEVER.contains(&parser.first_word(at)) && next == at + 1;
        let which = whoever
            .then(|| Symbol { cats: vec![(Cat::Which, 0)], ..Symbol::of(at, &parser.items[at]) });
        self.chunks.push(chunk);
        self.out.push(symbol);
        self.out.extend(which);
        next
    }

    /// Adds what is no noun phrase, if it is anything to the grammar.
    fn add_word(&mut self, mut symbol: Symbol) -> usize {
        let (parser, at) = (self.parser, symbol.item);
        let item = &parser.items[at];
        (symbol.hedged, symbol.mused) = (self.mood.hedged, self.mood.mused);
        let next = parser.classify(at, &mut symbol);
        if symbol.cats.is_empty() {
            return next;
        }
        // "Nor dressed in blue": the colour is denied.
        let of_colour = parser.items.get(next).is_some_and(|i| {
            matches!(i.meaning, Meaning::Colour(_)) && i.sentence == item.sentence
        });
        let mood = &mut self.mood;
        if parser.claims_something(at) && !of_colour {
            symbol.negated = std::mem::take(&mut mood.negated);
            symbol.contrast = mood.contrast && item.meaning != Meaning::But;
            mood.contrast &= item.meaning == Meaning::But;
            mood.denied |= symbol.negated;
        }
        // "Whose gender I won't assume, sits", "it says no spitting, and …": a verb that nobody knows.
        let unknown = item.meaning == Meaning::Word && parser.follows_not(at);
        mood.spent = mood.negated && (mood.spent || item.meaning.is_verbal() || unknown);
        self.out.push(symbol);
        next
    }

    /// A noun stands right before.
    fn follows_noun(&self) -> bool {
        self.out.last().is_some_and(|s| s.chunk.is_some())
    }

    /// "Neither the man nor the woman"; "neither above the car nor behind it".
    fn joins_denied(&self, at: usize) -> bool {
        let item = &self.parser.items[at];
        let nor = self.mood.denied && item.meaning == Meaning::Determiner(Article::No);
        let joins = match self.parser.items[..self.to].get(at + 1) {
            Some(next) if nor => matches!(next.meaning, Meaning::Relation(_)),
            Some(_) => item.meaning == Meaning::Not && self.parser.chunk(at + 1).is_some(),
            None => false,
        };
        joins && self.follows_noun()
    }

    /// What item `at` changes in how all is said that comes.
    fn turn(&mut self, at: usize, symbol: &mut Symbol) {
        let (parser, mood) = (self.parser, &mut self.mood);
        let item = &parser.items[at];
        match &item.meaning {
            // "No, just five."
            Meaning::Determiner(Article::No)
                if parser.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Comma) => {}
            Meaning::Not | Meaning::Determiner(Article::No) => {
                mood.negated = true;
                mood.inverted = parser.is_auxiliary(at + 1);
                if item.meaning == Meaning::Not && parser.joins_denial(at) {
                    symbol.cats.push((Cat::And, 0));
                }
            }
            Meaning::Hedge => mood.hedged = true,
            Meaning::But => (mood.negated, mood.contrast) = (false, mood.denied),
            // "…, who could hardly look better, clutches a cup": what is denied ends here.
            Meaning::Comma if mood.spent => mood.negated = false,
            // "Whose face I cannot see sits on the left".
            meaning
                if mood.spent && meaning.is_verbal() && parser.first_word(at).ends_with('s') =>
            {
                mood.negated = false;
            }
            Meaning::HedgedLink => mood.hedged = true,
            Meaning::Stop | Meaning::While => {
                (mood.negated, mood.hedged, mood.mused) = (false, false, false);
                (mood.denied, mood.contrast) = (false, false);
            }
            Meaning::Musing => {
                (mood.mused, mood.aside) = (true, parser.is_verb_form(at));
                // "Knives should be handled with care": any knives.
                if let Some(who) = self.out.last_mut().filter(|s| !s.definite && s.many) {
                    who.mused |= List::Modals.has(parser.first_word(at));
                }
            }
            // "…, adding drama, and tents line the road".
            Meaning::And
                if mood.mused && parser.after_comma(at) && parser.is_clause_at(at + 1, self.to) =>
            {
                mood.mused = false;
            }
            // "…, whose smile conveys confidence, addresses the crowd".
            Meaning::Verb { form: Form::Finite, .. } if mood.aside && parser.after_comma(at) => {
                (mood.mused, mood.aside) = (false, false);
            }
            // "The wall, blurred to add depth, shows a sign", "a cup, ready for use, is beside it".
            meaning
                if mood.mused
                    && parser.after_comma(at)
                    && (*meaning == Meaning::Link
                        || meaning.is_verbal() && parser.first_word(at).ends_with('s')) =>
            {
                (mood.mused, mood.aside) = (false, false);
            }
            _ => {}
        }
    }
}

impl Parser<'_> {
    /// The symbols of the items from `from` to the end of their sentence, with their noun phrases.
    pub(super) fn symbols(&self, from: usize, to: usize) -> (Vec<Symbol>, Vec<Chunk>) {
        let mood = Mood::default();
        let mut all = Symbols { parser: self, to, mood, out: Vec::new(), chunks: Vec::new() };
        let mut at = from;
        while at < to {
            at = all.add(at);
        }
        (all.out, all.chunks)
    }

    /// "The colour of" at the beginning of what is said of something: the item after it.
    fn look_of(&self, chunk: &Chunk, next: usize, to: usize) -> Option<usize> {
        let word = &self.tokens[self.items[next - 1].tokens.start].word;
        let of = next < to && self.items[next].meaning == Meaning::Of;
        // "Black and white are the hues of the room" is said of none of its things.
        let hue = self.words.is_hue(word) && !word.ends_with('s');
        (chunk.is_picture() && of && hue).then_some(next + 1)
    }

    /// "(On the left is) part of", "(there is) a corner of" some thing: the item after it.
    fn portion_of(&self, chunk: &Chunk, at: usize, next: usize, to: usize) -> Option<usize> {
        let word = &self.tokens[self.items[next - 1].tokens.start].word;
        let of = next < to && self.items[next].meaning == Meaning::Of;
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        let before = before.filter(|i| i.sentence == self.items[at].sentence);
        let there = before.is_some_and(|i| matches!(i.meaning, Meaning::Link | Meaning::There))
            || before.is_some_and(|i| i.meaning == Meaning::Comma)
                && matches!(
                    self.items[..at - 1].last().map(|i| &i.meaning),
                    Some(Meaning::Place(_) | Meaning::Depth(_))
                );
        let portion = chunk.is_picture() && !chunk.is_definite() && List::Portions.has(word);
        (portion && of && there && self.chunk(next + 1).is_some()).then_some(next + 1)
    }

    /// "The foreground (is dominated by a dog)", "the left of the frame (shows …)": a place, of what comes; the item after.
    fn place_with(&self, at: usize) -> Option<(Says, usize)> {
        let sentence = self.items[at].sentence;
        let opens = at.checked_sub(1).map(|i| &self.items[i]).is_none_or(|i| {
            i.sentence != sentence
                || matches!(
                    i.meaning,
                    Meaning::Comma | Meaning::And | Meaning::While | Meaning::Stop
                )
        });
        let start = self.items[at].tokens.start;
        let (length, place) = self.words.place_named(&self.tokens[start..]).filter(|_| opens)?;
        let begin = self.items.iter().position(|i| i.tokens.start == start + length)?;
        let here = |i: usize| self.items.get(i).filter(|i| i.sentence == sentence);
        let verb = |i: usize| {
            here(i).is_some_and(|i| self.words.presents(&self.tokens[i.tokens.start].word))
        };
        let linked = here(begin).is_some_and(|i| i.meaning == Meaning::Link);
        let last = if linked && verb(begin + 1) { begin + 1 } else { begin };
        let after = match here(last + 1).map(|i| &i.meaning) {
            Some(Meaning::To | Meaning::Of | Meaning::With | Meaning::Relation(_)) => last + 2,
            _ => last + 1,
        };
        if !(verb(last) && here(after).is_some() && self.chunk(after).is_some()) {
            return None;
        }
        Some(match place {
            Meaning::Place(cells) => (Says::Place(cells), begin),
            Meaning::Depth(band) => (Says::Depth(band), begin),
            _ => return None,
        })
    }

    /// What can be denied.
    fn claims_something(&self, at: usize) -> bool {
        !matches!(
            self.items[at].meaning,
            Meaning::Comma
                | Meaning::And
                | Meaning::Not
                | Meaning::Link
                | Meaning::HedgedLink
                | Meaning::There
                | Meaning::Word
                | Meaning::Posture
                | Meaning::Action
                | Meaning::To
                | Meaning::TextVerb
                | Meaning::Have
        )
    }

    /// A noun phrase, and what it does.
    fn is_clause_at(&self, at: usize, to: usize) -> bool {
        let Some((_, mut next)) = self.chunk(at) else { return false };
        while next < to
            && self.items[next].meaning == Meaning::Of
            && let Some((_, after)) = self.chunk(next + 1)
        {
            next = after;
        }
        let unknown = |at: usize| {
            let word = &self.tokens[self.items[at].tokens.start].word;
            self.items[at].meaning == Meaning::Word && word.ends_with('s')
        };
        next < to && (self.items[next].meaning.begins_predicate() || unknown(next))
    }

    /// "In" before a colour.
    fn is_before_look(&self, at: usize) -> bool {
        let within = RelationBody::Planar(Planar::Inside);
        let inside = matches!(self.items[at].meaning, Meaning::Relation(r) if r.body == within);
        let next = self.items.get(at + 1).filter(|i| i.sentence == self.items[at].sentence);
        inside && next.is_some_and(|i| matches!(i.meaning, Meaning::Colour(_)))
    }

    fn follows_not(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|i| {
            matches!(self.items[i].meaning, Meaning::Not | Meaning::Determiner(Article::No))
        })
    }

    fn after_comma(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|i| self.items[i].meaning == Meaning::Comma)
    }

    /// "Number 9 kicks …", "kicked by number 9": the player who bears it.
    fn number_at(&self, at: usize) -> bool {
        let Meaning::Quote(text) = &self.items[at].meaning else { return false };
        let acts = self
            .items
            .get(at + 1)
            .filter(|i| i.sentence == self.items[at].sentence)
            .is_some_and(|i| {
                // "Number 11 grins."
                let feels = matches!(i.meaning, Meaning::Emotion(_)) && self.is_verb_form(at + 1);
                i.meaning.begins_predicate() || feels
            });
        let word = at
            .checked_sub(1)
            .is_some_and(|i| matches!(self.items[i].meaning, Meaning::Picture | Meaning::TextVerb));
        let begin = if word { at - 1 } else { at };
        // "The number 9 is on the box" is a text.
        let article = Meaning::Determiner(Article::Definite);
        let the = &self.tokens[self.items[begin].tokens.clone()][..1];
        let stated = self.words.readings(the).iter().any(|(_, m)| *m == article);
        if stated && self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Link) {
            return false;
        }
        let opens = begin == 0
            || self.items[begin - 1].sentence != self.items[at].sentence
            || matches!(self.items[begin - 1].meaning, Meaning::And | Meaning::Comma);
        let governed = begin.checked_sub(1).is_some_and(|i| {
            let passive = Form::Passive;
            self.items[i].sentence == self.items[at].sentence
                && match self.items[i].meaning {
                    Meaning::Relation(_) => true,
                    Meaning::Verb { form, .. } => form == passive,
                    _ => false,
                }
        });
        text.chars().all(|c| c.is_ascii_digit()) && (opens && acts || governed)
    }
}
