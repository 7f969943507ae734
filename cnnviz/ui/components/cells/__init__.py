"""A bar under the visitor's hand, and the responses of simple and complex cells to it.

A browser component. Python sends the weights of the cells once; the browser draws the bar and computes the
responses while a hand moves it. Python is told the angle and the shift that the hand rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from cnnviz.figures.pictures import Encoded
from cnnviz.lessons import cells
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS
from cnnviz.ui.components.magnifier.packed import pack


def show(
    key: str,
    *,
    angle: int,
    shift: int,
    dark: bool,
    pool_size: int,
    turns: bool,
    on_settled: Callable[[int, int], None] | None = None,
) -> None:
    """Show the bar, the responses of the simple cells by angle, and those of both kinds of cell by shift.

    Args:
        key: The component's key on this page.
        angle: The bar's angle in degrees, 0 to 179.
        shift: Its distance from the centre in pixels, one of `cells.SHIFTS`.
        dark: Whether the bar is black on white.
        pool_size: Rows and columns of the places that the complex cell pools, one of `cells.POOL_SIZES`.
        turns: Whether the bar turns once by itself when it appears.
        on_settled: Is called with angle and shift when the visitor's hand rests.
    """
    _component(
        key=key,
        data=message(key, angle=angle, shift=shift, dark=dark, pool_size=pool_size, turns=turns),
        on_settled_change=lambda: component.call_listener(key, "settled", on_settled, _is_pose),
    )


def message(key: str, *, angle: int, shift: int, dark: bool, pool_size: int, turns: bool) -> dict[str, Any]:
    """Return the component's message, with a digest of its content except for angle and shift."""
    shown = [cells.gabor(one) for one in cells.CELL_ANGLES]
    content = {
        "side": cells.PICTURE_SIDE,
        "barWidth": cells.BAR_WIDTH,
        "barLength": cells.BAR_LENGTH,
        "mostShift": cells.MAX_SHIFT,
        "size": cells.KERNEL_SIZE,
        "angles": list(cells.CELL_ANGLES),
        "shown": list(cells.SHOWN_ANGLES),
        "divisors": [kernel.divisor for kernel in shown],
        "numbers": stage.address(_packed_weights(), f"{key} weights"),
        "dark": dark,
        "pool": pool_size,
    }
    return content | {
        "angle": angle,
        "shift": shift,
        "turns": turns,
        "digest": component.digest(content),
    }


@cache
def _packed_weights() -> Encoded:
    """Return the weights of all kernels before the division, one kernel after the other."""
    weights = np.stack([cells.gabor(angle).array.ravel() for angle in cells.CELL_ANGLES])
    return Encoded(pack(weights, "signed").data, NUMBERS, *weights.shape[::-1])


def _is_pose(angle: object, shift: object) -> bool:
    """Whether both are integers in the range of the bar's angle and shift."""
    return type(angle) is int and 0 <= angle < 180 and type(shift) is int and shift in cells.SHIFTS


_component = component.define("cells", html='<div class="panel cells"></div>', styles=("shared/panel",))
