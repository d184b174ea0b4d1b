//! Sentences: their symbols, the cheapest derivation of them, and what that says of whom.
//!
//! Where grammar alone cannot tell to which thing a phrase belongs ("a man on a horse near the lake"), the claim keeps
//! every possibility, the likeliest first, and the evidence decides.

mod answers;
mod cat;
mod chart;
mod classify;
mod clefts;
mod denial;
mod either;
mod ellipsis;
mod emit;
mod feelings;
mod grammar;
mod hands;
mod having;
mod plain;
mod postures;
mod price;
mod roles;
mod rows;
mod same;
mod symbol;
mod symbols;
mod texts;
mod within;

use super::claim::{
    Body, Claim, Determiner, Means, PhraseIx, Planar, Quantity, Reading, Reference,
};
use super::former::Pair;
use super::item::Item;
use super::phrase::Spoken;
use super::token::Token;
use crate::fusion::vocabulary::{Form, Meaning, RelationBody, Vocabulary};
use cat::Cat;
use price::price;
use roles::{Group, Role};
use symbol::Symbol;

/// A sentence of more symbols is cut where it may be.
const LONGEST: usize = 45;

/// Reads items into phrases and claims.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a Vocabulary,
    pub(super) items: &'a [Item],
    pub(super) reading: Reading,
    /// The sentence being read.
    pub(super) sentence: usize,
    /// What the sentence before was about.
    pub(super) topic: Option<PhraseIx>,
    /// Phrases that stand before the one whose antecedent is sought.
    pub(super) known: usize,
    /// Of whom the relation is said whose object that one is: it is none of them.
    pub(super) against: Vec<PhraseIx>,
    /// Who has what those are, by "with".
    pub(super) host: Option<PhraseIx>,
    /// In this sentence, what stands before its true subject: "next to the man is a woman".
    pub(super) fronted: Vec<PhraseIx>,
    /// What was said to stand somehow to something else.
    pub(super) placed: Vec<PhraseIx>,
    /// Where the clause begins whose phrases are told.
    pub(super) clause: usize,
    /// The relation stands before its subject, or compares.
    pub(super) after_break: bool,
    pub(super) compares: bool,
    /// What is sought are two that something stands between.
    pub(super) between: bool,
    /// "He": the word whose antecedent is sought.
    pub(super) word: String,
    /// The two that "the former" and "the latter" are.
    pub(super) pair: Option<Pair>,
    /// In which sentence "the red one" stood last, and of what.
    pub(super) ones: Option<(usize, PhraseIx)>,
    /// What the same relation was said to before.
    pub(super) parallel: Option<PhraseIx>,
    /// What "and" joins the phrase to.
    pub(super) joined: Option<PhraseIx>,
    /// Of whom it is said that the phrase is: "the zebra is the one …".
    pub(super) said_of: Option<PhraseIx>,
    /// What only people do or feel is said of the phrase whose antecedent is sought.
    pub(super) of_people: bool,
}

/// Before what something is compared with.
const THAN: &str = "than";
/// Before who does something.
const BY: &str = "by";

