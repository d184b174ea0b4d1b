//! A thing that stands alone: how it enters the text, in forms that take turns.

use super::look::Look;
use super::phrase::{Phrase, and_list};
use super::quote;
use super::referring::{Number, the_one, the_ones};
use super::relate::{Link, links, predicate_phrase, say_links, short_subject};
use super::story::{Complements, Detail, Entrance, Story};
use crate::domain::{FactRef, Predicate, RegionId, RelationId, RelationKind};
use std::collections::BTreeSet;

/// Introduces the thing at `at`, with its place, what it does, and how it stands to what is known already.
pub(super) fn enter(story: &mut Story<'_>, at: usize, longest: usize) -> Option<Entrance> {
    let look = story.cast.entities.get(at)?.members.first()?.clone();
    let deeds = deeds_with_new_things(story, &look);
    story.memory.introduced.insert(look.id());
    let mut open = links(story, at);
    let mut entrance = Entrance::default();
    let done_by: Option<Link> = take_deed_on(&mut open, look.id());
    let doers: Vec<RegionId> = done_by.iter().flat_map(|d| d.subjects.clone()).collect();
    let own: Vec<Link> = take_deeds_of(&mut open, look.id());
    let mut companions = Vec::new();
    if let Some(deed) = done_by {
        enter_as_object(story, &look, &deed, longest, &mut entrance);
    } else if !deeds.is_empty() || !own.is_empty() {
        companions = enter_acting(story, &look, &own, &deeds, longest, &mut entrance);
    } else {
        entrance.intro = enter_plainly(story, at, &look, longest);
    }
    entrance.details.extend(traits(story, &look, true, longest));
    // Beside a person "it" is plain; beside a dog that chases a ball, or a second thing, it is not.
    let plain = |id: &RegionId| story.single(*id).is_some_and(|(_, look)| look.is_person());
    entrance.about = match companions.as_slice() {
        [] if doers.iter().all(plain) => Some(look.id()),
        [one] if look.is_person() && own.is_empty() => Some(*one),
        _ if !look.is_person() => Some(look.id()),
        _ => None,
    };
    for companion in companions {
        entrance.details.extend(follow_up(story, companion, longest));
    }
    // What the companions opened may concern this thing too.
    let open = links(story, at);
    entrance.details.extend(say_links(story, open, longest));
    story.memory.turn += 1;
    Some(entrance)
}

/// A deed of a thing toward another that stands alone and is not introduced yet.
struct Deed {
    relation: RelationId,
    verb: String,
    object: RegionId,
    sure: bool,
}

fn deeds_with_new_things(story: &Story<'_>, look: &Look<'_>) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    for told in story.relations.iter().filter(|t| t.relation.subject == look.id()) {
        let (Predicate::Verb(verb), object) = (&told.predicate, told.relation.object) else {
            continue;
        };
        let new = !story.memory.introduced.contains(&object) && story.single(object).is_some();
        if new && deeds.len() < 2 && deeds.iter().all(|d| d.object != object) {
            let (relation, sure) = (told.relation.id, told.confidence >= super::look::SURE);
            deeds.push(Deed { relation, verb: verb.clone(), object, sure });
        }
    }
    deeds
}

fn take_deed_on(open: &mut Vec<Link>, id: RegionId) -> Option<Link> {
    let i = open.iter().position(|l| l.kind() == RelationKind::P2o && l.objects == [id])?;
    Some(open.remove(i))
}

fn take_deeds_of(open: &mut Vec<Link>, id: RegionId) -> Vec<Link> {
    let is_deed = |l: &Link| l.kind() == RelationKind::P2o && l.subjects == [id];
    let (deeds, rest) = std::mem::take(open).into_iter().partition(is_deed);
    *open = rest;
    deeds
}

