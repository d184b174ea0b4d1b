#!/usr/bin/env python3
"""Validate tests/truth/*.json and assets/photographs.json (standard library only).

    python3 tests/reference/check_truth.py

Prints every problem, then a summary by half and subject; exit code 1 if there was a problem.
It checks form and references, not whether a fact is true: that was judged by eye.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PHOTOGRAPHS = ROOT / "assets" / "photographs.json"
TRUTH = ROOT / "tests" / "truth"

HALVES = ("tune", "score")
EMOTIONS = {"angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"}
COLOURS = {"black", "white", "grey", "red", "orange", "yellow", "green", "blue", "purple", "pink", "brown"}
VERBS = {
    "holding", "riding", "sitting on", "wearing", "kicking", "throwing", "carrying", "standing on", "looking at",
    "catching", "eating", "drinking", "reading", "pushing", "pulling", "using", "leaning on", "lying on",
}
TRUTH_KEYS = {
    "photo", "scene", "objects", "counts", "text", "emotion", "p2o", "nearer", "fine", "colour", "notes",
}
PHOTO_KEYS = {"id", "source", "sha256", "size", "licence", "half", "subjects"}
SHA256 = re.compile(r"[0-9a-f]{64}")


def main():
    photographs = json.loads(PHOTOGRAPHS.read_text(encoding="utf-8"))
    problems = list(check_photographs(photographs))
    truths = {path.stem: path for path in sorted(TRUTH.glob("*.json"))}
    known = {photo["id"]: photo for photo in photographs}
    problems += [f"{i}: no truth file" for i in known if i not in truths]
    for name, path in truths.items():
        if name not in known:
            problems.append(f"{name}: not in photographs.json")
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        problems += [f"{name}: {p}" for p in check_truth(truth, known[name])]
    for problem in problems:
        print(problem)
    print_summary(photographs, truths)
    return 1 if problems else 0


def check_photographs(photographs):
    """Each photograph is pinned and has a half; each subject has about as many in both halves."""
    for name, count in Counter(photo["id"] for photo in photographs).items():
        if count > 1:
            yield f"{name}: listed {count} times"
    for name, count in Counter(photo["sha256"] for photo in photographs).items():
        if count > 1:
            yield f"sha256 {name[:12]}: listed {count} times"
    for photo in photographs:
        name = photo.get("id", "?")
        if missing := PHOTO_KEYS - photo.keys():
            yield f"{name}: missing {sorted(missing)}"
            continue
        if not SHA256.fullmatch(photo["sha256"]):
            yield f"{name}: sha256 is not 64 hex digits"
        if photo["half"] not in HALVES:
            yield f"{name}: half {photo['half']!r}"
        if not photo["licence"].strip():
            yield f"{name}: empty licence"
        if not is_source(photo["source"]):
            yield f"{name}: source is not pinned"
        if len(photo["size"]) != 2 or min(photo["size"]) <= 0:
            yield f"{name}: size {photo['size']}"
    by_subject = count_by_subject(photographs)
    for subject, halves in by_subject.items():
        counts = [halves[half] for half in HALVES]
        if sum(counts) > 1 and (min(counts) == 0 or max(counts) - min(counts) > 3):
            yield f"subject {subject}: uneven halves {dict(halves)}"


def is_source(source):
    if not source.get("path") or source["path"].startswith("/"):
        return False
    if "pypi" in source:
        return re.fullmatch(r"[\w.-]+==[\w.]+", source["pypi"]) is not None
    return bool(source.get("deb")) and bool(source.get("version"))


def check_truth(truth, photo):
    if truth.keys() != TRUTH_KEYS:
        yield f"keys differ: {sorted(truth.keys() ^ TRUTH_KEYS)}"
        return
    if truth["photo"] != photo["id"]:
        yield f"photo is {truth['photo']!r}"
    yield from check_names("scene", truth["scene"])
    objects = {}
    for position, thing in enumerate(truth["objects"], start=1):
        where = f"object {thing.get('id')}"
        if thing.get("id") != position:
            yield f"{where}: ids must be 1, 2, 3 …"
        if extra := thing.keys() - {"id", "name", "also", "box", "mention", "crowd"}:
            yield f"{where}: unknown {sorted(extra)}"
        yield from check_names(where, [thing.get("name", ""), *thing.get("also", [])])
        if not isinstance(thing.get("mention"), bool):
            yield f"{where}: mention must be true or false"
        yield from check_box(where, thing.get("box"), photo["size"])
        objects[thing["id"]] = thing
    for name, count in truth["counts"].items():
        yield from check_count(name, count, truth["objects"])
    for line in truth["text"]:
        if not line["text"].strip():
            yield "text: empty line"
        yield from check_box(f"text {line['text']!r}", line["box"], photo["size"])
    yield from check_relations(truth, objects)


def check_relations(truth, objects):
    """Every fact about an object must point to one that is boxed."""
    for fact in truth["emotion"]:
        accepted = fact["emotion"] if isinstance(fact["emotion"], list) else [fact["emotion"]]
        if not accepted or not set(accepted) <= EMOTIONS:
            yield f"emotion {accepted}"
        if not is_person(objects.get(fact["object"])):
            yield f"emotion: object {fact['object']} is no person"
    for fact in truth["p2o"]:
        if fact["verb"] not in VERBS:
            yield f"p2o: verb {fact['verb']!r}"
        if not is_person(objects.get(fact["person"])):
            yield f"p2o: object {fact['person']} is no person"
        if fact["object"] not in objects or fact["object"] == fact["person"]:
            yield f"p2o: object {fact['object']}"
    pairs = [tuple(pair) for pair in truth["nearer"]]
    for near, far in pairs:
        if near not in objects or far not in objects or near == far:
            yield f"nearer: {near}, {far}"
        if (far, near) in pairs:
            yield f"nearer: {near}, {far} both ways"
    for fact in truth["fine"]:
        yield from check_names("fine", [fact["name"], *fact.get("also", [])])
        if fact["object"] not in objects:
            yield f"fine: object {fact['object']}"
    for fact in truth["colour"]:
        if fact["colour"] not in COLOURS:
            yield f"colour {fact['colour']!r}"
        if fact["object"] not in objects:
            yield f"colour: object {fact['object']}"


def check_names(where, names):
    for name in names:
        if not isinstance(name, str) or not name.strip() or name != name.strip():
            yield f"{where}: name {name!r}"
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{where}: {name!r} twice"


def check_box(where, box, size):
    width, height = size
    if not isinstance(box, list) or len(box) != 4:
        yield f"{where}: box {box}"
        return
    x1, y1, x2, y2 = box
    if not (0 <= x1 < x2 <= width and 0 <= y1 < y2 <= height):
        yield f"{where}: box {box} leaves the image {width} × {height}"


def check_count(name, count, objects):
    """A count equals the boxes of that name (of that `also`, where no name is it); a crowd box forbids it."""
    named = [o for o in objects if o["name"] == name] or [o for o in objects if name in o.get("also", [])]
    if any(o.get("crowd") for o in named):
        yield f"count {name}: a crowd cannot be counted"
    elif len(named) != count:
        yield f"count {name}: says {count}, {len(named)} boxed"


def is_person(thing):
    return thing is not None and thing["name"] == "person"


def count_by_subject(photographs):
    by_subject = {}
    for photo in photographs:
        for subject in photo.get("subjects", []):
            by_subject.setdefault(subject, Counter())[photo.get("half")] += 1
    return by_subject


def print_summary(photographs, truths):
    totals = Counter()
    for path in truths.values():
        truth = json.loads(path.read_text(encoding="utf-8"))
        totals["objects"] += len(truth["objects"])
        totals["to mention"] += sum(o["mention"] for o in truth["objects"])
        for key in ("counts", "text", "emotion", "p2o", "nearer", "fine", "colour"):
            totals[key] += len(truth[key])
    halves = Counter(photo["half"] for photo in photographs)
    print(f"{len(photographs)} photographs, " + ", ".join(f"{h} {halves[h]}" for h in HALVES))
    for subject, counts in sorted(count_by_subject(photographs).items()):
        print(f"  {subject:<10} " + "  ".join(f"{h} {counts[h]}" for h in HALVES))
    print("facts: " + ", ".join(f"{name} {count}" for name, count in totals.items()))


if __name__ == "__main__":
    sys.exit(main())
