//! Predicates: verbs, postures, and what introduces a text.

use super::{Parser, Prior};
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Planar};
use crate::fusion::read::token::TokenKind;
use crate::fusion::vocabulary::{Article, Form, Meaning, Pronoun, RelationBody, RelationWord};

/// So many items after "reads" a quotation may still be what is read ("reads in large white letters …").
const QUOTE_AHEAD: usize = 7;

/// What somebody may do who has a thing.
const HAD: [&str; 4] = ["holding", "carrying", "wearing", "playing"];

impl Parser<'_> {
    /// Whether who acts next may be a person.
    pub(super) fn of_people(&self) -> bool {
        let c = &self.clause;
        let agent = if c.prior == Prior::Thing { &c.last } else { &c.agent };
        agent.iter().any(|ix| self.may_act(*ix))
    }

    /// "Is curled up on": of an animal or a thing a place, where of a person it is something done.
    pub(super) fn posture_relation(&self, at: usize, senses: &[usize]) -> Option<RelationWord> {
        let last = self.tokens.get(self.items[at].tokens.end - 1)?;
        let planar = match last.word.as_str() {
            "on" | "atop" | "upon" | "across" => Planar::On,
            "in" | "inside" => Planar::Inside,
            _ => return None,
        };
        let body = RelationBody::Planar(planar);
        self.words.is_posture(senses).then_some(RelationWord { body, swapped: false })
    }

    pub(in crate::fusion::read) fn may_act(&self, ix: PhraseIx) -> bool {
        match self.reading.phrases[ix].means {
            Means::Thing(noun) => self.words.may_be_person(noun),
            _ => true,
        }
    }

    /// "Looks sad", "smiles", but not "smiling" or "sad", said of a subject.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.is_verb_form(at)
            && !self.clause.subject.is_empty()
            && self.clause.prior == Prior::Thing
    }

    /// The item's first word is a finite verb.
    pub(in crate::fusion::read) fn is_verb_form(&self, at: usize) -> bool {
        let words = &self.tokens[self.items[at].tokens.clone()];
        let first = words.first().map(|t| t.word.as_str()).unwrap_or_default();
        // "Anxious", "joyous" are none.
        let third = first.ends_with('s') && !["ss", "us", "is"].iter().any(|e| first.ends_with(e));
        third || first == "look" || first == "seem"
    }

    /// A verb of the interaction vocabulary.
    pub(super) fn verb(&mut self, at: usize, senses: &[usize], form: Form) {
        // "They are gathered round a table": it is done to them.
        let participle = self.clause.prior == Prior::Link
            && form == Form::Finite
            && self.items[at].tokens.len() == 1
            && self.tokens[self.items[at].tokens.start].word.ends_with("ed");
        let form = if participle { Form::Passive } else { form };
        // "…, whose smile conveys confidence, addresses the crowd".
        if self.clause.prior == Prior::Comma && form == Form::Finite && self.clause.muses_aside {
            (self.clause.mused, self.clause.muses_aside) = (false, false);
        }
        let c = &self.clause;
        let subjects = match (c.prior, form) {
            (Prior::Relative, _) => vec![c.last.clone()],
            (Prior::Thing, Form::Ing | Form::Passive) => self.hosts(),
            (Prior::Thing | Prior::Strange, Form::Finite) => {
                vec![c.subject.clone(), c.last.clone()]
            }
            (Prior::Comma, _) => vec![c.subject.clone(), c.last.clone()],
            _ => vec![c.agent.clone(), c.subject.clone()],
        };
        let mut subjects: Vec<Vec<PhraseIx>> =
            subjects.into_iter().filter(|g| !g.is_empty()).collect();
        // "Above the lifters hangs a banner": it does, not they.
        let inverted = form == Form::Finite && self.waits_for_subject() && c.prior == Prior::Thing;
        if subjects.is_empty() || inverted {
            // "Between them walks a man", "look at this".
            if !self.clause.fronted.is_empty() {
                self.posture(at);
            } else if self.clause.prior == Prior::Start && form != Form::Finite {
                // "Riding a horse is a child", "carried by the farmer, a pail …": of whom, comes after.
                let claim = self.claim(at, body_of(senses, form), Vec::new());
                self.clause.pending = Some(claim);
            }
            return;
        }
        subjects.dedup();
        // People do things with things.
        subjects.sort_by_key(|group| !group.iter().any(|ix| self.may_act(*ix)));
        self.clause.after_break = false;
        if let Some(agent) = subjects.first() {
            self.clause.agent.clone_from(agent);
        }
        let body = body_of(senses, form);
        // "The man walking the dog" says which man, "wears a helmet" what is new of him.
        let says_which = form != Form::Finite || self.clause.prior == Prior::Relative;
        let mut claim = self.claim(at, body, subjects);
        claim.restricts &= says_which;
        self.clause.pending = Some(claim);
        self.clause.predicate = true;
        self.clause.prior = Prior::Verb;
    }

    /// "The vet has a stethoscope": she holds, carries or wears it, where evidence has it so.
    pub(super) fn have(&mut self, at: usize) {
        self.clause.predicate = true;
        let next = self.items.get(at + 1).map(|i| &i.meaning);
        let none = matches!(next, Some(Meaning::Determiner(Article::No)));
        let named = !none
            && next.is_some_and(|m| m.stands_before_noun() || matches!(m, Meaning::Noun { .. }));
        let senses = HAD.iter().filter_map(|name| self.words.sense(name)).collect();
        if !named || self.clause.subject.is_empty() || !self.of_people() {
            self.strange();
            return;
        }
        let c = &self.clause;
        let who = if c.prior == Prior::Relative { c.last.clone() } else { c.subject.clone() };
        let claim = self.claim(at, Body::Verb(senses), vec![who]);
        self.clause.pending = Some(Claim { restricts: false, guessed: true, ..claim });
        self.clause.prior = Prior::Verb;
    }

    /// "With a phone in hand": whoever it belongs to does this with what was named last.
    pub(super) fn tail(&mut self, at: usize, senses: &[usize]) {
        let mut hosts = std::mem::take(&mut self.clause.with);
        if hosts.is_empty()
            && let [host, .., thing] = self.clause.subject.as_slice()
        {
            // "Another person, a black purse in hand."
            let (host, thing) = (*host, *thing);
            let mut claim = self.claim(at, Body::Verb(senses.to_vec()), vec![vec![host]]);
            claim.objects = vec![thing];
            self.reading.claims.push(claim);
            return;
        }
        // "The spoon is in her hand".
        if hosts.is_empty()
            && self.clause.prior == Prior::Link
            && let [thing] = *self.clause.subject.as_slice()
            && let Some(who) = self.antecedent(Pronoun::HeOrShe)
        {
            let mut claim = self.claim(at, Body::Verb(senses.to_vec()), vec![vec![who]]);
            claim.objects = vec![thing];
            self.reading.claims.push(claim);
            return;
        }
        if hosts.is_empty() && self.clause.subject != self.clause.last {
            hosts = vec![self.clause.subject.clone()];
        }
        if hosts.iter().all(Vec::is_empty) || self.clause.last.is_empty() {
            return;
        }
        let mut claim = self.claim(at, Body::Verb(senses.to_vec()), hosts);
        claim.objects.clone_from(&self.clause.last);
        self.reading.claims.push(claim);
    }

    /// Standing, walking: beyond the vocabulary, but what follows belongs to who does it.
    pub(super) fn posture(&mut self, at: usize) {
        let participle = self.tokens[self.items[at].tokens.clone()]
            .first()
            .is_some_and(|t| t.word.ends_with("ing"));
        let c = &mut self.clause;
        match c.prior {
            // "A woman with two laptops stands": she does.
            Prior::Thing if c.by_the_way && !participle => {
                c.agent.clone_from(&c.subject);
            }
            Prior::Relative | Prior::Thing if !c.last.is_empty() => {
                c.agent.clone_from(&c.last);
            }
            _ => {}
        }
        c.predicate = true;
        let claim = self.claim(at, Body::Beyond, vec![self.clause.agent.clone()]);
        self.reading.claims.push(claim);
        self.clause.prior = Prior::Verb;
    }

    /// "… is nowhere to be seen": the subject is said not to be there.
    pub(super) fn absent(&mut self) {
        for ix in self.clause.subject.clone() {
            self.reading.phrases[ix].negated ^= true;
        }
        self.clause.negated = false;
    }

    /// "Reads", "says": what follows is text, in quotation marks or, without, a run of capitalised words.
    pub(super) fn text_verb(&mut self, at: usize) -> usize {
        let hosts = match self.clause.prior {
            Prior::And => vec![self.clause.agent.clone()],
            _ => self.hosts(),
        };
        self.clause.predicate = true;
        self.clause.prior = Prior::Verb;
        let sentence = self.items[at].sentence;
        let ahead = self.items[at + 1..].iter().take_while(|i| i.sentence == sentence);
        if ahead.take(QUOTE_AHEAD).any(|i| matches!(i.meaning, Meaning::Quote(_))) {
            let claim = self.claim(at, Body::Text(String::new()), hosts);
            self.clause.pending = Some(claim);
            return at + 1;
        }
        let first = self.items[at].tokens.end;
        let run = self.tokens[first..]
            .iter()
            .take_while(|t| {
                let sign = t.kind == TokenKind::Stop
                    && matches!(&self.text[t.span.clone()], "=" | ":" | "/" | "&");
                let letter = t.word.chars().count() == 1 && t.word != "a";
                let of_title =
                    t.capital || starts_with_digit(&t.word) || t.word == "'s" || sign || letter;
                t.sentence == sentence && of_title
            })
            .count();
        let Some(last) = self.tokens[first..].get(run.wrapping_sub(1)) else { return at + 1 };
        let span = self.tokens[first].span.start..last.span.end;
        let mut claim = self.claim(at, Body::Text(self.text[span.clone()].to_owned()), hosts);
        claim.span = span;
        self.reading.claims.push(claim);
        self.items.iter().position(|i| i.tokens.start >= first + run).unwrap_or(self.items.len())
    }

    /// Quoted text: said of who bears it, or of nothing in particular.
    pub(super) fn quote(&mut self, at: usize, text: String) {
        let span = self.items[at].span.clone();
        // "Number 9 kicks …", "kicked by number 9": the player who bears it.
        let waits = self.clause.pending.as_ref().is_some_and(|c| {
            matches!(c.body, Body::VerbOf(_) | Body::InFront(_) | Body::Planar(_))
        });
        let acts = self.clause.prior == Prior::Start && self.predicate_at(at + 1);
        if (waits || acts) && text.chars().all(|c| c.is_ascii_digit()) {
            let ix = self.bearer(at);
            self.thing(ix, at + 1);
        }
        // "In front of the blue NORTHERN EXPRESS": the text stands for what bears it, which may be anything.
        // "Queue for the 73".
        let for_it = self.clause.prior == Prior::Strange
            && !self.clause.with_open
            && self.clause.pending.is_none()
            && !self.items[..at].iter().rev().take(3).any(|i| i.meaning == Meaning::Of);
        let stands_in = (self.clause.pending.is_some() || for_it)
            && !matches!(&self.clause.pending, Some(c) if matches!(c.body, Body::Text(_)))
            && self.after_article(at);
        if stands_in {
            self.clause.pending = None;
            let claim = self.claim(at, Body::Text(text), Vec::new());
            return self.reading.claims.push(claim);
        }
        let waiting = self.clause.pending.take_if(|c| matches!(c.body, Body::Text(_)));
        let subjects = match waiting {
            Some(claim) => claim.subjects,
            None => match self.clause.prior {
                Prior::Comma | Prior::And => {
                    let same = self.last_text_hosts();
                    if same.is_empty() { self.hosts() } else { same }
                }
                Prior::Start => Vec::new(),
                _ => self.hosts(),
            },
        };
        let claim = Claim {
            span,
            subjects,
            body: Body::Text(text),
            objects: Vec::new(),
            negated: std::mem::take(&mut self.clause.negated),
            hedged: self.clause.hedged,
            mused: self.clause.mused,
            restricts: true,
            guessed: false,
            sentence: self.items[at].sentence,
        };
        self.reading.claims.push(claim);
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

    /// Who bears the text that was quoted just before, for a list of quotations.
    pub(super) fn last_text_hosts(&self) -> Vec<Vec<PhraseIx>> {
        let last = self.reading.claims.last();
        last.filter(|c| matches!(c.body, Body::Text(_)))
            .map(|c| c.subjects.clone())
            .unwrap_or_default()
    }
}

fn body_of(senses: &[usize], form: Form) -> Body {
    match form {
        Form::Passive => Body::VerbOf(senses.to_vec()),
        Form::Finite | Form::Ing => Body::Verb(senses.to_vec()),
    }
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}
