"""The drawing of a network, as the browser takes it: plain numbers, with how each layer's are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cnnviz.figures.opened_network import OpenedNetwork, Section
from cnnviz.figures.volume_shapes import BASELINES, SLANT
from cnnviz.lessons import opened_words
from cnnviz.network import LayerCost, Shape, by
from cnnviz.network.node import Node

#: The decimals of pixels.
DECIMALS = 1


def network_drawing(input_shape: Shape, nodes: Sequence[Node], drawing: OpenedNetwork) -> dict[str, Any]:
    """Return the message of a drawing.

    Args:
        input_shape: The shape of the network's input.
        nodes: The network's layers.
        drawing: All of them, in sections.
    """
    return {
        "alt": opened_words.alt(input_shape, drawing.sections),
        "slant": SLANT,
        "baselines": BASELINES,
        "totals": _totals(drawing),
        "input_shape": by(input_shape),
        "input": _plain(drawing.input._asdict()),
        "sections": [_section(section) for section in drawing.sections],
        "layers": [_layer(node, cost) for node, cost in zip(nodes, drawing.costs, strict=True)],
    }


def _totals(one: OpenedNetwork | Section | LayerCost) -> dict[str, int]:
    return {"parameters": one.parameters, "multiplications": one.multiplications}


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "count": section.count,
        "told": opened_words.told(section),
        "folded": _plain(section.folded._asdict()),
        "unfolded": [_plain(part._asdict()) for part in section.unfolded],
        **_totals(section),
    }


def _layer(node: Node, cost: LayerCost) -> dict[str, Any]:
    line = node.layer.settings_line
    kind = type(node.layer).__name__
    return {
        "name": node.name,
        "code": f"{kind}, {line}" if line else kind,
        "shape": by(cost.output_shape),
        "product": cost.product,
        "work": opened_words.work(cost),
        **_totals(cost),
    }


def _plain(value: Any) -> Any:
    """Return a value with rounded pixels, as JSON has it."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
