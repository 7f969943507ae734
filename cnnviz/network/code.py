"""Write the Python code that builds a network in Keras: Sequential for a row, functional for a graph."""

from __future__ import annotations

from cnnviz.network.defined import Defined
from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, as_node


def keras_code(network: Network) -> str:
    """Return Python code that builds the network in Keras."""
    body = _sequential(network) if network.is_row else _functional(network)
    head = ["import keras", "from keras import layers", "", *_definitions(network)]
    return "\n".join([*head, *body, "model.summary()"])


def _definitions(network: Network) -> list[str]:
    """Return the classes of the layers that Keras lacks, each with two empty lines around it."""
    kinds = dict.fromkeys(type(layer) for layer in network.layers if isinstance(layer, Defined))
    lines = [line for kind in kinds for line in ("", kind.keras_definition(), "")]
    return [*lines, ""] if lines else []


def _sequential(network: Network) -> list[str]:
    calls = [f"    {call}," for call in _calls(network)]
    return ["model = keras.Sequential([", f"    keras.Input(shape={network.input_shape}),", *calls, "])"]


def _functional(network: Network) -> list[str]:
    """Return the lines of code; each variable has its layer's name."""
    lines = [f"inputs = keras.Input(shape={network.input_shape})"]
    for node, call in zip(network.nodes, _calls(network), strict=True):
        lines.append(f"{node.name} = {call}({_several(node.inputs)})")
    return [*lines, f"model = keras.Model(inputs, {_several(network.outputs)})"]


def _calls(network: Network) -> list[str]:
    """Return the call of each layer, with a name if it differs from Keras's default."""
    nodes = [as_node(brick) for brick in network.bricks]
    modules = ["" if isinstance(node.layer, Defined) else "layers." for node in nodes]
    return [module + node.layer.keras_call(node.name) for module, node in zip(modules, nodes, strict=True)]


def _several(names: tuple[str, ...]) -> str:
    variables = ["inputs" if name == INPUT else name for name in names]
    return variables[0] if len(variables) == 1 else f"[{', '.join(variables)}]"