/// "The woman is riding a large black motorcycle, which is on the left".
fn enter_as_object(
    story: &mut Story<'_>,
    look: &Look<'_>,
    deed: &Link,
    longest: usize,
    entrance: &mut Entrance,
) {
    story.memory.linked.extend(deed.relations.iter().copied());
    let Some(entity) = deed
        .subjects
        .first()
        .and_then(|id| story.cast.seat(*id))
        .and_then(|(e, _)| story.cast.entities.get(e))
    else {
        return;
    };
    let facts = deed.relations.iter().map(|id| FactRef::Relation(*id));
    let subject = the_ones(&story.cast, entity, &deed.subjects, Number::Exact, story.lexicon);
    let be = be(deed.sure, deed.subjects.len() > 1);
    let doing = subject
        .then(be)
        .and(Phrase::telling(deed.predicate.words(), facts))
        .then(" ")
        .and(look.noun_phrase(story.lexicon));
    let complements = and_list(story.complements(look).all());
    attach(story, look, doing, ", which is ", complements, longest, entrance);
}

/// "A smiling person in the center, close to the camera, is riding a black motorcycle"; returns what it
/// introduced on the way.
fn enter_acting(
    story: &mut Story<'_>,
    look: &Look<'_>,
    own: &[Link],
    deeds: &[Deed],
    longest: usize,
    entrance: &mut Entrance,
) -> Vec<RegionId> {
    let sure = own.iter().all(|l| l.sure) && deeds.iter().all(|d| d.sure);
    let mut doing: Vec<Phrase> = own.iter().map(|l| predicate_phrase(story, l)).collect();
    story.memory.linked.extend(own.iter().flat_map(|l| l.relations.iter().copied()));
    let mut companions = Vec::new();
    for deed in deeds {
        story.memory.linked.insert(deed.relation);
        story.memory.introduced.insert(deed.object);
        companions.push(deed.object);
        if let Some((_, object)) = story.single(deed.object) {
            let verb = Phrase::telling(deed.verb.clone(), [FactRef::Relation(deed.relation)]);
            doing.push(verb.then(" ").and(object.noun_phrase(story.lexicon)));
        }
    }
    let doing = Phrase::glue(be(sure, false)).and(and_list(doing));
    let complements = story.complements(look).all();
    // "A person at the top, medium-sized in the frame, is …": an aside stands between two commas.
    let mut first = complements.clone();
    let aside = if first.len() > 1 { first.split_off(1) } else { Vec::new() };
    let (open, close) = if aside.is_empty() { ("", "") } else { (", ", ",") };
    let whole = look
        .noun_phrase(story.lexicon)
        .then(if complements.is_empty() { "" } else { " " })
        .and(and_list(first))
        .then(open)
        .and(and_list(aside))
        .then(close)
        .and(doing.clone());
    if whole.words() <= longest {
        entrance.intro = whole;
    } else {
        entrance.intro = look.noun_phrase(story.lexicon).and(doing);
        entrance.details.push(statement(story, look.id(), " is ", and_list(complements)));
    }
    companions
}

/// A thing that neither does nor suffers anything. The first relation in the plane goes into the introduction
/// where it fits; otherwise it goes back among the open ones.
fn enter_plainly(story: &mut Story<'_>, at: usize, look: &Look<'_>, longest: usize) -> Phrase {
    let open = links(story, at);
    let front =
        open.into_iter().find(|l| l.kind() == RelationKind::Planar && l.subjects == [look.id()]);
    let form = if story.memory.introduced.len() == 1 { 0 } else { 1 + story.memory.turn % 4 };
    let noun = noun_with_text(story, look);
    let fills = form == 0 && look.size().is_some_and(|s| s.word == "dominant");
    if fills {
        story.memory.picture_named = true;
    }
    let parts = story.complements(look);
    if let Some(link) = front {
        let relation = Some(predicate_phrase(story, &link));
        let intro = plain_form(form, fills, noun.clone(), parts.clone(), relation);
        if intro.words() <= longest {
            story.memory.linked.extend(link.relations.iter().copied());
            return intro;
        }
    }
    plain_form(form, fills, noun, parts, None)
}

