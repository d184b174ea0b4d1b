//! The symbols of a sentence: its noun phrases, and what its other words may be to the grammar.

use super::Parser;
use super::cat::Cat;
use crate::fusion::read::claim::Planar;
use crate::fusion::read::item::Item;
use crate::fusion::read::phrase::{Chunk, Kind};
use crate::fusion::read::sides::side;
use crate::fusion::vocabulary::{Article, Form, Meaning, RelationBody, RelationWord};

/// So many items back "at" stands before whose side it is.
const LED: usize = 5;

/// Before the last of those that are denied.
const NOR: &str = "nor";

/// One word, wording or noun phrase of a sentence.
#[derive(Clone)]
pub(super) struct Symbol {
    /// What it may be, each at a price.
    pub(super) cats: Vec<(Cat, u32)>,
    /// Its first item, and the last one.
    pub(super) item: usize,
    pub(super) last: usize,
    /// Of a noun: where it stands among the phrases spoken of.
    pub(super) chunk: Option<usize>,
    /// The verb that the noun may be as well.
    pub(super) verb: Option<Meaning>,
    pub(super) sort: Sort,
    /// Of a noun: it is known already.
    pub(super) definite: bool,
    /// ... and somebody's: "his".
    pub(super) owned: bool,
    /// ... and in so many words how many.
    pub(super) counted: bool,
    /// ... or it stands without an article.
    pub(super) bare: bool,
    /// ... or is a number alone: "one".
    pub(super) numeral: bool,
    pub(super) negated: bool,
    /// Of a noun: it is said not to be there.
    pub(super) denied: bool,
    /// "(Not above the bench) but below it": said instead of what was denied.
    pub(super) contrast: bool,
    /// "In (black)": before what somebody wears.
    pub(super) worn: bool,
    pub(super) between: bool,
    /// Of a noun: a plural, or several by number.
    pub(super) many: bool,
    pub(super) hedged: bool,
    pub(super) mused: bool,
    /// After "is": what somebody does, and no sort of thing: "is making pancakes".
    pub(super) linked: bool,
    /// A relation or text that its words do not tell alone.
    pub(super) says: Says,
}

/// What a symbol says besides its item's meaning.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Says {
    Meaning,
    /// "In the middle of (the table)": within it.
    Within,
    /// "On the child's left".
    Beside(Planar),
    /// "To the left of the picture".
    Place(crate::fusion::read::claim::Cells),
    /// "At the back of the room".
    Depth(crate::fusion::read::claim::Band),
    /// What evidence does not tell: "on either side of".
    Beyond,
    /// What was said before, of somebody else: in these words; denied or not, or as it was.
    Again(std::ops::Range<usize>, Option<bool>),
    /// A text without marks.
    Text(String, std::ops::Range<usize>),
}

/// What a symbol names, or whom it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Animal,
    Thing,
    /// A pronoun, name or phrase without a noun: anything.
    Open,
    /// A pronoun: nothing follows that says which one is meant.
    Told,
    /// Said of persons.
    OfPerson,
    /// Done to things.
    OfThing,
    /// Said of anything.
    OfAny,
}

/// A noun stands right before.
fn named_before(out: &[Symbol]) -> bool {
    out.last().is_some_and(|s| s.chunk.is_some())
}

