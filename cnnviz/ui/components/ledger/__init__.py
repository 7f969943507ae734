"""A neuron's ledger: each input's vote on its map, the sum over channels, and the largest votes in numbers.

A browser component. Python sends values, weights and bias; the browser multiplies, sorts and sums.
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

#: The number of votes for, and of votes against, that are listed.
MOST = 5
TALLEST = 0.41
#: The maximum number of votes in a message.
MAX_VOTES = 50_000


@dataclass(frozen=True)
class Backdrop:
    """The network's input, (height, width) from 0 to 1, and the part of it that the maps cover.

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
    picture: Backdrop | None = None,
    on_pick: Callable[[int], None] | None = None,
) -> None:
    """Show the votes.

    Args:
        votes: the votes of all inputs.
        shape: the inputs' shape (height, width, channels), in Keras's order.
        key: the component's key on this page.
        title: the ledger's title.
        total: the name of the sum.
        bias_name: the name of the bias.
        picture: is shown under the sum over channels; None if the inputs have no position in the picture.
        on_pick: is called with the index of an input that the visitor picked.
    """
    names = {"title": title, "total": total, "bias_name": bias_name}
    data = message(votes, shape, **names, picture=picture, picking=on_pick is not None)
    _component(
        key=key,
        data=data,
        on_picked_change=lambda: component.call_listener(key, "picked", on_pick, component.is_index),
    )


def message(
    votes: Votes,
    shape: tuple[int, int, int],
    *,
    title: str = "",
    total: str = "",
    bias_name: str = "bias",
    picture: Backdrop | None = None,
    picking: bool = False,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Raises:
        NetworkError: if the votes do not fill the shape, are too many, or are not finite.
    """
    n = votes.inputs.size
    finite = all(np.isfinite(one).all() for one in (votes.inputs, votes.weights, votes.bias))
    if n != np.prod(shape) or not 0 < n <= MAX_VOTES or not finite:
        raise NetworkError(
            f"Votes need a shape that they fill, {MAX_VOTES:,} finite numbers at most. "
            f"Received: {n} and {shape}"
        )
    content: dict[str, Any] = {
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
    return content | {"digest": component.digest(content)}


_component = component.define(
    "ledger",
    html='<div class="panel ledger" tabindex="0" role="group"></div>',
    styles=("shared/panel", "shared/grid"),
)
