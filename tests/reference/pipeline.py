#!/usr/bin/env python3
"""The same work as `dce caption`, in Python: what a researcher would write with onnxruntime, Pillow and NumPy.

    python3 tests/reference/pipeline.py --models DIR [--threads N] [--workers N] [--repeat N] [--json] PHOTO...

DIR is the model store's folder (`dce models list` names it), or any folder with `<card id>.onnx` files. Per photograph:
decode, both detectors with tiles, the classifier over windows with class activation maps, regions grouped, the
classifier on their crops, faces confirmed by closer looks, poses, text found and read, names, emotions, geometric depth
with a guided filter, colours, relations, a caption; a record and a depth map are written where --out says.

Printed per photograph and in total: milliseconds of decoding, preprocessing, session runs and postprocessing per part,
how often models ran, images per second without start-up, CPU seconds and peak memory. With --workers photographs are
looked at side by side (threads that share the sessions; onnxruntime, Pillow and NumPy release the interpreter's lock
while they compute). `tests/reference/compare.py` runs this against the program.
"""
import argparse
import json
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

import pipeline_models as models
import pipeline_scene as scene
from pipeline_models import Clock

STEPS = ("preprocess", "run", "postprocess")


def model_file(folder, card):
    """The ONNX file of a card, as the store keeps it (converted or as fetched) or by its plain name."""
    for pattern in (f"{card}.onnx", f"converted/{card}*.onnx", f"converted/{card}/*.onnx", f"models/{card}/*.onnx"):
        for path in sorted(Path(folder).glob(pattern)):
            return str(path)
    sys.exit(f"{folder}: no ONNX file for {card}; run `dce models fetch`, or name the store's folder")


class Pipeline:
    """All models, opened once."""

    def __init__(self, folder, threads):
        def file(card):
            return model_file(folder, card)

        self.nanodet = models.Detector(file("nanodet"), "nanodet", threads, 416, 4)
        self.centernet = models.Detector(file("centernet"), "centernet", threads, 512, 1)
        self.classifier = models.Classifier(file("efficientnet-lite2"), threads)
        self.faces = models.Faces(file("blazeface-back"), threads)
        self.emotions = models.Emotions(file("emotion"), threads)
        self.poses = models.Poses(file("movenet-multipose"), threads)
        self.reader = models.Reader(file("ppocrv6-det"), file("ppocrv6-rec"), threads)
        self.names, self.depth = scene.Names(), scene.Depth()

    def look(self, path, out=None):
        """Everything about one photograph, and the time it took."""
        clock = Clock()
        with clock.measure("decode", "preprocess"):
            with Image.open(path) as opened:
                image = ImageOps.exif_transpose(opened).convert("RGB")
                image.load()
        found = [self.nanodet.look(image, clock), self.centernet.look(image, clock)]
        seen = self.classifier.windows(image, clock)
        faces = self.faces.look(image, clock)
        poses = self.poses.look(image, faces, clock)
        lines = self.reader.look(image, clock)
        regions = self.regions(image, found, seen, clock)
        self.faces_of(image, regions, faces, clock)
        with clock.measure("depth", "postprocess"):
            depth, near = self.depth.look(image, regions)
        with clock.measure("colour", "postprocess"):
            rgb = np.asarray(image)
            for region, nearness in zip(regions, near):
                region["near"], region["colour"] = nearness, scene.colour(rgb, region["box"])
        with clock.measure("relate and fuse", "postprocess"):
            said = scene.relations(regions, *image.size)
            text = scene.caption(regions, said, lines)
        record = {
            "image": str(path),
            "size": image.size,
            "regions": [{**r, "box": [round(float(v), 2) for v in r["box"]]} for r in regions],
            "faces": np.round(faces, 3).tolist(),
            "poses": [{"score": s, "joints": np.round(j, 2).tolist()} for _, s, j in poses],
            "texts": [{"text": t, "score": s, "quad": np.round(q, 1).tolist()} for q, t, s in lines],
            "relations": said,
            "caption": text,
        }
        if out:
            with clock.measure("write", "postprocess"):
                name = Path(path).stem
                (out / f"{name}.json").write_text(json.dumps(record, indent=1), "utf-8")
                levels = (depth.astype(np.float32) * 65535).astype(np.uint16)
                Image.fromarray(levels).save(out / f"{name}.depth.png")
        return record, clock

    def regions(self, image, found, seen, clock):
        """Detections and windows grouped into regions, their crops read, each named where that is sure enough."""
        with clock.measure("group", "postprocess"):
            boxes = [np.pad(f, ((0, 0), (0, 1))) for f in found]
            boxes.append(np.pad(seen, ((0, 0), (0, 1)), constant_values=1))
            boxes = np.concatenate(boxes)
            leaders, groups = scene.grouped(boxes)
        whole = self.classifier.whole(image, clock)
        crops = self.classifier.crops(image, leaders, clock)
        regions = []
        with clock.measure("name", "postprocess"):
            for leader, group, crop in zip(leaders, groups, crops):
                name, fine, score = self.names.of(scene.detected(boxes, group), crop)
                if score >= scene.ASSERT:
                    regions.append({"box": leader, "name": name, "fine": fine, "score": score})
            if not regions and whole.max() > 0.5:
                name = self.names.classes[int(whole.argmax())]
                box = np.array([0, 0, *image.size], np.float32)
                regions.append({"box": box, "name": name, "fine": None, "score": float(whole.max())})
        return regions

    def faces_of(self, image, regions, faces, clock):
        """Emotions of faces that lie in a person's box."""
        for face in faces:
            centre = (face[:2] + face[2:4]) / 2
            for region in regions:
                box = region["box"]
                inside = box[0] <= centre[0] <= box[2] and box[1] <= centre[1] <= box[3]
                if region["name"] == "person" and inside and "emotion" not in region and face[2] - face[0] >= 16:
                    region["emotion"] = self.emotions.read(image, face, clock)
                    break


