//! Nouns: the list of things, the taxonomy's own names, compounds, and words that imply more than a thing.

use super::Builder;
use crate::domain::AttributeKind;
use crate::fusion::compose::words;
use crate::fusion::vocabulary::lexicon_file::Lexicon;
use crate::fusion::vocabulary::nouns::{self, Implied, Noun, NounKind};
use crate::fusion::vocabulary::{Vocabulary, fine, inflect};
use crate::naming::taxonomy::{NodeIx, Taxonomy};
use rustc_hash::FxHashSet;

const THINGS: &str = include_str!("../../../../assets/things.tsv");

impl Builder {
    pub(super) fn nouns(&mut self, file: &Lexicon) {
        for line in THINGS.lines().filter(|l| !l.starts_with('#')) {
            // "White sheep" is two words; "brown bear" is one name.
            // ... and so is "ginger cat", but no "silver birch", no "orange juice".
            let animal = |n: &Noun| {
                let tree = &self.words.taxonomy;
                let kind = n.node.and_then(|node| tree.node(node).kind);
                kind == Some(AttributeKind::Animal) && n.kind == NounKind::Plain
            };
            let coloured = |n: &Noun| {
                let first = n.word.split_once(' ').map(|(first, _)| first);
                let colour = |c: &str| file.colours.base.values().flatten().any(|w| w == c);
                !n.exact
                    && first.is_some_and(|c| {
                        file.colours.base.contains_key(c) || animal(n) && colour(c)
                    })
            };
            let noun = nouns::parse_line(line, &self.words.taxonomy).filter(|n| !coloured(n));
            if let Some(noun) = noun {
                self.add_noun(noun);
            }
        }
        let taxonomy = self.words.taxonomy.clone();
        for ix in taxonomy.indices() {
            let node = taxonomy.node(ix);
            if node.unsaid {
                continue;
            }
            for word in std::iter::once(&node.name).chain(&node.synonyms) {
                let word = word.to_lowercase();
                // "Cows" are many, though the tree has them for another name of cattle.
                let many = inflect::singulars(&word).iter().any(|one| {
                    let known = self.words.by_noun.get(one).filter(|_| *one != word);
                    known.is_some_and(|noun| self.words.nouns[*noun].node == Some(ix))
                });
                if many || file.homonyms.seldom.contains(&word) {
                    continue;
                }
                if !self.words.by_noun.contains_key(&word) && !word.contains('_') {
                    let kind = nouns::kind_of(ix, true, &taxonomy);
                    let plural = node.plural.clone().filter(|_| word == node.name);
                    self.add_noun(Noun::plain(word, Some(ix), true, kind, plural));
                }
            }
        }
        self.fine_names(&taxonomy);
        self.compounds(file, &taxonomy);
        self.implied(file, &taxonomy);
        let mistaken = file.homonyms.mistaken.iter().filter_map(|id| taxonomy.find(id));
        self.words.mistaken = mistaken.collect();
        self.families(file, &taxonomy);
        self.sorts(file, &taxonomy);
        self.loose(file, &taxonomy);
        self.without_coloured(file, &taxonomy);
        self.parts(file, &taxonomy);
        self.settings(file);
        for (word, nodes) in &file.homonyms.words {
            if let Some((noun, _)) = self.words.find_noun(word) {
                let nodes = nodes.iter().filter_map(|n| taxonomy.find(n)).collect();
                self.words.nouns[noun].other_nodes = nodes;
            }
        }
        // "Two pairs of skis" are two of what the tree calls a pair.
        for (said, plural) in words::Lexicon::embedded().said_otherwise() {
            if let Some(noun) = self.words.by_noun.get(said) {
                self.words.by_plural.insert(plural.to_owned(), *noun);
            }
        }
        self.words.strange = self.words.nouns.len();
        let strange = Noun::plain("such thing".to_owned(), None, true, NounKind::Plain, None);
        self.words.nouns.push(strange);
        self.words.person = self.words.by_noun.get("person").copied().unwrap_or(0);
    }

    /// Names of breeds, species, dishes: those that are known are fine ones, the others stand below their line's node.
    fn fine_names(&mut self, taxonomy: &Taxonomy) {
        for line in fine::lines() {
            let node = taxonomy.find(line.node);
            for name in line.names {
                let known = self.words.by_noun.get(name).map(|n| &mut self.words.nouns[*n]);
                match known {
                    Some(noun) => {
                        let kind = |n: NodeIx| taxonomy.node(n).kind;
                        let same_kind = noun.node.map(kind) == node.map(kind);
                        if same_kind && noun.kind == NounKind::Plain {
                            noun.kind = NounKind::Fine;
                        }
                    }
                    None => {
                        let kind = NounKind::Fine;
                        self.add_noun(Noun::plain(name.to_owned(), node, false, kind, None));
                    }
                }
            }
        }
    }

