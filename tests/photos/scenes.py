"""Photographs, scans and screenshots with digits on them, made by a seed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

#: A part with less than this share of a digit's ink is a speck beside it, and not in its box.
SPECK = 0.05


@dataclass(eq=False)
class Photo:
    """A picture (h, w, 3) float32 in [0, 1], and its digits in reading order."""

    name: str
    picture: np.ndarray
    labels: list[int]
    boxes: Sequence[tuple[int, ...]]


class Sheet:
    """Something that can be written on: its colour, its ink, and which digit is where."""

    def __init__(self, random, height, width, colour=(0.9, 0.9, 0.88)):
        self.random = random
        self.ink = np.zeros((height, width), np.float32)
        self.ids = np.zeros((height, width), np.uint8)
        self.colours = np.ones((height, width, 3), np.float32) * np.array(colour, np.float32)
        self.labels = []

    @property
    def shape(self):
        return self.ink.shape

    def put(self, label, alpha, top, left):
        """Write a digit; its place may lie partly outside."""
        top, left = round(top), round(left)
        h, w = alpha.shape
        height, width = self.shape
        a, b, c, d = max(top, 0), max(left, 0), min(top + h, height), min(left + w, width)
        part = alpha[a - top : c - top, b - left : d - left]
        view = self.ink[a:c, b:d]
        np.maximum(view, part, out=view)
        self.labels.append(label)
        self.ids[a:c, b:d][_without_specks(part > 0.3)] = len(self.labels)

    def row(self, write, labels, height, *, top, left, gap=(0.35, 0.8), wobble=0.12):
        """Write digits from left to right, with gaps in heights, as many as there is room for."""
        x = left
        for label in labels:
            size = round(height * self.random.uniform(1 - wobble, 1 + wobble))
            alpha = write(self.random, label, size)
            if x > left and x + alpha.shape[1] > self.shape[1]:
                break  # Cut by the edge of the sheet, it could not be read by anybody.
            self.put(label, alpha, top + self.random.normal(0, wobble / 2) * height + (height - size) / 2, x)
            x += alpha.shape[1] + height * self.random.uniform(*gap)
        return x

    def in_window(self, rim, bar, *, colour, all_around):
        """Put a window's rim and bar around what is written; nothing is under them."""
        other = rim if all_around else 0
        around = (rim + bar, other), (rim, other)
        self.ink, self.ids = np.pad(self.ink, around), np.pad(self.ids, around)
        page, self.colours = self.colours, np.ones((*self.shape, 3), np.float32) * np.float32(colour)
        self.colours[rim + bar :, rim:][: page.shape[0], : page.shape[1]] = page
        self.colours[rim : rim + bar] = (0.8, 0.8, 0.82)

    def photo(self, name, colour, *, turn=0.0, light=None, blur=0.0, noise=0.0, jpeg=None):
        """Return what a camera sees: the ink in its colour on the paper, in the light."""
        shown = self.colours * (1 - self.ink[..., None]) + self.ink[..., None] * np.array(colour, np.float32)
        ids = self.ids
        if turn:
            shown = _turned(shown, turn)
            ids = np.asarray(Image.fromarray(ids).rotate(turn, Image.Resampling.NEAREST))
        if light is not None:
            shown = shown * light[..., None]
        if blur:
            shown = ndimage.gaussian_filter(shown, (blur, blur, 0))
        if noise:
            shown = shown + self.random.normal(0, noise, shown.shape)
        shown = np.clip(shown, 0, 1).astype(np.float32)
        if jpeg:
            shown = as_jpeg(shown, jpeg)
        found = ndimage.find_objects(ids, len(self.labels))
        boxes = [(a.start, b.start, a.stop, b.stop) for a, b in found]
        return Photo(name, shown, list(self.labels), boxes)


def _without_specks(ink):
    """Return a mask without its small parts: a scan of MNIST has specks far beside some digits."""
    labels, n = ndimage.label(ink, np.ones((3, 3)))
    areas = np.bincount(labels[ink], minlength=n + 1)
    return (areas >= SPECK * ink.sum())[labels] & ink


def as_jpeg(picture, quality):
    data = io.BytesIO()
    Image.fromarray((picture * 255 + 0.5).astype(np.uint8)).save(data, "JPEG", quality=quality)
    return np.asarray(Image.open(data)).astype(np.float32) / 255


def _turned(picture, degrees):
    margin = max(picture.shape) // 4
    padded = np.pad(picture, ((margin, margin), (margin, margin), (0, 0)), mode="reflect")
    image = Image.fromarray((padded.clip(0, 1) * 255 + 0.5).astype(np.uint8))
    turned = np.asarray(image.rotate(degrees, Image.Resampling.BICUBIC)).astype(np.float32) / 255
    return turned[margin:-margin, margin:-margin]


# Light


def slanting(random, height, width):
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
    angle = random.uniform(0, 2 * np.pi)
    return (0.75 + random.uniform(0.1, 0.45) * (across * np.cos(angle) + down * np.sin(angle))).astype(
        np.float32
    )


def shadow(random, height, width, *, edge=None):
    """A shadow's straight edge across the sheet, `edge` pixels soft."""
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
    angle = random.uniform(0, 2 * np.pi)
    side = (across * np.cos(angle) + down * np.sin(angle)) > random.uniform(-0.2, 0.2)
    soft = ndimage.gaussian_filter(side.astype(np.float32), random.uniform(0.5, 12) if edge is None else edge)
    return random.uniform(0.4, 0.65) * (1 - soft) + 0.95 * soft


def even(random, height, width):
    return np.full((height, width), random.uniform(0.7, 1), np.float32)


def any_light(random, height, width):
    return (slanting, shadow, even)[random.integers(3)](random, height, width)


# Papers


def ruled(sheet, step, *, colour=(0.55, 0.65, 0.85), thick=2, offset=0):
    for top in range(offset, sheet.shape[0], step):
        sheet.colours[top : top + thick] = colour


def checked(sheet, step, *, colour=(0.6, 0.7, 0.85), thick=2):
    ruled(sheet, step, colour=colour, thick=thick)
    for left in range(0, sheet.shape[1], step):
        sheet.colours[:, left : left + thick] = colour


def boxes(sheet, places, *, colour=(0.1, 0.1, 0.1), thick=3):
    """Draw frames (top, left, bottom, right)."""
    image = Image.fromarray((sheet.colours * 255).astype(np.uint8))
    paint = ImageDraw.Draw(image)
    for top, left, bottom, right in places:
        paint.rectangle(
            (left, top, right, bottom), outline=tuple(round(255 * c) for c in colour), width=thick
        )
    sheet.colours = np.asarray(image).astype(np.float32) / 255


def grain(random, shape, size=1.0):
    noise = ndimage.gaussian_filter(random.normal(0, 1, shape), size)
    return (noise / noise.std()).astype(np.float32)
