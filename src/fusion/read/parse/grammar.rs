//! The grammar: what symbols a sentence is made of, how they combine, at what price, and what is then said of what.
//!
//! Read `(S, Np, Vp, 0, Says)` as "a sentence is a noun phrase and a predicate; the predicate is said of the phrase".
//! The cheapest derivation wins. Names with a letter before them are the same with a comma (`C`) or "and" (`A`) before.

use Cat::*;
use Flow::*;

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
    Stop,
    /// A word that nobody knows.
    Odd,
    /// "In hand".
    Tail,
    /// "Nowhere to be seen".
    Absent,
    Np,
    CNp,
    ANp,
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
    Front,
    Inv,
    S,
    Unit,
    CUnit,
    AUnit,
    Frag,
    CFrag,
    Junk,
    Top,
}

/// How many there are.
pub(super) const CATS: usize = Top as usize + 1;

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
    /// "She rides", after what is ridden.
    Rides,
    /// Both are meant together.
    Joins,
    /// Only the one counts.
    Left,
    Right,
    /// The right one stands by itself, or goes on with the left one's subject.
    Beside,
    Follows,
}

/// One symbol as another.
pub(super) const UNARY: &[(Cat, Cat, u32)] = &[
    (Np, Noun, 0),
    (Adv, Place, 0),
    (Looks, Look, 0),
    (Part, Acting, 2),
    (Part, Doing, 6),
    (Part, Text, 1),
    (Pred, Looks, 0),
    (Pred, Adv, 1),
    (Pred, Part, 0),
    (Pred, Quote, 2),
    (Pred, Tail, 0),
    (Pred, Absent, 0),
    (Pred, Odd, 4),
    (Vp, Act, 2),
    (Vp, Verb, 6),
    (Vp, Text, 0),
    (Unit, S, 0),
    (Unit, Np, 8),
    (Frag, Adv, 16),
    (Frag, Part, 14),
    (Frag, Vp, 18),
    (Frag, Looks, 16),
    (Frag, Wp, 16),
    (Frag, Quote, 10),
    (Junk, Odd, 4),
    (Junk, Comma, 12),
    (Junk, And, 14),
    (Junk, Stop, 12),
    (Junk, Reads, 12),
    (Junk, Of, 10),
    (Junk, Which, 14),
    (Junk, Prep, 20),
    (Junk, With, 20),
    (Junk, Act, 22),
    (Junk, Acting, 18),
    (Junk, Doing, 26),
    (Junk, Have, 22),
    (Junk, Whose, 22),
    (Junk, There, 20),
    (Junk, Link, 26),
    (Junk, Verb, 28),
    (Junk, Noun, 26),
    (Junk, Look, 24),
    (Junk, Place, 24),
    (Junk, Quote, 12),
    (Top, Unit, 0),
    (Top, Frag, 0),
];

