//! The real binary on good and bad input: what it prints, writes and returns.

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run of `dce` printed and returned.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn dce(folder: &Path, arguments: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_dce")).current_dir(folder).args(arguments))
}

fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Run {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// A small picture with something in it.
fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, ((x + y) % 256) as u8])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    dce::disk::write_atomically(&path, bytes).unwrap();
    path
}

fn records(folder: &Path) -> Vec<dce::project::Record> {
    let Ok(entries) = std::fs::read_dir(folder.join("dce-out")) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    paths.iter().map(|p| dce::project::Record::read(p).unwrap()).collect()
}

#[test]
fn one_bad_file_never_stops_the_rest() {
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    let good = encoded(&picture(320, 240), ImageFormat::Jpeg);
    put(f, "good.jpg", &good);
    put(f, "empty.jpg", b"");
    put(f, "text.jpg", b"This is no picture at all, it is a letter to the editor.\n");
    put(f, "cut.jpg", &good[..good.len() / 3]);
    let names = ["good.jpg", "empty.jpg", "text.jpg", "cut.jpg", "missing.jpg"];
    let mut arguments = vec!["caption"];
    arguments.extend(names);
    let run = dce(f, &arguments);
    assert_eq!(run.code, 1, "{}", run.err);
    for bad in &names[1..] {
        let line = run.err.lines().find(|l| l.contains(bad));
        assert!(line.is_some(), "{bad} is not named:\n{}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let written = records(f);
    assert_eq!(written.len(), 1, "{}", run.err);
    assert!(written[0].scene.image.path.ends_with("good.jpg"));
    assert!(run.out.contains("caption"), "{}", run.out);
}

#[test]
fn odd_pictures_are_read() {
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    let base = picture(64, 48);
    put(f, "grey16.png", &encoded(&DynamicImage::ImageLuma16(base.to_luma16()), ImageFormat::Png));
    put(f, "rgb16.png", &encoded(&DynamicImage::ImageRgb16(base.to_rgb16()), ImageFormat::Png));
    let clear = RgbaImage::from_pixel(40, 40, image::Rgba([200, 0, 0, 0]));
    put(f, "alpha.png", &encoded(&DynamicImage::ImageRgba8(clear), ImageFormat::Png));
    put(f, "one.png", &encoded(&picture(1, 1), ImageFormat::Png));
    put(f, "thin.png", &encoded(&picture(30_000, 1), ImageFormat::Png));
    put(f, "anim.gif", &encoded(&base, ImageFormat::Gif));
    let run = dce(f, &["caption", "."]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(records(f).len(), 6, "{}", run.err);
}

#[test]
fn a_second_run_skips_what_is_done() {
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    put(f, "a.png", &encoded(&picture(90, 60), ImageFormat::Png));
    let first = dce(f, &["caption", "a.png"]);
    assert!(first.err.contains("1 analysed"), "{}", first.err);
    let second = dce(f, &["caption", "a.png"]);
    assert!(second.err.contains("0 analysed, 1 already done"), "{}", second.err);
    let again = dce(f, &["caption", "--again", "a.png"]);
    assert!(again.err.contains("1 analysed"), "{}", again.err);
    let fewer = dce(f, &["caption", "--without", "ocr", "a.png"]);
    assert!(fewer.err.contains("1 analysed"), "other models, other record: {}", fewer.err);
}

#[test]
fn unusable_set_ups_end_with_2_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    put(f, "a.png", &encoded(&picture(90, 60), ImageFormat::Png));
    put(f, "rules.json", b"{\"asert\": 0.4}");
    let unknown_rule = dce(f, &["caption", "--rules", "rules.json", "a.png"]);
    assert_eq!(unknown_rule.code, 2);
    assert!(unknown_rule.err.contains("rules.json: not a rules file"), "{}", unknown_rule.err);
    let unknown_name = dce(f, &["caption", "--only", "nosuch", "--", "a.png"]);
    assert_eq!(unknown_name.code, 2);
    assert!(unknown_name.err.contains("nosuch"), "{}", unknown_name.err);
    let nothing = dce(f, &["caption", "."].map(|a| if a == "." { "empty" } else { a }));
    assert_ne!(nothing.code, 0);
    let usage = dce(f, &["caption"]);
    assert_eq!(usage.code, 2);
    assert!(usage.err.contains("no photographs"), "{}", usage.err);
}

/// Where ONNX Runtime is not where it was said to be, the message says what to mend.
#[test]
fn a_missing_runtime_is_named_with_its_mend() {
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    put(f, "a.png", &encoded(&picture(90, 60), ImageFormat::Png));
    let run = run(Command::new(env!("CARGO_BIN_EXE_dce"))
        .current_dir(f)
        .args(["caption", "a.png"])
        .env("DCE_HOME", f.join("home"))
        .env("ORT_DYLIB_PATH", f.join("nowhere/libonnxruntime.so")));
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("ORT_DYLIB_PATH") && run.err.contains("mend"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn file_names_that_are_not_utf8_are_served() {
    use std::os::unix::ffi::OsStrExt;
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.png");
    dce::disk::write_atomically(&f.join(name), &encoded(&picture(50, 50), ImageFormat::Png))
        .unwrap();
    let run = run(Command::new(env!("CARGO_BIN_EXE_dce")).current_dir(f).arg("caption").arg(name));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(records(f).len(), 1);
}

/// A disk that takes no more, by a limit on file sizes: the record is named, nothing half-written stays, no panic.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_nothing_half_written_stays() {
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    put(f, "a.png", &encoded(&picture(90, 60), ImageFormat::Png));
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" caption a.png";
    let run =
        run(Command::new("sh").current_dir(f).args(["-c", script, env!("CARGO_BIN_EXE_dce")]));
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains("dce-out") && run.err.contains("cannot be written"), "{}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let left = std::fs::read_dir(f.join("dce-out")).map_or(0, |entries| entries.count());
    assert_eq!(left, 0, "no half-written file stays");
}

/// The help names every specialist, so that nobody need look elsewhere for an id.
#[test]
fn help_names_every_specialist() {
    let folder = tempfile::tempdir().unwrap();
    let help = dce(folder.path(), &["caption", "--help"]).out;
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for entry in dce::specialists::registry::SPECIALISTS {
        assert!(help.contains(entry.id), "{} is not in the help", entry.id);
        assert!(readme.contains(&format!("`{}`", entry.id)), "{} is not in the README", entry.id);
    }
}

/// Ctrl-C lets the image under way end; the same command then goes on where it stopped.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly_and_the_next_run_goes_on() {
    super::real::store();
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    const COUNT: usize = 24;
    for i in 0..COUNT as u32 {
        put(f, &format!("{i}.png"), &encoded(&picture(300 + i, 200), ImageFormat::Png));
    }
    let child = Command::new(env!("CARGO_BIN_EXE_dce"))
        .current_dir(f)
        .args(["caption", "."])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // The first record is the sign that images are under way.
    let begun = std::time::Instant::now();
    while records_written(f) == 0 && begun.elapsed().as_secs() < 120 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success()
    );
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("stopped early"), "{err}");
    let done = records(f).len();
    assert!((1..COUNT).contains(&done), "{done} of {COUNT}");
    let next = dce(f, &["caption", "."]);
    assert_eq!(next.code, 0, "{}", next.err);
    assert!(next.err.contains(&format!("{done} already done")), "{}", next.err);
    assert_eq!(records(f).len(), COUNT);
}

