//! Places, prepositions and verbs.

use super::Builder;
use super::closed::{CLOSED, NO_INTERACTIONS};
use crate::fusion::read::claim::{Band, Cells, Planar};
use crate::fusion::vocabulary::corners::Corners;
use crate::fusion::vocabulary::lettering::Lettering;
use crate::fusion::vocabulary::lexicon_file::{Lexicon, Places, TextVerbs, Words};
use crate::fusion::vocabulary::{Form, List, Meaning, RelationBody, RelationWord, Sense};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// How wordings begin that compare with all others of a kind.
const SUPERLATIVES: [&str; 5] = ["nearest ", "closest ", "farthest ", "furthest ", "most "];

impl Builder {
    pub(super) fn places(&mut self, file: &Lexicon) {
        for wording in &file.places.wordings {
            for word in &wording.words {
                let utmost = ["far ", "extreme ", "very "].iter().any(|u| word.starts_with(u));
                let (loose, half) = (wording.loose, wording.half);
                let meaning =
                    Meaning::Place(Cells { utmost, loose, half, ..cells(&wording.cells) });
                self.words.places.add(word, meaning.clone());
            }
        }
        for (band, words) in &file.depth_places {
            if let Some(band) = band.strip_suffix("_side").and_then(Band::named) {
                let sides = words.list().iter().map(|w| (w.clone(), band));
                self.words.depth_sides.extend(sides);
            }
            if let Some(band) = band.strip_suffix("_adjectives").and_then(Band::named) {
                let before = words.list().iter().map(|w| (w.clone(), band));
                self.words.depth_adjectives.extend(before);
            }
            if let Some(band) = band.strip_suffix("_predicates").and_then(Band::named) {
                let alone = words.list().iter().map(|w| (w.clone(), band));
                self.words.depth_predicates.extend(alone);
            }
            if let Some(band) = band.strip_suffix("_ends").and_then(Band::named) {
                let ends = words.list().iter();
                ends.for_each(|end| self.words.places.add(end, Meaning::Depth(band)));
            }
            let Some(band) = Band::named(band) else { continue };
            for word in words.list() {
                // "Closest to the camera": of its kind, and no depth by itself.
                if SUPERLATIVES.iter().any(|s| word.starts_with(s)) {
                    self.add(word, Meaning::Nearest(band == Band::Near));
                    continue;
                }
                self.words.places.add(word, Meaning::Depth(band));
                if word.contains(' ') || word.contains('-') {
                    self.add(word, Meaning::Depth(band));
                }
            }
        }
        let linking = [&file.linking_verbs.verbs[..], &file.linking_verbs.weak[..]].concat();
        self.words.becoming = self.first_forms(&linking);
        self.words.corners = corners(&file.places);
        self.words.place_adverbs = file.places.adverbs.iter().cloned().collect();
        self.words.occupying = self.first_forms(&file.places.occupying);
        self.words.presenting = self.first_forms(&file.places.presenting);
        self.words.directed = self.first_forms(&file.places.directed);
        let motion = file.postures.get("motion").map(Words::list).unwrap_or_default();
        self.words.moving = self.first_forms(motion);
        self.words.beside = file.places.beside.iter().cloned().collect();
        let single = |w: &&String| !w.contains(' ');
        self.words.place_prepositions =
            file.places.prepositions.iter().filter(single).cloned().collect();
        self.words
            .place_prepositions
            .extend(["off", "over", "up", "down", "into"].map(String::from));
        let alone = file.places.fixed.iter().filter(|f| !f.contains(' ')).cloned();
        self.words.phrases_of_place = alone.collect();
        let frames = file.places.frames.iter().filter(|f| *f != "of it");
        self.words.frames = frames.map(|f| f.split(' ').map(str::to_owned).collect()).collect();
        self.words.frames.sort_by_key(|f: &Vec<String>| std::cmp::Reverse(f.len()));
    }

    /// The first words of verbs in all their forms.
    fn first_forms(&self, verbs: &[String]) -> FxHashSet<String> {
        let mut out = FxHashSet::default();
        for verb in verbs {
            let lemma = verb.split(' ').next().unwrap_or_default();
            let forms = self.forms(lemma);
            let all = [lemma, &forms.third, &forms.past, &forms.ing, &forms.participle];
            out.extend(all.iter().flat_map(|f| f.split('/')).map(str::to_owned));
        }
        out
    }

