//! The embedded word lists: they parse and stand on the tree of names.

use dce::fusion::vocabulary::Vocabulary;
use dce::naming::taxonomy::Taxonomy;
use serde_json::Value;
use std::fs;

#[test]
fn the_embedded_lexicon_parses() {
    Vocabulary::check().unwrap();
}

/// Every node that the two files name is a node of the taxonomy.
#[test]
fn word_lists_name_only_nodes_of_the_taxonomy() {
    let tree = Taxonomy::embedded().unwrap();
    let mut faults = Vec::new();
    let lexicon: Value =
        serde_json::from_str(&fs::read_to_string("assets/lexicon.json").unwrap()).unwrap();
    let mut node = |place: &str, value: &Value| {
        if let Some(node) = value.as_str().filter(|n| tree.find(n).is_none()) {
            faults.push(format!("{place}: {node}"));
        }
    };
    for (word, value) in lexicon["compounds"]["nodes"].as_object().unwrap() {
        node(word, value);
    }
    for (word, nodes) in lexicon["homonyms"]["words"].as_object().unwrap() {
        nodes.as_array().unwrap().iter().for_each(|n| node(word, n));
    }
    for (word, implied) in lexicon["implied"]["words"].as_object().unwrap() {
        node(word, &implied["node"]);
        node(word, &implied["object"]);
    }
    for label in lexicon["loose"]["words"].as_object().unwrap().keys() {
        assert!(tree.lookup(label).is_some(), "{label} is a label");
    }
    let things = fs::read_to_string("assets/things.tsv").unwrap();
    let lines = || things.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    assert!(lines().count() > 500, "the list of things is whole");
    for line in lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let known = |n: &&str| n.is_empty() || *n == "-" || tree.find(n).is_some();
        if fields.len() < 4 || !known(&fields[2]) {
            faults.push(line.to_owned());
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
