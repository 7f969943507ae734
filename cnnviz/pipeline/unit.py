"""One unit of a network: the number of one feature map at one place, or one number of a column."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

from cnnviz.network.node import INPUT, is_name
from cnnviz.pipeline import codecs
from cnnviz.pipeline.codecs import Codec, Text

#: A node's name, then three numbers that fit into a float.
_UNIT = re.compile(r"(\w+)-(\d{1,9})-(\d{1,9})-(\d{1,9})", re.ASCII)


class Unit(NamedTuple):
    """One number that a network computes.

    Attributes:
        node: The name of its node, or "input".
        channel: The index of its feature map, or its index in a column.
        row: Its row in the feature map; 0 in a column.
        column: Its column in the feature map; 0 in a column.
    """

    node: str
    channel: int
    row: int = 0
    column: int = 0

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the unit that a text names.

        Raises:
            ValueError: If the text names no unit.

        >>> Unit.from_text("conv2d-5-10-12")
        Unit(node='conv2d', channel=5, row=10, column=12)
        """
        found = _UNIT.fullmatch(text)
        if found is None or not (found[1] == INPUT or is_name(found[1])):
            raise ValueError(text)
        return cls(found[1], *map(int, found.groups()[1:]))

    def to_text(self) -> str:
        """Return the text that `from_text` reads.

        >>> Unit("dense", 7).to_text()
        'dense-7-0-0'
        """
        return "-".join(map(str, self))


def _read(text: Text) -> Unit:
    return Unit.from_text(codecs.first_text(text))


#: The codec of a unit in a link.
UNIT = Codec(Unit.to_text, _read)
