//! Whether a region bears a noun's name: by the tree, by a plain word for it, or by a fine-grained name.

use super::called;
use super::kin::{Kin, kin, names_kind};
use super::seen::{Evidence, Fine, Seen, VerbSeen};
use super::truth::Answer;
use crate::domain::AttributeKind;
use crate::fusion::read::claim::{Body, Determiner, Means, Phrase, PhraseIx, Reading, Reference};
use crate::fusion::vocabulary::{NounKind, Vocabulary};
use crate::naming::taxonomy::NodeIx;

/// For doing what the noun implies.
const IMPLIED: f32 = 1.0;
/// For having to do with what those of the trade have to do with.
const TOOL: f32 = 0.5;

/// For having the noun itself as its name, where others are called more than that.
const JUST_THAT: f32 = 0.4;

/// "The crane", where a crane and a construction crane are.
pub fn called_just_that(phrase: &Phrase, at: usize, evidence: &Evidence<'_>) -> f32 {
    let Means::Thing(noun) = phrase.means else { return 0.0 };
    let just = evidence.seen[at].label.eq_ignore_ascii_case(&evidence.words.noun(noun).word);
    if just { JUST_THAT } else { 0.0 }
}

/// How a region answers to a noun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// The noun is its name, a plain word for it, or a name above it.
    Named,
    /// The noun is said loosely of such a thing: "screen" of a laptop.
    Loose,
    /// The noun is one of its fine-grained names.
    Fine,
    /// The noun is narrower than all that is known of it: "poodle" for a dog.
    Narrower,
}

impl Fit {
    /// What it counts in the choice of a referent.
    pub fn weight(self) -> f32 {
        match self {
            Fit::Named | Fit::Fine => 1.0,
            Fit::Loose => 0.5,
            Fit::Narrower => -0.2,
        }
    }
}

/// The regions that may be meant by a noun, by id; rejected ones too, so that a caption that insists is told so.
pub fn candidates(noun: usize, evidence: &Evidence<'_>) -> Vec<(usize, Fit)> {
    let each = evidence.seen.iter().enumerate();
    each.filter_map(|(at, seen)| Some((at, fit(noun, seen, evidence)?))).collect()
}

/// "He looks so comfy": where nobody is in evidence, an animal is meant.
pub fn somebody(person: usize, evidence: &Evidence<'_>) -> Vec<(usize, Fit)> {
    let people = candidates(person, evidence);
    let pets = evidence.words.find_noun("animal").map(|(noun, _)| candidates(noun, evidence));
    let surely = |all: &[(usize, Fit)]| all.iter().any(|(at, _)| evidence.asserted(*at));
    match pets {
        Some(pets) if !surely(&people) && surely(&pets) => pets,
        _ => people,
    }
}

/// "The light is red" may mean a thing, "warm light" and "light streams in" do not.
pub fn points(ix: PhraseIx, reading: &Reading) -> bool {
    let mut claims = reading.claims.iter().filter(|c| c.restricts);
    let how = claims.any(|c| c.body == Body::Beyond && c.subjects == [vec![ix]]);
    reading.phrases[ix].determiner != Determiner::None && !how
}

/// The regions that bear a proper name, or else those that bear another one of such a kind.
pub fn bearers(name: &str, evidence: &Evidence<'_>) -> Vec<(usize, Fit)> {
    let answers = |wanted: Answer, fit: Fit| -> Vec<(usize, Fit)> {
        let each = evidence.seen.iter().enumerate();
        each.filter(|(_, seen)| called::named(seen, name, false, evidence).answer == wanted)
            .map(|(at, _)| (at, fit))
            .collect()
    };
    let bearing = answers(Answer::Holds, Fit::Fine);
    if bearing.is_empty() { answers(Answer::Fails, Fit::Narrower) } else { bearing }
}