/// A sentence's symbols with what each of them is to the others.
struct Parsed {
    symbols: Vec<Symbol>,
    roles: Vec<Role>,
    /// By noun phrase, its phrase in the reading.
    phrases: Vec<PhraseIx>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        items: &'a [Item],
        words: &'a Vocabulary,
    ) -> Self {
        Self {
            text,
            tokens,
            words,
            items,
            reading: Reading::default(),
            sentence: 0,
            topic: None,
            known: 0,
            against: Vec::new(),
            host: None,
            fronted: Vec::new(),
            placed: Vec::new(),
            clause: 0,
            after_break: false,
            compares: false,
            between: false,
            word: String::new(),
            pair: None,
            ones: None,
            parallel: None,
            joined: None,
            said_of: None,
            of_people: false,
        }
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> Reading {
        let mut at = 0;
        let mut asked = None;
        while at < self.items.len() {
            self.sentence = self.items[at].sentence;
            let rest = &self.items[at..];
            let length = rest.iter().take_while(|i| i.sentence == self.sentence).count();
            let (phrase, claim) = (self.reading.phrases.len(), self.reading.claims.len());
            self.read_sentence(at, at + length);
            if let Some(question) = &asked {
                self.answer(question, at..at + length, (phrase, claim));
            }
            asked = self.question(at..at + length, (phrase, claim));
            at += length;
        }
        self.measured();
        self.letter_wholes();
        self.join_alternatives();
        // "Who holds the umbrella?" without an answer.
        let done = |c: &Claim| matches!(c.body, Body::Verb(_) | Body::VerbOf(_));
        self.reading.claims.retain(|c| !c.subjects.is_empty() || !done(c));
        self.reading
    }

    fn read_sentence(&mut self, from: usize, to: usize) {
        let (symbols, chunks) = self.symbols(from, to);
        let names: Vec<bool> = chunks.iter().map(|chunk| !chunk.is_picture()).collect();
        let (roles, about) = self.parse(&symbols, &names);
        let mut spoken: Vec<Spoken> = Vec::new();
        let mut phrases = Vec::new();
        let mut nouns = symbols.iter().zip(&roles).filter(|(s, _)| s.chunk.is_some());
        for chunk in chunks {
            let (phrase, claim) = (self.reading.phrases.len(), self.reading.claims.len());
            let Some((symbol, role)) = nouns.next() else { break };
            if chunk.is_picture() || !role.is_noun() {
                phrases.push(PhraseIx::MAX);
                continue;
            }
            self.introduce(chunk, &mut spoken);
            for phrase in &mut self.reading.phrases[phrase..] {
                phrase.hedged |= symbol.hedged;
                phrase.mused |= symbol.mused;
            }
            self.reading.claims[claim..].iter_mut().for_each(|c| c.mused |= symbol.mused);
            phrases.push(spoken.last().map_or(PhraseIx::MAX, |s| s.main));
        }
        let parsed = Parsed { symbols, roles, phrases };
        self.resolve_all(&parsed, &spoken);
        let first = self.reading.claims.len();
        for symbol in 0..parsed.symbols.len() {
            self.known = self.reading.phrases.len();
            self.emit(symbol, &parsed);
        }
        self.deny_turned(from, to);
        self.deny_clefts(from, to);
        self.done_with_wholes(first);
        self.part_others();
        self.topic = parsed.first_of(&about).or(self.topic);
    }

    /// "Two people are happy, one is surprised": one more, of whom the same is not said.
    fn part_others(&mut self) {
        let said = |ix: PhraseIx| {
            self.reading.claims.iter().filter(move |c| {
                let look = matches!(c.body, Body::Colour(_) | Body::Emotion(_));
                look && !c.negated && !c.restricts && c.subjects.first() == Some(&vec![ix])
            })
        };
        let kind = |body: &Body| std::mem::discriminant(body);
        let other = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let Some(Reference::Among(group)) = phrase.refers else { return false };
            let bare = phrase.quantity.as_ref().is_some_and(|q| q.span == phrase.head);
            let counted = self.reading.phrases[group].quantity.as_ref().is_some_and(|q| q.min > 1);
            let differs =
                |c: &Claim| said(group).any(|g| kind(&g.body) == kind(&c.body) && g.body != c.body);
            phrase.sentence == self.sentence && bare && counted && said(*ix).any(differs)
        };
        let others: Vec<PhraseIx> = (0..self.reading.phrases.len()).filter(other).collect();
        for ix in others {
            self.reading.phrases[ix].refers = None;
            self.reading.phrases[ix].determiner = Determiner::Another;
        }
    }

    /// The roles of all symbols, and what the sentence is about; a long sentence is cut.
    fn parse(&self, symbols: &[Symbol], names: &[bool]) -> (Vec<Role>, Group) {
        let (mut roles, mut about) = (Vec::new(), Group::new());
        let mut from = 0;
        while from < symbols.len() {
            let to = cut(symbols, from);
            let part = &symbols[from..to];
            let price = |flow, right, a: usize, b: usize| price(flow, right, &part[a], &part[b]);
            let named = |s: &Symbol| s.chunk.is_some_and(|chunk| names[chunk]);
            let names: Vec<bool> = part.iter().map(named).collect();
            let nodes = chart::derive(part, &price).unwrap_or_default();
            let (mut of_part, mut group) = if nodes.is_empty() {
                (vec![Role::default(); part.len()], Group::new())
            } else {
                roles::roles(&nodes, &names)
            };
            let shift = |group: &mut Group| group.iter_mut().for_each(|s| *s += from);
            for role in &mut of_part {
                role.hosts.iter_mut().for_each(shift);
                shift(&mut role.objects);
                shift(&mut role.is);
                shift(&mut role.gap);
            }
            shift(&mut group);
            if !group.is_empty() {
                about = group;
            }
            roles.extend(of_part);
            from = to;
        }
        (roles, about)
    }

    /// Tells what every phrase takes up, in order of the text.
    fn resolve_all(&mut self, parsed: &Parsed, spoken: &[Spoken]) {
        self.fronted.clear();
        for spoken in spoken {
            let symbol = parsed
                .symbols
                .iter()
                .position(|s| s.chunk.is_some_and(|c| parsed.phrases[c] == spoken.main));
            let governor =
                symbol.and_then(|s| parsed.roles.iter().position(|role| role.objects.contains(&s)));
            let subject = governor.and_then(|g| parsed.roles[g].hosts.first());
            let of = |group: &Group| parsed.of(group);
            self.known = spoken.ix;
            self.against = subject.map(of).unwrap_or_default();
            self.of_people = symbol.is_some_and(|s| self.is_said_of_people(s, parsed));
            self.after_break = governor.is_some_and(|g| parsed.roles[g].fronted);
            self.clause = self.clause_of(spoken.ix);
            self.compares = governor.is_some_and(|g| {
                let meaning = &self.items[parsed.symbols[g].item].meaning;
                // Nothing is in one of its own kind.
                matches!(meaning, Meaning::Relation(r) if r.body != RelationBody::Planar(Planar::Inside))
            });
            self.between = governor.is_some_and(|g| {
                let between = RelationBody::Planar(Planar::Between);
                self.relation_of(&parsed.symbols[g]).is_some_and(|r| r.body == between)
            });
            // "The giraffe on the left is taller than the one on the right."
            self.compares |= symbol.is_some_and(|s| {
                let before = parsed.symbols[s].item.checked_sub(1);
                before.is_some_and(|i| self.first_word(i) == THAN)
            });
            self.parallel = governor.and_then(|g| self.object_of_the_same(g, parsed));
            self.joined = symbol.and_then(|s| self.joined_before(s, parsed));
            self.said_of = symbol.and_then(|s| self.said_to_be(s, parsed));
            self.host = subject.and_then(|subject| {
                let with = parsed.symbols.iter().zip(&parsed.roles).find(|(s, role)| {
                    self.items[s.item].meaning == Meaning::With
                        && subject.iter().any(|s| role.objects.contains(s))
                });
                with.and_then(|(_, role)| parsed.first_of(role.hosts.first()?))
            });
            self.resolve(spoken);
            self.fronted.extend(Some(spoken.ix).filter(|_| self.after_break));
            self.placed.extend(self.against.first().filter(|_| self.compares));
            if let Some(symbol) = symbol {
                let role = &parsed.roles[symbol];
                // "The teapot, not the cake, …": it is no other name of it.
                let lacks = |q: &Quantity| {
                    let said = self.text.get(q.span.clone()).unwrap_or_default();
                    q.max == 0 && self.words.lacks(&said.to_lowercase())
                };
                let missing =
                    self.reading.phrases[spoken.main].quantity.as_ref().is_some_and(lacks);
                // "A farmer in red, a bucket at his feet": no other name of him.
                let unlike = parsed
                    .first_of(&role.is)
                    .is_some_and(|subject| role.restricts && self.are_unlike(subject, spoken.main));
                // "One is red and the other green": no name of the one.
                // ... nor is "it's the man" of the box that was named before.
                let unlike = unlike
                    || parsed.first_of(&role.is).is_some_and(|subject| {
                        self.is_pronoun(subject) && self.are_unlike(self.root(subject), spoken.main)
                    });
                // "None of them is a dog": there is none.
                let none = |subject: PhraseIx| {
                    self.reading.phrases[subject].quantity.as_ref().is_some_and(|q| q.max == 0)
                        && self.are_unlike(subject, spoken.main)
                };
                if parsed.first_of(&role.is).is_some_and(none) {
                    self.reading.phrases[spoken.main].negated = true;
                }
                let main = &self.reading.phrases[spoken.main];
                let other = main.determiner == Determiner::Other;
                let apart =
                    missing || other || unlike || parsed.symbols[symbol].negated && role.restricts;
                if let Some(subject) = parsed.first_of(&role.is)
                    && !apart
                    // "The animals are a dog and a cat": each of them is one of the animals.
                    && (parsed.symbols[symbol].negated
                        || !parsed.is_one_of_several(role))
                {
                    if !parsed.symbols[symbol].negated {
                        self.is_the_one(spoken.main, subject, role.restricts);
                    }
                    let told = self.is_picked(subject) || parsed.is_told(&role.is);
                    self.identify(spoken.main, subject, told);
                }
                self.look_ahead(spoken, symbol, parsed);
            }
        }
        self.against.clear();
        (self.host, self.after_break, self.compares) = (None, false, false);
        (self.of_people, self.parallel, self.joined) = (false, None, None);
        self.said_of = None;
    }

    /// "The zebra is the one farther away": which single thing symbol `s` is said to be.
    fn said_to_be(&self, s: usize, parsed: &Parsed) -> Option<PhraseIx> {
        let role = &parsed.roles[s];
        let subject = parsed.first_of(&role.is).filter(|_| !role.restricts)?;
        let phrase = &self.reading.phrases[subject];
        let thing = matches!(phrase.means, Means::Thing(_)) && !phrase.is_many();
        (thing && phrase.quantity.is_none()).then_some(subject)
    }

    /// "The man on the left and the one on the right": what the symbol is joined to by "and".
    fn joined_before(&self, s: usize, parsed: &Parsed) -> Option<PhraseIx> {
        let subjects = parsed.roles.iter().filter_map(|role| role.hosts.first());
        let objects = parsed.roles.iter().map(|role| &role.objects);
        let mut groups = subjects.chain(objects).filter(|group| group.contains(&s));
        groups.find_map(|group| {
            let before: Group = group.iter().copied().filter(|other| *other < s).collect();
            parsed.of(&before).last().copied()
        })
    }

    /// "The cup is on a blue plate and the fork on a red one": what the same word governed before.
    fn object_of_the_same(&self, governor: usize, parsed: &Parsed) -> Option<PhraseIx> {
        let own = &self.items[parsed.symbols[governor].item];
        let relation = matches!(own.meaning, Meaning::Relation(_));
        let mut before = parsed.symbols[..governor].iter().zip(&parsed.roles).rev();
        let (_, role) = before.find(|(symbol, role)| {
            let same = self.items[symbol.item].meaning == own.meaning;
            same && relation && !role.objects.is_empty()
        })?;
        // "To the left of the red cup and to the right of the blue one": of the same thing.
        let other = role.hosts.first() != parsed.roles[governor].hosts.first();
        parsed.first_of(&role.objects).filter(|_| other)
    }

    /// "Two of them read a menu", "two in blue", "held by the one on the left": whoever symbol `s` means are people.
    fn is_said_of_people(&self, s: usize, parsed: &Parsed) -> bool {
        let mut said = parsed.symbols.iter().zip(&parsed.roles);
        said.any(|(symbol, role)| {
            let of_it = role.hosts.first().is_some_and(|group| group.contains(&s));
            let item = &self.items[symbol.item];
            let meaning = &item.meaning;
            let by = self.tokens[item.tokens.end - 1].word == BY && role.objects.contains(&s);
            by && matches!(meaning, Meaning::Verb { form: Form::Passive, relation: None, .. })
                || of_it
                    && match meaning {
                        Meaning::Emotion(_) => true,
                        Meaning::Verb { form, relation: None, .. } => {
                            *form != Form::Passive && !role.objects.is_empty()
                        }
                        // "In red"; but anything may be "in the frame".
                        Meaning::Relation(relation) => {
                            let mut next = self.items[symbol.item..].iter().skip(1).take(2);
                            relation.body == RelationBody::Planar(Planar::Inside)
                                && role.objects.is_empty()
                                && !next.any(|item| item.meaning == Meaning::Picture)
                        }
                        _ => false,
                    }
        })
    }

    /// Those of whom the relation is said whose object is sought.
    pub(super) fn own(&self) -> &[PhraseIx] {
        &self.against
    }

    /// The item's first word is a finite verb.
    pub(super) fn is_verb_form(&self, at: usize) -> bool {
        let words = &self.tokens[self.items[at].tokens.clone()];
        let first = words.first().map(|t| t.word.as_str()).unwrap_or_default();
        // "Anxious", "joyous" are none.
        let third = first.ends_with('s') && !["ss", "us", "is"].iter().any(|e| first.ends_with(e));
        third || first == "look" || first == "seem"
    }
}

