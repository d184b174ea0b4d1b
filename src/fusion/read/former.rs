//! "The former" and "the latter": the two that were named last.

use super::claim::{Means, PhraseIx, Reference};
use super::coref::REACH;
use super::parse::Parser;
use crate::fusion::vocabulary::Meaning;

/// The two that "the former" and "the latter" are, until others are named so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    former: PhraseIx,
    latter: PhraseIx,
    /// "Two people … the former": both of these.
    of: Option<PhraseIx>,
    /// Where it was named so last.
    sentence: usize,
}

impl Parser<'_> {
    /// "The former" or "the latter" of the two things named last, or of the many: what it takes up.
    pub(super) fn picked(&mut self, last: bool) -> Option<Reference> {
        let current = self.sentence;
        let known = self.pair.filter(|pair| pair.sentence + REACH > current);
        let pair = known.or_else(|| self.two_before()).or_else(|| self.two_of_any_number())?;
        self.pair = Some(Pair { sentence: current, ..pair });
        if let Some(group) = pair.of {
            return Some(match self.chosen_from(group) {
                Some(former) if last => Reference::Besides(group, former),
                _ => Reference::Among(group),
            });
        }
        Some(Reference::Same(if last { pair.latter } else { pair.former }))
    }

    /// "A sandwich and a cake": nothing but "and" between them.
    fn are_joined(&self, a: PhraseIx, b: PhraseIx) -> bool {
        let phrases = &self.reading.phrases;
        let between = phrases[a].span.end..phrases[b].span.start;
        let mut items = self
            .items
            .iter()
            .filter(|i| between.start <= i.span.start && i.span.end <= between.end);
        matches!((items.next().map(|i| &i.meaning), items.next()), (Some(Meaning::And), None))
    }

    /// "A bus, three cars": no more than two, of whatever number, in the last sentence that names things.
    fn two_of_any_number(&self) -> Option<Pair> {
        let named: Vec<PhraseIx> = (0..self.known)
            .filter(|ix| {
                let phrase = &self.reading.phrases[*ix];
                let thing = matches!(phrase.means, Means::Thing(noun) if !self.words.is_part(noun));
                thing && phrase.refers.is_none()
            })
            .collect();
        let sentence = self.reading.phrases[*named.last()?].sentence;
        let of: Vec<PhraseIx> =
            named.into_iter().filter(|ix| self.reading.phrases[*ix].sentence == sentence).collect();
        let [former, latter] = of[..] else { return None };
        (sentence + REACH > self.sentence).then_some(Pair { former, latter, of: None, sentence })
    }

    /// The two things named last within a sentence; of more, the two living ones; or two of a kind.
    fn two_before(&self) -> Option<Pair> {
        let thing = |ix: &PhraseIx| {
            let phrase = &self.reading.phrases[*ix];
            let again = matches!(phrase.refers, Some(Reference::Same(_) | Reference::Both(..)));
            !again && matches!(phrase.means, Means::Thing(noun) if !self.words.is_part(noun))
        };
        let living = |ix: &PhraseIx| match self.reading.phrases[*ix].means {
            Means::Thing(noun) => self.words.is_living(noun) || self.words.may_be_person(noun),
            _ => false,
        };
        (0..REACH).find_map(|back| {
            let sentence = self.sentence.checked_sub(back)?;
            let named = (0..self.known)
                .filter(|ix| self.reading.phrases[*ix].sentence == sentence && thing(ix));
            let (many, single): (Vec<PhraseIx>, Vec<PhraseIx>) =
                named.partition(|ix| self.reading.phrases[*ix].is_many());
            let alive: Vec<PhraseIx> = single.iter().copied().filter(living).collect();
            let pair = |former, latter| Some(Pair { former, latter, of: None, sentence });
            let two = |ix: &&PhraseIx| {
                self.reading.phrases[**ix].quantity.as_ref().is_some_and(|q| q.min == 2)
            };
            match (&*single, &*alive, many.iter().find(two)) {
                ([a, b], _, _) | (_, [a, b], _) => pair(*a, *b),
                (_, _, Some(of)) => {
                    Some(Pair { former: *of, latter: *of, of: Some(*of), sentence })
                }
                ([.., a, b], _, _) => {
                    let joined =
                        single.windows(2).rev().find(|two| self.are_joined(two[0], two[1]));
                    let (a, b) = joined.map_or((*a, *b), |two| (two[0], two[1]));
                    pair(a, b)
                }
                _ => None,
            }
        })
    }
}
