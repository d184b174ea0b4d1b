//! `dce check`, the real binary on records that the tests write: marks, findings, exit codes, JSON, many captions.

use crate::scenes::scene;
use dce::domain::{Caption, CaptionOrigin, CaptionTarget, RegionId, Rules, Scene};
use dce::project::Record;
use std::path::Path;
use std::process::{Command, Stdio};

const BUS: &str = "
    image 1000x700
    bus 0.92 at 300,150,900,600: colour=red 0.8, depth=0.55 0.7
    person 0.90 at 100,250,220,640: depth=0.80 0.7, emotion=happy 0.8
    bench 0.35 at 10,500,90,600
    text 0.95 on 1 at 400,180,600,220: CITY TOURS
";
const CAT: &str = "
    image 640x480
    cat 0.9 at 100,80,400,420: colour=brown 0.8
    couch 0.8 at 20,60,620,470: colour=grey 0.7
";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn dce(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dce"));
    let output = command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    dce::disk::write_atomically(&folder.join(name), text.as_bytes()).unwrap();
}

fn record_of(mut scene: Scene, image: &str) -> Record {
    scene.image.path = image.into();
    crate::given::record(scene)
}

/// A folder with records of the bus (with captions of three hands) and of the cat.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut bus = scene(BUS);
    dce::fusion::fuse_embedded(&mut bus, &Rules::default());
    for (target, text, origin) in [
        (CaptionTarget::Image, "A blue bus.", CaptionOrigin::Baseline("glib-7b".into())),
        (CaptionTarget::Image, "A red bus.", CaptionOrigin::Person("anna".into())),
        (
            CaptionTarget::Region(RegionId(2)),
            "A smiling person.",
            CaptionOrigin::Person("anna".into()),
        ),
    ] {
        bus.captions.push(Caption::plain(target, text, origin));
    }
    record_of(bus, "photos/bus.jpg").write(&folder.path().join("records/bus-1.json")).unwrap();
    record_of(scene(CAT), "photos/cat.png")
        .write(&folder.path().join("records/cat-1.json"))
        .unwrap();
    folder
}

const RECORD: &str = "records/bus-1.json";

#[test]
fn a_clean_caption_ends_with_0_and_a_false_one_with_1() {
    let folder = folder();
    let check = |more: &[&str]| dce(folder.path(), &[&["check", RECORD], more].concat());
    let clean = check(&["--text", "A red bus and a smiling person."]);
    assert_eq!(clean.code, 0, "{}{}", clean.out, clean.err);
    assert!(clean.out.contains("\nmissing\n"), "{}", clean.out);
    let strict = check(&["--text", "A red bus and a smiling person.", "--fail-on", "missing"]);
    assert_eq!(strict.code, 1, "{}", strict.out);
    let doubtful = ["--text", "A red bus and a giraffe."];
    assert_eq!(check(&doubtful).code, 0);
    assert_eq!(check(&[&doubtful[..], &["--fail-on", "unsupported"]].concat()).code, 1);
    assert_eq!(check(&["--text", "A blue bus."]).code, 1);
}

#[test]
fn marks_stand_in_the_text_without_colour() {
    let folder = folder();
    let text = "A blue bus, a giraffe and a bench on a gloomy day.";
    let run = dce(folder.path(), &["check", RECORD, "--text", text]);
    assert_eq!(run.code, 1, "{}", run.err);
    for marked in ["[!blue!]", "[?giraffe?]", "[~bench~]"] {
        assert!(run.out.contains(marked), "{marked}:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "no colours into a pipe:\n{}", run.out);
    let places = ["\ncontradicted\n", "\nunsupported\n", "\nweak\n", "\nmissing\n", "\ncoverage"]
        .map(|title| run.out.find(title));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}", run.out);
    assert!(run.out.contains("mend: \"red\" in place of \"blue\""), "{}", run.out);
    let colourful = Command::new(env!("CARGO_BIN_EXE_dce"))
        .current_dir(folder.path())
        .args(["check", RECORD, "--text", text])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&colourful.stdout);
    assert!(out.contains("\u{1b}[31m[!blue!]"), "{out}");
}