    pub(super) fn relations(&mut self, file: &Lexicon) {
        let (flat, deep) = (&file.relations_2d, &file.relations_3d);
        self.words.relation_modifiers = flat
            .modifiers
            .iter()
            .chain(&deep.modifiers)
            .filter(|m| !m.ends_with("ing"))
            .cloned()
            .collect();
        let degrees = flat.degrees.iter().filter(|d| d.contains(' '));
        self.words.degrees = degrees.map(|d| d.split(' ').map(str::to_owned).collect()).collect();
        for relation in flat.relations.iter().chain(&deep.relations) {
            let body = match relation.predicate.as_str() {
                "far from" => RelationBody::Apart,
                "in front of" => RelationBody::InFront(true),
                "behind" => RelationBody::InFront(false),
                name => match planar(name) {
                    Some(planar) => RelationBody::Planar(planar),
                    None => continue,
                },
            };
            let usable = |w: &&String| !w.contains('*') && !List::NoRelations.has(w);
            for word in relation.words.iter().filter(usable) {
                self.add(word, Meaning::Relation(RelationWord { body, swapped: false }));
                // "(Not) as close to us as".
                let equal = word.strip_suffix(" than").and_then(|compared| {
                    let (first, rest) = compared.split_once(' ').unwrap_or((compared, ""));
                    Some((deep.equatives.get(first)?, rest))
                });
                if let Some((look, rest)) = equal {
                    let words =
                        ["as", look.as_str(), rest, "as"].into_iter().filter(|w| !w.is_empty());
                    let relation = RelationWord { body, swapped: false };
                    self.add(&words.collect::<Vec<_>>().join(" "), Meaning::Relation(relation));
                }
                if word.ends_with(" than") {
                    for degree in &flat.degrees {
                        let relation = RelationWord { body, swapped: false };
                        self.add(&format!("{degree} {word}"), Meaning::Relation(relation));
                    }
                }
            }
            for word in relation.inverse.iter().filter(usable) {
                self.add(word, Meaning::Relation(RelationWord { body, swapped: true }));
            }
        }
    }

    /// "A few feet behind".
    pub(super) fn measured_relations(&mut self, file: &Lexicon) {
        let flat = &file.relations_2d;
        for relation in &flat.measured {
            let meanings = self.words.phrases.whole(relation);
            let found = meanings.iter().find(|m| matches!(m, Meaning::Relation(_))).cloned();
            let Some(meaning) = found else { continue };
            for measure in &flat.measures {
                self.add(&format!("{measure} {relation}"), meaning.clone());
            }
        }
    }

    /// Wordings that are complete in themselves: "side by side", "a little further left".
    pub(super) fn comparisons_to_the_last(&mut self, file: &Lexicon) {
        let flat = &file.relations_2d;
        self.add_all(&flat.reciprocal, &Meaning::Together);
        let compared =
            flat.compared.iter().filter_map(|(name, words)| Some((planar(name)?, words)));
        let mut all: Vec<(String, Meaning)> = Vec::new();
        for (planar, words) in compared {
            all.extend(words.iter().map(|w| (w.clone(), Meaning::Compared(planar))));
        }
        let nearer = CLOSED.iter().filter(|(_, m)| matches!(m, Meaning::Nearer(_)));
        for (words, meaning) in nearer {
            all.extend(words.split('|').map(|w| (w.to_owned(), meaning.clone())));
        }
        for (wording, meaning) in all {
            for degree in &flat.degrees {
                self.add(&format!("{degree} {wording}"), meaning.clone());
            }
            self.add(&wording, meaning);
        }
    }

    pub(super) fn comparisons(&mut self) {
        for (words, larger) in
            [("larger than|bigger than", true), ("smaller than|tinier than", false)]
        {
            for word in words.split('|') {
                let body = RelationBody::Larger(larger);
                for adverb in ["", "much ", "far ", "noticeably ", "slightly ", "considerably "] {
                    let relation = RelationWord { body, swapped: false };
                    self.add(&format!("{adverb}{word}"), Meaning::Relation(relation));
                }
            }
        }
    }

