//! Looks that stand before a noun: "a sturdy, wooden post", "moss and dried leaves", "the red and white bus".

use super::opening::Opening;
use crate::fusion::read::claim::{Body, Determiner, Planar};
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{List, Meaning};

/// So many items at most are looks with commas between them, and their noun.
const LONGEST: usize = 8;

impl Parser<'_> {
    /// "Red and white", "large, brown": a conjunction between two adjectives.
    pub(super) fn joins_looks(&self, opening: &Opening, at: usize) -> bool {
        let adjective = |i: usize| {
            self.items.get(i).is_some_and(|item| {
                matches!(
                    item.meaning,
                    Meaning::Colour(_) | Meaning::Size(_) | Meaning::Emotion(_) | Meaning::Beyond
                )
            })
        };
        // "Calm, glassy water", "a white, illuminated surface": an unknown adjective.
        let strange = || {
            let done = |i: &Item| {
                i.meaning == Meaning::Action && self.tokens[i.tokens.start].word.ends_with("ed")
            };
            let word =
                self.items.get(at + 1).is_some_and(|i| i.meaning == Meaning::Word || done(i));
            word && self.items.get(at + 2).is_some_and(|i| {
                i.sentence == self.items[at].sentence && matches!(i.meaning, Meaning::Noun { .. })
            })
        };
        // "A third, smaller visitor".
        let picked = opening.ordinal.is_some() || opening.determiner == Some(Determiner::Another);
        let compared = self.items.get(at + 1).is_some_and(|i| {
            adjective(at + 1) || matches!(i.meaning, Meaning::Extreme(_) | Meaning::Word)
        });
        if picked && compared && self.items[at].meaning == Meaning::Comma {
            let noun = (at + 2..at + 4).find_map(|i| match self.items.get(i)?.meaning {
                Meaning::Noun { .. } => Some(true),
                Meaning::Word | Meaning::Beyond | Meaning::Extreme(_) => None,
                _ => Some(false),
            });
            return noun == Some(true);
        }
        // "A lady in purple, red bag in hand": she is in purple, and her bag is red.
        let colour = |i: usize| {
            self.items.get(i).is_some_and(|item| matches!(item.meaning, Meaning::Colour(_)))
        };
        let named =
            self.items.get(at + 2).is_some_and(|i| matches!(i.meaning, Meaning::Noun { .. }));
        let dressed = self.items[at].meaning == Meaning::Comma
            && opening.begin + 1 == at
            && colour(opening.begin)
            && colour(at + 1)
            && named
            && opening.begin.checked_sub(1).is_some_and(|i| {
                let last = self.items[i].tokens.end - 1;
                self.tokens[last].word == "in"
            });
        if dressed {
            return false;
        }
        // "A small, young boy", "a rocky and grassy field": a look begins the name.
        let look = |i: usize| adjective(i) || self.begins_with_look(i);
        // "A blue, red, and yellow plane".
        let comma = |i: usize| self.items[i].meaning == Meaning::Comma;
        let and = |i: usize| self.items.get(i).is_some_and(|i| i.meaning == Meaning::And);
        let next = look(at + 1) || comma(at) && (and(at + 1) && look(at + 2) || strange());
        let adjective = |i: usize| adjective(i) || i > 0 && comma(i) && adjective(i - 1);
        // "Looks to the right, orange eyes wide".
        let placed = at > 0
            && self.items[at - 1].tokens.len() > 1
            && List::ToPlaces.has(self.first_word(at - 1));
        let last = at > 0 && (adjective(at - 1) && !opening.looks.is_empty());
        last && next && !placed && !self.is_dressed_so(opening, at)
            || at > 0
                && self.items[at].meaning == Meaning::Comma
                && opening.strange + opening.looks.len() > 0
                && opening.determiner.is_some()
                && self.looks_lead_to(at).is_some()
    }

    /// An unknown word or verb that is a participle.
    fn is_done_at(&self, at: usize) -> bool {
        let item = &self.items[at];
        let strange = item.meaning == Meaning::Word || item.meaning.is_verbal();
        let formed = |word: &str| word.ends_with("ed") || word.ends_with("en");
        strange && item.tokens.len() == 1 && formed(self.first_word(at))
    }

    /// "An angled, shingled roof", "a weathered unpainted dock", "their clean, white feathers", "moss and dried brown
    /// leaves": the word at `at` is a look, whatever else it may be.
    pub(super) fn is_look_of_noun(&self, opening: &Opening, at: usize) -> bool {
        let meaning = &self.items[at].meaning;
        if !(meaning.is_verbal() || *meaning == Meaning::Word) || opening.strange > 1 {
            return false;
        }
        let next = self.items.get(at + 1).map(|i| &i.meaning);
        let first = at == opening.begin + 1 && next == Some(&Meaning::Comma);
        let Some(plural) = self.looks_lead_to(at + 1) else { return false };
        let article =
            matches!(opening.determiner, Some(Determiner::Indefinite | Determiner::Definite));
        let many = opening.quantity.as_ref().is_some_and(|q| q.min > 1) && plural;
        let bare = opening.start.is_none() && plural && self.is_phrase_due(at);
        article && first || (article || many || bare) && self.is_done_at(at)
    }

    /// What stands before item `at` asks for a noun phrase: "covered in (dried leaves)", "moss and (dried leaves)".
    fn is_phrase_due(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &self.items[i]);
        let before = before.filter(|i| i.sentence == self.items[at].sentence);
        before.is_some_and(|i| match &i.meaning {
            Meaning::With | Meaning::Of | Meaning::Relation(_) => true,
            Meaning::Verb { relation, .. } => relation.is_some(),
            Meaning::And => {
                at > 2
                    && matches!(self.items[at - 2].meaning, Meaning::Noun { .. })
                    && self.is_phrase_due(at - 2)
            }
            _ => false,
        })
    }

    /// "(The shiny), brown, highly polished floor": from item `at` on, looks up to the noun, and whether that is a plural.
    pub(super) fn looks_lead_to(&self, at: usize) -> Option<bool> {
        use Meaning::{Adverb, Beyond, Colour, Comma, Emotion, Noun, Size, Word};
        let sentence = self.items.get(at)?.sentence;
        let ahead = self.items.get(at..)?.iter().enumerate().take(LONGEST);
        let (n, noun) = ahead.take_while(|(_, i)| i.sentence == sentence).find(|(n, i)| {
            let look = match &i.meaning {
                Comma | Colour(_) | Size(_) | Emotion(_) | Beyond | Adverb => true,
                Word => !self.first_word(at + n).ends_with('s'),
                _ => self.is_done_at(at + n),
            };
            !look
        })?;
        // "Its glow over pillows".
        let looks = n > 0 && !matches!(self.items[at + n - 1].meaning, Comma | Adverb);
        match noun.meaning {
            Noun { plural, .. } if looks => Some(plural),
            _ => None,
        }
    }

    /// "Young boy", "grassy field": one name, and its first word is a look by itself.
    fn begins_with_look(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at) else { return false };
        let look = |(length, m): &(usize, Meaning)| {
            *length == 1 && matches!(m, Meaning::Colour(_) | Meaning::Size(_) | Meaning::Beyond)
        };
        let first = &self.tokens[item.tokens.start..item.tokens.start + 1];
        item.tokens.len() > 1
            && matches!(item.meaning, Meaning::Noun { .. })
            && self.words.readings(first).iter().any(look)
    }

    /// "A man in white, red lamps above him": what he is in ends with the comma at `at`.
    fn is_dressed_so(&self, opening: &Opening, at: usize) -> bool {
        let bare = opening.determiner.is_none() && opening.quantity.is_none();
        let [.., who, within] = &self.items[..opening.begin] else { return false };
        let person =
            matches!(who.meaning, Meaning::Noun { noun, .. } if self.words.may_be_person(noun));
        let inside = matches!(&within.meaning, Meaning::Relation(relation)
            if relation.body() == Body::Planar(Planar::Inside));
        bare && self.items[at].meaning == Meaning::Comma && person && inside
    }

    /// The unknown word at `at` was joined to the looks before it.
    pub(super) fn joined_look(&self, opening: &Opening, at: usize) -> bool {
        at > opening.begin && self.items[at - 1].meaning == Meaning::Comma
    }

    /// A participle between an article and a noun.
    pub(super) fn is_participle_before_noun(&self, opening: &Opening, at: usize) -> bool {
        let word = &self.tokens[self.items[at].tokens.start].word;
        let noun = self.items.get(at + 1).is_some_and(|i| {
            i.sentence == self.items[at].sentence
                && matches!(i.meaning, Meaning::Noun { .. } | Meaning::Picture)
        });
        let article =
            matches!(opening.determiner, Some(Determiner::Indefinite | Determiner::Definite));
        let done = word.ends_with("ed");
        // "Two parked bikes", "several mounted officers".
        let plural = self.items.get(at + 1).is_some_and(|i| match i.meaning {
            // "Three standing people".
            Meaning::Noun { noun, plural } => plural || self.words.noun(noun).collective,
            _ => false,
        });
        // ... and "two standing men", "three barking dogs", for nobody does that with them.
        let by_itself = word.ends_with("ing")
            && matches!(self.items[at].meaning, Meaning::Posture | Meaning::Action);
        let counted =
            opening.quantity.as_ref().is_some_and(|q| q.min > 1) && (done || by_itself) && plural;
        let form = word.ends_with("ing") || done;
        (article || counted) && form && noun && self.items[at].tokens.len() == 1
    }
}
