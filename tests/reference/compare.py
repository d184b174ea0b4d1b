#!/usr/bin/env python3
"""`dce caption` against tests/reference/pipeline.py on the same photographs: throughput, peak memory, flatness.

    cargo build --release
    python3 tests/reference/compare.py --models DIR [--dce target/release/dce] [--threads N] [--rounds 5] PHOTO...

DIR is the model store's folder. Prints four things; any can be left out with --skip speed,large,flat.
- speed: both run by turns over the same photographs, `--rounds` times. Seconds per photograph without start-up (the slope
  between running over them once and thrice, so that loading models and libraries cancels out), images per second, and the
  ratio dce / Python as min, median, max over the rounds. Python runs as `--threads N` within an operator, and again as N
  photographs at once with a thread each, which is how dce runs many photographs: both ratios are printed.
- large: peak memory on one photograph of 12 megapixels, which is made here by enlarging the first one.
- flat: memory in use after 20 and after 200 photographs in one run.
Wall-clock ratios want an otherwise idle machine; the CPU seconds beside them are less shy.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent


def ran(command, watch=None):
    """Runs a command: wall seconds, CPU seconds, peak MiB, its output. `watch(pid)` is called ten times a second."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    done = threading.Event()

    def watching():
        while not done.wait(0.1):
            watch(child.pid)

    if watch:
        threading.Thread(target=watching, daemon=True).start()
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)  # wait4 has reaped it: Popen must not look for it again
    done.set()
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command[:4]))} … ended with {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def dce(a, photographs, out, threads=None):
    threads = threads or a.threads
    return [a.dce, "caption", "--again", "--threads", str(threads), "--out", out, *map(str, photographs)]


def python(a, photographs, out, workers):
    threads = a.threads if workers == 1 else 1
    return [
        sys.executable, HERE / "pipeline.py", "--models", a.models, "--threads", str(threads),
        "--workers", str(workers), "--json", "--out", out, *map(str, photographs),
    ]  # fmt: skip


def copies(photographs, times, folder):
    """The photographs under `times` names each: the program looks at a file once, however often it is named."""
    links = []
    for i in range(times):
        for photograph in photographs:
            link = folder / f"{photograph.stem}-{i:03}{photograph.suffix}"
            if not link.exists():
                link.symlink_to(photograph.resolve())
            links.append(link)
    return links


def per_photograph(command, few, many):
    """Wall and CPU seconds per photograph beyond start-up, and the peak of the longer run."""
    short, long = ran(command(few)), ran(command(many))
    extra = len(many) - len(few)
    return (long[0] - short[0]) / extra, (long[1] - short[1]) / extra, long[2]


def speed(a, folder):
    few, many = copies(a.photographs, 1, folder), copies(a.photographs, 3, folder)
    out = str(folder / "out")
    runners = {
        "dce": lambda p: dce(a, p, out),
        f"Python, {a.threads} threads": lambda p: python(a, p, out, 1),
        f"Python, {a.threads} at once": lambda p: python(a, p, out, a.threads),
    }
    if a.threads == 1:
        runners.popitem()
    rounds = [{name: per_photograph(command, few, many) for name, command in runners.items()} for _ in range(a.rounds)]
    print(f"speed: {len(few)} photographs, {a.threads} threads, {a.rounds} rounds, medians")
    for name in runners:
        wall, cpu, peak = (statistics.median(r[name][i] for r in rounds) for i in range(3))
        print(f"  {name:22} {1 / wall:6.2f} images/s  {wall * 1000:7.0f} ms wall  {cpu * 1000:7.0f} ms CPU  {peak:6.0f} MiB peak")
    for name in list(runners)[1:]:
        for i, what in enumerate(("throughput", "CPU time")):
            ratios = sorted(r[name][i] / r["dce"][i] for r in rounds)
            median = statistics.median(ratios)
            print(f"  {what}, dce / {name}: min {ratios[0]:.2f}  median {median:.2f}  max {ratios[-1]:.2f}")


def large(a, folder):
    path = folder / "large.jpg"
    Image.open(a.photographs[0]).convert("RGB").resize((4000, 3000), Image.Resampling.BICUBIC).save(path, quality=92)
    out = str(folder / "out")
    print("large: one photograph of 4000 × 3000")
    for name, command in (("dce", dce(a, [path], out)), ("Python", python(a, [path], out, 1))):
        wall, cpu, peak, _ = ran(command)
        print(f"  {name:8} {peak:6.0f} MiB peak  {wall:5.1f} s with start-up  {cpu:5.1f} s CPU")
    several = copies([path], 2 * a.threads, folder)
    print(f"  dce, {len(several)} of them: {ran(dce(a, several, out))[2]:.0f} MiB peak")


def flat(a, folder):
    """Resident memory when so many records are written; the records say how far the program is."""
    out = folder / "flat"
    out.mkdir()
    many = copies(a.photographs, -(-200 // len(a.photographs)), folder)[:200]
    seen = []

    def watch(pid):
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            return
        seen.append((len(list(out.glob("*.json"))), pages * resource.getpagesize() / 2**20))

    peak = ran(dce(a, many, str(out)), watch)[2]

    def at(n):
        around = [mib for done, mib in seen if abs(done - n) <= 5]
        return statistics.median(around) if around else float("nan")

    print(f"flat: dce over 200 photographs: {at(20):.0f} MiB after 20, {at(100):.0f} after 100, {at(194):.0f} near the end; peak {peak:.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photographs", nargs="+", type=Path)
    parser.add_argument("--models", required=True, help="the model store's folder")
    parser.add_argument("--dce", default="target/release/dce")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--skip", default="", help="speed, large, flat")
    arguments = parser.parse_args()
    for part in (speed, large, flat):
        if part.__name__ not in arguments.skip.split(","):
            with tempfile.TemporaryDirectory() as folder:
                part(arguments, Path(folder))
                sys.stdout.flush()


if __name__ == "__main__":
    main()
