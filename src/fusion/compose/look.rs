//! How one region looks: its asserted attributes as pieces of English.

use super::phrase::Phrase;
use super::words::Lexicon;
use crate::domain::{AttributeKind, FactRef, Region, RegionId};
use crate::naming::fit;

/// Below this confidence an asserted fact is hedged.
pub(in crate::fusion) const SURE: f32 = 0.65;

/// Fine kinds whose name may stand in place of the category.
const REPLACING: [AttributeKind; 5] = [
    AttributeKind::FineName,
    AttributeKind::Animal,
    AttributeKind::Plant,
    AttributeKind::Aircraft,
    AttributeKind::Food,
];

/// One asserted attribute: its words and how sure they are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub word: String,
    pub sure: bool,
    pub confidence: f32,
    pub fact: FactRef,
}

/// A named region, read with the threshold that the rules give.
#[derive(Debug, Clone)]
pub(super) struct Look<'s> {
    pub region: &'s Region,
    pub label: String,
    assert: f32,
}

/// The noun for a region, and the facts that it tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub noun: String,
    /// The key under which the lexicon knows the noun: the label or the fine name.
    pub key: String,
    pub facts: Vec<FactRef>,
    pub sure: bool,
}

impl<'s> Look<'s> {
    /// `None` where the region has no asserted name.
    pub fn of(region: &'s Region, assert: f32) -> Option<Self> {
        let label = region.label(assert).filter(|l| !l.trim().is_empty())?;
        Some(Self { region, label, assert })
    }

    pub fn id(&self) -> RegionId {
        self.region.id
    }

    pub fn is_person(&self) -> bool {
        fit::is_person(self.region, fit::tree())
    }

    pub fn attribute(&self, kind: AttributeKind) -> Option<Said> {
        let (value, confidence) = self.region.attributes.get(&kind)?.effective()?;
        (confidence >= self.assert && !value.words().trim().is_empty()).then(|| Said {
            word: value.words().trim().to_owned(),
            sure: confidence >= SURE,
            confidence,
            fact: FactRef::Attribute(self.region.id, kind),
        })
    }

    /// The emotion, which only people have.
    pub fn emotion(&self) -> Option<Said> {
        self.attribute(AttributeKind::Emotion).filter(|_| self.is_person())
    }

    /// The size word; people are not called large or small, they look so.
    pub fn size(&self) -> Option<Said> {
        self.attribute(AttributeKind::Size)
    }

    /// True where the size is an adjective before the noun: not of people, not of what fills the frame, and not of
    /// a big cat or a miniature poodle.
    pub fn size_stands_before(&self, lexicon: &Lexicon) -> bool {
        let sized =
            ["big", "large", "small", "little", "giant", "great", "lesser", "miniature", "toy"];
        let noun = self.name(lexicon).noun.to_lowercase();
        let first = noun.split([' ', '-']).next().unwrap_or_default();
        let plain = noun == first || !sized.contains(&first);
        plain && !self.is_person() && self.size().is_some_and(|s| s.word != "dominant")
    }

    fn fine_names(&self) -> Vec<Said> {
        REPLACING.into_iter().filter_map(|k| self.attribute(k)).collect()
    }

    /// True for food in a vessel: espresso is in the cup, the cup is no espresso.
    fn holds(&self, fine: &Said, lexicon: &Lexicon) -> bool {
        fine.fact == FactRef::Attribute(self.id(), AttributeKind::Food)
            && lexicon.is_container(&self.label)
    }

    /// The noun: the fine name where one is sure, else the category.
    pub fn name(&self, lexicon: &Lexicon) -> Name {
        let fine = self.fine_names();
        let head = fine.iter().find(|f| f.sure && !self.holds(f, lexicon));
        let label = self.attribute(AttributeKind::Label);
        let sure = head.is_some() || label.as_ref().is_none_or(|l| l.sure);
        let key = head.map_or_else(|| self.label.clone(), |h| h.word.clone());
        let mut facts = vec![FactRef::Region(self.id())];
        facts.extend(label.map(|l| l.fact));
        facts.extend(fine.into_iter().filter(|f| same(&f.word, &key)).map(|f| f.fact));
        facts.extend(self.colour_in(&key));
        Name { noun: lexicon.singular(&key), key, facts, sure }
    }

    /// The colour's fact, where the noun says the colour already: an orange is orange.
    fn colour_in(&self, noun: &str) -> Option<FactRef> {
        self.attribute(AttributeKind::Colour)
            .filter(|c| noun.to_lowercase().split(' ').any(|w| w == c.word))
            .map(|c| c.fact)
    }

    /// The colour, where it is still to be said.
    pub fn colour(&self, lexicon: &Lexicon) -> Option<Said> {
        let noun = self.name(lexicon).key;
        self.attribute(AttributeKind::Colour).filter(|_| self.colour_in(&noun).is_none())
    }

