"""Text around the OCR networks in NumPy: rectangles out of a probability map, straightened lines, CTC decoding."""
import math

import numpy as np

SHORT_SIDE, LONG_SIDE, MAX_UPSCALE = 736, 1440, 3.0
BINARY, BOX_SCORE, UNCLIP, MIN_SIDE, MOST_BOXES = 0.3, 0.5, 1.6, 3.0, 500
LINE_HEIGHT, MAX_ASPECT, TURN_ASPECT, MAX_SAMPLES = 48, 40.0, 1.5, 4
WIDTH_STEP, MIN_WIDTH, MAX_BATCH, MAX_BATCH_WIDTH, MIN_FILL = 32, 160, 8, 2560, 0.7


def detector_size(width, height):
    """What the detector sees: short side 736, bounded, both sides multiples of 32."""
    scale = min(SHORT_SIDE / min(width, height), MAX_UPSCALE, LONG_SIDE / max(width, height))
    return tuple(max(32, round(side * scale / 32) * 32) for side in (width, height))


def runs_of(mask):
    """Row, first and last column of every run of true pixels, row by row."""
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, firsts = np.nonzero(edges == 1)
    lasts = np.nonzero(edges == -1)[1] - 1
    return rows, firsts, lasts


def components(mask):
    """8-connected components, each as indices into the runs; and the runs."""
    rows, firsts, lasts = runs_of(mask)
    parent = list(range(len(rows)))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    starts = np.searchsorted(rows, np.arange(mask.shape[0] + 1))
    for y in range(1, mask.shape[0]):
        above, here = slice(starts[y - 1], starts[y]), slice(starts[y], starts[y + 1])
        if above.start == above.stop or here.start == here.stop:
            continue
        # Runs of a row are sorted: those above that touch a run are one stretch, found by bisection.
        low = np.searchsorted(lasts[above], firsts[here] - 1) + above.start
        high = np.searchsorted(firsts[above], lasts[here] + 1, side="right") + above.start
        for index, (a, b) in enumerate(zip(low.tolist(), high.tolist()), here.start):
            for other in range(a, b):
                p, q = root(index), root(other)
                parent[max(p, q)] = min(p, q)
    groups = {}
    for index in range(len(parent)):
        groups.setdefault(root(index), []).append(index)
    return list(groups.values()), (rows, firsts, lasts)


def hull(points):
    """Convex hull of integer points, monotone chain."""
    points = sorted(set(points))
    if len(points) < 3:
        return points

    def half(sequence):
        chain = []
        for p in sequence:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(points) + half(points[::-1])


def smallest_rectangle(points):
    """Centre, unit axis, extent along it and across it of the smallest rectangle around the points."""
    corners = np.array(hull(points), np.float64)
    sides = np.roll(corners, -1, 0) - corners
    lengths = np.hypot(*sides.T)
    axes = np.where(lengths[:, None] > 0, sides / np.maximum(lengths, 1e-9)[:, None], [1.0, 0.0])
    normals = np.stack([-axes[:, 1], axes[:, 0]], 1)
    u, v = corners @ axes.T, corners @ normals.T
    along, across = np.ptp(u, 0), np.ptp(v, 0)
    best = int(np.argmin(along * across))
    centre = axes[best] * (u[:, best].max() + u[:, best].min()) / 2
    centre = centre + normals[best] * (v[:, best].max() + v[:, best].min()) / 2
    return centre, axes[best], along[best], across[best]


def ordered_corners(centre, axis, along, across):
    """Corners clockwise from the text's top-left: the upper of the two leftmost."""
    normal = np.array([-axis[1], axis[0]])
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    corners = sorted((centre + axis * along / 2 * i + normal * across / 2 * j for i, j in signs), key=lambda p: p[0])
    top_left, bottom_left = sorted(corners[:2], key=lambda p: p[1])
    top_right, bottom_right = sorted(corners[2:], key=lambda p: p[1])
    return np.array([top_left, top_right, bottom_right, bottom_left])


def mean_within(values, quad):
    """Mean over the pixels whose centres lie in the quadrilateral."""
    limit = np.array(values.shape[::-1]) - 1
    x1, y1 = np.clip(np.floor(quad.min(0)), 0, limit).astype(int)
    x2, y2 = np.clip(np.ceil(quad.max(0)), 0, limit).astype(int)
    xs, ys = np.arange(x1, x2 + 1), np.arange(y1, y2 + 1)[:, None]
    inside = np.ones((len(ys), len(xs)), bool)
    for a, b in zip(quad, np.roll(quad, -1, 0)):
        inside &= (b[0] - a[0]) * (ys - a[1]) - (b[1] - a[1]) * (xs - a[0]) >= -1e-3
    part = values[y1 : y2 + 1, x1 : x2 + 1][inside]
    return float(part.mean()) if part.size else 0.0


