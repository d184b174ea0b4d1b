//! Closed classes of English and words that the lexicon's sections do not decide.

use crate::fusion::read::claim::{Planar, SizeClass};
use crate::fusion::vocabulary::{Article, Meaning};

/// The closed classes of English, alternatives parted by "|".
pub(super) const CLOSED: &[(&str, Meaning)] = &[
    ("a|an|some", Meaning::Determiner(Article::Indefinite)),
    ("the|this|these|those", Meaning::Determiner(Article::Definite)),
    (
        "each|every|all|all the|all of the|each of the|every one of the|either of|either of the|each of|any of",
        Meaning::Determiner(Article::Every),
    ),
    ("no", Meaning::Determiner(Article::No)),
    (
        "nobody|no one|no-one|not a soul|not a single soul|not a living soul|no soul|not a single human being|\
         no human being|no human soul|no one else|nobody else|no-one else",
        Meaning::Nobody,
    ),
    ("as many|as much|as few", Meaning::Adverb),
    ("nothing else|else", Meaning::Adverb),
    ("something|anything|anything else|everything else|all else", Meaning::Something),
    ("nothing", Meaning::Nothing),
    ("ones", Meaning::Ones),
    ("another|one more", Meaning::Another),
    (
        "from the camera|to the camera|at the camera|toward the camera|towards the camera|for the camera|\
         right at the camera|straight at the camera|directly at the camera|down at the camera|up at the camera|\
         back at the camera|over at the camera|out at the camera|into the camera|right into the camera|\
         straight into the camera|directly into the camera|at camera|for camera|into the lens|for a camera",
        Meaning::Adverb,
    ),
    ("centred on|centered on|centred around|centered around", Meaning::Word),
    ("former|first-named", Meaning::Pick { last: false }),
    ("latter|last-named", Meaning::Pick { last: true }),
    ("neither of|none of|none", Meaning::Quantity { min: 0, max: 0 }),
    (
        "not all of|not all of the|not all the|not all|not every|not every one of|not each of|some of|half of|half of the|half the|a third of|one third of|two thirds of|two-thirds of|a quarter of|\
         three quarters of",
        Meaning::Quantity { min: 1, max: u32::MAX },
    ),
    ("other|others", Meaning::Other),
    ("more|further|additional", Meaning::More),
    ("is|are|am|was|were|be|being|been|'s|'re|remains|becomes", Meaning::Link),
    ("has|have|having|had|has got|have got|having got|had got|'s got|'ve got", Meaning::Have),
    ("larger|bigger|largest|biggest", Meaning::Extreme(true)),
    (
        "leftmost|left-most|farthest left|furthest left|farthest to the left|furthest to the left",
        Meaning::Utmost(true),
    ),
    (
        "rightmost|right-most|farthest right|furthest right|farthest to the right|furthest to the right",
        Meaning::Utmost(false),
    ),
    ("smaller|smallest|littlest|tiniest", Meaning::Extreme(false)),
    (
        "closer to the camera|closer to the viewer|closer to us|nearer to us|nearer to the camera|nearer the camera|\
         nearer to the viewer|nearer the viewer|closer to the lens|nearer to the lens|\
         closer to the front|nearer to the front|nearer the front|nearer the lens|closer to the photographer|\
         nearer to the photographer|nearer the photographer|closer to camera|nearer to camera|nearer camera|nearer us|\
         closer to where we stand|closer to hand|nearer to hand|closer in|further forward|farther forward|\
         more to the front|further to the front|closer up|nearer|closer",
        Meaning::Nearer(true),
    ),
    (
        "farther away|further away|farther back|further back|farther off|further off|more distant|\
         farther from the camera|further from the camera|farther from us|further from us|farther from the viewer|\
         further from the viewer|farther to the back|further to the back|more to the back|further into the distance|\
         farther into the distance|further out|farther out|farther",
        Meaning::Nearer(false),
    ),
    ("nearest|closest|foremost|frontmost", Meaning::Nearest(true)),
    ("farthest|furthest|rearmost|hindmost", Meaning::Nearest(false)),
    ("heat", Meaning::Beyond),
    (
        "pictures|photos|photographs|images|snapshots|scenery|landscape|neighborhood|neighbourhood|shadow|reflection|silhouette",
        Meaning::Picture,
    ),
    ("from the left|from left", Meaning::FromSide(true)),
    ("from the right|from right", Meaning::FromSide(false)),
    (
        "from left to right|left to right|left-to-right|l-r|l to r|from l to r|going from left to right|reading from left to right|\
         moving from left to right|seen from left to right|arranged from left to right|listed from left to right|\
         lined up from left to right|in order from left to right|in a row from left to right|starting from the left|\
         starting on the left|starting at the left|beginning on the left|beginning at the left",
        Meaning::Row(Planar::LeftOf),
    ),
    (
        "from right to left|right to left|right-to-left|going from right to left|reading from right to left|\
         arranged from right to left|lined up from right to left|in order from right to left|starting from the right|\
         starting on the right|starting at the right|beginning on the right|beginning at the right",
        Meaning::Row(Planar::RightOf),
    ),
    (
        "from top to bottom|top to bottom|top-to-bottom|going from top to bottom|arranged from top to bottom|\
         in order from top to bottom|starting from the top|starting at the top|beginning at the top",
        Meaning::Row(Planar::Above),
    ),
    (
        "from bottom to top|bottom to top|going from bottom to top|arranged from bottom to top|starting at the bottom|\
         starting from the bottom",
        Meaning::Row(Planar::Below),
    ),
    ("last|last one|remaining one", Meaning::Other),
    ("relative to the camera|as seen from the camera", Meaning::Adverb),
    ("will|would|should|'ll", Meaning::Musing),
    ("can|must", Meaning::Link),
    ("may|might|could|may be|might be|could be", Meaning::HedgedLink),
    ("lil|teeny", Meaning::Size(SizeClass::Small)),
    ("with|whose", Meaning::With),
    ("of", Meaning::Of),
    (
        "across from|directly across from|diagonally across from|opposite|opposite to|directly opposite|\
         diagonally opposite|face to face with|face-to-face with|toward|towards|through|throughout|past|out of|\
         straight out of|right out of",
        Meaning::Toward,
    ),
    (
        "belongs to|belong to|belonging to|belonged to|owned by|is owned by|are owned by",
        Meaning::Belongs,
    ),
    ("to", Meaning::To),
    ("and|or|as well as|along with|plus|&|together with|accompanied by|followed by", Meaning::And),
    ("but|but rather|yet", Meaning::But),
    ("while|whereas|whilst|as|when|where|because|since|so|although|though", Meaning::While),
    ("who|which|that|whom", Meaning::Relative),
    (
        "do|does|did|doing|done|how many|how much|how|what|any|why|either|such|like|than",
        Meaning::Adverb,
    ),
    (
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|\
         september|october|november|december",
        Meaning::Beyond,
    ),
    ("there|here", Meaning::There),
    (
        "a little further|a little farther|a bit|slightly|also|just|only|too|very|quite|still|already|again|now|even|then|clearly|together|each",
        Meaning::Adverb,
    ),
];

/// Pronoun-like words that the table of closed words reads otherwise.
pub(super) const CLOSED_WORDS: [&str; 10] =
    ["that", "this", "these", "those", "who", "which", "one", "both", "another", "all"];

/// In order from 1.
pub(super) const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Senses that are possession or place rather than something done.
pub(super) const NO_INTERACTIONS: [&str; 5] =
    ["having", "standing under", "standing at", "standing next to", "surrounding"];
