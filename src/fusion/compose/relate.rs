//! Relations as clauses: like ones gathered, turned so that they start from the thing just introduced.

use super::phrase::{Phrase, and_list};
use super::referring::{the_one, the_ones};
use super::story::{Detail, Story};
use crate::domain::{FactRef, Predicate, RegionId, RelationId, RelationKind};
use crate::fusion::facts::Told;
use std::collections::{BTreeMap, BTreeSet};

/// Relations that one clause says: the same predicate, from members of one entity to members of one.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub subjects: Vec<RegionId>,
    pub predicate: Predicate,
    pub objects: Vec<RegionId>,
    pub relations: Vec<RelationId>,
    /// False where any of them wants a hedge.
    pub sure: bool,
}

impl Link {
    pub fn kind(&self) -> RelationKind {
        self.predicate.kind()
    }
}

/// The unsaid relations between the entity at `of` and what is introduced (itself among it), gathered; verbs
/// first, then 2D, then 3D.
pub(super) fn links(story: &Story<'_>, of: usize) -> Vec<Link> {
    let mut gathered: BTreeMap<(RelationKind, Vec<u32>, Predicate), Link> = BTreeMap::new();
    for told in &story.relations {
        let id = told.relation.id;
        if story.memory.linked.contains(&id) {
            continue;
        }
        let Some((subject, predicate, object)) = turned(story, told, of) else { continue };
        let key = gathering_key(story, subject, &predicate, object);
        let link = gathered.entry(key).or_insert_with(|| Link {
            subjects: Vec::new(),
            predicate,
            objects: Vec::new(),
            relations: Vec::new(),
            sure: true,
        });
        for (list, region) in [(&mut link.subjects, subject), (&mut link.objects, object)] {
            if !list.contains(&region) {
                list.push(region);
            }
        }
        link.relations.push(id);
        link.sure &= told.confidence >= super::look::SURE;
    }
    gathered.into_values().collect()
}

/// Relations of the same key go into one clause. Inside one entity each pair speaks for itself: "two of the
/// people are left of two of the people" helps nobody.
fn gathering_key(
    story: &Story<'_>,
    subject: RegionId,
    predicate: &Predicate,
    object: RegionId,
) -> (RelationKind, Vec<u32>, Predicate) {
    let entity = |id| story.cast.seat(id).map_or(u32::MAX, |(e, _)| e as u32);
    let (from, to) = (entity(subject), entity(object));
    let place = if from == to { vec![from, to, subject.0, object.0] } else { vec![from, to] };
    (predicate.kind(), place, predicate.clone())
}

/// The relation seen from the entity at `of`, where one end belongs to it and the other is introduced. What has
/// no mirror keeps its sense.
fn turned(story: &Story<'_>, told: &Told, of: usize) -> Option<(RegionId, Predicate, RegionId)> {
    let (a, b) = (told.relation.subject, told.relation.object);
    let (seat_a, seat_b) = (story.cast.seat(a)?.0, story.cast.seat(b)?.0);
    let known = |id: RegionId, seat: usize| seat == of || story.memory.introduced.contains(&id);
    if (seat_a != of && seat_b != of) || !known(a, seat_a) || !known(b, seat_b) {
        return None;
    }
    match told.predicate.mirrored() {
        Some(mirror) if seat_a != of => Some((b, mirror, a)),
        _ => Some((a, told.predicate.clone(), b)),
    }
}

/// "to the left of the cat", "riding both horses", "each next to one of the cars".
pub(super) fn predicate_phrase(story: &Story<'_>, link: &Link) -> Phrase {
    let facts = link.relations.iter().map(|id| FactRef::Relation(*id));
    let Some((e, _)) = link.objects.first().and_then(|id| story.cast.seat(*id)) else {
        return Phrase::default();
    };
    let words = predicate_words(story, &link.predicate, &story.cast.entities[e].label);
    let predicate = Phrase::telling(words, facts).then(" ");
    match (link.subjects.as_slice(), link.objects.as_slice()) {
        (_, [object]) => predicate.and(the_one(&story.cast, *object, story.lexicon)),
        ([_], objects) => {
            predicate.and(the_ones(&story.cast, &story.cast.entities[e], objects, story.lexicon))
        }
        (_, objects) => {
            let plural = story.lexicon.plural(&story.cast.entities[e].label);
            let regions = objects.iter().map(|id| FactRef::Region(*id));
            Phrase::glue("each ")
                .and(predicate)
                .then("one of ")
                .and(Phrase::pointing(format!("the {plural}"), regions))
        }
    }
}

