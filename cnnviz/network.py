"""A network as data: its layers, their shapes, weights and Keras code. No TensorFlow."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, TypeAlias

from cnnviz.errors import NetworkError
from cnnviz.layers import output_size

Shape: TypeAlias = tuple[int, ...]
Pair: TypeAlias = tuple[int, int]
Padding: TypeAlias = Literal["valid", "same"]

ACTIVATIONS = ("linear", "relu", "softmax", "sigmoid", "tanh", "elu", "leaky_relu", "gelu")
#: The largest layer output and the most weights that are believed; VGG-16, for scale, has 138 million.
MAX_WEIGHTS = 20_000_000
MAX_OUTPUTS = 5_000_000


def _check(holds: bool, sentence: str, received: object) -> None:
    """Raise a NetworkError that ends in what was received, unless the condition holds."""
    if not holds:
        raise NetworkError(f"{sentence} Received: {repr(received)[:80]}")


def _pair(value: object, name: str) -> Pair:
    """Return (rows, columns) from an int or a pair of ints between 1 and 1,024."""
    both: list[Any] = list(value) if isinstance(value, list | tuple) else [value, value]
    whole = all(isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= 1024 for v in both)
    _check(len(both) == 2 and whole, f"{name} needs one or two whole numbers from 1 to 1,024.", value)
    return both[0], both[1]


def _whole(value: object, name: str) -> int:
    """Return a count between 1 and 100,000."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100_000
    _check(fits, f"{name} needs a whole number from 1 to 100,000.", value)
    return value  # type: ignore[return-value]


def _one_of(value: object, allowed: tuple[str, ...], name: str) -> None:
    _check(value in allowed, f"{name} needs one of {', '.join(allowed)}.", value)


def _need_image(shape: Shape, layer: str) -> None:
    _check(len(shape) == 3, f"{layer} needs an input of height, width and channels.", shape)


@dataclass(frozen=True)
class Conv2D:
    """A convolution: `filters` kernels, each over all channels, and an activation."""

    filters: int
    kernel_size: Pair = (3, 3)
    strides: Pair = (1, 1)
    padding: Padding = "valid"
    dilation_rate: Pair = (1, 1)
    activation: str = "linear"
    use_bias: bool = True
    keras_name: ClassVar[str] = "conv2d"

    def __post_init__(self) -> None:
        _whole(self.filters, "Conv2D's filters")
        for name in ("kernel_size", "strides", "dilation_rate"):
            object.__setattr__(self, name, _pair(getattr(self, name), f"Conv2D's {name}"))
        _one_of(self.padding, ("valid", "same"), "Conv2D's padding")
        _one_of(self.activation, ACTIVATIONS, "Conv2D's activation")
        both = max(self.strides) > 1 and max(self.dilation_rate) > 1
        _check(not both, "Conv2D takes strides or dilation above 1, as Keras does, not both.", self)

    def output_shape(self, shape: Shape) -> Shape:
        """Return (height, width, filters) for an input of (height, width, channels)."""
        _need_image(shape, "Conv2D")
        sizes = _window_sizes(shape, self.kernel_size, self.strides, self.padding, self.dilation_rate)
        return (*sizes, self.filters)

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the kernel's shape, and the bias's where there is one."""
        kernel = (*self.kernel_size, shape[2], self.filters)
        return (kernel, (self.filters,)) if self.use_bias else (kernel,)


@dataclass(frozen=True)
class _Pooling2D:
    """What both kinds of pooling share: a window, its step, its padding."""

    pool_size: Pair = (2, 2)
    strides: Pair | None = None
    padding: Padding = "valid"

    def __post_init__(self) -> None:
        name = type(self).__name__
        object.__setattr__(self, "pool_size", _pair(self.pool_size, f"{name}'s pool_size"))
        strides = self.pool_size if self.strides is None else _pair(self.strides, f"{name}'s strides")
        object.__setattr__(self, "strides", strides)
        _one_of(self.padding, ("valid", "same"), f"{name}'s padding")

    def output_shape(self, shape: Shape) -> Shape:
        """Return (height, width, channels) after the window has walked over the input."""
        _need_image(shape, type(self).__name__)
        strides = self.strides or self.pool_size
        return (*_window_sizes(shape, self.pool_size, strides, self.padding, (1, 1)), shape[2])

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:  # noqa: ARG002 - the same question to every layer
        """Return (): pooling has no weights."""
        return ()


@dataclass(frozen=True)
class MaxPooling2D(_Pooling2D):
    """The largest value of each window."""

    keras_name: ClassVar[str] = "max_pooling2d"


@dataclass(frozen=True)
class AveragePooling2D(_Pooling2D):
    """The mean of each window."""

    keras_name: ClassVar[str] = "average_pooling2d"


class _Weightless:
    """A layer that keeps the input's shape and has no weights."""

    def output_shape(self, shape: Shape) -> Shape:
        """Return the input's shape."""
        return shape

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:  # noqa: ARG002 - the same question to every layer
        """Return (): nothing is learned here."""
        return ()


