"""The models of tests/reference/pipeline.py: what each takes, what is read out of it, and the time each step takes.

Sessions are created once. What the Rust program batches is batched here, what it looks at several times is looked
at as often, at the same sizes. Needs onnxruntime, numpy and Pillow.
"""
import math
import time
from collections import defaultdict
from contextlib import contextmanager

import numpy as np
import onnxruntime
from PIL import Image

import pipeline_text as text


class Clock:
    """Seconds per part and step ("preprocess", "run", "postprocess"), and how often each part's model ran."""

    def __init__(self):
        self.seconds = defaultdict(lambda: defaultdict(float))
        self.runs = defaultdict(int)

    @contextmanager
    def measure(self, part, step):
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[part][step] += time.perf_counter() - begun

    def add(self, other):
        for part, steps in other.seconds.items():
            for step, seconds in steps.items():
                self.seconds[part][step] += seconds
        for part, runs in other.runs.items():
            self.runs[part] += runs


class Model:
    """A session and the name its time is booked under."""

    def __init__(self, path, part, threads, outputs=None):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.part = part
        names = [o.name for o in self.session.get_outputs()]
        self.outputs = [n for n in names if outputs is None or n in outputs] or None

    def run(self, tensor, clock):
        clock.runs[self.part] += 1
        with clock.measure(self.part, "run"):
            return self.session.run(self.outputs, {self.input: tensor})


# --- pictures into tensors ---------------------------------------------------------------------------------------


def cut(image, box, size):
    """The part of the image inside `box` (x1, y1, x2, y2) at `size` (width, height), reduced with antialiasing.

    `reducing_gap=2` is Pillow's own way of sparing work on strong reductions.
    """
    w, h = image.size
    box = (max(0.0, box[0]), max(0.0, box[1]), min(float(w), box[2]), min(float(h), box[3]))
    return np.asarray(image.resize(size, Image.Resampling.BILINEAR, box=box, reducing_gap=2.0))


def padded(image, box, side):
    """The part at the upper left of a black square, its aspect kept; and image pixels per pixel of the square."""
    w, h = image.size
    box = (max(0.0, box[0]), max(0.0, box[1]), min(float(w), box[2]), min(float(h), box[3]))
    scale = max(box[2] - box[0], box[3] - box[1]) / side
    inner = (max(1, round((box[2] - box[0]) / scale)), max(1, round((box[3] - box[1]) / scale)))
    square = np.zeros((side, side, 3), np.uint8)
    square[: inner[1], : inner[0]] = cut(image, box, inner)
    return square, scale, box


def planes(rgb, mean, std, bgr=False):
    """[..., H, W, 3] bytes into [..., 3, H, W] floats."""
    values = (rgb[..., ::-1] if bgr else rgb).astype(np.float32)
    values -= np.float32(mean)
    values *= np.float32(1.0) / np.float32(std)
    return np.ascontiguousarray(np.moveaxis(values, -1, -3))


# --- boxes -------------------------------------------------------------------------------------------------------


def iou(box, boxes):
    """IoU of one box with many, all x1, y1, x2, y2."""
    low = np.maximum(box[:2], boxes[:, :2])
    high = np.minimum(box[2:4], boxes[:, 2:4])
    common = np.clip(high - low, 0, None).prod(1)
    area = np.prod(box[2:4] - box[:2]) + (boxes[:, 2:4] - boxes[:, :2]).prod(1) - common
    return common / np.maximum(area, 1e-9)


def suppressed(boxes, threshold, apart=True):
    """Greedy NMS of rows x1, y1, x2, y2, score, class; class-wise where `apart`."""
    boxes = boxes[np.argsort(-boxes[:, 4], kind="stable")]
    keep = []
    alive = np.ones(len(boxes), bool)
    for i in range(len(boxes)):
        if not alive[i]:
            continue
        keep.append(i)
        rest = np.flatnonzero(alive[i + 1 :]) + i + 1
        if len(rest):
            falls = iou(boxes[i], boxes[rest]) > threshold
            if apart:
                falls &= boxes[rest, 5] == boxes[i, 5]
            alive[rest[falls]] = False
    return boxes[keep]


