"""Digits as ink on nothing: MNIST's, drawn by hand, printed, and as a display shows them."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from cnnviz import mnist

FONTS = (
    "DejaVuSans",
    "DejaVuSans-Bold",
    "DejaVuSans-Oblique",
    "DejaVuSansMono",
    "DejaVuSerif",
    "DejaVuSerif-Bold",
    "STIXGeneral",
    "STIXGeneralBol",
    "cmr10",
    "cmss10",
    "cmtt10",
    "cmb10",
)


def arc(x, y, rx, ry, start, end):
    """Return points of an ellipse's arc, in degrees clockwise from three o'clock."""
    angles = np.radians(np.linspace(start, end, max(int(abs(end - start) / 12), 3)))
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


#: For each digit, ways to write it: strokes of points in a unit square, y down.
STYLES: dict[int, list[list[list[tuple[float, float]]]]] = {
    0: [[arc(0.5, 0.5, 0.33, 0.5, -100, 265)], [arc(0.5, 0.5, 0.4, 0.48, -60, 310)]],
    1: [[[(0.5, 0), (0.5, 1)]], [[(0.3, 0.25), (0.55, 0), (0.55, 1)]], [[(0.6, 0), (0.42, 1)]]],
    2: [
        [[*arc(0.5, 0.28, 0.32, 0.28, -170, 40), (0.15, 1), (0.88, 1)]],
        [
            [
                *arc(0.48, 0.25, 0.35, 0.25, -190, 60),
                (0.2, 0.9),
                *arc(0.3, 0.9, 0.1, 0.1, 200, 380),
                (0.9, 0.98),
            ]
        ],
    ],
    3: [
        [arc(0.45, 0.25, 0.33, 0.25, -160, 85) + arc(0.45, 0.73, 0.38, 0.27, -85, 160)],
        [[(0.15, 0.02), (0.8, 0.02), (0.45, 0.4), *arc(0.45, 0.7, 0.36, 0.3, -80, 155)]],
    ],
    4: [
        [[(0.62, 0), (0.1, 0.65), (0.95, 0.65)], [(0.7, 0.35), (0.66, 1)]],
        [[(0.25, 0), (0.15, 0.5), (0.85, 0.5)], [(0.75, 0.02), (0.72, 1)]],
        [[(0.7, 1), (0.7, 0), (0.1, 0.68), (0.95, 0.68)]],
    ],
    5: [
        [[(0.28, 0.03), (0.22, 0.42), *arc(0.45, 0.68, 0.38, 0.31, -130, 150)], [(0.28, 0), (0.85, 0)]],
        [[(0.82, 0.02), (0.28, 0.02), (0.22, 0.45), *arc(0.45, 0.68, 0.38, 0.31, -130, 150)]],
        [[(0.25, 0.1), (0.22, 0.42), *arc(0.45, 0.68, 0.38, 0.31, -130, 150)], [(0.3, 0.0), (0.9, -0.03)]],
    ],
    6: [
        [[(0.7, 0), (0.35, 0.35), *arc(0.48, 0.72, 0.3, 0.28, 200, 560)]],
        [[(0.55, 0), (0.22, 0.5), *arc(0.48, 0.72, 0.32, 0.28, 190, 530)]],
    ],
    7: [
        [[(0.1, 0.02), (0.88, 0.02), (0.4, 1)]],
        [[(0.1, 0.02), (0.88, 0.02), (0.4, 1)], [(0.3, 0.5), (0.85, 0.48)]],
        [[(0.12, 0.15), (0.14, 0.02), (0.88, 0.04), (0.5, 0.5), (0.42, 1)]],
    ],
    8: [
        [arc(0.5, 0.25, 0.26, 0.25, 90, 450) + arc(0.5, 0.74, 0.34, 0.26, -90, 270)],
        [
            arc(0.5, 0.26, 0.28, 0.26, -40, -270)
            + arc(0.5, 0.76, 0.32, 0.24, -90, 190)
            + [(0.45, 0.5), (0.72, 0.1)]
        ],
    ],
    9: [
        [[*arc(0.47, 0.29, 0.31, 0.28, 0, -350), (0.76, 0.3), (0.7, 1)]],
        [[*arc(0.47, 0.27, 0.3, 0.27, 0, -350), (0.77, 0.3), *arc(0.42, 0.72, 0.35, 0.27, -10, 130)]],
    ],
}
#: Which of the seven segments, a to g, shine for each digit.
SEGMENTS = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")


def mnist_digit(random, label, height):
    """Return a bundled digit, enlarged: alpha (h, w) float32 in [0, 1]."""
    image = mnist_images(label)[random.integers(500)]
    rows, columns = np.flatnonzero(image.any(1)), np.flatnonzero(image.any(0))
    image = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].astype(np.float32) / 255
    scale = height / image.shape[0]
    size = (max(2, round(image.shape[1] * scale)), height)
    large = np.asarray(Image.fromarray(image).resize(size, Image.Resampling.BICUBIC))
    if scale < 1.5:
        return large.clip(0, 1)
    return ((ndimage.gaussian_filter(large, scale * 0.35) - 0.25) * 2).clip(0, 1)


@cache
def mnist_images(label):
    images, labels = mnist.bundled()
    return images[labels == label]


def drawn_digit(random, label, height, *, pen=None):
    """Return a digit drawn in one of its styles, by a shaky hand."""
    strokes = STYLES[label][random.integers(len(STYLES[label]))]
    width = height * random.uniform(0.55, 0.8)
    slant, turn = random.uniform(-0.05, 0.3), random.normal(0, 0.06)
    pen = pen or random.uniform(0.05, 0.15)
    thick = max(1.5, pen * height)
    over = 4 if height < 200 else 2
    margin = int(height * 0.5)
    canvas = Image.new("L", (int(width + 2 * margin) * over, int(height + 2 * margin) * over))
    paint = ImageDraw.Draw(canvas)
    for stroke in strokes:
        points = np.array(stroke) + ndimage.gaussian_filter1d(
            random.normal(0, 0.06, (len(stroke), 2)), 2, axis=0
        )
        x = (points[:, 0] - slant * (points[:, 1] - 0.5)) * width
        y = points[:, 1] * height
        x, y = x - turn * y, y + turn * x
        path = [((a + margin) * over, (b + margin) * over) for a, b in zip(x, y, strict=True)]
        paint.line(path, fill=255, width=round(thick * over), joint="curve")
        r = thick * over / 2
        for a, b in path:
            paint.ellipse((a - r, b - r, a + r, b + r), fill=255)
    return _cut(np.asarray(canvas.reduce(over)).astype(np.float32) / 255)


def printed_digit(random, label, height, *, font=None):
    """Return a digit in one of the fonts that matplotlib brings."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    name = font or FONTS[random.integers(len(FONTS))]
    face = ImageFont.truetype(folder / f"{name}.ttf", round(height * 1.35))
    canvas = Image.new("L", (height * 3, height * 3))
    ImageDraw.Draw(canvas).text((height, height // 2), str(label), fill=255, font=face)
    return _cut(np.asarray(canvas).astype(np.float32) / 255)


def display_digit(random, label, height, *, look=(0.13, 0.3, 0.15)):
    """Return a digit of seven segments that do not touch. `look`: the pen, the gap in pens, the slant."""
    thick, gap, slant = look
    width, over = 0.52, 4
    t, g = thick, thick * gap
    left, right, top, middle, bottom = t / 2, width - t / 2, t / 2, 0.5, 1 - t / 2
    ends = {
        "a": ((left, top), (right, top)),
        "b": ((right, top), (right, middle)),
        "c": ((right, middle), (right, bottom)),
        "d": ((left, bottom), (right, bottom)),
        "e": ((left, middle), (left, bottom)),
        "f": ((left, top), (left, middle)),
        "g": ((left, middle), (right, middle)),
    }
    canvas = Image.new("L", (height * over * 2, height * over + 8))
    paint = ImageDraw.Draw(canvas)
    for name in SEGMENTS[label]:
        (x0, y0), (x1, y1) = ends[name]
        length = math.hypot(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        x0, y0, x1, y1 = x0 + dx * g / 2, y0 + dy * g / 2, x1 - dx * g / 2, y1 - dy * g / 2
        h = t / 2
        outline = [
            (x0, y0),
            (x0 + dx * h - dy * h, y0 + dy * h + dx * h),
            (x1 - dx * h - dy * h, y1 - dy * h + dx * h),
            (x1, y1),
            (x1 - dx * h + dy * h, y1 - dy * h - dx * h),
            (x0 + dx * h + dy * h, y0 + dy * h - dx * h),
        ]
        paint.polygon(
            [((x + 0.4 + slant * (0.5 - y)) * height * over, y * height * over) for x, y in outline], fill=255
        )
    return _cut(np.asarray(canvas.reduce(over)).astype(np.float32) / 255)


def _cut(alpha):
    rows, columns = np.flatnonzero((alpha > 0.1).any(1)), np.flatnonzero((alpha > 0.1).any(0))
    return alpha[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