@dataclass(frozen=True)
class Dropout(_Weightless):
    """Switches off a share of the values while training; passes everything on otherwise."""

    rate: float = 0.5
    keras_name: ClassVar[str] = "dropout"

    def __post_init__(self) -> None:
        number = isinstance(self.rate, int | float) and not isinstance(self.rate, bool)
        _check(number and 0 <= self.rate < 1, "Dropout's rate needs a number from 0 to below 1.", self.rate)


@dataclass(frozen=True)
class Activation(_Weightless):
    """An activation as a layer of its own."""

    activation: str = "relu"
    keras_name: ClassVar[str] = "activation"

    def __post_init__(self) -> None:
        _one_of(self.activation, ACTIVATIONS, "Activation")


@dataclass(frozen=True)
class Flatten(_Weightless):
    """Height, width and channels as one column: position by position, all channels of each."""

    keras_name: ClassVar[str] = "flatten"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (height * width * channels,)."""
        return (math.prod(shape),)


@dataclass(frozen=True)
class Dense:
    """A fully connected layer: every unit weighs every input, and adds a bias."""

    units: int
    activation: str = "linear"
    use_bias: bool = True
    keras_name: ClassVar[str] = "dense"

    def __post_init__(self) -> None:
        _whole(self.units, "Dense's units")
        _one_of(self.activation, ACTIVATIONS, "Dense's activation")

    def output_shape(self, shape: Shape) -> Shape:
        """Return (units,) for an input of one axis."""
        _check(len(shape) == 1, "Dense needs one axis: put a Flatten before it.", shape)
        return (self.units,)

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the weights' shape, and the bias's where there is one."""
        return ((shape[0], self.units), (self.units,)) if self.use_bias else ((shape[0], self.units),)


Layer: TypeAlias = Conv2D | MaxPooling2D | AveragePooling2D | Dropout | Activation | Flatten | Dense
KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (Conv2D, MaxPooling2D, AveragePooling2D, Dropout, Activation, Flatten, Dense)
}


def _window_sizes(shape: Shape, window: Pair, strides: Pair, padding: Padding, dilation: Pair) -> Pair:
    """Return (height, width) after a window has walked over an input."""
    if padding == "same":
        return -(-shape[0] // strides[0]), -(-shape[1] // strides[1])
    rows, columns = (
        output_size(size, w, s, 0, d)
        for size, w, s, d in zip(shape[:2], window, strides, dilation, strict=True)
    )
    return rows, columns


@dataclass(frozen=True)
class Network:
    """Layers in a row, and the shape of one input.

    Raises:
        NetworkError: if a layer cannot take what the one before it gives, or the whole is too large.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        _check(bool(self.layers), "A network needs at least one layer.", self.layers)
        _check(len(self.layers) <= 200, "A network of more than 200 layers is not taken.", len(self.layers))
        sides = self.input_shape
        fits = len(sides) == 3 and all(isinstance(n, int) and 1 <= n <= 1024 for n in sides)
        _check(fits, "The input needs height, width and channels, each from 1 to 1,024.", sides)
        largest = max(math.prod(shape) for shape in self.output_shapes)
        _check(largest <= MAX_OUTPUTS, f"A layer may have {MAX_OUTPUTS:,} outputs at most.", largest)
        _check(self.n_weights <= MAX_WEIGHTS, f"{MAX_WEIGHTS:,} weights are the most.", self.n_weights)

    @property
    def output_shapes(self) -> tuple[Shape, ...]:
        """The output shape of each layer, without the batch axis."""
        shapes, shape = [], self.input_shape
        for layer in self.layers:
            shape = layer.output_shape(shape)
            shapes.append(shape)
        return tuple(shapes)

    @property
    def weight_shapes(self) -> tuple[tuple[Shape, ...], ...]:
        """The shapes of each layer's weight arrays, in Keras's order."""
        inputs = (self.input_shape, *self.output_shapes)
        return tuple(layer.weight_shapes(shape) for layer, shape in zip(self.layers, inputs, strict=False))

    @property
    def parameters(self) -> tuple[int, ...]:
        """How many numbers each layer learns."""
        return tuple(sum(math.prod(shape) for shape in shapes) for shapes in self.weight_shapes)

    @property
    def n_weights(self) -> int:
        """How many numbers the whole network learns."""
        return sum(self.parameters)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each layer, as a fresh Keras gives it: conv2d, dropout, dropout_1."""
        seen: Counter[str] = Counter()
        names = []
        for layer in self.layers:
            count = seen[layer.keras_name]
            names.append(f"{layer.keras_name}_{count}" if count else layer.keras_name)
            seen[layer.keras_name] += 1
        return tuple(names)


def lecture_network() -> Network:
    """Return the lecture's network for 28x28 grey digits.

    >>> lecture_network().output_shapes
    ((26, 26, 32), (13, 13, 32), (13, 13, 32), (5408,), (128,), (128,), (10,))
    >>> lecture_network().n_weights
    693962
    """
    layers = (
        Conv2D(32, (3, 3), activation="relu"),
        MaxPooling2D((2, 2)),
        Dropout(0.25),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.5),
        Dense(10, activation="softmax"),
    )
    return Network((28, 28, 1), layers)


