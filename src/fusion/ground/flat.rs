//! A caption's words as texts are compared: without marks, and with what belongs to them.

use super::texts::{folded, is_times, same_word};
use crate::fusion::read::Token;

/// One word as texts are compared: "A-1" is two, "Joe's" is one.
pub(super) struct Word {
    pub(super) token: usize,
    /// The last token that belongs to it.
    pub(super) last: usize,
    pub(super) folded: String,
}

impl Word {
    /// It is that word of a line.
    pub(super) fn is(&self, shown: &str) -> bool {
        same_word(&self.folded, shown) || self.is_whose(shown)
    }

    /// "Maya's", where MAYA is read.
    pub(super) fn is_whose(&self, shown: &str) -> bool {
        let owner = self.folded.strip_suffix('s').filter(|_| self.last > self.token);
        owner == Some(shown) && self.folded != shown
    }
}

/// The words of a caption; "Joe's" is one.
pub(super) fn flat(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (token, t) in tokens.iter().enumerate() {
        let said = folded(&text[t.span.clone()]);
        match words.last_mut() {
            Some(owner) if t.word == "'s" => {
                owner.folded.push_str(&said);
                owner.last = token;
            }
            _ => words.extend(said.split_whitespace().map(|word| Word {
                token,
                last: token,
                folded: word.to_owned(),
            })),
        }
    }
    // "512 x 384", as texts are folded.
    let times = |at: usize| {
        let after = words.get(at + 1).map(|w| w.folded.as_str());
        at > 0 && is_times(&words[at - 1].folded, &words[at].folded, after)
    };
    let times: Vec<usize> = (0..words.len()).filter(|at| times(*at)).collect();
    for at in times.into_iter().rev() {
        words.remove(at);
    }
    words
}
