"""What a visitor can take home of the picture of a network: its code, and its first layer's maps."""

from __future__ import annotations

from cnnviz import export
from cnnviz.errors import ImageError, NetworkError
from cnnviz.figures.layers import sheet
from cnnviz.ui.frame import take_home
from cnnviz.ui.session import networks
from cnnviz.ui.session.state import current
from cnnviz.ui.session.walked_unit import network_in_use

#: The width of the sheet of maps over its height.
ASPECT = 2.0


def offer() -> None:
    """Offer the code and the picture, if Take home is open and there is a digit."""
    if not take_home.is_open():
        return
    try:
        given = network_in_use("reads")
    except (ImageError, NetworkError):
        return
    code = export.network_code(current(), name=networks.chosen().name)
    take_home.offer(code, sheet(given.values[given.network.names[0]], ASPECT))
