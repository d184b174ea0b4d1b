"""What tests/reference/pipeline.py derives from the models' outputs: regions, names, depth, colours, relations, a caption.

Simpler than the Rust program where that is cheap anyway (the name of a region, the caption), the same where time
goes into it (guided filter per region, colours pixel by pixel).
"""
import json
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline_models import cut, iou

ASSETS = Path(__file__).resolve().parents[2] / "assets"
ASSERT, GROUP_IOU = 0.5, 0.5


class Names:
    """COCO's labels, ImageNet's classes and which class is below which label, from the repository's taxonomy."""

    def __init__(self):
        nodes = json.loads((ASSETS / "taxonomy.json").read_text("utf-8"))["nodes"]
        above, self.coco, self.classes, key_of = {}, [""] * 80, [""] * 1000, {}
        for node in nodes:
            above[node["id"]] = {node["id"]}.union(*(above[p] for p in node["parents"]))
            for key in node.get("keys", ()):
                kind, index = key.split(":")
                names = self.coco if kind == "coco80" else self.classes
                names[int(index)] = node["name"]
                key_of[key] = node["id"]
        self.below = np.zeros((80, 1000), np.float32)
        for i in range(80):
            for j in range(1000):
                label = key_of.get(f"coco80:{i}")
                self.below[i, j] = label in above.get(key_of.get(f"imagenet1k:{j}"), ())

    def of(self, detected, crop):
        """The name of a region and its confidence: detectors' scores per label, each supported by its classes.

        `detected` [80] is the probability per label by the detectors together, `crop` [1000] the classifier's.
        """
        support = self.below @ crop
        mass = detected * (0.2 + support)
        rest = (1 - detected.max()) * 0.02 * crop * (1 - self.below.max(0))
        total = mass.sum() + rest.sum() + 1e-6
        label, alone = int(mass.argmax()), int(rest.argmax())
        if mass[label] < rest[alone]:
            return self.classes[alone], None, float(rest[alone] / total)
        fine = int((self.below[label] * crop).argmax())
        sure = self.below[label, fine] * crop[fine]
        confidence = float(mass[label] / total * max(detected[label], support[label]))
        return self.coco[label], self.classes[fine] if sure > 0.5 else None, confidence


def grouped(boxes):
    """Boxes (x1, y1, x2, y2, score, class, is window) grouped whatever their class; the best box stands for each."""
    order = np.argsort(-boxes[:, 4], kind="stable")
    leaders, groups = np.zeros((0, 4), np.float32), []
    for i in order:
        overlap = iou(boxes[i, :4], leaders) if len(groups) else np.zeros(0)
        if len(overlap) and overlap.max() > GROUP_IOU:
            groups[int(overlap.argmax())].append(i)
        else:
            leaders = np.concatenate([leaders, boxes[i : i + 1, :4]])
            groups.append([i])
    return leaders, groups


def detected(boxes, group):
    """Probability per COCO label by all detectors' boxes of a group; windows are heard at half their score."""
    doubt = np.ones(80, np.float32)
    for i in group:
        if not boxes[i, 6]:
            doubt[int(boxes[i, 5])] *= 1 - boxes[i, 4]
    return 1 - doubt


# --- depth -------------------------------------------------------------------------------------------------------

SIDE = 192  # longer side of the map


def box_mean(values, radius):
    """Mean over square windows cut at the borders, by cumulative sums."""
    for axis in (0, 1):
        n = values.shape[axis]
        sums = np.cumsum(values, axis, np.float64)
        sums = np.concatenate([np.zeros_like(sums.take([0], axis)), sums], axis)
        low = np.maximum(np.arange(n) - radius, 0)
        high = np.minimum(np.arange(n) + radius + 1, n)
        count = (high - low).reshape((-1, 1) if axis == 0 else (1, -1))
        values = (sums.take(high, axis) - sums.take(low, axis)) / count
    return values.astype(np.float32)


def guided(guide, mask, radius, epsilon=1e-3):
    """The guided filter (He, Sun, Tang, ECCV 2010)."""
    mean_g, mean_m = box_mean(guide, radius), box_mean(mask, radius)
    slope = (box_mean(guide * mask, radius) - mean_g * mean_m) / (
        box_mean(guide * guide, radius) - mean_g**2 + epsilon
    )
    return box_mean(slope, radius) * guide + box_mean(mean_m - slope * mean_g, radius)


def ground(contacts):
    """Slope and offset of image heights per metre by row, fitted robustly to things of known size."""
    camera, horizon = 1.5, 0.42
    slope, offset = 1 / camera, -horizon / camera
    for _ in range(8):
        rows = [(1.0, 0.0, 1 / camera, 0.4 / camera), (horizon, 1.0, 0.0, abs(slope) * 0.15)]
        for row, q, spread in contacts:
            off = abs(q - slope * row - offset) / (q * spread)
            rows.append((row, 1.0, q, q * spread * max(1.0, off / 2) ** 0.5))
        x, c, z, deviation = np.array(rows).T
        a = np.stack([x, c], 1) / deviation[:, None]
        fitted = np.linalg.lstsq(a, z / deviation, rcond=None)[0]
        if fitted[0] > 0.1 / camera:
            slope, offset = fitted
    return slope, offset