    pub(super) fn verbs(&mut self, file: &Lexicon) {
        let mut by_phrase: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut fixed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let both = file.relations_2d.relations.iter().chain(&file.relations_3d.relations);
        let relations: FxHashSet<&String> = both.flat_map(|r| &r.words).collect();
        let mut tails: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, sense) in file.verbs.senses.iter().enumerate() {
            if NO_INTERACTIONS.contains(&sense.name.as_str()) {
                continue;
            }
            for phrase in sense
                .verbs
                .iter()
                .filter(|p| !matches!(p.as_str(), "have" | "get" | "present" | "order"))
            {
                by_phrase.entry(phrase).or_default().push(at);
            }
            for phrase in &sense.fixed {
                match phrase.split_once("* ") {
                    Some((_, tail)) => tails.entry(tail).or_default().push(at),
                    None if phrase.split(' ').all(|w| w.len() < 3) => {}
                    None if !relations.contains(phrase)
                        && (phrase.contains(' ') || phrase.len() > 4) =>
                    {
                        fixed.entry(phrase).or_default().push(at)
                    }
                    None => {}
                }
            }
            for phrase in sense.inverse.iter().filter(|p| p.ends_with(" by")) {
                self.add(
                    phrase,
                    Meaning::Verb { senses: vec![at], form: Form::Passive, relation: None },
                );
            }
        }
        for (phrase, mut senses) in by_phrase {
            senses.extend(self.own_senses(phrase, &senses));
            self.add_verb(phrase, &|form| Meaning::Verb {
                senses: senses.clone(),
                form,
                relation: None,
            });
        }
        for (phrase, senses) in fixed {
            self.add(phrase, Meaning::Verb { senses, form: Form::Ing, relation: None });
        }
        for (tail, mut senses) in tails {
            senses.dedup();
            self.add(tail, Meaning::Tail { senses });
        }
        self.unseen_verbs(file);
    }

    /// A verb that stands among those of a sense says its own thing too: who chases a ball does not kick it.
    fn own_senses(&mut self, phrase: &str, among: &[usize]) -> Vec<usize> {
        let (lemma, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let forms = self.forms(lemma);
        let names = forms.ing.split('/').map(|ing| format!("{ing} {rest}").trim_end().to_owned());
        let new: Vec<String> = names.filter(|n| self.words.sense(n).is_none()).collect();
        let with = |at: &usize| self.words.senses[*at].objects.clone();
        let anything = among.iter().any(|at| self.words.senses[*at].objects.is_empty());
        let objects: Vec<_> =
            if anything { Vec::new() } else { among.iter().flat_map(with).collect() };
        let rare = among.iter().all(|at| self.words.senses[*at].rare);
        let first = self.words.senses.len();
        self.words.senses.extend(new.into_iter().map(|name| Sense {
            name,
            same: BTreeSet::new(),
            implies: BTreeSet::new(),
            excludes: BTreeSet::new(),
            objects: objects.clone(),
            when_on: Vec::new(),
            own: true,
            rare,
        }));
        (first..self.words.senses.len()).collect()
    }

    /// Verbs that no specialist asserts: postures, states, and what introduces a text.
    fn unseen_verbs(&mut self, file: &Lexicon) {
        for (group, verbs) in &file.postures {
            if matches!(group.as_str(), "posture" | "motion" | "gaze" | "activity") {
                for verb in verbs.list() {
                    self.add_verb(verb, &|_| Meaning::Posture);
                }
            }
        }
        for group in ["states", "framing"] {
            for verb in file.postures.get(group).map(Words::list).unwrap_or_default() {
                self.add_verb(verb, &|_| Meaning::Action);
            }
        }
        for verb in &file.text_verbs.verbs {
            self.add_verb(verb, &|_| Meaning::TextVerb);
        }
        self.add_all(&file.text_verbs.phrases, &Meaning::TextVerb);
        self.lettering(&file.text_verbs);
    }

    fn lettering(&mut self, file: &TextVerbs) {
        let set = |words: &[String]| words.iter().cloned().collect::<FxHashSet<_>>();
        let many = |words: &[String]| {
            let each = words.iter().flat_map(|w| {
                let ies = w.strip_suffix('y').map(|stem| format!("{stem}ies"));
                [Some(w.clone()), Some(format!("{w}s")), Some(format!("{w}es")), ies]
            });
            each.flatten().collect::<FxHashSet<_>>()
        };
        let asking = file.asking.iter().flat_map(|lemma| {
            let forms = self.forms(lemma);
            [lemma.clone(), forms.third, forms.ing]
        });
        let asking = asking.collect();
        self.words.lettering = Lettering {
            signs: many(&file.signs),
            pages: many(&file.pages),
            borne: set(&file.borne),
            topics: set(&file.topics),
            asking,
            spoken: file.spoken.iter().cloned().collect(),
            names: set(&file.names),
            units: set(&file.units),
        };
    }
}

/// What words for parts of the picture are made of.
fn corners(file: &Places) -> Corners {
    let by_word = |words: &[Vec<String>; 3]| -> FxHashMap<String, usize> {
        let each = words.iter().enumerate();
        each.flat_map(|(at, words)| words.iter().map(move |w| (w.clone(), at))).collect()
    };
    let set = |words: &[String]| words.iter().cloned().collect::<FxHashSet<_>>();
    let (rows, columns) = (by_word(&file.rows), by_word(&file.columns));
    Corners {
        middles: rows.keys().filter(|w| columns.contains_key(*w)).cloned().collect(),
        rows,
        columns,
        parts: set(&file.parts),
        halves: set(&file.halves),
        angles: set(&file.angles),
        rims: set(&file.rims),
        adjectives: set(&file.adjectives),
        outer: set(&file.outer),
        hands: set(&file.hands),
    }
}

/// The relation of a predicate's name in the lexicon.
fn planar(name: &str) -> Option<Planar> {
    Some(match name {
        "left of" => Planar::LeftOf,
        "right of" => Planar::RightOf,
        "above" => Planar::Above,
        "below" => Planar::Below,
        "next to" | "close by" | "near" | "surrounded" => Planar::Near,
        "inside" => Planar::Inside,
        "on" => Planar::On,
        "overlapping" => Planar::Overlapping,
        "between" => Planar::Between,
        "flanking" => Planar::Flanking,
        _ => return None,
    })
}

/// The cells of BRIEF's names as columns and rows.
fn cells(names: &[String]) -> Cells {
    let mut cells = Cells { columns: [false; 3], rows: [false; 3], ..Cells::of(None, None) };
    for name in names {
        let column = if name.contains("left") {
            0
        } else if name.contains("right") {
            2
        } else {
            1
        };
        let row = if name.contains("top") {
            0
        } else if name.contains("bottom") {
            2
        } else {
            1
        };
        cells.columns[column] = true;
        cells.rows[row] = true;
    }
    cells
}
