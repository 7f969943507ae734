"""The Python code of what is on the screen, runnable as it stands: by Keras, or by this package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cnnviz.pipeline import Convolved, Layer, Pipeline
from cnnviz.pipeline.cutouts import NUMPY_MODES

Array = npt.NDArray[np.float32]

#: What a link says of how a page looks, and not of what is computed.
_OF_A_PAGE = {
    "beside",
    "digit",
    "layer",
    "magnified",
    "numbers",
    "place",
    "plain",
    "region",
    "second",
    "stage",
    "toned",
    "view",
}


def convolution_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that makes the same feature map by Keras's Conv2D, and prints it.

    Args:
        x: the input, (height, width, channels) float32.
        done: the convolution, from `pipeline.convolved`.
        now: its settings; only its padding's name is asked for.
    """
    return _program(_feature_map(x, done, now), "feature_map")


def activation_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that makes the same activated map by Keras, and prints it.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the convolution, from `pipeline.convolved`.
        now: its settings, and the activation.
    """
    return _program(_activated(x, done, now), "activated")


def pooling_code(x: Array, done: Convolved, now: Pipeline) -> str:
    """Return a program that makes the same pooled map by Keras's layers, and prints it.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the convolution, from `pipeline.convolved`.
        now: its settings, the activation, and the first round's pooling.
    """
    first = now.rounds[0]
    layer = {"max": "MaxPooling2D", "average": "AveragePooling2D"}[first.pooling]
    lines = [
        *_activated(x, done, now),
        f"layer = keras.layers.{layer}(pool_size={first.pool_size}, strides={first.strides})",
        "pooled = keras.ops.convert_to_numpy(layer(activated[np.newaxis]))[0]",
    ]
    return _program(lines, "pooled")


def _program(lines: list[str], shown: str) -> str:
    return "\n".join([*lines, f"print({shown}[..., 0])"])


def _activated(x: Array, done: Convolved, now: Pipeline) -> list[str]:
    return [
        *_feature_map(x, done, now),
        f"activated = keras.ops.convert_to_numpy(keras.activations.{now.activation}(feature_map))",
    ]


def _feature_map(x: Array, done: Convolved, now: Pipeline) -> list[str]:
    """Return the lines up to the convolution's output."""
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
    return lines


def image_code(now: Pipeline) -> str:
    """Return lines that get the visitor's image by this package; an upload is read from a file.

    `now` is then the visitor's settings, and `image` what the pages work on.
    """
    link = {name: text for name, text in now.to_link().items() if name not in _OF_A_PAGE}
    get = {
        "digit": 'mnist.bundled()[0][now.number].astype("float32") / np.float32(255)',
        "drawing": "drawing.render(now.drawing)",
        "upload": 'images.load_image(Path("photo.jpg").read_bytes())  # your own file',
    }.get(now.image, "images.sample_images()[now.image]()")
    needed = {"digit": "images, mnist, pipeline", "drawing": "drawing, images, pipeline"}
    lines = [
        *(
            {"digit": ["import numpy as np", ""], "upload": ["from pathlib import Path", ""]}.get(
                now.image, []
            )
        ),
        f"from cnnviz import {needed.get(now.image, 'images, pipeline')}",
        "",
        f"now = pipeline.Pipeline.from_link({link!r})",
        f"image = {get}",
    ]
    if now.crop is not None:
        top, bottom, left, right = now.crop
        lines.append(f"image = images.crop(image, ({top}, {bottom}), ({left}, {right}))")
    if now.grey:
        lines.append("image = images.to_grey(image)")
    return "\n".join(lines)


def numbers_code(now: Pipeline) -> str:
    """Return a program that prints the visitor's image as numbers, 0 to 255."""
    lines = ["print(image.shape)  # height, width, channels", "print((image * 255).round().astype(int))"]
    return "\n".join([image_code(now), *lines])


def filter_code(now: Pipeline) -> str:
    """Return a program that filters the visitor's image as the Filters page does, into `result`."""
    lines = [image_code(now)]
    if now.clipped:
        lines += [
            "from cnnviz import filters",
            "",
            "result = filters.apply(image, now.kernel, border=now.border, flip=now.flip).clip(0, 1)",
        ]
    else:
        lines.append("result = pipeline.feature_map(image, now)")
    return "\n".join([*lines, "print(result.shape, result.min(), result.max())"])


def network_code(now: Pipeline, *, shipped: bool = True) -> str:
    """Return a program that gives every layer's output for the digit, into `outputs`.

    Args:
        now: which digit.
        shipped: whether the network is the one that ships, and not one that was saved to a file.
    """
    load = "models.load_pretrained()" if shipped else 'models.load("network.keras")  # as you saved it'
    if now.digit == "bundled":
        lines = [
            "from cnnviz import digits, layer_outputs, mnist, models",
            "",
            f"digit = digits.from_mnist(mnist.bundled()[0][{now.number}])",
        ]
    else:
        drawn = now.digit == "drawing"
        lines = [
            image_code(replace(now, image="drawing", crop=None, grey=False) if drawn else now),
            "from cnnviz import digits, layer_outputs, models",
            "",
            "digit = digits.from_picture(image)",
        ]
    lines += [
        f"outputs = layer_outputs.of({load}, digit.digit)",
        "for name, output in outputs.items():",
        "    print(name, output.shape, output.min(), output.max())",
    ]
    return "\n".join(lines)


def walk_code(now: Pipeline) -> str:
    """Return a program that steps through convolution, ReLU and pooling; `stages` hold every result."""
    lines = [
        image_code(now),
        "stages, end = pipeline.walk(image, now)",
        "for stage in stages:",
        "    print(stage.name, stage.values.shape, stage.values.min(), stage.values.max())",
    ]
    return "\n".join(lines)


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
