//! Captions of regions: each speaks of its own region.

use crate::scenes::scene;
use dce::domain::{CaptionTarget, FactRef, RegionId, Rules};
use dce::fusion::check::check;
use dce::fusion::ground::finding::Verdict;

const CUPS: &str = "
    image 1000x700
    cup 0.9 at 100,100,500,600: colour=red 0.8
    cup 0.9 at 700,300,800,400: colour=blue 0.8
";

#[test]
fn a_regions_caption_speaks_of_that_region_and_leaves_out_nothing_of_others() {
    let (cups, rules) = (scene(CUPS), Rules::default());
    let first = CaptionTarget::Region(RegionId(1));
    let wrong = |target| check("A blue cup.", target, &cups, &rules).count(Verdict::Contradicted);
    assert_eq!(wrong(CaptionTarget::Image), 0, "the second one is blue");
    assert_eq!(wrong(first), 1, "the first one is red");
    let report = check("A cup.", first, &cups, &rules);
    let missing = report.findings.iter().filter(|f| f.verdict == Verdict::Missing);
    let facts: Vec<FactRef> = missing.flat_map(|f| f.rests_on.clone()).collect();
    assert!(!facts.is_empty(), "its colour is not said");
    let own = |fact: &FactRef| matches!(fact, FactRef::Attribute(id, _) if *id == RegionId(1));
    assert!(facts.iter().all(own), "{facts:?}");
}
