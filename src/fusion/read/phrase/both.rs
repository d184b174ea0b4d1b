//! "Both", where it joins two things and counts none.

use super::opening::Opening;
use crate::fusion::read::item::Item;
use crate::fusion::read::parse::Parser;
use crate::fusion::vocabulary::{Form, Meaning};

impl Parser<'_> {
    /// "(To the left of) both a cat": "both" alone stands before the item.
    pub(super) fn follows_both(&self, opening: &Opening, at: usize) -> bool {
        at > opening.begin && self.first_word(at - 1) == "both"
    }

    /// "Both the fruit and its seller": "both" joins two things and counts none, unless the first are many.
    pub(super) fn joins_two(&self, at: usize) -> bool {
        let both = &self.tokens[self.items[at].tokens.start];
        let sentence = self.items[at].sentence;
        let mut ahead = self.items[at + 1..].iter().take_while(|i| i.sentence == sentence);
        let named = |meaning: &Meaning| match meaning {
            Meaning::Noun { plural, .. } => Some(*plural),
            Meaning::Name(_) | Meaning::Pronoun(_) => Some(false),
            _ => None,
        };
        let mut first = None;
        let joined = ahead.find(|i| {
            first = named(&i.meaning).or(first);
            !i.meaning.stands_before_noun() && named(&i.meaning).is_none()
        });
        // "Both the woman in red and the man at the table": what comes between says which one is meant.
        let said = |i: &Item| {
            let ends = matches!(i.meaning, Meaning::Link | Meaning::Have | Meaning::Stop);
            ends || matches!(i.meaning, Meaning::Verb { form: Form::Finite, .. })
        };
        let told = joined.is_some_and(|i| !said(i)) && first == Some(false);
        let joint = |i: &Item| i.meaning == Meaning::And;
        let and = match joined {
            Some(i) if joint(i) => true,
            _ => told && ahead.find(|i| joint(i) || said(i)).is_some_and(joint),
        };
        // "Both the cup and, to its right, the plate".
        let mut ahead = ahead.peekable();
        if ahead.next_if(|i| i.meaning == Meaning::Comma).is_some() {
            ahead.find(|i| i.meaning == Meaning::Comma);
        }
        let mut second = ahead.skip_while(|i| i.meaning.stands_before_noun());
        let second = second.next().and_then(|i| named(&i.meaning));
        both.word == "both"
            && and
            && first.zip(second).is_some_and(|(first, second)| !first || second)
    }
}
