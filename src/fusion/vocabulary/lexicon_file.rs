//! The form of `assets/lexicon.json`.

use serde::Deserialize;
use std::collections::BTreeMap;

const LEXICON: &str = include_str!("../../../assets/lexicon.json");

/// Reads the embedded file.
///
/// # Errors
/// What is wrong with it, and where.
pub fn embedded() -> Result<Lexicon, serde_json::Error> {
    serde_json::from_str(LEXICON)
}

/// All sections.
#[derive(Deserialize)]
pub struct Lexicon {
    pub colours: Colours,
    pub sizes: BTreeMap<String, Words>,
    pub emotions: Emotions,
    pub numbers: Numbers,
    pub comparisons: super::comparing::Comparisons,
    pub quantifiers: Quantifiers,
    pub places: Places,
    pub depth_places: BTreeMap<String, Words>,
    pub relations_2d: Relations,
    pub relations_3d: Relations,
    pub verbs: Verbs,
    pub verb_forms: VerbFormsFile,
    pub postures: BTreeMap<String, Words>,
    pub verb_first: VerbFirst,
    pub linking_verbs: Linking,
    pub there_be: ThereBe,
    pub text_verbs: TextVerbs,
    pub negators: Negators,
    pub hedges: Hedges,
    pub musings: Musings,
    pub pronouns: Pronouns,
    pub picture_words: PictureWords,
    pub homonyms: Homonyms,
    pub loose: Loose,
    pub settings: Settings,
    pub persons: Persons,
    pub parts: Parts,
    pub slips: super::slips::SlipWords,
    pub masked: Masked,
    pub compounds: Compounds,
    pub implied: ImpliedWords,
    pub unchecked: Unchecked,
}

/// A list of words, or the line that says what the section is.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Words {
    List(Vec<String>),
    Other(serde::de::IgnoredAny),
}

impl Words {
    /// The words; of a line about the section, none.
    pub fn list(&self) -> &[String] {
        match self {
            Words::List(words) => words,
            Words::Other(_) => &[],
        }
    }
}

/// Colour terms and what modifies them.
#[derive(Deserialize)]
pub struct Colours {
    pub base: BTreeMap<String, Vec<String>>,
    pub between: BTreeMap<String, Vec<String>>,
    pub neighbours: Vec<(String, String)>,
    pub modifiers: Vec<String>,
    pub suffixes: Vec<String>,
    pub hues: Vec<String>,
    pub several: Vec<String>,
    pub mixtures: Vec<String>,
    pub greyscale: Vec<String>,
}

/// Words and frames of emotions.
#[derive(Deserialize)]
pub struct Emotions {
    pub names: BTreeMap<String, EmotionWords>,
    pub shades: BTreeMap<String, Shade>,
    pub frames: Vec<String>,
    /// What else may stand before a feeling; "@": whose.
    pub leads: Vec<String>,
    /// Parts of a body that show what somebody feels.
    pub faces: Vec<String>,
    /// With a hyphen after a word: "sad-looking".
    pub suffixes: Vec<String>,
    pub vague: Vec<String>,
}

/// What is no emotion of the model's, and yet shows with some of them and never with the others.
#[derive(Deserialize, Debug, Clone)]
pub struct Shade {
    /// Emotions that say it.
    pub holds: Vec<String>,
    /// Emotions that it may go with; all others deny it.
    pub open: Vec<String>,
}

/// The words of one emotion.
#[derive(Deserialize)]
pub struct EmotionWords {
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
}

/// Number words and ordinals.
#[derive(Deserialize)]
pub struct Numbers {
    pub words: BTreeMap<String, u32>,
    pub nouns: BTreeMap<String, u32>,
    pub ordinals: Vec<String>,
    /// What ordinals before it number without a thing: a birthday, a grade.
    pub uncounted: Vec<String>,
}

/// Quantity words, and words that bound a number.
#[derive(Deserialize)]
pub struct Quantifiers {
    pub phrases: BTreeMap<String, Range>,
    pub bounds: BTreeMap<String, Vec<String>>,
    /// More than half of those that are there.
    pub most: Vec<String>,
    /// Nothing or nobody is there.
    pub emptiness: Vec<String>,
    /// Before "of" they name nothing of their own.
    pub measures: Vec<String>,
}

/// How many a quantity word means; no `max`: any number.
#[derive(Deserialize)]
pub struct Range {
    pub min: u32,
    pub max: Option<u32>,
}