def keras_code(network: Network) -> str:
    """Return Python code that builds the network in Keras."""
    lines = ["import keras", "from keras import layers", "", "model = keras.Sequential(["]
    lines.append(f"    keras.Input(shape={network.input_shape}),")
    lines += [f"    layers.{_call(layer)}," for layer in network.layers]
    return "\n".join([*lines, "])", "model.summary()"])


def _call(layer: Layer) -> str:
    """Return the layer as a call, with the settings that differ from Keras's defaults."""
    settings = []
    for field in fields(layer):
        value = getattr(layer, field.name)
        default = (
            layer.pool_size if field.name == "strides" and isinstance(layer, _Pooling2D) else field.default
        )
        if value != default or field.name in {"kernel_size", "pool_size", "rate"}:
            settings.append(f"{field.name}={value!r}")
    return f"{type(layer).__name__}({', '.join(settings)})"


def from_keras_config(config: Mapping[str, Any]) -> Network:
    """Return the network that Keras's own description (a .keras file's config.json) tells of.

    Nothing in it is run or imported: a layer is one of KINDS with checked settings, or it is refused.

    Raises:
        NetworkError: if it is no Sequential of known layers, or a setting is out of range.
    """
    inside = _mapping(config.get("config"))
    _check(config.get("class_name") == "Sequential", "Only a Sequential network can be read.", _kind(config))
    entries = inside.get("layers")
    if not isinstance(entries, list) or not 2 <= len(entries) <= 202:
        raise NetworkError("The file lists no layers that can be read. Save it again from the Train page.")
    described = [_mapping(entry) for entry in entries]
    _check(
        described[0].get("class_name") == "InputLayer",
        "The first layer must be an Input.",
        _kind(described[0]),
    )
    return Network(_input_shape(described[0]), tuple(_layer(entry) for entry in described[1:]))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _kind(entry: Mapping[str, Any]) -> str:
    """Return a class name fit to be shown: a stranger wrote it."""
    return re.sub(r"\W+", "", str(entry.get("class_name")))[:40]


def _input_shape(entry: Mapping[str, Any]) -> Shape:
    inside = _mapping(entry.get("config"))
    shape = inside.get("batch_shape") or inside.get("batch_input_shape")
    _check(isinstance(shape, list) and len(shape) == 4, "The input must be an image.", shape)
    return tuple(shape[1:])  # type: ignore[index]


def _layer(entry: Mapping[str, Any]) -> Layer:
    kind = KINDS.get(_kind(entry))
    if kind is None or entry.get("registered_name") not in (None, _kind(entry)):
        known = ", ".join(KINDS)
        raise NetworkError(f"A layer of kind {_kind(entry)} is not known here. Known are {known}.")
    config = _mapping(entry.get("config"))
    _check(
        config.get("data_format") in (None, "channels_last"),
        "Channels must come last.",
        config.get("data_format"),
    )
    _check(config.get("groups") in (None, 1), "Grouped convolutions are not taken.", config.get("groups"))
    settings = {field.name: config[field.name] for field in fields(kind) if field.name in config}
    try:
        return kind(**settings)  # type: ignore[no-any-return]
    except TypeError as error:
        raise NetworkError(f"The settings of a {_kind(entry)} layer are incomplete.") from error
