//! From what each symbol is to the others to the claims of the reading: relations, verbs, having, and what things are.

use super::cat::Cat;
use super::roles::Group;
use super::symbol::Says;
use super::{Parsed, Parser, Reference};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};
use crate::fusion::vocabulary::{Article, Form, List, Meaning, RelationBody, RelationWord};

/// Before who made it.
const MADE: &str = "by";

/// What is done to whom something is given to eat.
const FEED: &str = "feeding";

/// Of what was named, where nothing follows.
const INSIDE: &str = "inside";

/// All besides: "anything else".
const ELSE: &str = " else";
/// What two are compared as.
const AS: &str = "as";

/// What says little of what is done.
const TAKE: &str = "picking";

impl Parser<'_> {
    /// Adds what symbol `s` claims.
    pub(super) fn emit(&mut self, s: usize, parsed: &Parsed) {
        self.tell(s, parsed);
        let symbol = &parsed.symbols[s];
        if matches!(symbol.says, Says::Again(..)) {
            return self.say_again(s, parsed);
        }
        if let Some(chunk) = symbol.chunk.filter(|_| parsed.is_noun(s)) {
            let ix = parsed.phrases[chunk];
            let denied = symbol.negated && ix != PhraseIx::MAX && !self.is_cleft(symbol.item);
            if denied && !self.deny_one(ix) && !self.deny_looks(ix) {
                self.reading.phrases[ix].negated ^= true;
                self.reading.phrases[ix].told |= self.is_contrast(s, parsed);
            }
            if ix != PhraseIx::MAX {
                self.reading.phrases[ix].told |= self.is_told_of_nobody(symbol.item);
                self.bear_brand(s, ix, parsed);
                self.fill_gap(s, ix, parsed);
            }
            // "Number 9 kicks …": the player bears it.
            if let Meaning::Quote(text) = &self.items[symbol.item].meaning {
                let claim = self.claim(s, Body::Text(text.clone()), vec![vec![ix]], parsed);
                self.reading.claims.push(Claim { objects: Vec::new(), restricts: true, ..claim });
            }
            return;
        }
        if self.adorns(s, parsed) || parsed.roles[s].cat == Some(Cat::Odd) {
            return; // "scowling at" is nowhere
        }
        if let Some(relation) = self.relation_of(symbol) {
            return self.relate(s, relation, parsed);
        }
        let items = self.items;
        match symbol.verb.as_ref().unwrap_or(&items[symbol.item].meaning) {
            Meaning::Verb { senses, form, relation } => {
                self.verb(s, senses, *form, *relation, parsed);
            }
            Meaning::Have => self.have(s, parsed),
            Meaning::Except => {
                for ix in parsed.of(&parsed.roles[s].objects) {
                    // "Every kind of transport except bicycles": there are none.
                    let before = self.items[..parsed.symbols[s].item].iter().rev();
                    let every = before
                        .take_while(|i| i.sentence == self.sentence)
                        .any(|i| i.meaning == Meaning::Determiner(Article::Every));
                    let phrase = &mut self.reading.phrases[ix];
                    let bare = phrase.determiner == Determiner::None && phrase.quantity.is_none();
                    phrase.excepted = !(every && bare && phrase.plural);
                    phrase.negated ^= !phrase.excepted;
                }
            }
            Meaning::With => self.with(s, parsed),
            Meaning::Of | Meaning::Belongs => self.part_of(s, parsed),
            Meaning::Tail { senses } => self.tail(s, senses, parsed),
            Meaning::Absent => self.absent(s, parsed),
            Meaning::Posture => self.posture(s, parsed),
            Meaning::TextVerb | Meaning::Quote(_) => self.text(s, parsed),
            _ => self.look(s, parsed),
        }
    }

    /// A brand on a logo is that of what bears the logo.
    fn bear_brand(&mut self, s: usize, ix: PhraseIx, parsed: &Parsed) {
        let logo = match self.reading.phrases[ix].means {
            Means::Thing(noun) => List::Logos.has(&self.words.noun(noun).word),
            _ => false,
        };
        let bearer = parsed.roles.iter().find(|role| role.objects.contains(&s));
        // "A Trek logo on the frame", "a Trek logo adorns the frame".
        let borne = || {
            let mut of = parsed.roles.iter();
            of.find(|r| r.hosts.first().is_some_and(|g| *g == [s]) && !r.objects.is_empty())
        };
        let bearer = match bearer {
            Some(role) => role.hosts.first().map(|group| parsed.of(group)),
            None => borne().map(|role| parsed.of(&role.objects)),
        };
        let Some(bearer) = bearer.filter(|group| logo && !group.is_empty()) else { return };
        for claim in &mut self.reading.claims {
            if matches!(claim.body, Body::Named(_)) && claim.subjects == [vec![ix]] {
                claim.subjects = vec![bearer.clone()];
            }
        }
    }

    /// Of whom symbol `s` is said, the likeliest first.
    pub(super) fn hosts(&self, s: usize, parsed: &Parsed) -> Vec<Vec<PhraseIx>> {
        let mut out: Vec<Vec<PhraseIx>> = Vec::new();
        // "The man in white, not the woman, who throws the ball": of him.
        let contrast = |s: &usize| {
            let before = parsed.symbols[*s].item.checked_sub(1);
            parsed.symbols[*s].negated
                && before.is_some_and(|i| self.items[i].meaning == Meaning::Not)
        };
        let denied = |group: &Group| group.iter().all(contrast);
        let hosts = &parsed.roles[s].hosts;
        let all = hosts.iter().all(denied);
        for group in hosts.iter().filter(|g| all || !denied(g)) {
            let group = parsed.of(group);
            if !group.is_empty() && !out.contains(&group) {
                out.push(group);
            }
        }
        out
    }

    pub(super) fn claim(
        &self,
        s: usize,
        body: Body,
        subjects: Vec<Vec<PhraseIx>>,
        parsed: &Parsed,
    ) -> Claim {
        let symbol = &parsed.symbols[s];
        let item = &self.items[symbol.item];
        Claim {
            span: item.span.start..self.items[symbol.last].span.end,
            subjects,
            body,
            objects: parsed.of(&parsed.roles[s].objects),
            negated: symbol.negated,
            hedged: symbol.hedged,
            mused: symbol.mused,
            restricts: parsed.roles[s].restricts,
            guessed: false,
            sentence: item.sentence,
        }
    }

    /// A preposition that relates two things.
    fn relate(&mut self, s: usize, relation: RelationWord, parsed: &Parsed) {
        let mut hosts = self.placed(s, parsed);
        self.rather_who_poses(s, parsed, &mut hosts);
        let mut claim = self.claim(s, relation.body(), hosts, parsed);
        // "There it is, near the bench": not the bench. "A board on which STOP is written", "on the bus it is written as STOP":
        // neither the board nor the bus.
        let objects = &claim.objects;
        // "Parked behind one another": each behind the next.
        let next = |ix: &PhraseIx| match self.reading.phrases[*ix].refers {
            Some(Reference::Same(of)) => claim.subjects.first().is_some_and(|g| g.contains(&of)),
            _ => false,
        };
        let roots: Vec<PhraseIx> = objects.iter().map(|ix| self.root(*ix)).collect();
        let which = objects.iter().any(|ix| self.is_relative(*ix));
        let own = |ix: &PhraseIx| {
            objects.contains(ix)
                || (which || self.is_pronoun(*ix)) && roots.contains(&self.root(*ix))
        };
        // "As near as the boat" says nothing of which is the nearer one, "not as near" does.
        if self.first_word(parsed.symbols[s].item) == AS && !claim.negated {
            return;
        }
        let depth = matches!(claim.body, Body::InFront(_)) && !objects.is_empty();
        let in_a_row = depth && objects.iter().all(next);
        claim.subjects.retain(|group| !group.iter().all(own));
        if in_a_row {
            return;
        }
        if claim.objects.is_empty() {
            claim.objects.extend(self.text_after(s, &claim, parsed));
        }
        if claim.objects.is_empty() {
            // "A brown horse, a white one behind", "a clock above".
            // "A dog, a cat, and a ball in between."
            if claim.body == Body::Planar(Planar::Between)
                && let Some(claim) = self.in_between(&claim)
            {
                return self.reading.claims.push(claim);
            }
            // "A bowl with fruit inside", "has a pizza inside": what has it.
            if self.first_word(parsed.symbols[s].item) == INSIDE
                && let Some(whole) = self.whole_of(s, parsed)
            {
                claim.objects = whole;
                return self.reading.claims.push(claim);
            }
            let compares = match claim.body {
                Body::InFront(_) => true,
                Body::Planar(Planar::Above | Planar::Below) => !self.is_hanging(s, parsed),
                _ => false,
            };
            if compares && self.compared_with(&claim, false).is_some() {
                self.compare(claim, false);
            }
            return;
        }
        // "Closer to the camera than anything else".
        if let (Body::InFront(nearest), [other]) = (&claim.body, &claim.objects[..])
            && self
                .text
                .get(self.reading.phrases[*other].span.clone())
                .is_some_and(|said| said.ends_with(ELSE))
        {
            claim.body = Body::Foremost(*nearest);
            claim.objects.clear();
            return self.reading.claims.push(claim);
        }
        // "In the middle of the kitchen".
        let setting = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.noun(noun).setting,
            _ => false,
        };
        if let (Says::Within, Meaning::Place(cells)) =
            (&parsed.symbols[s].says, &self.items[parsed.symbols[s].item].meaning)
            && claim.objects.iter().all(setting)
        {
            claim.body = Body::Place(*cells);
            (claim.objects, claim.guessed) = (Vec::new(), true);
            return self.reading.claims.push(claim);
        }
        if let (Says::Within, Meaning::Place(cells)) =
            (&parsed.symbols[s].says, &self.items[parsed.symbols[s].item].meaning)
        {
            claim.body = Body::Part(*cells);
        }
        // What is full of something is hardly ever told apart from what it holds.
        // "(Pours water from) a bottle into a cup": where it goes.
        let goes = parsed.roles[s].restricts
            && matches!(self.first_word(parsed.symbols[s].item), "into" | "onto");
        claim.guessed |= goes
            || matches!(claim.body, Body::Planar(Planar::Contains | Planar::Under))
            || matches!(self.items[parsed.symbols[s].item].meaning, Meaning::Nearer(_));
        if let [part] = claim.objects[..]
            && let Some(held) = self.in_hand(&claim, part)
        {
            return self.reading.claims.push(held);
        }
        // "A van by Toyota": who made it.
        if let [maker] = claim.objects[..]
            && let Means::Name(name) = &self.reading.phrases[maker].means
            && self.text.get(claim.span.clone()).is_some_and(|t| t.eq_ignore_ascii_case(MADE))
        {
            let span = self.reading.phrases[maker].head.clone();
            let body = Body::Named(name.clone());
            self.reading.phrases[maker].means = Means::Unknown;
            let made = Claim { span, body, objects: Vec::new(), restricts: true, ..claim };
            return self.reading.claims.push(made);
        }
        claim.negated ^= relation.body == RelationBody::Apart;
        self.in_first(&mut claim);
        let rests = matches!(relation.body, RelationBody::Planar(Planar::On | Planar::Inside))
            || self.is_on_side(parsed.symbols[s].item);
        if rests && !relation.swapped && self.bears_text(s, &claim.objects, parsed) {
            return;
        }
        // "A truck with white lettering on the door": the lettering is.
        let part = |whole: &PhraseIx, part: &PhraseIx| {
            let means = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
                Means::Thing(noun) => Some(noun),
                _ => None,
            };
            self.root(*whole) == self.root(*part)
                || means(whole).zip(means(part)).is_some_and(|(w, p)| self.words.may_have(w, p))
        };
        let own = |whole: &PhraseIx| claim.objects.iter().any(|ix| part(whole, ix));
        if self.follows_lettering(parsed.symbols[s].item)
            && claim.subjects.first().is_some_and(|group| group.iter().any(own))
        {
            return;
        }
        if claim.body == Body::Planar(Planar::Inside) && self.dressed(&claim) {
            claim.body = Body::Verb(self.words.sense("wearing").into_iter().collect());
        }
        self.busy_with(&mut claim);
        // "A pizza in a plate, forks and a cup": nothing is in several things.
        if claim.body == Body::Planar(Planar::Inside) {
            claim.objects.truncate(1);
        }
        match claim.body {
            Body::Planar(Planar::Flanking) => self.flanked(claim),
            Body::Planar(Planar::Between) => self.between(claim),
            _ => self.reading.claims.push(claim),
        }
    }

    /// A verb of the interaction vocabulary.
    fn verb(
        &mut self,
        s: usize,
        senses: &[usize],
        form: Form,
        relation: Option<RelationWord>,
        parsed: &Parsed,
    ) {
        let mut hosts = self.hosts(s, parsed);
        if form != Form::Passive && !self.is_done_by_clothes(s, form, &hosts, parsed) {
            self.without_clothes(&mut hosts);
        }
        let of_people = hosts.first().is_some_and(|g| g.iter().any(|ix| self.may_act(*ix)));
        let placed =
            relation.or_else(|| self.posture_relation(parsed.symbols[s].item, senses, form));
        // "A horse led by a man": done to it, and not only behind him.
        let objects = parsed.of(&parsed.roles[s].objects);
        let led = |r: &RelationWord| {
            form == Form::Passive
                && matches!(r.body, RelationBody::InFront(_))
                && objects.iter().any(|ix| self.may_act(*ix))
        };
        if let Some(relation) = placed.filter(|r| !of_people && !led(r)) {
            return self.relate(s, relation, parsed);
        }
        let held = form == Form::Ing && self.is_held_within(s, senses, parsed);
        let done = form == Form::Passive
            || form == Form::Finite
                && parsed.roles[s].cat == Some(Cat::Doing)
                && !self.is_infinitive(parsed.symbols[s].item);
        // "'TAXI' is painted on the door".
        let borne = |c: &&Claim| matches!(c.body, Body::Text(_)) && c.sentence == self.sentence;
        let free =
            self.reading.claims.iter().rev().find(borne).is_some_and(|c| c.subjects.is_empty());
        if free
            && !objects.is_empty()
            && self.rests(s, parsed)
            && self.bears_text(s, &objects, parsed)
        {
            return;
        }
        let asked = hosts.is_empty() && self.asks_who(parsed.symbols[s].item);
        if hosts.first().map_or(!asked, |group| group.iter().any(|ix| objects.contains(ix))) {
            return;
        }
        // People do things with things: "people with a dog playing frisbee". Perhaps they do.
        let likeliest = hosts.first().cloned();
        if !done {
            hosts.sort_by_key(|group| !group.iter().any(|ix| self.may_act(*ix)));
        }
        let perhaps = likeliest.as_ref() != hosts.first();
        // "Dressed in white": that it is white says all. "Waits": for what is not said. "Playing football": a game, whoever has the ball.
        let may_be = |name: &str| self.words.sense(name).is_some_and(|s| senses.contains(&s));
        let rare = may_be("wearing") || self.words.is_rare(senses);
        // "Takes her dog for a walk": what is done with it is told after it.
        let light = may_be(TAKE) && self.is_told_after(s, parsed);
        if rare && objects.is_empty() || light || may_be("playing") && self.is_game(&objects) {
            return;
        }
        let senses = senses.to_vec();
        let body = if done { Body::VerbOf(senses) } else { Body::Verb(senses) };
        let mut claim = self.claim(s, body, hosts, parsed);
        // "Feeds a carrot to a horse": the horse.
        if self.words.sense(FEED).is_some_and(|s| claim.body == Body::Verb(vec![s])) {
            self.fed(s, &mut claim, parsed);
        }
        // "Holding nothing": not holding anything.
        let nothing = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            phrase.means == Means::Unknown && phrase.quantity.as_ref().is_some_and(|q| q.max == 0)
        };
        if !claim.objects.is_empty() && claim.objects.iter().all(nothing) {
            claim.objects.clear();
            claim.negated ^= true;
        }
        if claim.objects.is_empty() {
            // "Is pedalling along": said where evidence has it of anything. Of nobody it always says something.
            let none = |ix: &PhraseIx| {
                self.reading.phrases[*ix].quantity.as_ref().is_some_and(|q| q.max == 0)
            };
            claim.guessed = done || !claim.subjects.iter().flatten().any(none);
        }
        claim.guessed |= perhaps || held;
        self.none_has(&claim);
        self.reading.claims.push(claim);
    }

    /// "Leans in to smell", "is about to strike".
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            let before = &self.items[before];
            before.sentence == self.items[at].sentence
                && self.tokens[before.tokens.end - 1].word == "to"
        })
    }
}
