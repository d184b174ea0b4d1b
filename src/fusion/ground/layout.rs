//! Where a sentence says that its texts stand: "in the corner one reads A, and right beside it B, which is above C".

use crate::fusion::read::Item;
use crate::fusion::read::claim::{Body, Cells, Claim, Means, PhraseIx, Planar, Reading};
use crate::fusion::vocabulary::{Article, Meaning, RelationBody};
use std::ops::Range;

/// A text, and what is said of where it stands.
pub(super) struct Stands {
    /// Index of the text's claim.
    pub(super) text: usize,
    pub(super) span: Range<usize>,
    pub(super) said: Said,
    /// It cannot be said of anything else, as of what bears the text.
    pub(super) sure: bool,
    /// The mark after its words.
    end: usize,
}

#[derive(Clone, Copy)]
pub(super) enum Said {
    Place(Cells),
    /// To another text, by its claim.
    Planar(Planar, usize),
    /// Between two other texts.
    Between([usize; 2]),
    /// To a thing, by its phrase.
    Thing(Planar, PhraseIx),
}

/// What a word may be in a sentence about texts.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Text(usize),
    Place(Cells),
    Planar(Planar),
    /// "To its right".
    Side(Planar),
    It,
    /// "The former" or, if so, "the latter".
    Pick(bool),
    Which,
    And,
    /// A comma, or where a clause ends.
    Pause,
    With,
    /// "The word".
    Introduces,
    /// "… is printed", "… appears", "… can be seen", "in white".
    Written,
    Other,
}

/// All that the sentences say of where their texts stand.
pub(super) fn all(items: &[Item], reading: &Reading) -> Vec<Stands> {
    let mut out = Vec::new();
    for sentence in items.chunk_by(|a, b| a.sentence == b.sentence) {
        out.extend(Sentence::of(sentence, reading).stands());
    }
    out
}

struct Sentence<'a> {
    marks: Vec<(Mark, Range<usize>)>,
    reading: &'a Reading,
}

impl<'a> Sentence<'a> {
    fn of(items: &[Item], reading: &'a Reading) -> Self {
        let mut marks: Vec<(Mark, Range<usize>)> = Vec::new();
        for item in items {
            let read = reading.claims.iter().position(|c| {
                let over = c.span.start < item.span.end && item.span.start < c.span.end;
                over && matches!(c.body, Body::Text(_)) && !c.negated
            });
            let mark = match read {
                Some(text) if marks.last().is_some_and(|m| m.0 == Mark::Text(text)) => continue,
                Some(text) => Mark::Text(text),
                None => mark(&item.meaning),
            };
            marks.push((mark, item.span.clone()));
        }
        Self { marks, reading }
    }

    fn at(&self, at: usize) -> Option<Mark> {
        self.marks.get(at).map(|m| m.0)
    }

    fn stands(&self) -> Vec<Stands> {
        let mut out: Vec<Stands> = Vec::new();
        if !self.marks.iter().any(|m| matches!(m.0, Mark::Text(_))) {
            return out;
        }
        for at in 0..self.marks.len() {
            out.extend(self.stands_at(at, &out));
        }
        out
    }

    /// What the place or relation there says of which text.
    fn stands_at(&self, at: usize, before: &[Stands]) -> Option<Stands> {
        if let Some(picked) = self.former_to_latter(at) {
            return Some(picked);
        }
        if let Some((others, end)) = self.two_after(at) {
            let (text, sure) = self.precedes(at, before)?;
            let (said, span) = (Said::Between(others), self.marks[at].1.clone());
            return Some(Stands { text, span, said, sure, end });
        }
        let (planar, end, object) = match self.at(at)? {
            Mark::Place(_) => (None, at + 1, None),
            Mark::Side(planar) => (Some(planar), at + 1, None),
            Mark::Planar(planar) => match self.introduced(at + 1, &[]) {
                Some((text, end)) => (Some(planar), end, Some(text)),
                // "A and B on it": on what bears them.
                None if matches!(planar, Planar::On | Planar::Inside) => return None,
                None if self.at(at + 1) == Some(Mark::It) => (Some(planar), at + 2, None),
                None => {
                    let alone = matches!(self.at(at + 1), None | Some(Mark::Pause | Mark::And));
                    (Some(planar).filter(|_| alone), at + 1, None)
                }
            },
            _ => return None,
        };
        if let (Mark::Planar(planar), None) = (self.at(at)?, planar) {
            let (text, _) = self.precedes(at, before).filter(|(_, sure)| *sure)?;
            let said = Said::Thing(planar, self.thing_after(at, planar)?);
            return Some(Stands { text, span: self.marks[at].1.clone(), said, sure: true, end });
        }
        let begins = self.begins(at);
        let noted = self.noted_before(at).map(|text| (text, true));
        let (text, sure) = noted
            .or_else(|| begins.then(|| self.follows(end)).flatten())
            .or_else(|| self.precedes(at, before))
            .or_else(|| if begins { None } else { self.follows_link(end, at) })?;
        let said = match (self.at(at)?, planar) {
            (Mark::Place(cells), _) => Said::Place(cells),
            (_, Some(planar)) => {
                let other = object.or_else(|| self.named_before(at, text))?;
                Said::Planar(planar, other)
            }
            _ => return None,
        };
        // "Below it": what that is, is guessed.
        let sure = sure && (planar.is_none() || object.is_some());
        let span = self.marks[at].1.clone();
        Some(Stands { text, span, said, sure, end })
    }