impl Parser<'_> {
    /// "The colour of" at the beginning of what is said of something: the item after it.
    fn look_of(&self, chunk: &Chunk, next: usize, to: usize) -> Option<usize> {
        let word = &self.tokens[self.items[next - 1].tokens.start].word;
        let of = next < to && self.items[next].meaning == Meaning::Of;
        // "Black and white are the hues of the room" is said of none of its things.
        let hue = self.words.is_hue(word) && !word.ends_with('s');
        (chunk.is_picture() && of && hue).then_some(next + 1)
    }

    /// The symbols of the items from `from` to the end of their sentence, with their noun phrases.
    pub(super) fn symbols(&self, from: usize, to: usize) -> (Vec<Symbol>, Vec<Chunk>) {
        let (mut out, mut chunks) = (Vec::new(), Vec::new());
        let (mut negated, mut hedged, mut mused) = (false, false, false);
        let (mut aside, mut inverted) = (false, false);
        // A verb that claims nothing was denied; "not … but …".
        let (mut spent, mut denied, mut contrast) = (false, false, false);
        let mut at = from;
        while at < to {
            let item = &self.items[at];
            let mut symbol = Symbol {
                cats: Vec::new(),
                item: at,
                last: at,
                chunk: None,
                verb: None,
                sort: Sort::OfAny,
                definite: false,
                owned: false,
                counted: false,
                bare: false,
                numeral: false,
                negated: false,
                denied: false,
                contrast: false,
                worn: self.is_before_look(at),
                between: matches!(item.meaning, Meaning::Relation(r)
                    if r.body == RelationBody::Planar(Planar::Between)),
                many: false,
                hedged,
                mused,
                linked: false,
                says: Says::Meaning,
            };
            if let Some((says, next)) = self.place_with(at) {
                symbol.cats.push((Cat::Holder, 0));
                symbol.says = says;
                symbol.last = next - 1;
                out.push(symbol);
                at = next;
                continue;
            }
            let number = self.number_at(at);
            let chunk = self.chunk(at).or_else(|| number.then(|| (self.number_chunk(at), at + 1)));
            // "A man without a hat": what he has none of.
            if self.lacks_at(at) && chunk.is_some() && named_before(&out) {
                out.push(Symbol {
                    cats: vec![(Cat::With, 0)],
                    verb: Some(Meaning::With),
                    ..symbol.clone()
                });
            }
            // "Neither the man in red nor the woman": both are meant.
            let both = || out.iter().any(|s| s.chunk.is_some() && s.denied);
            if chunk.is_some() && self.first_word(at) == NOR && both() {
                out.push(Symbol { cats: vec![(Cat::And, 0)], ..symbol.clone() });
            }
            if let Some((chunk, next)) = chunk {
                symbol.sort = self.sort_of(&chunk);
                // "The colour of the umbrella is red": the umbrella is.
                if let Some(of) = self.look_of(&chunk, next, to) {
                    at = of;
                    continue;
                }
                // "A number 7": who bears it.
                if chunk.is_picture() && next < to && self.number_at(next) {
                    at = next;
                    continue;
                }
                symbol.cats.push((Cat::Noun, 0));
                if matches!(chunk.kind, Kind::Which { of: false, .. }) {
                    symbol.cats.push((Cat::Whom, 0));
                }
                // "The photograph presents …".
                if let Some(verb) = chunk.is_bare().then(|| self.verb_of(at)).flatten() {
                    symbol.cats.extend(verb.1.iter().map(|(cat, cost)| (*cat, cost + 5)));
                    symbol.verb = Some(verb.0);
                }
                symbol.definite = chunk.is_definite();
                // "Arms outstretched": somebody's.
                symbol.owned = chunk.is_owned()
                    || chunk.is_bare() && self.names_part(&chunk) && self.is_posed(at, next);
                symbol.bare = chunk.is_bare();
                symbol.numeral = chunk.is_numeral();
                symbol.counted = chunk.is_counted();
                symbol.many = chunk.is_many();
                symbol.chunk = Some(chunks.len());
                // "Nor is the lamp black": what is said of it is denied, not the lamp.
                if !inverted {
                    symbol.negated = std::mem::take(&mut negated);
                }
                inverted = false;
                symbol.denied = symbol.negated || chunk.is_denied();
                if !symbol.denied && self.is_denied_too(&out, at) {
                    (symbol.negated, symbol.denied) = (true, true);
                }
                chunks.push(chunk);
                out.push(symbol);
                at = next;
                continue;
            }
            if let Some(next) = self.says_again(at, &mut symbol) {
                negated = false;
                out.push(symbol);
                at = next;
                continue;
            }
            if self.is_turned(at, &mut symbol) {
                out.push(symbol);
                at += 1;
                continue;
            }
            // "Neither the man nor the woman"; "neither above the car nor behind it".
            let named = out.last().is_some_and(|s| s.chunk.is_some());
            let nor = denied && item.meaning == Meaning::Determiner(Article::No);
            let related = |i: &Item| matches!(i.meaning, Meaning::Relation(_));
            let joins = match self.items[..to].get(at + 1) {
                Some(next) if nor => related(next),
                Some(_) => item.meaning == Meaning::Not && self.chunk(at + 1).is_some(),
                None => false,
            };
            if named && joins {
                symbol.cats.push((Cat::And, 0));
                out.push(symbol);
                negated = true;
                at += 1;
                continue;
            }
            // "On the child's left": told with its preposition.
            if item.meaning == Meaning::Possessive && self.is_side_at(at + 1) {
                at += 2;
                continue;
            }
            match &item.meaning {
                // "No, just five."
                Meaning::Determiner(Article::No)
                    if self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Comma) => {}
                Meaning::Not | Meaning::Determiner(Article::No) => {
                    negated = true;
                    inverted = self.is_auxiliary(at + 1);
                    if item.meaning == Meaning::Not && self.joins_denial(at) {
                        symbol.cats.push((Cat::And, 0));
                    }
                }
                Meaning::Hedge => hedged = true,
                Meaning::But => (negated, contrast) = (false, denied),
                // "…, who could hardly look better, clutches a cup": what is denied ends here.
                Meaning::Comma if spent => negated = false,
                // "Whose face I cannot see sits on the left".
                meaning if spent && meaning.is_verbal() && self.first_word(at).ends_with('s') => {
                    negated = false;
                }
                Meaning::HedgedLink => hedged = true,
                Meaning::Stop | Meaning::While => {
                    (negated, hedged, mused) = (false, false, false);
                    (denied, contrast) = (false, false);
                }
                Meaning::Musing => (mused, aside) = (true, self.is_verb_form(at)),
                // "…, adding drama, and tents line the road".
                Meaning::And if mused && self.after_comma(at) && self.is_clause_at(at + 1, to) => {
                    mused = false;
                }
                // "…, whose smile conveys confidence, addresses the crowd".
                Meaning::Verb { form: Form::Finite, .. } if aside && self.after_comma(at) => {
                    (mused, aside) = (false, false);
                }
                _ => {}
            }
            (symbol.hedged, symbol.mused) = (hedged, mused);
            let next = self.classify(at, &mut symbol);
            if !symbol.cats.is_empty() {
                // "Nor dressed in blue": the colour is denied.
                let of_colour = self.items.get(next).is_some_and(|i| {
                    matches!(i.meaning, Meaning::Colour(_)) && i.sentence == item.sentence
                });
                if self.claims_something(at) && !of_colour {
                    symbol.negated = std::mem::take(&mut negated);
                    symbol.contrast = contrast && item.meaning != Meaning::But;
                    contrast &= item.meaning == Meaning::But;
                    denied |= symbol.negated;
                }
                // ... and "whose gender I won't assume, sits": a verb that nobody knows.
                let unknown = item.meaning == Meaning::Word && self.follows_not(at);
                spent = negated && (spent || item.meaning.is_verbal() || unknown);
                out.push(symbol);
            }
            at = next;
        }
        (out, chunks)
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

    pub(super) fn after_link(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|i| matches!(self.items[i].meaning, Meaning::Link | Meaning::HedgedLink))
    }

    /// "(The child's) left", but no left hand.
    pub(in crate::fusion::read) fn is_side_at(&self, at: usize) -> bool {
        self.side_at(at).is_some()
    }

    pub(super) fn side_at(&self, at: usize) -> Option<Planar> {
        let sentence = self.items.get(at)?.sentence;
        let noun = self
            .items
            .get(at + 1)
            .is_some_and(|i| i.sentence == sentence && matches!(i.meaning, Meaning::Noun { .. }));
        match side(self.first_word(at)) {
            _ if noun => None,
            Some((Some(0), None)) => Some(Planar::LeftOf),
            Some((Some(2), None)) => Some(Planar::RightOf),
            _ => self.is_beside_at(at).then_some(Planar::Near),
        }
    }

    /// "At the man's heels": but her heels are hers.
    fn is_beside_at(&self, at: usize) -> bool {
        let alone = self.items[at].tokens.len() == 1;
        let before = &self.items[at.saturating_sub(LED)..at];
        let mut led = before.iter().filter(|i| i.sentence == self.items[at].sentence);
        alone
            && self.words.is_beside(self.first_word(at))
            && led.any(|i| {
                matches!(i.meaning, Meaning::Relation(_))
                    && self.text.get(i.span.clone()).is_some_and(|t| {
                        t.eq_ignore_ascii_case("at") || t.eq_ignore_ascii_case("by")
                    })
            })
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
        at.checked_sub(1).is_some_and(|i| self.items[i].meaning == Meaning::Not)
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

    fn sort_of(&self, chunk: &Chunk) -> Sort {
        match &chunk.kind {
            Kind::Thing { noun, .. } if self.words.may_be_person(*noun) => Sort::Person,
            Kind::Thing { noun, .. } if self.words.is_living(*noun) => Sort::Animal,
            Kind::Thing { .. } | Kind::Picture => Sort::Thing,
            Kind::Pronoun(_) | Kind::Which { .. } => Sort::Told,
            Kind::Number => Sort::Person,
            Kind::Name(_) | Kind::Headless | Kind::Unknown => Sort::Open,
        }
    }

    /// The relation of a symbol, where it is one.
    pub(super) fn relation_of(&self, symbol: &Symbol) -> Option<RelationWord> {
        match &self.items[symbol.item].meaning {
            _ if matches!(symbol.says, Says::Place(_) | Says::Depth(_) | Says::Beyond) => None,
            _ if symbol.says == Says::Within => {
                let body = RelationBody::Planar(Planar::Overlapping);
                Some(RelationWord { body, swapped: false })
            }
            Meaning::Relation(_) | Meaning::To | Meaning::Nearer(_)
                if matches!(symbol.says, Says::Beside(_)) =>
            {
                let Says::Beside(planar) = symbol.says else { return None };
                Some(RelationWord { body: RelationBody::Planar(planar), swapped: false })
            }
            Meaning::Relation(relation) => Some(*relation),
            _ => None,
        }
    }
}