    /// Verb phrases in the third person for what no adjective says: "looks sad", "is perhaps an Egyptian Mau".
    /// `mood` is false where moods are told in shares.
    pub fn verb_phrases(&self, lexicon: &Lexicon, mood: bool) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        if let Some(e) = self.emotion().filter(|e| mood && !(e.word == "happy" && e.sure)) {
            phrases.push(Phrase::telling(emotion_verb(&e.word, e.sure, false), [e.fact]));
        }
        let head = self.name(lexicon).key;
        for fine in self.fine_names().into_iter().filter(|f| !same(&f.word, &head)) {
            let noun = lexicon.singular(&fine.word);
            let held = self.holds(&fine, lexicon) && lexicon.is_mass(&fine.word);
            let article = match lexicon.article(&noun, &fine.word) {
                _ if held => String::new(),
                article => format!("{article} "),
            };
            let hedge = match (self.holds(&fine, lexicon), fine.sure) {
                (true, true) => "holds",
                (true, false) => "seems to hold",
                (false, true) => "is also recognized as",
                (false, false) => "is perhaps",
            };
            phrases.push(Phrase::telling(format!("{hedge} {article}{noun}"), [fine.fact]));
        }
        for kind in [AttributeKind::Landmark, AttributeKind::Celebrity] {
            if let Some(name) = self.attribute(kind) {
                let hedge = if name.sure { "is identified as" } else { "may be" };
                phrases.push(
                    Phrase::glue(format!("{hedge} ")).and(Phrase::telling(name.word, [name.fact])),
                );
            }
        }
        if let Some(brand) = self.attribute(AttributeKind::Logo) {
            let verb = if brand.sure { "carries" } else { "seems to carry" };
            let article = lexicon.a_or_an(&brand.word);
            phrases.push(
                Phrase::glue(format!("{verb} {article} "))
                    .and(Phrase::telling(format!("{} logo", brand.word), [brand.fact])),
            );
        }
        phrases
    }

    /// The noun phrase with its indefinite article: "a large red bus", "what appears to be a smiling person".
    pub fn noun_phrase(&self, lexicon: &Lexicon) -> Phrase {
        let name = self.name(lexicon);
        let mut before = Vec::new();
        if let Some(e) = self.emotion().filter(|e| e.word == "happy" && e.sure) {
            before.push(Phrase::telling("smiling", [e.fact]));
        }
        if let Some(size) = self.size().filter(|_| self.size_stands_before(lexicon)) {
            before.push(Phrase::telling(size_adjective(&size.word), [size.fact]));
        }
        let colour = self.colour(lexicon);
        if let Some(c) = colour.clone().filter(|_| !self.is_person()) {
            before.push(Phrase::telling(c.word, [c.fact]));
        }
        let mut phrase = before.into_iter().fold(Phrase::default(), |p, a| p.and(a).then(" "));
        phrase = phrase.and(Phrase::telling(name.noun, name.facts));
        if let Some(c) = colour.filter(|_| self.is_person()) {
            phrase = phrase.then(" mostly in ").and(Phrase::telling(c.word, [c.fact]));
        }
        let article = lexicon.article(&phrase.text(), &name.key);
        let hedge = if name.sure { "" } else { "what appears to be " };
        Phrase::glue(format!("{hedge}{article} ")).and(phrase)
    }
}

/// The size as an adjective.
pub(super) fn size_adjective(word: &str) -> String {
    if word == "medium" { "medium-sized".to_owned() } else { word.to_owned() }
}

/// The size of a person as a complement of "is": people are large in the picture, not large.
pub(super) fn size_complement(word: &str) -> String {
    match word {
        "dominant" => "filling much of the frame".to_owned(),
        other => format!("{} in the frame", size_adjective(other)),
    }
}

/// An emotion as a verb phrase: "looks sad", in the plural "look sad".
pub(super) fn emotion_verb(word: &str, sure: bool, plural: bool) -> String {
    let s = if plural { "" } else { "s" };
    let look = if sure { format!("look{s}") } else { format!("seem{s}") };
    match word {
        "happy" if sure => if plural { "are smiling" } else { "is smiling" }.to_owned(),
        "happy" => format!("seem{s} to be smiling"),
        "neutral" if sure => {
            if plural { "have a neutral expression" } else { "has a neutral expression" }.to_owned()
        }
        "neutral" => format!("seem{s} to have a neutral expression"),
        "disgust" => format!("{look} disgusted"),
        "fear" => format!("{look} afraid"),
        "surprise" => format!("{look} surprised"),
        other => format!("{look} {other}"),
    }
}

/// An absolute location as a prepositional phrase.
pub(in crate::fusion) fn location_phrase(word: &str) -> String {
    match word {
        "center" => "in the center".to_owned(),
        "left" | "right" => format!("on the {word}"),
        other => format!("at the {}", other.replace('-', " ")),
    }
}

/// A depth word as a phrase.
pub(in crate::fusion) fn depth_phrase(word: &str) -> String {
    match word {
        "near" => "close to the camera".to_owned(),
        "mid" => "in the middle distance".to_owned(),
        "far" => "far from the camera".to_owned(),
        other => format!("{other} in depth"),
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
