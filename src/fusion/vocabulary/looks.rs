//! Looks in more words than are listed: "with evident delight"; those with a hyphen are in `hyphens.rs`.

use super::lexicon_file::{Emotions, Shade};
use super::wordings::Wordings;
use super::{Meaning, Vocabulary, owned};
use crate::fusion::read::{Token, TokenKind, tokens};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// So many words may stand between "with" and a feeling: "with a barely hidden joy".
const MODIFIERS: usize = 2;

/// Whose a feeling is: "whose joy", "his sadness".
const OWNERS: [&str; 4] = ["whose", "his", "her", "their"];

/// Feelings by name, and what they may follow.
#[derive(Debug, Default)]
pub(super) struct Feelings {
    /// By its first word what may stand before a feeling, word by word: "with", "an expression of".
    leads: FxHashMap<String, Vec<Vec<String>>>,
    /// Nouns for emotions.
    pub(super) names: Wordings,
    /// Parts of a body that show it.
    pub(super) faces: FxHashSet<String>,
    /// What is said of faces besides the model's emotions.
    pub(super) shades: BTreeMap<String, Shade>,
}

impl Feelings {
    /// The frames that end in the feeling, and what else may stand before it.
    pub(super) fn leads_of(&mut self, emotions: &Emotions) {
        let frames = emotions.frames.iter().filter_map(|frame| frame.strip_suffix(" *"));
        for lead in frames.chain(emotions.leads.iter().map(String::as_str)) {
            let (first, rest) = lead.split_once(' ').unwrap_or((lead, ""));
            let rest: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
            let firsts = if first == "@" { &OWNERS[1..] } else { &[first][..] };
            for first in firsts {
                self.leads.entry((*first).to_owned()).or_default().push(rest.clone());
            }
            // "Whose face betrays joy": a relative clause of "face betrays joy".
            if let Some((body, rest)) = rest.split_first().filter(|_| first == "@") {
                self.leads.entry(body.clone()).or_default().push(rest.to_vec());
            }
        }
    }
}

impl Vocabulary {
    /// "Greener", "saddest", "happiest": more of a look. But "silver" and "amber" are looks of their own.
    pub fn is_compared_look(&self, word: &str) -> bool {
        let Some(stem) = word.strip_suffix("er").or_else(|| word.strip_suffix("est")) else {
            return false;
        };
        let doubled = stem.char_indices().next_back().map(|(at, _)| &stem[..at]);
        let bases = [
            Some(stem.to_owned()),
            Some(format!("{stem}e")),
            stem.strip_suffix('i').map(|s| format!("{s}y")),
            doubled
                .filter(|s| s.chars().next_back() == stem.chars().next_back())
                .map(str::to_owned),
        ];
        let look = |base: String| {
            let said = tokens(&base);
            let means = self.readings(&said);
            means.iter().any(|(_, m)| {
                matches!(m, Meaning::Emotion(_) | Meaning::Colour(_) | Meaning::Beyond)
            })
        };
        bases.into_iter().flatten().any(look)
    }

    /// A look that is no emotion of the model's: calm, boredom.
    pub fn shade(&self, emotion: &str) -> Option<&Shade> {
        self.feelings.shades.get(emotion)
    }

    /// True for a word for colour itself: "shade".
    pub fn is_hue(&self, word: &str) -> bool {
        self.hues.contains(word)
    }

    /// True for a verb's form after which stands how something looks: "turning".
    pub fn is_becoming(&self, word: &str) -> bool {
        self.becoming.contains(word)
    }

    /// A part of a body that shows what somebody feels: a face, eyes.
    pub fn shows_feelings(&self, noun: usize) -> bool {
        self.feelings.faces.contains(&self.noun(noun).word)
    }

