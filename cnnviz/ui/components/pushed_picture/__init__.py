"""A picture, a small push, and the picture after it, beside a random change as large.

A browser component. Python sends the picture, the push as numbers, and what the network says at each size.
The browser makes the picture of each size, so its slider moves without messages. Python is told
where it rests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from cnnviz.figures import captions
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons.pushes import MOST_STEPS, Array, Levels, Push, turned_at
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS, headed


def show(
    key: str,
    levels: Levels,
    push: Push | None,
    *,
    names: Sequence[str],
    label: str,
    headline: str,
    words: Sequence[str],
    is_stale: bool,
    steps: int | None,
    enlarged: bool,
    on_settled: Callable[[int | None], None] | None = None,
    on_enlarged: Callable[[bool], None] | None = None,
) -> None:
    """Show the picture before and after a push, the push itself, and a random change.

    Args:
        key: The component's key on this page.
        levels: (height, width, channels) uint8, the picture; 1 or 3 channels.
        push: Its pushes; None while they are still to come.
        names: The names of the classes.
        label: The picture's name.
        headline: The main sentence.
        words: The sentences below it.
        is_stale: Whether the pushes are still to come, or those of earlier settings, which are shown dimmed.
        steps: The size of the push at first. At None it slides from 0 to the smallest that turns the answer.
        enlarged: Whether the change is enlarged at first.
        on_settled: Is called with the size that the slider rests on; None is the smallest that turns.
        on_enlarged: Is called when the visitor has the change enlarged, or shown at its true size.
    """
    numbers = packed_push(levels, push)
    address = stage.address(Encoded(numbers, NUMBERS, len(numbers), 1), f"{key} numbers")
    content = described_push(levels, push, names) | {
        "address": address,
        "label": label,
        "headline": headline,
        "words": list(words),
        "stale": is_stale,
    }
    _component(
        key=key,
        data=content | {"steps": steps, "enlarged": enlarged, "digest": component.digest(content)},
        on_settled_change=lambda: component.call_listener(key, "settled", on_settled, _is_size),
        on_enlarged_change=lambda: component.call_listener(key, "enlarged", on_enlarged, _is_flag),
    )


def packed_push(levels: Levels, push: Push | None) -> bytes:
    """Return the picture, the random directions and the changes as bytes: `pushedNumbers` unpacks them."""
    if push is None:
        return headed(levels.tobytes() + 2 * bytes(levels.size))
    return headed(levels.tobytes() + push.random.tobytes() + push.changes.tobytes())


def described_push(levels: Levels, push: Push | None, names: Sequence[str]) -> dict[str, Any]:
    """Return what the message says of the pushes: what the network names, and the curves.

    Args:
        levels: (height, width, channels) uint8, the picture.
        push: Its pushes; None while they are still to come.
        names: The names of the classes.
    """
    size = dict(zip(("height", "width", "channels"), levels.shape, strict=True))
    if push is None:
        return size | {"single": True, "said": [], "random": [], "curves": [], "turned": None}
    curves = [
        (names[push.first], "from", push.probabilities[:, push.first]),
        (names[push.other], "to", push.probabilities[:, push.other]),
        (f"{names[push.first]}, random change", "random", push.at_random[:, push.first]),
    ]
    return size | {
        "single": len(push.changes) == 1,
        "said": _said(push.probabilities, push.toward, names),
        "random": _said(push.at_random, push.toward, names),
        "curves": [
            {"name": name, "kind": kind, "values": np.round(values.astype(float), 5).tolist()}
            for name, kind, values in curves
        ],
        "turned": push.turned_at,
    }


def _said(probabilities: Array, toward: int | None, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the best name of each row with its probability, and whether the answer has turned."""
    told = []
    for n, row in enumerate(probabilities):
        best = int(row.argmax())
        turned = turned_at(probabilities[[0, n]], toward) == 1
        told.append({"name": names[best], "share": captions.share_among(row, best), "turned": turned})
    return told


def _is_size(steps: object) -> bool:
    """Whether it is the size of a push, or None."""
    return steps is None or (type(steps) is int and 0 <= steps <= MOST_STEPS)


def _is_flag(value: object) -> bool:
    return type(value) is bool


_component = component.define(
    "pushed_picture",
    html='<div class="panel pushed" role="group" aria-label="A push"></div>',
    styles=("shared/panel",),
)