/// Records in place so far, while another process writes them.
#[cfg(unix)]
fn records_written(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder.join("dce-out")) else { return 0 };
    entries
        .filter(|e| e.as_ref().is_ok_and(|e| e.path().extension().is_some_and(|x| x == "json")))
        .count()
}

/// The user's own examples name what they show, each where its kind fits: a cat, and a person by the face.
#[test]
fn a_gallery_names_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let f = folder.path();
    let photographs = super::real::photographs(&["chelsea", "astronaut"]);
    for (photograph, place) in
        photographs.iter().zip(["gallery/animal/Chelsea", "gallery/celebrity/Eileen Collins"])
    {
        std::fs::create_dir_all(f.join(place)).unwrap();
        std::fs::copy(photograph, f.join(place).join("1.png")).unwrap();
    }
    let named = |photograph: &Path, gallery: &[&str]| {
        let out = f.join("dce-out");
        let _ = std::fs::remove_dir_all(&out);
        let run = run(Command::new(env!("CARGO_BIN_EXE_dce"))
            .current_dir(f)
            .arg("caption")
            .arg(photograph)
            .args(gallery));
        assert_eq!(run.code, 0, "{}", run.err);
        let scene = records(f).remove(0).scene;
        let said = |r: &dce::domain::Region, kind| r.asserted_words(kind, 0.5);
        let kinds = [dce::domain::AttributeKind::Animal, dce::domain::AttributeKind::Celebrity];
        let names: Vec<String> =
            scene.regions.values().flat_map(|r| kinds.map(|k| said(r, k))).flatten().collect();
        names
    };
    let gallery = ["--gallery", "gallery"];
    assert!(named(&photographs[0], &gallery).contains(&"Chelsea".to_owned()));
    assert_eq!(named(&photographs[1], &gallery), ["Eileen Collins"]);
    // Without a gallery nobody is identified.
    assert!(named(&photographs[1], &[]).is_empty());
}

/// `dce models list | head -1`: who reads no further ends the command, and nothing is told as a failure.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dce"));
    command.args(["models", "list"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert!(ended.status.success());
}