class Depth:
    """Nearness by geometry: sizes and ground contacts, laid over the map along the picture's edges."""

    def __init__(self):
        path = ASSETS / "heights.json"
        self.sizes = json.loads(path.read_text("utf-8"))["things"] if path.exists() else {}

    def look(self, image, regions):
        """The map, and the mean of each region's box."""
        w, h = image.size
        scale = min(1.0, SIDE / max(w, h))
        size = (max(1, round(w * scale)), max(1, round(h * scale)))
        guide = cut(image, (0, 0, w, h), size) @ np.array([0.299, 0.587, 0.114], np.float32) / np.float32(255)
        contacts, things = [], []
        for region in regions:
            x1, y1, x2, y2 = region["box"]
            known = self.sizes.get(region["name"])
            q = (y2 - y1) / h / known["size"] if known else None
            if known and known["stands"] == "floor" and y2 < 0.99 * h and y1 > 0.01 * h:
                contacts.append((y2 / h, q, known["spread"]))
            things.append((region["box"], q, known["spread"] if known else 0.5))
        slope, offset = ground(contacts)
        rows = (np.arange(size[1], dtype=np.float32) + 0.5) / size[1]
        values = np.repeat(np.maximum(slope * rows + offset, 0)[:, None], size[0], 1).astype(np.float32)
        laid = []
        for box, q, spread in things:
            by_ground = max(slope * box[3] / h + offset, 1e-6)
            weights = 1 / spread**2, 1 / 0.4**2
            at = by_ground if q is None else np.exp(np.average(np.log([q, by_ground]), weights=weights))
            laid.append((at, box))
        for at, box in sorted(laid, key=lambda t: t[0]):
            lay_over(values, guide, box, at, w)
        low, high = np.percentile(values, (2, 98), method="nearest")
        values = np.clip((values - low) / (high - low), 0, 1) if high > low else np.full_like(values, 0.5)
        return values.astype(np.float16), [mean_in(values, r["box"], image.size) for r in regions]


