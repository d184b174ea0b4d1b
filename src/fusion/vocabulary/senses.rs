//! What verbs mean: which senses an asserted verb supports or excludes.

use super::{Sense, Vocabulary};
use crate::naming::taxonomy::NodeIx;

impl Vocabulary {
    /// True where an asserted verb supports one of the senses.
    pub fn verbs_agree(&self, asserted: &str, senses: &[usize]) -> bool {
        let named = senses.iter().filter_map(|s| self.senses.get(*s)).any(|s| s.name == asserted);
        let implied = self.senses.iter().find(|s| s.name == asserted).map(|s| &s.implies);
        let follows = senses
            .iter()
            .filter_map(|s| self.senses.get(*s))
            .any(|s| implied.is_some_and(|i| i.contains(&s.name)));
        if !named && !follows && self.verbs_exclude(asserted, senses, None) {
            return false;
        }
        // "Sits in the chair" that somebody is sitting on.
        let posture = |name: &str| {
            let first = name.split(' ').next().unwrap_or_default();
            ["sitting", "lying", "standing"].into_iter().find(|p| *p == first)
        };
        let rests =
            posture(asserted).filter(|_| asserted.ends_with(" on") || asserted.ends_with(" in"));
        let same = |s: &Sense| {
            posture(&s.name) == rests && (s.name.ends_with(" on") || s.name.ends_with(" in"))
        };
        if rests.is_some() && senses.iter().filter_map(|s| self.senses.get(*s)).any(same) {
            return true;
        }
        senses.iter().filter_map(|s| self.senses.get(*s)).any(|s| {
            s.name == asserted
                || s.same.contains(asserted)
                || implied.is_some_and(|i| i.contains(&s.name))
        })
    }

    /// True where an asserted verb excludes one of the senses, as far as they can be of such a thing, and is none of them.
    pub fn verbs_exclude(&self, asserted: &str, senses: &[usize], of: Option<NodeIx>) -> bool {
        let near = |o: &NodeIx| of.is_none_or(|of| self.taxonomy.is_a(of, *o));
        let fits = |s: &&Sense| s.objects.is_empty() || s.objects.iter().any(near);
        let senses = || senses.iter().filter_map(|s| self.senses.get(*s)).filter(fits);
        senses().any(|s| s.excludes.contains(asserted)) && !senses().any(|s| s.name == asserted)
    }

    /// True where the senses are how somebody sits, stands or lies.
    pub fn is_posture(&self, senses: &[usize]) -> bool {
        let shared = senses.iter().filter_map(|s| self.senses.get(*s)).filter(|s| !s.own);
        let mut names = shared.map(|s| s.name.as_str());
        !senses.is_empty() && names.all(|name| self.is_posture_name(name))
    }

    /// ... and in something: "sits in".
    pub fn is_posture_within(&self, senses: &[usize]) -> bool {
        let own = senses.iter().filter_map(|s| self.senses.get(*s)).filter(|s| s.own);
        own.map(|s| s.name.rsplit(' ').next()).any(|last| matches!(last, Some("in" | "inside")))
    }

    /// An asserted verb says that somebody is on or in the thing: sitting on it, riding it.
    pub fn is_rest(&self, asserted: &str) -> bool {
        let implied = self.senses.iter().find(|s| s.name == asserted).map(|s| &s.implies);
        self.is_posture_name(&format!("{asserted} "))
            || implied.is_some_and(|names| names.iter().any(|n| self.is_posture_name(n)))
    }

    /// One of the senses is how somebody sits, stands or lies.
    pub fn may_be_posture(&self, senses: &[usize]) -> bool {
        let mut shared = senses.iter().filter_map(|s| self.senses.get(*s)).filter(|s| !s.own);
        shared.any(|s| self.is_posture_name(&s.name))
    }

    fn is_posture_name(&self, name: &str) -> bool {
        ["sitting ", "lying ", "standing "].iter().any(|posture| name.starts_with(posture))
    }

    /// Whether the senses can be of what is done with such a thing: nobody dribbles a palace.
    pub fn may_be_done_with(&self, senses: &[usize], noun: usize) -> bool {
        let Some(node) = self.nouns[noun].node else { return true };
        let near = |o: &NodeIx| self.taxonomy.is_a(node, *o) || self.taxonomy.is_a(*o, node);
        let mut senses = senses.iter().filter_map(|s| self.senses.get(*s));
        senses.any(|s| s.objects.is_empty() || s.objects.iter().any(near))
    }

    /// One of the senses is done with things of that sort alone: cutting, with a knife.
    pub fn are_tools(&self, senses: &[usize], noun: usize) -> bool {
        let Some(node) = self.nouns[noun].node else { return false };
        let senses = senses.iter().filter_map(|s| self.senses.get(*s));
        senses.flat_map(|s| &s.objects).any(|o| self.taxonomy.is_a(node, *o))
    }

    /// What somebody does who is "on" such a thing, which is nothing to rest on: talks, types.
    pub fn done_on(&self, noun: usize) -> Vec<usize> {
        let Some(node) = self.nouns[noun].node else { return Vec::new() };
        let covers =
            |s: &usize| self.senses[*s].when_on.iter().any(|o| self.taxonomy.is_a(node, *o));
        (0..self.senses.len()).filter(covers).collect()
    }

    /// True where such a thing has such parts: a dog, a coat.
    pub fn may_have(&self, whole: usize, part: usize) -> bool {
        let has = |w: &NodeIx| self.nouns[whole].node.is_some_and(|n| self.taxonomy.is_a(n, *w));
        self.nouns[part].wholes.iter().any(has)
    }

    /// True where evidence hardly ever speaks of any such thing: talk, gaze, clothing.
    pub fn is_rare(&self, senses: &[usize]) -> bool {
        // "Wears" a bag, who carries it.
        let worn = self.sense("wearing").is_some_and(|wearing| senses.contains(&wearing));
        worn || senses.iter().filter_map(|s| self.senses.get(*s)).all(|s| s.rare)
    }

    /// Those of the senses that evidence may name itself; that somebody is with a thing it only implies.
    pub fn nameable(&self, senses: &[usize]) -> Vec<usize> {
        let own = |s: &Sense| s.same.is_empty() || s.same.contains(&s.name);
        senses.iter().copied().filter(|s| self.senses.get(*s).is_some_and(own)).collect()
    }

    /// The name of a claim's first sense: "riding".
    pub fn sense_name(&self, senses: &[usize]) -> &str {
        senses.first().and_then(|s| self.senses.get(*s)).map_or("doing this with", |s| &s.name)
    }

    /// A sense by the verb that specialists assert.
    pub fn sense(&self, name: &str) -> Option<usize> {
        self.senses.iter().position(|s| s.name == name)
    }
}
