"""The code of the Flatten page: the column, the votes, the boat and the shuffled pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cnnviz.export.array_literal import kernel_array
from cnnviz.export.cut_out_program import input_lines
from cnnviz.export.network_program import digit_code, load_code
from cnnviz.lessons import shuffling
from cnnviz.lessons.decisions import READ_OFF
from cnnviz.lessons.votes import Head
from cnnviz.network import keras_code
from cnnviz.pipeline import Flattened, Pipeline, keras_pooling
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES

Array = npt.NDArray[np.float32]


def flatten_code(
    x: Array, done: Flattened, now: Pipeline, place: int, *, corner: tuple[int, int] | None = None
) -> str:
    """Return a program that computes the same column with Keras's layers and finds one cell in it.

    Args:
        x: the convolution's input, (height, width, channels) float32.
        done: the result of `pipeline.flattened`.
        now: the settings.
        place: the cell's index in the column.
        corner: row and column of `x` in the image; None writes out all its numbers.
    """
    one = done.filters[0]
    both = max(one.strides) > 1 and max(one.dilation_rate) > 1  # Keras refuses this
    row, column, channel = np.unravel_index(place, done.maps.shape)
    each = [
        f"    ({kernel_array(one.weights[:, :, 0, 0], name)}, {one.divisor:g}, {one.offset!r}),  # {name}"
        for one, name in zip(done.filters, done.names, strict=True)
    ]
    lines = [
        *input_lines(x, now, corner, "".join(each)),
        "filters = [  # each a kernel, its divisor and its bias",
        *(text.replace("\n", "\n    ") for text in each),
        "]",
        *(
            [f'x = np.pad(x, ({one.padding[0]}, {one.padding[1]}, (0, 0)), "{PADDING_MODES[one.mode]}")']
            if one.padding != ((0, 0), (0, 0))
            else []
        ),
        "weights = np.stack([kernel / divisor for kernel, divisor, _ in filters], axis=-1)",
        f"weights = np.repeat(weights[:, :, np.newaxis], {x.shape[2]}, axis=2)  # the same for each channel",
        'bias = np.array([bias for *_, bias in filters], "float32")',
        f"sums = keras.ops.conv(x[np.newaxis], weights, strides={(1, 1) if both else one.strides}, "
        f'padding="valid", dilation_rate={one.dilation_rate})',
        *([f"sums = sums[:, ::{one.strides[0]}, ::{one.strides[1]}]"] if both else []),
        f"maps = keras.activations.{now.relu.activation}(sums + bias)",
        f"maps = {keras_pooling(now)}(maps)",
        "column = keras.ops.convert_to_numpy(keras.layers.Flatten()(maps))[0]",
        "",
        "_, height, width, channels = maps.shape",
        f"row, column_of_map, channel = {int(row)}, {int(column)}, {int(channel)}",
        "place = (row * width + column_of_map) * channels + channel",
        "print(column.shape, place, column[place])",
    ]
    return "\n".join(lines)


def votes_code(now: Pipeline, head: Head, neuron: int, unit: int | None, *, name: str = "lecture") -> str:
    """Return a program that computes the maps' votes for one neuron, with Keras and NumPy.

    Args:
        now: the settings, which say which digit.
        head: the layers after the maps.
        neuron: the index of the output neuron.
        unit: the index of the hidden unit whose votes are counted instead; None for the output neuron.
        name: the name of the shipped network; "" for one from a file.
    """
    lines = [
        "import keras",
        "import numpy as np",
        "",
        *digit_code(now, "models"),
        f"model = {load_code(name)}",
        'before = next(layer for layer in model.layers if layer.name.startswith("flatten"))',
        "maps = keras.Model(model.inputs, before.output)",
        "column = maps.predict(digit.digit[np.newaxis, ..., np.newaxis], verbose=0)[0]",
        *_weights(head, neuron, unit),
        "votes = column * weights",
        "total = votes.sum() + bias",
        "for place in np.argsort(votes)[::-1][:5]:",
        f"    where = np.unravel_index(place, {head.shape})  # row, column, channel",
        "    print(*map(int, where), column[place], weights[place], votes[place])",
        "print(total)",
    ]
    return "\n".join(lines)


def _weights(head: Head, neuron: int, unit: int | None) -> list[str]:
    """Return the lines that compute the bias and the weight of each number in the maps."""
    if head.hidden is None:
        return [
            "weights, bias = model.get_weights()[-2:]",
            f"weights, bias = weights[:, {neuron}], bias[{neuron}]",
        ]
    lines = ["hidden_weights, hidden_bias, output_weights, output_bias = model.get_weights()[-4:]"]
    if unit is not None:
        return [*lines, f"weights, bias = hidden_weights[:, {unit}], hidden_bias[{unit}]"]
    on = "column @ hidden_weights + hidden_bias > 0" if head.rectified else "1"
    return [
        *lines,
        f"onward = output_weights[:, {neuron}] * ({on})  # only through the units that are on",
        "weights = hidden_weights @ onward",
        f"bias = hidden_bias @ onward + output_bias[{neuron}]",
    ]


def boat_code(now: Pipeline) -> str:
    """Return a program for the boat's probabilities from its logits, and for one neuron against two."""
    return "\n".join(
        [
            "import keras",
            "import numpy as np",
            "",
            f"names = {list(READ_OFF)!r}",
            f"logits = np.log(np.array({list(READ_OFF.values())!r})) + {now.boat.added!r}",
            "powers = np.exp(logits)",
            "shares = powers / powers.sum()",
            "for name, logit, share in zip(names, logits, shares):",
            "    print(name, logit, share)",
            "print(keras.ops.softmax(logits))",
            "",
            f"z = {now.boat.logit!r}  # one output neuron",
            "yes = 1 / (1 + np.exp(-z))",
            "two = keras.ops.convert_to_numpy(keras.ops.softmax(np.array([z, 0.0])))",
            "print(yes, two)",
        ]
    )


def shuffle_code() -> str:
    """Return a program that trains both networks on ordered and on shuffled digits. It takes minutes."""
    run = [
        f"for shuffled in (None, np.random.default_rng({shuffling.SEED}).permutation(784)):",
        "    def put(images):",
        "        flat = images.reshape(-1, 784)",
        "        flat = flat if shuffled is None else flat[:, shuffled]",
        "        return flat.reshape(-1, 28, 28, 1) / np.float32(255)",
        "",
        f"    keras.utils.set_random_seed({shuffling.SEED})",
        "    model = keras.models.clone_model(network)",
        '    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])',
        "    model.fit(put(data.x_train), data.y_train, batch_size=32, epochs=epochs, verbose=0)",
        "    accuracy = model.evaluate(put(data.x_test), data.y_test, verbose=0)[1]",
        '    print(network.name, "in order" if shuffled is None else "shuffled", accuracy)',
    ]
    named = {"dense": shuffling.DENSE, "cnn": shuffling.CNN}
    lines = [
        "import keras",
        "import numpy as np",
        "from keras import layers",
        "",
        "from cnnviz import mnist",
        "",
    ]
    lines += [f'data, epochs, networks = mnist.load("bundled"), {shuffling.EPOCHS}, []']
    for name, network in named.items():
        built = keras_code(network).split("\n")[3:-2]
        lines += [*built, f'], name="{name}")', "networks.append(model)"]
    lines += ["for network in networks:", *(f"    {line}".rstrip() for line in run)]
    return "\n".join(lines)
