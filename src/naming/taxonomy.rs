//! The tree of names: COCO's 80 labels, ImageNet's 1,000 and the nodes above them, with what a caption needs to say them.

use super::NamingError;
use crate::domain::AttributeKind;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The taxonomy that the program carries; made by `tests/reference/make_taxonomy.py`.
const EMBEDDED: &str = include_str!("../../assets/taxonomy.json");

/// A node's place in the taxonomy's list; parents come before their children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub(super) u32);

impl NodeIx {
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// One name with its place in the tree and its grammar.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// WordNet's "lemma.n.sense", or "x.word" for a node of our own.
    pub id: String,
    /// What a person would say, in the singular.
    pub name: String,
    /// Where the plain rule would get the plural wrong ("people", "aircraft").
    pub plural: Option<String>,
    /// Where "a" / "an" by the first letter would be wrong.
    pub article: Option<String>,
    /// Not counted: "espresso", "clothing".
    pub mass: bool,
    /// Only in the plural: "scissors", "jeans".
    pub pair: bool,
    /// Parents; several where a thing is of several sorts (a spoon is cutlery). Empty for the root alone.
    pub parents: Vec<NodeIx>,
    pub children: Vec<NodeIx>,
    /// Every node above, the root included, in list order.
    pub ancestors: Vec<NodeIx>,
    /// Every node below, in list order.
    pub descendants: Vec<NodeIx>,
    /// Longest way to the root.
    pub depth: u32,
    /// One of COCO's 80: a category.
    pub is_coco: bool,
    /// One of ImageNet's 1,000 classes.
    pub is_class: bool,
    /// The fine-grained kind of Table 1 that the node belongs to.
    pub kind: Option<AttributeKind>,
    /// May name a whole picture: a place or a structure that one stands in or before.
    pub place: bool,
    /// Too broad to be a category where something narrower is known ("animal", "vehicle").
    pub broad: bool,
    /// So abstract that nobody says it of a thing in a picture ("container", "mammal"): never asserted.
    pub unsaid: bool,
    /// ImageNet labels this class so freely that even a sure reading means only the node above.
    pub unsure: bool,
    /// What a reading of this name is evidence for besides: jeans for a person, a wheel for a vehicle.
    pub suggests: Vec<NodeIx>,
    /// Other words for it, for a user's own labels.
    pub synonyms: Vec<String>,
}

/// All nodes, with look-ups by id, by model class and by word.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    nodes: Vec<Node>,
    by_id: FxHashMap<String, NodeIx>,
    by_key: FxHashMap<String, NodeIx>,
    by_word: FxHashMap<String, NodeIx>,
}

impl Taxonomy {
    /// The taxonomy that the program carries.
    ///
    /// # Errors
    /// Where the embedded file is damaged; a test keeps that from happening.
    pub fn embedded() -> Result<Self, NamingError> {
        Self::from_json(EMBEDDED)
    }

    /// A tree of its root alone, on which nothing has a place.
    pub fn bare() -> Self {
        Self {
            nodes: Vec::new(),
            by_id: FxHashMap::default(),
            by_key: FxHashMap::default(),
            by_word: FxHashMap::default(),
        }
    }

    /// Reads a taxonomy in the format of `assets/taxonomy.json`: parents before children, one root.
    ///
    /// # Errors
    /// Where the text is not of that form, or a parent is named that does not stand before its child.
    pub fn from_json(text: &str) -> Result<Self, NamingError> {
        let file: File = serde_json::from_str(text)
            .map_err(|e| NamingError::Taxonomy { message: e.to_string() })?;
        let mut taxonomy = Self {
            nodes: Vec::with_capacity(file.nodes.len()),
            by_id: FxHashMap::default(),
            by_key: FxHashMap::default(),
            by_word: FxHashMap::default(),
        };
        for entry in &file.nodes {
            taxonomy.add(entry, &file.root)?;
        }
        for (at, entry) in file.nodes.iter().enumerate() {
            let suggests: Result<_, _> =
                entry.suggests.iter().map(|id| taxonomy.known(id, &entry.id)).collect();
            taxonomy.nodes[at].suggests = suggests?;
        }
        Ok(taxonomy)
    }

    fn known(&self, id: &str, named_by: &str) -> Result<NodeIx, NamingError> {
        self.by_id.get(id).copied().ok_or_else(|| NamingError::Taxonomy {
            message: format!("{named_by} names {id}, which does not stand before it"),
        })
    }

