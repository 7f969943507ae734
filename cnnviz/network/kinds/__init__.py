"""One file for each kind of layer. All files in this folder are found; there is no list of them."""

from __future__ import annotations

import importlib
import pkgutil
from inspect import isabstract

from cnnviz.errors import NetworkError
from cnnviz.network.layer import GROUPS, Layer


def _found() -> dict[str, type[Layer]]:
    """Return the kinds in this folder by Keras's names, in the order of their groups."""
    modules = [importlib.import_module(f"{__name__}.{file.name}") for file in pkgutil.iter_modules(__path__)]
    kinds = [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Layer) and one.__module__ == module.__name__
    ]
    missing = [kind.__name__ for kind in kinds if isabstract(kind)]
    if missing or len(kinds) != len(modules):
        raise NotImplementedError(f"Each file must define one complete kind of layer. Incomplete: {missing}")
    return {kind.__name__: kind for kind in sorted(kinds, key=lambda kind: GROUPS.index(kind.group))}


KINDS = _found()


def kind_named(name: str) -> type[Layer]:
    """Return the kind of layer with this name in Keras.

    Raises:
        NetworkError: If there is none.
    """
    if name not in KINDS:
        known = ", ".join(KINDS)
        raise NetworkError(f"Layers of kind {name[:40]} are not supported. Supported kinds: {known}.")
    return KINDS[name]
