"""Keras's own description of a network -> a Network, believing nothing that is not known here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cnnviz.errors import NetworkError
from cnnviz.network.checks import Shape, check
from cnnviz.network.kinds import KINDS, Layer
from cnnviz.network.network import Network

#: What a layer's description may say, and is no setting here: the one value that is taken, and why.
_FIXED = {
    "data_format": ("channels_last", "Channels must come last."),
    "groups": (1, "Grouped convolutions are not taken."),
    "axis": (-1, "Only channels are normalized."),
    "keepdims": (False, "The mean of a map must be one number."),
    "renorm": (False, "Renormalization is not taken."),
}


def from_keras_config(config: Mapping[str, Any]) -> Network:
    """Return the network that Keras's own description (a .keras file's config.json) tells of.

    Nothing in it is run or imported: a layer is one of KINDS with checked settings, or it is refused.

    Raises:
        NetworkError: if it is no Sequential of known layers, or a setting is out of range.
    """
    inside = _mapping(config.get("config"))
    check(config.get("class_name") == "Sequential", "Only a Sequential network can be read.", _kind(config))
    entries = inside.get("layers")
    if not isinstance(entries, list) or not 2 <= len(entries) <= 202:
        raise NetworkError("The file lists no layers that can be read. Save it again from the Train page.")
    described = [_mapping(entry) for entry in entries]
    check(
        described[0].get("class_name") == "InputLayer",
        "The first layer must be an Input.",
        _kind(described[0]),
    )
    return Network(_input_shape(described[0]), tuple(_layer(entry) for entry in described[1:]))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _kind(entry: Mapping[str, Any]) -> str:
    """Return a class name fit to be shown: a stranger wrote it."""
    return re.sub(r"\W+", "", str(entry.get("class_name")))[:40]


def _input_shape(entry: Mapping[str, Any]) -> Shape:
    inside = _mapping(entry.get("config"))
    shape = inside.get("batch_shape") or inside.get("batch_input_shape")
    check(isinstance(shape, list) and len(shape) == 4, "The input must be an image.", shape)
    return tuple(shape[1:])  # type: ignore[index]


def _layer(entry: Mapping[str, Any]) -> Layer:
    kind = KINDS.get(_kind(entry))
    if kind is None or entry.get("registered_name") not in (None, _kind(entry)):
        known = ", ".join(KINDS)
        raise NetworkError(f"A layer of kind {_kind(entry)} is not known here. Known are {known}.")
    config = _mapping(entry.get("config"))
    for name, (allowed, sentence) in _FIXED.items():
        check(config.get(name) in (None, allowed), sentence, config.get(name))
    settings = {field.name: config[field.name] for field in fields(kind) if field.name in config}
    try:
        return kind(**settings)  # type: ignore[no-any-return]
    except TypeError as error:
        raise NetworkError(f"The settings of a {_kind(entry)} layer are incomplete.") from error
