//! Wordings of places, and of relations that are worded like places.

use super::{Meaning, Pronoun, Vocabulary, owned};
use crate::fusion::read::claim::Planar;
use crate::fusion::read::{Token, TokenKind, tokens};

impl Vocabulary {
    /// "In the upper right corner of the image": preposition, article, wording, frame.
    pub(super) fn place_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let word = |at: usize| {
            tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| t.word.as_str())
        };
        let mut at = 0;
        while at < 3 && word(at).is_some_and(|w| self.place_prepositions.contains(w)) {
            at += 1;
        }
        let prepositions = at;
        let whose = match word(at) {
            Some("its") => Some(Pronoun::It),
            Some("his" | "her") => Some(Pronoun::HeOrShe),
            Some("their") => Some(Pronoun::They),
            _ => None,
        };
        if whose.is_some() || word(at).is_some_and(|w| matches!(w, "the" | "this" | "our")) {
            at += 1;
        }
        let article = at > 0;
        while prepositions > 0
            && word(at).is_some_and(|w| matches!(w, "very" | "immediate" | "extreme"))
        {
            at += 1;
        }
        let (length, meaning) = self.places.at(tokens.get(at..)?).next().map(owned)?;
        if prepositions == 0
            && length < 2
            && (article || !self.phrases_of_place.contains(word(at)?))
        {
            return None;
        }
        at += length;
        if let Some(whose) = whose {
            let planar = side(&meaning)?;
            return Some((at, Meaning::Side { planar, whose }));
        }
        // The middle of the room is not that of the picture.
        let middle = matches!(&meaning, Meaning::Place(cells) if cells.is_middle());
        let room = |frame: &[String]| {
            let last = frame.last().and_then(|w| self.find_noun(w));
            last.is_some_and(|(noun, _)| self.noun(noun).setting)
        };
        for frame in self.frames.iter().filter(|frame| !(middle && room(frame))) {
            if frame.iter().enumerate().all(|(i, w)| word(at + i) == Some(w)) {
                at += frame.len();
                break;
            }
        }
        Some((at, meaning))
    }

    /// A word for how a thing looks or what it is made of: "wicker".
    pub fn is_look(&self, word: &str) -> bool {
        let own = self.readings(&tokens(word));
        own.iter().any(|(_, m)| matches!(m, Meaning::Beyond | Meaning::Colour(_)))
    }
}

/// The relation that a place is when somebody's: "on his left".
fn side(place: &Meaning) -> Option<Planar> {
    let Meaning::Place(cells) = place else { return None };
    match (cells.columns, cells.rows) {
        ([true, false, false], [true, true, true]) => Some(Planar::LeftOf),
        ([false, false, true], [true, true, true]) => Some(Planar::RightOf),
        _ => None,
    }
}
