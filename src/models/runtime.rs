//! Where ONNX Runtime's library is: five places, in a fixed order.

use super::error::StoreError;
use super::store::Store;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The environment variable that comes before every other place.
pub const VARIABLE: &str = "ORT_DYLIB_PATH";
/// The card of the library that the store fetches.
pub const CARD: &str = "onnxruntime";

impl Store {
    /// ONNX Runtime's library: `ORT_DYLIB_PATH`, else beside the executable, else the store's own (verified), else
    /// Python's site-packages, else the system's folders.
    ///
    /// # Errors
    /// Where the variable leads nowhere, the store's own is damaged, or there is none.
    pub fn runtime(&self) -> Result<PathBuf, StoreError> {
        if let Some(path) = env::var_os(VARIABLE).filter(|v| !v.is_empty()) {
            let path = PathBuf::from(path);
            return if path.is_file() { Ok(path) } else { Err(StoreError::RuntimePath { path }) };
        }
        let beside = env::current_exe().ok().and_then(|exe| exe.parent().and_then(library_in));
        if let Some(path) = beside {
            return Ok(path);
        }
        match self.ready(CARD) {
            Ok(ready) => return Ok(ready.path),
            // Not fetched, or none for this machine: another place may have it. Damage is told, not stepped around.
            Err(StoreError::Missing { .. } | StoreError::NoPlatform { .. }) => {}
            Err(e) => return Err(e),
        }
        python_folder().as_deref().and_then(library_in).or_else(in_system).ok_or_else(|| {
            StoreError::NoRuntime {
                looked: format!(
                    "{VARIABLE}, the program's folder, {}, Python's site-packages, the system's library folders",
                    self.home().display()
                ),
            }
        })
    }
}

/// The library in `folder`, whatever version its name carries; the last by name where there are several.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|n| is_library(&n.to_string_lossy())))
        .collect();
    found.sort();
    found.pop()
}

fn is_library(name: &str) -> bool {
    if cfg!(windows) {
        name == "onnxruntime.dll"
    } else if cfg!(target_os = "macos") {
        name.starts_with("libonnxruntime.") && name.ends_with(".dylib")
    } else {
        name == "libonnxruntime.so" || name.starts_with("libonnxruntime.so.")
    }
}

/// The folder of Python's own onnxruntime package, where one is installed; its wheels hold the same library.
fn python_folder() -> Option<PathBuf> {
    let script = "import sysconfig; print(sysconfig.get_paths()['platlib'])";
    ["python3", "python"].iter().find_map(|python| {
        let output = Command::new(python).args(["-c", script]).output().ok()?;
        let folder = String::from_utf8(output.stdout).ok()?;
        let folder = Path::new(folder.trim()).join("onnxruntime").join("capi");
        folder.is_dir().then_some(folder)
    })
}

fn in_system() -> Option<PathBuf> {
    let multiarch = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    let folders = ["/usr/local/lib", "/opt/homebrew/lib", &multiarch, "/usr/lib64", "/usr/lib"];
    folders.iter().find_map(|folder| library_in(Path::new(folder)))
}
