//! The engine itself: ONNX Runtime, loaded at run time from the library that the store found. No other file names ort.

use super::cancel::CancelToken;
use super::engine::{Engine, EngineError, Signature, Tensor, TensorInfo};
use super::observe::note;
use crate::models::{Card, ReadyModel};
use ndarray::ArrayViewD;
use ort::environment::{Environment, GlobalThreadPoolOptions};
use ort::memory::MemoryInfo;
use ort::session::{IoBinding, NoSelectedOutputs, RunOptions, Session, SessionOutputs};
use ort::value::{DynValue, Outlet, TensorElementType, ValueRef, ValueType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What a CPU-only library runs everything with; `open` asks for no other provider.
const PROVIDER: &str = "CPUExecutionProvider";

/// The process's one environment: ONNX Runtime allows no second, whoever asks for it and with how many threads.
static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);

#[derive(Clone)]
struct Loaded {
    environment: Environment,
    library: PathBuf,
    threads: usize,
}

/// ONNX Runtime, loaded. Sessions opened through it share one pool of threads.
#[derive(Clone)]
pub struct OrtRuntime {
    loaded: Loaded,
    threads: usize,
    cancel: CancelToken,
}

impl OrtRuntime {
    /// Loads the library at `library` (see [`crate::models::Store::runtime`]); `threads` work within one operator.
    ///
    /// A process loads one library once: a later call with another path gets the one that is loaded, and
    /// [`OrtRuntime::library`] tells which; a later call with another number of threads gets threads of its own.
    ///
    /// # Errors
    /// Where the file is no ONNX Runtime, or one older than this build asks for.
    pub fn load(library: &Path, threads: usize) -> Result<Self, EngineError> {
        let threads = threads.max(1);
        let mut slot = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        let loaded = match &*slot {
            Some(loaded) => loaded.clone(),
            None => {
                let loaded = load_library(library, threads).map_err(|message| {
                    EngineError::RuntimeUnusable { path: library.display().to_string(), message }
                })?;
                slot.insert(loaded).clone()
            }
        };
        Ok(Self { loaded, threads, cancel: CancelToken::default() })
    }

    /// The library that is really loaded.
    pub fn library(&self) -> &Path {
        &self.loaded.library
    }

    /// What the library says of its version and build.
    pub fn description(&self) -> String {
        ort::info().to_owned()
    }

    /// Cancels every run of the models opened through this runtime.
    pub fn cancel_token(&self) -> CancelToken {
        self.cancel.clone()
    }

    /// Models opened from now on are cancelled by `token`.
    pub fn heed(&mut self, token: &CancelToken) {
        self.cancel = token.clone();
    }

    /// Opens a model of the store and compares it with its card.
    ///
    /// # Errors
    /// Where the file is damaged, or the card's inputs or outputs are not the model's.
    pub fn open(&self, model: &ReadyModel) -> Result<Box<dyn Engine>, EngineError> {
        self.open_file(&model.path, Some(&model.card))
    }

    /// Opens an ONNX file, compared with `card` where one is given.
    ///
    /// # Errors
    /// As [`OrtRuntime::open`].
    pub fn open_file(
        &self,
        path: &Path,
        card: Option<&Card>,
    ) -> Result<Box<dyn Engine>, EngineError> {
        let refused =
            |message: String| EngineError::Load { path: path.display().to_string(), message };
        let session = self.session(path).map_err(|e| refused(e.to_string()))?;
        let signature = Signature {
            inputs: infos(session.inputs()).map_err(refused)?,
            outputs: infos(session.outputs()).map_err(refused)?,
        };
        let name = match card {
            Some(card) => {
                signature.check(card)?;
                card.id.clone()
            }
            None => path.display().to_string(),
        };
        let stop = Arc::new(RunOptions::new().map_err(|e| refused(e.to_string()))?);
        let hook = Arc::downgrade(&stop);
        self.cancel.on_cancel(move || match hook.upgrade() {
            // Setting the flag can only fail for a null pointer, and the model is then not running either.
            Some(options) => options.terminate().is_ok(),
            None => false,
        });
        Ok(Box::new(OrtEngine { name, session, signature, stop, cancel: self.cancel.clone() }))
    }

