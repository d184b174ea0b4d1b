//! What something is in, on or between: one thing, two, or what somebody wears.

use super::roles::{Group, Role};
use super::symbol::Symbol;
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, Phrase, PhraseIx, Planar};
use crate::fusion::vocabulary::{Meaning, RelationBody};

/// What is played, and is no game.
const INSTRUMENT: &str = "musical_instrument.n.01";
/// What holds things in it, and what it then does.
const CONTAINER: &str = "container.n.01";
const HOLD: &str = "holding";

impl Parser<'_> {
    /// "A dog on the left and a cat on the right, with a ball in between": the ball, of those that were named before.
    pub(super) fn in_between(&self, claim: &Claim) -> Option<Claim> {
        let (a, b) = self.both_before()?;
        let own = |group: &Vec<PhraseIx>| !group.contains(&a) && !group.contains(&b);
        let told = claim.subjects.iter().filter(|group| own(group)).cloned();
        let named = |p: &Phrase| p.head.end <= claim.span.start;
        let last = self.reading.phrases.iter().rposition(named).map(|ix| vec![ix]);
        let mut subjects: Vec<Vec<PhraseIx>> = told.collect();
        if subjects.is_empty() {
            subjects.extend(last.filter(own));
        }
        let (objects, guessed) = (vec![a, b], true);
        (!subjects.is_empty()).then(|| Claim { subjects, objects, guessed, ..claim.clone() })
    }

    /// "(Playing) football", "tennis": without an article, and no instrument.
    pub(super) fn is_game(&self, objects: &[PhraseIx]) -> bool {
        let tree = self.words.taxonomy();
        let instrument = tree.find(INSTRUMENT);
        let game = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let Means::Thing(noun) = phrase.means else { return false };
            let node = self.words.noun(noun).node;
            let played = node.zip(instrument).is_some_and(|(n, kind)| tree.is_a(n, kind));
            let bare = phrase.determiner == Determiner::None && phrase.refers.is_none();
            bare && !phrase.is_many() && phrase.quantity.is_none() && node.is_some() && !played
        };
        !objects.is_empty() && objects.iter().all(game)
    }

    /// "A woman by a bowl holding two apples": the bowl may hold them.
    pub(super) fn is_held_within(&self, s: usize, senses: &[usize], parsed: &Parsed) -> bool {
        let tree = self.words.taxonomy();
        let Some((container, hold)) = tree.find(CONTAINER).zip(self.words.sense(HOLD)) else {
            return false;
        };
        if !senses.contains(&hold) {
            return false;
        }
        let start = self.items[parsed.symbols[s].item].span.start;
        let right_before = |phrase: &Phrase| {
            let node = match phrase.means {
                Means::Thing(noun) => self.words.noun(noun).node,
                _ => None,
            };
            phrase.head.end + 1 == start && node.is_some_and(|node| tree.is_a(node, container))
        };
        self.reading.phrases.iter().any(right_before)
    }

    /// Of whom a place is said: "a dog lies on the grass in front of the bus" asks nobody where the grass is.
    pub(super) fn placed(&self, s: usize, parsed: &Parsed) -> Vec<Vec<PhraseIx>> {
        let mut hosts = self.hosts(s, parsed);
        // "A jersey with a number on the back": the jersey's.
        let item = &self.items[parsed.symbols[s].item];
        let last = &self.tokens[item.tokens.end - 1].word;
        let own = matches!(last.as_str(), "back" | "front");
        let ground = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            // ... nor where the dress is: "a woman in a blue dress on the left"; but "a dress, which is on the left" is.
            Means::Thing(noun) => {
                let noun = self.words.noun(noun);
                let worn =
                    noun.garment && self.reading.phrases[*ix].head.end + 1 == item.span.start;
                noun.scenery || worn && !own || self.is_part(*ix)
            }
            _ => false,
        };
        let on_it = |(symbol, role): (&Symbol, &Role)| {
            let of = |host: Option<&Group>| host.map(|group| parsed.of(group));
            // "The light on the left is nearer than the one on the right" is not on it.
            let meaning = &self.items[symbol.item].meaning;
            let nearer = matches!(meaning, Meaning::Relation(r) if matches!(r.body, RelationBody::InFront(_)));
            !nearer
                && matches!(meaning, Meaning::Relation(_) | Meaning::Verb { .. })
                && parsed.of(&role.objects) == hosts[0]
                && of(role.hosts.first()).as_ref() == hosts.get(1)
        };
        if hosts.len() > 1
            && hosts[0].iter().all(ground)
            && parsed.symbols.iter().zip(&parsed.roles).any(on_it)
        {
            hosts.remove(0);
        }
        hosts
    }

    /// "A salad in a bowl and a bottle": one thing is in one other, and the bottle is new.
    pub(super) fn in_first(&self, claim: &mut Claim) {
        let rests = matches!(claim.body, Body::Planar(Planar::Inside | Planar::On));
        let one = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let garment = match phrase.means {
                Means::Thing(noun) => self.words.noun(noun).garment || self.words.is_part(noun),
                _ => true,
            };
            !phrase.is_many() && !garment
        };
        let new = |ix: &PhraseIx| {
            let determiner = self.reading.phrases[*ix].determiner;
            one(ix) && matches!(determiner, Determiner::Indefinite | Determiner::None)
        };
        let subject =
            claim.subjects.first().is_some_and(|group| group.len() == 1 && one(&group[0]));
        if rests && subject && claim.objects.len() > 1 && claim.objects[1..].iter().all(new) {
            claim.objects.truncate(1);
        }
    }

    /// "A bride in a gown".
    pub(super) fn dressed(&self, claim: &Claim) -> bool {
        let garment = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.noun(noun).garment,
            _ => false,
        };
        let person = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            // "A dog in a vest" is dressed, too.
            Means::Thing(noun) => self.words.is_person(noun) || self.words.is_living(noun),
            _ => false,
        };
        claim.objects.iter().all(garment) && claim.subjects.iter().flatten().any(person)
    }

    /// "A man on his phone", "on a laptop": what he does with it, and not where he is.
    pub(super) fn busy_with(&self, claim: &mut Claim) {
        let noun = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => Some(noun),
            _ => None,
        };
        let person = |ix: &PhraseIx| self.may_act(*ix);
        let [on] = claim.objects.as_slice() else { return };
        let who = claim.subjects.first().is_some_and(|group| group.iter().all(person));
        let senses = noun(on).map(|noun| self.words.done_on(noun)).unwrap_or_default();
        if claim.body == Body::Planar(Planar::On) && who && !senses.is_empty() {
            claim.body = Body::Verb(senses);
        }
    }
}
