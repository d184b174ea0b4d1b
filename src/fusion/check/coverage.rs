//! How much of the evidence a caption tells, row by row: the rows of the paper's Figure 1b and of its Table 2.
//!
//! A row has **due facts**: the asserted facts of its sort. Each due fact is *right* where a supported or weak finding
//! says it, else *wrong* where a contradicted finding rests on it, else *not said*. "In front of" rests on how near two
//! things are and does not say it. Claims of the row's kinds that rest on no due fact count beside: supported ones as right (a relation that the boxes show and the scene does not
//! list), contradicted and unsupported ones as wrong (an emotion that nothing shows).

use crate::domain::{AttributeKind, FactRef, RegionId, RelationId, RelationKind, Rules, Scene};
use crate::fusion::facts;
use crate::fusion::ground::finding::{ClaimKind, Finding, Verdict};
use crate::relations::salience::salience;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// How many objects Figure 1b lists one by one.
pub const OBJECTS: u8 = 8;

/// A row of Figure 1b or of Table 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// Figure 1b: the n-th most salient named region, from 1 to [`OBJECTS`]. Salience is score × √(share of the picture).
    Object(u8),
    /// Figure 1b: what named regions are like: size, colour, emotion, place, depth, fine-grained names.
    ObjectAttributes,
    /// Figure 1b: lines of text.
    Text,
    /// Figure 1b: what persons do with things.
    PersonObject,
    /// Figure 1b: how things stand to each other in the plane.
    Planar,
    /// Figure 1b: how things stand to each other in depth.
    Depth,
    /// Table 2: relations in the plane and in depth, and how near a thing is.
    Spatial,
    /// Table 2: fine-grained names: breeds, species, dishes, aircraft, logos, landmarks, celebrities.
    FineGrained,
    /// Table 2: the same as [`Row::Text`], under the paper's name.
    Ocr,
    /// Table 2: how persons look.
    Emotion,
    /// Table 2: where in the picture a thing is.
    Position,
}

impl Row {
    /// All, Figure 1b's first.
    pub fn all() -> impl Iterator<Item = Row> {
        use Row::*;
        let rest = [
            ObjectAttributes,
            Text,
            PersonObject,
            Planar,
            Depth,
            Spatial,
            FineGrained,
            Ocr,
            Emotion,
            Position,
        ];
        (1..=OBJECTS).map(Object).chain(rest)
    }

    /// True for the rows of Table 2.
    pub fn is_of_table_2(self) -> bool {
        use Row::*;
        matches!(self, Spatial | FineGrained | Ocr | Emotion | Position)
    }

    /// As reports, JSON and CSV name it: `object_1`, `person_object`, `2d`.
    pub fn title(self) -> String {
        use Row::*;
        match self {
            Object(nth) => return format!("object_{nth}"),
            ObjectAttributes => "object_attributes",
            Text => "text",
            PersonObject => "person_object",
            Planar => "2d",
            Depth => "3d",
            Spatial => "spatial",
            FineGrained => "fine_grained",
            Ocr => "ocr",
            Emotion => "emotion",
            Position => "position",
        }
        .to_owned()
    }

    /// The kinds of claim that belong to the row.
    fn kinds(self) -> &'static [ClaimKind] {
        use ClaimKind as K;
        match self {
            Row::Object(_) => &[],
            Row::ObjectAttributes => &[K::Fine, K::Colour, K::Size, K::Emotion, K::Place, K::Depth],
            Row::Text | Row::Ocr => &[K::Text],
            Row::PersonObject => &[K::P2o],
            Row::Planar => &[K::Relation2d],
            Row::Depth => &[K::Relation3d],
            Row::Spatial => &[K::Relation2d, K::Relation3d, K::Depth],
            Row::FineGrained => &[K::Fine],
            Row::Emotion => &[K::Emotion],
            Row::Position => &[K::Place],
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.title())
    }
}

/// What a caption makes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Something of it, and nothing wrong.
    SaidAndRight,
    /// At least one thing wrong.
    SaidAndWrong,
    /// Evidence has something, the caption nothing.
    NotSaid,
    /// Neither evidence nor caption has anything.
    NothingToSay,
}

impl State {
    /// All, best first.
    pub const ALL: [State; 4] =
        [State::SaidAndRight, State::SaidAndWrong, State::NotSaid, State::NothingToSay];

    /// As reports print it.
    pub fn title(self) -> &'static str {
        match self {
            State::SaidAndRight => "said and right",
            State::SaidAndWrong => "said and wrong",
            State::NotSaid => "not said",
            State::NothingToSay => "nothing to say",
        }
    }
}

/// One row of one caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowCoverage {
    pub row: Row,
    pub state: State,
    /// Due facts said rightly, and supported claims beside them.
    pub said_and_right: usize,
    /// Due facts said wrongly, and wrong claims beside them.
    pub said_and_wrong: usize,
    /// Due facts not said.
    pub not_said: usize,
}