/// The plain forms, which take turns: "A cup is on the left, ...", "On the left is a cup, ...", "To the left of
/// the cat is a cup, ...", "There is also a cup on the left, ...".
pub(super) fn plain_form(
    form: usize,
    fills: bool,
    noun: Phrase,
    parts: Complements,
    relation: Option<Phrase>,
) -> Phrase {
    let Complements { place, size, depth } = parts;
    match (form, place, relation) {
        (1 | 3, place, Some(relation)) => {
            let rest = and_list([place, size, depth].into_iter().flatten().collect());
            with_rest(relation.then(" is ").and(noun), rest)
        }
        (1 | 2, Some(place), relation) => {
            let rest = and_list([size, depth, relation].into_iter().flatten().collect());
            with_rest(place.then(" is ").and(noun), rest)
        }
        (0, place, relation) if fills => {
            // What opens the text and fills the frame does so in so many words.
            let fills =
                size.map_or_else(Phrase::default, |s| s.reworded("fills much of the picture"));
            let rest = and_list([place, depth, relation].into_iter().flatten().collect());
            with_rest(noun.then(" ").and(fills), rest)
        }
        (form, place, relation) => {
            let rest: Vec<Phrase> = [place, size, depth, relation].into_iter().flatten().collect();
            match (form, rest.is_empty()) {
                (3, true) => Phrase::glue("there is also ").and(noun),
                (3, false) => {
                    Phrase::glue("there is also ").and(noun).then(" ").and(and_list(rest))
                }
                (_, true) => noun.then(" can be seen"),
                (_, false) => noun.then(" is ").and(and_list(rest)),
            }
        }
    }
}

fn with_rest(main: Phrase, rest: Phrase) -> Phrase {
    if rest.is_empty() { main } else { main.then(", ").and(rest) }
}

/// Puts the complements behind the introduction where they fit, else into a sentence of their own.
fn attach(
    story: &Story<'_>,
    look: &Look<'_>,
    intro: Phrase,
    between: &str,
    complements: Phrase,
    longest: usize,
    entrance: &mut Entrance,
) {
    let whole = intro.clone().then(between).and(complements.clone());
    if complements.is_empty() {
        entrance.intro = intro;
    } else if whole.words() <= longest {
        entrance.intro = whole;
    } else {
        entrance.intro = intro;
        entrance.details.push(statement(story, look.id(), " is ", complements));
    }
}

/// A thing that entered as another's object: where it is, its traits, its relations.
fn follow_up(story: &mut Story<'_>, id: RegionId, longest: usize) -> Vec<Detail> {
    let Some((at, look)) = story.single(id).map(|(at, look)| (at, look.clone())) else {
        return Vec::new();
    };
    let mut details = Vec::new();
    let complements = and_list(story.complements(&look).all());
    if !complements.is_empty() {
        details.push(statement(story, id, " is ", complements));
    }
    details.extend(traits(story, &look, true, longest));
    let open = links(story, at);
    details.extend(say_links(story, open, longest));
    details
}

/// What no adjective said of a thing: mood where it is wanted, finer names, brand, the text on it.
pub(super) fn traits(
    story: &Story<'_>,
    look: &Look<'_>,
    mood: bool,
    longest: usize,
) -> Vec<Detail> {
    let room = longest.saturating_sub(the_one(&story.cast, look.id(), story.lexicon).words());
    let clauses = trait_clauses(story, look, mood, room);
    clauses.into_iter().map(|c| statement(story, look.id(), " ", c)).collect()
}