/// Wordings of the nine places.
#[derive(Deserialize)]
pub struct Places {
    pub prepositions: Vec<String>,
    /// What may stand before them.
    pub adverbs: Vec<String>,
    /// Top, middle and bottom, in their words.
    pub rows: [Vec<String>; 3],
    /// Left, center and right.
    pub columns: [Vec<String>; 3],
    pub parts: Vec<String>,
    /// Parts that reach to the middle.
    pub halves: Vec<String>,
    /// Parts that are at two sides at once.
    pub angles: Vec<String>,
    /// Parts that lie at the outermost.
    pub rims: Vec<String>,
    /// Words for rows and columns that want a part.
    pub adjectives: Vec<String>,
    pub outer: Vec<String>,
    pub hands: Vec<String>,
    /// At somebody's, a thing is near them: "heels".
    pub beside: Vec<String>,
    /// Verbs whose object may be a place by its bare name.
    pub occupying: Vec<String>,
    /// Verbs by which a place is said to have something in it.
    pub presenting: Vec<String>,
    /// Verbs after which a place is where somebody looks or goes.
    pub directed: Vec<String>,
    pub frames: Vec<String>,
    pub fixed: Vec<String>,
    pub wordings: Vec<Wording>,
}

/// Wordings that mean these cells.
#[derive(Deserialize)]
pub struct Wording {
    pub cells: Vec<String>,
    /// Where it does not hold, nothing is said.
    #[serde(default)]
    pub loose: bool,
    /// Up to the middle.
    #[serde(default)]
    pub half: bool,
    pub words: Vec<String>,
}

/// Prepositions.
#[derive(Deserialize)]
pub struct Relations {
    pub modifiers: Vec<String>,
    /// Said of several things among themselves.
    #[serde(default)]
    pub reciprocal: Vec<String>,
    /// What may stand before a comparison.
    #[serde(default)]
    pub degrees: Vec<String>,
    /// What may stand before the relations in `measured`: "a few feet".
    #[serde(default)]
    pub measures: Vec<String>,
    #[serde(default)]
    pub measured: Vec<String>,
    /// Complete in themselves, by predicate: to what was named before.
    #[serde(default)]
    pub compared: BTreeMap<String, Vec<String>>,
    /// The look that a comparative raises: "closer", "close".
    #[serde(default)]
    pub equatives: BTreeMap<String, String>,
    pub relations: Vec<RelationWords>,
}

/// The wordings of one relation.
#[derive(Deserialize)]
pub struct RelationWords {
    pub predicate: String,
    pub words: Vec<String>,
    #[serde(default)]
    pub inverse: Vec<String>,
}

/// Person-object verbs by sense.
#[derive(Deserialize)]
pub struct Verbs {
    pub senses: Vec<SenseWords>,
}

/// One sense and its wordings.
#[derive(Deserialize)]
pub struct SenseWords {
    pub name: String,
    #[serde(default)]
    pub same: Vec<String>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub fixed: Vec<String>,
    #[serde(default)]
    pub inverse: Vec<String>,
    /// Nodes of what it is done with, where it is done with nothing else.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Nodes of what somebody who is "on" it does this with, and does not rest on.
    #[serde(default)]
    pub when_on: Vec<String>,
    #[serde(default)]
    pub implies: Vec<String>,
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Talk, gaze, clothing and the like, of which evidence hardly ever speaks.
    #[serde(default)]
    pub rare: bool,
}

/// Irregular forms by lemma.
#[derive(Deserialize)]
pub struct VerbFormsFile {
    pub forms: BTreeMap<String, Vec<String>>,
}

/// Verbs that look like plurals.
#[derive(Deserialize)]
pub struct VerbFirst {
    pub words: Vec<String>,
}

/// Linking verbs.
#[derive(Deserialize)]
pub struct Linking {
    pub verbs: Vec<String>,
    pub weak: Vec<String>,
    pub phrases: Vec<String>,
}

/// What says that something is there.
#[derive(Deserialize)]
pub struct ThereBe {
    pub before: Vec<String>,
    pub after: Vec<String>,
}

/// What introduces a text.
#[derive(Deserialize)]
pub struct TextVerbs {
    pub verbs: Vec<String>,
    /// Words for any text.
    pub texts: Vec<String>,
    pub phrases: Vec<String>,
    /// Things that are put up to be read, and are no part of what they are on.
    pub signs: Vec<String>,
    /// What is read, or heard, at length.
    pub pages: Vec<String>,
    /// What ends the words that stand between a text and what it is on.
    pub borne: Vec<String>,
    /// What stands between these and what they are about.
    pub topics: Vec<String>,
    /// What a sign does with who reads it.
    pub asking: Vec<String>,
    /// What somebody does with words that are written nowhere.
    pub spoken: Vec<String>,
    /// Before what somebody is called.
    pub names: Vec<String>,
    /// What a number is a measure in.
    pub units: Vec<String>,
}

/// What denies.
#[derive(Deserialize)]
pub struct Negators {
    pub before: Vec<String>,
    pub verb: Vec<String>,
    pub after: Vec<String>,
    pub contrast: Vec<String>,
    /// Of those before a noun: it is not there, and nothing else is said to be none.
    pub lacking: Vec<String>,
    /// What names an exception, or what there is more than.
    pub except: Vec<String>,
    pub not_negative: Vec<String>,
}

/// What makes a statement unsure.
#[derive(Deserialize)]
pub struct Hedges {
    pub before: Vec<String>,
    pub clause: Vec<String>,
}