impl Parsed {
    /// Symbol `s` was read as a noun.
    fn is_noun(&self, s: usize) -> bool {
        self.roles[s].is_noun()
    }

    /// A group's phrases.
    fn of(&self, group: &Group) -> Vec<PhraseIx> {
        let chunks = group.iter().filter_map(|s| self.symbols[*s].chunk);
        chunks.map(|chunk| self.phrases[chunk]).filter(|ix| *ix != PhraseIx::MAX).collect()
    }

    /// Something tells which one the group is.
    fn is_told(&self, group: &Group) -> bool {
        self.roles.iter().any(|role| role.restricts && role.hosts.first() == Some(group))
    }

    /// Others are said to be the same as the phrase of this role: then none of them is just that. "Not a swallow but a
    /// raven" is the raven.
    fn is_one_of_several(&self, role: &Role) -> bool {
        let said = self.roles.iter().zip(&self.symbols).filter(|(_, symbol)| !symbol.negated);
        said.filter(|(other, _)| other.is == role.is).count() > 1
    }

    fn first_of(&self, group: &Group) -> Option<PhraseIx> {
        self.of(group).first().copied()
    }
}

/// Where a part of the sentence ends that begins at symbol `from`.
fn cut(symbols: &[Symbol], from: usize) -> usize {
    if symbols.len() - from <= LONGEST {
        return symbols.len();
    }
    let mark = |wanted: Cat| {
        let last = symbols[from + 1..from + LONGEST]
            .iter()
            .rposition(|s| s.cats.iter().any(|(cat, _)| *cat == wanted));
        last.map(|at| from + 1 + at)
    };
    mark(Cat::Stop).or(mark(Cat::Comma)).or(mark(Cat::And)).unwrap_or(from + LONGEST)
}