/// The traits as verb phrases, together while they have at most `room` words: "looks sad and shows the text ...".
pub(super) fn trait_clauses(
    story: &Story<'_>,
    look: &Look<'_>,
    mood: bool,
    room: usize,
) -> Vec<Phrase> {
    let mut clauses: Vec<Phrase> = Vec::new();
    let mut held: Vec<Phrase> = Vec::new();
    for phrase in
        look.verb_phrases(story.lexicon, mood).into_iter().chain(text_phrases(story, look))
    {
        let mut longer = held.clone();
        longer.push(phrase.clone());
        if !held.is_empty() && and_list(longer.clone()).words() > room {
            clauses.push(and_list(held));
            held = vec![phrase];
        } else {
            held = longer;
        }
    }
    if !held.is_empty() {
        clauses.push(and_list(held));
    }
    clauses
}

/// Lines quoted on one thing at most; a newspaper in the picture is not the picture.
const QUOTATIONS: usize = 3;

/// Words of text that a noun phrase carries at most: more of it wants a sentence.
const TEXT_IN_NOUN: usize = 6;
/// Words of a noun phrase that still bears text behind it.
const NOUN_WITH_TEXT: usize = 7;

/// The noun phrase, with the text on the thing where that is short and surely read: "a bus with the text "42" on
/// it". Text on people is told apart: it is on what they wear.
pub(super) fn noun_with_text(story: &mut Story<'_>, look: &Look<'_>) -> Phrase {
    let noun = look.noun_phrase(story.lexicon);
    let lines = quote::lines_on(story.scene, story.rules, look);
    let quotes: Vec<Phrase> = lines.iter().map(quote::quoted).collect();
    let short = quotes.iter().map(Phrase::words).sum::<usize>() <= TEXT_IN_NOUN;
    let plain = !look.is_person() && noun.words() <= NOUN_WITH_TEXT;
    let apart = !short || !plain || story.cast.manner.in_full;
    if quotes.is_empty() || apart || lines.iter().any(|l| !l.sure) {
        return noun;
    }
    story.memory.text_told.insert(look.id());
    noun.then(" with the text ").and(and_list(quotes)).then(" on it")
}

fn text_phrases(story: &Story<'_>, look: &Look<'_>) -> Vec<Phrase> {
    if story.memory.text_told.contains(&look.id()) {
        return Vec::new();
    }
    let lines = quote::lines_on(story.scene, story.rules, look);
    let mut phrases = Vec::new();
    let mut rest = lines.as_slice();
    while !rest.is_empty() && phrases.len() < QUOTATIONS {
        let sure = rest.first().is_some_and(|l| l.sure);
        let same = rest.iter().take_while(|l| l.sure == sure).count();
        let (quotes, count) = quote::quoted_run(rest.get(..same).unwrap_or(rest), 14);
        let later = rest.get(count..).unwrap_or_default();
        let verb = match (phrases.is_empty(), sure) {
            (true, true) if look.is_person() => "bears the text ",
            (true, true) => "shows the text ",
            (true, false) => "shows text that seems to read ",
            (false, true) => "also reads ",
            (false, false) => "also seems to read ",
        };
        phrases.push(Phrase::glue(verb).and(quotes));
        rest = later;
    }
    if !rest.is_empty() {
        phrases.push(Phrase::glue("shows ").and(quote::more_lines(rest)));
    }
    phrases
}

/// "The cup is ...", or "It is ...".
pub(super) fn statement(story: &Story<'_>, id: RegionId, verb: &str, rest: Phrase) -> Detail {
    let rest = Phrase::glue(verb).and(rest);
    let full = the_one(&story.cast, id, story.lexicon);
    let short = short_subject(story, &BTreeSet::from([id])).unwrap_or_else(|| full.clone());
    Detail { subject: full, pronoun: short, rest, in_depth: false, minor: false }
}

fn be(sure: bool, plural: bool) -> &'static str {
    match (sure, plural) {
        (true, false) => " is ",
        (true, true) => " are ",
        (false, false) => " appears to be ",
        (false, true) => " appear to be ",
    }
}
