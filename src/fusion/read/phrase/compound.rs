//! Nouns that only say of what sort the noun after them is.

use super::opening::Opening;
use crate::fusion::read::claim::{Body, Determiner, Means, PhraseIx, Reading};
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::Meaning;

impl Parser<'_> {
    /// After item `at` stands a word for the whole picture.
    pub(super) fn is_view_at(&self, at: usize) -> bool {
        self.items.get(at + 1).is_some_and(|i| {
            matches!(i.meaning, Meaning::Picture | Meaning::Word)
                && i.sentence == self.items[at].sentence
                && self.words.is_view(&self.tokens[i.tokens.start].word)
        })
    }

    /// "The sheep in the field are white": of a noun that does not show it, the verb says that they are many.
    pub(super) fn is_many_by_verb(&self, at: usize, noun: usize) -> bool {
        let entry = self.words.noun(noun);
        let sentence = self.items[at].sentence;
        let ahead = self.items[at + 1..].iter().take_while(|i| i.sentence == sentence);
        let link = ahead
            .take_while(|i| !matches!(i.meaning, Meaning::And | Meaning::Comma | Meaning::Stop))
            .find(|i| i.meaning.begins_predicate());
        let many = |i: &crate::fusion::read::Item| {
            i.meaning == Meaning::Link
                && matches!(self.tokens[i.tokens.start].word.as_str(), "are" | "were")
        };
        let one_form = entry.plural.as_ref() == Some(&entry.word) && !entry.word.ends_with('s');
        one_form && link.is_some_and(many)
    }

    /// "A coil of rope": what stands before item `at` only measures what comes.
    pub(super) fn is_measure_at(&self, at: usize, noun: usize) -> bool {
        let of = self.items.get(at).filter(|i| i.meaning == Meaning::Of);
        of.is_some_and(|i| i.sentence == self.items[at - 1].sentence) && self.words.is_measure(noun)
    }

    /// "Tree covered mountains", "a snow capped peak", "fruit flavored donuts": the item, noun and number of what is meant.
    pub(super) fn after_participle(
        &self,
        at: usize,
        noun: usize,
        plural: bool,
        opening: &Opening,
    ) -> Option<(usize, usize, bool)> {
        let [first, participle, last, ..] = self.items.get(at..)? else { return None };
        let Meaning::Noun { noun: n, plural: p } = last.meaning else { return None };
        let words = &self.tokens[participle.tokens.clone()];
        let [word] = words else { return None };
        let formed = word.word.ends_with("ed")
            && !matches!(participle.meaning, Meaning::Noun { .. } | Meaning::Colour(_));
        // What acts may have done something to it: "the cat chased birds", "the truck carried hay".
        let acts = self.words.is_living(noun) || opening.determiner.is_some() && p;
        // "The boat called Marigold".
        let one = first.sentence == last.sentence && !self.is_capital(at + 2);
        (formed && one && !plural && !acts).then_some((at + 2, n, p))
    }

    /// "A slice of orange in the middle", "a pile of books": what is said of the slice is said of the orange.
    pub(in crate::fusion::read) fn measured(&mut self) {
        let Reading { phrases, claims, .. } = &mut self.reading;
        let head = |ix: PhraseIx| self.text.get(phrases[ix].head.clone()).unwrap_or_default();
        let measure = |ix: PhraseIx| {
            phrases[ix].means == Means::Unknown && self.words.measures(&head(ix).to_lowercase())
        };
        let mut of: Vec<(PhraseIx, PhraseIx)> = claims
            .iter()
            .filter_map(|c| match (&c.body, c.subjects.as_slice(), c.objects.as_slice()) {
                (Body::Has, [group], [what]) => match group.as_slice() {
                    [slice] if measure(*slice) => Some((*slice, *what)),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        // "... The pile leans": the same one.
        let again: Vec<(PhraseIx, PhraseIx)> = (0..phrases.len())
            .filter(|ix| measure(*ix) && phrases[*ix].determiner == Determiner::Definite)
            .filter(|ix| of.iter().all(|(slice, _)| slice != ix))
            .filter_map(|ix| {
                let same = |(slice, _): &&(PhraseIx, PhraseIx)| {
                    *slice < ix && head(*slice).eq_ignore_ascii_case(head(ix))
                };
                of.iter().rev().find(same).map(|(_, what)| (ix, *what))
            })
            .collect();
        of.extend(again);
        for (slice, what) in of {
            // A large pile of apples is no pile of large ones.
            let many = phrases[what].is_many();
            for claim in claims.iter_mut().filter(|c| {
                c.body != Body::Has && !(many && matches!(c.body, Body::Size(_) | Body::Part(_)))
            }) {
                let said = claim.subjects.iter_mut().flatten().chain(&mut claim.objects);
                said.filter(|ix| **ix == slice).for_each(|ix| *ix = what);
                claim.subjects.dedup();
            }
        }
    }
}
