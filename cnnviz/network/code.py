"""Write the Python code that builds a network in Keras: Sequential for a row, functional for a graph."""

from __future__ import annotations

from cnnviz.network.network import Network
from cnnviz.network.node import INPUT, as_node


def keras_code(network: Network) -> str:
    """Return Python code that builds the network in Keras."""
    body = _sequential(network) if network.is_row else _functional(network)
    return "\n".join(["import keras", "from keras import layers", "", *body, "model.summary()"])


def _sequential(network: Network) -> list[str]:
    calls = [f"    layers.{call}," for call in _calls(network)]
    return ["model = keras.Sequential([", f"    keras.Input(shape={network.input_shape}),", *calls, "])"]


def _functional(network: Network) -> list[str]:
    """Return the lines of code; each variable has its layer's name."""
    lines = [f"inputs = keras.Input(shape={network.input_shape})"]
    for node, call in zip(network.nodes, _calls(network), strict=True):
        lines.append(f"{node.name} = layers.{call}({_several(node.inputs)})")
    return [*lines, f"model = keras.Model(inputs, {_several(network.outputs)})"]


def _calls(network: Network) -> list[str]:
    """Return the call of each layer, with a name if it differs from Keras's default."""
    return [node.layer.keras_call(node.name) for node in map(as_node, network.bricks)]


def _several(names: tuple[str, ...]) -> str:
    variables = ["inputs" if name == INPUT else name for name in names]
    return variables[0] if len(variables) == 1 else f"[{', '.join(variables)}]"
