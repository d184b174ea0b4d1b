//! The words that captions are read with: nouns on the tree of names, and the wordings of looks, numbers, places,
//! relations and verbs. Data in `assets/things.tsv`, `assets/things_curated.tsv`,
//! `assets/names.tsv`, `assets/lexicon.json`, `assets/word_lists.json`.

mod comparing;
mod corners;
mod fine;
mod hyphens;
pub mod inflect;
mod lettering;
mod lexicon_file;
mod lists;
mod load;
mod looks;
mod meaning;
mod nouns;
pub mod numerals;
mod places;
mod readings;
mod senses;
mod slips;
mod strange;
mod wordings;

use super::read::claim::Band;
use crate::naming::taxonomy::{NodeIx, Taxonomy};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub use fine::FineNames;
pub use lists::List;
pub use meaning::{Article, Form, Meaning, Pronoun, RelationBody, RelationWord};
pub use nouns::{Implied, Noun, NounKind};
use readings::owned;
use wordings::Wordings;

/// One sense of person-object verbs.
#[derive(Debug, Clone)]
pub struct Sense {
    /// As specialists assert it: "riding".
    pub name: String,
    /// Asserted verbs that say the same.
    pub same: BTreeSet<String>,
    /// Senses that follow from this one.
    pub implies: BTreeSet<String>,
    /// Asserted verbs that this one cannot go with, for the same pair.
    pub excludes: BTreeSet<String>,
    /// What it is done with; empty: anything.
    pub objects: Vec<NodeIx>,
    /// Who is "on" such a thing does this: talks, of a telephone.
    pub when_on: Vec<NodeIx>,
    /// Of one verb alone, which no specialist asserts, but a person may: "chasing".
    pub own: bool,
    /// Evidence hardly ever speaks of it: no claim where it does not.
    pub rare: bool,
}

