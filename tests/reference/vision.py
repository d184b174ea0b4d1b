"""What the detectors and the classifier say of real photographs, written independently of the Rust code.

Usage: vision.py MODELS OUT.json NAME=PHOTOGRAPH ..

MODELS holds nanodet.onnx, centernet.onnx and efficientnet-lite2.onnx, as the store converts them. The numbers written to
OUT.json are compared by the test `vision::golden`. Needs NumPy, Pillow and onnxruntime.

Pixels are reduced with Pillow's BILINEAR, which is antialiased; upstream NanoDet uses OpenCV's INTER_LINEAR, which is not.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

FLOOR = 0.25  # as the default rules' `detection.floor`
TILE_FLOOR = 0.35
NMS_IOU = 0.5
TILE_IN_INPUTS, OVERLAP, MOST_TILES_ALONG, CUT_WITHIN = 1.68, 0.2, 4, 3.0


def session(models, name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(str(Path(models) / f"{name}.onnx"), options)


def pixels(photograph, box, side):
    """The part `box` of the photograph, stretched to a square of `side`, as float32 RGB 0..255."""
    part = photograph.resize((side, side), Image.BILINEAR, box=box)
    return np.asarray(part, dtype=np.float32)


def overlap(a, b):
    """Intersection over union of two boxes x1, y1, x2, y2."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    common = max(width, 0) * max(height, 0)
    area = lambda box: (box[2] - box[0]) * (box[3] - box[1])
    return common / (area(a) + area(b) - common)


def suppressed(found):
    """Class-wise greedy suppression; entries are (box, class, score)."""
    kept = []
    for box, label, score in sorted(found, key=lambda entry: -entry[2]):
        if all(label != k[1] or overlap(box, k[0]) <= NMS_IOU for k in kept):
            kept.append((box, label, score))
    return kept


def in_image(box, view, side, size):
    """From pixels of the input to pixels of the image, cut to it."""
    (x, y), (w, h) = view[:2], (view[2] - view[0], view[3] - view[1])
    scaled = [x + box[0] * w / side, y + box[1] * h / side, x + box[2] * w / side, y + box[3] * h / side]
    return [float(np.clip(v, 0, limit)) for v, limit in zip(scaled, size * 2)]


def nanodet(model, photograph, view, floor):
    """BGR, ImageNet's mean and deviation; per stride 80 probabilities and 4 sides of 11 bins for each cell."""
    rgb = pixels(photograph, view, 416)
    normal = (rgb[..., ::-1] - [103.53, 116.28, 123.675]) / [57.375, 57.12, 58.395]
    outputs = model.run(None, {"input_1": normal.transpose(2, 0, 1)[None].astype(np.float32)})
    found = []
    for stride in (8, 16, 32):
        across = 416 // stride
        by_width = {o.shape[2]: o[0] for o in outputs if o.shape[1] == across * across}
        for cell, label in zip(*np.where(by_width[80] > floor)):
            bins = by_width[44][cell].reshape(4, 11)
            weights = np.exp(bins - bins.max(axis=1, keepdims=True))
            sides = (weights / weights.sum(axis=1, keepdims=True)) @ np.arange(11) * stride
            x, y = (cell % across + 0.5) * stride, (cell // across + 0.5) * stride
            box = [x - sides[0], y - sides[1], x + sides[2], y + sides[3]]
            found.append((in_image(box, view, 416, photograph.size), int(label), float(by_width[80][cell, label])))
    return found


def centernet(model, photograph, view, floor):
    """RGB 0..255, pixels last; the graph gives 100 rows of x1, y1, x2, y2, score, class in pixels of its input."""
    table = model.run(["tower_0/detections"], {"tower_0/images": pixels(photograph, view, 512)[None]})[0][0]
    return [
        (in_image(row[:4], view, 512, photograph.size), int(row[5]), float(row[4])) for row in table if row[4] > floor
    ]


def tiles(size, side):
    """Overlapping tiles as (box, which sides lie inside the image); none for a photograph that is not large."""
    along = np.clip(round(max(size) / (TILE_IN_INPUTS * side)), 1, MOST_TILES_ALONG)
    columns, rows = (max(1, round(along * s / max(size))) for s in size)
    if columns * rows < 2:
        return []
    width, height = (s / (n - (n - 1) * OVERLAP) for s, n in zip(size, (columns, rows)))
    made = []
    for row in range(rows):
        for column in range(columns):
            x, y = column * (1 - OVERLAP) * width, row * (1 - OVERLAP) * height
            box = (x, y, min(x + width, size[0]), min(y + height, size[1]))
            made.append((box, (column > 0, row > 0, column < columns - 1, row < rows - 1)))
    return made


def detect(decode, model, photograph, side, with_tiles):
    """The whole view, and the tiles' boxes that no inner border cuts, suppressed together."""
    found = decode(model, photograph, (0, 0, *photograph.size), FLOOR)
    for box, inner in tiles(photograph.size, side) if with_tiles else []:
        near = [CUT_WITHIN * (box[2] - box[0]) / side, CUT_WITHIN * (box[3] - box[1]) / side] * 2
        for seen in decode(model, photograph, box, TILE_FLOOR):
            gaps = [abs(edge - border) for edge, border in zip(seen[0], box)]
            if not any(cut and gap < limit for cut, gap, limit in zip(inner, gaps, near)):
                found.append(seen)
    return [
        {"box": [round(v, 2) for v in box], "class": label, "score": round(score, 4)}
        for box, label, score in suppressed(found)
    ]


def classify(model, photograph):
    """The middle of the photograph: a square of 0.875 of its shorter side; the five best classes, and the feature."""
    width, height = photograph.size
    half = 0.875 * min(width, height) / 2
    box = (width / 2 - half, height / 2 - half, width / 2 + half, height / 2 + half)
    normal = (pixels(photograph, box, 260) - 127) / 128
    probabilities, feature = model.run(["probs", "feature"], {"images": normal.transpose(2, 0, 1)[None]})
    best = probabilities[0].argsort()[::-1][:5]
    return {
        "best": [{"class": int(k), "probability": round(float(probabilities[0, k]), 4)} for k in best],
        "feature": [round(float(v), 4) for v in feature[0, :16]],
        "feature_norm": round(float(np.linalg.norm(feature[0])), 3),
    }


def main(models, out, *photographs):
    nano, centre, lite = (session(models, name) for name in ("nanodet", "centernet", "efficientnet-lite2"))
    said = {}
    for name, path in (entry.split("=", 1) for entry in photographs):
        photograph = Image.open(path).convert("RGB")
        said[name] = {
            "size": photograph.size,
            "nanodet": detect(nanodet, nano, photograph, 416, with_tiles=True),
            "centernet": detect(centernet, centre, photograph, 512, with_tiles=False),
            "classifier": classify(lite, photograph),
        }
    lines = [f" {json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in said.items()]
    Path(out).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
