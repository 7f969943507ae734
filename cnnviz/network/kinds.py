"""The kinds of layers, as Keras names and sets them: their output shapes and the shapes of their weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from cnnviz.layers import Window
from cnnviz.network.checks import Pair, Shape, by, check, flag, need_image, number, one_of, pair, whole

Padding: TypeAlias = Literal["valid", "same"]

ACTIVATIONS = ("linear", "relu", "softmax", "sigmoid", "tanh", "elu", "leaky_relu", "gelu")


class _Windowed:
    """A layer whose window walks over the maps."""

    padding: Padding

    def along(self, axis: int) -> Window:
        """Return the window as it lies along the rows, 0, or the columns, 1."""
        raise NotImplementedError

    @property
    def spans(self) -> Pair:
        """How many rows and columns the window covers."""
        rows, columns = ((one.size - 1) * one.dilation_rate + 1 for one in map(self.along, (0, 1)))
        return rows, columns

    def fits(self, shape: Shape) -> bool:
        """Return whether the window finds a place on maps of (height, width, channels)."""
        return self.padding == "same" or all(
            span <= side for span, side in zip(self.spans, shape, strict=False)
        )

    def places(self, shape: Shape) -> Pair:
        """Return in how many rows and columns of places the window stands on maps.

        Raises:
            NetworkError: if there are no maps, or the window is larger than they are.
        """
        need_image(shape, type(self).__name__)
        check(
            self.fits(shape),
            f"Its window spans {by(self.spans)}, but only {by(shape[:2])} come in. "
            "Make the window smaller, or choose padding same.",
            shape,
        )
        rows, columns = (
            -(-(side if self.padding == "same" else side - span + 1) // self.along(axis).strides)
            for axis, (side, span) in enumerate(zip(shape[:2], self.spans, strict=True))
        )
        return rows, columns


@dataclass(frozen=True)
class Conv2D(_Windowed):
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
        whole(self.filters, "Conv2D's filters")
        for name in ("kernel_size", "strides", "dilation_rate"):
            object.__setattr__(self, name, pair(getattr(self, name), f"Conv2D's {name}"))
        one_of(self.padding, ("valid", "same"), "Conv2D's padding")
        one_of(self.activation, ACTIVATIONS, "Conv2D's activation")
        flag(self.use_bias, "Conv2D's use_bias")
        both = max(self.strides) > 1 and max(self.dilation_rate) > 1
        check(not both, "Conv2D takes strides or dilation above 1, as Keras does, not both.", self)

    def output_shape(self, shape: Shape) -> Shape:
        """Return (height, width, filters) for an input of (height, width, channels)."""
        return (*self.places(shape), self.filters)

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the kernel's shape, and the bias's where there is one."""
        kernel = (*self.kernel_size, shape[2], self.filters)
        return (kernel, (self.filters,)) if self.use_bias else (kernel,)

    def along(self, axis: int) -> Window:
        """Return the kernel as it lies along the rows, 0, or the columns, 1."""
        return Window(self.kernel_size[axis], self.strides[axis], self.dilation_rate[axis], self.padding)


@dataclass(frozen=True)
class Pooling2D(_Windowed):
    """What both kinds of pooling share: a window, its step, its padding."""

    pool_size: Pair = (2, 2)
    strides: Pair | None = None
    padding: Padding = "valid"

    def __post_init__(self) -> None:
        name = type(self).__name__
        object.__setattr__(self, "pool_size", pair(self.pool_size, f"{name}'s pool_size"))
        strides = self.pool_size if self.strides is None else pair(self.strides, f"{name}'s strides")
        object.__setattr__(self, "strides", strides)
        one_of(self.padding, ("valid", "same"), f"{name}'s padding")

    def output_shape(self, shape: Shape) -> Shape:
        """Return (height, width, channels) after the window has walked over the input."""
        return (*self.places(shape), shape[2])

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:  # noqa: ARG002 - the same question to every layer
        """Return (): pooling has no weights."""
        return ()

    def along(self, axis: int) -> Window:
        """Return the window as it lies along the rows, 0, or the columns, 1."""
        return Window(self.pool_size[axis], (self.strides or self.pool_size)[axis], padding=self.padding)


@dataclass(frozen=True)
class MaxPooling2D(Pooling2D):
    """The largest value of each window."""

    keras_name: ClassVar[str] = "max_pooling2d"


@dataclass(frozen=True)
class AveragePooling2D(Pooling2D):
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
        number(self.rate, 0, 1, "Dropout's rate needs a number from 0 to below 1.")


@dataclass(frozen=True)
class Activation(_Weightless):
    """An activation as a layer of its own."""

    activation: str = "relu"
    keras_name: ClassVar[str] = "activation"

    def __post_init__(self) -> None:
        one_of(self.activation, ACTIVATIONS, "Activation")


@dataclass(frozen=True)
class BatchNormalization:
    """Brings the values of each channel to mean 0 and variance 1, then scales and shifts them as it learns.

    While training the mean and variance are those of the batch; otherwise those that it has kept.
    """

    momentum: float = 0.99
    epsilon: float = 0.001
    center: bool = True
    scale: bool = True
    keras_name: ClassVar[str] = "batch_normalization"
    #: moving_mean and moving_variance, the last two arrays, are kept and not learned.
    n_kept: ClassVar[int] = 2

    def __post_init__(self) -> None:
        number(self.momentum, 0, 1, "BatchNormalization's momentum needs a number from 0 to below 1.")
        number(self.epsilon, 1e-7, 1, "BatchNormalization's epsilon needs a number from 1e-7 to below 1.")
        flag(self.center, "BatchNormalization's center")
        flag(self.scale, "BatchNormalization's scale")

    def output_shape(self, shape: Shape) -> Shape:
        """Return the input's shape."""
        return shape

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """Return (channels,) each for gamma, beta, moving_mean and moving_variance."""
        return (shape[-1:],) * (self.scale + self.center + self.n_kept)


@dataclass(frozen=True)
class GlobalAveragePooling2D(_Weightless):
    """The mean of each channel: one number for each map."""

    keras_name: ClassVar[str] = "global_average_pooling2d"

    def output_shape(self, shape: Shape) -> Shape:
        """Return (channels,)."""
        need_image(shape, "GlobalAveragePooling2D")
        return (shape[2],)


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
        whole(self.units, "Dense's units")
        one_of(self.activation, ACTIVATIONS, "Dense's activation")
        flag(self.use_bias, "Dense's use_bias")

    def output_shape(self, shape: Shape) -> Shape:
        """Return (units,) for an input of one column."""
        check(
            len(shape) == 1,
            f"Dense needs one column of numbers, not {by(shape)}. Put a Flatten before it.",
            shape,
        )
        return (self.units,)

    def weight_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """Return the weights' shape, and the bias's where there is one."""
        return ((shape[0], self.units), (self.units,)) if self.use_bias else ((shape[0], self.units),)


Layer: TypeAlias = (
    Conv2D
    | MaxPooling2D
    | AveragePooling2D
    | BatchNormalization
    | Dropout
    | Activation
    | Flatten
    | GlobalAveragePooling2D
    | Dense
)
KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Layer.__args__}
