"""Kinds of layers that Keras lacks: a small class of our own defines each for Keras."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from importlib.resources import files

from cnnviz.network.layer import Layer


@dataclass(frozen=True)
class Defined(Layer):
    """A layer that Keras lacks. A file in `with_keras/own_layers/` defines a Keras layer of the same name."""

    @classmethod
    def keras_definition(cls) -> str:
        """Return the Python code of the Keras layer: a class that needs only `import keras`."""
        path = f"with_keras/own_layers/{cls.keras_name}.py"  # read, not imported: Keras stays out
        text = files("cnnviz").joinpath(path).read_text(encoding="utf-8")
        classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
        found = next(node for node in classes if node.name == cls.__name__)
        return "\n".join(text.splitlines()[found.lineno - 1 : found.end_lineno])
