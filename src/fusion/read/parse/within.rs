//! What something is in or on: one thing, or what somebody wears.

use super::Parser;
use crate::fusion::read::claim::{Body, Claim, Determiner, Means, PhraseIx, Planar};

impl Parser<'_> {
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
            Means::Thing(noun) => self.words.is_person(noun),
            _ => false,
        };
        claim.objects.iter().all(garment) && claim.subjects.iter().flatten().any(person)
    }
}
