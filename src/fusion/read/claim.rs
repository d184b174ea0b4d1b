//! What a caption claims: the things it speaks of and what it says of them, before any evidence is looked at.

use super::item::Item;
use std::ops::Range;

/// Index into [`Reading::phrases`].
pub type PhraseIx = usize;

/// All that a caption says, in order of its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    pub phrases: Vec<Phrase>,
    pub claims: Vec<Claim>,
    /// The words that they were read from, as they were tagged.
    pub items: Vec<Item>,
}

/// Something the text speaks of: a noun with what stands before it, a pronoun, or a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// From its first word (article, number, adjective) to the end of its noun.
    pub span: Range<usize>,
    /// The noun alone.
    pub head: Range<usize>,
    pub means: Means,
    pub plural: bool,
    pub determiner: Determiner,
    pub quantity: Option<Quantity>,
    /// "A third dog": the words of it, and the least number of them that it takes.
    pub nth: Option<(Range<usize>, u32)>,
    /// An earlier phrase that this one speaks of again.
    pub refers: Option<Reference>,
    /// The earlier phrase that is said to be this one: "the cat is the nearer of the two".
    pub is: Option<PhraseIx>,
    /// Whose it is: "her coach".
    pub owner: Option<PhraseIx>,
    /// Other phrases that a pronoun may take up, should the first one name nothing that is there.
    pub instead: Vec<PhraseIx>,
    /// "One of the dogs": there may be more.
    pub partitive: bool,
    /// "No dog", "without a dog".
    pub negated: bool,
    /// "Except for a dog": not one of those that are spoken of.
    pub excepted: bool,
    /// Something is said of it, rather than that it is there: "nobody seems in a hurry".
    pub told: bool,
    /// A pronoun for somebody told before, whoever of them that is.
    pub again: bool,
    /// "He", of whom the text has not spoken: somebody, or a pet.
    pub anew: bool,
    /// "All of the dogs", "each dog".
    pub every: bool,
    /// "Most of the dogs".
    pub most: bool,
    /// "What may be a dog".
    pub hedged: bool,
    /// Said while musing on the picture ("suggesting that …"), not of what is in it.
    pub mused: bool,
    pub sentence: usize,
}

impl Phrase {
    /// What a claim quotes, as a thing of which more is said.
    pub fn of_text(claim: &Claim) -> Option<Self> {
        let Body::Text(said) = &claim.body else { return None };
        Some(Self {
            span: claim.span.clone(),
            head: claim.span.clone(),
            means: Means::Text(said.clone()),
            plural: false,
            determiner: Determiner::None,
            quantity: None,
            nth: None,
            refers: None,
            is: None,
            owner: None,
            instead: Vec::new(),
            partitive: false,
            negated: false,
            excepted: false,
            told: false,
            again: false,
            anew: false,
            every: false,
            most: false,
            hedged: claim.hedged,
            mused: claim.mused,
            sentence: claim.sentence,
        })
    }

    /// It names more than one.
    pub fn is_many(&self) -> bool {
        self.plural || self.quantity.as_ref().is_some_and(|q| q.min > 1)
    }
}

/// How a phrase takes up an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The same things: "it", "they", "the bus" again.
    Same(PhraseIx),
    /// These two: "a bride and a groom … they".
    Both(PhraseIx, PhraseIx),
    /// Some of them: "one", "two of them".
    Among(PhraseIx),
    /// Some of them, but not those of the second phrase: "another", "the other".
    Besides(PhraseIx, PhraseIx),
}

/// What a phrase's noun says.
#[derive(Debug, Clone, PartialEq)]
pub enum Means {
    /// A thing, by its place in the vocabulary's list of nouns.
    Thing(usize),
    /// Words between quotation marks, or after "reads".
    Text(String),
    /// A proper name.
    Name(String),
    /// A pronoun that nothing before it explains.
    Unknown,
}

/// What stands before a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    None,
    /// "A", "an", "some", "one".
    Indefinite,
    /// "The", "this", "his".
    Definite,
    /// "Another", "a second".
    Another,
    /// "The other".
    Other,
}

/// A number or a quantity word.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    pub span: Range<usize>,
    /// Least and greatest number that it can mean.
    pub min: u32,
    pub max: u32,
}

/// One thing said of some phrases.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The words that say it.
    pub span: Range<usize>,
    /// Of whom: the first group is the likeliest, others are possible by grammar alone.
    pub subjects: Vec<Vec<PhraseIx>>,
    pub body: Body,
    /// For a relation: to what.
    pub objects: Vec<PhraseIx>,
    pub negated: bool,
    pub hedged: bool,
    /// As of a phrase.
    pub mused: bool,
    /// It stands at the thing's noun and says which one is meant, rather than something new of it.
    pub restricts: bool,
    /// With what it compares is not said: where evidence does not tell, nothing is missing.
    pub guessed: bool,
    pub sentence: usize,
}

impl Claim {
    /// The subject somehow has the object.
    pub fn has(
        span: Range<usize>,
        subjects: Vec<Vec<PhraseIx>>,
        object: PhraseIx,
        sentence: usize,
    ) -> Self {
        Self { objects: vec![object], ..Self::look(span, subjects, Body::Has, sentence) }
    }

