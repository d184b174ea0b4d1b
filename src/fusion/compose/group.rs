//! Alike things told together: counted once, common traits said of all, the rest told apart or in shares.

use super::cast::Entity;
use super::implied::implied_by_places;
use super::look::{Look, Said, depth_phrase, location_phrase, size_adjective, size_complement};
use super::phrase::{Phrase, and_list, listed, number_word};
use super::relate::{links, say_links};
use super::share::{in_shares, said_before};
use super::single::{statement, traits};
use super::story::{Detail, Entrance, Story};
use crate::domain::{AttributeKind, FactRef};
use crate::relations::salience::salience;

/// Up to this many are told one by one; more, in shares ("three on the left, two on the right").
const ONE_BY_ONE: usize = 3;

/// From this many on a count is a lower bound: detectors miss members of a crowd.
const AT_LEAST_FROM: usize = 10;

/// Traits by which members may agree or differ, in the order in which they are said.
const SHARED: [AttributeKind; 4] =
    [AttributeKind::Size, AttributeKind::Colour, AttributeKind::Location, AttributeKind::Depth];

/// Introduces the group at `at`.
pub(super) fn enter(story: &mut Story<'_>, at: usize, longest: usize) -> Option<Entrance> {
    let entity = story.cast.entities.get(at)?.clone();
    story.memory.introduced.extend(entity.ids());
    let few = entity.members.len() <= ONE_BY_ONE;
    let mut entrance =
        if few { one_by_one(story, &entity, longest) } else { in_shares(story, &entity, longest) };
    if few {
        let implied = implied_by_places(story, &entity);
        story.memory.linked.extend(implied.into_iter().map(|(_, relation)| relation));
    }
    for look in &entity.members {
        entrance.details.extend(member_traits(story, look, few, longest));
    }
    let open = links(story, at);
    entrance.details.extend(say_links(story, open, longest));
    story.memory.turn += 1;
    Some(entrance)
}

/// The word that all members share for an attribute, with all their facts.
pub(super) fn common(entity: &Entity<'_>, kind: AttributeKind) -> Option<Said> {
    let mut all = entity.members.iter().map(|m| m.attribute(kind));
    let first = all.next()??;
    all.all(|s| s.is_some_and(|s| s.word == first.word)).then_some(first)
}

fn facts_of(entity: &Entity<'_>, kind: AttributeKind) -> Vec<FactRef> {
    entity.members.iter().filter_map(|m| m.attribute(kind)).map(|s| s.fact).collect()
}

/// "three large red buses", "at least a dozen people", "what appear to be two cups, one of them uncertain".
pub(super) fn counted(story: &Story<'_>, entity: &Entity<'_>, with_traits: bool) -> Phrase {
    let count = entity.members.len();
    let names: Vec<_> = entity.members.iter().map(|m| m.name(story.lexicon)).collect();
    let same = names.iter().all(|n| Some(&n.key) == names.first().map(|f| &f.key));
    let key = names.first().filter(|_| same).map_or(entity.label.as_str(), |n| n.key.as_str());
    let unsure: Vec<FactRef> = entity
        .members
        .iter()
        .zip(&names)
        .filter(|(_, n)| !n.sure)
        .map(|(m, _)| FactRef::Region(m.id()))
        .collect();
    let hedge = if unsure.len() == count { "what appear to be " } else { "" };
    let bound = if count >= AT_LEAST_FROM { "at least " } else { "" };
    let number = if count == 12 { "a dozen".to_owned() } else { number_word(count) };
    let regions = entity.members.iter().map(|m| FactRef::Region(m.id()));
    let count_facts = regions.chain([FactRef::Count(entity.label.clone())]);
    let mut phrase =
        Phrase::glue(format!("{hedge}{bound}")).and(Phrase::telling(number, count_facts)).then(" ");
    if with_traits {
        for (kind, adjective) in common_adjectives(entity) {
            phrase = phrase.and(Phrase::telling(adjective, facts_of(entity, kind))).then(" ");
        }
    }
    let heads = entity.members.iter().zip(&names).flat_map(|(m, n)| {
        let label = m.attribute(AttributeKind::Label).map(|l| l.fact);
        if same { n.facts.clone() } else { label.into_iter().collect() }
    });
    phrase = phrase.and(Phrase::telling(story.lexicon.plural(key), heads));
    if !unsure.is_empty() && unsure.len() < count {
        phrase = phrase
            .then(", ")
            .and(Phrase::pointing(number_word(unsure.len()), unsure))
            .then(" of them less certain,");
    }
    phrase
}

