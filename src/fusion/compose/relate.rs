//! Relations as clauses: like ones gathered, turned so that they start from the thing just introduced.

use super::phrase::{Phrase, and_list};
use super::referring::{Number, the_one, the_ones, the_other_one};
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
    let mut gathered: BTreeMap<(RelationKind, Vec<u32>, Predicate), Gathered> = BTreeMap::new();
    for told in &story.relations {
        let id = told.relation.id;
        if story.memory.linked.contains(&id) {
            continue;
        }
        let Some((subject, predicate, object)) = turned(story, told, of) else { continue };
        let key = gathering_key(story, subject, &predicate, object);
        let link = gathered.entry(key).or_insert_with(|| Gathered { predicate, pairs: Vec::new() });
        link.pairs.push((subject, object, id, told.confidence >= super::look::SURE));
    }
    let in_full = story.cast.manner.in_full;
    gathered.into_values().flat_map(|g| g.links(in_full)).collect()
}

/// Relations of one key: their subjects, objects and ids, and whether they are sure.
struct Gathered {
    predicate: Predicate,
    pairs: Vec<(RegionId, RegionId, RelationId, bool)>,
}

impl Gathered {
    /// One clause for all, unless several have several: "each next to one of the people" says of each but one, and not
    /// which.
    fn links(self, in_full: bool) -> Vec<Link> {
        let all = self.link(|_| true);
        let of = |id: RegionId| self.pairs.iter().filter(move |p| p.0 == id);
        let many = all.objects.len() > 1 && all.subjects.iter().any(|s| of(*s).count() > 1);
        let many = many || in_full && all.objects.len() > 1;
        if all.subjects.len() < 2 || !many {
            return vec![all];
        }
        all.subjects.iter().map(|subject| self.link(|s| s == *subject)).collect()
    }

    /// The clause on those subjects.
    fn link(&self, about: impl Fn(RegionId) -> bool) -> Link {
        let mut link = Link {
            subjects: Vec::new(),
            predicate: self.predicate.clone(),
            objects: Vec::new(),
            relations: Vec::new(),
            sure: true,
        };
        for (subject, object, relation, sure) in self.pairs.iter().filter(|p| about(p.0)) {
            for (list, region) in [(&mut link.subjects, subject), (&mut link.objects, object)] {
                if !list.contains(region) {
                    list.push(*region);
                }
            }
            link.relations.push(*relation);
            link.sure &= *sure;
        }
        link
    }
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
    predicate_with(story, link, true)
}

/// The same; `short` where "the red one" can only mean one of the subject's like.
fn predicate_with(story: &Story<'_>, link: &Link, short: bool) -> Phrase {
    let each = if link.subjects.len() > 1 && link.objects.len() > 1 { "each " } else { "" };
    let gap = predicate_alone(story, link).then(" ");
    Phrase::glue(each).and(gap).and(object_alone(story, link, short))
}

/// "the cat", "both horses", "one of the cars", "the red one" among its like.
fn object_alone(story: &Story<'_>, link: &Link, short: bool) -> Phrase {
    let Some(e) = entity_of(story, &link.objects) else {
        return Phrase::default();
    };
    match (link.subjects.as_slice(), link.objects.as_slice()) {
        (_, [object]) if short && entity_of(story, &link.subjects) == Some(e) => {
            the_other_one(&story.cast, *object, story.lexicon)
        }
        (_, [object]) => the_one(&story.cast, *object, story.lexicon),
        ([_], objects) => {
            let number = number_of(link.kind());
            the_ones(&story.cast, &story.cast.entities[e], objects, number, story.lexicon)
        }
        (_, objects) => {
            let plural = story.lexicon.plural(&story.cast.entities[e].label);
            let regions = objects.iter().map(|id| FactRef::Region(*id));
            Phrase::glue("one of ").and(Phrase::pointing(format!("the {plural}"), regions))
        }
    }
}

fn number_of(kind: RelationKind) -> Number {
    if kind == RelationKind::P2o { Number::Exact } else { Number::AtLeast }
}

/// "to the left of": the predicate without its object.
fn predicate_alone(story: &Story<'_>, link: &Link) -> Phrase {
    let object = link.objects.first().and_then(|id| story.cast.seat(*id));
    let label = object.map_or("", |(e, _)| story.cast.entities[e].label.as_str());
    let facts = link.relations.iter().map(|id| FactRef::Relation(*id));
    Phrase::telling(predicate_words(story, &link.predicate, label), facts)
}