    /// "X and Y, the former above the latter".
    fn former_to_latter(&self, at: usize) -> Option<Stands> {
        let Mark::Planar(planar) = self.at(at)? else { return None };
        let skip = |m: &Mark| matches!(m, Mark::Introduces | Mark::Written);
        let back = self.marks[..at].iter().rposition(|m| !skip(&m.0))?;
        let on = at + 1 + self.marks[at + 1..].iter().position(|m| !skip(&m.0))?;
        let (Mark::Pick(one), Mark::Pick(other)) = (self.at(back)?, self.at(on)?) else {
            return None;
        };
        let texts: Vec<usize> = self.marks[..back].iter().filter_map(|m| m.0.text()).collect();
        let [.., former, latter] = *texts.as_slice() else { return None };
        let picked = |last: bool| if last { latter } else { former };
        let said = Said::Planar(planar, picked(other));
        let span = self.marks[at].1.clone();
        (one != other).then(|| Stands { text: picked(one), span, said, sure: true, end: on + 1 })
    }

    /// "(X is printed) between Y and Z".
    fn two_after(&self, at: usize) -> Option<([usize; 2], usize)> {
        if self.at(at)? != Mark::Planar(Planar::Between) {
            return None;
        }
        let (one, and) = self.introduced(at + 1, &[])?;
        let (other, end) = self.introduced(and + 1, &[])?;
        (self.at(and)? == Mark::And).then_some(([one, other], end))
    }

    /// A text that stands there with no more before it than what introduces it.
    fn introduced(&self, from: usize, also: &[Mark]) -> Option<(usize, usize)> {
        let skipped = |m: &(Mark, Range<usize>)| m.0 == Mark::Introduces || also.contains(&m.0);
        let rest = self.marks.get(from..)?;
        let at = from + rest.iter().take_while(|m| skipped(m)).count();
        match self.at(at)? {
            Mark::Text(text) => Some((text, at + 1)),
            _ => None,
        }
    }

    /// The words there open a clause, or what was said before them ends.
    fn begins(&self, at: usize) -> bool {
        let mut before = self.marks[..at].iter().rev().map(|m| m.0);
        let opens = |m: Mark| matches!(m, Mark::And | Mark::Pause);
        before.next().is_none_or(opens)
            || before.next().is_none_or(opens) && self.at(at - 1) == Some(Mark::Written)
    }

    /// "In the corner, the words HILL FARM are written".
    fn follows(&self, end: usize) -> Option<(usize, bool)> {
        let (text, after) = self.introduced(end, &[Mark::Pause, Mark::Written])?;
        // "On the left A, on the right B is written in the middle": that is said of what follows.
        // ... but "on the right B in red" says no other place.
        let placed = match self.at(after) {
            Some(Mark::Planar(planar)) => !matches!(planar, Planar::On | Planar::Inside),
            mark => matches!(mark, Some(Mark::Place(_))),
        };
        (!placed).then(|| (text, self.is_borne_by_none(text)))
    }

    /// "To the left of A is B".
    fn follows_link(&self, end: usize, at: usize) -> Option<(usize, bool)> {
        // ... and "the text on the left is A".
        let opener = |m: &(Mark, Range<usize>)| matches!(m.0, Mark::Written | Mark::Introduces);
        let opens = self.marks[..at].iter().all(opener);
        let linked = matches!(self.at(end), Some(Mark::Written | Mark::Introduces));
        self.follows(end).filter(|_| opens && linked)
    }

    /// "Text: X, upper left; Y, upper right": each text with its place, and nothing besides.
    fn noted_before(&self, at: usize) -> Option<usize> {
        let pause = |at: usize| matches!(self.at(at), None | Some(Mark::Pause));
        let text = self.at(at.checked_sub(2)?)?.text()?;
        let told = |m: &(Mark, Range<usize>)| matches!(m.0, Mark::Text(_) | Mark::Place(_));
        let first = self.marks.iter().find(|m| told(m))?.0;
        let noted = pause(at - 1) && pause(at + 1) && first.text().is_some();
        (noted && self.is_of_texts(at) && self.is_borne_by_none(text)).then_some(text)
    }

