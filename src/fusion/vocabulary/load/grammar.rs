//! Grammar: links, negation, hedges, pronouns, words for the picture itself.

use super::Builder;
use super::closed::{CLOSED, CLOSED_WORDS};
use crate::fusion::vocabulary::inflect::VerbForms;
use crate::fusion::vocabulary::lexicon_file::{Lexicon, Masked};
use crate::fusion::vocabulary::wordings::{ANYBODYS, WHOSE};
use crate::fusion::vocabulary::{Article, List, Meaning, Pronoun};
use rustc_hash::FxHashSet;

/// After these an idiom goes on to somebody or something.
const OPEN: [&str; 12] =
    ["on", "of", "to", "for", "with", "at", "in", "into", "from", "over", "about", "between"];

impl Builder {
    pub(super) fn grammar(&mut self, file: &Lexicon) {
        for (words, meaning) in CLOSED {
            for word in words.split('|') {
                self.add(word, meaning.clone());
                self.words.never_nouns.insert(word.to_owned());
            }
        }
        self.words.mostly_verbs = file.verb_first.words.iter().cloned().collect();
        for verb in &file.linking_verbs.weak {
            self.add_verb(verb, &|_| Meaning::Link);
        }
        self.add_all(&file.linking_verbs.phrases, &Meaning::Link);
        self.add_all(&file.there_be.before, &Meaning::There);
        self.add_all(&file.there_be.after, &Meaning::Adverb);
        let articles = [
            "not a", "not an", "never", "nobody", "no one", "no-one", "nothing", "missing",
            "nowhere",
        ];
        for phrase in file.negators.before.iter().filter(|p| !articles.contains(&p.as_str())) {
            self.add(phrase, Meaning::Determiner(Article::No));
        }
        self.add_all(&file.negators.verb, &Meaning::Not);
        self.add_all(&file.negators.after, &Meaning::Absent);
        let contrast = file.negators.contrast.iter().filter(|c| *c != "but no");
        self.add_all(contrast, &Meaning::Not);
        self.add_all(&file.negators.except, &Meaning::Except);
        self.add_all(&file.negators.not_negative, &Meaning::Adverb);
        let hedges = file.hedges.before.iter().chain(&file.hedges.clause);
        let pure = hedges.filter(|h| !["appear", "seem", "look"].iter().any(|l| h.starts_with(l)));
        for hedge in pure {
            let links =
                !hedge.starts_with("what") && (hedge.ends_with(" be") || hedge == "resembles");
            self.add(hedge, if links { Meaning::HedgedLink } else { Meaning::Hedge });
        }
        for verb in &file.musings.verbs {
            self.add_verb(verb, &|_| Meaning::Musing);
        }
        self.add_all(&file.musings.phrases, &Meaning::Musing);
        for noun in &file.musings.of {
            self.add(&format!("{noun} of"), Meaning::Musing);
        }
        self.words.qualities = file.musings.qualities.iter().cloned().collect();
        for (word, pronoun) in &file.pronouns.words {
            let meaning = match (pronoun.number.as_str(), pronoun.of.as_str()) {
                _ if pronoun.possessive => Meaning::Possessive,
                (number @ ("one" | "many"), "person") if pronoun.indefinite => {
                    Meaning::Noun { noun: self.words.person, plural: number == "many" }
                }
                (_, "viewer") => Meaning::Word,
                ("one", "person") => Meaning::Pronoun(Pronoun::HeOrShe),
                ("one", _) => Meaning::Pronoun(Pronoun::It),
                ("many" | "two", _) => Meaning::Pronoun(Pronoun::They),
                _ => continue,
            };
            if !CLOSED_WORDS.contains(&word.as_str()) {
                self.add(word, meaning);
            }
        }
        let contests = List::Sports.words().flat_map(|sport| {
            List::Contests.words().map(move |contest| format!("{sport} {contest}"))
        });
        for word in List::NeverThings.words().map(str::to_owned).chain(contests) {
            self.add(&word, Meaning::Picture);
            self.words.by_noun.remove(&word);
        }
        let things: FxHashSet<&String> = file.picture_words.things_too.iter().collect();
        for word in &file.picture_words.words {
            if !things.contains(word) || List::NeverThings.has(word) {
                self.add(word, Meaning::Picture);
            }
        }
        self.words.measures = file.quantifiers.measures.iter().cloned().collect();
        self.words.anything = file.picture_words.anything.iter().cloned().collect();
        self.words.takers = file.picture_words.takers.iter().cloned().collect();
        self.words.views = file.picture_words.views.iter().cloned().collect();
        let two = |word: &&String| file.numbers.nouns.get(*word) == Some(&2);
        self.words.pairs = file.picture_words.words.iter().filter(two).cloned().collect();
        self.words.headings = file.picture_words.headings.iter().cloned().collect();
        self.words.credits = file.picture_words.credits.iter().cloned().collect();
        self.add_all(&file.masked.phrases, &Meaning::Adverb);
    }

    /// "Sets out his stall", "at the top of her voice": nothing is named. What the very words mean otherwise stands.
    pub(super) fn idioms(&mut self, masked: &Masked) {
        for idiom in &masked.verbs {
            let (lemma, rest) = idiom.split_once(' ').unwrap_or((idiom, ""));
            // "Keeps time on the drums" is nothing done with them.
            let last = rest.rsplit(' ').next().unwrap_or_default();
            let meaning = if OPEN.contains(&last) { Meaning::Adverb } else { Meaning::Action };
            let VerbForms { third, ing, past, participle } = self.forms(lemma);
            for form in [lemma, &third, &ing, &past, &participle].iter().flat_map(|f| f.split('/'))
            {
                self.idiom(&format!("{form} {rest}"), &meaning);
            }
        }
        for idiom in &masked.anybodys {
            self.idiom(idiom, &Meaning::Adverb);
        }
    }

    fn idiom(&mut self, idiom: &str, meaning: &Meaning) {
        let owners = if idiom.contains(ANYBODYS) { &WHOSE[..] } else { &WHOSE[..1] };
        let known = |owner| !self.words.phrases.whole(&idiom.replace(ANYBODYS, owner)).is_empty();
        if !owners.iter().copied().any(known) {
            self.add(idiom, meaning.clone());
        }
    }
}