/// Everything the reader knows of English.
#[derive(Debug)]
pub struct Vocabulary {
    taxonomy: Taxonomy,
    nouns: Vec<Noun>,
    by_noun: FxHashMap<String, usize>,
    by_plural: FxHashMap<String, usize>,
    /// The first words of nouns of several: "dining".
    openers: FxHashSet<String>,
    phrases: Wordings,
    places: Wordings,
    corners: corners::Corners,
    place_prepositions: FxHashSet<String>,
    /// What may stand before these: "right (in the middle)".
    place_adverbs: FxHashSet<String>,
    /// Single words that are places without a preposition: "leftmost", "top-left".
    phrases_of_place: FxHashSet<String>,
    /// Forms of verbs whose object may be a place by its bare name: "fills the left".
    occupying: FxHashSet<String>,
    /// Forms of verbs by which a place has something in it: "the background shows".
    presenting: FxHashSet<String>,
    /// Forms of verbs after which a place is where somebody looks or goes.
    directed: FxHashSet<String>,
    /// Forms of verbs by which somebody goes where "towards" says: "runs".
    moving: FxHashSet<String>,
    /// Forms of verbs after which stands how something looks: "turning orange".
    becoming: FxHashSet<String>,
    /// What beside a side says how near: "front left".
    depth_sides: FxHashMap<String, Band>,
    /// ... and what does so before a noun alone: "the far (player)".
    depth_adjectives: FxHashMap<String, Band>,
    depth_predicates: FxHashMap<String, Band>,
    /// At somebody's, a thing is near them: "heels".
    beside: FxHashSet<String>,
    /// What is taken up of the picture: "most of the frame".
    shares: FxHashSet<String>,
    /// What may follow a place without changing it: "of the image".
    frames: Vec<Vec<String>>,
    /// Words of the closed classes, which only look like plurals: "does".
    never_nouns: FxHashSet<String>,
    /// Verbs that look like plurals of nouns: "stands".
    mostly_verbs: FxHashSet<String>,
    /// Words for the whole picture.
    views: FxHashSet<String>,
    /// What heads a list and is no thing itself.
    headings: FxHashSet<String>,
    /// Nouns that count two and may as well be of the picture: "pair".
    pairs: FxHashSet<String>,
    /// What stands before the name of who took the picture.
    credits: FxHashSet<String>,
    /// Words for whatever is in it.
    anything: FxHashSet<String>,
    /// What takes the picture.
    takers: FxHashSet<String>,
    /// What names nothing of its own before "of": "a coil of rope".
    measures: FxHashSet<String>,
    /// What is likened before "of a": "the grace of a swan".
    qualities: FxHashSet<String>,
    /// What those who follow a trade have to do with, by the trade's noun.
    tools: FxHashMap<usize, Vec<NodeIx>>,
    /// Words for people that tell no trade.
    anybody: FxHashSet<String>,
    /// Words for all that is there of a kind: "fruit", "luggage".
    masses: FxHashSet<String>,
    /// Names of one setting: "harbour", "port".
    same_setting: Vec<Vec<String>>,
    /// Wider names of settings: "room".
    wider_settings: BTreeMap<String, Vec<String>>,
    /// Broad nodes under which one thing may be taken for another.
    mistaken: FxHashSet<NodeIx>,
    /// Nouns of things that are taken for one another, and the nodes that they name.
    families: Vec<(FxHashSet<usize>, Vec<NodeIx>)>,
    /// Nodes whose narrower words name sorts.
    sorts: FxHashSet<NodeIx>,
    /// Pairs of words for persons of which one is never both: male and female, teachers and pupils.
    apart: Vec<[FxHashSet<String>; 2]>,
    /// First names: "Mike".
    given: FxHashSet<String>,
    namesakes: FxHashSet<String>,
    colour_modifiers: FxHashSet<String>,
    feelings: looks::Feelings,
    /// What makes an adjective of a colour's word: "-coloured".
    colour_suffixes: FxHashSet<String>,
    /// What makes one of an emotion's: "-faced".
    emotion_suffixes: FxHashSet<String>,
    coverings: FxHashSet<String>,
    /// What somebody wears over most of themselves: "jacket".
    outfits: FxHashSet<String>,
    /// "A mix (of brown and black)".
    mixtures: FxHashSet<String>,
    /// "Shade", "tone".
    hues: FxHashSet<String>,
    relation_modifiers: FxHashSet<String>,
    /// Several words that say how much: "a little".
    degrees: Vec<Vec<String>>,
    neighbours: FxHashSet<(String, String)>,
    senses: Vec<Sense>,
    person: usize,
    /// Of what nobody knows.
    strange: usize,
    ordinary: strange::Ordinary,
    slips: slips::Slips,
    fine_names: FineNames,
    comparisons: comparing::Comparisons,
    /// "Empty", "vacant"; "most of", "the majority of"; "devoid of", "without".
    emptiness: FxHashSet<String>,
    majority: FxHashSet<String>,
    lacking: FxHashSet<String>,
    text_nouns: FxHashSet<String>,
    lettering: lettering::Lettering,
}

