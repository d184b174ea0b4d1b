//! What has or contains what: "has", "with", parts of things, what is done with what somebody has.

use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};
use crate::fusion::vocabulary::{Form, Meaning, Pronoun, inflect};

/// After "has" it is no having.
const BEEN: &str = "been";

/// What somebody may do who has a thing.
const HAD: [&str; 4] = ["holding", "carrying", "wearing", "playing"];

impl Parser<'_> {
    /// "(A desk with) various items (on it)": whatever these are.
    pub(super) fn follows_anything(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|i| &self.items[i]) else { return false };
        let word = &self.tokens[before.tokens.end - 1].word;
        before.meaning == Meaning::Picture
            && before.sentence == self.items[at].sentence
            && inflect::singulars(word).iter().any(|one| self.words.is_anything(one))
    }

    /// "The vet has a stethoscope": she holds, carries or wears it, where evidence has it so.
    pub(super) fn have(&mut self, s: usize, parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        let senses = HAD.iter().filter_map(|name| self.words.sense(name)).collect();
        let claim = self.claim(s, Body::Verb(senses), hosts, parsed);
        self.none_has(&claim);
        let person = claim.subjects.first().is_some_and(|g| g.iter().any(|ix| self.may_act(*ix)));
        if let Some(group) = claim.subjects.first() {
            claim.objects.iter().for_each(|ix| self.belong(*ix, group));
        }
        let none = |ix: &PhraseIx| self.reading.phrases[*ix].negated;
        if !claim.objects.is_empty() && claim.objects.iter().any(none) {
            let lacking = Claim { body: Body::Has, restricts: true, negated: true, ..claim };
            self.reading.claims.push(lacking);
        } else if person && !claim.objects.is_empty() {
            self.reading.claims.push(Claim { restricts: false, guessed: true, ..claim });
        }
    }

    /// "The cup he has is green", "the cup he has in his hand": nothing that one could have comes after.
    pub(super) fn has_what_was_named(&self, at: usize) -> bool {
        let pronoun = at
            .checked_sub(1)
            .is_some_and(|before| matches!(self.items[before].meaning, Meaning::Pronoun(_)));
        pronoun
            && self.items.get(at + 1).is_none_or(|next| {
                let mark = matches!(next.meaning, Meaning::Comma | Meaning::Stop);
                let goes_on = matches!(next.meaning, Meaning::Link | Meaning::Relation(_))
                    && self.first_word(at + 1) != BEEN;
                mark || goes_on || next.sentence != self.items[at].sentence
            })
    }

    /// "Neither bike has a rider", "nobody wears a hat": that there is one is not said.
    pub(super) fn none_has(&mut self, claim: &Claim) {
        let none =
            |ix: &PhraseIx| self.reading.phrases[*ix].quantity.as_ref().is_some_and(|q| q.max == 0);
        if claim.subjects.first().is_some_and(|g| !g.is_empty() && g.iter().all(none)) {
            for ix in &claim.objects {
                let phrase = &mut self.reading.phrases[*ix];
                let new = matches!(phrase.determiner, Determiner::None | Determiner::Indefinite);
                phrase.mused |= new && phrase.refers.is_none();
            }
        }
    }

    /// "The man with the phone": which man is meant.
    pub(super) fn with(&mut self, s: usize, parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        let Some(first) = hosts.first() else { return };
        let person = first.iter().any(|host| self.may_act(*host));
        for ix in parsed.of(&parsed.roles[s].objects) {
            let span = self.items[parsed.symbols[s].item].span.clone();
            self.belong(ix, first);
            let phrase = &self.reading.phrases[ix];
            let none = phrase.quantity.as_ref().is_some_and(|q| q.max == 0);
            self.done_with(ix, span.start);
            if person || none {
                let sentence = self.sentence;
                let has = Claim::has(span, hosts.clone(), ix, sentence);
                self.reading.claims.push(Claim { negated: none, ..has });
            }
        }
    }

    /// "Cuts bread with a knife": what is done with the tool that is named behind `at`.
    fn done_with(&mut self, tool: PhraseIx, at: usize) {
        let Means::Thing(noun) = self.reading.phrases[tool].means else { return };
        let before = |c: &&Claim| c.sentence == self.sentence && c.span.end < at;
        let Some(claim) = self.reading.claims.iter().rev().find(before) else { return };
        let Body::Verb(senses) = &claim.body else { return };
        let with =
            |sense: &usize| self.words.sense(&format!("{} with", self.words.sense_name(&[*sense])));
        let with: Vec<usize> = senses.iter().filter_map(with).collect();
        if !claim.objects.is_empty() && self.words.are_tools(&with, noun) {
            let objects = vec![tool];
            let done = Claim { body: Body::Verb(with), objects, guessed: true, ..claim.clone() };
            self.reading.claims.push(done);
        }
    }

    /// "A dog with brown fur", "whose face", "it has a black roof": the dog's, theirs, its.
    fn belong(&mut self, ix: PhraseIx, hosts: &[PhraseIx]) {
        let whole = hosts.first().and_then(|host| match self.reading.phrases[*host].means {
            Means::Thing(noun) => Some(noun),
            _ => None,
        });
        let phrase = &mut self.reading.phrases[ix];
        let part = match (&phrase.means, &whole) {
            (Means::Thing(part), Some(whole)) => {
                // "A squirrel with leaves behind it": they are not the squirrel's.
                let free = self.words.noun(*part).wholes.is_empty();
                let may = self.words.may_have(*whole, *part);
                may || self.words.is_part(*part) && (free || !self.words.is_living(*whole))
            }
            (Means::Thing(part), None) => self.words.is_part(*part),
            _ => false,
        };
        if part && phrase.owner.is_none() {
            phrase.owner = hosts.first().copied();
        }
    }

    /// "A bowl with fruit (inside)": what has the one that symbol `s` is said of.
    pub(super) fn whole_of(&self, s: usize, parsed: &Parsed) -> Option<Vec<PhraseIx>> {
        let hosts = parsed.roles[s].hosts.first()?;
        let mut having = parsed.symbols.iter().zip(&parsed.roles);
        let (_, role) = having.find(|(symbol, role)| {
            let has = matches!(self.items[symbol.item].meaning, Meaning::With | Meaning::Have);
            has && !symbol.negated && role.objects == *hosts
        })?;
        let whole = parsed.of(role.hosts.first()?);
        (!whole.is_empty()).then_some(whole)
    }

    /// "The roof of the car": what was named before "of" is the car's.
    pub(super) fn part_of(&mut self, s: usize, parsed: &Parsed) {
        // "The sky and the green of the couch": of the couch is the green.
        let before = parsed.symbols[s].item.checked_sub(1);
        let look = before.filter(|i| matches!(self.items[*i].meaning, Meaning::Colour(_)));
        if look.is_some_and(|i| self.whose_colour(i).is_some()) {
            return;
        }
        let whole = parsed.first_of(&parsed.roles[s].objects);
        let part = self.hosts(s, parsed).first().and_then(|g| g.last()).copied();
        // "The rider of the blue scooter": who has to do with it.
        if let (Some(part), Some(whole)) = (part, whole)
            && self.may_act(part)
            && !self.may_act(whole)
        {
            let span = self.items[parsed.symbols[s].item].span.clone();
            self.reading.claims.push(Claim::has(span, vec![vec![part]], whole, self.sentence));
        }
        let definite = |ix: PhraseIx| self.reading.phrases[ix].determiner == Determiner::Definite;
        let (Some(part), Some(whole)) = (part, whole) else { return };
        // "A plate of pasta" has it.
        if !definite(whole) && !self.may_act(whole) && !self.may_act(part) {
            let span = self.items[parsed.symbols[s].item].span.clone();
            self.reading.claims.push(Claim::has(span, vec![vec![part]], whole, self.sentence));
        }
        if definite(whole) || self.is_part(part) {
            self.reading.phrases[part].owner.get_or_insert(whole);
            self.in_hands_of(part);
        }
    }

    /// "With a phone in hand": whoever it belongs to does this with what was named last.
    pub(super) fn tail(&mut self, s: usize, senses: &[usize], parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        let Some((thing, who)) = hosts.split_first() else { return };
        let others = who
            .iter()
            .filter(|group| !group.iter().any(|ix| thing.contains(ix)) && !self.are_clothes(group));
        let mut who: Vec<_> = others.cloned().collect();
        if who.is_empty() {
            who = hosts[1..].iter().filter(|g| !self.are_clothes(g)).cloned().collect();
        }
        // "The spoon is in her hand".
        if who.is_empty() {
            who.extend(self.antecedent(Pronoun::HeOrShe).map(|ix| vec![ix]));
        }
        if who.is_empty() {
            return;
        }
        let first = self.items[parsed.symbols[s].item].tokens.start;
        if self.lies_near(&self.tokens[first..=first], thing) {
            let mut claim = self.claim(s, Body::Planar(Planar::Near), vec![thing.clone()], parsed);
            (claim.objects, claim.guessed) = (who.swap_remove(0), true);
            return self.reading.claims.push(claim);
        }
        let mut claim = self.claim(s, Body::Verb(senses.to_vec()), who, parsed);
        claim.objects.clone_from(thing);
        // "Holds a basket on her arm" says it already.
        if self.reading.claims.iter().any(|c| {
            let told = matches!(&c.body, Body::Verb(own) if own.iter().any(|o| senses.contains(o)));
            let does = told && !c.guessed && c.sentence == self.sentence;
            does && c.objects == claim.objects && c.subjects.first() == claim.subjects.first()
        }) {
            return;
        }
        // "She has a broom in her hands" tells that, and not who is meant.
        claim.restricts &= !self.reading.claims.iter().any(|c| {
            c.guessed && c.objects == claim.objects && c.subjects.first() == claim.subjects.first()
        });
        self.reading.claims.push(claim);
    }

    /// "He waits; a helmet rests on the bike": the helmet does.
    pub(super) fn is_done_by_clothes(
        &self,
        s: usize,
        form: Form,
        hosts: &[Vec<PhraseIx>],
        parsed: &Parsed,
    ) -> bool {
        let start = self.items[parsed.symbols[s].item].span.start;
        let itself = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            phrase.determiner != Determiner::None && phrase.head.end + 1 == start
        };
        form == Form::Finite && hosts.first().is_some_and(|g| g.iter().all(itself))
    }

    /// "A man, blue shirt, holding a cup": clothes do nothing, whoever was named before them does.
    pub(super) fn without_clothes(&self, hosts: &mut Vec<Vec<PhraseIx>>) {
        let Some(worn) = hosts.first().filter(|group| self.are_clothes(group)) else { return };
        let before = |ix: &PhraseIx| self.in_sentence(*ix) && worn.iter().all(|own| ix < own);
        let who = self.antecedent(Pronoun::HeOrShe).filter(before);
        if let Some(who) = who {
            hosts.retain(|group| !self.are_clothes(group));
            hosts.insert(0, vec![who]);
        }
    }

    /// "Two men in suits and ties, standing side by side": where it may be said of people as well, they do.
    pub(super) fn rather_who_wears(&self, hosts: &mut Vec<Vec<PhraseIx>>) {
        let acts =
            |group: &Vec<PhraseIx>| !group.is_empty() && group.iter().all(|ix| self.may_act(*ix));
        let worn = hosts.first().is_some_and(|group| self.are_clothes(group));
        if let Some(at) = hosts.iter().position(acts).filter(|_| worn) {
            let who = hosts.remove(at);
            hosts.insert(0, who);
        }
    }

    fn are_clothes(&self, group: &[PhraseIx]) -> bool {
        let worn = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.noun(noun).garment,
            _ => false,
        };
        !group.is_empty() && group.iter().all(worn)
    }
}
