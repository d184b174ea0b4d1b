//! Which attributes and verbs a region's label leaves room for: a fine name only below its category, an emotion and a
//! celebrity only on a person, a verb only from a person. What does not fit is kept and not in force.

use super::taxonomy::{NodeIx, Taxonomy};
use crate::domain::{Attribute, AttributeKind, Predicate, Region, RegionId, Ruling, Scene, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The node of people on the tree of names.
pub const PERSON: &str = "coco80:0";

/// Words for people that a person may type and that need not stand on the tree of names.
const PEOPLE: [&str; 6] = ["person", "human", "man", "woman", "child", "people"];

/// The tree that the program carries, made once.
pub fn tree() -> &'static Taxonomy {
    // A test keeps the embedded tree whole; on a bare one nothing would be marked but emotions and verbs.
    static TREE: LazyLock<Taxonomy> =
        LazyLock::new(|| Taxonomy::embedded().unwrap_or_else(|_| Taxonomy::bare()));
    &TREE
}

/// Marks what does not fit, and clears the mark of what fits again. Follows from labels and rulings alone.
pub fn mark(scene: &mut Scene, taxonomy: &Taxonomy) {
    for region in scene.regions.values_mut() {
        let unfit: Vec<(AttributeKind, Option<String>)> =
            region.attributes.values().map(|a| (a.kind, why_unfit(region, a, taxonomy))).collect();
        for (kind, why) in unfit {
            if let Some(attribute) = region.attributes.get_mut(&kind) {
                attribute.unfit = why;
            }
        }
    }
    let people: BTreeSet<RegionId> =
        scene.regions.values().filter(|r| is_person(r, taxonomy)).map(|r| r.id).collect();
    for relation in &mut scene.relations {
        let acts = matches!(relation.decided(), Some(Predicate::Verb(_)));
        let unfit = acts && !people.contains(&relation.subject);
        let subject = scene.regions.get(&relation.subject);
        relation.unfit = unfit.then(|| {
            let label = subject.and_then(|r| r.attributes.get(&AttributeKind::Label));
            let name = label.and_then(Attribute::decided).map(|(v, _)| v.words());
            let name = name.unwrap_or_else(|| "region".to_owned());
            format!("the {name} is no person; the verb is kept and not told")
        });
    }
}

/// The region's label as a node; `None` where it has none in force or the tree does not know it.
pub fn label_node(region: &Region, taxonomy: &Taxonomy) -> Option<NodeIx> {
    let (value, _) = region.attributes.get(&AttributeKind::Label)?.decided()?;
    node_of(value, taxonomy)
}

/// The node that a value names.
pub fn node_of(value: &Value, taxonomy: &Taxonomy) -> Option<NodeIx> {
    match value {
        Value::Name { node, name } => taxonomy.find(node).or_else(|| taxonomy.lookup(name)),
        other => taxonomy.lookup(&other.words()),
    }
}

/// True where the label is a person's, or of a sort of person.
pub fn is_person(region: &Region, taxonomy: &Taxonomy) -> bool {
    let label = region.attributes.get(&AttributeKind::Label).and_then(Attribute::decided);
    let Some((label, _)) = label else { return false };
    if PEOPLE.contains(&label.words().as_str()) {
        return true;
    }
    let person = taxonomy.find(PERSON);
    node_of(label, taxonomy).zip(person).is_some_and(|(n, p)| taxonomy.is_a(n, p))
}

/// True where a region that nobody rejected is asserted to be a person, or a sort of person.
pub fn is_asserted_person(region: &Region, assert: f32) -> bool {
    !region.rejected && region.label(assert).is_some() && is_person(region, tree())
}

/// Why an attribute does not fit the region's label; `None` where it does.
fn why_unfit(region: &Region, attribute: &Attribute, taxonomy: &Taxonomy) -> Option<String> {
    use AttributeKind::{Celebrity, Emotion, Logo};
    let kind = attribute.kind;
    if !kind.is_fine() && kind != Emotion || kind == Logo {
        return None; // A logo is on a thing and no sort of it; the rest fits everything.
    }
    // A label that was never given or is rejected names nothing: the region is told with none of its attributes.
    let label = region.attributes.get(&AttributeKind::Label)?;
    let words = label.decided()?.0.words();
    match kind {
        Emotion | Celebrity => (!is_person(region, taxonomy)).then(|| {
            format!("{} {} is only on a person, not on {words}", article(kind), kind.title())
        }),
        _ => (!below(label, attribute, taxonomy)).then(|| {
            let name = attribute.decided().map_or_else(String::new, |(v, _)| v.words());
            format!("{name} is no sort of {words}")
        }),
    }
}

fn article(kind: AttributeKind) -> &'static str {
    if kind == AttributeKind::Emotion { "an" } else { "a" }
}

/// True where the fine name may stand below the label. Where the tree does not know both, a person's word stands, and
/// a specialist's as long as no person has given the region another label than it saw.
fn below(label: &Attribute, fine: &Attribute, taxonomy: &Taxonomy) -> bool {
    let (Some((category, _)), Some((name, _))) = (label.decided(), fine.decided()) else {
        return true;
    };
    match (node_of(category, taxonomy), node_of(name, taxonomy)) {
        (Some(category), Some(name)) => taxonomy.is_a(name, category),
        (category, _) => {
            let by_person = matches!(fine.ruling, Ruling::Corrected { .. } | Ruling::Accepted);
            let given = matches!(label.ruling, Ruling::Corrected { .. });
            by_person || !given || category.is_some_and(|c| is_of(c, fine.kind, taxonomy))
        }
    }
}

/// True where a category is of the kind: a dog is an animal. A plain fine name is of no kind.
fn is_of(category: NodeIx, kind: AttributeKind, taxonomy: &Taxonomy) -> bool {
    kind != AttributeKind::FineName
        && taxonomy.line(category).any(|n| taxonomy.node(n).kind == Some(kind))
}
