//! Claims that are complete in themselves: looks, places, depths, names.

use super::symbol::Says;
use super::{Parsed, Parser};
use crate::fusion::read::claim::{Band, Body, Claim, Means, PhraseIx, Planar};
use crate::fusion::vocabulary::{Meaning, Pronoun};

/// Before a look it speaks of each of several.
const ALL: &str = "all";

impl Parser<'_> {
    /// A look, place or depth, of whom the parse says.
    pub(super) fn look(&mut self, s: usize, parsed: &Parsed) {
        let symbol = &parsed.symbols[s];
        let body = match &self.items[symbol.item].meaning {
            _ if let Says::Place(cells) = symbol.says => Body::Place(cells),
            _ if symbol.says == Says::Beyond => Body::Beyond,
            // "'CHAPTER FOUR' at the top": of the words, whose place is not told.
            Meaning::Place(_) if self.after_text(s, parsed) => return,
            Meaning::Place(cells) => Body::Place(*cells),
            Meaning::Nearer(nearer) => return self.nearer(s, *nearer, parsed),
            Meaning::Side { planar, whose } => return self.side(s, *planar, *whose, parsed),
            Meaning::Depth(band) => Body::Depth(*band),
            Meaning::Colour(c) => Body::Colour(c.clone()),
            Meaning::Size(size) => Body::Size(*size),
            Meaning::Nearest(nearest) if self.items[symbol.item].tokens.len() > 1 => {
                Body::Foremost(*nearest)
            }
            Meaning::Utmost(from_left) => Body::Nth { n: 1, from_left: *from_left },
            Meaning::Extreme(largest) => Body::Extreme(*largest),
            Meaning::Emotion(e) => Body::Emotion(e.clone()),
            Meaning::Name(n) => Body::Named(n.clone()),
            Meaning::Beyond => Body::Beyond,
            _ => return,
        };
        let mut hosts = self.hosts(s, parsed);
        // "His expression neutral": he is.
        if let (Body::Emotion(_), Some([face])) = (&body, hosts.first().map(Vec::as_slice)) {
            let face = &self.reading.phrases[*face];
            if let Some(owner) = face.owner.filter(|_| face.means == Means::Unknown) {
                hosts.insert(0, vec![owner]);
            }
        }
        // "The cows are all brown": each of them is.
        if self.first_word(symbol.item) == ALL {
            for ix in hosts.first().into_iter().flatten() {
                let phrase = &mut self.reading.phrases[*ix];
                phrase.every |= phrase.is_many();
            }
        }
        let claim = self.claim(s, body, hosts, parsed);
        // "The cows are all brown": each of them.
        if self.first_word(symbol.item) == "all" {
            for ix in claim.subjects.first().into_iter().flatten() {
                let phrase = &mut self.reading.phrases[*ix];
                phrase.every |= phrase.plural && phrase.quantity.is_none();
            }
        }
        self.reading.claims.push(claim);
    }

    /// "To its right": a relation to what the possessive takes up.
    fn side(&mut self, s: usize, planar: Planar, whose: Pronoun, parsed: &Parsed) {
        let hosts = self.hosts(s, parsed);
        // "A white boat is moored to its right": of something else than itself.
        self.against = hosts.first().cloned().unwrap_or_default();
        let here = &self.items[parsed.symbols[s].item].span;
        let before = |ix: &PhraseIx| self.reading.phrases[*ix].span.start < here.start;
        self.known = (0..self.reading.phrases.len()).take_while(before).count();
        let antecedent = self.antecedent(whose);
        let both = self.both_before().filter(|_| whose.is_plural());
        self.against.clear();
        let Some(antecedent) = antecedent else { return };
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
        let Some(other) = self.compared_with(&claim) else {
            let band = if nearer { Band::Near } else { Band::Far };
            claim.body = Body::Depth(band);
            return self.reading.claims.push(claim);
        };
        claim.objects = vec![other];
        claim.guessed = true;
        self.reading.claims.push(claim);
    }
    /// What a relation without an object compares with: what was named last besides.
    pub(super) fn compared_with(&self, claim: &Claim) -> Option<PhraseIx> {
        let subject = claim.subjects.first()?;
        let own: Vec<PhraseIx> = subject.iter().map(|ix| self.root(*ix)).collect();
        (0..self.reading.phrases.len()).rev().find(|ix| {
            let phrase = &self.reading.phrases[*ix];
            matches!(phrase.means, Means::Thing(_))
                && !self.is_part(*ix)
                && phrase.span.start < claim.span.start
                && phrase.sentence + 1 >= self.sentence
                && !own.contains(&self.root(*ix))
        })
    }
}
