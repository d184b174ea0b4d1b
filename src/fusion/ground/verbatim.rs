//! Words in lower case that are a text all the same, by what stands around them: "a page that mentions students", "no
//! parking signs", "the depth is given as 1.8 m".

use super::names;
use super::seen::Evidence;
use super::texts::folded;
use super::unquoted::{Caption, MEANT, PART, Run, WHOLE};
use crate::fusion::read::claim::PhraseIx;
use crate::fusion::read::{Token, TokenKind};
use crate::fusion::vocabulary::Meaning;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// So many words on, a text that was announced is still told.
const TOLD: usize = 8;
/// From so many words on, a part of a line is no chance.
const NO_CHANCE: usize = 3;
/// A word that says something has so many letters.
const CONTENT: usize = 4;

/// A run of the caption's words that stands so on a line.
struct Same {
    /// Of [`Caption::flat`].
    words: Range<usize>,
    tokens: Range<usize>,
    line: usize,
    whole: bool,
}

/// The words of all lines, and where each stands.
struct Lines {
    words: Vec<Vec<String>>,
    at: FxHashMap<String, Vec<(usize, usize)>>,
}

impl Lines {
    fn of(evidence: &Evidence<'_>) -> Self {
        let words = evidence.lines.iter().map(|line| {
            folded(&line.text).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        });
        let words: Vec<Vec<String>> = words.collect();
        let mut at: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        for (line, shown) in words.iter().enumerate() {
            for (place, word) in shown.iter().enumerate() {
                at.entry(word.clone()).or_default().push((line, place));
            }
        }
        Self { words, at }
    }

    /// The words after each place where the word stands.
    fn after<'l>(&'l self, word: &str) -> impl Iterator<Item = &'l [String]> {
        let places = self.at.get(word).into_iter().flatten();
        places.map(|(line, place)| &self.words[*line][place + 1..])
    }
}

