//! Symbols of the grammar, and what is said of what where two make one.

/// Symbols: first those that words are, then those that are made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cat {
    /// A noun phrase without what follows its noun.
    Noun,
    /// A relation that wants an object.
    Prep,
    /// A place, depth or side, complete in itself.
    Place,
    /// A colour, size, emotion or other look behind its noun.
    Look,
    /// A finite verb with an object, and its participles.
    Verb,
    Doing,
    /// A posture or action, finite or participle.
    Act,
    Acting,
    /// What introduces a text.
    Reads,
    Quote,
    Link,
    Have,
    With,
    Whose,
    Of,
    Which,
    There,
    Comma,
    And,
    /// A comma before "and".
    CAnd,
    Stop,
    /// A word that nobody knows.
    Odd,
    /// "In hand".
    Tail,
    /// "Nowhere to be seen".
    Absent,
    /// "(The other) is not", "so is (the other)", "nor is (the other)".
    Elided,
    Again,
    Turned,
    /// "Which" after a relation.
    Whom,
    /// A place that has something in it, and with its verb.
    Holder,
    Held,
    Np,
    CNp,
    ANp,
    CANp,
    /// Between commas.
    Aside,
    /// With another name between commas.
    NpAside,
    /// With "in hand".
    NpTail,
    /// Two that something is between.
    Nps,
    List,
    OfP,
    Adv,
    CAdv,
    AAdv,
    APrep,
    Looks,
    CLooks,
    ALooks,
    Part,
    CPart,
    APart,
    Wp,
    CWp,
    Rel,
    CRel,
    PWhom,
    Gap,
    CQuote,
    AQuote,
    Text,
    Pred,
    CPred,
    APred,
    Vp,
    CVp,
    AVp,
    /// "Is white", and "and a gull".
    LinkLooks,
    AIs,
    Front,
    Inv,
    S,
    LinkNp,
    /// "(She holds a cup,) he a glass": a verb is left out.
    Gapped,
    /// "(Than) they are".
    NpLink,
    Unit,
    Frag,
    Junk,
    /// All so far, with a mark that parts it from what comes.
    TopMark,
    Top,
}

/// How many there are.
pub(super) const CATS: usize = Cat::Top as usize + 1;

/// What is said of what where two symbols make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// The right one says which left one is meant.
    Which_,
    /// The right one is newly said of the left one.
    Says,
    /// The left one is said of the right one, which comes later.
    Fronts,
    /// Both are said of the same; the right one perhaps of what the left one ends with.
    Late,
    /// Both are said of the same.
    Both,
    /// The left one takes the right one as its object.
    Governs,
    /// The right one is what the subject is said to be.
    Is,
    /// ... or what the left one is called besides.
    Called,
    /// "She rides", after what is ridden.
    Rides,
    /// Both are meant together.
    Joins,
    /// The right one goes with the whole: "(he sleeps,) his mouth open".
    Absolute,
    /// What was done last the left one does with the right one, or is it.
    Gaps,
    /// The left one stands before the right one's noun: "parked cars".
    Prefix,
    /// Only the one counts.
    Left,
    Right,
    /// The right one stands by itself, or goes on with the left one's subject.
    Beside,
    Follows,
}
