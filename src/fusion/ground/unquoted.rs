//! Text that a caption quotes without quotation marks: runs of its words that are, or are clearly meant for, a line
//! that was read in the picture.

use super::flat::{Word, flat};
use super::seen::{Evidence, Fine};
use super::texts::{CURRENCIES, folded, is_price, similarity};
use crate::domain::AttributeKind;
use crate::fusion::read::claim::{Body, Claim, Means, PhraseIx, Planar, Reading};
use crate::fusion::read::{Token, TokenKind, tokens};
use crate::fusion::vocabulary::{Meaning, Vocabulary};

/// A run of words is taken for a quotation from this similarity on.
pub(super) const MEANT: f64 = 0.7;
/// What is a line word for word goes before what is only like one, a longer run before a shorter.
pub(super) const WHOLE: f64 = 2.0;
pub(super) const PART: f64 = 1.0;
/// From so many words on a line is no chance, whatever its case.
const NO_CHANCE: usize = 3;
/// What may stand between the numbers of a score.
const DASHES: [&str; 5] = ["-", "–", "—", ":", "/"];
/// ... and of a sum.
pub(super) const SIGNS: [&str; 4] = ["=", "+", "×", "÷"];
/// Two words are one of a line, run together, from so many letters on: "in to" is no INTO.
const TOGETHER: usize = 6;
/// A lone word of a line is a name from so many letters on.
const NAME: usize = 4;

/// A run of tokens that may be a quotation.
pub(super) struct Run {
    pub(super) tokens: std::ops::Range<usize>,
    /// How surely.
    pub(super) score: f64,
    /// What bears it.
    pub(super) on: Option<PhraseIx>,
}

/// Adds the quotations without marks, and takes out what was read of their words otherwise.
pub fn read(text: &str, reading: &mut Reading, evidence: &Evidence<'_>) {
    if evidence.lines.is_empty() {
        return;
    }
    let tokens = tokens(text);
    let caption = Caption {
        text,
        tokens: &tokens,
        flat: flat(text, &tokens),
        reading,
        words: evidence.words,
    };
    let mut runs: Vec<Run> =
        evidence.lines.iter().flat_map(|line| caption.runs_of(&folded(&line.text))).collect();
    runs.extend(caption.prices(evidence));
    runs.extend(caption.verbatim(evidence));
    let mut kept: Vec<Claim> = Vec::new();
    for passage in caption.passages(evidence) {
        let run = caption.whole_tokens(passage.words.start, passage.words.len());
        let run = run.filter(|run| !caption.is_read_as_text(run, false));
        let claim =
            run.map(|run| Claim { body: Body::Text(passage.said), ..claim(text, &tokens[run]) });
        if let Some(claim) = claim.filter(|c| !kept.iter().any(|k| overlap(k, c))) {
            kept.push(claim);
        }
    }
    runs.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.tokens.start.cmp(&b.tokens.start)));
    for run in runs {
        let denied = caption.is_denied(run.tokens.start);
        let mut claim = Claim { negated: denied, ..claim(text, &tokens[run.tokens]) };
        // "The poetry shelf": which one it is.
        claim.restricts = run.on.is_some();
        claim.subjects.extend(run.on.map(|ix| vec![ix]));
        if caption.is_brand(&claim, evidence) {
            continue;
        }
        if !kept.iter().any(|k| overlap(k, &claim)) {
            kept.push(claim);
        }
    }
    // What is text is no thing, no name, no number.
    let quoted = reading.claims.iter().filter(|c| matches!(c.body, Body::Text(_)));
    let quoted: Vec<_> = quoted.map(|c| c.span.clone()).collect();
    let within = |outer: &std::ops::Range<usize>, span: &std::ops::Range<usize>| {
        outer.start <= span.start && span.end <= outer.end
    };
    let inside = |span: &std::ops::Range<usize>| kept.iter().any(|k| within(&k.span, span));
    let in_quotes = |span: &std::ops::Range<usize>| quoted.iter().any(|q| within(q, span));
    reading
        .claims
        .retain(|c| !(inside(&c.span) || matches!(c.body, Body::Named(_)) && in_quotes(&c.span)));
    for phrase in &mut reading.phrases {
        let name = matches!(phrase.means, Means::Name(_)) && phrase.refers.is_none();
        // "In bed 12": it is there as well.
        let there = match phrase.means {
            Means::Thing(noun) => {
                let numbered = |k: &Claim| {
                    k.span.start == phrase.head.start
                        && text[phrase.head.end.min(k.span.end)..k.span.end]
                            .trim()
                            .parse::<u32>()
                            .is_ok()
                };
                kept.iter().any(numbered) && !super::names::candidates(noun, evidence).is_empty()
            }
            _ => false,
        };
        if there {
            continue;
        }
        if inside(&phrase.head) || name && in_quotes(&phrase.head) {
            phrase.means = Means::Text(text[phrase.head.clone()].to_owned());
        }
        if phrase.quantity.as_ref().is_some_and(|q| inside(&q.span)) {
            phrase.quantity = None;
        }
    }
    bear(&mut kept, reading);
    reading.claims.extend(kept);
}

