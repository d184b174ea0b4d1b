//! Looks and numbers: colours, sizes, emotions, what is beyond the evidence, quantities.

use super::Builder;
use super::closed::ORDINALS;
use crate::fusion::read::claim::SizeClass;
use crate::fusion::vocabulary::lexicon_file::{Lexicon, Words};
use crate::fusion::vocabulary::{List, Meaning};
use rustc_hash::FxHashSet;

/// Up to that number two numbers are told as a range.
const RANGE: u32 = 20;

impl Builder {
    pub(super) fn looks(&mut self, file: &Lexicon) {
        let c = &file.colours;
        let terms = c.base.iter().map(|(base, words)| (vec![base.clone()], words.clone()));
        let between = c.between.iter().map(|(word, bases)| (bases.clone(), vec![word.clone()]));
        for (bases, words) in terms.chain(between) {
            for word in words {
                let meaning = Meaning::Colour(bases.clone());
                self.add(&word, meaning.clone());
                for suffix in c.suffixes.iter().filter(|s| !s.starts_with('-')) {
                    self.add(&format!("{word} {suffix}"), meaning.clone());
                }
            }
        }
        self.words.neighbours = c.neighbours.iter().cloned().collect();
        self.words.mixtures = c.mixtures.iter().cloned().collect();
        self.words.hues = c.hues.iter().cloned().collect();
        self.words.colour_modifiers = c.modifiers.iter().cloned().collect();
        let joined = c.suffixes.iter().filter_map(|s| s.strip_prefix('-'));
        self.words.colour_suffixes = joined.map(str::to_owned).collect();
        self.words.emotion_suffixes = file.emotions.suffixes.iter().cloned().collect();
        self.add_all(c.several.iter().chain(&c.greyscale), &Meaning::Beyond);
        for (class, words) in &file.sizes {
            let meaning = match class.as_str() {
                "tiny" => Meaning::Size(SizeClass::Tiny),
                "small" => Meaning::Size(SizeClass::Small),
                "medium" => Meaning::Size(SizeClass::Medium),
                "large" | "dominant" => Meaning::Size(SizeClass::Large),
                "beyond" => Meaning::Beyond,
                _ => continue,
            };
            let compared = |w: &&String| w.ends_with("er") && w.len() > 5 || w.ends_with("est");
            self.add_all(words.list().iter().filter(|w| !compared(w)), &meaning);
        }
        self.shares(file);
        self.words.feelings.leads_of(&file.emotions);
        self.words.feelings.faces = file.emotions.faces.iter().cloned().collect();
        self.words.feelings.shades = file.emotions.shades.clone();
        for (name, words) in &file.emotions.names {
            let meaning = Meaning::Emotion(name.clone());
            for noun in &words.nouns {
                self.words.feelings.names.add(noun, meaning.clone());
            }
            self.add_all(&words.words, &meaning);
            for verb in &words.verbs {
                self.add_verb(verb, &|_| meaning.clone());
            }
            // Those that end in the feeling are read word by word: `feeling_at`.
            for frame in file.emotions.frames.iter().filter(|f| !f.ends_with(" *")) {
                for noun in words.nouns.iter().chain(&words.words) {
                    self.add(&frame.replace('*', noun), meaning.clone());
                }
            }
        }
    }

    /// "Fills the frame", "(takes up) most of the picture", "no bigger than dots".
    fn shares(&mut self, file: &Lexicon) {
        let list = |key: &str| file.sizes.get(key).map(Words::list).unwrap_or_default();
        for frame in list("frames") {
            for verb in ["fill", "dominate", "take up", "occupy"] {
                self.add_verb(&format!("{verb} the {frame}"), &|_| Meaning::Size(SizeClass::Large));
            }
            for (shares, size) in [("most", SizeClass::Large), ("little", SizeClass::Small)] {
                for share in list(shares) {
                    let whole = format!("{share} {frame}");
                    self.add(&whole, Meaning::Size(size));
                    self.words.shares.insert(whole);
                }
            }
        }
        for (lead, speck) in
            list("no_larger").iter().flat_map(|l| list("specks").iter().map(move |s| (l, s)))
        {
            let wording = match lead.as_str() {
                _ if speck.ends_with('s') => format!("{lead} {speck}"),
                "mere" => format!("a mere {speck}"),
                _ => format!("{lead} a {speck}"),
            };
            self.add(&wording, Meaning::Size(SizeClass::Small));
        }
    }