impl Vocabulary {
    /// The vocabulary that the program carries; read once.
    pub fn embedded() -> &'static Vocabulary {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(load::embedded);
        &VOCABULARY
    }

    /// Whether the embedded lexicon can be read; from an unreadable one [`Vocabulary::embedded`] knows nothing.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn check() -> Result<(), serde_json::Error> {
        lexicon_file::embedded()?;
        lists::embedded().map(|_| ())
    }

    /// The tree of names that nouns stand on.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// What covers an animal: its fur, its plumage.
    pub fn is_covering(&self, noun: usize) -> bool {
        self.coverings.contains(&self.nouns[noun].word)
    }

    /// What somebody wears over most of themselves: a jacket, a ski jacket.
    pub fn is_outfit(&self, noun: usize) -> bool {
        let word = &self.nouns[noun].word;
        let last = word.rsplit(' ').next().unwrap_or(word);
        self.nouns[noun].garment && (self.outfits.contains(word) || self.outfits.contains(last))
    }

    /// What is known of breeds, species, dishes and makes.
    pub fn fine_names(&self) -> &FineNames {
        &self.fine_names
    }

    /// All nouns.
    pub fn nouns(&self) -> &[Noun] {
        &self.nouns
    }

    /// A noun by its number.
    pub fn noun(&self, noun: usize) -> &Noun {
        &self.nouns[noun]
    }

    /// The noun "person".
    pub fn person(&self) -> usize {
        self.person
    }

    /// A noun by its word, in the singular or plural, lower case.
    pub fn find_noun(&self, word: &str) -> Option<(usize, bool)> {
        if self.never_nouns.contains(word) {
            return None;
        }
        let direct = self.by_noun.get(word).copied();
        if let Some(noun) = direct.filter(|n| self.nouns[*n].node.is_some()) {
            // "Cows": many of them, though the tree calls the kind so.
            let pair = self.nouns[noun].node.is_some_and(|n| self.taxonomy.node(n).pair);
            let one = inflect::singulars(word).into_iter().find_map(|w| {
                let one = self.by_noun.get(&w).copied()?;
                (one != noun && self.nouns[one].node == self.nouns[noun].node && !pair)
                    .then_some(one)
            });
            return Some(one.map_or((noun, false), |one| (one, true)));
        }
        if let Some(noun) = self.by_plural.get(word) {
            return Some((*noun, true));
        }
        inflect::singulars(word)
            .into_iter()
            .find_map(|w| self.by_noun.get(&w))
            // "A mans hat": the plural is another word, so this is whose it is.
            .map(|noun| (*noun, self.nouns[*noun].plural.is_none()))
            .filter(|(noun, _)| direct.is_none() || self.nouns[*noun].node.is_some())
            .or(direct.map(|noun| (noun, false)))
    }

    /// True for a word for people.
    pub fn is_person(&self, noun: usize) -> bool {
        let node = self.nouns[noun].node;
        node.zip(self.nouns[self.person].node).is_some_and(|(a, b)| self.taxonomy.is_a(a, b))
    }

    /// True for a word that tells somebody's trade or part: "courier", "umpire".
    pub fn is_role(&self, noun: usize) -> bool {
        self.is_person(noun) && !self.anybody.contains(&self.nouns[noun].word)
    }

    /// True for "fruit" and "luggage", which mean all that is there.
    pub fn is_mass(&self, noun: usize) -> bool {
        self.masses.contains(&self.nouns[noun].word)
    }

    /// What those who follow the trade that the noun names have to do with.
    pub fn tools(&self, noun: usize) -> &[NodeIx] {
        self.tools.get(&noun).map(Vec::as_slice).unwrap_or_default()
    }

    /// True where a scene of that name is also called by the noun: "port" for a harbour, "court" for a tennis court.
    pub fn names_setting(&self, noun: usize, scene: &str) -> bool {
        let (word, scene) = (&self.nouns[noun].word, scene.to_lowercase());
        let last = |name: &str| name.strip_suffix(word.as_str()).is_some_and(|b| b.ends_with(' '));
        let one = |names: &Vec<String>| names.contains(word) && names.contains(&scene);
        // "A hotel dining room" is a dining room.
        let narrower = word.strip_suffix(scene.as_str()).is_some_and(|b| b.ends_with(' '));
        let wider = self.wider_settings.get(word).is_some_and(|all| all.contains(&scene));
        *word == scene || narrower || wider || last(&scene) || self.same_setting.iter().any(one)
    }

    /// True for two words of which one person is never both: "woman" and "man", "child" and "adult".
    pub fn are_apart(&self, a: usize, b: usize) -> bool {
        self.words_apart(&self.nouns[a].word, &self.nouns[b].word)
    }

    /// The same of words: "she" and "man".
    pub fn words_apart(&self, a: &str, b: &str) -> bool {
        let parted = |[one, other]: &[FxHashSet<String>; 2]| {
            one.contains(a) && other.contains(b) || one.contains(b) && other.contains(a)
        };
        self.apart.iter().any(parted)
    }

    /// True for a first name: "Mike".
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// True for a first name that may be a word for a thing as well: "Lily".
    pub fn is_christened(&self, word: &str) -> bool {
        self.is_given_name(word) || self.namesakes.contains(word)
    }

    /// True for a node whose narrower words name sorts of it: a fruit, of which nobody knows whether it is a kiwi.
    pub fn has_sorts(&self, node: NodeIx) -> bool {
        self.sorts.contains(&node)
    }

    /// True for a node under which one thing may be taken for another: a dog for a cat, but no plate for a fork.
    pub fn may_be_mistaken(&self, node: NodeIx) -> bool {
        let found = self.taxonomy.node(node);
        !found.unsaid && (!found.broad || self.mistaken.contains(&node))
    }

    /// True where what the noun says is taken for what the node is: a bottle for a vase, a cake for a pie.
    pub fn are_of_a_family(&self, noun: usize, node: NodeIx) -> bool {
        let below = |nodes: &[NodeIx], n: NodeIx| nodes.iter().any(|a| self.taxonomy.is_a(n, *a));
        self.families.iter().any(|(nouns, nodes)| {
            let named = || self.nouns[noun].node.is_some_and(|n| below(nodes, n));
            below(nodes, node) && (nouns.contains(&noun) || named())
        })
    }

    /// True for a word for people, or one that may be: "speaker", "fan".
    pub fn may_be_person(&self, noun: usize) -> bool {
        let other = self.nouns[noun].other_nodes.iter().any(|node| self.is_person_node(*node));
        self.is_person(noun) || other
    }

    /// True for a teddy bear and its like.
    pub fn is_toy(&self, noun: usize) -> bool {
        let toy = self.taxonomy.lookup("teddy bear");
        self.nouns[noun].node.zip(toy).is_some_and(|(a, b)| self.taxonomy.is_a(a, b))
    }

    /// True for a word for people or animals.
    pub fn is_living(&self, noun: usize) -> bool {
        let animal = self.taxonomy.lookup("animal");
        let node = self.nouns[noun].node;
        let is_animal = node.zip(animal).is_some_and(|(a, b)| self.taxonomy.is_a(a, b));
        is_animal || self.is_person(noun)
    }

    /// True for the node of people, or one below it.
    pub fn is_person_node(&self, node: NodeIx) -> bool {
        self.nouns[self.person].node.is_some_and(|person| self.taxonomy.is_a(node, person))
    }

    /// True for a part of a thing or body.
    pub fn is_part(&self, noun: usize) -> bool {
        self.nouns[noun].kind == NounKind::Part
    }

    /// The basic colour terms, which are their own meaning, in alphabetical order.
    pub fn colours(&self) -> Vec<&str> {
        let is_basic = |word: &str, meanings: &[Meaning]| {
            let own = |m: &Meaning| matches!(m, Meaning::Colour(t) if *t == [word]);
            meanings.iter().any(own)
        };
        let basic = self.phrases.of_one_word().filter(|(word, m)| is_basic(word, m));
        let mut terms: Vec<&str> = basic.map(|(word, _)| word).collect();
        terms.sort_unstable();
        terms
    }

    /// The noun of one: "person", for people.
    pub fn one_of(&self, noun: usize) -> &str {
        let entry = &self.nouns[noun];
        match entry.node.filter(|_| entry.collective) {
            Some(node) => &self.taxonomy.node(node).name,
            None => &entry.word,
        }
    }

    /// The basic terms that a colour's word stands for: grey, for silver; the word itself where it is not known.
    pub fn colour_terms(&self, colour: &str) -> Vec<String> {
        let terms = self.phrases.whole(colour).iter().find_map(|meaning| match meaning {
            Meaning::Colour(terms) => Some(terms.clone()),
            _ => None,
        });
        terms.filter(|t| !t.is_empty()).unwrap_or_else(|| vec![colour.to_owned()])
    }

    /// True for a colour's word: "black", "silver".
    pub fn is_colour(&self, word: &str) -> bool {
        self.phrases.whole(word).iter().any(|meaning| matches!(meaning, Meaning::Colour(_)))
    }

    /// The name of the emotion that a word says: surprise, for astonished; the word itself where it is not known.
    pub fn emotion_name<'w>(&'w self, emotion: &'w str) -> &'w str {
        let named = self.phrases.whole(emotion).iter().find_map(|meaning| match meaning {
            Meaning::Emotion(name) => Some(name.as_str()),
            _ => None,
        });
        named.unwrap_or(emotion)
    }

    /// True where two basic colour terms are so near that one may be taken for the other.
    pub fn colours_are_neighbours(&self, a: &str, b: &str) -> bool {
        let pair = |a: &str, b: &str| self.neighbours.contains(&(a.to_owned(), b.to_owned()));
        pair(a, b) || pair(b, a)
    }

    /// True for a form that looks like a plural, yet is a verb wherever it can be one: "stands".
    pub fn is_mostly_verb(&self, word: &str) -> bool {
        self.mostly_verbs.contains(word)
    }
}
