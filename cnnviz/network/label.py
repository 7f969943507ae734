"""The label of a network's file, next to Keras's config: its classes and the preparation of inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cnnviz.errors import NetworkError
from cnnviz.network.checks import check
from cnnviz.network.network import Network
from cnnviz.network.preparation import Preparation

MAX_CLASSES = 100_000


def to_label(network: Network) -> dict[str, Any]:
    """Return classes and preparation as JSON-serializable data; {} if both are the defaults."""
    label: dict[str, Any] = {"classes": list(network.classes)} if network.classes else {}
    if network.preparation != Preparation():
        label["preparation"] = asdict(network.preparation)
    return label


def labelled(network: Network, label: object) -> Network:
    """Return the network with the classes and preparation of a label, after checking every value.

    Raises:
        NetworkError: If a value is not valid.
    """
    entries: Mapping[str, Any] = label if isinstance(label, dict) else {}
    classes, prepared = entries.get("classes", []), entries.get("preparation", {})
    fits = isinstance(classes, list) and len(classes) <= MAX_CLASSES and isinstance(prepared, dict)
    check(fits, "The classes in the file cannot be read.", label)
    size = prepared.get("size")
    try:
        preparation = Preparation(**{**prepared, "size": tuple(size) if isinstance(size, list) else size})
    except TypeError as error:
        raise NetworkError("The preparation in the file cannot be read.") from error
    return Network(
        network.input_shape,
        network.nodes,
        outputs=network.outputs,
        classes=classes,
        preparation=preparation,
    )
