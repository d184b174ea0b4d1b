//! Wordings of places, and of relations that are worded like places.

use super::{Meaning, Pronoun, Vocabulary, owned};
use crate::fusion::read::claim::{Band, Cells, Planar};
use crate::fusion::read::{Token, TokenKind, tokens};

/// Prepositions with which a depth is where something goes.
const TOWARDS: [&str; 5] = ["across", "into", "throughout", "through", "within"];

impl Vocabulary {
    /// "In the upper right corner of the image": preposition, article, wording, frame.
    pub(super) fn place_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let word = |at: usize| {
            tokens.get(at).filter(|t| t.kind == TokenKind::Word).map(|t| t.word.as_str())
        };
        // "Right in the middle", "way up in the corner".
        let adverbs =
            (0..2).take_while(|at| word(*at).is_some_and(|w| self.place_adverbs.contains(w)));
        let adverbs = adverbs.count();
        let governs = word(adverbs).is_some_and(|w| self.place_prepositions.contains(w));
        let mut at = if governs { adverbs } else { 0 };
        let skipped = at;
        while at < skipped + 3 && word(at).is_some_and(|w| self.place_prepositions.contains(w)) {
            at += 1;
        }
        let prepositions = at - skipped;
        let first = skipped;
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
        let rest = tokens.get(at..)?;
        if let Some(depth) = self.depth_before_side(rest) {
            return Some((at + 1, depth));
        }
        // "At her side", "at his heels".
        let beside = word(at).is_some_and(|w| self.is_beside(w));
        if let Some(whose) = whose.filter(|_| beside && prepositions > 0)
            && matches!(word(first + prepositions - 1), Some("at" | "by"))
        {
            return Some((at + 1, Meaning::Side { planar: Planar::Near, whose }));
        }
        let (length, meaning) = match self.part_at(rest) {
            Some(found) => found,
            // "Up high".
            None if prepositions > 0 && at == first + prepositions => {
                at = first;
                self.places.at(tokens.get(at..)?).next().map(owned).filter(|f| f.0 > 1)?
            }
            None => return None,
        };
        if prepositions == 0
            && length < 2
            && (article || !self.is_whole_place(tokens, at, &meaning))
        {
            return None;
        }
        // "On his right knee", "recedes into the distance": no places.
        let last = (first + prepositions).checked_sub(1).and_then(word).unwrap_or_default();
        let loose = matches!(meaning, Meaning::Place(cells) if cells.loose);
        let depth = matches!(meaning, Meaning::Depth(_));
        let ground = self.depth_sides.contains_key(word(at + length - 1)?);
        // "The blurred background hints at a garden", "in this close-up": the picture, or a part of it.
        let this = at > 0 && word(at - 1) == Some("this") && !ground;
        if depth && (this || article && prepositions == 0) {
            return None;
        }
        let named = (whose.is_some() || loose) && !self.names_nothing(tokens, at + length);
        let towards = depth && !ground && TOWARDS.contains(&last);
        if named || towards {
            return None;
        }
        // "In central London".
        if length == 1 && tokens.get(at + 1).is_some_and(|t| t.capital) {
            return None;
        }
        at += length;
        if let Some(whose) = whose {
            let planar = side(&meaning)?;
            return Some((at, Meaning::Side { planar, whose }));
        }
        let framed = self.framed(tokens, at, &meaning);
        if framed > at {
            return Some((framed, meaning));
        }
        // "At the far end of the street": of no thing.
        if word(at) == Some("of") && word(at - 1).is_some_and(|w| self.corners.is_part(w)) {
            match (&meaning, self.setting_at(tokens, at + 1)) {
                (Meaning::Depth(_), Some(end)) => return Some((end, meaning)),
                (Meaning::Depth(_), None) => return None,
                _ => {}
            }
        }
        match meaning {
            // "At the corner" of a street; "in the corner" may be that of a room.
            Meaning::Place(cells) if cells.is_corners() => (last == "in" || length > 1)
                .then_some((at, Meaning::Place(Cells { loose: true, ..cells }))),
            _ => Some((at, meaning)),
        }
    }

    /// A part of the picture or a depth by its bare name, the longest wording.
    fn part_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let listed = self.places.at(tokens).next().map(owned);
        let made = self.corners.at(tokens);
        let length = |found: &Option<(usize, Meaning)>| found.as_ref().map_or(0, |f| f.0);
        if length(&made) > length(&listed) { made } else { listed }
    }

    /// A single word that is a place without a preposition: "leftmost", "top-left"; but "the far-left player".
    fn is_whole_place(&self, tokens: &[Token], at: usize, meaning: &Meaning) -> bool {
        let Some(word) = tokens.get(at).map(|t| t.word.as_str()) else { return false };
        let corner = matches!(meaning, Meaning::Place(_)) && word.contains('-');
        self.phrases_of_place.contains(word) || corner && self.names_nothing(tokens, at + 1)
    }

    /// The first word of "front left", "back right corner": how near, and then a side, of no noun ("front left tyre").
    pub fn depth_before_side(&self, tokens: &[Token]) -> Option<Meaning> {
        let band = self.depth_side(&tokens.first()?.word)?;
        let side = self.part_at(tokens.get(1..)?).filter(|(_, m)| matches!(m, Meaning::Place(_)));
        side.filter(|(length, _)| self.names_nothing(tokens, 1 + length))
            .map(|_| Meaning::Depth(band))
    }

    /// A word for the middle alone: "centre".
    pub fn is_centre(&self, word: &str) -> bool {
        let middle = |m: &Meaning| matches!(m, Meaning::Place(cells) if cells.is_middle());
        self.places.whole(word).iter().any(middle)
    }

    /// A word that says how near beside a side: "rear".
    pub fn depth_side(&self, word: &str) -> Option<Band> {
        self.depth_sides.get(word).copied()
    }

    /// No noun begins at token `at` in the sentence of the first.
    fn names_nothing(&self, tokens: &[Token], at: usize) -> bool {
        let sentence = tokens.first().map(|t| t.sentence);
        let rest = tokens.get(at..).unwrap_or_default();
        if rest.first().map(|t| t.sentence) != sentence {
            return true;
        }
        let noun = |(_, noun): &(usize, Meaning)| match noun {
            Meaning::Noun { noun, .. } => !self.nouns[*noun].also_verb,
            _ => false,
        };
        // "On his left shoulder".
        let part = |(_, m): (usize, Meaning)| match m {
            Meaning::Noun { noun, plural: false } => self.is_part(noun),
            _ => false,
        };
        if self.noun_at(rest).is_some_and(part) && self.part_at(rest).is_none() {
            return false;
        }
        // "To his left stands …".
        if self.phrases.at(rest).any(|(_, m)| m.is_verbal()) {
            return true;
        }
        self.noun_at(rest).filter(noun).is_none() || self.part_at(rest).is_some()
    }

    /// What a side and a depth word mean right beside each other: the second of "front left", of "left foreground".
    pub fn beside_place(
        &self,
        before: &Meaning,
        word: &str,
        tokens: &[Token],
    ) -> Option<(usize, Meaning)> {
        let found = self.part_at(tokens);
        match before {
            Meaning::Depth(_) if self.depth_sides.contains_key(word) => {
                found.filter(|(_, m)| matches!(m, Meaning::Place(_)))
            }
            Meaning::Place(_) => {
                let band = self.depth_sides.get(&tokens.first()?.word)?;
                self.names_nothing(tokens, 1).then_some((1, Meaning::Depth(*band)))
            }
            _ => None,
        }
    }

    /// "(Fills) the left": after a verb that takes places, one by its bare name.
    pub fn occupied_at(&self, verb: &str, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let (length, meaning) = self.place_named(tokens)?;
        (self.occupying.contains(verb) && self.names_nothing(tokens, length))
            .then_some((length, meaning))
    }

    /// "The foreground (of the picture)": a place as what a sentence is about.
    pub fn place_named(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let article = tokens.first().filter(|t| t.word == "the")?;
        let (length, meaning) = self.part_at(tokens.get(1..)?)?;
        let side = |t: &Token| self.depth_sides.contains_key(&t.word);
        let depth = matches!(meaning, Meaning::Depth(_)) && !side(tokens.get(length)?);
        (article.kind == TokenKind::Word && !depth).then(|| {
            let framed = self.framed(tokens, 1 + length, &meaning);
            (framed, meaning)
        })
    }

    /// Past "of the image" at token `at`. The middle of the room, or its corner, is not that of the picture.
    fn framed(&self, tokens: &[Token], at: usize, place: &Meaning) -> usize {
        let inner = |cells: &Cells| cells.is_middle() || cells.is_corners();
        let inner = matches!(place, Meaning::Place(cells) if inner(cells));
        let room = |frame: &[String]| {
            let last = frame.last().and_then(|w| self.find_noun(w));
            last.is_some_and(|(noun, _)| self.noun(noun).setting)
        };
        let says = |frame: &&Vec<String>| {
            frame.iter().enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.word == *w))
                && !(inner && room(frame))
        };
        at + self.frames.iter().find(says).map_or(0, Vec::len)
    }

    /// Past "the street" at token `at`: a word for where it is.
    fn setting_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let article = tokens.get(at).is_some_and(|t| matches!(t.word.as_str(), "the" | "this"));
        let at = at + usize::from(article);
        match self.noun_at(tokens.get(at..)?)? {
            (length, Meaning::Noun { noun, .. }) if self.is_surroundings(noun) => Some(at + length),
            _ => None,
        }
    }

    /// A word for where something is: "street", "bank".
    pub fn is_surroundings(&self, noun: usize) -> bool {
        self.nouns[noun].setting || self.nouns[noun].scenery
    }

    /// "(At the man's) side": near him.
    pub fn is_beside(&self, word: &str) -> bool {
        self.beside.contains(word)
    }

    /// Up to the end of something: "far end".
    pub fn is_end(&self, word: &str) -> bool {
        self.corners.is_part(word)
    }

    /// What an adjective before a noun says of how near it is: "distant".
    pub fn depth_adjective(&self, word: &str) -> Option<Band> {
        self.depth_adjectives.get(word).copied()
    }

    /// What an adjective says by itself after "is" of how near something is.
    pub fn depth_predicate(&self, word: &str) -> Option<Band> {
        self.depth_predicates.get(word).copied()
    }

    /// What may stand before a relation: "far (above)".
    pub fn modifies(&self, word: &str) -> bool {
        self.relation_modifiers.contains(word)
    }

    /// "Most of the frame": what is taken up of the picture.
    pub fn is_share(&self, wording: &str) -> bool {
        self.shares.contains(wording)
    }

    /// After the verb stands what of the picture is taken up: "fills".
    pub fn is_occupying(&self, verb: &str) -> bool {
        self.occupying.contains(verb)
    }

    /// A word for whatever is in the picture: "thing", "object".
    pub fn is_anything(&self, word: &str) -> bool {
        self.anything.contains(word)
    }

    /// By the verb a place is said to have something in it: "shows", "is dominated by".
    pub fn presents(&self, verb: &str) -> bool {
        self.presenting.contains(verb) || self.occupying.contains(verb)
    }

    /// After the verb a place is where somebody looks or goes: "points to the left".
    pub fn is_directed(&self, verb: &str) -> bool {
        self.directed.contains(verb)
    }

    /// After the verb, "towards" says where somebody goes: "runs towards the left".
    pub fn is_moving(&self, verb: &str) -> bool {
        self.moving.contains(verb)
    }

    /// A word for how a thing looks or what it is made of: "wicker".
    pub fn is_look(&self, word: &str) -> bool {
        let word = tokens(word);
        let own = self.readings(&word);
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
