#!/usr/bin/env python3
"""Reference for src/specialists/ocr: PP-OCRv6 text detection (DB) and recognition (CTC) in NumPy.

Run:  python3 ocr.py DET.onnx REC.onnx OUT.json IMAGE...

Writes, per image name, the lines in no particular order: text, mean character probability, and the four
corners clockwise from the text's own top-left, in pixels of the image. The golden tests compare the Rust
specialist with these. Needs numpy, Pillow and onnxruntime only. Where the `rapidocr` package is importable
(`--check`), its own result on the same pictures is printed beside ours.

What was taken over from the models' own configuration (rapidocr/config.yaml): binarisation at 0.3, 2x2
dilation, box score (mean probability within the smallest rectangle) at least 0.5, unclip ratio 1.6,
BGR input, (x / 255 - 0.5) / 0.5.
"""
import json
import math
import sys

import numpy as np
import onnxruntime
from PIL import Image

SHORT_SIDE = 736          # the detector was tuned for this
MAX_UPSCALE = 3.0         # beyond this, upscaling adds no text, only cost and false boxes
LONG_SIDE = 1440          # cap for panoramas and page scans
BINARY, BOX_SCORE, UNCLIP = 0.3, 0.5, 1.6
MIN_SIDE = 3              # map pixels
LINE_HEIGHT = 48
MAX_LINE_WIDTH = 1920
MIN_LINE_WIDTH = 320      # the recogniser was trained on lines padded to this


def detector_size(width, height, short=SHORT_SIDE, long=LONG_SIDE, up=MAX_UPSCALE):
    """Size given to the detector: short side to 736, bounded, both sides multiples of 32."""
    scale = min(short / min(width, height), up, long / max(width, height))
    return tuple(max(32, round(side * scale / 32) * 32) for side in (width, height))


def normalised(rgb):
    """HWC RGB 0..255 to 1CHW BGR -1..1."""
    bgr = rgb[..., ::-1].astype(np.float32)
    return ((bgr / 255 - 0.5) / 0.5).transpose(2, 0, 1)[None]


def components(mask):
    """8-connected components as lists of (row, first, last) runs."""
    parent, runs, before = [], [], []

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for y in range(mask.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], mask[y], [0]]).astype(np.int8)))
        now = []
        for first, end in zip(edges[::2], edges[1::2]):
            index = len(parent)
            parent.append(index)
            runs.append((y, int(first), int(end) - 1))
            for other in before:
                _, a, b = runs[other]
                if a <= end and b >= first - 1:
                    parent[root(index)] = root(other)
            now.append(index)
        before = now
    groups = {}
    for index, run in enumerate(runs):
        groups.setdefault(root(index), []).append(run)
    return list(groups.values())


def hull(points):
    """Convex hull, monotone chain."""
    points = sorted(set(points))
    if len(points) < 3:
        return points

    def half(sequence):
        out = []
        for p in sequence:
            while len(out) > 1 and ((out[-1][0] - out[-2][0]) * (p[1] - out[-2][1])
                                    - (out[-1][1] - out[-2][1]) * (p[0] - out[-2][0])) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(points) + half(points[::-1])


def smallest_rectangle(points):
    """Smallest enclosing rectangle: (centre, unit axis, extent along it, extent across)."""
    points = np.array(hull(points), np.float64)
    best = None
    for a, b in zip(points, np.roll(points, -1, 0)):
        side = b - a
        length = np.hypot(*side)
        axis = side / length if length > 0 else np.array([1.0, 0.0])
        across = np.array([-axis[1], axis[0]])
        u, v = points @ axis, points @ across
        area = np.ptp(u) * np.ptp(v)
        if best is None or area < best[0] - 1e-9:
            centre = axis * (u.max() + u.min()) / 2 + across * (v.max() + v.min()) / 2
            best = (area, centre, axis, np.ptp(u), np.ptp(v))
    return best[1:]


