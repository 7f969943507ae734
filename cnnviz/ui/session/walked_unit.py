"""The unit of the network in use that the pages walk over cell by cell, with what it sees of the digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import streamlit as st

from cnnviz.network import INPUT, Flatten, Network, forward, readable_names
from cnnviz.pipeline import Unit, UnitMap, unit_map
from cnnviz.ui.session import digit_in_use, network_answers, networks
from cnnviz.ui.session.state import current
from cnnviz.workers import NetworkFile

Array = npt.NDArray[np.float32]


#: The network's input, in a sentence.
THE_DIGIT = "the digit"


class NetworkInUse(NamedTuple):
    """The network in use with its weights, and its numbers for the visitor's digit.

    `values` are the input and each layer's output, by name.
    """

    network: Network
    weights: Sequence[Array]
    values: dict[str, Array]


@dataclass(frozen=True)
class WalkedUnit:
    """A unit's input map, and the names of that map and of the unit's own."""

    seen: UnitMap
    source: str
    """Such as "map 3 of Convolution 1", or "the digit"."""
    name: str
    """Such as "map 5 of Convolution 2"."""
    node: str
    """The name of the unit's layer in Keras."""
    layer: str
    """Its name for a reader, such as "Convolution 2"."""
    key: str
    """A key for caches: equal for equal maps only."""
    flattened: Array | None = field(repr=False)
    """The unit's layer's maps, if the network flattens them; (height, width, maps)."""

    @property
    def described(self) -> str:
        """Sentences that say whose map it is, and what it is made of."""
        if self.seen.source == self.node:
            return f"This is {self.name}."
        if not self.seen.convolved:
            return f"This is {self.source}, the input of {self.layer}."
        return f"This is {self.name}. A kernel slides over {self.source}."

    @property
    def pixels(self) -> bool:
        """Whether the input map is the digit itself."""
        return self.seen.source == INPUT


def network_in_use(role: networks.Role) -> NetworkInUse:
    """Return the network in use in a role, and its numbers for the visitor's digit.

    Raises:
        ImageError: If there is no digit.
        NetworkError: If the network is too large to compute.
        WorkerError: If the worker does not answer.
    """
    chosen = networks.chosen(role)
    network, weights = network_answers.parts(chosen)
    digit = digit_in_use.prepared_digit().digit.astype(np.float32)
    return NetworkInUse(network, weights, _values(chosen.digest, digit.tobytes(), chosen))


@st.cache_data(max_entries=16, show_spinner=False)
def _values(digest: str, digit: bytes, _network: NetworkFile) -> dict[str, Array]:  # noqa: ARG001 - the key
    network, weights = network_answers.parts(_network)
    x = np.frombuffer(digit, np.float32).reshape(network.input_shape)
    return {INPUT: x} | forward(network, weights, x)


def walked_unit() -> WalkedUnit:
    """Return the unit of the visitor's settings, in the explained network.

    Raises:
        ImageError: If there is no digit.
        NetworkError: If the network has no such unit, or it sees no maps.
        WorkerError: If the worker does not answer.
    """
    unit = current().cutout.unit or Unit(INPUT, 0)
    network, weights, values = network_in_use("explains")
    seen = unit_map(network, weights, values, unit)
    titles, digest = readable_names(network.names), networks.chosen("explains").digest

    def named(node: str, channel: int) -> str:
        return THE_DIGIT if node == INPUT else f"map {channel} of {titles[node]}"

    return WalkedUnit(
        seen,
        named(seen.source, seen.channel),
        named(unit.node, unit.channel),
        unit.node,
        THE_DIGIT if unit.node == INPUT else titles[unit.node],
        f"{digest} {unit.to_text()} {values[INPUT].tobytes().hex()}",
        values[unit.node] if _is_flattened(network, unit.node) else None,
    )


def _is_flattened(network: Network, name: str) -> bool:
    """Return whether a Flatten takes a node's output, directly or behind Dropout."""
    takers = [node for node in network.nodes if name in node.inputs]
    return any(
        isinstance(node.layer, Flatten)
        or (node.layer.group == "regularization" and _is_flattened(network, node.name))
        for node in takers
    )