/// Two symbols as one.
pub(super) const BINARY: &[(Cat, Cat, Cat, u32, Flow)] = &[
    // Marks and joints.
    (And, Comma, And, 0, Right),
    (And, And, Comma, 1, Left),
    // Adverbials: "on the left", "behind the car", "in white", "below and behind the cat".
    (APrep, And, Prep, 0, Right),
    (Prep, Prep, APrep, 1, Both),
    (Adv, Prep, Np, 1, Governs),
    (Adv, Odd, Np, 8, Governs),
    (Adv, Prep, Looks, 5, Both),
    (Adv, Adv, AAdv, 3, Both),
    (AAdv, And, Adv, 0, Right),
    (CAdv, Comma, Adv, 0, Right),
    (CAdv, CAdv, Comma, 0, Left),
    (OfP, Of, Np, 0, Governs),
    // Looks: "red and white".
    (ALooks, And, Looks, 0, Right),
    (CLooks, Comma, Looks, 0, Right),
    (CLooks, CLooks, Comma, 0, Left),
    (Looks, Looks, ALooks, 1, Both),
    (Looks, Looks, CLooks, 2, Both),
    // Noun phrases with what follows the noun.
    (Np, Np, OfP, 0, Which_),
    (Np, Np, Adv, 3, Which_),
    (Np, Np, CAdv, 11, Says),
    (Np, Np, Looks, 5, Which_),
    (Np, Np, CLooks, 8, Says),
    (Np, Np, Part, 3, Which_),
    (Np, Np, CPart, 10, Says),
    (Np, Np, Wp, 3, Which_),
    (Np, Np, CWp, 9, Says),
    (Np, Np, Rel, 2, Which_),
    (Np, Np, CRel, 5, Says),
    (Np, Np, Gap, 12, Which_),
    (Np, Np, Quote, 4, Which_),
    (Np, Np, Tail, 1, Which_),
    (Wp, With, Np, 1, Governs),
    (Wp, With, Quote, 1, Both),
    (CWp, Comma, Wp, 0, Right),
    (CWp, CWp, Comma, 0, Left),
    (Rel, Which, Vp, 0, Right),
    (Rel, Which, Gap, 1, Right),
    (Rel, Whose, S, 0, Governs),
    (CRel, Comma, Rel, 0, Right),
    (CRel, CRel, Comma, 0, Left),
    (Gap, Np, Verb, 0, Rides),
    // Several of them.
    (ANp, And, Np, 0, Right),
    (CNp, Comma, Np, 0, Right),
    (Np, Np, ANp, 6, Joins),
    (List, Np, CNp, 4, Joins),
    (List, List, CNp, 3, Joins),
    (Np, List, ANp, 2, Joins),
    // Texts: "reads 'A' and 'B'".
    (AQuote, And, Quote, 0, Right),
    (CQuote, Comma, Quote, 0, Right),
    (Quote, Quote, AQuote, 1, Both),
    (Quote, Quote, CQuote, 1, Both),
    (Text, Reads, Quote, 0, Both),
    (Reads, Reads, Adv, 4, Left),
    (Reads, Reads, Odd, 2, Left),
    (Reads, Reads, Np, 8, Left),
    // Participles: "riding a horse near the lake".
    (Part, Doing, Np, 0, Governs),
    (Part, Acting, Np, 7, Governs),
    (Part, Acting, Pred, 3, Both),
    (Part, Part, Adv, 4, Late),
    (Part, Part, Wp, 5, Late),
    (Part, Part, Part, 6, Late),
    (Part, Part, APart, 3, Both),
    (APart, And, Part, 0, Right),
    (CPart, Comma, Part, 0, Right),
    (CPart, CPart, Comma, 0, Left),
    // Predicates.
    (Vp, Verb, Np, 0, Governs),
    (Vp, Have, Np, 0, Governs),
    (Vp, Have, Quote, 2, Both),
    (Vp, Act, Np, 6, Governs),
    (Vp, Act, Pred, 2, Both),
    (Vp, Link, Pred, 0, Both),
    (Vp, Link, Np, 2, Is),
    (Vp, Vp, Adv, 4, Late),
    (Vp, Vp, CAdv, 7, Late),
    (Vp, Vp, Part, 4, Late),
    (Vp, Vp, CPart, 4, Late),
    (Vp, Vp, Wp, 5, Late),
    (Vp, Vp, CWp, 6, Late),
    (Vp, Vp, CLooks, 7, Late),
    (Vp, Vp, AVp, 3, Both),
    (Vp, Vp, CVp, 8, Both),
    (AVp, And, Vp, 0, Right),
    (CVp, Comma, Vp, 0, Right),
    (Pred, Pred, APred, 3, Both),
    (Pred, Pred, CPred, 6, Both),
    (APred, And, Pred, 0, Right),
    (CPred, Comma, Pred, 0, Right),
    // Clauses, with what may stand before them, and turned round: "next to her is a cow".
    (S, Np, Vp, 0, Says),
    (S, There, Np, 0, Right),
    (Front, Adv, Comma, 0, Left),
    (Front, Part, Comma, 2, Left),
    (Front, Wp, Comma, 2, Left),
    (Front, Looks, Comma, 6, Left),
    (Front, Front, Front, 2, Both),
    (S, Front, S, 2, Fronts),
    (S, Adv, S, 5, Fronts),
    (S, Front, Np, 8, Fronts),
    (S, Adv, Np, 12, Fronts),
    (Inv, Adv, Link, 0, Left),
    (Inv, Adv, Act, 2, Both),
    (Inv, Adv, Verb, 4, Both),
    (Inv, Front, Link, 1, Left),
    (Inv, Front, Act, 3, Both),
    (Inv, Part, Link, 2, Left),
    (Inv, Looks, Link, 4, Left),
    (S, Inv, Np, 1, Fronts),
    // The whole: clauses and captions side by side, and fragments that go on with what was spoken of.
    (CUnit, Comma, Unit, 0, Right),
    (AUnit, And, Unit, 0, Right),
    (Top, Top, Unit, 14, Beside),
    (Top, Top, CUnit, 9, Beside),
    (Top, Top, AUnit, 6, Beside),
    (CFrag, Comma, Frag, 0, Right),
    (Top, Top, Frag, 8, Follows),
    (Top, Top, CFrag, 0, Follows),
    (Top, Top, Stop, 0, Left),
    (Top, Top, Comma, 2, Left),
    // What nobody understands.
    (Np, Np, Junk, 0, Left),
    (Adv, Adv, Junk, 0, Left),
    (Pred, Pred, Junk, 0, Left),
    (Part, Part, Junk, 0, Left),
    (Vp, Vp, Junk, 0, Left),
    (Top, Top, Junk, 0, Left),
    (Top, Junk, Top, 0, Right),
];