    /// "A golden cup" is a cup, though a plant has that name; a golden eagle is some eagle.
    fn without_coloured(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        let words = file.colours.base.values().chain(file.colours.between.values()).flatten();
        let between = file.colours.between.keys();
        let colours: FxHashSet<&str> = words.chain(between).map(String::as_str).collect();
        let nouns = &self.words.nouns;
        let other = |word: &String, noun: usize| {
            let (colour, rest) = word.split_once(' ')?;
            let (rest, _) = self.words.find_noun(rest).filter(|_| colours.contains(colour))?;
            let (whole, rest) = nouns[noun].node.zip(nouns[rest].node)?;
            let related = taxonomy.is_a(whole, rest) || taxonomy.is_a(rest, whole);
            (!nouns[noun].exact && !related).then(|| word.clone())
        };
        let names = self.words.by_noun.iter();
        let others: Vec<String> = names.filter_map(|(word, noun)| other(word, *noun)).collect();
        for word in others {
            self.words.by_noun.remove(&word);
        }
    }

    fn loose(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        for (label, words) in &file.loose.words {
            let Some(node) = taxonomy.lookup(label) else { continue };
            for word in words {
                match self.words.find_noun(word) {
                    Some((noun, _)) => self.words.nouns[noun].loose_nodes.push(node),
                    None => {
                        let kind = NounKind::Plain;
                        self.add_noun(Noun::plain(word.clone(), Some(node), false, kind, None));
                    }
                }
            }
        }
    }

    fn families(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        for words in &file.homonyms.families {
            let found = words.iter().filter_map(|word| Some(self.words.find_noun(word)?.0));
            let nouns: FxHashSet<usize> = found.collect();
            let exact = nouns.iter().map(|n| &self.words.nouns[*n]).filter(|n| n.exact);
            let own = words.iter().filter_map(|word| taxonomy.lookup(word));
            let nodes = exact.filter_map(|n| n.node).chain(own).collect();
            self.words.families.push((nouns, nodes));
        }
    }

    /// A pigeon is some bird, a chick may be any.
    fn sorts(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        for (node, plain) in &file.homonyms.sorts {
            let Some(node) = taxonomy.find(node) else { continue };
            self.words.sorts.insert(node);
            for noun in self.words.nouns.iter_mut().filter(|n| n.node == Some(node) && !n.exact) {
                noun.sort = !plain.contains(&noun.word);
            }
        }
    }

    fn settings(&mut self, file: &Lexicon) {
        for word in &file.settings.words {
            if self.words.find_noun(word).is_none() {
                self.add_noun(Noun::plain(word.clone(), None, true, NounKind::Plain, None));
            }
            if let Some((noun, _)) = self.words.find_noun(word) {
                self.words.nouns[noun].setting = true;
            }
        }
        self.words.same_setting.clone_from(&file.settings.same);
        self.words.wider_settings.clone_from(&file.settings.wider);
    }

    fn parts(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        self.words.coverings = file.parts.coverings.iter().cloned().collect();
        self.words.outfits = file.parts.outfits.iter().cloned().collect();
        for word in &file.parts.outfits {
            if let Some(noun) = self.words.by_noun.get(word) {
                self.words.nouns[*noun].garment = true;
            }
        }
        for parts in &file.parts.of {
            let wholes: Vec<_> = parts.nodes.iter().filter_map(|n| taxonomy.find(n)).collect();
            for word in &parts.words {
                if self.words.find_noun(word).is_none() {
                    self.add_noun(Noun::plain(word.clone(), None, true, NounKind::Part, None));
                }
                let Some((noun, _)) = self.words.find_noun(word) else { continue };
                self.words.nouns[noun].wholes.extend(&wholes);
                if parts.nodes.is_empty() {
                    self.words.nouns[noun].kind = NounKind::Part;
                    self.words.nouns[noun].airy = true;
                }
            }
        }
        for word in &file.parts.several {
            if let Some((noun, _)) = self.words.find_noun(word) {
                self.words.nouns[noun].several = true;
            }
        }
        for word in &file.parts.anywhere {
            if let Some((noun, _)) = self.words.find_noun(word) {
                self.words.nouns[noun].anywhere = true;
            }
        }
    }

