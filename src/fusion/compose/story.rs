//! The story under way: what has been introduced and said, and the sentences that are ready to be written.

use super::cast::{Cast, Entity};
use super::look::{Look, depth_phrase, location_phrase, size_complement};
use super::phrase::Phrase;
use super::words::Lexicon;
use crate::domain::{AttributeKind, FactRef, RegionId, RelationId, Rules, Scene};
use crate::fusion::facts::{self, Told};
use std::collections::BTreeSet;

/// What every part of the composer looks at.
pub(super) struct Story<'s> {
    pub scene: &'s Scene,
    pub rules: &'s Rules,
    pub lexicon: &'static Lexicon,
    pub cast: Cast<'s>,
    /// Asserted relations between members of the cast.
    pub relations: Vec<Told>,
    pub memory: Memory,
}

/// What the reader knows so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    pub introduced: BTreeSet<RegionId>,
    pub linked: BTreeSet<RelationId>,
    /// "of the picture" was said with the first place; later places need no such help.
    pub picture_named: bool,
    /// Things whose text stands in their noun phrase.
    pub text_told: BTreeSet<RegionId>,
    /// Introductions so far, by which their forms take turns.
    pub turn: usize,
}

/// A sentence that may be written after an introduction, or later, or not at all.
#[derive(Debug, Clone, Default)]
pub(super) struct Detail {
    /// The subject in full, for any place in the text.
    pub subject: Phrase,
    /// The subject right after a sentence on it: a pronoun, where one serves.
    pub pronoun: Phrase,
    /// The predicate, from the space before its verb on.
    pub rest: Phrase,
    /// True where it orders things in depth: the first such sentence says that this is as the camera sees it.
    pub in_depth: bool,
    /// True for what gives way to everything else when words run short: the sizes and depths of a crowd.
    pub minor: bool,
}

impl Detail {
    /// The sentence with the full subject, or with the pronoun.
    pub fn sentence(&self, after_its_subject: bool) -> Phrase {
        let subject = if after_its_subject { &self.pronoun } else { &self.subject };
        subject.clone().and(self.rest.clone())
    }

    /// True where the next sentence may refer to this one's subject by a pronoun: it is the same, or both are whole
    /// sentences on members of one group ("one is ...", "three of them are ...").
    pub fn leads_to(&self, next: &Detail) -> bool {
        let on_members = |d: &Detail| d.rest.is_empty() && !d.subject.is_empty();
        self.subject == next.subject || (on_members(self) && on_members(next))
    }

    /// True where it may stand right behind an introduction: what "it" means there is the thing, or it says "one is ...".
    pub fn follows(&self, thing: Option<RegionId>) -> bool {
        let on = |id: RegionId| {
            let mut pronoun = self.pronoun.spans.iter();
            pronoun.any(|span| span.facts == [FactRef::Region(id)])
        };
        self.rest.is_empty() || thing.is_some_and(on)
    }

    /// Both in one sentence ("it is perhaps a collie and is below the bench"), where they share the subject.
    pub fn joined(&self, next: &Detail) -> Option<Detail> {
        let same = self.subject == next.subject && !self.rest.is_empty() && !next.rest.is_empty();
        // What is ordered in depth comes last: the camera is named behind it.
        (same && !self.in_depth).then(|| Detail {
            rest: self.rest.clone().then(" and").and(next.rest.clone()),
            in_depth: next.in_depth,
            ..self.clone()
        })
    }
}

/// How an entity enters the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Entrance {
    pub intro: Phrase,
    /// What "it" means right behind the introduction.
    pub about: Option<RegionId>,
    pub details: Vec<Detail>,
}

impl<'s> Story<'s> {
    pub fn new(scene: &'s Scene, rules: &'s Rules) -> Self {
        Self {
            scene,
            rules,
            lexicon: Lexicon::embedded(),
            cast: Cast::of(scene, rules),
            relations: facts::relations(scene, rules),
            memory: Memory::default(),
        }
    }

    /// The entity of a region, where it stands alone.
    pub fn single(&self, id: RegionId) -> Option<(usize, &Look<'s>)> {
        let (e, _) = self.cast.seat(id)?;
        match self.cast.entities.get(e)?.members.as_slice() {
            [look] => Some((e, look)),
            _ => None,
        }
    }

    pub fn is_introduced(&self, entity: &Entity<'_>) -> bool {
        entity.members.iter().all(|m| self.memory.introduced.contains(&m.id()))
    }

    /// Place, size (of people, and of what fills the frame) and depth as complements of "is".
    pub fn complements(&mut self, look: &Look<'_>) -> Complements {
        let place = look.attribute(AttributeKind::Location).map(|l| {
            let phrase = Phrase::telling(location_phrase(&l.word), [l.fact]);
            self.of_the_picture(phrase)
        });
        let size = look
            .size()
            .filter(|_| !look.size_stands_before(self.lexicon))
            .map(|s| Phrase::telling(size_complement(&s.word), [s.fact]));
        let depth = look
            .attribute(AttributeKind::Depth)
            .map(|d| Phrase::telling(depth_phrase(&d.word), [d.fact]));
        Complements { place, size, depth }
    }

    /// The first place of a text says what it is a place of.
    pub fn of_the_picture(&mut self, place: Phrase) -> Phrase {
        if self.memory.picture_named {
            return place;
        }
        self.memory.picture_named = true;
        place.then(" of the picture")
    }
}

/// Where and how a thing is, each part if asserted.
#[derive(Debug, Clone, Default)]
pub(super) struct Complements {
    pub place: Option<Phrase>,
    pub size: Option<Phrase>,
    pub depth: Option<Phrase>,
}

impl Complements {
    pub fn all(self) -> Vec<Phrase> {
        [self.place, self.size, self.depth].into_iter().flatten().collect()
    }
}
