//! PyTorch checkpoints: both formats read, and pickles that want more than tensors refused.

use dce::models::convert::torch::Checkpoint;
use dce::models::convert::{efficientnet_lite2, pickle, pickle::PickleError};
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

/// Writes pickles of protocol 2 by hand.
#[derive(Default, Clone)]
struct Pickle(Vec<u8>);

impl Pickle {
    fn new() -> Self {
        Self(vec![0x80, 2])
    }

    fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    fn text(self, text: &str) -> Self {
        self.raw(b"X").raw(&u32::try_from(text.len()).unwrap().to_le_bytes()).raw(text.as_bytes())
    }

    fn int(self, v: i32) -> Self {
        self.raw(b"J").raw(&v.to_le_bytes())
    }

    fn global(self, module: &str, name: &str) -> Self {
        self.raw(format!("c{module}\n{name}\n").as_bytes())
    }

    fn ints(self, values: &[i32]) -> Self {
        values.iter().fold(self.raw(b"("), |p, v| p.int(*v)).raw(b"t")
    }

    /// A tensor of f32: its storage, offset, shape and strides.
    fn tensor(self, key: &str, elements: i32, offset: i32, shape: &[i32], strides: &[i32]) -> Self {
        self.global("torch._utils", "_rebuild_tensor_v2")
            .raw(b"((")
            .text("storage")
            .global("torch", "FloatStorage")
            .text(key)
            .text("cpu")
            .int(elements)
            .raw(b"tQ")
            .int(offset)
            .ints(shape)
            .ints(strides)
            .raw(b"\x89")
            .global("collections", "OrderedDict")
            .raw(b")RtR")
    }

    fn end(self) -> Vec<u8> {
        self.raw(b".").0
    }
}

/// An ordered dictionary with `w`, the transpose of a 2 × 3 matrix, and PyTorch's `_metadata`.
fn dictionary() -> Vec<u8> {
    Pickle::new()
        .global("collections", "OrderedDict")
        .raw(b")R(")
        .text("w")
        .tensor("7", 6, 0, &[3, 2], &[1, 3])
        .raw(b"u}")
        .text("_metadata")
        .raw(b"}sb")
        .end()
}