/// "Fresh Milk is written on the truck": the truck bears it.
fn bear(kept: &mut [Claim], reading: &mut Reading) {
    let phrases = &reading.phrases;
    reading.claims.retain(|claim| {
        let rests = matches!(claim.body, Body::Planar(Planar::On | Planar::Inside));
        let [ix] = claim.subjects.first().map_or(&[][..], Vec::as_slice) else { return true };
        let written = |text: &&mut Claim| {
            text.span.end >= phrases[*ix].head.end && text.span.start <= phrases[*ix].head.start
        };
        let text = kept.iter_mut().find(written).filter(|_| rests && !claim.negated);
        match text {
            Some(text) => {
                text.subjects.insert(0, claim.objects.clone());
                false
            }
            None => true,
        }
    });
}

fn overlap(a: &Claim, b: &Claim) -> bool {
    a.span.start < b.span.end && b.span.start < a.span.end
}

/// The caption, as runs of it are looked for.
pub(super) struct Caption<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) flat: Vec<Word>,
    pub(super) reading: &'a Reading,
    pub(super) words: &'a Vocabulary,
}

impl Caption<'_> {
    /// "A Yamaha motorcycle": who made it, where its logo was recognised, and not what is written on it.
    fn is_brand(&self, run: &Claim, evidence: &Evidence<'_>) -> bool {
        let said = &self.text[run.span.clone()];
        let logo = |f: &Fine| {
            let sure = f.confidence >= evidence.rules.assert;
            f.kind == AttributeKind::Logo && sure && f.name.eq_ignore_ascii_case(said)
        };
        let named = |c: &Claim| matches!(c.body, Body::Named(_)) && c.span == run.span;
        said.chars().any(char::is_lowercase)
            && self.reading.claims.iter().any(named)
            && evidence.seen.iter().any(|s| s.fine.iter().any(logo))
    }

    /// The runs that quote a line, whole or in part.
    fn runs_of(&self, line: &str) -> Vec<Run> {
        let wanted: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
        let mut runs = Vec::new();
        for (at, words) in self.flat.windows(wanted.len().max(1)).enumerate() {
            let Some(tokens) = self.whole_tokens(at, words.len()) else { continue };
            let exact = words.iter().zip(&wanted).all(|(a, b)| a.is(b));
            // "Hill Farm's tractor" names HILL FARM.
            let whose =
                exact && wanted.last().zip(words.last()).is_some_and(|(b, a)| a.is_whose(b));
            let tokens = tokens.start..tokens.end - usize::from(whose);
            let score = if exact && self.is_quotation(tokens.clone(), wanted.len()) {
                WHOLE + wanted.len() as f64
            } else if self.looks_quoted(tokens.clone()) || self.is_said(tokens.start) {
                similarity(&folded(self.original(&tokens)), line)
            } else {
                0.0
            };
            // "Platform 6", where "PLATFORM 4" is read.
            let misnumbered = wanted.len() > 1 && {
                let (said, line) = (&words[wanted.len() - 1].folded, wanted[wanted.len() - 1]);
                let digits = |w: &str| w.chars().all(|c| c.is_ascii_digit());
                let same = words.iter().zip(&wanted[..wanted.len() - 1]);
                digits(said) && digits(line) && same.clone().all(|(a, b)| a.folded == *b)
            };
            let score = if misnumbered { score.max(MEANT) } else { score };
            let room = !self.is_read_as_text(&tokens, score >= WHOLE || misnumbered);
            if score >= MEANT && room {
                runs.push(Run { tokens, score, on: None });
            }
        }
        runs.extend(self.run_together(&wanted));
        runs.extend((0..self.flat.len()).filter_map(|at| self.part_of(&wanted, at)));
        runs
    }

    /// "PRO xtraX", where PROXTRAX is read.
    fn run_together(&self, line: &[&str]) -> Vec<Run> {
        let [one] = line else { return Vec::new() };
        let apart =
            |two: &[Word]| one.strip_prefix(two[0].folded.as_str()) == Some(two[1].folded.as_str());
        let pairs = self.flat.windows(2).enumerate().filter(|_| one.len() >= TOGETHER);
        let runs = pairs.filter(|two| apart(two.1)).filter_map(|(at, _)| self.whole_tokens(at, 2));
        let runs = runs.filter(|tokens| !self.is_read_as_text(tokens, true));
        runs.map(|tokens| Run { tokens, score: WHOLE, on: None }).collect()
    }

    /// The longest run from there on that is a part of the line: "Stoke Newington" of "73 STOKE NEWINGTON".
    fn part_of(&self, line: &[&str], at: usize) -> Option<Run> {
        let from = |start: usize| {
            let pairs = line[start..].iter().zip(&self.flat[at..]);
            pairs.take_while(|(a, b)| **a == b.folded).count()
        };
        let length = (0..line.len()).map(from).max().filter(|n| *n > 0 && *n < line.len())?;
        let tokens = self.whole_tokens(at, length)?;
        let run = &self.tokens[tokens.clone()];
        let capitals = run.iter().all(|t| t.capital || t.word.chars().all(|c| c.is_ascii_digit()))
            && run.iter().any(|t| t.capital);
        let name = match run {
            [only] => {
                let unknown = self.words.readings(&self.tokens[tokens.start..]).is_empty();
                unknown && only.word.chars().count() >= NAME && !self.begins_sentence(tokens.start)
            }
            _ => true,
        };
        // "73 to oxford circus": where nothing has a capital.
        let small = run.len() > 1 && !self.tokens.iter().any(|t| t.capital);
        let alone = !self.goes_on(&tokens);
        let taken = self.is_read_as_text(&tokens, false);
        // "49.99", "$5" of "SALE 49.99", "EVERYTHING $5": prices.
        let digits = run.iter().all(|t| t.word.starts_with(|c: char| c.is_ascii_digit()));
        let marked = self.text[..run.first()?.span.start].ends_with(CURRENCIES);
        let priced = digits && (marked || length > 1 && run.len() == 1);
        // "The 73 pulls in", "a heart rate of 72".
        let number = run.len() == 1 && digits && run[0].word.len() > 1 && !self.counts(&run[0]);
        (!taken && (priced || number || (capitals && name || small) && alone)).then(|| Run {
            tokens,
            score: PART + length as f64 / 100.0,
            on: None,
        })
    }

    /// The tokens of so many words from there on; `None` where that cuts a token, or leaves its sentence.
    pub(super) fn whole_tokens(&self, at: usize, length: usize) -> Option<std::ops::Range<usize>> {
        let last = at + length - 1;
        let (first, end) = (self.flat.get(at)?.token, self.flat.get(last)?.last);
        let cut = at > 0 && self.flat[at - 1].last == first
            || self.flat.get(last + 1).is_some_and(|w| w.token == end);
        let run = &self.tokens[first..=end];
        // What stands between marks is quoted already.
        let unmarked = |t: &Token| {
            let mark = &self.text[t.span.clone()];
            let dash = t.kind == TokenKind::Stop && DASHES.contains(&mark);
            let dash = dash || t.kind != TokenKind::Word && SIGNS.contains(&mark);
            let quote = t.kind == TokenKind::Quote && t.word.len() == t.span.len();
            t.kind == TokenKind::Word || quote || dash
        };
        let one =
            run.iter().all(unmarked) && self.tokens[first].sentence == self.tokens[end].sentence;
        (!cut && one).then_some(first..end + 1)
    }

    fn original(&self, run: &std::ops::Range<usize>) -> &str {
        let (first, last) = (&self.tokens[run.start], &self.tokens[run.end - 1]);
        &self.text[first.span.start..last.span.end]
    }

    /// A text claim stands there already; `longer`: one that is not just a piece of the run.
    pub(super) fn is_read_as_text(&self, run: &std::ops::Range<usize>, longer: bool) -> bool {
        let (start, end) = (self.tokens[run.start].span.start, self.tokens[run.end - 1].span.end);
        let piece =
            |c: &Claim| start <= c.span.start && c.span.end <= end && c.span.len() < end - start;
        let texts = self.reading.claims.iter().filter(|c| matches!(c.body, Body::Text(_)));
        texts.filter(|c| c.span.start < end && start < c.span.end).any(|c| !(longer && piece(c)))
    }

    /// Words that are a line word for word are a quotation where that is no chance.
    fn is_quotation(&self, run: std::ops::Range<usize>, words: usize) -> bool {
        let tokens = &self.tokens[run.clone()];
        let digit = |t: &Token| t.word.chars().any(|c| c.is_ascii_digit());
        let said = || {
            let before = self.tokens[..run.start].iter().enumerate();
            let here = before.filter(|(_, t)| t.sentence == tokens[0].sentence);
            here.into_iter().any(|(at, _)| {
                self.words.readings(&self.tokens[at..]).iter().any(|r| r.1 == Meaning::TextVerb)
            })
        };
        let looks = || self.looks_quoted(run.clone());
        match words {
            1 => {
                let number =
                    tokens.iter().all(|t| t.word.len() > 1 && t.word.parse::<u32>().is_ok());
                let word = &tokens[0].word;
                // "With unicef on his shirt": nobody knows the word but from there.
                let strange = word.chars().count() >= NAME
                    && self.words.readings(&self.tokens[run.start..]).is_empty()
                    && self.words.is_strange(word);
                number && !self.counts(&tokens[0])
                    || strange
                    || looks()
                    || self.is_said(run.start)
                    || (number || tokens[0].capital) && self.is_written(run.end)
            }
            n if n >= NO_CHANCE => true,
            _ => tokens.iter().any(digit) || said() || looks(),
        }
    }

    /// A number that a phrase holds: of so many things.
    fn counts(&self, number: &Token) -> bool {
        let within = |span: &std::ops::Range<usize>| {
            span.start <= number.span.start && number.span.end <= span.end
        };
        self.reading.phrases.iter().any(|p| within(&p.span))
    }

    /// "On sale for 39.99": a price, where one can be read.
    fn prices(&self, evidence: &Evidence<'_>) -> Vec<Run> {
        let shown = evidence.lines.iter().any(|line| is_price(&line.text));
        let price = |at: &usize| {
            let token = &self.tokens[*at];
            let digits = token.word.starts_with(|c: char| c.is_ascii_digit());
            let run = *at..*at + 1;
            let said = &self.text[begins(self.text, &self.tokens[run.clone()])..token.span.end];
            digits
                && token.kind == TokenKind::Word
                && is_price(said)
                && !self.is_read_as_text(&run, false)
        };
        let all = (0..self.tokens.len()).filter(|_| shown).filter(price);
        all.map(|at| Run { tokens: at..at + 1, score: MEANT, on: None }).collect()
    }

    /// Capitalised, or numbers alone.
    fn looks_quoted(&self, run: std::ops::Range<usize>) -> bool {
        let original = self.original(&run);
        let at_start = self.begins_sentence(run.start);
        let run = &self.tokens[run];
        let numbers = run.len() > 1 && run.iter().all(|t| t.word.parse::<u32>().is_ok());
        let capitals = run.iter().skip(usize::from(at_start)).filter(|t| t.capital).count();
        let shouted = original.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !original.chars().any(char::is_lowercase);
        let content = run.iter().filter(|t| t.word.chars().count() > 3 || t.capital).count();
        shouted || numbers || capitals * 2 >= content.max(1) && capitals > 0
    }
}

/// Where a run begins, with the mark before a price.
fn begins(text: &str, run: &[Token]) -> usize {
    let start = run.first().map_or(0, |t| t.span.start);
    let mark = text[..start].chars().next_back().filter(|c| CURRENCIES.contains(c));
    start - mark.map_or(0, char::len_utf8)
}

fn claim(text: &str, run: &[Token]) -> Claim {
    let start = begins(text, run);
    let end = run.last().map_or(start, |t| t.span.end);
    Claim {
        span: start..end,
        subjects: Vec::new(),
        body: Body::Text(text[start..end].to_owned()),
        objects: Vec::new(),
        negated: false,
        hedged: false,
        mused: false,
        restricts: false,
        guessed: false,
        sentence: run.first().map_or(0, |t| t.sentence),
    }
}