    fn add(&mut self, entry: &Entry, root: &str) -> Result<(), NamingError> {
        let ix = NodeIx(self.nodes.len() as u32);
        let parents: Vec<NodeIx> =
            entry.parents.iter().map(|id| self.known(id, &entry.id)).collect::<Result<_, _>>()?;
        if parents.is_empty() != (entry.id == root) {
            let message = format!("{} must be the root, or have a parent", entry.id);
            return Err(NamingError::Taxonomy { message });
        }
        let mut ancestors = parents.clone();
        for p in &parents {
            ancestors.extend(self.node(*p).ancestors.iter().copied());
        }
        ancestors.sort_unstable();
        ancestors.dedup();
        for a in &ancestors {
            self.nodes[a.at()].descendants.push(ix);
        }
        for p in &parents {
            self.nodes[p.at()].children.push(ix);
        }
        let depth = parents.iter().map(|p| self.node(*p).depth + 1).max().unwrap_or(0);
        for key in &entry.keys {
            self.by_key.insert(key.clone(), ix);
        }
        let is_coco = entry.keys.iter().any(|k| k.starts_with("coco80:"));
        for word in std::iter::once(&entry.name).chain(&entry.synonyms) {
            let known = self.by_word.entry(fold(word)).or_insert(ix);
            // A word of two senses means the everyday one: a category, and the one named so before one that has it
            // as a synonym ("dog" is no hot dog).
            let named = fold(word) == fold(&entry.name);
            let other = self.nodes.get(known.at());
            let better = other.is_none_or(|o| !o.is_coco || named && fold(&o.name) != fold(word));
            let by_synonym = other.is_some_and(|o| !o.is_coco && fold(&o.name) != fold(word));
            if is_coco && better || named && by_synonym {
                *known = ix;
            }
        }
        self.by_id.insert(entry.id.clone(), ix);
        self.nodes.push(Node {
            id: entry.id.clone(),
            name: entry.name.clone(),
            plural: entry.plural.clone(),
            article: entry.article.clone(),
            mass: entry.mass,
            pair: entry.pair,
            parents,
            children: Vec::new(),
            ancestors,
            descendants: Vec::new(),
            depth,
            is_coco,
            is_class: entry.keys.iter().any(|k| k.starts_with("imagenet1k:")),
            kind: entry.kind,
            place: entry.place,
            broad: entry.broad,
            unsaid: entry.unsaid,
            unsure: entry.unsure,
            suggests: Vec::new(),
            synonyms: entry.synonyms.clone(),
        });
        Ok(())
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True for a taxonomy without nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The top node, "thing".
    pub fn root(&self) -> NodeIx {
        NodeIx(0)
    }

    /// All nodes, parents before children.
    pub fn indices(&self) -> impl Iterator<Item = NodeIx> + use<> {
        (0..self.nodes.len() as u32).map(NodeIx)
    }

    /// A node. Indices of another taxonomy must not be used here.
    pub fn node(&self, ix: NodeIx) -> &Node {
        &self.nodes[ix.at()]
    }

    /// By id ("cat.n.01") or by a model's class ("coco80:15", "imagenet1k:281").
    pub fn find(&self, id_or_key: &str) -> Option<NodeIx> {
        self.by_key.get(id_or_key).or_else(|| self.by_id.get(id_or_key)).copied()
    }

    /// By a word or synonym, in any case; for labels of a user's own models and galleries.
    pub fn lookup(&self, word: &str) -> Option<NodeIx> {
        self.by_word.get(&fold(word)).copied()
    }

    /// True where `node` is `ancestor` or below it.
    pub fn is_a(&self, node: NodeIx, ancestor: NodeIx) -> bool {
        node == ancestor || self.node(node).ancestors.binary_search(&ancestor).is_ok()
    }

    /// `node` and every node above it.
    pub fn line(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        std::iter::once(node).chain(self.node(node).ancestors.iter().copied())
    }

    /// `node` and every node below it.
    pub fn below(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        std::iter::once(node).chain(self.node(node).descendants.iter().copied())
    }

    /// The deepest node above (or at) both; the first in list order where several are as deep.
    pub fn common(&self, a: NodeIx, b: NodeIx) -> NodeIx {
        self.line(a)
            .filter(|n| self.is_a(b, *n))
            .min_by_key(|n| (u32::MAX - self.node(*n).depth, n.0))
            .unwrap_or(self.root())
    }

    /// The broadest node above `node` that is not the root: "animal" for a cat, itself for a person.
    pub fn family(&self, node: NodeIx) -> NodeIx {
        self.line(node)
            .filter(|n| *n != self.root())
            .min_by_key(|n| (self.node(*n).depth, n.0))
            .unwrap_or(node)
    }

    /// The category that `node` falls under: COCO's where it has one, else the narrowest node above that is not too
    /// broad ("monkey" for a baboon), else the node itself.
    pub fn category(&self, node: NodeIx) -> NodeIx {
        let deepest = |wanted: &dyn Fn(&Node) -> bool| {
            self.line(node)
                .filter(|n| *n != self.root() && wanted(self.node(*n)))
                .min_by_key(|n| (u32::MAX - self.node(*n).depth, n.0))
        };
        deepest(&|n| n.is_coco)
            .or_else(|| deepest(&|n| !n.broad && !n.children.is_empty()))
            .unwrap_or(node)
    }
}

/// Case and separators do not matter in a label.
fn fold(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', '-'], " ")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "notice")]
    _notice: String,
    root: String,
    nodes: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    name: String,
    parents: Vec<String>,
    #[serde(default)]
    plural: Option<String>,
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    mass: bool,
    #[serde(default)]
    pair: bool,
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    kind: Option<AttributeKind>,
    #[serde(default)]
    place: bool,
    #[serde(default)]
    broad: bool,
    #[serde(default)]
    unsaid: bool,
    #[serde(default)]
    unsure: bool,
    #[serde(default)]
    suggests: Vec<String>,
    #[serde(default)]
    synonyms: Vec<String>,
}