def quadrilaterals(probability, width, height):
    """The lines of a probability map: corners in image pixels, and the score."""
    above = probability > BINARY
    mask = above.copy()
    mask[:, 1:] |= above[:, :-1]
    mask[1:] |= above[:-1]
    mask[1:, 1:] |= above[:-1, :-1]
    scale = np.array([width / probability.shape[1], height / probability.shape[0]])
    groups, (rows, firsts, lasts) = components(mask)
    found = []
    for group in groups:
        ys = rows[group].tolist()
        points = list(zip(firsts[group].tolist(), ys)) + list(zip(lasts[group].tolist(), ys))
        centre, axis, along, across = smallest_rectangle(points)
        if min(along, across) < MIN_SIDE:
            continue
        score = mean_within(probability, ordered_corners(centre, axis, along, across))
        if score < BOX_SCORE:
            continue
        grow = along * across * UNCLIP / (along + across)
        quad = ordered_corners(centre, axis, along + grow, across + grow) * scale
        found.append((along * across, np.clip(quad, 0, [width, height]), score))
    found.sort(key=lambda f: -f[0])
    return [(quad, score) for _, quad, score in found[:MOST_BOXES]]


def straightened(rgb, quad):
    """The quadrilateral at height 48, width by its aspect, [48, width, 3] in 0..255; tall lines are turned left."""
    across = max(np.hypot(*(quad[1] - quad[0])), np.hypot(*(quad[2] - quad[3])))
    down = max(np.hypot(*(quad[3] - quad[0])), np.hypot(*(quad[2] - quad[1])))
    if down >= TURN_ASPECT * across:
        quad, across, down = quad[[1, 2, 3, 0]], down, across
    width = max(8, math.ceil(LINE_HEIGHT * min(across / max(down, 1.0), MAX_ASPECT)))
    samples = int(np.clip(math.ceil(down / LINE_HEIGHT), 1, MAX_SAMPLES))
    quad = quad.astype(np.float32)
    u = ((np.arange(width * samples, dtype=np.float32) + 0.5) / (width * samples))[None, :, None]
    v = ((np.arange(LINE_HEIGHT * samples, dtype=np.float32) + 0.5) / (LINE_HEIGHT * samples))[:, None, None]
    at = (1 - v) * ((1 - u) * quad[0] + u * quad[1]) + v * ((1 - u) * quad[3] + u * quad[2]) - 0.5
    # Only the part of the picture that is needed becomes float.
    limit = np.array([rgb.shape[1] - 1, rgb.shape[0] - 1])
    low = np.clip(np.floor(quad.min(0) - 1), 0, limit).astype(int)
    high = np.clip(np.ceil(quad.max(0) + 1), 0, limit).astype(int)
    part = rgb[low[1] : high[1] + 1, low[0] : high[0] + 1].astype(np.float32)
    at = np.clip(at, 0, limit.astype(np.float32)) - low.astype(np.float32)
    first = at.astype(np.int32)
    share = at - first
    x0, y0 = first[..., 0], first[..., 1]
    x1, y1 = np.minimum(x0 + 1, part.shape[1] - 1), np.minimum(y0 + 1, part.shape[0] - 1)
    fx, fy = share[..., :1], share[..., 1:]
    top = part[y0, x0] * (1 - fx) + part[y0, x1] * fx
    bottom = part[y1, x0] * (1 - fx) + part[y1, x1] * fx
    line = top * (1 - fy) + bottom * fy
    return line.reshape(LINE_HEIGHT, samples, width, samples, 3).mean((1, 3)) if samples > 1 else line


def batches(widths):
    """(padded width, indices) of lines of similar width, widest first."""
    found = []
    for index in sorted(range(len(widths)), key=lambda i: -widths[i]):
        width = math.ceil(max(widths[index], MIN_WIDTH) / WIDTH_STEP) * WIDTH_STEP
        last, lines = found[-1] if found else (0, [])
        fits = len(lines) < MAX_BATCH and (len(lines) + 1) * last <= MAX_BATCH_WIDTH
        if lines and fits and width >= MIN_FILL * last:
            lines.append(index)
        else:
            found.append((width, [index]))
    return found


def decoded(steps, characters):
    """Greedy CTC over [lines, steps, classes]: text and mean probability of its characters."""
    best = steps.argmax(2)
    most = np.take_along_axis(steps, best[..., None], 2)[..., 0]
    kept = best != 0
    kept[:, 1:] &= best[:, 1:] != best[:, :-1]
    return [
        ("".join(characters[line[keep]]), float(score[keep].mean()) if keep.any() else 0.0)
        for line, keep, score in zip(best, kept, most)
    ]
