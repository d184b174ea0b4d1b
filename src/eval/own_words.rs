//! The embedded fuser's captions, read by the checker: whatever it finds wrong there is a fault of the one or the other.

use crate::domain::{Caption, CaptionOrigin, Rules, Scene};
use crate::fusion::ground::finding::{Finding, Verdict};
use crate::fusion::{self, EMBEDDED};
use crate::fusion::{check, proof};
use std::ops::Range;

/// What the checker answers to the fuser's own captions.
#[derive(Debug, Clone, Default)]
pub struct OwnWords {
    pub captions: usize,
    /// Claims found in them.
    pub claims: usize,
    pub faults: Vec<OwnFault>,
}

/// One wrong finding on a caption that says only what is asserted.
#[derive(Debug, Clone)]
pub struct OwnFault {
    /// The caption that was read.
    pub caption: String,
    /// The sentence that the finding is about; the whole caption for what it calls missing.
    pub sentence: String,
    pub finding: Finding,
}

impl OwnFault {
    /// The words that were found wrong; nothing for what is called missing.
    pub fn words(&self) -> &str {
        self.finding.span.clone().and_then(|span| self.caption.get(span)).unwrap_or_default()
    }
}

impl OwnWords {
    /// Adds another scene's.
    pub fn add(&mut self, other: OwnWords) {
        self.captions += other.captions;
        self.claims += other.claims;
        self.faults.extend(other.faults);
    }

    /// How many faults have that verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.faults.iter().filter(|f| f.finding.verdict == verdict).count()
    }
}

/// The captions that the embedded fuser writes for a scene, the image's last.
pub fn own_captions(scene: &Scene, rules: &Rules) -> Vec<Caption> {
    let mut told = scene.clone();
    fusion::fuse_embedded(&mut told, rules);
    let own = CaptionOrigin::Fused(EMBEDDED.id.to_owned());
    told.captions.into_iter().filter(|c| c.origin == own).collect()
}

/// Reads every caption of the embedded fuser against its scene. Right is: nothing unsupported, nothing contradicted,
/// and, of the image's caption, nothing missing but what the fuser itself says that it left out.
pub fn read_own(scene: &Scene, rules: &Rules) -> OwnWords {
    let mut all = OwnWords::default();
    for caption in own_captions(scene, rules) {
        let report = check::check(&caption.text, caption.target, scene, rules);
        all.captions += 1;
        all.claims += report.findings.iter().filter(|f| f.span.is_some()).count();
        let faults = proof::faults(&caption, report).into_iter();
        all.faults.extend(faults.map(|finding| OwnFault {
            sentence: sentence_of(&caption.text, &finding).to_owned(),
            caption: caption.text.clone(),
            finding,
        }));
    }
    all
}

/// The sentence that a finding stands in.
fn sentence_of<'t>(text: &'t str, finding: &Finding) -> &'t str {
    let here = finding.span.clone().and_then(|span| text.get(sentence_at(text, span.start)));
    here.unwrap_or(text)
}

/// The bytes of the sentence that stands at a byte, as the reader breaks the text.
pub(super) fn sentence_at(text: &str, at: usize) -> Range<usize> {
    let tokens = fusion::read::tokens(text);
    let here = tokens.iter().find(|t| t.span.end > at).map(|t| t.sentence);
    let mut of_it = tokens.iter().filter(|t| Some(t.sentence) == here).map(|t| t.span.clone());
    let Some(first) = of_it.next() else { return 0..text.len() };
    first.start..of_it.next_back().map_or(first.end, |last| last.end)
}
