"""The settings of the page Inside the photo network: the whole, or one layer with its maps."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.pipeline import codecs
from cnnviz.pipeline.settings.declaration import setting
from cnnviz.pipeline.settings.network_settings import LAYER_NAME
from cnnviz.pipeline.unit import UNIT, Unit

#: The whole network, or one layer.
VIEWS = ("whole", "layer")
#: The order of a layer's maps: those of most contrast first, or by their channels.
ORDERS = ("contrast", "channels")
#: More pages of maps than any layer has.
MAX_PAGES = 1000


@dataclass(frozen=True)
class PhotoNetworkSettings:
    """The page Inside the photo network."""

    view: str = setting("whole", codecs.one_of(VIEWS), link="inside")
    """One of `VIEWS`."""
    layer: str = setting("", LAYER_NAME, link="inside_layer")
    """The layer whose maps are shown; "" is the first."""
    order: str = setting("contrast", codecs.one_of(ORDERS), link="inside_order")
    """One of `ORDERS`."""
    sheet: int = setting(0, codecs.integer(0, MAX_PAGES - 1), link="inside_sheet")
    """The number of the sheet of maps, from 0."""
    unit: Unit | None = setting(None, UNIT, link="inside_unit")
    """The number whose arithmetic is open; None if there is none."""
