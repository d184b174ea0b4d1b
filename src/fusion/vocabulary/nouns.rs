//! Nouns of visible things: `assets/things.tsv` and its kinds.

use super::{Vocabulary, inflect};
use crate::domain::AttributeKind;
use crate::naming::taxonomy::{NodeIx, Taxonomy};

/// One noun.
#[derive(Debug, Clone)]
pub struct Noun {
    /// In the singular, lower case.
    pub word: String,
    /// The deepest node of the tree that it is or falls under.
    pub node: Option<NodeIx>,
    /// Further nodes, where it is also a word for quite another thing: "bat".
    pub other_nodes: Vec<NodeIx>,
    /// Nodes of which it is said loosely where nothing more is known: "taxi" of a car.
    pub loose_nodes: Vec<NodeIx>,
    /// Nodes of things that have such a part: a door, of a car.
    pub wholes: Vec<NodeIx>,
    /// A part that anything may have, whatever else has it: a corner.
    pub anywhere: bool,
    /// It names the node itself, not something narrower.
    pub exact: bool,
    /// A sort of its node that evidence of the node does not tell: "pigeon", of a bird.
    pub sort: bool,
    pub kind: NounKind,
    /// Where rules would err.
    pub plural: Option<String>,
    /// Often a verb or an adjective instead: "park", "orange".
    pub also_verb: bool,
    pub also_adjective: bool,
    /// Something worn.
    pub garment: bool,
    /// Sky, field, sunset: where something is.
    pub scenery: bool,
    /// Where a picture plays: a kitchen, a street.
    pub setting: bool,
    /// Light, weather, marks and moves, which nobody boxes.
    pub airy: bool,
    /// ... but several are things: lights are lamps.
    pub several: bool,
    /// Names several by itself: "crowd", "luggage".
    pub collective: bool,
    pub implied: Option<Implied>,
}

/// What a noun says besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Implied {
    /// The sense of what they do.
    pub verb: Option<usize>,
    /// With what: "cyclist", a bicycle.
    pub object: Option<NodeIx>,
}

/// What sort of thing a noun names, as far as reading differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounKind {
    /// A thing, person, place or stuff under an everyday name.
    Plain,
    /// A breed, species, dish or make: a fine-grained name.
    Fine,
    /// A part of a body or thing: beyond the evidence.
    Part,
}

/// A line of the list of things: word, relation, node, class, flags, plural.
pub fn parse_line(line: &str, taxonomy: &Taxonomy) -> Option<Noun> {
    let mut fields = line.split('\t');
    let word = fields.next()?.trim().to_lowercase();
    let relation = fields.next()?;
    let node = taxonomy.find(fields.next()?);
    let class = fields.next().unwrap_or("o");
    let flags = fields.next().unwrap_or_default();
    let plural = fields.next().map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned);
    let exact = relation == "=";
    let kind = match (class, node) {
        ("b", _) => NounKind::Part,
        _ if flags.contains('f') => NounKind::Fine,
        (_, Some(node)) => kind_of(node, exact, taxonomy),
        _ => NounKind::Plain,
    };
    let mut noun = Noun::plain(word, node, exact, kind, plural);
    noun.garment = class == "g";
    noun.scenery = class == "s";
    noun.also_verb = flags.contains('v');
    noun.also_adjective = flags.contains('j');
    Some(noun)
}

/// A name below its category within one of Table 1's kinds is a fine one.
pub fn kind_of(node: NodeIx, exact: bool, taxonomy: &Taxonomy) -> NounKind {
    let below = taxonomy.category(node) != node && taxonomy.node(node).children.is_empty();
    use AttributeKind::{Animal, Food, Plant};
    let of_kind = matches!(taxonomy.node(node).kind, Some(Animal | Plant | Food));
    if exact && below && of_kind { NounKind::Fine } else { NounKind::Plain }
}

impl Noun {
    /// A noun that says nothing besides.
    pub fn plain(
        word: String,
        node: Option<NodeIx>,
        exact: bool,
        kind: NounKind,
        plural: Option<String>,
    ) -> Self {
        Self {
            word,
            node,
            other_nodes: Vec::new(),
            loose_nodes: Vec::new(),
            wholes: Vec::new(),
            anywhere: false,
            exact,
            sort: false,
            kind,
            plural,
            garment: false,
            scenery: false,
            also_verb: false,
            also_adjective: false,
            setting: false,
            airy: false,
            several: false,
            collective: false,
            implied: None,
        }
    }
}

impl Vocabulary {
    /// True for a word for the whole picture: "vista".
    pub fn is_view(&self, word: &str) -> bool {
        self.views.contains(word)
    }

    /// "Photo", "courtesy": what stands before the name of who took the picture.
    pub fn is_credit(&self, word: &str) -> bool {
        self.credits.contains(word)
    }

    /// "Clothing": what heads a list, and is no thing itself.
    pub fn heads_a_list(&self, word: &str) -> bool {
        self.headings.contains(word)
    }

    /// "(The) pair": two of what was named.
    pub fn is_pair(&self, word: &str) -> bool {
        self.pairs.contains(word)
    }

    /// True for a noun that may name what takes the picture: "camera".
    pub fn takes_pictures(&self, noun: usize) -> bool {
        self.takers.contains(&self.nouns[noun].word)
    }

    /// True for a noun that names nothing of its own before "of": "coil".
    pub fn is_measure(&self, noun: usize) -> bool {
        self.measures.contains(&self.nouns[noun].word)
    }

    /// "Grace", "patience": what something has of what it is likened to.
    pub fn is_quality(&self, word: &str) -> bool {
        self.qualities.contains(word)
    }

    /// The same of a word, in the singular or the plural.
    pub fn measures(&self, word: &str) -> bool {
        self.measures.contains(word)
            || inflect::singulars(word).iter().any(|one| self.measures.contains(one))
    }
}
