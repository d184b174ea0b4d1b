//! Words that are told by nothing but being on a list: `assets/word_lists.json`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

const LISTS: &str = include_str!("../../../assets/word_lists.json");

/// A list of words, in lower case but for abbreviations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// In capitals they are words of English, and no text: "TV".
    Abbreviations,
    /// Who is there, whoever it is: never of a sort that a noun before it says.
    Anybody,
    /// What opens a question that is answered by yes or no.
    Asking,
    /// They compare, and are words for things as well: "a lighter (shade)".
    Comparatives,
    /// Numbers of people, where nothing else was named: "the trio".
    Company,
    /// What a sport is played in: "a tennis (match)".
    Contests,
    /// Quantity words that are counts; "a row of", "most of", "another" are none.
    Counting,
    /// People cry them out, wherever they stand: "SO good".
    Cried,
    /// Which of four legs: "front (left)".
    Ends,
    /// They make a number exact: fewer or more would be wrong.
    Exact,
    /// Somebody beside another one; things are called so, too: "its fellows".
    Fellows,
    /// Countries, regions and cities: where the picture was taken, and no name of what is in it.
    Geography,
    /// Between a picture and the wall that it is on: "hangs on the".
    Hanging,
    /// What there may be, and still is: "no banana left", "the only seat left".
    LeftOver,
    /// What bears a brand that is another thing's.
    Logos,
    /// What sky, sea and fields are likened to: "the sky, a blue canvas".
    Likened,
    /// Without an article, of what something is made: "stone".
    Materials,
    /// What stands before a bare verb.
    Modals,
    /// Nouns of the text itself or of its words, which name nothing in the picture.
    NeverThings,
    /// So much of a thing as is seen: "a corner of (a table)".
    Portions,
    /// Relations whose one-word wordings are first of all something else.
    NoRelations,
    /// A number behind them is a name: "gate 7".
    Numbered,
    /// People who look on, whoever does something.
    Onlookers,
    /// Persons as such, of whatever age, sex or trade.
    People,
    /// How a thing came by its colour: "a bench painted (red)", "a table draped (in white)".
    Painted,
    /// What may be in black and white as a whole: "photo".
    Photographs,
    /// Verbs of light and shadow: "casts (a glow)".
    Shedding,
    /// Forms and writing, which nobody takes for a thing: "an orange (circle)".
    Shapes,
    /// How a picture was taken, and never what hangs on a wall: "a medium, eye-level (shot)".
    Shots,
    /// Said of nobody, these only say that nobody is there: "no bottle visible".
    Somewhere,
    /// What is played, in contests.
    Sports,
    /// What there is of a colour: "a flash of orange".
    Tinges,
    /// When something is: "day".
    Times,
    /// What stands before the name of a place: "past (the Grand Hotel)".
    ToPlaces,
    /// What stands before the name of a town, whatever else the word means: "in (Cork)".
    ToTowns,
    /// A number before them measures: "60 cm".
    Units,
    /// Clothes as a heading: "Clothing: green for the rider".
    Wardrobe,
    /// Words that are no names, though no noun explains them: "whoever".
    Whoever,
}

type Lists = FxHashMap<List, FxHashSet<String>>;

/// Reads the embedded file.
///
/// # Errors
/// What is wrong with it, and where.
pub(super) fn embedded() -> Result<Lists, serde_json::Error> {
    serde_json::from_str(LISTS)
}

impl List {
    /// The word is on the list.
    pub fn has(self, word: &str) -> bool {
        self.get().is_some_and(|list| list.contains(word))
    }

    /// All its words, in no order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        self.get().into_iter().flatten().map(String::as_str)
    }

    fn get(self) -> Option<&'static FxHashSet<String>> {
        // A test keeps the file readable.
        static ALL: LazyLock<Lists> = LazyLock::new(|| embedded().unwrap_or_default());
        ALL.get(&self)
    }
}
