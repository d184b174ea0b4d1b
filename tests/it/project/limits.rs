//! Folders that cannot be written, and disks that are full.

use super::{Desk, content};
use dce::project::{Access, Change, Project, ProjectError};

#[test]
fn a_full_disk_saves_nothing_by_half_and_says_so() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    project.limit_pages(1).unwrap(); // SQLite keeps what there is, and lets it grow no further
    let mut refused = None;
    for i in 0..10_000 {
        let mut next = sheet.clone();
        let step = next.relabel(&format!("label {i}"));
        match project.commit(&next.commit(id, Change::Edit(step))) {
            Ok(()) => sheet = next,
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    let error = refused.expect("the file grew on");
    assert!(matches!(error, ProjectError::DiskFull { .. }), "{error}");
    let words = error.to_string();
    assert!(words.contains("project.sqlite") && words.contains("free some space"), "{words}");
    sheet.assert_in(&mut project, id);
    assert!(matches!(
        project.add(
            &(0..500).map(|i| desk.root.path().join(format!("{i:0>200}"))).collect::<Vec<_>>()
        ),
        Err(ProjectError::DiskFull { .. })
    ));
    assert_eq!(project.images().unwrap().len(), 1, "all or none");
    project.limit_pages(u32::MAX - 1).unwrap();
    sheet.relabelled(&mut project, id, "fox");
    drop(project);
    sheet.assert_in(&mut desk.open(), id);
}

/// The binary, which must heed permissions: where root runs the tests, without root's leave to write everywhere
/// (another user might not be let through to the build folder).
#[cfg(unix)]
fn dce(arguments: &[&std::ffi::OsStr]) -> (i32, String) {
    use std::os::unix::fs::MetadataExt;
    let binary = env!("CARGO_BIN_EXE_dce");
    let mut command = if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        let mut command = std::process::Command::new("setpriv");
        for set in ["--inh-caps", "--bounding-set"] {
            command.args([set, "-dac_override,-dac_read_search"]);
        }
        command.arg(binary);
        command
    } else {
        std::process::Command::new(binary)
    };
    let output = command.args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), said.into_owned())
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_opens_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "walrus");
    // With a log beside it, as another machine's crash leaves it, and without.
    let logged = desk.root.path().join("logged");
    std::fs::create_dir(&logged).unwrap();
    for name in ["project.sqlite", "project.sqlite-wal"] {
        std::fs::copy(desk.folder().join(name), logged.join(name)).unwrap();
    }
    drop(project);
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(desk.root.path(), 0o755);
    for folder in [desk.folder(), logged] {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            mode(&path, if path.is_dir() { 0o555 } else { 0o444 });
        }
        mode(&folder, 0o555);
        let before = content(&folder);
        let path = folder.as_os_str();
        let (code, said) = dce(&["project".as_ref(), "list".as_ref(), path]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("walrus"), "{said}");
        let (code, said) =
            dce(&["project".as_ref(), "add".as_ref(), path, folder.join("x.jpg").as_os_str()]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("cannot be written") && said.contains("elsewhere"), "{said}");
        let parent = folder.join("new");
        let (code, said) = dce(&["project".as_ref(), "create".as_ref(), parent.as_os_str()]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("cannot be written") && said.contains("new"), "{said}");
        assert!(content(&folder) == before, "something was written");
        mode(&folder, 0o755);
    }
}

#[test]
fn reading_changes_nothing() {
    let desk = Desk::new();
    let mut project = desk.create();
    let (id, mut sheet) = desk.analysed(&mut project, "a.jpg");
    sheet.relabelled(&mut project, id, "cat");
    drop(project);
    // SQLite's log and its index are no content: a reader makes them, empty.
    let kept = || {
        let mut files = content(&desk.folder());
        files.retain(|(path, _)| !path.to_string_lossy().ends_with("-shm"));
        files.retain(|(path, bytes)| {
            !(path.to_string_lossy().ends_with("-wal") && bytes.is_empty())
        });
        files
    };
    let before = kept();
    let mut reader = Project::open(&desk.folder(), Access::ReadOnly).unwrap();
    sheet.assert_in(&mut reader, id);
    assert_eq!(reader.search("cat").unwrap(), [id]);
    drop(reader);
    assert!(kept() == before, "something was written");
}
