"""A whole network as volumes, with its branches and shortcuts; equal blocks in a row are folded into one.

A browser component. Python lays out each block twice, folded and with all layers, and counts parameters and
multiplications. The browser joins the blocks, folds and unfolds them, and pans and zooms.
"""

from __future__ import annotations

from typing import Any

from cnnviz.figures.opened_network import opened
from cnnviz.lessons import opened_words
from cnnviz.network import Network
from cnnviz.ui.components import component
from cnnviz.ui.components.network_drawing import network_drawing


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
        "drawing": network_drawing(network.input_shape, network.nodes, drawing),
    }
    return content | {"digest": component.digest(content)}


_component = component.define(
    "opened_network",
    html='<div class="panel opened" role="group" aria-label="The whole network"></div>',
    styles=("shared/panel", "shared/opened/opened"),
)
