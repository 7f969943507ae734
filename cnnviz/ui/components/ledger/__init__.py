"""The ledger of a neuron: every input's vote on its map, their sum over the picture, the largest in numbers.

A browser-side component. Python sends values, weights and bias; the browser multiplies, sorts and sums.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.lessons.votes import Votes
from cnnviz.ui.components import component

Array = npt.NDArray[np.float32]

#: So many votes for, and as many against, stand there in numbers.
MOST = 5
TALLEST = 0.46
#: The most votes that are sent.
MAX_VOTES = 50_000


@dataclass(frozen=True)
class Picture:
    """What the network was given, (height, width) from 0 to 1, and the part that the maps lie over.

    `inset` is top, left, height and width in pixels.
    """

    pixels: Array = field(repr=False)
    inset: tuple[float, float, float, float]


def show(
    votes: Votes,
    shape: tuple[int, int, int],
    key: str,
    *,
    title: str,
    total: str,
    bias_name: str = "bias",
    picture: Picture | None = None,
    on_pick: Callable[[int], None] | None = None,
) -> None:
    """Show who votes.

    Args:
        votes: of all inputs.
        shape: how the inputs lie, (height, width, channels), row by row, the channels fastest.
        key: the component's key on this page.
        title: of the ledger.
        total: the name of the sum.
        bias_name: what the bias is called.
        picture: under the sum over all channels; None where the inputs lie nowhere on the picture.
        on_pick: is called with the number of an input that a visitor has chosen.
    """
    names = {"title": title, "total": total, "bias_name": bias_name}
    told = message(votes, shape, **names, picture=picture, picking=on_pick is not None)
    _component(
        key=key,
        data=told,
        on_picked_change=lambda: component.hand_on(key, "picked", on_pick, component.one_place),
    )


def message(
    votes: Votes,
    shape: tuple[int, int, int],
    *,
    title: str = "",
    total: str = "",
    bias_name: str = "bias",
    picture: Picture | None = None,
    picking: bool = False,
) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is.

    Raises:
        NetworkError: if the votes do not fill the shape, are too many, or not all numbers.
    """
    n = votes.inputs.size
    finite = all(np.isfinite(one).all() for one in (votes.inputs, votes.weights, votes.bias))
    if n != np.prod(shape) or not 0 < n <= MAX_VOTES or not finite:
        raise NetworkError(
            f"Votes need a shape that they fill, {MAX_VOTES:,} finite numbers at most. "
            f"Received: {n} and {shape}"
        )
    told: dict[str, Any] = {
        "inputs": votes.inputs.tolist(),
        "weights": votes.weights.tolist(),
        "bias": votes.bias,
        "shape": list(shape),
        "title": title,
        "total": total,
        "bias_name": bias_name,
        "most": MOST,
        "tallest": TALLEST,
        "picking": picking,
        "backdrop": None
        if picture is None
        else {"rows": picture.pixels.tolist(), "inset": list(picture.inset)},
    }
    return told | {"digest": component.digest(told)}


_component = component.define(
    "ledger",
    html='<div class="panel ledger" tabindex="0" role="group"></div>',
    styles=("shared/panel", "shared/grid"),
)