def tiles(width, height, side, most, overlap=0.2):
    """Overlapping tiles (box, inner sides left / top / right / bottom); none where one view is fine enough."""
    longer = max(width, height)
    along = min(max(math.floor(longer / side + 0.5), 1), most)
    columns, rows = (max(1, math.floor(along * v / longer + 0.5)) for v in (width, height))
    if columns * rows < 2:
        return []
    tile_w, tile_h = (v / (n - (n - 1) * overlap) for v, n in ((width, columns), (height, rows)))
    found = []
    for row in range(rows):
        for column in range(columns):
            x, y = column * (1 - overlap) * tile_w, row * (1 - overlap) * tile_h
            inner = (column > 0, row > 0, column + 1 < columns, row + 1 < rows)
            found.append(((x, y, min(x + tile_w, width), min(y + tile_h, height)), inner))
    return found


# --- detectors ---------------------------------------------------------------------------------------------------


class Detector:
    """NanoDet or CenterNet: the whole view, then tiles where the image is much larger than the input."""

    TILE_IN_INPUTS, FLOOR, TILE_FLOOR, NMS, MOST_BOXES = 1.68, 0.25, 0.35, 0.5, 1000
    CUT_WITHIN = 3.0  # pixels of the input

    def __init__(self, path, part, threads, side, tiles_along):
        outputs = None if part == "nanodet" else ["tower_0/detections"]
        self.model, self.side, self.tiles_along = Model(path, part, threads, outputs), side, tiles_along
        self.part = part

    def look(self, image, clock):
        w, h = image.size
        found = [self.see(image, (0, 0, w, h), self.FLOOR, clock)]
        for box, inner in tiles(w, h, self.TILE_IN_INPUTS * self.side, self.tiles_along):
            boxes = self.see(image, box, self.TILE_FLOOR, clock)
            near = self.CUT_WITHIN * np.array([box[2] - box[0], box[3] - box[1]] * 2) / self.side
            is_cut = (np.abs(boxes[:, :4] - np.array(box)) < near) & np.array(inner)
            found.append(boxes[~is_cut.any(1)])
        with clock.measure(self.part, "postprocess"):
            return suppressed(np.concatenate(found), self.NMS)

    def see(self, image, box, floor, clock):
        """Boxes in one view, in pixels of the image."""
        with clock.measure(self.part, "preprocess"):
            pixels = cut(image, box, (self.side, self.side))
            if self.part == "nanodet":
                tensor = planes(pixels, (103.53, 116.28, 123.675), (57.375, 57.12, 58.395), bgr=True)[None]
            else:
                tensor = pixels.astype(np.float32)[None]
        outputs = self.model.run(tensor, clock)
        with clock.measure(self.part, "postprocess"):
            boxes = nanodet_boxes(outputs, self.side, floor) if self.part == "nanodet" else outputs[0][0]
            boxes = boxes[boxes[:, 4] > floor]
            boxes = boxes[np.argsort(-boxes[:, 4], kind="stable")[: self.MOST_BOXES]]
            x1, y1, x2, y2 = box
            scale = np.array([(x2 - x1) / self.side, (y2 - y1) / self.side] * 2, np.float32)
            w, h = image.size
            boxes[:, :4] = np.clip(boxes[:, :4] * scale + np.array([x1, y1] * 2, np.float32), 0, [w, h, w, h])
        return boxes