#[test]
fn a_strangers_text_cannot_command_the_terminal() {
    let folder = folder();
    let text = "A bus\u{1b}]0;owned\u{7} and a \u{1b}[2Jgiraffe.";
    let run = dce(folder.path(), &["check", RECORD, "--text", text]);
    assert!(!run.out.contains(['\u{1b}', '\u{7}']), "{:?}", run.out);
}

#[test]
fn captions_are_found_by_name_and_region() {
    let folder = folder();
    let check = |more: &[&str]| dce(folder.path(), &[&["check", RECORD], more].concat());
    let own = check(&["--caption", "embedded"]);
    assert!(own.out.contains("embedded, the image"), "{}{}", own.out, own.err);
    assert_eq!(check(&["--caption", "glib-7b"]).code, 1);
    assert_eq!(check(&["--caption", "anna"]).code, 0);
    let region = check(&["--caption", "anna", "--region", "2"]);
    assert!(region.out.contains("anna, region 2"), "{}{}", region.out, region.err);
    let nobody = check(&["--caption", "bert"]);
    assert_eq!(nobody.code, 2);
    for there in ["\"bert\"", "anna (the image; regions 2)", "embedded (the image; regions 1, 2)"] {
        assert!(nobody.err.contains(there), "{there}: {}", nobody.err);
    }
    assert_eq!(check(&["--caption", "anna", "--region", "1"]).code, 2);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder();
    let f = folder.path();
    write(f, "not-a-record.json", "{}");
    write(f, "rules.json", "{\"assert\": \"high\"}");
    write(f, "caption.txt", "A red bus.\n");
    let cases: [(&[&str], &str); 8] = [
        (&["nowhere.json", "--text", "A bus."], "nowhere.json"),
        (&["not-a-record.json", "--text", "A bus."], "not-a-record.json"),
        (&[RECORD, "--file", "nothing.txt"], "nothing.txt"),
        (&[RECORD, "--text", "A bus.", "--rules", "rules.json"], "rules.json"),
        (&[RECORD, RECORD, "--text", "A bus."], "one record at a time"),
        (&[RECORD], "--text"),
        (&[RECORD, "--text", "A bus.", "--region", "99"], "no region 99"),
        (&[RECORD, "--text", "A bus.", "--csv", "out.csv"], "--csv"),
    ];
    for (arguments, named) in cases {
        let run = dce(f, &[&["check"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(named), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
    }
    assert_eq!(dce(f, &["check", RECORD, "--file", "caption.txt"]).code, 0);
}

#[test]
fn json_holds_all_that_is_printed() {
    let folder = folder();
    let run = dce(folder.path(), &["check", RECORD, "--text", "A blue bus.", "--json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["image"], "photos/bus.jpg");
    assert_eq!(json["text"], "A blue bus.");
    let findings = json["findings"].as_array().unwrap();
    let blue = findings.iter().find(|f| f["verdict"] == "contradicted").unwrap();
    assert_eq!(blue["kind"], "colour");
    assert_eq!(blue["span"], serde_json::json!({ "start": 2, "end": 6 }));
    assert_eq!(json["mentions"][0]["start"], 7);
    let rows: Vec<&str> =
        json["coverage"].as_array().unwrap().iter().filter_map(|r| r["row"].as_str()).collect();
    assert_eq!(rows.len(), 18);
    assert!(rows.contains(&"object_1") && rows.contains(&"fine_grained"), "{rows:?}");
}

/// Stricter rules assert less: what was supported is weak then.
#[test]
fn rules_may_be_others_than_the_records() {
    let folder = folder();
    write(folder.path(), "rules.json", "{\"assert\": 0.95}");
    let arguments = ["check", RECORD, "--text", "A red bus.", "--rules", "rules.json"];
    let run = dce(folder.path(), &arguments);
    assert!(run.out.contains("[~bus~]"), "{}{}", run.out, run.err);
}

const CAPTIONS: &str = r#"{"image": "photos/bus.jpg", "model": "glib", "text": "A blue bus and a giraffe."}
{"image": "bus", "model": "sober", "text": "A red bus.", "more": 1}

{"image": "cat.png", "model": "sober", "text": "A brown cat on a grey couch."}
this is no JSON
{"image": "dog.jpg", "model": "sober", "text": "A dog."}
{"image": "bus.jpg", "text": "A bus."}
{"image": "records/cat-1.json", "model": "glib, \"the\" model", "text": "A cat, two cats."}
"#;

#[test]
fn many_captions_make_a_table_per_model() {
    let folder = folder();
    let f = folder.path();
    let foreign = b"{\"image\": \"bus\", \"model\": \"sober\", \"text\": \"caf\xe9\"}\n";
    let bytes = [CAPTIONS.as_bytes(), foreign].concat();
    dce::disk::write_atomically(&f.join("captions.jsonl"), &bytes).unwrap();
    let more = ["--csv", "out.csv", "--each", "each.jsonl"];
    let arguments = ["check", "--captions", "captions.jsonl", "records"];
    let run = dce(f, &[&arguments[..], &more].concat());
    assert_eq!(run.code, 1, "rows were skipped: {}", run.err);
    for (line, fault) in
        [(5, "expected"), (6, "no record of image \"dog.jpg\""), (7, "`model`"), (9, "unicode")]
    {
        let said = run.err.lines().find(|l| l.contains(&format!("line {line}: ")));
        assert!(said.is_some_and(|l| l.contains(fault)), "line {line}: {}", run.err);
    }
    assert!(run.out.contains("sober: 2 captions"), "{}", run.out);
    assert!(run.out.contains("glib: 1 captions"), "{}", run.out);
    let each: Vec<serde_json::Value> = std::fs::read_to_string(f.join("each.jsonl"))
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let models: Vec<_> = each.iter().filter_map(|row| row["model"].as_str()).collect();
    assert_eq!(models, ["glib", "sober", "sober", "glib, \"the\" model"]);
    assert!(each[0]["findings"].as_array().is_some_and(|f| !f.is_empty()));
    let csv = std::fs::read(f.join("out.csv")).unwrap();
    let mut table = csv::Reader::from_reader(csv.as_slice());
    let records: Vec<csv::StringRecord> = table.records().map(|r| r.unwrap()).collect();
    let find = |model: &str, measure: &str, what: &str, of: &str| {
        let wanted = [model, measure, what, of];
        let row = records.iter().find(|r| r.iter().take(4).eq(wanted));
        row.and_then(|r| r.get(4)?.parse::<f64>().ok())
    };
    assert_eq!(find("sober", "share_of_claims", "supported", "all"), Some(1.0));
    assert_eq!(find("glib", "share_of_claims", "contradicted", "all"), Some(1.0 / 3.0));
    assert_eq!(find("glib", "per_caption", "unsupported", "object"), Some(1.0));
    assert!(records.iter().any(|r| r.get(0) == Some("glib, \"the\" model")), "{records:?}");
    for row in &records {
        let [value, low, high] = [4, 5, 6].map(|i| row[i].parse::<f64>().unwrap());
        assert!(low <= value && value <= high, "{row:?}");
    }
}

#[test]
fn a_batch_ends_as_it_is_asked_to() {
    let folder = folder();
    let f = folder.path();
    let good: String = CAPTIONS.lines().take(4).map(|l| format!("{l}\n")).collect();
    write(f, "captions.jsonl", &good);
    let batch = |more: &[&str]| {
        dce(f, &[&["check", "--captions", "captions.jsonl", "records", "--json"], more].concat())
    };
    let plain = batch(&[]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    let models: serde_json::Value = serde_json::from_str(&plain.out).unwrap();
    assert_eq!(models[1]["model"], "sober");
    assert_eq!(models[1]["captions"], 2);
    assert_eq!(batch(&["--fail-on", "contradicted"]).code, 1);
    // The same figures, whatever the threads.
    assert_eq!(batch(&["--threads", "1"]).out, batch(&["--threads", "3"]).out);
    write(f, "records/junk.json", "[]");
    let junk = batch(&[]);
    assert_eq!(junk.out, plain.out);
    assert!(junk.err.contains("junk.json"), "{}", junk.err);
    let none = dce(f, &["check", "--captions", "captions.jsonl", "photos"]);
    assert_eq!(none.code, 2, "{}", none.out);
    std::fs::create_dir(f.join("empty")).unwrap();
    let none = dce(f, &["check", "--captions", "captions.jsonl", "empty"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no records in empty"), "{}", none.err);
}