/// How one region answers to a noun; `None` where it is something else.
pub fn fit(noun: usize, seen: &Seen, evidence: &Evidence<'_>) -> Option<Fit> {
    let entry = evidence.words.noun(noun);
    // "Towel" for a bath towel: an English name is a kind of its last word.
    let label = seen.label.to_lowercase();
    let last =
        label.strip_suffix(entry.word.as_str()).is_some_and(|b| b.is_empty() || b.ends_with(' '));
    // And "water bottle" for a bottle.
    let kind_of = entry.word.strip_suffix(label.as_str()).is_some_and(|b| b.ends_with(' '));
    if label == entry.word {
        return Some(Fit::Named);
    }
    // "A purple outfit" is no hat.
    if evidence.words.is_outfit(noun) && seen.node.is_some_and(|n| evidence.is_accessory(n)) {
        return None;
    }
    // But no dog for a hot dog.
    let tree = evidence.taxonomy;
    let related = entry.node.zip(seen.node).is_none_or(|(a, b)| tree.is_a(a, b) || tree.is_a(b, a));
    let fine = fine(noun, seen, evidence);
    if fine.is_some_and(|fine| fine.confidence >= evidence.rules.assert) {
        return Some(Fit::Fine);
    }
    if (last || kind_of) && related && entry.kind == NounKind::Plain {
        return Some(Fit::Named);
    }
    if fine.is_some() {
        return Some(Fit::Narrower);
    }
    let node = seen.node?;
    // A kiwi is no fruit that is known.
    let sort = is_food_sort(node, evidence.words)
        && entry.node.is_some_and(|named| tree.is_a(named, node) && (entry.sort || node != named));
    // A truck is a vehicle, and not only loosely called so.
    let made = evidence.words.fine_names().maker(&entry.word).is_some();
    let kind = |named| tree.is_a(node, named);
    if entry.exact && !made && !sort && entry.node.is_some_and(kind) {
        return Some(Fit::Named);
    }
    if entry.other_nodes.iter().any(|n| tree.is_a(node, *n)) {
        return Some(Fit::Loose);
    }
    if entry.loose_nodes.contains(&node) && other_fine(noun, seen, evidence).is_none() {
        return Some(Fit::Loose);
    }
    let named = entry.node?;
    if sort && seen.fine.is_empty() {
        return None;
    }
    if entry.kind == NounKind::Fine {
        // A kind of its category, or a sister of the fine name it bears.
        let category = tree.category(named);
        // ... but an apple, which has a category of its own, is no sort of lemon.
        let sister = tree.is_a(node, category) && tree.category(node) == category;
        let around = sister || tree.is_a(node, named) || tree.is_a(named, node);
        return around.then_some(if tree.is_a(node, named) && entry.exact {
            Fit::Named
        } else {
            Fit::Narrower
        });
    }
    // "Goalkeeper" for a person, "sedan" for a car; but not any vehicle is a sledge.
    let tells = |node: NodeIx| tree.node(node).broad || tree.node(node).unsaid;
    let plain = entry.exact || !entry.sort && !tells(named);
    if made && tree.is_a(node, named) {
        return Some(Fit::Narrower); // no logo says that it is a MacBook
    }
    if node == named {
        return Some(if plain { Fit::Named } else { Fit::Narrower });
    }
    if !entry.exact && tree.is_a(node, named) {
        // A croissant is bread, but not any bread; a wicker basket may be any basket, a desk chair is some chair.
        let name = &tree.node(named).name;
        let of_head = entry.word.strip_suffix(name.as_str()).filter(|b| b.ends_with(' '));
        let of_head = of_head.filter(|_| !matches!(entry.kind, NounKind::Fine))?;
        return Some(if evidence.words.is_look(of_head.trim()) {
            Fit::Named
        } else {
            Fit::Narrower
        });
    }
    if evidence.words.is_person(noun) && evidence.words.is_person_node(node) {
        return Some(Fit::Named);
    }
    (tree.is_a(named, node) && !tree.node(node).unsaid).then_some(Fit::Narrower)
}

/// Fruit and the like: of what sort it is, evidence of the node does not say, and a caption means no other thing by it.
fn is_food_sort(node: NodeIx, words: &Vocabulary) -> bool {
    words.has_sorts(node) && words.taxonomy().node(node).kind == Some(AttributeKind::Food)
}

/// The fine-grained name of the region that the noun says.
pub fn fine<'s>(noun: usize, seen: &'s Seen, evidence: &Evidence<'_>) -> Option<&'s Fine> {
    let entry = evidence.words.noun(noun);
    // "A cat" does not say its breed; "meat" says more than food.
    let broad =
        entry.exact && entry.node.zip(seen.node).is_some_and(|(e, s)| evidence.taxonomy.is_a(s, e));
    seen.fine.iter().find(|f| match kin(entry, f, evidence) {
        Kin::Same => true,
        Kin::Wider => !broad,
        _ => false,
    })
}

/// An asserted fine-grained name that the noun, also one, denies: another species of the same kind.
pub fn other_fine<'s>(noun: usize, seen: &'s Seen, evidence: &Evidence<'_>) -> Option<&'s Fine> {
    let entry = evidence.words.noun(noun);
    let mut sure = seen.fine.iter().filter(|f| f.confidence >= evidence.rules.assert);
    sure.find(|f| kin(entry, f, evidence) == Kin::Another)
}