    /// A look that stands at the first of the tokens in words that no list has.
    pub(super) fn look_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let first = tokens.first()?;
        let joined = self.hyphenated(&first.word).map(|look| (1, look));
        joined
            .or_else(|| self.feeling_at(tokens))
            .or_else(|| self.tinted_at(tokens))
            .or_else(|| self.mixed_at(tokens))
            .or_else(|| self.coloured_at(tokens))
    }

    /// "A mix of blue, red and yellow": how much of each, nobody says.
    fn mixed_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let sentence = tokens.first()?.sentence;
        let word = |at: usize| {
            let here = tokens.get(at).filter(|t| t.sentence == sentence);
            here.map(|t| t.word.as_str())
        };
        let from = usize::from(word(0).is_some_and(|w| matches!(w, "a" | "an" | "the")));
        let at = (from..=from + MODIFIERS)
            .find(|at| word(*at).is_some_and(|w| self.mixtures.contains(w)))?;
        let modified = tokens.get(from..at)?.iter().all(|t| self.may_modify(t));
        if !modified || word(at + 1) != Some("of") {
            return None;
        }
        let (mut end, mut colours) = (at + 2, 0);
        while let Some((length, _)) = tokens.get(end..).and_then(|rest| self.colour_at(rest)) {
            (end, colours) = (end + length, colours + 1);
            let joint = (0..=1).take_while(|n| {
                let token = tokens.get(end + n).filter(|t| t.sentence == sentence);
                token.is_some_and(|t| t.kind == TokenKind::Comma || t.word == "and")
            });
            let next = end + joint.count();
            let more = tokens.get(next..).and_then(|rest| self.colour_at(rest)).is_some();
            if next == end || !more {
                break;
            }
            end = next;
        }
        (colours > 1).then_some((end, Meaning::Beyond))
    }

    /// "(A man with) red color bag": the word for colour says nothing of its own before a thing.
    fn coloured_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let (length, colour) = self.colour_at(tokens)?;
        let (hue, rest) = tokens.get(length..)?.split_first()?;
        let (_, thing) = self.noun_at(rest)?;
        let thing = matches!(thing, Meaning::Noun { noun, .. } if !self.is_part(noun));
        let here = hue.sentence == tokens[0].sentence && rest[0].sentence == hue.sentence;
        (here && thing && self.hues.contains(&hue.word)).then_some((length + 1, colour))
    }

    /// "In a soothing green hue", "of a purple shade", "a deep shade of blue": a colour with a word for such.
    fn tinted_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let sentence = tokens.first()?.sentence;
        let word = |at: usize| {
            let here = tokens.get(at).filter(|t| t.sentence == sentence);
            here.filter(|t| t.kind == TokenKind::Word).map(|t| t.word.as_str())
        };
        let hue = |at: usize| word(at).is_some_and(|w| self.hues.contains(w));
        let led = word(0).is_some_and(|w| matches!(w, "in" | "of"));
        let opened = usize::from(led);
        let article = word(opened).is_some_and(|w| matches!(w, "a" | "an"));
        if !led && !article {
            return None;
        }
        let from = opened + usize::from(article);
        let modifies = |at: usize| {
            let known = tokens.get(at).filter(|t| t.sentence == sentence);
            known.is_some_and(|t| self.colour_modifiers.contains(&t.word) || self.may_modify(t))
        };
        (from..=from + MODIFIERS).take_while(|at| (from..*at).all(modifies)).find_map(|at| {
            let of = hue(at) && word(at + 1) == Some("of");
            let start = if of { at + 2 } else { at };
            let (length, colour) = self.colours_joined_at(tokens.get(start..)?)?;
            let end = start + length;
            match (of, hue(end)) {
                (true, _) => Some((end, colour)),
                // "A yellow shade" is a lamp's.
                (false, true) => {
                    let thing = word(end).and_then(|w| self.find_noun(w));
                    let thing = thing.is_some_and(|(noun, _)| {
                        self.nouns[noun].node.is_some() || !self.nouns[noun].wholes.is_empty()
                    });
                    (led || !thing).then_some((end + 1, colour))
                }
                // "In a soothing green, …": and no noun follows.
                _ => (led && article && word(end).is_none()).then_some((end, colour)),
            }
        })
    }

    /// "(In) brown and white (color)": any of them.
    fn colours_joined_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let (length, colour) = self.colour_at(tokens)?;
        let rest = tokens.get(length..).unwrap_or_default();
        let joint = |t: &&Token| {
            t.sentence == tokens[0].sentence && (t.word == "and" || t.kind == TokenKind::Comma)
        };
        let joints = rest.iter().take(2).take_while(joint).count();
        let next = rest.get(joints..).filter(|_| joints > 0);
        match (next.and_then(|next| self.colours_joined_at(next)), colour) {
            (Some((more, Meaning::Colour(others))), Meaning::Colour(mut terms))
                if rest.get(joints + more).is_some_and(|t| self.hues.contains(&t.word)) =>
            {
                terms.extend(others);
                Some((length + joints + more, Meaning::Colour(terms)))
            }
            (_, colour) => Some((length, colour)),
        }
    }

    /// A colour with what may stand before it: "pale blue".
    pub(super) fn colour_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let first = tokens.first()?;
        let mut found = self.phrases.at(tokens);
        found.find(|(_, m)| matches!(m, Meaning::Colour(_))).map(owned).or_else(|| {
            if !self.colour_modifiers.contains(&first.word) || tokens.len() < 2 {
                return None;
            }
            self.colour_at(&tokens[1..]).map(|(length, colour)| (1 + length, colour))
        })
    }

    /// "With evident delight", "an expression of pure joy": adjectives between the frame and the feeling.
    fn feeling_at(&self, tokens: &[Token]) -> Option<(usize, Meaning)> {
        let first = tokens.first()?;
        let sentence = first.sentence;
        let word = |at: usize| {
            let here = tokens.get(at).filter(|t| t.sentence == sentence);
            here.filter(|t| t.kind == TokenKind::Word).map(|t| t.word.as_str())
        };
        let named = |from: usize, at: usize| {
            let modifies = (from..at).all(|at| tokens.get(at).is_some_and(|t| self.may_modify(t)));
            // "Is far from happy".
            let denies = |i: usize| self.phrases.at(&tokens[i..]).any(|(_, m)| *m == Meaning::Not);
            let next = tokens.get(at..).filter(|_| modifies && !(from..at).any(denies))?;
            let (length, name) = self.feeling_named(next, sentence)?;
            Some((at + length, Meaning::Emotion(name)))
        };
        let leads = self.feelings.leads.get(&first.word).into_iter().flatten();
        let stands =
            |rest: &&Vec<String>| rest.iter().enumerate().all(|(at, w)| word(at + 1) == Some(w));
        let led = leads.filter(stands).filter_map(|rest| {
            let after = 1 + rest.len();
            (0..=MODIFIERS).find_map(|between| named(after, after + between))
        });
        let led = led.max_by_key(|(length, _)| *length);
        // "Huge grin", where no noun goes on from it.
        let alone = || {
            let adjective = |t: &Token| {
                let known = self.phrases.whole(&t.word).iter();
                known.into_iter().any(|m| matches!(m, Meaning::Beyond | Meaning::Size(_)))
            };
            let found = (1..=MODIFIERS).find_map(|between| {
                let modified = tokens.get(..between)?.iter().all(adjective);
                let (length, name) = self.feeling_noun(tokens.get(between..)?, sentence)?;
                modified.then_some((between + length, Meaning::Emotion(name)))
            });
            let next = |length: usize| word(length).is_some_and(|w| self.by_noun.contains_key(w));
            found.filter(|(length, _)| !next(*length))
        };
        let led = led.or_else(alone);
        if led.is_some() || !OWNERS.contains(&first.word.as_str()) {
            return led;
        }
        // "Whose face is neutral", as a whole.
        let face = word(1).is_some_and(|w| self.feelings.faces.contains(w));
        let shown = tokens.get(1..).filter(|_| face).and_then(|rest| {
            let listed = self.phrases.at(rest).filter(|(_, m)| matches!(m, Meaning::Emotion(_)));
            listed.map(owned).chain(self.feeling_at(rest)).max_by_key(|(length, _)| *length)
        });
        if let Some((length, feeling)) = shown {
            return Some((1 + length, feeling));
        }
        // "Her smile" is a part of her, and no feeling.
        let part = |at: usize| word(at).is_some_and(|w| self.by_noun.contains_key(w));
        let own = |at: usize| {
            let modifies = (1..at).all(|at| tokens.get(at).is_some_and(|t| self.may_modify(t)));
            let next = tokens.get(at..).filter(|_| modifies)?;
            let (length, name) = self.feeling_noun(next, sentence)?;
            (!part(at + length - 1)).then_some((at + length, Meaning::Emotion(name)))
        };
        (1..=1 + MODIFIERS).find_map(own)
    }

    /// The feeling whose noun or adjective the tokens begin with, the longest wording of it.
    fn feeling_named(&self, tokens: &[Token], sentence: usize) -> Option<(usize, String)> {
        // "With a moped", "with wooden beams": what somebody has, whatever else the word says.
        let thing = |length: usize| {
            let found =
                tokens.first().filter(|_| length == 1).and_then(|t| self.find_noun(&t.word));
            found.is_some_and(|(noun, plural)| plural || self.nouns[noun].node.is_some())
        };
        let adjective = self.phrases.at(tokens).filter_map(|(length, meaning)| match meaning {
            Meaning::Emotion(name) if !thing(length) => Some((length, name.clone())),
            _ => None,
        });
        let noun = self.feeling_noun(tokens, sentence);
        noun.into_iter().chain(adjective).max_by_key(|(length, _)| *length)
    }

    /// The feeling whose noun the tokens begin with.
    pub fn feeling_noun(&self, tokens: &[Token], sentence: usize) -> Option<(usize, String)> {
        tokens.first().filter(|t| t.sentence == sentence)?;
        self.feelings.names.at(tokens).find_map(|(length, noun)| match noun {
            Meaning::Emotion(name) => Some((length, name.clone())),
            _ => None,
        })
    }

    /// An adjective or adverb, or a word that nobody knows, such as these mostly are.
    fn may_modify(&self, token: &Token) -> bool {
        let adjective = |m: &Meaning| {
            matches!(m, Meaning::Beyond | Meaning::Size(_) | Meaning::Adverb | Meaning::Emotion(_))
        };
        let known = self.phrases.whole(&token.word);
        let noun =
            self.by_noun.contains_key(&token.word) || self.by_plural.contains_key(&token.word);
        token.kind == TokenKind::Word && !noun && known.iter().all(adjective)
    }
}
