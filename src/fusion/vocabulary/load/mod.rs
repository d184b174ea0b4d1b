//! Builds the vocabulary from the assets.

mod closed;
mod grammar;
mod looks;
mod relations;
mod things;

use super::inflect::VerbForms;
use super::lexicon_file::{self, Lexicon, SenseWords};
use super::slips::Slips;
use super::strange::Ordinary;
use super::wordings;
use super::{FineNames, Form, Meaning, Sense, Vocabulary};
use crate::naming::taxonomy::Taxonomy;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Builds from the embedded files. A test keeps them readable; from unreadable ones nothing would be known.
pub(super) fn embedded() -> Vocabulary {
    let taxonomy = Taxonomy::embedded().unwrap_or_else(|_| Taxonomy::bare());
    let mut builder = Builder {
        words: Vocabulary {
            taxonomy,
            nouns: Vec::new(),
            by_noun: FxHashMap::default(),
            by_plural: FxHashMap::default(),
            openers: FxHashSet::default(),
            tools: Default::default(),
            phrases: Default::default(),
            places: Default::default(),
            anything: Default::default(),
            corners: Default::default(),
            place_adverbs: Default::default(),
            place_prepositions: FxHashSet::default(),
            phrases_of_place: FxHashSet::default(),
            occupying: FxHashSet::default(),
            presenting: FxHashSet::default(),
            directed: FxHashSet::default(),
            moving: FxHashSet::default(),
            becoming: FxHashSet::default(),
            depth_sides: FxHashMap::default(),
            depth_adjectives: FxHashMap::default(),
            depth_predicates: FxHashMap::default(),
            beside: FxHashSet::default(),
            shares: FxHashSet::default(),
            frames: Vec::new(),
            never_nouns: FxHashSet::default(),
            mostly_verbs: FxHashSet::default(),
            views: FxHashSet::default(),
            headings: FxHashSet::default(),
            pairs: FxHashSet::default(),
            credits: FxHashSet::default(),
            takers: FxHashSet::default(),
            measures: FxHashSet::default(),
            qualities: FxHashSet::default(),
            anybody: FxHashSet::default(),
            masses: FxHashSet::default(),
            mistaken: FxHashSet::default(),
            families: Vec::new(),
            sorts: FxHashSet::default(),
            apart: Vec::new(),
            given: FxHashSet::default(),
            namesakes: FxHashSet::default(),
            same_setting: Vec::new(),
            wider_settings: BTreeMap::new(),
            colour_modifiers: FxHashSet::default(),
            feelings: Default::default(),
            colour_suffixes: FxHashSet::default(),
            emotion_suffixes: FxHashSet::default(),
            hues: FxHashSet::default(),
            mixtures: FxHashSet::default(),
            coverings: FxHashSet::default(),
            outfits: FxHashSet::default(),
            relation_modifiers: FxHashSet::default(),
            degrees: Vec::new(),
            neighbours: FxHashSet::default(),
            senses: Vec::new(),
            person: 0,
            strange: 0,
            ordinary: Ordinary::embedded(),
            slips: Default::default(),
            fine_names: FineNames::embedded(),
            comparisons: Default::default(),
            emptiness: FxHashSet::default(),
            majority: FxHashSet::default(),
            lacking: FxHashSet::default(),
            text_nouns: FxHashSet::default(),
            lettering: Default::default(),
        },
        irregular: BTreeMap::new(),
    };
    if let Ok(file) = lexicon_file::embedded() {
        builder.all(&file);
    }
    builder.words
}

struct Builder {
    words: Vocabulary,
    irregular: BTreeMap<String, Vec<String>>,
}

impl Builder {
    fn all(&mut self, file: &Lexicon) {
        self.irregular.clone_from(&file.verb_forms.forms);
        self.words.comparisons.clone_from(&file.comparisons);
        self.senses(&file.verbs.senses);
        self.nouns(file);
        self.looks(file);
        self.quantities(file);
        self.places(file);
        self.relations(file);
        self.comparisons();
        self.comparisons_to_the_last(file);
        self.measured_relations(file);
        self.verbs(file);
        self.grammar(file);
        self.beyond(file);
        self.idioms(&file.masked);
        self.openers();
        let nouns = self.words.by_noun.keys().chain(self.words.by_plural.keys());
        self.words.slips = Slips::new(&file.slips, nouns);
    }

    fn openers(&mut self) {
        let words = self.words.by_noun.keys().chain(self.words.by_plural.keys());
        let first = words.filter_map(|noun| noun.split_once(' ')).map(|(first, _)| first);
        let first = first.filter_map(|first| wordings::parts(first).next());
        self.words.openers = first.map(str::to_owned).collect();
    }

    fn add(&mut self, wording: &str, meaning: Meaning) {
        self.words.phrases.add(wording, meaning);
    }

    fn add_all<'w>(&mut self, wordings: impl IntoIterator<Item = &'w String>, meaning: &Meaning) {
        for wording in wordings {
            self.add(wording, meaning.clone());
        }
    }

    fn forms(&self, lemma: &str) -> VerbForms {
        match self.irregular.get(lemma) {
            Some(forms) => VerbForms::listed(lemma, forms),
            None => VerbForms::regular(lemma),
        }
    }

    /// Adds a phrase that begins with a lemma, in all of the verb's forms.
    fn add_verb(&mut self, phrase: &str, meaning: &dyn Fn(Form) -> Meaning) {
        let (lemma, rest) = match phrase.split_once(' ') {
            Some((lemma, rest)) => (lemma, format!(" {rest}")),
            None => (phrase, String::new()),
        };
        if lemma == "be" {
            if rest.trim().contains(' ') {
                self.add(rest.trim(), meaning(Form::Ing));
            }
            return;
        }
        let forms = self.forms(lemma);
        let finite = [lemma, &forms.third, &forms.past];
        for form in finite.iter().flat_map(|f| f.split('/')) {
            self.add(&format!("{form}{rest}"), meaning(Form::Finite));
        }
        for form in forms.ing.split('/') {
            self.add(&format!("{form}{rest}"), meaning(Form::Ing));
        }
        for form in forms.participle.split('/') {
            // "The one that is ridden".
            if rest.is_empty() && !finite.iter().any(|f| f.split('/').any(|f| f == form)) {
                self.add(&format!("{form}{rest}"), meaning(Form::Passive));
            }
            self.add(&format!("{form}{rest} by"), meaning(Form::Passive));
            self.add(&format!("being {form}{rest} by"), meaning(Form::Passive));
            self.add(&format!("being {form}{rest}"), meaning(Form::Passive));
            for have in ["has", "have", "had"] {
                self.add(&format!("{have} {form}{rest}"), meaning(Form::Finite));
            }
        }
    }

    fn senses(&mut self, senses: &[SenseWords]) {
        for sense in senses {
            let nodes = |ids: &[String]| {
                ids.iter().filter_map(|id| self.words.taxonomy.find(id)).collect::<Vec<_>>()
            };
            let (objects, when_on) = (nodes(&sense.objects), nodes(&sense.when_on));
            self.words.senses.push(Sense {
                name: sense.name.clone(),
                same: sense.same.iter().filter(|s| !sense.excludes.contains(s)).cloned().collect(),
                implies: sense.implies.iter().cloned().collect(),
                excludes: sense.excludes.iter().cloned().collect(),
                objects,
                when_on,
                own: false,
                rare: sense.rare,
            });
        }
    }
}