fn data(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

const NUMBERS: [f32; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];

/// The old format around a dictionary.
fn old(dictionary: &[u8], numbers: &[f32]) -> Vec<u8> {
    let mut file = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.".to_vec();
    file.extend(Pickle::new().raw(b"M\xe9\x03").end());
    file.extend(Pickle::new().raw(b"}").text("little_endian").raw(b"\x88s").end());
    file.extend(dictionary);
    file.extend(Pickle::new().raw(b"]").text("7").raw(b"a").end());
    file.extend(u64::try_from(numbers.len()).unwrap().to_le_bytes());
    file.extend(data(numbers));
    file
}

/// The zip format around a dictionary.
fn zipped(dictionary: &[u8], numbers: &[u8], method: zip::CompressionMethod) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in [("m/data.pkl", dictionary), ("m/byteorder", b"little"), ("m/data/7", numbers)] {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn stored(dictionary: &[u8], numbers: &[u8]) -> Vec<u8> {
    zipped(dictionary, numbers, zip::CompressionMethod::Stored)
}

fn with_file<T>(bytes: &[u8], then: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weights.pth");
    std::fs::write(&path, bytes).unwrap();
    then(&path)
}

/// The text with which a file is refused.
#[track_caller]
fn refusal(bytes: &[u8]) -> String {
    let text = with_file(bytes, |path| Checkpoint::read(path).unwrap_err().to_string());
    assert!(text.contains("weights.pth"), "no file in: {text}");
    text
}

#[test]
fn both_formats_give_strided_views_in_order() {
    for file in [old(&dictionary(), &NUMBERS), stored(&dictionary(), &data(&NUMBERS))] {
        let checkpoint = with_file(&file, |path| Checkpoint::read(path).unwrap());
        assert_eq!(checkpoint.names().collect::<Vec<_>>(), ["w"]);
        let w = checkpoint.floats("w", &[3, 2]).unwrap();
        assert_eq!(w.iter().copied().collect::<Vec<_>>(), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
        assert!(checkpoint.floats("w", &[2, 3]).is_none());
        assert!(checkpoint.floats("v", &[3, 2]).is_none());
    }
}

/// Whatever a pickle could call is named, and not called.
#[test]
fn calls_are_refused_by_name() {
    let system = Pickle::new().global("os", "system").text("touch /pwned").raw(b"\x85R").end();
    let python = Pickle::new().global("builtins", "eval").text("1").raw(b"\x85R").end();
    for (pickle, name) in [(&system, "os.system"), (&python, "builtins.eval")] {
        assert_eq!(pickle::read(pickle).unwrap_err(), PickleError::ForbiddenName(name.to_owned()));
        for file in [old(pickle, &NUMBERS), stored(pickle, &[])] {
            let text = refusal(&file);
            assert!(text.contains("refused") && text.contains(name), "{text}");
        }
    }
    for (module, name) in [("torch", "load"), ("torch.serialization", "FloatStorage"), ("collections", "defaultdict")] {
        let pickle = Pickle::new().global(module, name).end();
        assert_eq!(pickle::read(&pickle).unwrap_err(), PickleError::ForbiddenName(format!("{module}.{name}")));
    }
}

#[test]
fn known_names_in_unknown_ways_are_refused() {
    let check = |pickle: Pickle, what: &'static str| {
        assert_eq!(pickle::read(&pickle.end()).unwrap_err(), PickleError::ForbiddenUse(what));
    };
    let dict = || Pickle::new().global("collections", "OrderedDict");
    check(dict().text("x").raw(b"\x85R"), "collections.OrderedDict");
    check(Pickle::new().global("torch", "FloatStorage").raw(b")R"), "a storage type");
    check(Pickle::new().global("torch._utils", "_rebuild_tensor_v2").raw(b")R"), "torch._utils._rebuild_tensor_v2");
    check(Pickle::new().int(1).raw(b")R"), "REDUCE");
    check(Pickle::new().raw(b"]").raw(b"}b"), "BUILD");
    check(Pickle::new().text("storage").raw(b"\x85Q"), "a persistent id");
    // Opcodes that make or find objects: INST, OBJ, NEWOBJ, STACK_GLOBAL, extensions, text floats, FRAME.
    for opcode in *b"io\x81\x93\x82FI\x95" {
        let pickle = Pickle::new().raw(&[opcode]).raw(b"os\nsystem\n").end();
        assert_eq!(pickle::read(&pickle).unwrap_err(), PickleError::ForbiddenOpcode(opcode, 2));
    }
}

#[test]
fn tensors_that_reach_outside_their_data_give_nothing() {
    let with = |offset: i32, shape: &[i32], strides: &[i32]| {
        let pickle = Pickle::new()
            .raw(b"}")
            .text("w")
            .tensor("7", 6, offset, shape, strides)
            .raw(b"s")
            .end();
        with_file(&old(&pickle, &NUMBERS), Checkpoint::read)
    };
    assert!(with(1, &[3, 2], &[2, 1]).unwrap().floats("w", &[3, 2]).is_none());
    assert!(with(0, &[3, 2], &[i32::MAX, 1]).unwrap().floats("w", &[3, 2]).is_none());
    assert!(with(0, &[2], &[2, 1]).is_err());
    assert!(with(-1, &[3], &[1]).is_err());
    // A view of one number as a huge tensor costs nothing: it is only made in the shape that the model has.
    let huge = with(0, &[i32::MAX, i32::MAX], &[0, 0]).unwrap();
    assert!(huge.floats("w", &[2, 2]).is_none());
}

#[test]
fn archives_cannot_swell() {
    let dictionary = dictionary();
    let text = refusal(&zipped(&dictionary, &data(&NUMBERS), zip::CompressionMethod::Deflated));
    assert!(text.contains("compressed"), "{text}");
    let claims = Pickle::new().raw(b"}").text("w").tensor("7", i32::MAX, 0, &[1], &[1]).raw(b"s").end();
    let text = refusal(&stored(&claims, &data(&NUMBERS)));
    assert!(text.contains("larger than the file"), "{text}");
    let text = refusal(&stored(&dictionary, &data(&[1.0])));
    assert!(text.contains("4 bytes instead of 24"), "{text}");
    let text = refusal(&stored(&dictionary, &data(&[0.0; 7])));
    assert!(text.contains("more than 24 bytes"), "{text}");
}

#[test]
fn cut_files_are_damaged_wherever_they_are_cut() {
    for file in [old(&dictionary(), &NUMBERS), stored(&dictionary(), &data(&NUMBERS))] {
        for length in 0..file.len() {
            assert!(refusal(&file[..length]).contains("damaged"), "cut at {length}");
        }
    }
}

#[test]
fn a_sound_checkpoint_of_another_model_is_refused() {
    let error = with_file(&old(&dictionary(), &NUMBERS), |path| efficientnet_lite2(path).unwrap_err());
    assert!(error.to_string().contains("_conv_stem.weight is missing"), "{error}");
}

/// Nesting far deeper than the stack: read, and dropped, without recursion.
#[test]
fn deep_nesting_does_not_recurse() {
    let mut pickle = Pickle::new().raw(b")");
    for _ in 0..1_000_000 {
        pickle.0.push(0x85);
    }
    assert!(pickle::read(&pickle.end()).is_ok());
}

proptest! {
    /// Any bytes end in a value or an error.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = pickle::read(&bytes);
    }

    /// So do files with a byte changed.
    #[test]
    fn changed_bytes_never_panic(at in 0_usize..400, to in any::<u8>()) {
        for mut file in [old(&dictionary(), &NUMBERS), stored(&dictionary(), &data(&NUMBERS))] {
            let at = at % file.len();
            file[at] = to;
            with_file(&file, |path| {
                if let Ok(checkpoint) = Checkpoint::read(path) {
                    let _ = checkpoint.floats("w", &[3, 2]);
                }
            });
        }
    }
}
