"""The Keras code of what is on the screen, runnable as it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.pipeline import Convolved, Layer, Pipeline
from cnnviz.pipeline.cutouts import NUMPY_MODES

Array = npt.NDArray[np.float32]


def convolution_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that makes the same feature map by Keras's Conv2D, and prints it.

    Args:
        x: the input, (height, width, channels) float32.
        done: the convolution, from `pipeline.convolved`.
        now: its settings; only its padding's name is asked for.
    """
    by_keras = now.padding in {"valid", "same"} and (now.mode == "zeros" or now.padding == "valid")
    both = max(done.strides) > 1 and max(done.dilation_rate) > 1  # which Conv2D refuses
    settings = [f"filters={done.weights.shape[3]}", f"kernel_size={done.weights.shape[:2]}"]
    if not both:
        settings.append(f"strides={done.strides}")
    by_keras = by_keras and not (both and now.padding == "same")
    settings.append(f'padding="{now.padding if by_keras else "valid"}"')
    settings.append(f"dilation_rate={done.dilation_rate}")
    lines = [
        "import keras",
        "import numpy as np",
        "",
        f"x = {_array(x)}  # height, width, channels",
        f"weights = {_array(done.weights)} / {done.divisor:g}  # rows, columns, channels, filters",
        f"bias = {_array(np.full(done.weights.shape[3], done.offset, np.float32))}",
    ]
    if not by_keras and done.padding != ((0, 0), (0, 0)):
        lines.append(
            f'x = np.pad(x, ({done.padding[0]}, {done.padding[1]}, (0, 0)), "{NUMPY_MODES[done.mode]}")'
        )
    lines += [
        f"layer = keras.layers.Conv2D({', '.join(settings)})",
        "layer.build((None, *x.shape))",
        "layer.set_weights([weights, bias])",
        "feature_map = keras.ops.convert_to_numpy(layer(x[np.newaxis]))[0]",
    ]
    if both:
        rows, columns = done.strides
        lines.append(
            f"feature_map = feature_map[::{rows}, ::{columns}]  # Conv2D has no strides with dilation"
        )
    return "\n".join([*lines, "print(feature_map[..., 0])"])


def receptive_field_code(shape: tuple[int, int], stack: Sequence[Layer], unit: tuple[int, int]) -> str:
    """Return a program that finds by Keras which rows and columns of the image one unit sees.

    All weights are 1, so that the unit answers to each row of light that it sees; the pooling is average.
    (A gradient would do as well, but TensorFlow's ends the process where strides exceed the window.)

    Args:
        shape: height and width of the image.
        stack: the layers; none with strides and dilation both above 1, which Conv2D refuses.
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


def _layer(layer: Layer) -> str:
    """Return a layer as a call; a convolution with weights that are all 1."""
    settings = f'{layer.window}, strides={layer.strides}, padding="{layer.padding}"'
    if layer.kind == "pool":
        return f"keras.layers.AveragePooling2D({settings})"
    if layer.dilation_rate > 1:
        settings += f", dilation_rate={layer.dilation_rate}"
    return f'keras.layers.Conv2D(1, {settings}, use_bias=False, kernel_initializer="ones")'


def _array(values: Array) -> str:
    """Return an array as Python writes it, every number exact."""
    text = repr(np.asarray(values, np.float64).round(9).tolist())
    return f'np.array({text.replace(".0,", ",").replace(".0]", "]")}, "float32")'
