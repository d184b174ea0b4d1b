//! Wrong words for [`super::slips`]: of the words that rest on a fact, which to change, and into what, so that the
//! caption is false for certain.

use super::slips::SlipKind;
use crate::domain::{
    AttributeKind, FactRef, Mention, Predicate, Region, RegionId, Relation, RelationKind, Scene,
    Value,
};
use crate::fusion::compose::number_word;
use crate::fusion::vocabulary::Vocabulary;
use std::ops::Range;

const COLOURS: [&str; 11] = [
    "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey",
];
/// Words for emotions as captions have them, with the emotion's name.
const EMOTIONS: [(&str, &str); 7] = [
    ("smiling", "happy"),
    ("happy", "happy"),
    ("sad", "sad"),
    ("angry", "angry"),
    ("afraid", "fear"),
    ("surprised", "surprise"),
    ("disgusted", "disgust"),
];
/// Numbers up to this are changed into others.
const NUMBERS: usize = 20;
/// Things to put in place of what is there, singular and plural.
const THINGS: [(&str, &str); 12] = [
    ("giraffe", "giraffes"),
    ("toaster", "toasters"),
    ("skateboard", "skateboards"),
    ("banana", "bananas"),
    ("horse", "horses"),
    ("bus", "buses"),
    ("cat", "cats"),
    ("laptop", "laptops"),
    ("boat", "boats"),
    ("sandwich", "sandwiches"),
    ("truck", "trucks"),
    ("person", "people"),
];
const VERBS: [&str; 8] =
    ["kicking", "cutting", "reading", "throwing", "feeding", "brushing", "riding", "washing"];
const WORDS: [&str; 8] =
    ["window", "garden", "orchid", "thunder", "cobalt", "velvet", "marble", "planet"];
/// So far beyond a third's border, in shares of the side, a place may still be called by its name.
const BORDER: f32 = 0.1;

/// Which bytes of a mention's words to change, and into what; `None` where no certain slip of the kind is possible.
pub(super) fn wrong(
    kind: SlipKind,
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    match kind {
        SlipKind::Colour => colour(said, mention, scene, rng),
        SlipKind::Number => number(said, mention, scene, rng),
        SlipKind::Place => place(said, mention, scene),
        SlipKind::LeftRight => {
            turned(said, mention, scene, [Predicate::LeftOf, Predicate::RightOf])
        }
        SlipKind::AboveBelow => turned(said, mention, scene, [Predicate::Above, Predicate::Below]),
        SlipKind::FrontBehind => {
            turned(said, mention, scene, [Predicate::InFrontOf, Predicate::Behind])
        }
        SlipKind::Category => category(said, mention, scene, rng),
        SlipKind::Text => text(said, mention, scene, rng),
        SlipKind::Emotion => emotion(said, mention, scene, rng),
        SlipKind::Verb => verb(said, mention, scene, rng),
    }
}

/// Where a whole word (or words) stands, whatever its case.
fn find(said: &str, word: &str) -> Option<Range<usize>> {
    let lower = said.to_ascii_lowercase();
    let inner = |c: char| c.is_alphanumeric();
    let mut found = lower.match_indices(word).map(|(at, w)| at..at + w.len());
    found.find(|at| !lower[..at.start].ends_with(inner) && !lower[at.end..].starts_with(inner))
}

/// With the capital of what it replaces.
fn cased(new: &str, old: &str) -> String {
    if old.chars().all(|c| !c.is_lowercase()) {
        return new.to_uppercase();
    }
    let mut chars = new.chars();
    match (old.starts_with(char::is_uppercase), chars.next()) {
        (true, Some(first)) => first.to_uppercase().chain(chars).collect(),
        _ => new.to_owned(),
    }
}

fn replaced(said: &str, at: Range<usize>, new: &str) -> Option<(Range<usize>, String)> {
    let new = cased(new, said.get(at.clone())?);
    Some((at, new))
}

/// True where the mention rests on attributes of that kind, and on nothing else.
fn rests_on(mention: &Mention, kind: AttributeKind) -> bool {
    mention.rests_on.iter().all(|f| matches!(f, FactRef::Attribute(_, k) if *k == kind))
}

/// Every value that any region has for an attribute, sure or not.
fn values(scene: &Scene, kind: AttributeKind) -> Vec<String> {
    let attributes = scene.regions.values().filter_map(|r| r.attributes.get(&kind));
    attributes.flat_map(|a| a.candidates.iter().map(|c| c.value.words())).collect()
}

fn colour(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    if !rests_on(mention, AttributeKind::Colour) {
        return None;
    }
    let at = COLOURS.iter().find_map(|c| find(said, c))?;
    let there = values(scene, AttributeKind::Colour);
    let words = Vocabulary::embedded();
    let far = |c: &&&str| there.iter().all(|t| t != *c && !words.colours_are_neighbours(t, c));
    // The fruit is no colour to slip in where a reader may take it for one.
    let free: Vec<&&str> = COLOURS.iter().filter(|c| **c != "orange").filter(far).collect();
    replaced(said, at, rng.choice(free)?)
}