/// The predicate in English. A box inside another is a thing in it only where the other can hold things; of the
/// rest no more is known than that one outline lies within the other.
fn predicate_words(story: &Story<'_>, predicate: &Predicate, object: &str) -> String {
    match predicate {
        Predicate::LeftOf | Predicate::RightOf => format!("to the {}", predicate.words()),
        Predicate::Inside if !story.lexicon.is_container(object) => "inside the outline of".into(),
        Predicate::Overlapping => "partly overlapping".to_owned(),
        other => other.words().to_owned(),
    }
}

/// Sentences that say the links, those of one subject together while a sentence holds them. Marks them as said.
pub(super) fn say_links(story: &mut Story<'_>, links: Vec<Link>, longest: usize) -> Vec<Detail> {
    let mut by_subject: Vec<(Vec<RegionId>, bool, Vec<Link>)> = Vec::new();
    for link in links {
        story.memory.linked.extend(link.relations.iter().copied());
        // A hedge belongs to verbs; where things are is as sure as that they are.
        let hedged = !link.sure && link.kind() == RelationKind::P2o;
        let same = by_subject.iter_mut().find(|(s, h, _)| *s == link.subjects && *h == hedged);
        match same {
            Some((_, _, list)) => list.push(link),
            None => by_subject.push((link.subjects.clone(), hedged, vec![link])),
        }
    }
    let mut details = Vec::new();
    for (subjects, hedged, list) in by_subject {
        let mut held: Vec<Link> = Vec::new();
        for link in list {
            let mut longer = held.clone();
            longer.push(link.clone());
            let words = clause(story, &subjects, hedged, &longer).full.words();
            if !held.is_empty() && (words + RELATIVE_TO_CAMERA > longest || held.len() >= 3) {
                details.push(clause(story, &subjects, hedged, &held));
                held = vec![link];
            } else {
                held = longer;
            }
        }
        details.push(clause(story, &subjects, hedged, &held));
    }
    details
}

/// Words of ", relative to the camera", which the first sentence on depth gets when it is written.
const RELATIVE_TO_CAMERA: usize = 4;

fn clause(story: &Story<'_>, subjects: &[RegionId], hedged: bool, links: &[Link]) -> Detail {
    let plural = subjects.len() > 1;
    let copula = match (hedged, plural) {
        (true, true) => " appear to be ",
        (true, false) => " appears to be ",
        (false, true) => " are ",
        (false, false) => " is ",
    };
    let predicates = and_list(links.iter().map(|l| predicate_phrase(story, l)).collect());
    let rest = Phrase::glue(copula).and(predicates);
    let regions: BTreeSet<RegionId> = subjects.iter().copied().collect();
    let full = match subjects.first().and_then(|id| story.cast.seat(*id)) {
        Some((e, _)) => the_ones(&story.cast, &story.cast.entities[e], subjects, story.lexicon),
        None => Phrase::default(),
    };
    let short = short_subject(story, &regions).unwrap_or_else(|| full.clone());
    Detail {
        full: full.and(rest.clone()),
        short: short.and(rest),
        in_depth: links.iter().any(|l| l.kind() == RelationKind::Depth),
    }
}

/// "it" for a single thing that is no person; people and parts of groups are named.
pub(super) fn short_subject(story: &Story<'_>, ids: &BTreeSet<RegionId>) -> Option<Phrase> {
    let id = ids.first().filter(|_| ids.len() == 1)?;
    let (_, look) = story.single(*id)?;
    (!look.is_person()).then(|| Phrase::pointing("it", [FactRef::Region(*id)]))
}