def print_times(title, clock, photographs):
    """Milliseconds per photograph and part."""
    print(f"{title:24} {'preprocess':>10} {'run':>8} {'post':>8} {'runs':>6}")
    totals = dict.fromkeys(STEPS, 0.0)
    for part, steps in clock.seconds.items():
        ms = [steps[s] * 1000 / photographs for s in STEPS]
        for step, value in zip(STEPS, ms):
            totals[step] += value
        print(f"  {part:22} {ms[0]:10.1f} {ms[1]:8.1f} {ms[2]:8.1f} {clock.runs[part] / photographs:6.1f}")
    runs = sum(clock.runs.values()) / photographs
    print(f"  {'all':22} {totals['preprocess']:10.1f} {totals['run']:8.1f} {totals['postprocess']:8.1f} {runs:6.1f}")


def resident_mib():
    """Memory in use now, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return float("nan")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photographs", nargs="+", type=Path)
    parser.add_argument("--models", required=True, help="the model store's folder, or one with <card id>.onnx")
    parser.add_argument("--threads", type=int, default=1, help="threads within an operator")
    parser.add_argument("--workers", type=int, default=1, help="photographs at once")
    parser.add_argument("--repeat", type=int, default=1, help="go through the photographs so often")
    parser.add_argument("--out", type=Path, help="folder of the records and depth maps")
    parser.add_argument("--json", action="store_true", help="print one JSON line with the figures instead")
    arguments = parser.parse_args()
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)

    begun = time.perf_counter()
    pipeline = Pipeline(arguments.models, arguments.threads)
    start_up = time.perf_counter() - begun
    paths = arguments.photographs * arguments.repeat
    total, resident = Clock(), []
    begun, cpu = time.perf_counter(), time.process_time()

    def look(path):
        record, clock = pipeline.look(path, arguments.out)
        resident.append(round(resident_mib(), 1))
        return path, record, clock

    with ThreadPoolExecutor(arguments.workers) as pool:
        for path, record, clock in pool.map(look, paths):
            total.add(clock)
            if not arguments.json:
                print_times(path.name, clock, 1)
                print(f"  {record['caption']}\n")
    wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
    figures = {
        "images": len(paths),
        "start_up_s": round(start_up, 3),
        "wall_s": round(wall, 3),
        "cpu_s": round(cpu, 3),
        "images_per_s": round(len(paths) / wall, 4),
        "run_s": round(sum(s["run"] for s in total.seconds.values()), 3),
        "model_runs": sum(total.runs.values()),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "resident_mib": resident,
    }
    if arguments.json:
        print(json.dumps(figures))
    else:
        print_times(f"mean of {len(paths)}", total, len(paths))
        print(*(f"{k} {v}" for k, v in figures.items() if k != "resident_mib"), sep="\n")


if __name__ == "__main__":
    main()
