"""A whole network on one screen: what it sees, every layer's maps, and its answer, alive under the pen.

A browser component. The network's structure comes with the message; its weights and the samples have
addresses made of their content, so the browser fetches them once. While the visitor draws, the browser
computes every layer, and no message is sent. When the pen is lifted, one message brings the strokes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz import drawing
from cnnviz.drawing import Drawing
from cnnviz.figures.pictures import Encoded
from cnnviz.network import Network, described
from cnnviz.pipeline import Unit
from cnnviz.ui.components import component, stage
from cnnviz.ui.components.headed import NUMBERS, headed
from cnnviz.ui.components.live_network.readers import Readers

Pixels = npt.NDArray[np.uint8]
#: How strokes become an input: "digit" as `digits.from_drawing` prepares them, "" not at all.
PreparationName = Literal["", "digit"]
#: A pad without strokes.
NOTHING = Drawing()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the network sees: a drawing, or pixels.

    Args:
        drawn: The strokes; empty for pixels.
        pixels: (height, width, channels) uint8, or None for the strokes.
        sample: The index of the pixels among the samples; -1 if they are none of them.
    """

    drawn: Drawing = NOTHING
    pixels: Pixels | None = None
    sample: int = -1


def show(
    network: Network,
    weights: bytes | None,
    key: str,
    *,
    outputs: bytes | None = None,
    shown: Shown,
    samples: Pixels,
    preparation: PreparationName = "",
    doors: Mapping[str, Mapping[str, str]] | None = None,
    unit: Unit | None = None,
    unfolded: bool = False,
    readers: Readers | None = None,
    on_drawn: Callable[[Drawing], None],
    on_sample: Callable[[int], None],
    on_unit: Callable[[Unit | None], None],
    on_open: Callable[[Unit], None],
    on_door: Callable[[str], None] | None = None,
    on_reader: Callable[[str], None] | None = None,
) -> None:
    """Show the network.

    Args:
        network: The layers.
        weights: All weights, as `cnnviz.network.packed` returns them; None if the network is too large.
        key: The component's key on this page.
        outputs: Then the input and all layers' outputs, as `cnnviz.network.packed_outputs` returns them.
        shown: What the network sees until the visitor draws.
        samples: (n, height, width, channels) uint8, what "Next sample" shows.
        preparation: How strokes become an input.
        doors: For the input and each node, the "page" that explains it, the page's "name" and a "sentence".
        unit: The unit whose card is open.
        unfolded: Whether all layers and all maps are shown, however many there are.
        readers: Which networks a visitor can switch between, and the second that reads; None for no switch.
        on_drawn: Is called with the drawing when the pen is lifted, and after Undo and Clear.
        on_sample: Is called with the index of the sample that the visitor asked for.
        on_unit: Is called with the unit whose card the visitor has opened, or None when it is closed.
        on_open: Is called with the unit that the visitor wants to see on the page of its layer.
        on_door: Is called with the node, or "input", whose page the visitor wants to open.
        on_reader: Is called with the name of the network that is to read, or with `readers.BOTH`.
    """

    def drawn(strokes: object, turn: int) -> None:
        st.session_state[_turn(key)] = turn
        on_drawn(drawing.from_lists(strokes))

    def sampled(index: int, turn: int) -> None:
        st.session_state[_turn(key)] = turn
        on_sample(index)

    data = message(
        network,
        key,
        shown=shown,
        addresses=(
            _address(weights, f"{key} weights"),
            _address(outputs, f"{key} outputs"),
            _address(samples.tobytes(), f"{key} samples"),
        ),
        preparation=preparation,
        doors=doors or {},
        unit=unit,
        unfolded=unfolded,
        readers=None if readers is None else _readers(readers, key),
        turn=st.session_state.get(_turn(key), 0),
    )
    _component(
        key=key,
        data=data,
        on_drawn_change=lambda: component.call_listener(key, "drawn", drawn, _is_drawing),
        on_sampled_change=lambda: component.call_listener(
            key, "sampled", sampled, lambda index, turn: is_sample(index, turn, len(samples))
        ),
        on_unit_change=lambda: component.call_listener(
            key, "unit", lambda *parts: on_unit(Unit(*parts) if parts else None), is_unit_or_none
        ),
        on_door_change=lambda: component.call_listener(
            key, "door", on_door, lambda node: node in (doors or {})
        ),
        on_reader_change=lambda: component.call_listener(
            key, "reader", on_reader, lambda name: readers is not None and readers.has(name)
        ),
        on_open_change=lambda: component.call_listener(
            key, "open", lambda *parts: on_open(Unit(*parts)), is_unit
        ),
    )


def message(
    network: Network,
    key: str,
    *,
    shown: Shown,
    addresses: tuple[str, str, str],
    preparation: PreparationName = "",
    doors: Mapping[str, Mapping[str, str]],
    unit: Unit | None = None,
    unfolded: bool = False,
    readers: Mapping[str, Any] | None = None,
    turn: int = 0,
) -> dict[str, Any]:
    """Return the component's message, with a digest of its content.

    Args:
        network: The layers; for the other arguments see `show`.
        key: The component's key on this page.
        shown: What the network sees at first.
        addresses: The addresses of the weights, of the outputs and of the samples; "" for none.
        preparation: How strokes become an input.
        doors: The page that explains the input and each node.
        unit: The unit whose card is open.
        unfolded: Whether all layers and all maps are shown.
        readers: What `Readers.message` returns.
        turn: The number of the browser's last message, 0 before the first.
    """
    weights, outputs, samples = addresses
    content = {
        "network": described(network),
        "weights": weights,
        "outputs": outputs,
        "preparation": preparation,
        "strokes": [list(map(list, stroke)) for stroke in shown.drawn.strokes],
        "pixels": None if shown.pixels is None else shown.pixels.ravel().tolist(),
        "sample": shown.sample,
        "samples": {"address": samples},
        "doors": {node: dict(door) for node, door in doors.items()},
        "unit": None if unit is None else list(unit),
        "unfolded": unfolded,
        "readers": None if readers is None else dict(readers),
        "turn": turn,
    }
    return content | {"digest": component.digest([key, content])}


def _readers(readers: Readers, key: str) -> dict[str, Any]:
    weights = None if readers.second is None else readers.second.weights
    return readers.message(_address(weights, f"{key} second weights"))


def _address(data: bytes | None, place: str) -> str:
    if data is None:
        return ""
    return stage.address(Encoded(headed(data), NUMBERS, len(data), 1), place)


def _is_drawing(strokes: object, turn: object) -> bool:
    """Whether these are a drawing and a turn.

    Raises:
        ImageError: If the strokes are not a drawing.
    """
    drawing.from_lists(strokes)
    return component.is_index(turn)


def is_sample(index: object, turn: object, n_samples: int) -> bool:
    """Return whether these are the index of one of `n_samples` samples, and a turn."""
    return index in range(n_samples) and component.are_indices(index, turn)


def is_unit_or_none(*parts: object) -> bool:
    """Return whether these are the parts of a unit, or nothing."""
    return not parts or is_unit(*parts)


def is_unit(node: object, channel: object, row: object, column: object) -> bool:
    """Return whether these are a node's name and three indices."""
    return isinstance(node, str) and all(map(component.is_index, (channel, row, column)))


def _turn(key: str) -> str:
    return f"{key} turn"


_component = component.define(
    "live_network",
    html='<div class="live" role="group" aria-label="The network"></div>',
    styles=("shared/ink", "shared/grid", "live_network/card"),
)
