//! What the words of a sentence may be to the grammar, and at what price.

use super::Parser;
use super::cat::Cat;
use super::symbol::{Says, Sort, Symbol};
use crate::fusion::read::claim::{Band, Cells, Planar};
use crate::fusion::read::item::Item;
use crate::fusion::read::sides::is_side;
use crate::fusion::read::token::TokenKind;
use crate::fusion::vocabulary::{Article, Form, Meaning, Pronoun, RelationBody, RelationWord};

/// All over it.
const OVER: &str = "over";
const ALL: &str = "all";
const BELOW: &str = "below";

/// Before what belongs to what was named.
const WHOSE: &str = "whose";

/// After it: not nearest to us.
const FROM: &str = "from";

/// So many items after "reads" a quotation may still be what is read ("reads in large white letters …").
const QUOTE_AHEAD: usize = 7;

impl Parser<'_> {
    /// What the item may be to the grammar; the item after it.
    pub(super) fn classify(&self, at: usize, symbol: &mut Symbol) -> usize {
        let item = &self.items[at];
        let mut is = |cat, cost| symbol.cats.push((cat, cost));
        match &item.meaning {
            Meaning::Comma => is(Cat::Comma, 0),
            // "Car (left), dog (right)": as without brackets.
            Meaning::Stop if self.is_bracket_of_looks(at) => {}
            Meaning::Stop
                if matches!(
                    self.text.get(item.span.clone()),
                    Some(":" | "(" | ")" | "[" | "]")
                ) =>
            {
                is(Cat::Comma, 0);
                is(Cat::Stop, 2);
            }
            // "While holding a cup": goes on with the same.
            Meaning::While if self.first_word(at + 1).ends_with("ing") => is(Cat::Comma, 0),
            // "The vase, though tiny, …": as without it.
            Meaning::While if self.is_aside_of_looks(at) => {}
            Meaning::Stop | Meaning::While => {
                is(Cat::Stop, 0);
                let dash = self.text.get(item.span.clone()) != Some(";");
                if item.meaning == Meaning::Stop && dash {
                    is(Cat::Comma, 3);
                }
            }
            Meaning::And | Meaning::But => is(Cat::And, 0),
            Meaning::Link | Meaning::HedgedLink => is(Cat::Link, 0),
            Meaning::Have => {
                is(Cat::Have, 0);
                if self.has_what_was_named(at) {
                    symbol.cats.push((Cat::Verb, 2));
                }
            }
            Meaning::With if self.tokens[item.tokens.end - 1].word == WHOSE => is(Cat::Whose, 0),
            Meaning::With => is(Cat::With, 0),
            Meaning::Of => is(Cat::Of, 0),
            Meaning::Toward | Meaning::Except => is(Cat::Prep, 2),
            Meaning::Belongs => {
                is(Cat::Verb, 0);
                is(Cat::Doing, 0);
            }
            Meaning::Relative => is(Cat::Which, 0),
            Meaning::There => is(Cat::There, 0),
            Meaning::Tail { .. } => is(Cat::Tail, 0),
            Meaning::Absent => is(Cat::Absent, 0),
            Meaning::Quote(_) => is(Cat::Quote, 0),
            Meaning::Place(cells) => {
                let after = self.past_openers(at + 2);
                let of = self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Of);
                // "To the bottom of its left leg" is no left.
                let noun = self
                    .items
                    .get(after + 1)
                    .is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }));
                let picture = self.items.get(after).is_some_and(|i| i.meaning == Meaning::Picture)
                    && !(noun && is_side(self.first_word(after)));
                match of {
                    true if picture => {
                        is(Cat::Place, 0);
                        return after + 1;
                    }
                    true => {
                        is(Cat::Prep, 0);
                        let somewhere = cells.columns == [true; 3] && cells.rows == [true; 3];
                        symbol.says = if somewhere { Says::Beyond } else { Says::Within };
                        return at + 2;
                    }
                    false => is(Cat::Place, 0),
                }
            }
            // "Nearer to the girl".
            Meaning::Nearer(true)
                if self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::To) =>
            {
                symbol.says = Says::Beside(Planar::Near);
                symbol.cats.push((Cat::Prep, 0));
                return at + 2;
            }
            // "Nearer the girl (than the boy is)".
            Meaning::Nearer(true) if item.tokens.len() == 1 && self.governs_the(at) => {
                symbol.says = Says::Beside(Planar::Near);
                symbol.cats.push((Cat::Prep, 0));
            }
            Meaning::Depth(_)
            | Meaning::Side { .. }
            | Meaning::Nearer(_)
            | Meaning::Compared(_)
            | Meaning::Row(_)
            | Meaning::Together => is(Cat::Place, 0),
            // "It is the zebra that is nearest", but "nearest the door".
            Meaning::Nearest(_) if item.tokens.len() > 1 || !self.governs_at(at) => {
                is(Cat::Place, 0)
            }
            Meaning::Nearest(_) => is(Cat::Odd, 0),
            Meaning::Emotion(_) => {
                symbol.sort = Sort::OfPerson;
                if self.first_word(at) == WHOSE {
                    symbol.cats.push((Cat::Rel, 0));
                } else if self.is_verb_form(at) {
                    symbol.cats.push((Cat::Act, 0));
                } else {
                    symbol.cats.push((Cat::Look, 0));
                }
                if self.first_word(at).ends_with("ing") {
                    symbol.cats.push((Cat::Acting, 0));
                }
            }
            Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond if self.is_stranded(at) => {}
            Meaning::Colour(_)
            | Meaning::Size(_)
            | Meaning::Extreme(_)
            | Meaning::Utmost(_)
            | Meaning::Name(_)
            | Meaning::Beyond => is(Cat::Look, 0),
            Meaning::Relation(_) | Meaning::To if self.side_of_owner(at).is_some() => {
                symbol.says = self.side_of_owner(at).map_or(Says::Meaning, Says::Beside);
                symbol.cats.push((Cat::Prep, 0));
            }
            Meaning::Relation(_) if self.in_other_hand(at).is_some() => {
                symbol.verb = self.in_other_hand(at);
                symbol.says = Says::Beyond;
                symbol.last = at + 2;
                symbol.cats.push((Cat::Tail, 0));
                return at + 3;
            }
            Meaning::Relation(relation) => return self.classify_relation(at, *relation, symbol),
            Meaning::Verb { form, .. } => {
                symbol.sort = if *form == Form::Passive { Sort::OfThing } else { Sort::OfPerson };
                let past = item.tokens.len() == 1 && self.first_word(at).ends_with("ed");
                match form {
                    Form::Finite => {
                        symbol.cats.push((Cat::Verb, 0));
                        // "Are ready": whatever that is.
                        if self.after_link(at) {
                            symbol.cats.push((Cat::Odd, 2));
                        }
                        if past || !self.first_word(at).ends_with('s') {
                            symbol.cats.push((Cat::Doing, if past { 3 } else { 6 }));
                        }
                    }
                    Form::Ing | Form::Passive => symbol.cats.push((Cat::Doing, 0)),
                }
            }
            Meaning::Posture | Meaning::Action | Meaning::Musing => {
                let word = self.first_word(at);
                let ing = word.ends_with("ing");
                let past = word.ends_with("ed") || word.ends_with("en") || word == "sat";
                let (finite, participle) = match (ing, past, word.ends_with('s')) {
                    // "Went on a plane to see her": she is not on the plane.
                    _ if self.is_infinitive(at) => (20, 0),
                    (true, ..) => (20, 0),
                    (_, true, _) => (3, 0),
                    (_, _, true) => (0, 20),
                    _ => (0, 5),
                };
                symbol.cats.push((Cat::Act, finite));
                symbol.cats.push((Cat::Acting, participle));
                symbol.linked = ing && self.after_link(at);
                if self.text.get(item.span.clone()).is_some_and(|t| t.ends_with("that")) {
                    symbol.cats.push((Cat::Stop, 0));
                }
            }
            Meaning::TextVerb => return self.classify_text(at, symbol),
            Meaning::Word | Meaning::To => {
                let word = self.first_word(at);
                is(Cat::Odd, 0);
                if word.ends_with("ing") || word.ends_with("ed") {
                    is(Cat::Acting, 3);
                } else if word.ends_with('s') && !word.ends_with("ss") {
                    is(Cat::Act, 4);
                }
            }
            _ => {}
        }
        at + 1
    }

    /// The verb that a single word may be, though it was taken for a noun, and as what symbols.
    pub(super) fn verb_of(&self, at: usize) -> Option<(Meaning, Vec<(Cat, u32)>)> {
        let tokens = &self.tokens[self.items[at].tokens.clone()];
        let [token] = tokens else { return None };
        let readings = self.words.readings(tokens);
        // "A wolf pads": nobody knows the verb.
        let after_one = at.checked_sub(1).is_some_and(|i| {
            self.items[i].sentence == self.items[at].sentence
                && matches!(self.items[i].meaning, Meaning::Noun { plural: false, .. })
        });
        let verb = readings.iter().map(|(_, m)| m).find(|m| m.is_verbal()).cloned();
        let verb = verb.or(after_one.then_some(Meaning::Action))?;
        let cat = match verb {
            Meaning::Verb { .. } => Cat::Verb,
            Meaning::TextVerb => Cat::Reads,
            _ => Cat::Act,
        };
        token.word.ends_with('s').then(|| (verb, vec![(cat, 0)]))
    }

    /// A thing, "to" or "from" comes right after.
    fn governs_at(&self, at: usize) -> bool {
        let next = self.items.get(at + 1).filter(|i| i.sentence == self.items[at].sentence);
        let joint = |i: &Item| i.meaning == Meaning::To || self.first_word(at + 1) == FROM;
        next.is_some_and(|i| joint(i) || self.chunk(at + 1).is_some())
    }

    /// A certain thing comes right after.
    fn governs_the(&self, at: usize) -> bool {
        let definite = Meaning::Determiner(Article::Definite);
        let here = |i: &&Item| i.sentence == self.items[at].sentence;
        let the = self.items.get(at + 1).filter(here).is_some_and(|i| i.meaning == definite);
        the && self.chunk(at + 1).is_some_and(|(chunk, _)| !chunk.is_picture())
    }

    /// A bracket around nothing but a place or a look.
    fn is_bracket_of_looks(&self, at: usize) -> bool {
        let mark = |i: usize| self.items.get(i).and_then(|i| self.text.get(i.span.clone()));
        let said = |i: usize| {
            self.items.get(i).is_some_and(|i| {
                matches!(
                    i.meaning,
                    Meaning::Place(_)
                        | Meaning::Depth(_)
                        | Meaning::Colour(_)
                        | Meaning::Side { .. }
                        | Meaning::Nearer(_)
                        | Meaning::Compared(_)
                )
            })
        };
        match mark(at) {
            Some("(") => {
                let end = (at + 1..at + 4).find(|i| !said(*i));
                end.is_some_and(|end| end > at + 1 && mark(end) == Some(")"))
            }
            Some(")") => {
                let begin = (at.saturating_sub(4)..at).rev().find(|i| !said(*i));
                begin.is_some_and(|begin| begin + 1 < at && mark(begin) == Some("("))
            }
            _ => false,
        }
    }

    /// A comma, the word at `at`, looks, and a comma.
    fn is_aside_of_looks(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        let here =
            |i: usize| self.items.get(i).filter(|i| i.sentence == sentence).map(|i| &i.meaning);
        let look = |m: &Meaning| {
            matches!(
                m,
                Meaning::Colour(_)
                    | Meaning::Size(_)
                    | Meaning::Emotion(_)
                    | Meaning::Beyond
                    | Meaning::Adverb
                    | Meaning::Word
            )
        };
        let comma = |i: usize| here(i) == Some(&Meaning::Comma);
        let end = (at + 1..at + 4).find(|i| !here(*i).is_some_and(look));
        at.checked_sub(1).is_some_and(comma) && end.is_some_and(|end| end > at + 1 && comma(end))
    }

    pub(in crate::fusion::read) fn first_word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |i| &self.tokens[i.tokens.start].word)
    }

    /// Past articles and their like.
    fn past_openers(&self, mut at: usize) -> usize {
        while self.items.get(at).is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(_) | Meaning::Possessive | Meaning::Beyond | Meaning::Word
            )
        }) {
            at += 1;
        }
        at
    }

    /// A look between an article and a noun that could not be read: whose it is, nobody knows.
    fn is_stranded(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        let here = |i: usize| self.items.get(i).filter(|i| i.sentence == sentence);
        let opened = at.checked_sub(1).and_then(here).is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(Article::Definite | Article::Indefinite) | Meaning::Possessive
            )
        });
        opened
            && here(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Word | Meaning::Quote(_)))
    }

    /// "On the (sad) child's left": that side of whose it is.
    fn side_of_owner(&self, at: usize) -> Option<Planar> {
        let sentence = self.items[at].sentence;
        let mut ahead =
            (at + 1..self.items.len()).take_while(|i| self.items[*i].sentence == sentence);
        let end = ahead.find(|i| {
            let meaning = &self.items[*i].meaning;
            !meaning.stands_before_noun() && !matches!(meaning, Meaning::Noun { .. })
                || *meaning == Meaning::Possessive && self.is_side_at(i + 1)
        })?;
        let possessive = self.items[end].meaning == Meaning::Possessive;
        self.side_at(end + 1).filter(|_| possessive && self.items[at].tokens.len() == 1)
    }

    /// "To the left of the picture" is a place, "in the picture" nothing.
    fn classify_relation(&self, at: usize, relation: RelationWord, symbol: &mut Symbol) -> usize {
        let mut after = at + 1;
        while self
            .items
            .get(after)
            .is_some_and(|i| matches!(i.meaning, Meaning::Determiner(_) | Meaning::Possessive))
        {
            after += 1;
        }
        let numbered =
            self.items.get(after + 1).is_some_and(|i| matches!(i.meaning, Meaning::Quote(_)));
        let picture = self.items.get(after).is_some_and(|i| i.meaning == Meaning::Picture);
        if picture && !numbered {
            let of = self.tokens[self.items[at].tokens.end - 1].word == "of";
            // "Hanging from its side".
            let more = self.first_word(at).ends_with("ing");
            symbol.says = match (relation.as_place(), relation.body) {
                // "Casts a soft light over the scene", but "high above the scene"; "a book below the frame" is out of it.
                (_, RelationBody::Planar(Planar::Above | Planar::Below))
                    // ... "all over the area".
                    if matches!(self.first_word(at), ALL | OVER | BELOW) =>
                {
                    Says::Beyond
                }
                (Some(cells), _) if !more => {
                    // "A little left of centre" is not yet the left.
                    let loose = self.words.is_centre(self.first_word(after));
                    Says::Place(Cells { loose, ..cells })
                }
                (None, RelationBody::InFront(near)) if of => Says::Depth(Band::of(near)),
                _ => Says::Meaning,
            };
            symbol.cats.push((Cat::Place, 0));
            return after + 1;
        }
        // "With the text … on it".
        let here = |back: usize| {
            let item = at.checked_sub(back).map(|i| &self.items[i]);
            item.filter(|i| i.sentence == self.items[at].sentence).map(|i| &i.meaning)
        };
        let before = here(1);
        // ... and "written on it".
        let manner = matches!(before, Some(Meaning::Word | Meaning::Beyond | Meaning::Action));
        let quoted = matches!(before, Some(Meaning::Quote(_)))
            || manner && matches!(here(2), Some(Meaning::Quote(_)))
            || self.follows_anything(at);
        let pronoun = self
            .items
            .get(at + 1)
            .is_some_and(|i| matches!(i.meaning, Meaning::Pronoun(Pronoun::It | Pronoun::They)));
        if quoted && pronoun {
            return at + 2;
        }
        // "Is looking at the laptop, not at the cake": whom she does not look at.
        let preposition = self.first_word(at);
        let denied = before == Some(&Meaning::Not)
            && self.items[..at].iter().any(|i| {
                i.sentence == self.items[at].sentence
                    && i.meaning.is_verbal()
                    && i.tokens.len() > 1
                    && self.tokens[i.tokens.end - 1].word == preposition
            });
        if denied {
            symbol.cats.push((Cat::Prep, 0));
            symbol.says = Says::Beyond;
            return at + 1;
        }
        // "Scowling at the clock", "smiling warmly at him": at what, not where.
        // ... and "surprised by what she sees".
        let how = at > 0 && self.first_word(at - 1).ends_with("ly");
        let felt = matches!(before, Some(Meaning::Emotion(_)))
            || how && matches!(here(2), Some(Meaning::Emotion(_)));
        let moved = felt && self.first_word(at - 1).ends_with("ed") && self.first_word(at) == "by";
        // ... and "smiles down at him".
        let at_whom = self.tokens[self.items[at].tokens.end - 1].word == "at";
        if felt && at_whom || moved {
            symbol.cats.push((Cat::Odd, 0));
        } else {
            symbol.cats.push((Cat::Prep, 0));
        }
        at + 1
    }

    /// "Reads", and with it what it reads where that is a run of words with capitals.
    fn classify_text(&self, at: usize, symbol: &mut Symbol) -> usize {
        let sentence = self.items[at].sentence;
        let ahead = self.items[at + 1..].iter().take_while(|i| i.sentence == sentence);
        symbol.cats.push((Cat::Reads, 0));
        if ahead.take(QUOTE_AHEAD).any(|i| matches!(i.meaning, Meaning::Quote(_))) {
            symbol.cats.push((Cat::Act, 12));
            return at + 1;
        }
        symbol.cats.push((Cat::Act, 2));
        symbol.cats.push((Cat::Acting, 3));
        let first = self.items[at].tokens.end;
        let run = self.tokens[first..]
            .iter()
            .take_while(|t| {
                let sign = t.kind == TokenKind::Stop
                    && matches!(&self.text[t.span.clone()], "=" | ":" | "/" | "&");
                let word = t.kind == TokenKind::Word;
                let letter = word && t.word.chars().count() == 1 && t.word != "a";
                let digit = t.word.starts_with(|c: char| c.is_ascii_digit());
                let of_title = t.capital || digit || t.word == "'s" || sign || letter;
                t.sentence == sentence && of_title
            })
            .count();
        // "Mom says I have to share": who speaks.
        let speaks = |word: &str| word == "i" || word.starts_with("i'");
        let run = if run == 1 && speaks(&self.tokens[first].word) { 0 } else { run };
        let Some(last) = self.tokens[first..].get(run.wrapping_sub(1)) else { return at + 1 };
        let span = self.tokens[first].span.start..last.span.end;
        symbol.says = Says::Text(self.text[span.clone()].to_owned(), span);
        symbol.cats = vec![(Cat::Text, 0)];
        self.items.iter().position(|i| i.tokens.start >= first + run).unwrap_or(self.items.len())
    }
}