    fn compounds(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        let plural = |words: &Vocabulary, word: &String| {
            inflect::singulars(word).iter().any(|s| words.by_noun.contains_key(s))
        };
        for (word, node) in &file.compounds.nodes {
            if plural(&self.words, word) {
                continue; // "plush toys": the singular says it
            }
            let node = taxonomy.find(node);
            let fine = |n: &usize| self.words.nouns[*n].kind == NounKind::Fine;
            let fine = self.words.by_noun.get(word).is_some_and(fine);
            let kind = if fine { NounKind::Fine } else { NounKind::Plain };
            let garment = self.is_worn(word, file);
            let noun = Noun::plain(word.clone(), node, !fine, kind, None);
            self.add_noun(Noun { garment, ..noun });
        }
        // "Beach scene": the picture.
        let views = &file.picture_words.views;
        let view = |word: &&String| {
            word.rsplit_once(' ').is_some_and(|(_, w)| views.iter().any(|v| v == w))
        };
        for word in file.compounds.none.iter().filter(|word| !view(word)) {
            let known = self.words.by_noun.get(word).map(|n| &self.words.nouns[*n]);
            if known.is_some_and(|n| n.kind != NounKind::Plain)
                || known.is_none() && plural(&self.words, word)
            {
                continue; // "license plate", "volkswagen beetle", "plush toys"
            }
            // A kind of what its last word names: "apple laptop", but no bus where a "bus stop" is.
            let last = word.rsplit(' ').next().and_then(|w| self.words.find_noun(w));
            let head = last.map(|(noun, _)| self.words.nouns[noun].clone());
            let (node, kind) = head.map_or((None, NounKind::Plain), |h| (h.node, h.kind));
            let plural = known.and_then(|n| n.plural.clone());
            let garment = self.is_worn(word, file);
            let noun = Noun::plain(word.clone(), node, false, kind, plural);
            self.add_noun(Noun { garment, ..noun });
        }
    }

    /// "Swim trunks", and by its last word "soccer uniform"; but no "table top", for that is a part of anything.
    fn is_worn(&self, word: &str, file: &Lexicon) -> bool {
        let known = self.words.by_noun.get(word).is_some_and(|n| self.words.nouns[*n].garment);
        let worn = |last: &str| {
            let mut names = file.parts.outfits.iter().chain(&file.parts.worn);
            names.any(|name| name == last) && !file.picture_words.words.iter().any(|w| w == last)
        };
        let last = word.rsplit_once(' ').map_or("", |(_, last)| last);
        known || worn(last) || inflect::singulars(last).iter().any(|one| worn(one))
    }

    fn implied(&mut self, file: &Lexicon, taxonomy: &Taxonomy) {
        for (word, implied) in &file.implied.words {
            let singular = inflect::singulars(word);
            if singular.iter().any(|s| self.words.by_noun.contains_key(s)) {
                continue; // "cars": the plural says it
            }
            let node = taxonomy.find(&implied.node);
            let verb = implied.verb.as_ref().and_then(|v| self.words.sense(v));
            let object = implied.object.as_ref().and_then(|o| taxonomy.find(o));
            let implies = Some(Implied { verb, object });
            if let Some(noun) = self.words.by_noun.get(word).filter(|_| implied.weak) {
                self.words.nouns[*noun].implied = implies;
                continue;
            }
            let mut noun = Noun::plain(word.clone(), node, true, NounKind::Plain, None);
            noun.collective = implied.min > 1;
            noun.implied = implies;
            self.add_noun(noun);
        }
        for trade in &file.implied.trades {
            let nodes: Vec<_> = trade.things.iter().filter_map(|t| taxonomy.lookup(t)).collect();
            for word in &trade.words {
                if let Some(noun) = self.words.by_noun.get(word) {
                    self.words.tools.entry(*noun).or_default().extend(&nodes);
                }
            }
        }
        self.words.anybody = file.implied.anybody.iter().cloned().collect();
        self.words.masses = file.implied.masses.iter().cloned().collect();
        let persons = &file.persons;
        let sorts = [[&persons.male, &persons.female], [&persons.young, &persons.grown]];
        let roles = persons.apart.iter().map(|two| two.each_ref());
        let set = |words: &Vec<String>| words.iter().cloned().collect();
        self.words.given = persons.given.iter().cloned().collect();
        self.words.apart = sorts.into_iter().chain(roles).map(|two| two.map(set)).collect();
        self.words.namesakes = persons.namesakes.iter().cloned().collect();
    }

    /// The last word on a noun counts.
    pub(super) fn add_noun(&mut self, noun: Noun) {
        let at = self.words.nouns.len();
        if let Some(plural) = &noun.plural {
            self.words.by_plural.insert(plural.to_lowercase(), at);
        }
        self.words.by_noun.insert(noun.word.clone(), at);
        self.words.nouns.push(noun);
    }
}
