//! The scene as a reader of captions needs it: every region with its names on the tree, its looks and its place.

use crate::domain::{
    AttributeKind, BBox, CaptionTarget, FactRef, Predicate, Region, RegionId, RelationId, Rules,
    Ruling, Scene, Size, TextId, Value,
};
use crate::fusion::facts;
use crate::fusion::vocabulary::Vocabulary;
use crate::naming::taxonomy::{NodeIx, Taxonomy};
use crate::relations::place;
use rustc_hash::FxHashMap;

/// Kinds of what is worn that are no clothes by themselves.
const ACCESSORIES: [&str; 2] = ["headdress.n.01", "necktie.n.01"];

/// Everything that captions are read against, prepared once per scene.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// What words mean.
    pub words: &'a Vocabulary,
    pub taxonomy: &'a Taxonomy,
    pub rules: &'a Rules,
    pub size: Size,
    /// Every region that has any name, rejected and doubtful ones too, by id.
    pub seen: Vec<Seen>,
    /// Every text line that was not rejected.
    pub lines: Vec<Line>,
    /// Verbs between regions (indices into `seen`), asserted or not.
    pub verbs: Vec<VerbSeen>,
    /// By subject, indices into `verbs`.
    by_subject: FxHashMap<usize, Vec<usize>>,
    /// By object, indices into `verbs`.
    by_object: FxHashMap<usize, Vec<usize>>,
    /// 2D and 3D relations in force by their ends, subject first: there are many, and each claim asks for one pair.
    pub relations: FxHashMap<(usize, usize), Vec<(RelationId, Predicate)>>,
    /// Other relations on which a person ruled.
    pub ruled: Vec<RuledRelation>,
    /// The node of people.
    person: Option<NodeIx>,
    /// Those of clothing and of what is worn on the head.
    worn: Vec<NodeIx>,
    /// The scene's name with its confidence, if there is one.
    pub scene_name: Option<(String, f32)>,
    /// The region whose caption is read, by its index into `seen`; `None` for the image's.
    pub topic: Option<usize>,
}

/// One region.
#[derive(Debug)]
pub struct Seen {
    pub id: RegionId,
    pub bbox: BBox,
    pub label: String,
    /// The label's place on the tree, or the one above it; `None` for a word that is not known.
    pub node: Option<NodeIx>,
    /// Of the label, 0..1.
    pub confidence: f32,
    /// The reviewer says that it is not there, or not this.
    pub rejected: bool,
    /// Fine-grained names in force, with their confidence.
    pub fine: Vec<Fine>,
    pub colour: Option<(String, f32)>,
    pub emotion: Option<(String, f32)>,
    /// Nearness in 0..1 and its confidence.
    pub nearness: Option<(f32, f32)>,
    /// Share of the picture, 0..1.
    pub area: f32,
}

/// A fine-grained name of a region.
#[derive(Debug)]
pub struct Fine {
    pub kind: AttributeKind,
    pub name: String,
    pub node: Option<NodeIx>,
    pub confidence: f32,
}

impl Fine {
    /// Of a brand, a make, a place, a person: its words mean nothing else.
    pub fn is_proper(&self) -> bool {
        use AttributeKind::{Aircraft, Celebrity, Landmark, Logo};
        matches!(self.kind, Aircraft | Celebrity | Landmark | Logo)
    }
}

/// A line of text.
#[derive(Debug)]
pub struct Line {
    pub id: TextId,
    pub text: String,
    pub confidence: f32,
    pub bbox: BBox,
    /// Index into [`Evidence::seen`].
    pub on: Option<usize>,
}

/// A person's verb with a thing.
#[derive(Debug)]
pub struct VerbSeen {
    pub id: RelationId,
    pub subject: usize,
    pub object: usize,
    pub verb: String,
    /// 0 where it was rejected.
    pub confidence: f32,
}

/// A 2D or 3D relation with a person's ruling.
#[derive(Debug)]
pub struct RuledRelation {
    pub id: RelationId,
    pub subject: usize,
    pub object: usize,
    pub predicate: Predicate,
    pub holds: bool,
}

impl<'a> Evidence<'a> {
    /// Something is known by a name of its own: a make, a landmark, somebody.
    pub fn has_names(&self) -> bool {
        self.seen.iter().any(|s| s.fine.iter().any(Fine::is_proper))
    }

