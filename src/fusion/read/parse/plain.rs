//! Claims that are complete in themselves: looks, places, depths, names.

use super::symbol::Says;
use super::{Parsed, Parser};
use crate::fusion::read::claim::{
    Band, Body, Cells, Claim, Determiner, Means, Phrase, PhraseIx, Planar, Reference,
};
use crate::fusion::read::coref::REACH;
use crate::fusion::read::item::Item;
use crate::fusion::vocabulary::{Meaning, Pronoun};

/// Before a look it speaks of each of several.
const ALL: &str = "all";

impl Parser<'_> {
    /// A look, place or depth, of whom the parse says.
    pub(super) fn look(&mut self, s: usize, parsed: &Parsed) {
        let symbol = &parsed.symbols[s];
        let body = match &self.items[symbol.item].meaning {
            _ if let Says::Place(cells) = symbol.says => Body::Place(cells),
            _ if let Says::Depth(band) = symbol.says => Body::Depth(band),
            _ if symbol.says == Says::Beyond => Body::Beyond,
            // "'CHAPTER FOUR' at the top": of the words, whose place is not told.
            Meaning::Place(_) if self.after_text(s, parsed) => return,
            Meaning::Place(cells) => match self.beside_too(s, *cells, parsed) {
                Some(claim) => return self.reading.claims.push(claim),
                None => Body::Place(*cells),
            },
            Meaning::Nearer(nearer) => return self.nearer(s, *nearer, parsed),
            Meaning::Compared(planar) => {
                let hosts = self.hosts(s, parsed);
                let claim = self.claim(s, Body::Planar(*planar), hosts, parsed);
                return self.compare(claim, true);
            }
            Meaning::Row(planar) => return self.row(s, *planar, parsed),
            Meaning::Together => return self.together(s, parsed),
            Meaning::Side { planar, whose } => return self.side(s, *planar, *whose, parsed),
            // "A player with a number on the back": on his.
            Meaning::Depth(_) if self.is_on_its_back(symbol.item) => return,
            Meaning::Depth(band) => Body::Depth(*band),
            Meaning::Colour(c) => Body::Colour(c.clone()),
            Meaning::Size(size) => Body::Size(*size),
            Meaning::Nearest(nearest) => Body::Foremost(*nearest),
            Meaning::Utmost(from_left) => Body::Nth { n: 1, from_left: *from_left },
            Meaning::Extreme(largest) => Body::Extreme(*largest),
            Meaning::Emotion(e) => Body::Emotion(e.clone()),
            Meaning::Name(n) => Body::Named(n.clone()),
            Meaning::Beyond => Body::Beyond,
            _ => return,
        };
        let mut hosts = match body {
            Body::Place(_) | Body::Depth(_) => self.placed(s, parsed),
            _ => self.hosts(s, parsed),
        };
        // "His expression neutral": he is.
        if let (Body::Emotion(_), Some([face])) = (&body, hosts.first().map(Vec::as_slice)) {
            let face = &self.reading.phrases[*face];
            if let Some(owner) = face.owner.filter(|_| face.means == Means::Unknown) {
                hosts.insert(0, vec![owner]);
            }
        }
        // ... and "nobody is with her, and her face shows joy": hers does.
        let nobody = hosts.iter().take(1).flatten().all(|ix| {
            let phrase = &self.reading.phrases[*ix];
            phrase.means == Means::Unknown || phrase.negated
        });
        if let (Body::Emotion(_), true) = (&body, nobody)
            && let Some(owner) = self.whose_feeling(symbol.item)
        {
            hosts = vec![vec![owner]];
        }
        if let (Body::Place(_) | Body::Depth(_), true, Some(noted)) =
            (&body, hosts.is_empty(), self.noted_at(symbol.item))
        {
            hosts = vec![vec![noted]];
        }
        if let (Body::Named(_), true, Some(whose)) = (&body, nobody, self.whose_name(symbol.item)) {
            hosts = vec![vec![whose]];
        }
        let coloured = self.whose_colour(symbol.item).or_else(|| self.painted(symbol.item));
        if let (Body::Colour(_), Some(whose)) = (&body, coloured) {
            hosts = vec![vec![whose]];
        }
        // "A sign that says 'OPEN' in gray text": the sign may be of any colour, and small letters tell no size.
        if self.is_of_letters(symbol.item) {
            match body {
                Body::Colour(_) => hosts.clear(),
                Body::Size(_) | Body::Extreme(_) => return,
                _ => {}
            }
        }
        let Some(mut hosts) = self.who_wears(symbol.item, &body, hosts) else { return };
        if let (Body::Emotion(_), true) = (&body, self.stands_alone(symbol.item, &hosts)) {
            hosts = self.person_of_note(symbol.item).into_iter().map(|ix| vec![ix]).collect();
        }
        // "Two of them in a kitchen, both in tears": no kitchen weeps.
        if let Body::Emotion(_) = &body {
            let place = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
                Means::Thing(noun) => {
                    (self.words.noun(noun).setting || self.words.noun(noun).scenery)
                        && !self.words.may_be_person(noun)
                }
                _ => false,
            };
            let felt = !hosts.is_empty();
            hosts.retain(|group| !group.iter().all(place));
            if felt && hosts.is_empty() {
                return;
            }
        }
        // "The cows are all brown": each of them is.
        if self.first_word(symbol.item) == ALL {
            for ix in hosts.first().into_iter().flatten() {
                let phrase = &mut self.reading.phrases[*ix];
                phrase.every |= phrase.is_many();
            }
        }
        if let Some(group) = self.of_them_all(symbol.item, &hosts) {
            hosts = vec![vec![group]];
        }
        // "At the far end": of what, is not said.
        let last = &self.tokens[self.items[symbol.item].tokens.end - 1].word;
        let loose = match body {
            Body::Place(cells) => cells.loose,
            Body::Depth(_) => symbol.says == Says::Meaning && self.words.is_end(last),
            _ => false,
        };
        let mut claim = self.claim(s, body, hosts, parsed);
        // "To the right, a man …": of what was named before, or of the picture.
        let aside = matches!(claim.body, Body::Place(_)) && parsed.roles[s].fronted;
        if aside && self.first_word(symbol.item) == "to" && claim.objects.is_empty() {
            claim.objects.extend(self.compared_with(&claim, false));
        }
        self.reading.claims.push(Claim { guessed: loose, ..claim });
    }

    /// "Three people, two of them …, all small and in red": the three are, not the two.
    fn of_them_all(&self, at: usize, hosts: &[Vec<PhraseIx>]) -> Option<PhraseIx> {
        let [some] = hosts.first()?[..] else { return None };
        let Some(Reference::Among(group)) = self.reading.phrases[some].refers else { return None };
        let comma = self.items[..at].iter().rposition(|i| i.meaning == Meaning::Comma)?;
        let of_all = self.first_word(comma + 1) == ALL;
        let anew = |i: &Item| {
            matches!(i.meaning, Meaning::Noun { .. } | Meaning::Quantity { .. } | Meaning::Stop)
        };
        let apart = self.items[comma + 1..at].iter().any(anew);
        let near = self.reading.phrases[group].sentence == self.sentence;
        (of_all && near && !apart).then_some(group)
    }

    /// "On the back": of something, and no depth.
    fn is_on_its_back(&self, at: usize) -> bool {
        let last = &self.tokens[self.items[at].tokens.end - 1].word;
        self.first_word(at) == "on" && matches!(last.as_str(), "back" | "front")
    }

    /// "Adult, red hat, happy, cup": between marks, said of nobody or of a mere thing.
    fn stands_alone(&self, at: usize, hosts: &[Vec<PhraseIx>]) -> bool {
        let mark = |i: Option<usize>| {
            let item = i.and_then(|i| self.items.get(i));
            item.is_none_or(|i| {
                matches!(i.meaning, Meaning::Comma | Meaning::Stop)
                    || i.sentence != self.items[at].sentence
            })
        };
        let thing = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => !self.words.may_be_person(noun) && !self.words.is_living(noun),
            _ => false,
        };
        // "Very happy".
        let degree = |i: &&Item| i.meaning == Meaning::Adverb;
        let begin = at - self.items[..at].iter().rev().take_while(degree).count();
        mark(begin.checked_sub(1)) && mark(Some(at + 1)) && hosts.iter().flatten().all(thing)
    }

    /// The one person that the sentence has named before item `at`, since its last semicolon if it has any.
    fn person_of_note(&self, at: usize) -> Option<PhraseIx> {
        let here = self.items[..at].iter().rev().take_while(|i| i.sentence == self.sentence);
        let mut stops = here.filter(|i| self.text.get(i.span.clone()) == Some(";"));
        let from = stops.next().map_or(0, |i| i.span.end);
        let start = self.items[at].span.start;
        let one_of = |from: usize| {
            let mut people = (0..self.reading.phrases.len()).rev().filter(|ix| {
                let phrase = &self.reading.phrases[*ix];
                phrase.sentence == self.sentence
                    && (from..=start).contains(&phrase.span.end)
                    && matches!(phrase.means, Means::Thing(noun) if self.words.is_person(noun))
            });
            people.next().filter(|_| people.next().is_none())
        };
        one_of(from).or_else(|| one_of(0))
    }

    /// "Subject 1 (right): an adult": whom the note is of whose heading item `at` ends.
    fn noted_at(&self, at: usize) -> Option<PhraseIx> {
        let here = self.items[at + 1..].iter().take_while(|i| i.sentence == self.sentence);
        let mut marks = here.take_while(|i| i.meaning == Meaning::Stop);
        let heading = marks.any(|i| self.text.get(i.span.clone()) == Some(":"));
        let end = self.items[at].span.end;
        let mut all = self.reading.phrases.iter();
        let next = all.position(|p| p.sentence == self.sentence && p.span.start >= end);
        next.filter(|_| heading)
    }

    /// Whom a pronoun takes up, of what is named before a place in the text.
    pub(super) fn taken_up_before(&mut self, end: usize, pronoun: Pronoun) -> Option<PhraseIx> {
        let before = |ix: &PhraseIx| self.reading.phrases[*ix].span.start < end;
        self.known = (0..self.reading.phrases.len()).take_while(before).count();
        self.antecedent(pronoun).or_else(|| self.he_of_an_animal(pronoun))
    }

    /// "To its right": a relation to what the possessive takes up.
    fn side(&mut self, s: usize, planar: Planar, whose: Pronoun, parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        // "A white boat is moored to its right": of something else than itself.
        self.against = hosts.first().cloned().unwrap_or_default();
        let here = self.items[parsed.symbols[s].item].span.start;
        let subject = hosts.first().and_then(|group| group.first()).copied();
        let start = subject.map_or(here, |ix| self.reading.phrases[ix].span.start.min(here));
        // "A bowl of fruit sits to its left": of what was named before the bowl.
        let own: Vec<PhraseIx> = self
            .reading
            .claims
            .iter()
            .filter(|c| c.body == Body::Has)
            .filter(|c| c.subjects.first() == hosts.first())
            .flat_map(|c| c.objects.iter().copied())
            .collect();
        let found = self.taken_up_before(here, whose);
        let antecedent = match found {
            Some(ix) if own.contains(&ix) => self.taken_up_before(start, whose),
            _ => found,
        };
        let both = self.both_before().filter(|_| whose.is_plural());
        self.against.clear();
        let Some(mut antecedent) = antecedent else { return };
        // "One person …, and a second to their left": of the first, not of all.
        let subject = hosts.first().and_then(|group| group.first());
        if let Some(Reference::Besides(group, one)) =
            subject.and_then(|ix| self.reading.phrases[*ix].refers)
            && self.root(antecedent) == group
        {
            antecedent = one;
        }
        let mut claim = self.claim(s, Body::Planar(planar), hosts, parsed);
        let many = self.reading.phrases[antecedent].is_many();
        claim.objects = match both {
            Some((a, b)) if !many => vec![a, b],
            _ => vec![antecedent],
        };
        self.reading.claims.push(claim);
    }

    /// "Nearer to us": than what was named last besides; without such a thing it is a depth.
    fn nearer(&mut self, s: usize, nearer: bool, parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        let mut claim = self.claim(s, Body::InFront(nearer), hosts, parsed);
        if let Some(nearest) = self.picks_by_depth(s, &claim, parsed) {
            claim.body = Body::Foremost(nearest);
            return self.reading.claims.push(claim);
        }
        let other = self.compared_with(&claim, true);
        // "Horses, with some of them closer to the camera": of all these.
        let of =
            claim.subjects.first().and_then(|g| g.first()).map(|ix| &self.reading.phrases[*ix]);
        let some = |p: &Phrase| p.partitive || p.quantity.as_ref().is_some_and(|q| q.max > 1);
        let among = |p: &Phrase| p.refers == other.map(Reference::Among);
        if of.is_some_and(|p| other.is_some() && some(p) && among(p)) {
            claim.body = Body::Foremost(nearer);
            return self.reading.claims.push(claim);
        }
        if other.is_none() {
            claim.body = Body::Depth(Band::of(nearer));
            return self.reading.claims.push(claim);
        }
        self.compare(claim, true);
    }

    /// "The bird nearer to us": of two that one.
    fn picks_by_depth(&self, s: usize, claim: &Claim, parsed: &Parsed) -> Option<bool> {
        let Body::InFront(nearest) = claim.body else { return None };
        let definite = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            phrase.determiner == Determiner::Definite && !phrase.is_many()
        };
        let role = &parsed.roles[s];
        let picks = claim.subjects.first().is_some_and(|group| group.iter().all(definite));
        (role.restricts && !role.fronted && picks).then_some(nearest)
    }

    /// A relation without an object: to what was named last besides; without such a thing it is a place, or nothing.
    pub(super) fn compare(&mut self, mut claim: Claim, alike: bool) {
        if claim.body == Body::Planar(Planar::Flanking) {
            return self.compare_sides(claim);
        }
        match (self.compared_with(&claim, alike), &claim.body) {
            // "She smiles under an umbrella, a bag close by": near any of what the sentence names.
            (Some(_), Body::Planar(Planar::Near)) => {
                claim.objects = self.comparable(&claim);
                let sentence = |ix: &PhraseIx| self.reading.phrases[*ix].sentence;
                let last = claim.objects.first().map(sentence);
                claim.objects.retain(|ix| Some(sentence(ix)) == last);
            }
            (Some(other), _) => claim.objects = vec![other],
            (None, Body::Planar(planar)) => match planar.cells() {
                Some(cells) => claim.body = Body::Place(cells),
                None => return,
            },
            (None, _) => return,
        }
        claim.guessed = true;
        self.reading.claims.push(claim);
    }

    /// "(A bench with trees) on either side": of what has them, or else of what was named last besides.
    fn compare_sides(&mut self, mut claim: Claim) {
        let first = claim.subjects.first().cloned().unwrap_or_default();
        let apart = |g: &&Vec<PhraseIx>| !g.iter().any(|ix| first.contains(ix));
        let host = claim.subjects.iter().find(apart).cloned();
        (claim.guessed, claim.objects) = match host {
            Some(host) => (false, host),
            None => (true, self.compared_with(&claim, false).into_iter().collect()),
        };
        claim.subjects.retain(|g| first.iter().all(|ix| g.contains(ix)));
        if !claim.objects.is_empty() {
            self.flanked(claim);
        }
    }

    /// "Behind her and slightly to the left": of her, too, and no place.
    fn beside_too(&self, s: usize, cells: Cells, parsed: &Parsed) -> Option<Claim> {
        let sides = [Planar::LeftOf, Planar::RightOf].into_iter();
        let planar = sides.clone().find(|side| side.cells() == Some(cells))?;
        let [.., of, and] = &parsed.symbols[..s] else { return None };
        let joined = self.items[and.item].meaning == Meaning::And && of.chunk.is_some();
        let relates = |r: &usize| {
            let relation =
                matches!(self.items[parsed.symbols[*r].item].meaning, Meaning::Relation(_));
            relation && parsed.roles[*r].objects == [s - 2]
        };
        let other =
            (0..s).rev().filter(|_| joined && self.first_word(parsed.symbols[s].item) == "to");
        let other = other.into_iter().find(relates)?;
        let hosts = self.hosts(s, parsed);
        let same = self.hosts(other, parsed).first() == hosts.first() && !hosts.is_empty();
        let claim = self.claim(s, Body::Planar(planar), hosts, parsed);
        let objects = parsed.of(&parsed.roles[other].objects);
        (same && !objects.is_empty()).then_some(Claim { objects, ..claim })
    }

    /// "Side by side": each to the others.
    fn together(&mut self, s: usize, parsed: &Parsed) {
        let mut hosts = self.hosts(s, parsed);
        self.rather_who_wears(&mut hosts);
        let several = |group: &&Vec<PhraseIx>| {
            group.len() > 1 || group.iter().any(|ix| self.reading.phrases[*ix].is_many())
        };
        let Some(group) = hosts.iter().find(several).cloned() else { return };
        let mut claim = self.claim(s, Body::Planar(Planar::Near), vec![group.clone()], parsed);
        claim.objects = group;
        self.reading.claims.push(claim);
    }

    /// What a relation without an object compares with: what was named last besides; rather one of a like sort.
    pub(super) fn compared_with(&self, claim: &Claim, alike: bool) -> Option<PhraseIx> {
        let all = self.comparable(claim);
        // "A rider on a scooter follows farther back": than whoever was named before, not than the scooter.
        let person = claim.subjects.first()?.iter().any(|ix| self.may_act(self.root(*ix)));
        // "A pizza on the table, and nearer to us a pie": than the pizza.
        let kind = |ix: PhraseIx| match self.reading.phrases[ix].means {
            Means::Thing(noun) => {
                self.words.noun(noun).node.map(|n| self.words.taxonomy().category(n))
            }
            _ => None,
        };
        let own: Vec<_> = claim.subjects.first()?.iter().filter_map(|ix| kind(*ix)).collect();
        let akin = all.iter().find(|ix| alike && kind(**ix).is_some_and(|k| own.contains(&k)));
        let like = all.iter().find(|ix| !alike || self.may_act(**ix) == person);
        akin.filter(|_| !person).or(like).or(all.first()).copied()
    }

    /// All that was named before and besides, in this sentence and the last that named such a thing, what was named last
    /// first.
    fn comparable(&self, claim: &Claim) -> Vec<PhraseIx> {
        let subject = claim.subjects.first().into_iter().flatten();
        let own: Vec<PhraseIx> = subject.map(|ix| self.root(*ix)).collect();
        let fits = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            // Than the street nothing is nearer.
            matches!(phrase.means, Means::Thing(noun) if !self.words.is_surroundings(noun))
                && !phrase.negated
                && !self.is_part(*ix)
                && phrase.span.start < claim.span.start
                && phrase.sentence + REACH > self.sentence
                && !own.contains(&self.root(*ix))
        };
        let named: Vec<PhraseIx> = (0..self.reading.phrases.len()).rev().filter(fits).collect();
        let sentence = |ix: &PhraseIx| self.reading.phrases[*ix].sentence;
        // "A skier in red. Her face lights up. Another skier is farther away": than the one in red.
        let before = named.iter().map(sentence).find(|s| *s < self.sentence);
        named.into_iter().filter(|ix| before.is_none_or(|before| sentence(ix) >= before)).collect()
    }
}
