"""Check layers that may not fit together, and make a network of those that do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cnnviz.errors import NetworkError, sentence
from cnnviz.layers.activation import SOFTMAX
from cnnviz.network.checks import Shape, by, check
from cnnviz.network.families import Windowed
from cnnviz.network.kinds.dropout import Dropout
from cnnviz.network.limits import check_trainable
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, Brick, Node, completed, layer_of


@dataclass(frozen=True)
class Task:
    """What a network is for: the inputs that it takes and the classes that it predicts."""

    name: str
    """The name of the inputs, such as "Digits"."""
    input_shape: Shape
    classes: tuple[str, ...]


def check_bricks(bricks: Sequence[Brick], task: Task) -> list[str]:
    """Return a sentence for each brick that says what is wrong with it, or "".

    Bricks after the first that does not fit are not checked; theirs is "".

    >>> from cnnviz.network import DIGITS, Dense
    >>> check_bricks([Dense(10, "softmax")], DIGITS)
    ['Dense needs one column of numbers, not 28 × 28 × 1. Put a Flatten before it.']
    """
    fault = _first_misfit(bricks, task.input_shape, trained=True)
    if fault is None and bricks and (ending := _ending(Network(task.input_shape, bricks), task)):
        fault = len(bricks) - 1, ending
    return [fault[1] if fault and fault[0] == n else "" for n in range(len(bricks))]


def _first_misfit(
    bricks: Sequence[Brick], input_shape: Shape, *, trained: bool = False
) -> tuple[int, str] | None:
    """Return the index of the first brick that does not fit the ones before it, and what is wrong."""
    if not bricks or not _fault(bricks, input_shape, trained=trained):
        return None
    for n in range(len(bricks)):
        if fault := _fault(bricks[: n + 1], input_shape, trained=trained):
            return n, _advice(bricks, n, input_shape) or fault
    return None


def _fault(bricks: Sequence[Brick], input_shape: Shape, *, trained: bool) -> str:
    """Return why the bricks do not make a network, or if `trained`, one that can be trained; or ""."""
    try:
        network = Network(input_shape, bricks)
        if trained:
            check_trainable(network)
    except NetworkError as error:
        return sentence(error)
    return ""


def _advice(bricks: Sequence[Brick], n: int, input_shape: Shape) -> str:
    """Return which earlier brick leaves too small or flat an input for brick `n`, and a remedy; or ""."""
    layer = layer_of(bricks[n])
    if not layer.takes_maps:
        return ""
    try:
        path = _path(bricks, n, input_shape)
    except NetworkError:
        return ""
    changes = [m for (m, shape), (_, before) in zip(path[1:], path, strict=False) if shape[:2] != before[:2]]
    here = path[-1][1]
    if not changes:
        return ""
    if len(here) == 1:
        flat = next(m for m, shape in path if len(shape) == 1)
        return (
            f"{type(layer).__name__} needs maps with height and width. But {_named(bricks, flat)}, makes "
            f"them one column of numbers. Move layer {n + 1} before layer {flat}, or remove layer {flat}."
        )
    if not isinstance(layer, Windowed) or layer.fits(here):
        return ""
    return (
        f"Its window spans {by(layer.spans)}, but {_named(bricks, changes[-1])}, leaves only "
        f"{by(here[:2])}. Make one of the two windows smaller, or choose padding same."
    )


def _path(bricks: Sequence[Brick], n: int, input_shape: Shape) -> list[tuple[int, Shape]]:
    """Return the positions, counted from 1, and shapes on the path from the input to brick `n`."""
    nodes = completed(bricks[: n + 1])
    shapes = Network(input_shape, bricks[:n]).shapes if n else {INPUT: input_shape}
    places = {node.name: place for place, node in enumerate(nodes, start=1)}
    name, path = nodes[n].inputs[0], []
    while name != INPUT:
        path.append((places[name], shapes[name]))
        name = nodes[places[name] - 1].inputs[0]
    return [(0, input_shape), *reversed(path)]


def _named(bricks: Sequence[Brick], place: int) -> str:
    """Return the position, counted from 1, and the kind of a brick."""
    return f"layer {place}, {type(layer_of(bricks[place - 1])).__name__}"


def _ending(network: Network, task: Task) -> str:
    """Return what is wrong with the end of a network, and a remedy; or ""."""
    if network.outputs != network.names[-1:]:
        loose = next(name for name in network.outputs if name != network.names[-1])
        place = network.names.index(loose)
        return f"No layer uses the output of layer {place + 1}, {type(network.layers[place]).__name__}."
    if _solves(network.nodes[-1], network, task):
        return ""
    shape, last, n = network.output_shapes[-1], network.layers[-1], len(task.classes)
    before = network.nodes[-1].inputs[0]
    if before != INPUT and _solves(network.nodes[network.names.index(before)], network, task):
        remedy = "Move this one up, or remove it."
    elif "activation" in last.settings() and shape == (n,):
        remedy = "Set its activation to softmax."
    elif "units" in last.settings():
        remedy = f"Set its units to {n} and its activation to softmax."
    else:
        flat = "" if len(shape) == 1 else "a Flatten and "
        remedy = f"Add {flat}a Dense after it, with {n} units and softmax."
    return f"The last layer must give {n} probabilities. {remedy}"


def _solves(node: Node, network: Network, task: Task) -> bool:
    """Return whether the output of a node is a probability for each class."""
    return node.layer.final_activation == SOFTMAX and network.shapes[node.name] == (len(task.classes),)


def check_solves(network: Network, task: Task) -> None:
    """Raise a NetworkError unless the network takes the task's inputs and returns class probabilities."""
    shape = task.input_shape
    check(
        network.input_shape == shape,
        f"{task.name} need a network with the input shape {shape}.",
        network.input_shape,
    )
    ending = _ending(network, task)
    check(not ending, ending, network.output_shapes[-1])


def from_bricks(bricks: Sequence[Brick], task: Task) -> Network:
    """Return the network that the bricks make, ready to be trained for a task.

    Raises:
        NetworkError: If a brick does not fit; the message names it and says what is wrong.
    """
    for n, fault in enumerate(check_bricks(bricks, task), start=1):
        if fault:
            raise NetworkError(f"Layer {n}, {type(layer_of(bricks[n - 1])).__name__}, does not fit. {fault}")
    return Network(task.input_shape, bricks)


def fitting(bricks: Sequence[Brick], input_shape: Shape) -> tuple[Brick, ...]:
    """Return the bricks before the first that does not fit; all if they fit, even without an output layer."""
    misfit = _first_misfit(bricks, input_shape)
    return tuple(bricks if misfit is None else bricks[: misfit[0]])


def without_dropout(network: Network) -> Network:
    """Return the same network without its Dropout layers; what took their outputs takes their inputs."""
    replaced: dict[str, str] = {}
    kept = []
    for node in network.nodes:
        inputs = tuple(replaced.get(name, name) for name in node.inputs)
        if isinstance(node.layer, Dropout):
            replaced[node.name] = inputs[0]
        else:
            kept.append(replace(node, inputs=inputs))
    if network.is_row and not set(network.bricks) - set(network.layers):
        return Network(network.input_shape, [node.layer for node in kept], classes=network.classes)
    outputs = [replaced.get(name, name) for name in network.outputs]
    return Network(network.input_shape, kept, outputs=outputs, classes=network.classes)
