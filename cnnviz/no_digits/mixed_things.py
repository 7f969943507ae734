"""Pictures of things that are no digits, prepared in the same ways as digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image

from cnnviz.data_sets import Labels, Pictures
from cnnviz.digits.prepared import SIZE
from cnnviz.digits.preparing import trimmed
from cnnviz.errors import DataError
from cnnviz.handwriting.as_drawn import as_drawn
from cnnviz.handwriting.elastic import elastic
from cnnviz.handwriting.inked import Digit, as_bytes, by_pen, from_ink
from cnnviz.handwriting.mixture import in_ink
from cnnviz.no_digits import patches
from cnnviz.no_digits.altered import altered
from cnnviz.no_digits.glyphs import LETTERS, SIGNS, drawn
from cnnviz.no_digits.in_photographs import VIEWS, marks_in
from cnnviz.no_digits.kinds_of_things import Things
from cnnviz.no_digits.letters import written
from cnnviz.no_digits.seen import ink_in, part_of, seen
from cnnviz.no_digits.shapes import shape

#: The share of the characters from fonts that are signs.
SHARE_OF_SIGNS = 0.1
#: The share of the characters that are ink on nothing, and not in a photograph.
IN_INK = 0.7
#: What is more than so many times as high as it is wide may be a 1.
SLENDER = 2.5

DIGITS = "0123456789"


@dataclass(frozen=True, eq=False)
class Material:
    """What pictures are made of: kinds of things, and digits to alter, (n, 28, 28) uint8 with labels (n,)."""

    things: Things
    digits: Pictures
    labels: Labels


Kind = TypeVar("Kind")


def _one(kinds: Sequence[Kind], rng: np.random.Generator) -> Kind:
    return kinds[int(rng.integers(len(kinds)))]


def letter(material: Material, rng: np.random.Generator) -> Digit:
    """Return a letter as somebody draws it."""
    return in_ink(as_drawn(written(_one(material.things.letters, rng), rng), rng), rng)


def figure(material: Material, rng: np.random.Generator) -> Digit:
    """Return a shape as somebody draws it."""
    return in_ink(as_drawn(shape(_one(material.things.shapes, rng), rng), rng), rng)


def icon(material: Material, rng: np.random.Generator) -> Digit:
    """Return an icon as somebody draws it."""
    return in_ink(as_drawn(_one(material.things.icons, rng), rng), rng)


def character(material: Material, rng: np.random.Generator) -> Digit:
    """Return a letter or a sign of a font, in ink or in a photograph."""
    return typed(material, SIGNS if rng.random() < SHARE_OF_SIGNS else LETTERS, rng)


def digit_of_a_font(material: Material, rng: np.random.Generator) -> Digit:
    """Return a digit of a font, in ink or in a photograph."""
    return typed(material, DIGITS, rng)


def typed(material: Material, characters: str, rng: np.random.Generator) -> Digit:
    """Return one of the characters in one of the fonts, in ink or in a photograph."""
    while True:
        glyph = drawn(_one(material.things.fonts, rng), _one(characters, rng))
        if glyph is None:
            continue
        ink = elastic(np.pad(glyph, 12), rng, float(rng.uniform(0, 1)))
        found = ink if rng.random() < IN_INK else ink_in(seen(ink, rng))
        if found is not None:
            return from_ink(found)


def scene(material: Material, rng: np.random.Generator) -> Digit:
    """Return what is found in a piece of a photograph or of a texture."""
    while True:
        picture = patches.piece(_one(material.things.photographs, rng), rng)
        if rng.random() < 0.4:
            picture = _one(list(patches.MADE.values()), rng)(rng)
        ink = ink_in(picture)
        part = None if ink is None else part_of(ink, rng)
        if part is not None and not _is_slender(part):
            return from_ink(part)


def mark(material: Material, rng: np.random.Generator) -> Digit:
    """Return what the finder of digits sees in a photograph.

    Raises:
        DataError: If it sees nothing in any of many views.
    """
    things = material.things
    for _ in range(VIEWS * len(things.photographs)):
        n, number = int(rng.integers(len(things.photographs))), int(rng.integers(VIEWS))
        if found := marks_in(things, n, number):
            return _one(found, rng)
    raise DataError("Nothing stands out in the photographs. Choose others.")


def _is_slender(ink: npt.NDArray[np.float32]) -> bool:
    """Return whether ink is a vertical bar, which people may take for a 1."""
    height, width = trimmed(ink).shape
    return bool(height > SLENDER * width)


def changed(material: Material, rng: np.random.Generator) -> Digit:
    """Return what becomes of one or two digits that are none any more."""
    n, other = rng.integers(len(material.digits), size=2)
    first, second = (material.digits[k].astype(np.float32) / np.float32(255) for k in (n, other))
    return as_bytes(altered(first, int(material.labels[n]), second, rng))


def dot(material: Material, rng: np.random.Generator) -> Digit:  # noqa: ARG001
    """Return a dot of the pen, or a blot."""
    if rng.random() < 0.4:
        return by_pen([rng.normal(0, rng.uniform(0, 5), (int(rng.integers(1, 6)), 2))])
    high = rng.uniform(1, 11)
    wide = high * rng.uniform(0.5, 2)  # a thin one would be a 1
    rows, columns = np.mgrid[:SIZE, :SIZE] - (SIZE - 1) / 2
    blot = 3 * (1 - (rows / high) ** 2 - (columns / wide) ** 2)
    return as_bytes(blot.clip(0, 1).astype(np.float32))


def unprepared(material: Material, rng: np.random.Generator) -> Digit:
    """Return what has not been prepared at all: one grey, noise, a piece of a photograph."""
    match int(rng.integers(4)):
        case 0:
            picture = np.full((SIZE, SIZE), rng.choice([0, rng.random()]))
        case 1:
            picture = rng.random((SIZE, SIZE)) ** rng.uniform(0.3, 4)
        case 2:
            picture = (rng.random((SIZE, SIZE)) < rng.random()).astype(float)
        case _:
            piece = patches.piece(_one(material.things.photographs, rng), rng)
            picture = np.asarray(Image.fromarray(piece).resize((SIZE, SIZE), Image.Resampling.BOX))
    return as_bytes(picture.astype(np.float32))


Maker = Callable[[Material, np.random.Generator], Digit]

#: The ways to make a picture of something that is no digit, and each one's share of all.
THINGS: dict[str, tuple[Maker, float]] = {
    "letters by hand": (letter, 0.26),
    "letters and signs in fonts": (character, 0.23),
    "shapes by hand": (figure, 0.13),
    "icons by hand": (icon, 0.06),
    "pieces of photographs, textures, noise": (scene, 0.08),
    "marks in photographs": (mark, 0.15),
    "altered digits": (changed, 0.06),
    "dots and blots": (dot, 0.015),
    "not prepared": (unprepared, 0.015),
}
#: Digits that are made of the same material, to be kept.
DIGITS_OF_FONTS = "digits in fonts"


def makers(material: Material) -> dict[str, tuple[Maker, float]]:
    """Return the entries of THINGS for which there is material, with shares that add up to 1."""
    missing = [] if material.things.icons else ["icons by hand"]
    there = {name: entry for name, entry in THINGS.items() if name not in missing}
    total = sum(share for _, share in there.values())
    return {name: (maker, share / total) for name, (maker, share) in there.items()}


def made(material: Material, name: str, n: int, seed: Sequence[int]) -> Pictures:
    """Return `n` pictures (n, 28, 28) uint8 of one of THINGS, or of DIGITS_OF_FONTS.

    Args:
        material: What they are made of.
        name: Its name.
        n: How many.
        seed: The same seed gives the same pictures.
    """
    maker = digit_of_a_font if name == DIGITS_OF_FONTS else THINGS[name][0]
    rng = np.random.default_rng([*seed, *name.encode()])
    return np.stack([maker(material, rng) for _ in range(n)])
