"""Gradient descent to play and scrub through: kernel, picture, error and loss change together.

A browser component. Python sends the kernels and losses of all steps; the browser computes the pictures of
the current step, so that a step costs no message. Python is told the step that the visitor rests on.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.errors import NetworkError
from cnnviz.figures.pictures import reach
from cnnviz.lessons.descent import Descent, Problem
from cnnviz.ui.components import component

#: The height of the whole, as a share of the screen's.
TALLEST = 0.72


def show(
    given: Problem,
    runs: Sequence[Descent],
    key: str,
    *,
    name: str,
    step: int = 0,
    tallest: float = TALLEST,
    on_step: Callable[[int], None] | None = None,
) -> None:
    """Show the descents one below the other, at the same step.

    Args:
        given: the problem to solve, made from a picture of `descent.picture`.
        runs: the descents from `descent.descend`; there is room for two.
        key: the component's key on this page.
        name: the name of the wanted kernel.
        step: the step to show first, limited to the last.
        tallest: the height of the whole, as a share of the screen's.
        on_step: is called with the index of a step when the visitor rests on it.

    Raises:
        NetworkError: if the picture does not have 256 levels of grey.
    """

    def stepped() -> None:
        heard = st.session_state[key].get("step")
        if on_step is not None and type(heard) is int and heard >= 0:
            on_step(heard)

    data = message(given, runs, name=name, step=step, tallest=tallest)
    _component(key=key, data=data, on_step_change=stepped)


def message(
    given: Problem, runs: Sequence[Descent], *, name: str, step: int = 0, tallest: float = TALLEST
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content except for the step.

    Raises:
        NetworkError: see `show`.
    """
    content: dict[str, Any] = {
        "name": name,
        "size": list(given.x.shape),
        "levels": _base64(_levels(given.x)),
        "shape": list(given.target.shape),
        "wanted": {
            "weights": given.kernel.tolist(),
            "corner": list(given.kernel_corner),
            "added": given.offset,
        },
        "embedded": None if given.wanted is None else given.wanted.tolist(),
        "learned": given.size,
        "corner": list(given.corner),
        "watched": _watched(given),
        "strongest": float(np.abs(given.in_image_units(given.optimum)[0]).max()) or 1.0,
        "flat": given.flat,
        "limit": reach(given.target.astype(np.float32)),
        "spread": given.target_spread,
        "runs": [_run(one) for one in runs],
        "tallest": tallest,
    }
    return content | {"step": step, "digest": component.digest(content)}


def _run(one: Descent) -> dict[str, str]:
    """Return a run's part of the message."""
    parts = {"kernels": one.kernels, "added": one.added, "losses": one.losses}
    numbers = {name: _base64(values.astype("<f8")) for name, values in parts.items()}
    return {"rate": f"{one.rate:g}".replace("e+0", "e"), **numbers}


def _watched(given: Problem) -> int:
    """Return the cell to describe while none is under the pointer: that of the largest wanted weight."""
    return 0 if given.wanted is None else int(np.abs(given.wanted).argmax())


def _levels(x: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    levels = np.rint(x * 255)
    if x.min() < 0 or x.max() > 1 or np.abs(x * 255 - levels).max() > 1e-3:
        raise NetworkError("The picture must have 256 levels of grey: take that of `descent.picture`.")
    return levels.astype(np.uint8)


def _base64(values: npt.NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode()


_component = component.define(
    "kernel_descent",
    html='<div class="panel descent" tabindex="0" role="application" aria-label="Gradient descent"></div>',
    styles=("shared/panel", "shared/ink", "shared/transport", "shared/grid"),
)
