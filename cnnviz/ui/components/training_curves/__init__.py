"""Loss and accuracy of several runs over the epochs, and a slider over the moments of the first run.

A browser component: it receives about ten kilobytes a second, where each Plotly figure would cost the browser
a sixth of a second.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cnnviz.colours import SEQUENCE, css
from cnnviz.figures.run_curves import Line, course
from cnnviz.runs import Moment, Run
from cnnviz.ui.components import component

Array = npt.NDArray[np.float32]

#: The height of a panel, as a share of the screen's.
TALLEST = 0.19


@dataclass(frozen=True)
class ShownRun:
    """A run with its name and its index in the sequence of colours."""

    run: Run
    name: str
    colour: int = 0


def show(
    shown: Sequence[ShownRun],
    key: str,
    *,
    epochs: int,
    moments: Sequence[Moment] = (),
    moment: int | None = None,
    slider: bool = True,
    tallest: float = TALLEST,
    on_moment: Callable[[int | None], None] | None = None,
) -> None:
    """Show the runs in the same panels.

    Args:
        shown: the runs; the slider belongs to the first.
        key: the component's key on this page.
        epochs: the smallest number of epochs on the axis.
        moments: the moments of the first run that the slider moves over.
        moment: the index of the current moment; None follows the newest.
        slider: whether there is a slider; runs without moments need none.
        tallest: the height of a panel, as a share of the screen's.
        on_moment: is called with the index of the moment that the visitor chose, or None for the newest.
    """

    def fits(place: object) -> bool:
        return place is None or component.is_index(place)

    _component(
        key=key,
        data=message(shown, epochs=epochs, moments=moments, moment=moment, slider=slider, tallest=tallest),
        on_moment_change=lambda: component.call_listener(key, "moment", on_moment, fits),
    )


def message(
    shown: Sequence[ShownRun],
    *,
    epochs: int,
    moments: Sequence[Moment] = (),
    moment: int | None = None,
    slider: bool = True,
    tallest: float = TALLEST,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    first = shown[0].run if shown else None
    content: dict[str, Any] = {
        "runs": [_described(one) for one in shown],
        "epochs": max([epochs, *(one.run.settings.epochs for one in shown)]),
        "run": first.id if first else "",
        "going": first is not None and not first.ended,
        "moments": _moments(first, moments),
        "moment": moment,
        "slider": slider,
        "tallest": tallest,
    }
    return content | {"digest": component.digest(content)}


def _described(one: ShownRun) -> dict[str, Any]:
    round_, place = divmod(one.colour, len(SEQUENCE))
    lines = vars(course(list(one.run.events)))
    return {
        "name": one.name,
        "colour": css(SEQUENCE[place]),
        "dashed": round_ % 2 == 1,
        **{name: _line(line) for name, line in lines.items()},
    }


def _line(line: Line) -> dict[str, str]:
    return {
        name: base64.b64encode(values.astype("<f4").tobytes()).decode() for name, values in vars(line).items()
    }


def _moments(run: Run | None, moments: Sequence[Moment]) -> dict[str, list[Any]]:
    """Return the steps (batches) and the epochs of a run's moments."""
    events = list(run.events) if run else []
    if not events:
        return {"steps": [], "epochs": []}
    n_batches = events[0]["n_batches"]
    steps = [one.step for one in moments]
    return {"steps": steps, "epochs": [step / n_batches for step in steps]}


_component = component.define(
    "training_curves", html='<div class="panel course"></div>', styles=("shared/panel",)
)