    fn session(&self, path: &Path) -> ort::Result<Session> {
        // Memory patterns reserve one block per input shape, and text lines come in dozens of shapes: with them a run over
        // 24 photographs grew from 516 to 1089 MiB and went on, without it stays at 700, in the same CPU time.
        let mut builder = Session::builder(&self.loaded.environment)?.with_memory_pattern(false)?;
        if self.threads != self.loaded.threads {
            builder = builder.with_independent_thread_pool()?.with_intra_threads(self.threads)?;
        }
        builder.commit_from_file(path)
    }
}

fn load_library(library: &Path, threads: usize) -> Result<Loaded, String> {
    // The library must be loaded before any option is made: making one calls into it.
    let builder = ort::init_from(library).map_err(|e| e.to_string())?;
    let pool = GlobalThreadPoolOptions::default()
        .with_intra_threads(threads)
        .map_err(|e| e.to_string())?;
    let environment = builder
        .with_name("dce")
        .with_telemetry(false)
        .with_global_thread_pool(pool)
        .build()
        .map_err(|e| e.to_string())?;
    Ok(Loaded { environment, library: library.to_owned(), threads })
}

/// One open model.
struct OrtEngine {
    /// For errors: the card's id, or the file.
    name: String,
    session: Session,
    signature: Signature,
    stop: Arc<RunOptions<NoSelectedOutputs>>,
    cancel: CancelToken,
}

