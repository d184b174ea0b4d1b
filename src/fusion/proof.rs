//! Proofreading: the embedded fuser reads its own caption as any reader would, and what would be taken wrongly it words
//! otherwise.

use super::check::{self, Report};
use super::compose::{self, Manner};
use super::ground::finding::{Finding, Verdict};
use crate::domain::{Caption, CaptionTarget, FactRef, Rules, Scene};
use std::collections::BTreeSet;

/// In how many ways the forms that take turns may begin.
const TURNS: usize = 2;

/// The image's caption, in the first manner that is read as it is meant, or that is so with the fewest faults.
pub fn compose_image(scene: &Scene, region_captions: &[Caption], rules: &Rules) -> Caption {
    let proofread = |manner| Proofread::of(scene, region_captions, manner, rules);
    let mut best = proofread(Manner::default());
    let mut known = BTreeSet::from([best.caption.text.clone()]);
    for manner in others() {
        if best.faults == 0 {
            break;
        }
        let next = proofread(manner);
        if known.insert(next.caption.text.clone()) && next.is_better_than(&best) {
            best = next;
        }
    }
    best.caption
}

/// A caption and how many faults a reader finds in it.
struct Proofread {
    caption: Caption,
    faults: usize,
}

impl Proofread {
    fn of(scene: &Scene, region_captions: &[Caption], manner: Manner, rules: &Rules) -> Self {
        let caption = compose::compose_image(scene, region_captions, manner, rules);
        let report = check::check(&caption.text, caption.target, scene, rules);
        Self { faults: faults(&caption, report).len(), caption }
    }

    /// Fewer faults, and not more that the reader does not learn: what is worded so that it is missed is not told either.
    fn is_better_than(&self, other: &Self) -> bool {
        let unlearned = |p: &Self| p.faults + p.caption.left_out.len();
        self.faults < other.faults && unlearned(self) <= unlearned(other)
    }
}

/// All manners but the first, the least plain ones first.
fn others() -> impl Iterator<Item = Manner> {
    let ways = [(false, false), (true, false), (false, true), (true, true)];
    let all = ways.into_iter().flat_map(|(in_full, by_rank)| {
        (0..TURNS).map(move |turn| Manner { in_full, by_rank, turn })
    });
    all.skip(1)
}

/// What is wrong with a caption that says only what is asserted: anything unsupported or contradicted, and of the image's
/// caption anything missing but what the fuser itself says that it left out.
pub fn faults(caption: &Caption, report: Report) -> Vec<Finding> {
    report.findings.into_iter().filter(|f| is_fault(f, caption)).collect()
}

fn is_fault(finding: &Finding, caption: &Caption) -> bool {
    let left_out = |fact: &FactRef| caption.left_out.contains(fact);
    match finding.verdict {
        Verdict::Unsupported | Verdict::Contradicted => true,
        Verdict::Missing => {
            caption.target == CaptionTarget::Image && !finding.rests_on.iter().all(left_out)
        }
        Verdict::Supported | Verdict::Weak | Verdict::Unchecked => false,
    }
}
