"""Records what onnxruntime, Pillow and NumPy find of people on photographs: the reference for tests/it/people/golden.rs.

    python3 tests/reference/people.py --models FOLDER --out tests/fixtures/reference/people.json PHOTOGRAPH...

FOLDER holds the converted models blazeface-back.onnx, emotion.onnx, movenet-multipose.onnx, faceres.onnx. Per
photograph (named by its file's stem) are recorded: BlazeFace's best faces in one look at the whole picture, the emotion
probabilities and the descriptor (its first eight values, at length 1) of the best face's box, and MoveNet's poses at
256 pixels. Boxes are x1, y1, x2, y2 in pixels of the photograph.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

FACE_SIDE = 256
POSE_SIDE = 256
MIN_FACE = 0.4
MIN_POSE = 0.2
SAME_FACE_IOU = 0.3


def padded(picture, side):
    """The picture on a black square, brought to side x side; and the square's side in pixels of the photograph."""
    square = max(picture.size)
    scale = side / square
    inner = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    canvas = Image.new("RGB", (side, side))
    canvas.paste(picture.resize(inner, Image.BILINEAR), (0, 0))
    return np.asarray(canvas, dtype=np.float32), square


def anchors():
    """Centres of BlazeFace's 896 anchors, in input pixels."""
    centres = []
    for stride, per_cell in ((16, 2), (32, 6)):
        cells = FACE_SIDE // stride
        for row in range(cells):
            for column in range(cells):
                centres += [((column + 0.5) * stride, (row + 0.5) * stride)] * per_cell
    return np.array(centres, dtype=np.float32)


def iou(a, b):
    """Intersection over union of two boxes."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    area = lambda box: (box[2] - box[0]) * (box[3] - box[1])
    return width * height / (area(a) + area(b) - width * height)


def faces(session, picture):
    """Faces of one look at the whole picture, best first."""
    pixels, square = padded(picture, FACE_SIDE)
    outputs = session.run(None, {session.get_inputs()[0].name: (pixels / 127.5 - 1)[None]})
    by_shape = {output.shape: output for output in outputs}
    logits = np.concatenate([by_shape[1, n, 1][0, :, 0] for n in (512, 384)])
    rows = np.concatenate([by_shape[1, n, 16][0] for n in (512, 384)])
    scores = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    centres, found = anchors(), []
    for i in np.argsort(-scores):
        if scores[i] < MIN_FACE:
            break
        x, y = centres[i] + rows[i, :2]
        width, height = rows[i, 2:4]
        box = np.array([x - width / 2, y - height / 2, x + width / 2, y + height / 2]) * square / FACE_SIDE
        if all(iou(box, other["box"]) <= SAME_FACE_IOU for other in found):
            points = (rows[i, 4:].reshape(6, 2) + centres[i]) * square / FACE_SIDE
            found.append({"box": box.tolist(), "score": float(scores[i]), "keypoints": points.tolist()})
    return found


def crop(picture, box, side, mode):
    """A box of the picture stretched to side x side; the part outside the picture is left out."""
    left, top = max(box[0], 0), max(box[1], 0)
    right, bottom = min(box[2], picture.width), min(box[3], picture.height)
    cut = picture.resize((side, side), Image.BILINEAR, box=(left, top, right, bottom))
    return np.asarray(cut.convert(mode), dtype=np.float32)


def emotion(session, picture, box):
    """Probabilities of angry, disgust, fear, happy, sad, surprise, neutral."""
    grey = crop(picture, box, 64, "L") / 127.5 - 1
    return session.run(None, {session.get_inputs()[0].name: grey[None, ..., None]})[0][0].tolist()


def descriptor(session, picture, box):
    """The first eight values of the face descriptor at length 1."""
    pixels = crop(picture, box, 224, "RGB")[None]
    vector = session.run(["global_pooling/Mean"], {session.get_inputs()[0].name: pixels})[0][0]
    return (vector / np.linalg.norm(vector))[:8].tolist()


def poses(session, picture):
    """MoveNet's people at 256 pixels, best first; joints as x, y, score."""
    pixels, square = padded(picture, POSE_SIDE)
    rows = session.run(None, {session.get_inputs()[0].name: pixels.astype(np.int32)[None]})[0][0]
    found = []
    for row in sorted(rows, key=lambda r: -r[55]):
        if row[55] < MIN_POSE:
            continue
        joints = row[:51].reshape(17, 3)
        found.append({
            "score": float(row[55]),
            "box": [float(row[i] * square) for i in (52, 51, 54, 53)],
            "joints": [[float(x * square), float(y * square), float(s)] for y, x, s in joints],
        })
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("photographs", type=Path, nargs="+")
    arguments = parser.parse_args()
    load = lambda name: onnxruntime.InferenceSession(str(arguments.models / f"{name}.onnx"))
    finder, reader, describer, poser = map(load, ("blazeface-back", "emotion", "faceres", "movenet-multipose"))
    record = {}
    for path in arguments.photographs:
        picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        found = faces(finder, picture)
        best = found[0]["box"] if found else None
        record[path.stem] = {
            "faces": found,
            "emotion": emotion(reader, picture, best) if best else None,
            "descriptor": descriptor(describer, picture, best) if best else None,
            "poses": poses(poser, picture),
        }
    rounded = json.loads(json.dumps(record), parse_float=lambda text: round(float(text), 4))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(rounded, indent=1) + "\n")


if __name__ == "__main__":
    main()