/// Size and colour, where all share them and they can stand before the noun.
pub(super) fn common_adjectives(entity: &Entity<'_>) -> Vec<(AttributeKind, String)> {
    let people = entity.members.iter().any(Look::is_person);
    let mut adjectives = Vec::new();
    let smiles = |m: &Look<'_>| m.emotion().is_some_and(|e| e.word == "happy" && e.sure);
    if entity.members.iter().all(smiles) {
        adjectives.push((AttributeKind::Emotion, "smiling".to_owned()));
    }
    if people {
        return adjectives;
    }
    if let Some(size) = common(entity, AttributeKind::Size).filter(|s| s.word != "dominant") {
        adjectives.push((AttributeKind::Size, size_adjective(&size.word)));
    }
    if let Some(colour) = common(entity, AttributeKind::Colour) {
        adjectives.push((AttributeKind::Colour, colour.word));
    }
    adjectives
}

/// What all share and no adjective said: place, size of people, depth.
pub(super) fn common_complements(story: &mut Story<'_>, entity: &Entity<'_>) -> Vec<Phrase> {
    let said: Vec<AttributeKind> = common_adjectives(entity).into_iter().map(|(k, _)| k).collect();
    let mut parts = Vec::new();
    for kind in [AttributeKind::Location, AttributeKind::Size, AttributeKind::Depth] {
        let Some(shared) = common(entity, kind).filter(|_| !said.contains(&kind)) else { continue };
        let words = complement_words(kind, &shared.word);
        let phrase = Phrase::telling(words, facts_of(entity, kind));
        parts.push(match kind {
            AttributeKind::Location => story.of_the_picture(phrase),
            _ => phrase,
        });
    }
    if let Some(colour) =
        common(entity, AttributeKind::Colour).filter(|_| !said.contains(&AttributeKind::Colour))
    {
        let phrase = Phrase::telling(colour.word, facts_of(entity, AttributeKind::Colour));
        parts.push(Phrase::glue("mostly in ").and(phrase));
    }
    parts
}

pub(super) fn complement_words(kind: AttributeKind, word: &str) -> String {
    match kind {
        AttributeKind::Location => location_phrase(word),
        AttributeKind::Size => size_complement(word),
        AttributeKind::Depth => depth_phrase(word),
        _ => word.to_owned(),
    }
}

/// "Two large motorcycles are in the picture: one is red, on the left; the other is blue, on the right."
fn one_by_one(story: &mut Story<'_>, entity: &Entity<'_>, longest: usize) -> Entrance {
    let head = counted(story, entity, true);
    let shared = common_complements(story, entity);
    let picture = if story.memory.picture_named { "" } else { " in the picture" };
    story.memory.picture_named = true;
    let count = entity.members.len();
    let intro = if common(entity, AttributeKind::Location).is_some() {
        head.then(" are ").and(and_list(shared))
    } else {
        let all = match (shared.is_empty(), count) {
            (true, _) => "",
            (false, 2) => ", both ",
            (false, _) => ", all ",
        };
        head.then(&format!(" can be seen{picture}{all}")).and(and_list(shared))
    };
    let told = most_salient_first(story, entity);
    let told: Vec<&Look<'_>> =
        told.into_iter().filter(|look| !differing(story, entity, look).is_empty()).collect();
    let mut clauses = Vec::new();
    for (i, look) in told.iter().enumerate() {
        let last = i > 0 && i + 1 == told.len() && told.len() == count;
        let who = match (last, count, i) {
            (true, 2, _) => "the other",
            (true, _, _) => "the last",
            (_, _, 0) => "one",
            _ => "another",
        };
        let subject = Phrase::pointing(who, [FactRef::Region(look.id())]);
        clauses.push((*look, subject.and(member_predicate(story, entity, look))));
    }
    let joined = listed(clauses.iter().map(|(_, c)| c.clone()).collect(), "; ", "; ");
    let whole = intro.clone().then(": ").and(joined.clone());
    let in_full = story.cast.manner.in_full;
    let mut entrance = Entrance::default();
    if clauses.is_empty() {
        entrance.intro = intro;
    } else if whole.words() <= longest && !in_full {
        entrance.intro = whole;
    } else if joined.words() <= longest && clauses.len() == count && !in_full {
        entrance.intro = intro;
        let full = clauses.iter().map(|(look, _)| full_clause(story, entity, look)).collect();
        entrance.details.push(whole_sentence(listed(full, "; ", "; "), joined));
    } else {
        entrance.intro = intro;
        for (look, clause) in clauses {
            let full = full_clause(story, entity, look);
            entrance.details.push(whole_sentence(full, clause));
        }
    }
    entrance
}

