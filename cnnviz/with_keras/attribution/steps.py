"""A Keras model as a list of steps, with the layers of nested models among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from inspect import signature
from itertools import count
from typing import Any, TypeAlias, cast

import keras
from keras.src.models.functional import Functional

from cnnviz.errors import NetworkError

Call: TypeAlias = Callable[..., Any]


@dataclass(frozen=True, eq=False)
class Step:
    """One call of a layer."""

    name: str
    """The layer's name, after the names of the models that hold it: "backbone/conv2d"."""
    operation: keras.Operation
    shape: tuple[int | None, ...]
    """The shape of the output, without the batch axis."""
    inputs: tuple[int, ...]
    """The numbers of the tensors that the layer takes."""
    outputs: tuple[int, ...]
    """The numbers of the tensors that it gives."""
    arguments: Any
    """The arguments of the call, with Keras's symbolic tensors in them."""
    numbers: dict[int, int]
    """The number of each symbolic tensor, by its id."""

    def run(self, call: Call, tensors: dict[int, Any]) -> None:
        """Call a function in place of the layer, in inference mode, and add its outputs to the tensors."""
        known = {key: tensors[number] for key, number in self.numbers.items() if number in tensors}
        arguments, named = self.arguments.fill_in(known)
        if named.get("training") is None and "training" in signature(self.operation.call).parameters:
            named = {**named, "training": False}
        outputs = keras.tree.flatten(call(*arguments, **named))
        tensors.update(zip(self.outputs, outputs, strict=True))


#: What is called in place of a step's layer.
Calls: TypeAlias = Callable[[Step], Call]
#: Receives each step with its output, before the next step takes it.
Seer: TypeAlias = Callable[[Step, Any], None]


def same(step: Step) -> Call:
    """Return the step's own layer."""
    return cast("Call", step.operation)


def unseen(step: Step, output: Any) -> None:
    """Do nothing with an output."""


@dataclass(frozen=True, eq=False)
class Graph:
    """The steps from a model's input, the tensor number 0, to its first output, in an order that works."""

    steps: tuple[Step, ...]
    output: int

    def run(self, x: Any, call: Calls = same, see: Seer = unseen) -> Any:
        """Return the output for a batch.

        Args:
            x: (n, height, width, channels).
            call: What is called in place of each step's layer.
            see: Receives each step with its output.
        """
        tensors = {0: x}
        for step in self.steps:
            step.run(call(step), tensors)
            see(step, tensors[step.outputs[0]])
        return tensors[self.output]

    def maker(self, tensor: int) -> Step | None:
        """Return the step that gives a tensor; None for the input."""
        return next((step for step in self.steps if tensor in step.outputs), None)

    def takers(self, tensor: int) -> list[Step]:
        """Return the steps that take a tensor."""
        return [step for step in self.steps if tensor in step.inputs]

    def step(self, name: str) -> Step:
        """Return the step of a layer, by its full name, or by its last part where only one step has it.

        Raises:
            NetworkError: If there is no such layer, or several.
        """
        exact = [step for step in self.steps if step.name == name]
        found = exact or [step for step in self.steps if step.name.rpartition("/")[2] == name]
        if not found:
            raise NetworkError(f"The network has no layer of this name. Received: {name!r}")
        if len({step.name for step in found}) > 1:
            names = ", ".join(step.name for step in found)
            raise NetworkError(f"Several layers have this name: {names}. Received: {name!r}")
        return found[-1]


@lru_cache(maxsize=16)
def graph(model: keras.Model) -> Graph:
    """Return the steps of a Sequential or functional model with one input. The last ones are kept.

    Raises:
        NetworkError: If the model does not say which layers it calls, or has several inputs.
    """
    if not _is_open(model):
        sentence = "Only Sequential and functional models can be explained, after they are built."
        raise NetworkError(f"{sentence} Received: {type(model).__name__}")
    if len(model.inputs) != 1:
        raise NetworkError(f"Only a network with one input can be explained. Received: {len(model.inputs)}")
    found = _Flattening()
    output = found.add(model, [0], [model.outputs[0]], "")[0]
    return Graph(tuple(found.steps), output)


def _is_open(operation: keras.Operation) -> bool:
    """Return whether an operation is a model that keeps the graph of its layers."""
    if isinstance(operation, keras.Sequential):
        return operation.built and bool(operation.layers)
    return isinstance(operation, Functional) and type(operation).call is Functional.call


class _Flattening:
    """The steps of a model and of the models in it, as they are found."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.fresh = count(1)

    def add(self, model: Any, given: list[int], wanted: list[Any], prefix: str) -> list[int]:
        """Add the steps of a model that takes the given tensors; return the numbers of the wanted outputs."""
        numbers = {id(tensor): number for tensor, number in zip(model.inputs, given, strict=True)}
        nodes = keras.Function(model.inputs, wanted)._nodes_by_depth  # Keras shows the calls nowhere else
        for node in (node for depth in sorted(nodes, reverse=True) for node in nodes[depth]):
            if not node.is_input:
                made = self._add_node(node, numbers, prefix)
                numbers |= {id(tensor): number for tensor, number in zip(node.outputs, made, strict=True)}
        return [numbers[id(tensor)] for tensor in wanted]

    def _add_node(self, node: Any, numbers: dict[int, int], prefix: str) -> list[int]:
        """Add one call of a layer or of a model, and return the numbers of its outputs."""
        operation, taken = node.operation, [numbers[id(tensor)] for tensor in node.input_tensors]
        if _is_open(operation):
            return self.add(operation, taken, operation.outputs, f"{prefix}{operation.name}/")
        made = [next(self.fresh) for _ in node.outputs]
        name, shape = f"{prefix}{operation.name}", tuple(node.outputs[0].shape[1:])
        self.steps.append(Step(name, operation, shape, tuple(taken), tuple(made), node.arguments, numbers))
        return made
