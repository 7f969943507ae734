"""Layers that need not fit: what is wrong at which of them, and the network that they make."""

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
    """What a network is for: which inputs it takes, and which classes it tells apart."""

    name: str
    """What the inputs are called: "Digits"."""
    input_shape: Shape
    classes: tuple[str, ...]


def check_bricks(bricks: Sequence[Brick], task: Task) -> list[str]:
    """Return a sentence for each brick: what is wrong there, or "".

    Nothing is known, and nothing is said, of the bricks behind the first that does not fit.

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
    """Return the number of the first brick that does not fit behind those before it, and what is wrong."""
    if not bricks or not _fault(bricks, input_shape, trained=trained):
        return None
    for n in range(len(bricks)):
        if fault := _fault(bricks[: n + 1], input_shape, trained=trained):
            return n, _advice(bricks, n, input_shape) or fault
    return None


def _fault(bricks: Sequence[Brick], input_shape: Shape, *, trained: bool) -> str:
    """Return why bricks make no network, or one that is too large to be trained if it is to be; or ""."""
    try:
        network = Network(input_shape, bricks)
        if trained:
            check_trainable(network)
    except NetworkError as error:
        return sentence(error)
    return ""


def _advice(bricks: Sequence[Brick], n: int, input_shape: Shape) -> str:
    """Return what a brick misses that one on the way to it has taken away, and what to do, or ""."""
    layer = layer_of(bricks[n])
    if not layer.takes_maps:
        return ""
    try:
        way = _way(bricks, n, input_shape)
    except NetworkError:
        return ""
    changes = [m for (m, shape), (_, before) in zip(way[1:], way, strict=False) if shape[:2] != before[:2]]
    here = way[-1][1]
    if not changes:
        return ""
    if len(here) == 1:
        flat = next(m for m, shape in way if len(shape) == 1)
        return (
            f"{type(layer).__name__} needs maps, with height and width, but {_named(bricks, flat)}, makes "
            f"one column of numbers of them. Move layer {n + 1} before layer {flat}, or remove layer {flat}."
        )
    if not isinstance(layer, Windowed) or layer.fits(here):
        return ""
    return (
        f"Its window spans {by(layer.spans)}, but {_named(bricks, changes[-1])}, leaves only "
        f"{by(here[:2])}. Make the window smaller in one of the two, or choose padding same."
    )


def _way(bricks: Sequence[Brick], n: int, input_shape: Shape) -> list[tuple[int, Shape]]:
    """Return the places, counted from 1, and shapes from the input to what brick n takes first."""
    nodes = completed(bricks[: n + 1])
    shapes = Network(input_shape, bricks[:n]).shapes if n else {INPUT: input_shape}
    places = {node.name: place for place, node in enumerate(nodes, start=1)}
    name, way = nodes[n].inputs[0], []
    while name != INPUT:
        way.append((places[name], shapes[name]))
        name = nodes[places[name] - 1].inputs[0]
    return [(0, input_shape), *reversed(way)]


def _named(bricks: Sequence[Brick], place: int) -> str:
    """Return the place, counted from 1, and the kind of a brick."""
    return f"layer {place}, {type(layer_of(bricks[place - 1])).__name__}"


def _ending(network: Network, task: Task) -> str:
    """Return what is wrong with the end of a network, and what to do, or ""."""
    if network.outputs != network.names[-1:]:
        loose = next(name for name in network.outputs if name != network.names[-1])
        place = network.names.index(loose)
        return f"Nothing takes what layer {place + 1}, {type(network.layers[place]).__name__}, gives."
    if _solves(network.nodes[-1], network, task):
        return ""
    shape, last, n = network.output_shapes[-1], network.layers[-1], len(task.classes)
    before = network.nodes[-1].inputs[0]
    if before != INPUT and _solves(network.nodes[network.names.index(before)], network, task):
        todo = "Move this one up, or remove it."
    elif "activation" in last.settings() and shape == (n,):
        todo = "Set its activation to softmax."
    elif "units" in last.settings():
        todo = f"Set its units to {n} and its activation to softmax."
    else:
        flat = "" if len(shape) == 1 else "a Flatten and "
        todo = f"Add {flat}a Dense behind it, with {n} units and softmax."
    return f"The last layer must give {n} probabilities. {todo}"


def _solves(node: Node, network: Network, task: Task) -> bool:
    """Return whether a node gives the probabilities of the classes."""
    return node.layer.final_activation == SOFTMAX and network.shapes[node.name] == (len(task.classes),)


def check_solves(network: Network, task: Task) -> None:
    """Raise a NetworkError unless the network takes a task's inputs and gives its probabilities."""
    shape = task.input_shape
    check(
        network.input_shape == shape,
        f"{task.name}: one input is {by(shape)}. Give the network that input.",
        network.input_shape,
    )
    ending = _ending(network, task)
    check(not ending, ending, network.output_shapes[-1])


def from_bricks(bricks: Sequence[Brick], task: Task) -> Network:
    """Return the network that the bricks make, fit to be trained for a task.

    Raises:
        NetworkError: with the place of the brick that does not fit, and what is wrong there.
    """
    for n, fault in enumerate(check_bricks(bricks, task), start=1):
        if fault:
            raise NetworkError(f"Layer {n}, {type(layer_of(bricks[n - 1])).__name__}, does not fit. {fault}")
    return Network(task.input_shape, bricks)


def fitting(bricks: Sequence[Brick], input_shape: Shape) -> tuple[Brick, ...]:
    """Return the bricks before the first that does not fit; where only the end is missing, all."""
    misfit = _first_misfit(bricks, input_shape)
    return tuple(bricks if misfit is None else bricks[: misfit[0]])


def without_dropout(network: Network) -> Network:
    """Return the same network without its Dropout layers: what took from them takes from before them."""
    instead: dict[str, str] = {}
    kept = []
    for node in network.nodes:
        inputs = tuple(instead.get(name, name) for name in node.inputs)
        if isinstance(node.layer, Dropout):
            instead[node.name] = inputs[0]
        else:
            kept.append(replace(node, inputs=inputs))
    if network.is_row and not set(network.bricks) - set(network.layers):
        return Network(network.input_shape, [node.layer for node in kept], classes=network.classes)
    outputs = [instead.get(name, name) for name in network.outputs]
    return Network(network.input_shape, kept, outputs=outputs, classes=network.classes)