    /// For the caption of that region.
    pub fn about(mut self, target: CaptionTarget) -> Self {
        self.topic = match target {
            CaptionTarget::Region(id) => self.seen.binary_search_by_key(&id, |s| s.id).ok(),
            CaptionTarget::Image => None,
        };
        self
    }

    /// Prepares a scene.
    pub fn of(scene: &Scene, rules: &'a Rules, words: &'a Vocabulary) -> Self {
        let taxonomy = words.taxonomy();
        let seen: Vec<Seen> =
            scene.regions.values().filter_map(|r| seen(r, scene.image.size, words)).collect();
        let at = |id: RegionId| seen.binary_search_by_key(&id, |s| s.id).ok();
        let lines = scene.texts.iter().filter_map(|t| {
            let (id, text, confidence) = facts::text_above(t, 0.0)?;
            // What nobody is sure of bears nothing.
            let there = |on: &usize| !seen[*on].rejected && seen[*on].confidence >= rules.assert;
            let on = t.region.and_then(at).filter(there);
            Some(Line { id, text, confidence, bbox: t.polygon.bounds(), on })
        });
        let mut verbs = Vec::new();
        let mut ruled = Vec::new();
        let mut relations: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for r in &scene.relations {
            let (Some(subject), Some(object)) = (at(r.subject), at(r.object)) else { continue };
            let in_force = r.effective().unwrap_or_else(|| r.predicate.clone());
            if let Predicate::Verb(verb) = in_force {
                let confidence = r.confidence();
                verbs.push(VerbSeen { id: r.id, subject, object, verb, confidence });
            } else {
                if r.effective().is_some() {
                    let of_pair = relations.entry((subject, object)).or_default();
                    of_pair.push((r.id, in_force.clone()));
                }
                if r.ruling == Ruling::Unreviewed {
                    continue;
                }
                let holds = r.ruling != Ruling::Rejected;
                ruled.push(RuledRelation { id: r.id, subject, object, predicate: in_force, holds });
            }
        }
        let scene_name = scene
            .scene_name
            .as_ref()
            .and_then(|a| a.effective())
            .map(|(value, score)| (value.words(), score));
        let lines = lines.collect();
        let worn = [&["clothing.n.01"], &ACCESSORIES[..]].concat();
        let ends = |end: fn(&VerbSeen) -> usize| {
            let mut by: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for (at, verb) in verbs.iter().enumerate() {
                by.entry(end(verb)).or_default().push(at);
            }
            by
        };
        Self {
            words,
            taxonomy,
            rules,
            size: scene.image.size,
            lines,
            by_subject: ends(|v| v.subject),
            by_object: ends(|v| v.object),
            verbs,
            relations,
            ruled,
            person: taxonomy.lookup("person"),
            worn: worn.iter().filter_map(|id| taxonomy.find(id)).collect(),
            scene_name,
            seen,
            topic: None,
        }
    }

    /// What this one does with others.
    pub fn done_by(&self, who: usize) -> impl Iterator<Item = &VerbSeen> {
        let verbs = self.by_subject.get(&who).into_iter().flatten();
        verbs.filter_map(|at| self.verbs.get(*at))
    }

    /// What others do with this one.
    pub fn done_to(&self, what: usize) -> impl Iterator<Item = &VerbSeen> {
        let verbs = self.by_object.get(&what).into_iter().flatten();
        verbs.filter_map(|at| self.verbs.get(*at))
    }

    /// What the one does with the other.
    pub fn done_with(&self, who: usize, what: usize) -> impl Iterator<Item = &VerbSeen> {
        self.done_by(who).filter(move |v| v.object == what)
    }

    /// Names that are proper ones or no words of the vocabulary, in lower case: "airbus a380", "apple"; or that would be
    /// taken for somebody's: "carpenter's kit".
    pub fn proper_names(&self) -> Vec<String> {
        let labels = self.seen.iter().map(|s| s.label.to_lowercase());
        let labels = labels.filter(|l| self.words.find_noun(l).is_none() || l.contains("'s "));
        let fine = self.seen.iter().flat_map(|s| &s.fine);
        let names = fine
            .filter(|f| f.is_proper() || self.words.find_noun(&f.name.to_lowercase()).is_none());
        names.map(|f| f.name.to_lowercase()).chain(labels).collect()
    }

