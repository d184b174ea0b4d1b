//! What a caption leaves out of the asserted evidence, most salient first, each with a sentence that would add it.

use crate::domain::{AttributeKind, FactRef, RegionId, Relation, RelationKind, Rules, Scene};
use crate::fusion::compose::words::Lexicon;
use crate::fusion::compose::{depth_phrase, location_phrase, places_tell};
use crate::fusion::facts;
use crate::fusion::ground::facts_said;
use crate::fusion::ground::finding::{ClaimKind, Finding, Mend, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// The asserted facts that no finding rests on. Of a region that is not named at all, its attributes and relations
/// are not listed one by one.
pub fn missing(findings: &[Finding], scene: &Scene, rules: &Rules) -> Vec<Finding> {
    let said = facts_said(findings);
    let labels: BTreeMap<RegionId, String> =
        scene.asserted_regions(rules.assert).map(|(r, label)| (r.id, label)).collect();
    let named = |id: &RegionId| said.contains(&FactRef::Region(*id));
    let mut out: Vec<(f32, Finding)> = Vec::new();
    for fact in facts::of_scene(scene, rules).difference(&said) {
        let finding = match fact {
            FactRef::Region(id) => region(*id, &labels),
            FactRef::Attribute(id, kind) if named(id) => {
                attribute(*id, *kind, &said, scene, &labels, rules)
            }
            FactRef::Relation(id) => scene
                .relations
                .iter()
                .find(|r| r.id == *id)
                .filter(|r| {
                    named(&r.subject) && named(&r.object) || r.predicate.kind() == RelationKind::P2o
                })
                .filter(|r| !told_by_places(r, &said, scene, rules))
                .and_then(|r| relation(r, &labels)),
            FactRef::Text(id) => {
                let text = scene.texts.iter().find(|t| t.id == *id);
                let text = text.and_then(|t| facts::text(t, rules));
                text.filter(|(_, words, _)| !is_quoted(words, &said, scene, rules)).map(
                    |(_, text, score)| {
                        let why = format!("the text \"{text}\" is read, and not quoted");
                        finding(
                            ClaimKind::Text,
                            fact,
                            why,
                            format!("Text in the picture reads \"{text}\"."),
                            score,
                        )
                    },
                )
            }
            FactRef::Count(label) => count(label, scene, rules, &said),
            FactRef::Scene => scene_name(scene, rules),
            FactRef::Attribute(..) => None,
        };
        if let Some(finding) = finding {
            out.push((salience(fact, scene), finding));
        }
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    out.into_iter().map(|(_, finding)| finding).collect()
}

/// Another line with the same words is quoted: these words are told.
fn is_quoted(words: &str, said: &BTreeSet<FactRef>, scene: &Scene, rules: &Rules) -> bool {
    let mut told = scene.texts.iter().filter(|t| said.contains(&FactRef::Text(t.id)));
    told.any(|t| facts::text(t, rules).is_some_and(|(_, w, _)| w.eq_ignore_ascii_case(words)))
}

fn finding(kind: ClaimKind, fact: &FactRef, why: String, sentence: String, score: f32) -> Finding {
    Finding {
        verdict: Verdict::Missing,
        kind,
        span: None,
        hedged: false,
        score,
        rests_on: vec![fact.clone()],
        why,
        mends: vec![Mend::Add { sentence }],
    }
}

fn region(id: RegionId, labels: &BTreeMap<RegionId, String>) -> Option<Finding> {
    let label = labels.get(&id)?;
    let lexicon = Lexicon::embedded();
    let noun = lexicon.singular(label);
    let article = lexicon.article(&noun, label);
    let why = format!("{article} {noun} is in evidence, and not named");
    let capital = capitalised(article);
    let sentence = format!("{capital} {noun} is in the picture.");
    Some(finding(ClaimKind::Object, &FactRef::Region(id), why, sentence, 1.0))
}

fn attribute(
    id: RegionId,
    kind: AttributeKind,
    said: &BTreeSet<FactRef>,
    scene: &Scene,
    labels: &BTreeMap<RegionId, String>,
    rules: &Rules,
) -> Option<Finding> {
    let label = labels.get(&id)?;
    let region = scene.regions.get(&id)?;
    let value = region.asserted_words(kind, rules.assert)?;
    let noun = Lexicon::embedded().singular(label);
    let fine = AttributeKind::ALL.into_iter().filter(|k| k.is_fine());
    let fine = fine.filter(|k| said.contains(&FactRef::Attribute(id, *k)));
    let fine = fine.filter_map(|k| region.asserted_words(k, rules.assert));
    let mut names = std::iter::once(noun.clone()).chain(fine);
    let (claim, says) = match kind {
        AttributeKind::Label | AttributeKind::Text | AttributeKind::Scene => return None,
        AttributeKind::Size => {
            (ClaimKind::Size, format!("The {noun} is {} in the frame.", size(&value)))
        }
        AttributeKind::Depth => {
            (ClaimKind::Depth, format!("The {noun} is {}.", depth_phrase(&value)))
        }
        AttributeKind::Emotion => (ClaimKind::Emotion, format!("The {noun} looks {value}.")),
        // An orange is orange, a grey heron grey: its name says it.
        AttributeKind::Colour if names.any(|n| n.split(' ').any(|w| w == value)) => return None,
        AttributeKind::Colour => (ClaimKind::Colour, format!("The {noun} is {value}.")),
        AttributeKind::Location => {
            (ClaimKind::Place, format!("The {noun} is {}.", location_phrase(&value)))
        }
        _ => {
            let article = Lexicon::embedded().a_or_an(&value);
            (ClaimKind::Fine, format!("The {noun} is {article} {value}."))
        }
    };
    let why = format!("the {noun}'s {} is {value}, and not said", kind.title());
    Some(finding(claim, &FactRef::Attribute(id, kind), why, says, 1.0))
}

/// Of one on the left and one on the right it is said that the one is to the left of the other.
fn told_by_places(
    relation: &Relation,
    said: &BTreeSet<FactRef>,
    scene: &Scene,
    rules: &Rules,
) -> bool {
    let place = |id: &RegionId| {
        let told = said.contains(&FactRef::Attribute(*id, AttributeKind::Location));
        let region = scene.regions.get(id).filter(|_| told)?;
        region.asserted_words(AttributeKind::Location, rules.assert)
    };
    let places = place(&relation.subject).zip(place(&relation.object));
    relation
        .effective()
        .zip(places)
        .is_some_and(|(predicate, (own, other))| places_tell(&predicate, &own, &other))
}

fn size(word: &str) -> &str {
    if word == "medium" { "medium-sized" } else { word }
}

fn relation(relation: &Relation, labels: &BTreeMap<RegionId, String>) -> Option<Finding> {
    let lexicon = Lexicon::embedded();
    let (subject, object) = (labels.get(&relation.subject)?, labels.get(&relation.object)?);
    let (subject, object) = (lexicon.singular(subject), lexicon.singular(object));
    let predicate = relation.effective()?;
    let kind = match predicate.kind() {
        RelationKind::P2o => ClaimKind::P2o,
        RelationKind::Planar => ClaimKind::Relation2d,
        RelationKind::Depth => ClaimKind::Relation3d,
    };
    let words = match predicate.words() {
        w @ ("left of" | "right of") => format!("to the {w}"),
        w => w.to_owned(),
    };
    let sentence = format!("The {subject} is {words} the {object}.");
    let why = format!("the {subject} is {words} the {object}, and it is not said");
    let score = relation.confidence();
    Some(finding(kind, &FactRef::Relation(relation.id), why, sentence, score))
}

/// A number is missing where some of its regions are named and no number tells them.
fn count(label: &str, scene: &Scene, rules: &Rules, said: &BTreeSet<FactRef>) -> Option<Finding> {
    let counts = scene.counts(rules.assert);
    let ids = counts.get(label)?;
    let named = ids.iter().filter(|id| said.contains(&FactRef::Region(**id))).count();
    if named == 0 || named == ids.len() {
        return None;
    }
    let lexicon = Lexicon::embedded();
    let plural = lexicon.plural(label);
    let number = crate::fusion::compose::number_word(ids.len());
    let why = format!("{number} {plural} are in evidence, and the number is not said");
    let sentence = format!("There are {number} {plural}.");
    Some(finding(ClaimKind::Count, &FactRef::Count(label.to_owned()), why, sentence, 1.0))
}

fn scene_name(scene: &Scene, rules: &Rules) -> Option<Finding> {
    let name = scene.scene_name.as_ref()?.asserted(rules.assert)?.words();
    let article = Lexicon::embedded().a_or_an(&name);
    let why = format!("the whole picture is read as {name}, and it is not said");
    let sentence = format!("The picture shows {article} {name}.");
    Some(finding(ClaimKind::Scene, &FactRef::Scene, why, sentence, 1.0))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What matters more is told first: things by their share of the picture, then verbs, texts, and the rest.
fn salience(fact: &FactRef, scene: &Scene) -> f32 {
    let of = |id: &RegionId| {
        scene.regions.get(id).map_or(0.0, |r| {
            let share = crate::relations::place::area_ratio(&r.bbox, scene.image.size);
            r.score * share.sqrt()
        })
    };
    match fact {
        FactRef::Region(id) => 3.0 + of(id),
        FactRef::Relation(id) => scene.relations.iter().find(|r| r.id == *id).map_or(0.0, |r| {
            let verb = if r.predicate.kind() == RelationKind::P2o { 2.0 } else { 0.0 };
            verb + of(&r.subject).max(of(&r.object))
        }),
        FactRef::Text(_) => 2.5,
        FactRef::Count(_) | FactRef::Scene => 1.5,
        FactRef::Attribute(id, _) => of(id),
    }
}
