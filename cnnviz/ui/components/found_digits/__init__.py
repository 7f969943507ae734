"""A picture with a box on every digit, and how the chosen one becomes 28x28 numbers and ten probabilities.

A browser component. It has the steps and probabilities of all digits, so it answers a click alone, and then
tells Python which digit is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cnnviz.digits import FoundDigit
from cnnviz.figures.pictures import Encoded
from cnnviz.figures.step_sheet import SIDE, StepSheet
from cnnviz.lessons.readings import Reading
from cnnviz.mnist import CLASS_NAMES
from cnnviz.ui.components import component, stage


@dataclass(frozen=True, kw_only=True)
class ShownDigit:
    """A digit, what a network reads in it, and the network's ten probabilities."""

    found: FoundDigit
    reading: Reading
    probabilities: Sequence[float]


def show(
    picture: Encoded,
    key: str,
    *,
    alt: str,
    digits: Sequence[ShownDigit] = (),
    steps: StepSheet | None = None,
    chosen: int = 0,
    said: str = "",
    on_chosen: Callable[[int], None] | None = None,
) -> None:
    """Show a picture with its digits.

    Args:
        picture: The whole picture; the digits' boxes are in its pixels.
        key: The component's key on this page.
        alt: What the picture shows.
        digits: The digits in reading order; none if there are none.
        steps: The steps of all digits, if there are any.
        chosen: The index of the chosen digit.
        said: A sentence below the picture.
        on_chosen: Is called with the index of a digit that the visitor chooses.
    """
    _component(
        key=key,
        data=message(picture, key, alt=alt, digits=digits, steps=steps, chosen=chosen, said=said),
        on_chosen_change=lambda: component.call_listener(
            key, "chosen", on_chosen, lambda place: component.is_index(place) and place < len(digits)
        ),
    )


def message(
    picture: Encoded,
    key: str,
    *,
    alt: str,
    digits: Sequence[ShownDigit] = (),
    steps: StepSheet | None = None,
    chosen: int = 0,
    said: str = "",
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Raises:
        ValueError: If digits come without their steps.
    """
    if digits and (steps is None or len(steps.sizes) != len(digits)):
        raise ValueError(f"Each digit needs its steps. Received: {len(digits)} digits")
    content: dict[str, Any] = {
        "picture": {
            "src": stage.address(picture, f"{key} picture"),
            "alt": alt,
            "width": picture.width,
            "height": picture.height,
        },
        "digits": [
            _described(digit, sizes)
            for digit, sizes in zip(digits, steps.sizes if steps else (), strict=True)
        ],
        "sheet": steps and {"src": stage.address(steps.encoded, f"{key} steps"), "side": SIDE},
        "classes": list(CLASS_NAMES),
        "said": said,
    }
    digest = component.digest(content)
    return content | {"content": digest, "chosen": chosen, "digest": f"{digest} {chosen}"}


def _described(digit: ShownDigit, sizes: Sequence[tuple[int, int]]) -> dict[str, Any]:
    steps = zip(digit.found.prepared.steps, sizes, strict=True)
    return {
        "box": list(digit.found.box),
        "label": CLASS_NAMES[digit.reading.label],
        "doubt": digit.reading.doubt,
        "why": digit.reading.why,
        "probabilities": list(digit.probabilities),
        "steps": [
            {"name": step.name, "sentence": step.sentence, "height": height, "width": width}
            for step, (height, width) in steps
        ],
    }


_component = component.define(
    "found_digits",
    html='<div class="room"><div class="digits"></div></div>',
    styles=("shared/share_bars",),
)
