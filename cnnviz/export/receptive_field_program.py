"""The code that finds what one unit sees."""

from __future__ import annotations

from collections.abc import Sequence

from cnnviz.pipeline import StackLayer


def receptive_field_code(shape: tuple[int, int], stack: Sequence[StackLayer], unit: tuple[int, int]) -> str:
    """Return a program that uses Keras to find the rows and columns of the image that one unit sees.

    All weights are 1, so the unit responds to each lit row that it sees; pooling is average pooling.
    (A gradient would also work, but TensorFlow crashes on it when strides exceed the window.)

    Args:
        shape: height and width of the image.
        stack: the layers; none may have strides and dilation both above 1, which Conv2D refuses.
        unit: row and column of the unit in the last map.
    """
    height, width = shape
    lines = [
        "import keras",
        "import numpy as np",
        "",
        "model = keras.Sequential([",
        f"    keras.Input(shape=({height}, {width}, 1)),",
        *(f"    {_layer(layer)}," for layer in stack),
        "])",
        f"rows = np.zeros(({height}, {height}, {width}, 1))",
        f"columns = np.zeros(({width}, {height}, {width}, 1))",
        f"for n in range({height}):",
        "    rows[n, n] = 1  # an image with one row of light",
        f"for n in range({width}):",
        "    columns[n, :, n] = 1",
        'for name, images in {"rows": rows, "columns": columns}.items():',
        f"    answers = model.predict(images, verbose=0)[:, {unit[0]}, {unit[1]}, 0]",
        "    print(name, np.flatnonzero(answers))",
    ]
    return "\n".join(lines)


def _layer(layer: StackLayer) -> str:
    """Return the source of a layer; convolutions have weights of 1."""
    settings = f'{layer.window}, strides={layer.strides}, padding="{layer.padding}"'
    if layer.kind == "pool":
        return f"keras.layers.AveragePooling2D({settings})"
    if layer.dilation_rate > 1:
        settings += f", dilation_rate={layer.dilation_rate}"
    return f'keras.layers.Conv2D(1, {settings}, use_bias=False, kernel_initializer="ones")'
