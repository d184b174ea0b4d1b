//! Alike things told together: counted once, common traits said of all, the rest told apart or in shares.

use super::cast::Entity;
use super::look::{
    Look, Said, depth_phrase, emotion_verb, location_phrase, size_adjective, size_complement,
};
use super::phrase::{Phrase, and_list, listed, number_word};
use super::relate::{links, say_links};
use super::single::{statement, traits};
use super::story::{Detail, Entrance, Story};
use crate::domain::{AttributeKind, FactRef};

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
    for look in &entity.members {
        entrance.details.extend(member_traits(story, look, few, longest));
    }
    let open = links(story, at);
    entrance.details.extend(say_links(story, open, longest));
    story.memory.turn += 1;
    Some(entrance)
}

/// The word that all members share for an attribute, with all their facts.
fn common(entity: &Entity<'_>, kind: AttributeKind) -> Option<Said> {
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
            .then(" of them uncertain,");
    }
    phrase
}

/// Size and colour, where all share them and they can stand before the noun.
fn common_adjectives(entity: &Entity<'_>) -> Vec<(AttributeKind, String)> {
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
fn common_complements(story: &mut Story<'_>, entity: &Entity<'_>) -> Vec<Phrase> {
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

fn complement_words(kind: AttributeKind, word: &str) -> String {
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
    let mut clauses = Vec::new();
    for (i, look) in entity.members.iter().enumerate() {
        let parts = differing(story, entity, look);
        if !parts.is_empty() {
            let who = match (i, count) {
                (1, 2) => "the other",
                (_, 2) => "one",
                (i, n) if i + 1 == n => "the last",
                (0, _) => "one",
                _ => "another",
            };
            let subject = Phrase::pointing(who, [FactRef::Region(look.id())]);
            clauses.push((look, subject.then(" is ").and(and_list(parts))));
        }
    }
    let joined = listed(clauses.iter().map(|(_, c)| c.clone()).collect(), "; ", "; ");
    let whole = intro.clone().then(": ").and(joined.clone());
    let mut entrance = Entrance::default();
    if clauses.is_empty() {
        entrance.intro = intro;
    } else if whole.words() <= longest {
        entrance.intro = whole;
    } else if joined.words() <= longest && clauses.len() == count {
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
fn whole_sentence(full: Phrase, short: Phrase) -> Detail {
    Detail { subject: full, pronoun: short, rest: Phrase::default(), in_depth: false, minor: false }
}

fn full_clause(story: &Story<'_>, entity: &Entity<'_>, look: &Look<'_>) -> Phrase {
    statement(story, look.id(), " is ", and_list(differing(story, entity, look))).sentence(false)
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
        let Some(said) = look.attribute(kind).filter(|_| common(entity, kind).is_none()) else {
            continue;
        };
        let words = match kind {
            AttributeKind::Size if !look.is_person() && said.word != "dominant" => {
                size_adjective(&said.word)
            }
            AttributeKind::Colour if look.is_person() => format!("mostly in {}", said.word),
            _ => complement_words(kind, &said.word),
        };
        parts.push(Phrase::telling(words, [said.fact]));
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

/// "At least a dozen people are spread across the picture: four on the left, ..."; then sizes, depths, colours,
/// moods and fine names, each in shares.
fn in_shares(story: &mut Story<'_>, entity: &Entity<'_>, longest: usize) -> Entrance {
    let head = counted(story, entity, true);
    let mut shared = common_complements(story, entity);
    let mut entrance = Entrance::default();
    let places = place_shares(entity);
    let mut intro = head.clone();
    if places.len() > 1 {
        let tail = if shared.is_empty() { String::new() } else { ", all ".to_owned() };
        let picture =
            if story.memory.picture_named { "across the view" } else { "across the picture" };
        story.memory.picture_named = true;
        let shares = and_list(places.into_iter().map(|s| s.phrase(|w| w.to_owned())).collect());
        let rest = Phrase::glue(tail).and(and_list(shared.clone()));
        intro = intro.then(&format!(" are spread {picture}")).and(rest).then(": ").and(shares);
        if intro.words() > longest {
            intro = head.then(&format!(" are spread {picture}"));
        }
    } else if shared.is_empty() {
        intro = intro.then(" can be seen");
    } else {
        intro = intro.then(" are ").and(and_list(std::mem::take(&mut shared)));
    }
    entrance.intro = intro;
    entrance.details.extend(fine_shares(story, entity));
    for kind in
        [AttributeKind::Colour, AttributeKind::Emotion, AttributeKind::Depth, AttributeKind::Size]
    {
        let people = entity.members.iter().any(Look::is_person);
        let wanted = match kind {
            AttributeKind::Emotion => people && !said_before(entity, kind),
            _ => common(entity, kind).is_none(),
        };
        if wanted {
            let minor = matches!(kind, AttributeKind::Depth | AttributeKind::Size);
            let told = share_sentence(story, entity, kind);
            entrance.details.extend(told.map(|detail| Detail { minor, ..detail }));
        }
    }
    entrance
}

/// True where an adjective of the count says the attribute for all.
fn said_before(entity: &Entity<'_>, kind: AttributeKind) -> bool {
    common_adjectives(entity).iter().any(|(said, _)| *said == kind)
}

/// Some members that share a word.
struct Share {
    word: String,
    facts: Vec<FactRef>,
}

impl Share {
    /// "four on the left": the number, and the word as `say` puts it.
    fn phrase(self, say: impl Fn(&str) -> String) -> Phrase {
        let count = number_word(self.facts.len());
        Phrase::telling(format!("{count} {}", say(&self.word)), self.facts)
    }
}

/// Members by the word they have for an attribute, in the order of first mention from the left.
fn shares(entity: &Entity<'_>, kind: AttributeKind, word: impl Fn(&Said) -> String) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for said in entity.members.iter().filter_map(|m| m.attribute(kind)) {
        let word = word(&said);
        match shares.iter_mut().find(|s| s.word == word) {
            Some(share) => share.facts.push(said.fact),
            None => shares.push(Share { word, facts: vec![said.fact] }),
        }
    }
    shares
}

/// Up to three places as they are; more of them by columns.
fn place_shares(entity: &Entity<'_>) -> Vec<Share> {
    let exact = shares(entity, AttributeKind::Location, |s| location_phrase(&s.word));
    if exact.len() <= 3 {
        return exact;
    }
    shares(entity, AttributeKind::Location, |s| {
        match s.word.rsplit('-').next() {
            Some("left") => "on the left side",
            Some("right") => "on the right side",
            _ => "in the middle",
        }
        .to_owned()
    })
}

/// "Seven of the people are small in the frame and five tiny."
fn share_sentence(story: &Story<'_>, entity: &Entity<'_>, kind: AttributeKind) -> Option<Detail> {
    let mut all = shares(entity, kind, |s| s.word.clone());
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|s| std::cmp::Reverse(s.facts.len()));
    let people = entity.members.iter().any(Look::is_person);
    let sentence = |of: &str| {
        let clauses = all.iter().enumerate().map(|(i, share)| {
            let first = i == 0;
            let of = if first { format!(" of {of}") } else { String::new() };
            Phrase::pointing(number_word(share.facts.len()), share.facts.clone())
                .then(&of)
                .then(" ")
                .and(share_predicate(share, kind, first, people))
        });
        and_list(clauses.collect())
    };
    let plural = story.lexicon.plural(&entity.label);
    Some(whole_sentence(sentence(&format!("the {plural}")), sentence("them")))
}

/// "are small in the frame" of the first share, "tiny" of those that follow.
fn share_predicate(share: &Share, kind: AttributeKind, first: bool, people: bool) -> Phrase {
    let many = share.facts.len() > 1;
    let be = match (kind, first, many) {
        (AttributeKind::Emotion, _, _) | (_, false, _) => "",
        (_, true, true) => "are ",
        (_, true, false) => "is ",
    };
    let words = match kind {
        AttributeKind::Emotion => emotion_verb(&share.word, true, many),
        AttributeKind::Size if !first => size_adjective(&share.word),
        AttributeKind::Colour if people => format!("mostly in {}", share.word),
        _ => complement_words(kind, &share.word),
    };
    Phrase::glue(be).and(Phrase::telling(words, share.facts.clone()))
}

/// "One of the cars is a taxicab, two are limousines", where fine names differ within the group.
fn fine_shares(story: &Story<'_>, entity: &Entity<'_>) -> Vec<Detail> {
    let mut by_name: Vec<(String, usize, Vec<FactRef>)> = Vec::new();
    for look in &entity.members {
        let name = look.name(story.lexicon);
        if name.key == entity.label {
            continue;
        }
        match by_name.iter_mut().find(|(key, _, _)| *key == name.key) {
            Some((_, count, facts)) => {
                *count += 1;
                facts.extend(name.facts);
            }
            None => by_name.push((name.key, 1, name.facts)),
        }
    }
    if by_name.len() == 1 && by_name.iter().all(|(_, count, _)| *count == entity.members.len()) {
        return Vec::new(); // Said with the count already.
    }
    let plural = story.lexicon.plural(&entity.label);
    by_name
        .into_iter()
        .map(|(key, count, facts)| {
            let rest = if count == 1 {
                let noun = story.lexicon.singular(&key);
                format!("{} {noun}", story.lexicon.article(&noun, &key))
            } else {
                story.lexicon.plural(&key)
            };
            let be = if count == 1 { "is" } else { "are" };
            let sentence = |of: &str| {
                Phrase::pointing(number_word(count), facts.clone())
                    .then(&format!(" of {of} {be} "))
                    .and(Phrase::telling(rest.clone(), facts.clone()))
            };
            whole_sentence(sentence(&format!("the {plural}")), sentence("them"))
        })
        .collect()
}
