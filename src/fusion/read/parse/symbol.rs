//! A symbol of a sentence: a noun phrase, or what another word may be to the grammar.

use super::Parser;
use super::cat::Cat;
use crate::fusion::read::claim::Planar;
use crate::fusion::read::item::Item;
use crate::fusion::read::phrase::{Chunk, Kind};
use crate::fusion::read::sides::side;
use crate::fusion::vocabulary::{Meaning, RelationBody, RelationWord};

/// So many items back "at" stands before whose side it is.
const LED: usize = 5;

/// One word, wording or noun phrase of a sentence.
#[derive(Clone)]
pub(super) struct Symbol {
    /// What it may be, each at a price.
    pub(super) cats: Vec<(Cat, u32)>,
    /// Its first item, and the last one.
    pub(super) item: usize,
    pub(super) last: usize,
    /// Of a noun: where it stands among the phrases spoken of.
    pub(super) chunk: Option<usize>,
    /// The verb that the noun may be as well.
    pub(super) verb: Option<Meaning>,
    pub(super) sort: Sort,
    /// Of a noun: it is known already.
    pub(super) definite: bool,
    /// ... and somebody's: "his".
    pub(super) owned: bool,
    /// ... and in so many words how many.
    pub(super) counted: bool,
    /// ... or it stands without an article.
    pub(super) bare: bool,
    /// ... or is a number alone: "one".
    pub(super) numeral: bool,
    pub(super) negated: bool,
    /// Of a noun: it is said not to be there.
    pub(super) denied: bool,
    /// "(Not above the bench) but below it": said instead of what was denied.
    pub(super) contrast: bool,
    /// "In (black)": before what somebody wears.
    pub(super) worn: bool,
    pub(super) between: bool,
    /// Of a noun: a plural, or several by number.
    pub(super) many: bool,
    pub(super) hedged: bool,
    pub(super) mused: bool,
    /// After "is": what somebody does, and no sort of thing: "is making pancakes".
    pub(super) linked: bool,
    /// A relation or text that its words do not tell alone.
    pub(super) says: Says,
}

/// What a symbol says besides its item's meaning.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Says {
    Meaning,
    /// "In the middle of (the table)": within it.
    Within,
    /// "On the child's left".
    Beside(Planar),
    /// "To the left of the picture".
    Place(crate::fusion::read::claim::Cells),
    /// "At the back of the room".
    Depth(crate::fusion::read::claim::Band),
    /// What evidence does not tell: "on either side of".
    Beyond,
    /// What was said before, of somebody else: in these words; denied or not, or as it was.
    Again(std::ops::Range<usize>, Option<bool>),
    /// A text without marks.
    Text(String, std::ops::Range<usize>),
}

/// What a symbol names, or whom it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Animal,
    Thing,
    /// A pronoun, name or phrase without a noun: anything.
    Open,
    /// A pronoun: nothing follows that says which one is meant.
    Told,
    /// Said of persons.
    OfPerson,
    /// Done to things.
    OfThing,
    /// Said of anything.
    OfAny,
}

impl Symbol {
    /// The symbol of item `at`, of which nothing is known yet.
    pub(super) fn of(at: usize, item: &Item) -> Self {
        Self {
            cats: Vec::new(),
            item: at,
            last: at,
            chunk: None,
            verb: None,
            sort: Sort::OfAny,
            definite: false,
            owned: false,
            counted: false,
            bare: false,
            numeral: false,
            negated: false,
            denied: false,
            contrast: false,
            worn: false,
            between: matches!(item.meaning, Meaning::Relation(r)
                if r.body == RelationBody::Planar(Planar::Between)),
            many: false,
            hedged: false,
            mused: false,
            linked: false,
            says: Says::Meaning,
        }
    }
}

impl Parser<'_> {
    pub(super) fn after_link(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|i| matches!(self.items[i].meaning, Meaning::Link | Meaning::HedgedLink))
    }

    /// "(The child's) left", but no left hand.
    pub(in crate::fusion::read) fn is_side_at(&self, at: usize) -> bool {
        self.side_at(at).is_some()
    }

    pub(super) fn side_at(&self, at: usize) -> Option<Planar> {
        let sentence = self.items.get(at)?.sentence;
        let noun = self
            .items
            .get(at + 1)
            .is_some_and(|i| i.sentence == sentence && matches!(i.meaning, Meaning::Noun { .. }));
        match side(self.first_word(at)) {
            _ if noun => None,
            Some((Some(0), None)) => Some(Planar::LeftOf),
            Some((Some(2), None)) => Some(Planar::RightOf),
            _ => self.is_beside_at(at).then_some(Planar::Near),
        }
    }

    /// "At the man's heels": but her heels are hers.
    fn is_beside_at(&self, at: usize) -> bool {
        let alone = self.items[at].tokens.len() == 1;
        let before = &self.items[at.saturating_sub(LED)..at];
        let mut led = before.iter().filter(|i| i.sentence == self.items[at].sentence);
        alone
            && self.words.is_beside(self.first_word(at))
            && led.any(|i| {
                matches!(i.meaning, Meaning::Relation(_))
                    && self.text.get(i.span.clone()).is_some_and(|t| {
                        t.eq_ignore_ascii_case("at") || t.eq_ignore_ascii_case("by")
                    })
            })
    }

    pub(super) fn sort_of(&self, chunk: &Chunk) -> Sort {
        match &chunk.kind {
            Kind::Thing { noun, .. } if self.words.may_be_person(*noun) => Sort::Person,
            Kind::Thing { noun, .. } if self.words.is_living(*noun) => Sort::Animal,
            Kind::Thing { .. } | Kind::Picture => Sort::Thing,
            Kind::Pronoun(_) | Kind::Which { .. } => Sort::Told,
            Kind::Number => Sort::Person,
            Kind::Name(_) | Kind::Headless | Kind::Unknown => Sort::Open,
        }
    }

    /// The relation of a symbol, where it is one.
    pub(super) fn relation_of(&self, symbol: &Symbol) -> Option<RelationWord> {
        match &self.items[symbol.item].meaning {
            _ if matches!(symbol.says, Says::Place(_) | Says::Depth(_) | Says::Beyond) => None,
            _ if symbol.says == Says::Within => {
                let body = RelationBody::Planar(Planar::Overlapping);
                Some(RelationWord { body, swapped: false })
            }
            Meaning::Relation(_) | Meaning::To | Meaning::Nearer(_)
                if matches!(symbol.says, Says::Beside(_)) =>
            {
                let Says::Beside(planar) = symbol.says else { return None };
                Some(RelationWord { body: RelationBody::Planar(planar), swapped: false })
            }
            Meaning::Relation(relation) => Some(*relation),
            _ => None,
        }
    }
}
