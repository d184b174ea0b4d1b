//! The taxonomy's integrity: every class has a node, one root, no cycle, names to say.

use dce::domain::AttributeKind;
use dce::naming::Taxonomy;

fn taxonomy() -> Taxonomy {
    Taxonomy::embedded().expect("the embedded taxonomy is sound")
}

#[test]
fn every_class_of_both_lists_has_a_node() {
    let t = taxonomy();
    let missing: Vec<String> = (0..80)
        .map(|i| format!("coco80:{i}"))
        .chain((0..1000).map(|i| format!("imagenet1k:{i}")))
        .filter(|key| t.find(key).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn there_is_one_root_and_every_line_ends_there() {
    let t = taxonomy();
    for n in t.indices() {
        let node = t.node(n);
        assert_eq!(node.parents.is_empty(), n == t.root(), "{}", node.id);
        assert!(t.is_a(n, t.root()), "{}", node.id);
        assert!(!node.ancestors.contains(&n), "{} is above itself", node.id);
        assert!(node.parents.iter().all(|p| t.node(*p).depth < node.depth), "{}", node.id);
        assert!(
            !node.name.trim().is_empty() && !node.name.contains(['_', '(', '/']),
            "{}",
            node.id
        );
    }
}

#[test]
fn ids_are_unique_and_lead_back() {
    let t = taxonomy();
    for n in t.indices() {
        assert_eq!(t.find(&t.node(n).id), Some(n));
    }
}

#[test]
fn the_traps_of_wordnet_are_mended() {
    let t = taxonomy();
    let cases: &[(&str, &str, bool)] = &[
        ("imagenet1k:388", "bear.n.01", true),     // giant panda
        ("imagenet1k:345", "coco80:19", true),     // ox, cow
        ("imagenet1k:968", "coco80:41", true),     // teacup, not punch
        ("imagenet1k:504", "coco80:41", true),     // coffee mug
        ("imagenet1k:285", "coco80:15", true),     // Egyptian Mau, cat
        ("imagenet1k:291", "coco80:15", false),    // lion, cat
        ("imagenet1k:468", "coco80:2", true),      // taxicab, car
        ("imagenet1k:895", "coco80:4", true),      // warplane, airplane
        ("imagenet1k:698", "building.n.01", true), // palace
        ("imagenet1k:851", "coco80:62", true),     // television
        ("imagenet1k:967", "coco80:41", false),    // espresso is no cup
        ("coco80:16", "animal.n.01", true),
        ("coco80:0", "animal.n.01", false), // a person is not called an animal
    ];
    for (below, above, expected) in cases {
        let (b, a) = (t.find(below).expect(below), t.find(above).expect(above));
        assert_eq!(t.is_a(b, a), *expected, "{} is a {}", t.node(b).name, t.node(a).name);
    }
}

#[test]
fn categories_are_what_a_person_would_say() {
    let t = taxonomy();
    let cases: &[(&str, &str)] = &[
        ("imagenet1k:285", "cat"),
        ("imagenet1k:372", "monkey"),
        ("imagenet1k:468", "car"),
        ("imagenet1k:698", "house"),
        ("imagenet1k:872", "tripod"),
        ("imagenet1k:404", "airplane"),
        ("animal.n.01", "animal"),
    ];
    for (key, name) in cases {
        assert_eq!(t.node(t.category(t.find(key).expect(key))).name, *name, "{key}");
    }
}

#[test]
fn table_1_kinds_are_marked() {
    let t = taxonomy();
    let kind = |key: &str| t.node(t.find(key).expect(key)).kind;
    assert_eq!(kind("imagenet1k:285"), Some(AttributeKind::Animal));
    assert_eq!(kind("imagenet1k:985"), Some(AttributeKind::Plant));
    assert_eq!(kind("imagenet1k:963"), Some(AttributeKind::Food));
    assert_eq!(kind("imagenet1k:404"), Some(AttributeKind::Aircraft));
    assert_eq!(kind("imagenet1k:483"), Some(AttributeKind::Landmark));
    assert_eq!(kind("coco80:0"), None);
}

#[test]
fn common_ancestors_and_words_are_found() {
    let t = taxonomy();
    let common = t.common(t.find("coco80:15").expect("cat"), t.find("coco80:2").expect("car"));
    assert_eq!(common, t.root());
    assert_eq!(t.lookup("Domestic-cat"), t.find("coco80:15"));
    assert_eq!(t.lookup("kite"), t.find("coco80:33"), "the toy, not the bird");
    assert_eq!(t.lookup("no such word"), None);
}

#[test]
fn a_damaged_file_is_refused_with_its_fault() {
    for (text, fault) in [
        ("{}", "missing field"),
        (r#"{"notice":"","root":"a","nodes":[{"id":"a","name":"a","parents":["b"]}]}"#, "names b"),
        (r#"{"notice":"","root":"a","nodes":[{"id":"b","name":"b","parents":[]}]}"#, "root"),
    ] {
        let error = Taxonomy::from_json(text).expect_err("damaged").to_string();
        assert!(error.contains(fault), "{error}");
    }
}
