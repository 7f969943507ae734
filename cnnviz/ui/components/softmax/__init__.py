"""Softmax and loss: ten logits under the hand, and all that follows from them, in the browser.

A browser-side component. Python sends the logits to begin with and hears where the hand has come to rest;
while it moves, the browser computes the shares, the losses and their gradients, and no message is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.pipeline import bounds
from cnnviz.ui.components import component

#: Where a hand has come to rest: the logits, or None for those to begin with; the temperature; the true
#: class, or None for what the digit is.
Settled: TypeAlias = Callable[[list[float] | None, float, int | None], None]


def show(
    start: Sequence[float],
    key: str,
    *,
    label: int,
    view: str = "loss",
    logits: Sequence[float] | None = None,
    temperature: float = 1.0,
    true_class: int | None = None,
    digit: npt.NDArray[np.float32] | None = None,
    on_settled: Settled | None = None,
) -> None:
    """Show the logits, what softmax makes of them, and the loss.

    Args:
        start: the logits to begin with, and to come back to; ten numbers.
        key: the component's key on this page.
        label: the true class to begin with.
        view: "loss", how large it is, or "why", how fast a network learns from it.
        logits: what the visitor has set instead.
        temperature: what the logits are divided by.
        true_class: what the visitor has chosen instead of `label`.
        digit: (28, 28) in [0, 1], whose logits `start` are.
        on_settled: is called when a hand has come to rest.
    """
    _component(
        key=key,
        data=message(
            start,
            label=label,
            view=view,
            logits=logits,
            temperature=temperature,
            true_class=true_class,
            digit=digit,
            heard=() if on_settled is None else ("settled",),
        ),
        on_settled_change=lambda: component.hand_on(key, "settled", on_settled, _settled),
    )


def _settled(logits: object, temperature: object, true_class: object) -> bool:
    """Whether these are logits and a class, or None for those to begin with, and a temperature."""

    def number(one: object) -> bool:
        return type(one) in (int, float)

    known = logits is None or (isinstance(logits, list) and all(map(number, logits)))
    return known and number(temperature) and (true_class is None or component.one_place(true_class))


def message(
    start: Sequence[float],
    *,
    label: int,
    view: str = "loss",
    logits: Sequence[float] | None = None,
    temperature: float = 1.0,
    true_class: int | None = None,
    digit: npt.NDArray[np.float32] | None = None,
    heard: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what the component takes, with a digest that is another when anything is."""
    described: dict[str, Any] = {
        "view": view,
        "start": [float(one) for one in start],
        "logits": None if logits is None else [float(one) for one in logits],
        "temperature": float(temperature),
        "temperatures": list(bounds("loss", "temperature")),
        "label": int(label),
        "truth": true_class,
        "digit": None if digit is None else np.rint(255 * digit).astype(int).ravel().tolist(),
        "heard": list(heard),
    }
    return described | {"digest": component.digest(described)}


_component = component.define("softmax", html='<div class="panel softmax"></div>', styles=("shared/panel",))