    /// No thing is named before.
    fn is_of_texts(&self, at: usize) -> bool {
        self.marks[..at].iter().all(|m| m.0 != Mark::Other)
    }

    /// "X is printed there", "X there and again there", "X above Y, which comes below Z".
    fn precedes(&self, at: usize, before: &[Stands]) -> Option<(usize, bool)> {
        let back = |from: usize, skip: &[Mark]| {
            self.marks[..from].iter().rposition(|m| !skip.contains(&m.0)).map_or(0, |i| i + 1)
        };
        let said = back(at, &[Mark::Written, Mark::Introduces, Mark::Which]);
        let which = self.marks[said..at].iter().any(|m| m.0 == Mark::Which);
        let first = back(said, &[Mark::And, Mark::Pause, Mark::Written]);
        let joined = first < said;
        let last = before.iter().rev().find(|s| s.end == first);
        if let (Some(last), false) = (last, which) {
            return Some((last.text, last.sure));
        }
        let text = match self.at(first.checked_sub(1)?)? {
            Mark::Text(text) => text,
            _ => return None,
        };
        let written = said < at;
        if which || joined {
            return (which && written).then_some((text, last.is_some_and(|last| last.sure)));
        }
        let opener = back(first - 1, &[Mark::Introduces]).checked_sub(1);
        let with = opener.is_some_and(|i| self.at(i) == Some(Mark::With) && self.begins(i));
        let subject = opener.is_none_or(|i| matches!(self.at(i), Some(Mark::And | Mark::Pause)));
        // "With A at the top and B at the bottom".
        let listed = back(first - 1, &[Mark::Introduces, Mark::And, Mark::Pause]);
        let listed = before.last().is_some_and(|last| last.end == listed && last.sure);
        // "Text: A at the top".
        let placed = matches!(self.at(at), Some(Mark::Place(_)));
        let bare = subject && placed && self.is_borne_by_none(text) && self.is_of_texts(at);
        let sure = with || listed || bare || (subject || self.is_borne_by_unknown(text)) && written;
        Some((text, sure))
    }

    /// "(X is printed) above the door".
    fn thing_after(&self, at: usize, planar: Planar) -> Option<PhraseIx> {
        let next = self.marks.get(at + 1)?.1.start;
        planar.cells()?;
        self.reading.phrases.iter().position(|p| p.span.start == next)
    }

    /// The text named last before these words that is another one.
    fn named_before(&self, at: usize, own: usize) -> Option<usize> {
        self.marks[..at].iter().rev().filter_map(|m| m.0.text()).find(|text| *text != own)
    }

    fn bearers(&self, text: usize) -> impl Iterator<Item = &usize> {
        self.claim(text).subjects.iter().flatten()
    }

    fn claim(&self, text: usize) -> &Claim {
        &self.reading.claims[text]
    }

    fn is_borne_by_none(&self, text: usize) -> bool {
        self.bearers(text).next().is_none()
    }

    /// What nobody knows ("a watermark") bears it: where it stands is said of the text.
    fn is_borne_by_unknown(&self, text: usize) -> bool {
        let unknown = |ix: &usize| {
            let phrase = &self.reading.phrases[*ix];
            phrase.means == Means::Unknown && phrase.refers.is_none()
        };
        let first = self.claim(text).subjects.first();
        first.is_some_and(|g| !g.is_empty() && g.iter().all(unknown))
    }
}

impl Mark {
    fn text(self) -> Option<usize> {
        match self {
            Mark::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn mark(meaning: &Meaning) -> Mark {
    match meaning {
        Meaning::Place(cells) => Mark::Place(*cells),
        Meaning::Relation(relation) if !relation.swapped => match relation.body {
            RelationBody::Planar(planar) => Mark::Planar(planar),
            _ => Mark::Other,
        },
        Meaning::Compared(planar) => Mark::Side(*planar),
        Meaning::Side { planar, .. } => Mark::Side(*planar),
        Meaning::Pronoun(_) => Mark::It,
        Meaning::Pick { last } => Mark::Pick(*last),
        Meaning::Relative => Mark::Which,
        Meaning::And | Meaning::But => Mark::And,
        Meaning::Comma | Meaning::Stop | Meaning::While => Mark::Pause,
        Meaning::With => Mark::With,
        Meaning::TextVerb | Meaning::Determiner(Article::Definite | Article::Indefinite) => {
            Mark::Introduces
        }
        Meaning::Link
        | Meaning::HedgedLink
        | Meaning::There
        | Meaning::Posture
        | Meaning::Action
        | Meaning::Adverb
        | Meaning::Word
        | Meaning::Beyond
        | Meaning::Colour(_)
        | Meaning::Size(_)
        | Meaning::Verb { .. } => Mark::Written,
        _ => Mark::Other,
    }
}