fn emotion(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    if !rests_on(mention, AttributeKind::Emotion) {
        return None;
    }
    let at = EMOTIONS.iter().find_map(|(word, _)| find(said, word))?;
    let words = Vocabulary::embedded();
    let there = values(scene, AttributeKind::Emotion);
    let named =
        |name: &str| there.iter().any(|t| words.emotion_name(t) == words.emotion_name(name));
    let free = EMOTIONS.iter().filter(|(word, name)| *word != "smiling" && !named(name));
    replaced(said, at, rng.choice(free.collect::<Vec<_>>())?.0)
}

/// A total one to three too high for all regions of the label, doubtful ones too.
fn number(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    let label = mention.rests_on.iter().find_map(|f| match f {
        FactRef::Count(label) => Some(label),
        _ => None,
    })?;
    let at = (1..=NUMBERS).find_map(|n| find(said, &number_word(n)))?;
    let there = scene.regions.values().filter(|r| may_be(r, label)).count();
    let wrong = there + rng.usize(1..=3);
    if wrong <= NUMBERS { replaced(said, at, &number_word(wrong)) } else { None }
}

/// Whether any candidate of a region's label is this one, or either is above the other on the tree of names.
fn may_be(region: &Region, label: &str) -> bool {
    let tree = Vocabulary::embedded().taxonomy();
    let candidates = region.attributes.get(&AttributeKind::Label).map(|a| &a.candidates);
    candidates.into_iter().flatten().any(|c| {
        let name = c.value.words();
        name == label
            || tree
                .lookup(&name)
                .zip(tree.lookup(label))
                .is_some_and(|(a, b)| tree.is_a(a, b) || tree.is_a(b, a))
    })
}

/// A centre's place as shares of the sides.
fn center(region: &Region, scene: &Scene) -> (f32, f32) {
    let (center, size) = (region.bbox.center(), scene.image.size);
    (center.x / size.width.max(1) as f32, center.y / size.height.max(1) as f32)
}

/// Whether a centre lies within so much of a side.
type Taken = fn(&(f32, f32), f32) -> bool;

/// Left for right or top for bottom, where no region of such a name lies on the other side.
fn place(said: &str, mention: &Mention, scene: &Scene) -> Option<(Range<usize>, String)> {
    if !rests_on(mention, AttributeKind::Location) {
        return None;
    }
    let labels: Vec<String> = mention.rests_on.iter().filter_map(|f| label(f, scene)).collect();
    let alike: Vec<(f32, f32)> = scene
        .regions
        .values()
        .filter(|r| labels.iter().any(|l| may_be(r, l)))
        .map(|r| center(r, scene))
        .collect();
    let beyond = 1.0 / 3.0 + BORDER;
    let free = |taken: Taken| !alike.iter().any(|at| taken(at, beyond));
    let sides: [(&str, &str, Taken); 4] = [
        ("left", "right", |at, beyond| at.0 > 1.0 - beyond),
        ("right", "left", |at, beyond| at.0 < beyond),
        ("top", "bottom", |at, beyond| at.1 > 1.0 - beyond),
        ("bottom", "top", |at, beyond| at.1 < beyond),
    ];
    let (at, new) = sides.into_iter().find_map(|(old, new, taken)| {
        let at = find(said, old)?;
        free(taken).then_some((at, new))
    })?;
    replaced(said, at, new)
}

/// The label of the region that an attribute is of.
fn label(fact: &FactRef, scene: &Scene) -> Option<String> {
    match fact {
        FactRef::Attribute(id, _) | FactRef::Region(id) => label_of(*id, scene),
        _ => None,
    }
}

fn label_of(id: RegionId, scene: &Scene) -> Option<String> {
    scene.regions.get(&id)?.label(0.0)
}

/// The relations that a mention rests on, where it rests on nothing else.
fn relations<'s>(mention: &Mention, scene: &'s Scene) -> Option<Vec<&'s Relation>> {
    let of = |fact: &FactRef| match fact {
        FactRef::Relation(id) => scene.relations.iter().find(|r| r.id == *id),
        _ => None,
    };
    mention.rests_on.iter().map(of).collect()
}

