"""Softmax and loss: ten logits to move, and everything computed from them, in the browser.

A browser component. Python sends the initial logits and is told the logits that the visitor rests on; in
between, the browser computes the probabilities, losses and gradients without any message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.pipeline import bounds
from cnnviz.ui.components import component

#: Receives the visitor's logits, or None for the initial ones; the temperature; and the true class, or None
#: for the digit's.
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
    """Show the logits, their softmax, and the loss.

    Args:
        start: the initial logits, which a button restores; ten numbers.
        key: the component's key on this page.
        label: the initial true class.
        view: "loss" for the size of the loss, "why" for how fast a network learns from it.
        logits: the visitor's logits, if set.
        temperature: the number that the logits are divided by.
        true_class: the visitor's true class, if set.
        digit: (28, 28) in [0, 1], the digit that `start` belongs to.
        on_settled: is called when the visitor stops moving.
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
        on_settled_change=lambda: component.call_listener(key, "settled", on_settled, _settled),
    )


def _settled(logits: object, temperature: object, true_class: object) -> bool:
    """Whether these are logits or None, a temperature, and a class or None."""

    def number(one: object) -> bool:
        return type(one) in (int, float)

    known = logits is None or (isinstance(logits, list) and all(map(number, logits)))
    return known and number(temperature) and (true_class is None or component.is_index(true_class))


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
    """Return the component's message, with a digest of its content."""
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
