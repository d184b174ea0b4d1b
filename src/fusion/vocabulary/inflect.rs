//! English inflection as far as a dictionary needs it: forms of known verbs, and which known noun a plural is of.

/// The forms of a verb: third person, -ing, past, participle. Alternatives are parted by "/".
#[derive(Debug, Clone)]
pub struct VerbForms {
    pub third: String,
    pub ing: String,
    pub past: String,
    pub participle: String,
}

impl VerbForms {
    /// A regular verb's forms.
    pub fn regular(lemma: &str) -> Self {
        let stem = lemma.strip_suffix('e').filter(|_| !lemma.ends_with("ee")).unwrap_or(lemma);
        let consonant_y = lemma.ends_with('y') && !ends_with_vowel(&lemma[..lemma.len() - 1]);
        let (third, past) = if consonant_y {
            let stem = &lemma[..lemma.len() - 1];
            (format!("{stem}ies"), format!("{stem}ied"))
        } else {
            let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| lemma.ends_with(e));
            let third = if hisses { format!("{lemma}es") } else { format!("{lemma}s") };
            let past =
                if lemma.ends_with('e') { format!("{lemma}d") } else { format!("{lemma}ed") };
            (third, past)
        };
        // "Pedaling" and "pedalling".
        let ing = if lemma.ends_with('l') {
            format!("{stem}ing/{stem}ling")
        } else {
            format!("{stem}ing")
        };
        Self { third, ing, participle: past.clone(), past }
    }

    /// From a list in that order; short lists are filled up regularly.
    pub fn listed(lemma: &str, forms: &[String]) -> Self {
        let regular = Self::regular(lemma);
        let at = |i: usize, other: String| forms.get(i).cloned().unwrap_or(other);
        Self {
            third: at(0, regular.third),
            ing: at(1, regular.ing),
            past: at(2, regular.past),
            participle: at(3, regular.participle),
        }
    }
}

fn ends_with_vowel(word: &str) -> bool {
    word.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// Singular words that a word could be the regular plural of, likeliest first; a dictionary says which exist.
pub fn singulars(word: &str) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(stem) = word.strip_suffix("ies") {
        out.push(format!("{stem}y"));
        out.push(format!("{stem}ie"));
    }
    if let Some(stem) = word.strip_suffix("ves") {
        out.push(format!("{stem}f"));
        out.push(format!("{stem}fe"));
        out.push(format!("{stem}ve"));
    }
    if let Some(stem) = word.strip_suffix("men") {
        out.push(format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with('s')) {
        out.push(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix("es") {
        out.push(stem.to_owned());
    }
    out
}
