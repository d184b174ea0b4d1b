//! What a phrase or preposition belongs to: its hosts, and the claim that it makes of them.

use super::{Parser, Prior};
use crate::fusion::read::claim::{Band, Body, Cells, Claim, Means, PhraseIx, Planar};
use crate::fusion::read::item::Item;
use crate::fusion::vocabulary::{Article, Meaning, Pronoun, RelationBody, RelationWord};

impl Parser<'_> {
    /// To whom a phrase after the present place belongs: the likeliest group first.
    pub(super) fn hosts(&self) -> Vec<Vec<PhraseIx>> {
        let c = &self.clause;
        if c.subject.is_empty() && !c.fronted.is_empty() {
            // "To the left of the person in purple is …": of that person, not of what comes.
            let of_object = c.prior == Prior::Thing && !c.last.is_empty();
            // "Beside the person, who seems sad, is …".
            let told = c.prior != Prior::Comma && c.prior != Prior::And && c.predicate;
            return match (of_object, told && !c.agent.is_empty()) {
                (true, _) => vec![c.last.clone()],
                (_, true) => vec![c.agent.clone()],
                _ => Vec::new(),
            };
        }
        // "…; and, at the right, a drummer": of what comes.
        if c.subject.is_empty() && matches!(c.prior, Prior::Comma | Prior::And) {
            return Vec::new();
        }
        let mut groups: Vec<&Vec<PhraseIx>> = match c.prior {
            Prior::Start => Vec::new(),
            Prior::Link | Prior::Verb => vec![&c.agent],
            Prior::Comma | Prior::And => vec![&c.agent, &c.last, &c.subject],
            Prior::Thing | Prior::Relative | Prior::Strange => {
                vec![&c.last, &c.agent, &c.subject]
            }
        };
        if c.by_the_way && c.prior == Prior::Thing {
            groups.truncate(1);
        }
        groups.retain(|g| !g.is_empty());
        let mut out: Vec<Vec<PhraseIx>> = Vec::new();
        for group in groups {
            if !out.contains(group) {
                out.push(group.clone());
            }
        }
        // In a list of things, what follows the last one may be said of it alone.
        if c.prior == Prior::Thing
            && let Some(first) = out.first().filter(|g| g.len() > 1)
            && let Some(last) = first.last()
        {
            out.insert(0, vec![*last]);
        }
        out
    }

    pub(super) fn claim(&mut self, at: usize, body: Body, subjects: Vec<Vec<PhraseIx>>) -> Claim {
        let item = &self.items[at];
        let negated = std::mem::take(&mut self.clause.negated);
        let hedged = self.clause.hedged;
        // "The athlete, who smiles": which one is known already.
        let aside = self.clause.prior == Prior::Relative
            && at.checked_sub(2).is_some_and(|comma| self.items[comma].meaning == Meaning::Comma);
        Claim {
            span: item.span.clone(),
            subjects,
            body,
            objects: Vec::new(),
            negated,
            hedged,
            mused: self.clause.mused,
            restricts: !aside
                && matches!(
                    self.clause.prior,
                    Prior::Start | Prior::Thing | Prior::Strange | Prior::Relative
                ),
            guessed: false,
            sentence: item.sentence,
        }
    }

    /// Something said of a host, complete in itself.
    pub(super) fn plain(&mut self, at: usize, body: Body) {
        let hosts = self.hosts();
        let waits = hosts.is_empty();
        if self.is_stranded(at, &body) {
            let claim = self.claim(at, body, Vec::new());
            return self.reading.claims.push(claim);
        }
        let claim = self.claim(at, body, hosts);
        if waits {
            self.clause.fronted.push(claim);
        } else {
            let of_object = self.clause.subject.is_empty() && !self.clause.fronted.is_empty();
            if of_object {
                self.clause.open.push(self.reading.claims.len());
            }
            self.reading.claims.push(claim);
        }
    }

    /// A look between an article and a noun that could not be read: whose it is, nobody knows.
    fn is_stranded(&self, at: usize, body: &Body) -> bool {
        let look = matches!(body, Body::Colour(_) | Body::Size(_) | Body::Emotion(_));
        let sentence = self.items[at].sentence;
        let here = |i: usize| self.items.get(i).filter(|i| i.sentence == sentence);
        let opened = at.checked_sub(1).and_then(here).is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(Article::Definite | Article::Indefinite) | Meaning::Possessive
            )
        });
        look && opened
            && here(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Word | Meaning::Quote(_)))
    }

    /// Gives a waiting claim its object.
    pub(super) fn complete(&mut self, mut claim: Claim, object: PhraseIx) {
        for mut other in std::mem::take(&mut self.clause.coordinated) {
            other.objects.push(object);
            if other.subjects.is_empty() {
                self.clause.fronted.push(other);
            } else {
                self.reading.claims.push(other);
            }
        }
        claim.objects.push(object);
        if claim.body == Body::Planar(Planar::Inside) && self.dressed(&claim, object) {
            claim.body = Body::Verb(self.words.sense("wearing").into_iter().collect());
        }
        // "'ALBATROSS' is written on the boat": the boat bears it.
        let borne = matches!(claim.body, Body::Planar(Planar::On | Planar::Inside));
        if claim.subjects.is_empty() && borne {
            let sentence = claim.sentence;
            let text = self
                .reading
                .claims
                .last_mut()
                .filter(|c| matches!(c.body, Body::Text(_)) && c.sentence == sentence);
            if let Some(text) = text {
                text.subjects.insert(0, vec![object]);
                self.clause.last = vec![object];
                return;
            }
        }
        let waits = claim.subjects.is_empty();
        self.clause.last = vec![object];
        if waits {
            self.clause.fronted.push(claim);
        } else {
            let at = self.reading.claims.len();
            self.clause.listed = Some(at);
            self.clause.fronting = self.clause.after_break.then_some(at);
            self.reading.claims.push(claim);
        }
    }

    /// "A bride in a gown".
    pub(super) fn dressed(&self, claim: &Claim, object: PhraseIx) -> bool {
        let Means::Thing(worn) = self.reading.phrases[object].means else { return false };
        let somebody =
            claim.subjects.iter().flatten().any(|ix| match self.reading.phrases[*ix].means {
                Means::Thing(noun) => self.words.is_person(noun),
                _ => false,
            });
        somebody && self.words.noun(worn).garment
    }

    /// One of the nine places, unless it is a place within another thing ("in the middle of the table").
    pub(super) fn place(&mut self, at: usize, cells: Cells) -> usize {
        // "'CHAPTER FOUR' at the top": of the words, whose place is not told.
        let quoted = at.checked_sub(1).map(|i| &self.items[i]).is_some_and(|i| {
            matches!(i.meaning, Meaning::Quote(_)) && i.sentence == self.items[at].sentence
        });
        if quoted {
            return at + 1;
        }
        let of = self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Of);
        let mut after = at + 2;
        while self.items.get(after).is_some_and(|i| {
            matches!(
                i.meaning,
                Meaning::Determiner(_) | Meaning::Possessive | Meaning::Beyond | Meaning::Word
            )
        }) {
            after += 1;
        }
        let of_picture = of && self.items.get(after).is_some_and(|i| i.meaning == Meaning::Picture);
        if of && !of_picture && self.items.get(at + 2).is_some() {
            let hosts = self.hosts();
            let claim = self.claim(at, Body::Planar(Planar::Overlapping), hosts);
            self.clause.pending = Some(claim);
            return at + 2;
        }
        self.plain(at, Body::Place(cells));
        if of_picture { after + 1 } else { at + 1 }
    }

    /// A preposition that relates two things; "to the left of the picture" is a place.
    pub(super) fn relation(&mut self, at: usize, relation: RelationWord) -> usize {
        // "With the text … on it".
        let sentence = self.items[at].sentence;
        let mut back = self.items[..at].iter().rev().take_while(|i| i.sentence == sentence);
        let manner =
            |i: &&Item| matches!(i.meaning, Meaning::Word | Meaning::Beyond | Meaning::Action);
        let quoted =
            back.find(|i| !manner(i)).is_some_and(|i| matches!(i.meaning, Meaning::Quote(_)));
        let pronoun =
            self.items.get(at + 1).is_some_and(|i| matches!(i.meaning, Meaning::Pronoun(_)));
        if quoted && pronoun {
            return at + 2;
        }
        let rests = matches!(relation.body, RelationBody::Planar(Planar::On | Planar::Inside));
        if quoted && rests && !relation.swapped {
            // "It says 'SOUP' on this menu": the menu bears it.
            let claim = self.claim(at, relation.body(), Vec::new());
            self.clause.pending = Some(claim);
            return at + 1;
        }
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
        let of_picture = self.items.get(after).is_some_and(|i| i.meaning == Meaning::Picture);
        if of_picture && !numbered {
            if let Some(cells) = relation.as_place() {
                self.plain(at, Body::Place(cells));
                return after + 1;
            }
            self.strange();
            return after + 1;
        }
        // "Scowling at the clock": at what, not where.
        let aimed = at.checked_sub(1).map(|i| &self.items[i]).is_some_and(|i| {
            matches!(i.meaning, Meaning::Emotion(_)) && i.sentence == self.items[at].sentence
        });
        if aimed && self.tokens[self.items[at].tokens.start].word == "at" {
            self.strange();
            return at + 1;
        }
        let hosts = self.hosts();
        self.clause.after_break = matches!(self.clause.prior, Prior::Comma | Prior::And);
        let mut claim = self.claim(at, relation.body(), hosts);
        claim.negated ^= relation.body == RelationBody::Apart;
        self.clause.pending = Some(claim);
        at + 1
    }

    /// "To its right": a relation to what the possessive takes up.
    pub(super) fn side(&mut self, at: usize, planar: Planar, whose: Pronoun) {
        let hosts = self.hosts();
        let waits = hosts.is_empty();
        let claim = self.claim(at, Body::Planar(planar), hosts);
        // "A white boat is moored to its right": of something else than itself.
        self.clause.pending = Some(claim);
        let antecedent = self.antecedent(whose);
        let both = self.both_before().filter(|_| whose.is_plural());
        let (Some(antecedent), Some(mut claim)) = (antecedent, self.clause.pending.take()) else {
            return;
        };
        let many = self.reading.phrases[antecedent].is_many();
        claim.objects = match both {
            Some((a, b)) if !many => vec![a, b],
            _ => vec![antecedent],
        };
        if waits {
            self.clause.fronted.push(claim);
        } else {
            self.reading.claims.push(claim);
        }
    }

    /// "Nearer to us": than what was named last besides; without such a thing it is a depth.
    pub(super) fn nearer(&mut self, at: usize, nearer: bool) {
        let hosts = self.hosts();
        let own: Vec<PhraseIx> =
            hosts.first().into_iter().flatten().map(|ix| self.root(*ix)).collect();
        let current = self.sentence();
        let other = (0..self.reading.phrases.len()).rev().find(|ix| {
            let phrase = &self.reading.phrases[*ix];
            let thing = matches!(phrase.means, Means::Thing(noun) if !self.words.is_part(noun));
            thing && phrase.sentence + 1 >= current && !own.contains(&self.root(*ix))
        });
        let Some(other) = other.filter(|_| !hosts.is_empty()) else {
            let band = if nearer { Band::Near } else { Band::Far };
            return self.plain(at, Body::Depth(band));
        };
        let mut claim = self.claim(at, Body::InFront(nearer), hosts);
        claim.objects = vec![other];
        claim.guessed = true;
        self.reading.claims.push(claim);
    }
}