/// The region's own name is a sister of the noun: a tabby cat is no Siamese one.
pub fn is_sister(noun: usize, seen: &Seen, evidence: &Evidence<'_>) -> bool {
    let entry = evidence.words.noun(noun);
    let (Some(claimed), Some(node)) = (entry.node, seen.node) else { return false };
    let tree = evidence.taxonomy;
    // A hen is no pigeon, which the tree does not hold.
    let plain = || evidence.words.find_noun(&seen.label.to_lowercase());
    // ... but who knows what sort of crane stands there.
    let sure = plain().is_none_or(|(label, _)| evidence.words.noun(label).other_nodes.is_empty());
    let leaf = sure && !entry.exact && tree.node(node).children.is_empty() && node != claimed;
    let apart = (!tree.is_a(node, claimed) || leaf) && !tree.is_a(claimed, node);
    let same = evidence.words.fine_names().takes_in(&entry.word, &seen.label.to_lowercase());
    apart && !same && names_kind(entry, evidence) && tree.category(node) == tree.category(claimed)
}

/// Who does what the noun implies: the cyclist rides a bicycle, the florist has to do with flowers.
pub fn does(phrase: &Phrase, at: usize, evidence: &Evidence<'_>) -> bool {
    trade(phrase, at, evidence) > 0.0
}

/// What it counts that somebody does what the noun implies.
pub fn trade(phrase: &Phrase, at: usize, evidence: &Evidence<'_>) -> f32 {
    // "The rider on the left … the one on the right": no rider is named.
    let picked = matches!(phrase.refers, Some(Reference::Among(_) | Reference::Besides(..)));
    let Means::Thing(noun) = phrase.means else { return 0.0 };
    if picked {
        return 0.0;
    }
    let tree = evidence.taxonomy;
    let is = |object: usize, name: NodeIx| {
        evidence.seen[object].node.is_some_and(|node| tree.is_a(node, name))
    };
    let done = || evidence.done_by(at).filter(|v| v.confidence > 0.0);
    let implied = evidence.words.noun(noun).implied.as_ref();
    let implied = implied.and_then(|i| Some((i.verb?, i.object)));
    let says = |v: &VerbSeen| {
        implied.is_some_and(|(sense, object)| match object {
            Some(object) => is(v.object, object),
            None => evidence.words.verbs_agree(&v.verb, &[sense]),
        })
    };
    if done().any(says) {
        return IMPLIED;
    }
    let tool = done().any(|v| evidence.words.tools(noun).iter().any(|tool| is(v.object, *tool)));
    if tool { TOOL } else { 0.0 }
}

/// Two phrases call persons by different trades: "the courier", "the customer". A man may be either.
pub fn are_two_roles(a: &Phrase, b: &Phrase, words: &Vocabulary) -> bool {
    let role = |p: &Phrase| match p.means {
        Means::Thing(noun) => words.is_role(noun).then_some(noun),
        _ => None,
    };
    role(a).zip(role(b)).is_some_and(|(a, b)| a != b)
}

/// The phrase names a trade, the earlier one somebody without one.
pub fn is_new_role(phrase: &Phrase, earlier: &Phrase, words: &Vocabulary) -> bool {
    let role = |p: &Phrase| matches!(p.means, Means::Thing(noun) if words.is_role(noun));
    role(phrase) && phrase.owner.is_none() && phrase.refers.is_none() && !role(earlier)
}

/// Two phrases call persons by what one person never is at once: "the child", "the adult".
pub fn are_apart(a: &Phrase, b: &Phrase, words: &Vocabulary) -> bool {
    match (&a.means, &b.means) {
        (Means::Thing(a), Means::Thing(b)) => words.are_apart(*a, *b),
        _ => false,
    }
}

/// The phrase names something else than the earlier one, and not everything of a kind ("people").
pub fn is_narrower(phrase: &Phrase, earlier: &Phrase, words: &Vocabulary) -> bool {
    let exact = |p: &Phrase| matches!(p.means, Means::Thing(noun) if words.noun(noun).exact);
    phrase.is_many() && !exact(phrase) && phrase.means != earlier.means
}

/// True where two names are of a like sort, so that the one may have been taken for the other: both animals,
/// both vehicles.
pub fn alike(noun: usize, seen: &Seen, evidence: &Evidence<'_>) -> bool {
    let Some(node) = seen.node else { return false };
    let tree = evidence.taxonomy;
    let entry = evidence.words.noun(noun);
    let mut names = entry.node.iter().chain(&entry.other_nodes);
    names.any(|named| {
        let common = tree.common(*named, node);
        // What is of the name may well be what the noun says.
        (!entry.exact && node != *named || !tree.is_a(node, *named))
            && !(is_food_sort(node, evidence.words) && tree.is_a(*named, node))
            && tree.line(common).any(|n| n != tree.root() && evidence.words.may_be_mistaken(n))
    })
}
