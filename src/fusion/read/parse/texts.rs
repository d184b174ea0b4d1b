//! Texts that are read out: what they say, and who bears them.

use super::cat::Cat;
use super::symbol::{Says, Symbol};
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, Means, Phrase, PhraseIx, Planar, Reading};
use crate::fusion::read::{Item, TokenKind};
use crate::fusion::vocabulary::{Article, Meaning, RelationBody};
use std::ops::Range;

/// What is denied of a text that is nowhere.
const TOLD: [&str; 8] =
    ["read", "written", "printed", "seen", "found", "visible", "present", "mentioned"];
/// Who speaks, in a word.
const SPEAKERS: [&str; 5] = ["he", "she", "they", "i", "we"];

impl Parser<'_> {
    /// "The car with the plate WD-5010": the car bears what its plate does, and is told by it.
    pub(super) fn letter_wholes(&mut self) {
        let Reading { phrases, claims, .. } = &mut self.reading;
        for claim in claims.iter_mut().filter(|c| matches!(c.body, Body::Text(_))) {
            let Some(&[part]) = claim.subjects.first().map(Vec::as_slice) else { continue };
            let Some(owner) = phrases[part].owner else { continue };
            if let (Means::Thing(part), Means::Thing(whole)) =
                (&phrases[part].means, &phrases[owner].means)
                && self.words.may_have(*whole, *part)
            {
                claim.subjects = vec![vec![owner]];
            }
        }
    }

    /// Quoted text: said of who bears it, or of nothing in particular.
    pub(super) fn text(&mut self, s: usize, parsed: &Parsed) {
        let at = parsed.symbols[s].item;
        let Some((body, span)) = self.quoted(s, parsed).filter(|_| !self.is_spoken(at)) else {
            return;
        };
        // "The player with the 10" bears it.
        // "In front of the blue NORTHERN EXPRESS": the text stands for what bears it, which may be anything.
        let read = s.checked_sub(1).is_some_and(|s| {
            parsed.symbols[s]
                .cats
                .iter()
                .any(|(cat, _)| matches!(cat, Cat::Reads | Cat::Noun | Cat::With))
        });
        let stands_in = !read && self.after_article(at);
        // "'SOUP' (on the van), 'BREAD' (on a sign)": another text.
        let listed = s.checked_sub(1).is_some_and(|before| {
            let mark = |s: &Symbol| self.items[s.item].meaning == Meaning::Comma;
            let closed = before.checked_sub(1).map(|s| &parsed.symbols[s]);
            mark(&parsed.symbols[before])
                && closed
                    .is_some_and(|s| self.text.get(self.items[s.item].span.clone()) == Some(")"))
        });
        let free = stands_in || listed || self.tells_itself(at);
        let hosts = if free { Vec::new() } else { self.hosts(s, parsed) };
        // "A dog named Rex": how it is called, which is written nowhere.
        let body = match body {
            Body::Text(name) if self.is_called(s, &hosts, parsed) => {
                Body::Named(name.to_lowercase())
            }
            body => body,
        };
        let claim = self.claim(s, body, hosts, parsed);
        let negated = claim.negated != self.is_read_nowhere(at);
        let objects = Vec::new();
        self.reading.claims.push(Claim { span, objects, negated, restricts: true, ..claim });
    }

    /// After "named" or "called", of somebody or an animal.
    fn is_called(&self, s: usize, hosts: &[Vec<PhraseIx>], parsed: &Parsed) -> bool {
        let item = |s: usize| &self.items[parsed.symbols[s].item];
        let word = |i: &Item| self.tokens[i.tokens.end - 1].word.as_str();
        let before = s.checked_sub(1).map_or(item(s), item);
        let named = [item(s), before]
            .into_iter()
            .any(|i| i.meaning == Meaning::TextVerb && self.words.is_name(word(i)));
        let alive = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.is_person(noun) || self.words.is_living(noun),
            _ => false,
        };
        named && hosts.first().is_some_and(|group| group.iter().all(alive))
    }

    /// "(A bird pecks) below the lettering GM 125": the text right after symbol `s`, as a thing.
    pub(super) fn text_after(
        &mut self,
        s: usize,
        claim: &Claim,
        parsed: &Parsed,
    ) -> Option<PhraseIx> {
        let reads = |s: usize| parsed.roles.get(s).is_some_and(|r| r.cat == Some(Cat::Reads));
        let at = if reads(s + 1) { s + 2 } else { s + 1 };
        let (body, span) = self.quoted(at, parsed)?;
        let stands = matches!(claim.body, Body::Planar(planar) if planar.cells().is_some());
        let text = Claim::look(span, Vec::new(), body, self.sentence);
        self.reading.phrases.extend(Phrase::of_text(&text).filter(|_| stands));
        stands.then(|| self.reading.phrases.len() - 1)
    }

    /// "SONY is not written here", "the word SONY cannot be read anywhere", "is nowhere to be seen".
    fn is_read_nowhere(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        let rest = self.items[at + 1..].iter().take_while(|i| {
            i.sentence == sentence && !matches!(i.meaning, Meaning::Comma | Meaning::And)
        });
        let word = |i: &Item| self.tokens[i.tokens.end - 1].word.as_str();
        let mut rest = rest.peekable();
        let mut denied = false;
        while let Some(item) =
            rest.next_if(|i| matches!(i.meaning, Meaning::Link | Meaning::Not | Meaning::Absent))
        {
            denied |= item.meaning != Meaning::Link;
            if item.meaning == Meaning::Absent {
                return true;
            }
        }
        let told = rest.next_if(|i| TOLD.contains(&word(i)));
        denied
            && told.is_some()
            && rest.all(|i| {
                matches!(i.meaning, Meaning::Adverb | Meaning::There | Meaning::Stop)
                    || word(i) == "anywhere"
            })
    }

    /// "Three cows graze, and the text at the bottom says X": a clause of its own, of no thing.
    fn tells_itself(&self, at: usize) -> bool {
        let sentence = self.items[at].sentence;
        let here = |i: &usize| self.items[*i].sentence == sentence;
        let named = |i: &usize| {
            matches!(
                self.items[*i].meaning,
                Meaning::Noun { .. } | Meaning::Name(_) | Meaning::Pronoun(_) | Meaning::Possessive
            )
        };
        let texts = |i: &usize| {
            let first = &self.tokens[self.items[*i].tokens.clone()][..1];
            let article = self.words.readings(first);
            self.items[*i].meaning == Meaning::TextVerb
                && article.iter().any(|(_, m)| matches!(m, Meaning::Determiner(_)))
        };
        let clause = (0..at).rev().take_while(|i| here(i) && !named(i));
        clause.into_iter().find(texts).and_then(|i| i.checked_sub(1)).is_some_and(|before| {
            let opens = &self.items[before].meaning;
            here(&before) && matches!(opens, Meaning::And | Meaning::Comma | Meaning::While)
        })
    }

    /// "'Guess who I met,' she said", "he whispered: 'Hush'": written nowhere.
    fn is_spoken(&self, at: usize) -> bool {
        let tokens = &self.items[at].tokens;
        let word = |at: Option<usize>| {
            let token = at.and_then(|at| self.tokens.get(at));
            token.filter(|t| t.kind == TokenKind::Word).map_or("", |t| t.word.as_str())
        };
        let mark = |at: &usize| self.tokens.get(*at).is_some_and(|t| t.kind != TokenKind::Word);
        let after = tokens.end + usize::from(mark(&tokens.end));
        let before = tokens.start.checked_sub(1);
        let before =
            if before.is_some_and(|at| mark(&at)) { tokens.start.checked_sub(2) } else { before };
        let by = |at: Option<usize>| SPEAKERS.contains(&word(at));
        by(Some(after)) && self.words.is_spoken(word(Some(after + 1)))
            || by(before.and_then(|at| at.checked_sub(1))) && self.words.is_spoken(word(before))
    }

    /// What symbol `s` quotes.
    fn quoted(&self, s: usize, parsed: &Parsed) -> Option<(Body, Range<usize>)> {
        let symbol = parsed.symbols.get(s)?;
        let item = &self.items[symbol.item];
        match (&symbol.says, &item.meaning) {
            (Says::Text(text, span), _) => Some((Body::Text(text.clone()), span.clone())),
            (_, Meaning::Quote(text)) => Some((Body::Text(text.clone()), item.span.clone())),
            _ => None,
        }
    }

    /// An article stands before it, with at most a look between.
    fn after_article(&self, at: usize) -> bool {
        let mut back = self.items[..at].iter().rev();
        let before = back.find(|i| !matches!(i.meaning, Meaning::Colour(_) | Meaning::Size(_)));
        before.is_some_and(|i| {
            i.sentence == self.items[at].sentence
                && matches!(i.meaning, Meaning::Determiner(Article::Definite | Article::Indefinite))
        })
    }

    /// Before symbol `s` stands a text, perhaps with how it is written. Past a link it must be what that is said of: "a
    /// box with the text 'X' is on the left" tells where the box is.
    pub(super) fn after_text(&self, s: usize, parsed: &Parsed) -> bool {
        let symbols = &parsed.symbols;
        let reads = |s: &Symbol, cats: &[Cat]| s.cats.iter().all(|(cat, _)| cats.contains(cat));
        let manner = [
            Cat::Odd,
            Cat::Look,
            Cat::Act,
            Cat::Acting,
            Cat::Verb,
            Cat::Doing,
            Cat::Link,
            Cat::Reads,
        ];
        // "'SOUP' (written on the van)".
        let opens = |s: &Symbol| self.text.get(self.items[s.item].span.clone()) == Some("(");
        let leads = |s: &Symbol| reads(s, &manner) || opens(s);
        let Some(text) = symbols[..s].iter().rposition(|s| !leads(s)) else {
            return false;
        };
        // "A piano bearing the name YAMAHA stands on the left".
        let link = |s: &Symbol| {
            let item = &self.items[s.item];
            let last = &self.tokens[item.tokens.end - 1].word;
            let acts = item.meaning == Meaning::Action && last.ends_with('s');
            acts || item.meaning == Meaning::Posture
                || s.cats.iter().any(|(cat, _)| *cat == Cat::Link)
        };
        let linked = symbols[text + 1..s].iter().any(link);
        let bears = |cat: &Cat| matches!(cat, Cat::With | Cat::Noun | Cat::Reads);
        // Of "'A' and 'B'", the first is borne for both.
        let quote = |s: &Symbol| matches!(self.items[s.item].meaning, Meaning::Quote(_));
        let joint = |s: &Symbol| s.cats.iter().any(|(cat, _)| matches!(cat, Cat::And | Cat::Comma));
        let mut first = text;
        while let Some(before) = symbols[..first].iter().rposition(|s| !joint(s))
            && before + 1 < first
            && quote(&symbols[before])
        {
            first = before;
        }
        // "The words 'X' are on the box": nobody before them bears them.
        let stated = |before: usize| {
            let the = &self.tokens[self.items[symbols[before].item].tokens.clone()][..1];
            self.words.readings(the).iter().any(|(_, m)| matches!(m, Meaning::Determiner(_)))
                && symbols[..before].iter().all(|s| s.chunk.is_none())
        };
        let borne = first.checked_sub(1).is_some_and(|before| {
            symbols[before].cats.iter().any(|(cat, _)| bears(cat)) && !stated(before)
        });
        // "A sign HOME top right": the sign is.
        let named = text.checked_sub(1).and_then(|before| symbols[before].chunk);
        let of_thing = named.is_some_and(|chunk| parsed.phrases[chunk] != PhraseIx::MAX);
        let quoted = matches!(self.items[symbols[text].item].meaning, Meaning::Quote(_))
            && symbols[text].chunk.is_none();
        // "A cup with 'SALE' on it on the right": where the text is was told.
        let between = &self.items[symbols[text].item..symbols[s].item];
        let told = between.iter().any(|i| matches!(i.meaning, Meaning::Pronoun(_)));
        quoted && !(linked && borne || of_thing || told)
    }

    /// The last word of symbol `s` says that something is on or in what follows: "painted on".
    pub(super) fn rests(&self, s: usize, parsed: &Parsed) -> bool {
        let tokens = &self.items[parsed.symbols[s].item].tokens;
        let last = self.tokens.get(tokens.end - 1..tokens.end).unwrap_or_default();
        tokens.len() > 1
            && self.words.readings(last).iter().any(|(_, m)| match m {
                Meaning::Relation(relation) => {
                    let planar =
                        matches!(relation.body, RelationBody::Planar(Planar::On | Planar::Inside));
                    planar && !relation.swapped
                }
                _ => false,
            })
    }

    /// "(It says SOUP) on the side of (the van)": on it, and not beside it.
    pub(super) fn is_on_side(&self, at: usize) -> bool {
        let tokens = &self.tokens[self.items[at].tokens.clone()];
        let on = RelationBody::Planar(Planar::On);
        let first = self.words.readings(tokens.get(..1).unwrap_or_default());
        tokens.len() > 1
            && first.iter().any(|(_, m)| matches!(m, Meaning::Relation(r) if r.body == on))
    }

    /// "'SOUP' runs across the van", "'SOUP' adorns the van": the van bears it.
    pub(super) fn adorns(&mut self, s: usize, parsed: &Parsed) -> bool {
        let objects = parsed.of(&parsed.roles[s].objects);
        let item = &self.items[parsed.symbols[s].item];
        let word = &self.tokens[item.tokens.end - 1].word;
        parsed.symbols[s].chunk.is_none()
            && !objects.is_empty()
            && self.words.leaves_text_on(word)
            && self.bears_text(s, &objects, parsed)
    }

    /// "'ALBATROSS' is written on the boat", "it says 'SOUP' on this menu": the boat and the menu bear it.
    pub(super) fn bears_text(&mut self, s: usize, objects: &[PhraseIx], parsed: &Parsed) -> bool {
        let quoted = self.after_text(s, parsed);
        let last = self.reading.claims.iter_mut().rev();
        let text =
            last.filter(|c| c.sentence == self.sentence).find(|c| matches!(c.body, Body::Text(_)));
        match text.filter(|_| quoted) {
            Some(text) => {
                text.subjects.insert(0, objects.to_vec());
                true
            }
            None => false,
        }
    }
}