/// Every row of [`Row::all`], in its order.
pub fn coverage(findings: &[Finding], scene: &Scene, rules: &Rules) -> Vec<RowCoverage> {
    let asserted = facts::of_scene(scene, rules);
    let relations: BTreeMap<RelationId, RelationKind> =
        scene.relations.iter().filter_map(|r| Some((r.id, r.effective()?.kind()))).collect();
    let objects = by_salience(scene, rules);
    Row::all()
        .map(|row| {
            let due: BTreeSet<&FactRef> = match row {
                Row::Object(nth) => objects.get(usize::from(nth) - 1).into_iter().collect(),
                _ => asserted.iter().filter(|fact| is_due(fact, row, &relations)).collect(),
            };
            cover(row, &due, findings)
        })
        .collect()
}

/// The named regions, most salient first; of equals the one with the lower id.
fn by_salience(scene: &Scene, rules: &Rules) -> Vec<FactRef> {
    let mut named: Vec<(f32, RegionId)> = scene
        .asserted_regions(rules.assert)
        .map(|(region, _)| (salience(region, scene.image.size), region.id))
        .collect();
    named.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    named.into_iter().map(|(_, id)| FactRef::Region(id)).collect()
}

/// Whether an asserted fact is of the row's sort.
fn is_due(fact: &FactRef, row: Row, relations: &BTreeMap<RelationId, RelationKind>) -> bool {
    match fact {
        FactRef::Attribute(_, kind) => {
            let fine = kind.is_fine();
            match row {
                Row::ObjectAttributes => {
                    use AttributeKind::*;
                    fine || matches!(kind, Size | Colour | Emotion | Location | Depth)
                }
                Row::Spatial => *kind == AttributeKind::Depth,
                Row::FineGrained => fine,
                Row::Emotion => *kind == AttributeKind::Emotion,
                Row::Position => *kind == AttributeKind::Location,
                _ => false,
            }
        }
        FactRef::Relation(id) => match relations.get(id) {
            Some(RelationKind::P2o) => row == Row::PersonObject,
            Some(RelationKind::Planar) => matches!(row, Row::Planar | Row::Spatial),
            Some(RelationKind::Depth) => matches!(row, Row::Depth | Row::Spatial),
            None => false,
        },
        FactRef::Text(_) => matches!(row, Row::Text | Row::Ocr),
        FactRef::Region(_) | FactRef::Count(_) | FactRef::Scene => false,
    }
}

fn cover(row: Row, due: &BTreeSet<&FactRef>, findings: &[Finding]) -> RowCoverage {
    let mut right: BTreeSet<&FactRef> = BTreeSet::new();
    let mut wrong: BTreeSet<&FactRef> = BTreeSet::new();
    let (mut right_beside, mut wrong_beside) = (0, 0);
    for finding in findings {
        let mut hit = finding.rests_on.iter().filter(|fact| due.contains(fact)).peekable();
        let beside = hit.peek().is_none() && row.kinds().contains(&finding.kind);
        match finding.verdict {
            Verdict::Supported | Verdict::Weak if !beside => {
                right.extend(hit.filter(|fact| says(row, finding, fact)));
            }
            Verdict::Contradicted if !beside => wrong.extend(hit.filter(|_| judges(row, finding))),
            Verdict::Supported => right_beside += 1,
            Verdict::Contradicted | Verdict::Unsupported if beside => wrong_beside += 1,
            _ => {}
        }
    }
    let only_wrong = wrong.difference(&right).count();
    let said_and_right = right.len() + right_beside;
    let said_and_wrong = only_wrong + wrong_beside;
    let not_said = due.len() - right.len() - only_wrong;
    let state = if said_and_wrong > 0 {
        State::SaidAndWrong
    } else if said_and_right > 0 {
        State::SaidAndRight
    } else if not_said > 0 {
        State::NotSaid
    } else {
        State::NothingToSay
    };
    RowCoverage { row, state, said_and_right, said_and_wrong, not_said }
}

/// What a thing is like is said by a claim of that kind alone, that it is there by its name: a zebra said to be near the
/// bus where a dog is says nothing of the dog. Its fine-grained name and all else is said in any words.
fn says(row: Row, finding: &Finding, fact: &FactRef) -> bool {
    match fact {
        FactRef::Attribute(_, kind) => kind.is_fine() || row.kinds().contains(&finding.kind),
        FactRef::Region(_) => {
            matches!(finding.kind, ClaimKind::Object | ClaimKind::Fine | ClaimKind::Count)
        }
        _ => true,
    }
}

/// A contradiction speaks of a due fact where it is of the row's kinds; of an object, where it denies its name.
fn judges(row: Row, finding: &Finding) -> bool {
    match row {
        Row::Object(_) => matches!(finding.kind, ClaimKind::Object | ClaimKind::Fine),
        _ => row.kinds().contains(&finding.kind),
    }
}