impl Engine for OrtEngine {
    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn run(&mut self, inputs: Vec<(&str, Tensor)>) -> Result<Vec<(String, Tensor)>, EngineError> {
        let all: Vec<String> = self.signature.outputs.iter().map(|o| o.name.clone()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        self.run_for(inputs, &all)
    }

    fn run_for(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
    ) -> Result<Vec<(String, Tensor)>, EngineError> {
        self.run_and(inputs, wanted, |name, outputs| {
            let owned = |(output, value): (&str, ValueRef<'_>)| {
                let tensor = tensor_from(&value).map_err(|m| unreadable(name, output, &m))?;
                Ok((output.to_owned(), tensor))
            };
            outputs.iter().map(owned).collect()
        })
    }

    fn run_in_place(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &str,
        read: &mut dyn FnMut(ArrayViewD<'_, f32>),
    ) -> Result<(), EngineError> {
        self.run_and(inputs, &[wanted], |name, outputs| {
            for (output, value) in outputs.iter() {
                let values = value.try_extract_array();
                read(values.map_err(|e| unreadable(name, output, &e.to_string()))?);
            }
            Ok(())
        })
    }

    fn metadata(&self, key: &str) -> Option<String> {
        // An unreadable table of metadata is as good as one without the key: who needs the key says so.
        self.session.metadata().ok()?.custom(key)
    }

    fn provider(&self) -> &str {
        PROVIDER
    }
}

impl OrtEngine {
    /// Runs the model and hands its name and the wanted outputs, still in the runtime's memory, to `read`.
    fn run_and<T>(
        &mut self,
        inputs: Vec<(&str, Tensor)>,
        wanted: &[&str],
        read: impl FnOnce(&str, &SessionOutputs<'_>) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        if let Some(unknown) =
            wanted.iter().find(|name| !self.signature.outputs.iter().any(|o| o.name == **name))
        {
            return Err(EngineError::Output {
                model: self.name.clone(),
                what: (*unknown).to_owned(),
            });
        }
        // In this order a cancel is never lost: before the question it is seen there, after it terminates the run.
        let failed =
            |e: ort::Error| EngineError::Run { model: self.name.clone(), message: e.to_string() };
        self.stop.unterminate().map_err(failed)?;
        if self.cancel.is_cancelled() {
            return Err(EngineError::Cancelled { model: self.name.clone() });
        }
        let inputs = named(inputs, &self.signature);
        note(&self.name, &inputs);
        let binding = bind(&self.session, inputs, wanted).map_err(failed)?;
        let name = &self.name;
        let cancel = &self.cancel;
        let outputs = self.session.run_binding_with_options(&binding, &self.stop).map_err(|e| {
            if cancel.is_cancelled() {
                EngineError::Cancelled { model: name.clone() }
            } else {
                EngineError::Run { model: name.clone(), message: e.to_string() }
            }
        })?;
        read(name, &outputs)
    }
}

fn unreadable(model: &str, output: &str, message: &str) -> EngineError {
    EngineError::Output {
        model: model.to_owned(),
        what: format!("{output} that can be read: {message}"),
    }
}

/// Fills in the names that were left empty, by place.
fn named<'a>(inputs: Vec<(&'a str, Tensor)>, own: &'a Signature) -> Vec<(&'a str, Tensor)> {
    let by_place = own.inputs.iter().map(|i| i.name.as_str()).chain(std::iter::repeat(""));
    let fill = |((name, tensor), own): ((&'a str, Tensor), &'a str)| {
        (if name.is_empty() { own } else { name }, tensor)
    };
    inputs.into_iter().zip(by_place).map(fill).collect()
}

/// Inputs are moved, not copied, where they are in standard layout; outputs are allocated by the runtime.
fn bind(session: &Session, inputs: Vec<(&str, Tensor)>, wanted: &[&str]) -> ort::Result<IoBinding> {
    let mut binding = session.create_binding()?;
    for (name, tensor) in inputs {
        binding.bind_input(name, &value_from(tensor)?)?;
    }
    let memory = MemoryInfo::default();
    for name in wanted {
        binding.bind_output_to_device(*name, &memory)?;
    }
    Ok(binding)
}

fn value_from(tensor: Tensor) -> ort::Result<DynValue> {
    Ok(match tensor {
        Tensor::F32(a) => ort::value::Tensor::from_array(standard(a))?.into_dyn(),
        Tensor::I32(a) => ort::value::Tensor::from_array(standard(a))?.into_dyn(),
        Tensor::I64(a) => ort::value::Tensor::from_array(standard(a))?.into_dyn(),
        Tensor::U8(a) => ort::value::Tensor::from_array(standard(a))?.into_dyn(),
    })
}

/// Row-major in memory; copies only what was permuted or sliced.
fn standard<T: Clone>(array: ndarray::ArrayD<T>) -> ndarray::ArrayD<T> {
    if array.is_standard_layout() { array } else { array.as_standard_layout().into_owned() }
}

fn tensor_from(value: &DynValue) -> Result<Tensor, String> {
    let ValueType::Tensor { ty, .. } = value.dtype() else {
        return Err(format!("it is {}", value.dtype()));
    };
    match ty {
        TensorElementType::Float32 => value.try_extract_array().map(|a| Tensor::F32(a.to_owned())),
        TensorElementType::Int32 => value.try_extract_array().map(|a| Tensor::I32(a.to_owned())),
        TensorElementType::Int64 => value.try_extract_array().map(|a| Tensor::I64(a.to_owned())),
        TensorElementType::Uint8 => value.try_extract_array().map(|a| Tensor::U8(a.to_owned())),
        other => return Err(format!("its elements are {other}")),
    }
    .map_err(|e| e.to_string())
}

fn infos(outlets: &[Outlet]) -> Result<Vec<TensorInfo>, String> {
    outlets
        .iter()
        .map(|outlet| match outlet.dtype() {
            ValueType::Tensor { ty, shape, .. } => Ok(TensorInfo {
                name: outlet.name().to_owned(),
                dtype: dtype_name(*ty),
                shape: shape.to_vec(),
            }),
            other => Err(format!("{} is {other}, and only tensors are read", outlet.name())),
        })
        .collect()
}

/// As cards write it.
fn dtype_name(ty: TensorElementType) -> String {
    match ty {
        TensorElementType::Float16 => "f16",
        TensorElementType::Float32 => "f32",
        TensorElementType::Float64 => "f64",
        TensorElementType::Uint8 => "u8",
        TensorElementType::Int32 => "i32",
        TensorElementType::Int64 => "i64",
        TensorElementType::Bool => "bool",
        other => return other.to_string(),
    }
    .to_owned()
}
