//! What a wording means to the reader.

use crate::fusion::read::claim::{Band, Body, Cells, Planar, SizeClass};

/// What a wording means to the reader.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    Noun {
        noun: usize,
        plural: bool,
    },
    /// The picture itself, or a part of it: no claim.
    Picture,
    /// "Nobody": no person.
    Nobody,
    /// "The black ones": stands for a noun that was named.
    Ones,
    /// "Something": whatever it is.
    Something,
    /// "Across from", "towards": where, but nothing that evidence tells.
    Toward,
    /// "Except for", "besides": what comes is there, and is not one of those that are spoken of.
    Except,
    /// "Belongs to": it is somebody's.
    Belongs,
    /// "Nothing": no thing at all.
    Nothing,
    Quote(String),
    /// A proper name that is no word of ours.
    Name(String),
    /// Any of these basic terms is meant.
    Colour(Vec<String>),
    Size(SizeClass),
    /// "Larger", "smallest".
    Extreme(bool),
    Ordinal(u32),
    /// "Leftmost" (true), "rightmost".
    Utmost(bool),
    /// "From the left" (true) or right.
    FromSide(bool),
    Emotion(String),
    /// A look or manner beyond the vocabulary.
    Beyond,
    Quantity {
        min: u32,
        max: u32,
    },
    Place(Cells),
    Depth(Band),
    Relation(RelationWord),
    /// "Side by side": so to each other.
    Together,
    /// "From left to right": each so to the next.
    Row(Planar),
    /// "Nearby", "further left", "higher up": so to what was named before.
    Compared(Planar),
    /// "Closer to the camera" (true), "farther away".
    Nearer(bool),
    /// "Nearest", "farthest".
    Nearest(bool),
    /// "To its right": the relation to what the possessive takes up.
    Side {
        planar: Planar,
        whose: Pronoun,
    },
    /// With the relation that the same words say of things: "lying on".
    Verb {
        senses: Vec<usize>,
        form: Form,
        relation: Option<RelationWord>,
    },
    /// "With … in hand": the verb that the tail says.
    Tail {
        senses: Vec<usize>,
    },
    Posture,
    /// A verb that says nothing that evidence could tell: "shows", "fills".
    Action,
    TextVerb,
    Link,
    /// "Could be".
    HedgedLink,
    Have,
    With,
    Of,
    To,
    Not,
    /// "Is nowhere to be seen".
    Absent,
    Hedge,
    /// "Suggesting that", "adding a touch of": what follows is thought about the picture.
    Musing,
    Pronoun(Pronoun),
    Other,
    /// "More", which is other ones after a number.
    More,
    Another,
    /// "The former", "the latter".
    Pick {
        last: bool,
    },
    Determiner(Article),
    Possessive,
    And,
    But,
    While,
    Relative,
    There,
    Comma,
    Stop,
    /// Changes nothing: "just", "also".
    Adverb,
    /// Not known.
    Word,
}

impl Meaning {
    /// True for what a predicate is made of.
    pub fn is_verbal(&self) -> bool {
        matches!(
            self,
            Meaning::Verb { .. }
                | Meaning::Posture
                | Meaning::TextVerb
                | Meaning::Action
                | Meaning::Musing
                | Meaning::Belongs
        )
    }

    /// True for what somebody does.
    pub fn is_done(&self) -> bool {
        matches!(self, Meaning::Verb { .. })
    }

    /// True for what may stand between the beginning of a noun phrase and its noun.
    pub fn stands_before_noun(&self) -> bool {
        matches!(
            self,
            Meaning::Determiner(_)
                | Meaning::Possessive
                | Meaning::Quantity { .. }
                | Meaning::Colour(_)
                | Meaning::Size(_)
                | Meaning::Emotion(_)
                | Meaning::Beyond
                | Meaning::Other
                | Meaning::Another
        )
    }

    /// True where a clause's predicate begins.
    pub fn begins_predicate(&self) -> bool {
        self.is_verbal() || matches!(self, Meaning::Link | Meaning::HedgedLink | Meaning::Have)
    }
}

/// A preposition of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelationWord {
    pub body: RelationBody,
    /// Subject and object change places: "topped with".
    pub swapped: bool,
}

/// What it relates by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RelationBody {
    Planar(Planar),
    /// "Far from": not near.
    Apart,
    InFront(bool),
    Larger(bool),
}

impl RelationWord {
    /// As a claim's body.
    pub fn body(self) -> Body {
        match self.body {
            RelationBody::Planar(p) if self.swapped => Body::Planar(p.swapped()),
            RelationBody::Planar(p) => Body::Planar(p),
            RelationBody::Apart => Body::Planar(Planar::Near),
            RelationBody::InFront(f) => Body::InFront(f != self.swapped),
            RelationBody::Larger(l) => Body::Larger(l != self.swapped),
        }
    }

    /// "To the left of the picture" is a place.
    pub fn as_place(self) -> Option<Cells> {
        match self.body {
            RelationBody::Planar(planar) => planar.cells(),
            _ => None,
        }
    }
}

/// A verb's form, as far as it says who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "Rides", "rode".
    Finite,
    Ing,
    /// "Ridden by".
    Passive,
}

/// Articles and their like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Article {
    Indefinite,
    Definite,
    /// "All", "each".
    Every,
    No,
}

/// Personal pronouns by what they can take up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    It,
    HeOrShe,
    They,
}

impl Pronoun {
    /// Whose "his" and the like say it is.
    pub fn of_possessive(word: &str) -> Option<Self> {
        match word {
            "his" | "her" => Some(Pronoun::HeOrShe),
            "its" => Some(Pronoun::It),
            "their" => Some(Pronoun::They),
            _ => None,
        }
    }

    /// True where only a person can be meant.
    pub fn of_people(self) -> bool {
        self == Pronoun::HeOrShe
    }

    /// True for more than one.
    pub fn is_plural(self) -> bool {
        self == Pronoun::They
    }
}