/// What opens a thought about the picture.
#[derive(Deserialize)]
pub struct Musings {
    pub verbs: Vec<String>,
    pub phrases: Vec<String>,
    /// What is heard, smelt, felt or thought: "the faint smell (of coffee)".
    pub of: Vec<String>,
    /// What something has of something else that it is likened to: "the grace (of a swan)".
    pub qualities: Vec<String>,
}

/// Pronouns by their word.
#[derive(Deserialize)]
pub struct Pronouns {
    pub words: BTreeMap<String, PronounWord>,
}

/// How many and whom a pronoun takes up.
#[derive(Deserialize)]
pub struct PronounWord {
    pub number: String,
    pub of: String,
    #[serde(default)]
    pub possessive: bool,
    /// Takes up nothing: "someone".
    #[serde(default)]
    pub indefinite: bool,
}

/// Words for the picture itself.
#[derive(Deserialize)]
pub struct PictureWords {
    pub words: Vec<String>,
    pub things_too: Vec<String>,
    /// What takes the picture: "she looks at the camera".
    pub takers: Vec<String>,
    /// Words for whatever is in the picture.
    pub anything: Vec<String>,
    /// What a noun before them belongs to: "harbour vista".
    pub views: Vec<String>,
    /// What opens a line that says who took it: "photo: PA".
    pub credits: Vec<String>,
    /// What heads a list and is no thing itself: "clothing".
    pub headings: Vec<String>,
}

/// Phrases that claim nothing.
#[derive(Deserialize)]
pub struct Masked {
    pub phrases: Vec<String>,
    /// By the lemma that they begin with: "let off steam"; "@": whose.
    pub verbs: Vec<String>,
    /// Other idioms, with whose: "at the top of @ game".
    pub anybodys: Vec<String>,
}

/// Words of several nodes.
#[derive(Deserialize)]
pub struct Homonyms {
    pub seldom: Vec<String>,
    /// Broad nodes under which one thing is taken for another.
    pub mistaken: Vec<String>,
    /// Words for other things that are taken for one another.
    pub families: Vec<Vec<String>>,
    /// Nodes whose narrower words name sorts, and those that do not.
    pub sorts: BTreeMap<String, Vec<String>>,
    pub words: BTreeMap<String, Vec<String>>,
}

/// By label, what people also call such a thing.
#[derive(Deserialize)]
pub struct Loose {
    pub words: BTreeMap<String, Vec<String>>,
}

/// Where pictures play.
#[derive(Deserialize)]
pub struct Settings {
    pub words: Vec<String>,
    /// Names of one setting.
    pub same: Vec<Vec<String>>,
    /// Wider names, each with the settings that it takes in.
    pub wider: BTreeMap<String, Vec<String>>,
}

/// Words for persons by sex and age.
#[derive(Deserialize)]
pub struct Persons {
    pub given: Vec<String>,
    /// First names that are words for things.
    pub namesakes: Vec<String>,
    pub male: Vec<String>,
    pub female: Vec<String>,
    pub young: Vec<String>,
    pub grown: Vec<String>,
    /// Other pairs of which one person is never both.
    pub apart: Vec<[Vec<String>; 2]>,
}

/// What things have that nobody boxes.
#[derive(Deserialize)]
pub struct Parts {
    pub of: Vec<PartsOf>,
    pub coverings: Vec<String>,
    pub outfits: Vec<String>,
    /// What else is worn, by the last word of its name: "baseball helmet".
    pub worn: Vec<String>,
    pub anywhere: Vec<String>,
    pub several: Vec<String>,
}

/// Words for parts of what falls under these nodes.
#[derive(Deserialize)]
pub struct PartsOf {
    pub nodes: Vec<String>,
    pub words: Vec<String>,
}

/// Names of several words: of a node, or of none.
#[derive(Deserialize)]
pub struct Compounds {
    pub nodes: BTreeMap<String, String>,
    pub none: Vec<String>,
}

/// Words that imply a number or a verb.
#[derive(Deserialize)]
pub struct ImpliedWords {
    /// Words for people that tell no trade.
    pub anybody: Vec<String>,
    pub trades: Vec<Trade>,
    pub masses: Vec<String>,
    pub words: BTreeMap<String, ImpliedWord>,
}

/// Words for a trade, and the things that those who follow it have to do with.
#[derive(Deserialize)]
pub struct Trade {
    pub words: Vec<String>,
    pub things: Vec<String>,
}

/// What one such word implies.
#[derive(Deserialize)]
pub struct ImpliedWord {
    pub node: String,
    pub min: u32,
    pub verb: Option<String>,
    pub object: Option<String>,
    /// Usual, no more.
    #[serde(default)]
    pub weak: bool,
}

/// Words beyond the evidence, by sort.
#[derive(Deserialize)]
pub struct Unchecked {
    pub words: BTreeMap<String, Vec<String>>,
}
