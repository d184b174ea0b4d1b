//! Architecture rules as a test: floors, names that may stand in one place only, headers, and ARCHITECTURE.md.
#![allow(clippy::expect_used, reason = "in tests a panic is the report")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each top-level module: a module imports only lower floors, or its own folder.
const FLOORS: &[(&str, usize)] = &[
    ("disk", 0),
    ("domain", 0),
    ("naming", 1),
    ("relations", 1),
    ("fusion", 1),
    ("import", 1),
    ("models", 1),
    ("inference", 2),
    ("specialists", 2),
    ("pipeline", 3),
    ("project", 3),
    ("app", 4),
    ("eval", 4),
    ("desk", 5),
    ("gui", 6),
    ("cli", 7),
];

/// Within a floor, who may still look at whom: (from, to).
const SIDEWAYS: &[(&str, &str)] = &[
    ("specialists", "inference"), // a specialist runs models
    ("pipeline", "project"),      // the batch writes records
    ("fusion", "relations"),      // the most salient is told first
    ("fusion", "naming"),         // captions are read with the tree of names
    ("naming", "models"),         // reliabilities are read from the cards
];

/// Crates that one place alone may name.
const KEPT: &[(&str, &str)] = &[
    ("ort", "src/inference/ort_engine.rs"),
    ("reqwest", "src/models/https.rs"),
    ("egui", "src/gui/"),
    ("eframe", "src/gui/"),
    ("rusqlite", "src/project/"),
    ("rfd", "src/gui/"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every .rs file under `src`, relative to the root, with its text.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root().join("src")) {
        let path = entry.expect("src is readable").into_path();
        if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root()).expect("below the root");
            let name = name.to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("sources are UTF-8"));
        }
    }
    found
}

/// The top-level module that a source file belongs to.
fn module_of(file: &str) -> &str {
    let inner = file.trim_start_matches("src/");
    inner.split(['/', '.']).next().unwrap_or(inner)
}

/// Names of modules that a file takes from the crate by `crate::name`, comments aside.
fn imports(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in code_lines(text) {
        for part in line.split("crate::").skip(1) {
            if let Some(group) = part.strip_prefix('{') {
                for item in group.split(['{', '}', ',']) {
                    names.insert(first_word(item.trim()));
                }
            } else {
                names.insert(first_word(part));
            }
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|l| l.split("//").next().unwrap_or("")).filter(|l| !l.trim().is_empty())
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} fault(s):\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn modules_import_only_lower_floors() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let from = module_of(&file);
        let Some(floor) = floors.get(from) else { continue };
        for to in imports(&text) {
            let Some(target) = floors.get(to.as_str()) else { continue };
            let allowed = to == from || target < floor || SIDEWAYS.contains(&(from, to.as_str()));
            if !allowed {
                faults.push(format!("{file} (floor {floor}) names crate::{to} (floor {target})"));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_module_has_a_floor() {
    let known: BTreeSet<_> = FLOORS.iter().map(|(name, _)| *name).collect();
    let faults: Vec<_> = sources()
        .keys()
        .map(|file| module_of(file).to_owned())
        .filter(|name| !known.contains(name.as_str()) && name != "lib" && name != "main")
        .map(|name| format!("src/{name} has no floor in tests/tidy.rs"))
        .collect();
    report(&faults);
}

#[test]
fn engine_network_and_window_are_named_in_one_place() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        for (name, place) in KEPT {
            if file.starts_with(place) {
                continue;
            }
            let named = code_lines(&text).any(|l| {
                l.contains(&format!("use {name}::"))
                    || l.contains(&format!(" {name}::"))
                    || l.contains(&format!("({name}::"))
                    || l.contains(&format!("<{name}::"))
            });
            if named {
                faults.push(format!("{file} names {name}, which only {place} may"));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_file_opens_with_a_header() {
    let faults: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| format!("{file} does not open with a //! line"))
        .collect();
    report(&faults);
}

#[test]
fn names_say_what_a_thing_is() {
    const VAGUE: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "manager"];
    let faults: Vec<_> = sources()
        .into_keys()
        .filter(|file| file.split(['/', '.']).any(|part| VAGUE.contains(&part)))
        .collect();
    report(&faults);
}

/// ARCHITECTURE.md and the tree name the same folders of `src`, and every path it names exists.
#[test]
fn architecture_and_tree_agree() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md stands");
    let named: BTreeSet<String> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|t| {
            ["src/", "tests/", "assets/", "models/", "prompts/", "benches/", ".ci/"]
                .iter()
                .any(|top| t.starts_with(top))
        })
        .filter(|t| !t.contains(['*', '<', ' ']))
        .map(|t| t.trim_end_matches('/').to_owned())
        .collect();
    let mut faults: Vec<_> = named
        .iter()
        .filter(|path| !root().join(path).exists())
        .map(|path| format!("ARCHITECTURE.md names {path}, which is not there"))
        .collect();
    let folders: BTreeSet<String> = sources()
        .keys()
        .filter_map(|file| Path::new(file).parent())
        .map(|folder| folder.to_string_lossy().replace('\\', "/"))
        .filter(|folder| folder != "src")
        .collect();
    faults.extend(
        folders
            .iter()
            .filter(|folder| !named.contains(*folder))
            .map(|folder| format!("{folder} is not in ARCHITECTURE.md")),
    );
    report(&faults);
}

/// Every invariant of ARCHITECTURE.md names a test that there is.
#[test]
fn invariants_name_their_tests() {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md stands");
    let tests: String = walkdir::WalkDir::new(root().join("tests"))
        .into_iter()
        .map(|entry| entry.expect("tests are readable").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| fs::read_to_string(path).expect("sources are UTF-8"))
        .collect();
    let section = page.split("## Invariants").nth(1).and_then(|s| s.split("\n## ").next());
    let lines: Vec<&str> = section.unwrap_or("").lines().filter(|l| l.contains(". ")).collect();
    let mut faults = Vec::new();
    for line in lines.iter().filter(|l| l.starts_with(char::is_numeric)) {
        let named = line.split('`').skip(1).step_by(2);
        let names: Vec<&str> = named.filter(|t| !t.contains(['/', '.'])).collect();
        if !names.iter().any(|name| tests.contains(&format!("fn {name}("))) {
            faults.push(format!("no test holds: {line}"));
        }
    }
    assert!(lines.len() >= 10, "ten invariants at least, not {}", lines.len());
    report(&faults);
}

/// No path of one machine, no trailing blanks, in anything that we write ourselves.
#[test]
fn sources_are_clean() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            if line.ends_with(' ') {
                faults.push(format!("{file}:{} ends with a blank", number + 1));
            }
            if line.contains("todo!(") || line.contains("unimplemented!(") {
                faults.push(format!("{file}:{} is unfinished", number + 1));
            }
        }
    }
    report(&faults);
}