    /// Words beyond the vocabulary, unless they mean something already.
    pub(super) fn beyond(&mut self, file: &Lexicon) {
        let words = file.unchecked.words.values().flatten().chain(&file.emotions.vague);
        let lemmas: FxHashSet<&String> = file.postures.values().flat_map(Words::list).collect();
        for word in words {
            // "Two wet dogs": what one may do as well is a look in its base form.
            let known = self.words.phrases.whole(word);
            let base = lemmas.contains(&word) && known.iter().all(Meaning::is_verbal);
            if known.is_empty() || base {
                self.add(word, Meaning::Beyond);
            }
        }
    }

    /// "Two to four", "2 or 3".
    fn ranges(&mut self, file: &Lexicon) {
        let small = || {
            file.numbers.words.iter().filter(|(w, n)| (1..=RANGE).contains(*n) && !w.contains(' '))
        };
        for ((low, min), (high, max)) in small().flat_map(|a| small().map(move |b| (a, b))) {
            if min < max {
                let meaning = Meaning::Quantity { min: *min, max: *max };
                for joint in ["to", "or"] {
                    self.add(&format!("{low} {joint} {high}"), meaning.clone());
                    self.add(&format!("{min} {joint} {max}"), meaning.clone());
                }
            }
        }
    }

    pub(super) fn quantities(&mut self, file: &Lexicon) {
        let exactly = |n: u32| Meaning::Quantity { min: n, max: n };
        for (word, n) in &file.numbers.words {
            self.add(word, exactly(*n));
            for (bound, words) in &file.quantifiers.bounds {
                let meaning = match bound.as_str() {
                    "min" => Meaning::Quantity { min: *n, max: u32::MAX },
                    "max" => Meaning::Quantity { min: 1, max: *n },
                    "above" => Meaning::Quantity { min: n + 1, max: u32::MAX },
                    "below" => Meaning::Quantity { min: 1, max: n.saturating_sub(1) },
                    "equal" => exactly(*n),
                    _ => Meaning::Quantity { min: n - n / 5, max: n + n / 5 },
                };
                let said = |w: &&String| {
                    !matches!(
                        w.as_str(),
                        "above"
                            | "over"
                            | "under"
                            | "below"
                            | "maybe"
                            | "perhaps"
                            | "possibly"
                            | "all"
                            | "the"
                            | "these"
                            | "those"
                            | "another"
                            | "other"
                    )
                };
                for before in words.iter().filter(said) {
                    if before != "no" {
                        self.add(&format!("{before} {word}"), meaning.clone());
                    }
                    self.add(&format!("{before} {n}"), meaning.clone());
                }
            }
        }
        self.ranges(file);
        for (word, n) in
            file.numbers.nouns.iter().filter(|(w, _)| w.contains(' ') || **w == *"dozen")
        {
            self.add(word, exactly(*n));
            for before in file.quantifiers.bounds.get("about").into_iter().flatten() {
                let about = Meaning::Quantity { min: n - n.div_ceil(4), max: n + n.div_ceil(4) };
                self.add(&format!("{before} {word}"), about);
            }
        }
        let counts = |phrase: &str| {
            !phrase.starts_with("no ")
                && !phrase.starts_with("one of")
                && phrase.split(' ').any(|w| List::Counting.has(w))
        };
        for (phrase, range) in file.quantifiers.phrases.iter().filter(|(p, _)| counts(p)) {
            let max = range.max.unwrap_or(u32::MAX);
            self.add(phrase, Meaning::Quantity { min: range.min, max });
        }
        for word in &file.quantifiers.most {
            self.add(word, Meaning::Quantity { min: 1, max: u32::MAX });
            self.words.majority.insert(word.clone());
        }
        for word in &file.quantifiers.emptiness {
            self.add(word, Meaning::Beyond);
            self.words.emptiness.insert(word.clone());
        }
        self.words.text_nouns = file.text_verbs.texts.iter().cloned().collect();
        self.words.lacking = file.negators.lacking.iter().cloned().collect();
        for (at, word) in ORDINALS.iter().enumerate() {
            self.add(word, Meaning::Ordinal(at as u32 + 1));
            // "A sixth birthday" is no sixth of them.
            let numbered = file.numbers.uncounted.iter();
            self.add_all(
                numbered.map(|noun| format!("{word} {noun}")).collect::<Vec<_>>().iter(),
                &Meaning::Picture,
            );
        }
        let plain =
            file.numbers.ordinals.iter().filter(|o| {
                !matches!(o.as_str(), "last" | "next") && !ORDINALS.contains(&o.as_str())
            });
        self.add_all(plain, &Meaning::Beyond);
    }
}
