//! The Rules room: no threshold is missing, each row sets its own field alone, resets, and tells what it does.

use super::harness;
use crate::app::street;
use dce::app::{Action, reduce};
use dce::domain::Rules;
use dce::gui::panels::rules::rows::{self, Kind};
use dce::gui::panels::rules::rules_panel;
use egui::Role;
use egui_kittest::kittest::Queryable;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every value of a rules file by its path.
fn paths(value: &Value, before: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if before.is_empty() { "" } else { "." };
                paths(value, &format!("{before}{dot}{name}"), out);
            }
        }
        _ => {
            out.insert(before.to_owned());
        }
    }
}

#[test]
fn every_rule_has_one_row() {
    let mut all = BTreeSet::new();
    paths(&serde_json::to_value(Rules::default()).unwrap(), "", &mut all);
    let rows: Vec<String> = rows::all().map(|r| r.path.to_owned()).collect();
    let once: BTreeSet<String> = rows.iter().cloned().collect();
    assert_eq!(once.len(), rows.len(), "a rule has two rows");
    assert_eq!(once, all);
}

/// Other rules that differ from the defaults in this row.
fn moved(row: &rows::Row) -> Rules {
    let mut rules = Rules::default();
    match row.kind {
        Kind::Real { get, set, most, .. } => {
            let now = get(&rules);
            set(&mut rules, (now + most) / 2.0);
        }
        Kind::Count { get, set, .. } => {
            let now = get(&rules);
            set(&mut rules, now + 1);
        }
        Kind::Switch { get, set } => {
            let now = get(&rules);
            set(&mut rules, !now);
        }
        Kind::Preset => rules.detection.preset = Rules::paper().detection.preset,
    }
    rules
}

#[test]
fn each_row_sets_its_own_field_and_no_other() {
    let before = serde_json::to_value(Rules::default()).unwrap();
    for row in rows::all() {
        let rules = moved(row);
        let after = serde_json::to_value(&rules).unwrap();
        let pointer = format!("/{}", row.path.replace('.', "/"));
        assert_ne!(before.pointer(&pointer), after.pointer(&pointer), "{}", row.path);
        let differing: Vec<&str> = rows::differing(&rules).iter().map(|r| r.path).collect();
        assert_eq!(differing, [row.path]);
        let mut back = rules.clone();
        row.copy(&Rules::default(), &mut back);
        assert_eq!(back, Rules::default());
        assert!(!row.means.is_empty() && row.means.ends_with('.'), "{}", row.path);
    }
}

#[test]
fn a_default_lies_within_its_slider() {
    let rules = Rules::default();
    for row in rows::all() {
        match row.kind {
            Kind::Real { get, most, .. } => {
                assert!((0.0..=most).contains(&get(&rules)), "{}", row.path)
            }
            Kind::Count { get, least, most, .. } => {
                assert!((least..=most).contains(&get(&rules)), "{}", row.path);
            }
            _ => {}
        }
    }
}

#[test]
fn a_slider_changes_the_rules_and_the_line_tells_what_came_of_it() {
    let mut harness = harness(street(), rules_panel);
    harness.get_by_label_contains("3 of 4 regions named");
    harness.get_by_role_and_label(Role::Slider, "assert").set_value_accesskit(0.88);
    harness.run();
    let assert = harness.state().state.rules.assert;
    assert!((assert - 0.88).abs() < 0.006, "{assert}");
    harness.get_by_label_contains("3 → 2 of 4 regions named");
    harness.get_by_label("1 differs from the default");
    harness.get_by_label("Reset assert").click();
    harness.run();
    assert_eq!(harness.state().state.rules, Rules::default());
    harness.get_by_label("all as by default");
}

#[test]
fn presets_switches_and_reset_all() {
    let mut harness = harness(street(), rules_panel);
    harness.set_size(egui::vec2(1000.0, 1600.0));
    harness.run();
    harness.get_by_label("paper").click();
    harness.run();
    harness.get_by_label("naming.silence").click();
    harness.run();
    let changed: Vec<&str> =
        rows::differing(&harness.state().state.rules).iter().map(|r| r.path).collect();
    assert_eq!(changed, ["detection.preset", "naming.silence"]);
    harness.get_by_label("Reset all").click();
    harness.run();
    assert_eq!(harness.state().state.rules, Rules::default());
}

#[test]
fn nothing_is_sent_where_nothing_changed() {
    let mut harness = harness(street(), rules_panel);
    harness.run_steps(3);
    assert!(harness.state_mut().take().is_empty());
    let mut state = street();
    reduce(&mut state, Action::SetRules(Box::new(Rules::paper())));
    let mut harness = super::harness(state, rules_panel);
    harness.run_steps(3);
    assert!(harness.state_mut().take().is_empty(), "rules that came from elsewhere stay");
}
