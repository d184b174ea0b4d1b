//! Fine names: which are names of the same, which takes in which, and who makes what. Data in `assets/names.tsv`.

use rustc_hash::{FxHashMap, FxHashSet};

const NAMES: &str = include_str!("../../../assets/names.tsv");

/// What is known of breeds, species, dishes and makes by their names alone, in lower case.
#[derive(Debug, Default)]
pub struct FineNames {
    /// Names of the same, line by line, and to which line a name belongs.
    lines: Vec<Vec<String>>,
    same: FxHashMap<String, usize>,
    /// What a name takes in, though theirs do not end with it.
    within: FxHashMap<String, FxHashSet<String>>,
    /// Who makes it.
    makers: FxHashMap<String, String>,
    /// Names that are words too, or are made of words.
    worded: Vec<String>,
}

/// Names of the same, with the node of the tree under which they stand.
pub(super) struct Line<'a> {
    pub(super) node: &'a str,
    pub(super) names: Vec<&'a str>,
}

/// The lines of names of the same.
pub(super) fn lines() -> impl Iterator<Item = Line<'static>> {
    let fields = NAMES.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t'));
    fields.filter_map(|mut fields| {
        let node = fields.next().filter(|n| !matches!(*n, ">" | "@" | "*"))?;
        Some(Line { node, names: fields.next()?.split(", ").collect() })
    })
}

impl FineNames {
    /// Reads the embedded list.
    pub(super) fn embedded() -> Self {
        let mut out = Self::default();
        for (at, line) in lines().enumerate() {
            out.same.extend(line.names.iter().map(|name| ((*name).to_owned(), at)));
            out.lines.push(line.names.into_iter().map(str::to_owned).collect());
        }
        for line in NAMES.lines() {
            let mut fields = line.split('\t');
            let (mark, name, of) = (fields.next(), fields.next(), fields.next());
            if let (Some("*"), Some(names)) = (mark, name) {
                out.worded.extend(names.split(", ").map(str::to_owned));
            }
            let Some((name, of)) = name.zip(of) else { continue };
            let of = of.split(", ").map(str::to_owned);
            match mark {
                Some(">") => out.within.entry(name.to_owned()).or_default().extend(of),
                Some("@") => out.makers.extend(of.map(|made| (made, name.to_owned()))),
                _ => {}
            }
        }
        out
    }

    /// Two names of the same.
    pub fn are_same(&self, a: &str, b: &str) -> bool {
        a == b || self.same.get(a).is_some_and(|line| self.same.get(b) == Some(line))
    }

    /// The wider name takes in the narrower: "gull", a herring gull; "sushi", salmon nigiri.
    pub fn takes_in(&self, wide: &str, narrow: &str) -> bool {
        let ends = |name: &str| name.strip_suffix(wide).is_some_and(|b| b.ends_with(' '));
        let listed = |name: &str| {
            let within = self.wider(wide).any(|w| w.contains(name));
            within || self.wider(wide).flatten().any(|n| self.are_same(n, name))
        };
        // What a salmon nigiri is by its last words.
        let tails =
            narrow.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| &narrow[at + 1..]);
        !self.are_same(wide, narrow)
            && (self.alike(narrow).any(ends) || std::iter::once(narrow).chain(tails).any(listed))
    }

    /// The maker that the name of a product tells: of a MacBook.
    pub fn maker(&self, product: &str) -> Option<&str> {
        self.makers.get(product).map(String::as_str)
    }

    /// A name that is a word too.
    pub fn is_word(&self, name: &str) -> bool {
        self.worded.iter().any(|worded| worded == name)
    }

    /// The names among those that are words too, or are made of words, that a text writes with capitals, where most of its
    /// words have none.
    pub fn written_in(&self, text: &str) -> Vec<String> {
        let small = |w: &&str| w.starts_with(char::is_lowercase);
        let words = text.split_whitespace().filter(|w| w.starts_with(char::is_alphabetic));
        let (small, all) = (words.clone().filter(small).count(), words.count());
        if small * 2 < all {
            return Vec::new();
        }
        let folded = text.to_ascii_lowercase();
        let written = |name: &&String| {
            folded.match_indices(name.as_str()).any(|(at, found)| {
                let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let capital = |(i, _): (usize, &str)| {
                    text[at + i..].starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                };
                let mut begins = found.split(' ').scan(0, |from, word| {
                    let start = *from;
                    *from += word.len() + 1;
                    Some((start, word))
                });
                let long = |word: &str| word.chars().count() > 3;
                whole(folded[..at].chars().next_back())
                    && whole(folded[at + found.len()..].chars().next())
                    && begins.all(|(i, word)| capital((i, word)) || !long(word) && i > 0)
            })
        };
        self.worded.iter().filter(written).cloned().collect()
    }

    fn wider<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a FxHashSet<String>> {
        self.alike(name).filter_map(|n| self.within.get(n))
    }

    /// The name, and those of the same.
    fn alike<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let line = self.same.get(name).and_then(|at| self.lines.get(*at));
        let others = line.into_iter().flatten().map(String::as_str).filter(move |n| *n != name);
        std::iter::once(name).chain(others)
    }
}