def corners(centre, axis, along, across):
    """Corners clockwise from the text's top-left: the upper of the two leftmost corners."""
    side = np.array([-axis[1], axis[0]])
    c = [centre + axis * along / 2 * i + side * across / 2 * j for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    c.sort(key=lambda p: p[0])
    tl, bl = sorted(c[:2], key=lambda p: p[1])
    tr, br = sorted(c[2:], key=lambda p: p[1])
    return np.array([tl, tr, br, bl])


def mean_within(prob, quad):
    """Mean probability of the pixels whose centre lies within the quadrilateral."""
    h, w = prob.shape
    x1, y1 = np.clip(np.floor(quad.min(0)).astype(int), 0, [w - 1, h - 1])
    x2, y2 = np.clip(np.ceil(quad.max(0)).astype(int), 0, [w - 1, h - 1])
    ys, xs = np.mgrid[y1:y2 + 1, x1:x2 + 1]
    inside = np.ones(xs.shape, bool)
    for a, b in zip(quad, np.roll(quad, -1, 0)):
        inside &= (b[0] - a[0]) * (ys - a[1]) - (b[1] - a[1]) * (xs - a[0]) >= -1e-6
    return float(prob[y1:y2 + 1, x1:x2 + 1][inside].mean()) if inside.any() else 0.0


def boxes(prob, width, height):
    """Quadrilaterals in image pixels from a probability map."""
    b = prob > BINARY
    mask = b.copy()
    mask[:, 1:] |= b[:, :-1]
    mask[1:] |= b[:-1]
    mask[1:, 1:] |= b[:-1, :-1]
    scale = np.array([width / prob.shape[1], height / prob.shape[0]])
    found = []
    for runs in components(mask):
        points = [(x, y) for y, a, c in runs for x in (a, c)]
        centre, axis, along, across = smallest_rectangle(points)
        if min(along, across) < MIN_SIDE:
            continue
        score = mean_within(prob, corners(centre, axis, along, across))
        if score < BOX_SCORE:
            continue
        grow = along * across * UNCLIP / (2 * (along + across))
        quad = corners(centre, axis, along + 2 * grow, across + 2 * grow) * scale
        found.append((np.clip(quad, 0, [width, height]), score))
    return found


def line_picture(rgb, quad):
    """The line at height 48, width by its aspect; lines taller than 1.5 of their width are turned left."""
    w = max(np.hypot(*(quad[1] - quad[0])), np.hypot(*(quad[2] - quad[3])))
    h = max(np.hypot(*(quad[3] - quad[0])), np.hypot(*(quad[2] - quad[1])))
    if h >= 1.5 * w:
        quad, w, h = quad[[1, 2, 3, 0]], h, w
    width = min(MAX_LINE_WIDTH, max(8, math.ceil(LINE_HEIGHT * w / max(h, 1))))
    many = int(np.clip(math.ceil(h / LINE_HEIGHT), 1, 4))
    u = (np.arange(width * many) + 0.5) / (width * many)
    v = ((np.arange(LINE_HEIGHT * many) + 0.5) / (LINE_HEIGHT * many))[:, None]
    at = ((1 - u) * (1 - v))[..., None] * quad[0] + (u * (1 - v))[..., None] * quad[1] \
        + (u * v)[..., None] * quad[2] + ((1 - u) * v)[..., None] * quad[3] - 0.5
    x = np.clip(at[..., 0], 0, rgb.shape[1] - 1)
    y = np.clip(at[..., 1], 0, rgb.shape[0] - 1)
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    x1, y1 = np.minimum(x0 + 1, rgb.shape[1] - 1), np.minimum(y0 + 1, rgb.shape[0] - 1)
    fx, fy = (x - x0)[..., None], (y - y0)[..., None]
    rgb = rgb.astype(np.float32)
    out = (rgb[y0, x0] * (1 - fx) + rgb[y0, x1] * fx) * (1 - fy) + (rgb[y1, x0] * (1 - fx) + rgb[y1, x1] * fx) * fy
    return out.reshape(LINE_HEIGHT, many, width, many, 3).mean((1, 3))


class Reader:
    """Both models."""

    def __init__(self, detector, recogniser, threads=1):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.detector = onnxruntime.InferenceSession(detector, options, providers=["CPUExecutionProvider"])
        self.recogniser = onnxruntime.InferenceSession(recogniser, options, providers=["CPUExecutionProvider"])
        names = self.recogniser.get_modelmeta().custom_metadata_map["character"].split("\n")
        self.characters = [""] + names + [" "]

    def probability(self, image, size=None):
        small = image.resize(size or detector_size(*image.size), Image.BILINEAR)
        return self.detector.run(None, {"x": normalised(np.asarray(small))})[0][0, 0]

    def recognise(self, picture, pad_to=MIN_LINE_WIDTH):
        line = normalised(picture)
        width = max(pad_to, line.shape[3])
        padded = np.zeros((1, 3, LINE_HEIGHT, width), np.float32)
        padded[..., :line.shape[3]] = line
        prob = self.recogniser.run(None, {"x": padded})[0][0]
        best = prob.argmax(1)
        keep = (best != 0) & (np.concatenate([[True], best[1:] != best[:-1]]))
        text = "".join(self.characters[i] for i in best[keep])
        return text, float(prob.max(1)[keep].mean()) if keep.any() else 0.0

    def read(self, image):
        rgb = np.asarray(image)
        lines = []
        for quad, score in boxes(self.probability(image), *image.size):
            text, mean = self.recognise(line_picture(rgb, quad))
            lines.append({"text": text, "score": round(mean, 4), "box_score": round(score, 4),
                          "quad": np.round(quad, 2).tolist()})
        return lines


def opened(path):
    """RGB, transparency over white."""
    image = Image.open(path)
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def main(arguments):
    check = "--check" in arguments
    detector, recogniser, out, *paths = [a for a in arguments if a != "--check"]
    reader = Reader(detector, recogniser)
    record = {}
    for path in paths:
        record[path.rsplit("/", 1)[-1]] = lines = reader.read(opened(path))
        if check:
            from rapidocr import RapidOCR
            theirs = RapidOCR()(path, use_cls=False)
            print(path, "\n ours   ", sorted(l["text"] for l in lines), "\n theirs ", sorted(theirs.txts or []))
    with open(out, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
