"""A digit distorted under the visitor's hand, and how far each of four networks still reads it.

A browser component. Python sends the digit, the networks and the averages; the browser distorts the digit and
computes all answers. Python is told the amounts that the hand rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from cnnviz.colours import SEQUENCE, css
from cnnviz.figures.pictures import Encoded
from cnnviz.lessons import distortions
from cnnviz.lessons.distortions import DISTORTIONS
from cnnviz.network import Network, described
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import headed

#: Receives the chosen distortion, the view, and the amount of each distortion.
Settled: TypeAlias = Callable[[str, str, dict[str, float]], None]

VIEWS = ("digit", "average")
#: How each network's line is dashed, as SVG writes it; "" is solid.
_DASHES = ("", "10 5", "2 5", "14 4 3 4")


@dataclass(frozen=True, kw_only=True)
class ComparedNetwork:
    """A network that reads the digit: its name, what the screen calls it, its layers and packed weights."""

    name: str
    label: str
    network: Network
    weights: bytes


def show(
    key: str,
    digit: npt.NDArray[np.float32],
    readers: Sequence[ComparedNetwork],
    *,
    truth: int | None,
    judge: str,
    averages: Mapping[str, Mapping[str, Sequence[float]]],
    judged: int,
    view: str,
    chosen: str,
    amounts: Mapping[str, float],
    sweeps: bool,
    on_settled: Settled | None = None,
) -> None:
    """Show the digit with a slider for each distortion, and each network's probability against the amount.

    Args:
        key: The component's key on this page.
        digit: (28, 28) in [0, 1], each value a multiple of 1/255.
        readers: At most four networks.
        truth: The digit's class, or None if only networks know.
        judge: The name of the network whose answer to the digit as it is then stands for its class.
        averages: For each distortion and each network, its shares of right answers at the curve's amounts.
        judged: The number of digits that these shares are of.
        view: "digit" for the curves of this digit, "average" for the averages.
        chosen: The distortion whose curves are shown.
        amounts: The amount of each distortion.
        sweeps: Whether the digit is distorted once by itself when it appears.
        on_settled: Is called when the visitor's hand rests.
    """

    def settled(name: str, shown: str, given: list[float]) -> None:
        if on_settled is not None:
            on_settled(name, shown, dict(zip(DISTORTIONS, map(float, given), strict=True)))

    _component(
        key=key,
        data=message(
            key,
            digit,
            readers,
            truth=truth,
            judge=judge,
            averages=averages,
            judged=judged,
            view=view,
            chosen=chosen,
            amounts=amounts,
            sweeps=sweeps,
        ),
        on_settled_change=lambda: component.call_listener(key, "settled", settled, _is_settled),
    )


def message(
    key: str,
    digit: npt.NDArray[np.float32],
    readers: Sequence[ComparedNetwork],
    *,
    truth: int | None,
    judge: str,
    averages: Mapping[str, Mapping[str, Sequence[float]]],
    judged: int,
    view: str,
    chosen: str,
    amounts: Mapping[str, float],
    sweeps: bool,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content except for what the hand moves."""
    looks = zip(SEQUENCE, _DASHES, strict=False)
    content: dict[str, Any] = {
        "side": len(digit),
        "pixels": np.rint(255 * digit).astype(int).ravel().tolist(),
        "truth": truth,
        "judge": judge,
        "distortions": [
            {"name": name, **one._asdict(), "amounts": list(one.amounts)} for name, one in DISTORTIONS.items()
        ],
        "readers": [
            {
                "name": reader.name,
                "label": reader.label,
                "colour": css(colour),
                "dash": dash,
                "network": described(reader.network),
                "weights": _address(reader.weights, f"{key} {reader.name}"),
            }
            for reader, (colour, dash) in zip(readers, looks, strict=False)
        ],
        "averages": {
            name: {one: list(shares) for one, shares in of.items()} for name, of in averages.items()
        },
        "judged": judged,
        "seed": distortions.SEED,
        "truncate": distortions.TRUNCATE,
    }
    moved = {"view": view, "chosen": chosen, "amounts": dict(amounts), "sweeps": sweeps}
    return content | moved | {"digest": component.digest(content)}


def _address(data: bytes, place: str) -> str:
    return stage.address(Encoded(headed(data), "application/octet-stream", len(data), 1), place)


def _is_settled(name: object, view: object, amounts: object) -> bool:
    """Whether these are a distortion, a view, and an amount in range for each distortion."""
    return (
        name in DISTORTIONS
        and view in VIEWS
        and isinstance(amounts, list)
        and len(amounts) == len(DISTORTIONS)
        and all(
            type(amount) in (int, float) and one.least <= amount <= one.most
            for one, amount in zip(DISTORTIONS.values(), amounts, strict=True)
        )
    )


_component = component.define(
    "invariance", html='<div class="panel invariance"></div>', styles=("shared/panel",)
)
