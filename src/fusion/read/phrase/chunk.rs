//! A noun phrase as its words stand, and what they tell at a glance.

use super::opening::Opening;
use crate::fusion::read::claim::Determiner;
use crate::fusion::vocabulary::Pronoun;
use std::ops::Range;

/// A noun phrase as its words stand; what it takes up is told later, when the sentence is parsed.
pub(in crate::fusion::read) struct Chunk {
    pub(super) opening: Opening,
    pub(in crate::fusion::read) kind: Kind,
    pub(super) start: usize,
    pub(super) head: Range<usize>,
    /// The item of its noun.
    pub(super) at: usize,
    /// "The woman's phone".
    pub(super) owner: Option<Box<Chunk>>,
}

/// What stands where the noun is.
pub(in crate::fusion::read) enum Kind {
    Thing {
        noun: usize,
        plural: bool,
    },
    Name(String),
    Pronoun(Pronoun),
    /// "(One of) which", "(behind) whom"; "of" where some of them are meant.
    Which {
        of: bool,
        people: bool,
    },
    /// "The other", "two", "the sad one".
    Headless,
    /// A noun that nobody knows, or "something".
    Unknown,
    /// The picture itself: nothing is named.
    Picture,
    /// A player's number.
    Number,
}

impl Chunk {
    /// It names nothing but the picture itself.
    pub(in crate::fusion::read) fn is_picture(&self) -> bool {
        matches!(self.kind, Kind::Picture)
    }

    /// One word without an article or anything else before it.
    pub(in crate::fusion::read) fn is_bare(&self) -> bool {
        let thing = matches!(self.kind, Kind::Thing { .. } | Kind::Picture);
        let counted = self.opening.quantity.is_some();
        thing && self.start == self.head.start && self.owner.is_none() && !counted
    }

    /// "The dog", "his dog".
    pub(in crate::fusion::read) fn is_definite(&self) -> bool {
        self.opening.determiner == Some(Determiner::Definite)
    }

    /// "No dog".
    pub(in crate::fusion::read) fn is_denied(&self) -> bool {
        self.opening.negated || self.opening.quantity.as_ref().is_some_and(|q| q.max == 0)
    }

    /// "His dog".
    pub(in crate::fusion::read) fn is_owned(&self) -> bool {
        self.opening.whose.is_some()
    }

    /// "One", "two": a number alone.
    pub(in crate::fusion::read) fn is_numeral(&self) -> bool {
        let other =
            matches!(self.opening.determiner, Some(Determiner::Another | Determiner::Other));
        let some = self.opening.quantity.is_some() || other;
        let numeral = some && self.opening.looks.is_empty();
        matches!(self.kind, Kind::Headless) && numeral
    }

    /// "Two dogs".
    pub(in crate::fusion::read) fn is_counted(&self) -> bool {
        self.opening.quantity.as_ref().is_some_and(|q| q.max > 0)
    }

    /// "Trees", "two dogs".
    pub(in crate::fusion::read) fn is_many(&self) -> bool {
        self.opening.many
            || self.opening.quantity.as_ref().is_some_and(|q| q.max > 1)
            || matches!(self.kind, Kind::Thing { plural: true, .. })
    }

    /// The pronoun that it is.
    pub(in crate::fusion::read) fn is_pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            Kind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }
}
