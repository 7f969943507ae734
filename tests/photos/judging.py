"""How many digits of a photo are found and read rightly."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from cnnviz import digits, reading
from cnnviz.network import forward

#: A found box is the right one if it shares this much with the true one.
SAME = 0.5
#: A found digit that is less probable than this is not counted as one that is too many.
SURE = 0.5


@dataclass
class Verdict:
    """What became of a photo's digits."""

    n: int
    found: int = 0
    right: int = 0
    extra: int = 0
    ordered: bool = True
    texts: list[str] = field(default_factory=list)


@cache
def pen():
    return reading.read(reading.pretrained_bytes("pen"))


def read(digit):
    """Return the digit that `pen` reads in (28, 28)."""
    network, weights = pen()
    return int(list(forward(network, weights, digit[..., np.newaxis]).values())[-1].argmax())


def overlap(a, b):
    """Return the intersection over the union of two boxes."""
    sides = [min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1)]
    shared = max(sides[0], 0) * max(sides[1], 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return shared / (sum(areas) - shared)


def judge(photo, found=None):
    """Return the verdict on a photo."""
    found = digits.find(photo.picture) if found is None else found
    verdict = Verdict(len(photo.labels))
    used, order = set(), []
    for label, box in zip(photo.labels, photo.boxes, strict=True):
        shares = [overlap(box, one.box) for one in found]
        best = int(np.argmax(shares)) if shares else -1
        if best < 0 or shares[best] <= SAME:
            verdict.texts.append(f"{label} missed")
            continue
        verdict.found += 1
        used.add(best)
        order.append(best)
        number = read(found[best].prepared.digit)
        verdict.right += number == label
        if number != label:
            verdict.texts.append(f"{label} read as {number}")
    verdict.extra = sum(k not in used and one.probability >= SURE for k, one in enumerate(found))
    verdict.ordered = order == sorted(order)
    return verdict
