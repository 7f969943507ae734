"""A whole network as volumes, with its branches and shortcuts; equal blocks in a row are folded into one.

A browser component. Python lays out each block twice, folded and with all layers, and counts parameters and
multiplications. The browser joins the blocks, folds and unfolds them, and pans and zooms.
"""

from __future__ import annotations

from typing import Any

from cnnviz.figures.opened_network import OpenedNetwork, Section, opened
from cnnviz.figures.volume_shapes import SLANT
from cnnviz.lessons import opened_words
from cnnviz.network import LayerCost, Network, by
from cnnviz.network.node import Node
from cnnviz.ui.components import component

#: The decimals of pixels.
DECIMALS = 1


def show(network: Network, key: str) -> None:
    """Show a network.

    Args:
        network: The layers; nothing is allocated for their weights.
        key: The component's key on this page.
    """
    _component(key=key, data=message(network))


def message(network: Network) -> dict[str, Any]:
    """Return the component's message, with a digest of its content."""
    drawing = opened(network)
    content: dict[str, Any] = {
        "headline": opened_words.headline(network, drawing),
        "alt": opened_words.alt(network, drawing.sections),
        "slant": SLANT,
        "totals": _totals(drawing),
        "input_shape": by(network.input_shape),
        "input": _plain(drawing.input._asdict()),
        "sections": [_section(section) for section in drawing.sections],
        "layers": [_layer(node, cost) for node, cost in zip(network.nodes, drawing.costs, strict=True)],
    }
    return content | {"digest": component.digest(content)}


def _totals(one: OpenedNetwork | Section | LayerCost) -> dict[str, int]:
    return {"parameters": one.parameters, "multiplications": one.multiplications}


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "count": section.count,
        "first": section.layers[0],
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


_component = component.define(
    "opened_network",
    html='<div class="panel opened" role="group" aria-label="The whole network"></div>',
    styles=("shared/panel",),
)