/// The predicate in English. A box inside another is a thing in it only where the other can hold things; of the
/// rest no more is known than that the one is seen before or on the other.
fn predicate_words(story: &Story<'_>, predicate: &Predicate, object: &str) -> String {
    match predicate {
        Predicate::LeftOf | Predicate::RightOf => format!("to the {}", predicate.words()),
        Predicate::Inside if !story.lexicon.is_container(object) => "seen against".to_owned(),
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
            let words = clause(story, &subjects, hedged, &longer).sentence(false).words();
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
    let rest = Phrase::glue(copula).and(and_list(predicates_by_object(story, links)));
    let regions: BTreeSet<RegionId> = subjects.iter().copied().collect();
    let full = match subjects.first().and_then(|id| story.cast.seat(*id)) {
        Some((e, _)) => {
            let exact = links.iter().all(|l| number_of(l.kind()) == Number::Exact);
            let number = if exact { Number::Exact } else { Number::AtLeast };
            the_ones(&story.cast, &story.cast.entities[e], subjects, number, story.lexicon)
        }
        None => Phrase::default(),
    };
    Detail {
        pronoun: short_subject(story, &regions).unwrap_or_else(|| full.clone()),
        subject: full,
        rest,
        in_depth: links.iter().any(|l| l.kind() == RelationKind::Depth),
        minor: false,
    }
}

/// Predicates with their objects, without saying either twice: "next to and behind the red car", "behind the
/// horse and the person".
fn predicates_by_object(story: &Story<'_>, links: &[Link]) -> Vec<Phrase> {
    let mut parts: Vec<Vec<&Link>> = Vec::new();
    for link in links {
        let plain = |l: &Link| l.objects.len() == 1 || l.subjects.len() == 1;
        let joins = |part: &&mut Vec<&Link>| {
            let same_object = part.iter().all(|l| l.objects == link.objects);
            let same_predicate = part.iter().all(|l| l.predicate == link.predicate);
            plain(link) && part.iter().all(|l| plain(l)) && (same_object || same_predicate)
        };
        match parts.iter_mut().find(joins) {
            Some(part) => part.push(link),
            None => parts.push(vec![link]),
        }
    }
    // A link in depth comes last, so that the camera is named right behind it.
    // "Next to the red one" comes before other things are named, of which it could be one.
    let alike = |part: &[&Link]| part.iter().all(|l| is_among_its_like(story, l));
    parts.sort_by_key(|part| {
        let in_depth = part.iter().any(|l| l.kind() == RelationKind::Depth);
        (in_depth, !alike(part))
    });
    let mut others_named = false;
    let mut phrases = Vec::new();
    for part in parts {
        phrases.extend(joint_predicate(story, &part, !others_named));
        others_named |= !alike(&part);
    }
    phrases
}

/// Both ends belong to one entity.
fn is_among_its_like(story: &Story<'_>, link: &Link) -> bool {
    entity_of(story, &link.subjects) == entity_of(story, &link.objects)
}

/// The entity that regions belong to.
fn entity_of(story: &Story<'_>, ids: &[RegionId]) -> Option<usize> {
    ids.first().and_then(|id| story.cast.seat(*id)).map(|(e, _)| e)
}

/// Links that share their object or their predicate, as one phrase.
fn joint_predicate(story: &Story<'_>, part: &[&Link], short: bool) -> Option<Phrase> {
    let (first, rest) = part.split_first()?;
    if rest.is_empty() {
        return Some(predicate_with(story, first, short));
    }
    if rest.iter().all(|l| l.predicate == first.predicate) {
        // Each object keeps the predicate that leads to it as its evidence: only the words are shared.
        let alike = short && part.iter().all(|l| is_among_its_like(story, l));
        let more = rest.iter().map(|l| object_alone(story, l, alike).resting_too(&l.relations));
        return Some(and_list(
            [predicate_with(story, first, short)].into_iter().chain(more).collect(),
        ));
    }
    let (last, before) = part.split_last()?;
    let before = before.iter().map(|l| predicate_alone(story, l)).collect();
    Some(and_list(before).then(" and ").and(predicate_with(story, last, short)))
}

/// "it" for a single thing that is no person; people and parts of groups are named.
pub(super) fn short_subject(story: &Story<'_>, ids: &BTreeSet<RegionId>) -> Option<Phrase> {
    let id = ids.first().filter(|_| ids.len() == 1 && !story.cast.manner.in_full)?;
    let (_, look) = story.single(*id)?;
    (!look.is_person()).then(|| Phrase::pointing("it", [FactRef::Region(*id)]))
}
