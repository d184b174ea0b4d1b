//! How the name that a caption gives stands to a fine name in evidence: the same, wider, narrower, or another.

use super::seen::{Evidence, Fine};
use crate::domain::AttributeKind;
use crate::fusion::vocabulary::{Noun, NounKind};

/// What is drunk, which is food to the tree.
const DRINK: &str = "beverage.n.01";

/// What a claimed name is to a known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    /// The same thing, perhaps by another name: "sausage dog", of a dachshund.
    Same,
    /// It takes the known one in: "gull", of a herring gull.
    Wider,
    /// It is a kind of the known one, or may be: "black-headed gull", of a gull.
    Narrower,
    /// Another one of that sort.
    Another,
    /// They have nothing to do with one another.
    Apart,
}

/// What the noun is to the fine name.
pub(super) fn kin(noun: &Noun, fine: &Fine, evidence: &Evidence<'_>) -> Kin {
    let (names, known) = (evidence.words.fine_names(), fine.name.to_lowercase());
    if let Some(maker) = names.maker(&noun.word).filter(|_| fine.kind == AttributeKind::Logo) {
        return if said_within(maker, &known) { Kin::Same } else { Kin::Another };
    }
    // A roll of paper is no tuna roll, a peacock no peacock butterfly.
    let tree = evidence.taxonomy;
    let kind = noun.node.and_then(|n| tree.node(n).kind);
    let of_kind = kind == Some(fine.kind) || kind.is_none();
    // "Golden retriever", of a retriever: which one it is, nobody knows.
    let sort = matches!(fine.kind, AttributeKind::Animal | AttributeKind::Plant);
    let narrower = || noun.word.strip_suffix(&known).is_some_and(|b| b.ends_with([' ', '-']));
    if sort && noun.kind == NounKind::Fine && of_kind && narrower() {
        return Kin::Narrower;
    }
    if noun.kind == NounKind::Fine && of_kind && said_within(&noun.word, &known) {
        return Kin::Same;
    }
    if fine.is_proper() {
        return if noun.kind == NounKind::Fine { Kin::Another } else { Kin::Apart };
    }
    if names.are_same(&noun.word, &known) {
        return Kin::Same;
    }
    if names.takes_in(&noun.word, &known) && kind == Some(fine.kind) {
        return Kin::Wider;
    }
    if names.takes_in(&known, &noun.word) {
        return Kin::Narrower;
    }
    let names_kind = names_kind(noun, evidence);
    let Some((is, claimed)) = fine.node.zip(noun.node) else {
        return if names_kind { Kin::Another } else { Kin::Apart };
    };
    // Names that the tree does not hold stand somewhere below their node.
    let exact = {
        let node = tree.node(is);
        let mut own = std::iter::once(&node.name).chain(&node.synonyms);
        own.any(|name| names.are_same(&name.to_lowercase(), &known))
    };
    let (above, below) = (tree.is_a(is, claimed), tree.is_a(claimed, is));
    // Nobody eats a croissant for champagne; and a crane may be no bird.
    let drink = tree.find(DRINK);
    let drunk = |n| drink.is_some_and(|drink| tree.is_a(n, drink));
    if drunk(is) != drunk(claimed) || !above && !noun.other_nodes.is_empty() {
        return Kin::Apart;
    }
    match (above, below) {
        (true, _) if noun.exact && (is != claimed || !exact) => Kin::Wider,
        (true, true) if noun.exact => Kin::Same,
        (_, true) if exact => Kin::Narrower,
        (false, false) if noun.exact && fine.kind != AttributeKind::Food => Kin::Another,
        // No apple is taken for a croissant.
        (false, false) if noun.exact && !tree.node(tree.common(is, claimed)).broad => Kin::Another,
        _ if names_kind => Kin::Another,
        _ => Kin::Apart,
    }
}

/// The words of the one stand within the other: "Spitfire", "Supermarine Spitfire".
fn said_within(a: &str, b: &str) -> bool {
    let split = |name: &str| -> Vec<String> { name.split([' ', '-']).map(str::to_owned).collect() };
    let (a, b) = (split(a), split(b));
    let within = |short: &[String], long: &[String]| long.windows(short.len()).any(|w| w == short);
    within(&a, &b) || within(&b, &a)
}

/// The noun tells a kind within an everyday category: "parakeet", "poodle", but not "puppy".
pub(super) fn names_kind(noun: &Noun, evidence: &Evidence<'_>) -> bool {
    use AttributeKind::{Animal, Food, Plant};
    let tree = evidence.taxonomy;
    noun.kind == NounKind::Fine
        || noun.node.is_some_and(|node| {
            matches!(tree.node(node).kind, Some(Animal | Food | Plant))
                && tree.category(node) != node
        })
}
