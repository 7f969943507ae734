"""Convert a Keras config to a Network. Anything unknown in it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cnnviz.errors import NetworkError
from cnnviz.network.checks import Shape, check
from cnnviz.network.kinds import kind_named
from cnnviz.network.layer import Layer
from cnnviz.network.limits import MAX_NODES
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, MAX_INPUTS, Node, completed, is_name


def from_keras_config(config: Mapping[str, Any]) -> Network:
    """Return the network that a Keras config (a .keras file's config.json) describes.

    Nothing in it is run or imported: a layer is one of KINDS with checked settings, or it is refused.

    Raises:
        NetworkError: If it is not a Sequential or Functional model of known layers, or a setting is out of
            range.
    """
    inside = _mapping(config.get("config"))
    kind = _kind(config)
    check(kind in ("Sequential", "Functional"), "Only Sequential and Functional networks can be read.", kind)
    entries = inside.get("layers")
    if not isinstance(entries, list) or not 2 <= len(entries) <= MAX_NODES + 1:
        raise NetworkError("The file lists no layers that can be read. Save it again from the Train page.")
    described = [_mapping(entry) for entry in entries]
    inputs = [entry for entry in described if _kind(entry) == "InputLayer"]
    check(described[0] in inputs, "The first layer must be an Input.", _kind(described[0]))
    check(len(inputs) == 1, "Only networks with one input can be read.", len(inputs))
    shape, layers = _input_shape(described[0]), described[1:]
    if kind == "Sequential":
        return Network(shape, [Node(_layer(entry), name=_own_name(entry)) for entry in layers])
    return _functional(shape, described[0], layers, inside.get("output_layers"))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _kind(entry: Mapping[str, Any]) -> str:
    """Return a class name that is safe to show, because a stranger may have written it."""
    return re.sub(r"\W+", "", str(entry.get("class_name")))[:40]


def _input_shape(entry: Mapping[str, Any]) -> Shape:
    inside = _mapping(entry.get("config"))
    shape = inside.get("batch_shape") or inside.get("batch_input_shape")
    check(isinstance(shape, list) and len(shape) == 4, "The input must be an image.", shape)
    return tuple(shape[1:])  # type: ignore[index]


def _layer(entry: Mapping[str, Any]) -> Layer:
    kind = kind_named(_kind(entry))
    check(
        entry.get("registered_name") in (None, _kind(entry)),
        "A layer must be one of Keras's own.",
        entry.get("registered_name"),
    )
    return kind.from_keras_config(_mapping(entry.get("config")))


def _own_name(entry: Mapping[str, Any]) -> str:
    """Return the name that a person gave to a layer; "" for Keras's default or an invalid name."""
    name = _mapping(entry.get("config")).get("name")
    counted = rf"{re.escape(kind_named(_kind(entry)).keras_name)}(_\d+)?"
    return str(name) if is_name(name) and not re.fullmatch(counted, str(name)) else ""


def _functional(
    shape: Shape, first: Mapping[str, Any], entries: list[Mapping[str, Any]], outputs: object
) -> Network:
    """Return the graph. Its layers have their names in the file, or Keras's default names."""
    layers = [_layer(entry) for entry in entries]
    theirs = [_file_name(entry) for entry in entries]
    check(len({*theirs, _file_name(first)}) == len(theirs) + 1, "Each layer needs a name of its own.", theirs)
    apart = [Node(layer, (INPUT,), _own_name(e)) for layer, e in zip(layers, entries, strict=True)]
    names = [node.name for node in completed(apart)]
    ours = dict(zip(theirs, names, strict=True)) | {_file_name(first): INPUT}
    nodes = [
        Node(layer, tuple(_known(ours, reference) for reference in _input_references(entry)), name)
        for layer, entry, name in zip(layers, entries, names, strict=True)
    ]
    return Network(shape, nodes, outputs=[_known(ours, one) for one in _output_references(outputs)])


def _file_name(entry: Mapping[str, Any]) -> str:
    """Return the name of a layer in the file."""
    name = _mapping(entry.get("config")).get("name")
    check(isinstance(name, str) and 0 < len(name) <= 200, "Each layer needs a name.", name)
    return str(name)


def _known(ours: Mapping[str, str], reference: object) -> str:
    """Return our name of the layer that [name, 0, 0] refers to: its only output at its only call."""
    fits = isinstance(reference, list) and len(reference) == 3 and type(reference[0]) is str
    fits = fits and reference[0] in ours and all(type(n) is int and n == 0 for n in reference[1:])  # type: ignore[index]
    check(fits, "A layer that is used several times, or has several outputs, is not supported.", reference)
    return ours[reference[0]]  # type: ignore[index]


def _output_references(value: object) -> list[object]:
    """Return the references to the outputs; Keras does not wrap a single one in a list."""
    check(isinstance(value, list) and 0 < len(value) <= MAX_NODES, "The file names no outputs.", value)
    alone = isinstance(value[0], str)  # type: ignore[index]
    return [value] if alone else list(value)  # type: ignore[call-overload]


def _at_prediction(name: str, value: object) -> bool:
    """Return whether an option of a layer's call leaves it in inference mode."""
    return (name == "mask" and value is None) or (name == "training" and (value is None or value is False))


def _input_references(entry: Mapping[str, Any]) -> list[object]:
    """Return the references to a layer's inputs: the only argument of its only call."""
    calls = entry.get("inbound_nodes")
    call = _mapping(calls[0]) if isinstance(calls, list) and len(calls) == 1 else {}
    options = _mapping(call.get("kwargs"))
    plain = all(_at_prediction(name, value) for name, value in options.items())
    arguments: Any = call.get("args")
    plain = plain and isinstance(arguments, list) and len(arguments) == 1
    check(plain, f"The call of a layer of kind {_kind(entry)} cannot be read.", arguments)
    tensors: list[object] = arguments[0] if isinstance(arguments[0], list) else arguments
    check(0 < len(tensors) <= MAX_INPUTS, f"A layer takes 1 to {MAX_INPUTS} inputs.", len(tensors))
    described = [_mapping(tensor) for tensor in tensors]
    known = all(one.get("class_name") == "__keras_tensor__" for one in described)
    check(known, f"The inputs of a layer of kind {_kind(entry)} cannot be read.", arguments)
    return [_mapping(one.get("config")).get("keras_history") for one in described]