    /// It looks so, and that tells which one is meant.
    pub fn look(
        span: Range<usize>,
        subjects: Vec<Vec<PhraseIx>>,
        body: Body,
        sentence: usize,
    ) -> Self {
        Self {
            span,
            subjects,
            body,
            objects: Vec::new(),
            negated: false,
            hedged: false,
            mused: false,
            restricts: true,
            guessed: false,
            sentence,
        }
    }
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Any of these basic colour terms ("teal" is green or blue).
    Colour(Vec<String>),
    Size(SizeClass),
    /// Larger (or smaller) than the object.
    Larger(bool),
    /// The larger or largest (smaller, smallest) of its kind.
    Extreme(bool),
    /// The nearer or nearest of its kind (the farther, farthest).
    Foremost(bool),
    /// The nth of its kind from the left or the right.
    Nth {
        n: u32,
        from_left: bool,
    },
    /// A proper name: a brand, a landmark, a make.
    Named(String),
    /// One of the emotion model's seven names.
    Emotion(String),
    Place(Cells),
    Depth(Band),
    Planar(Planar),
    /// In that part of the object.
    Part(Cells),
    /// Each of the objects stands so to the next: "from left to right".
    Row(Planar),
    /// True: in front of, nearer to the camera.
    InFront(bool),
    /// A person does this with the object: any of these senses of the vocabulary.
    Verb(Vec<usize>),
    /// The same with the thing as subject: "ridden by".
    VerbOf(Vec<usize>),
    /// "With": the object is somehow its subject's. Tells which one is meant, and is no claim.
    Has,
    /// The text that its subject bears.
    Text(String),
    /// Beyond the vocabulary.
    Beyond,
}

/// Sizes as people tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeClass {
    /// A small that no medium-sized thing is.
    Tiny,
    Small,
    Medium,
    Large,
}

/// Depth as people tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    Near,
    Mid,
    Far,
}

/// Cells of the 3×3 grid that a wording allows: by column (left, center, right) and row (top, middle, bottom).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    pub columns: [bool; 3],
    pub rows: [bool; 3],
    /// "On the far left": of several rather the outermost.
    pub utmost: bool,
    /// "Overhead": there, if it is; nothing is known of where it is otherwise.
    pub loose: bool,
    /// "In the left half": up to the middle.
    pub half: bool,
    /// "At the right edge": of the picture, and not of several things.
    pub rim: bool,
}

/// 2D relations in the senses that wordings have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planar {
    LeftOf,
    RightOf,
    Above,
    Below,
    /// Next to, beside, near, by.
    Near,
    /// In, inside, within.
    Inside,
    /// The other way round: contains, with … in it.
    Contains,
    /// On, on top of.
    On,
    /// The other way round: has … on it.
    Under,
    /// With both objects on either side.
    Between,
    /// The other way round: on either side of it.
    Flanking,
    Overlapping,
}

impl Planar {
    /// The same with its two sides in each other's place.
    pub fn swapped(self) -> Self {
        match self {
            Self::LeftOf => Self::RightOf,
            Self::RightOf => Self::LeftOf,
            Self::Above => Self::Below,
            Self::Below => Self::Above,
            Self::Inside => Self::Contains,
            Self::Contains => Self::Inside,
            Self::On => Self::Under,
            Self::Under => Self::On,
            Self::Between => Self::Flanking,
            Self::Flanking => Self::Between,
            Self::Near | Self::Overlapping => self,
        }
    }

    /// The part of the picture that is so to it: "to the left of the picture".
    pub fn cells(self) -> Option<Cells> {
        match self {
            Self::LeftOf => Some(Cells::of(Some(0), None)),
            Self::RightOf => Some(Cells::of(Some(2), None)),
            Self::Above => Some(Cells::of(None, Some(0))),
            Self::Below => Some(Cells::of(None, Some(2))),
            _ => None,
        }
    }
}

impl Cells {
    /// No side, but the middle.
    pub fn is_middle(&self) -> bool {
        self.columns == [false, true, false] && self.rows[1]
    }

    /// Nothing can be in both.
    pub fn is_apart_from(self, other: Self) -> bool {
        let apart = |a: [bool; 3], b: [bool; 3]| a.iter().zip(b).all(|(a, b)| !(*a && b));
        apart(self.columns, other.columns) || apart(self.rows, other.rows)
    }

    /// All around the middle.
    pub fn is_rim(self) -> bool {
        self.columns == [true; 3] && self.rows == [true; 3] || self.is_corners()
    }

    /// Any of the four corners.
    pub fn is_corners(self) -> bool {
        self.columns == [true, false, true] && self.rows == [true, false, true]
    }

    /// Anywhere in the given column (0 left … 2 right) and row (0 top … 2 bottom); `None` allows all.
    pub fn of(column: Option<usize>, row: Option<usize>) -> Self {
        let allow = |only: Option<usize>| [0, 1, 2].map(|i| only.is_none_or(|o| o == i));
        let (columns, rows) = (allow(column), allow(row));
        Self { columns, rows, utmost: false, loose: false, half: false, rim: false }
    }
}

impl SizeClass {
    /// From the lexicon's key.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "small" => Some(Self::Small),
            "medium" => Some(Self::Medium),
            "large" => Some(Self::Large),
            _ => None,
        }
    }
}

impl Band {
    /// Near or far.
    pub fn of(near: bool) -> Self {
        if near { Self::Near } else { Self::Far }
    }

    /// From the lexicon's key.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "near" => Some(Self::Near),
            "mid" => Some(Self::Mid),
            "far" => Some(Self::Far),
            _ => None,
        }
    }
}