    /// The noun names the whole picture's setting.
    pub fn is_setting(&self, noun: usize) -> bool {
        let Some((name, _)) = &self.scene_name else { return false };
        let (entry, tree) = (self.words.noun(noun), self.taxonomy);
        let above = tree.lookup(name).zip(entry.node);
        self.words.names_setting(noun, name)
            || above.is_some_and(|(scene, word)| tree.is_a(scene, word))
    }

    /// A person, as far as the label says.
    pub fn is_person(&self, at: usize) -> bool {
        let node = self.seen.get(at).and_then(|s| s.node);
        node.zip(self.person).is_some_and(|(node, person)| self.taxonomy.is_a(node, person))
    }

    /// Clothing, or what is worn on the head.
    pub fn is_garment(&self, at: usize) -> bool {
        let node = self.seen.get(at).and_then(|s| s.node);
        node.is_some_and(|node| self.worn.iter().any(|kind| self.taxonomy.is_a(node, *kind)))
    }

    /// What is worn with clothes: a hat, a tie.
    pub fn is_accessory(&self, node: NodeIx) -> bool {
        let kinds = ACCESSORIES.iter().filter_map(|id| self.taxonomy.find(id));
        kinds.into_iter().any(|kind| self.taxonomy.is_a(node, kind))
    }

    /// Asserted, and not rejected.
    pub fn asserted(&self, at: usize) -> bool {
        self.seen.get(at).is_some_and(|s| !s.rejected && s.confidence >= self.rules.assert)
    }

    /// The region as a fact.
    pub fn region(&self, at: usize) -> Option<FactRef> {
        self.seen.get(at).map(|s| FactRef::Region(s.id))
    }
}

fn seen(region: &Region, size: Size, words: &Vocabulary) -> Option<Seen> {
    let taxonomy = words.taxonomy();
    let label = region.attributes.get(&AttributeKind::Label)?;
    let refused = matches!(label.ruling, Ruling::Rejected);
    let (value, confidence) = match label.effective() {
        Some((value, confidence)) => (value.clone(), confidence),
        None => (label.candidates.first()?.value.clone(), 0.0),
    };
    let colour = word(region, AttributeKind::Colour);
    let emotion = word(region, AttributeKind::Emotion);
    let nearness = region.attributes.get(&AttributeKind::Depth).and_then(|a| a.effective());
    let nearness = nearness.and_then(|(value, confidence)| match value {
        Value::Graded { number, .. } | Value::Number(number) => Some((*number, confidence)),
        _ => None,
    });
    let fine =
        region.attributes.iter().filter(|(kind, _)| kind.is_fine()).filter_map(|(kind, a)| {
            let (value, confidence) = a.effective()?;
            let name = value.words();
            let node = node_of(value, taxonomy).or_else(|| kind_named(*kind, &name, words));
            Some(Fine { kind: *kind, name, node, confidence })
        });
    // A user's own word is what the vocabulary knows of it: a "ferry" is a boat.
    let noun =
        || words.find_noun(&value.words().to_lowercase()).and_then(|(n, _)| words.noun(n).node);
    Some(Seen {
        id: region.id,
        bbox: region.bbox,
        node: node_of(&value, taxonomy).or_else(noun),
        label: value.words(),
        confidence,
        rejected: region.rejected || refused,
        fine: fine.collect(),
        colour,
        emotion,
        nearness,
        area: place::area_ratio(&region.bbox, size),
    })
}

/// "Mute swan", which the tree does not hold, is a swan: what a breed or species is by its last word.
fn kind_named(kind: AttributeKind, name: &str, words: &Vocabulary) -> Option<NodeIx> {
    if !matches!(kind, AttributeKind::Animal | AttributeKind::Plant | AttributeKind::Food) {
        return None;
    }
    let name = name.to_lowercase();
    let known = |word: &str| words.find_noun(word).and_then(|(noun, _)| words.noun(noun).node);
    known(&name).or_else(|| known(name.rsplit(' ').next()?))
}

fn node_of(value: &Value, taxonomy: &Taxonomy) -> Option<NodeIx> {
    match value {
        Value::Name { node, name } => taxonomy.find(node).or_else(|| taxonomy.lookup(name)),
        other => taxonomy.lookup(&other.words()),
    }
}

fn word(region: &Region, kind: AttributeKind) -> Option<(String, f32)> {
    let (value, confidence) = region.attributes.get(&kind)?.effective()?;
    Some((value.words(), confidence))
}