/// A relation's opposite, where it could be said of no pair of regions of such names. Between regions of one name, only
/// where there are just the two, which the caption tells apart in other words.
fn turned(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    pair: [Predicate; 2],
) -> Option<(Range<usize>, String)> {
    let relations = relations(mention, scene)?;
    let [a, b] = &pair;
    let (at, written, new) = [(a, b), (b, a)]
        .into_iter()
        .find_map(|(old, new)| find(said, old.words()).map(|at| (at, old, new)))?;
    for relation in relations {
        // Written for the pair either way round: the words may have the relation's roles, or mirror them.
        let (first, second) = if relation.effective()? == *written {
            (relation.subject, relation.object)
        } else if relation.effective()?.mirrored()? == *written {
            (relation.object, relation.subject)
        } else {
            continue;
        };
        let (first, second) = (alike(first, scene)?, alike(second, scene)?);
        let one_name = first.iter().any(|a| second.iter().any(|b| a.id == b.id));
        let turned_holds =
            || first.iter().any(|a| second.iter().any(|b| may_stand(a, new, b, scene)));
        if if one_name { first.len() != 2 } else { turned_holds() } {
            return None;
        }
    }
    replaced(said, at, new.words())
}

/// Every region that may bear the name of this one.
fn alike(id: RegionId, scene: &Scene) -> Option<Vec<&Region>> {
    let label = label_of(id, scene)?;
    Some(scene.regions.values().filter(|r| may_be(r, &label)).collect())
}

/// Whether centres, or depths, would let anybody say so of the two.
fn may_stand(a: &Region, predicate: &Predicate, b: &Region, scene: &Scene) -> bool {
    let (at, from) = (center(a, scene), center(b, scene));
    let lead = |a: &Region, b: &Region| match (nearness(a), nearness(b)) {
        (Some(a), Some(b)) => a - b,
        _ => 0.0,
    };
    let along = match predicate {
        Predicate::LeftOf => from.0 - at.0,
        Predicate::RightOf => at.0 - from.0,
        Predicate::Above => from.1 - at.1,
        Predicate::Below => at.1 - from.1,
        Predicate::InFrontOf => lead(a, b),
        Predicate::Behind => lead(b, a),
        _ => 1.0,
    };
    along > 0.0
}

fn nearness(region: &Region) -> Option<f32> {
    match region.attributes.get(&AttributeKind::Depth)?.effective()?.0 {
        Value::Graded { number, .. } | Value::Number(number) => Some(*number),
        _ => None,
    }
}

fn category(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    use AttributeKind::Label;
    let labels = mention.rests_on.iter().filter(|f| matches!(f, FactRef::Attribute(_, Label)));
    let plain = mention
        .rests_on
        .iter()
        .all(|f| matches!(f, FactRef::Region(_) | FactRef::Attribute(_, Label)));
    let count = labels.count();
    if !plain || count == 0 {
        return None;
    }
    let free = THINGS.iter().filter(|(thing, _)| {
        let named = scene
            .scene_name
            .as_ref()
            .is_some_and(|s| s.candidates.iter().any(|c| c.value.words() == *thing));
        !named && !scene.regions.values().any(|r| may_be(r, thing))
    });
    let (one, many) = rng.choice(free.collect::<Vec<_>>())?;
    replaced(said, 0..said.len(), if count > 1 { many } else { one })
}

/// Another word, or another digit, in a quotation.
fn text(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    if !mention.rests_on.iter().all(|f| matches!(f, FactRef::Text(_))) {
        return None;
    }
    let words = said.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() >= 2);
    let longest = words.max_by_key(|w| w.len())?;
    let start = longest.as_ptr() as usize - said.as_ptr() as usize;
    let at = start..start + longest.len();
    if longest.bytes().all(|b| b.is_ascii_digit()) {
        let shift = rng.u8(2..8);
        let digits = longest.bytes().map(|b| char::from(b'0' + (b - b'0' + shift) % 10));
        return Some((at, digits.collect()));
    }
    let read = scene.texts.iter().map(|t| t.text.to_lowercase()).collect::<String>();
    let free: Vec<&&str> = WORDS.iter().filter(|w| !read.contains(**w)).collect();
    (longest.len() >= 4).then_some(())?;
    replaced(said, at, rng.choice(free)?)
}

/// Another verb, which no person of the scene is said to do with anything, in no sense.
fn verb(
    said: &str,
    mention: &Mention,
    scene: &Scene,
    rng: &mut fastrand::Rng,
) -> Option<(Range<usize>, String)> {
    let of_verbs = relations(mention, scene)?;
    let said_verb = of_verbs.iter().find_map(|r| match r.effective() {
        Some(Predicate::Verb(verb)) => find(said, &verb),
        _ => None,
    })?;
    let words = Vocabulary::embedded();
    let asserted: Vec<String> = scene
        .relations
        .iter()
        .filter(|r| r.predicate.kind() == RelationKind::P2o)
        .filter_map(|r| Some(r.effective()?.words().to_owned()))
        .collect();
    let free = VERBS.iter().filter(|verb| {
        let senses: Vec<usize> = words.sense(verb).into_iter().collect();
        asserted.iter().all(|a| a != *verb && !words.verbs_agree(a, &senses))
    });
    replaced(said, said_verb, rng.choice(free.collect::<Vec<_>>())?)
}