def lay_over(values, guide, box, at, image_width):
    """Lays a thing over the map: its box, feathered along the guide's edges."""
    height, width = guide.shape
    scale = width / image_width
    x1, y1, x2, y2 = (int(round(float(v) * scale)) for v in box)
    x1, y1 = min(x1, width - 1), min(y1, height - 1)
    x2, y2 = min(max(x2, x1 + 1), width), min(max(y2, y1 + 1), height)
    radius = int(np.clip(min(x2 - x1, y2 - y1) // 4, 1, 12))
    left, top = max(0, x1 - radius), max(0, y1 - radius)
    part = (slice(top, min(y2 + radius, height)), slice(left, min(x2 + radius, width)))
    mask = np.zeros_like(guide[part])
    mask[y1 - top : y2 - top, x1 - left : x2 - left] = 1
    alpha = np.clip(guided(guide[part], mask, radius), 0.5 * mask, 1)
    values[part] += (at - values[part]) * alpha


def mean_in(values, box, image_size):
    height, width = values.shape
    scale = width / image_size[0], height / image_size[1]
    x1, x2 = int(box[0] * scale[0]), max(int(np.ceil(box[2] * scale[0])), int(box[0] * scale[0]) + 1)
    y1, y2 = int(box[1] * scale[1]), max(int(np.ceil(box[3] * scale[1])), int(box[1] * scale[1]) + 1)
    part = values[y1:y2, x1:x2]
    return float(part.mean()) if part.size else 0.5


# --- colour ------------------------------------------------------------------------------------------------------

SAMPLES = 40
TERMS = ("black", "white", "grey", "pink", "red", "brown", "orange", "yellow", "green", "blue", "purple")


def terms(rgb):
    """Index of the basic colour term of each pixel [n, 3] by OKLab; -1 between terms."""
    v = rgb.astype(np.float32) / 255
    linear = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    to_lms = np.array([[0.41222147, 0.53633254, 0.05144599], [0.2119035, 0.6806995, 0.10739696], [0.08830246, 0.28171884, 0.6299787]])
    to_lab = np.array([[0.21045426, 0.7936178, -0.00407205], [1.9779985, -2.4285922, 0.4505937], [0.02590404, 0.78277177, -0.80867577]])
    l, a, b = (np.cbrt(linear @ to_lms.T.astype(np.float32)) @ to_lab.T.astype(np.float32)).T
    c, h = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    rules = [
        ((l < 0.22) & (c < 0.07), "black"),
        ((c < 0.035) & (l < 0.30), "black"),
        ((c < 0.035) & (l > 0.86), "white"),
        (c < 0.035, "grey"),
        (c < 0.05, None),
        ((h < 15) | (h >= 345), np.where(l > 0.6, "pink", "red")),
        ((h < 40) & (l > 0.72), "pink"),
        ((h < 40) & (c >= 0.11), "red"),
        ((h < 40) & (l < 0.5), "brown"),
        (h < 40, None),
        ((h < 85) & (l >= 0.6) & (c >= 0.13), "orange"),
        ((h < 85) & (l < 0.58), "brown"),
        (h < 85, None),
        ((h < 118) & (l >= 0.72) & (c >= 0.10), "yellow"),
        ((h < 95) & (l < 0.5), "brown"),
        (h < 118, None),
        (h < 175, "green"),
        (h < 205, None),
        (h < 290, "blue"),
        (h < 322, "purple"),
        (h < 345, np.where(l > 0.65, "pink", "purple")),
    ]

    def index(term):
        if term is None:
            return -1
        if isinstance(term, str):
            return TERMS.index(term)
        return np.select([term == t for t in TERMS], range(len(TERMS)))

    return np.select([rule for rule, _ in rules], [index(term) for _, term in rules], -1)


def sampled(rgb, box):
    """40 × 40 pixels of a box, and their offsets from its middle in -1..1."""
    at = (np.arange(SAMPLES) + 0.5) / SAMPLES
    x = np.clip(box[0] + at * (box[2] - box[0]), 0, rgb.shape[1] - 1).astype(int)
    y = np.clip(box[1] + at * (box[3] - box[1]), 0, rgb.shape[0] - 1).astype(int)
    u, v = np.meshgrid(2 * at - 1, 2 * at - 1)
    return rgb[y[:, None], x].reshape(-1, 3), u.ravel(), v.ravel()


def colour(rgb, box):
    """The term that dominates a box, or None."""
    if min(box[2] - box[0], box[3] - box[1]) < 16:
        return None
    pixels, u, v = sampled(rgb, box)
    r2 = u * u + v * v
    named, weights = terms(pixels), np.where(r2 > 1, 0, np.exp(-2 * r2))
    shares = np.bincount(named + 1, weights, len(TERMS) + 1)[1:] / weights.sum()
    first, second = np.argsort(-shares)[:2]
    if shares[first] < 0.55 or shares[first] - shares[second] < 0.25:
        return None
    size = 0.2 * np.tile(np.subtract(box[2:4], box[:2]), 2) * np.array([-1, -1, 1, 1])
    pixels, u, v = sampled(rgb, box + size)
    ring = np.maximum(abs(u), abs(v)) > 0.75
    around = (terms(pixels[ring]) == first).mean()
    return TERMS[first] if around < 0.5 or shares[first] >= 0.85 else None


# --- relations and the caption -----------------------------------------------------------------------------------


def relations(regions, width, height, per_region=3):
    """(subject, predicate, object) of salient pairs, at most three a region, the weightiest first."""
    if len(regions) < 2:
        return []
    salience = np.array([r["score"] * ((r["box"][2] - r["box"][0]) * (r["box"][3] - r["box"][1]) / width / height) ** 0.5 for r in regions])
    salient = np.flatnonzero(salience >= 0.15 * salience.max())
    diagonal, found = np.hypot(width, height), []
    for n, i in enumerate(salient):
        for j in salient[n + 1 :]:
            a, b = np.array(regions[i]["box"]), np.array(regions[j]["box"])
            gap = np.hypot(*np.maximum(np.maximum(a[:2] - b[2:], b[:2] - a[2:]), 0)) / diagonal
            weight = (salience[i] * salience[j]) ** 0.5 * max(0.0, 1 - gap)
            nearer = regions[i]["near"] - regions[j]["near"]
            if abs(nearer) > 0.1:
                found.append((weight, i, "in front of" if nearer > 0 else "behind", j))
            common = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None).prod()
            smaller = min(np.prod(a[2:] - a[:2]), np.prod(b[2:] - b[:2]))
            dx, dy = ((a[:2] + a[2:]) - (b[:2] + b[2:])) / 2 / [width, height]
            if common >= 0.9 * smaller:
                said = "inside"
            elif iou(a, b[None])[0] > 0.1:
                said = "overlapping"
            elif gap < 0.02:
                said = "next to"
            elif abs(dx) >= abs(dy):
                said = "left of" if dx < 0 else "right of"
            else:
                said = "above" if dy < 0 else "below"
            found.append((weight, i, said, j))
    found.sort(key=lambda f: -f[0])
    taken, kept = np.zeros(len(regions), int), []
    for _, i, said, j in found:
        if taken[i] < per_region and taken[j] < per_region:
            taken[[i, j]] += 1
            kept.append((int(i), said, int(j)))
    return kept


def caption(regions, said, lines):
    """A plain paragraph: what there is and how many, who shows what, what stands where, what is written."""
    counts = {}
    for region in regions:
        counts.setdefault(region["fine"] or region["name"], []).append(region)
    things = [
        f"{len(same)} × {name}" if len(same) > 1 else " ".join(w for w in ("a", same[0]["colour"], name) if w)
        for name, same in counts.items()
    ]
    sentences = ["The picture shows " + ", ".join(things) + "."] if things else ["Nothing was recognised."]
    sentences += [f"One {r['name']} looks {r['emotion'][0]}." for r in regions if r.get("emotion")]
    sentences += [f"A {regions[i]['name']} is {how} a {regions[j]['name']}." for i, how, j in said]
    sentences += [f'It reads "{words}".' for _, words, score in lines if score > 0.93]
    return " ".join(sentences)