impl Caption<'_> {
    /// Runs that stand on a line, where what is around them says that they are read there.
    pub(super) fn verbatim(&self, evidence: &Evidence<'_>) -> Vec<Run> {
        let lines = Lines::of(evidence);
        let told = self.told();
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.flat.len() {
            let same = self.same_at(at, &lines);
            let run = same.and_then(|same| self.quoted(&same, &told, evidence).map(|r| (r, same)));
            match run {
                Some((run, same)) => {
                    at = same.words.end;
                    runs.push(run);
                }
                None => {
                    runs.extend(self.other_number(at, &told, &lines, evidence));
                    at += 1;
                }
            }
        }
        runs
    }

    /// The longest run from there on that stands on a line.
    fn same_at(&self, at: usize, lines: &Lines) -> Option<Same> {
        let places = lines.at.get(&self.flat[at].folded)?;
        let length = |(line, place): &(usize, usize)| {
            let shown = lines.words[*line][*place..].iter().zip(&self.flat[at..]);
            shown.take_while(|(shown, said)| **shown == said.folded).count()
        };
        let whole = |place: &(usize, usize)| lines.words[place.0].len() == length(place);
        let best = places.iter().max_by_key(|p| (length(p), whole(p)))?;
        let words = at..at + length(best);
        let tokens = self.whole_tokens(at, words.len())?;
        (!self.is_read_as_text(&tokens, false)).then(|| Same {
            words,
            tokens,
            line: best.0,
            whole: whole(best),
        })
    }

    /// The run is a text; `None`: it may stand there by chance.
    fn quoted(&self, same: &Same, told: &[bool], evidence: &Evidence<'_>) -> Option<Run> {
        let length = same.words.len();
        let run = &self.tokens[same.tokens.clone()];
        let content = same.tokens.clone().filter(|t| self.is_content(*t)).count();
        let known = |t: usize| {
            let named = self.words.readings(&self.tokens[t..]);
            named.iter().any(|(l, m)| *l >= run.len() && matches!(m, Meaning::Noun { .. }))
        };
        let named = run.len() == 1 && self.is_there(&run[0].word, evidence);
        // "Public Hire", where "PRIVATE HIRE" is read, is no part of that.
        let goes_on = length == 1 && self.goes_on(&same.tokens);
        let announced = told[same.tokens.start] && content > 0 && !named && !goes_on;
        let no_chance = length >= NO_CHANCE && content > 1
            || same.whole
                && length > 1
                && content == length
                && !known(same.tokens.start)
                && !self.is_occasion(&run[run.len() - 1]);
        // "A lavender with the text LAVENDER on it" is a plant.
        let plant = length == 1 && is_fine(&run[0].word, evidence);
        let written = same.whole && self.is_written(same.tokens.end) && !plant;
        let sentence = same.whole && run.len() == run[0].rest && length > 1;
        let on = self.bearer(same, evidence);
        let measure = length > 1 && self.is_measure(same.words.clone());
        let code = length == 1 && is_code(&run[0].word) && !goes_on && !plant;
        let sure = announced || no_chance || written || sentence || on.is_some() || measure || code;
        let score = if same.whole { WHOLE } else { PART } + length as f64 / 100.0;
        sure.then(|| Run { tokens: same.tokens.clone(), score, on: on.flatten() })
    }

    /// "The poetry shelf", "a no parking sign": a line right before what bears it, and which thing of the caption that is.
    fn bearer(&self, same: &Same, evidence: &Evidence<'_>) -> Option<Option<PhraseIx>> {
        let next = self.tokens.get(same.tokens.end)?;
        let from = &self.tokens[same.tokens.start..];
        let (noun, _) = self.words.find_noun(&next.word)?;
        let bears = evidence.lines[same.line]
            .on
            .is_some_and(|on| names::fit(noun, &evidence.seen[on], evidence).is_some());
        // "A parking sign" tells its sort.
        let sign = same.words.len() > 1 && self.words.tells_text(&self.words.noun(noun).word);
        // "A stop sign" is one thing.
        let compound = self.words.readings(from);
        let compound =
            same.words.len() == 1 && compound.iter().any(|(l, _)| *l > same.tokens.len());
        let phrase = self.reading.phrases.iter().position(|p| p.head.start == next.span.start);
        let here = same.whole && next.sentence == from[0].sentence && !compound;
        (here && (sign || bears)).then_some(phrase)
    }

    /// "Order 73", "1.9 m", where another number stands on the line.
    fn other_number(
        &self,
        at: usize,
        told: &[bool],
        lines: &Lines,
        evidence: &Evidence<'_>,
    ) -> Option<Run> {
        let word = &self.flat[at];
        let number = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit());
        let next = self.flat.get(at + 1)?;
        let names = word.folded.chars().count() >= CONTENT
            && number(&next.folded)
            && self.is_content(word.token)
            && !self.is_there(&word.folded, evidence);
        let words = if names {
            let mut shown = lines.after(&word.folded).filter_map(<[String]>::first).peekable();
            shown.peek()?;
            if !shown.all(|w| number(w) && *w != next.folded) {
                return None;
            }
            at..at + 2
        } else {
            let end = (at + 1..self.flat.len().min(at + 3)).find(|end| {
                number(&word.folded) && self.is_measure(at..end + 1) && told[word.token]
            })?;
            lines.at.get(&self.flat[end].folded)?;
            at..end + 1
        };
        let tokens = self.whole_tokens(words.start, words.len())?;
        let free = !self.is_read_as_text(&tokens, false);
        free.then_some(Run { tokens, score: MEANT, on: None })
    }

    /// Numbers, and what they are in: "1.8 m".
    fn is_measure(&self, words: Range<usize>) -> bool {
        let Some([numbers @ .., unit]) = self.flat.get(words) else { return false };
        let number = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit());
        !numbers.is_empty()
            && numbers.iter().all(|w| number(&w.folded))
            && self.words.is_unit(&unit.folded)
    }

    /// "At a yard sale", "on an open day": where it is, and when.
    fn is_occasion(&self, token: &Token) -> bool {
        let readings = self.words.readings(std::slice::from_ref(token));
        readings.iter().any(|(_, m)| match m {
            Meaning::Noun { noun, .. } => self.words.noun(*noun).setting,
            m => *m == Meaning::Picture,
        })
    }

    /// A word that says something by itself.
    fn is_content(&self, token: usize) -> bool {
        let small = |(length, m): &(usize, Meaning)| {
            *length == 1
                && matches!(
                    m,
                    Meaning::Determiner(_)
                        | Meaning::Link
                        | Meaning::HedgedLink
                        | Meaning::Have
                        | Meaning::And
                        | Meaning::Of
                        | Meaning::To
                        | Meaning::With
                        | Meaning::While
                        | Meaning::Relative
                        | Meaning::Relation(_)
                        | Meaning::Quantity { .. }
                        | Meaning::Pronoun(_)
                        | Meaning::Possessive
                        | Meaning::Not
                        | Meaning::There
                        | Meaning::Adverb
                )
        };
        let long = self.tokens[token].word.chars().count() >= CONTENT;
        long && !self.words.readings(&self.tokens[token..]).iter().any(small)
    }

    /// The word names something that is in evidence.
    fn is_there(&self, word: &str, evidence: &Evidence<'_>) -> bool {
        let node = self.words.find_noun(word).and_then(|(noun, _)| self.words.noun(noun).node);
        node.is_some_and(|named| {
            let is = |s: &super::seen::Seen| {
                !s.rejected && s.node.is_some_and(|n| evidence.taxonomy.is_a(n, named))
            };
            evidence.seen.iter().any(is)
        })
    }

    /// Of each token: what stands before it in its clause says that a text is told.
    fn told(&self) -> Vec<bool> {
        let mut told = vec![false; self.tokens.len()];
        let mut open = 0..0;
        for (at, token) in self.tokens.iter().enumerate() {
            let before = at.checked_sub(1).map(|b| &self.tokens[b]);
            let before = before.filter(|b| b.sentence == token.sentence);
            if before.is_none() || token.kind != TokenKind::Word {
                open = 0..0;
            }
            told[at] = open.contains(&at);
            let sign = before.is_some_and(|b| self.words.tells_text(&self.one(b)));
            let readings = self.words.readings(&self.tokens[at..]);
            let opens = readings.iter().filter(|(length, m)| match m {
                // "Reading", which people do as well.
                Meaning::TextVerb => {
                    sign || !readings.iter().any(|(l, m)| l == length && m.is_done())
                }
                Meaning::Musing => sign,
                _ => false,
            });
            let after = opens.map(|(length, _)| at + length).max();
            let topic = (sign && self.words.is_topic(&token.word)).then_some(at + 1);
            let lettering = self.words.tells_text(&token.word) && token.word.ends_with("ing");
            if let Some(after) = after.or(topic).or(lettering.then_some(at + 1)) {
                open = after..after + TOLD;
            }
        }
        told
    }

    /// A noun's token in the singular.
    fn one(&self, token: &Token) -> String {
        let noun = self.words.find_noun(&token.word);
        noun.map_or(&token.word, |(noun, _)| &self.words.noun(noun).word).clone()
    }
}

/// Letters and digits in one: "B17".
fn is_code(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic)
}

/// It is of a fine name that something bears: "A320".
fn is_fine(word: &str, evidence: &Evidence<'_>) -> bool {
    let mut fine = evidence.seen.iter().flat_map(|s| &s.fine);
    fine.any(|f| folded(&f.name).split(' ').any(|part| part == word))
}
