"""Names of layers for a reader, such as "Max pooling 2" for Keras's "max_pooling2d_1"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from cnnviz.network.kinds import KINDS

_TITLES = {kind.keras_name: kind.title for kind in KINDS.values()}


def readable_names(names: Iterable[str]) -> dict[str, str]:
    """Return a name for a reader for each layer of a network.

    A kind that occurs several times is numbered from 1. A name that is not Keras's default was given by
    someone, and stays.

    Args:
        names: The names of the layers in Keras, in the network's order.

    >>> readable_names(["conv2d", "conv2d_1", "flatten_4", "my_head"])
    {'conv2d': 'Convolution 1', 'conv2d_1': 'Convolution 2', 'flatten_4': 'Flatten', 'my_head': 'my_head'}
    """
    titles = {name: _TITLES.get(re.sub(r"_\d+$", "", name), "") for name in names}
    n_layers, seen, readable = Counter(titles.values()), Counter[str](), {}
    for name, title in titles.items():
        seen[title] += 1
        numbered = f"{title} {seen[title]}" if n_layers[title] > 1 else title
        readable[name] = numbered if title else name
    return readable
