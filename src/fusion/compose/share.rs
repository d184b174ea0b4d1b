//! Many alike things in shares: how many of them stand where, are of which colour, bear which finer name.

use super::cast::Entity;
use super::group::{
    common, common_adjectives, common_complements, complement_words, counted, whole_sentence,
};
use super::look::{Look, Said, emotion_verb, location_phrase, size_adjective};
use super::phrase::{Phrase, and_list, number_word};
use super::referring::by_rank;
use super::story::{Detail, Entrance, Story};
use crate::domain::{AttributeKind, FactRef};

/// Up to so many can be told one by one by their ranks.
const ALL_BY_RANK: usize = 6;

/// "At least a dozen people are spread across the picture: four on the left, ..."; then sizes, depths, colours,
/// moods and fine names, each in shares.
pub(super) fn in_shares(story: &mut Story<'_>, entity: &Entity<'_>, longest: usize) -> Entrance {
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
            let told = share_sentences(story, entity, kind).into_iter();
            entrance.details.extend(told.map(|detail| Detail { minor, ..detail }));
        }
    }
    entrance
}

/// True where an adjective of the count says the attribute for all.
pub(super) fn said_before(entity: &Entity<'_>, kind: AttributeKind) -> bool {
    common_adjectives(entity).iter().any(|(said, _)| *said == kind)
}

/// Some members that share a word.
struct Share {
    word: String,
    facts: Vec<FactRef>,
    /// Which members, from the left.
    members: Vec<usize>,
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
    for (at, look) in entity.members.iter().enumerate() {
        let Some(said) = look.attribute(kind) else { continue };
        let word = word(&said);
        match shares.iter_mut().find(|s| s.word == word) {
            Some(share) => {
                share.facts.push(said.fact);
                share.members.push(at);
            }
            None => shares.push(Share { word, facts: vec![said.fact], members: vec![at] }),
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
fn share_sentences(story: &Story<'_>, entity: &Entity<'_>, kind: AttributeKind) -> Vec<Detail> {
    let mut all = shares(entity, kind, |s| s.word.clone());
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by_key(|s| std::cmp::Reverse(s.facts.len()));
    let people = entity.members.iter().any(Look::is_person);
    if story.cast.manner.in_full && entity.members.len() <= ALL_BY_RANK {
        let told = all.iter().map(|share| {
            let who = by_rank(entity, &share.members, story.lexicon).then(" ");
            let sentence = who.and(share_predicate(share, kind, true, people));
            whole_sentence(sentence.clone(), sentence)
        });
        return told.collect();
    }
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
    vec![whole_sentence(sentence(&format!("the {plural}")), sentence("them"))]
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
    let mut by_name: Vec<(String, Vec<usize>, Vec<FactRef>)> = Vec::new();
    for (at, look) in entity.members.iter().enumerate() {
        let name = look.name(story.lexicon);
        if name.key == entity.label {
            continue;
        }
        match by_name.iter_mut().find(|(key, _, _)| *key == name.key) {
            Some((_, members, facts)) => {
                members.push(at);
                facts.extend(name.facts);
            }
            None => by_name.push((name.key, vec![at], name.facts)),
        }
    }
    let all = |members: &Vec<usize>| members.len() == entity.members.len();
    if by_name.len() == 1 && by_name.iter().all(|(_, members, _)| all(members)) {
        return Vec::new(); // Said with the count already.
    }
    let plural = story.lexicon.plural(&entity.label);
    let in_full = story.cast.manner.in_full && entity.members.len() <= ALL_BY_RANK;
    by_name
        .into_iter()
        .map(|(key, members, facts)| {
            let count = members.len();
            let rest = if count == 1 {
                let noun = story.lexicon.singular(&key);
                format!("{} {noun}", story.lexicon.article(&noun, &key))
            } else {
                story.lexicon.plural(&key)
            };
            let be = if count == 1 { "is" } else { "are" };
            if in_full {
                let who = by_rank(entity, &members, story.lexicon).then(&format!(" {be} "));
                let sentence = who.and(Phrase::telling(rest, facts));
                return whole_sentence(sentence.clone(), sentence);
            }
            let sentence = |of: &str| {
                Phrase::pointing(number_word(count), facts.clone())
                    .then(&format!(" of {of} {be} "))
                    .and(Phrase::telling(rest.clone(), facts.clone()))
            };
            whole_sentence(sentence(&format!("the {plural}")), sentence("them"))
        })
        .collect()
}