def nanodet_boxes(outputs, side, floor):
    """Rows x1, y1, x2, y2, score, class above `floor`, in pixels of the input; distances as softmax expectations."""
    by_shape = {o.shape[1:]: o[0] for o in outputs}
    found = []
    for stride in (8, 16, 32):
        across = math.ceil(side / stride)
        scores, sides = by_shape[(across**2, 80)], by_shape[(across**2, 44)]
        cells, classes = np.nonzero(scores > floor)
        bins = sides[cells].reshape(-1, 4, 11)
        weights = np.exp(bins - bins.max(2, keepdims=True))
        reach = weights @ np.arange(11, dtype=np.float32) / weights.sum(2) * stride
        x, y = (cells % across + 0.5) * stride, (cells // across + 0.5) * stride
        corners = [x - reach[:, 0], y - reach[:, 1], x + reach[:, 2], y + reach[:, 3]]
        found.append(np.stack([*corners, scores[cells, classes], classes], 1).astype(np.float32))
    return np.concatenate(found)


# --- the classifier ----------------------------------------------------------------------------------------------


class Classifier:
    """EfficientNet-Lite2 on windows (placed by the class activation maps that the model gives), on the whole image and
    on the crops of regions, in batches."""

    # One crop at a time, as the Rust program: eight at once take 1.37 times as long on a processor.
    SIDE, BATCH, MARGIN, MIN_CROP, MOST_REGIONS = 260, 1, 0.08, 40.0, 64
    WINDOW_FLOOR, WINDOW_NMS, SHARE_OF_PEAK, REFINED = 0.3, 0.3, 0.45, 4

    def __init__(self, path, threads):
        self.model = Model(path, "classifier", threads)
        self.names = [o.name for o in self.model.session.get_outputs()]

    def read(self, image, boxes, part, clock):
        """The model's outputs by name for each batch of boxes."""
        self.model.part = part
        for start in range(0, len(boxes), self.BATCH):
            with clock.measure(part, "preprocess"):
                crops = [cut(image, box, (self.SIDE, self.SIDE)) for box in boxes[start : start + self.BATCH]]
                tensor = planes(np.stack(crops), (127.0,) * 3, (128.0,) * 3)
            yield start, dict(zip(self.names, self.model.run(tensor, clock)))

    def whole(self, image, clock):
        """Probabilities of the image as a whole: the centre of its shorter side."""
        w, h = image.size
        half = min(w, h) * 0.875 / 2
        box = (w / 2 - half, h / 2 - half, w / 2 + half, h / 2 + half)
        return next(self.read(image, [box], "classifier", clock))[1]["probs"][0]

    def crops(self, image, regions, clock):
        """Probabilities per region; zeros for those too small to read."""
        read = np.zeros((len(regions), 1000), np.float32)
        sides = (regions[:, 2:4] - regions[:, :2]).min(1) if len(regions) else np.zeros(0)
        large = np.flatnonzero(sides >= self.MIN_CROP)[: self.MOST_REGIONS]
        boxes = regions[large, :4]
        margin = self.MARGIN * np.tile(boxes[:, 2:4] - boxes[:, :2], 2) * np.array([-1, -1, 1, 1])
        for start, outputs in self.read(image, boxes + margin, "classifier", clock):
            read[large[start : start + self.BATCH]] = outputs["probs"]
        return read

    def windows(self, image, clock):
        """What windows are read as: rows x1, y1, x2, y2, probability, class."""
        boxes, found = windows(*image.size), []
        for start, outputs in self.read(image, boxes, "windows", clock):
            with clock.measure("windows", "postprocess"):
                scores = np.take_along_axis(outputs["probs"], outputs["top"], 1)
                for row, rank in zip(*np.nonzero(scores >= self.WINDOW_FLOOR)):
                    seen = self.place(outputs["cam"][row, rank], boxes[start + row])
                    if seen is not None:
                        found.append([*seen, scores[row, rank], outputs["top"][row, rank]])
        with clock.measure("windows", "postprocess"):
            return suppressed(np.array(found, np.float32).reshape(-1, 6), self.WINDOW_NMS)

    def place(self, cells, window):
        """The box of the connected part of an activation map around its peak, in pixels of the image."""
        n = cells.shape[0] * self.REFINED
        fine = np.asarray(Image.fromarray(cells).resize((n, n), Image.Resampling.BILINEAR))
        peak = np.unravel_index(fine.argmax(), fine.shape)
        if fine[peak] <= 0:
            return None
        inside = fine >= self.SHARE_OF_PEAK * fine[peak]
        part = np.zeros_like(inside)
        part[peak] = True
        size = 1
        while True:  # grow by one cell in four directions until nothing is added
            part[1:] |= part[:-1]
            part[:-1] |= part[1:]
            part[:, 1:] |= part[:, :-1]
            part[:, :-1] |= part[:, 1:]
            part &= inside
            if part.sum() == size:
                break
            size = part.sum()
        rows, columns = np.flatnonzero(part.any(1)), np.flatnonzero(part.any(0))
        x1, y1, x2, y2 = window
        w, h = (x2 - x1) / n, (y2 - y1) / n
        return x1 + columns[0] * w, y1 + rows[0] * h, x1 + (columns[-1] + 1) * w, y1 + (rows[-1] + 1) * h


def windows(width, height, smaller=0.6):
    """The whole image in as many pieces as it is longer than broad, then smaller squares that overlap by about half."""
    short = min(width, height)

    def grid(across, down, side=None):
        w, h = side or width / across, side or height / down

        def place(i, n, length, part):
            return i / (n - 1) * (length - part) if n > 1 else (length - part) / 2

        return [
            (x, y, x + w, y + h)
            for y in (place(row, down, height, h) for row in range(down))
            for x in (place(column, across, width, w) for column in range(across))
        ]

    def pieces(length):
        return max(1, math.floor(length / (1.75 * short) + 0.5))

    def many(length):
        return max(2, math.floor(length / short / smaller * 1.25 + 0.5))

    return grid(pieces(width), pieces(height)) + grid(many(width), many(height), smaller * short)


# --- people ------------------------------------------------------------------------------------------------------


class Faces:
    """BlazeFace on the whole picture and on square tiles; every candidate looked at thrice again, closer."""

    SIDE, CANDIDATE, FACE, REFUSED, MOST = 256, 0.45, 0.6, 0.3, 32
    LOOKS = ((3.0, False), (3.0, True), (4.5, False))  # faces wide, mirrored

    def __init__(self, path, threads):
        self.model = Model(path, "faces", threads)
        centres = []
        for stride, each in ((16, 2), (32, 6)):
            cells = (np.arange(self.SIDE // stride) + 0.5) * stride
            grid = np.stack(np.meshgrid(cells, cells), -1).reshape(-1, 2)
            centres.append(np.repeat(grid, each, 0))
        self.anchors = np.concatenate(centres).astype(np.float32)

    def see(self, image, view, least, clock, mirrored=False):
        """Faces of a view: rows x1, y1, x2, y2, score."""
        with clock.measure("faces", "preprocess"):
            square, scale, box = padded(image, view, self.SIDE)
            if mirrored:
                square = square[:, ::-1]
            tensor = np.ascontiguousarray(square, np.float32)[None]
            tensor *= 1 / 127.5
            tensor -= 1
        outputs = {o.shape[1:]: o[0] for o in self.model.run(tensor, clock)}
        with clock.measure("faces", "postprocess"):
            logits = np.concatenate([outputs[(512, 1)], outputs[(384, 1)]])[:, 0]
            rows = np.concatenate([outputs[(512, 16)], outputs[(384, 16)]])
            scores = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
            seen = np.flatnonzero(scores >= least)
            centre, half = self.anchors[seen] + rows[seen, :2], rows[seen, 2:4] / 2
            corners = np.concatenate([centre - half, centre + half], 1)
            if mirrored:
                corners[:, [0, 2]] = self.SIDE - corners[:, [2, 0]]
            corners = corners * scale + np.array([box[0], box[1]] * 2, np.float32)
            faces = np.concatenate([corners, scores[seen, None]], 1)
            return faces[np.argsort(-faces[:, 4])]

    def look(self, image, clock):
        seen = [self.see(image, view, self.CANDIDATE, clock) for view in face_views(*image.size)]
        with clock.measure("faces", "postprocess"):
            candidates = single(np.concatenate(seen))[: self.MOST]
        confirmed = [self.confirmed(image, face, clock) for face in candidates]
        confirmed = [f for f in confirmed if f is not None and f[4] >= self.FACE]
        return single(np.array(confirmed, np.float32).reshape(-1, 5))

    def confirmed(self, image, face, clock):
        looks = [face]
        size = np.tile(face[2:4] - face[:2], 2)
        for wide, mirrored in self.LOOKS:
            view = face[:4] + size * (wide - 1) / 2 * np.array([-1, -1, 1, 1])
            again = self.see(image, view, self.REFUSED, clock, mirrored)
            same = np.flatnonzero(iou(face[:4], again[:, :4]) > 0.35)
            if not len(same):
                return None
            looks.append(again[same[0]])
        looks = np.array(looks)
        mean = (looks[:, :4] * looks[:, 4:]).sum(0) / looks[:, 4].sum()
        return np.append(mean, looks[:, 4].mean())


def single(faces):
    """The best of faces that overlap (IoU over 0.3) or lie mostly in a better one."""
    kept = []
    for face in faces[np.argsort(-faces[:, 4])]:
        for k in kept:
            common = np.clip(np.minimum(face[2:4], k[2:4]) - np.maximum(face[:2], k[:2]), 0, None).prod()
            area = np.prod(face[2:4] - face[:2])
            if common > 0.7 * area or common > 0.3 * (area + np.prod(k[2:4] - k[:2]) - common):
                break
        else:
            kept.append(face)
    return np.array(kept, np.float32).reshape(-1, 5)


def face_views(width, height, overlap=0.25):
    """The whole picture, then square tiles: two along the longer side from 450 pixels, three from 1000, four from 2000."""
    longer = max(width, height)
    views = [(0.0, 0.0, float(width), float(height))]
    along = 1 + (longer >= 450) + (longer >= 1000) + (longer >= 2000)
    if along > 1:
        side = longer / (along - (along - 1) * overlap)

        def starts(length):
            if length <= side:
                return [0.0]
            steps = max(1, math.ceil((length - side) / (side * (1 - overlap)) - 0.01))
            return [(length - side) * i / steps for i in range(steps + 1)]

        views += [(x, y, x + side, y + side) for y in starts(height) for x in starts(width)]
    return views


class Emotions:
    """Mini-Xception: three margins in a batch, as they are and mirrored, averaged and weighed by a prior."""

    NAMES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
    PRIOR = np.array([0.6, 0.3, 0.4, 2.0, 0.6, 1.0, 2.5], np.float32)

    def __init__(self, path, threads):
        self.model = Model(path, "emotion", threads)

    def read(self, image, face, clock):
        with clock.measure("emotion", "preprocess"):
            size = np.tile(face[2:4] - face[:2], 2) * np.array([-1, -1, 1, 1])
            crops = np.stack([cut(image, face[:4] + m * size, (64, 64)) for m in (0.0, 0.1, 0.2)])
            grey = crops @ np.array([0.299, 0.587, 0.114], np.float32)
            tensor = (grey / 127.5 - 1).astype(np.float32)[..., None]
        total = self.model.run(tensor, clock)[0].sum(0)
        total = total + self.model.run(np.ascontiguousarray(tensor[:, :, ::-1]), clock)[0].sum(0)
        with clock.measure("emotion", "postprocess"):
            weighed = total * self.PRIOR
            best = int(weighed.argmax())
            return self.NAMES[best], float(weighed[best] / weighed.sum())


class Poses:
    """MoveNet MultiPose on the whole picture at 256; at 512 too where it has the pixels and somebody may be there."""

    LEAST, LARGE_FROM, HINT = 0.2, 480, 0.05

    def __init__(self, path, threads):
        self.model = Model(path, "pose", threads)

    def look(self, image, faces, clock):
        """Per person: box, score, and 17 joints x, y, score."""
        people, is_hinted = [], len(faces) > 0
        for side in (256, 512) if max(image.size) >= self.LARGE_FROM else (256,):
            if side > 256 and not is_hinted:
                break
            with clock.measure("pose", "preprocess"):
                square, scale, _ = padded(image, (0, 0, *image.size), side)
                tensor = square.astype(np.int32)[None]
            rows = self.model.run(tensor, clock)[0][0]
            is_hinted |= bool((rows[:, 55] >= self.HINT).any())
            with clock.measure("pose", "postprocess"):
                for row in rows[rows[:, 55] >= self.LEAST]:
                    joints = row[:51].reshape(17, 3)[:, [1, 0, 2]] * [side * scale, side * scale, 1]
                    box = row[[52, 51, 54, 53]] * side * scale
                    people.append((box, float(row[55]), joints))
        with clock.measure("pose", "postprocess"):
            kept = []
            for pose in sorted(people, key=lambda p: -p[1]):
                if all(iou(pose[0], k[0][None])[0] <= 0.4 for k in kept):
                    kept.append(pose)
            return kept


# --- text --------------------------------------------------------------------------------------------------------


class Reader:
    """PP-OCRv6: a DB probability map, its rectangles straightened, read in batches of similar width."""

    def __init__(self, detector, recogniser, threads):
        self.detector = Model(detector, "ocr-detector", threads)
        self.recogniser = Model(recogniser, "ocr-recogniser", threads)
        names = self.recogniser.session.get_modelmeta().custom_metadata_map["character"].split("\n")
        self.characters = np.array([""] + names + [" "], object)

    def look(self, image, clock):
        with clock.measure("ocr-detector", "preprocess"):
            size = text.detector_size(*image.size)
            pixels = cut(image, (0, 0, *image.size), size)
            tensor = planes(pixels, (127.5,) * 3, (127.5,) * 3, bgr=True)[None]
        probability = self.detector.run(tensor, clock)[0][0, 0]
        with clock.measure("ocr-detector", "postprocess"):
            quads = text.quadrilaterals(probability, *image.size)
        with clock.measure("ocr-recogniser", "preprocess"):
            rgb = np.asarray(image)
            lines = [text.straightened(rgb, quad) for quad, _ in quads]
        readings = [("", 0.0)] * len(lines)
        for width, batch in text.batches([line.shape[1] for line in lines]):
            with clock.measure("ocr-recogniser", "preprocess"):
                tensor = np.zeros((len(batch), 3, text.LINE_HEIGHT, width), np.float32)
                for row, index in enumerate(batch):
                    line = lines[index]
                    tensor[row, :, :, : line.shape[1]] = line[..., ::-1].transpose(2, 0, 1) / 127.5 - 1
            steps = self.recogniser.run(tensor, clock)[0]
            with clock.measure("ocr-recogniser", "postprocess"):
                for index, reading in zip(batch, text.decoded(steps, self.characters)):
                    readings[index] = reading
        return [(quad, words, score) for (quad, _), (words, score) in zip(quads, readings) if words.strip()]