/// A detail whose subject changes on the way, and so is one piece.
pub(super) fn whole_sentence(full: Phrase, short: Phrase) -> Detail {
    Detail { subject: full, pronoun: short, rest: Phrase::default(), in_depth: false, minor: false }
}

fn full_clause(story: &Story<'_>, entity: &Entity<'_>, look: &Look<'_>) -> Phrase {
    statement(story, look.id(), "", member_predicate(story, entity, look)).sentence(false)
}

/// The members as a viewer would name them.
fn most_salient_first<'e, 's>(story: &Story<'_>, entity: &'e Entity<'s>) -> Vec<&'e Look<'s>> {
    let mut members: Vec<&Look<'_>> = entity.members.iter().collect();
    let weight = |look: &Look<'_>| salience(look.region, story.scene.image.size);
    members.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    members
}

/// " is red and on the left", " fills much of the frame, in the center".
fn member_predicate(story: &Story<'_>, entity: &Entity<'_>, look: &Look<'_>) -> Phrase {
    let (fills, parts): (Vec<Phrase>, Vec<Phrase>) = differing(story, entity, look)
        .into_iter()
        .partition(|p| p.text() == size_complement("dominant"));
    match (fills.into_iter().next(), parts.is_empty()) {
        (None, _) => Phrase::glue(" is ").and(and_list(parts)),
        (Some(size), true) => Phrase::glue(" ").and(size.reworded("fills much of the frame")),
        (Some(size), false) => {
            let size = size.reworded("fills much of the frame");
            Phrase::glue(" ").and(size).then(", ").and(and_list(parts))
        }
    }
}

/// What one member does not share with the others.
fn differing(story: &Story<'_>, entity: &Entity<'_>, look: &Look<'_>) -> Vec<Phrase> {
    let mut parts = Vec::new();
    let name = look.name(story.lexicon);
    let same = entity.members.iter().all(|m| m.name(story.lexicon).key == name.key);
    if !same && name.key != entity.label {
        let article = story.lexicon.article(&name.noun, &name.key);
        parts.push(Phrase::telling(format!("{article} {}", name.noun), name.facts));
    }
    for kind in SHARED {
        // Of oranges nobody need say that one is orange.
        let told = kind == AttributeKind::Colour && look.colour(story.lexicon).is_none();
        let Some(said) = look.attribute(kind).filter(|_| common(entity, kind).is_none() && !told)
        else {
            continue;
        };
        let words = match kind {
            AttributeKind::Size if !look.is_person() && said.word != "dominant" => {
                size_adjective(&said.word)
            }
            AttributeKind::Colour if look.is_person() => format!("mostly in {}", said.word),
            _ => complement_words(kind, &said.word),
        };
        let mut facts = vec![said.fact];
        if kind == AttributeKind::Location {
            let of_this =
                implied_by_places(story, entity).into_iter().filter(|(s, _)| *s == look.id());
            facts.extend(of_this.map(|(_, relation)| FactRef::Relation(relation)));
        }
        parts.push(Phrase::telling(words, facts));
    }
    parts
}

/// Mood, brand, text and the like of one member; among many, moods and fine names are told in shares instead.
fn member_traits(story: &Story<'_>, look: &Look<'_>, few: bool, longest: usize) -> Vec<Detail> {
    let entity = story.cast.seat(look.id()).and_then(|(e, _)| story.cast.entities.get(e));
    let smiling = entity.is_some_and(|e| said_before(e, AttributeKind::Emotion));
    let mut details = Vec::new();
    if few
        && !smiling
        && let Some(e) = look.emotion().filter(|e| e.word == "happy" && e.sure)
    {
        let mood = Phrase::telling("smiling", [e.fact]);
        details.push(statement(story, look.id(), " is ", mood));
    }
    details.extend(traits(story, look, few, longest));
    details
}
